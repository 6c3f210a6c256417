//! The 32-byte keys: of an epoch, of a file, of a database.

use super::KeyProblem;
use crate::aead::{self, NONCE, TAG, bound};
use crate::chance::{Chance, random};
use domain::id::{CompartmentId, FileId};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const OUTER: &str = "relais journal suite 0: outer seal of entries";
const COMMITMENT: &str = "relais journal suite 0: commitment to an epoch key";
const FILE_COMMITMENT: &str = "relais journal suite 0: commitment to a file key";
const FILE_WRAPS: &str = "relais journal suite 0: wraps of file keys";
const INNER: &str = "relais journal suite 0: inner seal of entries";

/// Length of a wrapped file key: nonce, key, tag.
pub const WRAPPED_FILE_KEY: usize = NONCE + 32 + TAG;

macro_rules! key {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, Zeroize, ZeroizeOnDrop)]
        pub struct $name([u8; 32]);

        impl $name {
            /// A fresh key.
            pub fn generate(chance: &mut dyn Chance) -> $name {
                $name(random(chance))
            }

            /// The key's bytes, to be wrapped or kept in an encrypted table; whoever copies them wipes the copy.
            pub fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }

            /// The key from exactly 32 bytes.
            pub fn from_bytes(bytes: &[u8]) -> Result<$name, KeyProblem> {
                bytes.try_into().map($name).map_err(|_| KeyProblem::Malformed($what))
            }
        }
    };
}

key!(
    /// The key of a compartment's epoch: it hides which file an entry is of, and wraps the files' keys.
    EpochKey, "epoch key");
key!(
    /// The key of one file; destroying every copy of it erases the file.
    FileKey, "file key");
key!(
    /// The raw key of one encrypted database.
    DatabaseKey, "database key");

impl EpochKey {
    /// What the journal says of the key without telling it; a wrap is believed only when the key inside gives the
    /// commitment its epoch was announced with.
    pub fn commitment(&self) -> [u8; 32] {
        blake3::derive_key(COMMITMENT, &self.0)
    }

    pub(crate) fn outer(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(blake3::derive_key(OUTER, &self.0))
    }

    fn wraps(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(blake3::derive_key(FILE_WRAPS, &self.0))
    }
}

impl FileKey {
    /// What an erasure says of a key it destroys, so that every node knows it again and keeps it no longer.
    pub fn commitment(&self) -> [u8; 32] {
        blake3::derive_key(FILE_COMMITMENT, &self.0)
    }

    /// The key under the epoch's, bound to compartment and file: 72 bytes.
    pub fn wrapped(
        &self,
        epoch: &EpochKey,
        compartment: &CompartmentId,
        file: &FileId,
        chance: &mut dyn Chance,
    ) -> Vec<u8> {
        let nonce = random::<NONCE>(chance);
        let mut out = Vec::with_capacity(WRAPPED_FILE_KEY);
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&self.0);
        aead::lock(&epoch.wraps(), &nonce, &wrap_place(compartment, file), &mut out, NONCE);
        out
    }

    /// The key that [`Self::wrapped`] sealed for this epoch, compartment and file.
    pub fn unwrap(
        epoch: &EpochKey,
        compartment: &CompartmentId,
        file: &FileId,
        wrapped: &[u8],
    ) -> Result<FileKey, KeyProblem> {
        if wrapped.len() != WRAPPED_FILE_KEY {
            return Err(KeyProblem::Malformed("wrapped file key"));
        }
        let (nonce, sealed) = wrapped.split_at(NONCE);
        let mut sealed = Zeroizing::new(sealed.to_vec());
        let clear = aead::unlock(&epoch.wraps(), nonce, &wrap_place(compartment, file), &mut sealed);
        FileKey::from_bytes(clear.ok_or(KeyProblem::Refused)?)
    }

    pub(crate) fn inner(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(blake3::derive_key(INNER, &self.0))
    }
}

fn wrap_place(compartment: &CompartmentId, file: &FileId) -> Vec<u8> {
    bound("relais/0/file-key", &[compartment.bytes(), file.bytes()])
}

impl DatabaseKey {
    /// The key as SQLCipher takes a raw one: `x'..'` with 64 hexadecimal digits, quotes included.
    pub fn as_pragma(&self) -> Zeroizing<String> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut out = Zeroizing::new(String::with_capacity(67));
        out.push_str("x'");
        for byte in self.0 {
            out.push(DIGITS[usize::from(byte >> 4)] as char);
            out.push(DIGITS[usize::from(byte & 15)] as char);
        }
        out.push('\'');
        out
    }
}
