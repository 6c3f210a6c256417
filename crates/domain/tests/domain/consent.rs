//! Consent: given, bounded, withdrawn, disputed; silence allows nothing.

use crate::saying::{edtf, entry};
use domain::consent::{Consent, Exit, Fact, Override, Typed, allows, overrides};
use domain::entry::{self, Entry};
use domain::file::File;
use domain::id::Key;
use domain::planted::Fault;
use domain::refusal::Why;
use jiff::civil::date;
use testkit::planted::red;

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

/// Who may go by each exit, as a protection officer wrote it down: the purposes that have to be agreed to, whether a written
/// reason may stand in for them, whether it goes on until somebody says no. Not read from the code it checks.
const POLICY: [(Exit, &[&str], bool, bool); 7] = [
    (Exit::OfficeLetters, &["authorities"], true, false),
    (Exit::DossierPack, &["authorities"], true, false),
    (Exit::RegisterToOffice, &["authorities"], true, false),
    (Exit::RegisterToOrganisation, &["other-organisations"], true, false),
    (Exit::RegisterWithin, &["services"], false, true),
    (Exit::TracingRecord, &["tracing"], true, false),
    (Exit::PublicNotice, &["tracing", "photograph", "public-notice"], false, false),
];
/// What may stand for a purpose: in words, the answers, the last day, whether it is a yes, whether it is a no.
type Stands = (&'static str, &'static [&'static str], Option<&'static str>, bool, bool);
/// In June 1941.
const STANDS: [Stands; 10] = [
    ("never asked", &[], None, false, false),
    ("not asked", &["not-asked"], None, false, false),
    ("cannot give it", &["cannot-give"], None, false, false),
    ("refused", &["refused"], None, false, true),
    ("withdrawn", &["given", "withdrawn"], None, false, true),
    ("refused after a yes", &["given", "refused"], None, false, true),
    ("expired", &["given"], Some("1941-06-14"), false, false),
    ("given", &["given"], None, true, false),
    ("given until today", &["given"], Some("1941-06-15"), true, false),
    ("given anew", &["withdrawn", "given"], None, true, false),
];

fn over(n: u8, purpose: &str, until: &str) -> Entry {
    let over = Override {
        purpose: purpose.into(),
        ground: "vital-interest".into(),
        why: "she lies in a coma".into(),
        until: until.parse().unwrap(),
    };
    entry(n, &[], vec![entry::Fact::Consent(Fact::Overridden { key: Key([n; 8]), over })])
}

/// The entries of some purposes, each with what stands for it.
fn told(stands: &[(&str, &[&str], Option<&str>)]) -> Vec<Entry> {
    let mut n = 0;
    let mut all = Vec::new();
    for (purpose, answers, until) in stands {
        for (i, answer) in answers.iter().enumerate() {
            let after: Vec<u8> = if i == 0 { vec![] } else { vec![n] };
            n += 1;
            all.push(says(n, &after, purpose, answer, *until));
        }
    }
    all
}

#[test]
fn p3_who_goes_by_each_exit_on_what_was_answered() {
    let june = date(1941, 6, 15);
    assert_eq!(POLICY.map(|(exit, ..)| exit), Exit::ALL, "every exit has its line");
    let goes = |exit: Exit, entries: Vec<Entry>| exit.lacking(&File::fold(entries), june).is_empty();
    let yes: &[&str] = &["given"];
    for (exit, needs, yields, until_a_no) in POLICY {
        for asked in needs {
            let others = needs.iter().filter(|n| *n != asked).map(|n| (*n, yes, None));
            let others: Vec<_> = others.collect();
            for (what, answers, until, is_yes, is_no) in STANDS {
                let stands = [&others[..], &[(*asked, answers, until)]].concat();
                let expected = is_yes || (until_a_no && !is_no);
                assert_eq!(goes(exit, told(&stands)), expected, "{exit:?}, {asked}: {what}");
                // A written reason holds where it may, for its purpose and its days, whatever was answered.
                for (purpose, last, holds) in [
                    (*asked, "1941-06-15", true),
                    (*asked, "1941-06-14", false),
                    ("statistics", "1941-06-15", false),
                ] {
                    let entries = [told(&stands), vec![over(99, purpose, last)]].concat();
                    let expected = expected || (yields && holds);
                    assert_eq!(
                        goes(exit, entries),
                        expected,
                        "{exit:?}, {asked}: {what}, over {purpose} to {last}"
                    );
                }
            }
        }
        // A yes to everything else is no yes to this.
        let others = domain::consent::PURPOSES.into_iter().filter(|p| !needs.contains(p));
        let others: Vec<_> = others.map(|p| (p, yes, None)).collect();
        assert_eq!(goes(exit, told(&others)), until_a_no, "{exit:?}: a yes to the others");
        // What lacks is named, purpose by purpose.
        let none = exit.lacking(&File::default(), june);
        let named: Vec<&str> = none.iter().map(|l| l.purpose).collect();
        assert_eq!(named, if until_a_no { vec![] } else { needs.to_vec() }, "{exit:?}");
    }
}

#[test]
fn p3_is_seen_red_where_exits_do_not_look_at_consents() {
    red(Fault::ConsentsIgnored, "never asked", p3_who_goes_by_each_exit_on_what_was_answered);
}

#[test]
fn p3_an_override_wants_a_ground_a_reason_and_an_end() {
    let check = |purpose: &str, ground: &str, why: &str, until: &str, expected: Option<Why>| {
        let (purpose, ground, why) = (purpose.into(), ground.into(), why.into());
        let over = Override { purpose, ground, why, until: until.parse().unwrap() };
        assert_eq!(over.checked(date(1941, 6, 15)).err().map(|r| r.why), expected, "{until}");
    };
    check("authorities", "vital-interest", "she bleeds", "1941-06-15", None);
    check("tracing", "legal-duty", "article 4", "1941-07-15", None);
    check("authorities", "vital-interest", "she bleeds", "1941-07-16", Some(Why::OutOfRange));
    check("authorities", "vital-interest", "she bleeds", "1941-06-14", Some(Why::EndsBeforeItBegins));
    check("authorities", "vital-interest", "  ", "1941-06-20", Some(Why::NeedsReason));
    check("authorities", "it is faster", "she bleeds", "1941-06-20", Some(Why::Missing));
    for purpose in ["services", "photograph", "public-notice", "statistics", "anything"] {
        check(purpose, "vital-interest", "she bleeds", "1941-06-20", Some(Why::Unknown));
    }
}

#[test]
fn p3_a_withdrawn_override_holds_no_longer_and_takes_no_answer_away() {
    let told = vec![says(1, &[], "authorities", "refused", None), over(2, "authorities", "1941-06-20")];
    let file = File::fold(told.clone());
    assert!(Exit::DossierPack.lacking(&file, date(1941, 6, 15)).is_empty());
    assert_eq!(domain::consent::consents(&file)[0].1.latest().answer, "refused", "the refusal stands");
    let slot = format!("consent-override/{}", Key([2; 8]));
    let withdrawn = entry(3, &[1, 2], vec![entry::Fact::Withdrawn { slot, why: "the wrong child".into() }]);
    let file = File::fold([told, vec![withdrawn]].concat());
    assert!(overrides(&file).is_empty());
    assert_eq!(Exit::DossierPack.lacking(&file, date(1941, 6, 15)).len(), 1);
}

#[test]
fn what_is_typed_of_a_consent() {
    let good = Typed {
        purpose: "tracing",
        answer: "given",
        giver: "the mother",
        on: "1941-03-01",
        ..Typed::default()
    };
    let check = |typed: Typed<'_>, expected: Option<(&str, Why)>| {
        let said = typed.fact(date(1941, 6, 15)).err().map(|r| (r.field, r.why));
        assert_eq!(said, expected, "{typed:?}");
    };
    check(good, None);
    check(Typed { answer: "not-asked", giver: "", ..good }, None);
    check(Typed { giver: " ", ..good }, Some(("giver", Why::Missing)));
    check(Typed { purpose: "gossip", ..good }, Some(("purpose", Why::Unknown)));
    check(Typed { answer: "perhaps", ..good }, Some(("consent_answer", Why::Missing)));
    check(Typed { on: "1941-06-16", ..good }, Some(("on", Why::InTheFuture)));
    check(Typed { until: "1941-02", ..good }, Some(("until", Why::EndsBeforeItBegins)));
    check(Typed { until: "soon", ..good }, Some(("until", Why::Unreadable)));
}
