//! Whatever bytes come, decoders answer; they never panic and never allocate without measure.

use crate::fixture::*;
use journal::attachment;
use journal::chance::Seeded;
use journal::keys::{FileKey, InboxKeys, MemberKeys, NodeKey};
use journal::keyslot::{Cost, KEYSLOTS_LEN, Keyslots};
use journal::letter::open_letter;
use journal::wire::{self, Header, Sealed};
use proptest::prelude::*;
use std::sync::LazyLock;

static INBOX: LazyLock<InboxKeys> = LazyLock::new(|| InboxKeys::generate(&mut Seeded::new(60)));

fn try_all(bytes: &[u8]) {
    let _ = Header::from_bytes(bytes);
    if let Ok(read) = wire::read(bytes) {
        let _ = wire::verify_author(&read, bytes);
    }
    let sealed = Sealed { header: header(1), body: bytes.to_vec() };
    assert!(wire::open(&sealed, &epoch_key(), |_| Some(file_key())).is_err());
    assert!(Keyslots::from_bytes(bytes).is_err() || bytes.len() == KEYSLOTS_LEN);
    assert!(open_letter(&INBOX, &HOUSE, bytes).is_err());
    assert!(attachment::open(&attachment::address_of(bytes), &[0; 32], bytes).is_err());
    assert!(FileKey::unwrap(&epoch_key(), &HOUSE, &FILE, bytes).is_err());
    assert!(INBOX.unwrap(b"", bytes).is_err());
    let _ = (
        MemberKeys::from_secret(member().member(), bytes),
        NodeKey::from_secret(bytes),
        InboxKeys::from_secret(bytes),
    );
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2500)) {
        try_all(&bytes);
    }

    /// A true body with a few bytes changed or cut gets further into the decoder than noise does.
    #[test]
    fn bodies_nearly_right(
        (draft, seed) in any_draft(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut body = wire::write(&member(), draft, &mut Seeded::new(seed)).unwrap().body;
        for (at, value) in edits {
            let at = at.index(body.len());
            body[at] = value;
        }
        body.truncate(cut.map_or(body.len(), |cut| cut.index(body.len())));
        if let Ok(read) = wire::read(&body) {
            prop_assert_eq!(&read.body, &body);
            let _ = wire::verify_author(&read, &member().public().sign);
        }
    }

    /// Whatever a member with the keys seals, opening it only answers.
    #[test]
    fn sealed_noise(bytes in prop::collection::vec(any::<u8>(), 0..1500), seed in any::<u64>()) {
        let sealed = wire::seal(&bytes, &FILE, header(1), &file_key(), &epoch_key(), &mut Seeded::new(seed)).unwrap();
        prop_assert!(wire::open(&sealed, &epoch_key(), |_| Some(file_key())).is_err());
    }

    #[test]
    fn keyslots_nearly_right(at in 0..KEYSLOTS_LEN, value in any::<u8>()) {
        let mut chance = Seeded::new(1);
        let mut slots = Keyslots::new(Cost::CHEAP, &mut chance);
        slots.put("worker", "pass", b"secret", &mut chance).unwrap();
        let mut bytes = slots.to_bytes();
        // A cost that is raised is a cost, not a fault; the memory is left alone so that this test stays quick.
        prop_assume!(!(12..20).contains(&at));
        bytes[at] = value;
        if let Ok(slots) = Keyslots::from_bytes(&bytes) {
            let _ = slots.open("worker", "pass");
        }
    }
}

#[test]
fn a_body_that_claims_endless_lists_costs_nothing() {
    // An array of 12 whose list of heads claims 2^32 - 1 ids, and a byte string that claims 2^60 bytes.
    for head in [&[0x9a, 0xff, 0xff, 0xff, 0xff][..], &[0x5b, 0x10, 0, 0, 0, 0, 0, 0, 0]] {
        let body = [&[0x8c, 0x00, 0x50][..], &[0; 16], head].concat();
        assert!(wire::read(&body).is_err());
        assert!(wire::read(&[&[0x8c, 0x00], head].concat()).is_err());
    }
    // Nested beyond any sense.
    assert!(wire::read(&[&[0x8c, 0x00][..], &[0x81; 100_000]].concat()).is_err());
    let deep = [&[0x81; 50_000][..], &[0x00]].concat();
    let newer =
        wire::write_newer(&member(), draft(vec![]), wire::EVENT_VERSION, deep, &mut Seeded::new(1)).unwrap();
    assert!(newer.entry.event.facts().is_empty());
}
