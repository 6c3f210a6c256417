//! The proof: column generation within branch and bound.
//!
//! The program chooses for each group a mixture of ways to place it, within the beds there are. Its prices give
//! a bound in whole numbers. Where it mixes homes for a group, one branch gives the group a home for good, the
//! other bars it; where it mixes none, what is left is an assignment, which is whole by itself.

use super::greedy::{in_turn, polish, within};
use super::model::{FAR, Model, OUT, Places, TICKS};
use super::pricing::Choice;
use super::relaxed::{Relaxed, ascend, proven, relax};
use super::simplex::{Column, Simplex};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// How much work may be done. Counted in steps, not in time, so that the same input gives the same answer
/// everywhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Rounds of prices before the program begins.
    pub rounds: usize,
    /// Branches looked at.
    pub nodes: usize,
    /// Pivots of the program.
    pub pivots: usize,
}

/// What the search found.
pub(super) struct Found {
    pub places: Places,
    /// Objective of the places, in steps.
    pub cost: i64,
    /// No places cost less, in steps.
    pub bound: i64,
}

/// Searches from places that hold. The answer is never worse than `start`.
pub(super) fn search(model: &Model, start: Places, limits: Limits) -> Found {
    let cost = model.objective(&start);
    let ascent = ascend(model, cost, limits.rounds, true);
    let root = proven(ascent.best);
    if root >= cost {
        return Found { places: start, cost, bound: cost };
    }
    let mut search = Search::new(model, start, cost);
    for (block, pattern) in ascent.seen {
        search.column(block, pattern);
    }
    let mut left = limits.nodes;
    let mut open = BinaryHeap::from([Node {
        choices: vec![Choice::default(); model.blocks.len()],
        bound: root,
        depth: 0,
    }]);
    // Lowest bound of the branches that were neither closed nor divided.
    let mut unsettled = i64::MAX;
    while let Some(node) = open.pop() {
        if node.bound >= search.cost {
            break;
        }
        if left == 0 || search.program.work > limits.pivots {
            unsettled = unsettled.min(node.bound);
            break;
        }
        left -= 1;
        match search.look(&node, limits.pivots) {
            Seen::Closed => {}
            Seen::Unsettled(bound) => unsettled = unsettled.min(bound),
            Seen::Mixed { block, home, bound } => {
                let child = |change: fn(&mut Choice) -> &mut Vec<usize>, depth: usize| {
                    let mut choices = node.choices.clone();
                    change(&mut choices[block]).push(home);
                    Node { choices, bound, depth }
                };
                open.push(child(|c| &mut c.closed, node.depth + 1));
                open.push(child(|c| &mut c.open, node.depth + 2));
            }
        }
    }
    let bound = unsettled.min(search.cost).max(root.min(search.cost));
    Found { places: search.places, cost: search.cost, bound }
}

/// A branch. The one with the lowest bound is looked at first, since it alone holds the bound of the whole; of
/// equals the one that has decided most, since it is nearest to an answer.
#[derive(PartialEq, Eq)]
struct Node {
    choices: Vec<Choice>,
    bound: i64,
    depth: usize,
}

impl Ord for Node {
    fn cmp(&self, other: &Node) -> Ordering {
        other.bound.cmp(&self.bound).then(self.depth.cmp(&other.depth))
    }
}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Node) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

enum Seen {
    Closed,
    Unsettled(i64),
    Mixed { block: usize, home: usize, bound: i64 },
}

/// One way to place one block.
struct Way {
    block: usize,
    homes: Vec<u32>,
    /// Without splits, in steps.
    fit: i64,
}

struct Search<'a> {
    model: &'a Model,
    program: Simplex,
    /// Of each column of the program after the unit columns.
    ways: Vec<Way>,
    known: BTreeSet<(usize, Vec<u32>)>,
    /// Dearer than any way.
    dear: f64,
    places: Places,
    cost: i64,
    /// Branches so far.
    looked: usize,
}

impl<'a> Search<'a> {
    fn new(model: &'a Model, places: Places, cost: i64) -> Search<'a> {
        let largest = model.blocks.iter().map(|b| b.members.len()).max().unwrap_or(1) as i64;
        let unit = |kind: &super::model::Kind| {
            kind.cost.iter().chain([&kind.out]).filter(|c| **c < FAR).max().copied().unwrap_or(0)
        };
        let dearest = model.kinds.iter().map(unit).max().unwrap_or(0);
        let dear = (4 * largest * (dearest + model.split + 1)) as f64;
        let mut right: Vec<f64> = model.blocks.iter().map(|b| b.times() as f64).collect();
        let mut costs = vec![dear; right.len()];
        right.extend(model.slots.iter().map(|s| s.free as f64));
        costs.resize(right.len(), 0.0);
        let program = Simplex::new(right, &costs);
        let mut search = Search {
            model,
            program,
            ways: Vec::new(),
            known: BTreeSet::new(),
            dear,
            places,
            cost,
            looked: 0,
        };
        for (b, block) in model.blocks.iter().enumerate() {
            if block.members.iter().all(|c| model.kind(*c).out < FAR) {
                search.column(b, vec![OUT; block.size()]);
            }
            for turn in block.members.chunks(block.size()) {
                let pattern = turn.iter().map(|c| search.places[*c]).collect();
                search.column(b, pattern);
            }
        }
        search
    }

    /// Adds a way, once.
    fn column(&mut self, block: usize, pattern: Vec<u32>) -> bool {
        let members = &self.model.blocks[block].members;
        let fit: i64 = members.iter().zip(&pattern).map(|(c, s)| self.model.cost(*c, *s).min(FAR)).sum();
        if fit >= FAR || self.known.contains(&(block, pattern.clone())) {
            return false;
        }
        let mut rows = vec![(block, 1.0)];
        let mut used: BTreeMap<u32, f64> = BTreeMap::new();
        pattern.iter().filter(|s| **s != OUT).for_each(|s| *used.entry(*s).or_default() += 1.0);
        rows.extend(used.into_iter().map(|(s, n)| (self.model.blocks.len() + s as usize, n)));
        let homes = self.model.homes_of(pattern.iter().copied());
        let cost = (fit + self.model.split * (homes.len() as i64 - 1).max(0)) as f64;
        self.program.add(Column { cost, rows });
        self.ways.push(Way { block, homes, fit });
        self.known.insert((block, pattern));
        true
    }

    /// What each way costs under the branch's choices.
    fn reprice(&mut self, choices: &[Choice]) {
        let first = self.model.blocks.len() + self.model.slots.len();
        for (i, way) in self.ways.iter().enumerate() {
            self.program.columns[first + i].cost = self.way_cost(way, &choices[way.block]);
        }
    }

    fn way_cost(&self, way: &Way, choice: &Choice) -> f64 {
        if way.homes.iter().any(|h| choice.closed.contains(&(*h as usize))) {
            return self.dear;
        }
        (way.fit + self.model.split * (touched(way, choice).count() as i64 - 1).max(0)) as f64
    }

    fn look(&mut self, node: &Node, pivots: usize) -> Seen {
        self.reprice(&node.choices);
        let mut bound = i64::MIN;
        let mut settled = false;
        let mut prices = Vec::new();
        for _ in 0..400 {
            prices = self.program.solve(pivots);
            let relaxed = self.relaxed(&prices, &node.choices);
            bound = bound.max(relaxed.bound);
            if proven(bound) >= self.cost {
                return Seen::Closed;
            }
            let added = self.improve(&relaxed, &prices, &node.choices);
            let objective = (self.program.objective() - 1e-6).ceil() as i64;
            if !added || proven(bound) >= objective {
                settled = true;
                break;
            }
            if self.program.work > pivots {
                break;
            }
        }
        let bound = proven(bound).max(node.bound);
        let shares = self.shares(&node.choices);
        self.looked += 1;
        let off_half = |share: &f64| (share - 0.6).abs();
        let mixed = shares.iter().filter(|(_, share)| (0.001..0.999).contains(*share));
        let clearest = mixed.min_by(|a, b| off_half(a.1).total_cmp(&off_half(b.1)).then(a.0.cmp(b.0)));
        // Near the root answers change much; later looking for them at each branch would cost more than it finds,
        // but where nothing is mixed the best answer of the branch is at hand.
        if self.looked <= 20 || self.looked.is_multiple_of(8) || clearest.is_none() {
            self.round(&node.choices, &prices);
        }
        if bound >= self.cost {
            return Seen::Closed;
        }
        match clearest.filter(|_| settled) {
            Some(((block, home), _)) => Seen::Mixed { block: *block, home: *home, bound },
            None => Seen::Unsettled(bound),
        }
    }

    fn relaxed(&self, prices: &[f64], choices: &[Choice]) -> Relaxed {
        relax(self.model, self.ticks(prices), choices)
    }

    /// What the program says that a bed in each slot is worth.
    fn ticks(&self, prices: &[f64]) -> Vec<i64> {
        let of_slots = prices[self.model.blocks.len()..].iter();
        of_slots.map(|p| (-p * TICKS as f64).round().max(0.0) as i64).collect()
    }

    /// Adds the ways that would lower the program's objective.
    fn improve(&mut self, relaxed: &Relaxed, prices: &[f64], choices: &[Choice]) -> bool {
        let mut added = false;
        for (b, priced) in relaxed.choices.iter().enumerate() {
            let gain = prices[b] * TICKS as f64 - priced.value as f64;
            if gain > 1.0 && self.column(b, priced.pattern.clone()) {
                let (last, way) = (self.program.columns.len() - 1, self.ways.len() - 1);
                self.program.columns[last].cost = self.way_cost(&self.ways[way], &choices[b]);
                added = true;
            }
        }
        added
    }

    /// For each group and home the share of the group's ways that touch the home.
    fn shares(&self, choices: &[Choice]) -> BTreeMap<(usize, usize), f64> {
        let mut shares = BTreeMap::new();
        for (way, value) in self.mixture() {
            if !self.model.blocks[way.block].single {
                for home in touched(way, &choices[way.block]) {
                    *shares.entry((way.block, home)).or_default() += value;
                }
            }
        }
        shares
    }

    fn mixture(&self) -> impl Iterator<Item = (&Way, f64)> {
        let first = self.model.blocks.len() + self.model.slots.len();
        let chosen = self.program.solution().into_iter().filter(move |(c, _)| *c >= first);
        chosen.map(move |(c, value)| (&self.ways[c - first], value))
    }

    /// Answers near the mixture: each group in the homes of its weightiest way and everybody as well as that
    /// allows; the surest first, each in turn the best that is left at the prices.
    fn round(&mut self, choices: &[Choice], prices: &[f64]) {
        let mut heaviest: Vec<(f64, Vec<u32>)> = vec![(0.0, Vec::new()); self.model.blocks.len()];
        for (way, value) in self.mixture() {
            if value > heaviest[way.block].0 {
                let homes = touched(way, &choices[way.block]).map(|h| h as u32).collect();
                heaviest[way.block] = (value, homes);
            }
        }
        let mut order: Vec<usize> = (0..heaviest.len()).collect();
        let surest = |b: &usize| (self.model.blocks[*b].single, -heaviest[*b].0);
        order.sort_by(|a, b| surest(a).0.cmp(&surest(b).0).then(surest(a).1.total_cmp(&surest(b).1)));
        let ticks = self.ticks(prices);
        let homes: Vec<Option<Vec<u32>>> = self
            .model
            .blocks
            .iter()
            .zip(heaviest)
            .map(|(b, (_, homes))| (!b.single).then_some(homes))
            .collect();
        for places in [within(self.model, &homes), in_turn(self.model, &ticks, &order)].into_iter().flatten()
        {
            self.offer(polish(self.model, places));
        }
    }

    fn offer(&mut self, places: Places) {
        let cost = self.model.objective(&places);
        if cost < self.cost && self.model.holds(&places) {
            (self.places, self.cost) = (places, cost);
        }
    }
}

/// Homes that a way uses or that its group has been given.
fn touched<'a>(way: &'a Way, choice: &'a Choice) -> impl Iterator<Item = usize> + 'a {
    let more = choice.open.iter().copied().filter(|h| !way.homes.contains(&(*h as u32)));
    way.homes.iter().map(|h| *h as usize).chain(more)
}
