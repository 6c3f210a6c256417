//! Betters a large answer part by part: some homes whose children, or children who wish to be there, lose most
//! against the prices are taken out, placed anew as well as can be, and put back.

use super::branching::{Limits, search};
use super::model::{Model, OUT, Places};
use super::relaxed::relax;
use std::collections::BTreeSet;

/// Homes of one part. More find more and take longer.
const HOMES: usize = 14;
/// Children without a place who are tried in one part.
const WAITING: usize = 24;

/// At most `rounds` parts, each within `limits`. Never worse than what came in.
pub(super) fn improve(
    model: &Model,
    mut places: Places,
    ticks: &[i64],
    goal: i64,
    rounds: usize,
    limits: Limits,
) -> Places {
    let units = units(model);
    let wishes = wishes(model, ticks);
    let mut cost = model.objective(&places);
    let mut tried: BTreeSet<Vec<usize>> = BTreeSet::new();
    let mut left = rounds;
    while left > 0 && cost > goal {
        let mut gained = false;
        for unit in by_loss(model, &units, &wishes, &places, ticks) {
            if left == 0 {
                break;
            }
            let homes = around(model, &units, &wishes, &places, unit);
            if homes.is_empty() || !tried.insert(homes.clone()) {
                continue;
            }
            left -= 1;
            let gain = again(model, &units, &mut places, &homes, unit, limits);
            if gain > 0 {
                cost -= gain;
                gained = true;
                // What was tried before may succeed beside the new neighbours.
                tried.clear();
            }
        }
        if !gained {
            break;
        }
    }
    places
}

/// Who is placed together: a group, or one child. With each the block it is of.
struct Unit {
    block: usize,
    members: Vec<usize>,
}

fn units(model: &Model) -> Vec<Unit> {
    let each = model.blocks.iter().enumerate();
    each.flat_map(|(block, b)| b.members.chunks(b.size()).map(move |m| Unit { block, members: m.to_vec() }))
        .collect()
}

/// Of each block: what it would pay and where it would be at these prices.
struct Wish {
    value: i64,
    homes: Vec<u32>,
}

fn wishes(model: &Model, ticks: &[i64]) -> Vec<Wish> {
    let relaxed = relax(model, ticks.to_vec(), &[]);
    let wish =
        |p: super::pricing::Priced| Wish { value: p.value, homes: model.homes_of(p.pattern.iter().copied()) };
    relaxed.choices.into_iter().map(wish).collect()
}

/// The units that pay more than they would have to, the largest loss first.
fn by_loss(model: &Model, units: &[Unit], wishes: &[Wish], places: &Places, ticks: &[i64]) -> Vec<usize> {
    let loss = |unit: &Unit| {
        let fit: i64 = unit.members.iter().map(|c| model.cost(*c, places[*c])).sum();
        let homes = model.homes_of(unit.members.iter().map(|c| places[*c])).len() as i64;
        let beds = unit.members.iter().filter(|c| places[**c] != OUT);
        let paid: i64 = beds.map(|c| ticks[places[*c] as usize]).sum();
        super::pricing::ticks(fit + model.split * (homes - 1).max(0)) + paid - wishes[unit.block].value
    };
    let mut all: Vec<(i64, usize)> = units.iter().enumerate().map(|(u, unit)| (-loss(unit), u)).collect();
    all.retain(|(loss, _)| *loss < 0);
    all.sort_unstable();
    all.into_iter().map(|(_, u)| u).collect()
}

/// The homes of a part: where the unit is, where it would be, where it would also do, and the same for those it
/// would meet there.
fn around(model: &Model, units: &[Unit], wishes: &[Wish], places: &Places, unit: usize) -> Vec<usize> {
    let mut homes: Vec<usize> = Vec::new();
    let mut push = |more: &mut dyn Iterator<Item = usize>| {
        for home in more {
            if homes.len() < HOMES && !homes.contains(&home) {
                homes.push(home);
            }
        }
    };
    let now = |u: &Unit| model.homes_of(u.members.iter().map(|c| places[*c]));
    let own = &units[unit];
    push(&mut now(own).into_iter().map(|h| h as usize));
    push(&mut wishes[own.block].homes.iter().map(|h| *h as usize));
    let cost = |home: usize| {
        let each = own.members.iter().map(|c| {
            let slots = model.of_home[home].clone().map(|s| model.cost(*c, s as u32));
            slots.min().unwrap_or(i64::MAX).min(model.kind(*c).out)
        });
        each.fold(0_i64, i64::saturating_add)
    };
    let mut near: Vec<(i64, usize)> = (0..model.homes).map(|h| (cost(h), h)).collect();
    near.sort_unstable();
    // Equal ones begin elsewhere for each unit, so that the parts differ.
    let least = near.iter().take_while(|(c, _)| *c == near[0].0).count();
    let shift = unit % least.max(1);
    let mut in_turn = near[shift..least].iter().chain(&near[..shift]).chain(&near[least..]).map(|(_, h)| *h);
    push(&mut in_turn.by_ref().take(HOMES / 2));
    homes.clone().into_iter().for_each(|home| {
        let here = units.iter().filter(|u| {
            u.members.iter().any(|c| places[*c] != OUT && model.slots[places[*c] as usize].home == home)
        });
        for other in here.take(4) {
            for wish in &wishes[other.block].homes {
                if homes.len() < HOMES && !homes.contains(&(*wish as usize)) {
                    homes.push(*wish as usize);
                }
            }
        }
    });
    homes.sort_unstable();
    homes
}

/// Places anew whoever is wholly within these homes, the unit itself, and some who have no place. Returns what
/// was gained, in steps.
fn again(
    model: &Model,
    units: &[Unit],
    places: &mut Places,
    homes: &[usize],
    unit: usize,
    limits: Limits,
) -> i64 {
    let inside = |c: &usize| places[*c] == OUT || homes.contains(&model.slots[places[*c] as usize].home);
    let placed = |u: &Unit| u.members.iter().any(|c| places[*c] != OUT);
    let mut waiting = 0;
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    for (u, other) in units.iter().enumerate().filter(|(_, u)| u.members.iter().all(inside)) {
        if !placed(other) && u != unit {
            let fits = |c: &usize| {
                homes
                    .iter()
                    .any(|h| model.of_home[*h].clone().any(|s| model.cost(*c, s as u32) < model.kind(*c).out))
            };
            if waiting >= WAITING || !other.members.iter().any(fits) {
                continue;
            }
            waiting += other.members.len();
        }
        blocks.push(other.members.clone());
    }
    let mut free = model.free(places);
    for child in blocks.iter().flatten().filter(|c| places[**c] != OUT) {
        free[places[*child] as usize] += 1;
    }
    let (part, names, slots) = model.part(homes, &blocks, &free);
    let local = |c: &usize| slots.iter().position(|s| *s == places[*c]).map_or(OUT, |s| s as u32);
    let start: Places = names.iter().map(local).collect();
    let before = part.objective(&start);
    let found = search(&part, start, limits);
    for (child, slot) in names.iter().zip(&found.places) {
        places[*child] = if *slot == OUT { OUT } else { slots[*slot as usize] };
    }
    before - found.cost
}
