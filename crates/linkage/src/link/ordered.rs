//! The list in the order of its names, so that what is compared with one another lies side by side in memory; and
//! each record with its names, so that comparing looks up as little as possible.

use super::keys::form;
use super::population::{FullPopulation, Name, Record};

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
}

/// A list in the order of its names.
#[derive(Debug)]
pub(crate) struct Ordered<'a> {
    pub full: &'a FullPopulation,
    pub held: Vec<Held>,
    /// Where each stands in the list as it was read.
    pub places: Vec<u32>,
}

impl<'a> Ordered<'a> {
    pub fn new(full: &'a FullPopulation) -> Self {
        let word = |name: u32| form(&full.words, full.names[name as usize][0]);
        let mut order: Vec<(u32, u32, i32, u32)> = (0_u32..)
            .zip(&full.records)
            .map(|(place, record)| (word(record.surname), word(record.given), record.birth.lo, place))
            .collect();
        order.sort_unstable();
        let places: Vec<u32> = order.into_iter().map(|(.., place)| place).collect();
        let held = places.iter().map(|place| Held::new(full, &full.records[*place as usize])).collect();
        Self { full, held, places }
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
