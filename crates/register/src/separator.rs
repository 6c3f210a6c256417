//! Which sign parts the columns of a text: found by what each candidate would make of the first rows.

use std::collections::HashMap;

use crate::heading::fold;
use crate::limit::HEADING_SEARCH_ROWS;
use crate::separated::{RawRow, Records};
use crate::synonym::is_heading;

/// The signs that part columns in registers, the likeliest first.
const CANDIDATES: [u8; 4] = *b";,\t|";

/// Stands for "no separator": control signs are taken out of a text before, so it occurs in none.
pub(crate) const NO_SEPARATOR: u8 = 0x1f;

/// Rows and bytes looked at: enough to see a pattern, little enough to cost nothing.
const SAMPLE_ROWS: usize = 64;
const SAMPLE_BYTES: usize = 256 * 1024;

/// What was found: the separator, or none for a single column; and where the rows begin.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Sniffed {
    pub separator: Option<u8>,
    pub start: usize,
}

/// Finds the separator; none when the text has no columns.
pub(crate) fn sniff(text: &str) -> Option<Sniffed> {
    if let Some(declared) = declared(text) {
        return Some(declared);
    }
    let sample = sample(text);
    let mut best: Option<(usize, f64, u8)> = None;
    for separator in CANDIDATES {
        let rows: Vec<RawRow> =
            Records::new(sample, separator).filter(|r| r.found > 0).take(SAMPLE_ROWS).collect();
        let hits = heading_hits(&rows);
        let score = regularity(&rows);
        if hits < 2 && score.is_none() {
            continue;
        }
        let score = score.unwrap_or(0.0);
        // Two headings that are known words prove more than any regularity.
        let known = if hits >= 2 { hits } else { 0 };
        if best.is_none_or(|(h, s, _)| known > h || (known == h && score > s)) {
            best = Some((known, score, separator));
        }
    }
    match best {
        Some((0, _, _)) | None if is_single_column(sample) => Some(Sniffed { separator: None, start: 0 }),
        Some((_, _, separator)) => Some(Sniffed { separator: Some(separator), start: 0 }),
        None => None,
    }
}

/// One known heading alone on one of the first lines, and no separator on any line above or in it: a column of
/// names, which may well be written with commas below.
fn is_single_column(sample: &str) -> bool {
    let lines = sample.split(['\n', '\r']).filter(|l| !l.trim().is_empty()).take(HEADING_SEARCH_ROWS);
    lines.take_while(|l| !l.bytes().any(|b| CANDIDATES.contains(&b))).any(|l| is_heading(&fold(l)))
}

/// The line "sep=;" that one spreadsheet program writes; it shows it as no row.
fn declared(text: &str) -> Option<Sniffed> {
    let head: String = text.chars().take(6).collect();
    let separator = *head.to_ascii_lowercase().strip_prefix("sep=")?.as_bytes().first()?;
    if !CANDIDATES.contains(&separator) {
        return None;
    }
    let rest = &text[5..];
    let end = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) };
    (end > 0 || rest.is_empty()).then_some(Sniffed { separator: Some(separator), start: 5 + end })
}

fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE_BYTES {
        return text;
    }
    let mut end = SAMPLE_BYTES;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].rfind(['\n', '\r']).map_or(&text[..end], |at| &text[..at])
}

/// Most headings in one of the first rows that are known words.
fn heading_hits(rows: &[RawRow]) -> usize {
    let hits = |r: &RawRow| r.cells.iter().filter(|c| is_heading(&fold(c))).count();
    rows.iter().take(HEADING_SEARCH_ROWS).map(hits).max().unwrap_or(0)
}

/// Share of rows that have the commonest width, with a small bonus for more columns; none when the commonest
/// width is one column or fewer than half the rows have it.
fn regularity(rows: &[RawRow]) -> Option<f64> {
    let mut widths: HashMap<usize, usize> = HashMap::new();
    for row in rows {
        *widths.entry(row.width).or_default() += 1;
    }
    let (width, count) = widths.into_iter().max_by_key(|(width, count)| (*count, *width))?;
    let share = count as f64 / rows.len() as f64;
    (width >= 2 && share >= 0.5).then(|| share + 0.01 * width.min(20) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_found() {
        #[track_caller]
        fn check(text: &str, expected: Option<Option<char>>) {
            let found = sniff(text).map(|s| s.separator.map(char::from));
            assert_eq!(found, expected, "{text:?}");
        }
        check("Nom;Prénom\nBlum;Anna\n", Some(Some(';')));
        check("Surname,Given name\nBlum,Anna\n", Some(Some(',')));
        check("Nachname\tVorname\nBlum\tAnna\n", Some(Some('\t')));
        check("Nom|Prénom\nBlum|Anna\n", Some(Some('|')));
        // Commas inside the names, semicolons between the columns.
        check("Nom, Prénom;Né le;Sexe\nBlum, Anna;1931;F\nLevi, Ben;1933;M\n", Some(Some(';')));
        check("\"a;b\",\"c\"\n\"d;e\",\"f\"\n", Some(Some(',')));
        check("Nom\nBlum\nLevi\n", Some(None));
        check("Liste\nNom\nBlum, Anna\nLevi, Ben\n", Some(None));
        check("This is a letter, dear colleagues.\nIt has no columns.\nNone.\nGoodbye\n", None);
        check("sep=|\na|b;c\n", Some(Some('|')));
        check("Registre du camp\n\nNom;Prénom\nBlum;Anna\n", Some(Some(';')));
    }

    #[test]
    fn the_declared_separator_is_no_row() {
        assert_eq!(sniff("sep=;\r\na;b\n"), Some(Sniffed { separator: Some(b';'), start: 7 }));
    }
}
