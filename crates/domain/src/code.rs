//! The short code of a person: seven characters that survive a bad telephone line.
//!
//! It is computed from the subject's id and joins nothing by itself: a code may answer with a list. The alphabet
//! leaves out I, L, O, 0 and 1; its 31 characters make the weighted check catch every single wrong character and
//! every swap of two neighbours.

use crate::id::SubjectId;

/// 31 characters, a prime number, so that the check has no blind spot.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// Characters before the check character.
const BODY: usize = 6;

/// The code of a subject, such as `7KQ4M2X`.
pub fn of(subject: &SubjectId) -> String {
    let mut n = subject.0.iter().take(8).fold(0u64, |n, b| (n << 8) | u64::from(*b));
    let mut digits = [0usize; BODY];
    for d in &mut digits {
        *d = (n % 31) as usize;
        n /= 31;
    }
    digits.iter().chain([&check(&digits)]).map(|d| char::from(ALPHABET[*d])).collect()
}

/// What somebody typed, as a code: case, spaces and dashes do not matter. `None` when the check says it was misheard.
pub fn parse(typed: &str) -> Option<String> {
    let clean: Vec<u8> = typed
        .bytes()
        .filter(|b| !b.is_ascii_whitespace() && *b != b'-' && *b != b'.')
        .map(|b| b.to_ascii_uppercase())
        .collect();
    if clean.len() != BODY + 1 {
        return None;
    }
    let mut digits = [0usize; BODY + 1];
    for (d, c) in digits.iter_mut().zip(&clean) {
        *d = ALPHABET.iter().position(|a| a == c)?;
    }
    let body: [usize; BODY] = digits[..BODY].try_into().ok()?;
    (check(&body) == digits[BODY]).then(|| clean.iter().map(|b| char::from(*b)).collect())
}

fn check(digits: &[usize; BODY]) -> usize {
    digits.iter().enumerate().map(|(i, d)| d * (i + 2)).sum::<usize>() % 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_heard_or_refused() {
        for seed in 0u8..50 {
            let code = of(&SubjectId([seed.wrapping_mul(37).wrapping_add(3); 16]));
            assert_eq!(parse(&code.to_lowercase()), Some(code.clone()));
            assert_eq!(parse(&format!("{} {}", &code[..3], &code[3..])), Some(code.clone()));
            let bytes = code.as_bytes();
            for i in 0..7 {
                for other in ALPHABET.iter().filter(|o| **o != bytes[i]) {
                    let mut wrong = bytes.to_vec();
                    wrong[i] = *other;
                    assert_eq!(parse(std::str::from_utf8(&wrong).unwrap()), None);
                }
            }
            for i in 0..5 {
                let mut swapped = bytes.to_vec();
                swapped.swap(i, i + 1);
                if swapped != bytes {
                    assert_eq!(parse(std::str::from_utf8(&swapped).unwrap()), None);
                }
            }
        }
    }
}
