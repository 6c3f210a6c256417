//! Golden files: what this suite writes is what it wrote before, and what it wrote before is read.
//!
//! Each `.bin` has a `.json` beside it with the keys and places that another implementation needs to read it. They
//! change only when suite 0 changes (`UPDATE_GOLDEN=1 cargo test -p relais-journal golden`), never after suite 1.

use crate::fixture::*;
use domain::id::CompartmentId;
use journal::attachment;
use journal::chance::Seeded;
use journal::keys::{FileKey, InboxKeys, NodeKey, wrap_for};
use journal::keyslot::{Cost, Keyslots};
use journal::letter::{open_letter, seal_letter};
use journal::wire::{self, HEADER_LEN, Header, Sealed};
use serde_json::{Value, json};
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden/suite-0")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Whether the files are to be written anew.
#[expect(clippy::disallowed_methods, reason = "a test has no node to hand it settings")]
fn updating() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some()
}

/// The stored bytes, after checking that what is written now has their description.
fn golden(name: &str, made: &[u8], about: Value) -> Vec<u8> {
    let (bin, text) = (folder().join(format!("{name}.bin")), folder().join(format!("{name}.json")));
    let about = serde_json::to_string_pretty(&about).unwrap() + "\n";
    if updating() {
        std::fs::create_dir_all(folder()).unwrap();
        std::fs::write(&bin, made).unwrap();
        std::fs::write(&text, &about).unwrap();
    }
    let stored = std::fs::read_to_string(&text).unwrap_or_default();
    assert_eq!(stored, about, "{name}.json: if suite 0 was meant to change, UPDATE_GOLDEN=1 writes it anew");
    std::fs::read(&bin).unwrap()
}

/// As [`golden`], where the bytes must be the same to the last.
fn exact(name: &str, made: &[u8], about: Value) -> Vec<u8> {
    let stored = golden(name, made, about);
    assert_eq!(
        hex(&stored),
        hex(made),
        "{name}.bin: if suite 0 was meant to change, UPDATE_GOLDEN=1 writes it anew"
    );
    stored
}

fn described(signed: &wire::Signed) -> Value {
    let entry = &signed.entry;
    json!({
        "id": entry.id, "origin": entry.origin, "file": entry.file, "by": entry.by, "on": entry.on,
        "stamp": entry.stamp, "after": entry.after, "control": entry.control, "facts": entry.event.facts(),
        "unknown": match &entry.event { domain::entry::Event::Unknown(b) => Some(hex(b)), _ => None },
        "author-ed25519": hex(&member().public().sign),
    })
}

fn check_body(name: &str, signed: &wire::Signed) {
    let stored = exact(name, &signed.body, described(signed));
    let read = wire::read(&stored).unwrap();
    assert_eq!(&read, signed);
    wire::verify_author(&read, &member().public().sign).unwrap();
}

#[test]
fn bodies() {
    check_body("body-weighing", &signed(vec![weighing()], 100));
    check_body("body-note", &signed(vec![written("She asked after her brother.")], 101));
    let founding = wire::founding(
        &member(),
        NODE,
        draft(vec![]).stamp,
        FILE,
        vec![written("founded")],
        &mut Seeded::new(102),
    );
    check_body("body-founding", &founding.unwrap());
    let newer =
        wire::write_newer(&member(), draft(vec![]), 2, b"\x81\xf6".to_vec(), &mut Seeded::new(103)).unwrap();
    check_body("body-unknown-event", &newer);
}

#[test]
fn sealed_entries() {
    for (name, text) in
        [("sealed-short", "He ate.".to_owned()), ("sealed-long", "He ate and slept. ".repeat(60))]
    {
        let signed = signed(vec![written(&text)], 104);
        let mut chance = Seeded::new(105);
        let made =
            wire::seal(&signed.body, &FILE, header(9), &file_key(), &epoch_key(), &mut chance).unwrap();
        let bytes = [&made.header.to_bytes()[..], &made.body].concat();
        let about = json!({
            "epoch-key": hex(epoch_key().as_bytes()), "file-key": hex(file_key().as_bytes()),
            "length": bytes.len(), "header": hex(&made.header.to_bytes()), "body-clear": hex(&signed.body),
        });
        // The compressor may be replaced by a better one; so the stored bytes must open, not be made again.
        let stored = golden(name, &bytes, about);
        let (head, body) = stored.split_at(HEADER_LEN);
        let sealed = Sealed { header: Header::from_bytes(head).unwrap(), body: body.to_vec() };
        assert_eq!(sealed.header, header(9));
        assert_eq!(wire::open(&sealed, &epoch_key(), |f| (*f == FILE).then(file_key)).unwrap(), signed);
    }
}

#[test]
fn hashes_and_tips() {
    let sealed = Sealed { header: header(3), body: noise(352, 7) };
    let node = NodeKey::generate(&mut Seeded::new(106));
    let signature = wire::sign_tip(&node, &HOUSE, &NODE, 3, &sealed.hash());
    let about = json!({
        "header": hex(&sealed.header.to_bytes()), "sealed-body": hex(&sealed.body), "body-hash": hex(&sealed.body_hash()),
        "hash": hex(&sealed.hash()), "node-ed25519": hex(&node.verifying()),
    });
    let stored = exact("tip-signature", &signature, about);
    wire::verify_tip(&node.verifying(), &HOUSE, &NODE, 3, &sealed.hash(), &stored).unwrap();
}

#[test]
fn wraps() {
    let wrap =
        wrap_for(&member().public().wrap, b"context", epoch_key().as_bytes(), &mut Seeded::new(107)).unwrap();
    let about = json!({
        "member-secret": hex(&member().to_secret()), "context": hex(b"context"),
        "epoch-key": hex(epoch_key().as_bytes()), "commitment": hex(&epoch_key().commitment()),
    });
    let stored = exact("wrap", &wrap, about);
    assert_eq!(&member().unwrap(b"context", &stored).unwrap()[..], epoch_key().as_bytes());

    let wrapped = file_key().wrapped(&epoch_key(), &HOUSE, &FILE, &mut Seeded::new(108));
    let about = json!({
        "epoch-key": hex(epoch_key().as_bytes()), "compartment": HOUSE, "file": FILE, "file-key": hex(file_key().as_bytes()),
    });
    let stored = exact("file-key", &wrapped, about);
    assert_eq!(
        FileKey::unwrap(&epoch_key(), &HOUSE, &FILE, &stored).unwrap().as_bytes(),
        file_key().as_bytes()
    );
}

#[test]
fn keyslots() {
    let mut chance = Seeded::new(109);
    let mut slots = Keyslots::new(Cost::DEMONSTRATION, &mut chance);
    slots.put("Ruth Lindner", "five words on a leaf", b"her keys", &mut chance).unwrap();
    let about = json!({
        "member": "Ruth Lindner", "passphrase": "five words on a leaf", "secret": hex(b"her keys"),
        "memory-kib": slots.cost().memory_kib(), "passes": slots.cost().passes(),
    });
    let stored = Keyslots::from_bytes(&exact("keyslots", &slots.to_bytes(), about)).unwrap();
    assert_eq!(&stored.open("ruth lindner", "five words on a leaf").unwrap()[..], b"her keys");
}

#[test]
fn letters_and_attachments() {
    let inbox = InboxKeys::generate(&mut Seeded::new(110));
    let from = CompartmentId([3; 24]);
    let letter =
        seal_letter(&inbox.public(), &from, &HOUSE, b"a child is on the way", &mut Seeded::new(111)).unwrap();
    let about = json!({
        "inbox-secret": hex(&inbox.to_secret()), "from": from, "to": HOUSE, "content": hex(b"a child is on the way"),
    });
    let stored = open_letter(&inbox, &HOUSE, &exact("letter", &letter, about)).unwrap();
    assert_eq!((stored.from, &stored.content[..]), (from, &b"a child is on the way"[..]));

    let sealed = attachment::seal(b"a photograph", &mut Seeded::new(112)).unwrap();
    let about = json!({
        "address": hex(&sealed.address), "key": hex(&sealed.key[..]), "content": hex(b"a photograph"),
    });
    let stored = exact("attachment", &sealed.ciphertext, about);
    assert_eq!(attachment::open(&sealed.address, &sealed.key[..], &stored).unwrap(), b"a photograph");
}
