//! A first answer: block after block takes the best that is still free at given prices. Also the exact placing
//! of everybody when it is known which homes each group may use.

use super::model::{Block, FAR, Model, OUT, Places};
use super::pricing::{Choice, Prices, price};
use super::transport::{Arcs, assign};

/// Everybody in the order of `order` (indices of blocks); prices in ticks. None only where a fixed child finds
/// its bed taken.
pub(super) fn in_turn(model: &Model, ticks: &[i64], order: &[usize]) -> Option<Places> {
    let mut places = vec![OUT; model.kind_of.len()];
    let mut free: Vec<i64> = model.slots.iter().map(|s| s.free).collect();
    for block in order.iter().map(|b| &model.blocks[*b]) {
        for turn in block.members.chunks(block.size()) {
            let mut worth = ticks.to_vec();
            worth.iter_mut().zip(&free).filter(|(_, n)| **n <= 0).for_each(|(t, _)| *t = FAR);
            let prices = Prices::new(model, worth, free.clone());
            let one = Block { members: turn.to_vec(), single: block.single };
            let choice = price(model, &prices, &one, &Choice::default());
            take(&mut places, &mut free, turn, &choice.pattern);
        }
    }
    model.holds(&places).then_some(places)
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
