//! The clear body as it goes under the inner seal: compressed where that helps, behind its length, padded.
//!
//! Compression refers to the ids that stand in the header and the outer seal anyway (compartment, epoch, node, file),
//! so that a body does not pay for them twice. It is no trained dictionary: it says nothing about the content.

use super::{BODY_MAX, Header, WireProblem};
use domain::id::FileId;
use domain::planted::{Fault, planted};
use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, TDEFLStatus, compress};
use miniz_oxide::deflate::core::{create_comp_flags_from_zip_params, deflate_flags};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};
use zeroize::Zeroizing;

/// Of 0 to 10; above it, entries of this size gain nothing.
const LEVEL: i32 = 6;
/// Raw DEFLATE, without zlib's header.
const RAW: i32 = -15;
/// Up to this length, bytes, a table of letters of its own costs a body more than it saves.
const OWN_TABLE: usize = 1_024;
/// Longest context, bytes.
const NEAR: usize = 128;
/// Method and 24-bit length.
const PREFIX: usize = 4;
const PLAIN: u8 = 0;
/// 1 was zstd, whose contexts kept what they had last pressed.
const DEFLATE: u8 = 2;
/// The smallest padded length, and the step above it.
const FLOOR: usize = 128;
const STEP: usize = 64;

/// Longest padded form.
pub(super) const PADDED_MAX: usize = padded(PREFIX + BODY_MAX);

/// 128, 192, 256 ..: the least of them that holds `len`.
pub(super) const fn padded(len: usize) -> usize {
    let up = len.div_ceil(STEP) * STEP;
    if up < FLOOR { FLOOR } else { up }
}

/// What stands for a text of that length, prefix included.
fn filled_up(len: usize) -> usize {
    if planted(Fault::NoPadding) { len } else { padded(len) }
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
    let pressed = press(body, &context(header, file));
    let (method, text) = match &pressed {
        Some(small) if small.len() < body.len() => (DEFLATE, &small[..]),
        _ => (PLAIN, body),
    };
    let start = out.len();
    out.extend_from_slice(&((u32::from(method) << 24) | text.len() as u32).to_be_bytes());
    out.extend_from_slice(text);
    out.resize(start + filled_up(PREFIX + text.len()), 0);
    Ok(())
}

/// The body in a padded form.
pub(super) fn unsqueeze(padded_form: &[u8], header: &Header, file: &FileId) -> Result<Vec<u8>, WireProblem> {
    let malformed = WireProblem::Malformed("padded body");
    let (prefix, rest) = padded_form.split_first_chunk::<PREFIX>().ok_or(malformed)?;
    let prefix = u32::from_be_bytes(*prefix);
    let len = (prefix & 0xff_ffff) as usize;
    let (text, zeros) = rest.split_at_checked(len).ok_or(malformed)?;
    if padded_form.len() != filled_up(PREFIX + len) || zeros.iter().any(|b| *b != 0) {
        return Err(WireProblem::NotCanonical);
    }
    match (prefix >> 24) as u8 {
        PLAIN => Ok(text.to_vec()),
        DEFLATE => unpress(text, &context(header, file)),
        _ => Err(malformed),
    }
}

/// The body, pressed as the continuation of `near`; nothing where it would not get smaller. Whatever was pressed lies in
/// memory of this process's own allocator, which wipes it.
fn press(body: &[u8], near: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let table = if body.len() > OWN_TABLE { 0 } else { deflate_flags::TDEFL_FORCE_ALL_STATIC_BLOCKS };
    let mut pressing = CompressorOxide::new(create_comp_flags_from_zip_params(LEVEL, RAW, 0) | table);
    let mut of_near = [0; 2 * NEAR];
    let (status, read, _) = compress(&mut pressing, near, &mut of_near, TDEFLFlush::Sync);
    if status != TDEFLStatus::Okay || read != near.len() {
        return None;
    }
    let mut small = Zeroizing::new(vec![0; body.len()]);
    let (status, read, written) = compress(&mut pressing, body, &mut small, TDEFLFlush::Finish);
    small.truncate(written);
    (status == TDEFLStatus::Done && read == body.len()).then_some(small)
}

/// What [`press`] pressed. Refuses what is longer than a body, and anything that is not the whole of it.
fn unpress(text: &[u8], near: &[u8]) -> Result<Vec<u8>, WireProblem> {
    let malformed = WireProblem::Malformed("padded body");
    let mut pressing = Box::<DecompressorOxide>::default();
    let mut out = Zeroizing::new(near.to_vec());
    out.resize(near.len() + 4 * text.len(), 0);
    let (mut read, mut at) = (0, near.len());
    loop {
        let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, taken, written) = decompress(&mut pressing, &text[read..], &mut out, at, flags);
        (read, at) = (read + taken, at + written);
        match status {
            _ if at > near.len() + BODY_MAX => return Err(WireProblem::TooLarge(BODY_MAX + 1)),
            TINFLStatus::Done if read == text.len() => return Ok(out[near.len()..at].to_vec()),
            TINFLStatus::HasMoreOutput => {
                let wider = (2 * out.len()).min(near.len() + BODY_MAX + 1);
                out.resize(wider, 0);
            }
            _ => return Err(malformed),
        }
    }
}

/// What a body is likely to repeat.
fn context(header: &Header, file: &FileId) -> Vec<u8> {
    let ids = [header.epoch.bytes(), header.compartment.bytes(), file.bytes(), header.node.bytes()];
    debug_assert!(ids.iter().map(|id| id.len()).sum::<usize>() <= NEAR);
    ids.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEAR_BY: [u8; 80] = [7; 80];

    #[test]
    fn what_was_pressed_comes_back_and_a_bomb_does_not() {
        for body in [&[7; 90][..], &b"He ate and slept. ".repeat(9_000)] {
            let small = press(body, &NEAR_BY).unwrap();
            assert_eq!(unpress(&small, &NEAR_BY).unwrap(), body);
            for cut in 0..small.len() {
                assert!(unpress(&small[..cut], &NEAR_BY).is_err(), "cut to {cut}");
            }
            let longer = [&small[..], b"x"].concat();
            assert!(unpress(&longer, &NEAR_BY).is_err(), "something behind its end");
        }
        let bomb = press(&vec![0; BODY_MAX + 1], &NEAR_BY).unwrap();
        assert!(matches!(unpress(&bomb, &NEAR_BY), Err(WireProblem::TooLarge(_))));
        assert_eq!(unpress(&press(&vec![0; BODY_MAX], &NEAR_BY).unwrap(), &NEAR_BY).unwrap().len(), BODY_MAX);
    }

    #[test]
    fn ids_that_stand_near_cost_a_body_little() {
        let mut chance = crate::chance::Seeded::new(4);
        let near: [u8; 80] = crate::chance::random(&mut chance);
        let body = [&near[..], b"and what is new"].concat();
        let (beside, alone) = (press(&body, &near).unwrap(), press(&body, &[]));
        assert!(beside.len() < 30, "{}", beside.len());
        assert!(alone.is_none_or(|alone| alone.len() > body.len() - 8));
    }
}
