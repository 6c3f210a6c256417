//! Have we met this person, or a relative? One question at a time, over millions of people.
//!
//! An index is built once from a list ([`build`]) and laid out in [`Section`]s of bytes, which the caller keeps where
//! it likes: in files, in memory, under seal. A question reads only what it needs of them. People who come later are
//! found at once ([`Index::add`]); they are held beside the sections until the index is built again.
//!
//! Candidates are found by keys of name readings, birth, place and parents, the rarest first, under a budget; they are
//! scored by the model that the list itself taught, with the reasons field by field. It answers with candidates and
//! never says that somebody *is* somebody. Who may see a candidate is the caller's to know: this crate knows no
//! members.

mod build;
mod dictionary;
mod forms;
mod layout;
mod question;

pub use build::{Built, build};

use crate::gazetteer::Gazetteer;
use crate::link::intern::QuickMap;
use crate::link::keys::Keys;
use crate::link::model::{Class, GIVEN, Model, SURNAME, odds};
use crate::link::ordered::Held;
use crate::link::pattern::{Compared, Comparer, MISSING};
use crate::link::population::{FullPopulation, Record};
use crate::link::{Reason, Row};
use dictionary::Dictionary;
use forms::Forms;
use layout::{RECORD_BYTES, record_of};
use thiserror::Error;

/// The parts of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// Words, names, places, what the list taught.
    Dictionary,
    /// The people, by name.
    Records,
    /// Where each key's people begin.
    Directory,
    /// The people of each key.
    Postings,
    /// The ids, end to end.
    Ids,
    /// Where each id ends.
    IdEnds,
}

impl Section {
    /// All sections.
    pub const ALL: [Self; 6] =
        [Self::Dictionary, Self::Records, Self::Directory, Self::Postings, Self::Ids, Self::IdEnds];

    /// A short name, good for a file.
    #[must_use]
    pub fn key(self) -> &'static str {
        ["dictionary", "records", "directory", "postings", "ids", "id-ends"][self as usize]
    }
}

/// Where the sections are kept.
pub trait Kept {
    /// Reads the bytes of a section from a place on; all of them, or it fails.
    ///
    /// # Errors
    /// Why they cannot be read.
    fn read(&self, section: Section, at: u64, into: &mut [u8]) -> Result<(), TraceProblem>;

    /// How many bytes a section has.
    fn length(&self, section: Section) -> u64;
}

/// Sections in memory, in the order of [`Section::ALL`].
impl Kept for [Vec<u8>; 6] {
    fn read(&self, section: Section, at: u64, into: &mut [u8]) -> Result<(), TraceProblem> {
        let from = usize::try_from(at).ok();
        let found = from.and_then(|from| self[section as usize].get(from..)?.get(..into.len()));
        into.copy_from_slice(found.ok_or(TraceProblem::Damaged { section: section.key() })?);
        Ok(())
    }

    fn length(&self, section: Section) -> u64 {
        self[section as usize].len() as u64
    }
}

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TraceProblem {
    /// Nothing was asked.
    #[error(
        "the question says too little: a given name and a surname, or a birth with one of them, are missing"
    )]
    NothingAsked,
    /// A birth that cannot be read.
    #[error("the birth “{text}” cannot be read")]
    Birth {
        /// What was written.
        text: String,
    },
    /// An index of another version.
    #[error("this is no index that this version can read")]
    OtherVersion,
    /// Bytes that cannot be.
    #[error("the section {section} is damaged or cut off")]
    Damaged {
        /// Which.
        section: &'static str,
    },
    /// The caller could not read.
    #[error("the section {section} cannot be read: {why}")]
    Unreadable {
        /// Which.
        section: &'static str,
        /// The system's words.
        why: String,
    },
}

/// Somebody who may be who was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The id in the list.
    pub id: String,
    /// Natural logarithm of the odds that this is the person.
    pub log_odds: f64,
    /// Where kin explains it better than one person: siblings, or parent and child.
    pub rather: Option<Class>,
    /// What each field said.
    pub reasons: Vec<Reason>,
}

/// How much a question may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Hits returned.
    pub top: usize,
    /// Candidates that are scored at most.
    pub candidates: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { top: 20, candidates: 6_000 }
    }
}

/// An index that can be asked.
#[derive(Debug)]
pub struct Index<S> {
    kept: S,
    dictionary: Dictionary,
    model: Model,
    forms: Forms,
    bits: u32,
    records: u32,
    later: Later,
}

/// Who came after the index was built.
#[derive(Debug, Default)]
struct Later {
    records: Vec<Record>,
    ids: Vec<String>,
    by_key: QuickMap<u64, Vec<u32>>,
}

/// A candidate that was compared.
struct Scored {
    log_odds: f64,
    /// How near the names are in letter or sound.
    near: f64,
    number: u32,
    record: Record,
}

impl Scored {
    /// The likeliest first, of equals those whose names are nearer: a question of two names alone has many equals.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let odds = other.log_odds.total_cmp(&self.log_odds);
        odds.then(other.near.total_cmp(&self.near)).then(self.number.cmp(&other.number))
    }
}

fn near(people: &FullPopulation, compared: &Compared) -> f64 {
    let known = [GIVEN, SURNAME].into_iter().filter(|field| compared.levels[*field] != MISSING);
    known.map(|field| compared.values[field]).map(|(a, b)| people.words.nearness(a, b)).sum()
}

impl<S: Kept> Index<S> {
    /// Opens what [`Built::section`] laid out. The gazetteer is to be the one that it was built with.
    ///
    /// # Errors
    /// If a section is of another version, damaged or cut off.
    pub fn open(kept: S, gazetteer: Gazetteer) -> Result<Self, TraceProblem> {
        let length = usize::try_from(kept.length(Section::Dictionary)).unwrap_or(usize::MAX);
        let mut bytes = vec![0; length];
        kept.read(Section::Dictionary, 0, &mut bytes)?;
        let opened = layout::open(&bytes, gazetteer)?;
        let index = Self {
            kept,
            forms: Forms::new(&opened.model.akin, &opened.dictionary.people.words),
            dictionary: opened.dictionary,
            model: opened.model,
            bits: opened.bits,
            records: opened.records,
            later: Later::default(),
        };
        let records = u64::from(index.records);
        for (section, length) in [
            (Section::Records, records * RECORD_BYTES as u64),
            (Section::IdEnds, records * 4),
            (Section::Directory, (1_u64 << index.bits) * 4 + 4),
        ] {
            if index.kept.length(section) != length {
                return Err(TraceProblem::Damaged { section: section.key() });
            }
        }
        Ok(index)
    }

    /// How many people it knows.
    pub fn len(&self) -> usize {
        self.records as usize + self.later.records.len()
    }

    /// Whether it knows nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes in somebody; the next question may find them.
    pub fn add(&mut self, id: &str, row: &Row<'_>) {
        let (record, _) = self.dictionary.record(row);
        let number = self.later.records.len() as u32;
        let keys = Keys::new(&self.dictionary.people, &record);
        question::of_record(&keys, &mut |key| {
            let known = self.later.by_key.entry(key).or_default();
            if known.last() != Some(&number) {
                known.push(number);
            }
        });
        self.later.records.push(record);
        self.later.ids.push(id.to_owned());
    }

    /// Who may be meant, the likeliest first; and how many candidates were looked at.
    ///
    /// # Errors
    /// If nothing was asked, the birth cannot be read, or a section is damaged.
    pub fn ask(&mut self, row: &Row<'_>, budget: Budget) -> Result<(Vec<Hit>, usize), TraceProblem> {
        let mark = self.dictionary.mark();
        let answer = self.answer(row, budget);
        self.dictionary.forget(mark);
        answer
    }

    fn answer(&mut self, row: &Row<'_>, budget: Budget) -> Result<(Vec<Hit>, usize), TraceProblem> {
        let (asked, read) = self.dictionary.record(row);
        if !read {
            return Err(TraceProblem::Birth { text: row.birth.trim().to_owned() });
        }
        let keys = Keys::new(&self.dictionary.people, &asked);
        let wanted = question::of_question(&keys, self.forms.others(keys.given[0]));
        if wanted.is_empty() {
            return Err(TraceProblem::NothingAsked);
        }
        let candidates = self.candidates(&wanted, budget.candidates)?;
        let held = Held::new(&self.dictionary.people, &asked);
        let mut scored: Vec<Scored> = Vec::with_capacity(candidates.len());
        self.each(&candidates, &mut |number, record| {
            let people = &self.dictionary.people;
            if let Some(compared) =
                Comparer::new(people, &self.model.akin).compare(&held, &Held::new(people, record))
            {
                let log_odds = odds(&self.model.classes(people, &compared), Class::Same);
                scored.push(Scored { log_odds, near: near(people, &compared), number, record: *record });
            }
        })?;
        let looked_at = candidates.len();
        scored.sort_by(Scored::order);
        scored.truncate(budget.top);
        let hits = scored.iter().map(|found| self.hit(found.log_odds, found.number, &asked, &found.record));
        Ok((hits.collect::<Result<_, _>>()?, looked_at))
    }

    fn hit(&self, log_odds: f64, number: u32, asked: &Record, found: &Record) -> Result<Hit, TraceProblem> {
        let people = &self.dictionary.people;
        let compared = Comparer::new(people, &self.model.akin)
            .compare(&Held::new(people, asked), &Held::new(people, found));
        let reasons = compared.as_ref().map(|c| self.model.said(people, c)).unwrap_or_default();
        let rather = compared.and_then(|compared| {
            let classes = self.model.classes(people, &compared);
            [Class::Siblings, Class::ParentChild].into_iter().find(|kin| odds(&classes, *kin) > 0.0)
        });
        Ok(Hit { id: self.id(number)?, log_odds, rather, reasons })
    }

    /// The numbers of those who share a key with the question, in order.
    fn candidates(&self, wanted: &[u64], most: usize) -> Result<Vec<u32>, TraceProblem> {
        let mut found: Vec<u32> = Vec::new();
        let mut bytes = Vec::new();
        for key in wanted {
            if let Some(later) = self.later.by_key.get(key) {
                found.extend(later.iter().map(|number| self.records + number));
            }
            if found.len() >= most {
                break;
            }
            let (from, to) = self.run_of(*key)?;
            let length = ((to - from) as usize).min(most - found.len());
            bytes.resize(length * 4, 0);
            self.kept.read(Section::Postings, u64::from(from) * 4, &mut bytes)?;
            found.extend(bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])));
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn run_of(&self, key: u64) -> Result<(u32, u32), TraceProblem> {
        let mut ends = [0; 8];
        self.kept.read(Section::Directory, question::bucket(key, self.bits) * 4, &mut ends)?;
        let [a, b, c, d, e, f, g, h] = ends;
        let (from, to) = (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));
        if from > to {
            return Err(TraceProblem::Damaged { section: Section::Directory.key() });
        }
        Ok((from, to))
    }

    /// Shows the records of some numbers, which are in order; neighbours are read at once.
    fn each(&self, numbers: &[u32], show: &mut dyn FnMut(u32, &Record)) -> Result<(), TraceProblem> {
        /// Records between two that are wanted: as many are rather read than passed over.
        const GAP: u32 = 64;
        let mut bytes = Vec::new();
        let (base, later) = numbers.split_at(numbers.partition_point(|number| *number < self.records));
        for near in base.chunk_by(|a, b| b - a <= GAP) {
            let (first, last) = (near[0], near[near.len() - 1]);
            bytes.resize((last - first + 1) as usize * RECORD_BYTES, 0);
            self.kept.read(Section::Records, u64::from(first) * RECORD_BYTES as u64, &mut bytes)?;
            for number in near {
                let at = (number - first) as usize * RECORD_BYTES;
                let record = record_of(&bytes[at..at + RECORD_BYTES], &self.dictionary.people);
                show(*number, &record.ok_or(TraceProblem::Damaged { section: Section::Records.key() })?);
            }
        }
        for number in later {
            if let Some(record) = self.later.records.get((number - self.records) as usize) {
                show(*number, record);
            }
        }
        Ok(())
    }

    fn id(&self, number: u32) -> Result<String, TraceProblem> {
        if let Some(later) = number.checked_sub(self.records) {
            return Ok(self.later.ids[later as usize].clone());
        }
        let end = |number: u32| {
            let mut bytes = [0; 4];
            self.kept.read(Section::IdEnds, u64::from(number) * 4, &mut bytes)?;
            Ok(u32::from_le_bytes(bytes))
        };
        let (from, to) = (if number == 0 { 0 } else { end(number - 1)? }, end(number)?);
        let damaged = || TraceProblem::Damaged { section: Section::IdEnds.key() };
        let length = to.checked_sub(from).filter(|l| *l <= MOST_OF_AN_ID).ok_or_else(damaged)?;
        let mut text = vec![0; length as usize];
        self.kept.read(Section::Ids, u64::from(from), &mut text)?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }
}

/// Bytes kept of an id.
const MOST_OF_AN_ID: u32 = 256;
