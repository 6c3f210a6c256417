//! EDTF as the standard writes it: canonical texts, bounds, order, ages.
#![allow(clippy::unwrap_used)]

use jiff::civil::{Date, date};
use relais_linkage::edtf::{AgeBand, Edtf, EdtfProblem, MAX_BYTES, age_on};
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::de::{Deserialize as _, IntoDeserializer as _};

/// Canonical text and bounds, `..` for none.
#[track_caller]
fn check(text: &str, canonical: &str, earliest: &str, latest: &str) {
    let edtf = Edtf::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
    let bound = |day: Option<Date>| day.map_or("..".to_owned(), |day| day.to_string());
    let bounds = edtf.bounds();
    assert_eq!(
        (edtf.as_str(), bound(bounds.earliest), bound(bounds.latest)),
        (canonical, earliest.to_owned(), latest.to_owned()),
        "{text}"
    );
}

#[test]
fn level_0() {
    check("1985-04-12", "1985-04-12", "1985-04-12", "1985-04-12");
    check("1985-04", "1985-04", "1985-04-01", "1985-04-30");
    check("2004-02", "2004-02", "2004-02-01", "2004-02-29");
    check("1985", "1985", "1985-01-01", "1985-12-31");
    check(" 1985 ", "1985", "1985-01-01", "1985-12-31");
    check("0000", "0000", "0000-01-01", "0000-12-31");
    check("1964/2008", "1964/2008", "1964-01-01", "2008-12-31");
    check("2004-06/2006-08", "2004-06/2006-08", "2004-06-01", "2006-08-31");
    check("2004-02-01/2005", "2004-02-01/2005", "2004-02-01", "2005-12-31");
    check("1985-04-12T23:20:30", "1985-04-12T23:20:30", "1985-04-12", "1985-04-12");
    check("1985-04-12T23:20:30Z", "1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12");
    check("1985-04-12T23:20:30+04:30", "1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12");
}

#[test]
fn level_1() {
    check("1984?", "1984?", "1984-01-01", "1984-12-31");
    check("2004-06~", "2004-06~", "2004-06-01", "2004-06-30");
    check("2004-06-11%", "2004-06-11%", "2004-06-11", "2004-06-11");
    check("193X", "193X", "1930-01-01", "1939-12-31");
    check("19XX", "19XX", "1900-01-01", "1999-12-31");
    check("2004-XX", "2004-XX", "2004-01-01", "2004-12-31");
    check("1985-04-XX", "1985-04-XX", "1985-04-01", "1985-04-30");
    check("1985-XX-XX", "1985-XX-XX", "1985-01-01", "1985-12-31");
    check("1985-04/..", "1985-04/..", "1985-04-01", "..");
    check("1985/", "1985/", "1985-01-01", "..");
    check("../1985-04-12", "../1985-04-12", "..", "1985-04-12");
    check("/1985", "/1985", "..", "1985-12-31");
    check("1984~/2004-06", "1984~/2004-06", "1984-01-01", "2004-06-30");
    check("2004-06-XX/2004-07-03", "2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03");
    check("-1985", "-1985", "-001985-01-01", "-001985-12-31");
    check("-198X", "-198X", "-001989-01-01", "-001980-12-31");
    check("Y12000", "Y12000", "9999-12-31", "..");
    check("Y-17000002~", "Y-17000002~", "..", "-009999-01-01");
}

#[test]
fn seasons_are_as_wide_as_people_mean_them() {
    check("2001-21", "2001-21", "2001-03-01", "2001-06-21");
    check("2001-22~", "2001-22~", "2001-06-01", "2001-09-23");
    check("2001-23", "2001-23", "2001-09-01", "2001-12-22");
    check("2001-24", "2001-24", "2001-01-01", "2002-03-21");
    check("193X-21", "193X-21", "1930-03-01", "1939-06-21");
    check("9999-24", "9999-24", "9999-01-01", "9999-12-31");
    check("2001-21/2001-22", "2001-21/2001-22", "2001-03-01", "2001-09-23");
}

#[test]
fn level_2() {
    check("[1667,1668]", "[1667,1668]", "1667-01-01", "1668-12-31");
    check("[ 1667, 1668 , 1670..1672 ]", "[1667,1668,1670..1672]", "1667-01-01", "1672-12-31");
    check("[1672,1667]", "[1672,1667]", "1667-01-01", "1672-12-31");
    check("[..1984]", "[..1984]", "..", "1984-12-31");
    check("[1760-12..]", "[1760-12..]", "1760-12-01", "..");
    check("{..1983-12-31,1984-10-10}", "{..1983-12-31,1984-10-10}", "..", "1984-10-10");
    check("{1960,1961-12}", "{1960,1961-12}", "1960-01-01", "1961-12-31");
    check("156X-12-25", "156X-12-25", "1560-12-25", "1569-12-25");
    check("XXXX-12-25", "XXXX-12-25", "0000-12-25", "9999-12-25");
    check("2004-XX-31", "2004-XX-31", "2004-01-31", "2004-12-31");
    check("2003-X2-30", "2003-X2-30", "2003-12-30", "2003-12-30");
    check("190X-02-29", "190X-02-29", "1904-02-29", "1908-02-29");
    check("1999-1X", "1999-1X", "1999-10-01", "1999-12-31");
    check("1950S2", "1950S2", "1900-01-01", "1999-12-31");
    check("1950S3", "1950S3", "1950-01-01", "1959-12-31");
    check("-1950S2~", "-1950S2~", "-001999-01-01", "-001900-12-31");
    check("?2004-06-~11", "?2004-06-~11", "2004-06-11", "2004-06-11");
    check("2004-06~-11", "2004-06~-11", "2004-06-11", "2004-06-11");
    check("2004?-06-11~", "2004?-06-11~", "2004-06-11", "2004-06-11");
}

#[test]
fn older_drafts_become_the_present_notation() {
    check("193u", "193X", "1930-01-01", "1939-12-31");
    check("19uu", "19XX", "1900-01-01", "1999-12-31");
    check("193x", "193X", "1930-01-01", "1939-12-31");
    check("1999-uu-uu", "1999-XX-XX", "1999-01-01", "1999-12-31");
    check("1984?~", "1984%", "1984-01-01", "1984-12-31");
    check("~1984", "1984~", "1984-01-01", "1984-12-31");
    check("?1984~", "1984%", "1984-01-01", "1984-12-31");
    check("1984/open", "1984/..", "1984-01-01", "..");
    check("unknown/1984", "/1984", "..", "1984-12-31");
}

#[test]
fn what_is_not_a_date_says_why() {
    use EdtfProblem as P;
    #[track_caller]
    fn check(text: &str, problem: EdtfProblem) {
        assert_eq!(Edtf::parse(text), Err(problem), "{text}");
    }
    check("", P::Empty);
    check(" \t", P::Empty);
    check("1985-02-29", P::ImpossibleDay { year: 1985, month: 2, day: 29 });
    check("1985-04-31", P::ImpossibleDay { year: 1985, month: 4, day: 31 });
    check("1985-04-00", P::ImpossibleDay { year: 1985, month: 4, day: 0 });
    check("-0001-02-30", P::ImpossibleDay { year: -1, month: 2, day: 30 });
    check("1985-13", P::ImpossibleMonth { month: 13 });
    check("1985-00", P::ImpossibleMonth { month: 0 });
    check("1985-25", P::ImpossibleMonth { month: 25 });
    check("1985-21-01", P::ImpossibleMonth { month: 21 });
    check("XXX1-02-29", P::ImpossiblePattern);
    check("XXXX-02-30", P::ImpossiblePattern);
    check("1985-9X", P::ImpossiblePattern);
    check("1985-XX-4X", P::ImpossiblePattern);
    check("2008/1964", P::Reversed);
    check("[1668..1667]", P::Reversed);
    check("../..", P::SaysNothing);
    check("/", P::SaysNothing);
    check("[..]", P::SaysNothing);
    for text in [
        "85",
        "1985-4",
        "1985-04-1",
        "1985-04-12-01",
        "1985??",
        "1985?x",
        "[1667",
        "1667]",
        "[]",
        "{1667,}",
        "Y1985",
        "Y012345",
        "Y1234X",
        "-0000",
        "1950S0",
        "1950S5",
        "0000S1",
        "1950SX",
        "1950S2-01",
        "195XS2",
        "1985/1986/1987",
        "hello",
        "١٩٨٥",
        "1985-04-12T",
        "1985-04-12T24:00:00",
        "1985-04-12T2a:00:00",
        "1985-04T10:00:00",
        "1985-04-12?T10:00:00",
        "1985-04-12T10:00:00+5",
        "1985-04-12T10:00:0é",
        "—1985",
        "19é5",
    ] {
        check(text, P::NotADate);
    }
    let long = "1".repeat(MAX_BYTES + 1);
    check(&long, P::TooLong { bytes: MAX_BYTES + 1 });
}

#[test]
fn only_a_full_day_without_doubt_is_a_day() {
    #[track_caller]
    fn check(text: &str, day: Option<Date>) {
        assert_eq!(Edtf::parse(text).unwrap().exact_day(), day, "{text}");
    }
    check("1934-03-12", Some(date(1934, 3, 12)));
    check("1934-03-12T10:00:00", Some(date(1934, 3, 12)));
    for text in [
        "1934",
        "1934-01",
        "1934-03-12?",
        "?1934-03-12",
        "1934-03-1X",
        "[1934-03-12]",
        "1934-03-12/1934-03-12",
    ] {
        check(text, None);
    }
}

#[test]
fn marks() {
    #[track_caller]
    fn check(text: &str, uncertain: bool, approximate: bool) {
        let edtf = Edtf::parse(text).unwrap();
        assert_eq!((edtf.is_uncertain(), edtf.is_approximate()), (uncertain, approximate), "{text}");
    }
    check("1934", false, false);
    check("1934?", true, false);
    check("1934~", false, true);
    check("1934%", true, true);
    check("1934-03-~12", false, true);
    check("?1934-03-~12", true, true);
    check("1934/1936?", true, false);
    check("[1934~,1936?]", true, true);
    check("193X", false, false);
}

#[test]
fn made_from_parts() {
    #[track_caller]
    fn check(edtf: Edtf, text: &str) {
        assert_eq!(edtf.as_str(), text);
        let read = Edtf::parse(text).unwrap();
        assert_eq!((read.bounds(), read.exact_day()), (edtf.bounds(), edtf.exact_day()), "{text}");
    }
    check(Edtf::day(date(1934, 3, 12)), "1934-03-12");
    check(Edtf::day(date(-44, 3, 15)), "-0044-03-15");
    check(Edtf::day(date(33, 4, 3)), "0033-04-03");
    check(Edtf::year(1934), "1934");
    check(Edtf::year(0), "0000");
    check(Edtf::year(-44), "-0044");
    check(Edtf::year(i16::MAX), "Y32767");
    check(Edtf::year(i16::MIN), "Y-32768");
}

#[test]
fn order_is_by_the_earliest_day_then_by_text() {
    let sorted = ["../1933", "1933-12-31", "193X-12", "1934", "1934-01-01", "1934~", "1934-02", "1935"];
    let mut dates: Vec<Edtf> = sorted.iter().rev().map(|text| text.parse().unwrap()).collect();
    dates.sort();
    let mut expected: Vec<&str> = sorted.to_vec();
    // 193X-12 may be as early as December 1930.
    expected.swap(1, 2);
    assert_eq!(dates.iter().map(Edtf::as_str).collect::<Vec<_>>(), expected);
}

#[test]
fn days_between() {
    #[track_caller]
    fn check(a: &str, b: &str, days: u32) {
        let (a, b) = (Edtf::parse(a).unwrap(), Edtf::parse(b).unwrap());
        assert_eq!((a.days_apart(&b), b.days_apart(&a)), (days, days), "{a} {b}");
    }
    check("1934-03-12", "1934-03-12", 0);
    check("1934-03-12", "1934-03-13", 1);
    check("1934", "1934-06", 0);
    check("1934", "1935", 1);
    check("1934", "1936", 366);
    check("../1933", "1934-01-02", 2);
    check("../1933", "1934/..", 1);
    check("1930/..", "../1940", 0);
    check("-9999-01-01", "9999-12-31", 7_304_483);
    check("Y12000", "1934", 2_945_681);
}

#[test]
fn ages_are_bands() {
    #[track_caller]
    fn check(birth: &str, on: Date, band: Option<&str>) {
        let age = age_on(&Edtf::parse(birth).unwrap(), on).map(|band| band.to_string());
        assert_eq!(age.as_deref(), band, "{birth} on {on}");
    }
    check("1934-03-12", date(1942, 3, 11), Some("7"));
    check("1934-03-12", date(1942, 3, 12), Some("8"));
    check("1934-03-12", date(1934, 3, 12), Some("0"));
    check("1934-03-12", date(1934, 3, 11), None);
    check("1934", date(1942, 8, 25), Some("7-8"));
    check("1934", date(1942, 12, 31), Some("8"));
    check("1934~", date(1942, 8, 25), Some("7-8"));
    check("1933/1935", date(1942, 8, 25), Some("6-9"));
    check("1942", date(1942, 8, 25), Some("0"));
    check("1942-09", date(1942, 8, 25), None);
    check("../1933", date(1942, 8, 25), Some("8+"));
    check("1935/..", date(1942, 8, 25), Some("0-7"));
    check("[1934,1936]", date(1942, 12, 31), Some("6-8"));
    check("1936-02-29", date(1941, 2, 28), Some("4"));
    check("1936-02-29", date(1941, 3, 1), Some("5"));
    check("1936-02-29", date(1940, 2, 29), Some("4"));
    check("-9999", date(9999, 12, 31), Some("19998"));
}

#[test]
fn an_age_rule_is_certain_or_a_question() {
    #[track_caller]
    fn check(at_least: u16, at_most: Option<u16>, within: Option<bool>) {
        assert_eq!(AgeBand { at_least, at_most }.within(3, 14), within, "{at_least} {at_most:?}");
    }
    check(3, Some(14), Some(true));
    check(7, Some(9), Some(true));
    check(2, Some(3), None);
    check(14, Some(15), None);
    check(14, None, None);
    check(15, None, Some(false));
    check(0, Some(2), Some(false));
}

#[test]
fn serde_takes_valid_text_only() {
    let read = |text: &'static str| {
        let text: StrDeserializer<'_, ValueError> = text.into_deserializer();
        Edtf::deserialize(text)
    };
    assert_eq!(read("193u").unwrap().as_str(), "193X");
    let refusal = read("1985-02-29").unwrap_err().to_string();
    assert!(refusal.contains("no day 29"), "{refusal}");
    assert!(read("").is_err());
}
