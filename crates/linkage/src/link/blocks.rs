//! Bringing together what shares a key: which records are candidates for each other.
//!
//! Each rule gives a record some keys made of name readings, birth, place and parents. Records of one key form a
//! block. A block that is too large is not thrown away and not compared whole: it is sorted by birth, and again by
//! parents, and each record meets its neighbours. So the candidates of a record stay bounded however long the list.

use super::births::Birth;
use super::intern::mix;
use super::population::{FullPopulation, Record};
use super::words::{NONE, Words};
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

/// Gives a record's keys.
type Rule = fn(&Keys, &mut dyn FnMut(u64));

/// The blocks of all rules: records in order, and where each block ends.
#[derive(Debug)]
pub(super) struct Blocks {
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
    pub fn all(people: &FullPopulation, hands: &dyn Hands) -> Self {
        Self {
            runs: shared(hands, RULES.len(), |rule| Run {
                for_kin: rule == FOR_KIN,
                ..run(people, RULES[rule])
            }),
        }
    }

    /// The blocks of one rule.
    pub fn of(people: &FullPopulation, rule: usize, hands: &dyn Hands) -> Self {
        Self { runs: shared(hands, 1, |_| Run { for_kin: rule == FOR_KIN, ..run(people, RULES[rule]) }) }
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
        let run = &self.runs[part / SLICES];
        let slice = part % SLICES;
        let (from, to) = (run.ends.len() * slice / SLICES, run.ends.len() * (slice + 1) / SLICES);
        let mut start = if from == 0 { 0 } else { run.ends[from - 1] as usize };
        for end in &run.ends[from..to] {
            let block = &run.records[start..*end as usize];
            start = *end as usize;
            let window = if block.len() <= WHOLE { WHOLE } else { WINDOW };
            for (i, a) in block.iter().enumerate() {
                for b in block[i + 1..].iter().take(window) {
                    let (a, b) = (*a.min(b), *a.max(b));
                    if wanted(a) {
                        meet(a, b);
                    }
                }
            }
        }
    }
}

/// Parts of each rule's run.
const SLICES: usize = 8;

fn run(people: &FullPopulation, (rule, several): (Rule, bool)) -> Run {
    let mut entries: Vec<u64> = Vec::with_capacity(people.records.len() * 2);
    for (number, record) in people.records.iter().enumerate() {
        let keys = Keys::new(people, record);
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
        let of = |number: &u32| &people.records[*number as usize];
        large.sort_unstable_by_key(|n| (middle(&of(n).birth), of(n).given, *n));
        run.add(&large);
        if !several {
            continue;
        }
        large.sort_unstable_by_key(|n| {
            (form(&people.words, of(n).father), form(&people.words, of(n).mother), *n)
        });
        run.add(&large);
        large.sort_unstable_by_key(|n| (of(n).place, first_form(people, of(n)), *n));
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

fn form(words: &Words, word: u32) -> u32 {
    words.get(word).form()
}

fn first_form(people: &FullPopulation, record: &Record) -> u32 {
    form(&people.words, people.names[record.given as usize][0])
}

/// Readings of one name that serve as keys.
const READINGS: usize = 4;

/// What keys are made of; 0 is nothing.
struct Keys {
    given: [u32; READINGS],
    surname: [u32; READINGS],
    father: u32,
    mother: u32,
    place: u32,
    residence: u32,
    year: u32,
    day: u64,
    sex: u8,
}

impl Keys {
    fn new(people: &FullPopulation, record: &Record) -> Self {
        let readings = |name: u32| {
            let mut all = [0; READINGS];
            let mut next = 0;
            let name = &people.names[name as usize];
            let words = name.iter().take_while(|w| **w != NONE);
            // The last word's readings too: of two surnames either may have been left out.
            for (i, word) in words.enumerate() {
                let word = people.words.get(*word);
                let own = [word.form(), word.keys[0], word.keys[1]];
                for key in &own[..if i == 0 { 3 } else { 1 }] {
                    if *key != 0 && next < READINGS && !all.contains(key) {
                        all[next] = *key;
                        next += 1;
                    }
                }
            }
            all
        };
        let birth = &record.birth;
        let place = |number: u32| match people.places.get(number) {
            word if word.group != 0 => word.form(),
            word => word.keys[0],
        };
        Self {
            given: readings(record.given),
            surname: readings(record.surname),
            father: form(&people.words, record.father),
            mother: form(&people.words, record.mother),
            place: place(record.place),
            residence: place(record.residence),
            year: birth.year().map_or(0, i32::unsigned_abs),
            day: if birth.lo == birth.hi {
                let (low, high) = (birth.day.min(birth.month), birth.day.max(birth.month));
                u64::from(birth.middle_year().unsigned_abs()) << 16 | u64::from(low) << 8 | u64::from(high)
            } else {
                0
            },
            sex: record.sex,
        }
    }
}

/// One key of several parts; nothing if a part is missing.
fn key(kind: u64, parts: &[u64], out: &mut dyn FnMut(u64)) {
    if parts.iter().all(|part| *part != 0) {
        out(parts
            .iter()
            .fold(mix(kind + 1), |sum, part| mix(sum ^ part.wrapping_mul(0x2545_f491_4f6c_dd1d))));
    }
}

/// Given name and surname, whichever way round.
fn names(keys: &Keys, out: &mut dyn FnMut(u64)) {
    for (i, given) in keys.given.iter().enumerate() {
        for (j, surname) in keys.surname.iter().enumerate() {
            if i + j <= 2 && *given != 0 && *surname != 0 {
                key(0, &[u64::from(*given.min(surname)), u64::from(*given.max(surname))], out);
            }
        }
    }
}

/// The exact day with either name.
fn day_and_names(keys: &Keys, out: &mut dyn FnMut(u64)) {
    for name in keys.given[..3].iter().chain(&keys.surname[..3]) {
        key(1, &[keys.day, u64::from(*name)], out);
    }
}

/// The exact day with a parent or the place.
fn day_and_kin(keys: &Keys, out: &mut dyn FnMut(u64)) {
    key(2, &[keys.day, u64::from(keys.father)], out);
    key(3, &[keys.day, u64::from(keys.mother)], out);
    key(4, &[keys.day, u64::from(keys.place)], out);
    key(20, &[keys.day, u64::from(keys.residence)], out);
}

fn year_and_given(keys: &Keys, out: &mut dyn FnMut(u64)) {
    let (year, given) = (u64::from(keys.year), u64::from(keys.given[0]));
    key(5, &[year, given, u64::from(keys.father)], out);
    key(6, &[year, given, u64::from(keys.mother)], out);
    key(7, &[year, given, u64::from(keys.place)], out);
}

fn year_and_surname(keys: &Keys, out: &mut dyn FnMut(u64)) {
    let (year, surname) = (u64::from(keys.year), u64::from(keys.surname[0]));
    key(8, &[year, surname, u64::from(keys.father)], out);
    key(9, &[year, surname, u64::from(keys.mother)], out);
    key(10, &[year, surname, u64::from(keys.place)], out);
}

/// Both parents with either name or the year: siblings meet here too.
fn parents(keys: &Keys, out: &mut dyn FnMut(u64)) {
    let both = [u64::from(keys.father), u64::from(keys.mother)];
    key(11, &[both[0], both[1], u64::from(keys.given[0])], out);
    key(12, &[both[0], both[1], u64::from(keys.surname[0])], out);
    key(13, &[both[0], both[1], u64::from(keys.year)], out);
    key(12, &[both[0], both[1], u64::from(keys.surname[1])], out);
}

/// The year with a second reading of a name.
fn year_and_forms(keys: &Keys, out: &mut dyn FnMut(u64)) {
    let year = u64::from(keys.year);
    for name in &keys.surname[1..3] {
        key(8, &[year, u64::from(*name), u64::from(keys.father)], out);
        key(10, &[year, u64::from(*name), u64::from(keys.place)], out);
    }
    key(14, &[year, u64::from(keys.given[0]), u64::from(keys.residence)], out);
}

/// A surname with one parent and the place: siblings, and births written wrong.
fn house(keys: &Keys, out: &mut dyn FnMut(u64)) {
    let (surname, place) = (u64::from(keys.surname[0]), u64::from(keys.place));
    key(15, &[surname, u64::from(keys.father), place], out);
    key(16, &[surname, u64::from(keys.mother), place], out);
    key(17, &[u64::from(keys.given[0]), u64::from(keys.father), place], out);
}

/// A child by its parent's name, and whoever bears that name.
fn generation(keys: &Keys, out: &mut dyn FnMut(u64)) {
    let surname = u64::from(keys.surname[0]);
    key(18, &[surname, u64::from(keys.father)], out);
    key(19, &[surname, u64::from(keys.mother)], out);
    let own = u64::from(keys.given[0]);
    if keys.sex != 2 {
        key(18, &[surname, own], out);
    }
    if keys.sex != 1 {
        key(19, &[surname, own], out);
    }
}
