//! `relais papers plan`: from files, without a node.

use crate::node::{Node, Ran, ran};
use std::process::Command;

fn papers(node: &Node, args: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relais"));
    command.args(args).current_dir(node.dir.path()).env_remove("RELAIS_PASSPHRASE");
    ran(command.output().unwrap())
}

fn bare() -> Node {
    Node { dir: tempfile::tempdir().unwrap() }
}

#[test]
fn a_dossier_is_planned_from_a_shipped_procedure() {
    let node = bare();
    std::fs::write(
        node.file("s.json"),
        r#"{"version":1,"papers":{"identity-sheet":{"status":"received","received_on":"1941-02-01"}}}"#,
    )
    .unwrap();
    let plan = ["papers", "plan", "--procedure", "release-1941", "--state", "s.json", "--at", "1941-03-03"];
    let done = papers(&node, &plan).ok();
    for part in
        ["All can be valid together", "Ask for today: ", "lodging-certificate", "Chance on the target day"]
    {
        assert!(done.out.contains(part), "{part}: {}", done.out);
    }
    let said: serde_json::Value =
        serde_json::from_str(&papers(&node, &[&plan[..], &["--json"]].concat()).ok().out).unwrap();
    assert_eq!((&said["schema"], &said["status"]), (&1.into(), &"feasible".into()), "{said}");
    let early = [&plan[..], &["--target", "1941-03-10", "--json"]].concat();
    let said: serde_json::Value = serde_json::from_str(&papers(&node, &early).ok().out).unwrap();
    assert_eq!(
        (&said["status"], &said["repairs"][0]["change"]),
        (&"too_late".into(), &"later_target".into()),
        "{said}"
    );
    assert_eq!(said["chance"]["share"], 0.0);
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let node = bare();
    std::fs::write(node.file("ok.json"), "{}").unwrap();
    std::fs::write(
        node.file("date.json"),
        r#"{"papers":{"identity-sheet":{"status":"received","received_on":"soon"}}}"#,
    )
    .unwrap();
    std::fs::write(node.file("who.json"), r#"{"appointments":{"passport":"1941-03-03"}}"#).unwrap();
    std::fs::write(node.file("open.json"), r#"{"open":{"identity-sheet":[]}}"#).unwrap();
    std::fs::write(node.file("version.json"), r#"{"version":2}"#).unwrap();
    std::fs::write(node.file("bad.toml"), "id = 1").unwrap();
    for (procedure, state, at, code, part) in [
        ("release-1941", "date.json", "1941-03-03", 3, "papers.identity-sheet.received_on"),
        ("release-1941", "who.json", "1941-03-03", 3, "appointments.passport"),
        ("release-1941", "open.json", "1941-03-03", 3, "open.identity-sheet"),
        ("release-1941", "version.json", "1941-03-03", 3, "version: 2"),
        ("release-1941", "nowhere.json", "1941-03-03", 4, "nowhere.json"),
        ("release-1941", "ok.json", "soon", 2, "soon"),
        ("bad.toml", "ok.json", "1941-03-03", 3, "The procedure is refused"),
        ("no-such", "ok.json", "1941-03-03", 4, "no-such"),
    ] {
        papers(&node, &["papers", "plan", "--procedure", procedure, "--state", state, "--at", at])
            .ends(code, part);
    }
}

#[test]
fn a_camp_is_lined_up_at_an_office_that_takes_two_a_day() {
    let node = bare();
    let dossier =
        |n: u32| format!("{{\"id\":\"d{n}\",\"endangered\":{},\"state\":{{\"papers\":{{}}}}}}", n % 3);
    let dossiers: Vec<String> = (0..9).map(dossier).collect();
    let office = "{\"name\":\"Prefecture\",\"papers\":[\"residence-authorisation\"],\"per_day\":2,\"open\":[\"mon\",\"thu\"]}";
    let camp = format!("{{\"version\":1,\"offices\":[{office}],\"dossiers\":[{}]}}", dossiers.join(","));
    std::fs::write(node.file("camp.json"), camp).unwrap();
    let ask = ["papers", "camp", "--in", "camp.json", "--at", "1941-03-03"];
    let done = papers(&node, &ask).ok();
    for part in ["First those who can leave soonest: 9 of 9 free", "Prefecture", "a person decides"] {
        assert!(done.out.contains(part), "{part}: {}", done.out);
    }
    let json = [&ask[..], &["--first", "endangered", "--json"]].concat();
    let said: serde_json::Value = serde_json::from_str(&papers(&node, &json).ok().out).unwrap();
    assert_eq!((&said["schema"], &said["order"]), (&1.into(), &"endangered".into()));
    let first: Vec<&str> =
        said["dossiers"].as_array().unwrap().iter().take(3).map(|d| d["id"].as_str().unwrap()).collect();
    assert_eq!(first, ["d2", "d5", "d8"], "the most endangered have their turn first");
    let by_day = said["requests"].as_array().unwrap().iter().filter(|r| r["on"] == said["requests"][0]["on"]);
    assert_eq!(by_day.count(), 2);
    std::fs::write(node.file("camp.json"), "{\"version\":1,\"dossiers\":[{\"id\":7}]}").unwrap();
    papers(&node, &ask).ends(3, "dossiers[0].id");
}
