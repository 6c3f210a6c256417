//! Writing SVG: text is escaped here and nowhere else.

use std::fmt::Write as _;

/// Text for an element or an attribute. Control characters, which XML cannot carry, are left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// A text that may run in either direction, kept from turning its neighbours round (FIRST STRONG ISOLATE .. POP).
pub fn isolated(text: &str) -> String {
    format!("\u{2068}{}\u{2069}", escaped(text))
}

/// A number with at most one decimal and no trailing zero, so that files stay small.
pub fn number(x: f64) -> String {
    let rounded = (x * 10.0).round() / 10.0;
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write!(out, "{rounded}");
    out
}

/// The round number at or above `most` that an axis ends at, and its step.
pub fn scale(most: u64) -> (u64, u64) {
    let most = most.max(1);
    let mut step = 1u64;
    loop {
        for factor in [1, 2, 5] {
            let step = step.saturating_mul(factor);
            if most.div_ceil(step) <= 5 {
                return (most.div_ceil(step) * step, step);
            }
        }
        step = step.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_ends_at_a_round_number_above_the_largest_value() {
        for (most, expected) in [
            (0, (1, 1)),
            (1, (1, 1)),
            (5, (5, 1)),
            (6, (6, 2)),
            (23, (25, 5)),
            (300, (300, 100)),
            (5_001, (6_000, 2_000)),
        ] {
            assert_eq!(scale(most), expected, "{most}");
        }
    }

    #[test]
    fn text_cannot_leave_its_place() {
        assert_eq!(escaped("<a href=\"x\">&'\u{7}\n"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39; ");
        assert_eq!(number(12.04), "12");
        assert_eq!(number(12.35), "12.4");
    }
}
