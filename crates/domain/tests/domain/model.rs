//! The slow model of a fold: maps and graph search, written without a look at the quick one.

use domain::entry::{Entry, Fact};
use domain::id::EntryId;
use std::collections::{BTreeMap, BTreeSet};

pub struct Model(BTreeMap<EntryId, Entry>);

impl Model {
    pub fn of(entries: &[Entry]) -> Model {
        Model(entries.iter().map(|e| (e.id, e.clone())).collect())
    }

    /// Whether the author of `who` had `what` before them, by search along the `after` heads.
    pub fn saw(&self, who: EntryId, what: EntryId) -> bool {
        let mut ask: Vec<EntryId> = self.0[&who].after.clone();
        let mut asked = BTreeSet::new();
        while let Some(next) = ask.pop() {
            if next == what {
                return true;
            }
            if let (true, Some(entry)) = (asked.insert(next), self.0.get(&next)) {
                ask.extend(entry.after.iter().copied());
            }
        }
        false
    }

    /// What stands in each slot: by whom, and what.
    pub fn standing(&self) -> BTreeMap<String, BTreeSet<(EntryId, String)>> {
        let said: Vec<(EntryId, usize, &Fact)> = self
            .0
            .values()
            .flat_map(|e| e.event.facts().iter().enumerate().map(|(i, f)| (e.id, i, f)))
            .collect();
        let mut slots: BTreeMap<String, BTreeSet<(EntryId, String)>> = BTreeMap::new();
        for (entry, i, fact) in &said {
            let slot = slots.entry(fact.slot()).or_default();
            let overtaken = said.iter().any(|(later, j, other)| {
                other.slot() == fact.slot()
                    && ((later == entry && j > i) || (later != entry && self.saw(*later, *entry)))
            });
            if !overtaken {
                slot.insert((*entry, format!("{fact:?}")));
            }
        }
        slots
    }

    /// Entries that nobody wrote after.
    pub fn heads(&self) -> Vec<EntryId> {
        let named: BTreeSet<EntryId> = self.0.values().flat_map(|e| e.after.iter().copied()).collect();
        self.0.keys().copied().filter(|id| !named.contains(id)).collect()
    }

    /// Slots in which two different things stand.
    pub fn disputed(&self) -> Vec<String> {
        let different = |claims: &BTreeSet<(EntryId, String)>| {
            claims.iter().map(|(_, f)| f).collect::<BTreeSet<_>>().len() > 1
        };
        self.standing().into_iter().filter(|(_, claims)| different(claims)).map(|(slot, _)| slot).collect()
    }
}
