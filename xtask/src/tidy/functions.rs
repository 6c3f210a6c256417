//! Length of functions, by matching brackets in formatted code.

use super::Finding;
use super::source::Source;
use super::tree::Tree;

/// More does not fit on a screen, and is two things.
const LINES: usize = 70;
const RULE: &str = "habit: functions under 70 lines";

pub fn lengths(tree: &Tree) -> Vec<Finding> {
    tree.rust.iter().flat_map(in_file).collect()
}

fn in_file(source: &Source) -> Vec<Finding> {
    let macros: Vec<_> = source
        .words("macro_rules")
        .into_iter()
        .filter_map(|start| source.body(start).map(|open| start..source.closing(open)))
        .collect();
    let mut found = vec![];
    for start in source.words("fn") {
        let name = source.code[start + 2..].trim_start();
        let name: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        // Without a name it is a type: `fn(u8) -> u8`.
        if name.is_empty() || macros.iter().any(|part| part.contains(&start)) {
            continue;
        }
        let Some(open) = source.body(start) else { continue };
        let (first, last) = (source.line_of(start), source.line_of(source.closing(open) - 1));
        let lines = last - first + 1;
        if lines > LINES {
            let remedy = format!("fn {name} has {lines} lines: name its parts");
            found.push(Finding::new(&source.path, first, RULE, remedy));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::lengths;

    fn function(head: &str, lines: usize) -> String {
        format!("{head} {{\n{}}}\n", "    x(\"}\");\n".repeat(lines - 2))
    }

    #[test]
    fn long_functions_are_found() {
        let text = format!(
            "{}{}{}",
            function("fn a(f: fn(u8), x: [u8; 3])", 70),
            function("pub fn b()", 71),
            "trait T { fn c(); }"
        );
        check(lengths, &[("crates/a/src/lib.rs", &text)], &["crates/a/src/lib.rs:71"]);
        check(lengths, &[("crates/a/tests/t.rs", &function("fn t()", 71))], &["crates/a/tests/t.rs:1"]);
        let in_macro = format!("macro_rules! m {{ () => {{ {} }} }}", function("fn a()", 90));
        check(lengths, &[("crates/a/src/lib.rs", &in_macro)], &[]);
    }
}
