//! Keyslots: one refusal for two reasons, no names, no counting, no overwriting of another's slot.

use crate::fixture::noise;
use journal::chance::Seeded;
use journal::keyslot::*;

fn slots() -> (Keyslots, Seeded) {
    let mut chance = Seeded::new(30);
    (Keyslots::new(Cost::CHEAP, &mut chance), chance)
}

#[test]
fn a_secret_opens_by_name_and_passphrase() {
    let (mut slots, mut chance) = slots();
    let slot = slots.put("Ruth Lindner", "five words on a leaf", b"her keys", &mut chance).unwrap();
    assert!(slot < SLOTS);
    let read = Keyslots::from_bytes(&slots.to_bytes()).unwrap();
    for name in ["Ruth Lindner", "ruth lindner", "  RUTH   LINDNER "] {
        assert_eq!(&read.open(name, "five words on a leaf").unwrap()[..], b"her keys");
    }
    // The same letters in another Unicode form.
    slots.put("Zoé", "caf\u{e9} au lait, deux sucres", b"x", &mut chance).unwrap();
    assert!(slots.open("Zoe\u{301}", "cafe\u{301} au lait, deux sucres").is_ok());
}

#[test]
fn a_wrong_passphrase_and_an_unknown_member_are_one_refusal() {
    let (mut slots, mut chance) = slots();
    slots.put("worker", "right", b"secret", &mut chance).unwrap();
    for (name, passphrase) in [("worker", "wrong"), ("nobody", "right"), ("nobody", "wrong"), ("", "")] {
        assert_eq!(slots.open(name, passphrase), Err(KeyslotProblem::Refused));
    }
    assert_eq!(slots.change("worker", "wrong", "new", &mut chance), Err(KeyslotProblem::Refused));
    assert_eq!(slots.remove("nobody", "right", &mut chance), Err(KeyslotProblem::Refused));
}

#[test]
fn sixteen_members_fit_none_overwrites_another_and_the_next_is_refused() {
    let (mut slots, mut chance) = slots();
    let mut used = Vec::new();
    for i in 0..SLOTS {
        // Each time from stored bytes, as another command would find them, opened by whoever came before.
        if i > 0 {
            slots = Keyslots::from_bytes(&slots.to_bytes()).unwrap();
            let locked = slots.put("hasty", "pass", b"s", &mut chance);
            assert_eq!(locked, Err(KeyslotProblem::Locked), "before one is opened, free slots are not known");
            slots.open(&format!("member {}", i - 1), "pass").unwrap();
        }
        used.push(slots.put(&format!("member {i}"), "pass", &[i as u8; 65], &mut chance).unwrap());
    }
    for i in 0..SLOTS {
        assert_eq!(slots.open(&format!("member {i}"), "pass").unwrap()[..], [i as u8; 65]);
    }
    assert!(!used.is_sorted(), "slots are drawn, so that a number tells no order");
    used.sort_unstable();
    assert_eq!(used, (0..SLOTS).collect::<Vec<_>>());
    assert_eq!(slots.put("one more", "pass", b"s", &mut chance), Err(KeyslotProblem::Full));
    assert!(
        slots.put("member 3", "pass", b"renewed", &mut chance).is_ok(),
        "one's own slot can be written again"
    );
    assert_eq!(&slots.open("member 3", "pass").unwrap()[..], b"renewed");
    slots.remove("member 5", "pass", &mut chance).unwrap();
    assert_eq!(slots.open("member 5", "pass"), Err(KeyslotProblem::Refused));
    assert!(slots.put("one more", "pass", b"s", &mut chance).is_ok());
}

#[test]
fn a_changed_passphrase_replaces_the_old_one() {
    let (mut slots, mut chance) = slots();
    let slot = slots.put("worker", "old", b"secret", &mut chance).unwrap();
    let mut slots = Keyslots::from_bytes(&slots.to_bytes()).unwrap();
    assert_eq!(slots.change("worker", "old", "new", &mut chance), Ok(slot));
    assert_eq!(slots.open("worker", "old"), Err(KeyslotProblem::Refused));
    assert_eq!(&slots.open("worker", "new").unwrap()[..], b"secret");
}

#[test]
fn a_slot_is_removed_by_number_only_when_taken() {
    let (mut slots, mut chance) = slots();
    let slot = slots.put("leaver", "pass", b"secret", &mut chance).unwrap();
    let mut cold = Keyslots::from_bytes(&slots.to_bytes()).unwrap();
    assert_eq!(cold.remove_slot(slot, &mut chance), Err(KeyslotProblem::Locked));
    assert_eq!(slots.remove_slot((slot + 1) % SLOTS, &mut chance), Err(KeyslotProblem::NoSuchSlot));
    assert_eq!(slots.remove_slot(99, &mut chance), Err(KeyslotProblem::NoSuchSlot));
    assert_eq!(slots.remove_slot(slot, &mut chance), Ok(()));
    assert_eq!(slots.open("leaver", "pass"), Err(KeyslotProblem::Refused));
}

#[test]
fn panic_leaves_nothing_that_opens() {
    let (mut slots, mut chance) = slots();
    slots.put("worker", "pass", b"secret", &mut chance).unwrap();
    let before = slots.to_bytes();
    slots.panic(&mut chance);
    let after = slots.to_bytes();
    assert_eq!(Keyslots::from_bytes(&after).unwrap().open("worker", "pass"), Err(KeyslotProblem::Refused));
    let kept = before[20..].iter().zip(&after[20..]).filter(|(a, b)| a == b).count();
    assert!(kept < 120, "{kept} of {} bytes happen to be equal; by chance 1 in 256 is", before.len());
}

#[test]
fn the_bytes_tell_neither_names_nor_how_many() {
    let (mut slots, mut chance) = slots();
    let empty = slots.to_bytes();
    slots.put("Ruth Lindner", "pass", &[0; 65], &mut chance).unwrap();
    let one = slots.to_bytes();
    assert_eq!((empty.len(), one.len()), (KEYSLOTS_LEN, KEYSLOTS_LEN));
    assert_eq!(empty[..52], one[..52], "what stands in clear does not change with the members");
    assert!(!one.windows(4).any(|w| w.eq_ignore_ascii_case(b"ruth")));
    // The used slot has no visible structure: no byte value stands out in it.
    let used =
        (0..SLOTS).map(|i| 94 + i * SLOT_LEN).find(|at| one[*at..at + 512] != empty[*at..at + 512]).unwrap();
    let mut counts = [0; 256];
    one[used..used + SLOT_LEN].iter().for_each(|b| counts[usize::from(*b)] += 1);
    assert!(counts.into_iter().max() < Some(16), "512 random bytes hold no value sixteen times");
}

#[test]
fn every_altered_byte_of_a_slot_or_of_the_clear_part_is_refused() {
    let (mut slots, mut chance) = slots();
    let slot = slots.put("worker", "pass", b"secret", &mut chance).unwrap();
    let good = slots.to_bytes();
    let at = 94 + slot * SLOT_LEN;
    for byte in (0..52).chain(at..at + SLOT_LEN) {
        let mut bytes = good.clone();
        bytes[byte] ^= 1;
        let opened = Keyslots::from_bytes(&bytes).and_then(|s| s.open("worker", "pass"));
        assert!(opened.is_err(), "byte {byte}");
    }
    // A slot copied to another place does not open there.
    let mut moved = good.clone();
    let to = 94 + ((slot + 1) % SLOTS) * SLOT_LEN;
    moved.copy_within(at..at + SLOT_LEN, to);
    moved[at] ^= 1;
    assert!(Keyslots::from_bytes(&moved).unwrap().open("worker", "pass").is_err());
    // An altered map of taken slots stops a put rather than losing somebody's slot.
    let mut mapped = good;
    mapped[60] ^= 1;
    let mut mapped = Keyslots::from_bytes(&mapped).unwrap();
    assert!(mapped.open("worker", "pass").is_ok());
    assert!(matches!(mapped.put("new", "pass", b"s", &mut chance), Err(KeyslotProblem::Damaged(_))));
}

#[test]
fn a_secret_has_a_longest_length() {
    let (mut slots, mut chance) = slots();
    slots.put("worker", "pass", &noise(SECRET_MAX, 1), &mut chance).unwrap();
    assert_eq!(slots.open("worker", "pass").unwrap()[..], noise(SECRET_MAX, 1));
    let long = slots.put("other", "pass", &noise(SECRET_MAX + 1, 1), &mut chance);
    assert_eq!(long, Err(KeyslotProblem::TooLong));
}

#[test]
fn costs_outside_the_limits_are_refused_wherever_they_come_from() {
    let floor = 64 * 1024;
    for (kib, passes) in [(floor - 1, 3), (9, 1), (8, 2), (0, 3), (u32::MAX, 3), (floor, 0), (floor, 65)] {
        assert_eq!(Cost::of(kib, passes), Err(KeyslotProblem::Cost));
        let mut bytes = slots().0.to_bytes();
        bytes[12..16].copy_from_slice(&kib.to_be_bytes());
        bytes[16..20].copy_from_slice(&passes.to_be_bytes());
        assert_eq!(
            Keyslots::from_bytes(&bytes).map(|_| ()),
            Err(KeyslotProblem::Cost),
            "{kib} KiB, {passes}"
        );
    }
    assert_eq!((Cost::DEFAULT.memory_kib(), Cost::DEFAULT.passes()), (262_144, 3));
    assert_eq!((Cost::DEMONSTRATION.memory_kib(), Cost::DEMONSTRATION.passes()), (65_536, 3));
}

#[test]
fn the_demonstration_cost_opens_what_it_closed() {
    let mut chance = Seeded::new(31);
    let mut slots = Keyslots::new(Cost::DEMONSTRATION, &mut chance);
    slots.put("worker", "relais-demo", b"secret", &mut chance).unwrap();
    assert_eq!(&slots.open("worker", "relais-demo").unwrap()[..], b"secret");
}

#[test]
fn strength_counts_characters_and_variety() {
    for (passphrase, expected) in [
        ("relais-demo", Strength::Short(4)),
        ("", Strength::Short(15)),
        ("éééééééééééééé", Strength::Short(1)),
        ("aaaaaaaaaaaaaaaa", Strength::Plain),
        ("abcdabcdabcdabcd", Strength::Plain),
        ("five words on a leaf", Strength::Fair),
    ] {
        assert_eq!(strength(passphrase), expected, "{passphrase}");
    }
}
