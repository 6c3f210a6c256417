//! What is given to the placement planner: children, homes, and what each harm weighs.

use super::amount::Amount;
use serde::Serialize;

/// Children in one problem. Ten times the camps of a department; the bound on sums rests on it.
pub const MAX_CHILDREN: usize = 20_000;
/// Homes in one problem.
pub const MAX_HOMES: usize = 5_000;
/// Languages, needs or offers of one child or home.
pub const MAX_WORDS: usize = 100;
/// Beds of one entry.
pub const MAX_COUNT: u32 = 1_000_000;

// The largest objective, in the finest steps the search counts in, fits 64 bits.
const _: () =
    assert!(Amount::MAX as i128 * (MAX_WORDS as i128 + 4) * 1024 * (MAX_CHILDREN as i128) < i64::MAX as i128);

/// What somebody calls a child, a home or a group: text or a whole number, given back as it came.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
pub enum Id {
    Number(i64),
    Text(String),
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Id::Number(n) => write!(f, "{n}"),
            Id::Text(text) => f.write_str(text),
        }
    }
}

/// Whom a bed takes, and what a child is counted as in a dormitory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    F,
    M,
}

impl Sex {
    /// `f` or `m`.
    pub fn code(self) -> &'static str {
        match self {
            Sex::F => "f",
            Sex::M => "m",
        }
    }
}

/// A child to be placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    pub id: Id,
    /// Siblings, or whoever must stay together, name the same group.
    pub group: Option<Id>,
    pub sex: Sex,
    /// Completed years.
    pub age: u16,
    pub languages: Vec<String>,
    pub needs: Vec<String>,
    /// The name the schema keeps for the needs kept food and day of rest.
    pub observant: bool,
}

/// `count` beds alike, each for one child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bed {
    /// None: any.
    pub sex: Option<Sex>,
    /// Youngest and oldest age, both included.
    pub from: u16,
    pub to: u16,
    pub count: u32,
}

impl Bed {
    /// It takes such a child.
    pub fn takes(&self, child: &Child) -> bool {
        self.sex.is_none_or(|sex| sex == child.sex) && (self.from..=self.to).contains(&child.age)
    }
}

/// A home with its beds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    pub id: Id,
    pub beds: Vec<Bed>,
    pub languages: Vec<String>,
    pub offers: Vec<String>,
    pub observant: bool,
}

/// What each harm weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Costs {
    /// A child without a place.
    pub unplaced: Amount,
    /// A group, for each home used beyond its first.
    pub split: Amount,
    /// A need that the home does not offer.
    pub need: Amount,
    /// An observant child in a home that is not.
    pub observance: Amount,
    /// A child and a home that share no language. A child of whom no language is known shares none.
    pub language: Amount,
}

impl Default for Costs {
    fn default() -> Costs {
        Costs {
            unplaced: Amount::whole(1000),
            split: Amount::whole(100),
            need: Amount::whole(50),
            observance: Amount::whole(10),
            language: Amount::whole(5),
        }
    }
}

/// A child and a home, by their index in the problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    pub child: usize,
    pub home: usize,
}

/// Who is to be placed where. Read with [`Problem::parse`]; ids are unique, pairs point at somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    pub children: Vec<Child>,
    pub homes: Vec<Home>,
    pub costs: Costs,
    /// Already decided: kept, whatever it costs.
    pub fixed: Vec<Pair>,
    /// Never proposed.
    pub forbidden: Vec<Pair>,
    /// Needs do not decide who is left out: see [`Problem::left_out`].
    pub needs_blind: bool,
    /// JSON paths of keys that this version does not know: said, and without effect.
    pub ignored: Vec<String>,
}

impl Problem {
    /// Needs of the child that the home does not offer.
    pub fn missing<'a>(&'a self, child: &'a Child, home: &'a Home) -> impl Iterator<Item = &'a str> {
        child.needs.iter().filter(|need| !home.offers.contains(need)).map(String::as_str)
    }

    /// Languages that both have.
    pub fn shared<'a>(&'a self, child: &'a Child, home: &'a Home) -> impl Iterator<Item = &'a str> {
        child.languages.iter().filter(|language| home.languages.contains(language)).map(String::as_str)
    }

    /// What it costs that this child lives in this home, siblings aside.
    pub fn fit_cost(&self, child: &Child, home: &Home) -> Amount {
        let missing = self.missing(child, home).count() as i64;
        let strict = i64::from(child.observant && !home.observant);
        let mute = i64::from(self.shared(child, home).next().is_none());
        let Costs { need, observance, language, .. } = self.costs;
        Amount(missing * need.0 + strict * observance.0 + mute * language.0)
    }

    /// What it costs that this child has no place.
    ///
    /// By the letter of the schema this is `unplaced`, whoever the child is; then of two children for one bed
    /// the one whose needs the home does not offer is the dearer to place, and is left out. With `needs_blind`
    /// each need makes leaving the child out dearer by its own cost and by one step more: a need the home does
    /// not offer never makes a place less likely, and in a tie the child with more needs has the bed.
    pub fn left_out(&self, child: &Child) -> Amount {
        let weight = if self.needs_blind { self.costs.need.0 + self.step() } else { 0 };
        Amount(self.costs.unplaced.0 + weight * child.needs.len() as i64)
    }

    /// The largest amount of which every cost is a multiple, so every objective too.
    pub fn step(&self) -> i64 {
        let Costs { unplaced, split, need, observance, language } = self.costs;
        [unplaced, split, need, observance, language].iter().fold(0, |a, b| gcd(a, b.0)).max(1)
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
