//! Laws that hold for every date: texts read as themselves, bounds are in order, ages hold every possible birth.
#![allow(clippy::unwrap_used)]

use jiff::civil::{Date, date};
use proptest::prelude::*;
use relais_linkage::edtf::{Edtf, age_on};

/// Texts near enough to EDTF that many of them are valid.
fn nearly_edtf() -> impl Strategy<Value = String> {
    let date = "[?~%]?-?[0-9Xu]{4}(S[1-4])?[?~%]{0,2}(-[?~%]?([01X][0-9X]|2[1-4])[?~%]?(-[?~%]?[0-3X][0-9X][?~%]?)?)?";
    prop_oneof![
        4 => date.prop_map(|date| date),
        2 => (date, "(/|/\\.\\./|\\.\\.)", date).prop_map(|(a, sign, b)| format!("{a}{sign}{b}")),
        1 => (date, date).prop_map(|(a, b)| format!("[{a}, {b}]")),
        1 => (date, date).prop_map(|(a, b)| format!("{{..{a},{b}..}}")),
        1 => date.prop_map(|date| format!("{date}/..")),
        1 => date.prop_map(|date| format!("../{date}")),
        1 => "Y-?[0-9]{3,12}[?~%]?",
    ]
}

proptest! {
    #[test]
    fn canonical_text_reads_as_itself(text in nearly_edtf()) {
        if let Ok(edtf) = Edtf::parse(&text) {
            let again = Edtf::parse(&edtf.to_string()).unwrap();
            prop_assert_eq!(again.as_str(), edtf.as_str());
            prop_assert_eq!(again.bounds(), edtf.bounds());
            prop_assert_eq!(again.exact_day(), edtf.exact_day());
            prop_assert_eq!(
                (again.is_uncertain(), again.is_approximate()),
                (edtf.is_uncertain(), edtf.is_approximate())
            );
        }
    }

    #[test]
    fn bounds_are_in_order(text in nearly_edtf()) {
        if let Ok(edtf) = Edtf::parse(&text) {
            let bounds = edtf.bounds();
            prop_assert!(bounds.earliest.is_some() || bounds.latest.is_some());
            if let (Some(earliest), Some(latest)) = (bounds.earliest, bounds.latest) {
                prop_assert!(earliest <= latest);
            }
        }
    }

    #[test]
    fn a_pattern_holds_just_the_days_that_fit_it(
        year in "(19[0-3X][0-9X])", month in "([01X][0-9X])", day in "([0-3X][0-9X])",
    ) {
        let fits = |number: i16, pattern: &str| {
            format!("{number:0width$}", width = pattern.len())
                .chars()
                .zip(pattern.chars())
                .all(|(digit, wanted)| wanted == 'X' || wanted == digit)
        };
        // By brute force over every day of the century.
        let all: Vec<Date> = date(1900, 1, 1)
            .series(jiff::Span::new().days(1))
            .take_while(|at| at.year() < 2000)
            .filter(|at| {
                fits(at.year(), &year) && fits(i16::from(at.month()), &month) && fits(i16::from(at.day()), &day)
            })
            .collect();
        match Edtf::parse(&format!("{year}-{month}-{day}")) {
            Ok(edtf) => {
                prop_assert_eq!(edtf.bounds().earliest, all.first().copied());
                prop_assert_eq!(edtf.bounds().latest, all.last().copied());
            }
            Err(_) => prop_assert!(all.is_empty()),
        }
    }

    #[test]
    fn an_age_band_holds_the_age_of_every_possible_birth(
        first in 0_i64..3000, length in 0_i64..1500, within in 0_i64..1500, later in 0_i64..9000,
    ) {
        let start = date(1925, 1, 1) + jiff::Span::new().days(first);
        let end = start + jiff::Span::new().days(length);
        let born = start + jiff::Span::new().days(within.min(length));
        let on = born + jiff::Span::new().days(later);
        let band = age_on(&Edtf::parse(&format!("{start}/{end}")).unwrap(), on).unwrap();
        let exact = age_on(&Edtf::day(born), on).unwrap();
        prop_assert_eq!(exact.at_most, Some(exact.at_least));
        prop_assert!(band.at_least <= exact.at_least && exact.at_least <= band.at_most.unwrap());
    }

    #[test]
    fn no_text_is_too_odd(text in "\\PC{0,130}", bytes in "[0-9XuT:Z?~%.,/{}\\[\\]S+-]{0,40}") {
        let _ = Edtf::parse(&text);
        let _ = Edtf::parse(&bytes);
    }
}
