//! Whether an entry of an ordinary file counts: by its author's role as they had seen it, the node whose chain it stands in, and
//! what ended for either meanwhile.

use super::{Held, Judge, Placed, Vouched};
use crate::entry::{Entry, Fact as Said};
use crate::id::{EntryId, NodeId};
use crate::planted::{Fault, planted};
use std::collections::BTreeMap;

impl Judge {
    /// The key that has to prove an entry's signature, or why it is held. `known` tells the key of somebody who wrote it
    /// in another compartment, from where it travelled here, by the word of whoever took it in here.
    pub fn weigh(
        &mut self,
        placed: &Placed,
        known: impl Fn(&Entry) -> Vec<Vouched>,
    ) -> Result<Vec<u8>, Held> {
        let Placed { entry, node, seq } = placed;
        if planted(Fault::EverybodyCounts) {
            let vouched = known(entry).into_iter().next().map(|vouched| vouched.key);
            return Ok(vouched
                .or_else(|| self.now.members.get(&entry.by).map(|m| m.sign.clone()))
                .unwrap_or_default());
        }
        if self.control.contains_key(&entry.id) {
            return match self.control(&entry.id) {
                None => self.key(entry),
                Some(held) => Err(held),
            };
        }
        // What is said of a compartment counts in its control file and nowhere else, wherever it was written.
        if entry.event.facts().iter().any(Said::of_the_compartment) {
            return Err(Held::Role);
        }
        // Nobody can admit what has no place in a compartment of this kind: a name in a payment book.
        if self.now.kind.is_some_and(|kind| !entry.event.facts().iter().all(|fact| kind.takes(fact))) {
            return Err(Held::Role);
        }
        let admitted = self.now.admitted.contains(&entry.id);
        if !admitted && !self.now.nodes.contains_key(node) {
            return Err(Held::Node);
        }
        if entry.origin == self.home {
            let key = self.author(entry, admitted)?;
            let beyond = self.beyond(entry, &entry.control, (node, *seq));
            return if admitted { Ok(key) } else { beyond.map_or(Ok(key), Err) };
        }
        let mut why = Held::Author;
        for Vouched { key, control } in self.stranger(entry, known)? {
            match self.beyond(entry, &control, (node, *seq)).filter(|_| !admitted) {
                None => return Ok(key),
                Some(held) => why = held,
            }
        }
        Err(why)
    }

    fn author(&mut self, entry: &Entry, admitted: bool) -> Result<Vec<u8>, Held> {
        let seen = self.seen(&entry.control).ok_or(Held::Before)?;
        // Who opened by break-glass is no member, or a reader: the keeper who armed it let them say this, and nothing else.
        let glass = |f: &Said| matches!(f, Said::BreakGlass(fact) if fact.by_participants());
        if !entry.event.facts().is_empty() && entry.event.facts().iter().all(glass) {
            return seen.charter.takes_part(&entry.by).map(|p| p.sign.clone()).ok_or(Held::Author);
        }
        let member = seen.charter.members.get(&entry.by).ok_or(Held::Author)?;
        let directs = entry.event.facts().iter().any(Said::by_direction);
        match seen.charter.role(&entry.by) {
            // What takes two persons is not admitted by one.
            Some(role) if directs && !role.directs() => Err(Held::Role),
            None if directs => Err(Held::Author),
            Some(role) if role.writes() || admitted => Ok(member.sign.clone()),
            Some(_) => Err(Held::Role),
            None if admitted => Ok(member.sign.clone()),
            None => Err(Held::Author),
        }
    }

    /// It was judged where it was written; here its author's key is asked for.
    /// Of whoever ever belonged here, no other key is believed than theirs.
    fn stranger(&self, entry: &Entry, known: impl Fn(&Entry) -> Vec<Vouched>) -> Result<Vec<Vouched>, Held> {
        if entry.event.facts().iter().any(Said::of_this_house) {
            return Err(Held::Role);
        }
        let member = self.now.members.get(&entry.by).map(|m| &m.sign);
        let mut vouched = known(entry);
        vouched.retain(|vouched| member.is_none_or(|sign| *sign == vouched.key));
        Ok(vouched)
    }

    /// Whether it was written beyond a removal or a revocation that its author had not seen.
    fn beyond(&mut self, entry: &Entry, heads: &[EntryId], (node, seq): (&NodeId, u64)) -> Option<Held> {
        let past = self.seen(heads);
        let saw = |said: &EntryId| past.as_ref().is_some_and(|s| self.pasts.contains(&s.past, said));
        let unseen =
            |said: &EntryId, pins: &BTreeMap<NodeId, u64>| !saw(said) && seq > self.pinned(said, pins, node);
        let removed =
            self.now.removals.iter().any(|(said, member, pins)| *member == entry.by && unseen(said, pins));
        let directs = entry.event.facts().iter().any(Said::by_direction);
        let lowered = self.now.lowered.iter().any(|(said, member, role, pins)| {
            let takes = !role.writes() || directs && !role.directs();
            *member == entry.by && takes && unseen(said, pins)
        });
        let revoked =
            self.now.revocations.iter().any(|(_, which, last)| which == node && seq > self.last(node, *last));
        match (removed, revoked) {
            _ if planted(Fault::NothingEnds) => None,
            (_, true) => Some(Held::Revoked),
            (true, _) => Some(Held::Removed),
            _ => lowered.then_some(Held::Role),
        }
    }
}
