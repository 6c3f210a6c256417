//! The plan of one dossier: what to ask for, which chain decides, what can never be, and what would help.

use jiff::civil::{Date, date};
use relais_planning::Procedure;
use relais_planning::papers::{Day, Repair, Runs, State, Status, plan};
use relais_planning::procedure::Opening;

pub const AT: Date = date(1941, 3, 3);

/// Id, needs, days, valid days, handed in.
pub type Kind<'a> = (&'a str, &'a [&'a str], [u32; 3], Option<u32>, bool);

/// A procedure of papers that are all required.
pub fn procedure(papers: &[Kind<'_>]) -> Procedure {
    let mut text = String::from(
        "id = \"p\"\nversion = 1\ncountry = \"FR\"\nin_force_from = \"1940-01-01\"\ntitle = { fr = \"t\", en = \"t\" }\ntarget = { fr = \"t\", en = \"t\" }\n\
         [[sources]]\nref = \"r\"\nnote = \"n\"\n",
    );
    for (id, needs, [low, likely, high], valid, handed_in) in papers {
        let valid = valid.map(|days| format!("valid_days = {days}\n")).unwrap_or_default();
        text += &format!(
            "[[papers]]\nid = \"{id}\"\ntitle = {{ fr = \"t\", en = \"t\" }}\nissuer = {{ fr = \"t\", en = \"t\" }}\nall_of = {needs:?}\nrequired = true\n\
             handed_in = {handed_in}\ndays = {{ optimistic = {low}, likely = {likely}, pessimistic = {high} }}\n{valid}source = \"s\"\nto_confirm = true\n"
        );
    }
    Procedure::parse(&text).unwrap()
}

fn state(json: &str) -> State {
    State::parse(json).unwrap()
}

#[test]
fn the_chain_that_decides_is_named_and_the_rest_has_days_to_spare() {
    let p = procedure(&[
        ("sheet", &[], [1, 5, 9], None, true),
        ("permit", &["sheet"], [10, 30, 60], None, false),
        ("certificate", &[], [1, 4, 9], Some(20), false),
    ]);
    let made = plan(&p, &state("{}"), AT, Runs::default());
    assert_eq!((made.status, made.target), (Status::Feasible, Some(date(1941, 4, 7))));
    assert_eq!(made.critical_chain, ["sheet", "permit"]);
    assert_eq!(made.ask_today, ["sheet"], "a certificate asked for today would lapse before the day");
    let certificate = made.papers.iter().find(|paper| paper.paper == "certificate").unwrap();
    assert_eq!((certificate.earliest, certificate.latest), (Some(date(1941, 3, 14)), Some(date(1941, 4, 3))));
    assert_eq!((certificate.spare_days, certificate.critical), (Some(20), false));
    let late: Vec<(&str, bool)> = made.if_late.iter().map(|l| (l.paper.as_str(), l.misses)).collect();
    assert_eq!(late, [("permit", true), ("sheet", true), ("certificate", false)]);
    // Ten days late, the permit is made up for by nothing; the sheet, four days late, by the permit.
    let repairs: Vec<Option<Repair>> = made.if_late.iter().map(|late| late.repair.clone()).collect();
    assert_eq!(repairs, [None, Some(Repair::Faster { paper: "permit".into(), days: 4 }), None]);
}

#[test]
fn a_plan_is_the_same_from_the_same_seed_and_chance_grows_with_time() {
    let p = procedure(&[
        ("sheet", &[], [1, 5, 9], None, true),
        ("permit", &["sheet"], [10, 30, 60], None, false),
    ]);
    let by = |target: &str| {
        let state = state(&format!("{{\"target\":\"{target}\"}}"));
        let made = plan(&p, &state, AT, Runs { runs: 4_000, seed: 7 });
        assert_eq!(made, plan(&p, &state, AT, Runs { runs: 4_000, seed: 7 }));
        made.chance.unwrap()
    };
    let shares: Vec<f64> =
        ["1941-03-10", "1941-04-07", "1941-04-21", "1941-05-12"].map(|day| by(day).share).to_vec();
    assert!(shares.is_sorted() && shares[0] == 0.0 && shares[3] == 1.0, "{shares:?}");
    let made = plan(&p, &state("{}"), AT, Runs { runs: 4_000, seed: 7 });
    let days: Vec<Date> = made.come_by.iter().filter_map(|(_, day)| *day).collect();
    assert!(days.len() == 3 && days.is_sorted(), "{days:?}");
    for (share, day) in &made.come_by {
        let target = state(&format!("{{\"target\":\"{}\"}}", day.unwrap()));
        let then = plan(&p, &target, AT, Runs { runs: 4_000, seed: 8 }).chance.unwrap();
        assert!((then.share - share).abs() < 0.06, "{share}: {then:?} on {day:?}");
    }
    let middle = by("1941-04-07");
    assert!(middle.low < middle.share && middle.share < middle.high && middle.high - middle.low < 0.04);
}

#[test]
fn what_can_never_be_valid_together_is_named_with_the_least_change() {
    let p = procedure(&[
        ("certificate", &[], [1, 2, 3], Some(10), false),
        ("permit", &["certificate"], [20, 30, 40], None, false),
    ]);
    let made = plan(&p, &state("{}"), AT, Runs::default());
    assert_eq!(
        (made.status, made.never_together.as_slice()),
        (Status::Never, &["certificate".to_string(), "permit".to_string()][..])
    );
    assert_eq!(made.repairs, [Repair::HoldsLonger { paper: "certificate".into(), days: 20 }]);
    assert!(made.chance.is_none() && made.ask_today.is_empty());
}

#[test]
fn a_target_too_early_is_said_with_what_would_help() {
    let p = procedure(&[
        ("sheet", &[], [1, 5, 9], None, true),
        ("permit", &["sheet"], [10, 30, 60], None, false),
    ]);
    let made = plan(&p, &state("{\"target\":\"1941-04-04\"}"), AT, Runs::default());
    assert_eq!((made.status, made.earliest_target), (Status::TooLate, Some(date(1941, 4, 7))));
    let faster = |paper: &str| Repair::Faster { paper: paper.into(), days: 3 };
    let later = Repair::LaterTarget { to: date(1941, 4, 7), days: 3 };
    assert_eq!(made.repairs, [later, faster("sheet"), faster("permit")]);
}

#[test]
fn what_is_held_asked_appointed_or_only_open_on_some_days_counts() {
    let p = procedure(&[
        ("sheet", &[], [1, 5, 9], None, true),
        ("permit", &["sheet"], [10, 30, 60], None, false),
    ]);
    for (json, target, today) in [
        (
            r#"{"papers":{"sheet":{"status":"received","received_on":"1941-03-01"}}}"#,
            date(1941, 4, 2),
            &["permit"][..],
        ),
        (r#"{"papers":{"sheet":{"status":"asked","asked_on":"1941-03-01"}}}"#, date(1941, 4, 5), &[]),
        (r#"{"papers":{"permit":{"status":"asked","asked_on":"1941-03-01"}}}"#, date(1941, 3, 31), &[]),
        (r#"{"appointments":{"permit":"1941-03-20"}}"#, date(1941, 4, 19), &["sheet"]),
        // 3 March 1941 is a Monday: the sheet comes on a Saturday, and the prefecture opens on Thursdays.
        (r#"{"open":{"permit":["thu"]}}"#, date(1941, 4, 12), &["sheet"]),
    ] {
        let made = plan(&p, &state(json), AT, Runs { runs: 10, seed: 1 });
        assert_eq!(
            (made.target, made.ask_today.as_slice()),
            (Some(target), today.iter().map(|s| (*s).to_string()).collect::<Vec<_>>().as_slice()),
            "{json}"
        );
    }
}

#[test]
fn a_paper_that_waits_is_played_by_what_is_left_of_its_days() {
    let p = procedure(&[("permit", &[], [10, 30, 60], None, false)]);
    let on = |asked: &str, target: &str| {
        let json = format!(
            r#"{{"target":"{target}","papers":{{"permit":{{"status":"asked","asked_on":"{asked}"}}}}}}"#
        );
        let made = plan(&p, &state(&json), AT, Runs { runs: 2_000, seed: 1 });
        let late: Vec<(i64, bool)> = made.if_late.iter().map(|late| (late.days_late, late.misses)).collect();
        (made.chance.unwrap().share, late)
    };
    // Asked twenty days ago, it comes after ten more on likely days and may take forty.
    let (share, late) = on("1941-02-11", "1941-03-13");
    assert!(share > 0.1 && share < 0.6, "{share}");
    assert_eq!(late, [(30, true)]);
    assert_eq!(on("1941-02-11", "1941-04-12").0, 1.0);
    // Longer than it ever should: tomorrow at the soonest, and not today.
    assert_eq!((on("1940-12-01", "1941-03-03").0, on("1940-12-01", "1941-03-04").0), (0.0, 1.0));
}

#[test]
fn a_required_paper_that_was_refused_is_named() {
    let p = procedure(&[("permit", &[], [10, 30, 60], None, false)]);
    let made = plan(
        &p,
        &state(r#"{"papers":{"permit":{"status":"refused","refused_on":"1941-03-01"}}}"#),
        AT,
        Runs::default(),
    );
    assert_eq!((made.status, made.refused.as_slice()), (Status::TooLate, &["permit".to_string()][..]));
}

#[test]
fn every_shipped_procedure_can_be_planned() {
    for p in relais_planning::shipped() {
        let made = plan(p, &State::default(), p.in_force_from, Runs { runs: 200, seed: 1 });
        assert_eq!(made.status, Status::Feasible, "{}", p.id);
        assert!(!made.ask_today.is_empty() && !made.critical_chain.is_empty(), "{}", p.id);
    }
    let release = relais_planning::newest("release-1941").unwrap();
    let made = plan(release, &State::default(), AT, Runs { runs: 200, seed: 1 });
    let again: Vec<&str> = made.again.iter().map(|again| again.paper.as_str()).collect();
    assert_eq!(again, ["medical-certificate"], "it holds thirty days, and the prefect takes longer");
}

/// 3 March 1941 is a Monday.
#[test]
fn a_plan_keeps_to_the_opening_days_of_the_procedure_unless_told_otherwise() {
    let mut p = procedure(&[("permit", &[], [10, 30, 60], None, false)]);
    p.papers[0].open = vec![Day::Thu];
    let target = |json: &str| plan(&p, &state(json), AT, Runs { runs: 10, seed: 1 }).target;
    assert_eq!(target("{}"), Some(date(1941, 4, 5)), "asked for on Thursday");
    assert_eq!(target(r#"{"open":{"permit":["tue"]}}"#), Some(date(1941, 4, 3)), "the state knows better");
    let kind = &p.papers[0];
    let days = [AT, date(1941, 3, 6)].map(|on| (p.opening(kind, on), p.next_open(kind, on)));
    assert_eq!(days, [(Opening::Closed, Some(date(1941, 3, 6))), (Opening::Open, Some(date(1941, 3, 13)))]);
}

/// Easter Monday of 1941 was 14 April. Where no weekday is known nothing is said of holidays either; in a country of which no
/// list is known there are none.
#[test]
fn a_plan_keeps_to_holidays_and_to_other_closed_days() {
    let mut p = procedure(&[("permit", &[], [10, 30, 60], None, false)]);
    p.country = "FR".into();
    p.papers[0].open = vec![Day::Mon];
    let at = date(1941, 4, 12);
    let target = |p: &Procedure, json: &str| plan(p, &state(json), at, Runs { runs: 10, seed: 1 }).target;
    assert_eq!(target(&p, "{}"), Some(date(1941, 5, 21)), "asked for on 21 April");
    assert_eq!(target(&p, r#"{"closed":{"permit":["1941-04-21"]}}"#), Some(date(1941, 5, 28)));
    let easter = date(1941, 4, 14);
    let (opening, next) = (p.opening(&p.papers[0], easter), p.next_open(&p.papers[0], easter));
    assert!(matches!(opening, Opening::Holiday(holiday) if holiday.name.en == "Easter Monday"));
    assert_eq!(next, Some(date(1941, 4, 21)));
    p.country = "XX".into();
    assert_eq!(target(&p, "{}"), Some(date(1941, 5, 14)));
    p.country = "FR".into();
    p.papers[0].open.clear();
    assert_eq!(target(&p, "{}"), Some(date(1941, 5, 12)));
    assert!(matches!(p.opening(&p.papers[0], easter), Opening::Unknown(Some(_))));
    let problems = state(r#"{"closed":{"other":["1941-04-21"]}}"#).problems(&p);
    assert!(
        problems[0].to_string().starts_with("closed.other: the procedure has no such paper"),
        "{problems:?}"
    );
}
