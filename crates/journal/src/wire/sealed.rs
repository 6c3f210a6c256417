//! A sealed entry: the two seals around a body, and the hash that chains it.

use super::squeeze::{PADDED_MAX, squeeze, unsqueeze};
use super::{Header, SUITE, Signed, WireProblem, read};
use crate::aead::{self, NONCE, TAG, bound};
use crate::chance::{Chance, random};
use crate::keys::{EpochKey, FileKey};
use domain::id::FileId;
use zeroize::Zeroizing;

const BODY_HASH: &str = "relais journal suite 0: hash of a sealed body";
const ENTRY_HASH: &str = "relais journal suite 0: hash of a sealed entry";
const INNER: &str = "relais/0/inner";
const OUTER: &str = "relais/0/outer";

/// What sealing adds to the padded form: a nonce, two tags, the file's id.
const OVERHEAD: usize = NONCE + 2 * TAG + FileId::LEN;
/// Longest sealed body; a longer one is refused before anything is copied.
pub const SEALED_MAX: usize = PADDED_MAX + OVERHEAD;

/// Length of what stands in the place of an erased body: its hash.
pub const ERASED_LEN: usize = 32;

/// An entry as it lies in the journal and travels. A body of [`ERASED_LEN`] bytes is the hash of one that was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// In clear.
    pub header: Header,
    /// Sealed.
    pub body: Vec<u8>,
}

impl Sealed {
    /// The hash that the next entry of the chain names.
    pub fn hash(&self) -> [u8; 32] {
        hash_of(&self.header, &self.body_hash())
    }

    /// Hash of the sealed body alone; it is kept when the body is erased.
    pub fn body_hash(&self) -> [u8; 32] {
        match <[u8; 32]>::try_from(self.body.as_slice()) {
            Ok(hash) => hash,
            Err(_) => blake3::derive_key(BODY_HASH, &self.body),
        }
    }

    /// Whether the body is gone and its hash stands in its place. No sealed body is that short.
    pub fn erased(&self) -> bool {
        self.body.len() == ERASED_LEN
    }

    /// The same entry with its body erased: the hash, and with it the chain, stay.
    #[must_use]
    pub fn without_body(&self) -> Sealed {
        Sealed { header: self.header, body: self.body_hash().to_vec() }
    }
}

/// The hash of an entry whose body may have been erased.
pub fn hash_of(header: &Header, body_hash: &[u8; 32]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key(ENTRY_HASH);
    hasher.update(&header.to_bytes());
    hasher.update(body_hash);
    *hasher.finalize().as_bytes()
}

/// Seals a body into its place: under the file's key, then under the epoch's. The same body may be sealed again
/// elsewhere. The header must be of this suite and name no dictionary. One random nonce serves both seals: no key ever
/// meets it twice, since the two keys differ and every sealing draws its own.
pub fn seal(
    body: &[u8],
    file: &FileId,
    header: Header,
    file_key: &FileKey,
    epoch_key: &EpochKey,
    chance: &mut dyn Chance,
) -> Result<Sealed, WireProblem> {
    readable(&header)?;
    let place = header.to_bytes();
    let nonce = random::<NONCE>(chance);
    let mut out = Vec::with_capacity(OVERHEAD + super::squeeze::padded(body.len() + 64));
    out.extend_from_slice(&nonce);
    out.extend_from_slice(file.bytes());
    let inner = out.len();
    squeeze(body, &header, file, &mut out)?;
    aead::lock(&file_key.inner(), &nonce, &bound(INNER, &[&place, file.bytes()]), &mut out, inner);
    aead::lock(&epoch_key.outer(), &nonce, &bound(OUTER, &[&place]), &mut out, NONCE);
    Ok(Sealed { header, body: out })
}

/// A sealed entry with the outer seal off: it tells the file, and no more.
#[derive(Clone)]
pub struct Outer {
    /// Which file it is of.
    pub file: FileId,
    header: Header,
    inner: Zeroizing<Vec<u8>>,
}

impl Outer {
    /// Takes off the inner seal and reads the entry.
    pub fn open(mut self, file_key: &FileKey) -> Result<Signed, WireProblem> {
        let aad = bound(INNER, &[&self.header.to_bytes(), self.file.bytes()]);
        let (before, sealed) = self.inner.split_at_mut(NONCE + FileId::LEN);
        let nonce = &before[..NONCE];
        let clear = aead::unlock(&file_key.inner(), nonce, &aad, sealed).ok_or(WireProblem::Refused)?;
        let body = unsqueeze(clear, &self.header, &self.file)?;
        let signed = read(&body)?;
        // Sealed by a member into another file than it speaks of: it belongs nowhere.
        if signed.entry.file == self.file { Ok(signed) } else { Err(WireProblem::Refused) }
    }
}

/// Takes off the outer seal.
pub fn outer(sealed: &Sealed, epoch_key: &EpochKey) -> Result<Outer, WireProblem> {
    readable(&sealed.header)?;
    if sealed.body.len() < OVERHEAD || sealed.body.len() > SEALED_MAX {
        return Err(WireProblem::Malformed("sealed body"));
    }
    let mut inner = Zeroizing::new(sealed.body.clone());
    let aad = bound(OUTER, &[&sealed.header.to_bytes()]);
    let (nonce, rest) = inner.split_at_mut(NONCE);
    let clear = aead::unlock(&epoch_key.outer(), nonce, &aad, rest).ok_or(WireProblem::Refused)?;
    let file =
        clear.get(..FileId::LEN).and_then(FileId::from_slice).ok_or(WireProblem::Malformed("sealed body"))?;
    inner.truncate(sealed.body.len() - TAG);
    Ok(Outer { file, header: sealed.header, inner })
}

/// Opens a sealed entry with the epoch's key and the key of whichever file it is of.
pub fn open(
    sealed: &Sealed,
    epoch_key: &EpochKey,
    file_key: impl Fn(&FileId) -> Option<FileKey>,
) -> Result<Signed, WireProblem> {
    let outer = outer(sealed, epoch_key)?;
    let key = file_key(&outer.file).ok_or(WireProblem::NoFileKey(outer.file))?;
    outer.open(&key)
}

fn readable(header: &Header) -> Result<(), WireProblem> {
    match (header.suite, header.dictionary) {
        (SUITE, 0) => Ok(()),
        (SUITE, other) => Err(WireProblem::UnknownDictionary(other)),
        (other, _) => Err(WireProblem::UnknownSuite(other)),
    }
}
