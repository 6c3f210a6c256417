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
        return of_slices(&a.as_bytes()[..cut(a)], &b.as_bytes()[..cut(b)]);
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

pub(crate) fn of_slices<T: Copy + PartialEq>(a: &[T], b: &[T]) -> f64 {
    let jaro = jaro(a, b);
    if jaro <= BOOST_FROM {
        return jaro;
    }
    let common = a.iter().zip(b).take(PREFIX_LENGTH).take_while(|(a, b)| a == b).count();
    jaro + common as f64 * PREFIX_WEIGHT * (1.0 - jaro)
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
    let m = f64::from(matches);
    let in_order = m - f64::from(out_of_order / 2);
    (m / a.len() as f64 + m / b.len() as f64 + in_order / m) / 3.0
}
