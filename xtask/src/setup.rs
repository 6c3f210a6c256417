//! What the tests need from the system: a browser, a PostgreSQL server, a PDF reader. Looks for each, installs what
//! is missing by the system's package manager when it may, else names the exact command and stops.
//! It never skips a need and installs nothing that is there. Disks whose power is cut need a machine that lets this user
//! mount them, and calls that fail one that lets it trace a process; where it does not, that is said, and those tests are left out.

use crate::run::{run, succeeds};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Where Debian keeps PostgreSQL's server programs, one folder for each version; they are not in PATH.
const DEBIAN_POSTGRESQL: &str = "/usr/lib/postgresql";

/// One thing the tests need.
#[derive(Debug, PartialEq, Eq)]
pub struct Need {
    what: &'static str,
    /// Package of Debian, Fedora, Arch.
    packages: [&'static str; 3],
}

const BROWSER: Need = Need { what: "a browser (chromium)", packages: ["chromium", "chromium", "chromium"] };
const PDF: Need = Need { what: "pdftotext", packages: ["poppler-utils", "poppler-utils", "poppler"] };
const POSTGRESQL: Need = Need {
    what: "a PostgreSQL server (initdb, postgres)",
    packages: ["postgresql", "postgresql-server", "postgresql"],
};
/// Disks whose power can be cut (`testkit::disk`).
const POWER: Need = Need {
    what: "nbdkit, nbdfuse and mkfs.ext4",
    packages: ["nbdkit libnbd-bin fuse3 e2fsprogs", "nbdkit libnbd e2fsprogs", "nbdkit libnbd e2fsprogs"],
};

/// Calls that fail when a test wants them to (`failing` of the store's tests).
const CALLS: Need = Need { what: "strace", packages: ["strace", "strace", "strace"] };

/// What this process may do to the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Right {
    Root,
    /// `sudo` that asks for no passphrase.
    Sudo,
    None,
}

/// Looks, installs what is missing, looks again. Returns the folder of PostgreSQL's programs.
pub fn ready() -> Result<PathBuf, String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let postgresql = Path::new(DEBIAN_POSTGRESQL);
    let mounts = mounts().is_ok();
    let mut wanted = missing(&path, postgresql, mounts);
    if !wanted.is_empty() {
        let names = wanted.iter().map(|need| need.what).collect::<Vec<_>>().join(", ");
        println!("missing: {names}");
        let apt = !find(&path, &["apt-get"]).is_empty();
        for words in plan(&wanted, apt, right())? {
            let mut command = Command::new(&words[0]);
            command.args(&words[1..]).env("DEBIAN_FRONTEND", "noninteractive");
            run(command)?;
        }
        wanted = missing(&path, postgresql, mounts);
    }
    if find(&path, &["strace"]).is_empty() && !matches!(right(), Right::None) {
        // Without it three tests are left out, and that is said: nothing stops where it cannot be had.
        let plan = plan(&[CALLS], !find(&path, &["apt-get"]).is_empty(), right()).unwrap_or_default();
        for words in plan {
            let _ =
                Command::new(&words[0]).args(&words[1..]).env("DEBIAN_FRONTEND", "noninteractive").status();
        }
    }
    if let Some(need) = wanted.first() {
        return Err(format!("{} is still missing after the installation", need.what));
    }
    postgresql_bin(&path, postgresql).ok_or_else(|| format!("{} is missing", POSTGRESQL.what))
}

/// Whether this user may mount a disk of the tests' own here; the error says what is in the way.
pub fn mounts() -> Result<(), String> {
    if !matches!(right(), Right::Root) {
        return Err("only root mounts disks, and this is another user".into());
    }
    if !Path::new("/dev/fuse").exists() {
        return Err("there is no /dev/fuse".into());
    }
    if !succeeds("losetup", &["-f"]) {
        return Err("there is no free loop device (losetup -f)".into());
    }
    // A mount of memory, in a namespace that ends with it: the kernel says yes or no, and nothing is left behind.
    let rehearsal = ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"];
    if succeeds("unshare", &rehearsal) { Ok(()) } else { Err("this machine refuses to mount".into()) }
}

/// Whether such a disk really appears here: one of a MiB, put together and taken apart again.
pub fn disks() -> Result<(), String> {
    mounts()?;
    let folder = std::env::temp_dir().join(format!("relais-xtask-disk-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    let (socket, disk) = (folder.join("socket"), folder.join("disk"));
    let quiet = |command: &mut Command| {
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().map_err(|e| e.to_string())
    };
    let appears = |what: &dyn Fn() -> bool| {
        (0..500).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(10));
            what()
        })
    };
    let server = quiet(Command::new("nbdkit").arg("-f").arg("-U").arg(&socket).args(["memory", "1M"]))?;
    let _ = appears(&|| socket.exists());
    let put = std::fs::write(&disk, b"").map_err(|e| e.to_string());
    let door = put.and_then(|()| quiet(Command::new("nbdfuse").arg(&disk).arg("--unix").arg(&socket)));
    let there = appears(&|| std::fs::metadata(&disk).is_ok_and(|m| m.len() > 0));
    let device = Command::new("losetup").args(["-f", "--show"]).arg(&disk).output();
    let device = device.ok().filter(|d| there && d.status.success());
    if let Some(device) = &device {
        succeeds("losetup", &["-d", String::from_utf8_lossy(&device.stdout).trim()]);
    }
    let _ = Command::new("umount").arg("-l").arg(&disk).status();
    for child in door.into_iter().chain([server]) {
        ended(child);
    }
    let _ = std::fs::remove_dir_all(&folder);
    device.map(drop).ok_or_else(|| "a disk through nbdkit and FUSE does not appear".into())
}

/// Whether a call of a child can be made to fail here; the error says what is in the way.
pub fn calls() -> Result<(), String> {
    if !succeeds("strace", &["--version"]) {
        return Err("strace is not installed".into());
    }
    let folder = std::env::temp_dir();
    let folder = folder.to_string_lossy();
    let fails = [
        "-f",
        "--seccomp-bpf",
        "-qqq",
        "-o",
        "/dev/null",
        "-e",
        "trace=fsync",
        "-e",
        "inject=fsync:error=EIO",
    ];
    let traced = |program: &[&str]| succeeds("strace", &[&fails, program].concat());
    if !traced(&["true"]) {
        return Err("this machine lets nobody trace a process".into());
    }
    if succeeds("sync", &[&folder]) && traced(&["sync", &folder]) {
        return Err("strace makes no call fail on this machine".into());
    }
    Ok(())
}

fn ended(mut child: Child) {
    let _ = child.kill();
    let _ = child.wait();
}

fn missing(path: &OsStr, postgresql: &Path, mounts: bool) -> Vec<Need> {
    let mut wanted = Vec::new();
    if find(path, &["chromium", "chromium-browser", "google-chrome"]).is_empty() {
        wanted.push(BROWSER);
    }
    if find(path, &["pdftotext"]).is_empty() {
        wanted.push(PDF);
    }
    if postgresql_bin(path, postgresql).is_none() {
        wanted.push(POSTGRESQL);
    }
    let power = ["nbdkit", "nbdfuse", "mkfs.ext4"];
    if mounts && power.iter().any(|program| find(path, &[program]).is_empty()) {
        wanted.push(POWER);
    }
    wanted
}

/// The commands that install what is wanted; the error is what a person has to type instead.
fn plan(wanted: &[Need], apt: bool, right: Right) -> Result<Vec<Vec<String>>, String> {
    let names =
        |manager: usize| wanted.iter().map(|need| need.packages[manager]).collect::<Vec<_>>().join(" ");
    let debian = format!("apt-get install --yes --no-install-recommends {}", names(0));
    if !apt {
        return Err(format!(
            "what the tests need is missing, and there is no apt-get. Run one of these, then this again:\n  \
             dnf install {}\n  pacman -S {}\n  sudo {debian}",
            names(1),
            names(2)
        ));
    }
    let before: &[&str] = match right {
        Right::Root => &[],
        // `env`, because sudo does not hand the variable on.
        Right::Sudo => &["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"],
        Right::None => {
            return Err(format!(
                "what the tests need is missing, and this user may not install it. Run this, then this again:\n  \
                 sudo apt-get update && sudo {debian}"
            ));
        }
    };
    let words = |line: &str| before.iter().copied().chain(line.split(' ')).map(str::to_owned).collect();
    Ok(vec![words("apt-get update"), words(&debian)])
}

fn right() -> Right {
    let user = Command::new("id").arg("-u").output().map(|done| done.stdout).unwrap_or_default();
    if user.trim_ascii() == b"0" {
        Right::Root
    } else if succeeds("sudo", &["-n", "true"]) {
        Right::Sudo
    } else {
        Right::None
    }
}

/// Folders of PATH that hold one of the commands, in the order of the commands.
fn find(path: &OsStr, commands: &[&str]) -> Vec<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(path).filter(|folder| folder.is_absolute()).collect();
    let holds = |command: &&str| {
        folders.iter().filter(move |f| f.join(command).is_file()).cloned().collect::<Vec<_>>()
    };
    commands.iter().flat_map(holds).collect()
}

/// The folder with `initdb` and `postgres`: from PATH (behind its links), else Debian's of the highest version.
fn postgresql_bin(path: &OsStr, debian: &Path) -> Option<PathBuf> {
    let both = |folder: &PathBuf| folder.join("initdb").is_file() && folder.join("postgres").is_file();
    let linked = find(path, &["initdb"]).into_iter().flat_map(|folder| {
        let real = folder.join("initdb").canonicalize().ok().and_then(|f| f.parent().map(Path::to_owned));
        [real.unwrap_or_default(), folder]
    });
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir(debian)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort_unstable_by(|a, b| b.cmp(a));
    linked.chain(versions.into_iter().map(|(_, folder)| folder)).find(both)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::fs;

    /// A folder under the target's temporary folder, empty at the start.
    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("relais-xtask-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn touch(folder: &Path, names: &[&str]) {
        for name in names {
            fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
            fs::write(folder.join(name), "").unwrap();
        }
    }

    #[test]
    fn a_missing_browser_or_server_is_missed() {
        let (bin, pg) = (folder("bin"), folder("pg"));
        let needs = |mounts: bool| {
            missing(bin.as_os_str(), &pg, mounts).iter().map(|n| n.packages[0]).collect::<Vec<_>>()
        };
        let packages = || needs(false);
        assert_eq!(packages(), ["chromium", "poppler-utils", "postgresql"]);
        touch(&bin, &["google-chrome", "pdftotext", "initdb"]);
        assert_eq!(packages(), ["postgresql"], "initdb alone is no server");
        touch(&bin, &["postgres"]);
        assert_eq!(packages(), [""; 0]);
        assert_eq!(needs(true), [POWER.packages[0]], "where disks can be mounted");
        touch(&bin, &["nbdkit", "nbdfuse", "mkfs.ext4"]);
        assert_eq!(needs(true), [""; 0]);
        fs::remove_dir_all(bin).unwrap();
        fs::remove_dir_all(pg).unwrap();
    }

    #[test]
    fn debians_highest_server_is_taken() {
        let pg = folder("versions");
        touch(&pg, &["9/bin/initdb", "9/bin/postgres", "15/bin/initdb", "15/bin/postgres", "16/bin/psql"]);
        assert_eq!(postgresql_bin(OsStr::new(""), &pg), Some(pg.join("15/bin")));
        fs::remove_dir_all(pg).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_path_leads_to_the_whole_server() {
        let (bin, pg) = (folder("links"), folder("real"));
        touch(&pg, &["15/bin/initdb", "15/bin/postgres"]);
        std::os::unix::fs::symlink(pg.join("15/bin/initdb"), bin.join("initdb")).unwrap();
        let real = pg.join("15/bin").canonicalize().unwrap();
        assert_eq!(postgresql_bin(bin.as_os_str(), Path::new("/nowhere")), Some(real));
        fs::remove_dir_all(bin).unwrap();
        fs::remove_dir_all(pg).unwrap();
    }

    fn check(apt: bool, right: Right, expected: Result<&[&str], &str>) {
        let found = plan(&[BROWSER, POSTGRESQL], apt, right);
        match (found, expected) {
            (Ok(found), Ok(expected)) => {
                assert_eq!(found.iter().map(|words| words.join(" ")).collect::<Vec<_>>(), expected);
            }
            (Err(said), Err(part)) => assert!(said.contains(part), "{said}"),
            (found, expected) => panic!("{found:?}, not {expected:?}"),
        }
    }

    #[test]
    fn it_installs_when_it_may_and_names_the_command_when_not() {
        let install = "apt-get install --yes --no-install-recommends chromium postgresql";
        check(true, Right::Root, Ok(&["apt-get update", install]));
        let sudo = "sudo -n env DEBIAN_FRONTEND=noninteractive ";
        check(true, Right::Sudo, Ok(&[&format!("{sudo}apt-get update"), &format!("{sudo}{install}")]));
        check(true, Right::None, Err(&format!("sudo apt-get update && sudo {install}")));
        check(false, Right::Root, Err("dnf install chromium postgresql-server"));
    }
}
