//! What is wrong with a placement problem is said with path, value, rule and remedy; what a proposal says of one child.

use relais_planning::placement::{
    ChangeCode, Effort, Id, Problem, ReasonCode, Status, WhyCode, price_move, propose,
};
use serde_json::{Value, json};

fn problem(value: &Value) -> Problem {
    Problem::parse(&value.to_string()).unwrap_or_else(|e| panic!("{e:?}"))
}

fn home(id: &str, count: u32) -> Value {
    json!({ "id": id, "beds": [{ "sex": "any", "from": 0, "to": 17, "count": count }], "languages": ["fr"] })
}

fn child(id: &str) -> Value {
    json!({ "id": id, "sex": "f", "age": 9, "languages": ["fr"] })
}

#[track_caller]
fn refused(value: &Value, path: &str, rule: &str) {
    let faults = Problem::parse(&value.to_string()).unwrap_err();
    let found = faults.iter().find(|f| f.path == path).unwrap_or_else(|| panic!("{faults:?}"));
    assert!(found.rule.contains(rule), "{found:?}");
    assert!(!found.remedy.is_empty() && !found.value.is_empty(), "{found:?}");
}

#[test]
fn every_fault_has_its_path() {
    let with = |key: &str, value: Value| {
        let mut c = child("a");
        c[key] = value;
        json!({ "children": [c], "homes": [] })
    };
    refused(&with("sex", json!("x")), "children[0].sex", "f or m");
    refused(&with("age", json!(-1)), "children[0].age", "completed years");
    refused(&with("age", json!(3.5)), "children[0].age", "completed years");
    refused(&with("needs", json!("diet")), "children[0].needs", "list");
    refused(&with("id", Value::Null), "children[0].id", "id is text");
    refused(&json!({ "children": [child("a"), child("a")], "homes": [] }), "children[1].id", "children[0]");
    let mut h = home("h", 1);
    h["beds"][0]["count"] = json!(-2);
    refused(&json!({ "children": [], "homes": [h] }), "homes[0].beds[0].count", "whole number");
    let pair = json!({ "children": [child("a")], "homes": [], "fixed": [{ "child": "a", "home": "x" }] });
    refused(&pair, "fixed[0].home", "no home of that id");
    refused(&json!({ "children": [], "homes": [], "costs": { "split": -1 } }), "costs.split", "number");
    refused(&json!({ "homes": [] }), "children", "children and homes");
    refused(&json!([]), "$", "object");
    assert_eq!(Problem::parse("{").unwrap_err()[0].path, "line 1, column 1");
}

#[test]
fn what_is_not_known_is_said() {
    let mut c = child("a");
    c["preference"] = json!("sea");
    let read = problem(&json!({ "children": [c], "homes": [], "horizon": 3 }));
    assert_eq!(read.ignored, ["horizon", "children[0].preference"]);
    assert_eq!(propose(&read, Effort::default()).ignored.len(), 2);
}

#[test]
fn the_first_fixed_line_that_cannot_hold_is_named() {
    let pair = |c: &str| json!({ "child": c, "home": "h" });
    let fixed = json!([pair("a"), pair("b")]);
    let read =
        problem(&json!({ "children": [child("a"), child("b")], "homes": [home("h", 1)], "fixed": fixed }));
    let proposal = propose(&read, Effort::default());
    assert_eq!(proposal.status, Status::Infeasible);
    assert_eq!(proposal.problems[0].path, "fixed[1]");
    assert_eq!((proposal.objective, proposal.bound), (None, None));
}

#[test]
fn who_is_left_out_learns_what_would_help() {
    let read = problem(&json!({ "children": [child("a"), child("b")], "homes": [home("h", 1)] }));
    let proposal = propose(&read, Effort::default());
    let out = &proposal.unplaced[0];
    assert_eq!(out.why.code, WhyCode::AllTaken);
    assert_eq!(out.why.taken_by.len(), 1);
    let change = out.least_change.as_ref().unwrap();
    assert_eq!((change.code, change.extra.0), (ChangeCode::OneMoreBed, -1_000_000));
    let read = problem(&json!({ "children": [child("a")], "homes": [] }));
    let proposal = propose(&read, Effort::default());
    assert_eq!(proposal.unplaced[0].why.code, WhyCode::NoSuchBed);
    assert_eq!(proposal.unplaced[0].least_change, None);
}

#[test]
fn siblings_stay_together_and_a_move_has_its_price() {
    let sibling = |id: &str| {
        let mut c = child(id);
        c["group"] = json!("g");
        c
    };
    let children = json!([sibling("a"), sibling("b")]);
    let read = problem(&json!({ "children": children, "homes": [home("one", 1), home("two", 3)] }));
    let proposal = propose(&read, Effort::default());
    assert_eq!((proposal.status, proposal.objective.map(|a| a.0)), (Status::Optimal, Some(0)));
    let two = Id::Text("two".into());
    assert!(proposal.places.iter().all(|p| p.home.as_ref() == Some(&two)));
    assert!(proposal.places[0].reasons.iter().any(|r| r.code == ReasonCode::WithGroup && r.of == ["b"]));
    let next = proposal.places[0].next_best.as_ref().unwrap();
    assert_eq!((next.extra.0, next.free), (100_000, true));
    let one = Id::Text("one".into());
    let moved = price_move(&read, &proposal, &Id::Text("a".into()), Some(&one)).unwrap();
    assert_eq!((moved.change.0, moved.free, moved.against), (100_000, true, false));
    let away = price_move(&read, &proposal, &Id::Text("a".into()), None).unwrap();
    assert_eq!(away.change.0, 1_000_000);
    assert!(price_move(&read, &proposal, &Id::Text("z".into()), None).is_err());
}

#[test]
fn a_place_lost_to_a_need_is_listed_and_needs_blind_gives_it_back() {
    let mut c = child("b");
    c["needs"] = json!(["stairs"]);
    let mut value = json!({ "children": [child("a"), c], "homes": [home("h", 1)] });
    let proposal = propose(&problem(&value), Effort::default());
    assert_eq!(proposal.places[1].home, None);
    assert_eq!(proposal.review[0].instead_of, Some(Id::Text("a".into())));
    value["needs_blind"] = json!(true);
    let proposal = propose(&problem(&value), Effort::default());
    assert!(proposal.places[1].home.is_some() && proposal.review.is_empty());
}
