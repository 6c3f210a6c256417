//! The built binary, run as a person runs it, in a folder of its own.
#![allow(clippy::unwrap_used)]

mod break_glass;
mod dossier;
mod erasure;
mod exchange;
mod growth;
mod link;
mod node;
mod notebook;
#[cfg(unix)]
mod other_user;
mod panic;
mod papers;
mod payment;
mod placement;
mod power;
mod referral;
mod register;
mod schemas;
mod subject;
mod trace;
mod tracing;

use node::{Node, PASSPHRASE, ran};
use register::MESSY;
use serde_json::Value;
use std::path::Path;
use std::process::{Child, Command, Stdio};

#[test]
fn init_prints_a_kit_and_search_comes_before_create() {
    let node = Node { dir: tempfile::tempdir().unwrap() };
    node.run(&["place", "list"]).ends(4, "relais init");
    let kit =
        node.plain(&["init", "--name", "keeper", "--founding", "House A", "--cost", "demonstration"]).ok();
    for part in ["RECOVERY KIT", "Node ", "fingerprint", "Keeper "] {
        assert!(kit.out.contains(part), "{part}: {}", kit.out);
    }
    node.plain(&["init", "--name", "other", "--cost", "demonstration"]).ends(3, "already a node");
    node.run(&["place", "add", "Gurs", "--kind", "camp"]).ok();
    let amina = ["person", "add", "--given", "Amina", "--surname", "Halimi", "--birth", "12.3.1934"];
    let added = node.json(&[&amina[..], &["--place", "Gurs", "--from", "1940-10-25"]].concat());
    let code = added["code"].as_str().unwrap().to_string();
    node.run(&amina).ends(3, &code);
    let again = node.json(&[&amina[..], &["--new"]].concat());
    assert_ne!(again["code"], added["code"]);
    let found = node.json(&["person", "search", "halimi", "AMINA"]);
    assert_eq!(found.as_array().unwrap().len(), 2);
    let shown = node.json(&["person", "show", &code.to_lowercase()]);
    assert_eq!(shown["birth"], "1934-03-12");
    assert_eq!(shown["stays"][0]["place"], "Gurs");
    node.run(&["log"]).ends(0, added["file"].as_str().unwrap());
}

#[test]
fn every_way_to_fail_has_its_code_and_its_hint() {
    let node = Node::new();
    node.plain(&["person", "serch", "x"]).ends(2, "search");
    node.plain(&["person", "add", "--giben", "x"]).ends(2, "--given");
    node.plain(&["report", "stock", "--by", "plaze"]).ends(2, "place");
    node.plain(&["place", "list"]).ends(2, "--as");
    node.run(&["place", "show", "Gors"]).ends(4, "Did you mean Gurs");
    node.run(&["person", "show", "22222PP"]).ends(4, "search");
    node.run(&["person", "add", "--given", "Ida", "--birth", "31.2.1934"]).ends(3, "birth, “31.2.1934”");
    node.run(&["person", "add", "--given", "Ida", "--place", "Gurs", "--from", "2999-01-01"])
        .ends(3, "after today");
    node.run(&["report", "count", "--at", "yesterday"]).ends(2, "1942-08-31");
    node.run(&["register", "import", "missing.csv", "--place", "Gurs"]).ends(4, "missing.csv");
    let wrong = ran(node
        .command(&["place", "list", "--as", "keeper"])
        .env("RELAIS_PASSPHRASE", "x")
        .output()
        .unwrap());
    wrong.ends(5, "wrong");
    let nobody = ran(node.command(&["place", "list", "--as", "nobody"]).output().unwrap());
    nobody.ends(5, "wrong");
    let complaint = node.run(&["place", "show", "Gors", "--json"]).ends(4, "");
    let complaint: Value = serde_json::from_str(&complaint.err).unwrap();
    assert_eq!(complaint["error"]["exit"], 4);
    for (code, means) in ::node::EXIT_CODES {
        let help = Command::new(env!("CARGO_BIN_EXE_relais")).args(["help", "exit-codes"]).output().unwrap();
        ran(help).ends(0, &format!("{code}  {means}"));
    }
}

#[test]
fn a_damaged_database_is_named_and_a_backup_restores_it() {
    let node = Node::new();
    node.run(&[
        "person",
        "add",
        "--given",
        "Ida",
        "--surname",
        "Roth",
        "--place",
        "Gurs",
        "--from",
        "1940-10-25",
    ])
    .ok();
    let saved = node.json(&["backup", "--to", "saved"]);
    let shelf = std::fs::read_dir(node.data().join("c"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .find(|p| p.extension().unwrap() == "db");
    let shelf = shelf.unwrap();
    let mut bytes = std::fs::read(&shelf).unwrap();
    let last = bytes.len().min(4096);
    bytes[..last].fill(7);
    std::fs::write(&shelf, bytes).unwrap();
    let name = shelf.file_name().unwrap().to_string_lossy().into_owned();
    node.run(&["verify"]).ends(6, &name).ends(6, "restore");
    let other = node.dir.path().join("other");
    let restore = |to: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relais"));
        command.args(["restore", "--json", "--from"]).arg(node.file("saved")).arg("--data").arg(to);
        ran(command.output().unwrap())
    };
    let restored: Value = serde_json::from_str(&restore(&other).ok().out).unwrap();
    assert_eq!(restored["hash"], saved["hash"]);
    restore(&other).ends(3, "already a node");
    let verify = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relais"));
        command.args(["verify", "--as", "keeper", "--data"]).arg(&other).env("RELAIS_PASSPHRASE", PASSPHRASE);
        ran(command.output().unwrap())
    };
    verify().ends(0, "yes");
}

/// A PNG of one pixel.
const PIXEL: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0,
    1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0x60, 0,
    0, 0, 2, 0, 1, 0x48, 0xaf, 0xa4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

#[test]
fn stays_dossiers_and_figures_follow_one_child() {
    let node = Node::new();
    node.run(&["place", "add", "La Pergola", "--kind", "home", "--beds", "any:3-14:1"]).ok();
    let add = |given: &str| {
        node.json(&[
            "person",
            "add",
            "--given",
            given,
            "--surname",
            "Roth",
            "--birth",
            "1934",
            "--place",
            "Gurs",
            "--from",
            "1940-10-25",
            "--new",
        ])
    };
    let code = add("Ida")["code"].as_str().unwrap().to_string();
    add("Paul");
    node.json(&["dossier", "open", &code, "--procedure", "release-1941"]);
    let standing = node.json(&["dossier", "show", &code]);
    let paper = standing[0]["can_ask_now"][0].as_str().unwrap().to_string();
    node.run(&["dossier", "paper", &code, &paper, "asked", "--on", "1941-02-01"]).ok();
    let standing = node.json(&["dossier", "show", &code]);
    let asked =
        standing[0]["papers"].as_array().unwrap().iter().find(|p| p["paper"] == paper.as_str()).unwrap();
    assert_eq!(asked["state"]["status"], "asked");
    std::fs::write(node.file("sheet.pdf"), b"%PDF-1.7").unwrap();
    node.run(&["dossier", "scan", &code, &paper, "sheet.pdf"]).ends(3, "sheet.pdf");
    std::fs::write(node.file("sheet.png"), PIXEL).unwrap();
    node.run(&["dossier", "scan", &code, "no-paper", "sheet.png"]).ends(4, &paper);
    node.run(&["dossier", "scan", &code, &paper, "sheet.png", "sheet.png", "--shows", "recto"]).ok();
    let papers = &node.json(&["dossier", "show", &code])[0]["papers"];
    let scans = papers.as_array().unwrap().iter().map(|p| p["scans"].as_u64().unwrap()).sum::<u64>();
    assert_eq!(scans, 2);
    node.run(&["dossier", "open", &code, "--procedure", "none-such"]).ends(4, "release-1941");
    node.run(&["stay", "arrive", &code, "--place", "La Pergola", "--from", "1941-03-10"]).ok();
    node.run(&["stay", "leave", &code, "--reason", "emigrated", "--until", "1941-02-01"]).ends(3, "until");
    let stock = node
        .run(&["report", "stock", "--from", "1940-10", "--to", "1941-03", "--by", "place", "--format", "csv"])
        .ok();
    assert!(stock.out.starts_with("month,key,opening,in,out,closing\r\n"), "{}", stock.out);
    for row in ["1940-10,Gurs,0,2,0,2", "1941-03,Gurs,2,0,1,1", "1941-03,La Pergola,0,1,0,1"] {
        assert!(stock.out.contains(row), "{row}: {}", stock.out);
    }
    let svg = node.run(&["report", "stock", "--by", "place", "--format", "svg"]).ok();
    assert!(svg.out.starts_with("<svg") && svg.out.contains("Gurs"));
    let origins = node.json(&["report", "origins", "--at", "1941-03-31"]);
    assert_eq!(
        origins[0],
        serde_json::json!({ "home": "La Pergola", "children": 1, "from_camps": 1, "share": 1.0 })
    );
    node.run(&["report", "times"]).ends(0, "arrival-to-release");
    node.run(&["rebuild"]).ends(0, "House A");
    node.run(&["verify"]).ends(0, "yes");
}

#[test]
fn members_see_what_they_were_granted_and_files_travel_between_compartments() {
    let node = Node::new();
    let member = |name: &str| {
        let mut add = node.command(&["member", "add", name, "--passphrase-from", "THEIRS", "--as", "keeper"]);
        ran(add.env("THEIRS", "another five ordinary words").output().unwrap()).ok();
    };
    let theirs = |args: &[&str]| {
        ran(node.command(args).env("RELAIS_PASSPHRASE", "another five ordinary words").output().unwrap())
    };
    member("worker");
    node.run(&["member", "add", "worker"]).ends(3, "already");
    let ida = node.json(&[
        "person",
        "add",
        "--given",
        "Ida",
        "--surname",
        "Roth",
        "--place",
        "Gurs",
        "--from",
        "1940-10-25",
    ]);
    let code = ida["code"].as_str().unwrap();
    theirs(&["person", "show", code, "--as", "worker"]).ends(4, "");
    theirs(&["member", "grant", "worker", "--role", "keeper", "--as", "worker"]).ends(4, "");
    node.run(&["member", "grant", "worker", "--role", "worker"]).ok();
    theirs(&["person", "show", code, "--as", "worker"]).ends(0, "Roth, Ida");
    theirs(&["register", "export", "--place", "Gurs", "--for", "within", "--out", "x.csv", "--as", "worker"])
        .ends(4, "may not export");
    theirs(&["verify", "--as", "worker"]).ends(4, "audit");
    node.run(&["compartment", "found", "Relay house"]).ok();
    node.run(&["transfer", "offer", code, "--to", "Relay hous"]).ends(4, "Relay house");
    node.run(&["transfer", "offer", code, "--to", "Relay house"]).ok();
    node.run(&["stay", "leave", code, "--reason", "released"]).ends(3, "on the road");
    let offers = node.json(&["transfer", "list"]);
    let letter = offers[0]["letter"].as_str().unwrap();
    node.run(&["transfer", "accept", &letter[..12]]).ends(0, "1 accepted from House A");
    let shown = node.json(&["person", "show", code]);
    assert_ne!(shown["compartment"], ida["compartment"], "it lives where it was accepted");
}

#[test]
fn completions_and_the_manual_come_from_the_commands() {
    let node = Node { dir: tempfile::tempdir().unwrap() };
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        node.plain(&["completions", shell]).ends(0, "register");
    }
    node.plain(&["man"]).ends(0, ".TH relais").ends(0, "dry\\-run");
    assert!(node.plain(&[]).err.contains("Usage"));
}

/// A node that is served, and ended with this value.
pub struct Served(pub Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(unix)]
#[test]
fn beside_a_running_node_commands_go_through_its_socket() {
    use std::io::{BufRead as _, BufReader};
    use std::os::unix::fs::PermissionsExt as _;
    let node = Node::new();
    let mut serve =
        node.command(&["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(serve.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let _served = Served(serve);
    assert!(line.contains("http://127.0.0.1:"), "{line}");
    let socket = node.data().join("relais.sock");
    assert_eq!(std::fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o600);
    node.run(&[
        "person",
        "add",
        "--given",
        "Ida",
        "--surname",
        "Roth",
        "--place",
        "Gurs",
        "--from",
        "1940-10-25",
    ])
    .ok();
    assert_eq!(node.json(&["person", "search", "Roth"])[0]["given"], "Ida");
    std::fs::write(node.file("list.csv"), MESSY).unwrap();
    let imported = node.json(&["register", "import", "list.csv", "--place", "Gurs"]);
    assert_eq!(imported["added"], 5, "a relative path means the folder the command was given in");
    node.run(&["place", "show", "Gors"]).ends(4, "Did you mean Gurs");
    let wrong = ran(node
        .command(&["place", "list", "--as", "keeper"])
        .env("RELAIS_PASSPHRASE", "x")
        .output()
        .unwrap());
    wrong.ends(5, "wrong");
    let mut add = node.command(&["member", "add", "worker", "--passphrase-from", "THEIRS", "--as", "keeper"]);
    ran(add.env("THEIRS", "another five ordinary words").output().unwrap()).ok();
    let mut theirs = node.command(&["compartment", "list", "--as", "worker"]);
    ran(theirs.env("RELAIS_PASSPHRASE", "another five ordinary words").output().unwrap())
        .ends(0, "no compartment");
    node.plain(&["serve", "--listen", "127.0.0.1:0"]).ends(7, "open");
    std::fs::remove_file(&socket).unwrap();
    node.run(&["place", "list"]).ends(7, "open");
}
