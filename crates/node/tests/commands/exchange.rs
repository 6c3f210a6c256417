//! Two nodes as two people use them: cards and words, a line that is slow and cut, a bundle in a pocket.

use crate::Served;
use crate::node::{Node, ran};
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// A node whose member is `name`, with a house of its own.
pub fn node(name: &str, house: &str) -> Node {
    let node = Node { dir: tempfile::tempdir().unwrap() };
    node.plain(&["init", "--name", name, "--founding", house, "--cost", "demonstration"]).ok();
    node
}

pub fn json(node: &Node, name: &str, args: &[&str]) -> Value {
    let done = ran(node.command(args).args(["--as", name, "--json"]).output().unwrap()).ok();
    serde_json::from_str(&done.out).unwrap_or_else(|e| panic!("{args:?}: {e}: {}", done.out))
}

/// Each keeps the other's card, having heard the words.
pub fn acquainted(camp: &Node, relay: &Node) {
    for (from, name, to, keeper) in [(relay, "host", camp, "keeper"), (camp, "keeper", relay, "host")] {
        let card = from.file("card.json");
        let words =
            json(from, name, &["member", "card", "--out", &card])["words"].as_str().unwrap().to_string();
        let refused = ran(to.command(&["member", "invite", &card, "--as", keeper]).output().unwrap());
        refused.ends(2, "--words");
        let heard = words.replacen(words.split(' ').next().unwrap(), "lusab", 1);
        let other = to.command(&["member", "invite", &card, "--words", &heard, "--as", keeper]).output();
        ran(other.unwrap()).ends(3, "not the words of this card");
        json(to, keeper, &["member", "invite", &card, "--words", &words.to_uppercase()]);
    }
}

/// Serves a node for others to meet; its address.
pub fn serves(node: &Node, name: &str) -> (Served, String) {
    let mut serve = node
        .command(&["serve", "--listen", "127.0.0.1:0", "--unlock", name, "--exchange", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(serve.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let served = Served(serve);
    let at = line.find("http://").unwrap_or_else(|| panic!("{line}"));
    (served, line[at..].split_whitespace().next().unwrap().to_string())
}

fn add(node: &Node, name: &str, given: &str) -> Value {
    json(
        node,
        name,
        &["person", "add", "--given", given, "--surname", "Halimi", "--birth", "1934-03-12", "--new"],
    )
}

#[test]
fn two_nodes_meet_over_the_network_and_by_bundle() {
    let (camp, relay) = (node("keeper", "Camp team"), node("host", "Relay house"));
    json(&camp, "keeper", &["place", "add", "Rivel", "--kind", "camp"]);
    ran(camp.command(&["exchange", "with", "http://127.0.0.1:1", "--as", "keeper"]).output().unwrap())
        .ends(4, "Exchange cards first");
    acquainted(&camp, &relay);
    let amina = add(&camp, "keeper", "Amina");
    ran(camp.command(&["member", "grant", "host", "--role", "worker", "--as", "keeper"]).output().unwrap())
        .ok();
    let (served, url) = serves(&camp, "keeper");
    let refused = relay.command(&["exchange", "with", &format!("{url}/x"), "--as", "host"]).output().unwrap();
    ran(refused).ends(2, "no path");
    let met = json(&relay, "host", &["exchange", "with", &url]);
    assert_eq!(met["invitations"][0]["name"], "Camp team", "{met}");
    let waiting = json(&relay, "host", &["compartment", "invitations"]);
    assert_eq!(waiting[0]["founder"], "keeper");
    json(&relay, "host", &["compartment", "join", "Camp team"]);
    let found = json(&relay, "host", &["person", "search", "halimi"]);
    assert_eq!(found[0]["code"], amina["code"]);
    // The other way round, through the process that has the node open.
    let written =
        ["person", "add", "--given", "Amin", "--surname", "Halimi", "--compartment", "Camp team", "--new"];
    let amin = json(&relay, "host", &written);
    let met = json(&relay, "host", &["exchange", "with", &url]);
    assert_eq!((met["taken"].as_u64(), met["given"].as_u64()), (Some(0), Some(1)), "{met}");
    let found = json(&camp, "keeper", &["person", "search", "halimi"]);
    assert_eq!(found.as_array().unwrap().len(), 2);
    drop(served);
    // No network any more: a bundle.
    add(&camp, "keeper", "Aminata");
    let bundle = camp.file("pocket.bundle");
    let make = [
        "bundle",
        "make",
        "--for",
        "host",
        "--out",
        &bundle,
        "--known-by",
        "host",
        "--compartment",
        "Camp team",
    ];
    let made = json(&camp, "keeper", &make);
    assert_eq!(made["entries"], 1, "only what the other is not known to have: {made}");
    let shown = json(&relay, "host", &["bundle", "show", &bundle]);
    assert_eq!(shown["outside"]["recipients"], 1);
    assert!(shown["inside"]["compartments"][0]["entries"].as_u64() > Some(3), "{shown}");
    for taken in [1, 0] {
        let met = json(&relay, "host", &["bundle", "open", &bundle]);
        assert_eq!(met["taken"], taken, "the second time changes nothing");
    }
    assert_eq!(json(&relay, "host", &["person", "search", "halimi"]).as_array().unwrap().len(), 3);
    let bytes = std::fs::read(&bundle).unwrap();
    std::fs::write(&bundle, &bytes[..bytes.len() - 1]).unwrap();
    let cut = relay.command(&["bundle", "open", &bundle, "--as", "host"]).output().unwrap();
    ran(cut).ends(3, "cut short or altered");
    removed(&camp, &relay, amin["file"].as_str().unwrap());
}

/// The folder of a node as it was, put back after it had gone on and met others.
#[test]
fn s8_a_folder_that_is_put_back_is_told_of() {
    let (camp, relay) = (node("keeper", "Camp team"), node("host", "Relay house"));
    acquainted(&camp, &relay);
    add(&camp, "keeper", "Amina");
    json(&camp, "keeper", &["member", "grant", "host", "--role", "worker"]);
    let (served, url) = serves(&camp, "keeper");
    json(&relay, "host", &["exchange", "with", &url]);
    json(&relay, "host", &["compartment", "join", "Camp team"]);
    json(&relay, "host", &["exchange", "with", &url]);
    drop(served);
    let copy = Node { dir: tempfile::tempdir().unwrap() };
    copied(relay.dir.path(), copy.dir.path());
    add(&camp, "keeper", "Amin");
    let meets = |other: &Node| {
        let (_served, url) = serves(other, "host");
        let args = ["exchange", "with", &url, "--as", "keeper"];
        ran(camp.command(&args).output().unwrap()).ok()
    };
    meets(&relay);
    assert_eq!(json(&camp, "keeper", &["held", "list"]), serde_json::json!([]));
    let said = meets(&copy);
    assert!(
        said.err.contains("the node of host had the chain of this node up to"),
        "{} {}",
        said.out,
        said.err
    );
    let held = json(&camp, "keeper", &["held", "list"]);
    assert_eq!(
        (held[0]["why"].as_str(), held[0]["caught-up"].as_bool()),
        (Some("older"), Some(true)),
        "{held}"
    );
    assert!(held[0]["was"].as_u64() > held[0]["now"].as_u64(), "{held}");
    assert_eq!(json(&camp, "keeper", &["held", "looked"])["looked"], 1);
    assert_eq!(json(&camp, "keeper", &["held", "list"]), serde_json::json!([]));
}

fn copied(from: &std::path::Path, to: &std::path::Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let (path, to) = (entry.as_ref().unwrap().path(), to.join(entry.as_ref().unwrap().file_name()));
        if path.is_dir() {
            std::fs::create_dir_all(&to).unwrap();
            copied(&path, &to);
        } else if path.is_file() {
            std::fs::copy(&path, &to).unwrap();
        }
    }
}

/// Whoever is removed reads nothing more, and what they write meanwhile is held until a keeper has looked at it.
fn removed(camp: &Node, relay: &Node, file: &str) {
    ran(camp.command(&["member", "remove", "host", "--as", "keeper"]).output().unwrap()).ends(0, "no more");
    json(relay, "host", &["person", "add", "--given", "Late", "--compartment", "Camp team", "--new"]);
    let (_served, url) = serves(camp, "keeper");
    json(relay, "host", &["exchange", "with", &url]);
    let held = json(camp, "keeper", &["held", "list"]);
    assert_eq!(held[0]["why"], "removed", "{held}");
    assert!(held[0]["remedy"].as_str().unwrap().contains("held admit"));
    ran(relay.command(&["person", "show", file, "--as", "host"]).output().unwrap()).ends(4, "");
    let entry = held[0]["entry"].as_str().unwrap();
    assert_eq!(json(camp, "keeper", &["held", "admit", &entry[..12]])["counts"], true);
    assert_eq!(json(camp, "keeper", &["person", "search", "late"]).as_array().unwrap().len(), 1);
    assert!(json(camp, "keeper", &["verify"]).to_string().contains("\"fault\":null"));
}

/// What a slow line bears in a second, and in one piece before it is cut: 9.6 kbit/s and 20 seconds, sixteen times as
/// fast, so that the test is short; pieces and cuts are the same.
const BYTES_PER_SECOND: usize = 1_200 * 16;
const BYTES_PER_CUT: usize = 24_000;

/// Passes bytes on to `to`, slowly, and cuts every connection after [`BYTES_PER_CUT`].
fn slow(to: String, went: Arc<AtomicUsize>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for near in listener.incoming().flatten() {
            let Ok(far) = TcpStream::connect(&to) else { return };
            let left = Arc::new(AtomicUsize::new(BYTES_PER_CUT));
            for (from, into) in [(near.try_clone().unwrap(), far.try_clone().unwrap()), (far, near)] {
                let (left, went) = (left.clone(), went.clone());
                std::thread::spawn(move || pass(from, into, &left, &went));
            }
        }
    });
    format!("http://{address}")
}

fn pass(mut from: TcpStream, mut into: TcpStream, left: &AtomicUsize, went: &AtomicUsize) {
    let mut bytes = [0; 600];
    while let Ok(n @ 1..) = from.read(&mut bytes) {
        std::thread::sleep(Duration::from_secs_f64(n as f64 / BYTES_PER_SECOND as f64));
        went.fetch_add(n, Ordering::SeqCst);
        let before = left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |l| Some(l.saturating_sub(n)));
        if before.unwrap_or(0) <= n || into.write_all(&bytes[..n]).is_err() {
            break;
        }
    }
    let _ = from.shutdown(std::net::Shutdown::Both);
    let _ = into.shutdown(std::net::Shutdown::Both);
}

#[test]
fn s5_a_slow_line_that_is_cut_again_and_again_carries_everything() {
    let (camp, relay) = (node("keeper", "Camp team"), node("host", "Relay house"));
    json(&camp, "keeper", &["place", "add", "Rivel", "--kind", "camp"]);
    acquainted(&camp, &relay);
    let rows: String = (0..120).map(|n| format!("Halimi{n},Amina,1934-03-12\n")).collect();
    std::fs::write(camp.file("list.csv"), format!("surname,given,birth\n{rows}")).unwrap();
    json(&camp, "keeper", &["register", "import", "list.csv", "--place", "Rivel"]);
    ran(camp.command(&["member", "grant", "host", "--role", "worker", "--as", "keeper"]).output().unwrap())
        .ok();
    let (_served, url) = serves(&camp, "keeper");
    let went = Arc::new(AtomicUsize::new(0));
    let slow = slow(url.trim_start_matches("http://").to_string(), went.clone());
    let met = json(&relay, "host", &["exchange", "with", &slow]);
    let cuts = went.load(Ordering::SeqCst) / BYTES_PER_CUT;
    assert!(cuts >= 2, "the line was cut: {} bytes", went.load(Ordering::SeqCst));
    println!("{met}: {} bytes, about {cuts} cuts", went.load(Ordering::SeqCst));
    json(&relay, "host", &["compartment", "join", "Camp team"]);
    let found = json(&relay, "host", &["person", "search", "amina"]);
    assert!(!found.as_array().unwrap().is_empty());
    assert_eq!(
        met["taken"].as_u64(),
        Some(json(&camp, "keeper", &["verify"])[0]["proof"]["entries"].as_u64().unwrap()),
        "{met}"
    );
}

/// A file goes to a house of another node: offered, carried, accepted by a person there, and the receipt comes back.
#[test]
fn a_file_travels_to_a_house_of_another_node() {
    let (camp, relay) = (node("keeper", "Camp team"), node("host", "Relay house"));
    acquainted(&camp, &relay);
    let amina = add(&camp, "keeper", "Amina");
    let (served, url) = serves(&camp, "keeper");
    json(&relay, "host", &["exchange", "with", &url]);
    let offered = json(&camp, "keeper", &["transfer", "offer", "Amina Halimi", "--to", "Relay house"]);
    assert_eq!(offered["files"], 1);
    let met = json(&relay, "host", &["exchange", "with", &url]);
    assert_eq!((met["letters"].as_u64(), met["taken"].as_u64()), (Some(1), Some(0)), "{met}");
    let offers = json(&relay, "host", &["transfer", "list"]);
    assert_eq!((&offers[0]["by"], &offers[0]["from_name"]), (&"keeper".into(), &"Camp team (keeper)".into()));
    let letter = offers[0]["letter"].as_str().unwrap().to_string();
    json(&relay, "host", &["transfer", "accept", &letter]);
    let met = json(&relay, "host", &["exchange", "with", &url]);
    assert_eq!(met["letters"].as_u64(), Some(1), "the receipt: {met}");
    drop(served);
    json(&camp, "keeper", &["transfer", "list"]);
    let found = json(&relay, "host", &["person", "search", "halimi"]);
    assert_eq!(found[0]["code"], amina["code"]);
    let file = amina["file"].as_str().unwrap();
    let lives = |node: &Node, name: &str| json(node, name, &["person", "show", file])["lives"].clone();
    assert_eq!((lives(&camp, "keeper"), lives(&relay, "host")), ("left".into(), "here".into()));
}

/// A question to a house of another node: written, let go by a second person, answered there, heard here.
#[test]
fn a_question_goes_around_and_its_answer_comes_back() {
    let (camp, relay) = (node("keeper", "Camp team"), node("host", "Relay house"));
    acquainted(&camp, &relay);
    let (served, url) = serves(&camp, "keeper");
    json(&relay, "host", &["exchange", "with", &url]);
    json(&camp, "keeper", &["member", "add", "colleague", "--passphrase-from", "RELAIS_PASSPHRASE"]);
    json(&camp, "keeper", &["member", "grant", "colleague", "--role", "worker"]);
    let ask =
        ["ask-around", "ask", "--house", "Relay house", "--surname", "Chalimi", "--why", "an aunt asks"];
    let asked = json(&camp, "keeper", &ask);
    let file = asked["file"].as_str().unwrap().to_string();
    let own = camp.command(&["ask-around", "second", &file, "--as", "keeper"]).output().unwrap();
    ran(own).ends(3, "second person");
    json(&camp, "colleague", &["ask-around", "second", &file]);
    drop(served);
    // The letter of this hour has left when the two met; a bundle always takes the next one along.
    let pocket = camp.file("pocket.bundle");
    json(&camp, "keeper", &["bundle", "make", "--for", "host", "--out", &pocket]);
    json(&relay, "host", &["bundle", "open", &pocket]);
    let came = json(&relay, "host", &["ask-around", "list"]);
    let letter = came["waiting"][0]["letter"].as_str().unwrap_or_else(|| panic!("{came}")).to_string();
    assert_eq!(came["waiting"][0]["question"]["surname"], "Chalimi");
    let vague = relay.command(&["ask-around", "answer", &letter, "yes", "--as", "host"]).output().unwrap();
    ran(vague).ends(3, "words");
    json(&relay, "host", &["ask-around", "answer", &letter, "yes", "--words", "ask for Sister Marthe"]);
    let pocket = relay.file("pocket.bundle");
    json(&relay, "host", &["bundle", "make", "--for", "keeper", "--out", &pocket]);
    json(&camp, "keeper", &["bundle", "open", &pocket]);
    let heard = json(&camp, "keeper", &["ask-around", "list"]);
    assert_eq!(heard["asked"][0]["heard"][0]["words"], "ask for Sister Marthe", "{heard}");
}

/// A laptop is lost; another one is filled from those who have something, and says what it has.
#[test]
fn a_lost_node_is_recovered_from_others() {
    let (camp, lost) = (node("keeper", "Camp team"), node("host", "Relay house"));
    acquainted(&camp, &lost);
    add(&camp, "keeper", "Amina");
    json(&camp, "keeper", &["member", "grant", "host", "--role", "worker"]);
    let (served, url) = serves(&camp, "keeper");
    json(&lost, "host", &["exchange", "with", &url]);
    json(&lost, "host", &["compartment", "join", "Camp team"]);
    let written =
        ["person", "add", "--given", "Amin", "--surname", "Halimi", "--compartment", "Camp team", "--new"];
    json(&lost, "host", &written);
    json(&lost, "host", &["exchange", "with", &url]);
    drop(served);
    drop(lost);
    let new = node("marthe", "Another house");
    for (from, name, to, keeper) in [(&new, "marthe", &camp, "keeper"), (&camp, "keeper", &new, "marthe")] {
        let card = from.file("new-card.json");
        let words = json(from, name, &["member", "card", "--out", &card])["words"].clone();
        json(to, keeper, &["member", "invite", &card, "--words", words.as_str().unwrap()]);
    }
    json(&camp, "keeper", &["peer", "revoke", "host"]);
    json(&camp, "keeper", &["member", "grant", "marthe", "--role", "worker"]);
    let (_served, url) = serves(&camp, "keeper");
    json(&new, "marthe", &["peer", "set", "keeper", "--url", &url]);
    let recovered = json(&new, "marthe", &["recover", "--join"]);
    assert_eq!(recovered["whole"], true, "{recovered}");
    assert_eq!(json(&new, "marthe", &["person", "search", "halimi"]).as_array().unwrap().len(), 2);
    json(&new, "marthe", &["peer", "set", "keeper", "--url", "http://127.0.0.1:1"]);
    let cut = json(&new, "marthe", &["recover"]);
    assert!(cut["unreached"][0].as_str().unwrap().starts_with("keeper: "), "{cut}");
    assert_eq!(json(&new, "marthe", &["recover", "--look"])["whole"], true);
}
