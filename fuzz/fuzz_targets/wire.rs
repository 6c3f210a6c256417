//! Whatever bytes come as an entry: they are read or refused, and what is read is those bytes. Whatever event a member
//! signs is understood or held, and folds.
#![no_main]

use domain::entry::Stamp;
use domain::file::File;
use domain::id::{CompartmentId, EntryId, FileId, MemberId, NodeId};
use domain::person::Person;
use journal::chance::Seeded;
use journal::keys::MemberKeys;
use journal::wire::{self, Draft, EVENT_VERSION, Header, Signed};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static MEMBER: LazyLock<MemberKeys> =
    LazyLock::new(|| MemberKeys::generate(MemberId([0xa1; 16]), &mut Seeded::new(71)));

/// An entry whose event is these bytes.
fn signed(event: &[u8]) -> Option<Signed> {
    let draft = Draft {
        origin: CompartmentId([0xc0; 24]),
        file: FileId([0xf1; 16]),
        on: NodeId([0x0d; 16]),
        stamp: Stamp::at_unix_ms(-863_000_000_000),
        after: Vec::new(),
        control: vec![EntryId([0xe0; 24])],
        facts: Vec::new(),
    };
    wire::write_newer(&MEMBER, draft, EVENT_VERSION, event.to_vec(), &mut Seeded::new(2)).ok()
}

fuzz_target!(|data: &[u8]| {
    if let Ok(header) = Header::from_bytes(data) {
        assert_eq!(header.to_bytes().as_slice(), data);
    }
    if let Ok(read) = wire::read(data) {
        assert_eq!(read.body, data);
        assert!(wire::verify_author(&read, &MEMBER.public().sign).is_err(), "nobody signed it");
    }
    if let Some(signed) = signed(data) {
        let again = wire::read(&signed.body).expect("what was written is read");
        assert_eq!(again.entry, signed.entry);
        wire::verify_author(&again, &MEMBER.public().sign).expect("its author signed it");
        let _ = Person::of(&File::fold([again.entry]));
    }
});
