//! Words that do not stay: unfinished work, skipped tests, unchecked code, advertising.
//! Words this file looks for are written in two halves, so that it does not find itself.

use super::Finding;
use super::source::Source;
use super::tree::Tree;

const UNFINISHED: &str = "habit: what is not there is absent, not stubbed";
const SKIPPED: &str = "habit: no test is skipped";
const UNCHECKED: &str = "habit: own code is checked by the compiler";
const FOREIGN: &str = "habit: the text speaks of children's files, not of who or what typed it";

/// Marks of work left for later, in comments and texts.
const LATER: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];
/// The same as macros.
const STUBS: &[&str] = &[concat!("to", "do!"), concat!("unimple", "mented!")];
/// In lower case, each at the beginning of a word.
const ADVERTISING: &[&str] = &[
    concat!("anthro", "pic"),
    concat!("open", "ai"),
    concat!("chat", "gpt"),
    concat!("gpt", "-4"),
    concat!("gpt", "-5"),
    concat!("git", "hub copilot"),
    concat!("clau", "de code"),
    concat!("clau", "de.ai"),
    concat!("clau", "de.md"),
    concat!("agents", ".md"),
    concat!("language ", "model"),
    concat!("ai ", "assistant"),
    concat!("coding ", "assistant"),
    concat!("ai-", "generated"),
    concat!("co-authored", "-by"),
];

pub fn unfinished(tree: &Tree) -> Vec<Finding> {
    let mut found = vec![];
    let remedy = "do it, or describe it as an issue and leave nothing here";
    for file in &tree.rust {
        for comment in &file.comments {
            let rows = comment
                .text
                .lines()
                .enumerate()
                .filter(|(_, row)| LATER.iter().any(|word| has_word(row, word)));
            found.extend(
                rows.map(|(index, _)| Finding::new(&file.path, comment.line + index, UNFINISHED, remedy)),
            );
        }
        for at in STUBS.iter().flat_map(|word| file.code.match_indices(word)).map(|(at, _)| at) {
            found.push(Finding::new(&file.path, file.line_of(at), UNFINISHED, remedy));
        }
    }
    for file in tree.texts.iter().filter(|file| !vendored(&file.path) && !data(&file.path)) {
        let rows =
            file.text.lines().enumerate().filter(|(_, row)| LATER.iter().any(|word| has_word(row, word)));
        found.extend(rows.map(|(index, _)| Finding::new(&file.path, index + 1, UNFINISHED, remedy)));
    }
    found
}

pub fn skipped(tree: &Tree) -> Vec<Finding> {
    let remedy = "make it run, or take it out";
    in_code(tree, &[concat!("#[ig", "nore"), concat!("ig", "nore)]")], SKIPPED, remedy)
}

pub fn unchecked(tree: &Tree) -> Vec<Finding> {
    let word = concat!("un", "safe");
    let places = |file: &Source| file.words(word).into_iter().map(|at| file.line_of(at)).collect::<Vec<_>>();
    let found =
        tree.rust.iter().flat_map(|file| places(file).into_iter().map(|line| (file.path.clone(), line)));
    found.map(|(path, line)| Finding::new(&path, line, UNCHECKED, "take a crate that wraps it")).collect()
}

pub fn foreign(tree: &Tree) -> Vec<Finding> {
    let rust = tree.rust.iter().map(|file| (&file.path, &file.text));
    let texts = tree.texts.iter().map(|file| (&file.path, &file.text));
    let mut found = vec![];
    for (path, text) in rust.chain(texts).filter(|(path, _)| !vendored(path)) {
        for (index, row) in text.lines().enumerate() {
            let row = row.to_lowercase();
            if ADVERTISING.iter().any(|word| begins_word(&row, word)) {
                found.push(Finding::new(path, index + 1, FOREIGN, "leave the tool's name out"));
            }
        }
    }
    found
}

fn in_code(tree: &Tree, words: &[&str], rule: &'static str, remedy: &str) -> Vec<Finding> {
    let mut found = vec![];
    for file in &tree.rust {
        let lines =
            words.iter().flat_map(|word| file.code.match_indices(word)).map(|(at, _)| file.line_of(at));
        found.extend(lines.map(|line| Finding::new(&file.path, line, rule, remedy)));
    }
    found.sort();
    found.dedup();
    found
}

fn has_word(row: &str, word: &str) -> bool {
    row.match_indices(word).any(|(at, _)| {
        let after = row[at + word.len()..].chars().next();
        begins(row, at) && !after.is_some_and(char::is_alphanumeric)
    })
}

fn begins_word(row: &str, word: &str) -> bool {
    row.match_indices(word).any(|(at, _)| begins(row, at))
}

fn begins(row: &str, at: usize) -> bool {
    !row[..at].ends_with(char::is_alphanumeric)
}

/// Others' work, shipped or tested with as it came.
fn vendored(path: &str) -> bool {
    path.contains("/assets/") && (path.contains(".min.") || path.contains("vendor") || path.ends_with(".txt"))
        || path.contains("/vendor/")
        || path.contains("LICENSE")
}

/// Tables and word lists: their words are content.
fn data(path: &str) -> bool {
    path.ends_with(".csv") || path.ends_with(".json")
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;

    #[test]
    fn unfinished_work_is_found() {
        let text =
            format!("//! {}: later\nfn a() {{ {}() }}\nlet a = \"x\";\n// methods\n", LATER[0], STUBS[0]);
        check(unfinished, &[("crates/a/src/a.rs", &text)], &["crates/a/src/a.rs:1", "crates/a/src/a.rs:2"]);
        let page = format!("# x\n{} y\n", LATER[1]);
        check(unfinished, &[("docs/a.md", &page), ("crates/web/assets/a.min.js", &page)], &["docs/a.md:2"]);
        check(unfinished, &[("docs/a.md", &format!("{}S and MASTO{}", LATER[0], LATER[0]))], &[]);
    }

    #[test]
    fn skipped_tests_and_unchecked_code_are_found() {
        let text = format!(
            "{} = \"slow\"]\nfn a() {{}}\n#[cfg_attr(x, {}\n",
            concat!("#[ig", "nore"),
            concat!("ig", "nore)]")
        );
        check(
            skipped,
            &[("crates/a/tests/a.rs", &text)],
            &["crates/a/tests/a.rs:1", "crates/a/tests/a.rs:3"],
        );
        let text = format!("// {0} in words\n#![forbid({0}_code)]\n{0} {{ x }}\n", concat!("un", "safe"));
        check(unchecked, &[("crates/a/src/a.rs", &text)], &["crates/a/src/a.rs:3"]);
    }

    #[test]
    fn advertising_is_found_and_a_first_name_is_not() {
        let text = format!("Claude Weil, born 1933\nmade with {}\n", ADVERTISING[1]);
        check(foreign, &[("docs/a.md", &text)], &["docs/a.md:2"]);
        check(foreign, &[("crates/e2e/assets/axe.min.js", &text)], &[]);
    }
}
