//! Identifiers: random bytes, never a counter and never a time, so that an id says nothing of what it names.
//!
//! Written as lower-case hexadecimal wherever a person or a URL sees one, as bytes on the wire.

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::LazyLock;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub [u8; $len]);

        impl $name {
            /// Length in bytes.
            pub const LEN: usize = $len;

            /// The id from exactly [`Self::LEN`] bytes; `None` for any other length.
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map($name)
            }

            /// The id from its hexadecimal text, in either case; `None` when it is not one.
            pub fn parse(text: &str) -> Option<Self> {
                let mut out = [0u8; $len];
                if text.len() != $len * 2 || !text.is_ascii() {
                    return None;
                }
                for (i, byte) in out.iter_mut().enumerate() {
                    *byte = u8::from_str_radix(text.get(i * 2..i * 2 + 2)?, 16).ok()?;
                }
                Some($name(out))
            }

            /// The bytes.
            pub fn bytes(&self) -> &[u8] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                // Ids are written by the thousand, into slots and addresses: by table, not by the formatter's own way.
                self.0.iter().try_for_each(|b| f.write_str(&HEXADECIMAL[usize::from(*b) * 2..][..2]))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                if s.is_human_readable() { s.collect_str(self) } else { s.serialize_bytes(&self.0) }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let bytes = if d.is_human_readable() {
                    d.deserialize_str(IdVisitor)
                } else {
                    d.deserialize_bytes(IdVisitor)
                }?;
                $name::from_slice(&bytes).ok_or_else(|| D::Error::custom(concat!(stringify!($name), ": wrong length")))
            }
        }
    };
}

/// Every byte as two lower-case digits, one after the other.
static HEXADECIMAL: LazyLock<String> = LazyLock::new(|| (0..=255u8).map(|b| format!("{b:02x}")).collect());

struct IdVisitor;

impl<'de> Visitor<'de> for IdVisitor {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id")
    }

    fn visit_bytes<E: Error>(self, v: &[u8]) -> Result<Self::Value, E> {
        Ok(v.to_vec())
    }

    fn visit_str<E: Error>(self, v: &str) -> Result<Self::Value, E> {
        if !v.is_ascii() || !v.len().is_multiple_of(2) || v.len() > 128 {
            return Err(E::custom("not hexadecimal"));
        }
        (0..v.len()).step_by(2).map(|i| u8::from_str_radix(&v[i..i + 2], 16).map_err(E::custom)).collect()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut out = Vec::new();
        while let Some(b) = seq.next_element::<u8>()? {
            if out.len() == 64 {
                return Err(A::Error::custom("id too long"));
            }
            out.push(b);
        }
        Ok(out)
    }
}

id!(
    /// A file: one volet of one subject, a place, a convoy, or a compartment's control file.
    FileId, 16);
id!(
    /// A person whose file it is; joins the volets of one person and nothing else.
    SubjectId, 16);
id!(
    /// A member: somebody who writes and reads, whatever the node they sit at.
    MemberId, 16);
id!(
    /// A node: one installation that writes a chain of its own in each compartment.
    NodeId, 16);
id!(
    /// A stay; kept when the file travels, so that a stay is counted once.
    StayId, 16);
id!(
    /// The key of one thing said within a file (a name, a kin tie, a dossier), so that it can be corrected.
    Key, 8);
id!(
    /// An entry: BLAKE3 over salt and clear form.
    EntryId, 24);
id!(
    /// A compartment: the id of its founding entry.
    CompartmentId, 24);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_bytes_come_back() {
        let id = FileId([7; 16]);
        assert_eq!(FileId::parse(&id.to_string()), Some(id));
        for wrong in ["", "zz", "0707", "é7070707070707070707070707070707", &"0".repeat(31)] {
            assert_eq!(FileId::parse(wrong), None, "{wrong}");
        }
        assert_eq!(FileId::from_slice(&[1, 2]), None);
    }
}
