//! Registers out: the columns that an import reads, as CSV, XLSX or JSON, with nothing in them that can act.
//!
//! Religion and health are no columns here. An export keeps every letter of a cell but control signs that no
//! table can carry; what goes out and is imported again is the same.

mod csv_out;
mod xlsx_out;

use linkage::edtf::Edtf;
use serde::{Deserialize, Serialize};

use crate::field::{FIELDS, Field};
use crate::problem::Lang;
use crate::row::Row;
use crate::sex::Sex;

pub use csv_out::csv;
pub use xlsx_out::xlsx;

pub(crate) use csv_out::guarded_csv;

/// One person as one row of an export: the same columns as an import reads.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExportRow {
    pub code: Option<String>,
    pub number: Option<String>,
    pub full_name: Option<String>,
    pub surname: Option<String>,
    pub given: Option<String>,
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
}

/// An export that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A workbook cell cannot hold so much; CSV and JSON can.
    #[error("row {row}, {}: more than {limit} characters do not fit into a workbook cell", field.key())]
    CellTooLong { row: usize, field: Field, limit: usize },
    /// A workbook sheet ends at this row; CSV and JSON go on.
    #[error("{rows} rows do not fit into a workbook sheet ({limit})")]
    TooManyRows { rows: usize, limit: usize },
    #[error("the workbook cannot be written")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error("the list cannot be written as JSON")]
    Json(#[from] serde_json::Error),
}

impl ExportError {
    /// What is wrong and what to do, for the person who asked for the file.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (ExportError::CellTooLong { row, field, limit }, Lang::Fr) => format!(
                "Ligne {row}, « {} » : plus de {limit} caractères ne tiennent pas dans une cellule .xlsx. \
                 Exportez en .csv ou .json.",
                field.heading(lang)
            ),
            (ExportError::CellTooLong { row, field, limit }, Lang::En) => format!(
                "Row {row}, “{}”: more than {limit} characters do not fit into an .xlsx cell. \
                 Export as .csv or .json.",
                field.heading(lang)
            ),
            (ExportError::TooManyRows { rows, .. }, Lang::Fr) => {
                format!("{rows} lignes ne tiennent pas dans une feuille .xlsx. Exportez en .csv ou .json.")
            }
            (ExportError::TooManyRows { rows, .. }, Lang::En) => {
                format!("{rows} rows do not fit into an .xlsx sheet. Export as .csv or .json.")
            }
            (ExportError::Workbook(_), Lang::Fr) => "Le classeur n'a pu être écrit. Exportez en .csv.".into(),
            (ExportError::Workbook(_), Lang::En) => {
                "The workbook could not be written. Export as .csv.".into()
            }
            (ExportError::Json(_), Lang::Fr) => "La liste n'a pu être écrite. Exportez en .csv.".into(),
            (ExportError::Json(_), Lang::En) => "The list could not be written. Export as .csv.".into(),
        }
    }
}

/// The columns of an export, in order: every field but those held apart.
pub fn columns() -> impl Iterator<Item = Field> {
    FIELDS.into_iter().filter(|field| !field.held_apart())
}

/// The rows as a JSON array of objects whose keys are those of [`Field::key`]; dates are EDTF text.
///
/// # Errors
/// None that is known; the writer's own, should it have one.
pub fn json(rows: &[ExportRow]) -> Result<Vec<u8>, ExportError> {
    Ok(serde_json::to_vec_pretty(rows)?)
}

impl ExportRow {
    /// Every filled column with its text.
    pub(crate) fn each(&self, mut take: impl FnMut(Field, &str)) {
        for field in columns() {
            if field == Field::Languages {
                if !self.languages.is_empty() {
                    take(field, &self.languages.join(", "));
                }
            } else if let Some(text) = self.text(field) {
                take(field, text);
            }
        }
    }

    /// The text of a column that is one value.
    fn text(&self, field: Field) -> Option<&str> {
        let text = match field {
            Field::Code => &self.code,
            Field::Number => &self.number,
            Field::FullName => &self.full_name,
            Field::Surname => &self.surname,
            Field::Given => &self.given,
            Field::BirthSurname => &self.birth_surname,
            Field::BirthPlace => &self.birth_place,
            Field::Nationality => &self.nationality,
            Field::Father => &self.father,
            Field::Mother => &self.mother,
            Field::Family => &self.family,
            Field::Barrack => &self.barrack,
            Field::CameFrom => &self.came_from,
            Field::Convoy => &self.convoy,
            Field::LeaveReason => &self.leave_reason,
            Field::LeftFor => &self.left_for,
            Field::Note => &self.note,
            Field::Sex => return self.sex.map(Sex::letter),
            Field::Birth => return self.birth.as_ref().map(Edtf::as_str),
            Field::ArrivedOn => return self.arrived_on.as_ref().map(Edtf::as_str),
            Field::LeftOn => return self.left_on.as_ref().map(Edtf::as_str),
            Field::Languages | Field::Religion | Field::Health => return None,
        };
        text.as_deref()
    }

    /// The cells of the row in the order of [`columns`]: blanks where nothing is known, without control signs
    /// that no table can carry.
    pub(crate) fn cells(&self) -> Vec<(Field, String)> {
        let mut cells: Vec<(Field, String)> = columns().map(|field| (field, String::new())).collect();
        self.each(|field, text| {
            if let Some((_, cell)) = cells.iter_mut().find(|(f, _)| *f == field) {
                *cell = text.chars().filter(|c| carried(*c)).collect();
            }
        });
        cells
    }
}

/// Whether a table can carry a character: XML and text readers have no place for control signs.
pub(crate) fn carried(c: char) -> bool {
    let control = c < ' ' && !matches!(c, '\t' | '\r' | '\n');
    !control && !matches!(c, '\u{7f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

impl From<&Row> for ExportRow {
    /// What the fields of a row hold; the cells beside the fields stay with the row.
    fn from(row: &Row) -> ExportRow {
        ExportRow {
            code: row.code.clone(),
            number: row.number.clone(),
            full_name: row.full_name.clone(),
            surname: row.surname.clone(),
            given: row.given.clone(),
            birth_surname: row.birth_surname.clone(),
            sex: row.sex,
            birth: row.birth.clone(),
            birth_place: row.birth_place.clone(),
            nationality: row.nationality.clone(),
            languages: row.languages.clone(),
            father: row.father.clone(),
            mother: row.mother.clone(),
            family: row.family.clone(),
            barrack: row.barrack.clone(),
            arrived_on: row.arrived_on.clone(),
            came_from: row.came_from.clone(),
            convoy: row.convoy.clone(),
            left_on: row.left_on.clone(),
            leave_reason: row.leave_reason.clone(),
            left_for: row.left_for.clone(),
            note: row.note.clone(),
        }
    }
}
