//! What a removal, a revocation or a lower role cuts off of the control file: what its author had written beyond what was known of
//! them then.
//!
//! Keepers cut one another off. Whoever is cut off themselves cuts nobody, and admits nothing, so what stands is found from those
//! whom nobody cuts; where a ring of keepers cut each other, all of it is held until somebody outside it admits. Two who remove one
//! another are both removed; the answer does nothing else, and holds nothing that was written before the removal it answers.

use super::{Held, Judge};
use crate::compartment::{Charter, Fact, Role};
use crate::entry::{Entry, Fact as Said};
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

/// Of each entry that counts: the last entries behind it that let its author in.
type Lines = HashMap<EntryId, Vec<EntryId>>;

impl Judge {
    /// Of the entries that count: those of keepers who were removed or are none any more, or of nodes that were revoked, beyond
    /// what was known of them then. What `void` says ends nothing.
    pub(super) fn cut_off(&mut self, void: &BTreeSet<EntryId>) -> Cut {
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

    fn ties(&mut self, void: &BTreeSet<EntryId>) -> Ties {
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
        &mut self,
        charter: &Charter,
        counting: &BTreeSet<EntryId>,
        says: &BTreeSet<EntryId>,
    ) -> BTreeMap<EntryId, BTreeMap<EntryId, Held>> {
        let lines = self.lines(counting);
        self.raised.clear();
        let mut cut: BTreeMap<EntryId, BTreeMap<EntryId, Held>> = BTreeMap::new();
        let mut undermined: BTreeMap<EntryId, BTreeSet<EntryId>> = BTreeMap::new();
        for said in says {
            let direct = self.cut_by(charter, counting, said);
            undermined.insert(*said, self.undermined(&lines, counting, &direct));
            for (id, held) in direct {
                cut.entry(id).or_default().insert(*said, held);
            }
        }
        // Those who remove one another: `id` ends what `said` stands on, and does nothing but remove whoever said it, or let in
        // whoever did.
        let answers = |said: &EntryId, id: &EntryId| {
            let ends = undermined.get(id).is_some_and(|ends| ends.contains(said));
            let cuts = |behind: &EntryId| cut.get(behind).is_some_and(|cutters| cutters.contains_key(id));
            ends && removes_alone(&self.control[id]).is_some_and(|gone| {
                line(&lines, said).iter().any(|behind| self.control[behind].by == gone && cuts(behind))
            })
        };
        let mut mutual: BTreeSet<(EntryId, EntryId)> = BTreeSet::new();
        for (id, cutters) in &cut {
            mutual.extend(cutters.keys().filter(|said| answers(said, id)).map(|said| (*said, *id)));
        }
        self.raise(charter, &mutual);
        for id in self.raised.keys() {
            let still: BTreeMap<EntryId, Held> = self.cut_by(charter, counting, id).into_iter().collect();
            for (_, by) in cut.iter_mut().filter(|(cut, _)| !still.contains_key(*cut)) {
                by.remove(id);
            }
        }
        for (id, cutters) in &mut cut {
            cutters.retain(|said, _| !mutual.contains(&(*said, *id)));
        }
        cut.retain(|_, cutters| !cutters.is_empty());
        cut
    }

    /// An answer holds nothing that whoever removed its author had written before that.
    fn raise(&mut self, charter: &Charter, mutual: &BTreeSet<(EntryId, EntryId)>) {
        for (said, id) in mutual {
            let raised = self.raised.entry(*id).or_default();
            for (_, _, pins) in charter.removals.iter().filter(|(by, ..)| by == said) {
                for (node, last) in pins {
                    let known = raised.entry(*node).or_default();
                    *known = (*last).max(*known);
                }
            }
        }
    }

    /// What one entry ends, and how.
    fn cut_by(
        &self,
        charter: &Charter,
        counting: &BTreeSet<EntryId>,
        said: &EntryId,
    ) -> Vec<(EntryId, Held)> {
        let beyond = |id: &EntryId, member: &MemberId, pins: &BTreeMap<NodeId, u64>| {
            let last = |node: &NodeId| self.pinned(said, pins, node);
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
            let grants = &lines[id];
            if !grants.is_empty() && grants.iter().all(|grant| ends.contains(grant)) {
                ends.insert(*id);
            }
        }
        ends
    }

    fn lines(&self, counting: &BTreeSet<EntryId>) -> Lines {
        let mut by_member: HashMap<MemberId, Vec<EntryId>> = HashMap::new();
        let mut lines = Lines::new();
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
            lines.insert(*id, grants);
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
}

/// The one member whom an entry removes, where it does nothing else but begin an epoch.
fn removes_alone(entry: &Entry) -> Option<MemberId> {
    let mut gone = None;
    for fact in entry.event.facts() {
        match fact {
            Said::Compartment(Fact::Epoch { .. }) => {}
            Said::Compartment(Fact::Member { member, standing, .. })
                if !standing.active && gone.is_none() =>
            {
                gone = Some(*member);
            }
            _ => return None,
        }
    }
    gone
}

/// An entry, those that let its author in, and those that let theirs in.
fn line(lines: &Lines, id: &EntryId) -> BTreeSet<EntryId> {
    let (mut line, mut ask) = (BTreeSet::new(), vec![*id]);
    while let Some(id) = ask.pop() {
        if line.insert(id) {
            ask.extend(lines.get(&id).into_iter().flatten());
        }
    }
    line
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
