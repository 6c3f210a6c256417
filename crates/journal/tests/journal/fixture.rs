//! Invented members, files and facts.

use domain::Edtf;
use domain::entry::{Fact, Stamp};
use domain::id::{CompartmentId, EntryId, FileId, Key, MemberId, NodeId};
use domain::{compartment, health, note, person, weighing};
use journal::chance::{Chance, Seeded};
use journal::keys::{EpochKey, FileKey, MemberKeys};
use journal::wire::{Draft, Header, Signed, write};
use proptest::prelude::*;

pub const FILE: FileId = FileId([0xf1; 16]);
pub const NODE: NodeId = NodeId([0x0d; 16]);
pub const HOUSE: CompartmentId = CompartmentId([0xc0; 24]);
pub const EPOCH: EntryId = EntryId([0xe0; 24]);

pub fn member() -> MemberKeys {
    MemberKeys::generate(MemberId([0xa1; 16]), &mut Seeded::new(1))
}

pub fn epoch_key() -> EpochKey {
    EpochKey::generate(&mut Seeded::new(2))
}

pub fn file_key() -> FileKey {
    FileKey::generate(&mut Seeded::new(3))
}

pub fn written(text: &str) -> Fact {
    let note = note::Note { text: text.into(), on: Some(Edtf::parse("1942-08").unwrap()), own_words: false };
    Fact::Note(note::Fact::Written { key: Key([7; 8]), note })
}

/// A weighing as most are: weight, height standing, arm, oedema looked for and not found.
pub fn weighing() -> Fact {
    let weighing = weighing::Weighing {
        on: jiff::civil::date(1942, 8, 14),
        weight_g: Some(23_400),
        height_mm: Some(1_210),
        position: Some("standing".into()),
        muac_mm: Some(152),
        oedema_looked_for: true,
        ..weighing::Weighing::default()
    };
    Fact::Weighing(weighing::Fact::Weighed { key: Key([8; 8]), weighing })
}

pub fn draft(facts: Vec<Fact>) -> Draft {
    Draft {
        origin: HOUSE,
        file: FILE,
        on: NODE,
        stamp: Stamp::at_unix_ms(-863_000_000_000),
        after: vec![EntryId([0x11; 24])],
        control: vec![EPOCH],
        facts,
    }
}

pub fn signed(facts: Vec<Fact>, seed: u64) -> Signed {
    write(&member(), draft(facts), &mut Seeded::new(seed)).unwrap()
}

pub fn header(seq: u64) -> Header {
    Header {
        suite: 0,
        compartment: HOUSE,
        epoch: EPOCH,
        dictionary: 0,
        node: NODE,
        seq,
        prev: [seq as u8; 32],
    }
}

/// Bytes that no compressor shortens.
pub fn noise(len: usize, seed: u64) -> Vec<u8> {
    let mut out = vec![0; len];
    Seeded::new(seed).fill(&mut out);
    out
}

fn date() -> impl Strategy<Value = Edtf> {
    let forms = ["1938", "1941-05", "1942-08-26", "1931~", "1929-11?", "193X"];
    prop::sample::select(forms.to_vec()).prop_map(|text| Edtf::parse(text).unwrap())
}

fn fact() -> impl Strategy<Value = Fact> {
    let key = any::<[u8; 8]>().prop_map(Key);
    let text = "\\PC{0,80}";
    prop_oneof![
        (key, text, prop::option::of(date()), any::<bool>()).prop_map(|(key, text, on, own_words)| {
            Fact::Note(note::Fact::Written { key, note: note::Note { text, on, own_words } })
        }),
        (any::<[u8; 8]>().prop_map(Key), text, prop::option::of(date()), prop::option::of(date())).prop_map(
            |(key, text, from, until)| {
                let record = health::Record { kind: "illness".into(), text, from, until };
                Fact::Health(health::Fact::Record { key, record })
            }
        ),
        date().prop_map(|when| Fact::Person(person::Fact::Born(when))),
        (text, any::<bool>())
            .prop_map(|(language, spoken)| Fact::Person(person::Fact::Language { language, spoken })),
        (any::<[u8; 16]>(), prop::collection::vec(any::<u8>(), 32), prop::option::of((any::<u64>(), text)))
            .prop_map(|(node, sign, revoked_at)| {
                Fact::Compartment(compartment::Fact::Node { node: NodeId(node), sign, revoked_at })
            }),
        (text, text).prop_map(|(slot, why)| Fact::Withdrawn { slot, why }),
    ]
}

/// Any entry somebody may write, and the seed of its salt.
pub fn any_draft() -> impl Strategy<Value = (Draft, u64)> {
    let heads = || prop::collection::vec(any::<[u8; 24]>().prop_map(EntryId), 0..6);
    let ids = (any::<[u8; 24]>(), any::<[u8; 16]>(), any::<[u8; 16]>());
    (ids, any::<u64>(), heads(), heads(), prop::collection::vec(fact(), 0..8), any::<u64>()).prop_map(
        |((origin, file, on), stamp, after, control, facts, seed)| {
            let draft = Draft {
                origin: CompartmentId(origin),
                file: FileId(file),
                on: NodeId(on),
                stamp: Stamp(stamp),
                after,
                control,
                facts,
            };
            (draft, seed)
        },
    )
}
