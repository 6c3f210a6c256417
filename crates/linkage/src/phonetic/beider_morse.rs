//! Beider-Morse phonetic matching: how a name may sound, given the languages that its letters allow.
//!
//! For systems that store these codes and for names whose spelling went from language to language. The language is
//! guessed from the letters, the letters become sounds by that language's rules, and the sounds are brought together
//! with those of other languages. It never says that two names are one person's, and reads no file.
//!
//! # Source
//! The rules of Alexander Beider and Stephen P. Morse as Apache commons-codec 1.15 has them (`data/beider_morse`), and
//! the codes it gives by them. Where 1.15 throws, it is as in later versions (a name of particles alone, read word by
//! word, is read whole), or gentler (a language that the names do not know counts as any); a silent reading is written,
//! `|al`, as they write it. Bounds of our own: [`BeiderMorse::LONGEST`], [`BeiderMorse::MOST`], `PARTICLES_DEEP`.

mod context;
mod languages;
mod phonemes;
mod rules;
mod tables;

pub use languages::Languages;

use phonemes::{Phoneme, brought_together, pronounced};
use tables::Tables;

/// Particles before one another that are read both with the name and without it; the next is read as a word.
const PARTICLES_DEEP: usize = 8;

/// Which names the rules are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum NameType {
    /// Names of any origin.
    #[default]
    Generic,
    /// Ashkenazic Jewish names.
    Ashkenazi,
    /// Sephardic Jewish names.
    Sephardic,
}

impl NameType {
    /// Words before a name that may be left out. `de la` is not among them: `de` is, and is found first.
    fn particles(self) -> &'static [&'static str] {
        match self {
            NameType::Generic => {
                &["da", "dal", "de", "del", "dela", "della", "des", "di", "do", "dos", "du", "van", "von"]
            }
            NameType::Ashkenazi => &["bar", "ben", "da", "de", "van", "von"],
            NameType::Sephardic => &[
                "al", "el", "da", "dal", "de", "del", "dela", "della", "des", "di", "do", "dos", "du", "van",
                "von",
            ],
        }
    }
}

/// How far sounds are brought together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RuleType {
    /// Sounds that are easily taken for one another become one: more names meet.
    #[default]
    Approx,
    /// Only sounds that are the same become one: fewer names meet.
    Exact,
}

/// How names are read. The default is that of commons-codec.
///
/// ```
/// use relais_linkage::phonetic::{BeiderMorse, NameType, RuleType};
/// let exact = BeiderMorse { rules: RuleType::Exact, ..BeiderMorse::default() };
/// assert_eq!(exact.text("d'Ortley"), "(ortlaj|ortlej)-(dortlaj|dortlej)");
/// assert_eq!(exact.codes("d'Ortley"), ["dortlaj", "dortlej", "ortlaj", "ortlej"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeiderMorse {
    /// Which names.
    pub names: NameType,
    /// How far sounds are brought together.
    pub rules: RuleType,
    /// Whether several words are read as one, or each for itself.
    pub concat: bool,
    /// Readings that are kept at each step, up to [`MOST`](Self::MOST); the result may have more.
    pub most: usize,
}

impl Default for BeiderMorse {
    fn default() -> Self {
        Self { names: NameType::Generic, rules: RuleType::Approx, concat: true, most: 20 }
    }
}

/// The name's codes, sorted and each once; two names that share one may sound alike. None for a name without a letter
/// that the rules know.
///
/// ```
/// use relais_linkage::phonetic::{NameType, RuleType, beider_morse};
/// let a = beider_morse("Moskowitz", NameType::Ashkenazi, RuleType::Approx);
/// let b = beider_morse("Московиц", NameType::Ashkenazi, RuleType::Approx);
/// assert!(a.iter().any(|code| b.contains(code)));
/// ```
#[must_use]
pub fn beider_morse(name: &str, names: NameType, rules: RuleType) -> Vec<String> {
    BeiderMorse { names, rules, ..BeiderMorse::default() }.codes(name)
}

/// The languages that the letters of a name allow.
///
/// ```
/// use relais_linkage::phonetic::{NameType, guess_languages};
/// assert_eq!(guess_languages("Mickiewicz", NameType::Generic).single(), Some("polish"));
/// ```
#[must_use]
pub fn guess_languages(name: &str, names: NameType) -> Languages {
    Tables::of(names).map_or(Languages::ALL, |tables| tables.guess(cut(name)))
}

impl BeiderMorse {
    /// Letters of a name that are read; a longer one is cut.
    pub const LONGEST: usize = 256;

    /// The most readings that can be asked for at each step.
    pub const MOST: usize = 50;

    /// The name's codes, sorted and each once.
    #[must_use]
    pub fn codes(&self, name: &str) -> Vec<String> {
        let text = self.text(name);
        let codes = text.split(['(', ')', '|', '-']).filter(|code| !code.is_empty());
        let mut codes: Vec<String> = codes.map(str::to_owned).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The codes as commons-codec writes them: `|` between readings, `-` between words, `(without)-(with)` its particle.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        self.with(|reading| reading.guessed(cut(name), PARTICLES_DEEP))
    }

    /// The same when the languages are known. Words and names behind a particle are guessed all the same.
    #[must_use]
    pub fn text_from(&self, name: &str, languages: Languages) -> String {
        self.with(|reading| reading.read(cut(name), languages, PARTICLES_DEEP))
    }

    fn with(&self, read: impl FnOnce(Reading<'_>) -> String) -> String {
        let how = BeiderMorse { most: self.most.min(Self::MOST), ..*self };
        // The rules are our own, and a test reads every line of them.
        Tables::of(self.names).map_or_else(|_| String::new(), |tables| read(Reading { how, tables }))
    }
}

fn cut(name: &str) -> &str {
    name.char_indices().nth(BeiderMorse::LONGEST).map_or(name, |(end, _)| &name[..end])
}

/// How names are read, with the rules at hand.
#[derive(Clone, Copy)]
struct Reading<'t> {
    how: BeiderMorse,
    tables: &'t Tables,
}

impl Reading<'_> {
    fn guessed(self, name: &str, deeper: usize) -> String {
        self.read(name, self.tables.guess(name), deeper)
    }

    fn read(self, name: &str, languages: Languages, deeper: usize) -> String {
        let lower = name.to_lowercase().replace('-', " ");
        let name = lower.trim_matches(|c| c <= ' ');
        if self.how.names == NameType::Generic
            && deeper > 0
            && let Some((particle, rest)) = self.particle(name)
        {
            let without = self.guessed(rest, deeper - 1);
            let with = self.guessed(&format!("{particle}{rest}"), deeper - 1);
            return format!("({without})-({with})");
        }
        let words: Vec<&str> =
            name.split([' ', '\t', '\n', '\u{b}', '\u{c}', '\r']).filter(|word| !word.is_empty()).collect();
        let left = self.without_particles(&words);
        match (self.how.concat, left.as_slice(), words.first()) {
            (true, left, _) => self.sounds(&left.join(" "), languages),
            // The first word, even where it is the particle: so does commons-codec.
            (false, [_], Some(first)) => self.sounds(first, languages),
            (false, [], _) => self.sounds(name, languages),
            (false, left, _) => {
                let words: Vec<String> = left.iter().map(|word| self.guessed(word, deeper)).collect();
                words.join("-")
            }
        }
    }

    /// The particle that the name begins with, and the rest.
    fn particle(self, name: &str) -> Option<(&'static str, &str)> {
        if let Some(rest) = name.strip_prefix("d'") {
            return Some(("d", rest));
        }
        let (first, rest) = name.split_once(' ')?;
        let particle = self.how.names.particles().iter().find(|particle| **particle == first)?;
        Some((particle, rest))
    }

    /// The words that are no particles; of Sephardic ones what is behind the apostrophe.
    fn without_particles<'n>(self, words: &[&'n str]) -> Vec<&'n str> {
        let mut left = words.to_vec();
        match self.how.names {
            NameType::Generic => return left,
            NameType::Ashkenazi => {}
            NameType::Sephardic => {
                for word in &mut left {
                    *word = word.trim_end_matches('\'').rsplit('\'').next().unwrap_or_default();
                }
            }
        }
        left.retain(|word| !self.how.names.particles().contains(word));
        left
    }

    fn sounds(self, name: &str, languages: Languages) -> String {
        let stages = self.tables.stages(self.how.rules, languages);
        let most = self.how.most;
        let phonemes = pronounced(name, languages, stages.letters, most);
        let phonemes = brought_together(phonemes, stages.shared, most);
        let phonemes = brought_together(phonemes, stages.own, most);
        phonemes.iter().map(|Phoneme { text, .. }| text.as_str()).collect::<Vec<_>>().join("|")
    }
}
