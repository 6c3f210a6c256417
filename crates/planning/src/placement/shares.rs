//! A group divided among takers: for every subset of its members the cheapest way, and who has which part.

use super::model::FAR;

/// The cheapest way to divide each subset among takers that came one after another, each at most once.
pub(super) struct Shares {
    pub value: Vec<i64>,
    /// Of each taker: what it has of each subset.
    pub taken: Vec<(usize, Vec<usize>)>,
}

impl Shares {
    /// Lets one more taker have a part, at what the part costs there and `extra`.
    pub fn give(&mut self, taker: usize, whole: &[i64], extra: i64) {
        let (before, full) = (self.value.clone(), self.value.len() - 1);
        let mut taken = vec![0; before.len()];
        for (part, cost) in whole.iter().enumerate().skip(1).filter(|(_, cost)| **cost < FAR) {
            let others = full & !part;
            let mut rest = others;
            loop {
                let sum = (before[rest] + cost + extra).min(FAR);
                if sum < self.value[rest | part] {
                    (self.value[rest | part], taken[rest | part]) = (sum, part);
                }
                if rest == 0 {
                    break;
                }
                rest = (rest - 1) & others;
            }
        }
        self.taken.push((taker, taken));
    }

    /// Who takes what of a subset, and what nobody took.
    pub fn parts(&self, set: usize) -> (Vec<(usize, usize)>, usize) {
        let (mut parts, mut rest) = (Vec::new(), set);
        for (taker, taken) in self.taken.iter().rev().filter(|_| set != 0) {
            if taken[rest] != 0 {
                parts.push((*taker, taken[rest]));
                rest &= !taken[rest];
            }
        }
        (parts, rest)
    }
}

/// The cheapest way to divide each subset among further homes, each at the cost of a split.
pub(super) struct Away {
    pub shares: Shares,
    /// Of homes that came at once: the cheapest for each subset, and the first part of each subset's division.
    alone: Vec<(i64, usize)>,
    first: Vec<usize>,
}

impl Away {
    pub fn new<'a>(homes: impl Iterator<Item = &'a (usize, Vec<i64>)>, size: usize, split: i64) -> Away {
        let mut alone = vec![(FAR, 0); size];
        for (h, whole) in homes {
            for (best, value) in alone.iter_mut().zip(whole) {
                if *value < best.0 {
                    *best = (*value, *h);
                }
            }
        }
        let (value, first) = partitions(&alone, split);
        Away { shares: Shares { value, taken: Vec::new() }, alone, first }
    }

    pub fn parts(&self, set: usize) -> Vec<(usize, usize)> {
        let (mut parts, mut rest) = self.shares.parts(set);
        while rest != 0 && self.first[rest] != 0 {
            parts.push((self.alone[self.first[rest]].1, self.first[rest]));
            rest &= !self.first[rest];
        }
        parts
    }
}

/// Members of a subset.
pub(super) fn members(set: usize) -> impl Iterator<Item = usize> {
    (0..usize::BITS as usize).filter(move |i| set >> i & 1 == 1)
}

/// The sum over each subset.
pub(super) fn sums(costs: &[i64]) -> Vec<i64> {
    let mut sums = vec![0; 1 << costs.len()];
    for set in 1..sums.len() {
        let low = set.trailing_zeros() as usize;
        sums[set] = (sums[set & (set - 1)] + costs[low]).min(FAR);
    }
    sums
}

/// The cheapest way to divide each subset among homes, each at the cost of a split, and its first part.
fn partitions(alone: &[(i64, usize)], split: i64) -> (Vec<i64>, Vec<usize>) {
    let (mut value, mut first) = (vec![FAR; alone.len()], vec![0; alone.len()]);
    value[0] = 0;
    for set in 1..alone.len() {
        let low = set & set.wrapping_neg();
        let others = set & !low;
        let mut part = others;
        loop {
            let with = part | low;
            let sum = (alone[with].0 + split + value[set & !with]).min(FAR);
            if sum < value[set] {
                (value[set], first[set]) = (sum, with);
            }
            if part == 0 {
                break;
            }
            part = (part - 1) & others;
        }
    }
    (value, first)
}
