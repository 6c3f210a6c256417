//! The journal as bytes: the wire format, signatures, the keys of members, compartments and files, keyslots, sealed
//! letters and attachments; what two nodes say to one another, and bundles of it for the courier.
//!
//! It knows no socket, no SQL and no file, reads no clock and draws no randomness of its own: whoever calls hands in
//! a [`chance::Chance`]. Nothing is negotiated: a suite is one byte, and suite 0 is XChaCha20-Poly1305, Ed25519,
//! BLAKE3, X-Wing and Argon2id. Only [`wire`] knows how an entry lies in bytes; decoders never panic, whatever they
//! are given, and never allocate beyond their stated limits.

pub mod attachment;
pub mod bundle;
pub mod card;
pub mod cbor;
pub mod chance;
pub mod exchange;
pub mod keys;
pub mod keyslot;
#[cfg(feature = "ledger")]
pub mod ledger;
pub mod letter;
pub mod letterbox;
pub mod notebook;
pub mod plate;
pub mod voucher;
pub mod wire;

mod aead;
