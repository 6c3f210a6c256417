//! Words that the list itself teaches to be forms of one another: two names that nothing in their letters or in the
//! lists of variants connects, and that stand again and again in pairs of records which all other fields make one
//! person (Kurt and Kalmen, Warschau and Варсови). Chance and siblings bring any two names together equally often, so
//! what comes together far more often than that is one name.

use super::gather::Edge;
use super::intern::QuickMap;
use super::keys::form;
use super::model::{Class, FATHER, GIVEN, MOTHER, Model, PLACE, odds};
use super::ordered::Ordered;
use super::pattern::{Compared, Comparer, MISSING};
use super::population::FullPopulation;
use super::{Hands, shared};

/// Pairs of records that must speak for two words, as a sum of probabilities.
const LEAST: f64 = 2.5;
/// How many times more often than by chance.
const LIFT: f64 = 4.0;
/// The other fields make the two records one person at these log-odds or better.
const SURE: f64 = 1.0;
/// Parts of the work; their sums are added in order, so that the answer is the same on any machine.
const PARTS: usize = 16;

/// Words that are forms of one another: names, and places.
#[derive(Debug, Clone, Default)]
pub(crate) struct Akin {
    pub names: Pairs,
    pub places: Pairs,
}

/// Pairs of words, in no direction.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pairs {
    /// Whether a word is in any pair: most are in none.
    known: Vec<u64>,
    pairs: QuickMap<u64, ()>,
}

fn pair(a: u32, b: u32) -> u64 {
    u64::from(a.min(b)) << 32 | u64::from(a.max(b))
}

impl Pairs {
    fn knows(&self, word: u32) -> bool {
        self.known.get(word as usize / 64).is_some_and(|bits| bits >> (word % 64) & 1 == 1)
    }

    pub fn holds(&self, a: u32, b: u32) -> bool {
        self.knows(a) && self.knows(b) && self.pairs.contains_key(&pair(a, b))
    }

    fn none_of(words: usize) -> Self {
        Self { known: vec![0; words / 64 + 1], pairs: QuickMap::default() }
    }

    /// Two words, both of which are among those that there are.
    fn put(&mut self, words: u64) {
        for word in [words >> 32, words & u64::from(u32::MAX)] {
            self.known[word as usize / 64] |= 1 << (word % 64);
        }
        self.pairs.insert(words, ());
    }

    /// The pairs as numbers, in order.
    pub fn numbers(&self) -> Vec<u32> {
        let mut all: Vec<u64> = self.pairs.keys().copied().collect();
        all.sort_unstable();
        all.into_iter().flat_map(|pair| [(pair >> 32) as u32, pair as u32]).collect()
    }

    /// The pairs of such numbers; `None` where one is not among so many words.
    pub fn of_numbers(words: usize, numbers: &[u32]) -> Option<Self> {
        let mut made = Self::none_of(words);
        for two in numbers.chunks(2) {
            let [a, b] = two else { return None };
            if *a as usize >= words || *b as usize >= words {
                return None;
            }
            made.put(pair(*a, *b));
        }
        Some(made)
    }

    fn learn(words: usize, mut told: Vec<Told>, shares: &[f32]) -> Self {
        let mut made = Self::none_of(words);
        // The records of one family say one thing, however many they are: the surest counts.
        told.sort_unstable_by(|x, y| {
            (x.words, x.family).cmp(&(y.words, y.family)).then(y.weight.total_cmp(&x.weight))
        });
        told.dedup_by_key(|told| (told.words, told.family));
        let all: f64 = told.iter().map(|told| f64::from(told.weight)).sum();
        for told in told.chunk_by(|x, y| x.words == y.words) {
            let count: f64 = told.iter().map(|told| f64::from(told.weight)).sum();
            let (a, b) = ((told[0].words >> 32) as u32, told[0].words as u32);
            let share = |word: u32| f64::from(shares[word as usize]).exp();
            if count >= LEAST && count >= LIFT * 2.0 * share(a) * share(b) * all {
                made.put(told[0].words);
            }
        }
        made
    }
}

/// Two words that are apart stand in one field of what is one person.
#[derive(Debug, Clone, Copy)]
struct Told {
    words: u64,
    /// The surname, whatever its form.
    family: u32,
    /// How likely it is one person.
    weight: f32,
}

/// Learns from pairs that may be one person.
pub(crate) fn learn(people: &Ordered<'_>, model: &Model, edges: &[Edge], hands: &dyn Hands) -> Akin {
    let size = edges.len().div_ceil(PARTS).max(1);
    let parts = shared(hands, PARTS, |part| {
        let mut told = [Vec::new(), Vec::new()];
        let from = (part * size).min(edges.len());
        let mut comparer = Comparer::remembering(people.full, &model.akin);
        for edge in edges[from..(from + size).min(edges.len())].iter().filter(|edge| edge.teaches) {
            let (a, b) = (&people.held[edge.a as usize], &people.held[edge.b as usize]);
            if let Some(compared) = comparer.compare(a, b) {
                let family = form(&people.full.words, a.surname[0].max(b.surname[0]));
                tell(people.full, model, &compared, family, &mut told);
            }
        }
        told
    });
    let [mut names, mut places] = [Vec::new(), Vec::new()];
    for [some, others] in parts {
        names.extend(some);
        places.extend(others);
    }
    let full = people.full;
    Akin {
        names: Pairs::learn(full.words.all.len(), names, &full.given.equal),
        places: Pairs::learn(full.places.all.len(), places, &full.place.equal),
    }
}

fn tell(people: &FullPopulation, model: &Model, compared: &Compared, family: u32, told: &mut [Vec<Told>; 2]) {
    if compared.crossed {
        return;
    }
    for field in TAUGHT.into_iter().filter(|field| compared.apart(*field)) {
        let mut others = *compared;
        others.levels[field] = MISSING;
        let sure = odds(&model.classes(people, &others), Class::Same);
        if sure >= SURE {
            let (a, b) = compared.values[field];
            let weight = (1.0 / (1.0 + (-sure).exp())) as f32;
            told[usize::from(field == PLACE)].push(Told { words: pair(a, b), family, weight });
        }
    }
}

/// Fields whose words are many people's, so that two of them can meet again and again.
const TAUGHT: [usize; 4] = [GIVEN, FATHER, MOTHER, PLACE];

/// Whether a pair may teach something, or may be thought of otherwise when something is taught.
pub(super) fn teaches(compared: &Compared) -> bool {
    TAUGHT.into_iter().any(|field| compared.apart(field))
}
