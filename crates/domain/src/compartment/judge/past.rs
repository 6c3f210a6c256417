//! What each control entry's author had seen of the control file: everything behind its heads, as a row of bits.

use crate::entry::Entry;
use crate::id::EntryId;
use std::collections::{BTreeMap, HashMap};

/// Control entries in an order in which each comes after those behind it; one with something behind it that has not come is not
/// among them.
#[derive(Default)]
pub(super) struct Pasts {
    order: Vec<EntryId>,
    index: HashMap<EntryId, usize>,
    /// For each, what is behind it.
    behind: Vec<Past>,
}

/// A set of control entries, a bit for each of [`Pasts::order`].
#[derive(Clone, Default)]
pub(super) struct Past(Vec<u64>);

impl Past {
    fn has(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    fn put(&mut self, at: usize) {
        if self.0.len() <= at / 64 {
            self.0.resize(at / 64 + 1, 0);
        }
        self.0[at / 64] |= 1 << (at % 64);
    }

    fn join(&mut self, other: &Past) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(own, theirs)| *own |= theirs);
    }
}

impl Pasts {
    pub fn of(control: &BTreeMap<EntryId, Entry>) -> Pasts {
        let heads = |entry: &'_ Entry| -> Vec<EntryId> {
            let mut heads: Vec<EntryId> = entry.control.iter().chain(&entry.after).copied().collect();
            heads.sort_unstable();
            heads.dedup();
            heads
        };
        let mut waits: BTreeMap<EntryId, usize> = BTreeMap::new();
        let mut followers: HashMap<EntryId, Vec<EntryId>> = HashMap::new();
        let mut ready = Vec::new();
        for (id, entry) in control.iter().rev() {
            let heads = heads(entry);
            if heads.is_empty() {
                ready.push(*id);
            }
            waits.insert(*id, heads.len());
            heads.into_iter().for_each(|head| followers.entry(head).or_default().push(*id));
        }
        let mut pasts = Pasts::default();
        while let Some(id) = ready.pop() {
            let past = pasts.past(&heads(&control[&id])).unwrap_or_default();
            pasts.index.insert(id, pasts.order.len());
            pasts.order.push(id);
            pasts.behind.push(past);
            for follower in followers.remove(&id).into_iter().flatten() {
                let Some(left) = waits.get_mut(&follower) else { continue };
                *left -= 1;
                if *left == 0 {
                    ready.push(follower);
                }
            }
        }
        pasts
    }

    /// Those with nothing missing behind them, each after what is behind it.
    pub fn order(&self) -> &[EntryId] {
        &self.order
    }

    /// Everything behind heads, they included; `None` where something has not come.
    pub fn past(&self, heads: &[EntryId]) -> Option<Past> {
        let mut past = Past::default();
        for head in heads {
            let at = *self.index.get(head)?;
            past.join(&self.behind[at]);
            past.put(at);
        }
        Some(past)
    }

    /// Whether an entry is in a past.
    pub fn contains(&self, past: &Past, id: &EntryId) -> bool {
        self.index.get(id).is_some_and(|at| past.has(*at))
    }

    /// Whether the author of `later` had seen `earlier`.
    pub fn saw(&self, later: &EntryId, earlier: &EntryId) -> bool {
        self.index.get(later).is_some_and(|at| self.contains(&self.behind[*at], earlier))
    }

    /// The entries of a past.
    pub fn entries<'a>(&'a self, past: &'a Past) -> impl Iterator<Item = EntryId> + 'a {
        self.order.iter().enumerate().filter(|(at, _)| past.has(*at)).map(|(_, id)| *id)
    }
}
