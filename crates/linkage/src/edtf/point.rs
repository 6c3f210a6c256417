//! One date inside an expression: digits, some unspecified, and the first and last day that fit them.

use jiff::civil::Date;

use super::{Bounds, EdtfProblem};

/// An unspecified digit.
pub(super) const ANY: u8 = b'X';

/// Digits of one date as written; each is `b'0'..=b'9'` or [`ANY`].
pub(super) struct Point {
    pub negative: bool,
    pub year: [u8; 4],
    /// How many leading digits of the year are meant (`1950S2`); `None` for all.
    pub significant: Option<u8>,
    pub month: Option<[u8; 2]>,
    pub day: Option<[u8; 2]>,
}

impl Point {
    /// First and last day that fit, or why none does.
    pub fn bounds(&self) -> Result<Bounds, EdtfProblem> {
        if let Some(digits) = self.significant {
            return self.significant_years(digits);
        }
        if self.negative && self.year == *b"0000" {
            return Err(EdtfProblem::NotADate);
        }
        if let (Some(month), None) = (self.month, self.day)
            && let Some(season @ 21..=24) = concrete(&month)
        {
            return self.season(season);
        }
        self.calendar_parts_exist()?;
        match (self.search(true), self.search(false)) {
            (Some(earliest), Some(latest)) => Ok(Bounds { earliest: Some(earliest), latest: Some(latest) }),
            _ => Err(self.no_such_day()),
        }
    }

    /// Whether every digit down to the day is given.
    pub fn is_full_day(&self) -> bool {
        self.significant.is_none()
            && concrete(&self.year).is_some()
            && self.month.is_some_and(|month| concrete(&month).is_some())
            && self.day.is_some_and(|day| concrete(&day).is_some())
    }

    /// Refuses months and days that fit no calendar at all, so that the search below only walks over years.
    fn calendar_parts_exist(&self) -> Result<(), EdtfProblem> {
        if let Some(month) = self.month
            && !(1..=12).any(|m| fits(&month, m))
        {
            return Err(concrete(&month).map_or(EdtfProblem::ImpossiblePattern, |m| {
                EdtfProblem::ImpossibleMonth { month: u8::try_from(m).unwrap_or(u8::MAX) }
            }));
        }
        match self.day {
            Some(day) if !(1..=31).any(|d| fits(&day, d)) => Err(self.no_such_day()),
            _ => Ok(()),
        }
    }

    /// The first day that fits (or the last). At most 10,000 years of one to 366 days, and in practice the
    /// first or second year: months and days that never exist are refused before.
    fn search(&self, first: bool) -> Option<Date> {
        let (low, high) = range(&self.year);
        let climbing = first != self.negative;
        (0..=high - low)
            .map(|step| if climbing { low + step } else { high - step })
            .filter(|magnitude| fits(&self.year, *magnitude) && !(self.negative && *magnitude == 0))
            .map(|magnitude| if self.negative { -magnitude } else { magnitude })
            .find_map(|year| self.search_year(year, first))
    }

    fn search_year(&self, year: i16, first: bool) -> Option<Date> {
        let turn = |last: i16, step: i16| if first { 1 + step } else { last - step };
        let month_fits = |month: i16| self.month.is_none_or(|pattern| fits(&pattern, month));
        let day_fits = |day: i16| self.day.is_none_or(|pattern| fits(&pattern, day));
        (0..12).map(|step| turn(12, step)).filter(|month| month_fits(*month)).find_map(|month| {
            (0..31)
                .map(|step| turn(31, step))
                .filter(|day| day_fits(*day))
                .find_map(|day| Date::new(year, month as i8, day as i8).ok())
        })
    }

    fn season(&self, season: i16) -> Result<Bounds, EdtfProblem> {
        let year = Self { month: None, day: None, ..*self }.bounds()?;
        let first_year = year.earliest.map_or(0, Date::year);
        let last_year = year.latest.map_or(0, Date::year);
        // A winter runs over the turn of the year, and "winter 1934" is said of either end.
        let ((m1, d1), (m2, d2), runs_over) = match season {
            21 => ((3, 1), (6, 21), 0),
            22 => ((6, 1), (9, 23), 0),
            23 => ((9, 1), (12, 22), 0),
            _ => ((1, 1), (3, 21), 1),
        };
        Ok(Bounds {
            earliest: Date::new(first_year, m1, d1).ok(),
            latest: Some(Date::new(last_year + runs_over, m2, d2).unwrap_or(Date::MAX)),
        })
    }

    fn significant_years(&self, digits: u8) -> Result<Bounds, EdtfProblem> {
        let value = concrete(&self.year).filter(|value| *value > 0).ok_or(EdtfProblem::NotADate)?;
        let length = value.ilog10() + 1;
        let width = match length.checked_sub(u32::from(digits)) {
            Some(rest) if digits > 0 => 10_i16.pow(rest),
            _ => return Err(EdtfProblem::NotADate),
        };
        let low = value / width * width;
        let high = low + width - 1;
        Ok(if self.negative { year_bounds(-high, -low) } else { year_bounds(low, high) })
    }

    fn no_such_day(&self) -> EdtfProblem {
        let day = self.day.and_then(|day| concrete(&day)).and_then(|day| u8::try_from(day).ok());
        let month = self.month.and_then(|month| concrete(&month)).and_then(|month| u8::try_from(month).ok());
        match (concrete(&self.year), month, day) {
            (Some(year), Some(month), Some(day)) => {
                EdtfProblem::ImpossibleDay { year: if self.negative { -year } else { year }, month, day }
            }
            _ => EdtfProblem::ImpossiblePattern,
        }
    }
}

/// First day of one year to last day of another, both within the calendar.
pub(super) fn year_bounds(first: i16, last: i16) -> Bounds {
    Bounds { earliest: Date::new(first, 1, 1).ok(), latest: Date::new(last, 12, 31).ok() }
}

/// Bounds of a year of five digits and more: only the near side is known to the calendar.
pub(super) fn far_bounds(negative: bool) -> Bounds {
    if negative {
        Bounds { earliest: None, latest: Some(Date::MIN) }
    } else {
        Bounds { earliest: Some(Date::MAX), latest: None }
    }
}

/// The number, if no digit is unspecified.
fn concrete(digits: &[u8]) -> Option<i16> {
    digits
        .iter()
        .try_fold(0_i16, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0')))
}

/// Smallest and largest number that the digits allow.
fn range(digits: &[u8]) -> (i16, i16) {
    digits.iter().fold((0, 0), |(low, high), digit| match digit {
        &ANY => (low * 10, high * 10 + 9),
        digit => (low * 10 + i16::from(digit - b'0'), high * 10 + i16::from(digit - b'0')),
    })
}

fn fits(digits: &[u8], value: i16) -> bool {
    let mut rest = value;
    let all = digits.iter().rev().all(|digit| {
        let last = rest % 10;
        rest /= 10;
        *digit == ANY || i16::from(digit - b'0') == last
    });
    all && rest == 0
}
