//! D3: the disk fails while a child writes. strace lets fsync and fdatasync of each of its threads return EIO from the n-th
//! call on, or that once: what is not flushed is not acknowledged, the child says so and writes nothing more, not even where the
//! next flush would do; what it had told of is there, and nothing half-written.
//! More calls: `RELAIS_FLUSHES=200 cargo nextest run -p relais-store -E 'test(failing)'`.
#![allow(clippy::disallowed_methods)] // a test asks the real environment how far it shall go

use crate::kill::{Acknowledged, missing, writer};
use domain::id::{EntryId, FileId};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use store::Store;
use testkit::cast::PASSPHRASE;
use testkit::{Backing, House};

/// Calls that fail, unless somebody asks for more; an opening makes up to three.
const FLUSHES: usize = 24;
/// Lives in one house: its chain is proved after each, so it must not grow long.
const LIVES_PER_HOUSE: usize = 10;
/// What a person reads.
const SAID: &str = "refused the disk failed: whether this was written is not certain, and nothing more is until Relais is opened again";

/// How a child met the disk.
#[derive(Default)]
struct Life {
    told: Acknowledged,
    /// Refusals in clear words.
    refused: usize,
    /// Entries acknowledged after one.
    after: usize,
    /// Whether the file was read after each.
    read: Vec<bool>,
    /// Whether a call failed at all.
    failed: bool,
}

/// One life of a child whose `n`-th flush fails, and with `on` every one after it.
fn life(folder: &Path, n: usize, on: bool, switch: Option<&str>) -> Life {
    let log = tempfile::NamedTempFile::new().unwrap();
    let seed = (2 * n + usize::from(on)).to_string();
    let mut command = Command::new("strace");
    command.args(["-f", "--seccomp-bpf", "-qqq", "-e", "trace=fsync,fdatasync", "-e"]);
    command.arg(format!("inject=fsync,fdatasync:error=EIO:when={n}{}", if on { "+" } else { "" }));
    command.arg("-o").arg(log.path()).arg("--").arg(writer());
    command.arg(folder).args(["worker", PASSPHRASE, &seed, "1941-03-01"]).args(switch);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("strace is here");
    let mut life = Life::default();
    for line in BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok) {
        match line.split_once(' ') {
            Some(("file", id)) => life.told.file = FileId::parse(id),
            Some(("entry", id)) => {
                life.told.entries.extend(EntryId::parse(id));
                life.after += usize::from(life.refused > 0);
            }
            Some(("refused", _)) => {
                assert_eq!(line, SAID, "call {n}");
                life.refused += 1;
            }
            Some(("read", done)) => life.read.push(done == "true"),
            _ => {}
        }
        if life.told.entries.len() > n + 40 {
            break; // it goes on for ever; its next word finds nobody listening, and it ends
        }
    }
    child.wait().unwrap();
    life.failed = std::fs::read_to_string(log.path()).unwrap().contains("(INJECTED)");
    life
}

/// What is half-written in the house after such a life: entries nobody was told of beyond the one that met the failure and the
/// one that opens the file, rows that a rebuild makes otherwise.
fn halves(store: &Store, house: &House, told: &Acknowledged) -> usize {
    let (keeper, camp) = (store.unlock("keeper", PASSPHRASE).unwrap(), house.compartment("camp"));
    let before = store.dump(&keeper, &camp).unwrap();
    store.rebuild(&keeper, &camp).unwrap();
    let rebuilt = usize::from(store.dump(&keeper, &camp).unwrap() != before);
    let Some(file) = told.file else { return rebuilt };
    let there = store.open_file(&keeper, &file, "after the failure").map_or(0, |v| v.file.told.len());
    rebuilt + there.saturating_sub(told.entries.len() + 2)
}

/// Lives whose flushes fail, each call once alone and once with all after it. A fault ends them at the first thing it breaks.
fn lives(flushes: usize, switch: Option<&str>) {
    let (mut house, mut lived, mut refused, mut told) = (None, 0, 0, 0);
    for (n, on) in (1..=flushes).flat_map(|n| [(n, true), (n, false)]) {
        if lived % LIVES_PER_HOUSE == 0 {
            let mut fresh = House::seeded(Backing::Sqlite, n as u64);
            fresh.close();
            house = Some(fresh);
        }
        let house: &mut House = house.as_mut().unwrap();
        let life = life(&house.node(), n, on, switch);
        assert!(life.failed, "call {n}: none failed, so nothing was shown");
        house.open();
        assert_eq!(missing(house.store(), &house.compartment("camp"), &life.told), 0, "call {n}: it is gone");
        assert_eq!(halves(house.store(), house, &life.told), 0, "call {n}: half-written");
        house.close();
        assert_eq!(life.after, 0, "call {n}: it writes on after the disk failed");
        assert!(on || life.read.iter().all(|read| *read), "call {n}: a reading that could be recorded");
        lived += 1;
        refused += usize::from(life.refused > 0);
        told += life.told.entries.len();
    }
    eprintln!(
        "d3_failing: {lived} lives, {refused} met it while they wrote, {told} entries acknowledged, none lost"
    );
    assert!(refused > lived / 3, "most children died before they wrote: {refused} of {lived}");
}

#[test]
fn d3_what_the_disk_refused_is_not_acknowledged_and_nothing_more_is_written() {
    let wanted = std::env::var("RELAIS_FLUSHES").ok().and_then(|n| n.parse().ok()).unwrap_or(FLUSHES);
    lives(wanted, None);
}

/// The same check with a child that has the fault: in a process of its own, so it is planted by a word.
fn red(switch: &'static str, words: &str) {
    let said = std::panic::catch_unwind(|| lives(FLUSHES, Some(switch))).expect_err("the check passes");
    let said = said.downcast_ref::<String>().cloned().unwrap_or_default();
    assert!(said.contains(words), "{switch}: {said}");
}

#[test]
fn d3_is_seen_red_where_what_the_disk_refused_is_acknowledged() {
    red("failure-answered", "it is gone");
}

#[test]
fn d3_is_seen_red_where_writing_goes_on_after_the_disk_failed() {
    red("failure-forgotten", "it writes on after the disk failed");
}
