//! A drill: a laptop and a headquarters are lost, and rebuilt from whoever has something; what nobody has is named.

use crate::exchange::{birth, born, registers};
use domain::compartment::Role;
use domain::id::{CompartmentId, NodeId};
use store::{Coverage, Line, Lost};
use testkit::{Backing, Post, Wire};

/// A line on which the first question arrives and nothing else: the other side has heard how far this one is.
struct Greets<'a>(Wire<'a>, usize);

impl Line for Greets<'_> {
    fn send(&mut self, envelope: Vec<u8>) -> Result<Vec<u8>, Lost> {
        self.1 += 1;
        if self.1 > 1 { Err(Lost::Line("cut".into())) } else { self.0.send(envelope) }
    }
}

fn covered(post: &Post, compartment: &CompartmentId) -> Coverage {
    let all = post.store().coverage(&post.actor).unwrap();
    all.into_iter().find(|c| c.compartment == *compartment).unwrap()
}

/// How far the chain of a node is held, and what of it is missing.
fn chain(post: &Post, compartment: &CompartmentId, node: &NodeId) -> (u64, Option<(u64, u64)>) {
    let coverage = covered(post, compartment);
    let found = coverage.chains.iter().find(|c| c.node == *node);
    found.map(|c| (c.held, c.missing())).unwrap_or_default()
}

#[test]
pub fn s13_a_lost_laptop_is_rebuilt_from_the_others_with_what_is_missing_named() {
    let keeper = Post::new("keeper", Backing::Sqlite, 41);
    let lost = Post::new("worker", Backing::Sqlite, 42);
    let camp = keeper.founds("Camp team of Rivel");
    keeper.knows(&lost);
    keeper.grants(&camp, &lost, Role::Worker);
    keeper.meets(&lost);
    lost.joins();
    let (amina, amin) = (registers(&keeper, &camp, "Amina"), registers(&lost, &camp, "Amin"));
    born(&lost, &camp, &amin, "1935").unwrap();
    lost.meets(&keeper);
    let folder = tempfile::tempdir().unwrap();
    let pocket = folder.path().join("pocket");
    born(&lost, &camp, &amin, "1936").unwrap();
    lost.store().make_bundle(&lost.actor, &[keeper.actor.member], &[camp], None, &pocket).unwrap();
    // Two more entries are written; the others hear of them, and never get them.
    registers(&lost, &camp, "Nobody has her");
    born(&lost, &camp, &amin, "1937").unwrap();
    let (met, cut) = {
        let mut line = Greets(Wire::to(&keeper), 0);
        lost.store().exchange(&lost.actor, &keeper.node(), &mut line).unwrap()
    };
    assert!(cut.is_some() && met.given == 0);
    let node = lost.node();
    drop(lost);
    assert_eq!(chain(&keeper, &camp, &node), (2, Some((3, 5))), "what is missing is named by its numbers");
    // The bundle that the courier carried has one of them.
    keeper.store().open_bundle(&keeper.actor, &pocket).unwrap();
    assert_eq!(chain(&keeper, &camp, &node), (3, Some((4, 5))));
    // Another laptop: another node and other keys, let in by a keeper who compared the words.
    let new = Post::new("worker again", Backing::Sqlite, 43);
    keeper.knows(&new);
    keeper.store().revoke(&keeper.actor, &camp, &node).unwrap();
    keeper.grants(&camp, &new, Role::Worker);
    new.meets(&keeper);
    assert_eq!(new.joins(), 1);
    new.meets(&keeper);
    assert_eq!((birth(&new, &amina), birth(&new, &amin)), ("1934-03-12".into(), "1936".into()));
    assert_eq!(chain(&new, &camp, &node), (3, Some((4, 5))), "the new laptop knows what is missing as well");
    let coverage = covered(&new, &camp);
    let missing = coverage.chains.iter().find(|c| c.node == node).unwrap();
    assert_eq!((missing.by.as_str(), coverage.is_whole()), ("keeper", false));
    assert_eq!(keeper.store().verify(&keeper.actor, &camp).unwrap().fault, None);
}

#[test]
fn s13_a_lost_headquarters_is_rebuilt_from_its_houses() {
    let posts = [44, 45, 46].map(|seed| Post::new(&format!("house {seed}"), Backing::Sqlite, seed));
    let officer = |seed| {
        let post = Post::new("officer", Backing::Sqlite, seed);
        let direction = post.founds("Direction");
        for house in &posts {
            house.knows(&post);
            house.store().set_peer(&house.actor, &post.node(), "", true).unwrap();
        }
        (post, direction)
    };
    let houses: Vec<CompartmentId> = posts.iter().map(|post| post.founds("A house")).collect();
    let (lost, direction) = officer(47);
    // The headquarters' own compartment has a second keeper in the first house.
    lost.grants(&direction, &posts[0], Role::Keeper);
    for (post, house) in posts.iter().zip(&houses) {
        for n in 0..3 {
            registers(post, house, &format!("Child {n}"));
        }
        post.meets(&lost);
    }
    posts[0].joins();
    let figures = registers(&lost, &direction, "Figures");
    posts[0].meets(&lost);
    let before: Vec<Coverage> = houses.iter().map(|house| covered(&lost, house)).collect();
    let node = lost.node();
    drop(lost);
    let new = Post::new("officer again", Backing::Sqlite, 48);
    new.founds("Another direction");
    for house in &posts {
        house.knows(&new);
        house.store().set_peer(&house.actor, &new.node(), "", true).unwrap();
    }
    posts[0].store().revoke(&posts[0].actor, &direction, &node).unwrap();
    posts[0].grants(&direction, &new, Role::Keeper);
    for house in &posts {
        new.meets(house);
    }
    assert_eq!(new.joins(), 1);
    new.meets(&posts[0]);
    assert_eq!(birth(&new, &figures), "1934-03-12");
    for (house, before) in houses.iter().zip(&before) {
        let after = covered(&new, house);
        assert_eq!((after.open, after.is_whole()), (false, true), "sealed, and whole");
        let held = |c: &Coverage| c.chains.iter().map(|c| (c.node, c.held)).collect::<Vec<_>>();
        assert_eq!(held(&after), held(before), "as far as it was");
    }
    assert_eq!(posts[0].dump(&direction), new.dump(&direction));
    assert_eq!(chain(&new, &direction, &node).1, None, "nothing of the lost one's own is missing");
}

/// What nobody has spoken of cannot be named: nothing is guessed.
#[test]
fn s13_what_nobody_spoke_of_is_not_named() {
    let (keeper, lost) = (Post::new("keeper", Backing::Sqlite, 51), Post::new("worker", Backing::Sqlite, 52));
    let camp = keeper.founds("Camp team of Rivel");
    keeper.knows(&lost);
    keeper.grants(&camp, &lost, Role::Worker);
    keeper.meets(&lost);
    lost.joins();
    let amin = registers(&lost, &camp, "Amin");
    lost.meets(&keeper);
    born(&lost, &camp, &amin, "1937").unwrap();
    assert_eq!(chain(&keeper, &camp, &lost.node()), (1, None), "it cannot be known here");
}
