//! How fast the store is on this machine, as docs/benchmarks.md prints it.
//! `nice cargo run --release -p relais-store --example speed [PEOPLE] [FOLDER]`
//!
//! The folder decides which disk is measured; raw SQLite is measured on the same disk, in the same run.
#![expect(clippy::disallowed_methods, reason = "it measures time; no node hands it a clock")]

extern crate relais_store as store;

use domain::compartment::{Kind, Scene};
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId};
use domain::note::{Fact as Said, Note};
use domain::person::Volet;
use domain::registration::Registration;
use domain::tracing::Sought;
use journal::chance::{Chance as _, Seeded};
use journal::keyslot::Cost;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use store::{Actor, Seek, Setup, Store, Surroundings};
use testkit::FakeClock;

type Failed = Box<dyn std::error::Error>;

const PASSPHRASE: &str = "five plain words and salt";
/// How long each measurement runs.
const WINDOW: Duration = Duration::from_secs(6);
/// Slices of a window, where measurements take turns.
const SLICES: u32 = 12;
/// Bytes of a row of raw SQLite: what a small entry takes in the journal, header and hash included.
const ROW: usize = 560;
/// People in one transaction while the node is filled.
const PER_WRITE: usize = 500;

fn main() -> Result<(), Failed> {
    let mut args = std::env::args().skip(1);
    let people: usize = args.next().map_or(Ok(50_000), |n| n.parse())?;
    let folder = tempfile::tempdir_in(args.next().unwrap_or_else(|| "target".into()))?;
    println!("| measured | figure |\n|---|---|");
    let raw = Raw::open(&folder.path().join("raw.db"))?;
    let node = folder.path().join("node");
    let setup = |cost| Setup {
        keeper: "keeper".into(),
        passphrase: zeroize::Zeroizing::new(PASSPHRASE.into()),
        cost,
        journal: String::new(),
    };
    let (store, keeper) = Store::init(&node, &setup(testkit::house::cheap()), surroundings(1)?)?;
    let compartment = store.found(&keeper, "Camp team of Rivel", Kind::House, Scene::Present)?;
    let file = store.write(&keeper, &compartment, |w| w.register(None, Volet::Administrative, Vec::new()))?.0;
    writes(&store, &keeper, &compartment, file, &raw)?;
    let files = fill(&store, &keeper, &compartment, people)?;
    pages(&store, &keeper, &files)?;
    searches(&store, &keeper, people)?;
    let verified = timed(|| store.verify(&keeper, &compartment))?;
    row("verify", format!("{:.1} s for {} entries", verified.1.as_secs_f64(), verified.0.entries));
    drop(store);
    let (_, opened) = timed(|| open(&node, 2))?;
    row(&format!("open and unlock at {people} people, without the passphrase's cost"), ms(opened));
    for (name, cost) in
        [("the default (256 MiB)", Cost::DEFAULT), ("a demonstration's (64 MiB)", Cost::DEMONSTRATION)]
    {
        let small = folder.path().join(
            name.split_whitespace().next().unwrap_or(name).to_string() + name.len().to_string().as_str(),
        );
        drop(Store::init(&small, &setup(cost), surroundings(3)?)?);
        let (_, opened) = timed(|| open(&small, 4))?;
        row(&format!("open and unlock an empty node, passphrase at {name}"), ms(opened));
    }
    Ok(())
}

fn open(node: &Path, seed: u64) -> Result<Actor, Failed> {
    let store = Store::open(node, surroundings(seed)?)?;
    Ok(store.unlock("keeper", PASSPHRASE)?)
}

fn surroundings(seed: u64) -> Result<Surroundings, Failed> {
    Ok(Surroundings::new(Arc::new(FakeClock::at("1941-03-01".parse()?)), Seeded::new(seed)))
}

fn row(what: &str, figure: String) {
    println!("| {what} | {figure} |");
}

fn ms(time: Duration) -> String {
    format!("{:.0} ms", time.as_secs_f64() * 1e3)
}

fn timed<T, E>(f: impl FnOnce() -> Result<T, E>) -> Result<(T, Duration), E> {
    let start = Instant::now();
    Ok((f()?, start.elapsed()))
}

/// SQLite itself, one row a commit.
struct Raw(rusqlite::Connection);

impl Raw {
    fn open(path: &Path) -> Result<Raw, Failed> {
        let db = rusqlite::Connection::open(path)?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "FULL")?;
        db.execute_batch("create table row (id integer primary key, bytes blob not null)")?;
        Ok(Raw(db))
    }

    /// Durable commits a second.
    fn rate(&self, window: Duration) -> Result<f64, Failed> {
        let mut insert = self.0.prepare_cached("insert into row (bytes) values (?1)")?;
        let (start, mut commits) = (Instant::now(), 0u32);
        while start.elapsed() < window {
            insert.execute([vec![7u8; ROW]])?;
            commits += 1;
        }
        Ok(f64::from(commits) / start.elapsed().as_secs_f64())
    }
}

/// Runs `work` on so many threads for the window; how often a second, and each duration in order.
fn many(
    threads: usize,
    window: Duration,
    work: impl Fn(usize) -> Result<(), store::Problem> + Sync,
) -> Result<(f64, Vec<Duration>), Failed> {
    let start = Instant::now();
    let next = AtomicUsize::new(0);
    let run = || -> Result<Vec<Duration>, store::Problem> {
        let mut times = Vec::new();
        while start.elapsed() < window {
            let began = Instant::now();
            work(next.fetch_add(1, Ordering::Relaxed))?;
            times.push(began.elapsed());
        }
        Ok(times)
    };
    let times: Vec<Result<Vec<Duration>, store::Problem>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        threads.into_iter().filter_map(|t| t.join().ok()).collect()
    });
    let elapsed = start.elapsed().as_secs_f64();
    let mut all: Vec<Duration> = times.into_iter().collect::<Result<Vec<_>, _>>()?.concat();
    all.sort_unstable();
    Ok((all.len() as f64 / elapsed, all))
}

fn at(times: &[Duration], percent: usize) -> f64 {
    times.get((times.len().saturating_sub(1)) * percent / 100).map_or(0.0, |t| t.as_secs_f64() * 1e3)
}

/// A note into one of many files: rule, sign, seal, insert, refold, commit. Raw SQLite, one writer and sixteen take
/// turns in short slices, so that all three meet the same disk and the same neighbours.
fn writes(
    store: &Store,
    keeper: &Actor,
    compartment: &CompartmentId,
    first: FileId,
    raw: &Raw,
) -> Result<(), Failed> {
    // A fresh file every 16 notes: files of that length are what a house has.
    let current = std::sync::Mutex::new((0usize, first));
    let note = |n: usize| -> Result<(), store::Problem> {
        let file = {
            let mut current = current.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            current.0 += 1;
            if current.0.is_multiple_of(16) {
                current.1 = store
                    .write(keeper, compartment, |w| w.register(None, Volet::Administrative, Vec::new()))?
                    .0;
            }
            current.1
        };
        store.write(keeper, compartment, move |w| {
            let note = Note {
                text: format!("Slept well; asked after her brother. {n}"),
                on: None,
                own_words: false,
            };
            let fact = Fact::Note(Said::Written { key: w.new_key(), note });
            w.append(&file, vec![fact]).map(|_| ())
        })
    };
    let (mut bare, mut one, mut sixteen) = (0.0, (0.0, Vec::new()), (0.0, Vec::new()));
    for _ in 0..SLICES {
        bare += raw.rate(WINDOW / SLICES)? / f64::from(SLICES);
        for (threads, sum) in [(1, &mut one), (16, &mut sixteen)] {
            let (rate, times) = many(threads, WINDOW / SLICES, note)?;
            sum.0 += rate / f64::from(SLICES);
            sum.1.extend(times);
        }
    }
    row("raw SQLite, WAL, synchronous=FULL, one row a commit", format!("{bare:.0} commits/s"));
    for (what, (rate, mut times)) in [("1 writer", one), ("16 writers", sixteen)] {
        times.sort_unstable();
        let figure = format!("{rate:.0}/s, {:.2} of raw; p99 {:.1} ms", rate / bare, at(&times, 99));
        row(&format!("durable single writes through the whole path, {what}"), figure);
    }
    Ok(())
}

const GIVEN: [&str; 24] = [
    "Amina", "Amin", "Rosa", "Lea", "Max", "Ruth", "Hanna", "Simon", "Edith", "Kurt", "Paula", "Felix",
    "Mirjam", "Josef", "Clara", "Walter", "Esther", "Rolf", "Sara", "Ernst", "Nelly", "Otto", "Irma",
    "Bruno",
];
const PARTS: [&str; 20] = [
    "ha", "li", "mi", "ros", "en", "feld", "gold", "ber", "ger", "stern", "wein", "ka", "man", "le", "vi",
    "bau", "er", "sal", "do", "ner",
];

/// An invented name, the same for the same number.
fn name(n: usize) -> (String, String) {
    let mix = n.wrapping_mul(2_654_435_761) >> 7;
    let part = |i: usize| PARTS[(mix / 20usize.pow(i as u32)) % 20];
    (GIVEN[n % GIVEN.len()].to_string(), format!("{}{}{}", part(0), part(1), part(2)))
}

fn fill(
    store: &Store,
    keeper: &Actor,
    compartment: &CompartmentId,
    people: usize,
) -> Result<Vec<FileId>, Failed> {
    let start = Instant::now();
    let mut files = Vec::with_capacity(people);
    for from in (0..people).step_by(PER_WRITE) {
        let numbers = from..(from + PER_WRITE).min(people);
        files.extend(store.write(keeper, compartment, move |w| {
            numbers
                .map(|n| {
                    let (given, surname) = name(n);
                    let birth = format!("{}-{:02}-{:02}", 1924 + n % 17, 1 + n % 12, 1 + n % 28);
                    let sex = if n % 2 == 0 { "f" } else { "m" }.into();
                    let typed = Registration { given, surname, birth, sex, ..Registration::default() };
                    let (stay, today) = (w.new_stay(), w.today());
                    let facts = typed.facts(|| w.new_key(), stay, today)?;
                    Ok(w.register(None, Volet::Administrative, facts)?.0)
                })
                .collect::<Result<Vec<_>, store::Problem>>()
        })?);
    }
    let rate = people as f64 / start.elapsed().as_secs_f64();
    row(&format!("people registered, {PER_WRITE} a transaction"), format!("{rate:.0}/s ({people})"));
    Ok(files)
}

fn pages(store: &Store, keeper: &Actor, files: &[FileId]) -> Result<(), Failed> {
    for threads in [1, 2, 16] {
        let (rate, times) = many(threads, WINDOW, |n| {
            let mut draw = [0u8; 8];
            Seeded::new(n as u64).fill(&mut draw);
            let which = u64::from_le_bytes(draw) as usize % files.len();
            store.open_file(keeper, &files[which], "page").map(|_| ())
        })?;
        let figure = format!("{rate:.0}/s; p50 {:.2} ms, p99 {:.2} ms", at(&times, 50), at(&times, 99));
        row(&format!("files opened with the reading on disk first, {threads} at once"), figure);
    }
    Ok(())
}

fn searches(store: &Store, keeper: &Actor, people: usize) -> Result<(), Failed> {
    type Typed = fn(String, String) -> String;
    let kinds: [(&str, Typed); 3] = [
        ("surname and given name", |given, surname| format!("{surname} {given}")),
        ("four letters of a surname, while typing", |_, surname| surname.chars().take(4).collect()),
        ("a given name that thousands bear", |given, _| given),
    ];
    for (what, typed) in kinds {
        let (_, times) = many(1, WINDOW, |n| {
            let (given, surname) = name(n.wrapping_mul(7_919) % people);
            let seek = Seek { text: typed(given, surname), limit: 10, ..Seek::default() };
            store.search(keeper, &seek).map(|_| ())
        })?;
        let figure = format!("p50 {:.1} ms, p99 {:.1} ms", at(&times, 50), at(&times, 99));
        row(&format!("search among {people}: {what}"), figure);
    }
    before_create(store, keeper, people)
}

/// Search before create with the index: the first makes it, and each of the others comes after somebody was written.
fn before_create(store: &Store, keeper: &Actor, people: usize) -> Result<(), Failed> {
    let compartment = store.compartments(keeper)?[0].id;
    let sought = |n: usize| {
        let (given, surname) = name(n.wrapping_mul(7_919) % people);
        Sought { given, surname, ..Sought::default() }
    };
    let start = Instant::now();
    store.like(keeper, &sought(1), 6)?;
    let first = start.elapsed().as_secs_f64();
    let mut times = Vec::new();
    for n in 0..200 {
        let (given, surname) = (format!("Newcomer {n}"), "Halimi".to_string());
        let typed = Registration { given, surname, ..Registration::default() };
        store.write(keeper, &compartment, move |w| {
            let (stay, today) = (w.new_stay(), w.today());
            let facts = typed.facts(|| w.new_key(), stay, today)?;
            w.register(None, Volet::Administrative, facts).map(|_| ())
        })?;
        let start = Instant::now();
        store.like(keeper, &sought(n), 6)?;
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let figure = format!("first {first:.2} s; then p50 {:.1} ms, p99 {:.1} ms", times[100], times[198]);
    row(&format!("search before create among {people}, after each newcomer"), figure);
    Ok(())
}
