//! The bytes of an index: numbers from the least byte on, one kind after the other, lengths first. What is read is
//! checked: a number that names no word is no record.

use super::TraceProblem;
use super::dictionary::Dictionary;
use crate::gazetteer::Gazetteer;
use crate::link::akin::{Akin, Pairs};
use crate::link::births::Birth;
use crate::link::model::{Model, TABLES};
use crate::link::population::{FullPopulation, NAME_WORDS, Record};
use crate::link::shares::{Born, Shares};
use crate::link::words::{WORD_BYTES, Word, Words};

/// The first bytes; another layout has others.
const MARK: &[u8; 16] = b"relais trace 3\r\n";
/// Bytes of a record.
pub(super) const RECORD_BYTES: usize = 36;

pub(super) fn record(record: &Record) -> [u8; RECORD_BYTES] {
    let mut out = [0; RECORD_BYTES];
    let words = [record.given, record.surname, record.father, record.mother, record.place, record.residence];
    for (slot, number) in out.chunks_exact_mut(4).zip(words) {
        slot.copy_from_slice(&number.to_le_bytes());
    }
    let birth = &record.birth;
    out[24..28].copy_from_slice(&birth.lo.to_le_bytes());
    out[28..32].copy_from_slice(&birth.hi.to_le_bytes());
    out[32..].copy_from_slice(&[u8::from(birth.vague), birth.month, birth.day, record.sex]);
    out
}

/// A record; `None` where it names what is not there.
pub(super) fn record_of(bytes: &[u8], people: &FullPopulation) -> Option<Record> {
    let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at * 4..at * 4 + 4)?.try_into().ok()?));
    let signed = |at: usize| Some(i32::from_le_bytes(bytes.get(at * 4..at * 4 + 4)?.try_into().ok()?));
    let below = |at: usize, most: usize| number(at).filter(|number| (*number as usize) < most);
    let (names, words, places) = (people.names.len(), people.words.all.len(), people.places.all.len());
    let [vague, month, day, sex]: [u8; 4] = bytes.get(32..36)?.try_into().ok()?;
    Some(Record {
        given: below(0, names)?,
        surname: below(1, names)?,
        father: below(2, words)?,
        mother: below(3, words)?,
        place: below(4, places)?,
        residence: below(5, places)?,
        birth: Birth { lo: signed(6)?, hi: signed(7)?, vague: vague != 0, month, day },
        sex,
    })
}

/// Lays out all but the records.
pub(super) fn dictionary(people: &FullPopulation, model: &Model, bits: u32, out: &mut dyn FnMut(&[u8])) {
    out(MARK);
    let lengths = [
        people.words.all.len(),
        people.places.all.len(),
        people.names.len(),
        people.days.len(),
        people.len(),
    ];
    lengths.iter().for_each(|length| out(&(*length as u32).to_le_bytes()));
    out(&bits.to_le_bytes());
    out(&people.first_day.to_le_bytes());
    people.words.all.iter().chain(&people.places.all).for_each(|word| out(&word.bytes()));
    people.names.iter().flatten().for_each(|word| out(&word.to_le_bytes()));
    let shares = [&people.given, &people.surname, &people.father, &people.mother, &people.place];
    let shares = shares.iter().flat_map(|shares| shares.equal.iter().chain(&shares.form));
    shares.chain(&people.days).for_each(|share| out(&share.to_le_bytes()));
    model.numbers().into_iter().for_each(|number| out(&number.to_le_bytes()));
    for pairs in [&model.akin.names, &model.akin.places] {
        let numbers = pairs.numbers();
        out(&(numbers.len() as u32).to_le_bytes());
        numbers.iter().for_each(|number| out(&number.to_le_bytes()));
    }
}

/// What [`dictionary`] laid out.
pub(super) struct Opened {
    pub dictionary: Dictionary,
    pub model: Model,
    pub bits: u32,
    pub records: u32,
}

/// Reads what [`dictionary`] laid out.
pub(super) fn open(bytes: &[u8], gazetteer: Gazetteer) -> Result<Opened, TraceProblem> {
    let Some(rest) = bytes.strip_prefix(MARK) else { return Err(TraceProblem::OtherVersion) };
    read(rest, gazetteer).ok_or(TraceProblem::Damaged { section: super::Section::Dictionary.key() })
}

fn read(bytes: &[u8], gazetteer: Gazetteer) -> Option<Opened> {
    let mut bytes = Bytes(bytes);
    let [words, places, names, days, records, bits] = bytes.numbers(6)?.try_into().ok()?;
    let first_day = i32::from_le_bytes(bytes.take(4)?.try_into().ok()?);
    let words = bytes.words(words as usize)?;
    let places = bytes.words(places as usize)?;
    let names: Vec<[u32; NAME_WORDS]> = bytes
        .numbers((names as usize).checked_mul(NAME_WORDS)?)?
        .chunks_exact(NAME_WORDS)
        .map(|name| [name[0], name[1], name[2]])
        .collect();
    let known = names.iter().flatten().all(|word| (*word as usize) < words.len());
    if !known || bits > 30 || words.is_empty() || places.is_empty() || names.is_empty() {
        return None;
    }
    let given = bytes.shares(words.len())?;
    let surname = bytes.shares(words.len())?;
    let father = bytes.shares(words.len())?;
    let mother = bytes.shares(words.len())?;
    let place = bytes.shares(places.len())?;
    let days = bytes.floats(days as usize)?;
    let mut model = Model::of_numbers(&bytes.floats(TABLES)?)?;
    model.akin = Akin { names: bytes.pairs(words.len())?, places: bytes.pairs(places.len())? };
    let people = FullPopulation {
        words: Words::kept(words),
        places: Words::kept(places),
        names,
        records: Vec::new(),
        given,
        surname,
        father,
        mother,
        place,
        born: Born::of(&days),
        days,
        first_day,
        unread_births: (0, Vec::new()),
    };
    bytes.0.is_empty().then(|| Opened {
        dictionary: Dictionary::new(people, gazetteer),
        model,
        bits,
        records,
    })
}

/// What is still to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn fours(&mut self, count: usize) -> Option<impl Iterator<Item = [u8; 4]> + use<'a>> {
        Some(self.take(count.checked_mul(4)?)?.chunks_exact(4).map(|b| [b[0], b[1], b[2], b[3]]))
    }

    fn numbers(&mut self, count: usize) -> Option<Vec<u32>> {
        Some(self.fours(count)?.map(u32::from_le_bytes).collect())
    }

    fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        Some(self.fours(count)?.map(f32::from_le_bytes).collect())
    }

    fn shares(&mut self, count: usize) -> Option<Shares> {
        Some(Shares { equal: self.floats(count)?, form: self.floats(count)? })
    }

    fn pairs(&mut self, words: usize) -> Option<Pairs> {
        let count = *self.numbers(1)?.first()?;
        Pairs::of_numbers(words, &self.numbers(count as usize)?)
    }

    fn words(&mut self, count: usize) -> Option<Vec<Word>> {
        let all = self.take(count.checked_mul(WORD_BYTES)?)?.chunks_exact(WORD_BYTES);
        all.map(|bytes| Some(Word::of_bytes(bytes.try_into().ok()?))).collect()
    }
}
