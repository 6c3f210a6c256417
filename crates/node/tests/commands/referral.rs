//! `relais referral` as two people use it: refused without a consent, made, joined, answered, ended.

use crate::exchange::{acquainted, json, node, serves};
use crate::node::{Node, PASSPHRASE, ran};
use domain::consent::{Consent, Fact as Consents};
use domain::entry::Fact;
use domain::id::FileId;
use std::sync::Arc;
use store::{Store, Surroundings};
use testkit::{FakeClock, Seeded};

/// Consent is written down on a page; here by the same door.
fn consents(camp: &Node, file: &str) {
    let clock = Arc::new(FakeClock::at(jiff::civil::date(2026, 1, 2)));
    let store = Store::open(&camp.data(), Surroundings::new(clock, Seeded::new(7))).unwrap();
    let keeper = store.unlock("keeper", PASSPHRASE).unwrap();
    let house = store.compartments(&keeper).unwrap()[0].id;
    let file = FileId::parse(file).unwrap();
    let consent = Consent {
        answer: "given".into(),
        giver: "the mother".into(),
        on: domain::Edtf::day(jiff::civil::date(2026, 1, 2)),
        until: None,
        language: "yi".into(),
        limits: String::new(),
    };
    let said = Consents::For { purpose: "other-organisations".into(), consent };
    store.write(&keeper, &house, move |w| w.append(&file, vec![Fact::Consent(said)])).unwrap();
}

/// The system's day, by which the programs under test go.
#[allow(clippy::disallowed_methods)]
fn in_a_month() -> String {
    (jiff::Zoned::now().date() + jiff::Span::new().days(30)).to_string()
}

#[test]
fn p3_a_referral_is_made_joined_answered_and_ended() {
    let (camp, partner) = (node("keeper", "Camp team"), node("host", "Opticians"));
    acquainted(&camp, &partner);
    let add = ["person", "add", "--given", "Amina", "--surname", "Halimi", "--birth", "1934-03-12", "--new"];
    let file = json(&camp, "keeper", &add)["file"].as_str().unwrap().to_string();
    let until = in_a_month();
    let make = |consent: &'static str, until: &str, fields: &'static str| {
        let purpose = ["--purpose", "a pair of glasses", "--consent", consent];
        let args = ["referral", "make", &file, "--to", "host", "--fields", fields, "--until", until];
        ran(camp.command(&[&args[..], &purpose, &["--as", "keeper"]].concat()).output().unwrap())
    };
    let other = "other-organisations";
    make(other, &until, "name,birth").ends(3, "nobody has given this consent");
    consents(&camp, &file);
    make("authorities", &until, "name,birth").ends(3, "nobody has given this consent");
    make("statistics", &until, "name,birth").ends(3, "for something else");
    make(other, "2999-01-01", "name,birth").ends(3, "until");
    make(other, &until, "name,religion").ends(2, "religion");
    make(other, &until, "name,needs").ends(3, "needs");
    make(other, &until, "name,birth").ends(0, "goes at the next exchange");
    let all = json(&camp, "keeper", &["referral", "list"]);
    assert_eq!((&all["made"][0]["state"], &all["made"][0]["to"]), (&"sent".into(), &"host".into()), "{all}");
    let met = || {
        let (_served, url) = serves(&camp, "keeper");
        json(&partner, "host", &["exchange", "with", &url]);
    };
    met();
    let waiting = json(&partner, "host", &["compartment", "invitations"]);
    let name = waiting[0]["name"].as_str().unwrap().to_string();
    assert!(name.starts_with("Camp team") && !name.contains("Halimi"), "{name}");
    json(&partner, "host", &["compartment", "join", &name]);
    let came = json(&partner, "host", &["referral", "list"])["received"][0]["snapshot"].clone();
    let came = came.as_str().unwrap();
    let shown = json(&partner, "host", &["referral", "show", came]);
    assert_eq!(shown["terms"]["purpose"], "a pair of glasses", "{shown}");
    assert!(shown["fields"].to_string().contains("Halimi"), "{shown}");
    assert!(json(&partner, "host", &["person", "search", "halimi"]).as_array().unwrap().is_empty());
    json(&partner, "host", &["referral", "answer", came, "accepted", "--words", "on Monday"]);
    met();
    let all = json(&camp, "keeper", &["referral", "list"]);
    assert_eq!(all["made"][0]["outcome"], "accepted", "{all}");
    let key = all["made"][0]["referral"].as_str().unwrap().to_string();
    let end = ["referral", "end", &key[..6], "--as", "keeper"];
    ran(camp.command(&end).output().unwrap()).ends(0, "What they have read they have read");
    ran(camp.command(&end).output().unwrap()).ends(3, "closed already");
    met();
    let show = partner.command(&["referral", "show", came, "--as", "host"]).output().unwrap();
    ran(show).ends(4, "no snapshot");
}
