//! Clusters from pairs: the likeliest pair first, and two clusters become one only if they are one person on the
//! whole: each field counts as it agrees on an average between those of their records that know it. So what one record
//! leaves out another fills in, and a record that fits one member and contradicts the others stays out.
//!
//! Pairs somewhat below the threshold are asked last: two records alone are not joined by them, but a record may
//! belong to a whole cluster whose records each know too little.

use super::gather::Edge;
use super::intern::QuickMap;
use super::model::{CLASSES, Class, FIELDS, Model, most_likely, odds};
use super::ordered::Ordered;
use super::pattern::{Comparer, MISSING};
use super::{Hands, shared};
use std::cmp::Ordering;

/// Members of a cluster that are asked; more would agree or disagree likewise.
const ASKED: usize = 8;
/// A pair this unlikely forbids a join, whatever the others say.
const VETO: f64 = -11.0;
/// So far below the threshold a pair may still lead to a cluster.
pub(super) const HINT: f64 = 4.0;

/// Parts of the work. What no pair connects is judged apart, by any hand.
const PARTS: usize = 64;

/// For each record the first record of its cluster.
pub(super) fn clusters(
    people: &Ordered<'_>,
    model: &Model,
    edges: &[Edge],
    threshold: f64,
    hands: &dyn Hands,
) -> Vec<u32> {
    let groups = groups(people.held.len(), edges);
    let group = |edge: &Edge| groups[edge.a as usize];
    let width = people.held.len().div_ceil(PARTS).max(1);
    let mut parts: Vec<Vec<Edge>> = vec![Vec::new(); PARTS];
    edges.iter().for_each(|edge| parts[group(edge) as usize / width].push(*edge));
    let joined = shared(hands, PARTS, |part| {
        let comparer = Comparer::remembering(people.full, &model.akin);
        let mut judge = Judge { people, model, comparer, threshold, refused: QuickMap::default() };
        let mut some = parts[part].clone();
        some.sort_unstable_by(|x, y| {
            (group(x), y.log_odds)
                .partial_cmp(&(group(y), x.log_odds))
                .unwrap_or(Ordering::Equal)
                .then((x.a, x.b).cmp(&(y.a, y.b)))
        });
        let mut joined = Vec::new();
        for edges in some.chunk_by(|x, y| group(x) == group(y)) {
            judge.group(edges, &mut joined);
        }
        joined
    });
    let mut clusters: Vec<u32> = (0..people.held.len() as u32).collect();
    joined.into_iter().flatten().for_each(|(record, first)| clusters[record as usize] = first);
    clusters
}

/// For each record the first of those that pairs connect it with, directly or not.
fn groups(records: usize, edges: &[Edge]) -> Vec<u32> {
    let mut first: Vec<u32> = (0..records as u32).collect();
    let find = |first: &mut [u32], mut record: u32| {
        while first[record as usize] != record {
            first[record as usize] = first[first[record as usize] as usize];
            record = first[record as usize];
        }
        record
    };
    for edge in edges {
        let (a, b) = (find(&mut first, edge.a), find(&mut first, edge.b));
        first[a.max(b) as usize] = a.min(b);
    }
    for record in 0..records {
        // Who comes before is named already.
        first[record] = first[first[record] as usize];
    }
    first
}

/// Clusters whose members stand in rings; places of a group's records.
struct Rings {
    records: Vec<u32>,
    /// The first record of each record's cluster.
    first: Vec<u32>,
    /// The next of its cluster.
    next: Vec<u32>,
    /// How many the cluster of a first record has.
    size: Vec<u32>,
}

impl Rings {
    fn new(edges: &[Edge]) -> Self {
        let mut records: Vec<u32> = edges.iter().flat_map(|edge| [edge.a, edge.b]).collect();
        records.sort_unstable();
        records.dedup();
        let each: Vec<u32> = (0..records.len() as u32).collect();
        Self { first: each.clone(), next: each, size: vec![1; records.len()], records }
    }

    fn place(&self, record: u32) -> u32 {
        self.records.binary_search(&record).unwrap_or(0) as u32
    }

    fn join(&mut self, first: u32, second: u32) {
        let mut member = second;
        loop {
            self.first[member as usize] = first;
            member = self.next[member as usize];
            if member == second {
                break;
            }
        }
        self.next.swap(first as usize, second as usize);
        self.size[first as usize] += self.size[second as usize];
    }

    /// The members of a record's cluster, as many as are asked; the record itself is the first.
    fn members(&self, place: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(place), move |member| {
            Some(self.next[*member as usize]).filter(|next| *next != place)
        })
        .take(ASKED)
        .map(|place| self.records[place as usize])
    }
}

/// Who judges whether two clusters are one person.
struct Judge<'a> {
    people: &'a Ordered<'a>,
    model: &'a Model,
    comparer: Comparer<'a>,
    threshold: f64,
    /// Clusters that were refused, and how many records they had together: asked again only when they have grown.
    refused: QuickMap<u64, u32>,
}

impl Judge<'_> {
    /// Joins what pairs of one group say, and tells of each record that is not the first of its cluster.
    fn group(&mut self, edges: &[Edge], joined: &mut Vec<(u32, u32)>) {
        if let [edge] = edges {
            if f64::from(edge.log_odds) >= self.threshold {
                joined.push((edge.b, edge.a));
            }
            return;
        }
        let mut rings = Rings::new(edges);
        self.refused.clear();
        for edge in edges {
            let two = (rings.place(edge.a), rings.place(edge.b));
            let (a, b) = (rings.first[two.0 as usize], rings.first[two.1 as usize]);
            if a != b && self.joins(&rings, two, edge.log_odds) {
                rings.join(a.min(b), a.max(b));
            }
        }
        for (record, first) in rings.records.iter().zip(&rings.first) {
            joined.push((*record, rings.records[*first as usize]));
        }
    }

    fn joins(&mut self, rings: &Rings, places: (u32, u32), log_odds: f32) -> bool {
        let (a, b) = (rings.first[places.0 as usize], rings.first[places.1 as usize]);
        let size = rings.size[a as usize] + rings.size[b as usize];
        if size == 2 {
            return f64::from(log_odds) >= self.threshold;
        }
        let two = u64::from(a.min(b)) << 32 | u64::from(a.max(b));
        if self.refused.get(&two) == Some(&size) {
            return false;
        }
        let one = self.whole(rings, places).is_some_and(|odds| odds >= self.threshold);
        if !one {
            self.refused.insert(two, size);
        }
        one
    }

    /// Natural logarithm of the odds that two clusters are one person; `None` if any two of their records forbid it.
    fn whole(&mut self, rings: &Rings, places: (u32, u32)) -> Option<f64> {
        let (people, model) = (self.people.full, self.model);
        let (mut sums, mut known) = ([[0.0_f64; CLASSES]; FIELDS], [0.0_f64; FIELDS]);
        for a in rings.members(places.0) {
            for b in rings.members(places.1) {
                let (x, y) = (&self.people.held[a as usize], &self.people.held[b as usize]);
                let (compared, usual) = match self.comparer.compare(x, y) {
                    Some(compared) => (compared, true),
                    None => (self.comparer.whole(x, y), false),
                };
                let mut pair = model.prior;
                for field in (0..FIELDS).filter(|field| compared.levels[*field] != MISSING) {
                    let said = model.field(people, &compared, field);
                    sums[field].iter_mut().zip(said).for_each(|(sum, said)| *sum += said);
                    pair.iter_mut().zip(said).for_each(|(sum, said)| *sum += said);
                    known[field] += 1.0;
                }
                if usual && most_likely(&pair, Class::Same) < VETO {
                    return None;
                }
            }
        }
        let mut classes = model.prior;
        for (said, known) in sums.iter().zip(known).filter(|(_, known)| *known > 0.0) {
            classes.iter_mut().zip(said).for_each(|(sum, said)| *sum += said / known);
        }
        Some(odds(&classes, Class::Same))
    }
}
