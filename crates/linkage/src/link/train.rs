//! Learning from the list itself: chance from random pairs, one person and siblings from candidate pairs by
//! expectation and maximisation, held near what is supposed of such lists (set by hand, in the tables below) as long as this one is small.

use super::akin::Akin;
use super::births::OUTCOMES;
use super::blocks::Blocks;
use super::intern::mix;
use super::model::{
    BIRTH, BY_CHANCE, CLASSES, Class, FATHER, FIELDS, GIVEN, LEVELS, MOTHER, Model, PLACE, RESIDENCE, SEX,
    SURNAME, WOMEN, kinds,
};
use super::ordered::Ordered;
use super::pattern::{Chances, Compared, Comparer, MISSING};
use super::population::FullPopulation;
use super::{Hands, shared};

/// Pairs drawn to learn chance, and candidate pairs aimed at to learn the rest.
const RANDOM_PAIRS: usize = 60_000;
/// Parts of the work; what they count and add up is put together in their order.
const PARTS: usize = 16;
const SAMPLE_RECORDS: usize = 6_000;
const ROUNDS: usize = 8;
/// How many pairs the prior tables weigh as much as.
const PRIOR_WEIGHT: f64 = 300.0;
/// How many pairs of a class a record is expected to have at first, by class.
const EXPECTED: [f64; CLASSES - 1] = [1.0, 2.0, 2.0, 8.0];
/// Learning keeps the expectations within these bounds, for each record.
const LEAST_EXPECTED: [f64; CLASSES - 1] = [0.02, 0.05, 0.05, 0.5];
const MOST_EXPECTED: [f64; CLASSES - 1] = [8.0, 12.0, 10.0, 60.0];

/// What lists of displaced people taught by and large: names within one person, a parent's name, a place.
const NAME: [f32; 5] = [0.62, 0.24, 0.06, 0.02, 0.06];
const FAMILY: [f32; 5] = [0.60, 0.22, 0.06, 0.01, 0.11];
const PARENT: [f32; 5] = [0.66, 0.20, 0.05, 0.02, 0.07];
const BORN: [f32; 5] = [0.78, 0.07, 0.02, 0.01, 0.12];
const LIVES: [f32; 5] = [0.40, 0.04, 0.01, 0.01, 0.54];
const OTHER_CHILD: [f32; 5] = [0.015, 0.012, 0.02, 0.01, 0.943];
const FAMILY_OF_WOMEN: [f32; 5] = [0.46, 0.18, 0.05, 0.01, 0.30];
const SEXES: [f32; 4] = [0.985, 0.015, 0.985, 0.015];
/// Births of one person, of siblings, of parent and child, by the less exact of the two: a day, a month, a year, more,
/// vague.
const BIRTHS: [[f32; LEVELS]; 3] = [
    [
        0.82, 0.13, 0.03, 0.012, 0.006, 0.002, //
        0.86, 0.04, 0.07, 0.02, 0.008, 0.002, //
        0.86, 0.04, 0.07, 0.02, 0.008, 0.002, //
        0.90, 0.03, 0.04, 0.02, 0.008, 0.002, //
        0.72, 0.22, 0.04, 0.015, 0.004, 0.001,
    ],
    [
        0.010, 0.006, 0.254, 0.68, 0.049, 0.001, //
        0.01, 0.01, 0.26, 0.67, 0.049, 0.001, //
        0.04, 0.02, 0.26, 0.63, 0.049, 0.001, //
        0.32, 0.05, 0.15, 0.43, 0.049, 0.001, //
        0.12, 0.15, 0.15, 0.53, 0.049, 0.001,
    ],
    [
        0.0003, 0.0003, 0.0004, 0.02, 0.949, 0.03, //
        0.0003, 0.0003, 0.0004, 0.02, 0.949, 0.03, //
        0.0003, 0.0003, 0.0004, 0.02, 0.949, 0.03, //
        0.001, 0.002, 0.007, 0.06, 0.90, 0.03, //
        0.001, 0.002, 0.007, 0.06, 0.90, 0.03,
    ],
];

/// Candidate pairs to learn from: all pairs of some records.
pub(crate) struct Sample {
    one_in: u64,
    met: Vec<(u32, u32)>,
}

impl Sample {
    pub fn new(people: &Ordered<'_>) -> Self {
        Self { one_in: (people.held.len() / SAMPLE_RECORDS).max(1) as u64, met: Vec::new() }
    }

    /// Takes its share of some blocks.
    pub fn meet(&mut self, blocks: &Blocks, hands: &dyn Hands) {
        let one_in = self.one_in;
        let taken = |a: u32| mix(u64::from(a) ^ 0x5eed).is_multiple_of(one_in);
        let met = shared(hands, blocks.parts(), |part| {
            let mut met = Vec::new();
            if blocks.is_for_kin(part) {
                return met;
            }
            blocks.pairs(part, taken, |a, b| met.push((a, b)));
            met
        });
        self.met.extend(met.into_iter().flatten());
    }
}

/// Learns a model for the list.
pub(crate) fn train(people: &Ordered<'_>, sample: &mut Sample, hands: &dyn Hands) -> Model {
    let mut model = initial(people.full);
    learn_chance(&mut model, people, hands);
    sample.met.sort_unstable();
    sample.met.dedup();
    again(&mut model, people, sample, hands);
    model
}

/// Learns on, as when more is known of what words are akin.
pub(crate) fn again(model: &mut Model, people: &Ordered<'_>, sample: &Sample, hands: &dyn Hands) {
    let record = |number: u32| &people.held[number as usize];
    let size = sample.met.len().div_ceil(PARTS).max(1);
    let known = &*model;
    let parts = shared(hands, PARTS, |part| {
        let met = sample.met.iter().skip(part * size).take(size);
        let mut comparer = Comparer::remembering(people.full, &known.akin);
        // Chance is not learnt here: what it makes of a pair is said once for all rounds.
        let said = |compared: Compared| (compared.chances(people.full, known), compared);
        met.filter_map(|(a, b)| comparer.compare(record(*a), record(*b))).map(said).collect::<Vec<_>>()
    });
    for _ in 0..ROUNDS {
        round(model, people.full, &parts, sample.one_in as f64, hands);
    }
}

fn logs<const N: usize>(shares: [f32; N]) -> [f32; LEVELS] {
    let mut out = [BY_CHANCE; LEVELS];
    out.iter_mut().zip(shares).for_each(|(slot, share)| *slot = share.ln());
    out
}

/// Levels of surnames: women's are other kinds of pairs.
fn families(men: [f32; 5], women: [f32; 5]) -> [f32; LEVELS] {
    let mut out = logs(named(men));
    let women = logs(named(women));
    out[usize::from(WOMEN)..].copy_from_slice(&women[..LEVELS - usize::from(WOMEN)]);
    out
}

/// Levels of names: where the scripts are one, and where they are two and nothing can be equal.
fn named(shares: [f32; 5]) -> [f32; 7] {
    let [equal, form, close, initial, apart] = shares;
    [equal, form, close, initial, apart, equal + form + close, initial + apart]
}

fn initial(people: &FullPopulation) -> Model {
    let all = [BY_CHANCE; LEVELS];
    let mut same = [all; FIELDS];
    same[GIVEN] = logs(named(NAME));
    same[SURNAME] = families(FAMILY, FAMILY_OF_WOMEN);
    same[SEX] = logs(SEXES);
    same[BIRTH] = logs(BIRTHS[0]);
    same[PLACE] = logs(named(BORN));
    same[FATHER] = logs(named(PARENT));
    same[MOTHER] = logs(named(PARENT));
    same[RESIDENCE] = logs(named(LIVES));
    let mut siblings = same;
    siblings[GIVEN] = logs(named(OTHER_CHILD));
    siblings[SEX] = all;
    siblings[BIRTH] = logs(BIRTHS[1]);
    let mut parent = [all; FIELDS];
    parent[SURNAME] = families(FAMILY, FAMILY);
    parent[BIRTH] = logs(BIRTHS[2]);
    parent[RESIDENCE] = logs(named(LIVES));
    let mut kinfolk = [all; FIELDS];
    kinfolk[SURNAME] = families(FAMILY, FAMILY);
    kinfolk[PLACE] = logs(named([0.6, 0.06, 0.01, 0.01, 0.32]));
    let records = people.records.len().max(2) as f64;
    let mut prior = [0.0; CLASSES];
    for (slot, expected) in prior.iter_mut().zip(EXPECTED) {
        *slot = (expected * 2.0 / (records - 1.0)).min(0.2).ln();
    }
    Model { same, siblings, parent, kinfolk, chance: [all; FIELDS], akin: Akin::default(), prior }
}

/// How often levels occur between records drawn at random. Each level has a little from the start.
fn learn_chance(model: &mut Model, people: &Ordered<'_>, hands: &dyn Hands) {
    /// Of the levels of a name or place, before anything was counted.
    const START: [f64; 7] = [2.0, 2.0, 4.0, 2.0, 400.0, 4.0, 400.0];
    const BIRTH_START: [f64; OUTCOMES] = [0.02, 0.6, 8.0, 90.0, 200.0, 60.0];
    /// What fits within a birth that is not exact is no rarity.
    const FITS: [f64; 5] = [0.02, 0.5, 6.0, 40.0, 12.0];
    let mut counts = [[0.0_f64; LEVELS]; FIELDS];
    for (field, row) in counts.iter_mut().enumerate() {
        match field {
            SEX => row[..4].copy_from_slice(&[50.0, 50.0, 19.0, 1.0]),
            BIRTH => row.chunks_exact_mut(OUTCOMES).zip(FITS).for_each(|(row, fits)| {
                row.copy_from_slice(&BIRTH_START);
                row[0] = fits;
            }),
            SURNAME => row[..14].copy_from_slice(&[START, START].concat()),
            _ => row[..7].copy_from_slice(&START),
        }
    }
    for drawn in shared(hands, PARTS, |part| drawn_by_chance(people, part)) {
        let counted = drawn.iter().flatten();
        counts.iter_mut().flatten().zip(counted).for_each(|(sum, count)| *sum += f64::from(*count));
    }
    for (field, row) in counts.iter().enumerate() {
        for (from, to) in kinds(field) {
            let range = *from..*to;
            let sum: f64 = row[range.clone()].iter().sum();
            for level in range {
                model.chance[field][level] = (row[level].max(1e-6) / sum).ln() as f32;
            }
        }
    }
}

/// Levels of one part of the random pairs, counted.
fn drawn_by_chance(people: &Ordered<'_>, part: usize) -> [[u32; LEVELS]; FIELDS] {
    let akin = Akin::default();
    let mut comparer = Comparer::remembering(people.full, &akin);
    let mut counts = [[0_u32; LEVELS]; FIELDS];
    let records = people.held.len() as u64;
    for draw in (part..RANDOM_PAIRS).step_by(PARTS).filter(|_| records > 1) {
        let draw = draw as u64;
        let (a, b) = (mix(2 * draw + 1) % records, mix(2 * draw + 0x1234_5678) % records);
        if a == b {
            continue;
        }
        let levels = comparer.whole(&people.held[a as usize], &people.held[b as usize]).levels;
        for (row, level) in counts.iter_mut().zip(levels).filter(|(_, level)| *level != MISSING) {
            row[level as usize] += 1;
        }
    }
    counts
}

/// What a part of the sample is thought to be, summed up.
struct Expected {
    classes: [f64; CLASSES],
    same: [[f64; LEVELS]; FIELDS],
    siblings: [[f64; LEVELS]; FIELDS],
}

impl Expected {
    fn of(model: &Model, sample: &[(Chances, Compared)]) -> Self {
        let none = [[0.0_f64; LEVELS]; FIELDS];
        let mut sums = Self { classes: [0.0; CLASSES], same: none, siblings: none };
        for (chances, compared) in sample {
            let classes = model.classes_by(chances, compared);
            let most = classes.iter().copied().fold(f64::MIN, f64::max);
            let shares = classes.map(|c| (c - most).exp());
            let sum: f64 = shares.iter().sum();
            let shares = shares.map(|share| share / sum);
            sums.classes.iter_mut().zip(shares).for_each(|(e, share)| *e += share);
            for (field, level) in compared.levels.iter().enumerate().filter(|(_, level)| **level != MISSING) {
                sums.same[field][*level as usize] += shares[Class::Same as usize];
                sums.siblings[field][*level as usize] += shares[Class::Siblings as usize];
            }
        }
        sums
    }

    fn add(&mut self, other: &Self) {
        let all = |sums: &mut [[f64; LEVELS]; FIELDS], more: &[[f64; LEVELS]; FIELDS]| {
            sums.iter_mut().flatten().zip(more.iter().flatten()).for_each(|(sum, more)| *sum += more);
        };
        self.classes.iter_mut().zip(other.classes).for_each(|(sum, more)| *sum += more);
        all(&mut self.same, &other.same);
        all(&mut self.siblings, &other.siblings);
    }
}

/// One round of expectation and maximisation.
fn round(
    model: &mut Model,
    people: &FullPopulation,
    sample: &[Vec<(Chances, Compared)>],
    one_in: f64,
    hands: &dyn Hands,
) {
    let known = &*model;
    let mut parts = shared(hands, sample.len(), |part| Expected::of(known, &sample[part])).into_iter();
    let Some(mut expected) = parts.next() else { return };
    parts.for_each(|part| expected.add(&part));
    let start = initial(people);
    maximise(&mut model.same, &start.same, &expected.same);
    let given = model.siblings[GIVEN];
    maximise(&mut model.siblings, &start.siblings, &expected.siblings);
    model.siblings[GIVEN] = given;
    let records = people.records.len().max(2) as f64;
    for class in 0..CLASSES - 1 {
        let each = expected.classes[class] * one_in / records;
        let each = each.clamp(LEAST_EXPECTED[class], MOST_EXPECTED[class]);
        model.prior[class] = (each * 2.0 / (records - 1.0)).min(0.3).ln();
    }
}

fn maximise(
    table: &mut [[f32; LEVELS]; FIELDS],
    start: &[[f32; LEVELS]; FIELDS],
    counts: &[[f64; LEVELS]; FIELDS],
) {
    for field in 0..FIELDS {
        for (from, to) in kinds(field) {
            let range = *from..*to;
            let learnt = range.clone().filter(|level| start[field][*level] != BY_CHANCE);
            let sum: f64 = learnt.clone().map(|level| counts[field][level]).sum::<f64>() + PRIOR_WEIGHT;
            for level in learnt {
                let before = f64::from(start[field][level].exp()) * PRIOR_WEIGHT;
                table[field][level] = ((counts[field][level] + before) / sum).ln() as f32;
            }
        }
    }
}
