//! Runs one command, passes on what it writes as it comes, and counts the tests it reports.
//! It decides nothing: how a command ended is returned.

use crate::count::Counts;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// The command as a person would type it.
pub fn typed(command: &Command) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    let name = program.rsplit('/').next().unwrap_or(&program).to_owned();
    let args = command.get_args().map(|arg| arg.to_string_lossy().into_owned());
    std::iter::once(name).chain(args).collect::<Vec<_>>().join(" ")
}

/// Runs it to its end; standard output and standard error are passed on line by line.
/// The error names the command and how it ended, with the counts read until then.
pub fn run(mut command: Command) -> Result<Counts, String> {
    if io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    println!("$ {}", typed(&command));
    run_into(command, io::stdout(), io::stderr())
}

fn run_into(
    mut command: Command,
    out: impl Write + Send + 'static,
    err: impl Write + Send + 'static,
) -> Result<Counts, String> {
    let name = typed(&command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| format!("`{name}` could not be started: {e}"))?;
    let counts = Arc::new(Mutex::new(Counts::default()));
    let out = child.stdout.take().map(|s| pass_on(s, out, Arc::clone(&counts)));
    let err = child.stderr.take().map(|s| pass_on(s, err, Arc::clone(&counts)));
    let status = child.wait().map_err(|e| format!("`{name}` was lost: {e}"))?;
    for thread in [out, err].into_iter().flatten() {
        let _ = thread.join();
    }
    let counts = *counts.lock().unwrap_or_else(PoisonError::into_inner);
    if status.success() {
        return Ok(counts);
    }
    let tests = if counts == Counts::default() { String::new() } else { format!("; tests: {counts}") };
    Err(format!("`{name}` ended with {status}{tests}"))
}

/// Whether a command can be run and says yes; its words are dropped.
pub fn succeeds(program: &str, args: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn pass_on(
    stream: impl Read + Send + 'static,
    mut into: impl Write + Send + 'static,
    counts: Arc<Mutex<Counts>>,
) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut lines = BufReader::new(stream);
        let mut line = Vec::new();
        while matches!(lines.read_until(b'\n', &mut line), Ok(1..)) {
            let _ = into.write_all(&line).and_then(|()| into.flush());
            if let Some(found) = Counts::in_line(&String::from_utf8_lossy(&line)) {
                counts.lock().unwrap_or_else(PoisonError::into_inner).add(found);
            }
            line.clear();
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Counts, run_into};
    use std::io;
    use std::process::Command;

    /// Passed on to nowhere: the closing lines in these scripts are not those of our own tests.
    fn run(command: Command) -> Result<Counts, String> {
        run_into(command, io::sink(), io::sink())
    }

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn counts_are_read_from_both_streams() {
        let counts = run(shell(
            "echo 'test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured';
             echo '     Summary [   0.1s] 3 tests run: 3 passed, 0 skipped' >&2",
        ));
        assert_eq!(counts.unwrap().to_string(), "5 passed, 0 failed, 1 skipped");
    }

    #[test]
    fn a_failure_names_the_command_its_end_and_the_counts() {
        let said =
            run(shell("echo 'test result: FAILED. 2 passed; 4 failed; 0 ignored'; exit 101")).unwrap_err();
        assert!(
            said.starts_with("`sh -c") && said.ends_with("exit status: 101; tests: 2 passed, 4 failed"),
            "{said}"
        );
        let said = run(Command::new("/no/such/program")).unwrap_err();
        assert!(said.contains("`program` could not be started"), "{said}");
    }
}
