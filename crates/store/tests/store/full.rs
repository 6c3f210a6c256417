//! D4: a disk that is full loses nothing. The write that finds no room is refused as that; what was acknowledged is there and
//! is read, proved and backed up elsewhere while the disk stays full, after a restart too; and once there is room again
//! writing goes on. Where writers are answered before the COMMIT the same check finds losses.
#![allow(clippy::disallowed_methods)] // a test waits for a child by the real clock

use crate::kill::{life, missing, seed};
use domain::entry::Fact;
use domain::id::{CompartmentId, EntryId, FileId};
use domain::note::{Fact as Told, Note};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::{Actor, Problem, Store, Surroundings};
use testkit::cast::PASSPHRASE;
use testkit::house::FIRST_DAY;
use testkit::{Backing, Disk, FakeClock, House, Seeded};

/// Size of a disk, MiB.
const DISK_MIB: u64 = 48;
/// What is left of it when writing begins, bytes.
const LEFT: [u64; 4] = [0, 60_000, 900_000, 3_000_000];

/// A disk with a node of the cast on it, and its camp.
fn prepared() -> (Disk, PathBuf, CompartmentId) {
    let mut house = House::new(Backing::Sqlite);
    house.close();
    let disk = Disk::new(DISK_MIB);
    let node = disk.path().join("node");
    let copied = Command::new("cp").arg("-r").arg(house.node()).arg(&node).status();
    assert!(copied.unwrap().success() && Command::new("sync").status().unwrap().success());
    (disk, node, house.compartment("camp"))
}

/// Fills the disk with a file until so many bytes are left.
fn filled(disk: &Disk, left: u64) -> PathBuf {
    let ballast = disk.path().join("ballast");
    let mut file = fs::File::create(&ballast).unwrap();
    let mut length = 0;
    for piece in [1 << 20, 4_096, 512] {
        while file.write_all(&vec![7; piece]).is_ok() {
            length += piece as u64;
        }
    }
    let _ = file.sync_all();
    file.set_len(length.saturating_sub(left)).unwrap();
    let _ = file.sync_all();
    ballast
}

fn opened(node: &Path, seed: u64) -> (Store, Actor) {
    let surroundings = Surroundings::new(Arc::new(FakeClock::at(FIRST_DAY)), Seeded::new(seed));
    let store = Store::open(node, surroundings).unwrap();
    let keeper = store.unlock("keeper", PASSPHRASE).unwrap();
    (store, keeper)
}

fn writes(
    store: &Store,
    actor: &Actor,
    camp: &CompartmentId,
    file: FileId,
    n: usize,
) -> Result<EntryId, Problem> {
    store.write(actor, camp, move |w| {
        let note = Note { text: format!("note {n} {}", "x".repeat(20_000)), on: None, own_words: false };
        let fact = Fact::Note(Told::Written { key: w.new_key(), note });
        w.append(&file, vec![fact])
    })
}

#[test]
fn d4_a_full_disk_loses_nothing_and_reading_goes_on() {
    for (left, seed) in LEFT.into_iter().zip(1..) {
        let (disk, node, camp) = prepared();
        let (store, keeper) = opened(&node, seed);
        let registered = store
            .write(&keeper, &camp, |w| w.register(None, domain::person::Volet::Administrative, Vec::new()));
        let (file, _) = registered.unwrap();
        let ballast = filled(&disk, left);
        let mut told = Vec::new();
        let full = loop {
            match writes(&store, &keeper, &camp, file, told.len()) {
                Ok(id) => told.push(id),
                Err(problem) => break problem,
            }
            assert!(told.len() < 5_000, "the disk does not fill");
        };
        assert!(matches!(full, Problem::Full), "{left} bytes left: {full:?}");
        let there = |store: &Store, keeper: &Actor, told: &[EntryId]| {
            let volume = store.open_file(keeper, &file, "a full disk").unwrap();
            let entries = &volume.file.told;
            let missing = told.iter().filter(|id| !entries.iter().any(|entry| entry.id == **id)).count();
            assert_eq!(
                (missing, entries.len()),
                (0, told.len() + 1),
                "{left} bytes left: what was told is there"
            );
            assert_eq!(store.verify(keeper, &camp).unwrap().fault, None);
        };
        (0..60).for_each(|_| there(&store, &keeper, &told));
        assert!(matches!(writes(&store, &keeper, &camp, file, 0), Err(Problem::Full)), "still full");
        let elsewhere = tempfile::tempdir().unwrap();
        store::backup(&store, &keeper, &elsewhere.path().join("backup")).unwrap();
        drop(store);
        let (store, keeper) = opened(&node, 50 + seed);
        there(&store, &keeper, &told);
        // Closing let go of the log; what room that left may be enough for another entry, or not.
        match writes(&store, &keeper, &camp, file, told.len()) {
            Ok(id) => told.push(id),
            Err(problem) => assert!(matches!(problem, Problem::Full), "after a restart: {problem:?}"),
        }
        fs::remove_file(ballast).unwrap();
        told.push(writes(&store, &keeper, &camp, file, told.len()).unwrap());
        drop(store);
        let (store, keeper) = opened(&node, 90 + seed);
        let volume = store.open_file(&keeper, &file, "room again").unwrap();
        let entries = &volume.file.told;
        assert!(told.iter().all(|id| entries.iter().any(|entry| entry.id == *id)));
        println!("{left} bytes left: {} entries acknowledged, none lost", told.len());
    }
}

#[test]
fn d4_is_seen_red_where_the_answer_comes_before_the_commit() {
    let seed = seed();
    println!("seed {seed}");
    let (disk, node, camp) = prepared();
    let ballast = filled(&disk, 400_000);
    let told = life(&node, &mut Seeded::new(seed), Some("answer-before-commit"), |child| {
        // It is told that all is well for ever; three seconds of that are enough.
        let until = Instant::now() + Duration::from_secs(3);
        while Instant::now() < until && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = child.kill();
        child.wait().unwrap();
    });
    fs::remove_file(ballast).unwrap();
    let surroundings = Surroundings::new(Arc::new(FakeClock::at(FIRST_DAY)), Seeded::new(seed ^ 1));
    let store = Store::open(&node, surroundings).unwrap();
    let lost = missing(&store, &camp, &told);
    println!("promise broken: {} acknowledged, {lost} lost", told.entries.len());
    assert!(lost > 0, "a broken promise that nobody sees: the test proves nothing");
}
