//! `relais erasure`, `hold`, `retention`, `caseload`: two persons erase, a hold stands before it, a caseload passes whole.

use crate::node::{Node, Ran, ran};

const THEIRS: &str = "another five ordinary words";

/// A node with a supervisor beside its keeper.
fn node() -> Node {
    let node = Node::new();
    let mut add = node.command(&["member", "add", "second", "--passphrase-from", "THEIRS", "--as", "keeper"]);
    ran(add.env("THEIRS", THEIRS).output().unwrap()).ok();
    node.run(&["member", "grant", "second", "--role", "supervisor"]).ok();
    node
}

fn second(node: &Node, args: &[&str]) -> Ran {
    let mut command = node.command(args);
    ran(command.args(["--as", "second"]).env("RELAIS_PASSPHRASE", THEIRS).output().unwrap())
}

#[test]
fn a9_two_persons_erase_and_p2_a_hold_stands_before_it() {
    let node = node();
    let open = ["tracing", "open", "--inquirer", "Karl Blum", "--given", "Anna", "--relation", "child"];
    let request = node.json(&open)["file"].as_str().unwrap().to_string();
    let erasure =
        node.json(&["erasure", "propose", &request, "mistake"])["erasure"].as_str().unwrap().to_string();
    node.run(&["erasure", "carry-out", &erasure]).ends(3, "what they proposed themselves");
    let hold = node.json(&["hold", "place", &request, "claim", "RG 7"])["hold"].as_str().unwrap().to_string();
    second(&node, &["erasure", "carry-out", &erasure]).ends(3, "RG 7");
    node.run(&["hold", "list"]).ends(0, "RG 7");
    node.run(&["hold", "lift", &hold[..8], "over"]).ok();
    second(&node, &["erasure", "carry-out", &erasure[..8]]).ends(0, "1 of 1 nodes have confirmed");
    node.run(&["erasure", "receipts", &erasure]).ends(0, "(this node)");
    node.run(&["erasure", "list"]).ends(0, "destroyed here");
    node.run(&["tracing", "show", "Karl Blum"]).ends(4, "");
    node.run(&["verify"]).ends(0, "yes");
    let person = node.json(&["person", "add", "--given", "Ida", "--surname", "Roth", "--birth", "1934"]);
    let file = person["file"].as_str().unwrap();
    node.run(&["erasure", "propose", file, "court-order"]).ends(3, "ask otherwise themselves");
    node.run(&["retention"]).ends(0, "No time of keeping is over");
    node.run(&["retention", "--set", "house", "3"]).ok();
    node.run(&["caseload", "hand-over", "keeper", "second"]).ends(0, "Nothing would pass");
    node.run(&["caseload", "hand-over", "keeper", "nobody"]).ends(4, "second");
}

#[test]
fn a_caseload_passes_whole_once_somebody_says_yes() {
    let node = node();
    let files: Vec<String> = ["Ida", "Noe", "Mia"]
        .iter()
        .map(|given| {
            let person =
                node.json(&["person", "add", "--given", given, "--surname", "Roth", "--birth", "1934"]);
            person["file"].as_str().unwrap().to_string()
        })
        .collect();
    for file in &files[..2] {
        node.run(&["caseload", "assign", file, "keeper"]).ends(0, "keeper answers for it");
    }
    node.run(&["caseload", "assign", &files[2], "nobody"]).ends(4, "second");
    let mut add = node.command(&["member", "add", "gone", "--passphrase-from", "THEIRS", "--as", "keeper"]);
    ran(add.env("THEIRS", THEIRS).output().unwrap()).ok();
    for role in ["auditor", "worker"] {
        node.run(&["member", "grant", "gone", "--role", role]).ok();
        if role == "worker" {
            node.run(&["member", "remove", "gone"]).ok();
        }
        // Who only looks, and who is gone, answers for nobody.
        node.run(&["caseload", "assign", &files[2], "gone"]).ends(3, "to");
    }
    node.run(&["caseload", "assign", &files[0][1..], "keeper"]).ends(4, "person list");
    let answer_for = |name: &str| {
        let all = node.json(&["caseload", "list"]);
        let line = all.as_array().unwrap().iter().find(|line| line["name"] == name).cloned();
        line.map_or(0, |line| line["files"].as_u64().unwrap())
    };
    let hand = ["caseload", "hand-over", "keeper", "second"];
    let would = node.json(&hand);
    assert_eq!(would["done"], false);
    assert_eq!(would["would_pass"].as_array().unwrap().len(), 2);
    assert_eq!(
        (answer_for("keeper"), answer_for("second")),
        (2, 0),
        "to list what would pass passes nothing"
    );
    node.run(&[&hand[..], &["--yes"]].concat()).ends(3, "words");
    let said = [&hand[..], &["--yes", "--words", "on leave until June"]].concat();
    let passed = node.json(&said);
    assert_eq!(passed["done"], true);
    assert_eq!(passed["passed"], would["would_pass"], "what was listed is what passed");
    assert_eq!((answer_for("keeper"), answer_for("second")), (0, 2));
    node.run(&said).ends(3, "");
    node.run(&["verify"]).ends(0, "yes");
}
