//! `cargo xtask promises`: docs/promises.md, made from the names of the tests. A test that proves a promise bears its id at
//! the head of its name (`d1_..`, `s7_d6_..`); one that shows the check red when the promise is broken on purpose has
//! `seen_red` in it, and one that does both ends in `and_seen_red`. Nothing is called kept that has no test.

use crate::Outcome;
use crate::house::House;
use std::collections::BTreeMap;
use std::path::Path;

/// The page.
const PAGE: &str = "docs/promises.md";

/// The promises, in short; the families in the order of the page.
const PROMISES: &[(&str, &str)] = &[
    ("d1", "What was acknowledged survives the process being killed at any moment"),
    ("d2", "What was acknowledged survives the power going"),
    ("d3", "A write that the disk refuses is not acknowledged, and nothing half-written stays"),
    ("d4", "A full disk loses nothing; reading and exporting go on"),
    ("d5", "A flipped byte anywhere is found and named, never served"),
    ("d6", "A medium that vanishes leaves no half bundle that opens"),
    ("d7", "Memory that runs out ends the process without loss"),
    ("d8", "A crash while an old node is brought up to a new version goes on or back"),
    ("d9", "A server's database that is killed during an exchange loses and doubles nothing"),
    ("d10", "A backup made under load restores to the same state"),
    ("d11", "A second process that opens the same node is refused"),
    ("d12", "Five years of work open and answer as quickly as stated"),
    ("s1", "Any history of two to seven nodes ends with the same files everywhere"),
    ("s2", "What two said of one field stands as both until a person settles it"),
    ("s3", "Clocks ten years off lose nothing and change no causal order"),
    ("s4", "A laptop that was away for 400 days loses nothing of what it wrote"),
    ("s5", "9.6 kbit/s, cut every 20 seconds: everything comes, no more than a page comes twice"),
    ("s6", "A bundle opened twice or out of order changes nothing"),
    ("s7", "A bundle with one byte changed is refused before anything is taken in"),
    ("s8", "A peer that replays an old state or withholds somebody's entries is noticed"),
    ("s9", "No server substitutes a key or lets anybody in"),
    ("s10", "Ciphertext moved to another place does not open"),
    ("s11", "Who was removed reads nothing that was written later"),
    ("s12", "What a stolen laptop writes after it was revoked does not count"),
    ("s13", "A lost laptop and a lost headquarters are rebuilt from the others, with what is missing named"),
    ("s14", "A peer that sends without end is bounded in memory, time and disk"),
    ("c1", "No word that was typed lies in clear anywhere on the disk"),
    ("c2", "Five seconds after locking no key and no word is in memory"),
    ("c3", "Sizes on the disk tell no number of people"),
    ("c4", "A guess costs what is stated, the same for a wrong name"),
    ("c5", "Whoever records an exchange sees no name and no true length"),
    ("c6", "Weak or strange ends of a line are refused"),
    ("c7", "A headquarters that is no member holds nothing in clear"),
    ("c8", "No nonce comes twice, and every seal binds its context"),
    ("c9", "What is exported or printed is logged, and redacted unless two agree"),
    ("c10", "No secret stands in a log"),
    ("a1", "Every role does at every route what the matrix says, and nothing else"),
    ("a2", "Things of another house do not exist for whoever was not granted them"),
    ("a3", "A field that a role may not see or set is neither shown nor taken"),
    ("a4", "A removal takes effect at once, in open sessions too"),
    ("a5", "Who is not, or no longer, a member has no effect by any call"),
    ("a6", "Break-glass has a reason and an end, alters nothing and cannot be silent"),
    ("a7", "The record of an opening is on disk before the text is shown"),
    ("a8", "An altered, cut or reordered log is named at its first bad entry"),
    ("a9", "What needs two people is refused to one"),
    ("a10", "Every reading of a person's file is recorded"),
    ("a11", "Idle time, the end of a session and the lid wipe the keys"),
    ("a12", "A hundred wrong sign-ins or ten thousand readings are slowed and told"),
    ("a13", "No page lets another site or a typed text act"),
    ("a14", "Other users of the machine reach neither pages nor files"),
    ("f1", "Any bytes as an import: no panic, bounded memory and time"),
    ("f2", "Bombs, links and floods are refused with the reason"),
    ("f3", "A parser that is taken over can open and call nothing"),
    ("f4", "A shared photograph carries no place and no device"),
    ("f5", "A cell that a spreadsheet would run is inert"),
    ("f6", "What was blackened is not in the file"),
    ("f7", "No dependency with a known fault"),
    ("f8", "Two clean builds are the same"),
    ("f9", "An unsigned or older version or bundle is refused"),
    ("f10", "No unsafe code, no panic in the path of a request"),
    ("p1", "What is erased is gone from every copy, and chains still prove"),
    ("p2", "A legal hold refuses erasure"),
    ("p3", "Without consent for that use nothing is shared, exported or shown"),
    ("p4", "No published table lets a small number be worked out"),
    ("p5", "Noise is drawn within a budget that is kept"),
    ("p6", "The panic key works within two seconds, power cut or not"),
    ("p7", "A second passphrase opens what it says it opens, and nothing is claimed beyond"),
    ("p8", "From a lost node to whom to warn: within minutes"),
    ("o1", "The field works while headquarters is away"),
    ("o2", "Five hundred nodes that come back at once are served"),
    ("o3", "Somebody who does not see finishes an intake"),
];

/// Writes the page.
pub fn write(house: &House) -> Outcome {
    let page = page(&house.root)?;
    std::fs::write(house.root.join(PAGE), &page).map_err(|e| format!("{PAGE}: {e}"))?;
    Ok(page.lines().find(|line| line.starts_with("Of ")).unwrap_or_default().to_string())
}

/// The tests of each promise, and those that show it red.
type Tests = BTreeMap<String, (Vec<String>, Vec<String>)>;

fn page(root: &Path) -> Result<String, String> {
    let mut tests = Tests::new();
    gather(&root.join("crates"), &mut tests)?;
    let (mut rows, mut kept, mut tested) = (String::new(), 0, 0);
    for (id, promise) in PROMISES {
        let (shown, red) = tests.get(*id).cloned().unwrap_or_default();
        let state = match (shown.is_empty(), red.is_empty()) {
            (true, _) => "**open**: no test",
            (false, true) => "tested; open until it was seen red",
            (false, false) => "kept",
        };
        kept += usize::from(!shown.is_empty() && !red.is_empty());
        tested += usize::from(!shown.is_empty());
        let list = |names: &[String]| names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join("<br>");
        rows +=
            &format!("| {} | {promise} | {} | {} | {state} |\n", id.to_uppercase(), list(&shown), list(&red));
    }
    Ok(format!(
        "# Promises\n\nMade by `cargo xtask promises` from the names of the tests; a test may prove a part of its promise, as its own\n\
         words say. A promise counts as kept when its check was also seen red with the promise broken on purpose.\n\n\
         Of {} promises {kept} are kept, {} are tested and not yet seen red, {} are open.\n\n\
         | id | promise | tests | seen red by | state |\n|---|---|---|---|---|\n{rows}",
        PROMISES.len(),
        tested - kept,
        PROMISES.len() - tested,
    ))
}

fn gather(folder: &Path, tests: &mut Tests) -> Result<(), String> {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .map_err(|e| format!("{}: {e}", folder.display()))?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            gather(&path, tests)?;
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            text.lines().filter_map(name).for_each(|name| note(name, tests));
        }
    }
    Ok(())
}

/// The name of the function that begins on this line.
fn name(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = line.strip_prefix("pub ").unwrap_or(line);
    let rest = line.strip_prefix("fn ").or_else(|| line.strip_prefix("async fn "))?;
    rest.split(['(', '<']).next()
}

/// Notes a test under each promise whose id stands at the head of its name.
fn note(name: &str, tests: &mut Tests) {
    for id in name.split('_').take_while(|part| PROMISES.iter().any(|(id, _)| id == part)) {
        let (shown, red) = tests.entry(id.to_string()).or_default();
        let both = name.ends_with("and_seen_red");
        let lists = [(both || !name.contains("seen_red"), shown), (name.contains("seen_red"), red)];
        for (_, list) in lists.into_iter().filter(|(counts, list)| *counts && !list.iter().any(|n| n == name))
        {
            list.push(name.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_test_counts_for_every_promise_at_the_head_of_its_name() {
        let mut tests = Tests::new();
        for name in ["s7_d6_a_bundle", "s1_is_seen_red_where", "a_page", "d3"] {
            note(name, &mut tests);
        }
        assert_eq!(tests.keys().collect::<Vec<_>>(), ["d3", "d6", "s1", "s7"]);
        assert_eq!(tests["s1"], (vec![], vec!["s1_is_seen_red_where".to_string()]));
        assert_eq!(name("    fn s7_d6_a_bundle() {"), Some("s7_d6_a_bundle"));
    }

    #[test]
    fn the_page_is_as_the_tests_say() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let kept = std::fs::read_to_string(root.join(PAGE)).unwrap_or_default();
        assert!(kept == page(root).unwrap(), "{PAGE} is not as the tests say: run `cargo xtask promises`");
    }
}
