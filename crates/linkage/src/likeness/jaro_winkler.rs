//! Jaro-Winkler similarity of two words, by characters, without allocation.

/// Characters compared; the rest of a longer word is ignored. One machine word of marks holds them.
const LONGEST: usize = 64;

/// Weight of a common beginning, and how many characters of it count (Winkler's own values).
const PREFIX_WEIGHT: f64 = 0.1;
const PREFIX_LENGTH: usize = 4;

/// Winkler's threshold: a common beginning counts only if the words are alike at all.
const BOOST_FROM: f64 = 0.7;

/// Similarity from 0 (nothing in common) to 1 (equal), symmetric. Compares `char`s as they are: normalise first.
/// Only the first 64 characters count.
///
/// Source: W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of
/// Record Linkage", 1990.
#[must_use]
pub fn jaro_winkler(a: &str, b: &str) -> f64 {
    if a.is_ascii() && b.is_ascii() {
        let cut = |text: &'_ str| text.len().min(LONGEST);
        return of_bytes(&a.as_bytes()[..cut(a)], &b.as_bytes()[..cut(b)]);
    }
    let (mut left, mut right) = (['\0'; LONGEST], ['\0'; LONGEST]);
    of_slices(fill(&mut left, a), fill(&mut right, b))
}

fn fill<'a>(space: &'a mut [char; LONGEST], text: &str) -> &'a [char] {
    let mut length = 0;
    for (slot, c) in space.iter_mut().zip(text.chars()) {
        *slot = c;
        length += 1;
    }
    &space[..length]
}

/// Of words of one byte a letter: short ones are compared letter by letter with all of the other word at once.
pub(crate) fn of_bytes(a: &[u8], b: &[u8]) -> f64 {
    let short = !a.is_empty() && !b.is_empty() && a.len() <= SHORT && b.len() <= SHORT;
    boosted(a, b, if short { jaro_short(a, b) } else { jaro(a, b) })
}

fn of_slices<T: Copy + PartialEq>(a: &[T], b: &[T]) -> f64 {
    boosted(a, b, jaro(a, b))
}

fn boosted<T: Copy + PartialEq>(a: &[T], b: &[T], jaro: f64) -> f64 {
    if jaro <= BOOST_FROM {
        return jaro;
    }
    let common = a.iter().zip(b).take(PREFIX_LENGTH).take_while(|(a, b)| a == b).count();
    jaro + common as f64 * PREFIX_WEIGHT * (1.0 - jaro)
}

/// Letters of a short word: as many bytes as the widest number has.
const SHORT: usize = 16;

/// [`jaro`] of short words, neither of which is empty. A letter of `b` is one byte of a number, marked by its highest bit.
fn jaro_short(a: &[u8], b: &[u8]) -> f64 {
    const ONES: u128 = u128::from_le_bytes([0x01; SHORT]);
    const LOW: u128 = u128::from_le_bytes([0x7f; SHORT]);
    let mut letters = [0_u8; SHORT];
    letters[..b.len()].copy_from_slice(b);
    let (letters, window) = (u128::from_le_bytes(letters), (a.len().max(b.len()) / 2).saturating_sub(1));
    // The bytes below a place.
    let below = |place: usize| if place >= SHORT { u128::MAX } else { (1_u128 << (8 * place)) - 1 };
    let (mut free, mut in_a) = (below(b.len()) & !LOW, 0_u32);
    let all = free;
    // What lies not too far ahead, and what lies too far behind: both move on by a letter each time.
    let (mut ahead, mut behind) = (below(window + 1), 0_u128);
    for (i, letter) in a.iter().enumerate() {
        let apart = letters ^ ONES.wrapping_mul(u128::from(*letter));
        // The highest bit of each byte that is zero, exactly.
        let equal = !(((apart & LOW) + LOW) | apart | LOW);
        let found = equal & free & ahead & !behind;
        ahead = ahead << 8 | 0xff;
        if i >= window {
            behind = behind << 8 | 0xff;
        }
        let first = found & found.wrapping_neg();
        free &= !first;
        in_a |= u32::from(found != 0) << i;
    }
    let matches = in_a.count_ones();
    if matches == 0 {
        return 0.0;
    }
    let (mut in_b, mut out_of_order) = (all & !free, 0_u32);
    while in_a != 0 {
        let (i, j) = (in_a.trailing_zeros() as usize, in_b.trailing_zeros() as usize / 8);
        out_of_order += u32::from(a[i] != b[j]);
        in_a &= in_a - 1;
        in_b &= in_b - 1;
    }
    of_matches(matches, out_of_order, a.len(), b.len())
}

fn of_matches(matches: u32, out_of_order: u32, a: usize, b: usize) -> f64 {
    let m = f64::from(matches);
    let in_order = m - f64::from(out_of_order / 2);
    (m / a as f64 + m / b as f64 + in_order / m) / 3.0
}

fn jaro<T: Copy + PartialEq>(a: &[T], b: &[T]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return if a.len() == b.len() { 1.0 } else { 0.0 };
    }
    let window = (a.len().max(b.len()) / 2).saturating_sub(1);
    let (mut in_a, mut in_b) = (0_u64, 0_u64);
    for (i, x) in a.iter().enumerate() {
        let from = i.saturating_sub(window);
        let to = (i + window + 1).min(b.len());
        if let Some(j) = (from..to).find(|j| in_b >> j & 1 == 0 && b[*j] == *x) {
            in_a |= 1 << i;
            in_b |= 1 << j;
        }
    }
    let matches = in_a.count_ones();
    if matches == 0 {
        return 0.0;
    }
    let mut out_of_order = 0_u32;
    while in_a != 0 {
        let (i, j) = (in_a.trailing_zeros() as usize, in_b.trailing_zeros() as usize);
        out_of_order += u32::from(a[i] != b[j]);
        in_a &= in_a - 1;
        in_b &= in_b - 1;
    }
    of_matches(matches, out_of_order, a.len(), b.len())
}

#[cfg(test)]
mod tests {
    use super::{boosted, jaro, of_bytes};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn short_words_are_compared_as_long_ones_are(
            a in prop::collection::vec(prop_oneof![b'a'..b'f', any::<u8>()], 0..20),
            b in prop::collection::vec(prop_oneof![b'a'..b'f', any::<u8>()], 0..20),
        ) {
            prop_assert_eq!(of_bytes(&a, &b).to_bits(), boosted(&a, &b, jaro(&a, &b)).to_bits());
        }
    }
}
