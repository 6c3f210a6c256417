//! SQL in the literals of `store`: only what SQLite, PostgreSQL and its kin all do, and keyed by compartment.
//! It reads words, not grammar.

use super::Finding;
use super::source::Source;
use super::tree::Tree;

const DIALECT: &str = "SQL rules 2 to 6: what every database does";
const KEY: &str = "SQL rule 1: `compartment` is the first column of every primary key";
const BUILT: &str = "SQL: values are parameters, never text";
/// A literal that begins so is SQL.
const VERBS: &[&str] = &[
    "select", "insert", "update", "delete", "create", "alter", "drop", "with", "listen", "notify", "lock",
    "do", "truncate", "replace",
];
/// What is not said, and what is done instead.
const UNSAID: &[(&str, &str)] = &[
    ("trigger", "derive in the fold"),
    ("serial", "ids are made by the writer, 16 bytes"),
    ("bigserial", "ids are made by the writer, 16 bytes"),
    ("autoincrement", "ids are made by the writer, 16 bytes"),
    ("listen", "ask again by frontier"),
    ("notify", "ask again by frontier"),
    ("advisory", "one writer per compartment, optimistic `rev`"),
    ("pg_advisory_lock", "one writer per compartment, optimistic `rev`"),
    ("pg_advisory_xact_lock", "one writer per compartment, optimistic `rev`"),
    ("for update", "optimistic `rev` and a retry of the whole transaction"),
    ("lock table", "optimistic `rev` and a retry of the whole transaction"),
    ("deferrable", "insert in the order of the references"),
    ("ilike", "search the normalised token table"),
    ("temp table", "build the rows in memory"),
    ("temporary table", "build the rows in memory"),
];

fn files(tree: &Tree) -> impl Iterator<Item = &Source> {
    tree.rust.iter().filter(|file| file.room() == "store" && file.in_src())
}

/// A comment that gives the reason for an exception, on the line or up to two above it.
fn explained(file: &Source, line: usize, reason: &str) -> bool {
    let near = file.comments.iter().filter(|comment| (line.saturating_sub(2)..=line).contains(&comment.line));
    near.into_iter().any(|comment| comment.text.starts_with(reason))
}

/// Path, line and text of each piece of SQL: literals of `store`, and files of SQL beside them.
fn pieces(tree: &Tree) -> Vec<(&str, usize, &str)> {
    let literals = files(tree).flat_map(|file| {
        let sql = file.literals.iter().filter(|l| is_sql(&l.text) && !file.is_test(l.start));
        sql.map(|literal| (file.path.as_str(), literal.line, literal.text.as_str()))
    });
    let own = tree.texts.iter().filter(|f| f.path.starts_with("crates/store/") && f.path.ends_with(".sql"));
    literals.chain(own.map(|file| (file.path.as_str(), 1, file.text.as_str()))).collect()
}

/// The first word that is not in a `--` comment is a verb of SQL.
fn is_sql(text: &str) -> bool {
    let text = text.replace("\\n", "\n");
    let first = text
        .lines()
        .map(|line| line.trim_start_matches('\\').trim())
        .find(|line| !line.is_empty() && !line.starts_with("--"));
    let word = first.unwrap_or_default().split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    VERBS.contains(&word.to_ascii_lowercase().as_str())
}

pub fn statements(tree: &Tree) -> Vec<Finding> {
    let mut found = vec![];
    for (path, line, text) in pieces(tree) {
        for (index, row) in text.lines().enumerate() {
            let row = row.split("--").next().unwrap_or_default();
            let words = words(row);
            for (word, instead) in UNSAID.iter().filter(|(word, _)| words.contains(&format!(" {word} "))) {
                found.push(Finding::new(path, line + index, DIALECT, format!("`{word}`: {instead}")));
            }
            let squeezed: String = row.to_ascii_lowercase().split_whitespace().collect();
            let all = ["select*", ".*", "returning*"].iter().any(|word| squeezed.contains(word));
            let file = files(tree).find(|file| file.path == path);
            if all && !file.is_some_and(|file| explained(file, line + index, "// tidy: every column")) {
                let remedy =
                    "`*`: list the columns; a dump that means all of them says `// tidy: every column`";
                found.push(Finding::new(path, line + index, DIALECT, remedy));
            }
        }
    }
    found
}

/// The row as ` word word `, in lower case.
fn words(row: &str) -> String {
    let words = row.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.fold(String::from(" "), |all, word| all + &word.to_ascii_lowercase() + " ")
}

pub fn tables(tree: &Tree) -> Vec<Finding> {
    let mut found = vec![];
    for (path, line, text) in pieces(tree) {
        let lower = text.to_ascii_lowercase();
        for (start, _) in lower.match_indices("create table") {
            let Some(open) = lower[start..].find('(').map(|at| start + at) else { continue };
            let place = line + text[..start].matches('\n').count();
            let Some(close) = closing(&lower, open) else {
                found.push(Finding::new(path, place, KEY, "write the whole table in one literal"));
                continue;
            };
            if !marked(&lower, start, close) && !keyed(&lower[open + 1..close - 1]) {
                let remedy =
                    "PRIMARY KEY (compartment, ..), or mark a table of the node itself with `-- node`";
                found.push(Finding::new(path, place, KEY, remedy));
            }
        }
    }
    found
}

/// Whether `-- node` stands in the statement, at its end, or alone on the line above it.
fn marked(text: &str, start: usize, close: usize) -> bool {
    let end = text[close..].find('\n').map_or(text.len(), |at| close + at);
    let above = text[..start]
        .trim_end_matches([' ', '\\'])
        .strip_suffix('\n')
        .and_then(|before| before.lines().last());
    text[start..end].contains("-- node") || above.is_some_and(|line| line.trim().starts_with("-- node"))
}

fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate().skip(open) {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn keyed(columns: &str) -> bool {
    let squeezed =
        columns.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(").replace("key(", "key (");
    if squeezed.contains("primary key (") {
        return ["compartment,", "compartment)", "compartment "]
            .iter()
            .any(|c| squeezed.contains(&format!("primary key ({c}")));
    }
    // As a column's own constraint: one row per compartment.
    squeezed
        .split(',')
        .any(|column| column.trim().starts_with("compartment ") && column.contains("primary key"))
}

/// A statement put together by `format!`, unless a comment says that it inserts names of columns only.
pub fn built_text(tree: &Tree) -> Vec<Finding> {
    let mut found = vec![];
    for file in files(tree) {
        for literal in file.literals.iter().filter(|l| is_sql(&l.text) && !file.is_test(l.start)) {
            let before = file.code[..literal.start].trim_end();
            let formats =
                ["format!(", "write!(", "writeln!(", "format_args!("].iter().any(|m| before.ends_with(m))
                    || before.ends_with(',')
                        && before.rsplit(';').next().is_some_and(|row| row.trim_start().starts_with("write"));
            let explained = explained(file, literal.line, "// tidy: columns only");
            if formats && literal.text.contains('{') && !explained {
                let remedy =
                    "bind values as `$n`; where only names of columns go in, say `// tidy: columns only`";
                found.push(Finding::new(&file.path, literal.line, BUILT, remedy));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;

    const PATH: &str = "crates/store/src/a.rs";

    fn at(lines: &[usize]) -> Vec<String> {
        lines.iter().map(|line| format!("{PATH}:{line}")).collect()
    }

    fn expect(rule: fn(&Tree) -> Vec<Finding>, text: &str, lines: &[usize]) {
        let expected = at(lines);
        check(rule, &[(PATH, text)], &expected.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn words_that_one_database_lacks_are_found() {
        expect(statements, "let a = \"SELECT * FROM x\";\nlet b = \"select count(*) from x\";", &[1]);
        expect(statements, "let a = r\"\nSELECT a\nFROM x FOR UPDATE\n\";", &[3]);
        expect(statements, "let a = \"CREATE TABLE t (id SERIAL)\";", &[1]);
        expect(statements, "let a = \"insert into x (a) values ($1) returning *\";", &[1]);
        expect(statements, "let a = \"update x set serial_number = $1\";\nlet b = \"cannot listen\";", &[]);
        expect(
            statements,
            "// tidy: every column\nlet a = \"select t.* from x t\";\n\nlet b = \"select t.* from x t\";",
            &[4],
        );
        expect(statements, "// SELECT * is not said\nlet a = \"-- why\\nSELECT a FROM x\";", &[]);
        let sql = [("crates/store/src/schema.sql", "-- head\nCREATE TEMP TABLE x (a BIGINT);")];
        check(statements, &sql, &["crates/store/src/schema.sql:2"]);
        check(statements, &[("crates/web/src/a.rs", "let a = \"SELECT * FROM x\";")], &[]);
    }

    #[test]
    fn tables_are_keyed_by_compartment() {
        expect(
            tables,
            "let a = \"CREATE TABLE x (compartment BLOB, id BLOB, PRIMARY KEY (compartment, id)) STRICT\";",
            &[],
        );
        expect(
            tables,
            "let a = \"CREATE TABLE x (\n id BLOB,\n compartment BLOB,\n PRIMARY KEY (id, compartment))\";",
            &[1],
        );
        expect(
            tables,
            "let a = \"create table if not exists x (compartment blob primary key, n bigint)\";",
            &[],
        );
        expect(tables, "let a = \"CREATE TABLE x (id BLOB PRIMARY KEY)\";", &[1]);
        expect(tables, "let a = \"CREATE TABLE x ( -- node\n id BLOB PRIMARY KEY)\";", &[]);
        expect(
            tables,
            "let a = \"-- node\nCREATE TABLE x (id BLOB PRIMARY KEY);\nCREATE TABLE y (id BLOB PRIMARY KEY);\";",
            &[3],
        );
        expect(tables, "let a = \"CREATE TABLE x (id BLOB); -- node\nCREATE TABLE y (id BLOB);\n\";", &[2]);
        expect(tables, "let a = \"CREATE TABLE x (id BLOB\";", &[1]);
        expect(tables, "#[cfg(test)]\nmod tests { const A: &str = \"CREATE TABLE x (id BLOB)\"; }", &[]);
    }

    #[test]
    fn statements_are_not_built_from_values() {
        expect(built_text, "let a = format!(\"SELECT a FROM x WHERE b = '{b}'\");", &[1]);
        expect(built_text, "let a = format!(\n    \"delete from {t}\"\n);", &[2]);
        expect(built_text, "write!(sql, \"INSERT INTO x VALUES ({v})\")?;", &[1]);
        expect(built_text, "// tidy: columns only\nlet a = format!(\"SELECT {columns} FROM x\");", &[]);
        expect(built_text, "let a = format!(\"{n} rows\");\nlet b = \"SELECT a FROM x WHERE b = $1\";", &[]);
    }
}
