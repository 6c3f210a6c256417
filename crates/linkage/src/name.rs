//! Names made comparable: across accents, case, word order and, coarsely, script.
//!
//! The forms made here are for searching only. They are lossy on purpose and are never shown or stored in the
//! place of the name that was given.

mod skeleton;
mod sounds;

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

pub use skeleton::skeleton;
pub(crate) use skeleton::{Key, key};
pub(crate) use sounds::normal_sound_keys;
pub use sounds::{MOST_KEYS, SoundKey, sound_keys};

/// Marks a skeleton among the tokens of an index. [`normalise`] never lets this sign through.
pub const SKELETON_MARK: char = '~';

/// A name in the form in which names are compared: lower-case, without accents, vowel points or harakat, with
/// letter variants folded (`ß` ss, `ł` l, final Hebrew letters, `ё` е, Arabic alef forms), every run of spaces,
/// hyphens, apostrophes and other signs one space. The same text comes out if it is applied again.
///
/// A geresh or gershayim directly behind a Hebrew letter belongs to that letter and is dropped, so that a name
/// written with and without it is one word.
#[must_use]
pub fn normalise(name: &str) -> String {
    if name.is_ascii() {
        // Without accents no table of Unicode's is needed.
        return folded(name.chars().map(|c| c.to_ascii_lowercase()));
    }
    folded(plain(name))
}

/// The letters of a name, lower-case, without their marks.
fn plain(name: &str) -> impl Iterator<Item = char> {
    name.nfkd().flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c))
}

fn folded(letters: impl Iterator<Item = char>) -> String {
    let mut out = String::with_capacity(letters.size_hint().0);
    let mut gap = false;
    for c in letters {
        if is_invisible(c) || (is_geresh(c) && !gap && out.ends_with(is_hebrew)) {
            continue;
        }
        if !is_part_of_name(c) {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        fold(c, &mut out);
    }
    out
}

/// The words of a name, normalised, sorted and without repetition: "Levi, Moshe" and "Moshe Levi" are equal.
#[must_use]
pub fn tokens(name: &str) -> Vec<String> {
    let mut tokens: Vec<String> =
        normalise(name).split(' ').filter(|t| !t.is_empty()).map(Into::into).collect();
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// The script of a name, as far as it matters for comparing and for the direction of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Script {
    /// Latin, with all its accents.
    Latin,
    /// Hebrew letters, whatever the language (Hebrew, Yiddish, Ladino).
    Hebrew,
    /// Cyrillic.
    Cyrillic,
    /// Arabic letters, whatever the language (Arabic, Persian, Kurdish, Urdu).
    Arabic,
    /// Greek.
    Greek,
    /// Any other script, or no letter at all.
    Other,
}

impl Script {
    /// Whether the script runs from right to left.
    #[must_use]
    pub fn is_right_to_left(self) -> bool {
        matches!(self, Self::Hebrew | Self::Arabic)
    }

    fn of_letter(c: char) -> Self {
        match u32::from(c) {
            0x41..=0x24f | 0x1e00..=0x1eff | 0xfb00..=0xfb06 | 0xff21..=0xff5a => Self::Latin,
            0x370..=0x3ff | 0x1f00..=0x1fff => Self::Greek,
            0x400..=0x52f | 0x1c80..=0x1c8f => Self::Cyrillic,
            0x590..=0x5ff | 0xfb1d..=0xfb4f => Self::Hebrew,
            0x600..=0x6ff | 0x750..=0x77f | 0x8a0..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => Self::Arabic,
            _ => Self::Other,
        }
    }
}

/// `latin`, `hebrew`, `cyrillic`, `arabic`, `greek`, `other`.
impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Latin => "latin",
            Self::Hebrew => "hebrew",
            Self::Cyrillic => "cyrillic",
            Self::Arabic => "arabic",
            Self::Greek => "greek",
            Self::Other => "other",
        })
    }
}

/// The script of most letters; of the one that comes first if two are equal. [`Script::Other`] without letters.
#[must_use]
pub fn script_of(text: &str) -> Script {
    if text.is_ascii() {
        let letters = text.bytes().any(|b| b.is_ascii_alphabetic());
        return if letters { Script::Latin } else { Script::Other };
    }
    let mut counts = [0_usize; 6];
    let mut best = Script::Other;
    for script in text.chars().filter(|c| is_letter(*c)).map(Script::of_letter) {
        counts[script as usize] += 1;
    }
    // Walking the text again lets the script that comes first win a draw.
    for script in text.chars().filter(|c| is_letter(*c)).map(Script::of_letter) {
        if counts[script as usize] > counts[best as usize] {
            best = script;
        }
    }
    best
}

/// Letters; of the usual scripts told without a look into the tables of Unicode.
fn is_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{400}'..='\u{481}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}')
        || (c > '\u{7f}' && c.is_alphabetic())
}

fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5ea}')
}

/// The signs with which geresh and gershayim are written, typed or printed.
fn is_geresh(c: char) -> bool {
    matches!(c, '\'' | '"' | '\u{5f3}' | '\u{5f4}' | '\u{2018}' | '\u{2019}' | '\u{201d}' | '\u{b4}')
}

/// Signs that carry no sound and separate nothing: direction marks, joiners, soft hyphens, the kashida, the
/// middle dot and the half rings by which romanised Arabic shows ayn and hamza, and the hamza itself.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{b7}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{feff}' | '\u{61c}' | '\u{640}' | '\u{621}' | '\u{2bb}' | '\u{2be}' | '\u{2bf}'
    )
}

/// Letters and digits; not the modifier letters that serve as apostrophes.
fn is_part_of_name(c: char) -> bool {
    (is_letter(c) || c.is_alphanumeric()) && !matches!(c, '\u{2b0}'..='\u{2ff}')
}

/// Letters that Unicode does not take apart, and variants that differ only by place in the word or by keyboard.
fn fold(c: char, out: &mut String) {
    let folded = match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ŋ' => "n",
        'ς' => "σ",
        'ё' => "е",
        'ґ' => "г",
        'ך' => "כ",
        'ם' => "מ",
        'ן' => "נ",
        'ף' => "פ",
        'ץ' => "צ",
        'װ' => "וו",
        'ױ' => "וי",
        'ײ' => "יי",
        'ٱ' => "ا",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ة' => "ه",
        other => return out.push(other),
    };
    out.push_str(folded);
}

#[cfg(test)]
mod tests {
    use super::{folded, is_letter, normalise, plain};
    use proptest::prelude::*;

    #[test]
    fn letters_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn the_short_way_and_the_long_way_say_the_same(name in "[ -~\\t\\n]{0,40}") {
            prop_assert_eq!(normalise(&name), folded(plain(&name)));
        }
    }
}
