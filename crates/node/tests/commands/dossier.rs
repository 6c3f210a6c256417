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
        codes.push(code);
    }
    (node, codes)
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
