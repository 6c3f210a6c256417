//! Rules from letters to sounds: which letters, between what, sound how in which languages. Never changed once read.

use super::context::Context;
use super::languages::Languages;
use std::collections::BTreeMap;

/// A sound, and the languages that have it here.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sound {
    pub(super) text: String,
    pub(super) languages: Languages,
}

/// Letters between a context before and one behind, and the sounds they may have.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    letters: Vec<char>,
    before: Context,
    behind: Context,
    pub(super) sounds: Vec<Sound>,
}

impl Rule {
    /// A line of four columns in quotation marks: letters, what is before, what is behind, sounds.
    fn read(line: &str) -> Option<Rule> {
        let mut parts = line.split_ascii_whitespace().map(unquoted);
        let rule = Rule {
            letters: parts.next()?.chars().collect(),
            before: Context::before(parts.next()?)?,
            behind: Context::behind(parts.next()?)?,
            sounds: sounds(parts.next()?)?,
        };
        (parts.next().is_none() && !rule.letters.is_empty()).then_some(rule)
    }

    fn fits(&self, text: &[char], at: usize) -> bool {
        text[at..].starts_with(&self.letters)
            && self.behind.fits(&text[at + self.letters.len()..])
            && self.before.fits(&text[..at])
    }
}

fn unquoted(part: &str) -> &str {
    let part = part.strip_prefix('"').unwrap_or(part);
    part.strip_suffix('"').unwrap_or(part)
}

/// `sound` or `(sound|sound)`; an empty one first or last may be silence, and stands once more at the end.
///
/// The repetition is commons-codec's: sounds alike are not joined at once, so it counts towards the most that are kept.
fn sounds(column: &str) -> Option<Vec<Sound>> {
    let Some(choices) = column.strip_prefix('(') else { return Some(vec![sound(column)?]) };
    let choices = choices.strip_suffix(')')?;
    let silent = choices.starts_with('|') || choices.ends_with('|');
    let spoken = choices.trim_end_matches('|').split('|');
    spoken.chain(silent.then_some("")).map(sound).collect()
}

/// `text` or `text[language+language]`.
fn sound(written: &str) -> Option<Sound> {
    let Some((text, languages)) = written.split_once('[') else {
        return Some(Sound { text: written.to_owned(), languages: Languages::ALL });
    };
    let languages = Languages::named(languages.strip_suffix(']')?.split('+'))?;
    Some(Sound { text: text.to_owned(), languages })
}

/// Rules by the first of their letters, in the order they are tried.
#[derive(Debug, Clone, Default)]
pub(super) struct Rules(BTreeMap<char, Vec<Rule>>);

impl Rules {
    /// Takes in a rule; `None` if the line is none.
    pub(super) fn add(&mut self, line: &str) -> Option<()> {
        let rule = Rule::read(line)?;
        self.0.entry(*rule.letters.first()?).or_default().push(rule);
        Some(())
    }

    /// Takes in another table, which takes the place of what was there for the same first letters.
    pub(super) fn include(&mut self, other: Rules) {
        self.0.extend(other.0);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first rule that fits at this place of the text, and how many letters it takes.
    pub(super) fn find(&self, text: &[char], at: usize) -> Option<(&Rule, usize)> {
        let rules = self.0.get(text.get(at)?)?;
        rules.iter().find(|rule| rule.fits(text, at)).map(|rule| (rule, rule.letters.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sounds_are_read_as_written() {
        for (column, expected) in [
            ("", "*"),
            ("ts", "ts*"),
            ("(a|o)", "a* o*"),
            ("(h|)", "h* *"),
            ("(|h|f)", "* h* f* *"),
            ("Z[french+polish]", "Z2"),
            ("(x|kh[german])", "x* kh1"),
        ] {
            let read: Vec<String> = sounds(column)
                .unwrap()
                .iter()
                .map(|sound| match sound.languages {
                    Languages::ALL => format!("{}*", sound.text),
                    some => format!("{}{}", sound.text, some.names().count()),
                })
                .collect();
            assert_eq!(read.join(" "), expected, "{column}");
        }
        for column in ["(a|o", "Z[french", "Z[elvish]"] {
            assert_eq!(sounds(column), None, "{column}");
        }
    }
}
