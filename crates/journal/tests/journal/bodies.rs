//! Ids, signatures, the one encoding, and events this version cannot read.

use crate::fixture::*;
use domain::entry::{Event, FACTS_MAX};
use domain::id::{CompartmentId, EntryId, MemberId};
use journal::chance::Seeded;
use journal::keys::MemberKeys;
use journal::wire::{self, BODY_MAX, EVENT_VERSION, HEADS_MAX, WireProblem};
use proptest::prelude::*;

proptest! {
    #[test]
    fn what_is_written_is_read_and_verifies((draft, seed) in any_draft()) {
        let author = member();
        let signed = wire::write(&author, draft.clone(), &mut Seeded::new(seed)).unwrap();
        let read = wire::read(&signed.body).unwrap();
        prop_assert_eq!(&read, &signed);
        wire::verify_author(&read, &author.public().sign).unwrap();
        let entry = read.entry;
        prop_assert_eq!(entry.event, Event::Known(draft.facts));
        prop_assert_eq!(
            (entry.origin, entry.file, entry.by, entry.on, entry.stamp),
            (draft.origin, draft.file, author.member(), draft.on, draft.stamp)
        );
        prop_assert!(entry.after.is_sorted_by(|a, b| a < b) && entry.control.is_sorted_by(|a, b| a < b));
    }
}

#[test]
fn the_same_words_twice_are_two_entries() {
    let (one, other) = (signed(vec![weighing()], 10), signed(vec![weighing()], 11));
    assert_ne!(
        one.entry.id, other.entry.id,
        "the salt keeps a guess of the content from being checked by the id"
    );
    assert_eq!(one, signed(vec![weighing()], 10), "the same chance gives the same entry");
}

#[test]
fn heads_are_sorted_and_stand_once() {
    let mut draft = draft(vec![weighing()]);
    draft.after = vec![EntryId([9; 24]), EntryId([2; 24]), EntryId([9; 24])];
    let signed = wire::write(&member(), draft, &mut Seeded::new(1)).unwrap();
    assert_eq!(signed.entry.after, [EntryId([2; 24]), EntryId([9; 24])]);
}

#[test]
fn a_founding_has_no_origin() {
    let founding = wire::founding(
        &member(),
        NODE,
        draft(vec![]).stamp,
        FILE,
        vec![written("founded")],
        &mut Seeded::new(4),
    );
    let founding = founding.unwrap();
    assert_eq!(founding.entry.origin, CompartmentId::default());
    assert_eq!(wire::read(&founding.body).unwrap(), founding);
    wire::verify_author(&founding, &member().public().sign).unwrap();
}

#[test]
fn every_flipped_bit_of_a_body_is_refused() {
    let signed = signed(vec![weighing()], 5);
    let key = member().public().sign;
    for bit in 0..signed.body.len() * 8 {
        let mut body = signed.body.clone();
        body[bit / 8] ^= 1 << (bit % 8);
        let accepted = wire::read(&body).and_then(|read| wire::verify_author(&read, &key));
        assert!(accepted.is_err(), "bit {bit} of {} was not missed", signed.body.len() * 8);
    }
}

#[test]
fn only_the_author_verifies() {
    let signed = signed(vec![weighing()], 6);
    let other = MemberKeys::generate(member().member(), &mut Seeded::new(99)).public().sign;
    for wrong in [&other[..], &[], &[0; 32], &[1; 31]] {
        assert_eq!(wire::verify_author(&signed, wrong), Err(WireProblem::NotTheAuthor));
    }
    // An entry whose read form was exchanged does not verify by the body it carries.
    let mut disguised = signed.clone();
    disguised.entry.by = MemberId([0; 16]);
    assert!(wire::verify_author(&disguised, &member().public().sign).is_err());
    disguised = signed.clone();
    disguised.entry.id = EntryId([0; 24]);
    assert!(wire::verify_author(&disguised, &member().public().sign).is_err());
}

#[test]
fn an_unknown_event_is_kept_whole_and_verifies() {
    let newer = [0x81, 0xa1, 0x65, b'n', b'e', b'w', b'e', b'r', 0x18, 0x2a];
    for (version, bytes) in
        [(EVENT_VERSION + 1, &newer[..]), (EVENT_VERSION, &newer[..]), (EVENT_VERSION, &[0xff])]
    {
        let signed =
            wire::write_newer(&member(), draft(vec![]), version, bytes.to_vec(), &mut Seeded::new(7))
                .unwrap();
        let read = wire::read(&signed.body).unwrap();
        assert_eq!(read.entry.event, Event::Unknown(bytes.to_vec()));
        assert_eq!(read, signed);
        wire::verify_author(&read, &member().public().sign).unwrap();
        let sealed =
            wire::seal(&read.body, &FILE, header(1), &file_key(), &epoch_key(), &mut Seeded::new(8)).unwrap();
        assert_eq!(wire::open(&sealed, &epoch_key(), |_| Some(file_key())).unwrap(), signed);
    }
}

#[test]
fn facts_with_something_behind_them_are_not_half_read() {
    let known = signed(vec![weighing()], 8);
    let Event::Known(facts) = known.entry.event else { panic!("a weighing is known") };
    let mut event = Vec::new();
    ciborium::into_writer(&facts, &mut event).unwrap();
    event.push(0);
    let signed =
        wire::write_newer(&member(), draft(vec![]), EVENT_VERSION, event.clone(), &mut Seeded::new(8))
            .unwrap();
    assert_eq!(signed.entry.event, Event::Unknown(event));
}

#[test]
fn a_second_encoding_is_refused() {
    let body = signed(vec![weighing()], 9).body;
    // [array of 12, version 0, bytes(16) ..]: the same length of the salt, written in one byte more.
    assert_eq!(body[..3], [0x8c, 0x00, 0x50]);
    let mut longer = body.clone();
    longer.splice(2..3, [0x58, 0x10]);
    assert_eq!(wire::read(&longer), Err(WireProblem::NotCanonical));
    let mut trailing = body.clone();
    trailing.push(0);
    assert_eq!(wire::read(&trailing), Err(WireProblem::NotCanonical));
    let mut newer = body;
    newer[1] = 3;
    assert_eq!(wire::read(&newer), Err(WireProblem::UnknownBody(3)));
}

#[test]
fn limits_are_refused_when_writing_and_when_reading() {
    let write = |draft| wire::write(&member(), draft, &mut Seeded::new(1)).map(|_| ());
    assert_eq!(write(draft(vec![weighing(); FACTS_MAX])), Ok(()));
    assert_eq!(write(draft(vec![weighing(); FACTS_MAX + 1])), Err(WireProblem::TooManyFacts(FACTS_MAX + 1)));
    let heads =
        |n: usize| (0..n).map(|i| EntryId([(i % 251) as u8; 24].map(|b| b ^ (i / 251) as u8))).collect();
    let mut many = draft(vec![]);
    many.control = (0..=HEADS_MAX)
        .map(|i| {
            let mut id = [0; 24];
            id[..8].copy_from_slice(&(i as u64).to_be_bytes());
            EntryId(id)
        })
        .collect();
    assert_eq!(write(many), Err(WireProblem::TooManyHeads(HEADS_MAX + 1)));
    let mut few = draft(vec![]);
    few.after = heads(200);
    assert_eq!(write(few), Ok(()));
    let long = draft(vec![written(&"a".repeat(BODY_MAX))]);
    assert!(matches!(write(long), Err(WireProblem::TooLarge(_))));
    assert!(matches!(wire::read(&vec![0x8c; BODY_MAX + 1]), Err(WireProblem::TooLarge(_))));
    // Facts beyond the limit in bytes that another program wrote.
    let mut event = Vec::new();
    ciborium::into_writer(&vec![weighing(); FACTS_MAX + 1], &mut event).unwrap();
    let written = wire::write_newer(&member(), draft(vec![]), EVENT_VERSION, event, &mut Seeded::new(1));
    assert_eq!(written.map(|_| ()), Err(WireProblem::TooManyFacts(FACTS_MAX + 1)));
}
