//! Where things are: the workspace's root, the cargo that runs us, the target folder.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file system in memory, where Linux has one.
const MEMORY: &str = "/dev/shm";
/// What tests that run side by side have in their folders at most, and as much again to work in.
const ROOM_KIB: u64 = 10 << 20;

/// The workspace.
pub struct House {
    /// Folder with the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Target folder, absolute; `CARGO_TARGET_DIR` is respected.
    pub target: PathBuf,
    cargo: OsString,
}

impl House {
    /// The house this tool was built in.
    pub fn find() -> Result<House, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default();
        if !root.join("crates").is_dir() {
            return Err(format!("no workspace at {}: build xtask where it is used", root.display()));
        }
        let named = std::env::var_os("CARGO_TARGET_DIR").filter(|dir| !dir.is_empty());
        // A relative folder is meant from where the person stands, and cargo is started from the root.
        let target = match (named, std::env::current_dir()) {
            (Some(dir), Ok(here)) => here.join(dir),
            (Some(dir), Err(_)) => root.join(dir),
            (None, _) => root.join("target"),
        };
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Ok(House { root, target, cargo })
    }

    /// `cargo` with these arguments, from the root.
    pub fn cargo(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.cargo);
        command.args(args).current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        // Ours, from `cargo run`; a build script that watches them would build again for nothing.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR" {
                command.env_remove(name);
            }
        }
        command
    }

    /// Where tests that write a great deal put their files: in memory where there is room for all of them, since
    /// thousands of nodes wait for the disk at every commit and prove nothing by it. What a disk does when its power
    /// goes is shown on disks of their own (`testkit::disk`).
    pub fn scratch() -> Option<&'static str> {
        let kib = |text: &str| text.split_whitespace().find_map(|word| word.parse::<u64>().ok());
        let df = Command::new("df").args(["-k", "--output=avail", MEMORY]).output().ok()?;
        let room = kib(std::str::from_utf8(&df.stdout).ok()?)?;
        let said = std::fs::read_to_string("/proc/meminfo").ok()?;
        let spare = kib(said.lines().find(|line| line.starts_with("MemAvailable"))?)?;
        (room.min(spare) >= ROOM_KIB).then_some(MEMORY)
    }

    /// The program the build step makes.
    pub fn program(&self) -> PathBuf {
        self.target.join("debug").join(format!("relais{}", std::env::consts::EXE_SUFFIX))
    }
}
