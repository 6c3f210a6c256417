//! Attachments: checked by address, opened by key, padded.

use crate::fixture::noise;
use journal::attachment::{self, ATTACHMENT_MAX, AttachmentProblem};
use journal::chance::Seeded;
use proptest::prelude::*;

proptest! {
    #[test]
    fn what_is_sealed_opens(len in 0usize..20_000, seed in any::<u64>()) {
        let content = noise(len, seed);
        let sealed = attachment::seal(&content, &mut Seeded::new(seed)).unwrap();
        prop_assert_eq!(attachment::open(&sealed.address, &sealed.key[..], &sealed.ciphertext).unwrap(), content);
        prop_assert_eq!(attachment::address_of(&sealed.ciphertext), sealed.address);
    }

    #[test]
    fn padding_hides_the_length_and_costs_an_eighth_at_most(len in 5000usize..ATTACHMENT_MAX / 16) {
        let padded = attachment::seal(&vec![0; len], &mut Seeded::new(1)).unwrap().ciphertext.len();
        prop_assert!(padded >= len && padded <= len + len / 8 + 49, "{} for {}", padded, len);
    }
}

#[test]
fn small_ones_look_alike() {
    let len = |n: usize| attachment::seal(&vec![0; n], &mut Seeded::new(1)).unwrap().ciphertext.len();
    assert_eq!(len(0), len(4000));
    assert_eq!(len(50_000), len(50_100), "a few bytes more do not show");
    assert!(len(50_000) < len(60_000));
}

#[test]
fn the_address_is_checked_first() {
    let sealed = attachment::seal(b"a photograph", &mut Seeded::new(2)).unwrap();
    for at in (0..sealed.ciphertext.len()).step_by(97) {
        let mut altered = sealed.ciphertext.clone();
        altered[at] ^= 1;
        let opened = attachment::open(&sealed.address, &sealed.key[..], &altered);
        assert_eq!(opened, Err(AttachmentProblem::OtherAddress));
        // Whoever gives the altered bytes their own address is stopped by the seal.
        let opened = attachment::open(&attachment::address_of(&altered), &sealed.key[..], &altered);
        assert!(opened.is_err(), "byte {at}");
    }
    let opened = attachment::open(&sealed.address, &[0; 32], &sealed.ciphertext);
    assert_eq!(opened, Err(AttachmentProblem::Refused));
    let opened = attachment::open(&sealed.address, &[0; 5], &sealed.ciphertext);
    assert_eq!(opened, Err(AttachmentProblem::Refused));
}

#[test]
fn the_same_photograph_twice_has_two_addresses() {
    let mut chance = Seeded::new(3);
    let one = attachment::seal(b"a photograph", &mut chance).unwrap();
    let two = attachment::seal(b"a photograph", &mut chance).unwrap();
    assert_ne!(one.address, two.address, "nobody can ask who else has this picture");
}
