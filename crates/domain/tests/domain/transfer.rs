//! Where a copy of a file stands, whatever order offers, acceptances, receipts and recalls come in.

use crate::saying::entry;
use domain::entry::{Entry, Fact, Stamp};
use domain::file::File;
use domain::id::{CompartmentId, Key, NodeId};
use domain::transfer::{Fact as Said, Whereabouts, open_offer, whereabouts};
use proptest::prelude::*;

const SITES: usize = 3;

/// What the model expects of a site's copy.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Copy {
    None,
    Here,
    Road(u8, usize),
    Left,
}

/// A letter of an offer: transfer, from, to, and the entries that travel.
type Letter = (u8, usize, usize, Vec<Entry>);

struct World {
    copies: Vec<Vec<Entry>>,
    model: [Copy; SITES],
    letters: Vec<Letter>,
    receipts: Vec<(u8, usize)>,
    written: u8,
}

fn site(n: usize) -> CompartmentId {
    CompartmentId([n as u8 + 1; 24])
}

impl World {
    fn new() -> World {
        let mut world = World {
            copies: vec![Vec::new(); SITES],
            model: [Copy::Here, Copy::None, Copy::None],
            letters: Vec::new(),
            receipts: Vec::new(),
            written: 0,
        };
        world.says(0, crate::saying::born("1934"));
        world
    }

    fn says(&mut self, at: usize, fact: Fact) {
        self.written += 1;
        let heads = File::fold(self.copies[at].clone()).heads;
        let said = entry(self.written, &[], vec![fact]);
        let said = Entry {
            origin: site(at),
            on: NodeId([at as u8; 16]),
            after: heads,
            stamp: Stamp(self.written.into()),
            ..said
        };
        self.copies[at].push(said);
    }

    fn offer(&mut self, from: usize, to: usize) {
        if self.model[from] != Copy::Here || from == to {
            return;
        }
        let transfer = self.written;
        self.says(
            from,
            Fact::Transfer(Said::Offered { transfer: Key([transfer; 8]), to: site(to), heads: Vec::new() }),
        );
        self.letters.push((transfer, from, to, self.copies[from].clone()));
        self.model[from] = Copy::Road(transfer, to);
    }

    fn accept(&mut self, which: usize) {
        if self.letters.is_empty() {
            return;
        }
        let (transfer, from, to, entries) = self.letters.remove(which % self.letters.len());
        for entry in entries {
            if !self.copies[to].iter().any(|e| e.id == entry.id) {
                self.copies[to].push(entry);
            }
        }
        self.says(
            to,
            Fact::Transfer(Said::Accepted {
                transfer: Key([transfer; 8]),
                from: site(from),
                authors: Vec::new(),
            }),
        );
        self.receipts.push((transfer, from));
        self.model[to] = Copy::Here;
    }

    fn receipt(&mut self, which: usize) {
        if self.receipts.is_empty() {
            return;
        }
        let (transfer, at) = self.receipts.remove(which % self.receipts.len());
        let key = Key([transfer; 8]);
        if open_offer(&File::fold(self.copies[at].clone()), &site(at), &key) {
            self.says(at, Fact::Transfer(Said::Closed { transfer: key }));
        }
        if matches!(self.model[at], Copy::Road(t, _) if t == transfer) {
            self.model[at] = Copy::Left;
        }
    }

    /// Taken back before anybody accepted.
    fn recall(&mut self, which: usize) {
        if self.letters.is_empty() {
            return;
        }
        let (transfer, from, _, _) = self.letters.remove(which % self.letters.len());
        self.says(from, Fact::Transfer(Said::Recalled { transfer: Key([transfer; 8]) }));
        self.model[from] = Copy::Here;
    }

    fn stands(&self, at: usize) -> Copy {
        if self.copies[at].is_empty() {
            return Copy::None;
        }
        match whereabouts(&File::fold(self.copies[at].clone()), &site(at)) {
            Whereabouts::Here => Copy::Here,
            Whereabouts::Left => Copy::Left,
            Whereabouts::OnTheRoad { transfer, to } => Copy::Road(transfer.0[0], to.0[0] as usize - 1),
        }
    }

    fn check(&self) -> Result<(), TestCaseError> {
        for at in 0..SITES {
            prop_assert_eq!(self.stands(at), self.model[at], "site {}", at);
        }
        let lives = (0..SITES).filter(|at| self.stands(*at) == Copy::Here).count();
        prop_assert!(lives <= 1, "it lives in one place at a time");
        prop_assert_eq!(lives == 1, self.letters.is_empty(), "it is on the road or it lives somewhere");
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_a_file_lives_in_one_place(acts in prop::collection::vec((0u8..7, 0usize..SITES, 0usize..SITES), 0..30)) {
        let mut world = World::new();
        for (act, a, b) in acts {
            match act {
                0..=2 => world.offer(a, b),
                3..=4 => world.accept(a),
                5 => world.receipt(a),
                _ => world.recall(a),
            }
            world.check()?;
        }
    }
}

#[test]
fn a_receipt_that_crossed_a_recall_closes_the_copy() {
    let mut world = World::new();
    world.offer(0, 1);
    let letter = world.letters[0].clone();
    world.recall(0);
    assert_eq!(world.stands(0), Copy::Here);
    // The recall had not reached the other house when a person there accepted.
    world.letters.push(letter);
    world.accept(0);
    world.receipt(0);
    assert_eq!((world.stands(0), world.stands(1)), (Copy::Left, Copy::Here));
}
