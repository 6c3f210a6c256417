//! Sealing: round trips, lengths, nonces, the chain's hash, tips.

use crate::fixture::*;
use domain::id::{CompartmentId, NodeId};
use journal::chance::Seeded;
use journal::keys::NodeKey;
use journal::wire::{self, HEADER_LEN, Header, Sealed, WireProblem};
use proptest::prelude::*;
use std::collections::HashSet;

/// What sealing adds to a padded body: a nonce, two tags, the file's id.
const OVERHEAD: usize = 24 + 2 * 16 + 16;

fn sealed(body: &[u8], seq: u64, seed: u64) -> Sealed {
    wire::seal(body, &FILE, header(seq), &file_key(), &epoch_key(), &mut Seeded::new(seed)).unwrap()
}

proptest! {
    #[test]
    fn what_is_sealed_opens((draft, seed) in any_draft(), seq in any::<u64>()) {
        let mut chance = Seeded::new(seed);
        let signed = wire::write(&member(), draft, &mut chance).unwrap();
        let file = signed.entry.file;
        let sealed =
            wire::seal(&signed.body, &file, header(seq), &file_key(), &epoch_key(), &mut chance).unwrap();
        let outer = wire::outer(&sealed, &epoch_key()).unwrap();
        prop_assert_eq!(outer.file, file);
        prop_assert_eq!(outer.open(&file_key()).unwrap(), signed.clone());
        let asked = std::cell::Cell::new(None);
        let opened = wire::open(&sealed, &epoch_key(), |f| { asked.set(Some(*f)); Some(file_key()) }).unwrap();
        prop_assert_eq!(opened, signed);
        prop_assert_eq!(asked.get(), Some(file));
        prop_assert_eq!(Header::from_bytes(&sealed.header.to_bytes()).unwrap(), sealed.header);
    }

    #[test]
    fn lengths_follow_the_buckets(len in 0usize..6000, seed in any::<u64>()) {
        // Noise does not compress: the padded form holds it behind four bytes.
        let padded = sealed(&noise(len, seed), 1, seed).body.len() - OVERHEAD;
        prop_assert_eq!(padded % 64, 0);
        prop_assert!(padded >= 128 && padded >= len + 4, "{} for {}", padded, len);
        prop_assert!(padded == 128 || padded < len + 4 + 64, "{} for {}", padded, len);
    }
}

#[test]
fn lengths_are_the_stated_ones() {
    for (len, padded) in [(0, 128), (124, 128), (125, 192), (188, 192), (189, 256), (252, 256), (253, 320)] {
        assert_eq!(sealed(&noise(len, 5), 1, 1).body.len() - OVERHEAD, padded, "{len} bytes");
    }
}

#[test]
fn a_weighing_takes_at_most_328_bytes() {
    // The usual one follows one entry of its file, written since the last rotation of keys. Noise for salt and
    // signature differs by entry, so several are weighed.
    for seed in 0..200 {
        let len = sealed(&signed(vec![weighing()], seed).body, 1, seed).body.len();
        assert!(len <= 328, "{len} bytes beside the header, which a bundle need not repeat");
    }
}

#[test]
fn a_long_body_is_compressed_and_a_longer_one_refused() {
    let signed = signed(vec![written(&"the child slept well and ate well. ".repeat(400))], 1);
    let entry = sealed(&signed.body, 1, 1);
    assert!(entry.body.len() < 1000, "{}", entry.body.len());
    assert_eq!(wire::open(&entry, &epoch_key(), |_| Some(file_key())).unwrap(), signed);
    let huge = vec![0; wire::BODY_MAX + 1];
    let refused = wire::seal(&huge, &FILE, header(1), &file_key(), &epoch_key(), &mut Seeded::new(1));
    assert_eq!(refused.map(|_| ()), Err(WireProblem::TooLarge(wire::BODY_MAX + 1)));
}

#[test]
fn no_nonce_comes_twice_in_100_000_seals() {
    let body = signed(vec![weighing()], 1).body;
    let mut chance = Seeded::new(11);
    let mut seen = HashSet::with_capacity(200_000);
    for seq in 0..100_000u64 {
        let entry = wire::seal(&body, &FILE, header(seq), &file_key(), &epoch_key(), &mut chance).unwrap();
        let outer: [u8; 24] = entry.body[..24].try_into().unwrap();
        assert!(seen.insert(outer), "an outer nonce came twice");
        let inner = inner_nonce(&entry);
        assert!(seen.insert(inner), "an inner nonce came twice");
    }
    assert_eq!(seen.len(), 200_000);
}

/// The inner nonce, read with the cipher alone, as another implementation would.
fn inner_nonce(entry: &Sealed) -> [u8; 24] {
    let clear = crate::binding::outer_text(entry, &epoch_key());
    clear[16..40].try_into().unwrap()
}

#[test]
fn a_file_whose_key_is_gone_is_named() {
    let entry = sealed(&signed(vec![weighing()], 1).body, 1, 1);
    assert_eq!(wire::open(&entry, &epoch_key(), |_| None), Err(WireProblem::NoFileKey(FILE)));
}

#[test]
fn a_newer_suite_or_dictionary_is_told_apart_from_damage() {
    let entry = sealed(&signed(vec![weighing()], 1).body, 1, 1);
    let mut newer = entry.clone();
    newer.header.suite = 1;
    assert_eq!(wire::open(&newer, &epoch_key(), |_| None), Err(WireProblem::UnknownSuite(1)));
    assert_eq!(Header::from_bytes(&newer.header.to_bytes()), Err(WireProblem::UnknownSuite(1)));
    let mut pressed = entry;
    pressed.header.dictionary = 9;
    assert_eq!(Header::from_bytes(&pressed.header.to_bytes()), Ok(pressed.header));
    assert_eq!(wire::open(&pressed, &epoch_key(), |_| None), Err(WireProblem::UnknownDictionary(9)));
}

#[test]
fn a_file_that_travels_is_sealed_anew_unchanged() {
    let signed = signed(vec![weighing()], 1);
    let elsewhere = Header { compartment: CompartmentId([9; 24]), node: NodeId([8; 16]), ..header(4) };
    let (file_key, epoch_key) = (
        journal::keys::FileKey::generate(&mut Seeded::new(51)),
        journal::keys::EpochKey::generate(&mut Seeded::new(52)),
    );
    let entry =
        wire::seal(&signed.body, &FILE, elsewhere, &file_key, &epoch_key, &mut Seeded::new(53)).unwrap();
    let opened = wire::open(&entry, &epoch_key, |_| Some(file_key.clone())).unwrap();
    assert_eq!(opened, signed);
    assert_eq!(opened.entry.origin, HOUSE);
    wire::verify_author(&opened, &member().public().sign).unwrap();
}

#[test]
fn an_entry_sealed_into_another_file_is_refused() {
    let signed = signed(vec![weighing()], 1);
    let other = domain::id::FileId([0x44; 16]);
    let entry =
        wire::seal(&signed.body, &other, header(1), &file_key(), &epoch_key(), &mut Seeded::new(1)).unwrap();
    assert_eq!(wire::open(&entry, &epoch_key(), |_| Some(file_key())), Err(WireProblem::Refused));
}

#[test]
fn the_hash_outlives_an_erased_body() {
    let entry = sealed(&signed(vec![weighing()], 1).body, 1, 1);
    assert_eq!(wire::hash_of(&entry.header, &entry.body_hash()), entry.hash());
    for bit in 0..HEADER_LEN * 8 {
        let mut bytes = entry.header.to_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        if let Ok(header) = Header::from_bytes(&bytes) {
            assert_ne!(wire::hash_of(&header, &entry.body_hash()), entry.hash(), "bit {bit} is in the hash");
        }
    }
    let mut other = entry.clone();
    other.body[0] ^= 1;
    assert_ne!(other.hash(), entry.hash());
}

#[test]
pub fn a_tip_is_bound_to_all_it_says() {
    let key = NodeKey::generate(&mut Seeded::new(1));
    let signature = wire::sign_tip(&key, &HOUSE, &NODE, 7, &[1; 32]);
    let verify =
        |key: &[u8], house: &CompartmentId, node: &NodeId, seq, hash: &[u8; 32], signature: &[u8]| {
            wire::verify_tip(key, house, node, seq, hash, signature)
        };
    let good = key.verifying();
    assert_eq!(verify(&good, &HOUSE, &NODE, 7, &[1; 32], &signature), Ok(()));
    let other = NodeKey::generate(&mut Seeded::new(2)).verifying();
    let mut altered = signature;
    altered[5] ^= 1;
    for wrong in [
        verify(&other, &HOUSE, &NODE, 7, &[1; 32], &signature),
        verify(&good, &CompartmentId([0; 24]), &NODE, 7, &[1; 32], &signature),
        verify(&good, &HOUSE, &NodeId([0; 16]), 7, &[1; 32], &signature),
        verify(&good, &HOUSE, &NODE, 8, &[1; 32], &signature),
        verify(&good, &HOUSE, &NODE, 7, &[2; 32], &signature),
        verify(&good, &HOUSE, &NODE, 7, &[1; 32], &altered),
        verify(&good, &HOUSE, &NODE, 7, &[1; 32], &signature[..63]),
        verify(&good[..31], &HOUSE, &NODE, 7, &[1; 32], &signature),
        // A key of small order would verify anything: strict verification refuses it.
        verify(&[0; 32], &HOUSE, &NODE, 7, &[1; 32], &[0; 64]),
    ] {
        assert_eq!(wrong, Err(WireProblem::NotTheNode));
    }
}
