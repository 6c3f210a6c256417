//! Which languages a name may come from, and how its letters tell. Never narrows to nothing: a name that fits no
//! language may come from any.

use super::context::Context;

/// Every language of the rules of any kind of name. `any` is the one that stands for a name that told nothing.
const NAMES: [&str; 19] = [
    "any",
    "arabic",
    "cyrillic",
    "czech",
    "dutch",
    "english",
    "french",
    "german",
    "greek",
    "greeklatin",
    "hebrew",
    "hungarian",
    "italian",
    "polish",
    "portuguese",
    "romanian",
    "russian",
    "spanish",
    "turkish",
];

/// Slips of the pen in two lines of the rules. commons-codec takes them for languages that no name has, and so does this:
/// the outputs follow from it.
const SLIPS: [&str; 2] = ["german,", "ebrew"];

/// A set of the languages that a name may come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Languages(u32);

impl Languages {
    /// No language: what comes from none sounds like nothing.
    pub const NONE: Languages = Languages(0);
    /// Whatever language there is.
    pub const ALL: Languages = Languages(u32::MAX);

    /// The languages of these names, as the rules write them (`english`, `greeklatin`); `None` if one is unknown.
    ///
    /// ```
    /// use relais_linkage::phonetic::Languages;
    /// assert!(Languages::named(["polish", "german"]).is_some_and(|some| some.contains("polish")));
    /// assert_eq!(Languages::named(["klingon"]), None);
    /// ```
    #[must_use]
    pub fn named<'n>(names: impl IntoIterator<Item = &'n str>) -> Option<Languages> {
        names.into_iter().try_fold(Languages::NONE, |set, name| {
            let place = NAMES.iter().position(|known| *known == name)?;
            Some(Languages(set.0 | 1 << place))
        })
    }

    /// Whether the language is one of them; `any` is for a name that told nothing.
    #[must_use]
    pub fn contains(self, name: &str) -> bool {
        self == Languages::ALL || self.names().any(|known| known == name)
    }

    /// Their names, in alphabetical order.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        NAMES.into_iter().enumerate().filter(move |(place, _)| self.0 & 1 << place != 0).map(|(_, name)| name)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Languages::NONE
    }

    /// Its name, if it is one language alone.
    #[must_use]
    pub fn single(self) -> Option<&'static str> {
        if self.0.count_ones() == 1 { self.names().next() } else { None }
    }

    pub(super) fn and(self, other: Languages) -> Languages {
        Languages(self.0 & other.0)
    }

    /// The languages of two readings that came out alike. [`ALL`](Self::ALL) gives way to what it is joined with: the
    /// union would be `ALL`, but commons-codec has it so, and its outputs follow from it.
    pub(super) fn joined(self, other: Languages) -> Languages {
        if self == Languages::ALL { other } else { Languages(self.0 | other.0) }
    }
}

/// Letters that tell of languages: those that remain, or those that are out.
#[derive(Debug, Clone)]
pub(super) struct Clue {
    letters: Context,
    languages: Languages,
    remain: bool,
}

impl Clue {
    /// A line of three columns: letters, languages joined by `+`, and `true` if they remain.
    pub(super) fn read(line: &str) -> Option<Clue> {
        let mut parts = line.split_ascii_whitespace();
        let letters = Context::anywhere(parts.next()?)?;
        let languages = parts.next()?.split('+').filter(|language| !SLIPS.contains(language));
        let languages = Languages::named(languages)?;
        let remain = parts.next()? == "true";
        parts.next().is_none().then_some(Clue { letters, languages, remain })
    }
}

/// What is left of the known languages when every clue was followed.
pub(super) fn guess(name: &str, known: Languages, clues: &[Clue]) -> Languages {
    let letters: Vec<char> = name.to_lowercase().chars().collect();
    // The end of a name is before its last line break too, as the patterns of the rules were written for.
    let ended = match letters.as_slice() {
        [line @ .., '\r', '\n'] => line,
        [line @ .., '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}'] => line,
        line => line,
    };
    let fits =
        |clue: &&Clue| clue.letters.fits(&letters) || clue.letters.is_last() && clue.letters.fits(ended);
    let left = clues.iter().filter(fits).fold(known, |left, clue| match clue.remain {
        true => left.and(clue.languages),
        false => left.and(Languages(!clue.languages.0)),
    });
    if left.is_empty() { Languages::ALL } else { left }
}
