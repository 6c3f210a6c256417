//! A PostgreSQL server of one's own: made in a fresh folder, reached through a socket in it, stopped by its own id.
//!
//! Where PostgreSQL is missing this panics with the command that installs it: a test that needs it fails, never skips.

use std::ffi::OsStr;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

const MISSING: &str = "PostgreSQL is not here; these tests never skip. Install it: apt-get install -y postgresql \
                       (or point RELAIS_PG_BIN at the folder that holds initdb and postgres)";
/// How long a server may take to start on a busy machine, in tenths of a second.
const PATIENCE: u32 = 600;

/// A running server. Dropping it stops it.
pub struct Server {
    child: Child,
    user: User,
    folder: tempfile::TempDir,
    databases: AtomicU32,
}

impl Server {
    /// Starts a server with `fsync` and `synchronous_commit` on.
    ///
    /// # Panics
    /// When PostgreSQL is missing or does not start.
    pub fn start() -> Server {
        let programs = programs().expect(MISSING);
        let folder = tempfile::tempdir().expect("a folder for a server");
        let user = unprivileged(folder.path());
        let data = folder.path().join("data");
        let mut initdb = user.command(&programs.join("initdb"));
        initdb.arg("-D").arg(&data).args([
            "-U",
            "relais",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "--no-sync",
        ]);
        let made = initdb.current_dir(folder.path()).output().expect("initdb runs");
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        let child = serve(&user, folder.path());
        let mut server = Server { child, user, folder, databases: AtomicU32::new(0) };
        server.wait();
        server
    }

    /// Ends the server at once, without a checkpoint, as a crash would, and starts it again.
    ///
    /// # Panics
    /// When it does not start again.
    pub fn crash_and_start(&mut self) {
        // SIGQUIT is PostgreSQL's immediate shutdown: it recovers from its log when it starts.
        let _ = Command::new("kill").args(["-QUIT", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
        self.child = serve(&self.user, self.folder.path());
        self.wait();
    }

    fn wait(&mut self) {
        for _ in 0..PATIENCE {
            if let Ok(Some(status)) = self.child.try_wait() {
                panic!("postgres ended with {status}: {}", self.log());
            }
            if ::postgres::Client::connect(&self.address("postgres"), ::postgres::NoTls).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("postgres does not answer: {}", self.log());
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    fn address(&self, database: &str) -> String {
        format!("host={} user=relais dbname={database}", self.folder.path().display())
    }

    /// The address of a new, empty database.
    ///
    /// # Panics
    /// When the server refuses.
    pub fn fresh(&self) -> String {
        let name = format!("house_{}", self.databases.fetch_add(1, Ordering::SeqCst));
        let mut client =
            ::postgres::Client::connect(&self.address("postgres"), ::postgres::NoTls).expect("a connection");
        client.batch_execute(&format!("create database {name}")).expect("a new database");
        self.address(&name)
    }

    /// The folder in which the server keeps its data.
    pub fn dir(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    /// Process id, by which it is stopped.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown: connections are closed, the checkpoint is written.
        let _ = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

/// Starts the server of a folder.
fn serve(user: &User, folder: &Path) -> Child {
    let programs = programs().expect(MISSING);
    let log = std::fs::OpenOptions::new().create(true).append(true).open(folder.join("log")).expect("a log");
    let mut postgres = user.command(&programs.join("postgres"));
    postgres.arg("-D").arg(folder.join("data")).arg("-k").arg(folder);
    let settings = ["listen_addresses=", "fsync=on", "synchronous_commit=on", "shared_buffers=16MB"];
    // What a commit does not write itself, nobody writes for it a moment later.
    for setting in settings.into_iter().chain(["wal_writer_delay=10s"]) {
        postgres.arg("-c").arg(setting);
    }
    postgres.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
    postgres.spawn().expect("postgres starts")
}

/// Who runs the server: PostgreSQL refuses root.
struct User(Option<(u32, u32)>);

impl User {
    fn command(&self, program: &Path) -> Command {
        let Some((uid, gid)) = self.0 else { return Command::new(program) };
        let mut command = Command::new("setpriv");
        // It ends with the test, even when that is killed.
        command.args(["--pdeathsig", "INT", "--clear-groups"]);
        command.arg(format!("--reuid={uid}")).arg(format!("--regid={gid}")).arg(program);
        command
    }
}

/// Gives the folder to `postgres` or `nobody` where the test runs as root.
fn unprivileged(folder: &Path) -> User {
    if std::fs::metadata(folder).expect("the folder is there").uid() != 0 {
        return User(None);
    }
    let (uid, gid) = ["postgres", "nobody"].into_iter().find_map(ids).expect("a user postgres or nobody");
    chown(folder, Some(uid), Some(gid)).expect("root gives a folder away");
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).expect("the folder's mode");
    User(Some((uid, gid)))
}

fn ids(user: &str) -> Option<(u32, u32)> {
    let id = |flag: &str| -> Option<u32> {
        let out = Command::new("id").args([flag, user]).stderr(Stdio::null()).output().ok()?;
        String::from_utf8(out.stdout).ok()?.trim().parse().ok()
    };
    Some((id("-u")?, id("-g")?))
}

/// The folder that holds `initdb` and `postgres`.
#[expect(clippy::disallowed_methods, reason = "tests find their tools where the machine keeps them")]
fn programs() -> Option<PathBuf> {
    let holds = |folder: &Path| folder.join("initdb").exists() && folder.join("postgres").exists();
    if let Some(named) = std::env::var_os("RELAIS_PG_BIN").map(PathBuf::from) {
        return holds(&named).then_some(named);
    }
    let version = |p: &PathBuf| {
        p.parent().and_then(Path::file_name).and_then(OsStr::to_str).and_then(|n| n.parse::<u32>().ok())
    };
    let mut debian: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|folder| holds(folder))
        .collect();
    debian.sort_by_key(version);
    let path = std::env::var_os("PATH").unwrap_or_default();
    debian.pop().or_else(|| std::env::split_paths(&path).find(|folder| holds(folder)))
}
