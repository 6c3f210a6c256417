//! Whatever a member writes into the control file of a house, in whatever order: it is weighed, and nobody who was not let
//! in before has a say by it.
#![no_main]

use domain::compartment::{Charter, Fact as Told, Judge, Kind, Member, Placed, Role, Scene};
use domain::entry::{Entry, Fact, Stamp};
use domain::file::File;
use domain::id::{CompartmentId, EntryId, FileId, MemberId, NodeId};
use journal::chance::Seeded;
use journal::keys::MemberKeys;
use journal::wire::{self, Draft, EVENT_VERSION};
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const FILE: FileId = FileId([0xf1; 16]);
const NODE: NodeId = NodeId([0x0d; 16]);

static KEEPER: LazyLock<MemberKeys> =
    LazyLock::new(|| MemberKeys::generate(MemberId([0xa1; 16]), &mut Seeded::new(1)));
static STRANGER: LazyLock<MemberKeys> =
    LazyLock::new(|| MemberKeys::generate(MemberId([0xb2; 16]), &mut Seeded::new(2)));

/// A house with one keeper, as it is founded.
static FOUNDING: LazyLock<Entry> = LazyLock::new(|| {
    let public = KEEPER.public();
    let (name, role) = ("keeper".to_string(), Role::Keeper);
    let standing = Member { name, role, sign: public.sign.to_vec(), wrap: public.wrap.to_vec(), active: true };
    let (name, inbox) = ("Camp team of Rivel".into(), vec![1; 32]);
    let facts = [
        Told::Founded { name, kind: Kind::House, scene: Scene::Historical, inbox },
        Told::Member { member: KEEPER.member(), standing, pins: Vec::new() },
        Told::Node { node: NODE, sign: vec![2; 32], revoked_at: None },
        Told::Epoch { commitment: vec![3; 32] },
    ];
    let facts = facts.into_iter().map(Fact::Compartment).collect();
    wire::founding(&KEEPER, NODE, Stamp::at_unix_ms(0), FILE, facts, &mut Seeded::new(3)).unwrap().entry
});

/// Pieces of the bytes, each the event of one entry by the stranger after the one before.
fn entries(data: &[u8]) -> Vec<Entry> {
    let mut out: Vec<Entry> = vec![FOUNDING.clone()];
    for (n, event) in data.split(|b| *b == 0xff).take(8).enumerate() {
        let last = out.last().map(|entry| entry.id).unwrap_or_default();
        let draft = Draft {
            origin: CompartmentId(FOUNDING.id.0),
            file: FILE,
            on: NODE,
            stamp: Stamp::at_unix_ms(n as i64 + 1),
            after: vec![last],
            control: vec![EntryId(FOUNDING.id.0)],
            facts: Vec::new(),
        };
        let event = wire::write_newer(&STRANGER, draft, EVENT_VERSION, event.to_vec(), &mut Seeded::new(n as u64));
        out.extend(event.ok().map(|signed| signed.entry));
    }
    out
}

/// Every entry is taken as signed by whom it names: roles alone have to hold what a stranger says.
fn proves(_: &Entry, _: &[u8]) -> bool {
    true
}

fuzz_target!(|data: &[u8]| {
    let entries = entries(data);
    let _ = Charter::of(&File::fold(entries.clone()));
    let placed = |(seq, entry): (usize, &Entry)| Placed { entry: entry.clone(), node: NODE, seq: seq as u64 + 1 };
    let home = CompartmentId(FOUNDING.id.0);
    let judge = Judge::new(home, entries.iter().enumerate().map(placed), BTreeMap::new(), proves);
    let members: Vec<_> = judge.charter().members.keys().collect();
    assert_eq!(members, [&KEEPER.member()], "nobody was let in by anybody who may");
    // In whatever order entries come, the same counts.
    let back: Vec<Placed> = entries.iter().enumerate().map(placed).rev().collect();
    let again = Judge::new(home, back, BTreeMap::new(), proves);
    assert!(entries.iter().all(|entry| judge.control(&entry.id) == again.control(&entry.id)));
});
