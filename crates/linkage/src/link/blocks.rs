//! Bringing together what shares a key: which records are candidates for each other.
//!
//! Each rule gives a record some keys made of name readings, birth, place and parents. Records of one key form a
//! block. A block that is too large is not thrown away and not compared whole: it is sorted by birth, and again by
//! parents, and each record meets its neighbours. So the candidates of a record stay bounded however long the list.

use super::births::Birth;
use super::keys::{
    Keys, Rule, day_and_kin, day_and_names, form, generation, house, names, parents, year_and_forms,
    year_and_given, year_and_surname,
};
use super::ordered::Ordered;
use super::{Hands, shared};

/// A block of so many records is compared whole.
const WHOLE: usize = 20;
/// In a larger one a record is compared with so many behind it.
const WINDOW: usize = 9;

/// Rules, so that each can be made by another hand; and whether large blocks, which know no year, are sorted in
/// several ways.
const RULES: [(Rule, bool); 9] = [
    (names, true),
    (day_and_names, false),
    (day_and_kin, false),
    (year_and_given, false),
    (year_and_surname, false),
    (parents, true),
    (year_and_forms, false),
    (house, true),
    (generation, true),
];

/// The rule that brings parents and children together, of whom nothing but the surname is the same.
const FOR_KIN: usize = 8;

/// The blocks of all rules: records in order, and where each block ends.
#[derive(Debug)]
pub(crate) struct Blocks {
    runs: Vec<Run>,
}

#[derive(Debug, Default)]
struct Run {
    /// Its pairs are looked at for kin only.
    for_kin: bool,
    records: Vec<u32>,
    ends: Vec<u32>,
}

impl Blocks {
    /// How many rules there are.
    pub const RULES: usize = RULES.len();

    /// The blocks of every rule.
    pub fn all(people: &Ordered<'_>, hands: &dyn Hands) -> Self {
        let size = people.held.len().div_ceil(PARTS).max(1);
        let keys = shared(hands, PARTS, |part| {
            let held = people.held.iter().skip(part * size).take(size);
            held.map(|held| Keys::new(people.full, &held.record)).collect::<Vec<Keys>>()
        });
        Self {
            runs: shared(hands, RULES.len(), |rule| Run {
                for_kin: rule == FOR_KIN,
                ..run(people, keys.iter().flatten().copied(), RULES[rule])
            }),
        }
    }

    /// The blocks of one rule.
    pub fn of(people: &Ordered<'_>, rule: usize) -> Self {
        let keys = people.held.iter().map(|held| Keys::new(people.full, &held.record));
        Self { runs: vec![Run { for_kin: rule == FOR_KIN, ..run(people, keys, RULES[rule]) }] }
    }

    /// How many pairs a part has.
    pub fn count(&self, part: usize) -> u64 {
        let mut count = 0;
        self.each(part, |block, window| {
            let (length, window) = (block.len() as u64, window as u64);
            // Each meets those behind it, the last ones fewer.
            count += if length > window {
                (length - window) * window + window * (window - 1) / 2
            } else {
                length * (length - 1) / 2
            };
        });
        count
    }

    /// Whether a part's pairs are looked at for kin only.
    pub fn is_for_kin(&self, part: usize) -> bool {
        self.runs[part / SLICES].for_kin
    }

    /// How many parts the work has.
    pub fn parts(&self) -> usize {
        self.runs.len() * SLICES
    }

    /// Calls `meet` for every candidate pair of one part; `wanted` says whether a record's pairs are wanted at all.
    pub fn pairs(&self, part: usize, wanted: impl Fn(u32) -> bool, mut meet: impl FnMut(u32, u32)) {
        self.each(part, |block, window| {
            for (i, a) in block.iter().enumerate() {
                for b in block[i + 1..].iter().take(window) {
                    let (a, b) = (*a.min(b), *a.max(b));
                    if wanted(a) {
                        meet(a, b);
                    }
                }
            }
        });
    }

    /// Calls `show` for each block of one part, with how many behind it each record meets.
    pub fn each(&self, part: usize, mut show: impl FnMut(&[u32], usize)) {
        let run = &self.runs[part / SLICES];
        let slice = part % SLICES;
        let (from, to) = (run.ends.len() * slice / SLICES, run.ends.len() * (slice + 1) / SLICES);
        let mut start = if from == 0 { 0 } else { run.ends[from - 1] as usize };
        for end in &run.ends[from..to] {
            let block = &run.records[start..*end as usize];
            start = *end as usize;
            show(block, if block.len() <= WHOLE { WHOLE } else { WINDOW });
        }
    }
}

/// Parts of the list whose keys are made by one hand.
const PARTS: usize = 16;
/// Parts of each rule's run.
const SLICES: usize = 8;

fn run(people: &Ordered<'_>, keys: impl Iterator<Item = Keys>, (rule, several): (Rule, bool)) -> Run {
    let mut entries: Vec<u64> = Vec::with_capacity(people.held.len() * 2);
    for (number, keys) in keys.enumerate() {
        rule(&keys, &mut |key| entries.push(key & !0xffff_ffff | number as u64));
    }
    entries.sort_unstable();
    entries.dedup();
    let mut run = Run::default();
    let mut large: Vec<u32> = Vec::new();
    for block in entries.chunk_by(|x, y| x >> 32 == y >> 32).filter(|block| block.len() > 1) {
        let records = block.iter().map(|entry| *entry as u32);
        if block.len() <= WHOLE {
            run.records.extend(records);
            run.ends.push(run.records.len() as u32);
            continue;
        }
        large.clear();
        large.extend(records);
        let form_of = |word: u32| form(&people.full.words, word);
        let of = |number: &u32| &people.held[*number as usize];
        large.sort_unstable_by_key(|n| (middle(&of(n).record.birth), of(n).given, *n));
        run.add(&large);
        if !several {
            continue;
        }
        large.sort_unstable_by_key(|n| (form_of(of(n).record.father), form_of(of(n).record.mother), *n));
        run.add(&large);
        large.sort_unstable_by_key(|n| (of(n).record.place, form_of(of(n).given[0]), *n));
        run.add(&large);
    }
    run.records.shrink_to_fit();
    run
}

impl Run {
    fn add(&mut self, records: &[u32]) {
        self.records.extend_from_slice(records);
        self.ends.push(self.records.len() as u32);
    }
}

fn middle(birth: &Birth) -> i32 {
    if birth.known() { birth.lo / 2 + birth.hi / 2 } else { i32::MAX }
}
