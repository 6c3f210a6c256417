//! Cells that a spreadsheet would take for a formula, made inert in text files, and made themselves again.
//!
//! The guard is an apostrophe before the cell, which spreadsheet programs hide or show but never compute.
//! [`unguard`] takes off exactly what [`guard`] put on, also from cells that began with apostrophes themselves,
//! so that a file which goes out and comes back loses nothing.
//!
//! # Source
//! OWASP, "CSV Injection": = + - @ tab and carriage return begin a formula; the line feed is guarded as well,
//! since programs trim it.

use std::borrow::Cow;

/// Signs at the beginning of a cell that make a spreadsheet compute it.
pub(crate) const STARTS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

/// Whether a cell is, after any apostrophes, one that a spreadsheet would compute.
fn is_live(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(STARTS)
}

/// The cell as it may stand in a text file.
pub(crate) fn guard(cell: &str) -> Cow<'_, str> {
    if is_live(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Takes the guard off again, in place.
pub(crate) fn unguard(cell: &mut String) {
    if cell.starts_with('\'') && is_live(cell) {
        cell.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn f5_cells_that_begin_a_formula_are_guarded() {
        fn check(cell: &str, expected: &str) {
            assert_eq!(guard(cell), expected);
        }
        check("=1+1", "'=1+1");
        check("+33 1 40", "'+33 1 40");
        check("-", "'-");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\tx", "'\tx");
        check("\rx", "'\rx");
        check("'=x", "''=x");
        check("Anna", "Anna");
        check("'Anna'", "'Anna'");
        check("", "");
    }

    proptest! {
        #[test]
        fn guarding_is_taken_off_exactly(cell in "'{0,3}[=+@\\-\t\ra]?.{0,8}") {
            let guarded = guard(&cell).into_owned();
            prop_assert!(!guarded.starts_with(STARTS));
            let mut back = guarded;
            unguard(&mut back);
            prop_assert_eq!(back, cell);
        }
    }
}
