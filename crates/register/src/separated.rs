//! Rows of separated text, read leniently: what a careless hand or an old program writes still gives rows.
//!
//! Written here and not taken from a library because a register must survive one forgotten quote: a quoted
//! cell that does not close nearby is read as ordinary text, so that it cannot swallow the rows after it.

use crate::limit::{MAX_CELL_CHARS, MAX_COLUMNS, MAX_UNCLOSED_QUOTES, QUOTE_REACH_BYTES};
use crate::planted::{Fault, planted};
use crate::problem::Why;

/// A row as it came from a file, before headings are known.
#[derive(Debug, Default)]
pub(crate) struct RawRow {
    /// Row as a spreadsheet numbers it, from 1.
    pub line: u32,
    /// At most [`MAX_COLUMNS`] cells, without blank ones at the end.
    pub cells: Vec<String>,
    /// How many cells the row has in the file, blank ones at the end not counted.
    pub found: usize,
    /// How many cells the row has, blank ones at the end counted.
    pub width: usize,
    /// What is wrong with single cells: place, why, the value.
    pub flaws: Vec<(usize, Why, String)>,
}

impl RawRow {
    /// Adds a cell at the end, cut to the longest that is kept.
    pub(crate) fn push(&mut self, cell: &str) {
        let place = self.width;
        self.set(place, cell);
    }

    /// Sets a cell at its place; beyond the columns that are kept it is only counted.
    pub(crate) fn set(&mut self, place: usize, cell: &str) {
        self.width = self.width.max(place.saturating_add(1));
        if !cell.trim().is_empty() {
            self.found = self.found.max(place.saturating_add(1));
        }
        if place >= MAX_COLUMNS {
            return;
        }
        if self.cells.len() <= place {
            self.cells.resize(place + 1, String::new());
        }
        let kept = cut(cell);
        if kept.len() < cell.len() {
            self.flaws.push((place, Why::CellTooLong { limit: MAX_CELL_CHARS }, kept.to_owned()));
        }
        self.cells[place] = kept.to_owned();
    }

    /// Drops blank cells at the end.
    pub(crate) fn close(&mut self) {
        self.cells.truncate(self.found);
    }
}

/// The first [`MAX_CELL_CHARS`] characters, without walking over what comes after.
fn cut(cell: &str) -> &str {
    // A character has at least one byte: most cells need no counting.
    if cell.len() <= MAX_CELL_CHARS {
        return cell;
    }
    if planted(Fault::CutsBytes) {
        return &cell[..MAX_CELL_CHARS];
    }
    cell.char_indices().nth(MAX_CELL_CHARS).map_or(cell, |(end, _)| &cell[..end])
}

/// Walks over the rows of a text. Blank lines count as rows, a line end inside quotes does not.
pub(crate) struct Records<'t> {
    text: &'t str,
    at: usize,
    separator: u8,
    line: u32,
    unclosed: u32,
}

impl<'t> Records<'t> {
    /// Rows of a text; the separator is an ASCII sign.
    pub(crate) fn new(text: &'t str, separator: u8) -> Records<'t> {
        Records { text, at: 0, separator, line: 0, unclosed: 0 }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Whether a cell may end before this byte.
    fn ends_cell(&self, byte: Option<u8>) -> bool {
        byte.is_none_or(|b| b == self.separator || b == b'\n' || b == b'\r')
    }

    /// A quoted cell whose text begins at `start`; none when its quote does not close as a quote should.
    fn quoted(&self, start: usize) -> Option<(String, usize)> {
        let bytes = self.text.as_bytes();
        let reach = bytes.len().min(start + QUOTE_REACH_BYTES);
        let mut cell = String::new();
        let (mut from, mut at, mut lines) = (start, start, false);
        while at < reach {
            match bytes[at] {
                b'\n' | b'\r' => lines = true,
                b'"' if self.byte(at + 1) == Some(b'"') => {
                    cell.push_str(&self.text[from..=at]);
                    at += 1;
                    from = at + 1;
                }
                b'"' => {
                    let mut after = at + 1;
                    while self.byte(after) == Some(b' ') {
                        after += 1;
                    }
                    if self.ends_cell(self.byte(after)) {
                        cell.push_str(&self.text[from..at]);
                        return Some((cell, after));
                    }
                    // A stray quote after a line end or at the beginning of what looks like a cell: the quote
                    // that opened this one was never closed.
                    if lines || bytes[at - 1] == self.separator {
                        return None;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        None
    }

    fn plain_end(&self, start: usize) -> usize {
        let rest = &self.text.as_bytes()[start..];
        let length = rest.iter().position(|b| *b == self.separator || *b == b'\n' || *b == b'\r');
        start + length.unwrap_or(rest.len())
    }

    fn cell(&mut self, row: &mut RawRow) {
        if self.byte(self.at) == Some(b'"') && self.unclosed < MAX_UNCLOSED_QUOTES {
            if let Some((cell, after)) = self.quoted(self.at + 1) {
                self.at = after;
                row.push(&cell);
                return;
            }
            self.unclosed += 1;
            let end = self.plain_end(self.at);
            let value = self.text[self.at..end].to_owned();
            if row.width < MAX_COLUMNS {
                row.flaws.push((row.width, Why::UnclosedQuote, value));
            }
        }
        let end = self.plain_end(self.at);
        row.push(&self.text[self.at..end]);
        self.at = end;
    }
}

impl Iterator for Records<'_> {
    type Item = RawRow;

    fn next(&mut self) -> Option<RawRow> {
        self.byte(self.at)?;
        self.line = self.line.saturating_add(1);
        let mut row = RawRow { line: self.line, ..RawRow::default() };
        loop {
            self.cell(&mut row);
            match self.byte(self.at) {
                Some(b) if b == self.separator => self.at += 1,
                Some(b'\r') if self.byte(self.at + 1) == Some(b'\n') => {
                    self.at += 2;
                    break;
                }
                Some(_) => {
                    self.at += 1;
                    break;
                }
                None => break,
            }
        }
        row.close();
        Some(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, separator: u8) -> Vec<(u32, Vec<String>)> {
        Records::new(text, separator).map(|r| (r.line, r.cells)).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[(u32, &[&str])]) {
        let found = cells(text, b';');
        let expected: Vec<_> =
            expected.iter().map(|(l, c)| (*l, c.iter().map(|s| (*s).to_owned()).collect())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn rows_and_quotes() {
        check("a;b\nc;d", &[(1, &["a", "b"]), (2, &["c", "d"])]);
        check("a;b\r\n\r\nc;d\r", &[(1, &["a", "b"]), (2, &[]), (3, &["c", "d"])]);
        check("\"a;1\";\"b \"\"c\"\"\"\n", &[(1, &["a;1", "b \"c\""])]);
        check("\"two\nlines\";b\nc;d\n", &[(1, &["two\nlines", "b"]), (2, &["c", "d"])]);
        check("\"a\" ;b\n", &[(1, &["a", "b"])]);
        check(";;x;;\n", &[(1, &["", "", "x"])]);
        check("\"Anna \"Nusia\" B\";c\n", &[(1, &["Anna \"Nusia\" B", "c"])]);
    }

    #[test]
    fn a_forgotten_quote_swallows_nothing() {
        check(
            "1;\"Anna\n2;Ben\n3;\"Ida; Rosa\"\n4;Leo\n",
            &[(1, &["1", "\"Anna"]), (2, &["2", "Ben"]), (3, &["3", "Ida; Rosa"]), (4, &["4", "Leo"])],
        );
        check("\"1;Anna;\"Rue; 5\"\n2;Ben\n", &[(1, &["\"1", "Anna", "Rue; 5"]), (2, &["2", "Ben"])]);
        check("1;\"Anna\n2;Ben\n", &[(1, &["1", "\"Anna"]), (2, &["2", "Ben"])]);
        let row = Records::new("1;\"Anna\n2;Ben\n", b';').next().expect("a row");
        assert_eq!(row.flaws, vec![(1, Why::UnclosedQuote, "\"Anna".to_owned())]);
    }

    #[test]
    fn a_row_of_a_million_cells_is_counted_and_not_kept() {
        let row = Records::new(&"x;".repeat(1_000_000), b';').next().expect("a row");
        assert_eq!((row.cells.len(), row.found, row.width), (MAX_COLUMNS, 1_000_000, 1_000_001));
    }

    #[test]
    fn a_long_cell_is_cut_and_named() {
        let row = Records::new(&format!("{};b\n", "é".repeat(5_000)), b';').next().expect("a row");
        assert_eq!(row.cells[0].chars().count(), MAX_CELL_CHARS);
        assert_eq!(row.flaws[0].1, Why::CellTooLong { limit: MAX_CELL_CHARS });
    }

    #[test]
    fn quotes_that_never_close_stay_cheap() {
        let text = "\"a\n".repeat(200_000);
        assert_eq!(Records::new(&text, b';').count(), 200_000);
    }
}
