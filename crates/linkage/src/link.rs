//! Which records of a list are one person, and which are kin.
//!
//! A list is read into a [`Population`]; [`link`] compares what could belong together, learns from the list itself
//! how often fields agree by chance and within one person, and returns clusters, pairs with reasons, and kin. It
//! needs no labelled examples, and equal lists give equal answers. It joins nobody: clusters are proposals.
//!
//! Relatives are the trap: siblings share surname, parents and place. They are classes of their own beside "one
//! person" and "chance", so what siblings share speaks for siblings.
//!
//! The work may be shared out over several threads, but not from here: the caller brings the [`Hands`].

pub(crate) mod akin;
pub(crate) mod births;
pub(crate) mod blocks;
mod cluster;
pub(crate) mod gather;
mod intake;
pub(crate) mod intern;
pub(crate) mod keys;
mod kin;
pub(crate) mod model;
pub(crate) mod ordered;
pub(crate) mod pattern;
pub(crate) mod population;
mod reasons;
pub(crate) mod shares;
pub(crate) mod train;
pub(crate) mod words;

use std::sync::Mutex;

pub use intake::{Population, Waiting};
pub use kin::{Kin, Relation};
pub use model::{Class, Field, Model, Weight};
pub use population::{FullPopulation, Row};
pub use reasons::Reason;

use crate::link::gather::Edge;
use crate::link::ordered::Ordered;

/// Who does the work: a number of parts, each done once, in any order, perhaps side by side. The crate itself
/// starts no thread.
pub trait Hands: Sync {
    /// Calls `job` once for each part from 0 to `parts`, and returns when all are done.
    fn share(&self, parts: usize, job: &(dyn Fn(usize) + Sync));
}

/// One hand: part after part.
#[derive(Debug, Clone, Copy, Default)]
pub struct OneHand;

impl Hands for OneHand {
    fn share(&self, parts: usize, job: &(dyn Fn(usize) + Sync)) {
        (0..parts).for_each(job);
    }
}

/// Runs a job for each part and returns what each made, in the order of the parts.
pub(crate) fn shared<T: Send>(hands: &dyn Hands, parts: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let made: Vec<Mutex<Option<T>>> = (0..parts).map(|_| Mutex::new(None)).collect();
    hands.share(parts, &|part| {
        let done = job(part);
        if let Ok(mut slot) = made[part].lock() {
            *slot = Some(done);
        }
    });
    made.into_iter().filter_map(|slot| slot.into_inner().ok().flatten()).collect()
}

/// Puts things in order: each hand sorts a part, and what is in order part by part is quickly so as a whole. No two may
/// be equal and yet differ.
pub(crate) fn sort<T: Send>(
    hands: &dyn Hands,
    all: &mut [T],
    order: impl Fn(&T, &T) -> std::cmp::Ordering + Sync,
) {
    /// Parts sorted side by side; fewer things are not worth it.
    const PARTS: usize = 8;
    let size = all.len().div_ceil(PARTS).max(1 << 12);
    let parts: Vec<Mutex<&mut [T]>> = all.chunks_mut(size).map(Mutex::new).collect();
    hands.share(parts.len(), &|part| {
        if let Ok(mut part) = parts[part].lock() {
            part.sort_unstable_by(&order);
        }
    });
    drop(parts);
    all.sort_by(&order);
}

/// How to link.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Log-odds (natural) from which two records are proposed as one person. 0 is even odds.
    pub threshold: f64,
    /// Whether kin are wanted; leaving them out is faster.
    pub kin: bool,
    /// Keys are made rule by rule, twice, instead of all at once: slower, in less memory, with the same answer.
    pub frugal: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { threshold: 0.0, kin: false, frugal: false }
    }
}

/// A stage of the work, told as it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Records that share a key are brought together.
    Blocks,
    /// How often fields agree is learnt.
    Training,
    /// Candidates are compared.
    Comparing,
    /// Clusters are made.
    Clusters,
    /// Kin are proposed.
    Kin,
}

/// Two records that may be one person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Place of the one record in the list, the smaller.
    pub a: u32,
    /// Place of the other.
    pub b: u32,
    /// Natural logarithm of the odds that they are one person.
    pub log_odds: f32,
}

/// What [`link`] found.
#[derive(Debug, Clone)]
pub struct Linked {
    /// For each record the place of the first record of its cluster.
    pub clusters: Vec<u32>,
    /// Pairs at or above the threshold, the likeliest first. Not all of them need be in one cluster.
    pub pairs: Vec<Pair>,
    /// Kin, if they were asked for; records of one cluster are never kin.
    pub kin: Vec<Kin>,
    /// What was learnt.
    pub model: Model,
    /// Pairs compared, each counted once.
    pub compared: u64,
    /// How many compared pairs had which log-odds: steps of one from -20 to 20, the ends open.
    pub histogram: [u64; 41],
}

/// Shows all blocks at once, or rule by rule.
fn each(people: &Ordered<'_>, kept: Option<&blocks::Blocks>, show: &mut dyn FnMut(&blocks::Blocks)) {
    match kept {
        Some(all) => show(all),
        None => (0..blocks::Blocks::RULES).for_each(|rule| show(&blocks::Blocks::of(people, rule))),
    }
}

/// Bytes that linking so many records takes at most, about: kept whole, and frugal.
#[must_use]
pub fn memory_needed(records: usize) -> (u64, u64) {
    /// Estimates, cautious beside runs of a million rows that share 1,700 surnames.
    const WHOLE: u64 = 800;
    const FRUGAL: u64 = 620;
    (records as u64 * WHOLE, records as u64 * FRUGAL)
}

/// Links a list. `told` hears of each stage.
#[must_use]
pub fn link(
    people: &FullPopulation,
    settings: &Settings,
    hands: &dyn Hands,
    told: &mut dyn FnMut(Stage),
) -> Linked {
    told(Stage::Blocks);
    let ordered = Ordered::new(people, hands);
    let kept = (!settings.frugal).then(|| blocks::Blocks::all(&ordered, hands));
    told(Stage::Training);
    let mut sample = train::Sample::new(&ordered);
    each(&ordered, kept.as_ref(), &mut |blocks| sample.meet(blocks, hands));
    let mut model = train::train(&ordered, &mut sample, hands);
    told(Stage::Comparing);
    let mut gathered = gather::Gathered::default();
    each(&ordered, kept.as_ref(), &mut |blocks| gathered.gather(&ordered, blocks, &model, settings, hands));
    drop(kept);
    if settings.frugal {
        gathered.close();
    }
    model.akin = akin::learn(&ordered, &model, &gathered.edges, hands);
    train::again(&mut model, &ordered, &sample, hands);
    let edges = gather::again(&ordered, &model, &gathered.edges, settings.threshold, hands);
    told(Stage::Clusters);
    let clusters = cluster::clusters(&ordered, &model, &edges, settings.threshold, hands);
    let clusters = ordered.as_read(&clusters);
    let kin = if settings.kin {
        told(Stage::Kin);
        kin::kin(people, &clusters, gathered.kin)
    } else {
        Vec::new()
    };
    let pair = |edge: &Edge| {
        let (a, b) = (ordered.places[edge.a as usize], ordered.places[edge.b as usize]);
        Pair { a: a.min(b), b: a.max(b), log_odds: edge.log_odds }
    };
    let mut pairs: Vec<Pair> =
        edges.iter().filter(|edge| f64::from(edge.log_odds) >= settings.threshold).map(pair).collect();
    sort(hands, &mut pairs, |x, y| y.log_odds.total_cmp(&x.log_odds).then((x.a, x.b).cmp(&(y.a, y.b))));
    Linked { clusters, pairs, kin, model, compared: gathered.compared, histogram: gathered.histogram }
}
