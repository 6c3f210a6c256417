//! Reading a list: rows wait until there are many, then each column is taken in for itself, several side by side. How
//! many wait is fixed, so that numbers, and with them answers, do not depend on how many hands there are.

mod texts;

use std::sync::{Mutex, PoisonError};

use super::births::Birth;
use super::intern::Interner;
use super::model::{BIRTH, FATHER, FIELDS, GIVEN, MOTHER, PLACE, RESIDENCE, SEX, SURNAME};
use super::population::{FullPopulation, NAME_WORDS, Name, Record, Row, name_words, own_word, sex};
use super::words::{NONE, Words};
use super::{Hands, shared};
use crate::gazetteer::Gazetteer;
use crate::variants::Variants;
use texts::{BirthTexts, NameTexts, PlaceTexts};

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
pub struct Waiting {
    text: String,
    ends: Vec<usize>,
}

impl Waiting {
    /// Whether no more are taken.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.len() >= TOGETHER
    }

    /// Adds a row.
    pub fn add(&mut self, row: &Row<'_>) {
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

/// What a column's work made of the rows that waited.
enum Column {
    Names(Vec<u32>),
    /// Birth and residence of each row, one after the other.
    Places(Vec<u32>),
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
    lock.get_mut().unwrap_or_else(PoisonError::into_inner)
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
        held(&mut new.places).numbers([""].into_iter());
        new
    }

    /// Takes in one record; its place in the list is the number of records before it.
    pub fn add(&mut self, row: &Row<'_>) {
        self.waiting.add(row);
        if self.waiting.is_full() {
            self.take_in(None);
        }
    }

    /// Takes in all that a source has. It is called with rows to fill, until they are full or it has no more; rows that
    /// it leaves empty are the end. While one hand fills, the others take in what came before.
    ///
    /// # Errors
    /// The source's own.
    pub fn read<E: Send>(
        &mut self,
        source: &mut (dyn FnMut(&mut Waiting) -> Result<(), E> + Send),
    ) -> Result<(), E> {
        self.take_in(None);
        source(&mut self.waiting)?;
        let filling = Mutex::new((source, Waiting::default(), Ok(())));
        while self.waiting.len() > 0 {
            self.take_in(Some(&|| {
                let mut filling = filling.lock().unwrap_or_else(PoisonError::into_inner);
                let (source, next, said) = &mut *filling;
                *said = source(next);
            }));
            let mut filling = filling.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut filling.2, Ok(()))?;
            std::mem::swap(&mut self.waiting, &mut filling.1);
        }
        Ok(())
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
        self.take_in(None);
        let births = std::mem::take(held(&mut self.births));
        let unread = births.unread_records;
        let Self { hands, words, places, names, records, .. } = self;
        let places = places.into_inner().unwrap_or_else(PoisonError::into_inner).words;
        FullPopulation::of(words, places, names, records, (unread, births.some_unread()), hands)
    }

    /// Takes in the rows that wait; something else is done beside.
    fn take_in(&mut self, beside: Option<&(dyn Fn() + Sync)>) {
        let columns = shared(self.hands, WORKS + 1, |part| match (part.checked_sub(1), beside) {
            (Some(work), _) => Some(self.column(work)),
            (None, Some(beside)) => {
                beside();
                None
            }
            (None, None) => None,
        });
        self.name_the_new();
        let mut names: [Vec<u32>; NAMES.len()] = Default::default();
        let (mut places, mut births) = (Vec::new(), Vec::new());
        for (at, column) in columns.into_iter().flatten().enumerate() {
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
            place: places[2 * row],
            residence: places[2 * row + 1],
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
            let mut texts = texts.lock().unwrap_or_else(PoisonError::into_inner);
            return Column::Names(texts.numbers(rows.map(|row| cell(row, *column))));
        }
        if work == NAMES.len() {
            let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
            let both = |row| [PLACE, RESIDENCE].map(|column| cell(row, column));
            return Column::Places(places.numbers(rows.flat_map(both)));
        }
        let mut births = self.births.lock().unwrap_or_else(PoisonError::into_inner);
        Column::Births(births.births(rows.map(|row| cell(row, BIRTH))))
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

    /// Two rounds and a few rows more.
    const ROWS: usize = 2 * TOGETHER + 5;

    /// A row of few names, with births that nobody can read among them.
    fn with_row(at: usize, take: impl FnOnce(&Row<'_>)) {
        let (given, surname) = (format!("Amina {}", at % 7), format!("Halimi{}", at % 1000));
        take(&Row {
            given: &given,
            surname: &surname,
            sex: "f",
            birth: if at % TOGETHER == 3 { "soon" } else { "1934-03-12" },
            birth_place: if at.is_multiple_of(2) { "Oran" } else { "Gurs" },
            father: &surname,
            mother: "",
            residence: "Oran",
        });
    }

    fn added(hands: &dyn Hands) -> String {
        let mut people = Population::new(Gazetteer::default(), hands);
        for at in 0..ROWS {
            assert_eq!(people.len(), at);
            with_row(at, |row| people.add(row));
        }
        told(people)
    }

    fn told(people: Population<'_>) -> String {
        let full = people.finish();
        assert_eq!((full.len(), full.unread_births()), (ROWS, (3, vec!["soon"])));
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
        assert!(added(&OneHand) == added(&Backwards));
    }

    #[test]
    fn a_list_that_is_filled_while_it_is_taken_in_is_the_same_list() {
        for hands in [&OneHand as &dyn Hands, &Backwards] {
            let mut people = Population::new(Gazetteer::default(), hands);
            let mut next = 0;
            let filled: Result<(), ()> = people.read(&mut |waiting| {
                while next < ROWS && !waiting.is_full() {
                    with_row(next, |row| waiting.add(row));
                    next += 1;
                }
                Ok(())
            });
            assert_eq!(filled, Ok(()));
            assert!(told(people) == added(&OneHand));
        }
    }

    #[test]
    fn what_a_source_complains_of_is_handed_on() {
        let mut people = Population::new(Gazetteer::default(), &OneHand);
        let mut times = 0;
        let said = people.read(&mut |waiting| {
            with_row(0, |row| waiting.add(row));
            times += 1;
            if times < 3 { Ok(()) } else { Err("the disk is gone") }
        });
        assert_eq!((said, times), (Err("the disk is gone"), 3));
    }
}
