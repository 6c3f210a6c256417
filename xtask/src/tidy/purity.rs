//! Who may know the time, chance, the environment, files, sockets: `node`; the pure crates know none of it.
//! Tests are free to use them.

use super::Finding;
use super::source::Source;
use super::tree::Tree;

const PURE: &[&str] = &["growth", "planning", "linkage", "domain"];
/// The only crates whose own code may read clock, chance and environment.
const FREE: &[&str] = &["node", "testkit", "e2e"];
const PURITY: &str = "invariant 1: the pure crates do no I/O, read no clock, draw no randomness, never await";
const EDGE: &str = "invariant 7: only node knows clock, keys, environment";

/// What a pure crate does not say, and what it takes instead.
const IMPURE: &[(&str, &str)] = &[
    ("SystemTime", "take the time as an argument"),
    ("Instant::now", "take the time as an argument"),
    ("Timestamp::now", "take the time as an argument"),
    ("Zoned::now", "take the time as an argument"),
    ("std::fs", "take the text or bytes as an argument"),
    ("std::net", "nothing here knows a network"),
    ("std::env", "take the setting as an argument"),
    ("std::process", "nothing here knows a process"),
    ("std::thread", "nothing here waits or runs beside"),
    ("thread_rng", "take the random bytes as an argument"),
    ("getrandom", "take the random bytes as an argument"),
    ("async", "nothing here awaits"),
    ("tokio", "nothing here awaits"),
];

const OF_THE_EDGE: &[(&str, &str)] = &[
    ("SystemTime::now", "use the Clock handed in by node"),
    ("Instant::now", "use the Clock handed in by node"),
    ("Timestamp::now", "use the Clock handed in by node"),
    ("Zoned::now", "use the Clock handed in by node"),
    ("env::var", "take the setting as an argument: node reads the environment"),
    ("env::var_os", "take the setting as an argument: node reads the environment"),
    ("env::vars", "take the setting as an argument: node reads the environment"),
    ("getrandom", "use the Entropy handed in by node"),
    ("thread_rng", "use the Entropy handed in by node"),
];

pub fn pure_crates(tree: &Tree) -> Vec<Finding> {
    let pure = |file: &&Source| PURE.contains(&file.room()) && file.in_src();
    tree.rust.iter().filter(pure).flat_map(|file| said(file, IMPURE, PURITY)).collect()
}

pub fn clock_and_environment(tree: &Tree) -> Vec<Finding> {
    let bound = |file: &&Source| {
        let room = file.room();
        !room.is_empty() && !FREE.contains(&room) && !PURE.contains(&room) && file.in_src()
    };
    tree.rust.iter().filter(bound).flat_map(|file| said(file, OF_THE_EDGE, EDGE)).collect()
}

fn said(file: &Source, words: &[(&str, &str)], rule: &'static str) -> Vec<Finding> {
    let mut found = vec![];
    for (word, instead) in words {
        for at in file.words(word).into_iter().filter(|at| !file.is_test(*at)) {
            if file.room() == "web" && *word == "Instant::now" && is_tokio(file, at) {
                continue;
            }
            found.push(Finding::new(&file.path, file.line_of(at), rule, format!("`{word}`: {instead}")));
        }
    }
    found
}

/// Waiting in `web` goes by the runtime's time, which tests can stop.
fn is_tokio(file: &Source, at: usize) -> bool {
    file.code[..at].ends_with("tokio::time::")
        || file.code[..at].ends_with("time::") && file.code.contains("use tokio::time;")
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;

    #[test]
    fn a_pure_crate_takes_everything_as_an_argument() {
        let text = "//! never std::fs\nuse std::fs;\nasync fn a() {}\nlet x = \"tokio\";\n#[cfg(test)]\nmod tests { use std::fs; }\n";
        for room in PURE {
            let path = format!("crates/{room}/src/a.rs");
            check(pure_crates, &[(&path, text)], &[&format!("{path}:2"), &format!("{path}:3")]);
        }
        check(pure_crates, &[("crates/store/src/a.rs", text), ("crates/domain/tests/a.rs", text)], &[]);
        check(
            pure_crates,
            &[("crates/domain/src/a.rs", "fn f() { jiff::Timestamp::now() }")],
            &["crates/domain/src/a.rs:1"],
        );
    }

    #[test]
    fn only_node_knows_clock_and_environment() {
        let text =
            "fn a() { std::time::Instant::now() }\nfn b() { env::var(\"X\") }\nfn c() { env!(\"X\") }\n";
        check(
            clock_and_environment,
            &[("crates/store/src/a.rs", text)],
            &["crates/store/src/a.rs:1", "crates/store/src/a.rs:2"],
        );
        for path in
            ["crates/node/src/a.rs", "crates/store/tests/a.rs", "crates/e2e/src/a.rs", "xtask/src/a.rs"]
        {
            check(clock_and_environment, &[(path, text)], &[]);
        }
        let waits = "fn a() { tokio::time::Instant::now() }\nfn b() { Instant::now() }";
        check(clock_and_environment, &[("crates/web/src/a.rs", waits)], &["crates/web/src/a.rs:2"]);
    }
}
