//! From a table and a mapping to rows that can go in, and to the problems that a person should see.

use linkage::edtf::{Edtf, EdtfProblem, loose};

use crate::field::Field;
use crate::fingerprint::{Fingerprint, Repeats};
use crate::full_name::split_full_name;
use crate::mapping::Mapping;
use crate::problem::{Problem, Why};
use crate::sex::Sex;
use crate::table::{Table, TableRow};

/// One person as one row of a register tells it. Nothing of the row is lost: what no field holds is in
/// `unmapped`, what could not be read is in `unread`, what must be kept apart is in `held_apart`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Row as the spreadsheet numbers it, from 1.
    pub line: u32,
    pub number: Option<String>,
    pub given: Option<String>,
    pub surname: Option<String>,
    /// A whole name that the writing does not part; none once it is parted into surname and given name.
    pub full_name: Option<String>,
    pub birth_surname: Option<String>,
    pub sex: Option<Sex>,
    pub birth: Option<Edtf>,
    pub birth_place: Option<String>,
    pub nationality: Option<String>,
    pub languages: Vec<String>,
    pub father: Option<String>,
    pub mother: Option<String>,
    pub family: Option<String>,
    pub barrack: Option<String>,
    pub arrived_on: Option<Edtf>,
    pub came_from: Option<String>,
    pub convoy: Option<String>,
    pub left_on: Option<Edtf>,
    pub leave_reason: Option<String>,
    pub left_for: Option<String>,
    pub note: Option<String>,
    pub code: Option<String>,
    /// Cells of no field: heading and text.
    pub unmapped: Vec<(String, String)>,
    /// Cells of a field that could not be read, word for word: heading and text.
    pub unread: Vec<(String, String)>,
    /// Religion and health: never imported unless a person says so, and then to their own volet.
    pub held_apart: Vec<(Field, String)>,
    /// Equal when the same content comes again (see the module `fingerprint`).
    pub fingerprint: String,
}

/// Errors that spreadsheet programs show instead of a value.
const SPREADSHEET_ERRORS: [&str; 8] =
    ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA"];

/// Reads every row of a table. The problems are those of the rows alone; `table.problems` come before them.
pub fn rows(table: &Table, mapping: &Mapping, file_name: &str) -> (Vec<Row>, Vec<Problem>) {
    let mut rows = Vec::with_capacity(table.rows.len());
    let mut problems = Vec::new();
    let mut repeats = Repeats::default();
    for source in &table.rows {
        let mut reader =
            Reader { table, mapping, file: file_name, row: Row::default(), problems: Vec::new() };
        reader.read(source);
        let Reader { mut row, problems: mut found, .. } = reader;
        if !row.names_someone() {
            problems.push(Problem::of_row(file_name, source.line, &source.cells, Why::NoName));
            continue;
        }
        let (fingerprint, earlier) = repeats.name(row.content(), row.line);
        row.fingerprint = fingerprint;
        if let Some(first) = earlier {
            let name = row.display_name();
            found.push(Problem::of_cell(file_name, row.line, None, &name, Why::SameAsRow(first)));
        }
        problems.append(&mut found);
        rows.push(row);
    }
    (rows, problems)
}

/// Reads one row.
struct Reader<'a> {
    table: &'a Table,
    mapping: &'a Mapping,
    file: &'a str,
    row: Row,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn read(&mut self, source: &TableRow) {
        self.row.line = source.line;
        for (place, cell) in source.cells.iter().enumerate() {
            let text = cell.trim();
            if text.is_empty() {
                continue;
            }
            let field = self.mapping.columns.get(place).copied().flatten();
            if SPREADSHEET_ERRORS.contains(&text) && field.is_some() {
                self.leave(place, text, Why::SpreadsheetError);
                continue;
            }
            match field {
                None => self.row.unmapped.push((self.table.column_name(place), text.to_owned())),
                Some(field) if field.held_apart() => self.row.held_apart.push((field, text.to_owned())),
                Some(Field::Sex) => self.sex(place, text),
                Some(field) if field.is_date() => self.date(place, field, text),
                Some(Field::Languages) => self.languages(text),
                Some(Field::FullName) => self.full_name(place, text),
                Some(field) => self.text(place, field, text),
            }
        }
    }

    /// Keeps a cell word for word and says why it is not in its field.
    fn leave(&mut self, place: usize, text: &str, why: Why) {
        let column = self.table.column_name(place);
        self.problems.push(Problem::of_cell(self.file, self.row.line, Some(&column), text, why));
        self.row.unread.push((column, text.to_owned()));
    }

    fn sex(&mut self, place: usize, text: &str) {
        match self.mapping.sex_codes.read(text) {
            Ok(None) => {}
            Ok(Some(sex)) if self.row.sex.is_none_or(|s| s == sex) => self.row.sex = Some(sex),
            Ok(Some(_)) => self.leave(place, text, Why::SecondValue(Field::Sex)),
            Err(_) => self.leave(place, text, Why::SexUnread),
        }
    }

    fn date(&mut self, place: usize, field: Field, text: &str) {
        let read = match loose(without_time(text), &self.mapping.reading()) {
            Ok(date) => date,
            Err(EdtfProblem::Empty | EdtfProblem::SaidUnknown) => return,
            Err(problem) => return self.leave(place, text, Why::DateUnread(problem)),
        };
        let slot = match field {
            Field::Birth => &mut self.row.birth,
            Field::ArrivedOn => &mut self.row.arrived_on,
            _ => &mut self.row.left_on,
        };
        match slot {
            None => *slot = Some(read),
            Some(first) if *first == read => {}
            Some(_) => self.leave(place, text, Why::SecondValue(field)),
        }
    }

    fn languages(&mut self, text: &str) {
        for language in text.split([',', ';', '/', '\n']).map(str::trim).filter(|l| !l.is_empty()) {
            if !self.row.languages.iter().any(|l| l == language) {
                self.row.languages.push(language.to_owned());
            }
        }
    }

    fn full_name(&mut self, place: usize, text: &str) {
        match split_full_name(text) {
            Some((surname, given)) if self.row.surname.is_none() && self.row.given.is_none() => {
                self.row.surname = Some(surname);
                self.row.given = Some(given);
            }
            _ => self.text(place, Field::FullName, text),
        }
    }

    fn text(&mut self, place: usize, field: Field, text: &str) {
        let Some(slot) = self.row.slot(field) else { return };
        match slot {
            None => *slot = Some(text.to_owned()),
            Some(first) if first == text => {}
            // Several columns of remarks are one remark.
            Some(first) if field == Field::Note => {
                first.push('\n');
                first.push_str(text);
            }
            Some(_) => self.leave(place, text, Why::SecondValue(field)),
        }
    }
}

/// A date cell without the time that a spreadsheet or a program adds to an ISO date.
fn without_time(text: &str) -> &str {
    let bytes = text.as_bytes();
    let day = bytes.len() > 11 && bytes[4] == b'-' && bytes[7] == b'-' && matches!(bytes[10], b' ' | b'T');
    let time = day && bytes[11..].iter().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'Z'));
    if time && bytes[11..].contains(&b':') { &text[..10] } else { text }
}

impl Row {
    /// Where the text of a field is kept; none for fields that are no plain text.
    fn slot(&mut self, field: Field) -> Option<&mut Option<String>> {
        Some(match field {
            Field::Number => &mut self.number,
            Field::FullName => &mut self.full_name,
            Field::Given => &mut self.given,
            Field::Surname => &mut self.surname,
            Field::BirthSurname => &mut self.birth_surname,
            Field::BirthPlace => &mut self.birth_place,
            Field::Nationality => &mut self.nationality,
            Field::Father => &mut self.father,
            Field::Mother => &mut self.mother,
            Field::Family => &mut self.family,
            Field::Barrack => &mut self.barrack,
            Field::CameFrom => &mut self.came_from,
            Field::Convoy => &mut self.convoy,
            Field::LeaveReason => &mut self.leave_reason,
            Field::LeftFor => &mut self.left_for,
            Field::Note => &mut self.note,
            Field::Code => &mut self.code,
            Field::Sex
            | Field::Birth
            | Field::ArrivedOn
            | Field::LeftOn
            | Field::Languages
            | Field::Religion
            | Field::Health => return None,
        })
    }

    fn names_someone(&self) -> bool {
        self.given.is_some()
            || self.surname.is_some()
            || self.full_name.is_some()
            || self.birth_surname.is_some()
    }

    /// The name as a list shows it: surname, given name, or the whole name.
    pub fn display_name(&self) -> String {
        let parts = [self.surname.as_deref().or(self.birth_surname.as_deref()), self.given.as_deref()];
        let parted = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        match &self.full_name {
            Some(full) if parted.is_empty() => full.clone(),
            _ => parted,
        }
    }

    /// What the row says, for its fingerprint: every mapped cell but those held apart.
    fn content(&self) -> [u8; 16] {
        let mut print = Fingerprint::new();
        crate::export::ExportRow::from(self).each(|field, value| print.part(field.key(), value));
        for (_, value) in &self.unread {
            print.part("unread", value);
        }
        print.content()
    }
}
