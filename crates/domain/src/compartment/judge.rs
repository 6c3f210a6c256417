//! Which entries of a compartment count: a judgement of what its author had seen and of what keepers decided since.
//!
//! It is a function of the set of control entries that are here, in whatever order they came, so that two nodes with the
//! same entries judge alike. What does not count is held: kept, listed, handed on, and judged again when more is known.
//! Whether a control entry's signature proves is asked of whoever makes the judge, since a charter that rests on what nobody
//! signed is anybody's; of any other entry, whoever asks is told the key that has to prove it.

mod cut;
mod epoch;
mod past;
mod weigh;

use past::{Past, Pasts};

use super::{Charter, Fact, Role};
use crate::entry::{Entry, Fact as Said};
use crate::file::File;
use crate::id::{CompartmentId, EntryId, MemberId, NodeId};
use crate::planted::{Fault, planted};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Charters kept, by what their reader had seen: entries of one day name few.
const SEEN_KEPT: usize = 256;

/// Why an entry does not count, or not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// It names control entries that have not come yet.
    Before,
    /// Its author was no member when they wrote it, or nobody here knows their key.
    Author,
    /// Its author's role may not say this.
    Role,
    /// It stands in the chain of a node that no keeper has let in.
    Node,
    /// Its author was removed, and wrote it beyond what was known of them then.
    Removed,
    /// Its node was revoked, and wrote it after that.
    Revoked,
    /// The author's signature does not prove.
    Signature,
    /// Its file was erased, and whoever wrote it had not heard of that.
    Erased,
}

impl Held {
    /// The name used in tables, commands and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Held::Before => "before",
            Held::Author => "author",
            Held::Role => "role",
            Held::Node => "node",
            Held::Removed => "removed",
            Held::Revoked => "revoked",
            Held::Signature => "signature",
            Held::Erased => "erased",
        }
    }
}

/// An entry and its place: the chain it stands in, and its number there.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The entry.
    pub entry: Entry,
    /// The node whose chain it stands in.
    pub node: NodeId,
    /// Its number there.
    pub seq: u64,
}

/// The word of whoever took an entry of another compartment in here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouched {
    /// The key that has to prove its author's signature.
    pub key: Vec<u8>,
    /// The heads of the control file that whoever vouches had before them.
    pub control: Vec<EntryId>,
}

/// A charter as somebody had seen it, with the entries they had seen.
struct Seen {
    charter: Charter,
    past: Past,
}

/// The judge of one compartment.
pub struct Judge {
    home: CompartmentId,
    control: BTreeMap<EntryId, Entry>,
    pasts: Pasts,
    places: BTreeMap<EntryId, BTreeSet<(NodeId, u64)>>,
    blocked: BTreeMap<EntryId, Held>,
    counting: BTreeMap<EntryId, Option<Held>>,
    seen: HashMap<Vec<EntryId>, Option<Arc<Seen>>>,
    splits: BTreeMap<NodeId, u64>,
    /// What counts by role and signature alone, before anybody is cut off.
    uncut: BTreeSet<EntryId>,
    /// Of removals that answer another: pins that are at least those of the removal answered.
    raised: BTreeMap<EntryId, BTreeMap<NodeId, u64>>,
    now: Charter,
}

impl Judge {
    /// The judge of `home` by the control entries that are here. The same entry may stand in several places. `splits` says
    /// of chains that go two ways at which number they part: whoever is removed, or which node is revoked, has nothing
    /// that counts from there on, since a number says no longer which entry it was. `proves` says whether the holder of a key
    /// signed an entry.
    pub fn new(
        home: CompartmentId,
        control: impl IntoIterator<Item = Placed>,
        splits: BTreeMap<NodeId, u64>,
        proves: impl Fn(&Entry, &[u8]) -> bool,
    ) -> Judge {
        let mut all: BTreeMap<EntryId, Entry> = BTreeMap::new();
        let mut places: BTreeMap<EntryId, BTreeSet<(NodeId, u64)>> = BTreeMap::new();
        for Placed { entry, node, seq } in control {
            places.entry(entry.id).or_default().insert((node, seq));
            all.entry(entry.id).or_insert(entry);
        }
        let mut judge = Judge {
            home,
            pasts: Pasts::of(&all),
            control: all,
            places,
            blocked: BTreeMap::new(),
            counting: BTreeMap::new(),
            seen: HashMap::new(),
            splits,
            uncut: BTreeSet::new(),
            raised: BTreeMap::new(),
            now: Charter::default(),
        };
        let mut void = BTreeSet::new();
        loop {
            judge.weigh_control(BTreeMap::new(), &proves);
            judge.uncut = judge.counts().collect();
            let cut = judge.cut_off(&void);
            if cut.held.is_empty() {
                break;
            }
            judge.weigh_control(cut.held, &proves);
            // Somebody whom only a removed keeper had made one has cut nobody off.
            let counts_not =
                |said: &EntryId| !judge.blocked.contains_key(said) && judge.control(said).is_some();
            let fallen: Vec<EntryId> = cut.by.into_iter().filter(counts_not).collect();
            if fallen.is_empty() {
                break;
            }
            void.extend(fallen);
        }
        judge.now = judge.charter_of(&judge.counts().collect());
        judge
    }

    /// The charter by everything that counts.
    pub fn charter(&self) -> &Charter {
        &self.now
    }

    /// Whether a control entry counts, and if not, why.
    pub fn control(&self, id: &EntryId) -> Option<Held> {
        self.counting.get(id).copied().unwrap_or(Some(Held::Before))
    }

    /// The last number of a chain that a removal vouches for.
    fn pinned(&self, said: &EntryId, pins: &BTreeMap<NodeId, u64>, node: &NodeId) -> u64 {
        let raised = self.raised.get(said).and_then(|raised| raised.get(node));
        let pinned = pins.get(node).into_iter().chain(raised).max();
        self.last(node, pinned.copied().unwrap_or(0))
    }

    /// The last number of a chain that a pin vouches for.
    pub fn last(&self, node: &NodeId, pinned: u64) -> u64 {
        self.splits.get(node).map_or(pinned, |split| pinned.min(split.saturating_sub(1)))
    }

    /// Judges every control entry by its causal past, each after those it had seen; what is `blocked` is held whatever that says.
    fn weigh_control(&mut self, blocked: BTreeMap<EntryId, Held>, proves: &dyn Fn(&Entry, &[u8]) -> bool) {
        self.blocked = blocked;
        self.seen.clear();
        self.counting = self.control.keys().map(|id| (*id, Some(Held::Before))).collect();
        let named = self.ever_named();
        for id in self.pasts.order().to_vec() {
            let held = match self.blocked.get(&id) {
                Some(held) => Some(*held),
                None => self.weigh_one(&id, &named, proves),
            };
            self.counting.insert(id, held);
        }
    }

    /// Whoever was ever let in by anybody, and whether as a keeper.
    fn ever_named(&self) -> BTreeMap<MemberId, bool> {
        let mut named: BTreeMap<MemberId, bool> = BTreeMap::new();
        for fact in self.control.values().flat_map(|entry| entry.event.facts()) {
            if let Said::Compartment(Fact::Member { member, standing, .. }) = fact {
                *named.entry(*member).or_default() |= standing.active && standing.role == Role::Keeper;
            }
        }
        named
    }

    /// Why a control entry is held, once everything behind it is judged.
    fn weigh_one(
        &mut self,
        id: &EntryId,
        named: &BTreeMap<MemberId, bool>,
        proves: &dyn Fn(&Entry, &[u8]) -> bool,
    ) -> Option<Held> {
        let entry = self.control[id].clone();
        if entry.control.is_empty() {
            let founds = id.0 == self.home.0 && entry.origin == CompartmentId::default();
            return if founds { self.signature(&entry, proves) } else { Some(Held::Author) };
        }
        // Of whoever nobody ever made a keeper, no charter has to be looked at.
        let keeps = named.get(&entry.by).copied().unwrap_or_default() || planted(Fault::AnybodyGrants);
        if entry.origin != self.home || !keeps {
            let member = named.contains_key(&entry.by) && entry.origin == self.home;
            return Some(if member { Held::Role } else { Held::Author });
        }
        // A compartment is founded once, and nothing that was said of it was never said.
        let undoes = |fact: &Said| match fact {
            Said::Compartment(Fact::Founded { .. }) => true,
            fact => !matches!(fact, Said::Compartment(_)) && fact.of_the_compartment(),
        };
        if entry.event.facts().iter().any(undoes) || !self.follows(&entry) {
            return Some(Held::Role);
        }
        let Some(seen) = self.seen(&heads(&entry)) else { return Some(Held::Before) };
        match seen.charter.role(&entry.by) {
            Some(Role::Keeper) => self.signature(&entry, proves),
            Some(_) if planted(Fault::AnybodyGrants) => None,
            Some(_) => Some(Held::Role),
            None => Some(Held::Author),
        }
    }

    /// Whether what an entry overtakes is among what its author says they had seen, or their own: nobody is judged by less than
    /// they overtake.
    fn follows(&self, entry: &Entry) -> bool {
        let Some(past) = self.pasts.past(&entry.control) else { return false };
        entry.after.iter().all(|head| {
            self.pasts.contains(&past, head) || self.control.get(head).is_some_and(|e| e.by == entry.by)
        })
    }

    fn signature(&mut self, entry: &Entry, proves: &dyn Fn(&Entry, &[u8]) -> bool) -> Option<Held> {
        if planted(Fault::AnybodySigns) {
            return None;
        }
        match self.key(entry) {
            Ok(key) => (!proves(entry, &key)).then_some(Held::Signature),
            Err(held) => Some(held),
        }
    }

    fn counts(&self) -> impl Iterator<Item = EntryId> + '_ {
        self.counting.iter().filter(|(_, held)| held.is_none()).map(|(id, _)| *id)
    }

    /// The charter by these entries alone. What one of them overtakes through an entry that is not among them it overtakes still:
    /// holding one undoes the order of no others.
    fn charter_of(&self, ids: &BTreeSet<EntryId>) -> Charter {
        let entry = |id: &EntryId| {
            let mut entry = self.control.get(id)?.clone();
            if !entry.after.iter().all(|head| ids.contains(head)) {
                entry.after = self.overtaken(&entry, ids);
            }
            Some(entry)
        };
        Charter::of(&File::fold(ids.iter().filter_map(entry)))
    }

    /// The last of `ids` behind what an entry overtakes.
    fn overtaken(&self, entry: &Entry, ids: &BTreeSet<EntryId>) -> Vec<EntryId> {
        let (mut found, mut met) = (BTreeSet::new(), BTreeSet::new());
        let mut ask = entry.after.clone();
        while let Some(id) = ask.pop() {
            if !met.insert(id) {
                continue;
            }
            match self.control.get(&id) {
                _ if ids.contains(&id) => drop(found.insert(id)),
                Some(held) => ask.extend(&held.after),
                None => {}
            }
        }
        found.into_iter().collect()
    }

    /// The charter by what counts behind `heads`.
    fn seen(&mut self, heads: &[EntryId]) -> Option<Arc<Seen>> {
        if let Some(seen) = self.seen.get(heads) {
            return seen.clone();
        }
        if self.seen.len() >= SEEN_KEPT {
            self.seen.clear();
        }
        let seen = self.pasts.past(heads).map(|past| {
            let counts = |id: &EntryId| self.counting.get(id) == Some(&None);
            let counts = self.pasts.entries(&past).filter(counts).collect();
            Arc::new(Seen { charter: self.charter_of(&counts), past })
        });
        self.seen.insert(heads.to_vec(), seen.clone());
        seen
    }

    /// The key of a control entry's author: as they were when they wrote it; the founder's stands in the founding entry.
    fn key(&mut self, entry: &Entry) -> Result<Vec<u8>, Held> {
        if entry.control.is_empty() {
            let own = entry.event.facts().iter().find_map(|fact| match fact {
                Said::Compartment(Fact::Member { member, standing, .. }) if *member == entry.by => {
                    Some(standing.sign.clone())
                }
                _ => None,
            });
            return own.ok_or(Held::Author);
        }
        let seen = self.seen(&heads(entry)).ok_or(Held::Before)?;
        seen.charter.members.get(&entry.by).map(|m| m.sign.clone()).ok_or(Held::Author)
    }
}

/// What the author of a control entry had seen, by what they say and by what they overtake.
fn heads(entry: &Entry) -> Vec<EntryId> {
    let mut heads: Vec<EntryId> = entry.control.iter().chain(&entry.after).copied().collect();
    heads.sort_unstable();
    heads.dedup();
    heads
}
