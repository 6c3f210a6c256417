//! The words of an index, to which a question or a newcomer may add some.

use crate::gazetteer::{Gazetteer, key};
use crate::link::Row;
use crate::link::births::Birth;
use crate::link::intern::QuickMap;
use crate::link::population::{FullPopulation, NAME_WORDS, Record, birth, name_words, own_word, sex};
use crate::link::words::{NONE, Word, make};
use crate::name::normalise;
use crate::variants::Variants;

/// Words and names, and their numbers by their letters.
#[derive(Debug)]
pub(super) struct Dictionary {
    pub people: FullPopulation,
    variants: Variants,
    gazetteer: Gazetteer,
    words: QuickMap<u64, u32>,
    places: QuickMap<u64, u32>,
}

/// How much was known at some time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    words: usize,
    places: usize,
    names: usize,
}

impl Dictionary {
    pub fn new(people: FullPopulation, gazetteer: Gazetteer) -> Self {
        let numbers =
            |words: &[Word]| (0_u32..).zip(words).map(|(n, word)| (word.fingerprint(), n)).collect();
        Self {
            words: numbers(&people.words.all),
            places: numbers(&people.places.all),
            variants: Variants::default(),
            gazetteer,
            people,
        }
    }

    pub fn mark(&self) -> Mark {
        Mark {
            words: self.people.words.all.len(),
            places: self.people.places.all.len(),
            names: self.people.names.len(),
        }
    }

    /// Forgets what came after the mark.
    pub fn forget(&mut self, mark: Mark) {
        let people = &mut self.people;
        for word in people.words.all.drain(mark.words..) {
            self.words.remove(&word.fingerprint());
        }
        for word in people.places.all.drain(mark.places..) {
            self.places.remove(&word.fingerprint());
        }
        for shares in [&mut people.given, &mut people.surname, &mut people.father, &mut people.mother] {
            shares.equal.truncate(mark.words);
            shares.form.truncate(mark.words);
        }
        people.place.equal.truncate(mark.places);
        people.place.form.truncate(mark.places);
        people.names.truncate(mark.names);
    }

    /// The record of a row, and whether its birth could be read.
    pub fn record(&mut self, row: &Row<'_>) -> (Record, bool) {
        let surname = self.name(row.surname);
        let given = self.name(row.given);
        let read = birth(row.birth);
        let record = Record {
            given,
            surname,
            father: self.parent(row.father, surname),
            mother: self.parent(row.mother, surname),
            place: self.place(row.birth_place),
            residence: self.place(row.residence),
            birth: read.unwrap_or(Birth::UNKNOWN),
            sex: sex(row.sex),
        };
        (record, read.is_some())
    }

    /// Names are not numbered by their text: each is put at the end, and equal words make equal names.
    fn name(&mut self, text: &str) -> u32 {
        let normal = normalise(text);
        let mut name = [NONE; NAME_WORDS];
        for (slot, word) in name.iter_mut().zip(name_words(&normal)) {
            *slot = self.word(word);
        }
        self.people.names.push(name);
        self.people.names.len() as u32 - 1
    }

    fn parent(&mut self, text: &str, surname: u32) -> u32 {
        let name = self.name(text);
        own_word(&self.people.names[name as usize], &self.people.names[surname as usize])
    }

    fn word(&mut self, word: &str) -> u32 {
        let made = make(word, self.variants.group_of_normal(word).unwrap_or(0));
        let people = &mut self.people;
        *self.words.entry(made.fingerprint()).or_insert_with(|| {
            people.words.all.push(made);
            people.given.unmet();
            people.surname.unmet();
            people.father.unmet();
            people.mother.unmet();
            people.words.all.len() as u32 - 1
        })
    }

    fn place(&mut self, text: &str) -> u32 {
        let key = key(text);
        let made = make(&key, self.gazetteer.place_of_key(&key).unwrap_or(0));
        let people = &mut self.people;
        *self.places.entry(made.fingerprint()).or_insert_with(|| {
            people.places.all.push(made);
            people.place.unmet();
            people.places.all.len() as u32 - 1
        })
    }
}
