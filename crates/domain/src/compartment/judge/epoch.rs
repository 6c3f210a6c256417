//! Epochs as the control file tells of them: which were announced, which one is written with, whether it is safe.

use super::Judge;
use crate::compartment::Fact;
use crate::entry::Fact as Said;
use crate::id::EntryId;

impl Judge {
    /// The newest epoch whose key `known` has, in the order of what their authors had seen: an epoch begun with sight of
    /// another is newer, whatever the clocks say. `None` where that is the founding one, or none.
    pub fn newest_epoch(&self, known: impl Fn(&EntryId) -> bool) -> Option<EntryId> {
        let mut newest: Option<EntryId> = None;
        for (epoch, _) in self.now.epochs.iter().filter(|(id, _)| known(id)) {
            let seen_by = |later: &EntryId| {
                self.control
                    .get(later)
                    .and_then(|e| self.past(&e.control))
                    .is_some_and(|past| past.contains(epoch))
            };
            // They come by stamp and id; only one that the newest so far had seen is older than that.
            if !newest.as_ref().is_some_and(seen_by) {
                newest = Some(*epoch);
            }
        }
        newest
    }

    /// Every epoch that was ever announced with the commitment to its key, held or not. What a rotation is held for may stand
    /// in an entry that was sealed with its key: keys of all of them read, and the charter alone says which one writes.
    pub fn announced(&self) -> impl Iterator<Item = (EntryId, &[u8])> {
        self.control.values().flat_map(|entry| {
            entry.event.facts().iter().filter_map(|fact| match fact {
                Said::Compartment(Fact::Epoch { commitment }) => Some((entry.id, commitment.as_slice())),
                _ => None,
            })
        })
    }

    /// Whether the newest epoch was begun with sight of everything that says who has gone: removals, revocations, and what a
    /// keeper let count of the control file, by which a removal may stand that was held. One that was not may have gone to
    /// somebody who was removed.
    pub fn epoch_is_safe(&self) -> bool {
        let Some(epoch) = self.newest_epoch(|_| true) else { return true };
        let past = self.past(&[epoch]).unwrap_or_default();
        let ends = |fact: &Said| match fact {
            Said::Compartment(Fact::Member { standing, .. }) => !standing.active,
            Said::Compartment(Fact::Node { revoked_at, .. }) => revoked_at.is_some(),
            Said::Compartment(Fact::Admitted { entry }) => self.control.contains_key(entry),
            _ => false,
        };
        self.counts()
            .filter(|id| self.control[id].event.facts().iter().any(ends))
            .all(|id| past.contains(&id) || id == epoch)
    }
}
