//! D2: what was acknowledged survives the power going. A child writes on a disk whose unflushed blocks are lost when its
//! power is cut at a random moment; what is left is opened, holds every entry told of, and proves. With SQLite told not
//! to flush before it answers (`synchronous=NORMAL`) the same test has to find losses.
//! More of them: `RELAIS_CUTS=5000 cargo nextest run -p relais-store -E 'test(power)'`.
#![allow(clippy::disallowed_methods)] // a test asks the real environment how often it shall cut

use crate::kill::{life, missing, seed};
use domain::id::CompartmentId;
use journal::chance::random;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use store::{Store, Surroundings};
use testkit::house::FIRST_DAY;
use testkit::{Backing, Disk, FakeClock, House, Seeded, disk};

/// Cuts of the promise, unless somebody asks for more.
const CUTS: usize = 50;
/// Cuts in which the broken promise has to show.
const CONTROL_CUTS: usize = 10;
/// Size of a disk, MiB.
const DISK_MIB: u64 = 48;

/// A disk with a node of the cast on it, at rest; and its camp.
fn prepared(folder: &Path) -> (PathBuf, CompartmentId) {
    let mut house = House::new(Backing::Sqlite);
    house.close();
    let mut disk = Disk::new(DISK_MIB);
    let copied = Command::new("cp").arg("-r").arg(house.node()).arg(disk.path().join("node")).status();
    assert!(copied.unwrap().success() && Command::new("sync").status().unwrap().success());
    let at = folder.join("prepared.img");
    std::fs::copy(disk.image().unmounted(), &at).unwrap();
    (at, house.compartment("camp"))
}

/// Cuts the power so many times; returns entries acknowledged and entries missing, and stops at the first loss of a
/// promise that is broken on purpose.
fn cuts(seed: u64, cuts: usize, broken: bool) -> (usize, usize) {
    let folder = tempfile::tempdir().unwrap();
    let (prepared, camp) = prepared(folder.path());
    let mut chance = Seeded::new(seed);
    let (mut acknowledged, mut lost) = (0, 0);
    for cut in 0..cuts {
        let mut disk = Disk::of(&prepared);
        let node = disk.path().join("node");
        let told = life(&node, &mut chance, broken.then_some("commit-without-flush"), |child| {
            disk.cut();
            child.kill().unwrap();
            child.wait().unwrap();
        });
        acknowledged += told.entries.len();
        let image = disk.image();
        let clock = Arc::new(FakeClock::at(FIRST_DAY));
        let surroundings = Surroundings::new(clock, Seeded::new(u64::from_le_bytes(random(&mut chance))));
        let store = Store::open(&image.path().join("node"), surroundings).unwrap();
        lost += missing(&store, &camp, &told);
        assert!(broken || lost == 0, "cut {cut} of seed {seed}: an acknowledged entry is gone");
        if broken && lost > 0 {
            break;
        }
    }
    (acknowledged, lost)
}

#[test]
fn d2_a_power_cut_loses_nothing_acknowledged() {
    let seed = seed();
    let wanted = std::env::var("RELAIS_CUTS").ok().and_then(|n| n.parse().ok()).unwrap_or(CUTS);
    let (acknowledged, lost) = cuts(seed, wanted, false);
    eprintln!("d2_power: seed {seed}, {wanted} cuts, {acknowledged} entries acknowledged, {lost} lost");
    assert!(acknowledged > wanted, "the children lived long enough to write: {acknowledged}");
    assert_eq!(lost, 0);
}

#[test]
fn d2_is_seen_red_where_a_commit_is_not_flushed() {
    let seed = seed();
    let (acknowledged, lost) = cuts(seed, CONTROL_CUTS, true);
    eprintln!("d2_power, promise broken: seed {seed}, {acknowledged} acknowledged, {lost} lost");
    assert!(lost > 0, "a broken promise that nobody sees: the test proves nothing");
}

#[test]
fn a_block_that_was_not_flushed_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    disk::blank(&folder.path().join("blank.img"), 16);
    let mut disk = Disk::of(&folder.path().join("blank.img"));
    std::fs::write(disk.path().join("flushed"), b"stays").unwrap();
    assert!(Command::new("sync").arg("-f").arg(disk.path().join("flushed")).status().unwrap().success());
    std::fs::write(disk.path().join("not flushed"), vec![b'x'; 100_000]).unwrap();
    let image = disk.image();
    assert_eq!(std::fs::read(image.path().join("flushed")).unwrap(), b"stays");
    let gone = std::fs::read(image.path().join("not flushed")).unwrap_or_default();
    assert!(!gone.contains(&b'x'), "the rig cuts nothing");
}
