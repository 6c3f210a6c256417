//! `relais placement`: a problem in, a proposal out, without a node; what is wrong is named by its path.

use crate::node::{Node, Ran, ran};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

fn propose(dir: &Path, problem: &Value) -> Ran {
    std::fs::write(dir.join("problem.json"), problem.to_string()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_relais"));
    command.args(["placement", "propose", "--in", "problem.json", "--out", "proposal.json", "--json"]);
    ran(command.current_dir(dir).env_remove("RELAIS_PASSPHRASE").output().unwrap())
}

fn home(id: &str, count: u32) -> Value {
    json!({ "id": id, "beds": [{ "sex": "any", "from": 3, "to": 14, "count": count }], "languages": ["fr"] })
}

fn child(id: &str, group: &str, age: u32) -> Value {
    json!({ "id": id, "group": group, "sex": "f", "age": age, "languages": ["fr"] })
}

#[test]
fn a_problem_is_solved_and_what_is_wrong_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let (sisters, alone) = ([child("amina", "h", 8), child("lina", "h", 5)], child("ruth", "", 16));
    let problem = json!({
        "children": [sisters[0], sisters[1], alone],
        "homes": [home("acacias", 1), home("tilleuls", 2)],
        "horizon": 30,
    });
    let done = propose(dir.path(), &problem).ok();
    let summary: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(summary["status"], "optimal");
    assert_eq!((summary["placed"].as_u64(), summary["unplaced"].as_u64()), (Some(2), Some(1)));
    assert_eq!((&summary["objective"], &summary["bound"]), (&json!(1000), &json!(1000)));
    assert!(summary["ignored"].to_string().contains("horizon"), "{summary}");
    let proposal: Value =
        serde_json::from_slice(&std::fs::read(dir.path().join("proposal.json")).unwrap()).unwrap();
    for place in proposal["places"].as_array().unwrap().iter().take(2) {
        assert_eq!(place["home"], "tilleuls", "sisters stay together: {place}");
    }
    assert_eq!(proposal["unplaced"][0]["child"], "ruth");
    let wrong = json!({ "children": [{ "id": "a", "sex": "z", "age": -3 }], "homes": [] });
    propose(dir.path(), &wrong).ends(3, "children[0].sex").ends(3, "children[0].age");
    std::fs::remove_file(dir.path().join("problem.json")).unwrap();
    let mut missing = Command::new(env!("CARGO_BIN_EXE_relais"));
    missing.args(["placement", "propose", "--in", "problem.json", "--out", "-"]).current_dir(dir.path());
    ran(missing.output().unwrap()).ends(4, "problem.json");
}

#[test]
fn what_a_home_offers_is_said_at_the_keyboard() {
    let node = Node::new();
    let home = ["place", "add", "Les Tilleuls", "--kind", "home", "--language", "de"];
    node.run(&[&home[..], &["--offers", "a-lake"]].concat()).ends(2, "step-free");
    node.run(&[&home[..], &["--offers", "step-free", "--offers", "kosher"]].concat()).ok();
    let shown = node.json(&["place", "show", "Les Tilleuls"]);
    assert_eq!((&shown["offers"], &shown["languages"]), (&json!(["kosher", "step-free"]), &json!(["de"])));
    node.run(&["place", "show", "Les Tilleuls"]).ends(0, "offers: kosher, step-free");
}
