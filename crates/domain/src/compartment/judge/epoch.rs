//! Epochs as the control file tells of them: which were announced, which one is written with, whether it is safe.

use super::{Held, Judge};
use crate::compartment::Fact;
use crate::entry::Fact as Said;
use crate::id::EntryId;

/// Held epochs whose keys are asked for: whoever writes many of them keeps no other from coming.
const HELD_MAX: usize = 256;

impl Judge {
    /// The newest epoch whose key `known` has, in the order of what their authors had seen: an epoch begun with sight of
    /// another is newer, whatever the clocks say. `None` where that is the founding one, or none.
    pub fn newest_epoch(&self, known: impl Fn(&EntryId) -> bool) -> Option<EntryId> {
        let mut newest: Option<EntryId> = None;
        for (epoch, _) in self.now.epochs.iter().filter(|(id, _)| known(id)) {
            let seen_by = |later: &EntryId| self.pasts.saw(later, epoch);
            // They come by stamp and id; only one that the newest so far had seen is older than that.
            if !newest.as_ref().is_some_and(seen_by) {
                newest = Some(*epoch);
            }
        }
        newest
    }

    /// Epochs that keepers announced, each with the commitment to its key: those that count, then the newest that were cut off. What a
    /// rotation is held for may stand in an entry that was sealed with its key: keys of all of them read, and the charter alone
    /// says which one writes.
    pub fn announced(&self) -> Vec<(EntryId, Vec<u8>)> {
        let held = self.uncut.iter().filter(|id| self.control(id).is_some());
        let mut held: Vec<_> = held.map(|id| &self.control[id]).collect();
        held.sort_by_key(|entry| std::cmp::Reverse((entry.stamp, entry.id)));
        let commitment = |entry: &&crate::entry::Entry| {
            entry.event.facts().iter().find_map(|fact| match fact {
                Said::Compartment(Fact::Epoch { commitment }) => Some((entry.id, commitment.clone())),
                _ => None,
            })
        };
        let held = held.iter().filter_map(commitment).take(HELD_MAX);
        self.now.epochs.iter().cloned().chain(held).collect()
    }

    /// Whether the newest epoch was begun with sight of everything that says who has gone: removals, revocations, and what a
    /// keeper let count of the control file, by which a removal may stand that was held. One that was not may have gone to
    /// somebody who was removed.
    pub fn epoch_is_safe(&self) -> bool {
        let Some(epoch) = self.newest_epoch(|_| true) else { return true };
        let cut_off = self.counting.values().any(|held| *held == Some(Held::Revoked));
        let ends = |fact: &Said| match fact {
            // Whoever had gone by what counts now may have belonged by what counted when it was begun.
            Said::Compartment(Fact::Member { standing, .. }) => !standing.active,
            // A revocation ends nobody's place here but by what it cuts off.
            Said::Compartment(Fact::Node { revoked_at, .. }) => revoked_at.is_some() && cut_off,
            Said::Compartment(Fact::Admitted { entry }) => self.control.contains_key(entry),
            _ => false,
        };
        self.counts()
            .filter(|id| self.control[id].event.facts().iter().any(ends))
            .all(|id| self.pasts.saw(&epoch, &id) || id == epoch)
    }
}
