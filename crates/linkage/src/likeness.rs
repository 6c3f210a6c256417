//! How alike two people are by name, birth and sex, with the reasons.
//!
//! For one question at a time: someone types a name, and people already known are ranked. The scores order
//! candidates; they are no probabilities, and their constants were set by hand. Nothing here joins anybody: a
//! person reads the reasons and decides.

mod jaro_winkler;

use serde::Serialize;

use crate::edtf::Edtf;
use crate::name::{Key, SKELETON_MARK, key, skeleton, tokens};

pub use jaro_winkler::jaro_winkler;
pub(crate) use jaro_winkler::of_bytes as jaro_winkler_of;

/// Skeletons shorter than this are shared by too many names to be worth an entry in an index.
const SHORTEST_INDEXED_SKELETON: usize = 2;

/// Words of a question that are looked at. A name of more words is a sentence.
const MOST_ASKED: usize = 16;
/// Words of a candidate that are looked at, over all names the candidate bears.
const MOST_FOUND: usize = 64;

/// A beginning of a word counts from here (nothing typed) to 1 (all of it typed).
const PREFIX_FROM: f64 = 0.75;
/// Jaro-Winkler below this is chance: most unrelated surnames reach 0.7.
const CLOSE_FROM: f64 = 0.85;
/// What a token that is just [`CLOSE_FROM`], and one that is almost equal, count for.
const CLOSE_WORTH: (f64, f64) = (0.60, 0.95);
/// What an equal skeleton counts for: three consonants and more, or fewer.
const SKELETON_WORTH: (f64, f64) = (0.80, 0.60);
/// What a skeleton that begins another one, in another script, counts for.
const SKELETON_PREFIX_WORTH: f64 = 0.65;
/// What two words that are close and share a skeleton count for at most: less than equal ones.
const MOST_UNEQUAL: f64 = 0.98;
/// A candidate's names that nobody asked for cost at most this share.
const UNASKED_COST: f64 = 0.05;

/// Share of the birth in the score, where both births are known.
const BIRTH_SHARE: f64 = 0.25;
/// What the births count for: the same day, day and month exchanged, or bounds that overlap.
const BIRTH_SAME: f64 = 1.0;
const BIRTH_SWAPPED: f64 = 0.85;
const BIRTH_OVERLAPS: f64 = 0.8;
/// Days by which an uncertain or approximate birth may miss without being held against anyone: two years.
const APPROXIMATE_SLACK: u32 = 731;
/// Births further apart than this (ten years) are rather a parent and a child of one name.
const FAR_APART: u32 = 3653;
const FAR_APART_FACTOR: f64 = 0.6;
const SEX_DIFFERS_FACTOR: f64 = 0.85;
/// A birth alone, without any name to compare, proves little.
const NAMELESS_FACTOR: f64 = 0.5;
/// Below this a candidate is not worth showing.
const LEAST: f64 = 0.45;
const LEAST_NAMELESS: f64 = 0.4;

/// What is known of one person, or asked about one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facets<'a> {
    /// Normalised words of all names ([`tokens`]), in any order. Entries of
    /// [`index_tokens`] may stand among them; skeletons are passed over. Of a
    /// question the first 16 count, of a candidate the first 64.
    pub names: &'a [String],
    /// Birth, as far as it is known.
    pub birth: Option<&'a Edtf>,
    /// Sex as one letter of the caller's choosing; `None` where it is unknown. Only compared for equality.
    pub sex: Option<char>,
}

/// A candidate's rank and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Likeness {
    /// From 0 to 1; 1 is everything equal that could be compared. Not a probability.
    pub score: f64,
    /// Names first, in the order asked, then birth, then sex.
    pub reasons: Vec<Reason>,
}

/// Something two people have in common, or that speaks against them. `asked` and `found` are places in the
/// `names` of the question and of the candidate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// The same word.
    TokenEqual {
        /// Place in the question's names.
        asked: usize,
        /// Place in the candidate's names.
        found: usize,
    },
    /// The word asked for is the beginning of the word found.
    TokenPrefix {
        /// Place in the question's names.
        asked: usize,
        /// Place in the candidate's names.
        found: usize,
    },
    /// Two spellings that are close.
    TokenClose {
        /// Place in the question's names.
        asked: usize,
        /// Place in the candidate's names.
        found: usize,
        /// Jaro-Winkler, from 0.85 to 1.
        similarity: f64,
    },
    /// The same consonants, perhaps in another script.
    SkeletonEqual {
        /// Place in the question's names.
        asked: usize,
        /// Place in the candidate's names.
        found: usize,
    },
    /// The consonants asked for begin the word found, in another script.
    SkeletonPrefix {
        /// Place in the question's names.
        asked: usize,
        /// Place in the candidate's names.
        found: usize,
    },
    /// Born on the same full day.
    BirthSame,
    /// Two full days that differ by day and month exchanged.
    BirthDayMonthSwapped,
    /// The births, as far as they are known, may be the same.
    BirthOverlaps,
    /// The births cannot be the same as written.
    BirthApart {
        /// Days between the nearest bounds.
        days: u32,
    },
    /// Both sexes are recorded, and differ.
    SexDiffers,
}

/// What a search index stores for a name: its [`tokens`], and their [`skeleton`]s behind a [`SKELETON_MARK`].
/// A search looks up the same for what was typed; an unfinished word is a range, over words and skeletons alike.
#[must_use]
pub fn index_tokens(name: &str) -> Vec<String> {
    let mut all = tokens(name);
    let mut skeletons: Vec<String> = all
        .iter()
        .map(|token| skeleton(token))
        .filter(|key| key.len() >= SHORTEST_INDEXED_SKELETON)
        .map(|key| format!("{SKELETON_MARK}{key}"))
        .collect();
    skeletons.sort_unstable();
    skeletons.dedup();
    all.append(&mut skeletons);
    all
}

/// How alike a candidate is to what is asked; `None` if not enough to show.
///
/// Words of the question may be unfinished: somebody is typing. Every word asked for is given its best
/// counterpart; names of the candidate that nobody asked for hardly count against it. Not symmetric.
#[must_use]
pub fn likeness(query: &Facets<'_>, candidate: &Facets<'_>) -> Option<Likeness> {
    let matched = Matched::new(query.names, candidate.names);
    let birth = query.birth.zip(candidate.birth).map(|(a, b)| compare_births(a, b));
    let nameless = matched.asked == 0 || matched.found == 0;
    let mut score = match (nameless, &birth) {
        (true, None) => return None,
        (true, Some(birth)) => birth.worth * NAMELESS_FACTOR,
        (false, None) => matched.score(),
        (false, Some(birth)) => {
            let names = matched.score();
            if names == 0.0 {
                return None;
            }
            (names * (1.0 - BIRTH_SHARE) + birth.worth * BIRTH_SHARE) * birth.factor
        }
    };
    let sex_differs = query.sex.zip(candidate.sex).is_some_and(|(a, b)| !a.eq_ignore_ascii_case(&b));
    if sex_differs {
        score *= SEX_DIFFERS_FACTOR;
    }
    if score < if nameless { LEAST_NAMELESS } else { LEAST } {
        return None;
    }
    let mut reasons = Vec::with_capacity(matched.asked + 2);
    reasons.extend(matched.pairs.iter().flatten().map(|pair| pair.reason));
    reasons.extend(birth.map(|birth| birth.reason));
    reasons.extend(sex_differs.then_some(Reason::SexDiffers));
    Some(Likeness { score: score.clamp(0.0, 1.0), reasons })
}

/// A word asked for and its best counterpart.
#[derive(Clone, Copy)]
struct Pair {
    worth: f64,
    reason: Reason,
}

/// The counterparts of all words asked for, on the stack.
struct Matched {
    pairs: [Option<Pair>; MOST_ASKED],
    /// Words asked for, and the sum of their lengths: a long word tells more than a short one.
    asked: usize,
    weight: f64,
    worth: f64,
    found: usize,
    taken: u64,
}

impl Matched {
    fn new(asked: &[String], found: &[String]) -> Self {
        let found = &found[..found.len().min(MOST_FOUND)];
        let mut matched =
            Self { pairs: [None; MOST_ASKED], asked: 0, weight: 0.0, worth: 0.0, found: 0, taken: 0 };
        matched.found = words(found).count();
        let mut open = 0_u32;
        // Equal words first, so that an unfinished word does not take what another one names in full.
        for (i, word) in words(asked).take_while(|(i, _)| *i < MOST_ASKED) {
            matched.asked += 1;
            let weight = word.chars().count() as f64;
            matched.weight += weight;
            let free = |j: &usize| matched.taken >> j & 1 == 0;
            match words(found).find(|(j, other)| *other == word && free(j)) {
                Some((j, _)) => {
                    let reason = Reason::TokenEqual { asked: i, found: j };
                    matched.take(i, j, weight, Pair { worth: 1.0, reason });
                }
                None => open |= 1 << i,
            }
        }
        if open != 0 {
            matched.second_best(asked, found, open);
        }
        matched
    }

    fn second_best(&mut self, asked: &[String], found: &[String], open: u32) {
        let mut keys = [None; MOST_FOUND];
        for (i, word) in words(asked).take_while(|(i, _)| *i < MOST_ASKED).filter(|(i, _)| open >> i & 1 == 1)
        {
            let asked_key = key(word);
            let mut best: Option<(usize, Pair)> = None;
            for (j, other) in words(found).filter(|(j, _)| self.taken >> j & 1 == 0) {
                let pair = compare_words((i, word, &asked_key), (j, other, &mut keys[j]));
                if pair.is_some_and(|pair| best.is_none_or(|(_, best)| pair.worth > best.worth)) {
                    best = pair.map(|pair| (j, pair));
                }
            }
            if let Some((j, pair)) = best {
                self.take(i, j, word.chars().count() as f64, pair);
            }
        }
    }

    fn take(&mut self, asked: usize, found: usize, weight: f64, pair: Pair) {
        self.pairs[asked] = Some(pair);
        self.taken |= 1 << found;
        self.worth += pair.worth * weight;
    }

    fn score(&self) -> f64 {
        if self.weight == 0.0 {
            return 0.0;
        }
        let unasked = self.found - self.taken.count_ones() as usize;
        self.worth / self.weight * (1.0 - UNASKED_COST * unasked as f64 / self.found.max(1) as f64)
    }
}

/// The words among the names, with their places; skeletons and empty entries are passed over.
fn words(names: &[String]) -> impl Iterator<Item = (usize, &str)> {
    names
        .iter()
        .map(String::as_str)
        .enumerate()
        .filter(|(_, word)| !word.is_empty() && !word.starts_with(SKELETON_MARK))
}

/// The best that two different words have in common. The candidate's key is made when first needed.
fn compare_words(
    (i, word, word_key): (usize, &str, &Key),
    (j, other, other_key): (usize, &str, &mut Option<Key>),
) -> Option<Pair> {
    if other.starts_with(word) {
        let typed = word.len() as f64 / other.len() as f64;
        let reason = Reason::TokenPrefix { asked: i, found: j };
        return Some(Pair { worth: PREFIX_FROM + (1.0 - PREFIX_FROM) * typed, reason });
    }
    let similarity = if may_be_close(word, other) { jaro_winkler(word, other) } else { 0.0 };
    let close = (similarity >= CLOSE_FROM).then(|| {
        let (low, high) = CLOSE_WORTH;
        let worth = low + (similarity - CLOSE_FROM) / (1.0 - CLOSE_FROM) * (high - low);
        Pair { worth, reason: Reason::TokenClose { asked: i, found: j, similarity } }
    });
    let other_key = other_key.get_or_insert_with(|| key(other));
    let skeleton = compare_keys((i, word_key), (j, other_key), word.is_ascii() != other.is_ascii());
    match (close, skeleton) {
        // Two signs that agree, each taken for a chance of being right.
        (Some(close), Some(skeleton)) => {
            let worth = 1.0 - (1.0 - close.worth) * (1.0 - skeleton.worth);
            Some(Pair { worth: worth.min(MOST_UNEQUAL), ..close })
        }
        (close, skeleton) => close.or(skeleton),
    }
}

/// What two skeletons have in common. Within one script, where the words themselves tell more, a single consonant
/// (Ana, Jan) or a mere beginning does not count.
fn compare_keys((i, asked): (usize, &Key), (j, found): (usize, &Key), two_scripts: bool) -> Option<Pair> {
    let strength = asked.consonants();
    if asked == found {
        let enough = if two_scripts { asked.as_bytes().len() >= 2 } else { strength >= 2 };
        let worth = if strength >= 3 { SKELETON_WORTH.0 } else { SKELETON_WORTH.1 };
        return enough.then_some(Pair { worth, reason: Reason::SkeletonEqual { asked: i, found: j } });
    }
    (two_scripts && strength >= 3 && found.as_bytes().starts_with(asked.as_bytes())).then_some(Pair {
        worth: SKELETON_PREFIX_WORTH,
        reason: Reason::SkeletonPrefix { asked: i, found: j },
    })
}

/// Whether two words are worth a closer look. Normalised Latin is nearly always ASCII, so one ASCII word and
/// one that is not are of two scripts; and a word less than half as long is an abbreviation, not a spelling.
fn may_be_close(a: &str, b: &str) -> bool {
    a.is_ascii() == b.is_ascii() && 2 * a.len().min(b.len()) >= a.len().max(b.len())
}

/// What two births say about each other.
struct Births {
    worth: f64,
    factor: f64,
    reason: Reason,
}

fn compare_births(a: &Edtf, b: &Edtf) -> Births {
    let near = |worth, reason| Births { worth, factor: 1.0, reason };
    if let (Some(x), Some(y)) = (a.exact_day(), b.exact_day()) {
        if x == y {
            return near(BIRTH_SAME, Reason::BirthSame);
        }
        if x.year() == y.year() && x.month() == y.day() && x.day() == y.month() {
            return near(BIRTH_SWAPPED, Reason::BirthDayMonthSwapped);
        }
    }
    let days = a.days_apart(b);
    if days == 0 {
        return near(BIRTH_OVERLAPS, Reason::BirthOverlaps);
    }
    let vague = [a, b].iter().any(|date| date.is_approximate() || date.is_uncertain());
    let held_against = if vague { days.saturating_sub(APPROXIMATE_SLACK) } else { days };
    let worth = match held_against {
        0..=31 => 0.6,
        32..=366 => 0.45,
        367..=1096 => 0.25,
        _ => 0.0,
    };
    let factor = if held_against > FAR_APART { FAR_APART_FACTOR } else { 1.0 };
    Births { worth, factor, reason: Reason::BirthApart { days } }
}
