//! D1: what was acknowledged is there. A child writes single entries and tells of each; it is killed at a random
//! moment; the node is opened again, holds every entry told of, and proves. With the switch that answers before the
//! COMMIT the same test has to find losses.
#![allow(clippy::disallowed_methods)] // a test finds its own program and looks at the real clock

use domain::id::{CompartmentId, EntryId};
use journal::chance::random;
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;
use store::Store;
use testkit::cast::PASSPHRASE;
use testkit::{Backing, House, Seeded};

/// Rounds of the promise.
const ROUNDS: usize = 300;
/// Rounds in one house: its chain is proved after each, so it must not grow long.
const ROUNDS_PER_HOUSE: usize = 25;
/// Rounds in which the broken promise has to show.
const CONTROL_ROUNDS: usize = 60;
/// A child is heard out for fewer lines than this after its first word ..
const LINES: u64 = 8;
/// .. and dies within so many microseconds of the last one heard: about as long as a commit takes.
const LIFE_US: u64 = 8_000;

/// The example `writer`, which cargo builds beside the tests.
pub(crate) fn writer() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let found = tests.parent().and_then(|deps| deps.parent()).unwrap().join("examples/writer");
    assert!(found.exists(), "build it first: cargo build -p relais-store --example writer");
    found
}

/// What a child acknowledged before it died: the file it wrote in, and the entries.
#[derive(Default)]
pub(crate) struct Acknowledged {
    pub(crate) file: Option<domain::id::FileId>,
    /// In the order in which it was told of them.
    pub(crate) entries: Vec<EntryId>,
}

/// One life of a child of random length, with a switch that breaks its promise or none; `ends` is what befalls it.
pub(crate) fn life(
    folder: &Path,
    chance: &mut Seeded,
    switch: Option<&str>,
    ends: impl FnOnce(&mut Child),
) -> Acknowledged {
    let seed = u64::from_le_bytes(random(chance));
    let mut command = Command::new(writer());
    command.arg(folder).args(["worker", PASSPHRASE, &seed.to_string(), "1941-03-01"]).args(switch);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let pipe = BufReader::new(child.stdout.take().unwrap());
    let (tell, told) = channel();
    let reader = std::thread::spawn(move || {
        // A line the kill cut off has no end and tells of nothing.
        let mut pipe = pipe;
        let mut line = String::new();
        while pipe.read_line(&mut line).is_ok_and(|n| n > 0) && line.ends_with('\n') {
            let _ = tell.send(line.trim().to_string());
            line.clear();
        }
    });
    let mut lines: Vec<String> = told.recv_timeout(Duration::from_secs(60)).into_iter().collect();
    assert_eq!(lines.first().map(String::as_str), Some("open"), "the child opens the node");
    let [heard, then] = [random::<8>(chance), random::<8>(chance)].map(u64::from_le_bytes);
    lines.extend((0..heard % LINES).filter_map(|_| told.recv_timeout(Duration::from_secs(60)).ok()));
    std::thread::sleep(Duration::from_micros(then % LIFE_US));
    ends(&mut child);
    reader.join().unwrap();
    lines.extend(told.try_iter());
    let mut acknowledged = Acknowledged::default();
    for line in &lines {
        match line.split_once(' ') {
            Some(("file", id)) => acknowledged.file = domain::id::FileId::parse(id),
            Some(("entry", id)) => acknowledged.entries.extend(EntryId::parse(id)),
            _ => {}
        }
    }
    acknowledged
}

fn killed(child: &mut Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

/// How many acknowledged entries are missing in a node after a life. It always has to prove.
pub(crate) fn missing(store: &Store, camp: &CompartmentId, acknowledged: &Acknowledged) -> usize {
    let keeper = store.unlock("keeper", PASSPHRASE).unwrap();
    let verified = store.verify(&keeper, camp).unwrap();
    assert_eq!(verified.fault, None, "it proves after a kill");
    let there: BTreeSet<EntryId> = match &acknowledged.file {
        None => BTreeSet::new(),
        Some(file) => match store.open_file(&keeper, file, "after the kill") {
            Ok(volume) => volume.file.told.iter().map(|t| t.id).collect(),
            Err(_) => return acknowledged.entries.len() + 1,
        },
    };
    acknowledged.entries.iter().filter(|id| !there.contains(id)).count()
}

/// Lives and deaths; returns entries acknowledged and entries missing, and stops at the first loss when asked to.
fn rounds(seed: u64, rounds: usize, broken: bool) -> (usize, usize) {
    let mut chance = Seeded::new(seed);
    let (mut acknowledged, mut lost) = (0, 0);
    let mut house = None;
    for round in 0..rounds {
        let house = match (&mut house, round % ROUNDS_PER_HOUSE) {
            (house, 0) => {
                let mut fresh = House::seeded(Backing::Sqlite, u64::from_le_bytes(random(&mut chance)));
                fresh.close();
                house.insert(fresh)
            }
            (Some(house), _) => house,
            (None, _) => unreachable!("the first round makes a house"),
        };
        let switch = broken.then_some("answer-before-commit");
        let told = life(&house.node(), &mut chance, switch, killed);
        acknowledged += told.entries.len();
        house.open();
        lost += missing(house.store(), &house.compartment("camp"), &told);
        house.close();
        assert!(broken || lost == 0, "round {round} of seed {seed}: an acknowledged entry is gone");
        if broken && lost > 0 {
            break;
        }
    }
    (acknowledged, lost)
}

pub(crate) fn seed() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    now.as_nanos() as u64
}

#[test]
fn d1_kill_loses_nothing_acknowledged() {
    let seed = seed();
    let (acknowledged, lost) = rounds(seed, ROUNDS, false);
    eprintln!("d1_kill: seed {seed}, {ROUNDS} kills, {acknowledged} entries acknowledged, {lost} lost");
    assert!(acknowledged > ROUNDS, "the children lived long enough to write: {acknowledged}");
    assert_eq!(lost, 0);
}

#[test]
fn d1_is_seen_red_where_the_answer_comes_before_the_commit() {
    let seed = seed();
    let (acknowledged, lost) = rounds(seed, CONTROL_ROUNDS, true);
    eprintln!("d1_kill, promise broken: seed {seed}, {acknowledged} acknowledged, {lost} lost");
    assert!(lost > 0, "a broken promise that nobody sees: the test proves nothing");
}
