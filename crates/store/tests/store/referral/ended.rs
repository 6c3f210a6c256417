//! How a referral ends: by its keepers, by a withdrawal, with the file, by an erasure; and what is readable afterwards.

use super::{OTHER, Told, readable, refused, told};
use domain::compartment::{Kind, Role, Scene};
use domain::entry::Fact;
use domain::erasure::Reason;
use domain::id::{CompartmentId, FileId};
use domain::person;
use domain::referral::Referral;
use domain::refusal::Why;
use jiff::civil::date;
use store::{Actor, Problem};
use testkit::{Backing, Post};

/// Whoever directs refers, ends what they made, and what is withdrawn ends by itself.
#[test]
fn p3_a_withdrawn_consent_ends_what_rests_on_it() {
    let mut told = told(Backing::Sqlite);
    told.consents(OTHER, "given", None);
    told.refers(&told.asking(date(1941, 9, 1))).unwrap();
    told.meet();
    assert!(told.read().is_some());
    told.consents(OTHER, "withdrawn", None);
    told.house.meets(&told.partner);
    assert_eq!(told.state(), "optician: ended , consent-over 1941-03-01");
    assert_eq!(told.read(), None, "the same meeting shuts them out");
    told.consents(OTHER, "given", None);
    told.house.reopen();
    assert_eq!(told.state(), "optician: ended , consent-over 1941-03-01", "it does not come back by itself");
}

#[test]
fn s11_after_its_end_nothing_new_is_readable() {
    let mut told = told(Backing::Sqlite);
    told.consents(OTHER, "given", None);
    let key = told.refers(&told.asking(date(1941, 9, 1))).unwrap();
    told.meet();
    let kept = told.kept();
    let keys = |post: &Post| post.store().epoch_keys(&post.actor, &kept).map(|all| all.len()).ok();
    assert_eq!((keys(&told.house), keys(&told.partner)), (Some(1), Some(1)));
    told.house.store().end_referral(&told.house.actor, &key).unwrap();
    assert_eq!(told.state(), "optician: ended , by-hand 1941-03-01");
    assert_eq!(keys(&told.house), Some(2), "a new key has begun");
    let late = "Jixolande";
    let snapshot = told.house.store().referrals(&told.house.actor).unwrap()[0].snapshot;
    let done = told.house.store().write(&told.house.actor, &kept, move |w| {
        let language = person::Fact::Language { language: late.into(), spoken: true };
        w.append(&snapshot, vec![Fact::Person(language)])
    });
    done.unwrap();
    told.meet();
    assert!(!readable(&told.partner, late), "what came later is ciphertext there");
    assert!(readable(&told.house, late), "the look finds it where it can be read");
    assert_eq!(told.read(), None);
    assert!(told.partner.store().compartments(&told.partner.actor).unwrap().is_empty());
    let again = told.house.store().end_referral(&told.house.actor, &key);
    assert_eq!(refused(again), ("referral".into(), Some(Why::AlreadyClosed)));
}

fn second(told: &Told) -> Actor {
    let (store, keeper) = (told.house.store(), &told.house.actor);
    let second = store.enrol("second", testkit::cast::PASSPHRASE).unwrap();
    let info = store::MemberInfo { member: second.member, name: "second".into() };
    store.grant(keeper, &told.camp, &info, Role::Keeper).unwrap();
    store.unlock("second", testkit::cast::PASSPHRASE).unwrap()
}

/// A keeper of the house ends what a colleague made; a supervisor who is no keeper of it does not.
#[test]
fn keepers_of_the_house_end_it_when_whoever_made_it_is_away() {
    let mut told = told(Backing::Sqlite);
    told.consents(OTHER, "given", None);
    let keeper = second(&told);
    let store = told.house.store();
    let info = |actor: &Actor, name: &str| store::MemberInfo { member: actor.member, name: name.into() };
    let supervisor = store.enrol("supervisor", testkit::cast::PASSPHRASE).unwrap();
    store.grant(&told.house.actor, &told.camp, &info(&supervisor, "supervisor"), Role::Supervisor).unwrap();
    let worker = store.enrol("worker", testkit::cast::PASSPHRASE).unwrap();
    store.grant(&told.house.actor, &told.camp, &info(&worker, "worker"), Role::Worker).unwrap();
    let asking = told.asking(date(1941, 9, 1));
    assert!(matches!(store.refer(&worker, &asking), Err(Problem::NotAllowed(_))));
    let key = told.refers(&asking).unwrap();
    let line = store.referrals(&worker).unwrap().remove(0);
    assert_eq!((line.key, line.state()), (key, "sent"), "they see who received what");
    for other in [&worker, &supervisor] {
        assert!(matches!(store.end_referral(other, &key), Err(Problem::NotAllowed(_))));
        assert!(matches!(store.open_snapshot(other, &line.snapshot), Err(Problem::Unknown(_))));
    }
    told.meet();
    told.house.clock.set(date(1941, 9, 2));
    store.unlock("second", testkit::cast::PASSPHRASE).unwrap();
    assert_eq!(told.state(), "optician: ended , end-date 1941-09-02");
    assert!(store.open_snapshot(&keeper, &line.snapshot).is_ok());
}

/// The file leaves the house: nobody there would hear of a withdrawal.
#[test]
fn p3_a_file_that_leaves_ends_its_referrals() {
    let mut told = told(Backing::Sqlite);
    told.consents(OTHER, "given", None);
    told.refers(&told.asking(date(1941, 9, 1))).unwrap();
    let other = Post::new("host", Backing::Sqlite, 303);
    let home = other.founds("Relay house of Clos");
    told.house.knows(&other);
    told.house.meets(&other);
    let (store, actor) = (told.house.store(), &told.house.actor);
    store.offer(actor, &told.camp, &home, &[told.child]).unwrap();
    told.meet();
    assert!(told.read().is_some(), "on the road it is still of the house");
    told.house.meets(&other);
    let offer = other.store().offers(&other.actor).unwrap().remove(0);
    other.store().accept(&other.actor, &home, &offer.letter).unwrap();
    told.house.meets(&other);
    told.meet();
    assert_eq!(told.read(), None);
    let there = other.store().open_file(&other.actor, &told.child, "a test").unwrap().file;
    assert_eq!(Referral::all_of(&there)[0].sent.name, "optician", "who received what travels with the file");
}

/// The snapshot goes at the partner's too, as long as they are let in; only then the child's own file can go.
#[test]
fn p1_the_snapshot_is_erased_on_both_nodes_before_the_file_is() {
    let mut told = told(Backing::Sqlite);
    told.consents(OTHER, "given", None);
    let keeper = second(&told);
    told.house.clock.set(date(1960, 1, 1));
    told.partner.clock.set(date(1960, 1, 1));
    let key = told.refers(&told.asking(date(1960, 9, 1))).unwrap();
    told.meet();
    assert!(readable(&told.partner, "penicillin"));
    let (store, actor) = (told.house.store(), &told.house.actor);
    let propose = |file: &FileId| store.propose_erasure(actor, file, Reason::Asked, true);
    assert_eq!(refused(propose(&told.child)), ("file".into(), Some(Why::Referred)));
    let snapshot = store.referrals(actor).unwrap()[0].snapshot;
    let erasure = propose(&snapshot).unwrap();
    store.carry_out_erasure(&keeper, &erasure).unwrap();
    told.meet();
    assert!(!readable(&told.partner, "penicillin"), "their node destroyed what it had");
    told.partner.reopen();
    told.meet();
    assert_eq!(crate::erasure::confirmed(&told.house, &erasure), 2);
    assert_eq!(refused(propose(&told.child)), ("file".into(), Some(Why::Referred)), "it runs still");
    store.end_referral(actor, &key).unwrap();
    assert_eq!(told.state(), "optician: ended , by-hand 1960-01-01");
    let erasure = propose(&told.child).unwrap();
    store.carry_out_erasure(&keeper, &erasure).unwrap();
    assert_eq!(told.state(), "");
    told.house.reopen();
}

/// The power went, or the consent was withdrawn, between the snapshot and the entry in the child's file: nobody ever is let in.
#[test]
fn p3_nobody_is_let_in_of_what_no_file_tells() {
    let mut told = told(Backing::Sqlite);
    told.consents(OTHER, "given", None);
    let key = told.refers(&told.asking(date(1941, 9, 1))).unwrap();
    let (store, actor) = (told.house.store(), &told.house.actor);
    let line = store.referrals(actor).unwrap().into_iter().find(|l| l.key == key).unwrap();
    let terms = store.open_snapshot(actor, &line.snapshot).unwrap().1.terms;
    let orphan = store.found(actor, "Nobody's", Kind::Referral, Scene::Present).unwrap();
    let done = store.write(actor, &orphan, move |w| {
        let snapshot = w.new_file();
        w.append(&snapshot, vec![Fact::Referral(domain::referral::Fact::Terms(terms))])
    });
    done.unwrap();
    for _ in 0..2 {
        store.tend_referrals(actor).unwrap();
        told.meet();
    }
    let members = |of: &CompartmentId| {
        let all = store.compartments(actor).unwrap();
        all.iter().find(|c| c.id == *of).unwrap().members.iter().filter(|m| m.3).count()
    };
    assert_eq!(
        (members(&orphan), members(&line.kept)),
        (1, 2),
        "the one that the file tells of has its partner"
    );
}

/// A partner who writes terms and an ending of their own: refused where they sit, and nothing of it moves the end.
#[test]
fn a_partner_moves_no_end() {
    let mut told = told(Backing::Sqlite);
    told.consents(OTHER, "given", None);
    told.refers(&told.asking(date(1941, 9, 1))).unwrap();
    told.meet();
    let kept = told.kept();
    let (there, theirs) = (told.partner.store(), &told.partner.actor);
    let snapshot = there.referrals_received(theirs).unwrap()[0].file;
    let mut terms = there.open_snapshot(theirs, &snapshot).unwrap().1.terms;
    (terms.until, terms.to) = (date(1999, 1, 1), told.house.actor.member);
    let over = domain::referral::Fact::Over { on: date(1941, 3, 1), why: domain::referral::End::ByHand };
    for fact in [domain::referral::Fact::Terms(terms), over] {
        let said = there.write(theirs, &kept, move |w| w.append(&snapshot, vec![Fact::Referral(fact)]));
        assert!(matches!(said, Err(Problem::NotAllowed(_))), "{said:?}");
    }
    told.house.clock.set(date(1941, 9, 1));
    told.house.reopen();
    told.meet();
    assert_eq!((told.state().as_str(), told.read()), ("optician: ended , end-date 1941-09-01", None));
}
