//! Saying things: entries by hand and entries by chance.

use domain::Edtf;
use domain::entry::{Entry, Event, Fact, Stamp};
use domain::id::{CompartmentId, EntryId, FileId, Key, MemberId, NodeId, StayId, SubjectId};
use domain::place::Kind;
use domain::{compartment, kin, note, person, stay, transfer};
use proptest::prelude::*;

pub fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).unwrap()
}

pub fn born(text: &str) -> Fact {
    Fact::Person(person::Fact::Born(edtf(text)))
}

pub fn id(n: u8) -> EntryId {
    EntryId([n; 24])
}

/// Entry `n`, written after those entries, at stamp `n`.
pub fn entry(n: u8, after: &[u8], facts: Vec<Fact>) -> Entry {
    Entry {
        id: id(n),
        origin: CompartmentId([1; 24]),
        file: FileId([1; 16]),
        by: MemberId([n % 3; 16]),
        on: NodeId([1; 16]),
        stamp: Stamp(u64::from(n)),
        after: after.iter().map(|a| id(*a)).collect(),
        control: Vec::new(),
        event: Event::Known(facts),
    }
}

/// A stay as opened.
pub fn opening(kind: Kind, from: &str) -> stay::Opening {
    stay::Opening {
        place: FileId([kind as u8 + 1; 16]),
        kind,
        name: kind.key().into(),
        within: String::new(),
        from: edtf(from),
        reason: String::new(),
        came_from: String::new(),
    }
}

pub fn opened(stay: u8, kind: Kind, from: &str) -> Fact {
    Fact::Stay(stay::Fact::Opened { stay: StayId([stay; 16]), opening: opening(kind, from) })
}

pub fn closed(stay: u8, until: &str, reason: stay::EndReason) -> Fact {
    let closing = stay::Closing { until: edtf(until), reason, towards: String::new() };
    Fact::Stay(stay::Fact::Closed { stay: StayId([stay; 16]), closing })
}

pub fn member(n: u8, role: compartment::Role, active: bool) -> Fact {
    let standing =
        compartment::Member { name: format!("member {n}"), role, sign: vec![n], wrap: vec![n], active };
    Fact::Compartment(compartment::Fact::Member { member: MemberId([n; 16]), standing, pins: Vec::new() })
}

/// A fact of a small world, so that facts meet in the same slots.
pub fn fact() -> impl Strategy<Value = Fact> {
    const SLOTS: [&str; 5] =
        ["person/born", "person/sex", "stay/x", "person/name/0101010101010101", "transfer/offer"];
    prop_oneof![
        4 => (1930u16..1934).prop_map(|y| born(&y.to_string())),
        2 => prop_oneof![Just(person::Sex::Female), Just(person::Sex::Male)].prop_map(|s| Fact::Person(person::Fact::Sex(s))),
        2 => (0u8..3, 0u8..3).prop_map(|(key, n)| {
            let name = person::Name {
                given: format!("Given{n}"),
                surname: "Halimi".into(),
                kind: person::NameKind::ALL[usize::from(n)],
                source: String::new(),
                period: None,
            };
            Fact::Person(person::Fact::Name { key: Key([key; 8]), name })
        }),
        1 => prop::sample::select(&SLOTS[..]).prop_map(|slot| Fact::Withdrawn { slot: slot.into(), why: "a slip".into() }),
        1 => (0u8..3, any::<bool>()).prop_map(|(n, within)| Fact::Kin(kin::Fact::Group { group: Key([n; 8]), within })),
        1 => (0u8..2, 0u8..2).prop_map(|(key, n)| {
            let note = note::Note { text: format!("note {n}"), on: None, own_words: n == 1 };
            Fact::Note(note::Fact::Written { key: Key([key; 8]), note })
        }),
        2 => (0u8..3, 0usize..10, 1u8..29).prop_map(|(s, k, d)| opened(s, Kind::ALL[k], &format!("1941-03-{d:02}"))),
        2 => (0u8..3, 1u8..29).prop_map(|(s, d)| closed(s, &format!("1941-04-{d:02}"), stay::EndReason::Released)),
        1 => (0u8..3, any::<bool>()).prop_map(|(n, active)| member(n, compartment::Role::ALL[usize::from(n)], active)),
        1 => (0u8..3).prop_map(|n| {
            let (transfer, to) = (Key([n; 8]), CompartmentId([n; 24]));
            Fact::Transfer(transfer::Fact::Offered { transfer, to, heads: Vec::new() })
        }),
        1 => (0u8..3).prop_map(|n| Fact::Transfer(transfer::Fact::Closed { transfer: Key([n; 8]) })),
        1 => (0u8..3).prop_map(|n| {
            Fact::Transfer(transfer::Fact::Accepted { transfer: Key([n; 8]), from: CompartmentId([n; 24]), authors: Vec::new() })
        }),
        1 => (0u8..2).prop_map(|n| {
            Fact::Person(person::Fact::Subject { subject: SubjectId([n; 16]), volet: person::Volet::Administrative })
        }),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        9 => prop::collection::vec(fact(), 0..4).prop_map(Event::Known),
        1 => prop::collection::vec(any::<u8>(), 0..4).prop_map(Event::Unknown),
    ]
}

/// Anything at all: ids that stand twice with other content, parents that are missing or later, cycles, mixed files.
pub fn anything() -> impl Strategy<Value = Vec<Entry>> {
    let one = (0u8..10, 0u8..3, 0u8..3, 0u64..6, prop::collection::vec(0u8..12, 0..4), event(), 0u8..2);
    let one = one.prop_map(|(n, by, on, stamp, after, event, file)| Entry {
        id: id(n),
        origin: CompartmentId([on; 24]),
        file: FileId([file; 16]),
        by: MemberId([by; 16]),
        on: NodeId([on; 16]),
        stamp: Stamp(stamp),
        after: after.into_iter().map(id).collect(),
        control: Vec::new(),
        event,
    });
    prop::collection::vec(one, 0..12)
}

/// A history as honest nodes write it: every entry once, after entries written before (or not arrived yet).
pub fn history() -> impl Strategy<Value = Vec<Entry>> {
    let one = (0u8..3, 0u64..6, prop::collection::vec(any::<prop::sample::Index>(), 0..3), event(), 0u8..8);
    prop::collection::vec(one, 0..12).prop_map(|entries| {
        let mut out: Vec<Entry> = Vec::new();
        for (n, (by, stamp, after, event, lost)) in entries.into_iter().enumerate() {
            let mut after: Vec<EntryId> = match n {
                0 => Vec::new(),
                n => after.iter().map(|i| out[i.index(n)].id).collect(),
            };
            if lost == 0 {
                after.push(id(200));
            }
            let on = by;
            out.push(Entry {
                id: id(n as u8),
                origin: CompartmentId([1; 24]),
                file: FileId([1; 16]),
                by: MemberId([by; 16]),
                on: NodeId([on; 16]),
                stamp: Stamp(stamp),
                after,
                control: Vec::new(),
                event,
            });
        }
        out
    })
}
