//! What stands before, behind or within letters: the few forms of pattern that the rules use. A form that they do not
//! use is refused when the rules are read, never guessed at.

/// One letter of a pattern.
#[derive(Debug, Clone, PartialEq)]
enum Letter {
    This(char),
    OneOf(Vec<char>),
    NoneOf(Vec<char>),
}

impl Letter {
    fn is(&self, letter: char) -> bool {
        match self {
            Letter::This(this) => *this == letter,
            Letter::OneOf(these) => these.contains(&letter),
            Letter::NoneOf(these) => !these.contains(&letter),
        }
    }
}

/// Letters, and whether they must be the first (`^`) and the last (`$`) of the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Context {
    first: bool,
    last: bool,
    letters: Vec<Letter>,
}

impl Context {
    /// What stands before the letters of a rule, up to them.
    pub(super) fn before(pattern: &str) -> Option<Context> {
        let context = Context::of_rule(pattern)?;
        Some(Context { last: true, ..context })
    }

    /// What stands behind the letters of a rule, from them on.
    pub(super) fn behind(pattern: &str) -> Option<Context> {
        let context = Context::of_rule(pattern)?;
        Some(Context { first: true, ..context })
    }

    /// commons-codec reads a context without a box letter by letter: its `(а|е)` and `.` are signs, not choices. No
    /// name has them, so those two dozen rules never apply, there or here.
    fn of_rule(pattern: &str) -> Option<Context> {
        if pattern.contains('[') {
            return Context::anywhere(pattern);
        }
        let (first, last, inner) = anchors(pattern);
        Some(Context { first, last, letters: inner.chars().map(Letter::This).collect() })
    }

    /// A pattern of letters and boxes that may stand anywhere; `None` for every other form.
    pub(super) fn anywhere(pattern: &str) -> Option<Context> {
        let (first, last, mut rest) = anchors(pattern);
        let mut letters = vec![];
        while let Some(letter) = rest.chars().next() {
            rest = &rest[letter.len_utf8()..];
            letters.push(match letter {
                '[' => {
                    let (inner, after) = rest.split_once(']')?;
                    rest = after;
                    boxed(inner)?
                }
                letter if is_sign(letter) => return None,
                letter => Letter::This(letter),
            });
        }
        Some(Context { first, last, letters })
    }

    /// Whether it asks for the end of the text.
    pub(super) fn is_last(&self) -> bool {
        self.last
    }

    /// Whether the text has it.
    pub(super) fn fits(&self, text: &[char]) -> bool {
        let Some(spare) = text.len().checked_sub(self.letters.len()) else { return false };
        let at = |start: usize| self.letters.iter().zip(&text[start..]).all(|(letter, c)| letter.is(*c));
        match (self.first, self.last) {
            (true, true) => spare == 0 && at(0),
            (true, false) => at(0),
            (false, true) => at(spare),
            (false, false) => (0..=spare).any(at),
        }
    }
}

fn anchors(pattern: &str) -> (bool, bool, &str) {
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    let shorter = inner.strip_suffix('$').unwrap_or(inner);
    (inner.len() < pattern.len(), shorter.len() < inner.len(), shorter)
}

fn boxed(inner: &str) -> Option<Letter> {
    let (inner, negated) = inner.strip_prefix('^').map_or((inner, false), |inner| (inner, true));
    let letters: Vec<char> = inner.chars().collect();
    if letters.is_empty() || letters.iter().any(|letter| is_sign(*letter) || matches!(letter, '-' | '&')) {
        return None;
    }
    Some(if negated { Letter::NoneOf(letters) } else { Letter::OneOf(letters) })
}

/// Signs that mean something in regular expressions.
fn is_sign(letter: char) -> bool {
    matches!(letter, '[' | ']' | '(' | ')' | '{' | '}' | '|' | '.' | '*' | '+' | '?' | '\\' | '^' | '$')
}
