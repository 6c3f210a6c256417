//! Comparing every candidate pair once and keeping what is likely.

use super::akin::teaches;
use super::blocks::Blocks;
use super::cluster::HINT;
use super::kin::{self, Kin};
use super::model::{Class, Model, most_likely, odds};
use super::ordered::{Held, Ordered};
use super::pattern::Comparer;
use super::{Hands, Settings, shared};

/// Two records that are likely one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edge {
    pub a: u32,
    pub b: u32,
    pub log_odds: f32,
    /// Words of it are apart, and may yet turn out to be forms of one another.
    pub teaches: bool,
}

/// Pairs so far below the threshold are kept until the list has taught which words are akin.
const DOUBT: f64 = 6.0;
/// Pairs this close to the threshold are looked at again though they can gain nothing by it but that all odds become
/// a little better known.
const DRIFT: f64 = 1.5;

#[derive(Debug)]
pub(crate) struct Gathered {
    pub edges: Vec<Edge>,
    pub kin: Vec<Kin>,
    pub compared: u64,
    pub histogram: [u64; 41],
    /// Where blocks come rule by rule: the pairs that were counted, in order, so that each is counted once.
    counted: Vec<u64>,
}

impl Default for Gathered {
    fn default() -> Self {
        Self { edges: Vec::new(), kin: Vec::new(), compared: 0, histogram: [0; 41], counted: Vec::new() }
    }
}

impl Gathered {
    /// Compares the candidates of some blocks, each pair once.
    pub fn gather(
        &mut self,
        people: &Ordered<'_>,
        blocks: &Blocks,
        model: &Model,
        settings: &Settings,
        hands: &dyn Hands,
    ) {
        let seen = std::mem::take(&mut self.counted);
        for for_kin in [false, true].into_iter().take(if settings.kin { 2 } else { 1 }) {
            let parts: Vec<usize> =
                (0..blocks.parts()).filter(|part| blocks.is_for_kin(*part) == for_kin).collect();
            let count: u64 = parts.iter().map(|part| blocks.count(*part)).sum();
            let at_once = if settings.kin || settings.frugal { FEW_AT_ONCE } else { AT_ONCE };
            let rounds = count.div_ceil(at_once).max(1);
            let until = |round: u64| (people.held.len() as u64 * round / rounds) as u32;
            for round in 0..rounds {
                let span = Span { from: until(round), to: until(round + 1) };
                let look = Look { people, model, settings, for_kin, seen: &seen };
                let drawn = shared(hands, parts.len(), |i| Drawn::new(&look, blocks, parts[i], span));
                for made in shared(hands, BUCKETS, |bucket| look.at(&Drawn::pairs(&drawn, bucket))) {
                    self.take(made);
                }
            }
        }
        self.counted.extend_from_slice(&seen);
        self.counted.sort_unstable();
    }

    fn take(&mut self, made: Self) {
        self.edges.extend_from_slice(&made.edges);
        self.kin.extend_from_slice(&made.kin);
        self.compared += made.compared;
        self.counted.extend_from_slice(&made.counted);
        self.histogram.iter_mut().zip(made.histogram).for_each(|(sum, n)| *sum += n);
    }

    /// Each pair once, in order.
    pub fn close(&mut self) {
        self.edges.sort_unstable_by_key(|edge| (edge.a, edge.b));
        self.edges.dedup_by_key(|edge| (edge.a, edge.b));
    }
}

/// So many pairs are drawn before they are compared; most are not plausible and take no room.
const AT_ONCE: u64 = 48 << 20;
/// The same where memory is spared, or where kin are wanted and every pair takes room.
const FEW_AT_ONCE: u64 = 8 << 20;
/// Drawn pairs are sorted bucket by bucket: the first records of a bucket's pairs stand side by side.
const BUCKETS: usize = 256;

/// The records whose pairs are drawn in one round, as the first of the two.
#[derive(Debug, Clone, Copy)]
struct Span {
    from: u32,
    to: u32,
}

impl Span {
    fn holds(self, record: u32) -> bool {
        (self.from..self.to).contains(&record)
    }

    fn bucket(self, record: u32) -> usize {
        let width = ((self.to - self.from) as usize).div_ceil(BUCKETS).max(1);
        (record - self.from) as usize / width
    }
}

/// Candidate pairs of one part of the blocks, bucket after bucket.
struct Drawn {
    pairs: Vec<u64>,
    ends: Vec<u32>,
}

impl Drawn {
    fn new(look: &Look<'_>, blocks: &Blocks, part: usize, span: Span) -> Self {
        let (mut found, mut briefs) = (Vec::new(), Vec::new());
        blocks.each(part, |block, window| {
            if !block.iter().any(|record| span.holds(*record)) {
                return;
            }
            briefs.clear();
            briefs.extend(block.iter().map(|record| look.people.briefs[*record as usize]));
            for (i, (a, x)) in block.iter().zip(&briefs).enumerate() {
                for (b, y) in block[i + 1..].iter().zip(&briefs[i + 1..]).take(window) {
                    let (a, b) = (*a.min(b), *a.max(b));
                    if span.holds(a) && (look.settings.kin || x.plausible(y)) {
                        found.push(u64::from(a) << 32 | u64::from(b));
                    }
                }
            }
        });
        Self::by_bucket(&found, span)
    }

    fn by_bucket(found: &[u64], span: Span) -> Self {
        let bucket = |pair: &u64| span.bucket((pair >> 32) as u32);
        let mut next = vec![0_u32; BUCKETS + 1];
        found.iter().for_each(|pair| next[bucket(pair) + 1] += 1);
        for i in 1..next.len() {
            next[i] += next[i - 1];
        }
        let mut pairs = vec![0; found.len()];
        for pair in found {
            let at = &mut next[bucket(pair)];
            pairs[*at as usize] = *pair;
            *at += 1;
        }
        next.truncate(BUCKETS);
        Self { pairs, ends: next }
    }

    /// The pairs that stand in a bucket, each once, in order.
    fn pairs(all: &[Self], bucket: usize) -> Vec<u64> {
        let mut pairs = Vec::new();
        for drawn in all {
            let from = if bucket == 0 { 0 } else { drawn.ends[bucket - 1] };
            pairs.extend_from_slice(&drawn.pairs[from as usize..drawn.ends[bucket] as usize]);
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

/// The pairs looked at again with a model that knows more; those that hint at nothing are let go.
pub(super) fn again(
    people: &Ordered<'_>,
    model: &Model,
    edges: &[Edge],
    threshold: f64,
    hands: &dyn Hands,
) -> Vec<Edge> {
    let size = edges.len().div_ceil(PARTS).max(1);
    let parts = shared(hands, PARTS, |part| {
        let from = (part * size).min(edges.len());
        let some = edges[from..(from + size).min(edges.len())].iter();
        let mut comparer = Comparer::remembering(people.full, &model.akin);
        let scored = some.map(|edge| {
            if !edge.teaches && f64::from(edge.log_odds) < threshold - DRIFT {
                return *edge;
            }
            let compared = comparer.compare(&people.held[edge.a as usize], &people.held[edge.b as usize]);
            let odds = compared.map(|compared| odds(&model.classes(people.full, &compared), Class::Same));
            Edge { log_odds: odds.unwrap_or(f64::MIN) as f32, ..*edge }
        });
        scored.filter(|edge| f64::from(edge.log_odds) >= threshold - HINT).collect::<Vec<Edge>>()
    });
    parts.concat()
}

/// Parts of looking again.
const PARTS: usize = 16;

/// Records that are fetched before they are compared: the memory brings many at once as fast as one.
const FETCHED: usize = 16;

/// The records of some pairs.
fn fetched(people: &Ordered<'_>, pairs: &[u64]) -> [(Held, Held); FETCHED] {
    let at = |record: u64| people.held[record as u32 as usize];
    let two: [(Held, Held); FETCHED] = std::array::from_fn(|i| {
        let pair = pairs[i.min(pairs.len() - 1)];
        (at(pair >> 32), at(pair))
    });
    // The words of their surnames are the other thing that lies far apart.
    let words = &people.full.words;
    let touched = two
        .iter()
        .map(|(x, y)| if x.surname[0] == y.surname[0] { 0 } else { words.get(y.surname[0]).keys[0] });
    std::hint::black_box(touched.fold(0, std::ops::BitXor::bitxor));
    two
}

/// What is looked at, and what for.
struct Look<'a> {
    people: &'a Ordered<'a>,
    model: &'a Model,
    settings: &'a Settings,
    for_kin: bool,
    /// Pairs that another rule brought together before, in order.
    seen: &'a [u64],
}

impl Look<'_> {
    fn at(&self, pairs: &[u64]) -> Gathered {
        let mut made = Gathered::default();
        let (least, doubted) = (self.settings.threshold - HINT, self.settings.threshold - DOUBT);
        let mut comparer = Comparer::remembering(self.people.full, &self.model.akin);
        let full = self.people.full;
        let two = pairs.chunks(FETCHED).flat_map(|pairs| fetched(self.people, pairs).into_iter().zip(pairs));
        for ((x, y), pair) in two {
            let (a, b) = ((pair >> 32) as u32, *pair as u32);
            let plausible = !self.settings.kin || x.brief().plausible(&y.brief());
            let wanted = !self.for_kin && plausible && self.seen.binary_search(pair).is_err();
            made.compared += u64::from(wanted);
            if wanted && self.settings.frugal {
                made.counted.push(*pair);
            }
            let Some(compared) = comparer.compare(&x, &y) else { continue };
            let classes = self.model.classes(full, &compared);
            if self.settings.kin {
                let places = &self.people.places;
                let (a, b) = (places[a as usize], places[b as usize]);
                kin::propose(full, self.model, (a.min(b), a.max(b)), &classes, &mut made.kin);
            }
            if !wanted {
                continue;
            }
            // Most pairs are far from the threshold: how far, to a little, is told without any logarithm.
            let most = most_likely(&classes, Class::Same) as f32;
            let teaches = teaches(&compared);
            let least = if teaches { doubted } else { least } as f32;
            let log_odds = if most < least { most } else { odds(&classes, Class::Same) as f32 };
            made.histogram[(log_odds.round().clamp(-20.0, 20.0) as i32 + 20) as usize] += 1;
            if log_odds >= least {
                made.edges.push(Edge { a, b, log_odds, teaches });
            }
        }
        made
    }
}
