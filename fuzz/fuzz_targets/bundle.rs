//! Whatever lies on a stick as a bundle: it is refused, or it is the bundle that was made, to the last byte. And whatever a
//! member seals into one is read frame by frame or refused.
#![no_main]

use domain::id::MemberId;
use journal::bundle::{Manifest, Reader, Writer, outside};
use journal::chance::Seeded;
use journal::exchange::Answer;
use journal::keys::{MemberKeys, NodeKey};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static MEMBER: LazyLock<MemberKeys> =
    LazyLock::new(|| MemberKeys::generate(MemberId([0xa1; 16]), &mut Seeded::new(1)));
static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut chance = Seeded::new(2);
    let mut writer = Writer::new(Vec::new(), &[MEMBER.public()], &mut chance).unwrap();
    let node = NodeKey::generate(&mut Seeded::new(3));
    let manifest = Manifest::signed(&writer.bundle, &node, 1_000, Vec::new());
    writer.frame(&manifest, &mut chance).unwrap();
    writer.frame(&"a frame", &mut chance).unwrap();
    writer.finish(&mut chance).unwrap()
});

fn opens(bytes: &[u8]) -> bool {
    let _ = outside(&mut &*bytes);
    let Ok(mut reader) = Reader::open(bytes, &MEMBER) else { return false };
    reader.manifest().is_ok() && reader.check().is_ok()
}

fuzz_target!(|data: &[u8]| {
    assert!(!opens(data) || data == WHOLE.as_slice());
    // The true bundle with a piece of it replaced gets further than noise does.
    if let Some((at, piece)) = data.split_first_chunk::<2>() {
        let mut bytes = WHOLE.clone();
        let at = usize::from(u16::from_be_bytes(*at)) % bytes.len();
        let end = (at + piece.len()).min(bytes.len());
        bytes[at..end].copy_from_slice(&piece[..end - at]);
        assert!(!opens(&bytes) || bytes == *WHOLE);
    }
    // What another node says, whatever it is.
    let mut rest = data;
    let _ = ciborium::de::from_reader_with_recursion_limit::<Answer, _>(&mut rest, 12);
});
