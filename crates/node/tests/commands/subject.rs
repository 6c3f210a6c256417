//! `relais subject sheet`: what is handed to whoever a file is about, word for word in three languages.

use crate::node::{Node, ran};
use std::path::Path;

/// Compares with the golden file, or writes it anew with `UPDATE_GOLDEN=1`.
#[allow(clippy::disallowed_methods)] // a switch for people at a keyboard, as every golden test has it
fn golden(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(&file).unwrap_or_default(),
        text,
        "{name}; UPDATE_GOLDEN=1 where it is meant"
    );
}

const THEIRS: &str = "another five ordinary words";

fn enrolled(node: &Node, name: &str, role: &str) {
    let mut add = node.command(&["member", "add", name, "--passphrase-from", "THEIRS", "--as", "keeper"]);
    ran(add.env("THEIRS", THEIRS).output().unwrap()).ok();
    node.run(&["member", "grant", name, "--role", role]).ok();
}

fn theirs(node: &Node, args: &[&str]) -> crate::node::Ran {
    ran(node.command(args).env("RELAIS_PASSPHRASE", THEIRS).output().unwrap())
}

/// A sheet with what differs from day to day and node to node masked.
fn masked(sheet: &str, code: &str, days: &[String]) -> String {
    days.iter().fold(sheet.replace(code, "CODE"), |text, day| text.replace(day.as_str(), "TODAY"))
}

#[test]
fn a10_the_printed_sheet_in_three_languages() {
    let node = Node::new();
    enrolled(&node, "worker", "worker");
    enrolled(&node, "supervisor", "supervisor");
    enrolled(&node, "auditor", "auditor");
    let add =
        ["person", "add", "--given", "Ida", "--surname", "Roth", "--place", "Gurs", "--from", "1940-10-25"];
    let ida = node.json(&add);
    let code = ida["code"].as_str().unwrap();
    theirs(&node, &["person", "show", code, "--as", "worker", "--purpose", "her aunt asked"]).ok();
    theirs(&node, &["person", "show", code, "--as", "supervisor"]).ok();
    theirs(&node, &["subject", "sheet", code, "--as", "worker"]).ends(4, "");
    theirs(&node, &["subject", "sheet", "22222PP", "--as", "auditor"]).ends(4, "");
    let days = |sheet: &str, lang: &str| {
        let at = match lang {
            "fr" => "Faite le ",
            "he" => "נערכה ביום ",
            _ => "Made on ",
        };
        let rest = sheet.split_once(at).expect("a day").1;
        let until = match lang {
            "fr" => " par ",
            "he" => " בידי ",
            _ => " by ",
        };
        let day = rest.split_once(until).expect("a name").0.to_string();
        // Hebrew sets values apart with marks that a day on a line of its own does not bear.
        let bare = day.strip_prefix('\u{2068}').and_then(|d| d.strip_suffix('\u{2069}')).map(str::to_string);
        [Some(day), bare].into_iter().flatten().collect::<Vec<_>>()
    };
    let print = |lang: &str| {
        let sheet =
            theirs(&node, &["subject", "sheet", code, "--language", lang, "--as", "auditor"]).ok().out;
        masked(&sheet, code, &days(&sheet, lang))
    };
    golden("subject_sheet.fr.txt", &print("fr"));
    node.run(&["subject", "withhold", "worker", "--why", "her street was named to them"]).ends(0, "second");
    let asked = node.json(&["subject", "names"]);
    assert_eq!(asked[0]["state"], "needs a second person");
    let decision = asked[0]["decision"].as_str().unwrap();
    node.run(&["subject", "second", decision]).ends(3, "second");
    assert!(print("en").contains("worker,"), "one person alone leaves nothing out");
    theirs(&node, &["subject", "second", &decision[..6], "--as", "supervisor"]).ends(0, "worker");
    for lang in ["en", "fr", "he"] {
        let sheet = print(lang);
        assert!(!sheet.contains("worker,"), "{sheet}");
        golden(&format!("subject_sheet_left_out.{lang}.txt"), &sheet);
    }
    let value = node.json(&["subject", "sheet", code]);
    assert_eq!(value["left_out"].as_array().unwrap().len(), 1, "{value}");
    assert!(!value.to_string().contains("\"worker\",\"house"), "{value}");
    node.run(&["subject", "show", decision, "--why", "she has moved"]).ok();
    assert!(print("en").contains("worker,"));
}
