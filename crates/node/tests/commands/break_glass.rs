//! `relais break-glass`: armed by a keeper, opened by two beside a running node, looked at by a keeper.

use crate::Served;
use crate::node::{Node, Ran, ran};
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

const THEIRS: &str = "another five ordinary words";
const WHY: &str = "a fever in the night and nobody of the house answers";

fn enrolled(node: &Node, name: &str) {
    let mut add = node.command(&["member", "add", name, "--passphrase-from", "THEIRS", "--as", "keeper"]);
    ran(add.env("THEIRS", THEIRS).output().unwrap()).ok();
}

fn theirs(node: &Node, name: &str, args: &[&str]) -> Ran {
    let args = [args, &["--as", name]].concat();
    ran(node.command(&args).env("RELAIS_PASSPHRASE", THEIRS).env("SECOND", THEIRS).output().unwrap())
}

#[cfg(unix)]
#[test]
fn a6_two_open_a_house_beside_a_running_node() {
    let node = Node::new();
    let add =
        ["person", "add", "--given", "Ida", "--surname", "Roth", "--place", "Gurs", "--from", "1940-10-25"];
    let file = node.json(&add)["file"].as_str().unwrap().to_string();
    for name in ["nurse", "driver", "cook"] {
        enrolled(&node, name);
    }
    node.run(&["break-glass", "arm", "nurse"]).ends(3, "people");
    node.run(&["break-glass", "arm", "nurse", "nobody"]).ends(4, "nobody");
    node.run(&["break-glass", "arm", "nurse", "driver"]).ends(0, "Armed");
    let open =
        ["break-glass", "open", "House A", "--with", "driver", "--passphrase-from", "SECOND", "--why", WHY];
    theirs(&node, "nurse", &open).ends(7, "relais serve");
    let mut serve =
        node.command(&["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(serve.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let _served = Served(serve);
    theirs(&node, "nurse", &["person", "show", &file]).ends(4, "");
    theirs(&node, "cook", &open).ends(4, "House A");
    let mut alone = open;
    alone[4] = "nurse";
    theirs(&node, "nurse", &alone).ends(3, "second person");
    let mut short = open;
    short[8] = "urgent";
    theirs(&node, "nurse", &short).ends(3, "glass_why");
    theirs(&node, "nurse", &["break-glass", "list"]).ends(0, "you, with driver");
    theirs(&node, "nurse", &open).ends(0, "You read in House A until");
    theirs(&node, "nurse", &["person", "show", &file]).ends(0, "Ida");
    theirs(&node, "nurse", &["stay", "leave", &file, "--reason", "released"]).ends(4, "");
    theirs(&node, "nurse", &["register", "export", "--place", "Gurs", "--for", "within", "--out", "x.csv"])
        .ends(4, "");
    let opened = node.json(&["break-glass", "list"]);
    let opening = &opened["opened"][0];
    assert_eq!(
        (&opening["by"], &opening["with"], &opening["why"]),
        (&"nurse".into(), &"driver".into(), &WHY.into())
    );
    assert_eq!((&opening["signed_by_both"], &opening["looked_at"]), (&true.into(), &serde_json::Value::Null));
    node.run(&["log"]).ends(0, "break-glass");
    node.run(&["subject", "sheet", &file, "--language", "en"])
        .ends(0, "In an emergency, by break-glass")
        .ends(0, WHY);
    node.run(&["break-glass", "looked-at", opening["opening"].as_str().unwrap(), "--words", "it was right"])
        .ok();
    node.run(&["break-glass", "list"]).ends(0, "looked at");
    node.run(&["break-glass", "disarm"]).ends(0, "Disarmed");
    theirs(&node, "driver", &["break-glass", "list"]).ends(0, "Nothing");
}
