//! The dictionary of words: each distinct word once, with all that comparing needs.

use super::intern::{Interner, mix};
use crate::likeness::jaro_winkler_of;
use crate::name::{Script, normal_sound_keys, script_of};

/// Letters kept of a word for comparing spellings.
const LETTERS: usize = 22;
/// Readings kept of a word.
pub(crate) const KEYS: usize = 4;

/// No word: the field is empty.
pub(crate) const NONE: u32 = 0;

/// What may be said of two words, from alike to unlike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Alike {
    /// The same word.
    Equal,
    /// Forms or spellings of one name: another script, a diminutive, the same sounds.
    Form,
    /// Close spellings.
    Close,
    /// An initial or a beginning.
    Initial,
    /// Nothing in common.
    Apart,
    /// Forms or spellings of one name in two scripts, where none can be equal.
    FormAcross,
    /// Nothing in common, in two scripts.
    ApartAcross,
}

impl Alike {
    /// The same, however the scripts are.
    pub fn plain(self) -> Self {
        match self {
            Self::FormAcross => Self::Form,
            Self::ApartAcross => Self::Apart,
            other => other,
        }
    }
}

/// One word: one line of the cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(crate) struct Word {
    letters: [u8; LETTERS],
    length: u8,
    script: u8,
    pub keys: [u32; KEYS],
    /// Names of one group are forms of one name; 0 is none.
    pub group: u32,
    mask: u32,
}

/// Marks a group's number among keys of sound, which use fewer bits.
const GROUP: u32 = 0x8000_0000;

impl Word {
    /// One number for all forms of a name, where a list knows them; else its likeliest reading. 0 is none.
    pub fn form(&self) -> u32 {
        if self.group == 0 { self.keys[0] } else { GROUP | self.group }
    }

    fn letters(&self) -> &[u8] {
        &self.letters[..usize::from(self.length)]
    }

    /// One number for words of the same script and letters.
    pub fn fingerprint(&self) -> u64 {
        self.letters.chunks(8).fold(mix(u64::from(self.script) << 8 | u64::from(self.length)), |sum, part| {
            let mut word = [0_u8; 8];
            word[..part.len()].copy_from_slice(part);
            mix(sum ^ u64::from_le_bytes(word))
        })
    }

    /// The word as it is kept.
    pub fn bytes(&self) -> [u8; WORD_BYTES] {
        let mut out = [0; WORD_BYTES];
        out[..LETTERS].copy_from_slice(&self.letters);
        (out[LETTERS], out[LETTERS + 1]) = (self.length, self.script);
        let numbers = self.keys.iter().chain([&self.group, &self.mask]);
        for (slot, number) in out[LETTERS + 2..].chunks_exact_mut(4).zip(numbers) {
            slot.copy_from_slice(&number.to_le_bytes());
        }
        out
    }

    /// The word that was kept; lengths beyond what is kept are cut.
    pub fn of_bytes(bytes: &[u8; WORD_BYTES]) -> Self {
        let mut letters = [0; LETTERS];
        letters.copy_from_slice(&bytes[..LETTERS]);
        let number = |i: usize| {
            let at = LETTERS + 2 + 4 * i;
            u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
        };
        Self {
            letters,
            length: bytes[LETTERS].min(LETTERS as u8),
            script: bytes[LETTERS + 1],
            keys: std::array::from_fn(number),
            group: number(KEYS),
            mask: number(KEYS + 1),
        }
    }
}

/// Bytes of a word as it is kept.
pub(crate) const WORD_BYTES: usize = LETTERS + 2 + 4 * (KEYS + 2);

/// The words met so far. The first stands for an empty field.
#[derive(Debug)]
pub(crate) struct Words {
    numbers: Interner,
    pub all: Vec<Word>,
}

impl Default for Words {
    fn default() -> Self {
        let mut words = Self { numbers: Interner::default(), all: Vec::new() };
        words.number("", 0);
        words
    }
}

impl Words {
    /// The number of a normalised word, and whether it is new: then [`make`] is still owed to [`Words::all`], in order.
    pub fn numbered(&mut self, word: &str) -> (u32, bool) {
        self.numbers.number(word)
    }

    /// The number of a normalised word; `group` is asked only of new words.
    pub fn number(&mut self, word: &str, group: u32) -> u32 {
        let (number, new) = self.numbers.number(word);
        if new {
            self.all.push(make(word, group));
        }
        number
    }

    pub fn get(&self, number: u32) -> &Word {
        &self.all[number as usize]
    }

    /// Words that were kept; their texts are not, so [`Words::number`] would not know them again.
    pub fn kept(all: Vec<Word>) -> Self {
        Self { numbers: Interner::default(), all }
    }

    /// How near two words are, from 0 to 1: finer than [`Alike`], to put in order what is as likely.
    pub fn nearness(&self, a: u32, b: u32) -> f64 {
        /// Words of two scripts that sound alike first of all, in some reading, in none.
        const HEARD: [f64; 3] = [0.97, 0.9, 0.6];
        let (a, b) = (self.get(a), self.get(b));
        if a.script == b.script {
            return jaro_winkler_of(a.letters(), b.letters());
        }
        match a.keys.iter().position(|key| *key != 0 && b.keys.contains(key)) {
            Some(0) if a.keys[0] == b.keys[0] => HEARD[0],
            Some(_) => HEARD[1],
            None => HEARD[2],
        }
    }

    /// Compares two words, neither of which is none.
    pub fn compare(&self, a: u32, b: u32) -> Alike {
        if a == b {
            return Alike::Equal;
        }
        compare(self.get(a), self.get(b))
    }
}

fn compare(a: &Word, b: &Word) -> Alike {
    let across = a.script != b.script;
    if a.group != 0 && a.group == b.group {
        return if across { Alike::FormAcross } else { Alike::Form };
    }
    let key = a.keys.iter().any(|key| *key != 0 && b.keys.contains(key));
    if across {
        return if key { Alike::FormAcross } else { Alike::ApartAcross };
    }
    let (x, y) = (a.letters(), b.letters());
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    if short.len() <= 2 {
        return if !short.is_empty() && long.starts_with(short) { Alike::Initial } else { Alike::Apart };
    }
    // Letters that only one of them has bound the similarity from above.
    let odd = (a.mask & !b.mask).count_ones().max((b.mask & !a.mask).count_ones()) as usize;
    if !key && (odd > 2 || odd * 3 > long.len() + 1) {
        return Alike::Apart;
    }
    let similarity = jaro_winkler_of(x, y);
    match (key, similarity) {
        (true, s) if s >= 0.84 => Alike::Form,
        (_, s) if s >= 0.93 => Alike::Form,
        (true, s) if s >= 0.70 => Alike::Close,
        (_, s) if s >= 0.86 => Alike::Close,
        _ if short.len() >= 3 && long.starts_with(short) => Alike::Initial,
        _ => Alike::Apart,
    }
}

/// A normalised word with its letters and readings.
pub(crate) fn make(word: &str, group: u32) -> Word {
    let mut made = Word {
        letters: [0; LETTERS],
        length: 0,
        script: script_of(word) as u8,
        keys: [0; KEYS],
        group,
        mask: 0,
    };
    // Letters of one script differ in their low byte; two scripts are never compared letter by letter.
    for (slot, c) in made.letters.iter_mut().zip(word.chars()) {
        *slot = (u32::from(c) & 0xff) as u8;
        made.length += 1;
        made.mask |= 1 << (u32::from(c) & 31);
    }
    if made.script != Script::Other as u8 {
        for (slot, key) in made.keys.iter_mut().zip(normal_sound_keys(word)) {
            *slot = key.as_u32();
        }
    }
    made
}
