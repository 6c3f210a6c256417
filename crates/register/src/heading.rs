//! Headings and code words brought to one plain form, so that "Né(e) le", "NE(E) LE" and "né (e) le" are equal.
//!
//! Only for words of the register itself (headings, sex codes). Names of people are never changed by it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without accents; everything but letters and digits becomes one space; "#" alone reads "no".
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        match c {
            'ß' => out.push_str("ss"),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            other => out.push(other),
        }
    }
    if out.is_empty() && text.trim() == "#" { "no".to_owned() } else { out }
}

/// How many single edits part two words: for "did you mean", so both are cut to 40 characters.
pub(crate) fn edits(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(40).collect();
    let b: Vec<char> = b.chars().take(40).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let change = diagonal + usize::from(ca != cb);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// The candidate nearest to a word, when it is near enough to be a slip of the pen.
pub(crate) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    candidates
        .map(|c| (edits(&word, &fold(c)), c))
        .filter(|(distance, c)| *distance <= 1 + c.chars().count() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, c)| c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_fold_to_plain_words() {
        fn check(input: &str, expected: &str) {
            assert_eq!(fold(input), expected, "{input:?}");
        }
        check("Né(e) le", "ne e le");
        check("  NOM   de famille: ", "nom de famille");
        check("Staatsangehörigkeit", "staatsangehorigkeit");
        check("N° d'ordre", "n d ordre");
        check("№", "no");
        check("#", "no");
        check("Îlot", "ilot");
        check("Straße", "strasse");
        check("--", "");
        check("שם", "שם");
    }

    #[test]
    fn a_slip_of_the_pen_finds_the_word() {
        fn check(word: &str, expected: Option<&str>) {
            assert_eq!(nearest(word, ["surname", "given", "birth"].into_iter()), expected, "{word:?}");
        }
        check("surnam", Some("surname"));
        check("Birht", Some("birth"));
        check("giver", Some("given"));
        check("weather", None);
        check("", None);
    }
}
