//! Public holidays, by country and year: on which day of the year, or so many days after Easter Sunday, since when and until when.
//!
//! They say when an office whose weekdays are known is closed all the same. Where no list of a country comes with the program
//! nothing is known and nothing is guessed; what a list is not sure of says so.

use crate::text::Text;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::OnceLock;

/// Years whose holidays are looked up; others have none.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// One list for each country.
const FILES: &[(&str, &str)] = &[("FR", include_str!("../holidays/fr.toml"))];

/// A holiday that comes back every year.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// What it is called.
    pub name: Text,
    /// Month and day, as `07-14`.
    #[serde(default)]
    on: Option<String>,
    /// Days after Easter Sunday.
    #[serde(default)]
    easter: Option<i64>,
    /// The first year.
    from: i16,
    /// The last year, where it is one no more.
    #[serde(default)]
    until: Option<i16>,
    /// Where that was read.
    pub source: String,
    /// Whether somebody there should be asked all the same.
    pub to_confirm: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    country: String,
    holidays: Vec<Holiday>,
}

/// A country's holidays and their days, sorted.
struct Calendar {
    country: String,
    holidays: Vec<Holiday>,
    /// Days since 1 January 1970, and which holiday.
    days: Vec<(i64, usize)>,
    numbers: Vec<i64>,
}

/// Easter Sunday by the Gregorian calendar (J. Meeus, Astronomical Algorithms, chapter 8).
pub fn easter(year: i16) -> Date {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    // Between 22 March and 25 April, whatever the year.
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).unwrap_or(Date::MAX)
}

/// Days since 1 January 1970.
pub(crate) fn number(date: Date) -> i64 {
    i64::from((date - jiff::civil::date(1970, 1, 1)).get_days())
}

impl Holiday {
    fn in_year(&self, year: i16) -> Option<Date> {
        if year < self.from || self.until.is_some_and(|until| until < year) {
            return None;
        }
        match (&self.on, self.easter) {
            (Some(on), None) => format!("{year:04}-{on}").parse().ok(),
            (None, Some(days)) => easter(year).checked_add(days.days()).ok(),
            _ => None,
        }
    }
}

fn calendars() -> &'static [Calendar] {
    static READ: OnceLock<Vec<Calendar>> = OnceLock::new();
    READ.get_or_init(|| {
        let read = |(name, text): &(&str, &str)| {
            // The text is part of this binary and a test reads each list: a failure here is a mistake of ours, never of a user.
            let listed: Listed =
                toml::from_str(text).unwrap_or_else(|problem| panic!("BUG: holidays of {name}: {problem}"));
            let mut days: Vec<(i64, usize)> = Vec::new();
            for (at, holiday) in listed.holidays.iter().enumerate() {
                days.extend(YEARS.filter_map(|year| holiday.in_year(year)).map(|date| (number(date), at)));
            }
            days.sort_unstable();
            let numbers = days.iter().map(|(day, _)| *day).collect();
            Calendar { country: listed.country, holidays: listed.holidays, days, numbers }
        };
        FILES.iter().map(read).collect()
    })
}

fn calendar(country: &str) -> Option<&'static Calendar> {
    calendars().iter().find(|calendar| calendar.country == country)
}

/// The holiday of a country on a day.
pub fn on(country: &str, date: Date) -> Option<&'static Holiday> {
    let calendar = calendar(country)?;
    let at = calendar.days.partition_point(|(day, _)| *day < number(date));
    let (day, which) = calendar.days.get(at)?;
    (*day == number(date)).then(|| &calendar.holidays[*which])
}

/// Whether a list of the country comes with the program.
pub fn known(country: &str) -> bool {
    calendar(country).is_some()
}

/// Every holiday of a country, in days since 1 January 1970, sorted; none where no list is known.
pub(crate) fn numbers(country: &str) -> &'static [i64] {
    calendar(country).map_or(&[], |calendar| &calendar.numbers)
}
