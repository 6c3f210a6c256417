//! A file: the fold of its entries. Any set of entries folds, in any order, to the same file; the fold cannot fail.
//!
//! A value is overtaken only by an entry whose author had seen it (the `after` heads); what two people said without
//! having seen each other stands twice.

use crate::entry::{Entry, Event, Fact, Stamp};
use crate::id::{CompartmentId, EntryId, FileId, MemberId, NodeId};
use crate::planted::{Fault, planted};
use crate::said::{Attested, Said};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The head of an entry as the file keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The entry.
    pub id: EntryId,
    /// Who wrote it.
    pub by: MemberId,
    /// Where.
    pub on: NodeId,
    /// When.
    pub stamp: Stamp,
    /// In which compartment.
    pub origin: CompartmentId,
    /// Whether this version cannot read what it says.
    pub unknown: bool,
}

/// One fact as the file keeps it, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What was said.
    pub fact: Fact,
    /// Index into [`File::told`].
    pub told: usize,
    /// Indexes of the entries that replaced it, having seen it; empty while it stands.
    pub overtaken_by: Vec<usize>,
}

/// The fold of a set of entries of one file.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct File {
    /// The entries in causal order; what is concurrent stands by stamp, node and id.
    pub told: Vec<Told>,
    /// Every fact ever said, by slot, in the order of `told`.
    pub claims: BTreeMap<String, Vec<Claim>>,
    /// Entries nobody has written after, sorted: what the next entry names in `after`.
    pub heads: Vec<EntryId>,
}

impl File {
    /// The fold. Duplicates count once; entries of other files are ignored when `id` is given by the first entry.
    pub fn fold(entries: impl IntoIterator<Item = Entry>) -> File {
        let entries = in_causal_order(entries);
        let ancestors = ancestors(&entries);
        let mut file = File::default();
        let mut followed = BTreeSet::new();
        for (told, entry) in entries.into_iter().enumerate() {
            followed.extend(entry.after.iter().copied());
            let unknown = matches!(entry.event, Event::Unknown(_));
            file.told.push(Told {
                id: entry.id,
                by: entry.by,
                on: entry.on,
                stamp: entry.stamp,
                origin: entry.origin,
                unknown,
            });
            if let Event::Known(facts) = entry.event {
                for fact in facts {
                    file.say(fact, told, &ancestors);
                }
            }
        }
        file.heads = file.told.iter().map(|t| t.id).filter(|id| !followed.contains(id)).collect();
        file.heads.sort_unstable();
        file
    }

    fn say(&mut self, fact: Fact, told: usize, ancestors: &Ancestors) {
        let claims = self.claims.entry(fact.slot()).or_default();
        for earlier in claims.iter_mut() {
            let saw = ancestors.has(told, earlier.told) || planted(Fault::LastWriteWins);
            if earlier.told == told || saw {
                earlier.overtaken_by.push(told);
            }
        }
        claims.push(Claim { fact, told, overtaken_by: Vec::new() });
    }

    /// The claims of `slot` that stand.
    pub fn standing<'a>(&'a self, slot: &str) -> impl Iterator<Item = &'a Claim> + use<'a> {
        self.claims.get(slot).into_iter().flatten().filter(|c| c.overtaken_by.is_empty())
    }

    /// What stands in `slot`, read by `pick`; `None` when nothing does (or it was withdrawn).
    pub fn said<T: PartialEq>(&self, slot: &str, pick: impl Fn(&Fact) -> Option<T>) -> Option<Said<T>> {
        let mut values: Vec<Attested<T>> = Vec::new();
        for claim in self.standing(slot) {
            let Some(value) = pick(&claim.fact) else { continue };
            if values.iter().any(|v| v.value == value) {
                continue;
            }
            let told = &self.told[claim.told];
            values.push(Attested { value, by: told.by, stamp: told.stamp, entry: told.id });
        }
        match values.len() {
            0 => None,
            1 => values.pop().map(Said::One),
            _ => Some(Said::Many(values)),
        }
    }

    /// What stands in every slot that begins with `prefix`, in the order of the slots.
    pub fn said_under<'a, T: PartialEq>(
        &'a self,
        prefix: &'a str,
        pick: impl Fn(&Fact) -> Option<T> + Copy + 'a,
    ) -> impl Iterator<Item = (&'a str, Said<T>)> + 'a {
        self.claims
            .range(prefix.to_string()..)
            .take_while(move |(slot, _)| slot.starts_with(prefix))
            .filter_map(move |(slot, _)| self.said(slot, pick).map(|said| (slot.as_str(), said)))
    }

    /// Slots in which more than one value stands.
    pub fn disputed(&self) -> impl Iterator<Item = &str> {
        self.claims.iter().filter_map(|(slot, claims)| {
            let mut standing = claims.iter().filter(|c| c.overtaken_by.is_empty());
            let first = standing.next()?;
            standing.any(|c| c.fact != first.fact).then_some(slot.as_str())
        })
    }

    /// The entry at `index` of `told`.
    pub fn told_by(&self, claim: &Claim) -> &Told {
        &self.told[claim.told]
    }

    /// The latest stamp in the file.
    pub fn latest_stamp(&self) -> Stamp {
        self.told.iter().map(|t| t.stamp).max().unwrap_or_default()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }
}

/// Each id once, parents before children, what is concurrent by (stamp, node, id). A cycle cannot be made with
/// hashes for ids; should bytes claim one, its members stand in that same order after the rest.
fn in_causal_order(entries: impl IntoIterator<Item = Entry>) -> Vec<Entry> {
    let mut by_id: BTreeMap<EntryId, Entry> = BTreeMap::new();
    let mut the_file: Option<FileId> = None;
    let mut came = Vec::new();
    for entry in entries {
        if planted(Fault::ArrivalOrder) {
            came.push(entry.id);
        }
        // The smallest file id wins where a caller mixes files, so that order still does not matter.
        the_file = Some(the_file.map_or(entry.file, |f| f.min(entry.file)));
        match by_id.get_mut(&entry.id) {
            None => drop(by_id.insert(entry.id, entry)),
            Some(kept) if *kept != entry && entry_key(&entry) < entry_key(kept) => *kept = entry,
            Some(_) => {}
        }
    }
    by_id.retain(|_, e| Some(e.file) == the_file);
    let rank = |e: &Entry| (e.stamp, e.on, e.id);
    if planted(Fault::ArrivalOrder) {
        return came.iter().filter_map(|id| by_id.remove(id)).collect();
    }
    if planted(Fault::ClockOrder) {
        let mut all: Vec<Entry> = by_id.into_values().collect();
        all.sort_by_key(rank);
        return all;
    }
    let mut waits: HashMap<EntryId, usize> = HashMap::new();
    let mut children: HashMap<EntryId, Vec<EntryId>> = HashMap::new();
    let mut ready = BTreeSet::new();
    for entry in by_id.values() {
        let parents: BTreeSet<_> =
            entry.after.iter().filter(|p| by_id.contains_key(p) && **p != entry.id).collect();
        parents.iter().for_each(|p| children.entry(**p).or_default().push(entry.id));
        if parents.is_empty() {
            ready.insert(rank(entry));
        } else {
            waits.insert(entry.id, parents.len());
        }
    }
    let mut out = Vec::with_capacity(by_id.len());
    while !by_id.is_empty() {
        let next =
            ready.pop_first().map(|(_, _, id)| id).or_else(|| by_id.values().map(rank).min().map(|r| r.2));
        let Some(entry) = next.and_then(|id| by_id.remove(&id)) else { continue };
        for child in children.remove(&entry.id).into_iter().flatten() {
            let Some(left) = waits.get_mut(&child) else { continue };
            *left -= 1;
            if *left == 0 {
                waits.remove(&child);
                ready.extend(by_id.get(&child).map(rank));
            }
        }
        out.push(entry);
    }
    out
}

/// Two contents under one id cannot be admitted; should it happen in memory, the choice must not depend on order, so
/// the key tells any two contents apart.
fn entry_key(e: &Entry) -> (Stamp, NodeId, String) {
    (e.stamp, e.on, format!("{e:?}"))
}

/// For each entry, which earlier ones its author had seen: a square of bits, since files are short.
struct Ancestors {
    words: usize,
    bits: Vec<u64>,
}

impl Ancestors {
    fn has(&self, of: usize, who: usize) -> bool {
        self.bits[of * self.words + who / 64] & (1 << (who % 64)) != 0
    }
}

fn ancestors(entries: &[Entry]) -> Ancestors {
    let words = entries.len().div_ceil(64);
    let mut bits = vec![0u64; words * entries.len()];
    let index: HashMap<EntryId, usize> = entries.iter().enumerate().map(|(i, e)| (e.id, i)).collect();
    for (i, entry) in entries.iter().enumerate() {
        for parent in entry.after.iter().filter_map(|p| index.get(p)).copied().filter(|p| *p < i) {
            let (before, own) = bits.split_at_mut(i * words);
            let theirs = &before[parent * words..(parent + 1) * words];
            own[..words].iter_mut().zip(theirs).for_each(|(o, t)| *o |= t);
            own[parent / 64] |= 1 << (parent % 64);
        }
    }
    Ancestors { words, bits }
}
