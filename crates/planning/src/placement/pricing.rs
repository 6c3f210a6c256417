//! The best choice of one block when every bed has a price: for a group of up to [`SMALL`] members exactly, by
//! the subsets of its members; for a larger one whole in one home or spread at a known loss. The value is never
//! above the true best, so bounds built on it hold.

use super::model::{Block, FAR, Model, OUT, TICKS};

/// Members of a group whose subsets are all looked at: 3^9 steps per home at worst.
pub(super) const SMALL: usize = 9;

/// Prices of the slots, in ticks, and what follows from them for every sex, age and home.
pub(super) struct Prices {
    pub ticks: Vec<i64>,
    /// For each fit and home: cheapest slot with a free bed, its price; [`FAR`] where there is none.
    cheapest: Vec<(i64, u32)>,
    free: Vec<i64>,
}

impl Prices {
    /// `free`: beds that may be used; a slot without any is not.
    pub fn new(model: &Model, ticks: Vec<i64>, free: Vec<i64>) -> Prices {
        let mut cheapest = vec![(FAR, OUT); model.fits.len() * model.homes];
        for (fit, row) in model.fits.iter().enumerate() {
            for (s, slot) in model.slots.iter().enumerate().filter(|(s, _)| row[*s] && free[*s] > 0) {
                let best = &mut cheapest[fit * model.homes + slot.home];
                *best = (*best).min((ticks[s], s as u32));
            }
        }
        Prices { ticks, cheapest, free }
    }

    /// Free beds of a slot.
    pub fn free(&self, slot: usize) -> i64 {
        self.free[slot]
    }

    fn at(&self, model: &Model, fit: usize, home: usize) -> (i64, u32) {
        self.cheapest[fit * model.homes + home]
    }
}

/// What branching has decided for one group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    /// Homes already paid for.
    pub open: Vec<usize>,
    /// Homes it may not use.
    pub closed: Vec<usize>,
}

/// The best choice of a block.
#[derive(Clone, Debug)]
pub(super) struct Priced {
    /// Not above the cost of any choice, in ticks, prices included.
    pub value: i64,
    /// A slot, or [`OUT`], for each member; for singles of one.
    pub pattern: Vec<u32>,
}

/// Prices one block.
pub(super) fn price(model: &Model, prices: &Prices, block: &Block, choice: &Choice) -> Priced {
    if block.single {
        return price_single(model, prices, block.members[0]);
    }
    let homes = offers(model, prices, block, choice);
    if block.members.len() <= SMALL {
        Subsets::new(model, prices, block, choice, &homes).best()
    } else {
        super::wide::price(model, prices, block, choice, &homes)
    }
}

fn price_single(model: &Model, prices: &Prices, child: usize) -> Priced {
    let kind = model.kind(child);
    let mut best = (ticks(kind.out), OUT);
    for (home, cost) in kind.cost.iter().enumerate().filter(|(_, cost)| **cost < FAR) {
        let (price, slot) = prices.at(model, kind.fit, home);
        let value = cost * TICKS + price;
        if value < best.0 {
            best = (value, slot);
        }
    }
    Priced { value: best.0, pattern: vec![best.1] }
}

pub(super) fn ticks(steps: i64) -> i64 {
    if steps >= FAR { FAR } else { steps * TICKS }
}

/// A home as a group sees it: for each member its cheapest bed and what it costs there, prices included.
pub(super) struct Offer {
    pub home: usize,
    pub cost: Vec<i64>,
    pub slot: Vec<u32>,
    /// All members can have their cheapest bed at once.
    pub room: bool,
    /// Already paid for.
    pub open: bool,
}

fn offers(model: &Model, prices: &Prices, block: &Block, choice: &Choice) -> Vec<Offer> {
    let mut offers = Vec::new();
    for home in (0..model.homes).filter(|h| !choice.closed.contains(h)) {
        let (mut cost, mut slot, mut useful) = (Vec::new(), Vec::new(), false);
        for child in &block.members {
            let kind = model.kind(*child);
            let (price, s) = prices.at(model, kind.fit, home);
            let steps = kind.cost[home];
            let value = if steps >= FAR || price >= FAR { FAR } else { steps * TICKS + price };
            useful |= value < ticks(kind.out);
            cost.push(value);
            slot.push(s);
        }
        if !useful {
            continue;
        }
        let wanted = |s: u32| slot.iter().zip(&cost).filter(|(x, c)| **x == s && **c < FAR).count() as i64;
        let room = slot.iter().all(|s| *s == OUT || wanted(*s) <= prices.free[*s as usize]);
        offers.push(Offer { home, cost, slot, room, open: choice.open.contains(&home) });
    }
    offers
}

/// For each subset of a group's members, the cheapest way.
struct Subsets<'a> {
    model: &'a Model,
    prices: &'a Prices,
    block: &'a Block,
    choice: &'a Choice,
    homes: &'a [Offer],
    size: usize,
}

impl<'a> Subsets<'a> {
    fn new(
        model: &'a Model,
        prices: &'a Prices,
        block: &'a Block,
        choice: &'a Choice,
        homes: &'a [Offer],
    ) -> Self {
        Subsets { model, prices, block, choice, homes, size: 1 << block.members.len() }
    }

    fn best(&self) -> Priced {
        let (size, full) = (self.size, self.size - 1);
        let out: Vec<i64> = self.block.members.iter().map(|c| ticks(self.model.kind(*c).out)).collect();
        // Without a place, or in homes already paid for.
        let mut stay = sums(&out);
        let mut steps: Vec<(usize, Vec<usize>)> = Vec::new();
        // In one further home.
        let mut alone = vec![(FAR, 0); size];
        for (h, home) in self.homes.iter().enumerate() {
            let whole = if home.room { sums(&home.cost) } else { self.crowded(home).0 };
            if home.open {
                let (next, taken) = joined(&stay, &whole);
                stay = next;
                steps.push((h, taken));
            } else {
                for (set, value) in whole.iter().enumerate().filter(|(_, value)| **value < FAR) {
                    if *value < alone[set].0 {
                        alone[set] = (*value, h);
                    }
                }
            }
        }
        let split = self.model.split * TICKS;
        let (parts, first) = partitions(&alone, split);
        let paid = split * (self.choice.open.len() as i64 - 1).max(0);
        let refund = if self.choice.open.is_empty() { split } else { 0 };
        let total = |set: usize| {
            let away = if set == 0 { 0 } else { parts[set] - refund };
            (stay[full & !set] + away).min(FAR)
        };
        let best = (0..size).min_by_key(|set| total(*set)).unwrap_or(0);
        let mut pattern = vec![OUT; self.block.members.len()];
        let mut rest = best;
        while rest != 0 && first[rest] != 0 {
            self.fill(&mut pattern, alone[first[rest]].1, first[rest]);
            rest &= !first[rest];
        }
        let mut rest = full & !best;
        for (h, taken) in steps.iter().rev() {
            self.fill(&mut pattern, *h, taken[rest]);
            rest &= !taken[rest];
        }
        Priced { value: (total(best) + paid).min(FAR), pattern }
    }

    fn fill(&self, pattern: &mut [u32], home: usize, set: usize) {
        let offer = &self.homes[home];
        if offer.room {
            for i in members(set) {
                pattern[i] = offer.slot[i];
            }
            return;
        }
        let mut rest = set;
        for (slot, taken) in self.crowded(offer).1.iter().rev() {
            members(taken[rest]).for_each(|i| pattern[i] = *slot);
            rest &= !taken[rest];
        }
    }

    /// A home where not everybody can have the cheapest bed: slot by slot, the best subset for each.
    fn crowded(&self, offer: &Offer) -> (Vec<i64>, Vec<(u32, Vec<usize>)>) {
        let mut value = vec![FAR; self.size];
        value[0] = 0;
        let mut steps = Vec::new();
        for slot in self.model.of_home[offer.home].clone().filter(|s| self.prices.free[*s] > 0) {
            let cost = |child: &usize| {
                let steps = self.model.cost(*child, slot as u32);
                if steps >= FAR { FAR } else { steps * TICKS + self.prices.ticks[slot] }
            };
            let costs: Vec<i64> = self.block.members.iter().map(cost).collect();
            let mut here = sums(&costs);
            for (set, cost) in here.iter_mut().enumerate() {
                if i64::from(set.count_ones()) > self.prices.free[slot] {
                    *cost = FAR;
                }
            }
            let (next, taken) = joined(&value, &here);
            value = next;
            steps.push((slot as u32, taken));
        }
        (value, steps)
    }
}

/// Members of a subset.
fn members(set: usize) -> impl Iterator<Item = usize> {
    (0..usize::BITS as usize).filter(move |i| set >> i & 1 == 1)
}

/// The sum over each subset.
fn sums(costs: &[i64]) -> Vec<i64> {
    let mut sums = vec![0; 1 << costs.len()];
    for set in 1..sums.len() {
        let low = set.trailing_zeros() as usize;
        sums[set] = (sums[set & (set - 1)] + costs[low]).min(FAR);
    }
    sums
}

/// The cheapest way to divide each subset between two, and which part goes to the second.
fn joined(one: &[i64], two: &[i64]) -> (Vec<i64>, Vec<usize>) {
    let (mut value, mut taken) = (one.to_vec(), vec![0; one.len()]);
    for set in 1..one.len() {
        let mut part = set;
        while part != 0 {
            if two[part] < FAR {
                let sum = (one[set & !part] + two[part]).min(FAR);
                if sum < value[set] {
                    (value[set], taken[set]) = (sum, part);
                }
            }
            part = (part - 1) & set;
        }
    }
    (value, taken)
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
