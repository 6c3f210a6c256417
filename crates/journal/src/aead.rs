//! XChaCha20-Poly1305 in place, with the nonce always drawn by the caller.

use chacha20poly1305::aead::{AeadInOut, Tag};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use domain::planted::{Fault, planted};

/// Length of a nonce.
pub(crate) const NONCE: usize = 24;
/// Length of a tag.
pub(crate) const TAG: usize = 16;

/// Seals `buffer[from..]` in place and appends the tag.
pub(crate) fn lock(key: &[u8; 32], nonce: &[u8; NONCE], aad: &[u8], buffer: &mut Vec<u8>, from: usize) {
    let aad = if planted(Fault::NoContext) { &[] } else { aad };
    #[cfg(feature = "ledger")]
    crate::ledger::sealed(key, nonce, aad);
    let cipher = XChaCha20Poly1305::new(key.into());
    let tag = cipher
        .encrypt_inout_detached(&XNonce::from(*nonce), aad, (&mut buffer[from..]).into())
        .expect("shorter than the cipher's 256 GiB");
    buffer.extend_from_slice(&tag);
}

/// Opens `sealed` (text then tag) in place; the clear text, or `None` when it is not what was sealed.
pub(crate) fn unlock<'a>(
    key: &[u8; 32],
    nonce: &[u8],
    aad: &[u8],
    sealed: &'a mut [u8],
) -> Option<&'a mut [u8]> {
    let aad = if planted(Fault::NoContext) { &[] } else { aad };
    let nonce = XNonce::try_from(nonce).ok()?;
    let (text, tag) = sealed.split_at_mut(sealed.len().checked_sub(TAG)?);
    let tag = Tag::<XChaCha20Poly1305>::try_from(&*tag).ok()?;
    let cipher = XChaCha20Poly1305::new(key.into());
    cipher.decrypt_inout_detached(&nonce, aad, (&mut *text).into(), &tag).ok()?;
    Some(text)
}

/// A label and the parts it binds; every part has a fixed length, so that the whole reads one way only.
pub(crate) fn bound(label: &str, parts: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::with_capacity(label.len() + 1 + parts.iter().map(|p| p.len()).sum::<usize>());
    out.extend_from_slice(label.as_bytes());
    out.push(0);
    parts.iter().for_each(|p| out.extend_from_slice(p));
    out
}
