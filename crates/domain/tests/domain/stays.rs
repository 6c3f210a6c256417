//! Stays: arriving closes the stay before, with the reason that follows from the two places; nothing ends before it
//! begins or lies in the future.

use crate::saying::{closed, edtf, entry, opened, opening};
use domain::entry::Fact;
use domain::file::File;
use domain::id::{Key, StayId};
use domain::place::Kind;
use domain::refusal::{Refusal, Why};
use domain::stay::{
    Absence, Closing, EndReason, Fact as Said, arrive, current, leave, reason_between, stays,
};
use jiff::civil::{Date, date};

const TODAY: Date = date(1941, 6, 15);

/// The stays of a file, as a page lists them.
fn tell(file: &File) -> String {
    let line = |s: &domain::stay::Stay| {
        let end = s.closing.as_ref().map(|c| format!("{} {}", c.latest().until, c.latest().reason.key()));
        format!("{} {}..{}", s.opening.latest().kind.key(), s.opening.latest().from, end.unwrap_or_default())
    };
    stays(file).iter().map(line).collect::<Vec<_>>().join(", ")
}

/// `before` was said; then something is done; the file tells `expected`, or the refusal does.
fn check(before: Vec<Fact>, act: impl Fn(&File) -> Result<Vec<Fact>, Refusal>, expected: &str) {
    let first = entry(1, &[], before);
    let told = match act(&File::fold([first.clone()])) {
        Ok(facts) => tell(&File::fold([first, entry(2, &[1], facts)])),
        Err(refusal) => format!("{} {}", refusal.field, refusal.why.key()),
    };
    assert_eq!(told, expected);
}

#[test]
fn arriving_somewhere_closes_the_stay_before() {
    let to = |kind, from: &'static str| {
        move |file: &File| arrive(file, StayId([9; 16]), opening(kind, from), TODAY)
    };
    let camp = || vec![opened(1, Kind::Camp, "1940-10-25")];
    check(vec![], to(Kind::Camp, "1940-10-25"), "camp 1940-10-25..");
    check(camp(), to(Kind::Home, "1941-02-03"), "camp 1940-10-25..1941-02-03 released, home 1941-02-03..");
    check(camp(), to(Kind::Camp, "1941-02-03"), "camp 1940-10-25..1941-02-03 other-camp, camp 1941-02-03..");
    check(camp(), to(Kind::Hospital, "1941-02"), "camp 1940-10-25..1941-02 hospital, hospital 1941-02..");
    check(
        vec![opened(1, Kind::Home, "1941")],
        to(Kind::Family, "1941-05-01"),
        "home 1941..1941-05-01 with-family, family 1941-05-01..",
    );
    // On the same day: a stay of no night, in order.
    check(
        camp(),
        to(Kind::RelayHouse, "1940-10-25"),
        "camp 1940-10-25..1940-10-25 released, relay-house 1940-10-25..",
    );
    check(camp(), to(Kind::Home, "1940-10-24"), "from ends-before-it-begins");
    check(vec![], to(Kind::Home, "1941-06-16"), "from in-the-future");
    check(vec![], to(Kind::Home, "1941-06-15"), "home 1941-06-15..");
    // A closed stay is left alone.
    let was = vec![opened(1, Kind::Camp, "1940-10-25"), closed(1, "1940-12-01", EndReason::OwnWill)];
    check(was, to(Kind::Camp, "1941-01-02"), "camp 1940-10-25..1940-12-01 own-will, camp 1941-01-02..");
}

#[test]
fn leaving_without_arriving() {
    let leave = |stay: u8, until: &'static str| {
        let closing = Closing { until: edtf(until), reason: EndReason::Emigrated, towards: "Lisbon".into() };
        move |file: &File| leave(file, StayId([stay; 16]), closing.clone(), TODAY)
    };
    let home = || vec![opened(1, Kind::Home, "1941-02-03")];
    check(home(), leave(1, "1941-06-01"), "home 1941-02-03..1941-06-01 emigrated");
    check(home(), leave(1, "1941-02-03"), "home 1941-02-03..1941-02-03 emigrated");
    check(home(), leave(1, "1941-02-02"), "until ends-before-it-begins");
    check(home(), leave(1, "1941-06-16"), "until in-the-future");
    check(home(), leave(2, "1941-06-01"), "stay unknown");
    let left = vec![opened(1, Kind::Home, "1941-02-03"), closed(1, "1941-03-01", EndReason::Placed)];
    check(left, leave(1, "1941-06-01"), "stay already-closed");
    assert_eq!(Why::AlreadyClosed.key(), "already-closed");
    // Whoever is no longer followed goes with everybody else of that month, towards nowhere.
    let unfollowed = |until: &'static str, towards: &'static str| {
        let reason = EndReason::NoLongerFollowed;
        let closing = Closing { until: edtf(until), reason, towards: towards.into() };
        move |file: &File| domain::stay::leave(file, StayId([1; 16]), closing.clone(), TODAY)
    };
    check(home(), unfollowed("1941-05-31", ""), "home 1941-02-03..1941-05-31 no-longer-followed");
    check(home(), unfollowed("1941-05-30", ""), "until not-batch-day");
    check(home(), unfollowed("1941-05", ""), "until not-batch-day");
    check(home(), unfollowed("1941-05-31", "Le Chambon"), "towards not-batch-day");
    check(home(), unfollowed("1941-06-30", ""), "until in-the-future");
}

#[test]
fn every_pair_of_places_has_a_reason() {
    for (from, to, expected) in [
        (Kind::Camp, Kind::Camp, EndReason::OtherCamp),
        (Kind::Camp, Kind::RelayHouse, EndReason::Released),
        (Kind::Camp, Kind::Home, EndReason::Released),
        (Kind::Camp, Kind::FosterFamily, EndReason::Released),
        (Kind::Barrack, Kind::RelayHouse, EndReason::Released),
        (Kind::Barrack, Kind::Home, EndReason::Released),
        (Kind::Camp, Kind::Barrack, EndReason::Other),
        (Kind::Camp, Kind::Hospital, EndReason::Hospital),
        (Kind::Camp, Kind::Family, EndReason::WithFamily),
        (Kind::RelayHouse, Kind::Home, EndReason::Placed),
        (Kind::Home, Kind::FosterFamily, EndReason::Placed),
        (Kind::Home, Kind::Camp, EndReason::Other),
        (Kind::Home, Kind::Institution, EndReason::Other),
    ] {
        assert_eq!(reason_between(from, to), expected, "{from:?} to {to:?}");
    }
}

#[test]
fn nights_and_absences() {
    let absent = |until: Option<&str>| {
        let absence = Absence {
            kind: "hospital".into(),
            from: edtf("1941-03-05"),
            until: until.map(edtf),
            bed_kept: true,
        };
        Fact::Stay(Said::Absent { key: Key([3; 8]), stay: StayId([1; 16]), absence })
    };
    let file = File::fold([
        entry(1, &[], vec![opened(1, Kind::Home, "1941-02-03"), absent(None)]),
        entry(2, &[1], vec![absent(Some("1941-03-09")), closed(1, "1941-04-01", EndReason::Placed)]),
    ]);
    let all = stays(&file);
    let sleeps: Vec<bool> = [date(1941, 2, 2), date(1941, 2, 3), date(1941, 3, 31), date(1941, 4, 1)]
        .iter()
        .map(|d| all[0].covers(*d))
        .collect();
    assert_eq!(sleeps, [false, true, true, false], "the last night is the one before the day of leaving");
    let away: Vec<bool> =
        [4, 5, 8, 9].iter().map(|d| all[0].absent_on(date(1941, 3, *d)).is_some()).collect();
    assert_eq!(away, [false, true, true, false]);
    assert!(current(&all).is_none());
}
