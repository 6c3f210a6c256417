//! Clusters from pairs: the likeliest pair first, and two clusters become one only if they are one person on the
//! whole: each field counts as it agrees on an average between those of their records that know it. So what one record
//! leaves out another fills in, and a record that fits one member and contradicts the others stays out.
//!
//! Pairs somewhat below the threshold are asked last: two records alone are not joined by them, but a record may
//! belong to a whole cluster whose records each know too little.

use super::gather::Edge;
use super::intern::QuickMap;
use super::model::{CLASSES, Class, FIELDS, Model, odds};
use super::ordered::Ordered;
use super::pattern::{Comparer, MISSING};

/// Members of a cluster that are asked; more would agree or disagree likewise.
const ASKED: usize = 8;
/// A pair this unlikely forbids a join, whatever the others say.
const VETO: f64 = -11.0;
/// So far below the threshold a pair may still lead to a cluster.
pub(super) const HINT: f64 = 4.0;

/// For each record the first record of its cluster.
pub(super) fn clusters(people: &Ordered<'_>, model: &Model, edges: &[Edge], threshold: f64) -> Vec<u32> {
    let records = people.held.len();
    let mut order: Vec<u32> = (0..edges.len() as u32)
        .filter(|i| f64::from(edges[*i as usize].log_odds) >= threshold - HINT)
        .collect();
    order.sort_unstable_by(|x, y| {
        let (x, y) = (&edges[*x as usize], &edges[*y as usize]);
        y.log_odds.total_cmp(&x.log_odds).then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let mut rings = Rings {
        first: (0..records as u32).collect(),
        next: (0..records as u32).collect(),
        size: vec![1; records],
    };
    let mut judge = Judge {
        people,
        model,
        comparer: Comparer::remembering(people.full, &model.akin),
        threshold,
        refused: QuickMap::default(),
    };
    for edge in order.iter().map(|i| &edges[*i as usize]) {
        let (a, b) = (rings.first[edge.a as usize], rings.first[edge.b as usize]);
        if a != b && judge.joins(&rings, edge) {
            rings.join(a.min(b), a.max(b));
        }
    }
    rings.first
}

/// Clusters whose members stand in rings.
struct Rings {
    /// The first record of each record's cluster.
    first: Vec<u32>,
    /// The next of its cluster.
    next: Vec<u32>,
    /// How many the cluster of a first record has.
    size: Vec<u32>,
}

impl Rings {
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
    fn members(&self, record: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(record), move |member| {
            Some(self.next[*member as usize]).filter(|next| *next != record)
        })
        .take(ASKED)
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
    fn joins(&mut self, rings: &Rings, edge: &Edge) -> bool {
        let (a, b) = (rings.first[edge.a as usize], rings.first[edge.b as usize]);
        let size = rings.size[a as usize] + rings.size[b as usize];
        if size == 2 {
            return f64::from(edge.log_odds) >= self.threshold;
        }
        let two = u64::from(a.min(b)) << 32 | u64::from(a.max(b));
        if self.refused.get(&two) == Some(&size) {
            return false;
        }
        let one = self.whole(rings, edge).is_some_and(|odds| odds >= self.threshold);
        if !one {
            self.refused.insert(two, size);
        }
        one
    }

    /// Natural logarithm of the odds that two clusters are one person; `None` if any two of their records forbid it.
    fn whole(&mut self, rings: &Rings, edge: &Edge) -> Option<f64> {
        let (people, model) = (self.people.full, self.model);
        let (mut sums, mut known) = ([[0.0_f64; CLASSES]; FIELDS], [0.0_f64; FIELDS]);
        for a in rings.members(edge.a) {
            for b in rings.members(edge.b) {
                let (x, y) = (&self.people.held[a as usize], &self.people.held[b as usize]);
                let compared = self.comparer.compare(x, y);
                if compared.is_some_and(|c| odds(&model.classes(people, &c), Class::Same) < VETO) {
                    return None;
                }
                let compared = compared.unwrap_or_else(|| self.comparer.whole(x, y));
                for field in (0..FIELDS).filter(|field| compared.levels[*field] != MISSING) {
                    let said = model.field(people, &compared, field);
                    sums[field].iter_mut().zip(said).for_each(|(sum, said)| *sum += said);
                    known[field] += 1.0;
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
