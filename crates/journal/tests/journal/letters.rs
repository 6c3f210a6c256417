//! Letters: for one inbox, in size classes.

use crate::fixture::noise;
use domain::id::CompartmentId;
use journal::chance::Seeded;
use journal::keys::InboxKeys;
use journal::letter::*;

const FROM: CompartmentId = CompartmentId([1; 24]);
const TO: CompartmentId = CompartmentId([2; 24]);

fn inbox() -> InboxKeys {
    InboxKeys::generate(&mut Seeded::new(60))
}

fn sealed(content: &[u8]) -> Vec<u8> {
    seal_letter(&inbox().public(), &FROM, &TO, content, &mut Seeded::new(61)).unwrap()
}

#[test]
fn a_letter_opens_in_its_inbox() {
    for len in [0, 1, 996, 997, 20_000] {
        let letter = open_letter(&inbox(), &TO, &sealed(&noise(len, 1))).unwrap();
        assert_eq!((letter.from, letter.content), (FROM, noise(len, 1)));
    }
}

#[test]
fn a_length_tells_only_the_class() {
    const KIB: usize = 1 << 10;
    const MIB: usize = 1 << 20;
    // 28 bytes stand before the content.
    for (len, class) in [
        (0, KIB),
        (KIB - 28, KIB),
        (KIB - 27, 4 * KIB),
        (4 * KIB - 28, 4 * KIB),
        (4 * KIB, 16 * KIB),
        (17 * KIB, 64 * KIB),
        (65 * KIB, 256 * KIB),
        (257 * KIB, MIB),
        (MIB, 4 * MIB),
        (4 * MIB - 28, 4 * MIB),
        (4 * MIB - 27, 8 * MIB),
        (9 * MIB, 12 * MIB),
    ] {
        assert_eq!(sealed(&vec![0; len]).len(), class + LETTER_OVERHEAD, "{len} bytes");
    }
}

#[test]
fn a_letter_opens_nowhere_else() {
    let letter = sealed(b"a child is on the way");
    let other = InboxKeys::generate(&mut Seeded::new(62));
    assert_eq!(open_letter(&other, &TO, &letter), Err(LetterProblem::Refused));
    assert_eq!(
        open_letter(&inbox(), &FROM, &letter),
        Err(LetterProblem::Refused),
        "dropped in another house's inbox"
    );
    // A wrap of keys is never taken for a letter.
    assert!(inbox().unwrap(TO.bytes(), &letter[1..]).is_err());
}

#[test]
fn an_altered_or_cut_letter_is_refused() {
    let letter = sealed(b"a child is on the way");
    for at in (0..letter.len()).step_by(41).chain([0, 1, letter.len() - 1]) {
        let mut altered = letter.clone();
        altered[at] ^= 1;
        assert!(open_letter(&inbox(), &TO, &altered).is_err(), "byte {at}");
        assert!(open_letter(&inbox(), &TO, &letter[..at]).is_err(), "{at} bytes");
    }
    let mut newer = letter;
    newer[0] = 5;
    assert_eq!(open_letter(&inbox(), &TO, &newer), Err(LetterProblem::Unknown(5)));
}

#[test]
fn what_cannot_be_sealed_is_told() {
    let problem = |public: &[u8], content: &[u8]| {
        seal_letter(public, &FROM, &TO, content, &mut Seeded::new(1)).map(|_| ()).unwrap_err()
    };
    assert_eq!(problem(&[], b""), LetterProblem::NoInbox);
    assert_eq!(problem(&inbox().public(), &vec![0; LETTER_MAX + 1]), LetterProblem::TooLarge);
}
