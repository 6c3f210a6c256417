//! Consent: given, bounded, withdrawn, disputed; silence allows nothing.

use crate::saying::{edtf, entry};
use domain::consent::{Consent, Exit, Fact, Override, Typed, allows, overrides};
use domain::entry::{self, Entry};
use domain::file::File;
use domain::id::Key;
use domain::planted::Fault;
use domain::refusal::Why;
use jiff::civil::date;
use planning::Audience;
use std::collections::BTreeSet;
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
const POLICY: [(Exit, &[&str], bool, bool); 13] = [
    (Exit::OfficeLetters, &["authorities"], true, false),
    (Exit::LettersToOrganisation, &["other-organisations"], true, false),
    (Exit::LettersToOrigin, &["state-of-origin"], false, false),
    (Exit::LettersWithin, &["services"], false, true),
    (Exit::LettersToFamily, &[], false, true),
    (Exit::DossierPack, &["authorities"], true, false),
    (Exit::PackToOrganisation, &["other-organisations"], true, false),
    (Exit::PackToOrigin, &["state-of-origin"], false, false),
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

/// She agreed that the prefecture is told, and is afraid of the country that she came from.
#[test]
fn p3_the_country_that_was_fled_is_told_on_a_yes_of_its_own_and_on_nothing_else() {
    let june = date(1941, 6, 15);
    let origin = [Exit::letters(Audience::StateOfOrigin), Exit::pack(Audience::StateOfOrigin).unwrap()];
    let office = [Exit::letters(Audience::Authority), Exit::pack(Audience::Authority).unwrap()];
    let go = |exits: [Exit; 2], told: &[Entry]| {
        exits.map(|exit| exit.lacking(&File::fold(told.to_vec()), june).is_empty())
    };
    let agreed = says(1, &[], "authorities", "given", None);
    let over = |n| over(n, "authorities", "1941-06-20");
    // As another program might write it: no node takes it, and here it counts for nothing.
    let over_origin = self::over(9, "state-of-origin", "1941-06-20");
    let silent = vec![agreed.clone()];
    let refused = vec![agreed.clone(), says(2, &[], "state-of-origin", "refused", None)];
    for told in [silent, refused] {
        for more in [vec![], vec![over(8)], vec![over_origin.clone()], vec![over(8), over_origin.clone()]] {
            let told = [told.clone(), more].concat();
            assert_eq!(go(office, &told), [true, true], "the prefecture");
            assert_eq!(go(origin, &told), [false, false], "the consulate was told");
            let lacks = origin[0].lacking(&File::fold(told), june);
            assert_eq!(lacks.iter().map(|l| l.purpose).collect::<Vec<_>>(), ["state-of-origin"]);
        }
    }
    let told = [agreed, says(2, &[], "state-of-origin", "given", None)];
    assert_eq!(go(origin, &told), [true, true], "she said yes to that too");
    let told = [says(1, &[], "state-of-origin", "given", None)];
    assert_eq!((go(office, &told), go(origin, &told)), ([false, false], [true, true]), "each on its own");
    assert_eq!(origin.map(Exit::yields), [false, false]);
}

#[test]
fn p3_is_seen_red_where_the_country_that_was_fled_is_told() {
    let check = p3_the_country_that_was_fled_is_told_on_a_yes_of_its_own_and_on_nothing_else;
    red(Fault::ConsentsIgnored, "the consulate was told", check);
}

#[test]
fn each_audience_has_letters_of_its_own_and_a_pack_where_one_is_made() {
    let letters: BTreeSet<Exit> = Audience::ALL.into_iter().map(Exit::letters).collect();
    assert_eq!(letters.len(), Audience::ALL.len());
    for audience in Audience::ALL {
        let pack = Exit::pack(audience);
        assert_eq!(pack.is_some(), Exit::PACKS.contains(&audience), "{audience:?}");
        assert!(pack.is_none_or(|pack| pack.needs() == Exit::letters(audience).needs()), "{audience:?}");
    }
    let readings: BTreeSet<&str> = Exit::ALL.into_iter().map(Exit::reading).collect();
    assert_eq!(readings.len(), Exit::ALL.len(), "what went where is told apart in the read chain");
}

#[test]
fn what_is_not_to_be_shared_is_read_for_whoever_lets_somebody_go() {
    let limited = |n: u8, purpose: &str, limits: &str| {
        let consent = Consent {
            answer: "given".into(),
            giver: "the aunt".into(),
            on: edtf("1941-03-01"),
            until: None,
            language: "yi".into(),
            limits: limits.into(),
        };
        entry(n, &[], vec![entry::Fact::Consent(Fact::For { purpose: purpose.into(), consent })])
    };
    let file = File::fold(vec![
        limited(1, "authorities", "not the address"),
        limited(2, "tracing", "not to the father"),
        limited(3, "services", "  "),
    ]);
    assert_eq!(Exit::OfficeLetters.limits(&file), ["not the address"]);
    assert_eq!(
        Exit::LettersToFamily.limits(&file),
        ["not the address", "not to the father"],
        "it takes none"
    );
    assert!(Exit::LettersWithin.limits(&file).is_empty() && Exit::LettersToOrigin.limits(&file).is_empty());
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
    for purpose in ["services", "state-of-origin", "photograph", "public-notice", "statistics", "anything"] {
        check(purpose, "legal-duty", "article 40", "1941-06-20", Some(Why::Unknown));
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
