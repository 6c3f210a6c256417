//! Cells of a measures file, read as they are written. Small and without allocation, because a survey has millions.

use growth::{Position, Sex};

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<T> {
    /// Nothing, or one of the words for nothing.
    Missing,
    Value(T),
    /// Something that cannot be read.
    Unreadable,
}

impl<T> Cell<T> {
    /// The value, where there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Cell::Value(value) => Some(value),
            _ => None,
        }
    }
}

fn is_missing(text: &[u8]) -> bool {
    matches!(text, b"" | b"NA" | b"na" | b"." | b"NaN" | b"nan" | b"null" | b"NULL")
}

/// A number; a decimal comma is taken for a point.
pub fn number(cell: &[u8]) -> Cell<f64> {
    let text = cell.trim_ascii();
    if is_missing(text) {
        return Cell::Missing;
    }
    if let Some(short) = decimal(text) {
        return Cell::Value(short);
    }
    let Ok(text) = std::str::from_utf8(text) else { return Cell::Unreadable };
    let parsed: Option<f64> = match text.parse() {
        Ok(n) => Some(n),
        Err(_) if text.matches(',').count() == 1 => text.replace(',', ".").parse().ok(),
        Err(_) => None,
    };
    parsed.filter(|n| n.is_finite()).map_or(Cell::Unreadable, Cell::Value)
}

/// Powers of ten that a float holds exactly.
const TENS: [f64; 16] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// A plain decimal of at most 15 digits: both digits and power are exact, so one division rounds as a full parser does.
fn decimal(text: &[u8]) -> Option<f64> {
    if text.len() > 16 {
        return None;
    }
    let (mut digits, mut count, mut behind) = (0u64, 0, None::<usize>);
    for byte in text {
        match byte {
            b'0'..=b'9' => {
                digits = digits * 10 + u64::from(byte - b'0');
                count += 1;
                behind = behind.map(|n| n + 1);
            }
            b'.' if behind.is_none() => behind = Some(0),
            _ => return None,
        }
    }
    if count == 0 || count > 15 {
        return None;
    }
    Some(digits as f64 / TENS[behind.unwrap_or(0)])
}

/// 1, 2, m, f, male, female, in any case.
pub fn sex(cell: &[u8]) -> Cell<Sex> {
    word(cell, Sex::parse)
}

/// l or h, in any case.
pub fn position(cell: &[u8]) -> Cell<Position> {
    word(cell, |text| match text {
        "l" | "L" => Some(Position::Lying),
        "h" | "H" => Some(Position::Standing),
        _ => None,
    })
}

/// y, n, 1 (yes), 2 (no), in any case.
pub fn oedema(cell: &[u8]) -> Cell<bool> {
    word(cell, |text| match text {
        "y" | "Y" | "1" => Some(true),
        "n" | "N" | "2" => Some(false),
        _ => None,
    })
}

fn word<T>(cell: &[u8], parse: impl Fn(&str) -> Option<T>) -> Cell<T> {
    let text = cell.trim_ascii();
    match std::str::from_utf8(text).ok().and_then(parse) {
        Some(value) => Cell::Value(value),
        None if is_missing(text) => Cell::Missing,
        None => Cell::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_are_read_as_a_full_parser_reads_them() {
        for text in
            ["0", "7", "3.4", "12.345", "0.1", ".5", "5.", "123456789.012345", "1e3", "-2.5", "0.000001"]
        {
            assert_eq!(number(text.as_bytes()), Cell::Value(text.parse().unwrap()), "{text}");
        }
        assert_eq!(number(b" 3,4 "), Cell::Value(3.4));
        for text in ["", "NA", " ", "."] {
            assert_eq!(number(text.as_bytes()), Cell::Missing, "{text}");
        }
        for text in ["3.4kg", "1,2,3", "--1", "inf", "..", "\u{0663}"] {
            assert_eq!(number(text.as_bytes()), Cell::Unreadable, "{text}");
        }
    }
}
