//! Two records compared, field by field, to levels; and how likely each level would be by chance.

use super::akin::{Akin, Pairs};
use super::births::{self, OUTCOMES};
use super::model::{
    BIRTH, FATHER, FIELDS, GIVEN, MOTHER, Model, NAME_LEVELS, NAMED_ALIKE, PLACE, RESIDENCE, SEX, SURNAME,
    WOMEN,
};
use super::population::{FullPopulation, Name, Record, Shares};
use super::words::{Alike, NONE, Words};

/// A field that at least one of the two leaves empty.
pub(crate) const MISSING: u8 = 31;

/// Levels of two records.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Compared {
    pub levels: [u8; FIELDS],
    /// The values that agree (words), for how often they occur.
    pub values: [(u32, u32); FIELDS],
    /// Given name and surname are exchanged in one of them.
    pub crossed: bool,
}

impl Compared {
    /// Natural logarithm of how likely a field's level is between two unrelated records.
    pub fn chance(&self, people: &FullPopulation, model: &Model, field: usize) -> f32 {
        let level = self.levels[field];
        if level == MISSING {
            return 0.0;
        }
        let (a, b) = self.values[field];
        let by_value = |shares: &Shares| shares.of(level % NAME_LEVELS, (a, b));
        let value = match field {
            GIVEN => by_value(&people.given),
            FATHER => by_value(&people.father),
            MOTHER => by_value(&people.mother),
            SURNAME => by_value(&people.surname),
            PLACE | RESIDENCE => by_value(&people.place),
            BIRTH if level == 0 => people.days.get(a as usize).copied(),
            BIRTH if level.is_multiple_of(OUTCOMES as u8) => Some(people.born.within(a, b)),
            _ => None,
        };
        value.unwrap_or(model.chance[field][level as usize])
    }
}

/// Compares two records; `None` early where neither name agrees and nothing else could make up for it.
pub(crate) fn compare(people: &FullPopulation, akin: &Akin, a: &Record, b: &Record) -> Option<Compared> {
    let mut made = Compared { levels: [MISSING; FIELDS], values: [(0, 0); FIELDS], crossed: false };
    let names = &people.names;
    let (ga, gb) = (&names[a.given as usize], &names[b.given as usize]);
    let (sa, sb) = (&names[a.surname as usize], &names[b.surname as usize]);
    let given = name(&people.words, &akin.names, (a.given, ga), (b.given, gb));
    let surname = name(&people.words, &akin.names, (a.surname, sa), (b.surname, sb));
    let apart = |x: &Option<Level>| x.is_none_or(|l| l.alike.plain() == Alike::Apart);
    if apart(&given) && apart(&surname) {
        let one = name(&people.words, &akin.names, (a.given, ga), (b.surname, sb));
        let two = name(&people.words, &akin.names, (a.surname, sa), (b.given, gb));
        let near = |x: &Option<Level>| x.is_some_and(|l| l.alike.plain() <= Alike::Close);
        if near(&one) && near(&two) {
            made.crossed = true;
            made.put(GIVEN, one);
            made.put(SURNAME, two);
        } else if a.birth.exact() && a.birth.lo == b.birth.lo && a.birth.hi == b.birth.hi {
            // One day, and both names written wrong or one of them missing: the rest may still speak for it.
            made.put(GIVEN, given);
            made.put(SURNAME, surname);
        } else {
            return None;
        }
    } else {
        made.put(GIVEN, given);
        made.put(SURNAME, surname);
    }
    made.rest(people, akin, a, b);
    Some(made)
}

/// The levels of two records, whatever they have in common.
pub(crate) fn levels(people: &FullPopulation, akin: &Akin, a: &Record, b: &Record) -> [u8; FIELDS] {
    let names = &people.names;
    let pair =
        |a: u32, b: u32| name(&people.words, &akin.names, (a, &names[a as usize]), (b, &names[b as usize]));
    let mut made = Compared { levels: [MISSING; FIELDS], values: [(0, 0); FIELDS], crossed: false };
    made.put(GIVEN, pair(a.given, b.given));
    made.put(SURNAME, pair(a.surname, b.surname));
    made.rest(people, akin, a, b);
    made.levels
}

impl Compared {
    /// All fields but the names.
    fn rest(&mut self, people: &FullPopulation, akin: &Akin, a: &Record, b: &Record) {
        self.levels[BIRTH] = match births::level(&a.birth, &b.birth) {
            births::MISSING => MISSING,
            level => level,
        };
        if self.levels[BIRTH] != MISSING && self.levels[BIRTH].is_multiple_of(OUTCOMES as u8) {
            let wider = if a.birth.hi - a.birth.lo >= b.birth.hi - b.birth.lo { &a.birth } else { &b.birth };
            let place = |day: i32| (day - people.first_day).max(0).unsigned_abs();
            self.values[BIRTH] = (place(wider.lo), place(wider.hi));
        }
        if a.sex != 0 && b.sex != 0 {
            // Names that agree are those of one sex.
            let given = self.levels[GIVEN];
            let named = given != MISSING
                && given % NAME_LEVELS != Alike::Apart as u8
                && given != Alike::ApartAcross as u8;
            self.levels[SEX] = u8::from(a.sex != b.sex) + if named { NAMED_ALIKE } else { 0 };
        }
        // Women may bear another name when they have married.
        if self.levels[SURNAME] != MISSING && a.sex.max(b.sex) == 2 && a.sex != 1 && b.sex != 1 {
            self.levels[SURNAME] += WOMEN;
        }
        self.put(FATHER, word(&people.words, &akin.names, a.father, b.father));
        self.put(MOTHER, word(&people.words, &akin.names, a.mother, b.mother));
        self.put(PLACE, word(&people.places, &akin.places, a.place, b.place));
        self.put(RESIDENCE, word(&people.places, &akin.places, a.residence, b.residence));
    }

    fn put(&mut self, field: usize, level: Option<Level>) {
        if let Some(level) = level {
            self.levels[field] = level.alike as u8;
            self.values[field] = level.values;
        }
    }
}

/// The best that two fields have in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Level {
    pub alike: Alike,
    pub values: (u32, u32),
}

fn alike(words: &Words, akin: &Pairs, a: u32, b: u32) -> Alike {
    match words.compare(a, b) {
        Alike::Apart if akin.holds(a, b) => Alike::Form,
        Alike::ApartAcross if akin.holds(a, b) => Alike::FormAcross,
        alike => alike,
    }
}

/// Compares two single words; `None` if one is missing.
pub(crate) fn word(words: &Words, akin: &Pairs, a: u32, b: u32) -> Option<Level> {
    (a != NONE && b != NONE).then(|| Level { alike: alike(words, akin, a, b), values: (a, b) })
}

/// Compares two names of up to three words: their best words count. A name of one word that is one of two counts as
/// a form of it, not as the same.
fn name(
    words: &Words,
    akin: &Pairs,
    (a_number, a): (u32, &Name),
    (b_number, b): (u32, &Name),
) -> Option<Level> {
    if a[0] == NONE || b[0] == NONE {
        return None;
    }
    if a_number == b_number || a == b {
        return Some(Level { alike: Alike::Equal, values: (a[0], b[0]) });
    }
    let several = (a[1] != NONE) != (b[1] != NONE);
    let mut best: Option<Level> = None;
    for x in a.iter().take_while(|w| **w != NONE) {
        for y in b.iter().take_while(|w| **w != NONE) {
            let alike = alike(words, akin, *x, *y);
            if best.is_none_or(|best| alike.plain() < best.alike.plain()) {
                best = Some(Level { alike, values: (*x, *y) });
            }
        }
    }
    best.map(|level| match level.alike {
        Alike::Equal if several => Level { alike: Alike::Form, ..level },
        _ => level,
    })
}
