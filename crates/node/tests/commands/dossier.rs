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
    node.run(&["dossier", "pack", code, "--for", "authority", "--out", "p.pdf", "--lang", "en"]).ok();
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
    node.run(&["dossier", "pack", code, "--for", "authority", "--out", "c.pdf", "--lang", "he", "--by-code"])
        .ok();
    let told = text(&node, "c.pdf");
    assert!(!told.contains("Amina") && !told.contains("Halimi"), "{told}");
    assert!(told.contains(&code[..3]), "{told}");
    node.run(&["log"]).ends(0, "dossier pack");
}

#[test]
fn every_open_dossier_comes_in_one_command() {
    let (node, codes) = camp(5);
    node.run(&["dossier", "pack"]).ends(2, "--out");
    node.run(&["dossier", "pack", "--all", "--out", "packs"]).ends(2, "--for");
    node.run(&["dossier", "pack", "--all", "--for", "family", "--out", "packs"]).ends(2, "state-of-origin");
    let all = ["dossier", "pack", "--all", "--for", "authority", "--out", "packs", "--procedure"];
    node.run(&[&all[..], &["no-such"]].concat()).ends(4, "open");
    let said = node.json(&[&all[..], &["release-1941"]].concat());
    assert_eq!(said["packs"], 5);
    let names: Vec<String> = std::fs::read_dir(node.dir.path().join("packs"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 5, "{names:?}");
    assert!(codes.iter().all(|code| names.iter().any(|n| n.starts_with(code.as_str()))), "{names:?}");
    assert!(!names.iter().any(|n| n.contains("Halimi")), "a file's name tells who: {names:?}");
    let open: Ran =
        node.run(&["dossier", "pack", &codes[0], "--for", "authority", "--out", "no/such/folder.pdf"]);
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
    node.run(&["dossier", "pack", stays, "--for", "authority", "--out", "p.pdf"])
        .ends(3, "this consent was withdrawn");
    assert!(!node.dir.path().join("p.pdf").exists());
    let of = ["--procedure", "release-1941", "--out"];
    let pack = ["dossier", "pack", "--all", "--for", "authority"];
    let all = node.run(&[&pack[..], &of[..], &["packs"]].concat()).ends(0, "1 left out");
    assert!(all.err.contains(&format!("{stays} (authorities: withdrawn)")), "{}", all.err);
    let names: Vec<_> = std::fs::read_dir(node.dir.path().join("packs")).unwrap().collect();
    assert_eq!(names.len(), 1);
    let trips =
        node.run(&[&["dossier", "trips", "--lang", "en"], &of[..], &["trips"]].concat()).ends(0, stays);
    assert!(trips.err.contains("1 left out"), "{}", trips.err);
    let told = node.json(&["dossier", "trips", "--procedure", "release-1941", "--lang", "en"]);
    for trip in told.as_array().unwrap() {
        let requests = if trip["audience"] == "authority" { 1 } else { 2 };
        assert_eq!(trip["requests"], requests, "the family and who cares are asked for both: {told}");
    }
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
    let pack = ["dossier", "pack", code, "--for", "authority", "--out", "p.pdf"];
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

/// Two who agreed that the authorities are told, one of whom agreed to the country of origin too: its registry is asked for one
/// of them, the judge for both.
#[test]
fn p3_a_trip_to_the_country_of_origin_takes_a_consent_of_its_own() {
    let (node, codes) = camp(2);
    let (afraid, other) = (codes[0].as_str(), codes[1].as_str());
    for code in [afraid, other] {
        node.run(&["dossier", "open", code, "--procedure", "residence-minor-fr"]).ok();
    }
    let origin = ["--purpose", "state-of-origin"];
    let yes = ["--answer", "given", "--giver", "the girl herself"];
    node.run(&[&["consent", "note", other], &origin[..], &yes[..]].concat()).ok();
    let trips = ["dossier", "trips", "--procedure", "residence-minor-fr", "--lang", "en"];
    let said = node.run(&trips).ends(0, "1 left out");
    assert!(said.err.contains(&format!("{afraid} (state-of-origin: absent)")), "{}", said.err);
    let told = node.json(&[&trips[..], &["--out", "trips"]].concat());
    let of = |audience: &str| {
        let all = told.as_array().unwrap().iter().filter(|t| t["audience"] == audience);
        all.map(|t| t["requests"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!((of("state-of-origin"), of("authority")), (vec![1], vec![2]), "{told}");
    let trip = told.as_array().unwrap().iter().find(|t| t["audience"] == "state-of-origin").unwrap();
    let sheet = text(&node, trip["files"][0].as_str().unwrap());
    assert!(sheet.contains("Halimi 1") && !sheet.contains("Halimi 0"), "{sheet}");
    // No ground overrides it, and that over the authorities opens nothing here.
    let over = |purpose: &str| {
        let over = ["consent", "override", afraid, "--purpose", purpose, "--ground", "vital-interest"];
        node.run(&[&over[..], &["--why", "she bleeds", "--until", &today()]].concat())
    };
    over("state-of-origin").ends(2, "authorities");
    over("authorities").ok();
    node.run(&trips).ends(0, "1 left out");
    let pack = ["dossier", "pack", afraid, "--procedure", "residence-minor-fr", "--out", "p.pdf", "--for"];
    node.run(&[&pack[..], &["state-of-origin"]].concat()).ends(3, "nobody has given this consent");
    node.run(&[&pack[..], &["authority"]].concat()).ok();
    node.run(&["dossier", "paper", other, "birth-certificate", "asked", "--procedure", "residence-minor-fr"])
        .ok();
    let shown = node.json(&["consent", "show", other]);
    let asked =
        shown["received"].as_array().unwrap().iter().find(|r| r["what"]["request"].is_object()).unwrap();
    assert_eq!(asked["what"]["request"]["audience"], "state-of-origin", "{shown}");
    assert_eq!(asked["purposes"], serde_json::json!(["state-of-origin"]), "{shown}");
}

/// The system's day, by which the programs under test go.
#[allow(clippy::disallowed_methods)]
fn today() -> String {
    jiff::Zoned::now().date().to_string()
}
