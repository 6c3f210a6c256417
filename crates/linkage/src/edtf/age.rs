//! Ages from uncertain births: a band, never a guess. Reads no clock; the day is an argument.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Edtf;

/// An age in whole years, between two bounds that are both included. `at_most: None` means that nothing bounds
/// it above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AgeBand {
    /// Not younger than this.
    pub at_least: u16,
    /// Not older than this; `None` if unknown.
    pub at_most: Option<u16>,
}

impl AgeBand {
    /// Whether the age lies in `low..=high`: `Some(true)` certainly, `Some(false)` certainly not, `None` when
    /// the band only overlaps. A rule that turns on an age should treat `None` as a question for a person.
    #[must_use]
    pub fn within(&self, low: u16, high: u16) -> Option<bool> {
        if self.at_least > high || self.at_most.is_some_and(|most| most < low) {
            Some(false)
        } else if self.at_least >= low && self.at_most.is_some_and(|most| most <= high) {
            Some(true)
        } else {
            None
        }
    }
}

/// `8`, `7-9`, or `7+` where nothing bounds it above.
impl fmt::Display for AgeBand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at_most {
            Some(most) if most == self.at_least => f.pad(&most.to_string()),
            Some(most) => f.pad(&format!("{}-{most}", self.at_least)),
            None => f.pad(&format!("{}+", self.at_least)),
        }
    }
}

/// The age on a day, in whole years, of a person born on `birth`; `None` if the birth lies wholly after `on`.
///
/// Someone born on 29 February completes a year on 1 March where there is no such day. The part of `birth` that
/// lies after `on` is left out, as the person is known to be born.
#[must_use]
pub fn age_on(birth: &Edtf, on: Date) -> Option<AgeBand> {
    let bounds = birth.bounds();
    if bounds.earliest.is_some_and(|earliest| earliest > on) {
        return None;
    }
    let youngest = bounds.latest.map_or(on, |latest| latest.min(on));
    Some(AgeBand {
        at_least: whole_years(youngest, on),
        at_most: bounds.earliest.map(|earliest| whole_years(earliest, on)),
    })
}

/// Birthdays passed from `from` to `to`; `from` is not after `to`.
fn whole_years(from: Date, to: Date) -> u16 {
    let had_birthday = (to.month(), to.day()) >= (from.month(), from.day());
    let years = i32::from(to.year()) - i32::from(from.year()) - i32::from(!had_birthday);
    u16::try_from(years).unwrap_or(0)
}
