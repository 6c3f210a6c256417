//! How fast entries are written, sealed and opened on one core, and what one takes.
//! `cargo run --release -p relais-journal --example wire_speed`
#![expect(clippy::disallowed_methods, reason = "it measures time; no node hands it a clock")]

use domain::entry::{Fact, Stamp};
use domain::id::{CompartmentId, EntryId, FileId, Key, MemberId, NodeId};
use domain::{Edtf, health, note};
use journal::chance::Seeded;
use journal::keys::{EpochKey, FileKey, MemberKeys};
use journal::keyslot::{Cost, Keyslots};
use journal::wire::{self, Draft, HEADER_LEN, Header, Sealed, Signed};
use std::time::Instant;

extern crate relais_journal as journal;

const ROUNDS: u64 = 20_000;

fn main() {
    let mut chance = Seeded::new(1);
    let author = MemberKeys::generate(MemberId([1; 16]), &mut chance);
    let (file_key, epoch_key) = (FileKey::generate(&mut chance), EpochKey::generate(&mut chance));
    let record = health::Record {
        kind: "examination".into(),
        text: "23.4 kg".into(),
        from: Edtf::parse("1942-08-14").ok(),
        until: None,
    };
    let weighing = Fact::Health(health::Fact::Record { key: Key([8; 8]), record });
    let text =
        "She asked after her brother; the escort of the last convoy had seen him in good health.".into();
    let said = note::Note { text, on: Edtf::parse("1942-08").ok(), own_words: false };
    let note = Fact::Note(note::Fact::Written { key: Key([7; 8]), note: said });

    for (name, fact) in [("weighing", weighing), ("note of 87 letters", note)] {
        println!("{name}");
        let draft = |seq: u64| Draft {
            origin: CompartmentId([2; 24]),
            file: FileId([3; 16]),
            on: NodeId([4; 16]),
            stamp: Stamp(seq),
            after: vec![EntryId([5; 24])],
            control: vec![EntryId([6; 24])],
            facts: vec![fact.clone()],
        };
        let signed: Vec<Signed> = timed("write (sign)", || {
            (0..ROUNDS).filter_map(|seq| wire::write(&author, draft(seq), &mut chance).ok()).collect()
        });
        let sealed: Vec<Sealed> = timed("seal", || {
            let mut prev = [0; 32];
            let seal = |(seq, signed): (u64, &Signed)| {
                let header = Header {
                    suite: 0,
                    compartment: CompartmentId([2; 24]),
                    epoch: EntryId([6; 24]),
                    dictionary: 0,
                    node: NodeId([4; 16]),
                    seq,
                    prev,
                };
                let entry =
                    wire::seal(&signed.body, &FileId([3; 16]), header, &file_key, &epoch_key, &mut chance)
                        .ok()?;
                prev = entry.hash();
                Some(entry)
            };
            (1..).zip(&signed).filter_map(seal).collect()
        });
        let opened: Vec<Signed> = timed("open (decode, no signature)", || {
            sealed.iter().filter_map(|e| wire::open(e, &epoch_key, |_| Some(file_key.clone())).ok()).collect()
        });
        let key = author.public().sign;
        let good: Vec<()> = timed("verify author (strict)", || {
            opened.iter().filter_map(|s| wire::verify_author(s, &key).ok()).collect()
        });
        let hashes: Vec<[u8; 32]> = timed("hash", || sealed.iter().map(Sealed::hash).collect());
        assert_eq!((good.len(), hashes.len()), (ROUNDS as usize, ROUNDS as usize));
        let (clear, body) = (signed[0].body.len(), sealed[0].body.len());
        println!("  bytes: clear {clear}, sealed {body}, with header {}", body + HEADER_LEN);
    }
    for (name, cost) in [("default", Cost::DEFAULT), ("demonstration", Cost::DEMONSTRATION)] {
        let slots = Keyslots::new(cost, &mut chance);
        let start = Instant::now();
        let _ = slots.open("nobody", "nothing");
        println!("keyslot try, {name} cost: {:.2} s", start.elapsed().as_secs_f64());
    }
}

fn timed<T>(what: &str, work: impl FnOnce() -> Vec<T>) -> Vec<T> {
    let start = Instant::now();
    let out = work();
    println!("  {what}: {:.0} /s", out.len() as f64 / start.elapsed().as_secs_f64());
    out
}
