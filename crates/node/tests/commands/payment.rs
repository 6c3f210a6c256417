//! `relais payments`: an account is opened, a month is paid, its receipt comes back; nothing but codes, months and amounts
//! is printed, whatever stands in the house beside.

use crate::node::Node;

/// What the house beside the book knows.
const NAMES: [&str; 4] = ["Qhalimi", "Qamina", "Qgurs", "Qhouse"];

/// A node with a house in which somebody is named, and a payment book.
fn node() -> Node {
    let node = Node::new();
    let child = ["person", "add", "--given", "Qamina", "--surname", "Qhalimi", "--birth", "1934", "--new"];
    node.run(&child).ok();
    node.run(&["compartment", "found", "Qhouse of the couriers", "--kind", "payments"]).ok();
    node
}

fn text(node: &Node, args: &[&str]) -> String {
    let ran = node.run(args).ok();
    let all = format!("{}{}", ran.out, ran.err);
    for name in NAMES {
        assert!(!all.contains(name), "{args:?} prints {name}: {all}");
    }
    all
}

#[test]
fn m_a_month_is_paid_by_code_and_nobody_is_named() {
    let node = node();
    let owed = ["--sum", "500", "--currency", "BEF", "--from", "1942-09"];
    let opened = node.json(&[&["payments", "open"], &owed[..]].concat());
    let code = opened["code"].as_str().unwrap().to_string();
    assert_eq!(code.len(), 12);
    let spoken = format!("{} {} {}", &code[..4], &code[4..8], &code[8..]).to_lowercase();
    let pay = |sum: &str, more: &[&str]| {
        let args = ["payments", "pay", &spoken, "--month", "1942-09", "--sum", sum, "--currency", "BEF"];
        node.run(&[&args[..], more].concat())
    };
    pay("500,01", &[]).ends(3, "500.00 BEF");
    pay("500,01", &[]).ends(3, "--all-the-same");
    pay("much", &[]).ends(3, "sum, “much”");
    let paid = pay("300", &["--json"]).ok();
    let paid: serde_json::Value = serde_json::from_str(&paid.out).unwrap();
    let receipt = paid["receipt"].as_str().unwrap().to_string();
    assert_eq!((paid["paid"]["minor"].as_u64(), receipt.len()), (Some(30_000), 10));
    let due = node.json(&["payments", "due", "--month", "1942-10"]);
    let sums = &due["accounts"][0]["sums"][0];
    assert_eq!(
        (&sums["carried"], &sums["owed"], &sums["outstanding"]),
        (&20_000.into(), &50_000.into(), &50_000.into())
    );
    let due = node.json(&["payments", "due", "--month", "1942-09"]);
    assert_eq!(due["together"][0]["outstanding"], 20_000);
    assert_eq!(due["accounts"][0]["payments"][0]["acknowledged"], serde_json::Value::Null);
    let table = text(&node, &["payments", "due", "--month", "1942-09"]);
    let spelled = format!("{} {} {}", &code[..4], &code[4..8], &code[8..]);
    for part in [spelled.as_str(), "500.00", "300.00", "200.00", "not back"] {
        assert!(table.contains(part), "{part}: {table}");
    }
    text(&node, &["payments", "acknowledge", &receipt]);
    node.run(&["payments", "acknowledge", &receipt]).ends(3, "receipt");
    assert!(text(&node, &["payments", "due", "--month", "1942-09"]).contains("signed"));
    text(&node, &["payments", "agree", &spoken, "--sum", "550", "--currency", "BEF", "--from", "1943-01"]);
    text(&node, &["payments", "reverse", &receipt, "--why", "came-back"]);
    text(
        &node,
        &[
            "payments",
            "pay",
            &spoken,
            "--month",
            "1942-09",
            "--sum",
            "600",
            "--currency",
            "BEF",
            "--all-the-same",
        ],
    );
    let due = node.json(&["payments", "due", "--month", "1942-09"]);
    assert_eq!(due["accounts"][0]["sums"][0]["overpaid"], 10_000);
    text(&node, &["payments", "end", &spoken]);
    node.run(&["payments", "end", &spoken]).ends(3, "closed");
    // The whole of what a program reads names nobody either.
    text(&node, &["payments", "due", "--month", "1942-09", "--json"]);
    text(&node, &["payments", "due"]);
}

#[test]
fn m_a_book_is_no_house_and_each_failure_has_its_code() {
    let node = node();
    // With a book beside it the house is still the only one to write in.
    node.run(&["person", "add", "--given", "Ida", "--surname", "Roth", "--new"]).ok();
    let book = ["--compartment", "Qhouse of the couriers"];
    node.run(&[&["person", "add", "--given", "Ida", "--surname", "Baum", "--new"], &book[..]].concat())
        .ends(4, "kind");
    node.run(&[&["place", "add", "Gurs", "--kind", "camp"], &book[..]].concat()).ends(2, "places");
    node.run(&["compartment", "listed", "Qhouse of the couriers", "--under", "Home"]).ends(3, "house");
    node.run(&["payments", "due", "--month", "1942-13"]).ends(3, "month, “1942-13”");
    node.run(&["payments", "pay", "Amina Halimi", "--month", "1942-09", "--sum", "5", "--currency", "BEF"])
        .ends(3, "code, “Amina Halimi”");
    node.run(&["payments", "end", "2222 2222 2222"]).ends(4, "code");
    node.run(&["payments", "acknowledge", "1234567890"]).ends(3, "receipt, “1234567890”");
    node.run(&["payments", "acknowledge", "1234567889"]).ends(4, "receipt");
    node.run(&["payments", "reverse", "1234567890", "--why", "theft"]).ends(2, "came-back");
    node.run(&["payments", "opem"]).ends(2, "open");
    let fresh = Node::new();
    fresh.run(&["payments", "open"]).ends(4, "--kind payments");
    fresh.run(&["payments", "due", "--month", "1942-09"]).ends(0, "No account");
}
