//! `relais tracing`: a request is opened, its candidates are shown with their evidence, and PFIF comes in once and goes out
//! only with the inquirer's word, never with who was found.

use crate::node::{Node, PASSPHRASE};
use domain::entry::Fact;
use domain::id::FileId;
use domain::person::Person;
use domain::tracing::{Fact as Told, Judgement, Request};
use std::fs;
use std::sync::Arc;
use store::{Seek, Store, Surroundings};
use testkit::{FakeClock, Seeded};

const PFIF: &str = r#"<?xml version="1.0"?>
<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/1.2"><pfif:person>
<pfif:person_record_id>haifa.example/7</pfif:person_record_id><pfif:author_name>Rivka Rosental</pfif:author_name>
<pfif:source_date>1942-01-05T00:00:00Z</pfif:source_date>
<pfif:first_name>רוזה</pfif:first_name><pfif:last_name>לוי</pfif:last_name><pfif:sex>female</pfif:sex>
<pfif:date_of_birth>spring of 1934</pfif:date_of_birth><pfif:home_city>Antwerp</pfif:home_city><pfif:age>8</pfif:age>
<pfif:note><pfif:note_record_id>haifa.example/n</pfif:note_record_id><pfif:text>My sister &amp; I</pfif:text></pfif:note>
</pfif:person><pfif:person><pfif:first_name>No id</pfif:first_name></pfif:person></pfif:pfif>"#;

fn node() -> Node {
    let node = Node::new();
    fs::write(node.file("list.csv"), super::register::MESSY).unwrap();
    node.json(&["register", "import", "list.csv", "--place", "Gurs"]);
    node
}

#[test]
fn a_request_shows_who_may_be_meant() {
    let node = node();
    let open = [
        "tracing",
        "open",
        "--inquirer",
        "Karl Blum",
        "--from",
        "Zurich",
        "--given",
        "Anna",
        "--surname",
        "Blumm",
        "--birth",
        "1934",
        "--father",
        "Karl",
        "--relation",
        "child",
    ];
    let file = node.json(&open)["file"].as_str().unwrap().to_string();
    let shown = node.json(&["tracing", "show", "karl blum"]);
    let first = &shown["searches"][0]["candidates"][0];
    assert_eq!((&first["name"], &shown["vetted"]), (&"BLUM Anna".into(), &false.into()), "{shown}");
    assert!(first["reasons"].as_array().unwrap().iter().any(|r| r["field"] == "father"), "{first}");
    let listed = node.json(&["tracing", "list"]);
    assert_eq!((&listed[0]["file"], &listed[0]["sought"]), (&file.into(), &"Blumm Anna".into()));
    for (args, part) in [
        (&["tracing", "open", "--inquirer", "X"][..], "surname"),
        (&["tracing", "open", "--inquirer", " ", "--given", "A"], "inquirer"),
        (&["tracing", "open", "--inquirer", "X", "--given", "A", "--birth", "soon"], "“soon”"),
        (&["tracing", "open", "--inquirer", "X", "--given", "A", "--relation", "friend"], "niece-or-nephew"),
        (&["tracing", "show", "Nobody"], "request"),
    ] {
        let ran = node.run(args);
        assert!(ran.code != 0 && ran.err.contains(part), "{args:?}: {} {}", ran.out, ran.err);
    }
}

#[test]
fn pfif_comes_in_once_and_goes_out_with_the_inquirers_word() {
    let node = node();
    fs::write(node.file("in.xml"), PFIF).unwrap();
    let import = ["tracing", "import", "--pfif", "in.xml"];
    let dry = node.json(&["tracing", "import", "--pfif", "in.xml", "--dry-run"]);
    assert_eq!((&dry["added"], node.json(&["tracing", "list"]).as_array().unwrap().len()), (&1.into(), 0));
    let first = node.json(&import);
    assert_eq!((&first["added"], &first["known"]), (&1.into(), &0.into()));
    assert_eq!(first["problems"][0]["why"], "missing", "{first}");
    let again = node.json(&import);
    assert_eq!((&again["added"], &again["known"]), (&0.into(), &1.into()));
    let shown = node.json(&["tracing", "show", "Rivka Rosental"]);
    assert_eq!(shown["searches"][0]["candidates"][0]["name"], "LÉVY Rosa", "{shown}");
    let words = shown["inquirer"]["words"].as_str().unwrap();
    for part in ["date_of_birth: spring of 1934", "home_city: Antwerp", "age: 8", "My sister & I"] {
        assert!(words.contains(part), "what has no place of its own is kept in words: {part}: {words}");
    }
    let export = ["tracing", "export", "Rivka Rosental", "--pfif", "out.xml", "--agreed"];
    node.run(&[&export[..], &[" "]].concat()).ends(3, "agree");
    node.run(&[&export[..], &["letter of 5 January"]].concat()).ends(0, "Receivers must forget");
    let out = fs::read_to_string(node.file("out.xml")).unwrap();
    for part in ["haifa.example/7", "expiry_date", "information_sought", "רוזה"] {
        assert!(out.contains(part), "{part}: {out}");
    }
    assert!(!out.contains("LÉVY") && !out.contains("Gurs"), "who was found never goes out: {out}");
    let log = node.run(&["log", "--last", "20"]).ok();
    assert!(log.out.contains("letter of 5 January"), "the log keeps on whose word: {}", log.out);
}

/// The match of every search is confirmed, as two people did it on its page; here by the same door.
fn confirmed(node: &Node, request: &str) -> String {
    let clock = Arc::new(FakeClock::at(jiff::civil::date(2026, 1, 2)));
    let store = Store::open(&node.data(), Surroundings::new(clock, Seeded::new(7))).unwrap();
    let keeper = store.unlock("keeper", PASSPHRASE).unwrap();
    let house = store.compartments(&keeper).unwrap()[0].id;
    let request = FileId::parse(request).unwrap();
    let searches =
        Request::of(&store.open_file(&keeper, &request, "tracing").unwrap().file).unwrap().searches;
    let rosa =
        store.search(&keeper, &Seek { text: "Lévy Rosa".into(), limit: 1, ..Seek::default() }).unwrap();
    let subject =
        Person::of(&store.open_file(&keeper, &rosa[0].file, "tracing").unwrap().file).subject.unwrap();
    let judged = searches.iter().map(|search| {
        let (verdict, why) = ("confirmed".to_string(), "the scar, the street".to_string());
        let judgement = Judgement { verdict, rests_on: "0".repeat(64), proofs: Vec::new(), why };
        Fact::Tracing(Told::Judged { sought: search.key, subject, judgement })
    });
    let judged: Vec<Fact> = judged.collect();
    store.write(&keeper, &house, move |w| w.append(&request, judged)).unwrap();
    rosa[0].code.clone()
}

#[test]
fn p3_who_was_found_and_did_not_agree_is_in_no_record_for_others() {
    let node = node();
    fs::write(node.file("in.xml"), PFIF).unwrap();
    node.run(&["tracing", "import", "--pfif", "in.xml"]).ok();
    let export = || {
        let _ = fs::remove_file(node.file("out.xml"));
        node.run(&[
            "tracing",
            "export",
            "Rivka Rosental",
            "--pfif",
            "out.xml",
            "--agreed",
            "letter of 5 January",
        ])
    };
    export().ok();
    let listed = node.json(&["tracing", "list"]);
    let code = confirmed(&node, listed[0]["file"].as_str().unwrap());
    let answers = |answer: &str, until: &str| {
        let note =
            ["consent", "note", &code, "--purpose", "tracing", "--giver", "herself", "--on", "1.1.2026"];
        node.run(&[&note[..], &["--answer", answer, "--until", until]].concat()).ok();
    };
    let stays = |why: &str| {
        let ran = export().ends(3, "consent is lacking");
        assert!(ran.err.contains(&format!("{code} (tracing: {why})")), "{why}: {}", ran.err);
        assert!(fs::read(node.file("out.xml")).is_err(), "{why}: nothing was written");
    };
    stays("absent");
    for (answer, until, why) in
        [("refused", "", "refused"), ("withdrawn", "", "withdrawn"), ("given", "2.1.2026", "expired")]
    {
        answers(answer, until);
        stays(why);
    }
    answers("given", "");
    export().ends(0, "1 persons sought");
    assert!(fs::read_to_string(node.file("out.xml")).unwrap().contains("haifa.example/7"));
    let shown = node.json(&["consent", "show", &code]);
    assert_eq!(shown["received"][0]["what"]["exit"], "tracing-record", "{shown}");
    assert_eq!(shown["received"].as_array().unwrap().len(), 1, "the others went nowhere: {shown}");
}
