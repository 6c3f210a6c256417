//! The names of the format as numbers: a field or a kind of fact that stands in the list below is written as one of
//! CBOR's simple values that nothing else uses, in one byte or two, where its letters would take ten.
//!
//! The list holds names of our own schema and nothing that anybody typed, so it is no dictionary of what people write,
//! and it says nothing of them. It only grows at its end: a version that does not know a number keeps the entry as one
//! that it cannot read, and a name that is not in the list is written out.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Words of one byte: simple values 0 to 15.
const SHORT: usize = 16;
/// Words of two bytes begin with this; the number behind it is 32 or more.
const LONG: u8 = 0xf8;

/// Simple values that a word may have.
const MOST: usize = 240;

/// The words, the commonest first. Only ever more, and never more than [`MOST`].
fn words() -> &'static [&'static str] {
    static LIST: OnceLock<Vec<&'static str>> = OnceLock::new();
    LIST.get_or_init(|| include_str!("labels.txt").lines().take(MOST).collect())
}

/// Where one item of CBOR ends and what it is; arrays, maps and tags end with their heads.
enum Item {
    /// A text, behind so many bytes of head.
    Text(usize),
    /// Anything else.
    Plain,
}

/// The first item of `bytes` and its length. `None` where it is cut off, or where neither version writes such a thing.
fn item(bytes: &[u8]) -> Option<(Item, usize)> {
    let first = *bytes.first()?;
    let (kind, more) = (first >> 5, first & 0x1f);
    let head = match more {
        0..=23 => 1,
        24 => 2,
        25 => 3,
        26 => 5,
        27 => 9,
        // A list or map of unknown length, and its end.
        31 if matches!(kind, 4 | 5 | 7) => 1,
        _ => return None,
    };
    let argument = bytes.get(1..head)?.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let length = if head == 1 { u64::from(more) } else { argument };
    match kind {
        2 | 3 => {
            let end = usize::try_from(length).ok()?.checked_add(head).filter(|end| *end <= bytes.len())?;
            Some((if kind == 3 { Item::Text(head) } else { Item::Plain }, end))
        }
        _ => Some((Item::Plain, head)),
    }
}

fn numbers() -> &'static HashMap<&'static [u8], u8> {
    static NUMBERS: OnceLock<HashMap<&'static [u8], u8>> = OnceLock::new();
    NUMBERS.get_or_init(|| (0..=u8::MAX).zip(words()).map(|(at, word)| (word.as_bytes(), at)).collect())
}

/// CBOR with the names of the format as numbers. What is no CBOR comes back as it is.
pub(super) fn shortened(cbor: &[u8]) -> Vec<u8> {
    let numbers = numbers();
    let mut out = Vec::with_capacity(cbor.len());
    let mut rest = cbor;
    while let Some((what, end)) = item(rest) {
        let number = match what {
            Item::Text(head) => numbers.get(&rest[head..end]),
            Item::Plain => None,
        };
        match number {
            Some(at) if usize::from(*at) < SHORT => out.push(0xe0 | at),
            Some(at) => out.extend_from_slice(&[LONG, at + SHORT as u8]),
            None => out.extend_from_slice(&rest[..end]),
        }
        rest = &rest[end..];
    }
    out.extend_from_slice(rest);
    out
}

/// CBOR with those names written out. `None` where there is a number that this version does not know, where something is
/// cut off, or where it would be longer than `most` bytes.
pub(super) fn written_out(bytes: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len() * 3);
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        let (number, length) = match (first, rest.get(1)) {
            (0xe0..=0xef, _) => (Some(usize::from(first & 0xf)), 1),
            (&LONG, Some(number)) => (Some(usize::from(*number).checked_sub(SHORT)?), 2),
            _ => (None, item(rest)?.1),
        };
        match number {
            Some(number) => {
                let word = words().get(number)?;
                ciborium::into_writer(word, &mut out).ok()?;
            }
            None => out.extend_from_slice(&rest[..length]),
        }
        if out.len() > most {
            return None;
        }
        rest = &rest[length..];
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn cbor(value: &serde_json::Value) -> Vec<u8> {
        let mut out = Vec::new();
        ciborium::into_writer(value, &mut out).unwrap();
        out
    }

    #[test]
    fn each_word_has_one_number_and_comes_back() {
        assert_eq!(numbers().len(), words().len(), "no word stands twice");
        for (at, word) in words().iter().enumerate() {
            let (long, short) = (cbor(&json!(word)), shortened(&cbor(&json!(word))));
            assert_eq!(short.len(), if at < SHORT { 1 } else { 2 }, "{word}");
            assert!(short.len() < long.len());
            assert_eq!(written_out(&short, 100).as_ref(), Some(&long), "{word}");
        }
    }

    #[test]
    fn a_word_keeps_its_number_for_ever() {
        let written = include_str!("../../golden/suite-0/names.txt").lines();
        assert!(written.clone().count() > 200 && include_str!("labels.txt").lines().count() <= MOST);
        for (at, word) in written.enumerate() {
            assert_eq!(words().get(at), Some(&word), "the list only grows at its end");
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        let whole =
            shortened(&cbor(&json!([{ "weighing": { "on": "1942-08-14", "typed": "a slip" } }, 1.5, -7])));
        let all = written_out(&whole, 1_000);
        assert!((0..whole.len()).all(|cut| written_out(&whole[..cut], 1_000) != all), "a part for the whole");
        assert_eq!(written_out(&[LONG, SHORT as u8 - 1], 100), None);
        assert_eq!(written_out(&[LONG, u8::MAX], 100).is_none(), words().len() < MOST);
        assert_eq!(written_out(&[0x62, b'a'], 100), None, "a text that is cut off");
        assert_eq!(written_out(&[0x7f, 0x61, b'a', 0xff], 100), None, "a text of unknown length");
        assert_eq!(written_out(&[0xe1; 90], 100), None, "longer than was allowed");
        assert_eq!(written_out(&[], 100), Some(Vec::new()));
    }

    fn value() -> impl Strategy<Value = serde_json::Value> {
        let listed = proptest::sample::select(words());
        let leaf = prop_oneof![
            any::<i64>().prop_map(|n| json!(n)),
            any::<f64>().prop_map(|n| json!(n)),
            any::<bool>().prop_map(|b| json!(b)),
            Just(json!(null)),
            ".{0,40}".prop_map(|text| json!(text)),
            listed.prop_map(|word| json!(word)),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            let key = prop_oneof![proptest::sample::select(words()).prop_map(str::to_owned), ".{0,12}"];
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(|all| json!(all)),
                proptest::collection::btree_map(key, inner, 0..6).prop_map(|all| json!(all)),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_is_said_comes_back_the_same(value in value()) {
            let long = cbor(&value);
            let short = shortened(&long);
            prop_assert!(short.len() <= long.len());
            prop_assert_eq!(written_out(&short, long.len()), Some(long));
        }

        #[test]
        fn no_bytes_are_too_strange(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = written_out(&bytes, 4_000);
            let _ = shortened(&bytes);
        }
    }
}
