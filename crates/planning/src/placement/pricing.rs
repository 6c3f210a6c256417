//! The best choice of one block when every bed has a price: for a group of up to [`SMALL`] members exactly, by
//! the subsets of its members; for a larger one whole in one home or spread at a known loss. The value is never
//! above the true best, so bounds built on it hold.

use super::model::{Block, FAR, Model, OUT, TICKS};
use super::shares::{Away, Shares, members, sums};

/// Members of a group whose subsets are all looked at: 3^9 steps per home at worst.
pub(super) const SMALL: usize = 9;

/// Homes from which on it pays to look first which of them can matter to a group.
const MANY: usize = 100;

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

    /// One bed of a slot fewer.
    pub fn take(&mut self, model: &Model, slot: usize) {
        self.free[slot] -= 1;
        if self.free[slot] > 0 {
            return;
        }
        let home = model.slots[slot].home;
        for (fit, row) in model.fits.iter().enumerate() {
            let beds = model.of_home[home].clone().filter(|s| row[*s] && self.free[*s] > 0);
            let best = beds.map(|s| (self.ticks[s], s as u32)).min();
            self.cheapest[fit * model.homes + home] = best.unwrap_or((FAR, OUT));
        }
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
    let values = values(model, prices, block);
    let keeps = worth_a_look(model, prices, block, choice, &values);
    let mut offers = Vec::new();
    for home in (0..model.homes).filter(|h| keeps[*h] && !choice.closed.contains(h)) {
        let at = |(i, child): (usize, &usize)| {
            (values[i * model.homes + home], prices.at(model, model.kind(*child).fit, home).1)
        };
        let (cost, slot): (Vec<i64>, Vec<u32>) = block.members.iter().enumerate().map(at).unzip();
        let useful = block.members.iter().zip(&cost).any(|(c, value)| *value < ticks(model.kind(*c).out));
        if !useful {
            continue;
        }
        let wanted = |s: u32| slot.iter().zip(&cost).filter(|(x, c)| **x == s && **c < FAR).count() as i64;
        let room = slot.iter().all(|s| *s == OUT || wanted(*s) <= prices.free[*s as usize]);
        offers.push(Offer { home, cost, slot, room, open: choice.open.contains(&home) });
    }
    offers
}

/// For each member and home the cheapest bed there, prices included.
fn values(model: &Model, prices: &Prices, block: &Block) -> Vec<i64> {
    let mut values = Vec::with_capacity(block.members.len() * model.homes);
    for child in &block.members {
        let kind = model.kind(*child);
        let beds = &prices.cheapest[kind.fit * model.homes..(kind.fit + 1) * model.homes];
        let value = |(steps, bed): (&i64, &(i64, u32))| {
            if *steps >= FAR || bed.0 >= FAR { FAR } else { steps * TICKS + bed.0 }
        };
        values.extend(kind.cost.iter().zip(beds).map(value));
    }
    values
}

/// The homes that can be part of a cheapest way. Of a home it is known what using it adds at least, every other
/// member being where it is cheapest; what adds more than the whole group pays in some one home cannot be.
fn worth_a_look(model: &Model, prices: &Prices, block: &Block, choice: &Choice, values: &[i64]) -> Vec<bool> {
    let homes = model.homes;
    if !choice.open.is_empty() || homes < MANY {
        return vec![true; homes];
    }
    let outs: Vec<i64> = block.members.iter().map(|c| ticks(model.kind(*c).out)).collect();
    let least: Vec<i64> = values
        .chunks_exact(homes)
        .zip(&outs)
        .map(|(row, out)| row.iter().fold(*out, |least, v| least.min(*v)))
        .collect();
    // Somebody in another home is a split; somebody without a place is not.
    let leaving = outs.iter().zip(&least).map(|(out, least)| out - least).min().unwrap_or(0);
    let apart = leaving.min(model.split * TICKS);
    let (mut adds, mut whole) = (vec![FAR; homes], vec![0_i64; homes]);
    for (row, least) in values.chunks_exact(homes).zip(&least) {
        for ((add, sum), value) in adds.iter_mut().zip(&mut whole).zip(row) {
            *add = (*add).min(value - least);
            *sum = (*sum + value - least).min(FAR);
        }
    }
    let (mut known, mut limit) = (None, FAR);
    for home in (0..homes).filter(|h| !choice.closed.contains(h)) {
        if whole[home] < limit {
            let slot = |child: &usize| prices.at(model, model.kind(*child).fit, home).1;
            let slots: Vec<u32> = block.members.iter().map(slot).collect();
            let wanted = |s: u32| slots.iter().filter(|x| **x == s).count() as i64;
            if slots.iter().all(|s| *s != OUT && wanted(*s) <= prices.free[*s as usize]) {
                (known, limit) = (Some(home), whole[home]);
            }
        }
    }
    let keep = |home: usize| known == Some(home) || whole[home].min(adds[home] + apart) < limit;
    (0..homes).map(keep).collect()
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
        let out: Vec<i64> = self.block.members.iter().map(|c| ticks(self.model.kind(*c).out)).collect();
        // Without a place, or in homes already paid for.
        let mut stay = Shares { value: sums(&out), taken: Vec::new() };
        // Further homes: those with room for all, and those where a second part could wish to be in too.
        let (mut roomy, mut tight) = (Vec::new(), Vec::new());
        for (h, home) in self.homes.iter().enumerate() {
            let whole = if home.room { sums(&home.cost) } else { self.crowded(home).0 };
            match (home.open, home.room) {
                (true, _) => stay.give(h, &whole, 0),
                (false, true) => roomy.push((h, whole)),
                (false, false) => tight.push((h, whole)),
            }
        }
        let split = self.model.split * TICKS;
        // A crowded home that takes two parts of the group is paid twice and would hold too many; where that
        // is not the cheapest, nothing else needs to be looked at.
        let loose = Away::new(roomy.iter().chain(&tight), self.size, split);
        let mut best = self.divide(&stay, &loose);
        let mut homes: Vec<usize> = best.1.iter().map(|(h, _)| *h).collect();
        homes.sort_unstable();
        if homes.windows(2).any(|pair| pair[0] == pair[1]) {
            let mut exact = Away::new(roomy.iter(), self.size, split);
            tight.iter().for_each(|(h, whole)| exact.shares.give(*h, whole, split));
            best = self.divide(&stay, &exact);
        }
        let mut pattern = vec![OUT; self.block.members.len()];
        best.1.iter().for_each(|(h, set)| self.fill(&mut pattern, *h, *set));
        Priced { value: best.0, pattern }
    }

    /// The cheapest division between those who stay and those in further homes: its value, and who is where.
    fn divide(&self, stay: &Shares, away: &Away) -> (i64, Vec<(usize, usize)>) {
        let full = self.size - 1;
        let split = self.model.split * TICKS;
        let paid = split * (self.choice.open.len() as i64 - 1).max(0);
        let refund = if self.choice.open.is_empty() { split } else { 0 };
        let total = |set: usize| {
            let away = if set == 0 { 0 } else { away.shares.value[set] - refund };
            (stay.value[full & !set] + away).min(FAR)
        };
        let best = (0..self.size).min_by_key(|set| total(*set)).unwrap_or(0);
        let mut parts = stay.parts(full & !best).0;
        parts.extend(away.parts(best));
        ((total(best) + paid).min(FAR), parts)
    }

    fn fill(&self, pattern: &mut [u32], home: usize, set: usize) {
        let offer = &self.homes[home];
        if offer.room {
            for i in members(set) {
                pattern[i] = offer.slot[i];
            }
            return;
        }
        for (slot, part) in self.crowded(offer).1.parts(set).0 {
            members(part).for_each(|i| pattern[i] = slot as u32);
        }
    }

    /// A home where not everybody can have the cheapest bed: slot by slot, the best subset for each.
    fn crowded(&self, offer: &Offer) -> (Vec<i64>, Shares) {
        let mut value = vec![FAR; self.size];
        value[0] = 0;
        let mut shares = Shares { value, taken: Vec::new() };
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
            shares.give(slot, &here, 0);
        }
        (shares.value.clone(), shares)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::placement::Problem;

    /// Siblings of five ages and homes whose beds are few and each for some ages: a group could pay a home twice.
    fn siblings(seed: i64) -> Model {
        let children: Vec<_> = (0..5)
            .map(|i| serde_json::json!({ "id": i, "group": "g", "sex": "f", "age": 4 + (i * seed) % 7, "needs": [] }))
            .collect();
        let beds = |h: i64| {
            let from = 3 + (h * seed) % 4;
            serde_json::json!([{ "sex": "any", "from": from, "to": from + 3, "count": 1 },
                               { "sex": "f", "from": 5, "to": 12, "count": 1 + h % 2 }])
        };
        let homes: Vec<_> = (0..3).map(|h| serde_json::json!({ "id": h, "beds": beds(h) })).collect();
        let text = serde_json::json!({ "children": children, "homes": homes }).to_string();
        Model::of(&Problem::parse(&text).expect("a problem")).0
    }

    #[test]
    fn a_way_uses_no_bed_twice_and_costs_what_it_says() {
        for seed in 1..60 {
            let model = siblings(seed);
            let worth: Vec<i64> =
                (0..model.slots.len() as i64).map(|s| (s * seed * 977) % (40 * TICKS)).collect();
            let free: Vec<i64> = model.slots.iter().map(|s| s.free).collect();
            let prices = Prices::new(&model, worth.clone(), free);
            let priced = price(&model, &prices, &model.blocks[0], &Choice::default());
            assert!(model.holds(&priced.pattern), "{seed}: {:?}", priced.pattern);
            let beds = priced.pattern.iter().filter(|s| **s != OUT).map(|s| worth[*s as usize]);
            let paid = beds.sum::<i64>() + ticks(model.block_cost(&model.blocks[0], &priced.pattern));
            assert_eq!(paid, priced.value, "{seed}");
        }
    }
}
