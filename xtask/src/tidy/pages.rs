//! What the strict policy of the pages (CSP) forbids, found before a browser refuses it, and addresses outside.

use super::Finding;
use super::tree::Tree;

const POLICY: &str = "stack: strict CSP, so no hx-on, no js: values, no style attribute";
const OUTSIDE: &str = "pages: no request leaves the machine";
/// Names, licences, and this machine: written, not asked for.
const ALLOWED: &[&str] = &[
    "www.w3.org",
    "localhost",
    "127.0.0.1",
    "www.gnu.org/licenses",
    "opensource.org/licenses",
    "www.apache.org/licenses",
    "opensource.org/license",
    "scripts.sil.org/OFL",
    "openfontlicense.org",
];

/// Text a browser reads: literals and code of `web` (and the charts of `print`), assets of `web`.
pub fn policy(tree: &Tree) -> Vec<Finding> {
    let mut found = vec![];
    for file in tree.rust.iter().filter(|file| matches!(file.room(), "web" | "print") && file.in_src()) {
        for at in attributes(&file.code, "hx-on").chain(attributes(&file.code, "style=")) {
            found.push(broken(&file.path, file.line_of(at)));
        }
        for literal in file.literals.iter().filter(|literal| !file.is_test(literal.start)) {
            for (index, row) in literal.text.lines().enumerate().filter(|(_, row)| breaks(row)) {
                let _ = row;
                found.push(broken(&file.path, literal.line + index));
            }
        }
    }
    for file in tree.texts.iter().filter(|file| ours(&file.path) && file.path.ends_with(".html")) {
        let rows = file.text.lines().enumerate().filter(|(_, row)| breaks(row));
        found.extend(rows.map(|(index, _)| broken(&file.path, index + 1)));
    }
    found
}

fn broken(path: &str, line: usize) -> Finding {
    Finding::new(
        path,
        line,
        POLICY,
        "a class in the style sheet, a file of script, or plain attributes instead",
    )
}

fn breaks(row: &str) -> bool {
    let mut values = row.match_indices("js:").filter(|(at, _)| {
        // `htmx.js: ..` and `nodejs:` are words, not values.
        !row[..*at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
    });
    values.next().is_some()
        || row.contains("javascript:")
        || attributes(row, "hx-on").next().is_some()
        || attributes(row, "style=").next().is_some()
}

/// Where an attribute of this name begins: not inside another name.
fn attributes<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = usize> + 't {
    let free =
        |at: &usize| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    text.match_indices(name).map(|(at, _)| at).filter(free)
}

pub fn addresses(tree: &Tree) -> Vec<Finding> {
    let mut found = vec![];
    let mut look = |path: &str, line: usize, text: &str| {
        for (index, row) in text.lines().enumerate() {
            for address in outside(row) {
                let remedy = format!("`{address}`: ship what it points to, or write it in the handbook");
                found.push(Finding::new(path, line + index, OUTSIDE, remedy));
            }
        }
    };
    for file in tree.rust.iter().filter(|file| file.room() == "web" && file.in_src()) {
        for literal in file.literals.iter().filter(|literal| !file.is_test(literal.start)) {
            look(&file.path, literal.line, &literal.text);
        }
    }
    for file in tree
        .texts
        .iter()
        .filter(|file| ours(&file.path) && !file.path.ends_with(".md") && !licence(&file.path))
    {
        look(&file.path, 1, &file.text);
    }
    found
}

fn ours(path: &str) -> bool {
    path.starts_with("crates/web/src/")
        || path.starts_with("crates/web/assets/")
        || path.starts_with("crates/web/static/")
}

/// A licence shipped beside what it covers.
fn licence(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    ["licen", "copying", "ofl", "notice"].iter().any(|word| name.contains(word)) && name.ends_with(".txt")
}

fn outside(row: &str) -> Vec<&str> {
    let starts = ["http://", "https://"].into_iter().flat_map(|scheme| row.match_indices(scheme));
    let addresses = starts.filter_map(|(at, scheme)| {
        let rest = &row[at + scheme.len()..];
        let end = rest.find(|c: char| c.is_whitespace() || "\"'`<>()\\,;".contains(c)).unwrap_or(rest.len());
        // A scheme alone is compared with, `http://{address}` is our own.
        let own =
            end == 0 || rest.starts_with(['{', '*']) || ALLOWED.iter().any(|known| rest.starts_with(known));
        (!own).then(|| &row[at..at + scheme.len() + end])
    });
    addresses.collect()
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;

    #[test]
    fn what_the_policy_forbids_is_found() {
        let text = "html! { div style=\"x\" {} }\nhtml! { button hx-on:click=\"y\" {} }\nlet v = \"js:{a: 1}\";\n\
            let style = 1;\nlet js: u8 = 2;\nlet s = \"<p style='x'>\";\nlet f = \"htmx.js: missing\";\nhtml! { p data-style=\"x\" {} }\n";
        let lines = [1, 2, 3, 6].map(|line| format!("crates/web/src/a.rs:{line}"));
        check(policy, &[("crates/web/src/a.rs", text)], &lines.each_ref().map(String::as_str));
        check(
            policy,
            &[("crates/print/src/a.rs", "let s = \"<rect style=\\\"x\\\"/>\";")],
            &["crates/print/src/a.rs:1"],
        );
        check(policy, &[("crates/store/src/a.rs", text)], &[]);
    }

    #[test]
    fn addresses_outside_are_found() {
        let text = "//! https://example.org\nlet a = \"https://fonts.example/x\";\nlet b = \"http://www.w3.org/2000/svg\";\n\
            let c = format!(\"http://{address}/\");\nlet d = url.starts_with(\"https://\");\n#[cfg(test)]\nmod tests { const A: &str = \"http://evil.example\"; }\n";
        check(addresses, &[("crates/web/src/a.rs", text)], &["crates/web/src/a.rs:2"]);
        let css = "@import url(https://cdn.example/a.css);\n/* https://scripts.sil.org/OFL */";
        check(addresses, &[("crates/web/assets/a.css", css)], &["crates/web/assets/a.css:1"]);
        check(addresses, &[("crates/web/assets/OFL-LICENSE.txt", css), ("docs/a.html", css)], &[]);
    }
}
