//! Prices of beds by rounds: too many wish for a bed, its price rises; too few, it falls. Whatever the prices,
//! what all blocks pay less what all beds are worth is a lower bound of the objective, exact in whole numbers.

use super::model::{FAR, Model, OUT, TICKS};
use super::pricing::{Choice, Priced, Prices, price};

/// What a set of prices proves.
pub(super) struct Relaxed {
    /// Lower bound, in ticks.
    pub bound: i64,
    /// For each block its choice at these prices.
    pub choices: Vec<Priced>,
}

/// Prices every block. `choice` by block; a block beyond its end is free.
pub(super) fn relax(model: &Model, ticks: Vec<i64>, choices: &[Choice]) -> Relaxed {
    let free: Vec<i64> = model.slots.iter().map(|s| s.free).collect();
    let worth: i64 = free.iter().zip(&ticks).map(|(n, price)| n * price).sum();
    let prices = Prices::new(model, ticks, free);
    let nothing = Choice::default();
    let each = model.blocks.iter().enumerate();
    let priced: Vec<Priced> =
        each.map(|(b, block)| price(model, &prices, block, choices.get(b).unwrap_or(&nothing))).collect();
    let paid: i64 = model.blocks.iter().zip(&priced).map(|(block, p)| block.times() * p.value).sum();
    Relaxed { bound: paid - worth, choices: priced }
}

/// The steps that a bound in ticks proves: every objective is a whole number of steps.
pub(super) fn proven(bound: i64) -> i64 {
    bound.div_euclid(TICKS) + i64::from(bound.rem_euclid(TICKS) != 0)
}

/// Rounds of prices towards the best bound.
pub(super) struct Ascent {
    pub prices: Vec<f64>,
    pub best: i64,
    pub best_prices: Vec<i64>,
    /// Choices made on the way, for the program that begins with them.
    pub seen: Vec<(usize, Vec<u32>)>,
}

/// Raises the bound for at most `rounds`, or until it proves `known`, the objective of a known answer in steps.
pub(super) fn ascend(model: &Model, known: i64, rounds: usize, keep: bool) -> Ascent {
    let slots = model.slots.len();
    let mut ascent =
        Ascent { prices: vec![0.0; slots], best: i64::MIN, best_prices: vec![0; slots], seen: Vec::new() };
    let (mut ease, mut still) = (1.0_f64, 0);
    let mut trend = vec![0.0; slots];
    let dearest = dearest(model);
    for round in 0..rounds {
        let ticks: Vec<i64> = ascent.prices.iter().map(|p| (p * TICKS as f64).round() as i64).collect();
        let relaxed = relax(model, ticks.clone(), &[]);
        if relaxed.bound > ascent.best {
            (ascent.best, ascent.best_prices) = (relaxed.bound, ticks);
            still = 0;
        } else {
            still += 1;
            if still >= 8 {
                (ease, still) = (ease * 0.6, 0);
                let best = ascent.best_prices.iter();
                ascent.prices = best.map(|t| *t as f64 / TICKS as f64).collect();
            }
        }
        if proven(ascent.best) >= known || ease < 1e-4 {
            break;
        }
        if keep && (round + 40 >= rounds || round.is_multiple_of(8)) {
            let choices = relaxed.choices.iter().enumerate();
            ascent.seen.extend(choices.map(|(b, p)| (b, p.pattern.clone())));
        }
        let excess = excess(model, &relaxed);
        let mut norm = 0.0;
        for (s, own) in excess.iter().enumerate() {
            trend[s] = 0.7 * *own as f64 + 0.3 * trend[s];
            if ascent.prices[s] > 0.0 || trend[s] > 0.0 {
                norm += trend[s] * trend[s];
            }
        }
        if norm == 0.0 {
            break;
        }
        // From the best bound: one step too far must not make the next one longer.
        let gap = (known as f64 - ascent.best as f64 / TICKS as f64).max(1.0);
        let step = ease * gap / norm;
        for (price, way) in ascent.prices.iter_mut().zip(&trend) {
            *price = (*price + step * way).clamp(0.0, dearest);
        }
    }
    ascent
}

/// No bed is worth more than what any child could cost elsewhere.
fn dearest(model: &Model) -> f64 {
    let costs = model.kinds.iter().flat_map(|k| k.cost.iter().chain([&k.out])).filter(|c| **c < FAR);
    (costs.max().copied().unwrap_or(0) + model.split + 1) as f64 * 2.0
}

/// Wishes beyond the beds of each slot.
fn excess(model: &Model, relaxed: &Relaxed) -> Vec<i64> {
    let mut excess: Vec<i64> = model.slots.iter().map(|s| -s.free).collect();
    for (block, priced) in model.blocks.iter().zip(&relaxed.choices) {
        for slot in priced.pattern.iter().filter(|s| **s != OUT) {
            excess[*slot as usize] += block.times();
        }
    }
    excess
}
