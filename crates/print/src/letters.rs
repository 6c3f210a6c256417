//! What of a text can be set: every sign for which the program has a letter stands as itself; a sign without one is
//! written as its number, `[U+1F600]`, so that nothing of a name is lost and nothing of it turns its neighbours round.

use serde_json::Value;
use std::fmt::Write as _;

/// Signs in one word without a place to break it.
const UNBROKEN: usize = 24;
/// A place to break a word, which is not seen.
const BREAK: char = '\u{200b}';

/// Makes every text of `data` one that can be set; `has` says for which signs there are letters.
pub(crate) fn settle(data: &mut Value, has: &dyn Fn(char) -> bool) {
    match data {
        Value::String(text) => *text = set(text, has),
        Value::Array(all) => all.iter_mut().for_each(|one| settle(one, has)),
        Value::Object(all) => all.values_mut().for_each(|one| settle(one, has)),
        _ => {}
    }
}

fn set(text: &str, has: &dyn Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut unbroken = 0;
    for c in text.chars() {
        if c.is_whitespace() {
            // A newline, a tabulator: a space.
            out.push(if c == '\u{a0}' || c == '\u{202f}' { c } else { ' ' });
            unbroken = 0;
            continue;
        }
        if unbroken >= UNBROKEN && c.is_alphanumeric() {
            out.push(BREAK);
            unbroken = 0;
        }
        unbroken += 1;
        if isolates(c) || has(c) && !turns(c) {
            out.push(c);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "[U+{:04X}]", u32::from(c));
        }
    }
    out
}

/// The marks that keep a text of the other direction apart: our own words use them.
fn isolates(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}')
}

/// Marks that turn what follows round, and signs that mean something to one program only.
fn turns(c: char) -> bool {
    let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    c.is_control() || private || matches!(c, '\u{202a}'..='\u{202e}' | '\u{fff9}'..='\u{ffff}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_without_a_letter_is_written_as_its_number() {
        let has = |c: char| c.is_ascii() || ('\u{5d0}'..='\u{5ea}').contains(&c);
        let check = |text: &str, expected: &str| {
            let mut data = serde_json::json!({ "a": [text] });
            settle(&mut data, &has);
            assert_eq!(data["a"][0], expected, "{text:?}");
        };
        check("#set page() $x$ @a <b> *c* \\n", "#set page() $x$ @a <b> *c* \\n");
        check("אמינה", "אמינה");
        check("a\u{202e}b", "a[U+202E]b");
        check("a\n\tb\u{0}", "a  b[U+0000]");
        check("\u{1f600}\u{e000}", "[U+1F600][U+E000]");
        check("\u{2068}x\u{2069}", "\u{2068}x\u{2069}");
        check(&"w".repeat(50), &format!("{0}\u{200b}{0}\u{200b}ww", "w".repeat(24)));
    }
}
