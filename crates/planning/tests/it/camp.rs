//! A whole camp: whose turn it is at an office that takes so many requests a day.

use crate::plan::procedure;
use jiff::civil::{Date, date};
use relais_planning::Procedure;
use relais_planning::papers::{Camp, CampProblem, Dossier, Office, Order, Queue, State, camp};
use std::collections::BTreeMap;

const AT: Date = date(1941, 3, 3);

/// A permit of the prefecture that takes 30 days, after a sheet; and a visa of the same office after the permit.
fn papers(visa: bool) -> Procedure {
    let mut kinds: Vec<crate::plan::Kind<'static>> =
        vec![("sheet", &[], [1, 5, 9], None, true), ("permit", &["sheet"], [10, 30, 60], None, false)];
    if visa {
        kinds.push(("visa", &["permit"], [1, 10, 20], None, false));
    }
    procedure(&kinds)
}

fn office(per_day: u32) -> Office {
    let papers = vec!["permit".to_string()];
    Office { name: "prefecture".into(), papers, per_day, ..Office::default() }
}

/// Dossiers whose sheet came or comes on these days.
fn dossiers(sheets: &[(u32, Option<i8>)]) -> Vec<Dossier> {
    let state = |day: Option<i8>| match day {
        None => State::default(),
        Some(day) => State::parse(&format!(
            "{{\"papers\":{{\"sheet\":{{\"status\":\"asked\",\"asked_on\":\"1941-03-{day:02}\"}}}}}}"
        ))
        .unwrap(),
    };
    let dossier = |(n, (endangered, day)): (usize, &(u32, Option<i8>))| Dossier {
        id: format!("d{n}"),
        endangered: *endangered,
        state: state(*day),
    };
    sheets.iter().enumerate().map(dossier).collect()
}

fn ask(p: &Procedure, per_day: u32, sheets: &[(u32, Option<i8>)], order: Order) -> (Camp, Queue) {
    let asked = Camp { version: 1, offices: vec![office(per_day)], dossiers: dossiers(sheets) };
    assert!(asked.problems(p).is_empty());
    let queue = camp(p, &asked, AT, order);
    assert_eq!(queue, camp(p, &asked, AT, order), "equal questions, equal answers");
    (asked, queue)
}

/// No office takes more than it does, on no day on which it is closed, and every request waits for what it needs.
fn holds(asked: &Camp, queue: &Queue) {
    let mut by_day: BTreeMap<(&str, Date), u32> = BTreeMap::new();
    for request in &queue.requests {
        *by_day.entry((&request.office, request.on)).or_default() += 1;
    }
    for ((name, on), n) in by_day {
        let office = asked.offices.iter().find(|o| o.name == name).unwrap();
        assert!(n <= office.per_day && !office.closed.contains(&on), "{name} on {on}: {n}");
    }
    assert_eq!(queue.dossiers.len(), asked.dossiers.len());
    assert!(queue.dossiers.iter().all(|turn| turn.waits_days.is_none_or(|days| days >= 0)));
    let free = queue.dossiers.iter().filter(|turn| turn.free_on.is_some()).count();
    assert_eq!(queue.free_by.last().map_or(0, |(_, n)| *n), free);
    assert_eq!(free + queue.never.len(), asked.dossiers.len());
}

#[test]
fn who_can_leave_soonest_or_who_is_most_endangered_comes_first() {
    let p = papers(false);
    let sheets = [(1, None), (9, None), (5, Some(1)), (0, None)];
    let turn = |order| {
        let (asked, queue) = ask(&p, 1, &sheets, order);
        holds(&asked, &queue);
        let ids: Vec<String> = queue.requests.iter().map(|r| r.dossier.clone()).collect();
        (ids, queue.waits_days)
    };
    // d2's sheet comes on the sixth; the others' on the eighth.
    assert_eq!(turn(Order::Soonest), (["d2", "d0", "d1", "d3"].map(String::from).to_vec(), 3));
    assert_eq!(turn(Order::Endangered), (["d2", "d1", "d0", "d3"].map(String::from).to_vec(), 3));
}

#[test]
fn an_office_that_is_closed_takes_nothing() {
    let p = papers(false);
    let mut asked = Camp { version: 1, offices: vec![office(2)], dossiers: dossiers(&[(0, None); 5]) };
    asked.offices[0].open = serde_json::from_str("[\"mon\",\"thu\"]").unwrap();
    asked.offices[0].closed = [date(1941, 3, 13)].into();
    let queue = camp(&p, &asked, AT, Order::Soonest);
    holds(&asked, &queue);
    let days: Vec<String> = queue.requests.iter().map(|r| r.on.to_string()).collect();
    assert_eq!(days, ["1941-03-10", "1941-03-10", "1941-03-17", "1941-03-17", "1941-03-20"]);
}

/// One slot of one office each: no order of turns has a smaller sum of days. Every order is tried.
#[test]
fn no_order_of_turns_waits_less() {
    let p = papers(false);
    let mut seed = 11_u64;
    let mut dice = |n: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % n
    };
    for case in 0..60 {
        let sheets: Vec<(u32, Option<i8>)> =
            (0..5).map(|_| (dice(3) as u32, (dice(2) == 0).then(|| 1 + dice(2) as i8))).collect();
        let per_day = 1 + dice(2) as u32;
        let (asked, queue) = ask(&p, per_day, &sheets, Order::Soonest);
        holds(&asked, &queue);
        let ready: Vec<i64> =
            queue.dossiers.iter().map(|turn| i64::from((turn.alone.unwrap() - AT).get_days()) - 30).collect();
        let least = permutations(ready.len()).into_iter().map(|order| waits(&ready, &order, per_day)).min();
        assert_eq!(Some(queue.waits_days), least, "case {case}: {sheets:?}, {per_day} a day");
    }
}

fn permutations(n: usize) -> Vec<Vec<usize>> {
    if n == 0 {
        return vec![Vec::new()];
    }
    let shorter = permutations(n - 1);
    shorter
        .into_iter()
        .flat_map(|p| {
            (0..n).map(move |at| {
                let mut p = p.clone();
                p.insert(at, n - 1);
                p
            })
        })
        .collect()
}

/// Days that all wait if they take slots in that order.
fn waits(ready: &[i64], order: &[usize], per_day: u32) -> i64 {
    let mut taken: BTreeMap<i64, u32> = BTreeMap::new();
    let mut sum = 0;
    for who in order {
        let day = (ready[*who]..).find(|day| taken.get(day).copied().unwrap_or(0) < per_day).unwrap();
        *taken.entry(day).or_default() += 1;
        sum += day - ready[*who];
    }
    sum
}

/// Two slots each, one after the other: quotas hold, and those who need fewer come first.
#[test]
fn several_requests_of_one_dossier_follow_one_another() {
    let p = papers(true);
    let mut asked = Camp { version: 1, offices: vec![office(3)], dossiers: dossiers(&[(0, None); 40]) };
    asked.offices[0].papers.push("visa".into());
    let queue = camp(&p, &asked, AT, Order::Soonest);
    holds(&asked, &queue);
    assert_eq!(queue.requests.len(), 80);
    for turn in &queue.dossiers {
        let on = |paper: &str| {
            queue.requests.iter().find(|r| r.dossier == turn.id && r.paper == paper).unwrap().on
        };
        assert!((on("visa") - on("permit")).get_days() >= 30, "{}", turn.id);
        assert_eq!((turn.free_on.unwrap() - on("visa")).get_days(), 10);
    }
}

#[test]
fn a_camp_that_does_not_fit_is_refused_line_by_line() {
    let p = papers(false);
    let check = |json: &str, expected: &[&str]| {
        let problems: Vec<String> = match Camp::parse(json) {
            Err(problem) => vec![problem.to_string()],
            Ok(camp) => camp.problems(&p).iter().map(CampProblem::to_string).collect(),
        };
        assert_eq!(problems.len(), expected.len(), "{json}: {problems:?}");
        for (said, part) in problems.iter().zip(expected) {
            assert!(said.contains(part), "{json}: {said}");
        }
    };
    check("{\"version\":1,\"dossiers\":[]}", &[]);
    check("{\"version\":2,\"dossiers\":[]}", &["version: 2"]);
    check("{\"version\":1,\"dossiers\":[{\"id\":\"a\",\"kind\":1}]}", &["dossiers[0]"]);
    check("{\"version\":1,\"dossiers\":[{\"id\":\"a\"},{\"id\":\"a\"}]}", &["stands twice"]);
    let offices = "[{\"name\":\"o\",\"papers\":[\"permit\",\"stamp\"],\"per_day\":0},\
                   {\"name\":\"q\",\"papers\":[\"permit\"],\"per_day\":1}]";
    check(
        &format!("{{\"version\":1,\"offices\":{offices},\"dossiers\":[]}}"),
        &["takes no request", "no paper of the procedure", "another office"],
    );
    let state = "{\"appointments\":{\"stamp\":\"1941-03-10\"}}";
    check(
        &format!("{{\"version\":1,\"dossiers\":[{{\"id\":\"a\",\"state\":{state}}}]}}"),
        &["dossiers, “a”"],
    );
}

/// Five thousand dossiers are ordered in a moment.
#[test]
fn five_thousand_dossiers_have_their_turn() {
    let p = papers(true);
    let sheets: Vec<(u32, Option<i8>)> = (0..5_000).map(|n| (n % 7, (n % 3 == 0).then_some(2))).collect();
    let mut asked = Camp { version: 1, offices: vec![office(14)], dossiers: dossiers(&sheets) };
    asked.offices[0].papers.push("visa".into());
    let queue = camp(&p, &asked, AT, Order::Endangered);
    holds(&asked, &queue);
    assert_eq!(queue.requests.len(), 10_000);
    let rank = |id: &str| asked.dossiers[id[1..].parse::<usize>().unwrap()].endangered;
    assert!(queue.dossiers.windows(2).all(|w| rank(&w[0].id) >= rank(&w[1].id)), "the most endangered first");
}
