//! Dates as people know them: a day, a month, a year, a decade, "about", "before", one of several.
//!
//! The notation is EDTF (Extended Date/Time Format, part of ISO 8601-2:2019), levels 0 and 1, and of level 2:
//! unspecified digits anywhere, qualifiers on single components, sets, and significant digits. [`loose`] reads
//! what registers contain and gives EDTF.
//!
//! This module never makes a date more precise than what was written, and never judges whether a date is
//! plausible. It knows the Gregorian calendar only.

mod age;
mod grammar;
mod loose;
mod point;
mod problem;
mod words;

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use age::{AgeBand, age_on};
pub use loose::{Reading, loose};
pub use problem::EdtfProblem;

/// Longest text read as a date, in bytes. A set of ten full days with qualifiers fits; anything longer is not
/// a date but a remark, and the cap keeps the cost of a hostile cell constant.
pub const MAX_BYTES: usize = 120;

/// A valid EDTF expression. Immutable; equal when the canonical texts are equal; ordered by the earliest bound
/// (open beginnings first), then by the text, so that a list of births sorts as a person would sort it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Edtf {
    text: Box<str>,
    bounds: Bounds,
    marks: Marks,
}

/// First and last day that an expression may mean, both included. `None` is open: no bound is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// Not before this day.
    pub earliest: Option<Date>,
    /// Not after this day.
    pub latest: Option<Date>,
}

/// What the expression says of its own quality.
#[derive(Debug, Clone, Copy, Default)]
struct Marks {
    uncertain: bool,
    approximate: bool,
    exact_day: bool,
}

impl Edtf {
    /// Reads EDTF, strictly; blanks around it are forgiven. Older drafts are brought to the present notation:
    /// `193u` and `193x` become `193X`, `1984?~` becomes `1984%`, `1984/open` becomes `1984/..`,
    /// `unknown/1984` becomes `/1984`; a year's own qualifier moves behind it (`~1934` becomes `1934~`).
    ///
    /// Seasons are 21 spring, 22 summer, 23 autumn, 24 winter; the finer codes of level 2 (25 to 41) are not
    /// read, because registers write `1934-35` and mean two years.
    pub fn parse(text: &str) -> Result<Self, EdtfProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EdtfProblem::Empty);
        }
        if text.len() > MAX_BYTES {
            return Err(EdtfProblem::TooLong { bytes: text.len() });
        }
        grammar::expression(text)
    }

    /// One full day.
    #[must_use]
    pub fn day(day: Date) -> Self {
        let (year, sign) = (day.year(), if day.year() < 0 { "-" } else { "" });
        Self {
            text: format!("{sign}{:04}-{:02}-{:02}", year.unsigned_abs(), day.month(), day.day()).into(),
            bounds: Bounds { earliest: Some(day), latest: Some(day) },
            marks: Marks { exact_day: true, ..Marks::default() },
        }
    }

    /// A year and no more: its bounds are its first and last day. Years beyond four digits are written `Y12000`
    /// and lie wholly outside the calendar used here; see [`Edtf::bounds`].
    #[must_use]
    pub fn year(year: i16) -> Self {
        let sign = if year < 0 { "-" } else { "" };
        let magnitude = year.unsigned_abs();
        let far = magnitude > 9999;
        let bounds = if far { point::far_bounds(year < 0) } else { point::year_bounds(year, year) };
        let prefix = if far { "Y" } else { "" };
        Self { text: format!("{prefix}{sign}{magnitude:04}").into(), bounds, marks: Marks::default() }
    }

    /// The canonical text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// First and last day that the expression, read as written, may mean.
    ///
    /// - `1934` is 1934-01-01 to 1934-12-31; `193X` the decade; `1934-XX-12` the first to the last twelfth.
    /// - "Uncertain" and "approximate" do not widen the bounds: EDTF does not say by how much, and a width
    ///   invented here would pass for knowledge. Ask [`Edtf::is_approximate`] where it matters.
    /// - Seasons are northern, and wide enough for both the weather's and the astronomers' seasons: spring is
    ///   1 March to 21 June. "Winter 1934" may mean its beginning or its end, so 1934-01-01 to 1935-03-21.
    /// - Sets give the envelope of their members. An open or unknown end of an interval gives `None`.
    /// - Years outside -9999 to 9999 give the bound of the calendar on the near side and `None` on the far one.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// The day, if the expression is one full day without any qualifier. `1934` has none: a year is not its
    /// first of January.
    #[must_use]
    pub fn exact_day(&self) -> Option<Date> {
        if self.marks.exact_day { self.bounds.earliest } else { None }
    }

    /// Whether any part is marked uncertain (`?` or `%`): the source may be wrong.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.marks.uncertain
    }

    /// Whether any part is marked approximate (`~` or `%`): the value is near, not exact.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.marks.approximate
    }

    /// Days between the two, taken as intervals from bound to bound; 0 if they share a day.
    #[must_use]
    pub fn days_apart(&self, other: &Self) -> u32 {
        let gap = |end: Option<Date>, start: Option<Date>| match (end, start) {
            (Some(end), Some(start)) if end < start => {
                let days = start.duration_since(end).as_hours() / 24;
                u32::try_from(days).unwrap_or(u32::MAX)
            }
            _ => 0,
        };
        gap(self.bounds.latest, other.bounds.earliest).max(gap(other.bounds.latest, self.bounds.earliest))
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl FromStr for Edtf {
    type Err = EdtfProblem;

    fn from_str(text: &str) -> Result<Self, EdtfProblem> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Edtf {
    type Error = EdtfProblem;

    fn try_from(text: String) -> Result<Self, EdtfProblem> {
        Self::parse(&text)
    }
}

impl From<Edtf> for String {
    fn from(date: Edtf) -> Self {
        date.text.into()
    }
}

impl PartialEq for Edtf {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Edtf {}

impl std::hash::Hash for Edtf {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Edtf {
    fn cmp(&self, other: &Self) -> Ordering {
        // `None` sorts before any day, and the text decides alone between equals, so this agrees with `Eq`.
        (self.bounds.earliest, &self.text).cmp(&(other.bounds.earliest, &other.text))
    }
}
