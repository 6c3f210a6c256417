//! A node in a folder of its own, and how a command on it ended.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "five ordinary words in a row";

/// A node in a folder that goes with this value.
pub struct Node {
    pub dir: TempDir,
}

/// How a command ended.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Node {
    /// A node with a keeper, a house and a camp.
    pub fn new() -> Node {
        Node::within(tempfile::tempdir().unwrap())
    }

    /// The same, in a new folder of that one.
    pub fn on(folder: &Path) -> Node {
        Node::within(TempDir::new_in(folder).unwrap())
    }

    fn within(dir: TempDir) -> Node {
        let node = Node { dir };
        node.plain(&["init", "--name", "keeper", "--founding", "House A", "--cost", "demonstration"]).ok();
        node.run(&["place", "add", "Gurs", "--kind", "camp", "--beds", "any:0-17:40"]).ok();
        node
    }

    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    pub fn file(&self, name: &str) -> String {
        self.dir.path().join(name).display().to_string()
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relais"));
        command
            .args(args)
            .arg("--data")
            .arg(self.data())
            .env("RELAIS_PASSPHRASE", PASSPHRASE)
            .current_dir(self.dir.path());
        command.stdin(Stdio::null());
        command
    }

    /// Without saying who acts.
    pub fn plain(&self, args: &[&str]) -> Ran {
        ran(self.command(args).output().unwrap())
    }

    /// As the keeper.
    pub fn run(&self, args: &[&str]) -> Ran {
        ran(self.command(args).args(["--as", "keeper"]).output().unwrap())
    }

    pub fn json(&self, args: &[&str]) -> Value {
        let ran = self.run(&[args, &["--json"]].concat()).ok();
        serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{args:?}: {e}: {}", ran.out))
    }
}

pub fn ran(output: Output) -> Ran {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

impl Ran {
    #[track_caller]
    pub fn ok(self) -> Ran {
        self.ends(0, "")
    }

    /// Ended with that code and said that.
    #[track_caller]
    pub fn ends(self, code: i32, says: &str) -> Ran {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert!(
            self.err.contains(says) || self.out.contains(says),
            "{says:?} is not in: {}{}",
            self.out,
            self.err
        );
        self
    }
}
