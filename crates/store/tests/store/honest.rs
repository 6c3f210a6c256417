//! Honest histories in which a node may say less than before, or seem to: none of them alarms anybody of an older state.

use crate::erasure::{Kept, kept};
use crate::exchange::{born, joined, joined_on, registers, registers_many};
use domain::compartment::Role;
use domain::erasure::Reason;
use domain::id::CompartmentId;
use domain::planted::Fault;
use store::{Alarming, Line, Lost};
use testkit::planted::red;
use testkit::{Backing, Post, Wire};

/// Nobody of them is told of a node with an older state.
fn nobody_alarmed(what: &str, posts: &[&Post]) {
    for post in posts {
        let all = post.store().alarms(&post.actor).unwrap();
        let older: Vec<_> = all.iter().filter(|a| a.key.what == Alarming::Older).collect();
        assert!(older.is_empty(), "{what}: {older:?}");
    }
}

/// Both ask each other, twice.
fn meet(a: &Post, b: &Post) {
    for _ in 0..2 {
        a.meets(b);
        b.meets(a);
    }
}

/// A keeper, another keeper, and a third who was let in as well.
fn three() -> (Post, Post, Post, CompartmentId) {
    let (keeper, host, camp) = joined(Role::Keeper);
    let third = Post::new("officer", Backing::Sqlite, 15);
    keeper.knows(&third);
    host.knows(&third);
    keeper.grants(&camp, &third, Role::Keeper);
    third.meets(&keeper);
    assert_eq!(third.joins(), 1);
    meet(&third, &keeper);
    meet(&host, &keeper);
    meet(&host, &third);
    (keeper, host, third, camp)
}

/// A line that keeps what went over it.
struct Records<'a>(Wire<'a>, Vec<Vec<u8>>);

impl Line for Records<'_> {
    fn send(&mut self, envelope: Vec<u8>) -> Result<Vec<u8>, Lost> {
        self.1.push(envelope.clone());
        self.0.send(envelope)
    }
}

/// How far the host says that the keeper's chain goes there, to `third`.
fn said(third: &Post, host: &Post, keeper: &Post, camp: &CompartmentId) -> u64 {
    let mut line = Once(Wire::to(host), false);
    let (met, _) = third.store().exchange(&third.actor, &host.node(), &mut line).unwrap();
    let heights = met.greeted.shared.iter().find(|(c, _)| c == camp).map(|(_, h)| h.clone()).unwrap();
    heights.iter().find(|(node, _)| *node == keeper.node()).map_or(0, |(_, h)| h.seq)
}

/// A line that bears one question.
pub struct Once<'a>(pub Wire<'a>, pub bool);

impl Line for Once<'_> {
    fn send(&mut self, envelope: Vec<u8>) -> Result<Vec<u8>, Lost> {
        if std::mem::replace(&mut self.1, true) {
            Err(Lost::Line("cut".into()))
        } else {
            self.0.send(envelope)
        }
    }
}

/// Pages lay apart from one node, and counted, until another brought a part of the same under a tip: they are let go, and the
/// word to the first falls.
fn pages_that_lay_apart() {
    let (keeper, host, third, camp) = three();
    for n in 0..5 {
        registers(&keeper, &camp, &format!("Early {n}"));
    }
    registers_many(&keeper, &camp, 120);
    // The third has all of it by one page, and the tip of that.
    third.meets(&keeper);
    let mut wire = Wire::to(&host);
    (wire.bears, wire.room) = (Some(60_000), 4096);
    assert!(third.meets_over(&host, &mut wire).1.is_some(), "nothing was cut");
    let first = said(&third, &host, &keeper, &camp);
    let mut wire = Wire::to(&host);
    (wire.bears, wire.room) = (Some(16_000), 4096);
    assert!(keeper.meets_over(&host, &mut wire).1.is_some(), "nothing was cut");
    let then = said(&third, &host, &keeper, &camp);
    assert!(then < first, "the word did not fall: {first}, {then}");
    meet(&third, &host);
    nobody_alarmed("pages apart", &[&keeper, &host, &third]);
}

/// What waits for a member is spoken of, and moves into a database of its own when they join.
fn what_waits_and_is_joined() {
    let keeper = Post::new("keeper", Backing::Sqlite, 16);
    let host = Post::new("host", Backing::Sqlite, 17);
    let camp = keeper.founds("Camp team of Rivel");
    keeper.knows(&host);
    keeper.grants(&camp, &host, Role::Keeper);
    registers(&keeper, &camp, "Amina");
    meet(&keeper, &host);
    meet(&keeper, &host);
    assert_eq!(host.joins(), 1);
    meet(&keeper, &host);
    nobody_alarmed("joining", &[&keeper, &host]);
}

fn an_erasure() {
    let Kept { hq, house, file, .. } = kept(Backing::Sqlite);
    meet(&hq, &house);
    let erasure = house.store().propose_erasure(&house.actor, &file, Reason::Asked, true).unwrap();
    meet(&house, &hq);
    hq.store().carry_out_erasure(&hq.actor, &erasure).unwrap();
    meet(&house, &hq);
    meet(&hq, &house);
    nobody_alarmed("erasure", &[&hq, &house]);
}

/// A laptop was copied, and one of the others follows each branch: what they say of its chain falls for neither.
fn branches() {
    let (keeper, mut host, third, camp) = three();
    let (amina, amin) = (registers(&keeper, &camp, "Amina"), registers(&keeper, &camp, "Amin"));
    meet(&keeper, &host);
    let (twin, node) = (host.copied(), host.node());
    for year in ["1932", "1933", "1934"] {
        born(&host, &camp, &amina, year).unwrap();
    }
    born(&twin, &camp, &amin, "1931").unwrap();
    meet(&keeper, &host);
    meet(&third, &twin);
    meet(&keeper, &third);
    meet(&third, &keeper);
    for post in [&keeper, &third] {
        let all = post.store().alarms(&post.actor).unwrap();
        let of_others = all.iter().find(|a| a.key.what == Alarming::Older && a.key.peer != node);
        assert_eq!(of_others, None, "branches");
    }
}

/// A node that is restored from a backup is another node.
fn a_restored_backup() {
    let (keeper, mut host, camp) = joined(Role::Keeper);
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("backup");
    store::backup(host.store(), &host.actor, &backup).unwrap();
    registers(&host, &camp, "Amina");
    meet(&keeper, &host);
    host.restored(&backup);
    keeper.knows(&host);
    keeper.grants(&camp, &host, Role::Keeper);
    meet(&keeper, &host);
    registers(&host, &camp, "Amin");
    meet(&keeper, &host);
    nobody_alarmed("a backup", &[&keeper, &host]);
}

fn removed_and_let_in_again() {
    let (keeper, host, third, camp) = three();
    registers(&host, &camp, "Amina");
    meet(&keeper, &host);
    keeper.store().remove(&keeper.actor, &camp, &host.actor.member).unwrap();
    registers(&keeper, &camp, "Amin");
    meet(&keeper, &third);
    meet(&third, &host);
    keeper.grants(&camp, &host, Role::Keeper);
    for (a, b) in [(&keeper, &host), (&host, &third), (&keeper, &third)] {
        meet(a, b);
    }
    nobody_alarmed("let in again", &[&keeper, &host, &third]);
}

/// A bundle is opened after its maker has gone on and met everybody.
fn a_late_bundle() {
    let (keeper, host, third, camp) = three();
    let folder = tempfile::tempdir().unwrap();
    let pocket = folder.path().join("pocket");
    host.store().make_bundle(&host.actor, &[keeper.actor.member], &[camp], None, &pocket).unwrap();
    registers(&host, &camp, "Amina");
    meet(&keeper, &host);
    keeper.store().open_bundle(&keeper.actor, &pocket).unwrap();
    meet(&keeper, &host);
    nobody_alarmed("a late bundle", &[&keeper, &host, &third]);
}

/// Somebody on the line keeps the questions of a laptop and sends them again when it has gone on.
fn a_question_that_is_sent_again() {
    let (keeper, host, camp) = joined(Role::Keeper);
    let mut line = Records(Wire::to(&keeper), Vec::new());
    host.store().exchange(&host.actor, &keeper.node(), &mut line).unwrap();
    let Records(_, asked) = line;
    registers(&host, &camp, "Amina");
    for keeper_asks in [false, true] {
        if keeper_asks {
            registers(&host, &camp, "Amin");
            keeper.meets(&host);
        } else {
            host.meets(&keeper);
        }
        for envelope in &asked {
            keeper.store().answer(envelope).unwrap();
        }
        nobody_alarmed("a question sent again", &[&keeper, &host]);
    }
}

fn a_clock_that_is_put_back() {
    let (keeper, mut host, camp) = joined(Role::Keeper);
    for day in ["1952-03-01", "1938-03-01", "1942-03-01"] {
        host.clock.set(day.parse().unwrap());
        registers(&host, &camp, day);
        meet(&keeper, &host);
        host.reopen();
        meet(&host, &keeper);
    }
    nobody_alarmed("a clock", &[&keeper, &host]);
}

/// A headquarters that only carries, and what it carries.
fn a_relay() {
    let (keeper, host, camp) = joined(Role::Keeper);
    let relay = Post::new("officer", Backing::Sqlite, 18);
    relay.founds("Direction");
    for post in [&keeper, &host] {
        post.knows(&relay);
        post.store().set_peer(&post.actor, &relay.node(), "", true).unwrap();
    }
    for n in 0..3 {
        registers(&keeper, &camp, &format!("Child {n}"));
        meet(&keeper, &relay);
        meet(&host, &relay);
    }
    nobody_alarmed("a relay", &[&keeper, &host, &relay]);
}

fn a_journal_in_postgresql() {
    let server = testkit::postgres::Server::start();
    let (keeper, mut host, camp) =
        joined_on(Role::Keeper, Backing::Sqlite, Backing::Postgres(server.fresh()));
    for n in 0..2 {
        registers(&host, &camp, &format!("Child {n}"));
        meet(&keeper, &host);
        host.reopen();
    }
    nobody_alarmed("a server", &[&keeper, &host]);
}

const HISTORIES: [(&str, fn()); 10] = [
    ("pages that lay apart", pages_that_lay_apart),
    ("what waits and is joined", what_waits_and_is_joined),
    ("an erasure", an_erasure),
    ("branches", branches),
    ("a restored backup", a_restored_backup),
    ("removed and let in again", removed_and_let_in_again),
    ("a late bundle", a_late_bundle),
    ("a question that is sent again", a_question_that_is_sent_again),
    ("a clock that is put back", a_clock_that_is_put_back),
    ("a relay", a_relay),
];

#[test]
fn s8_nothing_that_honest_nodes_do_is_an_older_state() {
    for (what, history) in HISTORIES {
        println!("{what}");
        history();
    }
}

#[test]
fn s8_a_journal_in_postgresql_is_no_older_state() {
    a_journal_in_postgresql();
}

/// The table sees something: what lay apart, remembered like the rest, alarms somebody.
#[test]
fn s8_is_seen_red_where_what_lies_apart_is_remembered() {
    red(Fault::ApartRemembered, "pages apart", pages_that_lay_apart);
}
