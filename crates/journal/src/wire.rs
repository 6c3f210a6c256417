//! The wire format: how an entry lies in bytes. The only place that knows it. Suite 0.
//!
//! **Body.** The clear form, written once by its author and carried for ever: a CBOR array of fixed order
//! `[version, salt, origin, file, by, on, stamp, after, control, event version, event, signature]`, the event being
//! a byte string (the CBOR list of facts, names of our own schema as numbers: `labels.rs`) so that what this version cannot read survives byte for byte. The id is
//! not in it: it is the first 24 bytes of BLAKE3 over the *clear form*, a fixed layout of the same fields without
//! the signature, so it cannot disagree with what it names. The author's Ed25519 signature covers id and clear form.
//! There is one encoding of each body; any other is refused.
//!
//! **Sealed entry.** A fixed header of 106 bytes in clear, and a sealed body:
//! `nonce (24) | epoch key seals [ file (16) | file key seals [ method, length, body, zeros ] ]`. The nonce serves both seals.
//! The clear part is compressed where that helps, against the ids that stand in header and seal anyway, and padded to
//! 128, 192, 256 .. bytes. Both seals bind the header; the inner one binds the file as well. When a file travels,
//! the body is sealed anew, unchanged, under the other compartment's keys.
//!
//! **Chain.** An entry's hash is BLAKE3(header, BLAKE3(sealed body)), so a sealed body can be erased and the chain
//! still verifies; its hash then stands in its place, here and on the way. `prev` is the hash of the node's entry before; a commit ends with the node's signature of its tip.

mod body;
mod header;
mod labels;
mod sealed;
mod squeeze;
mod tip;

pub use body::{Draft, Signed, founding, read, verify_author, write, write_newer};
pub use header::{HEADER_LEN, Header};
pub use sealed::{ERASED_LEN, Outer, SEALED_MAX, Sealed, hash_of, open, outer, seal};
pub use tip::{sign_tip, verify_tip};

use domain::id::FileId;

/// The suite this version writes and reads.
pub const SUITE: u8 = 0;
/// Version of the clear form this version writes.
pub const BODY_VERSION: u8 = 0;
/// Version of the events this version writes; a fact's meaning never changes under one version.
pub const EVENT_VERSION: u16 = 1;
/// Longest clear body: 256 facts of the length people write; a longer matter is an attachment.
pub const BODY_MAX: usize = 1 << 20;
/// Most heads in `after` or `control`: more concurrent heads than a file has writers are a mistake or an attack.
pub const HEADS_MAX: usize = 1024;

/// Why bytes are no entry, or not one that these keys open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireProblem {
    /// Not laid out as this suite lays it out.
    #[error("the bytes are no {0}")]
    Malformed(&'static str),
    /// A second encoding of the same content.
    #[error("the entry is not in its one canonical encoding")]
    NotCanonical,
    /// Longer than [`BODY_MAX`].
    #[error("the entry has {0} bytes, more than 1 MiB; longer matter goes into an attachment")]
    TooLarge(usize),
    /// More facts than an entry may hold.
    #[error("the entry holds {0} facts, more than 256")]
    TooManyFacts(usize),
    /// More than [`HEADS_MAX`] heads.
    #[error("the entry follows {0} heads, more than 1024")]
    TooManyHeads(usize),
    /// Written in a suite this version does not know: keep and forward it.
    #[error("the entry is of suite {0}; a newer version is needed to read it")]
    UnknownSuite(u8),
    /// Compressed with a dictionary this version does not have: keep and forward it.
    #[error("the entry needs dictionary {0}; a newer version is needed to read it")]
    UnknownDictionary(u8),
    /// A clear form this version does not know: keep and forward it.
    #[error("the entry's clear form is of version {0}; a newer version is needed to read it")]
    UnknownBody(u8),
    /// The author's signature is not theirs.
    #[error("the author's signature does not verify")]
    NotTheAuthor,
    /// The node's signature of its tip is not its own.
    #[error("the node's signature of its tip does not verify")]
    NotTheNode,
    /// Altered, moved, or sealed under another key.
    #[error("it does not open: altered, moved from its place, or sealed under another key")]
    Refused,
    /// The file's key is not at hand: erased, or never granted.
    #[error("no key of file {0} is here")]
    NoFileKey(FileId),
}
