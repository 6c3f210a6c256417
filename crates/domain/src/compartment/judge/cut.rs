//! What a removal, a revocation or a lower role cuts off of the control file: what its author had written beyond what was known of
//! them then.
//!
//! Keepers cut one another off. Whoever is cut off themselves cuts nobody, and admits nothing, so what stands is found from those
//! whom nobody cuts; where a ring of keepers cut each other, all of it is held until somebody outside it admits. Two who remove one
//! another are both removed, and nothing else of what the one says who was let in by the other stands against the other.

use super::{Held, Judge};
use crate::compartment::{Charter, Fact, Role};
use crate::entry::Fact as Said;
use crate::id::{EntryId, MemberId, NodeId};
use std::collections::{BTreeMap, BTreeSet, HashMap};

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

/// What is behind the entries that count: who let their authors in.
struct Lines {
    /// The last entries behind each that let its author in.
    grants: HashMap<EntryId, Vec<EntryId>>,
    /// Its author, who let them in, who let those in.
    members: HashMap<EntryId, BTreeSet<MemberId>>,
}

impl Judge {
    /// Of the entries that count: those of keepers who were removed or are none any more, or of nodes that were revoked, beyond
    /// what was known of them then. What `void` says ends nothing.
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
        let removals = charter.removals.iter().map(|r| r.0);
        let lowered = charter.lowered.iter().filter(|l| l.2 != Role::Keeper).map(|l| l.0);
        let says: BTreeSet<EntryId> = removals
            .chain(lowered)
            .chain(charter.revocations.iter().map(|r| r.0))
            .filter(|id| !void.contains(id))
            .collect();
        let mut admitters: BTreeMap<EntryId, BTreeSet<EntryId>> = BTreeMap::new();
        for id in counting.difference(void) {
            for fact in self.control[id].event.facts() {
                if let Said::Compartment(Fact::Admitted { entry }) = fact {
                    admitters.entry(*entry).or_default().insert(*id);
                }
            }
        }
        let cutters =
            if says.is_empty() { BTreeMap::new() } else { self.cutters(&charter, &counting, &says) };
        Ties { cutters, admitters }
    }

    fn cutters(
        &self,
        charter: &Charter,
        counting: &BTreeSet<EntryId>,
        says: &BTreeSet<EntryId>,
    ) -> BTreeMap<EntryId, BTreeMap<EntryId, Held>> {
        let lines = self.lines(counting);
        let mut cut: BTreeMap<EntryId, BTreeMap<EntryId, Held>> = BTreeMap::new();
        let mut undermined: BTreeMap<EntryId, BTreeSet<EntryId>> = BTreeMap::new();
        for said in says {
            let direct = self.cut_by(charter, counting, said);
            undermined.insert(*said, self.undermined(&lines, counting, &direct));
            for (id, held) in direct {
                cut.entry(id).or_default().insert(*said, held);
            }
        }
        // Those who remove one another: `id` ends what `said` stands on, and says nothing else.
        let answers = |said: &EntryId, id: &EntryId| {
            undermined.get(id).is_some_and(|ends| ends.contains(said))
                && self.only_takes_from(id, &lines.members[said])
        };
        let mut mutual: BTreeSet<(EntryId, EntryId)> = BTreeSet::new();
        for (id, cutters) in &cut {
            mutual.extend(cutters.keys().filter(|said| answers(said, id)).map(|said| (*said, *id)));
        }
        let answering: BTreeSet<EntryId> = mutual.iter().map(|(_, id)| *id).collect();
        for (id, cutters) in &mut cut {
            let author = self.control[id].by;
            cutters.retain(|said, _| {
                // Whoever answers their own removal does not undo the rest of what was said by whoever let them in.
                let descends = self.control[said].by != author && lines.members[said].contains(&author);
                !(mutual.contains(&(*said, *id)) || answering.contains(said) && descends)
            });
        }
        cut.retain(|_, cutters| !cutters.is_empty());
        cut
    }

    /// What one entry ends, and how.
    fn cut_by(
        &self,
        charter: &Charter,
        counting: &BTreeSet<EntryId>,
        said: &EntryId,
    ) -> Vec<(EntryId, Held)> {
        let beyond = |id: &EntryId, member: &MemberId, pins: &BTreeMap<NodeId, u64>| {
            let last = |node: &NodeId| self.last(node, pins.get(node).copied().unwrap_or(0));
            // One place within what was pinned is enough.
            self.control[id].by == *member && self.places[id].iter().all(|(node, seq)| *seq > last(node))
        };
        let removals: Vec<_> = charter.removals.iter().filter(|(by, ..)| by == said).collect();
        let lowered: Vec<_> =
            charter.lowered.iter().filter(|(by, _, role, _)| by == said && *role != Role::Keeper).collect();
        let revocations: Vec<_> = charter.revocations.iter().filter(|(by, ..)| by == said).collect();
        let how = |id: &EntryId| {
            if revocations.iter().any(|(_, which, last)| {
                self.places[id].iter().all(|(node, seq)| node == which && *seq > self.last(which, *last))
            }) {
                return Some(Held::Revoked);
            }
            if removals.iter().any(|(_, member, pins)| beyond(id, member, pins)) {
                return Some(Held::Removed);
            }
            lowered.iter().any(|(_, member, _, pins)| beyond(id, member, pins)).then_some(Held::Role)
        };
        // Whoever removes somebody cannot undo what they had seen before, nor what was written with sight of it.
        let apart = |id: &EntryId| said != id && !self.pasts.saw(id, said) && !self.pasts.saw(said, id);
        counting.iter().filter_map(|id| Some((*id, how(id).filter(|_| apart(id))?))).collect()
    }

    /// What is ended with that: it itself, and whatever is said by people whom only it let in.
    fn undermined(
        &self,
        lines: &Lines,
        counting: &BTreeSet<EntryId>,
        direct: &[(EntryId, Held)],
    ) -> BTreeSet<EntryId> {
        let mut ends: BTreeSet<EntryId> = direct.iter().map(|(id, _)| *id).collect();
        for id in self.pasts.order().iter().filter(|id| counting.contains(id)) {
            let grants = &lines.grants[id];
            if !grants.is_empty() && grants.iter().all(|grant| ends.contains(grant)) {
                ends.insert(*id);
            }
        }
        ends
    }

    fn lines(&self, counting: &BTreeSet<EntryId>) -> Lines {
        let mut by_member: HashMap<MemberId, Vec<EntryId>> = HashMap::new();
        let mut lines = Lines { grants: HashMap::new(), members: HashMap::new() };
        for id in self.pasts.order().iter().filter(|id| counting.contains(id)) {
            let entry = &self.control[id];
            let behind: Vec<EntryId> = by_member
                .get(&entry.by)
                .into_iter()
                .flatten()
                .filter(|grant| self.pasts.saw(id, grant))
                .copied()
                .collect();
            let last = |grant: &&EntryId| !behind.iter().any(|later| self.pasts.saw(later, grant));
            let grants: Vec<EntryId> = behind.iter().filter(last).copied().collect();
            let mut members: BTreeSet<MemberId> = [entry.by].into();
            grants.iter().for_each(|grant| members.extend(&lines.members[grant]));
            lines.grants.insert(*id, grants);
            lines.members.insert(*id, members);
            for fact in entry.event.facts() {
                if let Said::Compartment(Fact::Member { member, standing, .. }) = fact
                    && standing.active
                {
                    by_member.entry(*member).or_default().push(*id);
                }
            }
        }
        lines
    }

    /// Whether an entry does nothing but take away from these members, and begin an epoch.
    fn only_takes_from(&self, id: &EntryId, members: &BTreeSet<MemberId>) -> bool {
        self.control[id].event.facts().iter().all(|fact| match fact {
            Said::Compartment(Fact::Epoch { .. }) => true,
            Said::Compartment(Fact::Member { member, standing, pins }) => {
                members.contains(member) && (!standing.active || !pins.is_empty())
            }
            _ => false,
        })
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
