//! Building an index from a list that has been read whole.

use super::question::{bucket, of_record};
use super::{Section, layout};
use crate::link::blocks::Blocks;
use crate::link::gather::Gathered;
use crate::link::intern::mix;
use crate::link::keys::{Keys, form};
use crate::link::model::Model;
use crate::link::ordered::Ordered;
use crate::link::population::{FullPopulation, Record};
use crate::link::{Hands, Settings, akin, shared, train};

/// An index, not yet laid out.
#[derive(Debug)]
pub struct Built {
    people: FullPopulation,
    /// For each record its place in the list that was given.
    order: Vec<u32>,
    model: Model,
    bits: u32,
    /// Where each bucket begins, and the end of the last.
    starts: Vec<u32>,
    postings: Vec<u32>,
}

/// Records that are compared with each other to learn from: families whole, so that there is something to learn.
const LEARNT_FROM: usize = 250_000;
/// Keys of the larger share of records: so many buckets are made.
const KEYS_EACH: usize = 12;

/// Builds an index.
#[must_use]
pub fn build(mut people: FullPopulation, hands: &dyn Hands) -> Built {
    let model = learn(&mut people, hands);
    let order = by_name(&people);
    people.records = order.iter().map(|at| people.records[*at as usize]).collect();
    let bits = (people.len() * KEYS_EACH).next_power_of_two().ilog2().clamp(4, 28);
    let (starts, postings) = postings(&people, bits, hands);
    Built { people, order, model, bits, starts, postings }
}

/// Learns from the families of some surnames. Among these a surname is that much more common than in the whole list, and is
/// taken to be while they teach; how rare one person is among pairs is then said for the whole list.
fn learn(people: &mut FullPopulation, hands: &dyn Hands) -> Model {
    let whole = std::mem::take(&mut people.records);
    let one_in = whole.len().div_ceil(LEARNT_FROM).max(1) as u64;
    let taken = |record: &&Record| {
        let name = people.names[record.surname as usize][0];
        mix(u64::from(form(&people.words, name))).is_multiple_of(one_in)
    };
    let some: Vec<Record> = whole.iter().filter(taken).copied().collect();
    people.records = some;
    let surnames = people.surname.clone();
    people.surname.more_common((one_in as f32).ln());
    let mut model = taught(people, hands);
    people.surname = surnames;
    let pairs = |records: usize| (records.max(2) - 1) as f64;
    model.rarer((pairs(people.records.len()) / pairs(whole.len())).ln());
    people.records = whole;
    model
}

fn taught(people: &FullPopulation, hands: &dyn Hands) -> Model {
    let ordered = Ordered::new(people, hands);
    let blocks = Blocks::all(&ordered, hands);
    let mut sample = train::Sample::new(&ordered);
    sample.meet(&blocks, hands);
    let mut model = train::train(&ordered, &mut sample, hands);
    let mut gathered = Gathered::default();
    gathered.gather(&ordered, &blocks, &model, &Settings::default(), hands);
    model.akin = akin::learn(&ordered, &model, &gathered.edges, hands);
    train::again(&mut model, &ordered, &sample, hands);
    model
}

/// The order in which records of like names stand together, so that a question finds its candidates side by side.
fn by_name(people: &FullPopulation) -> Vec<u32> {
    let word = |name: u32| form(&people.words, people.names[name as usize][0]);
    let mut order: Vec<(u32, u32, i32, u32)> = (0_u32..)
        .zip(&people.records)
        .map(|(at, record)| (word(record.surname), word(record.given), record.birth.lo, at))
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(.., at)| at).collect()
}

/// The records of each bucket: counted first, then put where they belong.
fn postings(people: &FullPopulation, bits: u32, hands: &dyn Hands) -> (Vec<u32>, Vec<u32>) {
    let part = people.records.len().div_ceil(PARTS).max(1);
    let entries = |part_number: usize| {
        let mut all: Vec<(u32, u32)> = Vec::new();
        let from = part_number * part;
        let mut own: Vec<u32> = Vec::new();
        for (number, record) in (from as u32..).zip(people.records.iter().skip(from).take(part)) {
            own.clear();
            of_record(&Keys::new(people, record), &mut |key| own.push(bucket(key, bits) as u32));
            own.sort_unstable();
            own.dedup();
            all.extend(own.iter().map(|bucket| (*bucket, number)));
        }
        all
    };
    let mut starts = vec![0_u32; (1 << bits) + 1];
    // Twice over the parts, a few at a time, so that the entries of all never stand side by side.
    let over = |each: &mut dyn FnMut(u32, u32)| {
        for group in (0..PARTS).step_by(TOGETHER) {
            for made in shared(hands, TOGETHER.min(PARTS - group), |i| entries(group + i)) {
                made.into_iter().for_each(|(bucket, number)| each(bucket, number));
            }
        }
    };
    over(&mut |bucket, _| starts[bucket as usize + 1] += 1);
    for i in 1..starts.len() {
        starts[i] += starts[i - 1];
    }
    let mut next = starts.clone();
    let mut postings = vec![0_u32; *starts.last().unwrap_or(&0) as usize];
    over(&mut |bucket, number| {
        let at = &mut next[bucket as usize];
        postings[*at as usize] = number;
        *at += 1;
    });
    (starts, postings)
}

/// Parts of the list, and how many are made side by side.
const PARTS: usize = 256;
const TOGETHER: usize = 8;

impl Built {
    /// How many people it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether it knows nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Lays a section out: calls `out` with its bytes, one piece after the other. `id` gives the id of a place in the
    /// list; ids are cut at 256 bytes.
    pub fn section<'a>(&self, section: Section, id: &dyn Fn(u32) -> &'a [u8], out: &mut dyn FnMut(&[u8])) {
        let cut = |at: &u32| {
            let id = id(*at);
            &id[..id.len().min(super::MOST_OF_AN_ID as usize)]
        };
        match section {
            Section::Dictionary => layout::dictionary(&self.people, &self.model, self.bits, out),
            Section::Records => self.people.records.iter().for_each(|r| out(&layout::record(r))),
            Section::Directory => numbers(&self.starts, out),
            Section::Postings => numbers(&self.postings, out),
            Section::Ids => self.order.iter().for_each(|at| out(cut(at))),
            Section::IdEnds => {
                let mut end = 0_u32;
                self.order.iter().for_each(|at| {
                    end = end.saturating_add(cut(at).len() as u32);
                    out(&end.to_le_bytes());
                });
            }
        }
    }

    /// All sections in memory.
    #[must_use]
    pub fn in_memory<'a>(&self, id: &dyn Fn(u32) -> &'a [u8]) -> [Vec<u8>; 6] {
        Section::ALL.map(|section| {
            let mut bytes = Vec::new();
            self.section(section, id, &mut |piece| bytes.extend_from_slice(piece));
            bytes
        })
    }
}

fn numbers(numbers: &[u32], out: &mut dyn FnMut(&[u8])) {
    numbers.iter().for_each(|number| out(&number.to_le_bytes()));
}
