//! `relais trace`: an index from a file, asked without any node.

use crate::node::{Node, Ran, ran};
use std::process::Command;

const PEOPLE: &str = "id,given,surname,sex,birth,birth_place,father,mother,residence,source\n\
    a,Jakob,Rabinowitz,m,1931-05-02,Warschau,Moses,Sara,Paris,one\n\
    b,Яков,Рабинович,м,1931,Варшава,Мойсей,,,two\n\
    c,Rosa,Rabinowitz,f,1933-11-20,Warschau,Moses,Sara,Paris,one\n\
    d,Anna,Mandelbaum,f,1930-01-09,Atlantis,,,,two\n";

fn trace(node: &Node, args: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relais"));
    command.arg("trace").args(args).current_dir(node.dir.path()).env_remove("RELAIS_PASSPHRASE");
    ran(command.output().unwrap())
}

fn built() -> Node {
    let node = Node { dir: tempfile::tempdir().unwrap() };
    std::fs::write(node.file("people.csv"), PEOPLE).unwrap();
    std::fs::write(node.file("places.csv"), "Atlantis;Poseidonis\n").unwrap();
    let done = trace(&node, &["build", "--in", "people.csv", "--index", "i", "--places", "places.csv"]).ok();
    assert!(done.out.starts_with("4 people, "), "{}", done.out);
    node
}

#[test]
fn a_question_is_answered_with_reasons() {
    let node = built();
    let query = r#"{"given":"Jacques","surname":"Rabinovitch","birth":"1931-05-02"}"#;
    let done = trace(&node, &["--index", "i", "--query", query, "--timings"]).ok();
    assert!(done.out.lines().next().unwrap().contains("birth: same day"), "{}", done.out);
    assert!(done.out.contains("a person decides") && done.err.contains(" ms, "), "{} {}", done.out, done.err);
    let done = trace(&node, &["--json", "--index", "i", "--query", query, "--top", "1"]).ok();
    let said: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((&said["hits"][0]["id"], said["hits"].as_array().unwrap().len()), (&"a".into(), 1));
    let place = r#"{"given":"Anna","surname":"Mandelbaum","birth_place":"Poseidonis"}"#;
    let done = trace(&node, &["--index", "i", "--query", place]).ok();
    assert!(done.out.contains("birth_place: form of it"), "the places it was built with count: {}", done.out);
}

#[test]
fn many_questions_come_from_a_file_and_newcomers_are_found_at_once() {
    let node = built();
    std::fs::write(node.file("q.csv"), "id,given,surname\nq1,Perla,Wajnsztok\nq2,Anna,Mandelbaum\nq3,,\n")
        .unwrap();
    let ask = ["--index", "i", "--queries", "q.csv", "--out", "hits.csv", "--timings"];
    let done = trace(&node, &ask).ok();
    assert!(done.out.contains("3 questions to 4 people, 1 hits, 1 could not be asked"), "{}", done.out);
    assert!(
        done.out.contains("p99 ") && done.err.contains("q3: the question says too little"),
        "{}",
        done.err
    );
    std::fs::write(node.file("more.csv"), "id,given,surname,birth\nn,Perl,Weinstock,1935\n").unwrap();
    trace(&node, &["add", "--in", "more.csv", "--index", "i"]).ends(0, "1 newcomers");
    let done = trace(&node, &ask).ok();
    assert!(done.out.contains("to 5 people"), "{}", done.out);
    let hits = std::fs::read_to_string(node.file("hits.csv")).unwrap();
    assert!(hits.starts_with("query,rank,id,log_odds,rather,reasons\nq1,1,n,"), "{hits}");
}

#[test]
fn what_is_wrong_is_said_with_what_would_help() {
    let node = built();
    std::fs::create_dir(node.file("full")).unwrap();
    std::fs::write(node.file("full/letter.txt"), "dear").unwrap();
    for (args, code, part) in [
        (&["--index", "i"][..], 2, "There is no question"),
        (&["--query", "{}"], 2, "--index is missing"),
        (&["--index", "i", "--query", "{}"], 3, "says too little"),
        (&["--index", "i", "--query", "{\"given\":1}"], 2, "no question"),
        (&["--index", "i", "--query", "{\"name\":\"x\"}"], 2, "unknown field"),
        (&["--index", "i", "--query", r#"{"given":"A","surname":"B","birth":"soon"}"#], 3, "“soon”"),
        (&["--index", "nowhere", "--query", "{}"], 4, "no index"),
        (&["build", "--in", "people.csv", "--index", "full"], 2, "holds something that is no index"),
        (&["build", "--in", "nobody.csv", "--index", "j"], 4, "cannot be read"),
        (&["add", "--in", "people.csv", "--index", "full"], 4, "no index"),
    ] {
        trace(&node, args).ends(code, part);
    }
    std::fs::write(node.file("i/dictionary"), "something else").unwrap();
    trace(&node, &["--index", "i", "--query", "{}"]).ends(6, "Build it again");
    trace(&node, &["build", "--in", "people.csv", "--index", "i"]).ends(0, "4 people");
    let left =
        std::fs::read_dir(node.dir.path()).unwrap().filter_map(|e| e.unwrap().file_name().into_string().ok());
    assert!(!left.into_iter().any(|name| name.starts_with("i.")), "nothing half made is left beside it");
}
