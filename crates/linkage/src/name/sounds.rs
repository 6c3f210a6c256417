//! The name key shared across scripts: the consonants of a word as classes of sound, in every likely reading.
//!
//! A skeleton ([`skeleton`](super::skeleton)) gives one reading. Many letters have several: `c` is heard as in
//! Cohen or as in Cecilia, a Hebrew vav is a vowel or a v, a Cyrillic `г` stands for g and for h. Here each
//! spelling gives its likeliest readings, at most [`MOST_KEYS`], the likeliest first; two spellings of one name
//! nearly always share one. It finds candidates and decides nothing; it guesses no language.

mod latin;
mod scripts;

use super::normalise;

/// Readings kept of one word. More would find little and cost each search.
pub const MOST_KEYS: usize = 6;

/// Sounds kept of one word, like the six digits of Daitch and Mokotoff and one more.
const LONGEST: u32 = 7;

/// Readings that are carried along while a word is read; the kept ones are the best of these.
const MOST_CARRIED: usize = 48;

/// Bits of one sound within a key.
const BITS: u32 = 4;

/// One reading of a word: up to seven classes of sound, four bits each, the first in the highest bits that are
/// used. Equal keys sound alike. Zero is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SoundKey(u32);

impl SoundKey {
    /// The key as a number, never zero.
    #[must_use]
    pub fn as_u32(self) -> u32 {
        self.0
    }

    /// How many classes of sound it has, an opening vowel included.
    #[must_use]
    pub fn sounds(self) -> u32 {
        (32 - self.0.leading_zeros()).div_ceil(BITS)
    }
}

/// `a` an opening vowel, `k` g h k, `s` all hissing sounds, `p` all lip sounds, `t` d t, `l`, `r`, `m`, `n`.
impl std::fmt::Display for SoundKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let letters: String = (0..self.sounds())
            .rev()
            .map(|place| char::from(LETTERS[((self.0 >> (place * BITS)) & 0xf) as usize]))
            .collect();
        f.pad(&letters)
    }
}

const LETTERS: [u8; 16] = *b"-akspdlrmnt?????";

/// Where in a word a rule holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Any,
    Start,
    End,
    Inside,
    /// Between two vowels, or at the start before one.
    BeforeVowel,
}

/// How some letters may be heard at some place. The first reading is the likeliest.
struct Rule {
    letters: &'static str,
    at: At,
    heard: &'static [&'static str],
}

const fn rule(letters: &'static str, at: At, heard: &'static [&'static str]) -> Rule {
    Rule { letters, at, heard }
}

/// A reading under way. Order is by cost, so the likeliest come first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Reading {
    cost: u16,
    key: u32,
    length: u32,
}

impl Reading {
    fn push(&mut self, heard: u8) {
        let class = match heard {
            b'a' if self.length > 0 => return,
            b'a' => 1,
            b'k' => 2,
            b's' => 3,
            b'p' => 4,
            b'l' => 6,
            b'r' => 7,
            b'm' => 8,
            b'n' => 9,
            _ => 10,
        };
        if self.length < LONGEST && self.key & 0xf != class {
            self.key = self.key << BITS | class;
            self.length += 1;
        }
    }
}

/// The likeliest readings of one word, the likeliest first, none twice. A word of a script unknown here, or
/// without any letter, has none. Spaces and signs within the text are passed over.
#[must_use]
pub fn sound_keys(word: &str) -> Vec<SoundKey> {
    normal_sound_keys(&normalise(word))
}

/// [`sound_keys`] of a word that is already normalised.
#[must_use]
pub(crate) fn normal_sound_keys(word: &str) -> Vec<SoundKey> {
    let letters: Vec<char> = word.chars().filter(|c| *c != ' ').collect();
    let mut readings = vec![Reading { cost: 0, key: 0, length: 0 }];
    let mut at = 0;
    while at < letters.len() {
        let (length, heard) = sound(&letters, at);
        at += length;
        step(&mut readings, heard);
    }
    let mut keys: Vec<SoundKey> = Vec::with_capacity(MOST_KEYS);
    for reading in &readings {
        let key = SoundKey(reading.key);
        if reading.key != 0 && keys.len() < MOST_KEYS && !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// Takes every reading one step on; of readings that became equal the cheaper one stays.
fn step(readings: &mut Vec<Reading>, heard: &[&str]) {
    if let [only] = heard {
        for reading in readings.iter_mut() {
            only.bytes().for_each(|sound| reading.push(sound));
        }
        return;
    }
    let mut next: Vec<Reading> = Vec::with_capacity(readings.len() * heard.len());
    for reading in readings.iter() {
        for (cost, sounds) in (0_u16..).zip(heard) {
            let mut taken = Reading { cost: reading.cost + cost, ..*reading };
            sounds.bytes().for_each(|sound| taken.push(sound));
            match next.iter_mut().find(|r| r.key == taken.key && r.length == taken.length) {
                Some(same) => same.cost = same.cost.min(taken.cost),
                None => next.push(taken),
            }
        }
    }
    next.sort_unstable();
    next.truncate(MOST_CARRIED);
    *readings = next;
}

/// How many letters from here are one sound, and how it may be heard.
fn sound(letters: &[char], at: usize) -> (usize, &'static [&'static str]) {
    let rules = match letters[at] {
        'a'..='z' => latin::rules(letters[at]),
        letter => scripts::rules(letter),
    };
    for rule in rules {
        let length = rule.letters.chars().count();
        let fits = letters[at..].len() >= length
            && rule.letters.chars().zip(&letters[at..]).all(|(a, b)| a == *b)
            && holds(rule.at, letters, at, length);
        if fits {
            return (length, rule.heard);
        }
    }
    (1, &[""])
}

fn holds(place: At, letters: &[char], at: usize, length: usize) -> bool {
    let next = letters.get(at + length);
    match place {
        At::Any => true,
        At::Start => at == 0,
        At::End => next.is_none(),
        At::Inside => at > 0 && next.is_some(),
        At::BeforeVowel => next.is_some_and(|c| is_vowel(*c)) && (at == 0 || is_vowel(letters[at - 1])),
    }
}

/// Letters that are vowels wherever they stand.
fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'e'
            | 'i'
            | 'o'
            | 'u'
            | 'y'
            | 'а'
            | 'е'
            | 'и'
            | 'о'
            | 'у'
            | 'э'
            | 'ю'
            | 'я'
            | 'ы'
            | 'і'
            | 'ї'
            | 'є'
    )
}
