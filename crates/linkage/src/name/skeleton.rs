//! Consonant skeletons: a coarse key that spellings of one name often share across scripts.
//!
//! Vowels vary most between scripts and are often not written at all, so they are dropped, except that a word
//! which begins with one begins with `a`. Consonants fall into ten classes, and a run of one class counts once:
//!
//! | class | sounds |
//! |---|---|
//! | `a` | any vowel or glide at the beginning |
//! | `k` | g k q, kh as in Chaim; h only at the beginning |
//! | `s` | s z sh zh ts ch |
//! | `p` | b p f v w |
//! | `t` `d` `l` `r` `m` `n` | themselves |
//!
//! This knows no language and no exceptions. It is meant to find candidates that a finer comparison then ranks.

/// Longest skeleton, in letters. Enough for the longest compound surnames; the rest of a word is ignored.
const LONGEST: usize = 16;

/// A skeleton without allocation: ASCII letters, and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Key {
    letters: [u8; LONGEST],
    length: u8,
}

impl Key {
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.letters[..usize::from(self.length)]
    }

    /// How many consonants it has: a vowel at the beginning says little.
    pub(crate) fn consonants(&self) -> usize {
        self.as_bytes().len() - usize::from(self.as_bytes().first() == Some(&b'a'))
    }

    fn push(&mut self, class: u8) {
        let length = usize::from(self.length);
        if length < LONGEST && self.as_bytes().last() != Some(&class) {
            self.letters[length] = class;
            self.length += 1;
        }
    }
}

/// The consonant skeleton of one token of [`tokens`](super::tokens), in lower-case ASCII; empty if the token
/// holds no letter of a script that is known here.
#[must_use]
pub fn skeleton(token: &str) -> String {
    key(token).as_bytes().iter().copied().map(char::from).collect()
}

/// What the letters at one place sound like, and how many letters they are.
struct Sound {
    classes: &'static str,
    letters: usize,
}

/// The places around a letter that decide its sound.
struct Around {
    first: bool,
    previous: Option<char>,
    next: Option<char>,
    after_next: Option<char>,
    /// Letters from here to the end, this one included; 4 stands for 4 and more.
    left: usize,
}

pub(crate) fn key(token: &str) -> Key {
    let mut key = Key::default();
    let mut rest = token.chars();
    let mut previous = None;
    while let Some(letter) = rest.next() {
        let mut ahead = rest.clone();
        let around = Around {
            first: key.length == 0,
            previous,
            next: ahead.next(),
            after_next: ahead.next(),
            left: 1 + rest.clone().take(3).count(),
        };
        let sound = sound(letter, &around);
        for class in sound.classes.bytes() {
            key.push(class);
        }
        previous = Some(letter);
        for _ in 1..sound.letters {
            previous = rest.next();
        }
    }
    key
}

fn sound(letter: char, around: &Around) -> Sound {
    match letter {
        'a'..='z' => latin(letter, around),
        '\u{5d0}'..='\u{5ea}' => hebrew(letter, around),
        '\u{400}'..='\u{52f}' => cyrillic(letter, around),
        '\u{600}'..='\u{6ff}' => arabic(letter, around),
        '\u{370}'..='\u{3ff}' => greek(letter, around),
        _ => one(""),
    }
}

fn one(classes: &'static str) -> Sound {
    Sound { classes, letters: 1 }
}

fn two(classes: &'static str) -> Sound {
    Sound { classes, letters: 2 }
}

/// A vowel or glide: heard only at the beginning.
fn vowel(around: &Around) -> Sound {
    one(if around.first { "a" } else { "" })
}

fn latin(letter: char, around: &Around) -> Sound {
    match (letter, around.next) {
        ('t', Some('s' | 'z')) => one(""),
        ('t', Some('c')) if matches!(around.after_next, Some('h' | 'z')) => {
            Sound { classes: "s", letters: 3 }
        }
        ('d', Some('z' | 's')) => two("s"),
        ('d', Some('j')) => Sound { letters: 2, ..vowel(around) },
        ('s', Some('c')) if around.after_next == Some('h') => Sound { classes: "s", letters: 3 },
        ('p', Some('h')) => two("p"),
        ('c', Some('h')) => latin_ch(around),
        ('c', Some('k')) => two("k"),
        ('c', Some('z' | 's')) => two("s"),
        ('c', Some('e' | 'i' | 'y' | 'w')) => one("s"),
        ('h', _) => one(if around.first { "k" } else { "" }),
        ('c' | 'g' | 'k' | 'q', _) => one("k"),
        ('s' | 'z', _) => one("s"),
        ('x', _) => one("ks"),
        ('b' | 'f' | 'p' | 'v' | 'w', _) => one("p"),
        ('d', _) => one("d"),
        ('t', _) => one("t"),
        ('l', _) => one("l"),
        ('m', _) => one("m"),
        ('n', _) => one("n"),
        ('r', _) => one("r"),
        _ => vowel(around),
    }
}

/// `-wich` ends like Russian `-вич`; elsewhere `ch` is taken as in Chaim, Bloch and Michael.
fn latin_ch(around: &Around) -> Sound {
    let ends_name = around.after_next.is_none() && around.previous == Some('i');
    two(if ends_name { "s" } else { "k" })
}

fn hebrew(letter: char, around: &Around) -> Sound {
    match (letter, around.next) {
        ('ט', Some('ש' | 'ס' | 'ז')) | ('ד', Some('ז')) => two("s"),
        ('ו', Some('ו')) => two("p"),
        // Levi and Lewin, but not Roitman: before a yod that ends the word or nearly so, vav is a consonant.
        ('ו', Some('י')) if around.left <= 3 => one("p"),
        ('ו', _) if around.first => one("p"),
        ('ו', _) => one(""),
        ('ה', _) => one(if around.first { "k" } else { "" }),
        ('ב' | 'פ', _) => one("p"),
        ('ג' | 'ח' | 'כ' | 'ק', _) => one("k"),
        ('ז' | 'ס' | 'צ' | 'ש', _) => one("s"),
        ('ד', _) => one("d"),
        ('ט' | 'ת', _) => one("t"),
        ('ל', _) => one("l"),
        ('מ', _) => one("m"),
        ('נ', _) => one("n"),
        ('ר', _) => one("r"),
        _ => vowel(around),
    }
}

fn cyrillic(letter: char, around: &Around) -> Sound {
    match (letter, around.next) {
        ('т', Some('с' | 'ш' | 'ч' | 'ц')) | ('д', Some('з' | 'с' | 'ц')) => two("s"),
        ('д', Some('ж')) => Sound { letters: 2, ..vowel(around) },
        ('б' | 'в' | 'п' | 'ф', _) => one("p"),
        ('г' | 'к' | 'х', _) => one("k"),
        ('ж' | 'з' | 'с' | 'ц' | 'ч' | 'ш' | 'щ' | 'ђ' | 'ћ' | 'џ' | 'ѕ', _) => one("s"),
        ('д', _) => one("d"),
        ('т', _) => one("t"),
        ('л' | 'љ', _) => one("l"),
        ('м', _) => one("m"),
        ('н' | 'њ', _) => one("n"),
        ('р', _) => one("r"),
        _ => vowel(around),
    }
}

fn arabic(letter: char, around: &Around) -> Sound {
    match (letter, around.next) {
        ('ت', Some('ش' | 'س' | 'ز')) | ('د', Some('ز')) => two("s"),
        ('و', Some('ا')) => one("p"),
        ('و', _) => one(if around.first { "p" } else { "" }),
        ('ه' | 'ح', _) => one(if around.first { "k" } else { "" }),
        ('ب' | 'ف' | 'پ' | 'ڤ', _) => one("p"),
        ('خ' | 'غ' | 'ق' | 'ك' | 'گ', _) => one("k"),
        ('ز' | 'ژ' | 'س' | 'ش' | 'ص' | 'ظ' | 'چ', _) => one("s"),
        ('د' | 'ذ' | 'ض', _) => one("d"),
        ('ت' | 'ث' | 'ط', _) => one("t"),
        ('ل', _) => one("l"),
        ('م', _) => one("m"),
        ('ن', _) => one("n"),
        ('ر', _) => one("r"),
        _ => vowel(around),
    }
}

fn greek(letter: char, around: &Around) -> Sound {
    match (letter, around.next) {
        ('τ', Some('σ' | 'ζ')) => two("s"),
        ('ν', Some('τ')) if around.first => two("d"),
        ('γ', Some('ι' | 'ε' | 'η' | 'υ')) if around.first => vowel(around),
        ('μ', Some('π')) if around.first => two("p"),
        ('β' | 'π' | 'φ', _) => one("p"),
        ('γ' | 'κ' | 'χ', _) => one("k"),
        ('σ' | 'ζ', _) => one("s"),
        ('ξ', _) => one("ks"),
        ('ψ', _) => one("ps"),
        ('δ', _) => one("d"),
        ('θ' | 'τ', _) => one("t"),
        ('λ', _) => one("l"),
        ('μ', _) => one("m"),
        ('ν', _) => one("n"),
        ('ρ', _) => one("r"),
        _ => vowel(around),
    }
}
