//! Files: how long, how named, how opened, and a handbook page for each room.

use super::Finding;
use super::tree::Tree;

/// A file of more lines holds more than one thing.
const LINES: usize = 400;
const LENGTH: &str = "habit: small files, 400 lines are the ceiling";
const LARGE: &str = "layout: nothing large lies in the tree";
const NAME: &str = "layout: a name says what is in it";
const OPENING: &str = "layout: a module opens with `//!`";
const HANDBOOK: &str = "layout: each room has the same name in every layer";
/// Names under which anything gathers.
const NAMELESS: &[&str] = &[
    "utils", "util", "common", "helpers", "helper", "manager", "managers", "service", "services", "types",
    "core",
];
const DOMAIN: &str = "crates/domain/src/lib.rs";

pub fn lengths(tree: &Tree) -> Vec<Finding> {
    let long = tree.rust.iter().filter(|file| file.text.lines().count() > LINES);
    long.map(|file| {
        let remedy = format!("{} lines: split it along its nouns", file.text.lines().count());
        Finding::new(&file.path, LINES + 1, LENGTH, remedy)
    })
    .collect()
}

pub fn large(tree: &Tree) -> Vec<Finding> {
    let remedy = "larger than any file of the project: was it left behind by another tool? Take it out";
    tree.large.iter().map(|path| Finding::new(path, 1, LARGE, remedy)).collect()
}

pub fn names(tree: &Tree) -> Vec<Finding> {
    let mut found = vec![];
    for file in &tree.rust {
        let stem = file.path.trim_end_matches(".rs");
        for part in stem.split('/').filter(|part| NAMELESS.contains(part)) {
            found.push(Finding::new(
                &file.path,
                1,
                NAME,
                format!("`{part}` names nothing: name what it is for"),
            ));
        }
        for start in file.words("mod") {
            let name: String = file.code[start + 3..]
                .trim_start()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let inline = file.body(start).is_some();
            if inline && NAMELESS.contains(&name.as_str()) {
                let remedy = format!("`{name}` names nothing: name what it is for");
                found.push(Finding::new(&file.path, file.line_of(start), NAME, remedy));
            }
        }
    }
    found
}

pub fn openings(tree: &Tree) -> Vec<Finding> {
    let closed = tree.rust.iter().filter(|file| file.in_src() && !file.text.starts_with("//!"));
    closed
        .map(|file| {
            let remedy = "begin with `//!`: what it is for and what it never does";
            Finding::new(&file.path, 1, OPENING, remedy)
        })
        .collect()
}

/// The modules that `lib.rs` of `domain` lists under a line `// rooms` have their page.
pub fn handbook(tree: &Tree) -> Vec<Finding> {
    let Some(domain) = tree.rust.iter().find(|file| file.path == DOMAIN) else {
        return vec![Finding::new(DOMAIN, 1, HANDBOOK, "the crate `domain` is missing")];
    };
    let Some(mark) = domain.text.lines().position(|line| line.trim() == "// rooms") else {
        return vec![Finding::new(DOMAIN, 1, HANDBOOK, "list the rooms' modules under a line `// rooms`")];
    };
    let rooms = domain.text.lines().enumerate().skip(mark + 1).map_while(|(index, line)| {
        let line = line.trim();
        let name = line.strip_prefix("pub mod ").map(|rest| rest.trim_end_matches(';'));
        // Between rooms only their comments; anything else ends the list.
        (name.is_some() || line.starts_with("//")).then_some((index + 1, name))
    });
    rooms
        .filter_map(|(line, name)| name.map(|name| (line, name)))
        .filter(|(_, name)| {
            ![(*name).to_owned(), name.replace('_', "-")].iter().any(|n| tree.text(&page(n)).is_some())
        })
        .map(|(line, name)| Finding::new(DOMAIN, line, HANDBOOK, format!("write {}", page(name))))
        .collect()
}

fn page(room: &str) -> String {
    format!("docs/handbook/{room}.md")
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;

    #[test]
    fn long_files_are_found() {
        let (fits, long) = ("x\n".repeat(400), "x\n".repeat(401));
        check(
            lengths,
            &[("crates/a/src/a.rs", &fits), ("crates/a/src/b.rs", &long)],
            &["crates/a/src/b.rs:401"],
        );
    }

    #[test]
    fn what_is_large_is_found() {
        let mut tree = Tree::of(&[("crates/a/src/a.rs", "//! x")]);
        assert_eq!(large(&tree).len(), 0);
        tree.large.push("left.whl".into());
        assert_eq!(large(&tree)[0].path, "left.whl");
    }

    #[test]
    fn nameless_modules_are_found() {
        check(
            names,
            &[
                ("crates/a/src/utils.rs", "//! x"),
                ("crates/common/src/lib.rs", "//! x"),
                ("crates/a/src/manager/mod.rs", "//! x"),
                ("crates/a/src/lib.rs", "mod weighing;\nmod helpers { }\nmod core_sample;"),
                ("crates/a/src/service_record.rs", "//! x"),
            ],
            &[
                "crates/a/src/lib.rs:2",
                "crates/a/src/manager/mod.rs:1",
                "crates/a/src/utils.rs:1",
                "crates/common/src/lib.rs:1",
            ],
        );
    }

    #[test]
    fn modules_open_with_their_purpose() {
        check(
            openings,
            &[
                ("crates/a/src/a.rs", "use x;"),
                ("crates/a/src/b.rs", "//! Why"),
                ("crates/a/tests/c.rs", "use x;"),
            ],
            &["crates/a/src/a.rs:1"],
        );
    }

    #[test]
    fn each_room_has_its_page() {
        let lib = "//! x\npub mod entry;\n\n// rooms\npub mod person;\n// of a place\npub mod stay;\n\npub mod other;\n";
        check(
            handbook,
            &[(DOMAIN, lib), ("docs/handbook/person.md", "# Person")],
            &["crates/domain/src/lib.rs:7"],
        );
        check(handbook, &[(DOMAIN, "//! x\npub mod person;")], &["crates/domain/src/lib.rs:1"]);
        check(handbook, &[], &["crates/domain/src/lib.rs:1"]);
    }
}
