//! The word of other nodes: how far each said that it knows each chain. A node that comes back with less than it had said
//! answers from an older state, a disk that was copied or put back: that is noted ([`crate::alarm`]).
//!
//! Only what stands under a signed tip is remembered, by the chain as it is here: what lies apart until its tip comes may
//! be let go again, and is never spoken of with a tip. What stands under one stays through everything that honest nodes do:
//! erasure leaves hashes, joining carries every entry over, a branch is kept beside the chain it parts from. A node that is
//! restored from a backup mints a new id, and nothing is remembered of that one.
//!
//! A word may be late on its way, and whoever records a question may send it once more. An answer is fresh, since it is
//! sealed to the question: it is held against what was remembered when that was asked. A question is held against what is
//! remembered only where its number is greater than that of everything remembered. Bundles are opened late by right, and are
//! not remembered here at all.

use crate::exchange::Keeping;
use crate::node::{Store, set, setting};
use crate::problem::Problem;
use domain::id::{CompartmentId, NodeId};
use domain::planted::{Fault, planted};
use journal::exchange::{Lost, Met, Word};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

/// The setting under which this node keeps the number of its last word.
const NTH: &str = "word";

/// Added to the clock, so that one that stands before 1970 counts as well.
const BEFORE_1970: i64 = 1 << 50;

/// What a node had said until some moment.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    /// The greatest number of its words.
    nth: u64,
    /// How far it had said that it knows each chain.
    stood: BTreeMap<CompartmentId, BTreeMap<NodeId, u64>>,
}

/// Chains, each in its compartment.
pub(crate) type Chains = BTreeSet<(CompartmentId, NodeId)>;

impl Store {
    /// What this node says of how far it knows compartments, in one piece with its number: two words never overtake.
    pub(crate) fn own_word(
        &self,
        of: &[CompartmentId],
        with: &NodeId,
        keeps: &Keeping<'_>,
    ) -> Result<Word, Lost> {
        let _one_after_another = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        let mut word = Word::default();
        for compartment in of {
            // One that was closed meanwhile is not spoken of: spoken of as empty, it would have lost everything.
            if let Some(known) = keeps.word_of(compartment, with)? {
                word.shared.push((*compartment, known.into_iter().collect()));
            }
        }
        // On a disk that takes nothing more it is not numbered, and is met all the same.
        word.nth = self.number_word().unwrap_or(0);
        Ok(word)
    }

    /// The next number: it grows with the clock, so that a disk that was put back does not go on where it was, and never
    /// falls with it.
    fn number_word(&self) -> Result<u64, Problem> {
        let wall = self.surroundings.clock.wall_unix_ms().saturating_add(BEFORE_1970).max(0).unsigned_abs();
        self.with_node(|u| {
            let last: u64 = setting(&mut u.db, NTH)?.and_then(|n| n.parse().ok()).unwrap_or(0);
            let nth = wall.max(last.saturating_add(1));
            set(&mut u.db, NTH, &nth.to_string())?;
            Ok(nth)
        })
    }

    /// What `peer` has said until now.
    pub(crate) fn remembered(&self, peer: &NodeId) -> Result<Remembered, Problem> {
        self.with_node(|u| {
            let mut known = Remembered::default();
            let row = u.db.one("select nth from word where peer = $1", &[peer.bytes().into()])?;
            known.nth = row.map_or(0, |row| row.int(0).unsigned_abs());
            let sql = "select compartment, node, seq from stood where peer = $1";
            for row in u.db.query(sql, &[peer.bytes().into()])? {
                let place = (CompartmentId::from_slice(row.blob(0)), NodeId::from_slice(row.blob(1)));
                let (Some(compartment), Some(node)) = place else { continue };
                known.stood.entry(compartment).or_default().insert(node, row.int(2).unsigned_abs());
            }
            Ok(known)
        })
    }

    /// A question brought the word of `peer`. One that is not newer than what is remembered says nothing of now.
    pub(crate) fn asked_with(&self, peer: &NodeId, word: &Word) -> Result<(), Problem> {
        let before = self.remembered(peer)?;
        let newer = word.nth > before.nth;
        if newer {
            self.fell(peer, &before, word)?;
        }
        for (compartment, heights) in &word.shared {
            self.remember(peer, compartment, &heights.iter().copied().collect())?;
        }
        if newer { self.keep_word(peer, &before, word) } else { Ok(()) }
    }

    /// A meeting brought the word of `peer`, `before` is what it had said before that. What fell, and what it has named
    /// and not handed over, is noted and stands in what the meeting did.
    pub(crate) fn met_with(
        &self,
        peer: &NodeId,
        before: &Remembered,
        met: &mut Met,
        whole: bool,
    ) -> Result<(), Problem> {
        met.older = self.fell(peer, before, &met.greeted)?;
        for (compartment, heights) in &met.greeted.shared {
            self.remember(peer, compartment, &heights.iter().copied().collect())?;
        }
        if whole {
            // Before its last word is heard: what was written there meanwhile had no time to come.
            for (compartment, _) in &met.greeted.shared {
                met.missing.extend(self.note_missing(peer, compartment)?);
            }
        }
        for (compartment, heights) in &met.heard.shared {
            self.remember(peer, compartment, &heights.iter().copied().collect())?;
        }
        self.keep_word(peer, before, &met.greeted)?;
        self.keep_word(peer, before, &met.heard)
    }

    /// Notes the chains of which a word says less than its node had said before.
    fn fell(&self, peer: &NodeId, before: &Remembered, word: &Word) -> Result<Chains, Problem> {
        let (shared, mut fell) = (self.shared_with(peer)?, Chains::new());
        for (compartment, heights) in word.shared.iter().filter(|(c, _)| shared.contains(c)) {
            let Some(stood) = before.stood.get(compartment) else { continue };
            let now: BTreeMap<NodeId, u64> = heights.iter().map(|(node, h)| (*node, h.seq)).collect();
            for (node, was) in stood {
                // A compartment that is spoken of is spoken of whole: a chain that is not named is not there.
                let now = now.get(node).copied().unwrap_or(0);
                if now >= *was || planted(Fault::OlderStateUnnoted) {
                    continue;
                }
                self.note_older(peer, compartment, node, *was, now)?;
                fell.insert((*compartment, *node));
            }
        }
        Ok(fell)
    }

    /// Keeps how far `peer` says that it knows chains, as far as that stands under signed tips here. The heights and the
    /// number in one transaction: whoever reads one reads both.
    fn keep_word(&self, peer: &NodeId, before: &Remembered, word: &Word) -> Result<(), Problem> {
        if word.nth == 0 {
            return Ok(());
        }
        let shared = self.shared_with(peer)?;
        let mut firm = Vec::new();
        let keeps = Keeping { store: self };
        for (compartment, heights) in word.shared.iter().filter(|(c, _)| shared.contains(c)) {
            for node in keeps.signed(compartment, heights)? {
                firm.push((*compartment, node));
            }
        }
        let nth = i64::try_from(word.nth).unwrap_or(i64::MAX);
        // A number that fell is the number of an older state, which is what speaks from now on.
        let sql = if word.nth < before.nth {
            "insert into word (peer, nth) values ($1, $2) on conflict (peer) do update set nth = excluded.nth" // node
        } else {
            "insert into word (peer, nth) values ($1, $2)
             on conflict (peer) do update set nth = excluded.nth where nth < excluded.nth" // node
        };
        self.with_node(|u| {
            u.db.in_one(|db| {
                db.execute(sql, &[peer.bytes().into(), nth.into()])?;
                for (compartment, (node, seq)) in &firm {
                    let sql = "insert into stood (peer, compartment, node, seq) values ($1, $2, $3, $4)
                               on conflict (peer, compartment, node) do update set seq = excluded.seq
                               where seq < excluded.seq"; // node
                    let values = [
                        peer.bytes().into(),
                        compartment.bytes().into(),
                        node.bytes().into(),
                        i64::try_from(*seq).unwrap_or(i64::MAX).into(),
                    ];
                    db.execute(sql, &values)?;
                }
                Ok(())
            })
        })
    }
}
