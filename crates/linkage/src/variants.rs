//! Forms of one name: diminutives and nicknames, and the feminine and patronymic endings of surnames.
//!
//! The lists are written by hand from common knowledge of European Jewish, French, German, Polish, Russian and
//! Arabic usage; they are no census and name nobody. A group says "these are often one person's names", never
//! "these are the same name": a comparison that uses it stays weaker than equality.

mod given;

use crate::name::normalise;
use std::collections::HashMap;

/// Given names and the groups they belong to.
#[derive(Debug, Clone)]
pub struct Variants {
    groups: HashMap<String, u32>,
}

impl Default for Variants {
    fn default() -> Self {
        let mut groups = HashMap::new();
        for (group, line) in (1_u32..).zip(given::GIVEN) {
            for name in line.split(' ') {
                // A name of two groups stays with the first: Lea is no Leopold.
                groups.entry(normalise(name)).or_insert(group);
            }
        }
        Self { groups }
    }
}

impl Variants {
    /// The group of one word of a given name, if the lists know it. Words of one group are forms of one name.
    ///
    /// ```
    /// let variants = relais_linkage::variants::Variants::default();
    /// assert_eq!(variants.group("Yankel"), variants.group("Jacques"));
    /// assert_eq!(variants.group("ריבקה").is_some(), variants.group("Rivka").is_some());
    /// ```
    #[must_use]
    pub fn group(&self, word: &str) -> Option<u32> {
        self.groups.get(&normalise(word)).copied()
    }

    /// The same for a word that is normalised already.
    pub(crate) fn group_of_normal(&self, word: &str) -> Option<u32> {
        self.groups.get(word).copied()
    }
}

/// Endings of a woman's surname and the man's beside it, normalised. The longest that fits is taken.
const FEMININE: &[(&str, &str)] = &[
    ("owna", "a"),
    ("owna", ""),
    ("ska", "ski"),
    ("cka", "cki"),
    ("dzka", "dzki"),
    ("skaya", "sky"),
    ("skaja", "ski"),
    ("ova", "ov"),
    ("eva", "ev"),
    ("ina", "in"),
    ("овна", "ов"),
    ("ская", "ский"),
    ("цкая", "цкий"),
    ("ова", "ов"),
    ("ева", "ев"),
    ("ина", "ин"),
];

/// A normalised surname without its feminine ending, where it bears one of those known here.
#[must_use]
pub fn masculine(word: &str) -> Option<String> {
    FEMININE.iter().filter(|(ending, _)| word.len() > ending.len() + 3).find_map(|(ending, man)| {
        word.strip_suffix(ending).map(|stem| format!("{stem}{}", if *man == "a" { "" } else { man }))
    })
}

/// Words before a surname that are no name of their own. Dropped where another word remains.
pub(crate) const PARTICLES: &[&str] = &[
    "al", "bar", "bat", "ben", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "du", "el",
    "et", "ibn", "la", "le", "of", "ter", "van", "von", "zu", "zur", "בן", "בת", "אבן", "בר", "ابن", "بن",
    "بنت",
];
