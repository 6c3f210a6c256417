//! Two records compared, field by field, to levels; and how likely each level would be by chance.

use super::akin::Akin;
use super::births::{self, OUTCOMES};
use super::intern::mix;
use super::model::{
    BIRTH, FATHER, FIELDS, GIVEN, MOTHER, Model, NAME_LEVELS, NAMED_ALIKE, PLACE, RESIDENCE, SEX, SURNAME,
    WOMEN,
};
use super::ordered::Held;
use super::population::{FullPopulation, Name, Record};
use super::shares::Shares;
use super::words::{Alike, NONE};

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

/// What chance makes of each field of a comparison; of a field that is missing it says nothing.
pub(crate) type Chances = [f32; FIELDS];

impl Compared {
    /// What chance makes of each field.
    pub fn chances(&self, people: &FullPopulation, model: &Model) -> Chances {
        std::array::from_fn(|field| self.chance(people, model, field))
    }
}

/// Compares records, and remembers what it said of words: the same names meet again and again.
#[derive(Debug)]
pub(crate) struct Comparer<'a> {
    people: &'a FullPopulation,
    akin: &'a Akin,
    /// Two words and what was said of them; another two may take their place. Empty where nothing is remembered.
    said: Vec<(u64, Alike)>,
}

/// How many pairs of words are remembered: as many as stay near the processor.
const REMEMBERED: usize = 1 << 13;
/// Tells places from names.
const OF_PLACES: u64 = 1 << 63;

impl<'a> Comparer<'a> {
    /// For a few records.
    pub fn new(people: &'a FullPopulation, akin: &'a Akin) -> Self {
        Self { people, akin, said: Vec::new() }
    }

    /// For many.
    pub fn remembering(people: &'a FullPopulation, akin: &'a Akin) -> Self {
        Self { people, akin, said: vec![(0, Alike::Equal); REMEMBERED] }
    }

    /// Compares two records; `None` early where neither name agrees and nothing else could make up for it.
    pub fn compare(&mut self, a: &Held, b: &Held) -> Option<Compared> {
        let mut made = Compared { levels: [MISSING; FIELDS], values: [(0, 0); FIELDS], crossed: false };
        let (given, surname) = (self.name(&a.given, &b.given), self.name(&a.surname, &b.surname));
        let apart = |x: &Option<Level>| x.is_none_or(|l| l.alike.plain() == Alike::Apart);
        if apart(&given) && apart(&surname) {
            let (born, also) = (&a.record.birth, &b.record.birth);
            let (one, two) = (self.name(&a.given, &b.surname), self.name(&a.surname, &b.given));
            let near = |x: &Option<Level>| x.is_some_and(|l| l.alike.plain() <= Alike::Close);
            if near(&one) && near(&two) {
                made.crossed = true;
                made.put(GIVEN, one);
                made.put(SURNAME, two);
            } else if born.exact() && born.lo == also.lo && born.hi == also.hi {
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
        self.rest(&mut made, &a.record, &b.record);
        Some(made)
    }

    /// Compares two records, whatever they have in common.
    pub fn whole(&mut self, a: &Held, b: &Held) -> Compared {
        let mut made = Compared { levels: [MISSING; FIELDS], values: [(0, 0); FIELDS], crossed: false };
        made.put(GIVEN, self.name(&a.given, &b.given));
        made.put(SURNAME, self.name(&a.surname, &b.surname));
        self.rest(&mut made, &a.record, &b.record);
        made
    }

    /// All fields but the names.
    fn rest(&mut self, made: &mut Compared, a: &Record, b: &Record) {
        made.births(self.people, a, b);
        made.sexes(a, b);
        made.put(FATHER, self.word(a.father, b.father));
        made.put(MOTHER, self.word(a.mother, b.mother));
        made.put(PLACE, self.place(a.place, b.place));
        made.put(RESIDENCE, self.place(a.residence, b.residence));
    }

    /// Compares two single words; `None` if one is missing.
    pub fn word(&mut self, a: u32, b: u32) -> Option<Level> {
        (a != NONE && b != NONE).then(|| Level { alike: self.alike(0, a, b), values: (a, b) })
    }

    /// The same for places.
    pub fn place(&mut self, a: u32, b: u32) -> Option<Level> {
        (a != NONE && b != NONE).then(|| Level { alike: self.alike(OF_PLACES, a, b), values: (a, b) })
    }

    fn alike(&mut self, kind: u64, a: u32, b: u32) -> Alike {
        if a == b {
            return Alike::Equal;
        }
        let both = kind | u64::from(a) << 32 | u64::from(b);
        let at = mix(both) as usize & (REMEMBERED - 1);
        if let Some((_, alike)) = self.said.get(at).filter(|(before, _)| *before == both) {
            return *alike;
        }
        let (words, akin) = match kind {
            OF_PLACES => (&self.people.places, &self.akin.places),
            _ => (&self.people.words, &self.akin.names),
        };
        let alike = match words.compare(a, b) {
            Alike::Apart if akin.holds(a, b) => Alike::Form,
            Alike::ApartAcross if akin.holds(a, b) => Alike::FormAcross,
            alike => alike,
        };
        if let Some(slot) = self.said.get_mut(at) {
            *slot = (both, alike);
        }
        alike
    }

    /// Compares two names of up to three words: their best words count. A name of one word that is one of two counts
    /// as a form of it, not as the same.
    pub fn name(&mut self, a: &Name, b: &Name) -> Option<Level> {
        if a[0] == NONE || b[0] == NONE {
            return None;
        }
        if a == b {
            return Some(Level { alike: Alike::Equal, values: (a[0], b[0]) });
        }
        let several = (a[1] != NONE) != (b[1] != NONE);
        let mut best: Option<Level> = None;
        for x in a.iter().take_while(|w| **w != NONE) {
            for y in b.iter().take_while(|w| **w != NONE) {
                let alike = self.alike(0, *x, *y);
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
}

impl Compared {
    fn births(&mut self, people: &FullPopulation, a: &Record, b: &Record) {
        self.levels[BIRTH] = match births::level(&a.birth, &b.birth) {
            births::MISSING => MISSING,
            level => level,
        };
        if self.levels[BIRTH] != MISSING && self.levels[BIRTH].is_multiple_of(OUTCOMES as u8) {
            let wider = if a.birth.hi - a.birth.lo >= b.birth.hi - b.birth.lo { &a.birth } else { &b.birth };
            let place = |day: i32| (day - people.first_day).max(0).unsigned_abs();
            self.values[BIRTH] = (place(wider.lo), place(wider.hi));
        }
    }

    /// Sexes, and what they say of the names.
    fn sexes(&mut self, a: &Record, b: &Record) {
        if a.sex != 0 && b.sex != 0 {
            // Names that agree are those of one sex.
            let named = self.levels[GIVEN] != MISSING && !self.apart(GIVEN);
            self.levels[SEX] = u8::from(a.sex != b.sex) + if named { NAMED_ALIKE } else { 0 };
        }
        // Women may bear another name when they have married.
        if self.levels[SURNAME] != MISSING && a.sex.max(b.sex) == 2 && a.sex != 1 && b.sex != 1 {
            self.levels[SURNAME] += WOMEN;
        }
    }

    /// Whether the words of a field, which is none of the surname, have nothing in common.
    pub fn apart(&self, field: usize) -> bool {
        [Alike::Apart as u8, Alike::ApartAcross as u8].contains(&self.levels[field])
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
