//! From letters to sounds, and from one language's sounds to those of all. Never keeps more than it is told to.

use super::languages::Languages;
use super::rules::{Rules, Sound};
use std::collections::BTreeMap;

/// How a name may sound, and the languages in which it may.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Phoneme {
    pub(super) text: String,
    pub(super) languages: Languages,
}

/// Readings that grow step by step. Those that begin alike share their steps, so that a long name with many readings
/// costs its letters times the readings, not times their length as well.
struct Growing<'r> {
    /// The step before (its number plus one, or 0), and what was added.
    steps: Vec<(usize, Piece<'r>)>,
    ends: Vec<(usize, Languages)>,
    most: usize,
}

#[derive(Clone, Copy)]
enum Piece<'r> {
    Sound(&'r str),
    Letter(char),
}

impl<'r> Growing<'r> {
    fn new(languages: Languages, most: usize) -> Self {
        Self { steps: vec![], ends: vec![(0, languages)], most }
    }

    fn step(&mut self, before: usize, piece: Piece<'r>) -> usize {
        self.steps.push((before, piece));
        self.steps.len()
    }

    /// Every reading with every sound that shares a language with it, the first of them up to the most.
    fn hear(&mut self, sounds: &'r [Sound]) {
        let ends = std::mem::take(&mut self.ends);
        let pairs = ends.into_iter().flat_map(|end| sounds.iter().map(move |sound| (end, sound)));
        for ((before, languages), sound) in pairs {
            if self.ends.len() >= self.most {
                break;
            }
            let languages = languages.and(sound.languages);
            if !languages.is_empty() {
                let end =
                    if sound.text.is_empty() { before } else { self.step(before, Piece::Sound(&sound.text)) };
                self.ends.push((end, languages));
            }
        }
    }

    fn keep(&mut self, letter: char) {
        for index in 0..self.ends.len() {
            self.ends[index].0 = self.step(self.ends[index].0, Piece::Letter(letter));
        }
    }

    fn grown(self) -> impl Iterator<Item = Phoneme> {
        let Self { steps, ends, .. } = self;
        let mut way = vec![];
        ends.into_iter().map(move |(end, languages)| {
            way.clear();
            let mut at = end;
            while let Some((before, piece)) = at.checked_sub(1).and_then(|step| steps.get(step)) {
                way.push(*piece);
                at = *before;
            }
            let mut text = String::new();
            for piece in way.iter().rev() {
                match piece {
                    Piece::Sound(sound) => text.push_str(sound),
                    Piece::Letter(letter) => text.push(*letter),
                }
            }
            Phoneme { text, languages }
        })
    }
}

/// What happens to a letter that no rule is for.
#[derive(Clone, Copy, PartialEq)]
enum Otherwise {
    Drop,
    Keep,
}

fn apply<'r>(
    text: &[char],
    languages: Languages,
    rules: &'r Rules,
    otherwise: Otherwise,
    most: usize,
) -> Growing<'r> {
    let mut growing = Growing::new(languages, most);
    let mut at = 0;
    while at < text.len() {
        at += match rules.find(text, at) {
            Some((rule, taken)) => {
                growing.hear(&rule.sounds);
                taken
            }
            None => {
                if otherwise == Otherwise::Keep {
                    growing.keep(text[at]);
                }
                1
            }
        };
    }
    growing
}

/// The sounds of letters in these languages. Letters that no rule is for are silent.
pub(super) fn pronounced(name: &str, languages: Languages, rules: &Rules, most: usize) -> Vec<Phoneme> {
    let letters: Vec<char> = name.chars().collect();
    apply(&letters, languages, rules, Otherwise::Drop, most).grown().collect()
}

/// The sounds as the rules bring them together, in order and each once; as they are if there is no rule.
pub(super) fn brought_together(phonemes: Vec<Phoneme>, rules: &Rules, most: usize) -> Vec<Phoneme> {
    if rules.is_empty() {
        return phonemes;
    }
    let mut together: BTreeMap<String, Languages> = BTreeMap::new();
    let mut letters = vec![];
    for phoneme in phonemes {
        letters.clear();
        letters.extend(phoneme.text.chars());
        for Phoneme { text, languages } in
            apply(&letters, phoneme.languages, rules, Otherwise::Keep, most).grown()
        {
            together.entry(text).and_modify(|known| *known = known.joined(languages)).or_insert(languages);
        }
    }
    together.into_iter().map(|(text, languages)| Phoneme { text, languages }).collect()
}
