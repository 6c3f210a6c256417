//! The words of dates in French, English and German, lower-case and without accents.
//!
//! Knows words only: what a sequence of them means is decided in `loose`.

/// What a word does in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Month(u8),
    /// EDTF season, 21 to 24.
    Season(u8),
    /// A month in Roman numerals; only between day and year, as a single `v.` or `i` has other uses.
    Roman(u8),
    About,
    Perhaps,
    Before,
    After,
    Between,
    And,
    Or,
    /// The date is said to be unknown.
    Unknown,
    /// Carries nothing: articles, "born", "in the year".
    Filler,
}

/// The meaning of one word, already lower-cased and stripped of accents; `None` if it is not a date's word.
pub(super) fn word(text: &str) -> Option<Word> {
    month(text)
        .map(Word::Month)
        .or_else(|| season(text).map(Word::Season))
        .or_else(|| roman(text).map(Word::Roman))
        .or_else(|| particle(text))
}

fn month(text: &str) -> Option<u8> {
    Some(match text {
        "janvier" | "january" | "januar" | "janner" | "jaenner" | "janv" | "jan" => 1,
        "fevrier" | "february" | "februar" | "feber" | "fevr" | "fev" | "feb" => 2,
        "mars" | "march" | "marz" | "maerz" | "mar" | "mrz" => 3,
        "avril" | "april" | "avr" | "apr" => 4,
        "mai" | "may" => 5,
        "juin" | "june" | "juni" | "jun" => 6,
        "juillet" | "july" | "juli" | "juil" | "jul" => 7,
        "aout" | "august" | "aug" => 8,
        "septembre" | "september" | "sept" | "sep" => 9,
        "octobre" | "october" | "oktober" | "oct" | "okt" => 10,
        "novembre" | "november" | "nov" => 11,
        "decembre" | "december" | "dezember" | "dec" | "dez" => 12,
        _ => return None,
    })
}

fn season(text: &str) -> Option<u8> {
    Some(match text {
        "printemps" | "spring" | "fruhjahr" | "fruehjahr" | "fruhling" | "fruehling" => 21,
        "ete" | "summer" | "sommer" => 22,
        "automne" | "autumn" | "fall" | "herbst" => 23,
        "hiver" | "winter" => 24,
        _ => return None,
    })
}

fn roman(text: &str) -> Option<u8> {
    const NUMERALS: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    (1..).zip(NUMERALS).find_map(|(number, numeral)| (numeral == text).then_some(number))
}

fn particle(text: &str) -> Option<Word> {
    Some(match text {
        "vers" | "environ" | "env" | "approximativement" => Word::About,
        "ca" | "circa" | "c" | "about" | "abt" | "around" | "approx" | "approximately" => Word::About,
        "um" | "etwa" | "ungefahr" | "ungefaehr" | "gegen" | "rund" => Word::About,
        "peut" | "probablement" | "prob" | "probably" | "perhaps" => Word::Perhaps,
        "vielleicht" | "vermutlich" | "wohl" | "wahrscheinlich" => Word::Perhaps,
        "avant" | "av" | "before" | "bef" | "vor" => Word::Before,
        "apres" | "after" | "aft" | "nach" => Word::After,
        "entre" | "between" | "btw" | "zwischen" => Word::Between,
        "et" | "and" | "und" => Word::And,
        "ou" | "or" | "oder" => Word::Or,
        "inconnu" | "inconnue" | "connu" | "connue" => Word::Unknown,
        "unknown" | "unk" | "unbekannt" | "unbek" => Word::Unknown,
        "le" | "l" | "en" | "d" | "de" | "du" | "la" | "an" | "annee" | "mois" | "ne" | "nee" => Word::Filler,
        "etre" | "date" | "non" | "pas" => Word::Filler,
        "the" | "of" | "in" | "on" | "year" | "born" | "b" | "not" => Word::Filler,
        "im" | "am" | "den" | "der" | "das" | "dem" | "jahr" | "jahre" | "geb" | "geboren" => Word::Filler,
        _ => return None,
    })
}
