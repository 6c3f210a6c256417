//! Indicators: the stock reconciles in every cell for whatever was recorded, and counts are those of a walk from
//! person to person.

use crate::saying::edtf;
use domain::Edtf;
use domain::id::{FileId, StayId, SubjectId};
use domain::indicator::{Band, By, Month, Presence, StockRow, count, origins, reconcile, stock};
use domain::place::Kind;
use domain::stay::EndReason;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const FIRST: Month = Month { year: 1939, month: 11 };
const LAST: Month = Month { year: 1942, month: 2 };
const KINDS: [Kind; 5] = [Kind::Camp, Kind::Home, Kind::RelayHouse, Kind::School, Kind::Family];
const BIRTHS: [&str; 9] = [
    "1936-02-29",
    "1934-06-15",
    "1925-01-01",
    "1934",
    "193X",
    "1936-02/1937-03",
    "1941-01",
    "1935?",
    "1927~",
];

fn day(n: i32) -> Date {
    date(1940, 1, 1).checked_add(n.days()).unwrap()
}

/// People with their births, and stays that begin and end on any day, overlap, last no night, or never end.
fn presences() -> impl Strategy<Value = Vec<Presence>> {
    let birth = prop::option::weighted(0.9, prop::sample::select(&BIRTHS[..]));
    let stay = (-90i32..760, prop::option::of(-3i32..300), 0usize..5, 0u8..3, 0usize..13, 0u8..2);
    let person = (birth, prop::collection::vec(stay, 1..5), 0usize..3);
    prop::collection::vec(person, 0..7).prop_map(|people| {
        let mut rows = Vec::new();
        for (who, (birth, stays, sex)) in people.into_iter().enumerate() {
            for (from, nights, kind, place, reason, origin) in stays {
                let n = rows.len() as u8;
                rows.push(Presence {
                    subject: SubjectId([who as u8; 16]),
                    stay: StayId([n; 16]),
                    place: FileId([place; 16]),
                    name: format!("place {place}"),
                    kind: KINDS[kind],
                    from: day(from),
                    until: nights.map(|nights| day(from + nights)),
                    reason: nights.map(|_| EndReason::ALL[reason]),
                    birth: birth.map(edtf),
                    sex: ['f', 'm', '?'][sex],
                    came_from: ["", "Baden"][usize::from(origin)].into(),
                    live: true,
                });
            }
        }
        rows
    })
}

/// Age by asking every day somebody may have been born on: all within the band, none, or it cannot be told.
fn holds(band: Band, birth: Option<&Edtf>, on: Date) -> Option<bool> {
    let bounds = birth?.bounds();
    let (mut born, latest) = (bounds.earliest?, bounds.latest?.min(on));
    let mut answers = BTreeSet::new();
    while born <= latest {
        let birthdays = (born.year() + 1..=on.year())
            .filter(|y| (*y, born.month(), born.day()) <= (on.year(), on.month(), on.day()))
            .count();
        answers.insert((band.from..=band.to).contains(&(birthdays as u16)));
        born = born.tomorrow().unwrap();
    }
    match answers.len() {
        1 => answers.pop_first(),
        _ => None,
    }
}

/// Where people were on a night, person by person.
fn there(
    rows: &[Presence],
    on: Date,
    which: impl Fn(&Presence) -> bool,
) -> BTreeMap<SubjectId, Option<Edtf>> {
    let covers = |r: &&Presence| r.from <= on && r.until.is_none_or(|until| until > on) && which(r);
    rows.iter().filter(covers).map(|r| (r.subject, r.birth.clone())).collect()
}

fn closings(table: &[StockRow], month: Month) -> BTreeMap<String, usize> {
    table.iter().filter(|r| r.month == month && r.closing > 0).map(|r| (r.key.clone(), r.closing)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_cell_reconciles(rows in presences()) {
        let bands = [None, Band::parse("0-14"), Band::parse("6-14"), Band::parse("3-5"), Band::parse("18-130")];
        for by in By::ALL {
            for (kind, band) in [None, Some(Kind::Camp), Some(Kind::Home)].into_iter().flat_map(|k| bands.map(|b| (k, b))) {
                let table = stock(&rows, FIRST, LAST, by, kind, band);
                prop_assert_eq!(reconcile(&table), vec![], "{:?} {:?} {:?}", by, kind, band);
                // What closes a month opens the next.
                for row in table.iter().filter(|r| r.month < LAST) {
                    let next = table.iter().find(|n| n.key == row.key && n.month == row.month.next());
                    prop_assert_eq!(next.map_or(0, |n| n.opening), row.closing, "{:?} {:?}", by, row);
                    let told: usize = row.reasons.values().sum();
                    prop_assert!(told + row.aged_out <= row.out && row.aged_in <= row.arrivals, "{:?}", row);
                }
            }
        }
    }

    #[test]
    fn the_stock_is_what_a_walk_from_person_to_person_counts(rows in presences()) {
        let mut month = FIRST;
        let all = stock(&rows, FIRST, LAST, By::All, None, None);
        let by_kind = stock(&rows, FIRST, LAST, By::Kind, None, None);
        let by_age = stock(&rows, FIRST, LAST, By::Age, None, None);
        let young = stock(&rows, FIRST, LAST, By::All, None, Band::parse("6-14"));
        while month <= LAST {
            let night = month.end().yesterday().unwrap();
            let people = there(&rows, night, |r| r.kind.lived_in());
            let mut expected = BTreeMap::from([("all".to_string(), people.len())]);
            expected.retain(|_, n| *n > 0);
            prop_assert_eq!(closings(&all, month), expected);
            for kind in KINDS.into_iter().filter(|k| k.lived_in()) {
                let here = there(&rows, night, |r| r.kind == kind).len();
                prop_assert_eq!(closings(&by_kind, month).get(kind.key()).copied().unwrap_or(0), here);
            }
            let mut ages: BTreeMap<String, usize> = BTreeMap::new();
            let mut six: BTreeMap<String, usize> = BTreeMap::new();
            for birth in people.values() {
                let band = Band::ALL.into_iter().find(|b| holds(*b, birth.as_ref(), night) == Some(true));
                *ages.entry(band.map_or("?".into(), |b| b.to_string())).or_default() += 1;
                match holds(Band { from: 6, to: 14 }, birth.as_ref(), night) {
                    Some(true) => *six.entry("all".into()).or_default() += 1,
                    Some(false) => {}
                    None => *six.entry("?".into()).or_default() += 1,
                }
            }
            prop_assert_eq!(closings(&by_age, month), ages, "{} {:?}", night, people);
            prop_assert_eq!(closings(&young, month), six, "{}", night);
            month = month.next();
        }
    }

    #[test]
    fn a_count_is_what_a_walk_counts(rows in presences(), on in -100i32..800, kind in 0usize..5) {
        let (on, kind) = (day(on), KINDS[kind]);
        for band in Band::ALL {
            let counted = count(&rows, on, Some(kind), None, Some(band));
            let people = there(&rows, on, |r| r.kind == kind);
            let told: Vec<Option<bool>> = people.values().map(|b| holds(band, b.as_ref(), on)).collect();
            prop_assert_eq!(counted.count, told.iter().filter(|t| **t == Some(true)).count());
            prop_assert_eq!(counted.uncertain, told.iter().filter(|t| t.is_none()).count());
            prop_assert_eq!(counted.subjects.len(), counted.count, "every number opens its files");
        }
        prop_assert_eq!(count(&rows, on, None, None, None).count, there(&rows, on, |_| true).len());
    }

    #[test]
    fn origins_count_those_who_had_been_in_a_camp(rows in presences(), on in 0i32..700) {
        let on = day(on);
        for home in origins(&rows, on) {
            let here = |r: &Presence| r.kind == Kind::Home && r.place == home.place;
            let people = there(&rows, on, here);
            let from_camp = people.keys().filter(|who| {
                let came = rows.iter().filter(|r| r.subject == **who && here(r) && r.from <= on && r.until.is_none_or(|u| u > on));
                let mut came = came.map(|r| r.from);
                came.any(|came| rows.iter().any(|r| r.subject == **who && r.kind == Kind::Camp && r.from <= came))
            });
            prop_assert_eq!((home.children, home.from_camps), (people.len(), from_camp.count()));
        }
    }
}

/// One child of a known birth at one place: `in` and `out` of a month by age.
fn check(birth: &str, stay: (Date, Option<Date>), month: &str, expected: &[&str]) {
    let row = Presence {
        subject: SubjectId([1; 16]),
        stay: StayId([1; 16]),
        place: FileId([1; 16]),
        name: "Les Tilleuls".into(),
        kind: Kind::Home,
        from: stay.0,
        until: stay.1,
        reason: stay.1.map(|_| EndReason::Placed),
        birth: Some(edtf(birth)),
        sex: 'f',
        came_from: String::new(),
        live: true,
    };
    let month = Month::parse(month).unwrap();
    let told: Vec<String> = stock(&[row], month, month, By::Age, None, None)
        .iter()
        .map(|r| {
            format!(
                "{}: {} +{} ({}) -{} ({}) = {}",
                r.key, r.opening, r.arrivals, r.aged_in, r.out, r.aged_out, r.closing
            )
        })
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn growing_into_and_out_of_a_band_is_said() {
    let since = |d| (d, None);
    check("1934-03-12", since(date(1940, 2, 1)), "1940-02", &["3-5: 0 +1 (0) -0 (0) = 1"]);
    check(
        "1934-03-12",
        since(date(1940, 2, 1)),
        "1940-03",
        &["3-5: 1 +0 (0) -1 (1) = 0", "6-14: 0 +1 (1) -0 (0) = 1"],
    );
    check("1934-03-12", since(date(1940, 2, 1)), "1940-04", &["6-14: 1 +0 (0) -0 (0) = 1"]);
    // Arrived on the birthday: came, did not grow.
    check("1934-03-12", since(date(1940, 3, 12)), "1940-03", &["6-14: 0 +1 (0) -0 (0) = 1"]);
    // A birth known by its year: for a year nobody can tell.
    check(
        "1934",
        since(date(1939, 12, 1)),
        "1940-01",
        &["3-5: 1 +0 (0) -1 (1) = 0", "?: 0 +1 (1) -0 (0) = 1"],
    );
    check("1934", since(date(1939, 12, 1)), "1940-11", &["?: 1 +0 (0) -0 (0) = 1"]);
    check(
        "1934",
        since(date(1939, 12, 1)),
        "1940-12",
        &["6-14: 0 +1 (1) -0 (0) = 1", "?: 1 +0 (0) -1 (1) = 0"],
    );
    check("1934", since(date(1939, 12, 1)), "1941-01", &["6-14: 1 +0 (0) -0 (0) = 1"]);
    // Born on 29 February: a year older on 1 March where there is no such day.
    check("1936-02-29", since(date(1939, 1, 1)), "1939-02", &["0-2: 1 +0 (0) -0 (0) = 1"]);
    check(
        "1936-02-29",
        since(date(1939, 1, 1)),
        "1939-03",
        &["0-2: 1 +0 (0) -1 (1) = 0", "3-5: 0 +1 (1) -0 (0) = 1"],
    );
    let left = (date(1940, 2, 1), Some(date(1940, 3, 20)));
    check("1934-03-12", left, "1940-03", &["3-5: 1 +0 (0) -1 (1) = 0", "6-14: 0 +1 (1) -1 (0) = 0"]);
}
