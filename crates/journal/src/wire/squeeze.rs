//! The clear body as it goes under the inner seal: compressed where that helps, behind its length, padded.
//!
//! Compression refers to the ids that stand in the header and the outer seal anyway (compartment, epoch, node, file),
//! so that a body does not pay for them twice. It is no trained dictionary: it says nothing about the content.

use super::{BODY_MAX, Header, WireProblem};
use domain::id::FileId;
use std::cell::RefCell;
use zeroize::Zeroizing;
use zstd::zstd_safe::{CCtx, DCtx, compress_bound};

/// Of 1 to 22; above 3, entries of this size gain nothing.
const LEVEL: i32 = 3;
/// Method and 24-bit length.
const PREFIX: usize = 4;
const PLAIN: u8 = 0;
const ZSTD: u8 = 1;
/// The smallest padded length, and the step above it.
const FLOOR: usize = 128;
const STEP: usize = 64;

thread_local! {
    static PRESS: RefCell<(CCtx<'static>, DCtx<'static>)> = RefCell::new((CCtx::create(), DCtx::create()));
}

/// Longest padded form.
pub(super) const PADDED_MAX: usize = padded(PREFIX + BODY_MAX);

/// 128, 192, 256 ..: the least of them that holds `len`.
pub(super) const fn padded(len: usize) -> usize {
    let up = len.div_ceil(STEP) * STEP;
    if up < FLOOR { FLOOR } else { up }
}

/// Appends `body` to `out` in its padded form.
pub(super) fn squeeze(
    body: &[u8],
    header: &Header,
    file: &FileId,
    out: &mut Vec<u8>,
) -> Result<(), WireProblem> {
    if body.len() > BODY_MAX {
        return Err(WireProblem::TooLarge(body.len()));
    }
    let near = context(header, file);
    let mut small = Zeroizing::new(Vec::with_capacity(compress_bound(body.len())));
    let pressed =
        PRESS.with_borrow_mut(|(press, _)| press.compress_using_dict(&mut *small, body, &near, LEVEL));
    let (method, text) = match pressed {
        Ok(len) if len < body.len() => (ZSTD, &small[..]),
        _ => (PLAIN, body),
    };
    let start = out.len();
    out.extend_from_slice(&((u32::from(method) << 24) | text.len() as u32).to_be_bytes());
    out.extend_from_slice(text);
    out.resize(start + padded(PREFIX + text.len()), 0);
    Ok(())
}

/// The body in a padded form.
pub(super) fn unsqueeze(padded_form: &[u8], header: &Header, file: &FileId) -> Result<Vec<u8>, WireProblem> {
    let malformed = WireProblem::Malformed("padded body");
    let (prefix, rest) = padded_form.split_first_chunk::<PREFIX>().ok_or(malformed)?;
    let prefix = u32::from_be_bytes(*prefix);
    let len = (prefix & 0xff_ffff) as usize;
    let (text, zeros) = rest.split_at_checked(len).ok_or(malformed)?;
    if padded_form.len() != padded(PREFIX + len) || zeros.iter().any(|b| *b != 0) {
        return Err(WireProblem::NotCanonical);
    }
    match (prefix >> 24) as u8 {
        PLAIN => Ok(text.to_vec()),
        ZSTD => {
            let stated = zstd::zstd_safe::get_frame_content_size(text).ok().flatten().ok_or(malformed)?;
            if stated > BODY_MAX as u64 {
                return Err(WireProblem::TooLarge(BODY_MAX + 1));
            }
            let near = context(header, file);
            let mut out = Vec::with_capacity(stated as usize);
            PRESS
                .with_borrow_mut(|(_, press)| press.decompress_using_dict(&mut out, text, &near))
                .map_err(|_| malformed)?;
            Ok(out)
        }
        _ => Err(malformed),
    }
}

/// What a body is likely to repeat.
fn context(header: &Header, file: &FileId) -> Vec<u8> {
    let ids = [header.epoch.bytes(), header.compartment.bytes(), file.bytes(), header.node.bytes()];
    ids.concat()
}
