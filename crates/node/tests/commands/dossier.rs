//! `relais dossier pack`: one dossier, and every open one in one command; what the paper says is what was recorded.

use crate::node::{Node, Ran};
use std::process::Command;

/// A camp's list of that many children, each with a dossier of 1941.
fn camp(children: usize) -> (Node, Vec<String>) {
    let node = Node::new();
    let mut codes = Vec::new();
    for i in 0..children {
        let (given, surname) = (["Amina", "Amin", "Lina"][i % 3], format!("Halimi {i}"));
        let added = node.json(&[
            "person",
            "add",
            "--given",
            given,
            "--surname",
            &surname,
            "--place",
            "Gurs",
            "--new",
        ]);
        let code = added["code"].as_str().unwrap().to_string();
        node.run(&["dossier", "open", &code, "--procedure", "release-1941"]).ok();
        agreed(&node, &code, "given");
        codes.push(code);
    }
    (node, codes)
}

/// What the mother says to telling the authorities.
fn agreed(node: &Node, code: &str, answer: &str) {
    let note = ["consent", "note", code, "--purpose", "authorities", "--answer", answer];
    node.run(&[&note[..], &["--giver", "the mother"]].concat()).ok();
}

/// The text of a sheet.
fn text(node: &Node, pdf: &str) -> String {
    let told = Command::new("pdftotext").args(["-layout", &node.file(pdf), "-"]).output();
    let told = told.unwrap_or_else(|why| {
        panic!("pdftotext is not here: {why}; `cargo xtask setup` installs it (package poppler-utils)")
    });
    String::from_utf8_lossy(&told.stdout).into_owned()
}

#[test]
fn a_pack_says_what_was_recorded_and_with_a_code_no_name() {
    let (node, codes) = camp(1);
    let code = codes[0].as_str();

    std::fs::write(node.file("sheet.png"), crate::PIXEL).unwrap();
    node.run(&["dossier", "paper", code, "identity-sheet", "received", "--number", "Halimi 12"]).ok();
    node.run(&["dossier", "scan", code, "identity-sheet", "sheet.png", "--shows", "Amina recto"]).ok();
    node.run(&["dossier", "pack", code, "--out", "p.pdf", "--lang", "en"]).ok();
    let told = text(&node, "p.pdf");
    for word in [
        "Amina Halimi 0",
        "Identity and nationality sheet",
        "Halimi 12",
        "Amina recto",
        "Index of papers",
        "3 of 4",
    ] {
        assert!(told.contains(word), "{word}: {told}");
    }
    node.run(&["dossier", "pack", code, "--out", "c.pdf", "--lang", "he", "--by-code"]).ok();
    let told = text(&node, "c.pdf");
    assert!(!told.contains("Amina") && !told.contains("Halimi"), "{told}");
    assert!(told.contains(&code[..3]), "{told}");
    node.run(&["log"]).ends(0, "dossier pack");
}

#[test]
fn every_open_dossier_comes_in_one_command() {
    let (node, codes) = camp(5);
    node.run(&["dossier", "pack"]).ends(2, "--out");
    node.run(&["dossier", "pack", "--all", "--procedure", "no-such", "--out", "packs"]).ends(4, "open");
    let said = node.json(&["dossier", "pack", "--all", "--procedure", "release-1941", "--out", "packs"]);
    assert_eq!(said["packs"], 5);
    let names: Vec<String> = std::fs::read_dir(node.dir.path().join("packs"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 5, "{names:?}");
    assert!(codes.iter().all(|code| names.iter().any(|n| n.starts_with(code.as_str()))), "{names:?}");
    assert!(!names.iter().any(|n| n.contains("Halimi")), "a file's name tells who: {names:?}");
    let open: Ran = node.run(&["dossier", "pack", &codes[0], "--out", "no/such/folder.pdf"]);
    assert_eq!(open.code, 4, "{}", open.err);
}

#[test]
fn tomorrows_trips_are_told_and_printed() {
    let (node, codes) = camp(2);
    let trips = ["dossier", "trips", "--procedure", "release-1941", "--lang", "en"];
    node.run(&trips).ends(0, "Records office of the camp");
    let told = node.json(&[&trips[..], &["--out", "trips"]].concat());
    let office =
        told.as_array().unwrap().iter().find(|t| t["office"] == "Records office of the camp").unwrap();
    assert_eq!(
        (&office["requests"], &office["next_open"]),
        (&2.into(), &serde_json::Value::Null),
        "{office}"
    );
    let sheet = text(&node, office["files"][0].as_str().unwrap());
    for word in
        ["2 requests", "Identity and nationality sheet", "Halimi 0", "Halimi 1", &codes[0][..3], "3 of 3"]
    {
        assert!(sheet.contains(word), "{word}: {sheet}");
    }
    node.run(&["dossier", "trips", "--procedure", "no-such"]).ends(4, "no-such");
}

#[test]
fn p3_papers_and_registers_leave_out_whose_consent_lacks_and_say_whom() {
    let (node, codes) = camp(2);
    let (stays, goes) = (codes[0].as_str(), codes[1].as_str());
    agreed(&node, stays, "withdrawn");
    node.run(&["dossier", "pack", stays, "--out", "p.pdf"]).ends(3, "this consent was withdrawn");
    assert!(!node.dir.path().join("p.pdf").exists());
    let of = ["--procedure", "release-1941", "--out"];
    let all = node.run(&[&["dossier", "pack", "--all"], &of[..], &["packs"]].concat()).ends(0, "1 left out");
    assert!(all.err.contains(&format!("{stays} (authorities: withdrawn)")), "{}", all.err);
    let names: Vec<_> = std::fs::read_dir(node.dir.path().join("packs")).unwrap().collect();
    assert_eq!(names.len(), 1);
    let trips =
        node.run(&[&["dossier", "trips", "--lang", "en"], &of[..], &["trips"]].concat()).ends(0, stays);
    assert!(trips.err.contains("1 left out"), "{}", trips.err);
    let told = node.json(&["dossier", "trips", "--procedure", "release-1941", "--lang", "en"]);
    assert!(told.as_array().unwrap().iter().all(|t| t["requests"] == 1), "{told}");
    for (whom, left, rows) in [("office", 1, 1), ("organisation", 2, 0), ("within", 0, 2)] {
        let out =
            ["register", "export", "--place", "Gurs", "--format", "json", "--out", "r.json", "--for", whom];
        let said = node.json(&out);
        assert_eq!(
            (said["left_out"].as_array().unwrap().len(), &said["rows"]),
            (left, &rows.into()),
            "{said}"
        );
        let file = std::fs::read_to_string(node.file("r.json")).unwrap();
        assert_eq!((file.contains(stays), file.contains(goes)), (whom == "within", whom != "organisation"));
    }
    node.run(&["register", "export", "--place", "Gurs", "--out", "r.csv"]).ends(2, "--for");
}

#[test]
fn p3_an_override_stands_beside_the_refusal_and_what_went_is_listed() {
    let (node, codes) = camp(1);
    let code = codes[0].as_str();
    agreed(&node, code, "refused");
    let pack = ["dossier", "pack", code, "--out", "p.pdf"];
    node.run(&pack).ends(3, "consent");
    let over = ["consent", "override", code, "--purpose", "authorities", "--ground", "legal-duty"];
    node.run(&[&over[..], &["--why", " ", "--until", &today()]].concat()).ends(3, "reason");
    node.run(&[&over[..], &["--why", "article 40", "--until", "2999-01-01"]].concat()).ends(3, "until");
    let shown = node.json(&["consent", "show", code]);
    assert_eq!(shown["received"], serde_json::json!([]), "what was refused went nowhere: {shown}");
    node.run(&[&over[..], &["--why", "article 40", "--until", &today()]].concat()).ok();
    node.run(&pack).ok();
    let shown = node.json(&["consent", "show", code]);
    let authorities =
        shown["purposes"].as_array().unwrap().iter().find(|p| p["purpose"] == "authorities").unwrap();
    assert_eq!(authorities["today"], "refused", "{shown}");
    assert_eq!(shown["overrides"][0]["why"], "article 40", "{shown}");
    assert_eq!(shown["received"][0]["what"]["exit"], "dossier-pack", "{shown}");
}

/// The system's day, by which the programs under test go.
#[allow(clippy::disallowed_methods)]
fn today() -> String {
    jiff::Zoned::now().date().to_string()
}
