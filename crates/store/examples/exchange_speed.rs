//! How fast two nodes exchange on this machine, as docs/benchmarks.md prints it.
//! `nice cargo run --release -p relais-store --example exchange_speed [ENTRIES] [FOLDER]`
//!
//! The folder decides which disk is measured; raw SQLite takes rows of the same length in one transaction of a thousand
//! each, on the same disk, in the same run.
#![expect(clippy::disallowed_methods, reason = "it measures time; no node hands it a clock")]

use domain::compartment::Role;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId};
use domain::person::Volet;
use domain::registration::Registration;
use domain::weighing::{self, Weighing};
use relais_store::{Problem, Writing};
use std::path::Path;
use std::time::{Duration, Instant};
use testkit::{Backing, Post};

type Failed = Box<dyn std::error::Error>;

/// Entries of one file.
const PER_FILE: usize = 20;
/// Entries in one transaction while the node is filled.
const PER_WRITE: usize = 1_000;

fn main() -> Result<(), Failed> {
    let mut args = std::env::args().skip(1);
    let entries: usize = args.next().map_or(Ok(100_000), |n| n.parse())?;
    let folder = args.next().unwrap_or_else(|| "target".into());
    println!("| measured | figure |\n|---|---|");
    let raw = raw(&folder, entries)?;
    let (keeper, host) = (Post::new("keeper", Backing::Sqlite, 1), Post::new("host", Backing::Sqlite, 2));
    let camp = keeper.founds("Camp team of Rivel");
    keeper.knows(&host);
    fill(&keeper, &camp, entries)?;
    keeper.grants(&camp, &host, Role::Keeper);
    let bundle = tempfile::tempdir_in(&folder)?;
    let file = bundle.path().join("all.bundle");
    let recipients = [host.actor.member];
    let (made, time) =
        timed(|| keeper.store().make_bundle(&keeper.actor, &recipients, &[camp], None, &file))?;
    row("a bundle is made", format!("{:.0} entries/s", per_second(made.entries, time)));
    row(
        "bytes of an entry in it, one in twenty a registration, padding and keys included",
        format!("{}", made.bytes / made.entries),
    );
    let (met, waits) = timed(|| host.store().open_bundle(&host.actor, &file))?;
    let (_, joined) = timed(|| host.store().join(&host.actor, &camp))?;
    let both = waits + joined;
    row(
        &format!("{} entries in a bundle to a fresh node: chains proved and stored sealed", met.taken),
        format!("{:.1} s", waits.as_secs_f64()),
    );
    row(
        "then joined: every author proved, every entry opened and judged, all lists ready",
        format!("{:.1} s; together {:.1} s", joined.as_secs_f64(), both.as_secs_f64()),
    );
    let share = per_second(met.taken, both) / raw;
    row(
        "admitted, as a share of raw SQLite batch inserts",
        format!("{:.0}/s of {raw:.0}/s = **{share:.3}**", per_second(met.taken, both)),
    );
    fill(&keeper, &camp, entries / 10)?;
    let (met, time) = timed(|| Ok::<_, Failed>(keeper.meets(&host)))?;
    let rate = per_second(met.given, time);
    row(
        &format!("{} entries pushed to a node that has the compartment open", met.given),
        format!("{rate:.0}/s = **{:.3}** of raw", rate / raw),
    );
    let (_, time) = timed(|| Ok::<_, Failed>(keeper.meets(&host)))?;
    row("two nodes meet and have nothing to say", format!("{:.1} ms", time.as_secs_f64() * 1e3));
    row(
        "bytes of a weighing in a bundle, padding and keys included",
        weighing_in_a_bundle(&keeper, &host, &camp, &file)?,
    );
    let gone = host.actor.member;
    let (_, time) = timed(|| keeper.store().remove(&keeper.actor, &camp, &gone))?;
    row("a member is removed and a new epoch begins", format!("{:.1} ms", time.as_secs_f64() * 1e3));
    Ok(())
}

fn row(what: &str, figure: String) {
    println!("| {what} | {figure} |");
}

fn timed<T, E>(f: impl FnOnce() -> Result<T, E>) -> Result<(T, Duration), E> {
    let start = Instant::now();
    Ok((f()?, start.elapsed()))
}

fn per_second(count: u64, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}

/// Rows of raw SQLite a second, a thousand a commit, as long as an entry is in the journal.
fn raw(folder: &str, rows: usize) -> Result<f64, Failed> {
    let folder = tempfile::tempdir_in(folder)?;
    let db = rusqlite::Connection::open(folder.path().join("raw.db"))?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.execute_batch("create table row (id integer primary key, bytes blob not null)")?;
    let start = Instant::now();
    for _ in 0..rows / 1_000 {
        db.execute_batch("begin")?;
        let mut insert = db.prepare_cached("insert into row (bytes) values (?1)")?;
        (0..1_000).try_for_each(|_| insert.execute([vec![7u8; 560]]).map(drop))?;
        drop(insert);
        db.execute_batch("commit")?;
    }
    Ok((rows / 1_000 * 1_000) as f64 / start.elapsed().as_secs_f64())
}

/// What a bundle grows by for each weighing of a child who is known.
fn weighing_in_a_bundle(
    keeper: &Post,
    host: &Post,
    camp: &CompartmentId,
    file: &Path,
) -> Result<String, Failed> {
    let count = 5_000;
    let mut bytes = Vec::new();
    for weighed in [0, count] {
        let child = keeper.store().write(&keeper.actor, camp, move |w| registers(w, weighed))?;
        for _ in 0..weighed / PER_FILE {
            keeper
                .store()
                .write(&keeper.actor, camp, move |w| (0..PER_FILE).try_for_each(|_| weighs(w, &child)))?;
        }
        bytes.push(
            keeper.store().make_bundle(&keeper.actor, &[host.actor.member], &[*camp], None, file)?.bytes,
        );
    }
    Ok(format!("{:.0}", (bytes[1] as f64 - bytes[0] as f64) / count as f64))
}

/// People with weighings, a thousand entries a transaction.
fn fill(post: &Post, compartment: &CompartmentId, entries: usize) -> Result<(), Failed> {
    let mut left = entries;
    while left > 0 {
        let now = left.min(PER_WRITE);
        post.store().write(&post.actor, compartment, move |w| {
            for n in 0..now.div_ceil(PER_FILE) {
                let file = registers(w, n)?;
                (1..PER_FILE).try_for_each(|_| weighs(w, &file))?;
            }
            Ok(())
        })?;
        left -= now;
    }
    Ok(())
}

fn registers(w: &mut Writing<'_>, n: usize) -> Result<FileId, Problem> {
    let (given, surname) = (format!("Child {n}"), "Halimi".into());
    let typed = Registration { given, surname, ..Registration::default() };
    let (today, stay) = (w.today(), w.new_stay());
    let facts = typed.facts(|| w.new_key(), stay, today)?;
    Ok(w.register(None, Volet::Health, facts)?.0)
}

/// A weighing as most are: all four measures, nothing odd.
fn weighs(w: &mut Writing<'_>, child: &FileId) -> Result<(), Problem> {
    let (key, on) = (w.new_key(), w.today());
    let weighing = Weighing {
        on,
        weight_g: Some(23_400),
        height_mm: Some(1_210),
        position: Some("standing".into()),
        muac_mm: Some(152),
        oedema_looked_for: true,
        ..Weighing::default()
    };
    w.append(child, vec![Fact::Weighing(weighing::Fact::Weighed { key, weighing })]).map(drop)
}
