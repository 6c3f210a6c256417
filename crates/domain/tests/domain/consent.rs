//! Consent: given, bounded, withdrawn, disputed; silence allows nothing.

use crate::saying::{edtf, entry};
use domain::consent::{Consent, Fact, allows};
use domain::entry::{self, Entry};
use domain::file::File;
use jiff::civil::date;

fn says(n: u8, after: &[u8], purpose: &str, answer: &str, until: Option<&str>) -> Entry {
    let consent = Consent {
        answer: answer.into(),
        giver: "the mother".into(),
        on: edtf("1941-03-01"),
        until: until.map(edtf),
        language: "yi".into(),
        limits: String::new(),
    };
    entry(n, after, vec![entry::Fact::Consent(Fact::For { purpose: purpose.into(), consent })])
}

fn check(entries: Vec<Entry>, expected: bool) {
    assert_eq!(allows(&File::fold(entries), "tracing", date(1941, 6, 15)), expected);
}

#[test]
fn what_allows_tracing_on_a_day_in_june() {
    check(vec![], false);
    check(vec![says(1, &[], "tracing", "given", None)], true);
    check(vec![says(1, &[], "statistics", "given", None)], false);
    for answer in ["refused", "withdrawn", "not-asked", "cannot-give"] {
        check(vec![says(1, &[], "tracing", answer, None)], false);
        check(vec![says(1, &[], "tracing", "given", None), says(2, &[1], "tracing", answer, None)], false);
        // Two who had not seen each other: the one who heard a no is enough.
        check(vec![says(1, &[], "tracing", "given", None), says(2, &[], "tracing", answer, None)], false);
    }
    check(vec![says(1, &[], "tracing", "withdrawn", None), says(2, &[1], "tracing", "given", None)], true);
    // It lapses after the last day it may mean, not before.
    for (until, expected) in
        [("1941-06-14", false), ("1941-06-15", true), ("1941-06", true), ("1941-05", false), ("1941", true)]
    {
        check(vec![says(1, &[], "tracing", "given", Some(until))], expected);
    }
}
