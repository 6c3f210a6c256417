//! Which keys a person is found by, and which a question asks, the rarest first.

use crate::link::keys::{
    Keys, READINGS, day_and_kin, day_and_names, house, key, names, parents, year_and_given, year_and_surname,
};

/// Kinds of keys of this room's own, beyond those of linking.
const NAMES_AND_YEAR: u64 = 40;
const FATHER_AND_NAMES: u64 = 41;
const MOTHER_AND_NAMES: u64 = 42;
const PLACE_AND_NAMES: u64 = 43;
const HOUSE_OF_MOTHER: u64 = 44;
const SURNAME_AND_PLACE: u64 = 45;
const SURNAME_AND_FATHER: u64 = 46;
const SURNAME_AND_MOTHER: u64 = 47;
const DAY: u64 = 48;
const GIVEN_AND_YEAR: u64 = 49;
/// Given name and surname, as [`names`] keys them.
const NAMES: u64 = 0;

/// Bits of one sound within a reading, and sounds that a reading has at most.
const BITS: u32 = 4;
const SOUNDS: u32 = 7;
/// Classes of sound that letters are heard as; see `name::sounds`.
const CLASSES: [u32; 9] = [1, 2, 3, 4, 6, 7, 8, 9, 10];
/// Years by which a written year is off: a year or two, or ten by one digit.
const YEARS_OFF: [i32; 6] = [-1, 1, -2, 2, -10, 10];

/// The bucket of a key, of two to the power of `bits`.
pub(super) fn bucket(key: u64, bits: u32) -> u64 {
    if bits == 0 { 0 } else { key >> (64 - bits) }
}

/// The keys that a person is found by.
pub(super) fn of_record(keys: &Keys, out: &mut dyn FnMut(u64)) {
    names(keys, out);
    with_names(keys, NAMES_AND_YEAR, u64::from(keys.year), out);
    with_names(keys, FATHER_AND_NAMES, u64::from(keys.father), out);
    with_names(keys, MOTHER_AND_NAMES, u64::from(keys.mother), out);
    with_names(keys, PLACE_AND_NAMES, u64::from(keys.place), out);
    day_and_names(keys, out);
    day_and_kin(keys, out);
    year_and_given(keys, out);
    year_and_surname(keys, out);
    parents(keys, out);
    house(keys, out);
    without_given(keys, out);
    without_surname(keys, keys.year, out);
    key(DAY, &[keys.day], out);
}

/// A surname that is another altogether, as a married woman's: the given name with the year and where somebody was born
/// or lived.
fn without_surname(keys: &Keys, year: u32, out: &mut dyn FnMut(u64)) {
    for place in [keys.place, keys.residence] {
        key(GIVEN_AND_YEAR, &[keys.given[0], year, place].map(u64::from), out);
    }
}

/// A given name that is an initial, wrong or missing: the surname with what else is known. And a woman's given name
/// with her mother's and the place, whatever surname she bears.
fn without_given(keys: &Keys, out: &mut dyn FnMut(u64)) {
    let [given, surname] = [keys.given[0], keys.surname[0]].map(u64::from);
    let [father, mother, place] = [keys.father, keys.mother, keys.place].map(u64::from);
    key(HOUSE_OF_MOTHER, &[given, mother, place], out);
    key(SURNAME_AND_FATHER, &[surname, father], out);
    key(SURNAME_AND_MOTHER, &[surname, mother], out);
    key(SURNAME_AND_PLACE, &[surname, place], out);
}

/// Both names, in their likeliest readings, with one more thing known.
fn with_names(keys: &Keys, kind: u64, more: u64, out: &mut dyn FnMut(u64)) {
    for (given, surname) in [(0, 0), (0, 1), (1, 0)] {
        pair(kind, keys.given[given], keys.surname[surname], more, out);
    }
}

fn pair(kind: u64, given: u32, surname: u32, more: u64, out: &mut dyn FnMut(u64)) {
    let (low, high) = (given.min(surname), given.max(surname));
    let parts = [u64::from(low), u64::from(high), more];
    key(kind, if kind == NAMES { &parts[..2] } else { &parts }, out);
}

/// The keys that a question asks, those of few people before those of many; none twice. `forms` are other forms of the
/// given name.
pub(super) fn of_question(keys: &Keys, forms: &[u32]) -> Vec<u64> {
    let mut all: Vec<u64> = Vec::with_capacity(900);
    let others: Vec<Keys> = forms.iter().map(|form| Keys { given: only(*form), ..*keys }).collect();
    let mut met = std::collections::HashSet::new();
    let mut put = |key: u64| {
        if met.insert(key) {
            all.push(key);
        }
    };
    day_and_names(keys, &mut put);
    with_names(keys, NAMES_AND_YEAR, u64::from(keys.year), &mut put);
    with_names(keys, FATHER_AND_NAMES, u64::from(keys.father), &mut put);
    with_names(keys, MOTHER_AND_NAMES, u64::from(keys.mother), &mut put);
    parents(keys, &mut put);
    with_names(keys, PLACE_AND_NAMES, u64::from(keys.place), &mut put);
    year_and_surname(keys, &mut put);
    year_and_given(keys, &mut put);
    if keys.year != 0 {
        years(keys, &others, &mut put);
    }
    day_and_kin(keys, &mut put);
    names(keys, &mut put);
    others.iter().for_each(|other| names(other, &mut put));
    house(keys, &mut put);
    key(DAY, &[keys.day], &mut put);
    misheard(keys, FATHER_AND_NAMES, u64::from(keys.father), &mut put);
    misheard(keys, MOTHER_AND_NAMES, u64::from(keys.mother), &mut put);
    misheard(keys, PLACE_AND_NAMES, u64::from(keys.place), &mut put);
    without_given(keys, &mut put);
    misheard(keys, NAMES, 0, &mut put);
    if keys.year != 0 {
        without_surname(keys, keys.year, &mut put);
        for other in &others {
            without_surname(other, keys.year, &mut put);
        }
        for off in YEARS_OFF {
            without_surname(keys, keys.year.saturating_add_signed(off), &mut put);
        }
    }
    all
}

fn only(form: u32) -> [u32; READINGS] {
    let mut given = [0; READINGS];
    given[0] = form;
    given
}

/// What is asked where a year is known: that year and years near it.
fn years(keys: &Keys, others: &[Keys], put: &mut dyn FnMut(u64)) {
    let near = || YEARS_OFF.iter().map(|off| keys.year.saturating_add_signed(*off));
    for other in others {
        with_names(other, NAMES_AND_YEAR, u64::from(keys.year), put);
    }
    for year in near() {
        with_names(keys, NAMES_AND_YEAR, u64::from(year), put);
    }
    misheard(keys, NAMES_AND_YEAR, u64::from(keys.year), put);
    for year in near() {
        let off = Keys { year, ..*keys };
        year_and_given(&off, put);
        year_and_surname(&off, put);
        others.iter().for_each(|other| with_names(other, NAMES_AND_YEAR, u64::from(year), put));
    }
}

/// The keys of names of which one is a sound off.
fn misheard(keys: &Keys, kind: u64, more: u64, out: &mut dyn FnMut(u64)) {
    if more == 0 && kind != NAMES {
        return;
    }
    let heard = |readings: &[u32]| readings.iter().copied().find(|r| *r != 0 && r >> 31 == 0);
    if let (Some(heard), given) = (heard(&keys.surname), keys.given[0]) {
        one_off(heard, &mut |near| pair(kind, given, near, more, out));
    }
    if let (Some(heard), surname) = (heard(&keys.given), keys.surname[0]) {
        one_off(heard, &mut |near| pair(kind, near, surname, more, out));
    }
}

/// The readings that differ from one by a sound lost, put in, exchanged or moved.
fn one_off(reading: u32, out: &mut dyn FnMut(u32)) {
    let sounds = (32 - reading.leading_zeros()).div_ceil(BITS);
    // An index that was damaged may hold what is no reading.
    if sounds > SOUNDS {
        return;
    }
    for place in 0..=sounds {
        let low = reading & ((1_u32 << (BITS * place)) - 1);
        let high = reading >> (BITS * place);
        if place < sounds {
            let (this, above) = (high & 0xf, high >> BITS);
            out(above << (BITS * place) | low);
            for class in CLASSES.into_iter().filter(|class| *class != this) {
                out((above << BITS | class) << (BITS * place) | low);
            }
            let next = above & 0xf;
            if place + 1 < sounds && next != this {
                out(((above >> BITS << BITS | this) << BITS | next) << (BITS * place) | low);
            }
        }
        if sounds < SOUNDS {
            for class in CLASSES {
                out((high << BITS | class) << (BITS * place) | low);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::one_off;

    /// Every reading of one to four sounds against the definition, by search.
    #[test]
    fn readings_one_sound_off_are_those_that_one_change_makes() {
        let of = |sounds: &[u32]| sounds.iter().fold(0_u32, |sum, sound| sum << 4 | sound);
        let reading = [6_u32, 2, 9];
        let mut near = Vec::new();
        one_off(of(&reading), &mut |r| near.push(r));
        for expected in
            [&[2, 9][..], &[6, 9], &[6, 2], &[2, 6, 9], &[6, 9, 2], &[6, 3, 9], &[6, 2, 9, 8], &[1, 6, 2, 9]]
        {
            assert!(near.contains(&of(expected)), "{expected:?}");
        }
        for other in [&[6, 2, 9][..], &[9], &[2, 9, 6], &[3, 3, 9]] {
            assert!(!near.contains(&of(other)), "{other:?}");
        }
    }
}
