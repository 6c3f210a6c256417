//! S10: a ciphertext opens in its place and nowhere else, and no bit of it can change.

use crate::fixture::*;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use domain::id::{CompartmentId, EntryId, FileId, NodeId};
use journal::chance::Seeded;
use journal::keys::EpochKey;
use journal::wire::{self, HEADER_LEN, Header, Sealed};

/// One entry per place: two compartments, two epochs, two nodes, two numbers, two predecessors, two files, all under
/// one epoch key and one file key, so that nothing but the binding keeps them apart.
fn places() -> Vec<(FileId, Sealed)> {
    let mut out = Vec::new();
    for place in 0..64u8 {
        let bit = |n: u8| (place >> n) & 1;
        let header = Header {
            suite: 0,
            compartment: CompartmentId([0xc0 | bit(0); 24]),
            epoch: EntryId([0xe0 | bit(1); 24]),
            dictionary: 0,
            node: NodeId([0x0c | bit(2); 16]),
            seq: 5 + u64::from(bit(3)),
            prev: [bit(4); 32],
        };
        let file = FileId([0xf0 | bit(5); 16]);
        let draft = wire::Draft { file, ..draft(vec![weighing()]) };
        let mut chance = Seeded::new(u64::from(place));
        let signed = wire::write(&member(), draft, &mut chance).unwrap();
        out.push((
            file,
            wire::seal(&signed.body, &file, header, &file_key(), &epoch_key(), &mut chance).unwrap(),
        ));
    }
    out
}

fn opens(sealed: &Sealed) -> bool {
    wire::open(sealed, &epoch_key(), |_| Some(file_key())).is_ok()
}

/// The text under the outer seal, by the documented layout.
pub fn outer_text(sealed: &Sealed, epoch: &EpochKey) -> Vec<u8> {
    let (nonce, text) = sealed.body.split_at(24);
    let aad = [b"relais/0/outer\0", &sealed.header.to_bytes()[..]].concat();
    outer_cipher(epoch).decrypt(&XNonce::try_from(nonce).unwrap(), Payload { msg: text, aad: &aad }).unwrap()
}

fn outer_cipher(epoch: &EpochKey) -> XChaCha20Poly1305 {
    let key = blake3::derive_key("relais journal suite 0: outer seal of entries", epoch.as_bytes());
    XChaCha20Poly1305::new(&key.into())
}

#[test]
pub fn s10_no_ciphertext_opens_in_another_place() {
    let places = places();
    assert!(places.iter().all(|(_, sealed)| opens(sealed)), "each opens in its own");
    for (i, (_, here)) in places.iter().enumerate() {
        for (j, (_, there)) in places.iter().enumerate() {
            let moved = Sealed { header: here.header, body: there.body.clone() };
            // Two files may share a header in this fixture; then the body is simply the other entry's own.
            let same_header = here.header == there.header;
            assert_eq!(opens(&moved), same_header, "body {j} under header {i}");
        }
    }
}

/// Somebody who holds the epoch's key (every member does) takes inner text from one place and seals it around with
/// the header and file of another. The inner seal must notice.
#[test]
fn s10_a_member_cannot_move_an_inner_text() {
    let places = places();
    for (i, (file, here)) in places.iter().enumerate() {
        for (j, (_, there)) in places.iter().enumerate() {
            // The nonce comes with the text: it serves both seals.
            let nonce = XNonce::try_from(&there.body[..24]).unwrap();
            let mut text = outer_text(there, &epoch_key());
            text[..16].copy_from_slice(file.bytes());
            let aad = [b"relais/0/outer\0", &here.header.to_bytes()[..]].concat();
            let sealed =
                outer_cipher(&epoch_key()).encrypt(&nonce, Payload { msg: &text, aad: &aad }).unwrap();
            let forged = Sealed { header: here.header, body: [&nonce[..], &sealed].concat() };
            assert_eq!(
                wire::outer(&forged, &epoch_key()).map(|o| o.file),
                Ok(*file),
                "the outer seal is good"
            );
            assert_eq!(opens(&forged), i == j, "inner text {j} in place {i}");
        }
    }
}

#[test]
fn every_flipped_bit_of_a_sealed_entry_is_refused() {
    let (_, sealed) = places().swap_remove(0);
    let whole = [&sealed.header.to_bytes()[..], &sealed.body].concat();
    for bit in 0..whole.len() * 8 {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let opened = Header::from_bytes(&bytes[..HEADER_LEN])
            .is_ok_and(|header| opens(&Sealed { header, body: bytes[HEADER_LEN..].to_vec() }));
        assert!(!opened, "bit {bit} was not missed");
    }
}

#[test]
fn every_cut_of_a_sealed_entry_is_refused() {
    let (_, sealed) = places().swap_remove(0);
    for len in 0..sealed.body.len() {
        assert!(!opens(&Sealed { header: sealed.header, body: sealed.body[..len].to_vec() }), "{len} bytes");
    }
}

#[test]
fn other_keys_do_not_open() {
    let (_, sealed) = places().swap_remove(0);
    let epoch = EpochKey::generate(&mut Seeded::new(70));
    let file = journal::keys::FileKey::generate(&mut Seeded::new(71));
    assert!(wire::outer(&sealed, &epoch).is_err(), "without the epoch's key not even the file is told");
    assert!(wire::open(&sealed, &epoch_key(), |_| Some(file.clone())).is_err());
}
