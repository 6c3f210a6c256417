//! The texts of each column, each distinct one read once: names normalised, places known by the gazetteer, births as days.

use super::TOGETHER;
use crate::gazetteer::{self, Gazetteer};
use crate::link::births::Birth;
use crate::link::intern::{Interner, QuickMap};
use crate::link::population::birth;
use crate::link::words::Words;
use crate::name::normalise;

/// The texts of a column of names.
#[derive(Debug, Default)]
pub(super) struct NameTexts {
    pub texts: Interner,
    /// The number of each text's name.
    pub names: Vec<u32>,
    /// Those that are new in this round, normalised.
    pub new: Vec<String>,
}

impl NameTexts {
    pub fn numbers<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(TOGETHER);
        self.texts.each(texts, |text, number, new| {
            if new {
                self.new.push(normalise(text));
            }
            numbers.push(number);
        });
        numbers
    }
}

/// The texts of both columns of places.
#[derive(Debug)]
pub(super) struct PlaceTexts {
    pub gazetteer: Gazetteer,
    pub texts: Interner,
    pub words: Words,
    /// The word of each text.
    pub of: Vec<u32>,
}

impl PlaceTexts {
    pub fn numbers<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(2 * TOGETHER);
        self.texts.each(texts, |text, number, new| {
            if new {
                let key = gazetteer::key(text);
                let group = self.gazetteer.place_of_key(&key).unwrap_or(0);
                self.of.push(self.words.number(&key, group));
            }
            numbers.push(self.of[number as usize]);
        });
        numbers
    }
}

/// The texts of births.
#[derive(Debug, Default)]
pub(super) struct BirthTexts {
    pub texts: Interner,
    of: Vec<Birth>,
    unread: QuickMap<u32, Box<str>>,
    pub unread_records: usize,
}

impl BirthTexts {
    pub fn births<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> Vec<Birth> {
        let mut births = Vec::with_capacity(TOGETHER);
        self.texts.each(texts, |text, number, new| {
            if new {
                let read = birth(text);
                if read.is_none() {
                    self.unread.insert(number, text.into());
                }
                self.of.push(read.unwrap_or(Birth::UNKNOWN));
            }
            let unread = !self.unread.is_empty() && self.unread.contains_key(&number);
            self.unread_records += usize::from(unread);
            births.push(self.of[number as usize]);
        });
        births
    }

    /// Some of those that could not be read, the first of them.
    pub fn some_unread(self) -> Vec<Box<str>> {
        let mut some: Vec<(u32, Box<str>)> = self.unread.into_iter().collect();
        some.sort_unstable();
        some.into_iter().take(5).map(|(_, text)| text).collect()
    }
}
