//! What may be erased, which words carry an erasure out, which hold stands, and how long files are kept.

use crate::saying::{edtf, entry};
use domain::compartment::Kind;
use domain::entry::{self, Entry, Fact};
use domain::erasure::{Erasing, Fact as Told, Reason, may};
use domain::file::File;
use domain::hold::{Fact as Hold, Held, Holding, Placed};
use domain::id::{EntryId, FileId, MemberId, NodeId, SubjectId};
use domain::person::{self, Volet};
use domain::refusal::Why;
use domain::retention::{Life, rule};
use jiff::civil::date;

fn subject() -> Fact {
    Fact::Person(person::Fact::Subject { subject: SubjectId([1; 16]), volet: Volet::Administrative })
}

fn born(on: &str) -> Fact {
    Fact::Person(person::Fact::Born(edtf(on)))
}

#[test]
fn p1_what_may_be_erased_and_why() {
    let on = date(1941, 6, 15);
    let check = |entries: &[Entry], kind: Kind, reason: Reason, told: bool, expected: Option<Why>| {
        let refused = may(&File::fold(entries.to_vec()), kind, reason, told, on).err().map(|r| r.why);
        assert_eq!(refused, expected, "{kind:?} {reason:?} {told}");
    };
    let of = |birth: Option<&str>| {
        vec![entry(1, &[], std::iter::once(subject()).chain(birth.map(born)).collect())]
    };
    let grown = of(Some("1899-05-01"));
    for reason in Reason::ALL {
        let identity = (reason != Reason::Asked).then_some(Why::IdentityStays);
        check(&grown, Kind::House, reason, true, identity);
        check(&grown, Kind::Direction, reason, true, identity);
        check(&grown, Kind::Volet, reason, false, None);
        check(&grown, Kind::Origin, reason, false, None);
        check(&[entry(1, &[], vec![])], Kind::House, reason, false, None);
    }
    check(&grown, Kind::House, Reason::Asked, false, Some(Why::TellFirst));
    // Of age on the day, not known to be, and not.
    for (birth, expected) in [
        (Some("1923-06-15"), None),
        (Some("1923-06-16"), Some(Why::NotKnownOfAge)),
        (Some("1923"), Some(Why::NotKnownOfAge)),
        (Some("1922"), None),
        (Some("1934?"), Some(Why::NotKnownOfAge)),
        (None, Some(Why::NotKnownOfAge)),
    ] {
        check(&of(birth), Kind::House, Reason::Asked, true, expected);
    }
    let disputed = [
        entry(1, &[], vec![subject()]),
        entry(2, &[1], vec![born("1899")]),
        entry(3, &[1], vec![born("1934")]),
    ];
    check(&disputed, Kind::House, Reason::Asked, true, Some(Why::NotKnownOfAge));
    // What decides on other files stays.
    let proposed = Told::Proposed { file: FileId([2; 16]), reason: Reason::Asked, told: true };
    check(
        &[entry(1, &[], vec![Fact::Erasure(proposed)])],
        Kind::House,
        Reason::Mistake,
        true,
        Some(Why::NotErasable),
    );
}

/// By which members an erasure is told and carried out, and whether the second word counts.
fn carried(proposer: u8, second: u8, names: u8) -> usize {
    let proposed = Told::Proposed { file: FileId([2; 16]), reason: Reason::Mistake, told: false };
    let first = Entry { by: MemberId([proposer; 16]), ..entry(1, &[], vec![Fact::Erasure(proposed)]) };
    let proposal = if names == 1 { first.id } else { EntryId([names; 24]) };
    let word = Told::CarriedOut { proposal, entries: 1, hashes: vec![7; 64], keys: vec![8; 32] };
    let second = Entry { by: MemberId([second; 16]), ..entry(2, &[1], vec![Fact::Erasure(word)]) };
    let erasing = Erasing::of(&File::fold([first, second])).unwrap();
    assert_eq!(erasing.file, FileId([2; 16]));
    erasing.carried_out.first().map_or(0, |c| c.named.len())
}

#[test]
fn a9_the_second_word_is_somebody_elses_and_names_the_proposal() {
    assert_eq!(carried(1, 2, 1), 2, "two equal hashes are one, and a key");
    assert_eq!(carried(1, 1, 1), 0, "one person alone");
    assert_eq!(carried(1, 2, 9), 0, "another proposal");
}

#[test]
fn p1_an_erasure_is_told_from_the_first_and_nothing_struck_out_changes_it() {
    let file = FileId([2; 16]);
    let proposed = || Fact::Erasure(Told::Proposed { file, reason: Reason::Mistake, told: false });
    let of = |entries: Vec<Entry>| Erasing::of(&File::fold(entries));
    assert!(of(vec![entry(1, &[], vec![subject()]), entry(2, &[1], vec![proposed()])]).is_none());
    let struck = Fact::Withdrawn { slot: "erasure/proposed".into(), why: "no".into() };
    assert!(of(vec![entry(1, &[], vec![proposed()]), entry(2, &[1], vec![struck])]).is_some());
    let dropped =
        of(vec![entry(1, &[], vec![proposed()]), entry(2, &[1], vec![Fact::Erasure(Told::Dropped)])]);
    assert!(dropped.unwrap().dropped);
    // A node speaks for itself.
    let here = entry(1, &[], vec![]).on;
    for (node, said) in [(here, 1), (NodeId([99; 16]), 0)] {
        let receipt = Fact::Erasure(Told::Destroyed { node, on: date(1941, 6, 1) });
        let told = of(vec![entry(1, &[], vec![proposed()]), entry(2, &[1], vec![receipt])]);
        assert_eq!(told.unwrap().destroyed.len(), said);
    }
}

#[test]
fn p2_a_hold_stands_until_it_is_lifted() {
    let placed = Placed {
        held: Held::File(FileId([2; 16])),
        reason: domain::hold::Reason::Claim,
        reference: " RG 41 ".into(),
        since: date(1941, 3, 1),
    };
    assert_eq!(placed.clone().typed(date(1941, 3, 1)).unwrap().reference, "RG 41");
    assert_eq!(placed.clone().typed(date(1941, 2, 28)).unwrap_err().why, Why::InTheFuture);
    let first = entry(1, &[], vec![Fact::Hold(Hold::Placed(placed))]);
    let struck = entry(2, &[1], vec![Fact::Withdrawn { slot: "hold/placed".into(), why: "no".into() }]);
    let holding = Holding::of(&File::fold([first.clone(), struck])).unwrap();
    assert!(holding.lifted.is_none(), "nobody strikes a hold out");
    let lifted = entry(2, &[1], vec![entry::Fact::Hold(Hold::Lifted { why: "over".into() })]);
    assert!(Holding::of(&File::fold([first, lifted])).unwrap().lifted.is_some());
}

#[test]
fn how_long_files_are_kept() {
    for (kind, years) in
        [(Kind::House, Some(2)), (Kind::Volet, Some(20)), (Kind::Direction, None), (Kind::Origin, None)]
    {
        let rule = rule(kind);
        assert_eq!((rule.years, rule.source.is_empty()), (years, years.is_none()), "{kind:?}");
    }
    let over_on = |last, years| rule(Kind::House).over_on(last, years, &Life::default());
    assert_eq!(over_on(date(1941, 3, 1), 2), Some(date(1943, 3, 1)));
    assert_eq!(over_on(date(1940, 2, 29), 2), Some(date(1942, 2, 28)));
    assert_eq!(over_on(date(9990, 1, 1), 200), None);
}

#[test]
fn how_long_health_files_are_kept() {
    let last = date(1941, 3, 1);
    // Born, died, over. Twenty years end in 1961.
    for (born, died, over) in [
        ("1930-05-04", None, date(1961, 3, 1)),
        ("1938-05-04", None, date(1966, 5, 4)),
        ("1938", None, date(1966, 12, 31)),
        ("1940-02-29", None, date(1968, 2, 29)),
        ("", None, date(1969, 3, 1)),
        ("1938-05-04", Some("1942-06-01"), date(1952, 6, 1)),
        ("1930-05-04", Some("1951-02-28"), date(1961, 2, 28)),
        ("1930-05-04", Some("1951-03-01"), date(1961, 3, 1)),
        ("1938-05-04", Some("1960-01-01"), date(1966, 5, 4)),
        ("1930-05-04", Some("1951"), date(1961, 12, 31)),
        ("1938-05-04", Some(""), date(1966, 5, 4)),
    ] {
        let bounds = |text: &str| domain::Edtf::parse(text).map(|on| on.bounds()).unwrap_or_default();
        let life = Life { born: bounds(born), died: died.map(bounds) };
        assert_eq!(rule(Kind::Volet).over_on(last, 20, &life), Some(over), "{born} {died:?}");
        let house = rule(Kind::House).over_on(last, 20, &life);
        assert_eq!(house, Some(date(1961, 3, 1)), "a rule of health files alone");
    }
}
