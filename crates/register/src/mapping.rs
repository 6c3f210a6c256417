//! Which column holds which field, and how its dates and codes are to be read. Made by [`Mapping::guess`],
//! changed by a person, kept as a small text file (see `mapping_file`).

use linkage::edtf::Reading;

use crate::field::Field;
use crate::sex::SexCodes;

/// How a table is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// One per heading of the table; none leaves the column with the row as it stands (`Row::unmapped`).
    pub columns: Vec<Option<Field>>,
    /// Whether 3/4/1931 is the third of April.
    pub day_first: bool,
    /// Century of years written with two digits, as `Reading` takes it; none when it is not known, and then
    /// such dates are problems.
    pub century: Option<i16>,
    pub sex_codes: SexCodes,
}

impl Mapping {
    /// A mapping of no column, for this many.
    pub fn none(columns: usize) -> Mapping {
        Mapping {
            columns: vec![None; columns],
            day_first: true,
            century: None,
            sex_codes: SexCodes::default(),
        }
    }

    /// How dates are read.
    pub(crate) fn reading(&self) -> Reading {
        Reading { day_first: self.day_first, century: self.century }
    }

    /// The first column of a field.
    pub fn column_of(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|c| *c == Some(field))
    }

    /// Whether any column can name a person; without one every row is bad.
    pub fn names_people(&self) -> bool {
        [Field::FullName, Field::Given, Field::Surname].into_iter().any(|f| self.column_of(f).is_some())
    }
}
