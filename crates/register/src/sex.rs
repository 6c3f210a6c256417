//! Sex as registers write it: letters and words in three languages, and the numbers of ISO/IEC 5218.
//!
//! "G" is a boy in French (garçon) and a girl in English: which, is told by the other codes of the column.

use serde::{Deserialize, Serialize};

use crate::heading::fold;

/// Sex as recorded in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sex {
    F,
    M,
    /// Another entry than these two, as some papers have it.
    X,
}

impl Sex {
    /// The letter that exports write.
    pub fn letter(self) -> &'static str {
        match self {
            Sex::F => "F",
            Sex::M => "M",
            Sex::X => "X",
        }
    }
}

/// What each code in the sex column means. Codes are compared in folded form (plain lower case).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SexCodes {
    pub female: Vec<String>,
    pub male: Vec<String>,
    pub other: Vec<String>,
}

const FEMALE: &[&str] = &[
    "f", "w", "2", "fem", "feminin", "feminine", "femme", "fille", "fillette", "female", "woman", "girl",
    "weiblich", "weibl", "madchen", "frau", "נ", "נקבה",
];
const MALE: &[&str] = &[
    "m",
    "h",
    "1",
    "masc",
    "masculin",
    "masculine",
    "homme",
    "garcon",
    "male",
    "man",
    "boy",
    "mannlich",
    "mannl",
    "junge",
    "knabe",
    "mann",
    "ז",
    "זכר",
];
const OTHER: &[&str] = &["x", "autre", "other", "divers", "d"];

/// Entries that say that the sex is not known: no value and no problem. "0" and "9" are ISO/IEC 5218.
const UNKNOWN: &[&str] = &["", "0", "9", "inconnu", "inconnue", "unknown", "unbekannt", "n a", "na", "nc"];

impl Default for SexCodes {
    /// The usual codes; "G" is in neither list.
    fn default() -> SexCodes {
        let own = |codes: &[&str]| codes.iter().map(|c| (*c).to_owned()).collect();
        SexCodes { female: own(FEMALE), male: own(MALE), other: own(OTHER) }
    }
}

impl SexCodes {
    /// The usual codes, and "G" and "B" as this column uses them: beside F or in French a boy, beside B a girl.
    pub fn guess<'v>(values: impl Iterator<Item = &'v str>) -> SexCodes {
        let mut codes = SexCodes::default();
        let mut seen: Vec<String> = Vec::new();
        for value in values {
            let code = fold(value);
            if seen.len() < 8 && !seen.contains(&code) {
                seen.push(code);
            }
        }
        let has = |code: &str| seen.iter().any(|c| c == code);
        if has("g") && has("b") {
            codes.female.push("g".to_owned());
            codes.male.push("b".to_owned());
        } else if has("g") && has("f") {
            codes.male.push("g".to_owned());
        }
        codes
    }

    /// Reads a cell. `Ok(None)` when it is blank or says that the sex is not known.
    ///
    /// # Errors
    /// The cell holds a code that none of the lists knows.
    pub(crate) fn read(&self, cell: &str) -> Result<Option<Sex>, UnknownCode> {
        let code = fold(cell);
        if UNKNOWN.contains(&code.as_str()) {
            Ok(None)
        } else if self.female.contains(&code) {
            Ok(Some(Sex::F))
        } else if self.male.contains(&code) {
            Ok(Some(Sex::M))
        } else if self.other.contains(&code) {
            Ok(Some(Sex::X))
        } else {
            Err(UnknownCode)
        }
    }
}

/// A code for the sex that no list knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UnknownCode;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_three_languages() {
        fn check(column: &[&str], cell: &str, expected: Result<Option<Sex>, UnknownCode>) {
            assert_eq!(
                SexCodes::guess(column.iter().copied()).read(cell),
                expected,
                "{cell:?} in {column:?}"
            );
        }
        check(&[], "F", Ok(Some(Sex::F)));
        check(&[], "weiblich", Ok(Some(Sex::F)));
        check(&[], "Garçon", Ok(Some(Sex::M)));
        check(&[], " m. ", Ok(Some(Sex::M)));
        check(&[], "X", Ok(Some(Sex::X)));
        check(&[], "", Ok(None));
        check(&[], "?", Ok(None));
        check(&[], "2", Ok(Some(Sex::F)));
        check(&[], "G", Err(UnknownCode));
        check(&["F", "G", "G"], "G", Ok(Some(Sex::M)));
        check(&["B", "G"], "G", Ok(Some(Sex::F)));
        check(&["B", "G"], "B", Ok(Some(Sex::M)));
        check(&[], "Blum", Err(UnknownCode));
    }
}
