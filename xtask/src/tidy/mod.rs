//! The house rules that a machine can check. Each finding names the rule it breaks, the file and line, and what to
//! do. A rule looks at text only: it builds nothing and changes nothing.

mod functions;
mod layout;
mod manifest;
mod pages;
mod purity;
mod source;
mod sql;
mod tree;
mod words;

use crate::Outcome;
use crate::house::House;
use std::fmt;
use tree::Tree;

/// A place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub path: String,
    /// 1 where the file as a whole is meant.
    pub line: usize,
    /// The rule, in the words of the house: `invariant 1: ..`.
    pub rule: &'static str,
    pub remedy: String,
}

impl Finding {
    pub fn new(path: &str, line: usize, rule: &'static str, remedy: impl Into<String>) -> Finding {
        Finding { path: path.to_owned(), line, rule, remedy: remedy.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: [{}] {}", self.path, self.line, self.rule, self.remedy)
    }
}

type Rule = fn(&Tree) -> Vec<Finding>;

const RULES: &[Rule] = &[
    manifest::directions,
    manifest::licences,
    manifest::rigs,
    manifest::lints,
    layout::lengths,
    layout::large,
    layout::names,
    layout::openings,
    layout::handbook,
    functions::lengths,
    purity::pure_crates,
    purity::clock_and_environment,
    sql::statements,
    sql::tables,
    sql::built_text,
    pages::policy,
    pages::addresses,
    words::unfinished,
    words::skipped,
    words::unchecked,
    words::foreign,
];

/// Every rule over the whole tree; the error lists what was found.
pub fn run(house: &House) -> Outcome {
    let tree = Tree::read(&house.root).map_err(|e| format!("{}: {e}", house.root.display()))?;
    let mut found: Vec<Finding> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    found.sort();
    for finding in &found {
        println!("{finding}");
    }
    match found.len() {
        0 => Ok(format!("tidy: {} rules over {} files", RULES.len(), tree.len())),
        1 => Err("tidy: 1 place breaks the house rules (above)".into()),
        many => Err(format!("tidy: {many} places break the house rules (above)")),
    }
}

/// For the rules' own tests: a tree of fixtures gives findings at `path:line`, in order.
#[cfg(test)]
fn check(rule: Rule, files: &[(&str, &str)], expected: &[&str]) {
    let mut found = rule(&Tree::of(files));
    found.sort();
    let places: Vec<String> = found.iter().map(|f| format!("{}:{}", f.path, f.line)).collect();
    assert_eq!(places, expected, "{found:#?}");
}
