//! A sealed notebook as three people use it who have no network: bundles in a pocket, words on the telephone.

use crate::exchange::{json, node};
use crate::node::{Node, ran};
use serde_json::Value;

/// Each keeps the other's card.
fn cards(one: (&Node, &str), other: (&Node, &str)) {
    for (from, to) in [(one, other), (other, one)] {
        let card = from.0.file(&format!("{}.card", from.1));
        let words = json(from.0, from.1, &["member", "card", "--out", &card])["words"].clone();
        json(to.0, to.1, &["member", "invite", &card, "--words", words.as_str().unwrap()]);
    }
}

/// A bundle of the notebook goes from one pocket to another.
fn carries(from: (&Node, &str), to: (&Node, &str)) {
    let bundle = from.0.file("pocket.bundle");
    let made = json(from.0, from.1, &["bundle", "make", "--for", to.1, "--out", &bundle]);
    assert!(made["letters"].as_u64().is_some() || made["entries"].as_u64().is_some(), "{made}");
    json(to.0, to.1, &["bundle", "open", &bundle]);
    std::fs::remove_file(&bundle).unwrap();
}

fn refuses(node: (&Node, &str), args: &[&str], code: i32, why: &str) {
    ran(node.0.command(args).args(["--as", node.1]).output().unwrap()).ends(code, why);
}

const ONCE_MORE: [&str; 2] = ["--passphrase-from", "RELAIS_PASSPHRASE"];

/// The notebook, with three who belong to it and know one another.
fn founded(keeper: (&Node, &str), others: [(&Node, &str); 2]) {
    json(keeper.0, keeper.1, &["notebook", "found", "Blue", "--kind", "true-names"]);
    for other in others {
        cards(keeper, other);
        json(keeper.0, keeper.1, &["member", "grant", other.1, "--role", "worker", "--compartment", "Blue"]);
        carries(keeper, other);
        json(other.0, other.1, &["compartment", "join", "Blue"]);
        carries(other, keeper);
    }
    let two = ["notebook", "custodians", "Blue", "--threshold", "2", keeper.1, others[0].1];
    refuses(keeper, &two, 3, "custodian");
    let three = ["notebook", "custodians", "Blue", "--threshold", "2", keeper.1, others[0].1, others[1].1];
    assert_eq!(json(keeper.0, keeper.1, &three)["two-quorums"], false);
}

/// The first figures of an opening that was just asked for.
fn opening(asked: &Value) -> String {
    asked["opening"].as_str().unwrap()[..8].to_string()
}

#[test]
fn a_page_is_sealed_and_opened_by_bundles_alone() {
    let (camp, relay, home) =
        (node("keeper", "Camp team"), node("host", "Relay house"), node("clerk", "Home"));
    let (keeper, host, clerk) = ((&camp, "keeper"), (&relay, "host"), (&home, "clerk"));
    founded(keeper, [host, clerk]);
    // A drill: nothing is read, and before it nothing is sealed.
    let plate = camp.file("blue.plate");
    let words = json(&camp, "keeper", &["notebook", "plate", "Blue", "--out", &plate])["words"].clone();
    let words = words.as_str().unwrap();
    refuses(host, &["notebook", "take", &plate], 2, "--words");
    refuses(host, &["notebook", "take", &plate, "--words", "lusab babad"], 3, "not the words of this plate");
    json(&relay, "host", &["notebook", "take", &plate, "--words", &words.to_uppercase()]);
    let page = relay.file("page.txt");
    std::fs::write(&page, "given: Qtrue Amina\nsurname: Bensaïd\n\nbirth: 1934-03-12\n").unwrap();
    let code = json(&relay, "host", &["notebook", "code"])["code"].as_str().unwrap().to_string();
    let seal = ["notebook", "seal", "Blue", "--code", &code, "--from", &page];
    refuses(host, &seal, 3, "has not proved yet");
    let drill = opening(&json(&camp, "keeper", &["notebook", "drill", "Blue"]));
    carries(keeper, host);
    json(&relay, "host", &["notebook", "answer", &drill]);
    carries(host, keeper);
    let opened = ["notebook", "open", &drill, ONCE_MORE[0], ONCE_MORE[1]];
    refuses(keeper, &opened, 3, "1 shares are here, 2 are needed");
    json(&camp, "keeper", &["notebook", "answer", &drill]);
    assert_eq!(json(&camp, "keeper", &opened), Value::Array(Vec::new()));
    let listed = json(&camp, "keeper", &["notebook", "list"]);
    assert_eq!(listed["notebooks"][0]["overdue"], false, "{listed}");
    // The same words: the custodians are the same. Now a page is sealed, and lies in no list.
    let again = json(&camp, "keeper", &["notebook", "plate", "Blue", "--out", &plate]);
    assert_eq!(again["words"], words);
    json(&relay, "host", &["notebook", "take", &plate, "--words", words]);
    json(&relay, "host", &seal);
    carries(host, keeper);
    let pages = json(&camp, "keeper", &["notebook", "pages", "Blue"]);
    assert_eq!(pages[0]["code"], code, "{pages}");
    // A search shows only who is sought.
    let purpose = "her mother has come back and asks for her";
    let ask = ["notebook", "ask", "Blue", "--search", "--purpose", purpose];
    refuses(keeper, &["notebook", "ask", "Blue", "--purpose", "short"], 3, "reason");
    let search = opening(&json(&camp, "keeper", &ask));
    carries(keeper, clerk);
    json(&home, "clerk", &["notebook", "answer", &search]);
    carries(clerk, keeper);
    json(&camp, "keeper", &["notebook", "answer", &search]);
    let waiting = json(&camp, "keeper", &["notebook", "openings"]);
    assert!(waiting[0]["ready"] == true && waiting[0]["purpose"] == purpose, "{waiting}");
    let seek = ["notebook", "open", &search, "--seek", "bensaid", ONCE_MORE[0], ONCE_MORE[1]];
    refuses(keeper, &seek[..3], 2, "once more");
    let shown = json(&camp, "keeper", &seek);
    assert_eq!(
        (&shown[0]["says"]["given"], &shown[0]["by"]),
        (&"Qtrue Amina".into(), &"host".into()),
        "{shown}"
    );
    assert_eq!(shown[0]["proved"], true, "the keeper has the card of whoever sealed it");
    refuses(keeper, &seek, 3, "closed already");
}
