//! What registers contain, brought to EDTF: `12.3.1934`, `1er mai 1934`, `um 1934`, `avant 1934`, `12/III/34`.
//!
//! Reads one text at a time and keeps no memory of a column: which comes first, day or month, is said by the
//! caller. When two readings are possible it refuses, because a wrong birth date that looks right is worse than
//! a row that asks for help.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::words::{Word, word};
use super::{Edtf, EdtfProblem, MAX_BYTES};

/// How a register writes its dates. The default is day first, and no word on the century.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// `12/03` is 12 March (most of the world) rather than 3 December (United States).
    pub day_first: bool,
    /// Century of years written with two digits: its first year or any other (`1900`, `1934`), or its leading
    /// digits (`19`). Without it 30 to 99 are read as 1930 to 1999 and 00 to 29 are refused; a register of old
    /// people should give it, or `84` becomes 1984.
    pub century: Option<i16>,
}

impl Default for Reading {
    fn default() -> Self {
        Self { day_first: true, century: None }
    }
}

/// A part of the text that may belong to a date.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// Digits, `X` for those unspecified; only `X` or only zeros mean "not known".
    Number(String),
    /// A number written with its decade's ending (`1930s`, `1930er`).
    Decade(String),
    Word(Word),
}

/// The text of a date before its qualifier, and the part around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Span {
    On,
    Before,
    After,
}

/// Reads a date as registers write it, EDTF included.
///
/// Months and seasons may be French, English or German, with or without accents, or Roman numerals between day
/// and year. Zeros for an unknown day or month (`00.03.1934`) are left out, a midnight added by a spreadsheet is
/// dropped, `1934-35` is one of the two years, `193?` the decade, `1930s` likewise.
///
/// # Errors
/// An [`EdtfProblem`] that says what stands in the way; [`EdtfProblem::SaidUnknown`] if the text itself says
/// that the date is unknown.
pub fn loose(text: &str, reading: &Reading) -> Result<Edtf, EdtfProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(EdtfProblem::Empty);
    }
    if text.len() > MAX_BYTES {
        return Err(EdtfProblem::TooLong { bytes: text.len() });
    }
    if text.chars().all(|c| "0?-./_ \u{2013}\u{2014}".contains(c)) {
        return Err(EdtfProblem::SaidUnknown);
    }
    let text = without_midnight(text);
    let strict = match Edtf::parse(text) {
        // A stray dash in a register is no sign of a year before our era.
        Ok(_) if text.starts_with('-') => return Err(EdtfProblem::NotADate),
        Ok(date) => return Ok(date),
        Err(problem) => problem,
    };
    let plain = plain(text);
    if abbreviates_unknown(&plain) {
        return Err(EdtfProblem::SaidUnknown);
    }
    match phrase(&plain, reading) {
        // The strict reader may know better why something that looked like EDTF is not.
        Err(EdtfProblem::NotADate) if strict != EdtfProblem::NotADate => Err(strict),
        other => other,
    }
}

/// Drops the `00:00:00` that spreadsheets and databases put behind a day. Another time of day stays.
fn without_midnight(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    let Some(at) = text[..colon].rfind([' ', 'T']) else { return text };
    let clock = text[at + 1..].trim_end_matches('Z');
    let midnight = clock.chars().all(|c| "0:.".contains(c)) || clock.eq_ignore_ascii_case("12:00:00 AM");
    if midnight { text[..at].trim_end() } else { text }
}

/// Abbreviations for "no date", whatever stands between their letters: `n/a`, `s. d.`, `N.N.`
fn abbreviates_unknown(text: &str) -> bool {
    let letters: String = text.chars().filter(|c| !"./ -".contains(*c)).collect();
    matches!(letters.as_str(), "na" | "nn" | "nc" | "sd" | "od" | "nd" | "dk")
}

/// Lower-case, without accents, digits of other scripts and odd dashes made plain.
fn plain(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '\u{660}'..='\u{669}' => digit(c, 0x660),
            '\u{6f0}'..='\u{6f9}' => digit(c, 0x6f0),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{2248}' | '\u{223c}' => '~',
            '_' => '?',
            other => other,
        })
        .collect()
}

fn digit(c: char, zero: u32) -> char {
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

/// A phrase: particles around one date, or two dates joined.
fn phrase(text: &str, reading: &Reading) -> Result<Edtf, EdtfProblem> {
    let mut tokens = tokens(text)?;
    let mut said = |wanted: Word| {
        let before = tokens.len();
        tokens.retain(|token| *token != Token::Word(wanted));
        tokens.len() < before
    };
    if said(Word::Unknown) {
        return Err(EdtfProblem::SaidUnknown);
    }
    let qualifier = match (said(Word::About), said(Word::Perhaps)) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => "",
    };
    let span = match (said(Word::Before), said(Word::After)) {
        (true, true) => return Err(EdtfProblem::NotADate),
        (true, false) => Span::Before,
        (false, true) => Span::After,
        (false, false) => Span::On,
    };
    let between = said(Word::Between);
    let joint = if between { Word::And } else { Word::Or };
    let mut parts = tokens.split(|token| *token == Token::Word(joint));
    match (parts.next(), parts.next(), parts.next()) {
        (Some(only), None, _) if !between => one(only, qualifier, span, reading),
        (Some(from), Some(to), None) if span == Span::On => {
            let (from, to) = (date(from, reading)?, date(to, reading)?);
            let sign = if between { ".." } else { "," };
            Edtf::parse(&format!("[{from}{qualifier}{sign}{to}{qualifier}]"))
        }
        _ => Err(EdtfProblem::NotADate),
    }
}

/// One date, or all that lies before or after it.
fn one(tokens: &[Token], qualifier: &str, span: Span, reading: &Reading) -> Result<Edtf, EdtfProblem> {
    if let [Token::Number(from), Token::Number(to)] = tokens
        && let Some(years) = two_years(from, to)
    {
        let [from, to] = years?;
        return match span {
            Span::On => Edtf::parse(&format!("[{from}{qualifier}..{to}{qualifier}]")),
            _ => Err(EdtfProblem::NotADate),
        };
    }
    let text = date(tokens, reading)?;
    if span == Span::On {
        return Edtf::parse(&format!("{text}{qualifier}"));
    }
    let bounds = Edtf::parse(&text)?.bounds();
    if span == Span::Before {
        let last = bounds.earliest.and_then(|day| day.yesterday().ok()).ok_or(EdtfProblem::SaysNothing)?;
        Edtf::parse(&format!("../{}{qualifier}", as_precise(last, &text)))
    } else {
        let first = bounds.latest.and_then(|day| day.tomorrow().ok()).ok_or(EdtfProblem::SaysNothing)?;
        Edtf::parse(&format!("{}{qualifier}/..", as_precise(first, &text)))
    }
}

/// The day beside a bound, written no finer than the date whose bound it was: "before 1934" is up to 1933.
fn as_precise(day: Date, like: &str) -> String {
    let full = Edtf::day(day).to_string();
    let is_season = like.get(5..6) == Some("2");
    let keep = match like.len() {
        4 => 4,
        7 if !is_season => 7,
        _ => 10,
    };
    full.get(..keep).unwrap_or(&full).to_owned()
}

/// `1934-1936`, `1934/35`: one of these years. `None` if the two numbers are something else.
fn two_years(from: &str, to: &str) -> Option<Result<[String; 2], EdtfProblem>> {
    let (first, second) = (from.parse::<u16>().ok()?, to.parse::<u16>().ok()?);
    let second = match (from.len(), to.len()) {
        (4, 4) => second,
        (4, 2) if second > 12 && second > first % 100 => first / 100 * 100 + second,
        _ => return None,
    };
    if second < first {
        return Some(Err(EdtfProblem::Reversed));
    }
    Some(Ok([from.to_owned(), format!("{second:04}")]))
}

/// EDTF text of one date, without qualifier. Whether such a day exists is for `Edtf::parse` to say.
fn date(tokens: &[Token], reading: &Reading) -> Result<String, EdtfProblem> {
    use Token::{Decade, Number, Word as W};
    let month = |month: &u8| Some(format!("{month:02}"));
    match tokens {
        [Decade(year)] => decade(year, reading),
        [Number(alone)] => match alone.len() {
            8 => compact(alone, reading),
            _ => year(alone, reading),
        },
        [Number(a), Number(b)] if b.len() == 4 => assemble(year(b, reading)?, part(a)?, None),
        [Number(a), Number(b)] if a.len() == 4 => assemble(year(a, reading)?, part(b)?, None),
        [Number(a), Number(b)] if cannot_be_day(b) => assemble(year(b, reading)?, part(a)?, None),
        [Number(a), Number(b), Number(c)] if a.len() == 4 => assemble(year(a, reading)?, part(b)?, part(c)?),
        [Number(a), Number(b), Number(c)] => {
            let (day, month) = if reading.day_first { (a, b) } else { (b, a) };
            assemble(year(c, reading)?, part(month)?, part(day)?)
        }
        [Number(a), W(Word::Month(m) | Word::Roman(m)), Number(b)] => {
            let (year_text, day) = if a.len() == 4 { (a, b) } else { (b, a) };
            assemble(year(year_text, reading)?, month(m), part(day)?)
        }
        [W(Word::Month(m)), Number(day), Number(y)] => assemble(year(y, reading)?, month(m), part(day)?),
        [W(Word::Month(m)), Number(y)] | [Number(y), W(Word::Month(m))]
            if y.len() == 4 || cannot_be_day(y) =>
        {
            assemble(year(y, reading)?, month(m), None)
        }
        [W(Word::Season(s)), Number(y)] | [Number(y), W(Word::Season(s))] => {
            Ok(format!("{}-{s}", year(y, reading)?))
        }
        [Number(a), Number(b)] if a.len() <= 2 && b.len() <= 2 => Err(EdtfProblem::NoYear),
        [W(Word::Month(_) | Word::Season(_))]
        | [W(Word::Month(_)), Number(_)]
        | [Number(_), W(Word::Month(_))] => Err(EdtfProblem::NoYear),
        _ => Err(EdtfProblem::NotADate),
    }
}

/// Joins what is known. A day without its month is refused rather than dropped.
fn assemble(year: String, month: Option<String>, day: Option<String>) -> Result<String, EdtfProblem> {
    match (month, day) {
        (None, None) => Ok(year),
        (Some(month), None) => Ok(format!("{year}-{month}")),
        (Some(month), Some(day)) => Ok(format!("{year}-{month}-{day}")),
        (None, Some(day)) => Ok(format!("{year}-XX-{day}")),
    }
}

/// A year of two digits that no month has as a day.
fn cannot_be_day(number: &str) -> bool {
    number.len() == 2 && number.parse::<u8>().is_ok_and(|n| n > 31)
}

/// Four digits of a year.
fn year(number: &str, reading: &Reading) -> Result<String, EdtfProblem> {
    match number.len() {
        4 if number.bytes().all(|b| b == b'X' || b == b'0') => Err(EdtfProblem::NoYear),
        4 => Ok(number.to_owned()),
        2 if number == "XX" => Err(EdtfProblem::NoYear),
        2 => {
            let short = number.parse::<u8>().map_err(|_| EdtfProblem::NotADate)?;
            let century = match reading.century {
                Some(given) => Some(if (-99..100).contains(&given) { given } else { given / 100 }),
                None if short >= 30 => Some(19),
                None => None,
            };
            let century = century.filter(|century| (0..100).contains(century));
            let century = century.ok_or(EdtfProblem::AmbiguousCentury { year: short })?;
            Ok(format!("{century:02}{short:02}"))
        }
        _ => Err(EdtfProblem::NotADate),
    }
}

/// `1930s`, `30er`: all ten years.
fn decade(number: &str, reading: &Reading) -> Result<String, EdtfProblem> {
    let mut year = year(number, reading)?;
    match year.pop() {
        Some('0') => Ok(year + "X"),
        _ => Err(EdtfProblem::NotADate),
    }
}

/// Two digits of a month or day; `None` if it is said to be unknown.
fn part(number: &str) -> Result<Option<String>, EdtfProblem> {
    match number {
        "X" | "XX" | "0" | "00" => Ok(None),
        one if one.len() == 1 => Ok(Some(format!("0{one}"))),
        two if two.len() == 2 => Ok(Some(two.to_owned())),
        _ => Err(EdtfProblem::NotADate),
    }
}

/// Eight digits in a row. `19340312` has a month in the middle; `12031934` cannot have, its middle is `19`.
fn compact(number: &str, reading: &Reading) -> Result<String, EdtfProblem> {
    let cut = |from: usize, to: usize| number.get(from..to).unwrap_or_default().to_owned();
    if cut(4, 6).parse::<u8>().is_ok_and(|month| month <= 12) {
        return Ok(format!("{}-{}-{}", cut(0, 4), cut(4, 6), cut(6, 8)));
    }
    let (day, month) = if reading.day_first { (cut(0, 2), cut(2, 4)) } else { (cut(2, 4), cut(0, 2)) };
    Ok(format!("{}-{month}-{day}", cut(4, 8)))
}

/// Cuts plain text into tokens; fillers and separators vanish.
fn tokens(text: &str) -> Result<Vec<Token>, EdtfProblem> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let run = |inside: fn(char) -> bool| rest.find(|c: char| !inside(c)).unwrap_or(rest.len());
        let length = if c.is_ascii_digit() || c == '?' {
            number(rest, &mut tokens)?
        } else if c.is_alphabetic() {
            let end = run(char::is_alphabetic);
            letters(&rest[..end], &mut tokens)?;
            end
        } else {
            match c {
                '~' => tokens.push(Token::Word(Word::About)),
                '<' => tokens.push(Token::Word(Word::Before)),
                '>' => tokens.push(Token::Word(Word::After)),
                c if c.is_whitespace() || "-./,;'()\u{2019}\u{b0}*".contains(c) => {}
                other => return Err(EdtfProblem::UnknownWord { word: other.to_string() }),
            }
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    Ok(tokens)
}

fn letters(text: &str, tokens: &mut Vec<Token>) -> Result<(), EdtfProblem> {
    match word(text) {
        Some(Word::Filler) => {}
        Some(known) => tokens.push(Token::Word(known)),
        None if matches!(text, "xx" | "xxxx") => tokens.push(Token::Number(text.to_uppercase())),
        None => return Err(EdtfProblem::UnknownWord { word: text.to_owned() }),
    }
    Ok(())
}

/// Reads a number with its question marks and its ending from the front of `text`; gives the bytes it took.
fn number(text: &str, tokens: &mut Vec<Token>) -> Result<usize, EdtfProblem> {
    let end_of = |from: usize, inside: fn(char) -> bool| {
        text[from..].find(|c: char| !inside(c)).map_or(text.len(), |at| from + at)
    };
    let digits = end_of(0, |c| c.is_ascii_digit());
    let end = end_of(digits, |c| c == '?' || c == 'x');
    let (known, hidden) = (&text[..digits], end - digits);
    match (known.len(), hidden) {
        (_, 0) => tokens.push(Token::Number(known.to_owned())),
        // A lone mark doubts the date, unless a separator shows that it stands for a day or month.
        (0, 1) if text[end..].starts_with(['.', '/', '-']) => tokens.push(Token::Number("X".into())),
        (0, 1) => tokens.push(Token::Word(Word::Perhaps)),
        (0, 2 | 4) => tokens.push(Token::Number("X".repeat(hidden))),
        (2, 2) | (3, 1) => tokens.push(Token::Number(known.to_owned() + &"X".repeat(hidden))),
        (2 | 4 | 8, 1) if text[digits..end] == *"?" => {
            tokens.push(Token::Number(known.to_owned()));
            tokens.push(Token::Word(Word::Perhaps));
        }
        _ => return Err(EdtfProblem::NotADate),
    }
    let ending_end = end_of(end, char::is_alphabetic);
    let ending = &text[end..ending_end];
    match (known.len(), ending) {
        (1 | 2, "er" | "re" | "e" | "eme" | "st" | "nd" | "rd" | "th" | "o" | "ten" | "te")
            if !(ending == "er" && known.ends_with('0') && known.len() == 2) =>
        {
            Ok(ending_end)
        }
        (2 | 4, "s" | "er") if hidden == 0 => {
            tokens.pop();
            tokens.push(Token::Decade(known.to_owned()));
            Ok(ending_end)
        }
        _ => Ok(end),
    }
}
