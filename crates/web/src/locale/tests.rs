//! The locale files against each other, against the pages that use them and against the closed lists of `domain`.

use super::{EN, FR, HE, Lang, ROOMS, Words, texts};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

mod closed;

/// A message: its key and everything after the equals sign.
type Messages = BTreeMap<String, String>;

/// The messages of a file in their order, a key that stands twice twice.
fn listed(source: &str) -> Vec<(String, String)> {
    let mut messages: Vec<(String, String)> = Vec::new();
    for line in source.lines().filter(|l| !l.starts_with('#')) {
        match line.split_once(" =") {
            Some((key, text)) if key.starts_with(|c: char| c.is_ascii_alphabetic()) && !key.contains(' ') => {
                messages.push((key.to_string(), text.trim().to_string()));
            }
            _ => {
                if let Some((_, text)) = messages.last_mut() {
                    text.push('\n');
                    text.push_str(line);
                }
            }
        }
    }
    messages
}

fn messages(lang: Lang) -> Messages {
    texts(lang).iter().flat_map(|source| listed(source)).collect()
}

/// The variables of a message.
fn variables(text: &str) -> BTreeSet<String> {
    let named =
        |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    text.split('$').skip(1).map(named).collect()
}

/// Every source file of the crate but the tests.
fn sources() -> Vec<(PathBuf, String)> {
    sources_of("src")
}

/// Every source file below a folder beside the manifest.
fn sources_of(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    assert!(found.len() > 5, "the sources are not where they were: {}", found.len());
    found
}

fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("locale") {
            walk(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
}

/// What follows each call of `name` whose first argument is a literal: the literal, and the text behind it.
fn calls<'a>(source: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    let behind = source.match_indices(name).map(|(at, _)| source[at + name.len()..].trim_start());
    behind.filter_map(|rest| rest.strip_prefix('"')?.split_once('"')).collect()
}

fn report(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn every_file_parses() {
    let mut problems = Vec::new();
    for lang in Lang::ALL {
        for (room, source) in ROOMS.iter().zip(texts(lang)) {
            if let Err((_, errors)) = FluentResource::try_new((*source).to_string()) {
                problems.extend(errors.iter().map(|e| format!("{}/{room}.ftl: {e:?}", lang.code())));
            }
        }
    }
    report(&problems);
}

#[test]
fn the_three_languages_have_the_same_keys_with_the_same_variables() {
    let mut problems = Vec::new();
    for (i, room) in ROOMS.iter().enumerate() {
        let [fr, en, he] = [FR[i], EN[i], HE[i]].map(|s| listed(s).into_iter().collect::<Messages>());
        let all: BTreeSet<&String> = fr.keys().chain(en.keys()).chain(he.keys()).collect();
        for key in all {
            let texts = [("fr", fr.get(key)), ("en", en.get(key)), ("he", he.get(key))];
            problems.extend(
                texts.iter().filter(|(_, t)| t.is_none()).map(|(l, _)| format!("{l}/{room}.ftl lacks {key}")),
            );
            let used: BTreeSet<_> = texts.iter().filter_map(|(_, t)| t.map(|t| variables(t))).collect();
            if used.len() > 1 {
                problems.push(format!("{room}.ftl: {key} has other variables in other languages: {used:?}"));
            }
        }
    }
    report(&problems);
}

#[test]
fn no_key_stands_twice() {
    let mut problems = Vec::new();
    for lang in Lang::ALL {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (room, source) in ROOMS.iter().zip(texts(lang)) {
            for (key, text) in listed(source) {
                if let Some(before) = seen.insert(key.clone(), room) {
                    problems.push(format!("{}: {key} in {before} and in {room}", lang.code()));
                }
                if text.trim().is_empty() {
                    problems.push(format!("{}/{room}.ftl: {key} is empty", lang.code()));
                }
            }
        }
    }
    report(&problems);
}

#[test]
fn every_message_formats_with_numbers_and_with_words() {
    let mut problems = Vec::new();
    for lang in Lang::ALL {
        for (key, text) in messages(lang) {
            for value in
                [FluentValue::from(1), FluentValue::from(2), FluentValue::from(7), FluentValue::from("word")]
            {
                let mut args = FluentArgs::new();
                variables(&text).into_iter().for_each(|name| args.set(name, value.clone()));
                let bundle = Words(lang).bundle();
                let Some(pattern) = bundle.get_message(&key).and_then(|m| m.value()) else {
                    problems.push(format!("{}: {key} has no text", lang.code()));
                    continue;
                };
                let mut errors = Vec::new();
                bundle.format_pattern(pattern, Some(&args), &mut errors);
                problems.extend(errors.iter().map(|e| format!("{}: {key}: {e}", lang.code())));
            }
        }
    }
    report(&problems);
}

#[test]
fn nothing_was_left_in_another_language() {
    let (fr, en, he) = (messages(Lang::Fr), messages(Lang::En), messages(Lang::He));
    let mut problems = Vec::new();
    for (key, english) in &en {
        let words: String = english.chars().filter(|c| c.is_alphabetic() || *c == ' ').collect();
        for (lang, other) in [("fr", fr.get(key)), ("he", he.get(key))] {
            if words.trim().len() > 25 && other == Some(english) {
                problems.push(format!("{lang}: {key} is the English sentence"));
            }
        }
    }
    let hebrew = |c: char| ('\u{5d0}'..='\u{5ea}').contains(&c);
    for (key, text) in &he {
        // Names of variables are no words; a message of variables alone needs no letter.
        let said: String = text
            .split("{ $")
            .enumerate()
            .map(|(i, s)| if i == 0 { s } else { s.split_once('}').map_or(s, |r| r.1) })
            .collect();
        if said.chars().any(char::is_alphabetic) && !said.chars().any(hebrew) {
            problems.push(format!("he: {key} has no Hebrew letter: {text}"));
        }
    }
    for (lang, all) in [("fr", &fr), ("en", &en)] {
        problems.extend(
            all.iter().filter(|(_, t)| t.chars().any(hebrew)).map(|(k, _)| format!("{lang}: {k} has Hebrew")),
        );
    }
    report(&problems);
}

/// Words that hurt today and are right for the historical scene: they stand where a page has asked for the scene
/// (`-then`), or name the kind of a place.
#[test]
fn words_of_the_historical_scene_stand_only_there() {
    const WORDS: [&str; 8] = ["convoi", "convoy", "triage", "baraque", "barrack", "שיירה", "שיירות", "צריפ"];
    let mut problems = Vec::new();
    for lang in Lang::ALL {
        for (key, text) in messages(lang) {
            let there = key.ends_with("-then") || key.starts_with("kind-") || key.starts_with("kinds-");
            let lower = text.to_lowercase();
            if let Some(word) = WORDS.iter().find(|w| lower.contains(**w) && !there) {
                problems.push(format!("{}: {key} says {word}", lang.code()));
            }
        }
    }
    report(&problems);
}

#[test]
fn every_key_the_pages_name_exists() {
    let known = messages(Lang::Fr);
    let mut problems = Vec::new();
    for (path, source) in sources().into_iter().chain(sources_of("../print/src")) {
        let mut lacks = |key: &str| {
            if !known.contains_key(key) {
                problems.push(format!("{}: no words for {key}", path.display()));
            }
        };
        [".t(", ".t_with("].iter().flat_map(|f| calls(&source, f)).for_each(|(key, _)| lacks(key));
        source
            .split('"')
            .filter(|s| s.starts_with("paper-") && !s.contains([' ', '.', '{']))
            .for_each(&mut lacks);
        // The complaints of the edge carry their key, and each has a hint.
        for key in
            source.split('"').filter(|s| s.starts_with("complaint-") && !s.ends_with('-') && !s.contains(' '))
        {
            lacks(key);
            if !key.ends_with("-back") {
                lacks(&format!("{key}-hint"));
            }
        }
        // Fields of forms and refusals have a label.
        for (name, _) in FIELD_CALLS.iter().flat_map(|f| calls(&source, f)) {
            lacks(&format!("field-{}", name.replace('_', "-")));
        }
    }
    report(&problems);
}

/// Calls whose first argument is the name of a field.
const FIELD_CALLS: [&str; 9] = [
    "form.line(",
    "form.input(",
    "form.area(",
    "form.choose(",
    "form.radios(",
    "form.tick(",
    "refuse(",
    " text(",
    " date(",
];

#[test]
fn every_field_a_rule_refuses_has_a_label() {
    let known = messages(Lang::Fr);
    let mut problems = Vec::new();
    for (path, source) in ["../domain/src", "../store/src"].into_iter().flat_map(sources_of) {
        for (name, _) in ["refuse(", " text(", " date("].iter().flat_map(|f| calls(&source, f)) {
            let key = format!("field-{}", name.replace('_', "-"));
            // A name with a slash is a slot of a file, no field.
            if !name.contains('/') && !known.contains_key(&key) {
                problems.push(format!("{}: no words for {key}", path.display()));
            }
        }
    }
    report(&problems);
}

#[test]
fn every_made_up_key_has_a_beginning_that_exists() {
    let known = messages(Lang::Fr);
    let mut problems = Vec::new();
    for (path, source) in sources() {
        for (template, _) in [".t(&format!(", ".t_with(&format!("].iter().flat_map(|f| calls(&source, f)) {
            let start = template.split('{').next().unwrap();
            if !start.is_empty() && !known.keys().any(|k| k.starts_with(start)) {
                problems.push(format!("{}: nothing begins with {start}", path.display()));
            }
        }
    }
    report(&problems);
}

#[test]
fn every_variable_of_a_named_message_is_given() {
    let known = messages(Lang::Fr);
    let mut problems = Vec::new();
    for (path, source) in sources() {
        for (key, _) in calls(&source, ".t(") {
            if known.get(key).is_some_and(|text| !variables(text).is_empty()) {
                problems.push(format!("{}: {key} is used without its values", path.display()));
            }
        }
        for (key, rest) in calls(&source, ".t_with(") {
            let Some(text) = known.get(key) else { continue };
            // Values handed over by name cannot be seen here.
            let Some((given, _)) =
                rest.trim_start_matches([',', ' ', '\n']).strip_prefix("&[").and_then(|r| r.split_once(")]"))
            else {
                continue;
            };
            for name in variables(text).into_iter().filter(|n| !given.contains(&format!("\"{n}\""))) {
                problems.push(format!("{}: {key} is not given ${name}", path.display()));
            }
        }
    }
    report(&problems);
}

#[test]
fn a_day_reads_as_people_say_it() {
    fn check(lang: Lang, expected: &str) {
        assert_eq!(Words(lang).day(jiff::civil::date(1942, 8, 19)), expected);
    }
    check(Lang::Fr, "19 août 1942");
    check(Lang::En, "19 August 1942");
    check(Lang::He, "\u{2068}19\u{2069} ב\u{2068}אוגוסט\u{2069} 1942");
}

#[test]
fn a_language_is_named_where_its_tag_is_known() {
    fn check(lang: Lang, told: &str, expected: &str) {
        assert_eq!(Words(lang).language(told), expected);
    }
    check(Lang::Fr, "yi", "yiddish");
    check(Lang::En, " LAD", "Judeo-Spanish");
    check(Lang::He, "fr", "צרפתית");
    check(Lang::Fr, "patois de Galicie", "patois de Galicie");
    check(Lang::Fr, "xx", "xx");
}

#[test]
fn an_uncertain_date_reads_as_people_say_it() {
    fn check(lang: Lang, edtf: &str, expected: &str) {
        assert_eq!(Words(lang).edtf(&domain::Edtf::parse(edtf).unwrap()), expected, "{edtf}");
    }
    check(Lang::Fr, "1934~", "vers 1934");
    check(Lang::En, "1934-03", "March 1934");
    check(Lang::En, "1934?", "1934 (uncertain)");
    check(Lang::Fr, "1934-03-12", "12 mars 1934");
    check(Lang::Fr, "1934-03-01", "1er mars 1934");
    check(Lang::En, "1934-03-12~", "about 12 March 1934");
    check(Lang::En, "1934%", "about 1934 (uncertain)");
    check(Lang::En, "[1933..1935]", "between 1933 and 1935");
    check(Lang::En, "1940/1944-03", "1940 to March 1944");
    check(Lang::Fr, "../1933", "1933 ou avant");
    check(Lang::Fr, "1935-01/..", "janvier 1935 ou après");
    check(Lang::En, "[1934,1936]", "1934 or 1936");
    check(Lang::En, "193X", "between 1930 and 1939");
    check(Lang::Fr, "1934-21", "printemps 1934");
    check(Lang::En, "1934-XX-12", "1934-XX-12");
}
