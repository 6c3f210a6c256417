//! A disk whose power can be cut: a file served by nbdkit with a cache that holds back what nobody asked to be flushed,
//! through FUSE and a loop device, with ext4 on it. Cutting the power kills the cache, so blocks that were never
//! flushed are gone, as they are when a laptop dies. What is left is looked at in a copy of its own.
//!
//! It needs root, `/dev/fuse`, loop devices, and Debian's `nbdkit`, `libnbd-bin`, `e2fsprogs`; without them it panics
//! with what is missing. `cargo xtask test` tries one first; where none appears it leaves the tests of `power` and `seized`
//! out, and says so.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const MISSING: &str = "power cuts need root, /dev/fuse, loop devices and: \
                       apt-get install -y nbdkit libnbd-bin fuse3 e2fsprogs";
/// How long the disk may take to appear, in hundredths of a second.
const PATIENCE: u32 = 1_000;

macro_rules! does {
    ($program:literal $(, $arg:expr)* $(,)?) => { does($program, &[$(std::ffi::OsStr::new($arg)),*]) };
}

/// A disk that runs. Dropping it cuts its power.
pub struct Disk {
    folder: tempfile::TempDir,
    cache: Child,
    door: Child,
    mounted: Option<Mounted>,
    dead: bool,
}

/// What lay on a disk when its power went, mounted in a folder of its own.
pub struct Image {
    folder: tempfile::TempDir,
    mounted: Option<Mounted>,
}

/// A file with a file system in it, behind a loop device, mounted beside it. Dropping it lets go of both.
struct Mounted {
    device: String,
    at: PathBuf,
}

impl Mounted {
    fn of(file: &Path) -> Mounted {
        let at = file.with_file_name("mounted");
        let device = does!("losetup", "-f", "--show", file);
        std::fs::create_dir(&at).expect("a place to mount");
        does!("mount", &device, &at);
        Mounted { device, at }
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // Lazily: a program may still have a file open on a disk that is dead.
        let _ = Command::new("umount").arg("-l").arg(&self.at).output();
        let _ = Command::new("losetup").args(["-d", &self.device]).output();
    }
}

fn does(program: &str, args: &[&std::ffi::OsStr]) -> String {
    let done = Command::new(program).args(args).stdin(Stdio::null()).output().expect(MISSING);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{program} {args:?}: {said}\n{MISSING}");
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

fn until(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..PATIENCE {
        if holds() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("{what} does not come: {MISSING}");
}

/// An empty ext4 file system of so many MiB, as a file that [`Disk::of`] can start from.
///
/// # Panics
/// Where the programs are missing.
pub fn blank(at: &Path, mib: u64) {
    let file = std::fs::File::create(at).expect("an image");
    file.set_len(mib * 1_048_576).expect("room for an image");
    drop(file);
    does!("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", at);
}

impl Disk {
    /// A fresh disk of so many MiB.
    ///
    /// # Panics
    /// Where the machine allows no such disk.
    pub fn new(mib: u64) -> Disk {
        let folder = tempfile::tempdir().expect("a folder for a disk");
        blank(&folder.path().join("base.img"), mib);
        Disk::start(folder)
    }

    /// A disk that begins with what stands in an image.
    ///
    /// # Panics
    /// As [`Disk::new`].
    pub fn of(image: &Path) -> Disk {
        let folder = tempfile::tempdir().expect("a folder for a disk");
        does!("cp", "--sparse=always", image, &folder.path().join("base.img"));
        Disk::start(folder)
    }

    fn start(folder: tempfile::TempDir) -> Disk {
        let at = |name: &str| folder.path().join(name);
        let quiet = |command: &mut Command| {
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            command.spawn().expect(MISSING)
        };
        let mut nbdkit = Command::new("nbdkit");
        nbdkit.args(["-f", "-U"]).arg(at("socket")).args(["--filter=cache", "file"]);
        let cache = quiet(nbdkit.arg(at("base.img")).arg("cache=writeback").env("TMPDIR", folder.path()));
        until("nbdkit's socket", || at("socket").exists());
        std::fs::write(at("disk"), b"").expect("a place for the disk");
        let mut nbdfuse = Command::new("nbdfuse");
        let door = quiet(nbdfuse.arg(at("disk")).arg("--unix").arg(at("socket")));
        until("the disk", || std::fs::metadata(at("disk")).is_ok_and(|m| m.len() > 0));
        let mounted = Some(Mounted::of(&at("disk")));
        Disk { folder, cache, door, mounted, dead: false }
    }

    /// Where its files lie.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("mounted")
    }

    /// Cuts the power: from here on no block is written, and what was never flushed is gone.
    pub fn cut(&mut self) {
        if !std::mem::replace(&mut self.dead, true) {
            let _ = self.cache.kill();
            let _ = self.cache.wait();
        }
    }

    /// The file that holds what was flushed, block by block, deleted ones too.
    pub fn blocks(&self) -> PathBuf {
        self.folder.path().join("base.img")
    }

    /// What stands on the disk after the power went: cuts it where nobody has, and mounts a copy.
    ///
    /// # Panics
    /// Where what is left is no file system any more.
    pub fn image(&mut self) -> Image {
        self.cut();
        let folder = tempfile::tempdir().expect("a folder for an image");
        let copy = folder.path().join("image");
        does!("cp", "--sparse=always", &self.blocks(), &copy);
        let mounted = Some(Mounted::of(&copy));
        Image { folder, mounted }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.cut();
        // The door is a mount too, and this file system stands on it.
        drop(self.mounted.take());
        let _ = self.door.kill();
        let _ = self.door.wait();
        let _ = Command::new("umount").arg("-l").arg(self.folder.path().join("disk")).output();
    }
}

impl Image {
    /// Where its files lie.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("mounted")
    }

    /// Lets go of the file system and returns the file with every block of it.
    ///
    /// # Panics
    /// Where somebody still has a file of it open.
    pub fn unmounted(&mut self) -> PathBuf {
        if let Some(mounted) = self.mounted.take() {
            does!("umount", &mounted.at);
        }
        self.folder.path().join("image")
    }
}
