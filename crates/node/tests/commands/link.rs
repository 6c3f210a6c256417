//! `relais link`: a file in, files out, without any node.

use crate::node::{Node, Ran, ran};
use std::process::Command;

const PEOPLE: &str = "id,given,surname,sex,birth,birth_place,father,mother,residence,source,barrack\n\
    a,Jakob,Rabinowitz,m,1931-05-02,Warschau,Moses,Sara,Paris,one,K1\n\
    b,Яков,Рабинович,м,1931,Варшава,Мойсей,,,two,\n\
    c,Rosa,Rabinowitz,f,1933-11-20,Warschau,Moses,Sara,Paris,one,K1\n\
    ,Nobody,Nameless,,,,,,,,\n\
    d,\"Anna, Maria\",Mandelbaum,f,not a day,Wien,,,,two,\n";

fn link(node: &Node, args: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relais"));
    command.arg("link").args(args).current_dir(node.dir.path()).env_remove("RELAIS_PASSPHRASE");
    ran(command.output().unwrap())
}

fn bare() -> Node {
    Node { dir: tempfile::tempdir().unwrap() }
}

#[test]
fn a_list_is_linked_without_a_node() {
    let node = bare();
    std::fs::write(node.file("people.csv"), PEOPLE).unwrap();
    let all = [
        "--in",
        "people.csv",
        "--out",
        "clusters.csv",
        "--pairs",
        "pairs.csv",
        "--kin",
        "kin.csv",
        "--report",
        "r.html",
    ];
    let done = link(&node, &all).ok();
    for part in ["not used: barrack", "1 rows without an id are left out: line 5", "not a day"] {
        assert!(done.err.contains(part), "{part}: {}", done.err);
    }
    let read = |name: &str| std::fs::read_to_string(node.file(name)).unwrap();
    assert_eq!(read("clusters.csv"), "id,cluster\na,1\nb,1\nc,2\nd,3\n");
    assert!(read("pairs.csv").contains("\na,b,") || read("pairs.csv").contains("given: form of it"));
    assert!(read("kin.csv").contains("a,c,sibling,"), "{}", read("kin.csv"));
    assert!(
        read("r.html").contains("<svg") && !read("r.html").contains("Rabinowitz"),
        "a report names nobody"
    );
    let before = [read("clusters.csv"), read("pairs.csv"), read("kin.csv"), read("r.html")];
    link(&node, &[&all[..], &["--memory", "1k"]].concat()).ends(0, "rule by rule");
    assert_eq!([read("clusters.csv"), read("pairs.csv"), read("kin.csv"), read("r.html")], before);
}

#[test]
fn a_map_names_columns_and_what_is_wrong_is_said() {
    let node = bare();
    std::fs::write(node.file("t.tsv"), "rec_id\tgiven_name\tsurname\n1\tRosa\tHalimi\n2\tRosa\tHalimi\n")
        .unwrap();
    let out = ["--in", "t.tsv", "--out", "c.csv"];
    link(&node, &out).ends(2, "no column id");
    std::fs::write(node.file("m.toml"), "id = \"rec_id\"\ngiven = \"given_name\"\n").unwrap();
    link(&node, &[&out[..], &["--map", "m.toml"]].concat()).ends(0, "Columns that are not there: sex");
    std::fs::write(node.file("m.toml"), "id = \"nowhere\"\n").unwrap();
    link(&node, &[&out[..], &["--map", "m.toml"]].concat()).ends(2, "no such column");
    std::fs::write(node.file("m.toml"), "name = \"given_name\"\n").unwrap();
    link(&node, &[&out[..], &["--map", "m.toml"]].concat()).ends(2, "no column of ours");
    link(&node, &["--in", "none.csv", "--out", "c.csv"]).ends(4, "cannot be read");
    link(&node, &[&out[..], &["--memory", "much"]].concat()).ends(2, "1G or 800M");
}
