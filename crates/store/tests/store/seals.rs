//! C8: no nonce comes twice under one key, every seal binds what it is for, and no key serves two purposes. Whole stories
//! are told with a list of every seal, and the list is looked through.
#![allow(clippy::disallowed_methods)] // a test finds its own program

use domain::id::{CompartmentId, FileId};
use journal::chance::Chance;
use journal::keys::{EpochKey, FileKey};
use journal::ledger;
use std::collections::BTreeMap;
use std::process::Command;
use testkit::Seeded;

/// Set in the process that tells the stories: the list is one for a process, and other tests have the same seeds.
const APART: &str = "RELAIS_SEALS_APART";
/// How many keys are sealed under one other with chance as a node draws it; more with `RELAIS_SEALS`.
const SEALS: usize = 20_000;

/// Every purpose for which this house seals anything: a new one stands here, or the test says so.
const PURPOSES: [&str; 14] = [
    "relais/0/answer",
    "relais/0/ask",
    "relais/0/attachment",
    "relais/0/bundle-chunk",
    "relais/0/bundle-key",
    "relais/0/file-key",
    "relais/0/inner",
    "relais/0/keyslot",
    "relais/0/keyslots-taken",
    "relais/0/letter",
    "relais/0/outer",
    "relais/0/page of a notebook",
    "relais/0/share of a page",
    "relais/0/wrap",
];

/// Chance that says the same again and again, as a broken source would.
struct Stuck;

impl Chance for Stuck {
    fn fill(&mut self, out: &mut [u8]) {
        out.fill(7);
    }
}

fn stories() {
    let mut purposes: BTreeMap<String, u64> = BTreeMap::new();
    let all: [fn(); 4] = [
        crate::notebook::a7_a_page_is_sealed_elsewhere_and_three_of_five_open_it_each_at_their_own_node,
        crate::erasure::p1_what_is_erased_is_gone_from_every_node,
        crate::letters::a_letter_goes_in_a_pocket_twice_and_counts_once,
        crate::exchange::a_second_member_of_a_node_is_let_in_without_joining_again,
    ];
    for story in all {
        ledger::begin();
        story();
        let told = ledger::end();
        assert!(told.faults.is_empty(), "{:#?}", told.faults);
        told.purposes.into_iter().for_each(|(what, n)| *purposes.entry(what).or_default() += n);
    }
    println!("{purposes:#?}");
    let known: Vec<&str> = purposes.keys().map(String::as_str).collect();
    let shares = "relais/0/shares for an opening"; // to the one-time key of whoever asked
    let known: Vec<&str> = known.into_iter().filter(|what| *what != shares).collect();
    assert_eq!(known, PURPOSES);
}

fn many() {
    let count = std::env::var("RELAIS_SEALS").ok().and_then(|n| n.parse().ok()).unwrap_or(SEALS);
    let seed = u64::from_le_bytes(std::array::from_fn(|i| std::process::id().to_le_bytes()[i % 4]));
    println!("seed {seed}");
    let mut chance = Seeded::new(seed);
    ledger::begin();
    // All under one key, as a house seals under its epoch's for years.
    let epoch = EpochKey::generate(&mut chance);
    let (house, file) = (CompartmentId([0xc0; 24]), FileId([0xf1; 16]));
    for _ in 0..count {
        FileKey::generate(&mut chance).wrapped(&epoch, &house, &file, &mut chance);
    }
    let told = ledger::end();
    assert_eq!((told.purposes.values().sum::<u64>(), told.faults.len()), (count as u64, 0));
    // Chance that is stuck is seen at the second seal.
    ledger::begin();
    for _ in 0..2 {
        journal::attachment::seal(b"a photograph", &mut Stuck).unwrap();
    }
    let told = ledger::end();
    assert_eq!(
        told.faults.into_iter().collect::<Vec<_>>(),
        ["relais/0/attachment: a nonce came twice under one key"]
    );
}

#[test]
fn c8_no_nonce_comes_twice_every_seal_binds_its_context_and_seen_red() {
    if std::env::var_os(APART).is_some() {
        stories();
        return many();
    }
    let name = "seals::c8_no_nonce_comes_twice_every_seal_binds_its_context_and_seen_red";
    let mut apart = Command::new(std::env::current_exe().unwrap());
    let told = apart.args([name, "--exact", "--nocapture"]).env(APART, "1").output().unwrap();
    let said = String::from_utf8_lossy(&told.stdout);
    assert!(told.status.success(), "{said}{}", String::from_utf8_lossy(&told.stderr));
    assert!(said.contains("1 passed"), "{said}");
}
