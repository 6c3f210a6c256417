//! Prices a group too large for its subsets to be listed: whole in one home exactly; spread over several, a
//! value that is never too high and a choice that is good.

use super::model::{Block, FAR, Model, OUT, TICKS};
use super::pricing::{Choice, Offer, Priced, Prices, ticks};
use super::transport::{Arcs, assign};

pub(super) fn price(
    model: &Model,
    prices: &Prices,
    block: &Block,
    choice: &Choice,
    homes: &[Offer],
) -> Priced {
    let split = model.split * TICKS;
    let paid = split * (choice.open.len() as i64 - 1).max(0);
    let open: Vec<usize> = (0..homes.len()).filter(|h| homes[*h].open).collect();
    let extra =
        |more: usize| if choice.open.is_empty() { more.saturating_sub(1) } else { more } as i64 * split;
    let all: Vec<usize> = (0..homes.len()).collect();
    let loose = bound(model, block, homes, &all);
    let mut best = settle(model, prices, block, homes, &open);
    let mut used = open.clone();
    // One more home at a time, each the best beside those taken, while that could still help.
    let mut floor = loose + extra(1);
    for more in 1..=homes.len() {
        let mut better = None;
        for home in (0..homes.len()).filter(|h| !used.contains(h)) {
            let with: Vec<usize> = used.iter().copied().chain([home]).collect();
            if bound(model, block, homes, &with) + extra(more) >= best.0 {
                continue;
            }
            let (value, pattern) = settle(model, prices, block, homes, &with);
            if value + extra(more) < best.0 {
                best = (value + extra(more), pattern);
                better = Some(home);
            }
        }
        // All choices of one further home have been looked at; of several only some.
        if more == 1 {
            floor = loose + extra(2);
        }
        let Some(home) = better else { break };
        used.push(home);
    }
    Priced { value: (best.0.min(floor) + paid).min(FAR), pattern: best.1 }
}

/// Each member where it is cheapest, as if there were always room.
fn bound(model: &Model, block: &Block, homes: &[Offer], among: &[usize]) -> i64 {
    let cheapest = |(i, child): (usize, &usize)| {
        let inside = among.iter().map(|h| homes[*h].cost[i]).min().unwrap_or(FAR);
        inside.min(ticks(model.kind(*child).out))
    };
    block.members.iter().enumerate().map(cheapest).fold(0, |sum, cost| (sum + cost).min(FAR))
}

/// The members among these homes, with the beds there are.
fn settle(
    model: &Model,
    prices: &Prices,
    block: &Block,
    homes: &[Offer],
    among: &[usize],
) -> (i64, Vec<u32>) {
    let slots: Vec<usize> = among.iter().flat_map(|h| model.of_home[homes[*h].home].clone()).collect();
    let arcs = |child: &usize| -> Arcs {
        let inside = slots.iter().enumerate().filter(|(_, s)| model.cost(*child, **s as u32) < FAR);
        let priced =
            inside.map(|(i, s)| (i as u32, model.cost(*child, *s as u32) * TICKS + prices.ticks[*s]));
        let out = ticks(model.kind(*child).out);
        priced.chain((out < FAR).then_some((OUT, out))).collect()
    };
    let children: Vec<Arcs> = block.members.iter().map(arcs).collect();
    let free: Vec<i64> = slots.iter().map(|s| prices.free(*s)).collect();
    let Some(places) = assign(&children, &free) else { return (FAR, vec![OUT; block.members.len()]) };
    let paid =
        |(arcs, place): (&Arcs, &u32)| arcs.iter().find(|(s, _)| s == place).map_or(FAR, |(_, cost)| *cost);
    let value = children.iter().zip(&places).map(paid).sum();
    (value, places.iter().map(|p| if *p == OUT { OUT } else { slots[*p as usize] as u32 }).collect())
}
