//! The rules as they lie in `data/beider_morse`, read once for each kind of name. Never from a disk: they are compiled
//! in.

use super::languages::{Clue, Languages, guess};
use super::rules::Rules;
use super::{NameType, RuleType};
use std::collections::BTreeMap;
use std::sync::LazyLock;

type Read = Result<Tables, Unread>;

static GENERIC: LazyLock<Read> =
    LazyLock::new(|| Tables::read(include_str!("../../../data/beider_morse/gen.txt")));
static ASHKENAZI: LazyLock<Read> =
    LazyLock::new(|| Tables::read(include_str!("../../../data/beider_morse/ash.txt")));
static SEPHARDIC: LazyLock<Read> =
    LazyLock::new(|| Tables::read(include_str!("../../../data/beider_morse/sep.txt")));

/// A line of the rules that is of no known form.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unread {
    pub(super) table: String,
    pub(super) line: String,
}

/// All rules of one kind of name.
#[derive(Debug, Default)]
pub(super) struct Tables {
    known: Languages,
    clues: Vec<Clue>,
    /// By stage and language, `rules_any`; what all languages share is `approx_common` and `exact_common`.
    rules: BTreeMap<String, Rules>,
    nothing: Rules,
}

/// The rules of a name's languages, in the order of the stages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stages<'t> {
    pub(super) letters: &'t Rules,
    pub(super) shared: &'t Rules,
    pub(super) own: &'t Rules,
}

impl Tables {
    pub(super) fn of(names: NameType) -> Result<&'static Tables, &'static Unread> {
        match names {
            NameType::Generic => GENERIC.as_ref(),
            NameType::Ashkenazi => ASHKENAZI.as_ref(),
            NameType::Sephardic => SEPHARDIC.as_ref(),
        }
    }

    fn read(text: &str) -> Read {
        let sections = sections(text);
        let mut tables = Tables::default();
        for (name, lines) in &sections {
            let (_, stage) = name.split_once('_').unwrap_or_default();
            let unread = |line: &str| Unread { table: (*name).to_owned(), line: line.to_owned() };
            match stage {
                "lang" => {
                    for line in lines {
                        tables.clues.push(Clue::read(line).ok_or_else(|| unread(line))?);
                    }
                }
                "languages" => {
                    let known = Languages::named(lines.iter().copied());
                    tables.known = known.ok_or_else(|| unread(&lines.join(" ")))?;
                }
                _ => {
                    let rules = table(lines, &sections, INCLUDES).map_err(unread)?;
                    tables.rules.insert(stage.to_owned(), rules);
                }
            }
        }
        Ok(tables)
    }

    pub(super) fn guess(&self, name: &str) -> Languages {
        guess(name, self.known, &self.clues)
    }

    /// One language alone has rules of its own; several, and one that these names do not know, have those for any.
    pub(super) fn stages(&self, kind: RuleType, languages: Languages) -> Stages<'_> {
        let language = languages.single().filter(|one| self.known.contains(one)).unwrap_or("any");
        let kind = match kind {
            RuleType::Approx => "approx",
            RuleType::Exact => "exact",
        };
        let rules = |stage: &str, of: &str| self.rules.get(&format!("{stage}_{of}")).unwrap_or(&self.nothing);
        Stages {
            letters: rules("rules", language),
            shared: rules(kind, "common"),
            own: rules(kind, language),
        }
    }
}

/// Tables that include one another go no deeper; the published ones go one deep.
const INCLUDES: usize = 4;

/// The lines behind each `= name`.
fn sections(text: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut sections: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut name = "";
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with("//")) {
        match line.strip_prefix("= ") {
            Some(next) => {
                name = next;
                sections.entry(name).or_default();
            }
            None => sections.entry(name).or_default().push(line),
        }
    }
    sections
}

/// The rules of these lines, or the line that is none.
fn table<'s>(
    lines: &[&'s str],
    sections: &BTreeMap<&str, Vec<&'s str>>,
    deeper: usize,
) -> Result<Rules, &'s str> {
    let mut rules = Rules::default();
    for line in lines {
        match line.strip_prefix("#include ") {
            Some(name) => {
                let lines = sections.get(name).filter(|_| deeper > 0).ok_or(*line)?;
                rules.include(table(lines, sections, deeper - 1)?);
            }
            None => rules.add(line).ok_or(*line)?,
        }
    }
    Ok(rules)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_rules_is_read() {
        for (names, languages, clues) in
            [(NameType::Generic, 19, 253), (NameType::Ashkenazi, 11, 172), (NameType::Sephardic, 6, 72)]
        {
            let tables = Tables::of(names).unwrap();
            assert_eq!(tables.known.names().count(), languages, "{names:?}");
            assert_eq!(tables.clues.len(), clues, "{names:?}");
            for language in tables.known.names() {
                for stage in ["rules", "approx", "exact"] {
                    assert!(
                        tables.rules.contains_key(&format!("{stage}_{language}")),
                        "{names:?} {stage} {language}"
                    );
                }
                assert!(!tables.rules[&format!("rules_{language}")].is_empty(), "{names:?} {language}");
            }
            for shared in ["approx_common", "exact_common"] {
                assert!(!tables.rules[shared].is_empty(), "{names:?} {shared}");
            }
        }
    }

    #[test]
    fn a_line_of_no_known_form_is_named() {
        for line in
            ["\"a\" \"\" \"\"", "\"a\" \"[b-d]\" \"\" \"a\"", "\"\" \"\" \"\" \"a\"", "#include x_rules_own"]
        {
            let read = Tables::read(&format!("= x_rules_any\n{line}\n"));
            assert_eq!(read.unwrap_err(), Unread { table: "x_rules_any".into(), line: line.into() });
        }
    }
}
