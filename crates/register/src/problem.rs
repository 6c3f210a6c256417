//! What is wrong with a register, said so that a person can mend it: where, which value, why, what to do.
//!
//! A problem is a value, never an error: the rows that can go in go in beside it.

use linkage::edtf::EdtfProblem;

use crate::field::Field;

/// Language of a text for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    Fr,
    En,
}

/// What a problem costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Concerns the whole file or the mapping; every row that can go in still does.
    File,
    /// The row goes in; this cell of it is kept word for word beside the fields (`Row::unread`).
    Cell,
    /// The row does not go in. It is listed whole in [`Problem::whole_row`].
    Row,
}

/// One thing that a person should look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Name of the file, as it was given.
    pub file: String,
    /// Row as the spreadsheet numbers it, from 1; none when it concerns the whole file.
    pub row: Option<u32>,
    /// Heading of the column; none when it concerns the row or the file.
    pub column: Option<String>,
    /// The value as it stands in the file; long values are cut to 200 characters here.
    pub value: String,
    pub why: Why,
    pub remedy: Remedy,
    pub severity: Severity,
    /// Every cell of a row that does not go in; empty otherwise.
    pub whole_row: Vec<String>,
}

/// Why something cannot be taken as it stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// The row names nobody.
    NoName,
    /// A date that no reading understands.
    DateUnread(EdtfProblem),
    SexUnread,
    /// The spreadsheet shows an error such as #REF! instead of a value.
    SpreadsheetError,
    /// The same content as an earlier row; both go in.
    SameAsRow(u32),
    /// Two columns hold the same field and differ in this row; the second is kept word for word.
    SecondValue(Field),
    CellTooLong {
        limit: usize,
    },
    TooManyCells {
        found: usize,
        limit: usize,
    },
    /// The row has more or fewer cells than there are headings.
    Ragged {
        expected: usize,
        found: usize,
    },
    /// So many rows are short that each is not listed.
    ManyShortRows {
        rows: usize,
    },
    /// A quote opens and does not close.
    UnclosedQuote,
    /// The row repeats the headings, as a new page does.
    RepeatsHeadings,
    /// The first row is already a person; columns are named by their letter.
    NoHeadings,
    /// Sheets that hold something and were not read.
    OtherSheets {
        names: Vec<String>,
    },
    /// Bytes that are no letters in the file's encoding.
    BrokenLetters {
        count: usize,
    },
    /// Invisible control signs, taken out.
    ControlSigns {
        count: usize,
    },
    /// The mapping names a column that the file does not have.
    UnknownColumn {
        near: Option<String>,
    },
    /// The mapping names a field that does not exist.
    UnknownField {
        near: Option<String>,
    },
    /// A setting of the mapping file that does not exist or holds something else than it must.
    UnknownSetting {
        near: Option<String>,
    },
    /// The mapping file is not TOML.
    MappingSyntax {
        line: u32,
        message: String,
    },
}

/// What would mend it.
#[derive(Debug, Clone, PartialEq)]
pub enum Remedy {
    WriteAName,
    /// Write the date as 14.3.1931, 3.1931, 1931 or in EDTF.
    WriteTheDate,
    /// Say in which century two-digit years lie.
    SayTheCentury,
    /// Use a known code for the sex, or name the code in the mapping.
    UseASexCode,
    CorrectTheFormula,
    CompareTheTwoRows(u32),
    LeaveOneColumnOut,
    ShortenTheCell,
    CheckTheSeparators,
    CloseTheQuote,
    DeleteTheRow,
    AddHeadings,
    ImportTheSheetsToo,
    SaveAsUtf8,
    Nothing,
    /// Write this name instead.
    WriteInstead(String),
    /// Use one of the file's columns.
    UseAColumn(Vec<String>),
    /// Use one of the fields' names.
    UseAFieldName,
    /// Use one of the settings.
    UseASetting,
    CorrectTheMapping,
}

/// Longest value shown in a problem, in characters: a list must stay readable.
const SHOWN_CHARS: usize = 200;

impl Problem {
    /// A problem of the whole file.
    pub(crate) fn of_file(file: &str, value: &str, why: Why) -> Problem {
        Problem::new(file, None, None, value, why, Severity::File)
    }

    /// A problem of one cell; the row goes in.
    pub(crate) fn of_cell(file: &str, row: u32, column: Option<&str>, value: &str, why: Why) -> Problem {
        Problem::new(file, Some(row), column, value, why, Severity::Cell)
    }

    /// A row that does not go in, with all its cells.
    pub(crate) fn of_row(file: &str, row: u32, cells: &[String], why: Why) -> Problem {
        let first = cells.iter().find(|c| !c.trim().is_empty()).map_or("", String::as_str);
        let mut problem = Problem::new(file, Some(row), None, first, why, Severity::Row);
        problem.whole_row = cells.to_vec();
        problem
    }

    fn new(
        file: &str,
        row: Option<u32>,
        column: Option<&str>,
        value: &str,
        why: Why,
        severity: Severity,
    ) -> Problem {
        let remedy = why.remedy();
        let value = shown(value);
        let column = column.map(str::to_owned);
        Problem { file: file.to_owned(), row, column, value, why, remedy, severity, whole_row: Vec::new() }
    }
}

/// A value cut to what a list can show.
fn shown(value: &str) -> String {
    match value.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

impl Why {
    /// What mends this kind of problem, when nothing more is known.
    pub(crate) fn remedy(&self) -> Remedy {
        match self {
            Why::NoName => Remedy::WriteAName,
            Why::DateUnread(problem) => date_remedy(problem),
            Why::SexUnread => Remedy::UseASexCode,
            Why::SpreadsheetError => Remedy::CorrectTheFormula,
            Why::SameAsRow(row) => Remedy::CompareTheTwoRows(*row),
            Why::SecondValue(_) => Remedy::LeaveOneColumnOut,
            Why::CellTooLong { .. } => Remedy::ShortenTheCell,
            Why::TooManyCells { .. } | Why::Ragged { .. } | Why::ManyShortRows { .. } => {
                Remedy::CheckTheSeparators
            }
            Why::UnclosedQuote => Remedy::CloseTheQuote,
            Why::RepeatsHeadings => Remedy::DeleteTheRow,
            Why::NoHeadings => Remedy::AddHeadings,
            Why::OtherSheets { .. } => Remedy::ImportTheSheetsToo,
            Why::BrokenLetters { .. } => Remedy::SaveAsUtf8,
            Why::ControlSigns { .. } => Remedy::Nothing,
            Why::UnknownColumn { near: Some(name) }
            | Why::UnknownField { near: Some(name) }
            | Why::UnknownSetting { near: Some(name) } => Remedy::WriteInstead(name.clone()),
            Why::UnknownColumn { near: None } => Remedy::UseAColumn(Vec::new()),
            Why::UnknownField { near: None } => Remedy::UseAFieldName,
            Why::UnknownSetting { near: None } => Remedy::UseASetting,
            Why::MappingSyntax { .. } => Remedy::CorrectTheMapping,
        }
    }
}

/// Two-digit years want a century; every other unreadable date wants writing out.
fn date_remedy(problem: &EdtfProblem) -> Remedy {
    match problem {
        EdtfProblem::AmbiguousCentury { .. } => Remedy::SayTheCentury,
        _ => Remedy::WriteTheDate,
    }
}
