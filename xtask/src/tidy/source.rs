//! Rust source taken apart just far enough for the rules: code without comments and literals, the literals, the
//! comments, and which parts are tests. It knows tokens, not grammar.

use std::ops::Range;

/// A string literal.
pub struct Literal {
    /// Byte offset of its first quote or prefix letter.
    pub start: usize,
    /// Line of its start, from 1.
    pub line: usize,
    /// Between the quotes, escapes untouched.
    pub text: String,
}

/// A comment with its marks.
pub struct Comment {
    pub line: usize,
    pub text: String,
}

/// One file.
pub struct Source {
    /// From the root, with `/`.
    pub path: String,
    pub text: String,
    /// The text with comments and literals as spaces: same length, same lines.
    pub code: String,
    pub literals: Vec<Literal>,
    pub comments: Vec<Comment>,
    tests: Vec<Range<usize>>,
}

impl Source {
    pub fn new(path: String, text: String) -> Source {
        let mut cutter = Cutter {
            text: &text,
            at: 0,
            code: text.clone().into_bytes(),
            literals: vec![],
            comments: vec![],
        };
        cutter.cut();
        let (literals, comments) = (cutter.literals, cutter.comments);
        let code = String::from_utf8(cutter.code).expect("whole characters are replaced by spaces");
        let mut source = Source { path, text, code, literals, comments, tests: vec![] };
        source.tests = source.test_parts();
        source
    }

    /// Line of a byte offset, from 1.
    pub fn line_of(&self, offset: usize) -> usize {
        1 + self.text.as_bytes()[..offset].iter().filter(|byte| **byte == b'\n').count()
    }

    /// The crate's folder: `store` for `crates/store/src/lib.rs`, empty outside `crates`.
    pub fn room(&self) -> &str {
        self.path.strip_prefix("crates/").and_then(|rest| rest.split('/').next()).unwrap_or_default()
    }

    /// Whether it is in a crate's `src`.
    pub fn in_src(&self) -> bool {
        self.path.starts_with("xtask/src/") || self.path.split('/').nth(2) == Some("src")
    }

    /// Whether the code at an offset is only built for tests.
    pub fn is_test(&self, offset: usize) -> bool {
        let folders = ["/tests/", "/benches/", "/examples/"];
        folders.iter().any(|folder| self.path.contains(folder))
            || self.path.ends_with("/tests.rs")
            || self.tests.iter().any(|part| part.contains(&offset))
    }

    /// Offsets in the code where `word` stands, not as part of a longer name.
    pub fn words(&self, word: &str) -> Vec<usize> {
        let part_of_name = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
        let bytes = self.code.as_bytes();
        let free = |start: usize| {
            let before = start.checked_sub(1).and_then(|i| bytes.get(i));
            !part_of_name(before) && !part_of_name(bytes.get(start + word.len()))
        };
        self.code.match_indices(word).map(|(start, _)| start).filter(|start| free(*start)).collect()
    }

    /// The offset after the bracket that closes the one at `open`; the end of the file when none does.
    pub fn closing(&self, open: usize) -> usize {
        let mut depth = 0usize;
        for (at, byte) in self.code.bytes().enumerate().skip(open) {
            match byte {
                b'{' | b'(' | b'[' => depth += 1,
                b'}' | b')' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return at + 1;
            }
        }
        self.code.len()
    }

    /// The first `{` after `from` that is outside other brackets, `None` when a `;` comes first.
    pub fn body(&self, from: usize) -> Option<usize> {
        let mut at = from;
        while let Some(byte) = self.code.as_bytes().get(at) {
            match byte {
                b'{' => return Some(at),
                b';' => return None,
                b'(' | b'[' => at = self.closing(at),
                _ => at += 1,
            }
        }
        None
    }

    fn test_parts(&self) -> Vec<Range<usize>> {
        let marks = self.code.match_indices("#[cfg(").filter(|(start, _)| {
            let end = self.closing(start + "#[cfg".len());
            let condition = &self.code[start + "#[cfg".len()..end];
            let asked =
                condition.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == "test");
            asked && !condition.contains("not(test")
        });
        marks
            .map(|(start, _)| {
                let after = self.closing(start + 1);
                start..self.body(after).map_or(after, |open| self.closing(open))
            })
            .collect()
    }
}

/// Walks over the text once.
struct Cutter<'t> {
    text: &'t str,
    at: usize,
    code: Vec<u8>,
    literals: Vec<Literal>,
    comments: Vec<Comment>,
}

impl Cutter<'_> {
    fn cut(&mut self) {
        while self.at < self.text.len() {
            let rest = &self.text[self.at..];
            let length = if rest.starts_with("//") {
                self.comment(rest.find('\n').unwrap_or(rest.len()))
            } else if rest.starts_with("/*") {
                self.comment(block(rest))
            } else if let Some(found) = raw(rest).filter(|_| self.begins_word()) {
                self.literal(found)
            } else if rest.starts_with('"') {
                self.literal(quoted(rest, 1))
            } else if rest.starts_with('\'') {
                self.letter(rest)
            } else {
                rest.chars().next().map_or(1, char::len_utf8)
            };
            self.at += length;
        }
    }

    fn comment(&mut self, length: usize) -> usize {
        let text = self.text[self.at..self.at + length].to_owned();
        self.comments.push(Comment { line: self.line(), text });
        self.blank(length);
        length
    }

    /// `found` is the length before the content and of the content and mark after it.
    fn literal(&mut self, (before, content, after): (usize, usize, usize)) -> usize {
        let text = self.text[self.at + before..self.at + before + content].to_owned();
        self.literals.push(Literal { start: self.at, line: self.line(), text });
        self.blank(before + content + after);
        before + content + after
    }

    /// A character literal is blanked, a lifetime is code.
    fn letter(&mut self, rest: &str) -> usize {
        let mut letters = rest.char_indices().skip(1);
        let length = match (letters.next(), letters.next()) {
            (Some((_, '\\')), Some((after, _))) => {
                rest[after + 1..].find('\'').map(|end| after + 1 + end + 1)
            }
            (Some(_), Some((end, '\''))) => Some(end + 1),
            _ => None,
        };
        if let Some(length) = length {
            self.blank(length);
        }
        length.unwrap_or(1)
    }

    fn blank(&mut self, length: usize) {
        for byte in &mut self.code[self.at..self.at + length] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }

    fn line(&self) -> usize {
        1 + self.text.as_bytes()[..self.at].iter().filter(|byte| **byte == b'\n').count()
    }

    fn begins_word(&self) -> bool {
        let before = self.at.checked_sub(1).map(|at| self.text.as_bytes()[at]);
        !before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    }
}

/// Length of a block comment, blocks inside it included.
fn block(rest: &str) -> usize {
    let (mut depth, mut at) = (0usize, 0);
    while at < rest.len() {
        if rest.as_bytes()[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest.as_bytes()[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// A literal with a prefix: `r"`, `r#"`, `b"`, `br#"`, `c"`.
fn raw(rest: &str) -> Option<(usize, usize, usize)> {
    let prefix = rest.bytes().take_while(|byte| matches!(byte, b'r' | b'b' | b'c')).count();
    let marks = rest[prefix..].bytes().take_while(|byte| *byte == b'#').count();
    let open = prefix + marks;
    if prefix == 0 || prefix > 2 || !rest[open..].starts_with('"') {
        return None;
    }
    if !rest[..prefix].contains('r') {
        return (marks == 0).then(|| quoted(rest, open + 1));
    }
    let close = format!("\"{}", "#".repeat(marks));
    let content = rest[open + 1..].find(&close).unwrap_or(rest.len() - open - 1);
    Some((open + 1, content, close.len().min(rest.len() - open - 1 - content)))
}

/// The literal whose content begins at `start`, escapes respected.
fn quoted(rest: &str, start: usize) -> (usize, usize, usize) {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return (start, at - start, 1),
            _ => {}
        }
    }
    (start, rest.len() - start, 0)
}

#[cfg(test)]
mod tests {
    use super::Source;

    fn source(text: &str) -> Source {
        Source::new("crates/a/src/lib.rs".into(), text.into())
    }

    /// The code is compared without its spaces; its length and lines are those of the text.
    fn check(text: &str, code: &str, literals: &[&str]) {
        let found = source(text);
        assert_eq!(found.code.split(' ').collect::<String>(), code, "{text}");
        assert_eq!(found.literals.iter().map(|l| l.text.as_str()).collect::<Vec<_>>(), literals, "{text}");
        assert_eq!(found.code.len(), text.len());
        let lines = |text: &str| text.match_indices('\n').map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(lines(&found.code), lines(text));
    }

    #[test]
    fn literals_and_comments_are_taken_out() {
        check("let a = \"{\"; // }", "leta=;", &["{"]);
        check(r#"f("a\"b\\", 1)"#, "f(,1)", &[r#"a\"b\\"#]);
        check("r#\"a\"\nb\"# x", "\nx", &["a\"\nb"]);
        check("b\"é\" br\"x\\\" y", "y", &["é", "x\\"]);
        check("/* a /* b\n */ \" */ c", "\nc", &[]);
        check("\"open", "", &["open"]);
        check("r\"open", "", &["open"]);
    }

    #[test]
    fn lifetimes_are_code_and_letters_are_not() {
        check("fn f<'a>(x: &'a str) { '{' }", "fnf<'a>(x:&'astr){}", &[]);
        check(r"['\'', '\u{7b}', '\\', '\n']", "[,,,]", &[]);
        check("'static '\"' 'é'", "'static", &[]);
    }

    #[test]
    fn a_name_that_ends_in_r_is_no_prefix() {
        check("attr\"x\"", "attr", &["x"]);
        check("r\"x\"", "", &["x"]);
    }

    #[test]
    fn test_parts_are_known() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests { fn b() { [0] } }\nfn c() {}\n#[cfg(all(test, unix))]\nmod t { x }\n#[cfg(not(test))]\nfn d() {}\n#[cfg(test)]\nmod outside;\nfn e() {}";
        let found = source(text);
        let is = |name: &str| text.find(name).is_some_and(|at| found.is_test(at));
        assert!(is("fn b") && is("[0]") && is("x }"));
        assert!(!is("fn a") && !is("fn c") && !is("fn d") && !is("fn e"));
        assert!(Source::new("crates/a/tests/x.rs".into(), "fn".into()).is_test(0));
    }
}
