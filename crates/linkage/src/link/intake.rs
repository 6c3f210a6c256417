//! Reading a list: rows wait until there are many, then each column is taken in for itself, several side by side. How
//! many wait is fixed, so that numbers, and with them answers, do not depend on how many hands there are.

use std::sync::Mutex;

use super::births::Birth;
use super::intern::{Interner, QuickMap};
use super::model::{BIRTH, FATHER, FIELDS, GIVEN, MOTHER, PLACE, RESIDENCE, SEX, SURNAME};
use super::population::{FullPopulation, NAME_WORDS, Name, Record, Row, birth, name_words, own_word, sex};
use super::words::{NONE, Words};
use super::{Hands, shared};
use crate::gazetteer::{self, Gazetteer};
use crate::name::normalise;
use crate::variants::Variants;

/// Rows that are taken in together.
const TOGETHER: usize = 1 << 16;
/// Parts in which new words are made and records put together.
const PARTS: usize = 16;

/// The columns of names, each with texts of its own: what is common in one stays near the processor while rare texts of
/// another come and go.
const NAMES: [usize; 4] = [SURNAME, GIVEN, FATHER, MOTHER];
/// Work of a round, the longest first: the columns of names, both places, births.
const WORKS: usize = NAMES.len() + 2;

/// Rows that wait: their cells end to end, in the order of [`Row`], which is that of the fields.
#[derive(Debug, Default)]
struct Waiting {
    text: String,
    ends: Vec<usize>,
}

impl Waiting {
    fn add(&mut self, row: &Row<'_>) {
        let Row { given, surname, sex, birth, birth_place, father, mother, residence } = *row;
        for cell in [given, surname, sex, birth, birth_place, father, mother, residence] {
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
    }

    fn len(&self) -> usize {
        self.ends.len() / FIELDS
    }

    fn cell(&self, row: usize, column: usize) -> &str {
        let at = row * FIELDS + column;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start..self.ends[at]]
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }
}

/// The texts of a column of names.
#[derive(Debug, Default)]
struct NameTexts {
    texts: Interner,
    /// The number of each text's name.
    names: Vec<u32>,
    /// Those that are new in this round, normalised.
    new: Vec<String>,
}

impl NameTexts {
    fn number(&mut self, text: &str) -> u32 {
        let (number, new) = self.texts.number(text);
        if new {
            self.new.push(normalise(text));
        }
        number
    }
}

/// The texts of both columns of places.
#[derive(Debug)]
struct PlaceTexts {
    gazetteer: Gazetteer,
    texts: Interner,
    words: Words,
    /// The word of each text.
    of: Vec<u32>,
}

impl PlaceTexts {
    fn number(&mut self, text: &str) -> u32 {
        let (number, new) = self.texts.number(text);
        if new {
            let key = gazetteer::key(text);
            let group = self.gazetteer.place_of_key(&key).unwrap_or(0);
            self.of.push(self.words.number(&key, group));
        }
        self.of[number as usize]
    }
}

/// The texts of births.
#[derive(Debug, Default)]
struct BirthTexts {
    texts: Interner,
    of: Vec<Birth>,
    unread: QuickMap<u32, Box<str>>,
    unread_records: usize,
}

impl BirthTexts {
    fn number(&mut self, text: &str) -> Birth {
        let (number, new) = self.texts.number(text);
        if new {
            let read = birth(text);
            if read.is_none() {
                self.unread.insert(number, text.into());
            }
            self.of.push(read.unwrap_or(Birth::UNKNOWN));
        }
        self.unread_records += usize::from(self.unread.contains_key(&number));
        self.of[number as usize]
    }

    /// Some of those that could not be read, the first of them.
    fn some_unread(self) -> Vec<Box<str>> {
        let mut some: Vec<(u32, Box<str>)> = self.unread.into_iter().collect();
        some.sort_unstable();
        some.into_iter().take(5).map(|(_, text)| text).collect()
    }
}

/// What a column's work made of the rows that waited.
enum Column {
    Names(Vec<u32>),
    Places(Vec<[u32; 2]>),
    Births(Vec<Birth>),
}

/// A list that is being read.
pub struct Population<'a> {
    hands: &'a dyn Hands,
    waiting: Waiting,
    variants: Variants,
    words: Words,
    names: Vec<Name>,
    records: Vec<Record>,
    name_texts: [Mutex<NameTexts>; NAMES.len()],
    places: Mutex<PlaceTexts>,
    births: Mutex<BirthTexts>,
}

/// What stands behind a lock that nobody else holds; a hand that broke off leaves it as it is.
fn held<T>(lock: &mut Mutex<T>) -> &mut T {
    lock.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl<'a> Population<'a> {
    /// An empty list that knows these places; `hands` share the work of reading it.
    #[must_use]
    pub fn new(gazetteer: Gazetteer, hands: &'a dyn Hands) -> Self {
        let places =
            PlaceTexts { gazetteer, texts: Interner::default(), words: Words::default(), of: Vec::new() };
        let mut new = Self {
            hands,
            waiting: Waiting::default(),
            variants: Variants::default(),
            words: Words::default(),
            // The first name is none.
            names: vec![[NONE; NAME_WORDS]],
            records: Vec::new(),
            name_texts: Default::default(),
            places: Mutex::new(places),
            births: Mutex::default(),
        };
        for texts in &mut new.name_texts {
            let texts = held(texts);
            texts.texts.number("");
            texts.names.push(0);
        }
        held(&mut new.places).number("");
        new
    }

    /// Takes in one record; its place in the list is the number of records before it.
    pub fn add(&mut self, row: &Row<'_>) {
        self.waiting.add(row);
        if self.waiting.len() >= TOGETHER {
            self.take_in();
        }
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len() + self.waiting.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Counts what has been read; nothing can be added any more.
    #[must_use]
    pub fn finish(mut self) -> FullPopulation {
        self.take_in();
        let births = std::mem::take(held(&mut self.births));
        let unread = births.unread_records;
        let Self { words, places, names, records, .. } = self;
        let places = places.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).words;
        FullPopulation::of(words, places, names, records, (unread, births.some_unread()))
    }

    fn take_in(&mut self) {
        let columns = shared(self.hands, WORKS, |work| self.column(work));
        self.name_the_new();
        let mut names: [Vec<u32>; NAMES.len()] = Default::default();
        let (mut places, mut births) = (Vec::new(), Vec::new());
        for (at, column) in columns.into_iter().enumerate() {
            match column {
                Column::Names(numbers) => names[at] = numbers,
                Column::Places(numbers) => places = numbers,
                Column::Births(read) => births = read,
            }
        }
        for (numbers, texts) in names.iter_mut().zip(&mut self.name_texts) {
            let of = &held(texts).names;
            numbers.iter_mut().for_each(|number| *number = of[*number as usize]);
        }
        let [surname, given, father, mother] = &names;
        let own = |parent: u32, row: usize| {
            own_word(&self.names[parent as usize], &self.names[surname[row] as usize])
        };
        let record = |row: usize| Record {
            given: given[row],
            surname: surname[row],
            father: own(father[row], row),
            mother: own(mother[row], row),
            place: places[row][0],
            residence: places[row][1],
            birth: births[row],
            sex: sex(self.waiting.cell(row, SEX)),
        };
        let size = self.waiting.len().div_ceil(PARTS).max(1);
        let parts = shared(self.hands, PARTS, |part| {
            let rows = (part * size).min(self.waiting.len())..((part + 1) * size).min(self.waiting.len());
            rows.map(record).collect::<Vec<Record>>()
        });
        parts.iter().for_each(|part| self.records.extend_from_slice(part));
        self.waiting.clear();
    }

    fn column(&self, work: usize) -> Column {
        let rows = 0..self.waiting.len();
        let cell = |row: usize, column: usize| self.waiting.cell(row, column);
        if let Some((column, texts)) = NAMES.get(work).zip(self.name_texts.get(work)) {
            let mut texts = texts.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            return Column::Names(rows.map(|row| texts.number(cell(row, *column))).collect());
        }
        if work == NAMES.len() {
            let mut places = self.places.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let both = |row| [PLACE, RESIDENCE].map(|column| places.number(cell(row, column)));
            return Column::Places(rows.map(both).collect());
        }
        let mut births = self.births.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Column::Births(rows.map(|row| births.number(cell(row, BIRTH))).collect())
    }

    /// Gives names to the texts that are new, column by column, and words to those names.
    fn name_the_new(&mut self) {
        let mut new_words: Vec<String> = Vec::new();
        for texts in &mut self.name_texts {
            let texts = held(texts);
            for normal in std::mem::take(&mut texts.new) {
                let mut name = [NONE; NAME_WORDS];
                for (slot, word) in name.iter_mut().zip(name_words(&normal)) {
                    let (number, new) = self.words.numbered(word);
                    if new {
                        new_words.push(word.to_owned());
                    }
                    *slot = number;
                }
                texts.names.push(self.names.len() as u32);
                self.names.push(name);
            }
        }
        let size = new_words.len().div_ceil(PARTS).max(1);
        let made = shared(self.hands, PARTS, |part| {
            let some = new_words.iter().skip(part * size).take(size);
            some.map(|word| super::words::make(word, self.variants.group_of_normal(word).unwrap_or(0)))
                .collect::<Vec<_>>()
        });
        made.into_iter().for_each(|part| self.words.all.extend(part));
    }
}

#[cfg(test)]
mod tests {
    use super::{Population, TOGETHER};
    use crate::gazetteer::Gazetteer;
    use crate::link::{Hands, OneHand, Row};

    /// The last part first.
    struct Backwards;

    impl Hands for Backwards {
        fn share(&self, parts: usize, job: &(dyn Fn(usize) + Sync)) {
            (0..parts).rev().for_each(job);
        }
    }

    /// Two rounds and a few rows more, of few names; births that nobody can read among them.
    fn read(hands: &dyn Hands) -> String {
        let rows = 2 * TOGETHER + 5;
        let mut people = Population::new(Gazetteer::default(), hands);
        for row in 0..rows {
            assert_eq!(people.len(), row);
            let (given, surname) = (format!("Amina {}", row % 7), format!("Halimi{}", row % 1000));
            let birth = if row % TOGETHER == 3 { "soon" } else { "1934-03-12" };
            people.add(&Row {
                given: &given,
                surname: &surname,
                sex: "f",
                birth,
                birth_place: if row % 2 == 0 { "Oran" } else { "Gurs" },
                father: &surname,
                mother: "",
                residence: "Oran",
            });
        }
        let full = people.finish();
        assert_eq!((full.len(), full.unread_births()), (rows, (3, vec!["soon"])));
        let (first, later) = (&full.records[1], &full.records[1 + 7000]);
        assert_eq!(
            (first.given, first.surname),
            (later.given, later.surname),
            "before the first round's end"
        );
        let after = &full.records[1 + 10 * 7000];
        assert_eq!((first.given, first.surname), (after.given, after.surname), "and behind it");
        assert_ne!(full.records[0].place, first.place);
        assert_eq!(full.records[0].residence, first.residence);
        assert_eq!(full.words.all.len(), 1 + 1 + 7 + 1000, "none, Amina, what is beside her, and the houses");
        format!("{:?}{:?}{:?}", full.words.all, full.names, full.records)
    }

    #[test]
    fn a_list_is_read_alike_whoever_does_which_part_first() {
        assert!(read(&OneHand) == read(&Backwards));
    }
}
