//! The demonstration, filled once and counted by hand: the figures of the sources come from the stays, or this fails.
#![allow(clippy::unwrap_used)]

use domain::id::{FileId, SubjectId};
use domain::indicator::{By, Month, Presence, reconcile, stock};
use domain::place::Kind;
use domain::placement::{answer, pose};
use domain::stay::EndReason;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use node::demo::{HISTORICAL_DATE, PASSPHRASE, PRESENT_DATE, SIGN_INS, fill};
use planning::placement::ReasonCode;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;
use store::person::Which;
use store::{Actor, Problem, Store};

struct Filled {
    store: Store,
}

static FILLED: LazyLock<Filled> = LazyLock::new(|| {
    // Below target, where the next run clears it: a folder kept in a static is never dropped.
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scenario");
    let _ = std::fs::remove_dir_all(&dir);
    let (mut last, mut whole) = (0, 0);
    fill(&dir, &mut |done, all, _| {
        assert!(done >= last && done <= all, "progress only grows: {last}, {done} of {all}");
        (last, whole) = (done, all);
    })
    .unwrap();
    assert!(last == whole && whole > 0);
    let world = node::system(Some((HISTORICAL_DATE, PRESENT_DATE)));
    Filled { store: Store::open(&dir, world).unwrap() }
});

fn unlocked(member: &str) -> (&'static Store, Actor) {
    let store = &FILLED.store;
    (store, store.unlock(member, PASSPHRASE).unwrap())
}

fn presences() -> &'static [Presence] {
    static ROWS: LazyLock<Vec<Presence>> = LazyLock::new(|| {
        let (store, supervisor) = unlocked("supervisor");
        store.presences(&supervisor, None).unwrap()
    });
    &ROWS
}

/// Whether somebody is under fifteen on a day, for certain; `None` where the birth leaves it open.
fn under_fifteen(row: &Presence, day: Date) -> Option<bool> {
    let bounds = row.birth.as_ref()?.bounds();
    let fifteen =
        |born: Date| (born.year() + 15, born.month(), born.day()) <= (day.year(), day.month(), day.day());
    match (fifteen(bounds.earliest?), fifteen(bounds.latest?)) {
        (false, _) => Some(true),
        (true, true) => Some(false),
        (true, false) => None,
    }
}

fn there(kind: Kind, day: Date) -> BTreeMap<SubjectId, &'static Presence> {
    let sleeps = |r: &&Presence| r.kind == kind && r.from <= day && r.until.is_none_or(|until| until > day);
    presences().iter().filter(sleeps).map(|r| (r.subject, r)).collect()
}

fn interned(day: Date) -> (usize, usize) {
    let there = there(Kind::Camp, day);
    let ages: Vec<_> = there.values().map(|r| under_fifteen(r, day)).collect();
    (ages.iter().filter(|a| **a == Some(true)).count(), ages.iter().filter(|a| a.is_none()).count())
}

fn the_interned_children_are_those_of_the_source() {
    assert_eq!(interned(date(1940, 11, 30)), (5_000, 0));
    assert_eq!(interned(date(1942, 8, 25)), (540, 0));
    let (spring, _) = interned(date(1941, 5, 31));
    assert!((540..5_000).contains(&spring), "the number falls step by step: {spring} in May 1941");
}

fn about_three_hundred_are_in_homes_at_the_end_of_1939() {
    let n = there(Kind::Home, date(1939, 12, 31)).len();
    assert!((280..=320).contains(&n), "{n}");
}

fn the_share_from_the_camps_lies_between_30_and_60_per_cent_in_every_home_all_through_1942() {
    let mut from_camps: BTreeMap<SubjectId, Date> = BTreeMap::new();
    for row in presences().iter().filter(|r| r.kind == Kind::Camp) {
        let first = from_camps.entry(row.subject).or_insert(row.from);
        *first = row.from.min(*first);
    }
    let mut day = date(1942, 1, 1);
    while day <= HISTORICAL_DATE {
        let mut homes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (subject, row) in there(Kind::Home, day) {
            let home = homes.entry(&row.name).or_default();
            home.0 += 1;
            home.1 += usize::from(from_camps.get(&subject).is_some_and(|camp| *camp < row.from));
        }
        assert_eq!(homes.len(), 10);
        for (home, (all, camps)) in homes {
            let share = camps as f64 / all as f64;
            assert!((0.30..=0.60).contains(&share), "{home} on {day}: {camps} of {all}");
            assert!(all >= 40, "{home} on {day}: {all}");
        }
        day = day.checked_add(jiff::Span::new().days(10)).unwrap();
    }
}

fn stock_and_flow_reconcile_and_the_exits_say_what_happened() {
    let month = |text| Month::parse(text).unwrap();
    for by in By::ALL {
        let table = stock(presences(), month("1939-01"), month("1942-08"), by, None, None);
        assert_eq!(reconcile(&table), vec![], "{by:?}");
    }
    let camps: BTreeSet<_> =
        presences().iter().filter(|r| r.kind == Kind::Camp).filter_map(|r| r.reason).collect();
    for reason in [
        EndReason::Released,
        EndReason::WithFamily,
        EndReason::Died,
        EndReason::Deported,
        EndReason::OtherCamp,
    ] {
        assert!(camps.contains(&reason), "{reason:?}");
    }
}

fn what_was_known_then_is_less_than_what_is_known_now() {
    let (store, supervisor) = unlocked("supervisor");
    let day = date(1940, 11, 30);
    let known: BTreeSet<_> = store
        .presences(&supervisor, Some(day))
        .unwrap()
        .into_iter()
        .filter(|r| r.kind == Kind::Camp && r.covers(day))
        .map(|r| r.subject)
        .collect();
    let now = there(Kind::Camp, day).len();
    assert!(known.len() > now / 2 && known.len() < now, "{} of {now}", known.len());
}

fn nobody_sleeps_in_two_places() {
    let mut nights: BTreeMap<SubjectId, Vec<&Presence>> = BTreeMap::new();
    presences().iter().for_each(|r| nights.entry(r.subject).or_default().push(r));
    for stays in nights.values_mut() {
        stays.sort_by_key(|s| s.from);
        for pair in stays.windows(2) {
            assert!(pair[0].until.is_some_and(|until| until <= pair[1].from), "{:?} {:?}", pair[0], pair[1]);
        }
    }
}

fn every_file_has_arrived_or_is_seen_to_be_on_the_road() {
    let (store, keeper) = unlocked("keeper");
    let offered: BTreeSet<FileId> =
        store.offers(&keeper).unwrap().iter().flat_map(|o| o.people.iter().map(|(file, _)| *file)).collect();
    let road: BTreeSet<FileId> =
        store.attention(&keeper, 10_000).unwrap().on_the_road.iter().map(|w| w.file).collect();
    assert_eq!(offered, road);
    assert_eq!(offered.len(), 8);
    let (_, nurse) = unlocked("nurse");
    let waiting: Vec<_> =
        store.offers(&nurse).unwrap().into_iter().map(|o| (o.from_name, o.people.len())).collect();
    assert_eq!(waiting, [("Équipe du camp de Gurs".to_string(), 4)]);
}

fn a_health_volet_opens_for_the_nurse_alone() {
    let (store, nurse) = unlocked("nurse");
    let here = store
        .people(&nurse, &Which { kind: Some("relay-house".into()), ..Which::default() }, None, 100)
        .unwrap();
    assert_eq!(here.len(), 35);
    for other in ["worker", "supervisor", "house-parent", "auditor", "visitor"] {
        let (_, actor) = unlocked(other);
        assert!(
            here.iter().all(|p| store.volets(&actor, &p.subject).unwrap().iter().all(|v| v.2 != "health")),
            "{other}"
        );
    }
    for line in &here {
        let volets = store.volets(&nurse, &line.subject).unwrap();
        let health =
            volets.iter().find(|v| v.2 == "health").expect("everybody at the relay house has a health volet");
        assert!(store.open_file(&nurse, &health.0, "test").is_ok());
        let (_, worker) = unlocked("worker");
        assert!(matches!(store.open_file(&worker, &health.0, "test"), Err(Problem::Unknown(_))));
    }
}

fn the_board_of_the_relay_house_is_alive() {
    let (store, nurse) = unlocked("nurse");
    let house = store.places(&nurse, None).unwrap().into_iter().find(|p| p.kind == Kind::RelayHouse).unwrap();
    assert!(house.present > house.capacity, "{} in {} beds", house.present, house.capacity);
    let board = store.board(&nurse, &house.file, HISTORICAL_DATE).unwrap();
    assert_eq!((board.arrivals.len(), board.waiting.len(), board.leaving.len()), (14, 13, 8));
    let alarms = board.underway.iter().filter(|u| u.alarm).count();
    assert!(alarms >= 4 && board.underway.len() > alarms, "{alarms} of {}", board.underway.len());
    assert!(board.convoys.iter().any(|c| c.travellers == 8));
    let begun = board
        .arrivals
        .iter()
        .map(|c| store.care_missing(&nurse, &c.compartment, &c.file, c.stay).unwrap().len());
    assert!(begun.filter(|missing| (1..14).contains(missing)).count() >= 10);
}

/// On the first of each month while the relay house was open: everybody there as if nothing were decided.
fn the_board_of_the_relay_house_proposes_all_through_1941_and_1942() {
    let (store, supervisor) = unlocked("supervisor");
    let house =
        store.places(&supervisor, None).unwrap().into_iter().find(|p| p.kind == Kind::RelayHouse).unwrap();
    let (mut months, mut asked, mut placed, mut split) = (0, 0, 0, 0);
    let mut day = date(1941, 4, 1);
    while day <= HISTORICAL_DATE {
        let board = store.board(&supervisor, &house.file, day).unwrap();
        let cards: Vec<_> = board.arrivals.iter().chain(&board.waiting).chain(&board.leaving).collect();
        let waiting = store.waiting(&supervisor, &cards).unwrap();
        assert_eq!(waiting.len(), cards.len());
        let homes = store.homes(&supervisor, &house, None, day).unwrap();
        let posed = pose(&waiting, &homes, day, &[]);
        let here = waiting.len() - posed.held.len();
        let proposal = answer(&posed).unwrap().proposal;
        for (home, room) in posed.rooms.iter().enumerate() {
            let there = proposal.places[..here]
                .iter()
                .filter(|p| p.home.as_ref() == Some(&posed.problem.homes[home].id));
            assert!(there.count() <= room.free as usize, "{day}: more than are free at {}", homes[home].name);
        }
        let with_place = proposal.places[..here].iter().filter(|p| p.home.is_some());
        months += usize::from(with_place.clone().next().is_some());
        placed += with_place.clone().count();
        split +=
            with_place.filter(|p| p.reasons.iter().any(|r| r.code == ReasonCode::ApartFromGroup)).count();
        asked += here;
        day = day.checked_add(1.month()).unwrap();
    }
    assert!(months >= 12 && asked > 60, "{months} months, {asked} children, {placed} placed");
    assert!(placed * 10 >= asked * 8 && split * 5 <= placed, "{placed} of {asked} placed, {split} apart");
}

fn something_waits_for_the_worker_today() {
    let (store, worker) = unlocked("worker");
    let due = store.due(&worker, 7, 1_000).unwrap();
    assert!((10..=200).contains(&due.len()), "{} papers lapse within a week", due.len());
    assert!(due.iter().any(|(_, d)| d.in_days < 0) && due.iter().all(|(_, d)| d.in_days > -10));
    assert_eq!(store.attention(&worker, 100).unwrap().disputes.len(), 1);
    let mine = Which { worker: Some("worker".into()), kind: Some("camp".into()), ..Which::default() };
    let mine = store.people(&worker, &mine, None, 1_000).unwrap().len();
    assert!((20..=90).contains(&mine), "{mine} children answer to the worker");
    let open =
        store.dossiers(&worker, store::dossier::Stage::Open, Some("release-1941"), 10_000).unwrap().len();
    assert!(open > 250, "{open} dossiers in motion");
}

fn the_twins_are_found_in_their_home() {
    let (store, supervisor) = unlocked("supervisor");
    let found: Vec<_> = store
        .people(&supervisor, &Which::default(), None, 20_000)
        .unwrap()
        .into_iter()
        .filter(|p| p.surname == "Halimi")
        .collect();
    assert_eq!(found.iter().map(|p| p.given.as_str()).collect::<Vec<_>>(), ["Amin", "Amina"]);
    for twin in &found {
        assert_eq!((twin.place_name.as_str(), twin.place_kind.as_str()), ("Château des Aulnes", "home"));
        let stays = presences()
            .iter()
            .filter(|r| r.subject == twin.subject)
            .map(|r| r.name.as_str())
            .collect::<Vec<_>>();
        assert_eq!(stays, ["Gurs", "Rivesaltes", "Palavas-les-Flots", "Château des Aulnes"]);
        assert_eq!(
            store
                .kin_of(&supervisor, &twin.subject)
                .unwrap()
                .iter()
                .filter(|k| k.relation.key() == "twin")
                .count(),
            1
        );
    }
}

fn every_sign_in_opens_and_every_compartment_proves() {
    for sign_in in SIGN_INS {
        let (store, actor) = unlocked(sign_in.member);
        assert!(!store.compartments(&actor).unwrap().is_empty(), "{}", sign_in.member);
    }
    let (store, auditor) = unlocked("auditor");
    let all = store.compartments(&auditor).unwrap();
    assert_eq!(all.len(), 14);
    for compartment in all {
        let proved = store.verify(&auditor, &compartment.id).unwrap();
        assert_eq!(proved.fault, None, "{}", compartment.name);
        assert!(proved.entries > 1, "{}", compartment.name);
    }
}

fn the_home_of_today_has_forty_children() {
    let (store, parent) = unlocked("house-parent");
    let home = store.places(&parent, None).unwrap().into_iter().find(|p| p.kind == Kind::Home).unwrap();
    assert_eq!((home.name.as_str(), home.present), ("Maison des Acacias", 40));
    let away = store
        .residents(&parent, &home.file, PRESENT_DATE, PRESENT_DATE)
        .unwrap()
        .iter()
        .filter(|r| r.absent.is_some())
        .count();
    assert_eq!(away, 9);
}

/// One scenario, filled once: runners that start a process per test would fill it for each of them.
#[test]
fn the_scenario_holds() {
    let checks: [(&str, fn()); 14] = [
        ("the_interned_children_are_those_of_the_source", the_interned_children_are_those_of_the_source),
        (
            "about_three_hundred_are_in_homes_at_the_end_of_1939",
            about_three_hundred_are_in_homes_at_the_end_of_1939,
        ),
        (
            "the_share_from_the_camps_lies_between_30_and_60_per_cent_in_every_home_all_through_1942",
            the_share_from_the_camps_lies_between_30_and_60_per_cent_in_every_home_all_through_1942,
        ),
        (
            "stock_and_flow_reconcile_and_the_exits_say_what_happened",
            stock_and_flow_reconcile_and_the_exits_say_what_happened,
        ),
        (
            "what_was_known_then_is_less_than_what_is_known_now",
            what_was_known_then_is_less_than_what_is_known_now,
        ),
        ("nobody_sleeps_in_two_places", nobody_sleeps_in_two_places),
        (
            "every_file_has_arrived_or_is_seen_to_be_on_the_road",
            every_file_has_arrived_or_is_seen_to_be_on_the_road,
        ),
        ("a_health_volet_opens_for_the_nurse_alone", a_health_volet_opens_for_the_nurse_alone),
        ("the_board_of_the_relay_house_is_alive", the_board_of_the_relay_house_is_alive),
        (
            "the_board_of_the_relay_house_proposes_all_through_1941_and_1942",
            the_board_of_the_relay_house_proposes_all_through_1941_and_1942,
        ),
        ("something_waits_for_the_worker_today", something_waits_for_the_worker_today),
        ("the_twins_are_found_in_their_home", the_twins_are_found_in_their_home),
        (
            "every_sign_in_opens_and_every_compartment_proves",
            every_sign_in_opens_and_every_compartment_proves,
        ),
        ("the_home_of_today_has_forty_children", the_home_of_today_has_forty_children),
    ];
    let failed: Vec<&str> = checks
        .into_iter()
        .filter(|(name, check)| {
            println!("{name}");
            std::panic::catch_unwind(check).is_err()
        })
        .map(|(name, _)| name)
        .collect();
    assert!(failed.is_empty(), "{failed:?}");
}
