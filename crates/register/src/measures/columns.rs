//! Which column of a measures file holds what, and a row as the measures of one child.

use super::Odd;
use super::cell::{self, Cell};
use growth::{Age, Measures};

/// Columns that are known by name.
pub const NAMES: [&str; 11] = [
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

impl Columns {
    /// From the headings, in any case. None without `sex`: nothing can be scored then.
    pub fn of(headings: &csv::ByteRecord) -> Option<Columns> {
        let at = NAMES.map(|name| named(headings, name));
        at[0].is_some().then_some(Columns { at, width: headings.len() })
    }

    /// How many columns the headings have.
    pub fn width(&self) -> usize {
        self.width
    }

    fn cell<'r>(&self, row: &'r csv::ByteRecord, column: usize) -> &'r [u8] {
        self.at[column].and_then(|i| row.get(i)).unwrap_or_default()
    }

    /// The measures of a row; what cannot be read is missing, and told: column, value, why.
    pub fn measures(
        &self,
        row: &csv::ByteRecord,
        mut problem: impl FnMut(&'static str, &[u8], Odd),
    ) -> Measures {
        let mut told = |column: usize, why| problem(NAMES[column], self.cell(row, column), why);
        let mut number = |column: usize, fits: fn(f64) -> bool, otherwise: Odd| {
            match cell::number(self.cell(row, column)) {
                Cell::Value(n) if fits(n) => return Some(n),
                Cell::Value(_) => told(column, otherwise),
                Cell::Unreadable => told(column, Odd::NotANumber),
                Cell::Missing => {}
            }
            None
        };
        let [weight_kg, lenhei_cm, headc_cm, armc_cm, triskin_mm, subskin_mm] =
            [3, 4, 6, 7, 8, 9].map(|column| number(column, |n| n > 0.0, Odd::NotAboveZero));
        let mut age = |column: usize| number(column, |n| n >= 0.0, Odd::NotAnAge);
        let age = age(1).map(Age::Days).or_else(|| age(2).map(Age::Months));
        let sex = cell::sex(self.cell(row, 0));
        let position = cell::position(self.cell(row, 5));
        let oedema = cell::oedema(self.cell(row, 10));
        if sex == Cell::Unreadable {
            told(0, Odd::Sex);
        }
        if position == Cell::Unreadable {
            told(5, Odd::Position);
        }
        if oedema == Cell::Unreadable {
            told(10, Odd::Oedema);
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

/// The place of a heading, in any case, without a mark of byte order.
pub fn named(headings: &csv::ByteRecord, name: &str) -> Option<usize> {
    headings.iter().position(|h| {
        h.strip_prefix(b"\xef\xbb\xbf").unwrap_or(h).trim_ascii().eq_ignore_ascii_case(name.as_bytes())
    })
}
