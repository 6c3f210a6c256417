//! Panic: the keyslots are written over within two seconds, beside a running node too, and what stays opens nothing.

use crate::Served;
use crate::exchange::serves;
use crate::node::{Node, ran};
use std::path::Path;
use std::time::{Duration, Instant};

/// A copy of a folder, as somebody has it who took an image of the disk.
fn image(of: &Path) -> Node {
    let node = Node { dir: tempfile::tempdir().unwrap() };
    let to = node.data();
    for part in ["", "c"] {
        std::fs::create_dir_all(to.join(part)).unwrap();
        for entry in std::fs::read_dir(of.join(part)).unwrap() {
            let entry = entry.unwrap();
            if entry.path().is_file() {
                std::fs::copy(entry.path(), to.join(part).join(entry.file_name())).unwrap();
            }
        }
    }
    node
}

/// Whether any run of 64 bytes of the old keyslots still lies in a file of the folder.
fn anything_left(of: &Path, slots: &[u8]) -> bool {
    let lies = |path: &Path| {
        let bytes = std::fs::read(path).unwrap();
        slots[64..].chunks(64).any(|run| bytes.windows(64).any(|window| window == run))
    };
    let files = |part: &str| std::fs::read_dir(of.join(part)).unwrap().map(|e| e.unwrap().path());
    files("").chain(files("c")).filter(|path| path.is_file()).any(|path| lies(&path))
}

fn opens(node: &Node) -> bool {
    node.run(&["place", "list"]).code == 0
}

#[expect(clippy::disallowed_methods, reason = "it measures time; no node hands it a clock")]
#[test]
fn p6_within_two_seconds_nothing_opens_and_seen_red() {
    let node = Node::new();
    let slots = std::fs::read(node.data().join("keys")).unwrap();
    let before = image(&node.data());
    assert!(opens(&node));
    node.plain(&["panic"]).ends(2, "panic --yes");
    assert!(opens(&node), "it was not meant");
    let begun = Instant::now();
    node.plain(&["panic", "--yes"]).ends(0, "opens no more");
    let took = begun.elapsed();
    println!("panic: {took:?}");
    assert!(took < Duration::from_secs(2), "{took:?}");
    node.run(&["place", "list"]).ends(5, "wrong");
    // Whoever takes an image of the disk right after has ciphertext; before, the passphrase was enough.
    let after = image(&node.data());
    assert!(!opens(&after) && !anything_left(&after.data(), &slots));
    assert!(
        opens(&before) && anything_left(&before.data(), &slots),
        "the check finds keyslots where there are some"
    );
    assert_eq!(
        std::fs::read(after.data().join("keys")).unwrap().len(),
        slots.len(),
        "keyslots, to whoever looks"
    );
}

#[cfg(unix)]
#[test]
fn p6_a_running_node_forgets_its_keys_and_gives_none_back() {
    let node = Node::new();
    let (served, _): (Served, String) = serves(&node, "keeper");
    assert!(opens(&node), "through the process that has it open");
    node.plain(&["panic", "--yes"]).ends(0, "opens no more");
    node.run(&["place", "list"]).ends(5, "wrong");
    let changed = node.command(&["member", "add", "worker", "--passphrase-from", "THEIRS", "--as", "keeper"]);
    ran({ changed }.env("THEIRS", "another five ordinary words").output().unwrap()).ends(5, "wrong");
    drop(served);
    node.run(&["place", "list"]).ends(5, "wrong");
}
