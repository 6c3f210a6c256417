//! The built program started for a test, on a folder of its own and a port the system chooses; ended with the
//! test by its own process id. It drives the program from outside only: command line, standard streams, HTTP.

use crate::filled;
use crate::problem::ServedProblem;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A demonstration node fills in 20 s as a release; a debug build on two busy cores takes several times that.
const START_LIMIT: Duration = Duration::from_secs(300);
/// What a failed start shows of the program's words.
const SHOWN: usize = 4_000;

/// The running program. Dropping it kills it and removes its folder.
///
/// A `static` is never dropped: keep it in the test, or the program outlives the test run.
pub struct Served {
    child: Child,
    address: String,
    data: TempDir,
    said: Arc<Mutex<String>>,
    complained: Arc<Mutex<String>>,
}

impl std::fmt::Debug for Served {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Served")
            .field("address", &self.address)
            .field("data", &self.data.path())
            .finish_non_exhaustive()
    }
}

impl Served {
    /// `relais demo --data <new folder> --listen 127.0.0.1:0`, then `extra`; returns when it prints its address.
    pub fn demo(extra: &[&str]) -> Result<Served, ServedProblem> {
        Served::start(folder()?, "demo", extra, &[])
    }

    /// As [`Served::demo`], on a copy of a folder filled once for this build of the program: two seconds instead
    /// of the whole filling. For journeys; the filling itself is tested with [`Served::demo`]. `variables` as for
    /// [`Served::start`].
    pub fn demo_ready(extra: &[&str], variables: &[(&str, &str)]) -> Result<Served, ServedProblem> {
        let data = folder()?;
        filled::copy_into(&program()?, data.path())?;
        Served::start(data, "demo", extra, variables)
    }

    /// `relais <command> --data <data> --listen 127.0.0.1:0`, then `extra`. It inherits
    /// the environment of the test, and `variables`: a passphrase comes by `RELAIS_PASSPHRASE`.
    pub fn start(
        data: TempDir,
        command: &str,
        extra: &[&str],
        variables: &[(&str, &str)],
    ) -> Result<Served, ServedProblem> {
        let program = program()?;
        let mut child = Command::new(&program)
            .arg(command)
            .arg("--data")
            .arg(data.path())
            .args(["--listen", "127.0.0.1:0"])
            .args(extra)
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|source| ServedProblem::File { path: program, source })?;
        let said = kept(child.stdout.take());
        let complained = kept(child.stderr.take());
        let mut served = Served { child, address: String::new(), data, said, complained };
        served.address = served.wait_for_address()?;
        Ok(served)
    }

    /// Ends it as a power cut would (SIGKILL) and gives its folder back, for [`Served::start`] again.
    pub fn cut(mut self) -> Result<TempDir, ServedProblem> {
        let data = std::mem::replace(&mut self.data, folder()?);
        drop(self);
        Ok(data)
    }

    /// `http://127.0.0.1:PORT`, no slash at its end.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The address of a path that begins with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Its data folder.
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// What it printed so far.
    pub fn stdout(&self) -> String {
        read(&self.said)
    }

    /// What it wrote to standard error so far.
    pub fn stderr(&self) -> String {
        read(&self.complained)
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Its exit status, `None` while it runs.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    fn wait_for_address(&mut self) -> Result<String, ServedProblem> {
        let start = Instant::now();
        while start.elapsed() < START_LIMIT {
            // Status first: what it printed before it ended is then complete enough to be looked through.
            let ended = self.ended();
            if let Some(address) = address_in(&self.stdout()) {
                return Ok(address);
            }
            if let Some(status) = ended {
                thread::sleep(Duration::from_millis(50));
                return Err(ServedProblem::Ended { status: status.to_string(), output: self.output() });
            }
            thread::sleep(Duration::from_millis(20));
        }
        Err(ServedProblem::Silent { waited: START_LIMIT, output: self.output() })
    }

    fn output(&self) -> String {
        let all = format!("{}\n{}", self.stdout(), self.stderr());
        let skip = all.chars().count().saturating_sub(SHOWN);
        all.chars().skip(skip).collect()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The built program: `RELAIS_BIN`, else beside the running test (`target/debug/relais`).
pub fn program() -> Result<PathBuf, ServedProblem> {
    let named = std::env::var_os("RELAIS_BIN").map(PathBuf::from);
    let guessed = || {
        let test = std::env::current_exe().unwrap_or_default();
        let profile = test.ancestors().find(|folder| folder.ends_with("deps")).and_then(Path::parent);
        profile.unwrap_or(Path::new("target/debug")).join(OsString::from("relais"))
    };
    let program = named.unwrap_or_else(guessed);
    if program.is_file() { Ok(program) } else { Err(ServedProblem::NoProgram(program)) }
}

fn folder() -> Result<TempDir, ServedProblem> {
    TempDir::with_prefix("relais-e2e-")
        .map_err(|source| ServedProblem::File { path: std::env::temp_dir(), source })
}

/// Runs the program to its end; its words become the problem when it fails.
pub(crate) fn run(program: &Path, args: &[&OsStr]) -> Result<(), ServedProblem> {
    let done = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .output()
        .map_err(|source| ServedProblem::File { path: program.to_owned(), source })?;
    if done.status.success() {
        return Ok(());
    }
    let words = [done.stdout, done.stderr].concat();
    let output = String::from_utf8_lossy(&words).into_owned();
    Err(ServedProblem::Ended { status: done.status.to_string(), output })
}

/// The first address on this machine in complete lines of `text`.
fn address_in(text: &str) -> Option<String> {
    let complete = &text[..text.rfind('\n')? + 1];
    let start = complete.find("http://127.0.0.1:")?;
    let rest = &complete[start + "http://127.0.0.1:".len()..];
    let port: u16 = rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
    Some(format!("http://127.0.0.1:{port}"))
}

fn kept(stream: Option<impl Read + Send + 'static>) -> Arc<Mutex<String>> {
    let kept = Arc::new(Mutex::new(String::new()));
    let (Some(stream), into) = (stream, Arc::clone(&kept)) else { return kept };
    thread::spawn(move || {
        let mut lines = BufReader::new(stream);
        let mut line = Vec::new();
        while matches!(lines.read_until(b'\n', &mut line), Ok(1..)) {
            into.lock().unwrap_or_else(PoisonError::into_inner).push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
    });
    kept
}

fn read(kept: &Mutex<String>) -> String {
    kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

#[cfg(test)]
mod tests {
    use super::address_in;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(address_in(text).as_deref(), expected, "{text:?}");
    }

    #[test]
    fn the_address_is_read_from_complete_lines() {
        check("Relais listens on http://127.0.0.1:40123/ now\n", Some("http://127.0.0.1:40123"));
        check("\u{1b}[1mhttp://127.0.0.1:80\u{1b}[0m\nmore", Some("http://127.0.0.1:80"));
        check("filling\nhttp://127.0.0.1:401", None);
        check("http://127.0.0.1:99999\n", None);
        check("", None);
    }
}
