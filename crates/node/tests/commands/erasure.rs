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
