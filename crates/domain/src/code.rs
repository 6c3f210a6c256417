//! Codes of people that survive a bad telephone line: the short one that a house speaks, and the long one by which
//! payments and notebooks go.
//!
//! The alphabet leaves out I, L, O, 0 and 1; its 31 characters, a prime number, make the weighted check catch every single
//! wrong character and every swap of two, neighbours or not. A short code is computed from the subject's id and joins
//! nothing by itself: it may answer with a list. A long code is drawn, so that it says nothing of anybody.

use crate::id::SubjectId;
use crate::refusal::{Refusal, Why, refuse};
use serde::{Deserialize, Serialize};

/// 31 characters, a prime number, so that the check has no blind spot.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// Characters of a short code, the check character among them.
const SHORT: usize = 7;
/// Characters of a long code, the check character among them.
const LONG: usize = 12;
/// Characters of a group in which a long code is written and spoken.
const GROUP: usize = 4;

/// The code of a subject, such as `7KQ4M2X`.
pub fn of(subject: &SubjectId) -> String {
    let n = subject.0.iter().take(8).fold(0u128, |n, b| (n << 8) | u128::from(*b));
    spelled::<SHORT>(n).iter().map(|c| char::from(*c)).collect()
}

/// What somebody typed, as a code: case, spaces and dashes do not matter. `None` when the check says it was misheard.
pub fn parse(typed: &str) -> Option<String> {
    read::<SHORT>(typed).map(|code| code.iter().map(|c| char::from(*c)).collect())
}

/// A code of twelve characters that was drawn: eleven of chance (54 bits) and the check.
///
/// It is written in three groups of four, `7KQ4 M2XB 9RTQ`, and kept as twelve characters. Nothing can be computed from it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct LongCode([u8; LONG]);

impl LongCode {
    /// The code of sixteen random bytes. Their number is far above that of codes, so that every code is as likely.
    pub fn from_random(bytes: [u8; 16]) -> LongCode {
        LongCode(spelled(u128::from_be_bytes(bytes)))
    }

    /// What somebody typed: case, spaces and dashes do not matter. `None` where it is no code or was misheard.
    pub fn parse(typed: &str) -> Option<LongCode> {
        read(typed).map(LongCode)
    }

    /// What somebody typed in the form field `field`.
    ///
    /// # Errors
    /// Names the field: nothing, or no code.
    pub fn typed(field: &'static str, typed: &str) -> Result<LongCode, Refusal> {
        match typed.trim() {
            "" => Err(refuse(field, "", Why::Missing)),
            some => LongCode::parse(some).ok_or_else(|| refuse(field, some, Why::Unreadable)),
        }
    }

    /// Its twelve characters without a space, as tables keep it.
    pub fn plain(&self) -> String {
        self.0.iter().map(|c| char::from(*c)).collect()
    }

    /// The three groups in which it is written and spoken.
    pub fn groups(&self) -> [String; LONG / GROUP] {
        std::array::from_fn(|i| self.0.iter().skip(i * GROUP).take(GROUP).map(|c| char::from(*c)).collect())
    }
}

impl std::fmt::Display for LongCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.groups().join(" "))
    }
}

impl std::fmt::Debug for LongCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LongCode({self})")
    }
}

impl From<LongCode> for String {
    fn from(code: LongCode) -> String {
        code.plain()
    }
}

impl TryFrom<String> for LongCode {
    type Error = &'static str;

    fn try_from(text: String) -> Result<LongCode, &'static str> {
        let plain = text.len() == LONG;
        plain.then(|| LongCode::parse(&text)).flatten().ok_or("not a code of twelve characters")
    }
}

/// The characters of a number, the lowest first, and their check.
fn spelled<const N: usize>(mut n: u128) -> [u8; N] {
    let mut digits = [0usize; N];
    for d in digits.iter_mut().take(N - 1) {
        *d = (n % 31) as usize;
        n /= 31;
    }
    digits[N - 1] = check(&digits);
    digits.map(|d| ALPHABET[d])
}

/// The characters that were typed, where the check holds. Spaces, dashes and dots of any script are passed over.
fn read<const N: usize>(typed: &str) -> Option<[u8; N]> {
    let passed_over = |c: &char| {
        c.is_whitespace() || matches!(c, '-' | '.' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{5be}')
    };
    // A page that runs from right to left may lend a code its marks of direction when it is copied.
    let of_direction =
        |c: &char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut said = typed.chars().filter(|c| !passed_over(c) && !of_direction(c));
    let mut digits = [0usize; N];
    for d in &mut digits {
        let c = u8::try_from(said.next()?).ok()?.to_ascii_uppercase();
        *d = ALPHABET.iter().position(|a| *a == c)?;
    }
    (said.next().is_none() && check(&digits) == digits[N - 1]).then(|| digits.map(|d| ALPHABET[d]))
}

/// The check over all but the last: weights from two upwards, none of them that of the check itself (minus one).
fn check<const N: usize>(digits: &[usize; N]) -> usize {
    digits[..N - 1].iter().enumerate().map(|(i, d)| d * (i + 2)).sum::<usize>() % 31
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every single wrong character and every swap of two is refused, and what is typed loosely is read.
    fn holds(code: &str, reads: impl Fn(&str) -> Option<String>) {
        let (head, tail) = code.split_at(3);
        for loosely in [code.to_lowercase(), format!(" {head} {tail}"), format!("{head}-{tail}.")] {
            assert_eq!(reads(&loosely).as_deref(), Some(code), "{loosely}");
        }
        let bytes = code.as_bytes();
        let wrong = |bytes: Vec<u8>| {
            let typed = String::from_utf8(bytes).unwrap();
            assert_eq!(reads(&typed), None, "{typed} was taken for {code}");
        };
        for i in 0..bytes.len() {
            for other in (0..=127u8).filter(|o| !o.eq_ignore_ascii_case(&bytes[i])) {
                let mut typed = bytes.to_vec();
                typed[i] = other;
                wrong(typed);
            }
            for j in 0..i {
                let mut typed = bytes.to_vec();
                typed.swap(i, j);
                if typed != bytes {
                    wrong(typed);
                }
            }
            let mut typed = bytes.to_vec();
            typed.remove(i);
            wrong(typed);
        }
    }

    #[test]
    fn a_code_is_heard_or_refused() {
        for seed in 0u8..50 {
            holds(&of(&SubjectId([seed.wrapping_mul(37).wrapping_add(3); 16])), parse);
        }
    }

    #[test]
    fn a_short_code_is_what_it_always_was() {
        let subject = |n: u8| SubjectId(std::array::from_fn(|i| n.wrapping_mul(i as u8 + 1)));
        let check = |n: u8, code: &str| assert_eq!(of(&subject(n)), code, "{n}");
        check(0, "2222222");
        check(7, "M2RFGFS");
        check(200, "725GVCA");
    }

    #[test]
    fn m_a_long_code_is_heard_or_refused() {
        let reads = |typed: &str| LongCode::parse(typed).map(|code| code.plain());
        let mut n: u128 = 1;
        for _ in 0..400 {
            n = n.wrapping_mul(0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645).wrapping_add(0x9e37_79b9_7f4a_7c15);
            let code = LongCode::from_random(n.to_be_bytes());
            holds(&code.plain(), reads);
            assert_eq!(LongCode::parse(&code.to_string()), Some(code));
        }
        for n in [0, u128::MAX, 31u128.pow(11) - 1] {
            holds(&LongCode::from_random(n.to_be_bytes()).plain(), reads);
        }
    }

    /// Every pair of characters at every two places: no two values that the check takes for one another.
    #[test]
    fn m_no_pair_of_characters_swapped_anywhere_goes_unseen() {
        for (i, j) in (0..LONG).flat_map(|j| (0..j).map(move |i| (i, j))) {
            for (a, b) in (0..31usize).flat_map(|a| (0..31usize).map(move |b| (a, b))).filter(|(a, b)| a != b)
            {
                let weight = |at: usize| if at == LONG - 1 { 30 } else { at + 2 };
                let sum = |x: usize, y: usize| (weight(i) * x + weight(j) * y) % 31;
                assert_ne!(sum(a, b), sum(b, a), "{a} and {b} at {i} and {j}");
            }
        }
    }

    #[test]
    fn m_a_long_code_has_three_groups_and_fifty_bits() {
        let code = LongCode::from_random([0x5a; 16]);
        assert_eq!(code.groups().concat(), code.plain());
        assert_eq!(code.to_string().split(' ').map(str::len).collect::<Vec<_>>(), [4, 4, 4]);
        assert!((31f64.powi(LONG as i32 - 1)).log2() > 54.0);
        // Numbers that differ below the number of codes give codes that differ.
        let of = |n: u128| LongCode::from_random(n.to_be_bytes());
        assert_ne!(of(0), of(31u128.pow(11) - 1));
        assert_eq!(of(5), of(5 + 31u128.pow(11)));
    }

    #[test]
    fn m_a_mistyped_code_names_its_field() {
        let code = LongCode::from_random([7; 16]);
        let check = |typed: &str, expected: Result<LongCode, Why>| {
            let read = LongCode::typed("code", typed);
            assert_eq!(read.map_err(|r| (r.field, r.why)), expected.map_err(|why| ("code", why)), "{typed}");
        };
        check(&code.to_string(), Ok(code));
        check(&format!("\u{2067}{code}\u{2069}"), Ok(code));
        check(&code.to_string().replace(' ', "\u{2013}"), Ok(code));
        check(" ", Err(Why::Missing));
        check("Amina Halimi", Err(Why::Unreadable));
        check(&format!("{code}2"), Err(Why::Unreadable));
        check("7KQ4M2X", Err(Why::Unreadable));
        // What an entry carries is the plain code and nothing else.
        assert_eq!(LongCode::try_from(String::from(code)), Ok(code));
        assert!(LongCode::try_from(code.to_string()).is_err(), "with spaces it is no plain code");
        assert!(LongCode::try_from("222222222223".to_string()).is_err());
    }
}
