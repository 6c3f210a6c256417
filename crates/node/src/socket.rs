//! The socket of a running node: a command given beside `relais serve` is carried out by the process that has the node
//! open, by the very same function, and its output comes back. Only the owner of the folder can reach it.

use crate::cli::{Cli, Command};
use crate::complaint::Complaint;
use crate::context::{Context, Done};
use clap::Parser as _;
use serde::{Deserialize, Serialize};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::Store;
use zeroize::{Zeroize as _, Zeroizing};

/// Name of the socket in the node's folder.
const SOCKET: &str = "relais.sock";
/// Most bytes of a request: a command line and a passphrase.
const REQUEST_MAX: u32 = 1024 * 1024;
/// Kinds of frames: standard output, standard error, the exit code.
const OUT: u8 = 1;
const ERR: u8 = 2;
const EXIT: u8 = 3;

/// A command as it was given.
#[derive(Serialize, Deserialize)]
pub struct Request {
    /// The command line, the name of the program first.
    pub args: Vec<String>,
    /// Who acts.
    pub member: String,
    /// Their passphrase.
    pub passphrase: String,
    /// The folder it was given in.
    pub cwd: PathBuf,
    /// The passphrase of a member who is being added.
    pub newcomer: Option<String>,
}

impl Drop for Request {
    fn drop(&mut self) {
        self.passphrase.zeroize();
        self.newcomer.zeroize();
    }
}

/// One kind of output, cut into frames: kind, length (4 bytes, big-endian), bytes.
struct Frames<'a, W: Write> {
    to: &'a std::sync::Mutex<W>,
    kind: u8,
}

impl<W: Write> Write for Frames<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let part = &bytes[..bytes.len().min(64 * 1024)];
        let mut to = self.to.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        frame(&mut *to, self.kind, part)?;
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.lock().unwrap_or_else(std::sync::PoisonError::into_inner).flush()
    }
}

fn frame(to: &mut impl Write, kind: u8, bytes: &[u8]) -> io::Result<()> {
    let len = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    to.write_all(&[kind])?;
    to.write_all(&len.to_be_bytes())?;
    to.write_all(bytes)
}

/// Carries out one request and answers it.
fn answer(store: &Arc<Store>, stream: &mut (impl Read + Write)) -> Done {
    let mut len = [0; 4];
    stream.read_exact(&mut len)?;
    let len = u32::from_be_bytes(len);
    if len > REQUEST_MAX {
        return Err(Complaint::usage("The command is too long.", ""));
    }
    let mut bytes = Zeroizing::new(vec![0; len as usize]);
    stream.read_exact(&mut bytes)?;
    let to = std::sync::Mutex::new(stream);
    let done = serde_json::from_slice(&bytes).map_err(Complaint::from).and_then(|request: Request| {
        let mut out = BufWriter::new(Frames { to: &to, kind: OUT });
        let mut err = Frames { to: &to, kind: ERR };
        let done = carry_out(store, &request, &mut out, &mut err);
        out.flush()?;
        done
    });
    let code = match &done {
        Ok(()) => 0,
        Err(complaint) => {
            if !complaint.message.is_empty() {
                let _ = Frames { to: &to, kind: ERR }.write_all(complaint.text().as_bytes());
            }
            complaint.code
        }
    };
    let mut to = to.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    frame(&mut *to, EXIT, &[code])?;
    Ok(to.flush()?)
}

fn carry_out(store: &Arc<Store>, request: &Request, out: &mut dyn Write, err: &mut dyn Write) -> Done {
    let cli = Cli::try_parse_from(&request.args).map_err(|e| Complaint::usage(e.to_string(), ""))?;
    if matches!(cli.command, Command::Panic(_)) {
        return Ok(store.panic()?);
    }
    let actor = store.unlock(&request.member, &request.passphrase)?;
    let compartment = cli.globals.compartment.as_deref();
    let (json, cwd) = (cli.globals.json, request.cwd.clone());
    let newcomer = request.newcomer.as_deref();
    let mut ctx = Context { store, actor: &actor, out, err, json, compartment, cwd, newcomer, drawn: false };
    cli.command.run(&mut ctx)
}

/// Tells the process that has the node in `dir` open, if there is one, that its laptop opens no more.
pub fn panic(dir: &Path) {
    let request = Request {
        args: vec!["relais".into(), "panic".into(), "--yes".into()],
        member: String::new(),
        passphrase: String::new(),
        cwd: dir.to_path_buf(),
        newcomer: None,
    };
    let _ = ask(dir, &request, &mut io::sink(), &mut io::sink());
}

#[cfg(unix)]
pub use unix::{ask, listen};

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::net::{UnixListener, UnixStream};

    /// The socket while it listens; it goes with this value.
    pub struct Listening(PathBuf);

    impl Drop for Listening {
        fn drop(&mut self) {
            let _ = std::fs::remove_file(&self.0);
        }
    }

    /// Listens in the node's folder. The folder is its owner's alone, and so is the socket.
    pub fn listen(store: Arc<Store>) -> Result<Listening, Complaint> {
        let path = store.dir().join(SOCKET);
        // Whoever left one here is gone: this process holds the node's lock.
        let _ = std::fs::remove_file(&path);
        let listener = UnixListener::bind(&path).map_err(|e| {
            Complaint::new(
                1,
                format!("{}: {e}.", path.display()),
                "A shorter path to the node helps: --data DIR.",
            )
        })?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let store = store.clone();
                std::thread::spawn(move || {
                    if let Err(complaint) = answer(&store, &mut stream) {
                        tracing::warn!(code = complaint.code, "a command through the socket ended early");
                    }
                });
            }
        });
        Ok(Listening(path))
    }

    /// Asks the process that has the node in `dir` open to carry out a command; `None` where none listens.
    pub fn ask(
        dir: &Path,
        request: &Request,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> Option<Result<u8, Complaint>> {
        let mut stream = UnixStream::connect(dir.join(SOCKET)).ok()?;
        Some(asked(&mut stream, request, out, err))
    }

    fn asked(
        stream: &mut UnixStream,
        request: &Request,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> Result<u8, Complaint> {
        let bytes = Zeroizing::new(serde_json::to_vec(request)?);
        let len = u32::try_from(bytes.len()).map_err(|e| Complaint::usage(e.to_string(), ""))?;
        stream.write_all(&len.to_be_bytes())?;
        stream.write_all(&bytes)?;
        loop {
            let mut head = [0; 5];
            stream
                .read_exact(&mut head)
                .map_err(|_| Complaint::new(1, "The running node ended before it answered.", ""))?;
            let len = u32::from_be_bytes([head[1], head[2], head[3], head[4]]);
            let mut part = Vec::new();
            stream.take(u64::from(len)).read_to_end(&mut part)?;
            match head[0] {
                OUT => out.write_all(&part)?,
                ERR => err.write_all(&part)?,
                _ => return Ok(part.first().copied().unwrap_or(1)),
            }
        }
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use super::*;

    /// Nothing listens on this platform.
    pub struct Listening;

    /// Nothing to listen on.
    pub fn listen(_: Arc<Store>) -> Result<Listening, Complaint> {
        Ok(Listening)
    }

    /// Nobody to ask.
    pub fn ask(_: &Path, _: &Request, _: &mut dyn Write, _: &mut dyn Write) -> Option<Result<u8, Complaint>> {
        None
    }
}

#[cfg(not(unix))]
pub use elsewhere::{ask, listen};
