//! A register as rows and headings, whatever file it came from; and how headings are told from titles and people.

use crate::field::Field;
use crate::heading::fold;
use crate::limit::{HEADING_SEARCH_ROWS, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT_BYTES};
use crate::problem::{Problem, Why};
use crate::separated::RawRow;
use crate::synonym::field_of;
use crate::unreadable::{LooksLike, Unreadable};

/// The form of the file that a table came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// Text with separated columns.
    Csv,
    /// A workbook, and the sheet that was read.
    Xlsx { sheet: String },
}

/// One row below the headings, every cell as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Row as the spreadsheet numbers it, from 1.
    pub line: u32,
    /// Blank cells at the end are left out, so there may be fewer cells than headings; there may be more, too.
    pub cells: Vec<String>,
}

impl TableRow {
    /// The cell of a column, counted from 0; "" where the row is shorter.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// A register read: headings, rows, and what is wrong with it. Rows named in `problems` with severity `Row`
/// are not in `rows`.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub format: Format,
    /// IANA label of the encoding; "UTF-8" for a workbook.
    pub encoding: String,
    /// What parts the columns; none for a workbook and for a single column.
    pub separator: Option<char>,
    /// Rows above the headings, as text.
    pub title: Vec<String>,
    /// One heading per column, all different: a blank one is the column's letter, a repeated one is numbered.
    pub header: Vec<String>,
    pub rows: Vec<TableRow>,
    pub problems: Vec<Problem>,
}

/// Collects rows under the caps, then makes a table of them.
#[derive(Default)]
pub(crate) struct Gather {
    rows: Vec<RawRow>,
    cells: usize,
    text: usize,
}

impl Gather {
    /// Takes a row; blank ones are passed over. Fails at the first row beyond a cap.
    pub(crate) fn push(&mut self, row: RawRow) -> Result<(), Unreadable> {
        if row.found == 0 {
            return Ok(());
        }
        self.cells += row.cells.len();
        self.text += row.cells.iter().map(String::len).sum::<usize>();
        // Headings and title lines are no data rows: allow for them.
        if self.rows.len() >= MAX_ROWS + HEADING_SEARCH_ROWS {
            return Err(Unreadable::TooManyRows { limit: MAX_ROWS });
        }
        if self.cells > MAX_CELLS || self.text > MAX_TEXT_BYTES {
            return Err(Unreadable::TooMuchText);
        }
        self.rows.push(row);
        Ok(())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Finds the headings and parts the rows from what is wrong with them.
    pub(crate) fn finish(self, mut table: Table, file: &str) -> Result<Table, Unreadable> {
        let mut rows = self.rows;
        let place = heading_place(&rows).ok_or(Unreadable::NotATable(LooksLike::PlainText))?;
        let headings = &rows[place];
        if headings.found > MAX_COLUMNS {
            return Err(Unreadable::TooManyColumns { found: headings.found, limit: MAX_COLUMNS });
        }
        let below = if is_a_person(headings) {
            let widest = rows[place..].iter().map(|r| r.cells.len()).max().unwrap_or(0);
            let first = headings.cells.join(" | ");
            table.header = (0..widest).map(letter).collect();
            table.problems.push(Problem::of_file(file, &first, Why::NoHeadings));
            place
        } else {
            table.header = distinct(&headings.cells);
            place + 1
        };
        let folded: Vec<String> = rows[place].cells.iter().map(|c| fold(c)).collect();
        let data = rows.split_off(below);
        table.title.extend(rows.iter().take(place).map(|r| r.cells.join(" ").trim().to_owned()));
        if data.len() > MAX_ROWS {
            return Err(Unreadable::TooManyRows { limit: MAX_ROWS });
        }
        take_rows(&mut table, data, &folded, below > place, file);
        Ok(table)
    }
}

/// Puts the data rows into the table, and what is wrong with them beside.
fn take_rows(table: &mut Table, data: Vec<RawRow>, headings: &[String], has_headings: bool, file: &str) {
    let expected = table.header.len();
    // Programs that leave out the last blank cells make every row short: then it is said once.
    let short = data.iter().filter(|r| r.width < expected).count();
    let list_short = short * 20 <= data.len() || short <= 20;
    for row in data {
        for (place, why, value) in row.flaws {
            let column = table.header.get(place).map(String::as_str);
            table.problems.push(Problem::of_cell(file, row.line, column, &value, why));
        }
        if row.found > MAX_COLUMNS {
            let why = Why::TooManyCells { found: row.found, limit: MAX_COLUMNS };
            table.problems.push(Problem::of_row(file, row.line, &row.cells, why));
            continue;
        }
        if has_headings && repeats(&row.cells, headings) {
            table.problems.push(Problem::of_row(file, row.line, &row.cells, Why::RepeatsHeadings));
            continue;
        }
        if row.found > expected || (row.width < expected && list_short) {
            let found = row.found.max(row.width.min(expected));
            let first = row.cells.first().map_or("", String::as_str);
            let why = Why::Ragged { expected, found };
            table.problems.push(Problem::of_cell(file, row.line, None, first, why));
        }
        table.rows.push(TableRow { line: row.line, cells: row.cells });
    }
    if !list_short {
        table.problems.push(Problem::of_file(file, "", Why::ManyShortRows { rows: short }));
    }
}

/// The row of headings: the first with two known words, else the first with two cells, else, in a single
/// column, the first with one known word.
fn heading_place(rows: &[RawRow]) -> Option<usize> {
    let first = &rows[..rows.len().min(HEADING_SEARCH_ROWS)];
    let known = |r: &RawRow| r.cells.iter().filter(|c| field_of(&fold(c)).is_some()).count();
    let filled = |r: &RawRow| r.cells.iter().filter(|c| !c.trim().is_empty()).count();
    first
        .iter()
        .position(|r| known(r) >= 2)
        .or_else(|| first.iter().position(|r| filled(r) >= 2))
        .or_else(|| first.iter().position(|r| known(r) == 1))
}

/// Whether the row that should hold headings holds a person: no known word, and a number or date in it.
fn is_a_person(row: &RawRow) -> bool {
    let numeric = |cell: &str| {
        let digits = cell.chars().filter(char::is_ascii_digit).count();
        digits > 0 && digits * 2 >= cell.trim().chars().count()
    };
    row.cells.iter().all(|c| field_of(&fold(c)).is_none()) && row.cells.iter().any(|c| numeric(c))
}

fn repeats(cells: &[String], headings: &[String]) -> bool {
    cells.len() == headings.len() && cells.iter().zip(headings).all(|(c, h)| fold(c) == *h)
}

/// Headings made all different, none blank.
fn distinct(cells: &[String]) -> Vec<String> {
    let mut header: Vec<String> = Vec::with_capacity(cells.len());
    for (place, cell) in cells.iter().enumerate() {
        let words = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = if words.is_empty() { letter(place) } else { words };
        let mut name = plain.clone();
        let mut count = 2;
        while header.contains(&name) {
            name = format!("{plain} ({count})");
            count += 1;
        }
        header.push(name);
    }
    header
}

/// The letter by which a spreadsheet names a column counted from 0.
pub(crate) fn letter(place: usize) -> String {
    let mut rest = place + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl Table {
    /// A table of this form without rows yet.
    pub(crate) fn empty(format: Format, encoding: &str, separator: Option<char>) -> Table {
        Table {
            format,
            encoding: encoding.to_owned(),
            separator,
            title: Vec::new(),
            header: Vec::new(),
            rows: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The name of a column, also of one beyond the headings.
    pub fn column_name(&self, column: usize) -> String {
        self.header.get(column).cloned().unwrap_or_else(|| letter(column))
    }

    /// The field that each heading names exactly, without looking at what is below it.
    pub(crate) fn exact_fields(&self) -> Vec<Option<Field>> {
        self.header.iter().map(|h| field_of(&fold(h))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_spreadsheets_do() {
        fn check(place: usize, expected: &str) {
            assert_eq!(letter(place), expected);
        }
        check(0, "A");
        check(25, "Z");
        check(26, "AA");
        check(199, "GR");
    }

    #[test]
    fn headings_are_made_different() {
        let cells = ["Nom", "", "Nom", " Né  le ", "B"].map(str::to_owned);
        assert_eq!(distinct(&cells), ["Nom", "B", "Nom (2)", "Né le", "B (2)"]);
    }
}
