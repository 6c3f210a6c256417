//! What records are brought together by: keys of name readings, birth, place and parents.

use super::intern::mix;
use super::population::{FullPopulation, Record};
use super::words::{NONE, Words};

/// Gives a record's keys.
pub(crate) type Rule = fn(&Keys, &mut dyn FnMut(u64));

/// One number for a word's forms.
pub(crate) fn form(words: &Words, word: u32) -> u32 {
    words.get(word).form()
}

/// Readings of one name that serve as keys.
pub(crate) const READINGS: usize = 4;

/// What keys are made of; 0 is nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keys {
    pub given: [u32; READINGS],
    pub surname: [u32; READINGS],
    pub father: u32,
    pub mother: u32,
    pub place: u32,
    pub residence: u32,
    pub year: u32,
    pub day: u64,
    pub sex: u8,
}

impl Keys {
    pub fn new(people: &FullPopulation, record: &Record) -> Self {
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
pub(crate) fn key(kind: u64, parts: &[u64], out: &mut dyn FnMut(u64)) {
    if parts.iter().all(|part| *part != 0) {
        out(parts
            .iter()
            .fold(mix(kind + 1), |sum, part| mix(sum ^ part.wrapping_mul(0x2545_f491_4f6c_dd1d))));
    }
}

/// Given name and surname, whichever way round.
pub(crate) fn names(keys: &Keys, out: &mut dyn FnMut(u64)) {
    for (i, given) in keys.given.iter().enumerate() {
        for (j, surname) in keys.surname.iter().enumerate() {
            if i + j <= 2 && *given != 0 && *surname != 0 {
                key(0, &[u64::from(*given.min(surname)), u64::from(*given.max(surname))], out);
            }
        }
    }
}

/// The exact day with either name.
pub(crate) fn day_and_names(keys: &Keys, out: &mut dyn FnMut(u64)) {
    for name in keys.given[..3].iter().chain(&keys.surname[..3]) {
        key(1, &[keys.day, u64::from(*name)], out);
    }
}

/// The exact day with a parent or the place.
pub(crate) fn day_and_kin(keys: &Keys, out: &mut dyn FnMut(u64)) {
    key(2, &[keys.day, u64::from(keys.father)], out);
    key(3, &[keys.day, u64::from(keys.mother)], out);
    key(4, &[keys.day, u64::from(keys.place)], out);
    key(20, &[keys.day, u64::from(keys.residence)], out);
}

pub(crate) fn year_and_given(keys: &Keys, out: &mut dyn FnMut(u64)) {
    let (year, given) = (u64::from(keys.year), u64::from(keys.given[0]));
    key(5, &[year, given, u64::from(keys.father)], out);
    key(6, &[year, given, u64::from(keys.mother)], out);
}

pub(crate) fn year_and_surname(keys: &Keys, out: &mut dyn FnMut(u64)) {
    let (year, surname) = (u64::from(keys.year), u64::from(keys.surname[0]));
    key(8, &[year, surname, u64::from(keys.father)], out);
    key(9, &[year, surname, u64::from(keys.mother)], out);
    key(10, &[year, surname, u64::from(keys.place)], out);
    key(14, &[year, surname], out);
}

/// Both parents with either name or the year: siblings meet here too.
pub(crate) fn parents(keys: &Keys, out: &mut dyn FnMut(u64)) {
    let both = [u64::from(keys.father), u64::from(keys.mother)];
    key(11, &[both[0], both[1], u64::from(keys.given[0])], out);
    key(12, &[both[0], both[1], u64::from(keys.surname[0])], out);
    key(13, &[both[0], both[1], u64::from(keys.year)], out);
    key(12, &[both[0], both[1], u64::from(keys.surname[1])], out);
}

/// The year with a second reading of a name.
pub(crate) fn year_and_forms(keys: &Keys, out: &mut dyn FnMut(u64)) {
    let year = u64::from(keys.year);
    for name in &keys.surname[1..3] {
        key(8, &[year, u64::from(*name), u64::from(keys.father)], out);
        key(10, &[year, u64::from(*name), u64::from(keys.place)], out);
    }
}

/// A surname with one parent and the place: siblings, and births written wrong.
pub(crate) fn house(keys: &Keys, out: &mut dyn FnMut(u64)) {
    let (surname, place) = (u64::from(keys.surname[0]), u64::from(keys.place));
    key(15, &[surname, u64::from(keys.father), place], out);
    key(16, &[surname, u64::from(keys.mother), place], out);
    key(17, &[u64::from(keys.given[0]), u64::from(keys.father), place], out);
}

/// A child by its parent's name, and whoever bears that name.
pub(crate) fn generation(keys: &Keys, out: &mut dyn FnMut(u64)) {
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
