//! C5, C7: what whoever records an exchange sees of it, and what a headquarters holds that only relays.

use crate::erasure::{CANARIES, found, found_below, readable};
use crate::exchange::registers;
use domain::compartment::Role;
use domain::planted::{Fault, plant};
use std::collections::BTreeSet;
use store::{Line, Lost, Store};
use testkit::{Backing, Post};

/// A line that somebody records.
struct Recorded<'a> {
    to: &'a Store,
    bytes: Vec<u8>,
}

impl Line for Recorded<'_> {
    fn send(&mut self, envelope: Vec<u8>) -> Result<Vec<u8>, Lost> {
        self.bytes.extend_from_slice(&envelope);
        let answer = self.to.answer(&envelope)?;
        self.bytes.extend_from_slice(&answer);
        Ok(answer)
    }

    fn room(&self) -> usize {
        1 << 20
    }
}

/// A camp's node that let a house's member in and meets their node; what went between them.
fn meeting(given: &str, house: &str) -> (Post, Post, Vec<u8>) {
    let (camp, relay) = (Post::new("keeper", Backing::Sqlite, 51), Post::new("host", Backing::Sqlite, 52));
    let home = camp.founds(house);
    camp.knows(&relay);
    camp.grants(&home, &relay, Role::Worker);
    registers(&camp, &home, given);
    let mut line = Recorded { to: camp.store(), bytes: Vec::new() };
    let node = camp.node();
    for _ in 0..2 {
        relay.store().exchange(&relay.actor, &node, &mut line).unwrap();
        relay.joins();
    }
    let bytes = std::mem::take(&mut line.bytes);
    (camp, relay, bytes)
}

#[test]
fn c5_whoever_records_an_exchange_sees_no_word_and_no_true_length_and_seen_red() {
    let (camp, relay, bytes) = meeting(CANARIES[1], CANARIES[2]);
    assert_eq!(readable(&relay).len(), 2, "it came: the child's name and the house's");
    assert!(bytes.len() > 10_000, "{}", bytes.len());
    assert_eq!(found(&bytes), BTreeSet::new());
    // The control: in clear it would be found.
    let clear = camp.store().everything_readable(&camp.actor).unwrap();
    assert_eq!(found(&[bytes, clear].concat()).len(), 2);
    // A name of three letters and one of twelve: as much goes over the line.
    let length = |given: &str| meeting(given, "House").2.len();
    assert_eq!(length("Ada"), length("Adalbertine"));
    // The control: without what fills it up it would tell.
    plant(Some(Fault::NoPadding));
    let told = length("Ada") != length("Adalbertine");
    plant(None);
    assert!(told, "not even without padding");
}

#[test]
fn c7_a_headquarters_that_only_relays_holds_nothing_in_clear_and_seen_red() {
    let server = testkit::postgres::Server::start();
    let camp = Post::new("keeper", Backing::Sqlite, 61);
    let mut hq = Post::new("officer", Backing::Postgres(server.fresh()), 62);
    let home = camp.founds(CANARIES[0]);
    hq.founds("Headquarters");
    registers(&camp, &home, CANARIES[1]);
    // A house is told of by its name, unless it is not listed.
    camp.store().list_as(&camp.actor, &home, "").unwrap();
    camp.knows(&hq);
    camp.store().set_peer(&camp.actor, &hq.node(), "", true).unwrap();
    hq.store().set_peer(&hq.actor, &camp.node(), "", true).unwrap();
    let met = camp.meets(&hq);
    assert!(met.given > 0, "headquarters has it: {met:?}");
    assert_eq!(readable(&hq), BTreeSet::new(), "with its passphrase and all its keys");
    let nowhere = |hq: &Post| {
        assert_eq!(found_below(&hq.dir()), BTreeSet::new());
        assert_eq!(found_below(&server.dir()), BTreeSet::new());
    };
    hq.close();
    nowhere(&hq);
    hq.open();
    hq.unlocks();
    // The control: once it was let in, it can be made to read.
    camp.grants(&home, &hq, Role::Reader);
    hq.meets(&camp);
    assert_eq!(hq.joins(), 1);
    hq.meets(&camp);
    assert_eq!(readable(&hq).len(), 2, "a member reads");
}
