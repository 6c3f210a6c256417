//! The list as it is compared: texts once, records small.

use jiff::civil::Date;

use super::births::Birth;
use super::model::{FATHER, GIVEN, MOTHER, PLACE, SURNAME};
use super::shares::{
    Born, COUNTED_BEFORE, Forms, GIVEN_SHARE, PARENT_SHARE, PLACE_SHARE, RAREST_DAY, SURNAME_SHARE, Shares,
    shares,
};
use super::words::{NONE, Words};
use super::{Hands, shared};
use crate::edtf::{self, Edtf};
use crate::variants::PARTICLES;

/// Words kept of one name.
pub(crate) const NAME_WORDS: usize = 3;

/// One record as it stands in the list. Empty is unknown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Row<'a> {
    /// Given names.
    pub given: &'a str,
    /// Surname.
    pub surname: &'a str,
    /// Sex, as a word or letter of the usual languages.
    pub sex: &'a str,
    /// Birth: EDTF, or as registers write it.
    pub birth: &'a str,
    /// Place of birth.
    pub birth_place: &'a str,
    /// The father's given name, or whole name.
    pub father: &'a str,
    /// The mother's.
    pub mother: &'a str,
    /// Where the person lived.
    pub residence: &'a str,
}

/// A name in words; unused places are [`NONE`].
pub(crate) type Name = [u32; NAME_WORDS];

/// One record, small enough that two fit side by side.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record {
    pub given: u32,
    pub surname: u32,
    pub father: u32,
    pub mother: u32,
    pub place: u32,
    pub residence: u32,
    pub birth: Birth,
    pub sex: u8,
}

/// A list that has been read whole.
#[derive(Debug)]
pub struct FullPopulation {
    pub(crate) words: Words,
    pub(crate) places: Words,
    pub(crate) names: Vec<Name>,
    pub(crate) records: Vec<Record>,
    pub(crate) given: Shares,
    pub(crate) surname: Shares,
    pub(crate) father: Shares,
    pub(crate) mother: Shares,
    pub(crate) place: Shares,
    /// Natural logarithm of each exact day's share, from `first_day` on.
    pub(crate) days: Vec<f32>,
    /// The same, added up.
    pub(crate) born: Born,
    pub(crate) first_day: i32,
    pub(crate) unread_births: (usize, Vec<Box<str>>),
}

impl FullPopulation {
    /// Counts what has been read.
    pub(super) fn of(
        words: Words,
        places: Words,
        names: Vec<Name>,
        records: Vec<Record>,
        unread_births: (usize, Vec<Box<str>>),
        hands: &dyn Hands,
    ) -> Self {
        /// What is counted, each by another hand, and the share that a value has by and large: of both places one.
        const COUNTED: [(usize, f64); 5] = [
            (GIVEN, GIVEN_SHARE),
            (SURNAME, SURNAME_SHARE),
            (FATHER, PARENT_SHARE),
            (MOTHER, PARENT_SHARE),
            (PLACE, PLACE_SHARE),
        ];
        let exact = || records.iter().map(|r| &r.birth).filter(|b| b.exact()).map(|b| b.lo);
        let first_day = exact().min().unwrap_or(0);
        let last_day = exact().max().unwrap_or(0);
        let mut days = vec![0_u32; (last_day - first_day + 1) as usize];
        exact().for_each(|day| days[(day - first_day) as usize] += 1);
        let all: f64 = days.iter().map(|n| f64::from(*n)).sum::<f64>() + COUNTED_BEFORE;
        // A day is no rarer than its even part of eighty years, and a short list makes none common.
        let days: Vec<f32> = days.iter().map(|n| (f64::from(*n) / all).max(RAREST_DAY).ln() as f32).collect();
        let forms = [Forms::new(&words), Forms::new(&places)];
        let made = shared(hands, COUNTED.len(), |what| {
            let (column, usual) = COUNTED[what];
            let places_too = column == PLACE;
            let mut counts = vec![0_u32; if places_too { places.all.len() } else { words.all.len() }];
            let mut count = |word: u32| counts[word as usize] += u32::from(word != NONE);
            for record in &records {
                match column {
                    GIVEN => names[record.given as usize].into_iter().for_each(&mut count),
                    SURNAME => names[record.surname as usize].into_iter().for_each(&mut count),
                    FATHER => count(record.father),
                    MOTHER => count(record.mother),
                    _ => [record.place, record.residence].into_iter().for_each(&mut count),
                }
            }
            shares(&forms[usize::from(places_too)], &counts, usual)
        });
        let mut made = made.into_iter();
        let mut next = || made.next().unwrap_or_default();
        Self {
            given: next(),
            surname: next(),
            father: next(),
            mother: next(),
            place: next(),
            words,
            places,
            names,
            records,
            born: Born::of(&days),
            days,
            first_day,
            unread_births,
        }
    }
    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// In how many records a birth could not be read, and some of those texts.
    #[must_use]
    pub fn unread_births(&self) -> (usize, Vec<&str>) {
        let (records, some) = &self.unread_births;
        (*records, some.iter().map(|text| &**text).collect())
    }
}

/// The words of a normalised name that are kept: without particles, where anything else remains.
pub(crate) fn name_words(normal: &str) -> Vec<&str> {
    let all = || normal.split(' ').filter(|word| !word.is_empty());
    let plain: Vec<&str> = all().filter(|word| !PARTICLES.contains(word)).collect();
    if plain.is_empty() { all().collect() } else { plain }
}

/// The word of a parent's name that is not the family's.
pub(crate) fn own_word(parent: &Name, family: &Name) -> u32 {
    let own = parent.iter().find(|word| **word != NONE && !family.contains(word));
    own.copied().unwrap_or(parent[0])
}

/// 1 male, 2 female, 0 unknown.
pub(crate) fn sex(text: &str) -> u8 {
    match text.trim().chars().next().map(|c| c.to_lowercase().next().unwrap_or(c)) {
        Some('m' | 'h' | 'g' | 'b' | '1' | 'м' | 'ז' | 'ذ') => 1,
        Some('f' | 'w' | '2' | 'ж' | 'נ' | 'أ') => 2,
        _ => 0,
    }
}

/// Reads a birth; `None` if there is a text that cannot be read.
pub(crate) fn birth(text: &str) -> Option<Birth> {
    let text = text.trim();
    let compact = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let written;
    let text = if compact {
        written = format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]);
        &written
    } else {
        text
    };
    let date = match edtf::loose(text, &edtf::Reading::default()) {
        Ok(date) => date,
        Err(edtf::EdtfProblem::Empty | edtf::EdtfProblem::SaidUnknown) => return Some(Birth::UNKNOWN),
        Err(_) => return None,
    };
    Some(of_edtf(&date))
}

fn of_edtf(date: &Edtf) -> Birth {
    /// An open end of an interval is taken to be so far off: forty years.
    const OPEN: i32 = 14_610;
    let bounds = date.bounds();
    let day =
        |d: Date| i32::try_from(d.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24).unwrap_or(0);
    let (lo, hi) = match (bounds.earliest.map(day), bounds.latest.map(day)) {
        (Some(lo), Some(hi)) => (lo, hi),
        (Some(lo), None) => (lo, lo.saturating_add(OPEN)),
        (None, Some(hi)) => (hi.saturating_sub(OPEN), hi),
        (None, None) => return Birth::UNKNOWN,
    };
    let exact = bounds.earliest.filter(|_| lo == hi);
    Birth {
        lo,
        hi,
        vague: date.is_approximate() || date.is_uncertain(),
        month: exact.map_or(0, |d| d.month() as u8),
        day: exact.map_or(0, |d| d.day() as u8),
    }
}
