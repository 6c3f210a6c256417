//! When an office takes requests: its weekdays, without the holidays and the days on which it is closed besides.

use crate::holiday;
use crate::procedure::Day;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Weeks looked through for an open day, beyond two for each closed one: no year has as many holidays.
const WEEKS: usize = 60;
/// Every weekday.
const WEEK: u8 = 0x7f;

/// The days on which an office takes requests, counted from a day that is today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OpenOn {
    /// A bit for each weekday, Monday's first; all of them where nothing is known.
    weekdays: u8,
    /// Today, in days since 1 January 1970.
    today: i64,
    holidays: &'static [i64],
    /// Other days on which it is closed, in days since 1 January 1970, sorted.
    closed: Arc<[i64]>,
}

impl Default for OpenOn {
    fn default() -> Self {
        Self { weekdays: WEEK, today: 0, holidays: &[], closed: Arc::default() }
    }
}

impl OpenOn {
    /// On the weekdays named but for holidays, and on none of the days closed. Where no weekday is named, nothing is known of
    /// holidays either.
    pub fn of(weekdays: &[Day], country: &str, closed: Option<&BTreeSet<Date>>, today: Date) -> Self {
        let named = weekdays.iter().fold(0, |mask, day| mask | 1 << (*day as u8));
        let closed = closed.into_iter().flatten().map(|day| holiday::number(*day));
        Self {
            weekdays: if named == 0 { WEEK } else { named },
            today: holiday::number(today),
            holidays: if named == 0 { &[] } else { holiday::numbers(country) },
            closed: closed.collect(),
        }
    }

    /// Whether it is open on a day, counted from today.
    pub fn on(&self, day: i64) -> bool {
        let day = self.today + day;
        // 1 January 1970 was a Thursday.
        self.weekdays >> (day + 3).rem_euclid(7) & 1 == 1
            && self.holidays.binary_search(&day).is_err()
            && self.closed.binary_search(&day).is_err()
    }

    /// The first open day from a day on.
    pub fn next(&self, day: i64) -> i64 {
        (day..day + self.looked()).find(|day| self.on(*day)).unwrap_or(day)
    }

    /// The last open day up to a day.
    pub fn last(&self, day: i64) -> i64 {
        (day - self.looked()..=day).rev().find(|day| self.on(*day)).unwrap_or(day)
    }

    fn looked(&self) -> i64 {
        ((2 * self.closed.len() + WEEKS) * 7) as i64
    }

    /// On the weekdays of a mask, without some days, where today is so many days after a Monday.
    #[cfg(test)]
    pub fn masked(weekdays: u8, closed: &[i64], weekday: i64) -> Self {
        let today = weekday - 3;
        Self { weekdays, today, holidays: &[], closed: closed.iter().map(|day| day + today).collect() }
    }
}
