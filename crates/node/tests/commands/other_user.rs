//! A14: whoever else has an account on this machine reads no file of the node and reaches no page. Needs a user who may
//! act as another one, so it is left out, and said to be, where disks cannot be mounted either.

use crate::Served;
use crate::node::Node;
use std::fs::{self, Permissions};
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The user whom systems keep for those who own nothing.
const NOBODY: u32 = 65_534;

/// A command of another user of this machine.
fn as_nobody(program: &str, args: &[&str]) -> (bool, Vec<u8>) {
    let mut command = Command::new(program);
    let out = command.args(args).current_dir("/").uid(NOBODY).gid(NOBODY).output().unwrap();
    (out.status.success(), out.stdout)
}

fn files(below: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(below).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { out.extend(files(&path)) } else { out.push(path) }
    }
    out
}

/// What the other user gets when they ask for the first page.
fn page(address: &str) -> String {
    let (host, port) = address.trim_start_matches("http://").split_once(':').unwrap();
    let ask = format!(
        "exec 3<>/dev/tcp/{host}/{port}; printf 'GET / HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3; timeout 20 cat <&3"
    );
    String::from_utf8_lossy(&as_nobody("bash", &["-c", &ask]).1).into_owned()
}

/// The node's pages, under names of a network or not; its address.
fn serves(node: &Node, more: &[&str]) -> (Served, String) {
    let args = [&["serve", "--listen", "127.0.0.1:0"], more].concat();
    let mut child = node.command(&args).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let at = line.find("http://").unwrap_or_else(|| panic!("{line}"));
    (Served(child), line[at..].split_whitespace().next().unwrap().to_string())
}

#[test]
fn a14_another_user_of_the_machine_reads_no_file_and_no_page_and_seen_red() {
    let node = Node::new();
    // The folder of the test itself is open, so that nothing but the node's own rights is tried.
    fs::set_permissions(node.dir.path(), Permissions::from_mode(0o755)).unwrap();
    node.run(&["place", "add", "Rivel", "--kind", "camp"]).ok();
    let (served, address) = serves(&node, &[]);
    let all = files(&node.data());
    assert!(all.len() > 4, "{all:?}");
    let reads = |path: &PathBuf| as_nobody("head", &["-c", "1", path.to_str().unwrap()]).0;
    assert_eq!(all.iter().filter(|path| reads(path)).collect::<Vec<_>>(), Vec::<&PathBuf>::new());
    assert!(!as_nobody("ls", &[node.data().to_str().unwrap()]).0);
    assert_eq!(page(&address), "", "turned away without a word");
    // The user who serves gets the page.
    let mut own = std::net::TcpStream::connect(address.trim_start_matches("http://")).unwrap();
    std::io::Write::write_all(&mut own, b"GET /sign-in HTTP/1.0\r\nHost: localhost\r\n\r\n").unwrap();
    let mut answer = String::new();
    own.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("200 OK"), "{}", answer.lines().next().unwrap_or_default());
    drop(served);
    // Seen red: a folder that is open to all, and pages that answer to names of a network.
    fs::set_permissions(node.data(), Permissions::from_mode(0o755)).unwrap();
    assert!(all.iter().filter(|path| path.exists()).any(reads), "an open folder is found");
    fs::set_permissions(node.data(), Permissions::from_mode(0o700)).unwrap();
    let (_served, address) = serves(&node, &["--host", "relais.home.arpa"]);
    assert!(page(&address).contains("HTTP/1.0 "), "a page that is served to all is found");
}
