//! The grammar of EDTF: dates, qualifiers, intervals, sets. Builds the canonical text as it reads.

use std::fmt::Write as _;

use super::point::{ANY, Point, far_bounds};
use super::{Bounds, Edtf, EdtfProblem, Marks};

const OPEN: Bounds = Bounds { earliest: None, latest: None };

/// One date, its canonical text and what it says of itself.
struct Dated {
    text: String,
    bounds: Bounds,
    marks: Marks,
}

/// A whole expression, already trimmed, not empty and not too long.
pub(super) fn expression(text: &str) -> Result<Edtf, EdtfProblem> {
    let dated = if let Some(members) = enclosed(text, '[', ']').or_else(|| enclosed(text, '{', '}')) {
        let (open, close) = if text.starts_with('[') { ('[', ']') } else { ('{', '}') };
        let mut set = set(members)?;
        set.text = format!("{open}{}{close}", set.text);
        set
    } else if let Some((from, to)) = text.split_once('/') {
        interval(from, to)?
    } else {
        date_or_time(text)?
    };
    Ok(Edtf { text: dated.text.into(), bounds: dated.bounds, marks: dated.marks })
}

fn enclosed(text: &str, open: char, close: char) -> Option<&str> {
    text.strip_prefix(open)?.strip_suffix(close)
}

fn interval(from: &str, to: &str) -> Result<Dated, EdtfProblem> {
    let (from, to) = (interval_end(from)?, interval_end(to)?);
    join(from, to, "/")
}

/// `None` bounds for an open (`..`) or unknown (empty) end; words of the old drafts are brought along.
fn interval_end(text: &str) -> Result<Dated, EdtfProblem> {
    match text.trim() {
        "" | "unknown" => Ok(Dated { text: String::new(), bounds: OPEN, marks: Marks::default() }),
        ".." | "open" => Ok(Dated { text: "..".into(), bounds: OPEN, marks: Marks::default() }),
        date => point(date),
    }
}

/// Two ends become one span; refuses a span that ends before it begins or that holds every day.
fn join(from: Dated, to: Dated, between: &str) -> Result<Dated, EdtfProblem> {
    let bounds = Bounds { earliest: from.bounds.earliest, latest: to.bounds.latest };
    if bounds == OPEN {
        return Err(EdtfProblem::SaysNothing);
    }
    if let (Some(earliest), Some(latest)) = (bounds.earliest, bounds.latest)
        && latest < earliest
    {
        return Err(EdtfProblem::Reversed);
    }
    let marks = Marks { exact_day: false, ..merged(from.marks, to.marks) };
    Ok(Dated { text: format!("{}{between}{}", from.text, to.text), bounds, marks })
}

fn set(members: &str) -> Result<Dated, EdtfProblem> {
    let mut members = members.split(',').map(|member| set_member(member.trim()));
    // `split` always yields once, so an empty set is refused by its empty member.
    let mut all = members.next().unwrap_or(Err(EdtfProblem::NotADate))?;
    for member in members {
        let member = member?;
        let _ = write!(all.text, ",{}", member.text);
        all.bounds = envelope(all.bounds, member.bounds);
        all.marks = merged(all.marks, member.marks);
    }
    if all.bounds == OPEN {
        return Err(EdtfProblem::SaysNothing);
    }
    all.marks.exact_day = false;
    Ok(all)
}

fn set_member(text: &str) -> Result<Dated, EdtfProblem> {
    let Some((from, to)) = text.split_once("..") else { return point(text) };
    let end = |text: &str| match text.trim() {
        "" => Ok(Dated { text: String::new(), bounds: OPEN, marks: Marks::default() }),
        date => point(date),
    };
    join(end(from)?, end(to)?, "..")
}

fn envelope(a: Bounds, b: Bounds) -> Bounds {
    Bounds {
        earliest: a.earliest.zip(b.earliest).map(|(a, b)| a.min(b)),
        latest: a.latest.zip(b.latest).map(|(a, b)| a.max(b)),
    }
}

fn merged(a: Marks, b: Marks) -> Marks {
    Marks {
        uncertain: a.uncertain || b.uncertain,
        approximate: a.approximate || b.approximate,
        exact_day: a.exact_day && b.exact_day,
    }
}

/// A date, or a full day with the time of day (which is kept, and ignored by the bounds).
fn date_or_time(text: &str) -> Result<Dated, EdtfProblem> {
    let Some((day, time)) = text.split_once('T') else { return point(text) };
    let mut dated = point(day)?;
    if !dated.marks.exact_day || !is_time(time) {
        return Err(EdtfProblem::NotADate);
    }
    let _ = write!(dated.text, "T{time}");
    Ok(dated)
}

/// `hh:mm:ss`, then nothing, `Z`, `+hh` or `+hh:mm`.
fn is_time(text: &str) -> bool {
    let below = |text: &str, limit: u8| {
        text.len() == 2
            && text.bytes().all(|b| b.is_ascii_digit())
            && text.parse::<u8>().is_ok_and(|n| n < limit)
    };
    let (Some(clock), Some(zone)) = (text.get(..8), text.get(8..)) else { return false };
    let parts: Vec<&str> = clock.split(':').collect();
    let clock_fits = matches!(parts[..], [h, m, s] if below(h, 24) && below(m, 60) && below(s, 60));
    let zone_fits = match zone.strip_prefix(['+', '-']) {
        Some(offset) => match offset.split_once(':') {
            Some((hours, minutes)) => below(hours, 24) && below(minutes, 60),
            None => below(offset, 24),
        },
        None => zone.is_empty() || zone == "Z",
    };
    clock_fits && zone_fits
}

/// A single date with its qualifiers.
fn point(text: &str) -> Result<Dated, EdtfProblem> {
    if let Some(rest) = text.strip_prefix('Y') {
        return far_year(rest);
    }
    let mut cursor = Cursor { rest: text.as_bytes() };
    let mut marks = Marks::default();
    let mut out = String::with_capacity(text.len());

    let before_year = cursor.qualifier()?;
    let negative = cursor.take(b'-');
    let year: [u8; 4] = cursor.digits()?;
    let significant = if cursor.take(b'S') { Some(cursor.one_digit()?) } else { None };
    let after_year = cursor.qualifier()?;
    let year_alone = cursor.rest.is_empty();
    let (before_year, after_year) =
        if year_alone { (None, both(before_year, after_year)?) } else { (before_year, after_year) };
    push_qualifier(&mut out, &mut marks, before_year);
    if negative {
        out.push('-');
    }
    push_digits(&mut out, &year);
    if let Some(digits) = significant {
        let _ = write!(out, "S{digits}");
    }
    push_qualifier(&mut out, &mut marks, after_year);

    let month = cursor.component(&mut out, &mut marks)?;
    let day = if month.is_some() { cursor.component(&mut out, &mut marks)? } else { None };
    if !cursor.rest.is_empty() || (significant.is_some() && month.is_some()) {
        return Err(EdtfProblem::NotADate);
    }
    let point = Point { negative, year, significant, month, day };
    let bounds = point.bounds()?;
    marks.exact_day = point.is_full_day() && !marks.uncertain && !marks.approximate;
    Ok(Dated { text: out, bounds, marks })
}

/// `Y` and a year of five digits or more: valid, and beyond the calendar.
fn far_year(text: &str) -> Result<Dated, EdtfProblem> {
    let digits_end = text.find(['?', '~', '%']).unwrap_or(text.len());
    let (number, qualifier) = text.split_at(digits_end);
    let magnitude = number.strip_prefix('-').unwrap_or(number);
    let plain = magnitude.len() > 4 && magnitude.bytes().all(|b| b.is_ascii_digit());
    if !plain || magnitude.starts_with('0') {
        return Err(EdtfProblem::NotADate);
    }
    let mut cursor = Cursor { rest: qualifier.as_bytes() };
    let mut dated = Dated {
        text: format!("Y{number}"),
        bounds: far_bounds(number.starts_with('-')),
        marks: Marks::default(),
    };
    push_qualifier(&mut dated.text, &mut dated.marks, cursor.qualifier()?);
    if cursor.rest.is_empty() { Ok(dated) } else { Err(EdtfProblem::NotADate) }
}

/// Reads a date from left to right, byte by byte; anything that is not ASCII is not a date.
struct Cursor<'a> {
    rest: &'a [u8],
}

impl Cursor<'_> {
    fn take(&mut self, byte: u8) -> bool {
        let found = self.rest.first() == Some(&byte);
        if found {
            self.rest = &self.rest[1..];
        }
        found
    }

    /// `?`, `~` or `%`; `?~` in either order is `%`, as the old drafts had it.
    fn qualifier(&mut self) -> Result<Option<u8>, EdtfProblem> {
        let mut found = None;
        while let Some(mark @ (b'?' | b'~' | b'%')) = self.rest.first().copied() {
            self.rest = &self.rest[1..];
            found = both(found, Some(mark))?;
        }
        Ok(found)
    }

    fn digits<const N: usize>(&mut self) -> Result<[u8; N], EdtfProblem> {
        let (head, rest) = self.rest.split_at_checked(N).ok_or(EdtfProblem::NotADate)?;
        let mut digits = [0; N];
        for (digit, byte) in digits.iter_mut().zip(head) {
            *digit = match byte {
                b'0'..=b'9' => *byte,
                b'X' | b'x' | b'u' | b'U' => ANY,
                _ => return Err(EdtfProblem::NotADate),
            };
        }
        self.rest = rest;
        Ok(digits)
    }

    fn one_digit(&mut self) -> Result<u8, EdtfProblem> {
        let [digit] = self.digits()?;
        if digit.is_ascii_digit() { Ok(digit - b'0') } else { Err(EdtfProblem::NotADate) }
    }

    /// `-` and a month or day with its own qualifiers; `None` at the end.
    fn component(&mut self, out: &mut String, marks: &mut Marks) -> Result<Option<[u8; 2]>, EdtfProblem> {
        if !self.take(b'-') {
            return Ok(None);
        }
        out.push('-');
        push_qualifier(out, marks, self.qualifier()?);
        let digits = self.digits()?;
        push_digits(out, &digits);
        push_qualifier(out, marks, self.qualifier()?);
        Ok(Some(digits))
    }
}

/// Two qualifiers on one component are one; the same one twice is a slip.
fn both(a: Option<u8>, b: Option<u8>) -> Result<Option<u8>, EdtfProblem> {
    match (a, b) {
        (Some(b'?'), Some(b'~')) | (Some(b'~'), Some(b'?')) => Ok(Some(b'%')),
        (Some(_), Some(_)) => Err(EdtfProblem::NotADate),
        (a, b) => Ok(a.or(b)),
    }
}

fn push_qualifier(out: &mut String, marks: &mut Marks, qualifier: Option<u8>) {
    if let Some(mark) = qualifier {
        out.push(char::from(mark));
        marks.uncertain |= mark != b'~';
        marks.approximate |= mark != b'?';
    }
}

fn push_digits(out: &mut String, digits: &[u8]) {
    out.extend(digits.iter().copied().map(char::from));
}
