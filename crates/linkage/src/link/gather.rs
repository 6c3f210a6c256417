//! Comparing every candidate pair once and keeping what is likely.

use super::blocks::Blocks;
use super::kin::{self, Kin};
use super::model::{Class, Model, most_likely, odds};
use super::pattern::compare;
use super::population::FullPopulation;
use super::{Hands, Settings, shared};

/// Two records that are likely one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edge {
    pub a: u32,
    pub b: u32,
    pub log_odds: f32,
}

/// Pairs so far below the threshold are kept until the list has taught which words are akin.
const DOUBT: f64 = 8.0;

#[derive(Debug)]
pub(super) struct Gathered {
    pub edges: Vec<Edge>,
    pub kin: Vec<Kin>,
    pub compared: u64,
    pub histogram: [u64; 41],
}

impl Default for Gathered {
    fn default() -> Self {
        Self { edges: Vec::new(), kin: Vec::new(), compared: 0, histogram: [0; 41] }
    }
}

impl Gathered {
    /// Compares the candidates of some blocks.
    pub fn gather(
        &mut self,
        people: &FullPopulation,
        blocks: &Blocks,
        model: &Model,
        settings: &Settings,
        hands: &dyn Hands,
    ) {
        for part in shared(hands, blocks.parts(), |part| one(people, blocks, model, settings, part)) {
            self.edges.extend_from_slice(&part.edges);
            self.kin.extend_from_slice(&part.kin);
            self.compared += part.compared;
            self.histogram.iter_mut().zip(part.histogram).for_each(|(sum, n)| *sum += n);
        }
    }

    /// Each pair once, in order.
    pub fn close(&mut self) {
        self.edges.sort_unstable_by_key(|edge| (edge.a, edge.b));
        self.edges.dedup_by_key(|edge| (edge.a, edge.b));
    }
}

/// The pairs looked at again with a model that knows more; those below the threshold are let go.
pub(super) fn again(
    people: &FullPopulation,
    model: &Model,
    edges: &[Edge],
    threshold: f64,
    hands: &dyn Hands,
) -> Vec<Edge> {
    let size = edges.len().div_ceil(PARTS).max(1);
    let parts = shared(hands, PARTS, |part| {
        let from = (part * size).min(edges.len());
        let some = edges[from..(from + size).min(edges.len())].iter();
        let record = |number: u32| &people.records[number as usize];
        let scored = some.map(|edge| Edge {
            log_odds: model.log_odds(people, record(edge.a), record(edge.b)).unwrap_or(f64::MIN) as f32,
            ..*edge
        });
        scored.filter(|edge| f64::from(edge.log_odds) >= threshold).collect::<Vec<Edge>>()
    });
    parts.concat()
}

/// Parts of looking again.
const PARTS: usize = 16;

fn one(
    people: &FullPopulation,
    blocks: &Blocks,
    model: &Model,
    settings: &Settings,
    part: usize,
) -> Gathered {
    let mut made = Gathered::default();
    let least = (settings.threshold - DOUBT) as f32;
    let for_kin = blocks.is_for_kin(part);
    if for_kin && !settings.kin {
        return made;
    }
    blocks.pairs(
        part,
        |_| true,
        |a, b| {
            made.compared += u64::from(!for_kin);
            let (x, y) = (&people.records[a as usize], &people.records[b as usize]);
            let Some(compared) = compare(people, &model.akin, x, y) else { return };
            let classes = model.classes(people, &compared);
            if for_kin {
                return kin::propose(people, model, (a, b), &classes, &mut made.kin);
            }
            // Most pairs are far from the threshold: how far, to a little, is told without any logarithm.
            let most = most_likely(&classes, Class::Same) as f32;
            let log_odds = if most < least { most } else { odds(&classes, Class::Same) as f32 };
            made.histogram[(log_odds.round().clamp(-20.0, 20.0) as i32 + 20) as usize] += 1;
            if log_odds >= least {
                made.edges.push(Edge { a, b, log_odds });
            }
            if settings.kin {
                kin::propose(people, model, (a, b), &classes, &mut made.kin);
            }
        },
    );
    made.close();
    made
}
