//! Which column of a measures file holds what, and a row as the measures of one child.

use super::cells::{self, Cell};
use super::problems::Problems;
use crate::complaint::Complaint;
use growth::{Age, Measures};

/// Columns that are known by name.
const NAMES: [&str; 11] = [
    "sex",
    "age_days",
    "age_months",
    "weight",
    "lenhei",
    "measure",
    "headc",
    "armc",
    "triskin",
    "subskin",
    "oedema",
];

/// Where each known column stands; none where the file has it not.
#[derive(Clone, Debug)]
pub struct Columns {
    at: [Option<usize>; NAMES.len()],
    width: usize,
}

/// What cannot be a measure, in words for the problems' file.
const NOT_A_NUMBER: &str = "this is no number";
const NOT_ABOVE_ZERO: &str = "a measure is above zero; taken as not measured";
const NOT_AN_AGE: &str = "an age is not below zero; taken as not known";

impl Columns {
    /// From the headings, in any case. Without `sex` nothing can be scored, so that is refused.
    pub fn of(headings: &csv::ByteRecord, file: &str) -> Result<Columns, Complaint> {
        let at = NAMES.map(|name| {
            headings.iter().position(|h| {
                let h = h.strip_prefix(b"\xef\xbb\xbf").unwrap_or(h).trim_ascii();
                h.eq_ignore_ascii_case(name.as_bytes())
            })
        });
        let columns = Columns { at, width: headings.len() };
        if columns.at[0].is_none() {
            return Err(Complaint::new(
                3,
                format!("{file}: there is no column `sex`."),
                format!("Columns are known by their names, comma between them: {}.", NAMES.join(", ")),
            ));
        }
        Ok(columns)
    }

    /// How many columns the headings have.
    pub fn width(&self) -> usize {
        self.width
    }

    fn cell<'r>(&self, row: &'r csv::ByteRecord, column: usize) -> &'r [u8] {
        self.at[column].and_then(|i| row.get(i)).unwrap_or_default()
    }

    /// The measures of a row; what cannot be read is missing, and told.
    pub fn measures(&self, row: &csv::ByteRecord, line: u64, problems: &mut Problems) -> Measures {
        let mut told = |column: usize, why: &'static str| {
            problems.add(line, NAMES[column], self.cell(row, column), why);
        };
        let mut amount = |column: usize| match cells::number(self.cell(row, column)) {
            Cell::Value(n) if n <= 0.0 => {
                told(column, NOT_ABOVE_ZERO);
                None
            }
            Cell::Unreadable => {
                told(column, NOT_A_NUMBER);
                None
            }
            cell => cell.value(),
        };
        let [weight_kg, lenhei_cm, headc_cm, armc_cm, triskin_mm, subskin_mm] =
            [3, 4, 6, 7, 8, 9].map(&mut amount);
        let mut age = |column: usize| match cells::number(self.cell(row, column)) {
            Cell::Value(n) if n < 0.0 => {
                told(column, NOT_AN_AGE);
                None
            }
            Cell::Unreadable => {
                told(column, NOT_A_NUMBER);
                None
            }
            cell => cell.value(),
        };
        let age = age(1).map(Age::Days).or_else(|| age(2).map(Age::Months));
        let sex = cells::sex(self.cell(row, 0));
        let position = cells::position(self.cell(row, 5));
        let oedema = cells::oedema(self.cell(row, 10));
        if sex == Cell::Unreadable {
            told(0, "sex is 1, 2, m or f");
        }
        if position == Cell::Unreadable {
            told(5, "measure is l (lying) or h (standing)");
        }
        if oedema == Cell::Unreadable {
            told(10, "oedema is y or 1, n or 2; taken as no");
        }
        Measures {
            sex: sex.value(),
            age,
            weight_kg,
            lenhei_cm,
            position: position.value(),
            headc_cm,
            armc_cm,
            triskin_mm,
            subskin_mm,
            oedema: oedema.value().unwrap_or(false),
        }
    }
}
