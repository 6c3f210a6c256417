//! A first answer: block after block takes the best that is still free at given prices. Also the exact placing
//! of everybody when it is known which homes each group may use.

use super::model::{Block, FAR, Model, OUT, Places, TICKS};
use super::pricing::{Choice, Prices, price};
use super::relaxed::relax;
use super::transport::{Arcs, assign};

/// Everybody in the order of `order` (indices of blocks); prices in ticks. None only where a fixed child finds
/// its bed taken.
pub(super) fn in_turn(model: &Model, ticks: &[i64], order: &[usize]) -> Option<Places> {
    let mut places = vec![OUT; model.kind_of.len()];
    let mut prices = Prices::new(model, ticks.to_vec(), model.slots.iter().map(|s| s.free).collect());
    for block in order.iter().map(|b| &model.blocks[*b]) {
        for turn in block.members.chunks(block.size()) {
            let one = Block { members: turn.to_vec(), single: block.single };
            let choice = price(model, &prices, &one, &Choice::default());
            for (child, slot) in turn.iter().zip(&choice.pattern) {
                places[*child] = *slot;
                if *slot != OUT {
                    prices.take(model, *slot as usize);
                }
            }
        }
    }
    model.holds(&places).then_some(places)
}

/// Round after round everybody in turn, those earlier who fared worse than they had to the round before
/// (squeaky wheel: Joslin, Clements 1999). The best of the rounds. `order`: the first; `held`: how many at its
/// beginning keep their turn.
pub(super) fn rounds(
    model: &Model,
    ticks: &[i64],
    mut order: Vec<usize>,
    held: usize,
    rounds: usize,
) -> Option<Places> {
    let least = alone(model);
    let mut blame = vec![0_i64; model.blocks.len()];
    let mut best: Option<(i64, Places)> = None;
    for _ in 0..rounds {
        let Some(places) = in_turn(model, ticks, &order) else { break };
        let mut loss = 0;
        for (b, block) in model.blocks.iter().enumerate() {
            let own = model.block_cost(block, &places) - block.times() * least[b];
            // What was blamed long ago counts less.
            blame[b] = blame[b] * 15 / 16 + if own > 0 { 64 + own } else { 0 };
            loss += own;
        }
        let cost = model.objective(&places);
        if best.as_ref().is_none_or(|(known, _)| cost < *known) {
            best = Some((cost, places));
        }
        if loss == 0 {
            break;
        }
        order[held..].sort_by_key(|b| -blame[*b]);
    }
    best.map(|(_, places)| places)
}

/// What each block would cost alone among all beds, in steps; of singles one.
fn alone(model: &Model) -> Vec<i64> {
    let nothing = vec![0; model.slots.len()];
    relax(model, nothing, &[]).choices.iter().map(|p| p.value.div_euclid(TICKS)).collect()
}

/// A small price for beds that many would be well in, for each bed there: so that of beds equally good for one
/// child the one is taken that others miss least. A whole group pays less than a few steps by it.
pub(super) fn sought(model: &Model) -> Vec<i64> {
    let mut sought = vec![0.0; model.slots.len()];
    for child in 0..model.kind_of.len() {
        let costs: Vec<i64> = (0..model.slots.len()).map(|s| model.cost(child, s as u32)).collect();
        let least = costs.iter().copied().min().unwrap_or(FAR);
        let equal = costs.iter().filter(|c| **c == least).count() as f64;
        if least < FAR {
            let wishes = sought.iter_mut().zip(&costs).filter(|(_, cost)| **cost == least);
            wishes.for_each(|(wish, _)| *wish += 1.0 / equal);
        }
    }
    let each = sought.iter().zip(&model.slots);
    each.map(|(wish, slot)| (wish / slot.free.max(1) as f64 * 128.0).min(256.0) as i64).collect()
}

/// Takes out one block at a time and puts it where it is best among the beds that are free, while that gains.
pub(super) fn polish(model: &Model, mut places: Places) -> Places {
    let mut free = model.free(&places);
    let nothing = vec![0; free.len()];
    loop {
        let mut gained = false;
        for block in &model.blocks {
            for turn in block.members.chunks(block.size()) {
                let one = Block { members: turn.to_vec(), single: block.single };
                let before = model.block_cost(&one, &places);
                if before == 0 {
                    continue;
                }
                let old: Vec<u32> = turn.iter().map(|c| places[*c]).collect();
                old.iter().filter(|s| **s != OUT).for_each(|s| free[*s as usize] += 1);
                let prices = Prices::new(model, nothing.clone(), free.clone());
                let new = price(model, &prices, &one, &Choice::default()).pattern;
                take(&mut places, &mut free, turn, &new);
                if model.block_cost(&one, &places) < before
                    && turn.iter().all(|c| places[*c] == OUT || free[places[*c] as usize] >= 0)
                {
                    gained = true;
                    continue;
                }
                new.iter().filter(|s| **s != OUT).for_each(|s| free[*s as usize] += 1);
                take(&mut places, &mut free, turn, &old);
            }
        }
        if !gained {
            return places;
        }
    }
}

fn take(places: &mut Places, free: &mut [i64], members: &[usize], pattern: &[u32]) {
    for (child, slot) in members.iter().zip(pattern) {
        places[*child] = *slot;
        if *slot != OUT {
            free[*slot as usize] -= 1;
        }
    }
}

/// The best places when group `b` uses no home outside `homes[b]` (single children use any).
pub(super) fn within(model: &Model, homes: &[Option<Vec<u32>>]) -> Option<Places> {
    let mut children: Vec<Arcs> = vec![Vec::new(); model.kind_of.len()];
    for (block, allowed) in model.blocks.iter().zip(homes) {
        for child in &block.members {
            let may = |slot: &u32| {
                let home = model.slots[*slot as usize].home as u32;
                allowed.as_ref().is_none_or(|homes| homes.contains(&home))
            };
            let slots = (0..model.slots.len() as u32).filter(may).chain([OUT]);
            children[*child] = slots.map(|s| (s, model.cost(*child, s))).filter(|(_, c)| *c < FAR).collect();
        }
    }
    let free: Vec<i64> = model.slots.iter().map(|s| s.free).collect();
    assign(&children, &free)
}
