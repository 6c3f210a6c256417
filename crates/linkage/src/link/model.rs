//! The model: how likely each level is for one person, for siblings, for parent and child, for distant kin, and by
//! chance.
//!
//! Within a class the fields are taken as independent; between classes they are not: what relatives share is said by
//! classes of their own. Values' own frequencies act where chance explains an agreement, never where kinship does.

use super::akin::Akin;
use super::births::{KINDS, OUTCOMES};
use super::pattern::{Chances, Compared, MISSING};
use super::population::FullPopulation;
use super::words::Alike;

pub(crate) const FIELDS: usize = 8;
pub(crate) const GIVEN: usize = 0;
pub(crate) const SURNAME: usize = 1;
pub(crate) const SEX: usize = 2;
pub(crate) const BIRTH: usize = 3;
pub(crate) const PLACE: usize = 4;
pub(crate) const FATHER: usize = 5;
pub(crate) const MOTHER: usize = 6;
pub(crate) const RESIDENCE: usize = 7;

/// Levels that a table has room for.
pub(crate) const LEVELS: usize = KINDS * OUTCOMES;
/// Levels of a name or place: those of [`Alike`].
pub(crate) const NAME_LEVELS: u8 = Alike::ApartAcross as u8 + 1;
/// The surnames of women have levels of their own, so many further on.
pub(crate) const WOMEN: u8 = NAME_LEVELS;
/// Two sexes beside given names that agree have levels of their own, so many further on.
pub(crate) const NAMED_ALIKE: u8 = 2;

/// Levels of a field of which each pair has one: their shares add up to one. The others are other kinds of pairs.
pub(crate) fn kinds(field: usize) -> &'static [(usize, usize)] {
    match field {
        SEX => &[(0, 2), (2, 4)],
        BIRTH => &[(0, 6), (6, 12), (12, 18), (18, 24), (24, 30)],
        SURNAME => &[(0, 5), (5, 7), (7, 12), (12, 14)],
        _ => &[(0, 5), (5, 7)],
    }
}

/// What two records may be to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum Class {
    /// One person.
    Same,
    /// Children of the same parents.
    Siblings,
    /// Parent and child.
    ParentChild,
    /// Cousins and other bearers of one surname in one place.
    Kinfolk,
    /// Nothing.
    Chance,
}

pub(crate) const CLASSES: usize = 5;

/// Fields that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Given names.
    Given,
    /// Surname.
    Surname,
    /// Sex.
    Sex,
    /// Birth.
    Birth,
    /// Place of birth.
    BirthPlace,
    /// Father's given name.
    Father,
    /// Mother's given name.
    Mother,
    /// Residence.
    Residence,
}

impl Field {
    /// All, in the order of comparison.
    pub const ALL: [Self; FIELDS] = [
        Self::Given,
        Self::Surname,
        Self::Sex,
        Self::Birth,
        Self::BirthPlace,
        Self::Father,
        Self::Mother,
        Self::Residence,
    ];

    /// The column's name.
    #[must_use]
    pub fn key(self) -> &'static str {
        ["given", "surname", "sex", "birth", "birth_place", "father", "mother", "residence"][self as usize]
    }
}

type Table = [[f32; LEVELS]; FIELDS];

/// How many numbers a model has.
pub(crate) const TABLES: usize = 5 * FIELDS * LEVELS + CLASSES;

/// What was learnt: natural logarithms throughout.
#[derive(Debug, Clone)]
pub struct Model {
    /// One person.
    pub(crate) same: Table,
    /// Siblings, where kinship explains; the rest by chance.
    pub(crate) siblings: Table,
    pub(crate) parent: Table,
    pub(crate) kinfolk: Table,
    pub(crate) chance: Table,
    /// Words that this list uses as forms of one another.
    pub(crate) akin: Akin,
    /// Share of all pairs that each class has.
    pub(crate) prior: [f64; CLASSES],
}

/// One line of the table of weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weight {
    /// The field.
    pub field: Field,
    /// The level's name.
    pub level: &'static str,
    /// How likely the level is within one person, where both values are known.
    pub same: f64,
    /// The same for siblings.
    pub siblings: f64,
    /// The same by chance, over all values.
    pub chance: f64,
}

/// In a table: decided by chance, value by value.
pub(crate) const BY_CHANCE: f32 = f32::INFINITY;

/// Exchanged given name and surname: how often within one person.
const CROSSED: f32 = -4.0;
/// One field says little against a pair that all others speak for; none counts for more than this.
const LEAST: f32 = -6.0;

impl Model {
    /// Natural logarithms of the likelihoods of a comparison in each class, times the class's share.
    pub(crate) fn classes(&self, people: &FullPopulation, compared: &Compared) -> [f64; CLASSES] {
        self.classes_by(&compared.chances(people, self), compared)
    }

    /// The same where it is known what chance makes of each field.
    pub(crate) fn classes_by(&self, chances: &Chances, compared: &Compared) -> [f64; CLASSES] {
        let mut sums = self.prior;
        for field in (0..FIELDS).filter(|field| compared.levels[*field] != MISSING) {
            let said = self.field_by(chances[field], compared.levels[field], field);
            sums.iter_mut().zip(said).for_each(|(sum, said)| *sum += said);
        }
        if compared.crossed {
            sums[Class::Same as usize] += f64::from(CROSSED);
        }
        sums
    }

    /// Natural logarithms of how likely a field's level, which is not missing, is in each class.
    pub(crate) fn field(&self, people: &FullPopulation, compared: &Compared, field: usize) -> [f64; CLASSES] {
        self.field_by(compared.chance(people, self, field), compared.levels[field], field)
    }

    /// The same where it is known what chance makes of the level.
    fn field_by(&self, by_chance: f32, level: u8, field: usize) -> [f64; CLASSES] {
        let of = |table: &Table| {
            let own = table[field][level as usize];
            f64::from(if own == BY_CHANCE { by_chance } else { own.max(LEAST) })
        };
        [of(&self.same), of(&self.siblings), of(&self.parent), of(&self.kinfolk), f64::from(by_chance)]
    }

    /// The model as numbers, always as many.
    pub(crate) fn numbers(&self) -> Vec<f32> {
        let tables = [&self.same, &self.siblings, &self.parent, &self.kinfolk, &self.chance];
        let tables = tables.into_iter().flatten().flatten().copied();
        tables.chain(self.prior.iter().map(|prior| *prior as f32)).collect()
    }

    /// The model of such numbers.
    pub(crate) fn of_numbers(numbers: &[f32]) -> Option<Self> {
        if numbers.len() != TABLES || numbers.iter().any(|number| number.is_nan()) {
            return None;
        }
        let table = |at: usize| -> Table {
            std::array::from_fn(|field| {
                std::array::from_fn(|level| numbers[(at * FIELDS + field) * LEVELS + level])
            })
        };
        Some(Self {
            same: table(0),
            siblings: table(1),
            parent: table(2),
            kinfolk: table(3),
            chance: table(4),
            akin: Akin::default(),
            prior: std::array::from_fn(|class| f64::from(numbers[5 * FIELDS * LEVELS + class])),
        })
    }

    /// Says every class but chance rarer among pairs, by a natural logarithm that is negative.
    pub(crate) fn rarer(&mut self, by: f64) {
        self.prior[..CLASSES - 1].iter_mut().for_each(|prior| *prior += by);
    }

    /// The trained weights, for a reader.
    #[must_use]
    pub fn weights(&self) -> Vec<Weight> {
        let mut all = Vec::new();
        for field in Field::ALL {
            let place = field as usize;
            for (level, name) in kind_names(place).iter().enumerate() {
                let chance = f64::from(self.chance[place][level]).exp();
                let of = |value: f32| if value == BY_CHANCE { chance } else { f64::from(value).exp() };
                all.push(Weight {
                    field,
                    level: name,
                    same: of(self.same[place][level]),
                    siblings: of(self.siblings[place][level]),
                    chance,
                });
            }
        }
        all
    }

    /// How many pairs of a class are expected in a list of `records`.
    #[must_use]
    pub fn expected(&self, class: Class, records: usize) -> f64 {
        self.prior[class as usize].exp() * records as f64 * (records as f64 - 1.0) / 2.0
    }
}

/// The levels' names with the kinds of pairs that have levels of their own.
fn kind_names(field: usize) -> &'static [&'static str] {
    const NAME: [&str; 14] = [
        "equal",
        "form of it",
        "close",
        "initial",
        "apart",
        "two scripts: form of it",
        "two scripts: apart",
        "women: equal",
        "women: form of it",
        "women: close",
        "women: initial",
        "women: apart",
        "women, two scripts: form of it",
        "women, two scripts: apart",
    ];
    const SEXES: [&str; 4] = ["equal", "differs", "names agree: equal", "names agree: differs"];
    const BIRTHS: [&str; LEVELS] = [
        "same day",
        "a day apart or one part differs",
        "up to 2 years",
        "up to 14 years",
        "up to 55 years",
        "further",
        "within a month: fits",
        "within a month: nearly",
        "within a month: up to 2 years",
        "within a month: up to 14 years",
        "within a month: up to 55 years",
        "within a month: further",
        "within a year: fits",
        "within a year: nearly",
        "within a year: up to 2 years",
        "within a year: up to 14 years",
        "within a year: up to 55 years",
        "within a year: further",
        "some years: fits",
        "some years: nearly",
        "some years: up to 2 years",
        "some years: up to 14 years",
        "some years: up to 55 years",
        "some years: further",
        "vague: fits",
        "vague: nearly",
        "vague: up to 2 years",
        "vague: up to 14 years",
        "vague: up to 55 years",
        "vague: further",
    ];
    match field {
        SEX => &SEXES,
        BIRTH => &BIRTHS,
        SURNAME => &NAME,
        _ => &NAME[..NAME_LEVELS as usize],
    }
}

/// The levels' names in reasons, where it does not matter of which kind a pair is: a birth within a month is told as one within a
/// year, one of some years as a vague one.
pub(crate) fn level_name(field: usize, level: usize) -> Option<&'static str> {
    const TOLD: [usize; 5] = [0, 2, 2, 4, 4];
    let names = kind_names(field);
    if field == BIRTH {
        return names.get(TOLD.get(level / OUTCOMES)? * OUTCOMES + level % OUTCOMES).copied();
    }
    names.get(level).map(|name| name.rsplit_once(": ").map_or(*name, |(_, name)| name))
}

/// What the odds of one class are at most: against the likeliest other alone.
pub(crate) fn most_likely(classes: &[f64; CLASSES], class: Class) -> f64 {
    let others = (0..CLASSES).filter(|i| *i != class as usize).map(|i| classes[i]);
    classes[class as usize] - others.fold(f64::MIN, f64::max)
}

/// Natural logarithm of the odds of one class against all others.
pub(crate) fn odds(classes: &[f64; CLASSES], class: Class) -> f64 {
    let others = |i: &usize| *i != class as usize;
    let most = (0..CLASSES).filter(others).map(|i| classes[i]).fold(f64::MIN, f64::max);
    let sum: f64 = (0..CLASSES).filter(others).map(|i| (classes[i] - most).exp()).sum();
    classes[class as usize] - most - sum.ln()
}
