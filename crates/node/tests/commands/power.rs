//! The power goes right after panic: no block of the disk holds a keyslot that was ever written, not even one that was
//! replaced before, and the passphrase opens nothing.

use crate::node::{Node, ran};
use std::fs;
use std::path::Path;
use testkit::Disk;

/// Bytes of a slot that are looked for together: more than anything else shares with them.
const RUN: usize = 64;

/// How many of the runs of these keyslots lie in some block of a disk.
fn runs_left(blocks: &Path, slots: &[Vec<u8>]) -> usize {
    let disk = fs::read(blocks).unwrap();
    let runs: Vec<&[u8]> = slots.iter().flat_map(|s| s[RUN..].chunks_exact(RUN)).collect();
    let found = aho_corasick::AhoCorasick::new(&runs).unwrap();
    let mut seen: Vec<usize> = found.find_iter(&disk).map(|m| m.pattern().as_usize()).collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len()
}

fn opens(node: &Node) -> bool {
    node.run(&["place", "list"]).code == 0
}

/// The disk of a node whose keyslots were written three times, and what they were each time.
fn lived_in() -> (Disk, Node, Vec<Vec<u8>>) {
    let disk = Disk::new(64);
    let node = Node::on(&disk.path());
    let keys = || fs::read(node.data().join("keys")).unwrap();
    let mut slots = vec![keys()];
    for member in ["worker", "colleague"] {
        let mut add =
            node.command(&["member", "add", member, "--passphrase-from", "THEIRS", "--as", "keeper"]);
        ran(add.env("THEIRS", "another five ordinary words").output().unwrap()).ok();
        slots.push(keys());
    }
    (disk, node, slots)
}

#[test]
fn p6_no_block_holds_a_keyslot_when_the_power_goes_right_after() {
    let (mut disk, node, slots) = lived_in();
    assert!(opens(&node));
    node.plain(&["panic", "--yes"]).ends(0, "opens no more");
    disk.cut();
    assert_eq!(runs_left(&disk.blocks(), &slots), 0, "keyslots of {} times", slots.len());
    let image = disk.image();
    let folder = image.path().join(node.dir.path().file_name().unwrap());
    let taken = Node { dir: tempfile::TempDir::new().unwrap() };
    let copied =
        std::process::Command::new("cp").arg("-r").arg(folder.join("data")).arg(taken.data()).status();
    assert!(copied.unwrap().success());
    taken.run(&["place", "list"]).ends(5, "wrong");
}

#[test]
fn p6_is_seen_red_where_nobody_asked_for_panic() {
    let (mut disk, node, slots) = lived_in();
    assert!(opens(&node));
    disk.cut();
    let one = slots[0][RUN..].chunks_exact(RUN).count();
    let left = runs_left(&disk.blocks(), &slots);
    assert!(left >= one, "the keyslots of today lie there: {left} of {one}");
    assert!(left < 2 * one, "and those of before do not: {left}");
}
