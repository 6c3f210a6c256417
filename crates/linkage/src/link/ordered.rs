//! The list in the order of its names, so that what is compared with one another lies side by side in memory; and
//! each record with its names, so that comparing looks up as little as possible.

use super::keys::form;
use super::population::{FullPopulation, Name, Record};
use super::words::NONE;
use super::{Hands, shared, sort};

/// A record with its names: one line of the cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(crate) struct Held {
    pub given: Name,
    pub surname: Name,
    pub record: Record,
}

impl Held {
    pub fn new(people: &FullPopulation, record: &Record) -> Self {
        Self {
            given: people.names[record.given as usize],
            surname: people.names[record.surname as usize],
            record: *record,
        }
    }

    pub fn brief(&self) -> Brief {
        let birth = &self.record.birth;
        Brief { lo: birth.lo, hi: birth.hi, given: self.given[0], surname: self.surname[0] }
    }
}

/// The little of a record that tells most pairs apart, so small that those of a whole list stay near the processor.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Brief {
    lo: i32,
    hi: i32,
    given: u32,
    surname: u32,
}

/// Days by which two births of one person, one of them written wrong, usually differ at most.
const USUALLY: i32 = 800;

impl Brief {
    /// Whether two records may be one person at all: births that lie years apart are written so of one person only
    /// where the names are written alike too.
    pub fn plausible(&self, other: &Self) -> bool {
        let known = self.lo <= self.hi && other.lo <= other.hi;
        let apart = known && (self.lo - other.hi).max(other.lo - self.hi) > USUALLY;
        let named = self.given != NONE && self.surname != NONE;
        !apart || (named && self.given == other.given && self.surname == other.surname)
    }
}

/// Parts in which a list is put together.
const PARTS: usize = 16;

/// A list in the order of its names.
#[derive(Debug)]
pub(crate) struct Ordered<'a> {
    pub full: &'a FullPopulation,
    pub held: Vec<Held>,
    pub briefs: Vec<Brief>,
    /// Where each stands in the list as it was read.
    pub places: Vec<u32>,
}

impl<'a> Ordered<'a> {
    pub fn new(full: &'a FullPopulation, hands: &dyn Hands) -> Self {
        let word = |name: u32| form(&full.words, full.names[name as usize][0]);
        let size = full.records.len().div_ceil(PARTS).max(1);
        let mut order = shared(hands, PARTS, |part| {
            let from = (part * size).min(full.records.len());
            let some = full.records[from..].iter().take(size);
            (from as u32..)
                .zip(some)
                .map(|(place, record)| (word(record.surname), word(record.given), record.birth.lo, place))
                .collect::<Vec<(u32, u32, i32, u32)>>()
        })
        .concat();
        sort(hands, &mut order, Ord::cmp);
        let parts = shared(hands, PARTS, |part| {
            let held = |(.., place): &(u32, u32, i32, u32)| Held::new(full, &full.records[*place as usize]);
            order.iter().skip(part * size).take(size).map(held).collect::<Vec<Held>>()
        });
        let places = order.into_iter().map(|(.., place)| place).collect();
        let held = parts.concat();
        let briefs = held.iter().map(Held::brief).collect();
        Self { full, held, briefs, places }
    }

    /// Clusters by where records stood in the list: for each the first of its cluster.
    pub fn as_read(&self, clusters: &[u32]) -> Vec<u32> {
        let mut first = vec![u32::MAX; clusters.len()];
        for (place, cluster) in self.places.iter().zip(clusters) {
            let first = &mut first[*cluster as usize];
            *first = (*first).min(*place);
        }
        let mut read = vec![0; clusters.len()];
        for (place, cluster) in self.places.iter().zip(clusters) {
            read[*place as usize] = first[*cluster as usize];
        }
        read
    }
}
