//! Holidays: Easter by a table that was not computed here, and each list as it is written.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use relais_planning::holiday::{easter, known, on};

fn day(y: i16, m: i8, d: i8) -> Date {
    date(y, m, d)
}

/// Easter Sundays as printed calendars have them, the earliest and the latest that can be among them.
#[test]
fn easter_falls_where_calendars_have_it() {
    let known = [
        (1818, 3, 22),
        (1913, 3, 23),
        (1940, 3, 24),
        (1941, 4, 13),
        (1942, 4, 5),
        (1943, 4, 25),
        (1944, 4, 9),
        (1954, 4, 18),
        (1981, 4, 19),
        (2000, 4, 23),
        (2008, 3, 23),
        (2011, 4, 24),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2038, 4, 25),
        (2049, 4, 18),
        (2076, 4, 19),
    ];
    for (year, month, day) in known {
        assert_eq!(easter(year), date(year, month, day), "{year}");
    }
}

#[test]
fn holidays_of_france_stand_on_their_days_in_their_years() {
    let name = |date: Date| on("FR", date).map(|holiday| holiday.name.en.as_str());
    for (date, called) in [
        (day(1942, 1, 1), Some("New Year’s Day")),
        (day(1942, 4, 6), Some("Easter Monday")),
        (day(1942, 5, 14), Some("Ascension Day")),
        (day(1942, 5, 25), Some("Whit Monday")),
        (day(1940, 5, 1), None),
        (day(1942, 5, 1), Some("Labour Day")),
        (day(1942, 5, 8), None),
        (day(1960, 5, 8), None),
        (day(2026, 5, 8), Some("Victory in Europe Day")),
        (day(2026, 7, 14), Some("National Day")),
        (day(2026, 12, 25), Some("Christmas Day")),
        (day(2026, 12, 26), None),
    ] {
        assert_eq!(name(date), called, "{date}");
    }
    // Eleven in a year of today.
    let year = (0..365).filter(|n| on("FR", day(2027, 1, 1) + (*n).days()).is_some()).count();
    assert_eq!(year, 11);
    assert!(known("FR") && !known("DE") && on("DE", day(2026, 12, 25)).is_none(), "nothing is guessed");
}
