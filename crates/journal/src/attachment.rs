//! Attachments: photographs, scans, long texts. Each has a random key of its own, which stands in the entry that
//! names it; its address is the hash of its ciphertext, so a keeper of ciphertext can check it and read nothing.
//!
//! Its length tells only the order of the content's: it is padded by Padmé (Nikitin et al., "Reducing Metadata Leakage
//! from Encrypted Files and Communication with PURBs", PETS 2019), an eighth at most, and to no less than 4 KiB.

use crate::aead::{self, NONCE, TAG};
use crate::chance::{Chance, random};
use zeroize::Zeroizing;

const ADDRESS: &str = "relais journal suite 0: address of an attachment";
const AAD: &[u8] = b"relais/0/attachment\0";
/// Version of the layout, the first byte of the ciphertext.
const VERSION: u8 = 0;
/// Length before the content.
const PREFIX: usize = 8;
/// The least padded length, so that a note and a passport photograph look alike.
const FLOOR: usize = 4096;
/// Longest content: a scanned file of a hundred pages; more is several attachments.
pub const ATTACHMENT_MAX: usize = 48 << 20;
const OVERHEAD: usize = 1 + NONCE + TAG;
// Whatever can be attached can travel in a letter, with room for what the letter says beside it.
const _: () = assert!(padme(PREFIX + ATTACHMENT_MAX) + OVERHEAD + 4096 <= crate::letter::LETTER_MAX);

/// An attachment, sealed.
pub struct Attachment {
    /// Hash of the ciphertext: the name it is stored and asked for under.
    pub address: [u8; 32],
    /// Its key, for the entry that names it.
    pub key: Zeroizing<[u8; 32]>,
    /// What is stored and sent.
    pub ciphertext: Vec<u8>,
}

impl std::fmt::Debug for Attachment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Attachment({} bytes)", self.ciphertext.len())
    }
}

/// Why an attachment could not be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttachmentProblem {
    /// Longer than [`ATTACHMENT_MAX`].
    #[error("an attachment holds at most 48 MiB")]
    TooLarge,
    /// The bytes are not those of this address.
    #[error("these are not the bytes of that address: altered or cut short")]
    OtherAddress,
    /// Sealed by a newer version.
    #[error("the attachment is of version {0}; a newer version is needed to open it")]
    Unknown(u8),
    /// The key is not this attachment's.
    #[error("the attachment does not open with this key")]
    Refused,
}

/// The address of a ciphertext.
pub fn address_of(ciphertext: &[u8]) -> [u8; 32] {
    blake3::derive_key(ADDRESS, ciphertext)
}

/// Seals `content` under a fresh key.
pub fn seal(content: &[u8], chance: &mut dyn Chance) -> Result<Attachment, AttachmentProblem> {
    if content.len() > ATTACHMENT_MAX {
        return Err(AttachmentProblem::TooLarge);
    }
    let key = Zeroizing::new(random::<32>(chance));
    let nonce = random::<NONCE>(chance);
    let size = padme(PREFIX + content.len()).max(FLOOR);
    let mut out = Vec::with_capacity(size + OVERHEAD);
    out.push(VERSION);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&(content.len() as u64).to_be_bytes());
    out.extend_from_slice(content);
    out.resize(1 + NONCE + size, 0);
    aead::lock(&key, &nonce, AAD, &mut out, 1 + NONCE);
    Ok(Attachment { address: address_of(&out), key, ciphertext: out })
}

/// Opens `ciphertext` after checking that it is the one of `address`.
pub fn open(address: &[u8], key: &[u8], ciphertext: &[u8]) -> Result<Vec<u8>, AttachmentProblem> {
    if ciphertext.len() > padme(PREFIX + ATTACHMENT_MAX) + OVERHEAD {
        return Err(AttachmentProblem::TooLarge);
    }
    if address_of(ciphertext) != address {
        return Err(AttachmentProblem::OtherAddress);
    }
    let key: &[u8; 32] = key.try_into().map_err(|_| AttachmentProblem::Refused)?;
    let (version, rest) = ciphertext.split_first().ok_or(AttachmentProblem::Refused)?;
    if *version != VERSION {
        return Err(AttachmentProblem::Unknown(*version));
    }
    let (nonce, sealed) = rest.split_at_checked(NONCE).ok_or(AttachmentProblem::Refused)?;
    let mut sealed = Zeroizing::new(sealed.to_vec());
    let clear = aead::unlock(key, nonce, AAD, &mut sealed).ok_or(AttachmentProblem::Refused)?;
    let (len, rest) = clear.split_first_chunk::<PREFIX>().ok_or(AttachmentProblem::Refused)?;
    let len = usize::try_from(u64::from_be_bytes(*len)).map_err(|_| AttachmentProblem::Refused)?;
    rest.get(..len).map(<[u8]>::to_vec).ok_or(AttachmentProblem::Refused)
}

/// The padded length: only as many leading bits of it may differ as its own magnitude has bits.
const fn padme(len: usize) -> usize {
    let magnitude = if len < 2 { 1 } else { len.ilog2() };
    let kept = magnitude.ilog2() + 1;
    let step = (1usize << magnitude.saturating_sub(kept)) - 1;
    (len + step) & !step
}
