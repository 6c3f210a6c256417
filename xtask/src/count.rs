//! Reads how many tests ran from the closing lines of the test runners (`cargo test`, `cargo nextest`).
//! A line in another form counts nothing.

use std::fmt;

/// Tests by how they ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Counts {
    /// The counts of one closing line, `None` where the line is another.
    ///
    /// # Source
    /// libtest's `test result:` line; nextest's `Summary [..] N tests run:` line.
    pub fn in_line(line: &str) -> Option<Counts> {
        let line = plain(line);
        let (_, said) =
            ["test result: ", " tests run: ", " test run: "].iter().find_map(|mark| line.split_once(mark))?;
        let mut counts = Counts::default();
        for part in said.split([',', ';', '.']) {
            let mut words = part.split_whitespace();
            let (Some(Ok(number)), Some(word)) = (words.next().map(str::parse::<u64>), words.next()) else {
                continue;
            };
            match word {
                "passed" => counts.passed += number,
                "failed" | "timed" | "exec" => counts.failed += number,
                "skipped" | "ignored" => counts.skipped += number,
                _ => {}
            }
        }
        Some(counts)
    }

    pub fn add(&mut self, other: Counts) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 { write!(f, ", {} skipped", self.skipped) } else { Ok(()) }
    }
}

/// The line without its colours.
fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut parts = line.split('\u{1b}');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        text.push_str(part.split_once('m').map_or("", |(_, after)| after));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Counts;

    fn check(line: &str, expected: Option<(u64, u64, u64)>) {
        let found = Counts::in_line(line).map(|c| (c.passed, c.failed, c.skipped));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn the_closing_lines_of_the_runners() {
        check(
            "test result: ok. 9 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.07s",
            Some((9, 0, 0)),
        );
        check("test result: FAILED. 8 passed; 1 failed; 2 ignored; 0 measured", Some((8, 1, 2)));
        check("     Summary [   0.019s] 3 tests run: 3 passed, 0 skipped", Some((3, 0, 0)));
        check(
            "     Summary [ 120.5s] 7 tests run: 4 passed (1 slow, 1 flaky), 2 failed, 1 timed out, 5 skipped",
            Some((4, 3, 5)),
        );
        check("     Summary [   1s] 1 test run: 1 passed, 0 skipped", Some((1, 0, 0)));
        check(
            "\u{1b}[32;1m     Summary\u{1b}[0m [ 1s] \u{1b}[1m12\u{1b}[0m tests run: \u{1b}[1m12\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, \u{1b}[1m0\u{1b}[0m skipped",
            Some((12, 0, 0)),
        );
        check("        PASS [   0.004s] xtask count::tests::one", None);
        check("running 3 tests", None);
    }
}
