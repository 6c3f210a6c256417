//! Referrals: on which consent one rests, what goes, what a partner who writes back cannot change.

use crate::saying::{born, edtf, entry};
use domain::compartment::Kind;
use domain::consent::{self, Consent};
use domain::entry::{Entry, Fact};
use domain::file::File;
use domain::health::{self, Record};
use domain::id::{CompartmentId, FileId, Key, MemberId, SubjectId};
use domain::person::{self, Contact, Name, NameKind, Volet};
use domain::referral::{
    End, Fact as Referral, Ground, Referral as Kept, Sent, Snapshot, Terms, copied, ends, filled, lasts,
    rests_on,
};
use domain::refusal::Why;
use domain::transfer::Whereabouts;
use jiff::civil::{Date, date};

const TODAY: Date = date(1942, 3, 1);

fn says(n: u8, after: &[u8], purpose: &str, answer: &str, until: Option<&str>) -> Entry {
    let consent = Consent {
        answer: answer.into(),
        giver: "the mother".into(),
        on: edtf("1942-02-01"),
        until: until.map(edtf),
        language: "yi".into(),
        limits: "not the school".into(),
    };
    entry(n, after, vec![Fact::Consent(consent::Fact::For { purpose: purpose.into(), consent })])
}

#[test]
fn p3_a_referral_rests_on_a_consent_that_stands_until_its_end() {
    let check = |entries: Vec<Entry>, purpose: &str, expected: Result<(), (&str, Why)>| {
        let file = File::fold(entries);
        let found = rests_on(&file, purpose, date(1942, 9, 1), TODAY);
        assert_eq!(found.map(drop).map_err(|r| (r.field, r.why)), expected, "{purpose}");
    };
    let other = "other-organisations";
    check(vec![], other, Err(("consent", Why::NoConsent)));
    check(vec![says(1, &[], other, "given", None)], other, Ok(()));
    check(vec![says(1, &[], other, "given", Some("1942-09"))], other, Ok(()));
    check(vec![says(1, &[], other, "given", Some("1942-08"))], other, Err(("until", Why::ConsentExpired)));
    check(vec![says(1, &[], other, "given", Some("1942-02"))], other, Err(("consent", Why::ConsentExpired)));
    for answer in ["refused", "not-asked", "cannot-give"] {
        check(vec![says(1, &[], other, answer, None)], other, Err(("consent", Why::NoConsent)));
    }
    let given = || says(1, &[], other, "given", None);
    let withdrawn = Err(("consent", Why::ConsentWithdrawn));
    check(vec![given(), says(2, &[1], other, "withdrawn", None)], other, withdrawn);
    // Two who had not seen each other: the one who heard a no is enough.
    check(vec![given(), says(2, &[], other, "withdrawn", None)], other, withdrawn);
    // For the other class of recipients, and for something else.
    check(vec![given()], "authorities", Err(("consent", Why::NoConsent)));
    for elsewhere in ["services", "tracing", "photograph", "public-notice", "statistics"] {
        let entries = vec![given(), says(2, &[1], elsewhere, "given", None)];
        check(entries, elsewhere, Err(("consent", Why::ConsentForOther)));
    }
    check(vec![given()], "anything", Err(("consent", Why::Unknown)));
    // An entry that was struck out allows nothing.
    let slot = "consent/other-organisations".to_string();
    let struck = entry(2, &[1], vec![Fact::Withdrawn { slot, why: "the wrong child".into() }]);
    check(vec![given(), struck], other, Err(("consent", Why::NoConsent)));
}

#[test]
fn a_referral_lasts_a_year_at_most() {
    let check = |until: Date, expected: Option<Why>| {
        assert_eq!(lasts(until, TODAY).err().map(|r| r.why), expected, "{until}");
    };
    check(date(1942, 3, 1), Some(Why::EndsBeforeItBegins));
    check(date(1941, 1, 1), Some(Why::EndsBeforeItBegins));
    check(date(1942, 3, 2), None);
    check(date(1943, 3, 1), None);
    check(date(1943, 3, 2), Some(Why::OutOfRange));
}

#[test]
fn p3_when_a_referral_ends() {
    let given = File::fold(vec![says(1, &[], "authorities", "given", None)]);
    let taken_back = File::fold(vec![says(1, &[], "authorities", "withdrawn", None)]);
    let check = |today: Date, of: Option<(&File, &Whereabouts)>, expected: Option<End>| {
        assert_eq!(ends(date(1942, 9, 1), today, "authorities", of), expected, "{today}");
    };
    let here = Whereabouts::Here;
    check(date(1942, 8, 31), Some((&given, &here)), None);
    check(date(1942, 9, 1), Some((&given, &here)), Some(End::EndDate));
    check(date(1942, 8, 31), Some((&taken_back, &here)), Some(End::ConsentOver));
    check(date(1942, 8, 31), Some((&given, &Whereabouts::Left)), Some(End::FileLeft));
    check(date(1942, 8, 31), None, None);
    check(date(1942, 9, 1), None, Some(End::EndDate));
}

fn name(n: u8, given: &str, kind: NameKind) -> Fact {
    let name =
        Name { given: given.into(), surname: "Halimi".into(), kind, source: String::new(), period: None };
    Fact::Person(person::Fact::Name { key: Key([n; 8]), name })
}

fn contact(n: u8, wish: &str, name: &str) -> Fact {
    let contact =
        Contact { wish: wish.into(), name: name.into(), tie: "uncle".into(), last_known: String::new() };
    Fact::Person(person::Fact::Contact { key: Key([n; 8]), contact })
}

fn record(n: u8, kind: &str, text: &str) -> Fact {
    let record = Record { kind: kind.into(), text: text.into(), from: None, until: None };
    Fact::Health(health::Fact::Record { key: Key([n; 8]), record })
}

#[test]
fn what_goes_is_what_stands_and_no_more() {
    let subject = person::Fact::Subject { subject: SubjectId([7; 16]), volet: Volet::Administrative };
    let mut found = name(1, "Amina", NameKind::Usual);
    if let Fact::Person(person::Fact::Name { name, .. }) = &mut found {
        name.source = "register of the camp".into();
    }
    let gone = person::Fact::Language { language: "de".into(), spoken: false };
    let spoken = person::Fact::Language { language: "yi".into(), spoken: true };
    let file = File::fold(vec![entry(
        1,
        &[],
        vec![
            Fact::Person(subject),
            found,
            name(2, "Maria", NameKind::AsFound),
            born("1934"),
            Fact::Person(spoken.clone()),
            Fact::Person(gone),
            contact(3, "wished", "Hanna"),
            contact(4, "unwished", "Josef"),
            record(5, "allergy", "penicillin"),
            record(6, "illness", "tuberculosis"),
        ],
    )]);
    let check =
        |field: &str, expected: Vec<Fact>| assert_eq!(copied(&file, field).unwrap(), expected, "{field}");
    // The file says where the name was found; the snapshot does not.
    check("name", vec![name(1, "Amina", NameKind::Usual)]);
    check("birth", vec![born("1934")]);
    check("languages", vec![Fact::Person(spoken)]);
    check("contacts", vec![contact(3, "wished", "Hanna")]);
    check("allergies", vec![record(5, "allergy", "penicillin")]);
    check("treatments", vec![]);
    check("sex", vec![]);
    check("subject", vec![]);
    assert_eq!(filled(&file), ["name", "birth", "languages", "contacts", "allergies"]);
    let disputed = File::fold(vec![entry(1, &[], vec![born("1934")]), entry(2, &[], vec![born("1935")])]);
    assert_eq!(copied(&disputed, "birth").unwrap_err().why, Why::Ambiguous);
}

fn terms(to: u8) -> Terms {
    let consent = Ground {
        purpose: "other-organisations".into(),
        giver: "the mother".into(),
        on: edtf("1942-02-01"),
        until: None,
    };
    Terms {
        purpose: "a pair of glasses".into(),
        words: String::new(),
        consent,
        fields: vec!["birth".into()],
        house: "Camp team".into(),
        to: MemberId([to; 16]),
        from: TODAY,
        until: date(1942, 9, 1),
    }
}

fn answered(outcome: &str) -> Fact {
    let (answer, on) = (Key([9; 8]), date(1942, 3, 5));
    Fact::Referral(Referral::Answered { answer, outcome: outcome.into(), words: String::new(), on })
}

fn over(why: End) -> Fact {
    Fact::Referral(Referral::Over { on: date(1942, 4, 1), why })
}

/// Whoever wrote entry 1 gave it (member 1); member 2 is the partner.
#[test]
fn a_partner_who_writes_back_changes_nothing_of_what_they_were_given() {
    let begun = || entry(1, &[], vec![Fact::Referral(Referral::Terms(terms(2))), born("1934")]);
    let longer = Terms { until: date(1999, 1, 1), ..terms(2) };
    let of = |entries: Vec<Entry>| Snapshot::of(&File::fold(entries)).unwrap();
    let alone = of(vec![begun()]);
    assert_eq!((alone.terms.until, alone.facts.clone()), (date(1942, 9, 1), vec![born("1934")]));
    // A longer time, another birth, a false ending, one entry before everything else.
    let forged = vec![Fact::Referral(Referral::Terms(longer)), born("1931"), over(End::ByHand)];
    for after in [&[1][..], &[]] {
        let snapshot = of(vec![begun(), entry(2, after, forged.clone())]);
        assert_eq!(snapshot, alone, "{after:?}");
    }
    let earlier = Entry { stamp: domain::entry::Stamp(0), ..entry(2, &[], forged) };
    assert_eq!(of(vec![earlier, begun()]), alone);
    // Their answer counts, and nobody else's; an ending counts from the house.
    let answers = of(vec![begun(), entry(2, &[1], vec![answered("accepted")])]).answers;
    assert_eq!(answers.iter().map(|a| a.outcome.as_str()).collect::<Vec<_>>(), ["accepted"]);
    assert!(of(vec![begun(), entry(4, &[1], vec![answered("accepted")])]).answers.is_empty());
    let ended = of(vec![begun(), entry(4, &[1], vec![over(End::EndDate)])]);
    assert_eq!(ended.over, Some((date(1942, 4, 1), End::EndDate)));
    assert_eq!(Snapshot::of(&File::fold(vec![entry(1, &[], vec![born("1934")])])), None);
}

#[test]
fn a_referral_takes_nothing_that_would_make_a_person_of_it() {
    let check = |fact: &Fact, expected: bool| assert_eq!(Kind::Referral.takes(fact), expected, "{fact:?}");
    let subject = person::Fact::Subject { subject: SubjectId([7; 16]), volet: Volet::Administrative };
    let photo = person::Fact::Photo { address: "00".into(), key: vec![0; 32], caption: String::new() };
    check(&Fact::Referral(Referral::Terms(terms(2))), true);
    check(&answered("accepted"), true);
    check(&born("1934"), true);
    check(&record(1, "allergy", "penicillin"), true);
    check(&record(1, "illness", "tuberculosis"), false);
    check(&Fact::Person(subject), false);
    check(&Fact::Person(photo), false);
    check(&Fact::Withdrawn { slot: "referral/terms".into(), why: String::new() }, false);
    check(&crate::saying::opened(1, domain::place::Kind::Camp, "1942"), false);
    assert!(Kind::Referral.restricted() && Kind::Referral.is_apart());
    let sent = Sent {
        compartment: CompartmentId([3; 24]),
        snapshot: FileId([4; 16]),
        to: MemberId([2; 16]),
        name: "Dr Vidal".into(),
        purpose: "a pair of glasses".into(),
        consent: "other-organisations".into(),
        fields: vec!["birth".into()],
        until: date(1942, 9, 1),
    };
    let sent = Fact::Referral(Referral::Sent { key: Key([1; 8]), sent });
    check(&sent, false);
    for kind in [Kind::House, Kind::Volet] {
        assert!(kind.takes(&sent));
        assert!(!kind.takes(&answered("accepted")), "{kind:?}");
    }
    assert!(!Kind::Payments.takes(&sent));
    // What was sent stays in the list, whatever is said later.
    let slot = sent.slot();
    let withdrawn = Fact::Withdrawn { slot, why: "a slip".into() };
    let file = File::fold(vec![entry(1, &[], vec![sent]), entry(2, &[1], vec![withdrawn])]);
    let all = Kept::all_of(&file);
    assert_eq!(all.iter().map(|r| r.sent.name.as_str()).collect::<Vec<_>>(), ["Dr Vidal"]);
}
