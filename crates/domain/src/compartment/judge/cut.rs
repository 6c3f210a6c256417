//! What a removal or a revocation cuts off of the control file: what its author had written beyond what was known of them.
//!
//! Keepers cut one another off. Whoever is cut off themselves cuts nobody, and admits nothing, so what stands is found from those
//! whom nobody cuts; where a ring of keepers cut each other, all of it is held until somebody outside it admits.

use super::{Held, Judge};
use crate::compartment::{Charter, Fact};
use crate::entry::Fact as Said;
use crate::id::{EntryId, NodeId};
use std::collections::{BTreeMap, BTreeSet};

/// What is cut off and why, and by which entries.
pub(super) struct Cut {
    pub held: BTreeMap<EntryId, Held>,
    pub by: BTreeSet<EntryId>,
}

/// Which control entries cut off which, and which admit which.
struct Ties {
    cutters: BTreeMap<EntryId, BTreeMap<EntryId, Held>>,
    admitters: BTreeMap<EntryId, BTreeSet<EntryId>>,
}

impl Judge {
    /// Of the entries that count: those of keepers who were removed, or of nodes that were revoked, beyond what was known of them
    /// then. What `void` says ends nothing. Two who removed one another are both removed.
    pub(super) fn cut_off(&self, void: &BTreeSet<EntryId>) -> Cut {
        let ties = self.ties(void);
        let (stand, fall) = ties.settled();
        let mut cut = Cut { held: BTreeMap::new(), by: BTreeSet::new() };
        for (id, cutters) in ties.cutters.iter().filter(|(id, _)| !stand.contains(*id)) {
            let effective: Vec<_> = cutters.iter().filter(|(said, _)| !fall.contains(*said)).collect();
            cut.held.extend(effective.first().map(|(_, held)| (*id, **held)));
            cut.by.extend(effective.iter().map(|(said, _)| **said));
        }
        cut
    }

    fn ties(&self, void: &BTreeSet<EntryId>) -> Ties {
        let counting: BTreeSet<EntryId> = self.counts().collect();
        let charter = self.charter_of(&counting);
        let says: BTreeSet<EntryId> =
            charter.removals.iter().map(|r| r.0).chain(charter.revocations.iter().map(|r| r.0)).collect();
        let mut cutters: BTreeMap<EntryId, BTreeMap<EntryId, Held>> = BTreeMap::new();
        for said in says.difference(void) {
            for id in &counting {
                let Some(held) = self.cuts(&charter, said, id) else { continue };
                let mutual = says.contains(id) && !void.contains(id) && self.undermines(&charter, id, said);
                if !mutual {
                    cutters.entry(*id).or_default().insert(*said, held);
                }
            }
        }
        let mut admitters: BTreeMap<EntryId, BTreeSet<EntryId>> = BTreeMap::new();
        for id in counting.difference(void) {
            for fact in self.control[id].event.facts() {
                if let Said::Compartment(Fact::Admitted { entry }) = fact {
                    admitters.entry(*entry).or_default().insert(*id);
                }
            }
        }
        Ties { cutters, admitters }
    }

    /// Whether what one entry says ends another, or what made its author a keeper: whoever is let in by somebody who was removed
    /// has no more to say than they had.
    fn undermines(&self, charter: &Charter, said: &EntryId, id: &EntryId) -> bool {
        if self.cuts(charter, said, id).is_some() {
            return true;
        }
        let grants = self.grants_behind(id);
        !grants.is_empty() && grants.iter().all(|grant| self.undermines(charter, said, grant))
    }

    /// The last entries behind this one that let its author in.
    fn grants_behind(&self, id: &EntryId) -> Vec<EntryId> {
        let entry = &self.control[id];
        let lets_in = |id: &EntryId| {
            let active = |fact: &Said| matches!(fact, Said::Compartment(Fact::Member { member, standing, .. }) if *member == entry.by && standing.active);
            self.control[id].event.facts().iter().any(active)
        };
        let past = self.past(&entry.control).unwrap_or_default();
        let grants: Vec<EntryId> = past.into_iter().filter(|id| lets_in(id)).collect();
        let seen_by = |id: &EntryId, later: &EntryId| {
            self.past(&self.control[later].control).is_some_and(|past| past.contains(id))
        };
        grants.iter().filter(|id| !grants.iter().any(|later| seen_by(id, later))).copied().collect()
    }

    /// Whether what one entry says ends another, and how.
    fn cuts(&self, charter: &Charter, said: &EntryId, id: &EntryId) -> Option<Held> {
        let (entry, places) = (&self.control[id], &self.places[id]);
        // One place within what was pinned is enough.
        let removed = charter.removals.iter().any(|(by, member, pins)| {
            let last = |node: &NodeId| self.last(node, pins.get(node).copied().unwrap_or(0));
            by == said && *member == entry.by && places.iter().all(|(node, seq)| *seq > last(node))
        });
        let revoked = charter.revocations.iter().any(|(by, which, last)| {
            let beyond = |(node, seq): &(NodeId, u64)| node == which && *seq > self.last(which, *last);
            by == said && places.iter().all(beyond)
        });
        if !(removed || revoked) || said == id {
            return None;
        }
        // Whoever removes somebody cannot undo what they had seen before, nor what was written with sight of it.
        let past = |id: &EntryId| self.past(&self.control[id].control).unwrap_or_default();
        if past(id).contains(said) || past(said).contains(id) {
            return None;
        }
        Some(if revoked { Held::Revoked } else { Held::Removed })
    }
}

impl Ties {
    /// Which entries stand and which fall. What nobody cuts stands, and so does what is only cut by what falls, or is admitted by
    /// what stands; what is cut by what stands falls. In a ring, neither.
    fn settled(&self) -> (BTreeSet<EntryId>, BTreeSet<EntryId>) {
        let none = (BTreeMap::new(), BTreeSet::new());
        let (mut stand, mut fall) = (BTreeSet::new(), BTreeSet::new());
        let known: BTreeSet<EntryId> = self
            .cutters
            .iter()
            .flat_map(|(id, cutters)| std::iter::once(id).chain(cutters.keys()))
            .chain(self.admitters.values().flatten())
            .copied()
            .collect();
        loop {
            let before = stand.len() + fall.len();
            for id in &known {
                let cutters = self.cutters.get(id).unwrap_or(&none.0);
                let admitters = self.admitters.get(id).unwrap_or(&none.1);
                let admitted = admitters.iter().any(|by| stand.contains(by));
                if admitted || cutters.keys().all(|by| fall.contains(by)) {
                    stand.insert(*id);
                } else if cutters.keys().any(|by| stand.contains(by))
                    && admitters.iter().all(|by| fall.contains(by))
                {
                    fall.insert(*id);
                }
            }
            if stand.len() + fall.len() == before {
                return (stand, fall);
            }
        }
    }
}
