//! Stock and flow by month: opening + in - out = closing, in every cell.
//!
//! Each person's nights are first cut into spans of one key (a place, an age band, a sex, an origin); a span that
//! begins in a month is an "in", one that ends in it is an "out". Openings and closings are counted from the spans on
//! their own, so that the equation can fail and is checked.

use super::{Band, Presence};
use crate::place::Kind;
use crate::stay::EndReason;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a stock is broken down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// One row a month.
    All,
    /// By place.
    Place,
    /// By kind of place.
    Kind,
    /// By age band.
    Age,
    /// By sex.
    Sex,
    /// By where they came from.
    Origin,
}

impl By {
    /// All, in the order pages list them.
    pub const ALL: [By; 6] = [By::All, By::Place, By::Kind, By::Age, By::Sex, By::Origin];

    /// The name used in commands, URLs and locale files.
    pub fn key(self) -> &'static str {
        match self {
            By::All => "all",
            By::Place => "place",
            By::Kind => "kind",
            By::Age => "age",
            By::Sex => "sex",
            By::Origin => "origin",
        }
    }

    /// The breakdown of that name.
    pub fn parse(text: &str) -> Option<By> {
        By::ALL.into_iter().find(|b| b.key() == text)
    }
}

/// A month, such as `1940-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Month {
    /// Year.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
}

impl Month {
    /// From `YYYY-MM`.
    pub fn parse(text: &str) -> Option<Month> {
        let (year, month) = text.split_once('-')?;
        let found = Month { year: year.parse().ok()?, month: month.parse().ok()? };
        Date::new(found.year, found.month, 1).ok().map(|_| found)
    }

    /// The month a day lies in.
    pub fn of(day: Date) -> Month {
        Month { year: day.year(), month: day.month() }
    }

    /// Its first day.
    pub fn first(self) -> Date {
        Date::new(self.year, self.month, 1).unwrap_or(date(1, 1, 1))
    }

    /// The first day of the next.
    pub fn end(self) -> Date {
        self.first().checked_add(1.month()).unwrap_or(Date::MAX)
    }

    /// The next.
    #[must_use]
    pub fn next(self) -> Month {
        Month::of(self.end())
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl TryFrom<String> for Month {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Month, &'static str> {
        Month::parse(&text).ok_or("not a month such as 1940-11")
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

/// A cell of the stock table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StockRow {
    /// The month.
    pub month: Month,
    /// The place, band, sex or origin; `all` where not broken down; `?` where it cannot be told.
    pub key: String,
    /// There on the first night before the month's first day ended: carried over.
    pub opening: usize,
    /// Came during the month (for ages: `aged_in` of them only grew into the band).
    #[serde(rename = "in")]
    pub arrivals: usize,
    /// Left during the month.
    pub out: usize,
    /// There after the last day.
    pub closing: usize,
    /// Of `in`, those who grew into the band.
    pub aged_in: usize,
    /// Of `out`, those who grew out of it.
    pub aged_out: usize,
    /// Why the others left.
    pub reasons: BTreeMap<String, usize>,
}

/// A cell whose equation does not hold. There is no such cell; should there be one, it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Imbalance {
    /// Month and key.
    pub cell: (Month, String),
    /// opening + in - out.
    pub expected: i64,
    /// closing as counted.
    pub counted: i64,
}

/// A run of nights of one person under one key.
struct Span {
    key: String,
    from: Date,
    until: Option<Date>,
    grew_in: bool,
    grew_out: bool,
    reason: Option<EndReason>,
}

/// The table from `first` to `last` (both included), over places of `kind` (any that is lived in, where `None`) and
/// people of an age band (any, where `None`).
pub fn stock(
    rows: &[Presence],
    first: Month,
    last: Month,
    by: By,
    kind: Option<Kind>,
    band: Option<Band>,
) -> Vec<StockRow> {
    let mut people: HashMap<_, Vec<&Presence>> = HashMap::new();
    for row in rows.iter().filter(|r| kind.map_or(r.kind.lived_in(), |k| k == r.kind)) {
        people.entry(row.subject).or_default().push(row);
    }
    let mut spans: Vec<Span> = people.into_values().flat_map(|stays| spans_of(&stays, by, band)).collect();
    spans.sort_by(|a, b| (&a.key, a.from, a.until).cmp(&(&b.key, b.from, b.until)));
    let keys: BTreeSet<&str> = spans.iter().map(|s| s.key.as_str()).collect();
    let mut table = Vec::new();
    let mut month = first;
    while month <= last {
        for key in &keys {
            let row = cell(month, key, spans.iter().filter(|s| s.key == *key));
            if row.opening + row.arrivals + row.out + row.closing > 0 {
                table.push(row);
            }
        }
        month = month.next();
    }
    table
}

fn cell<'a>(month: Month, key: &str, spans: impl Iterator<Item = &'a Span>) -> StockRow {
    let (start, end) = (month.first(), month.end());
    let mut row = StockRow {
        month,
        key: key.to_string(),
        opening: 0,
        arrivals: 0,
        out: 0,
        closing: 0,
        aged_in: 0,
        aged_out: 0,
        reasons: BTreeMap::new(),
    };
    for span in spans {
        row.opening += usize::from(span.from < start && span.until.is_none_or(|u| u >= start));
        row.closing += usize::from(span.from < end && span.until.is_none_or(|u| u >= end));
        if span.from >= start && span.from < end {
            row.arrivals += 1;
            row.aged_in += usize::from(span.grew_in);
        }
        if span.until.is_some_and(|u| u >= start && u < end) {
            row.out += 1;
            row.aged_out += usize::from(span.grew_out);
            if let Some(reason) = span.reason.filter(|_| !span.grew_out) {
                *row.reasons.entry(reason.key().to_string()).or_default() += 1;
            }
        }
    }
    row
}

/// Every cell whose equation fails.
pub fn reconcile(table: &[StockRow]) -> Vec<Imbalance> {
    let signed = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    table
        .iter()
        .filter_map(|r| {
            let expected = signed(r.opening) + signed(r.arrivals) - signed(r.out);
            let counted = signed(r.closing);
            (expected != counted).then(|| Imbalance { cell: (r.month, r.key.clone()), expected, counted })
        })
        .collect()
}

/// One person's nights as spans. Stays that touch or overlap under one key are one span; a key is left when no stay
/// under it covers the night. Where ages matter, spans are cut at the birthdays that matter.
fn spans_of(stays: &[&Presence], by: By, band: Option<Band>) -> Vec<Span> {
    let mut by_key: BTreeMap<String, Vec<&Presence>> = BTreeMap::new();
    for stay in stays {
        by_key.entry(key_of(stay, by)).or_default().push(stay);
    }
    let birth = stays.iter().find_map(|s| s.birth.as_ref());
    let merged = by_key.into_iter().flat_map(|(key, stays)| merged(&key, stays));
    match (by, band) {
        (By::Age, _) => merged.flat_map(|span| cut(span, &ages(birth, &Band::ALL), true)).collect(),
        (_, Some(band)) => merged.flat_map(|span| cut(span, &ages(birth, &[band]), false)).collect(),
        (_, None) => merged.collect(),
    }
}

fn merged(key: &str, mut stays: Vec<&Presence>) -> Vec<Span> {
    stays.sort_by_key(|s| (s.from, s.until.is_none(), s.until));
    let mut spans: Vec<Span> = Vec::new();
    for stay in stays {
        // A row that ends before it begins is one night that was none, never a hole in the equation.
        let ends = stay.until.map(|until| until.max(stay.from));
        match spans.last_mut() {
            Some(open) if open.until.is_none_or(|until| stay.from <= until) => {
                if open.until.is_some_and(|until| ends.is_none_or(|u| u >= until)) {
                    (open.until, open.reason) = (ends, stay.reason);
                }
            }
            _ => spans.push(Span {
                key: key.to_string(),
                from: stay.from,
                until: ends,
                grew_in: false,
                grew_out: false,
                reason: stay.reason,
            }),
        }
    }
    spans
}

/// A stretch of a life: the band it lies in for certain, or `None` where that cannot be told.
struct Stretch {
    band: Option<Band>,
    from: Date,
    until: Date,
}

/// The stretches of a life that touch `bands`. Somebody without a birth date is of an untold age all along.
fn ages(birth: Option<&linkage::edtf::Edtf>, bands: &[Band]) -> Vec<Stretch> {
    let bounds = birth.map(|b| b.bounds());
    let Some((Some(earliest), Some(latest))) = bounds.map(|b| (b.earliest, b.latest)) else {
        return vec![Stretch { band: None, from: Date::MIN, until: Date::MAX }];
    };
    // Before the first day they can have been born, nothing can be told of their age.
    let mut stretches = vec![Stretch { band: None, from: Date::MIN, until: earliest }];
    for band in bands {
        let (maybe, surely) = (turns(earliest, band.from), turns(latest, band.from));
        let (doubtful, over) = (turns(earliest, band.to + 1), turns(latest, band.to + 1));
        let first = bands.iter().all(|b| b.from >= band.from);
        // The doubt on entering belongs to the youngest band only; further up it is the doubt on leaving the one below.
        if first && band.from > 0 {
            stretch(&mut stretches, None, maybe, surely);
        }
        let from = if band.from == 0 { earliest } else { surely };
        stretch(&mut stretches, Some(*band), from, doubtful);
        stretch(&mut stretches, None, doubtful.max(from), over);
    }
    stretches
}

/// Adds a stretch, if it has a day; one doubt that follows another is the same doubt.
fn stretch(stretches: &mut Vec<Stretch>, band: Option<Band>, from: Date, until: Date) {
    if from >= until {
        return;
    }
    match stretches.last_mut() {
        Some(last) if last.band.is_none() && band.is_none() && last.until == from => last.until = until,
        _ => stretches.push(Stretch { band, from, until }),
    }
}

/// The day on which somebody born on `birth` is `age` years old. Born on 29 February: on 1 March where there is none,
/// as [`linkage::edtf::age_on`] counts.
fn turns(birth: Date, age: u16) -> Date {
    let day = birth.checked_add(i64::from(age).years()).unwrap_or(Date::MAX);
    if day.day() == birth.day() { day } else { day.tomorrow().unwrap_or(Date::MAX) }
}

fn cut(span: Span, stretches: &[Stretch], name_the_band: bool) -> Vec<Span> {
    let mut pieces = Vec::new();
    for stretch in stretches {
        let from = span.from.max(stretch.from);
        let until =
            Some(span.until.map_or(stretch.until, |u| u.min(stretch.until))).filter(|u| *u < Date::MAX);
        let same_day =
            span.until == Some(span.from) && stretch.from <= span.from && span.from < stretch.until;
        if until.is_some_and(|u| u <= from) && !same_day {
            continue;
        }
        let key = match (stretch.band, name_the_band) {
            (None, _) => "?".to_string(),
            (Some(band), true) => band.to_string(),
            (Some(_), false) => span.key.clone(),
        };
        pieces.push(Span {
            key,
            from,
            until,
            grew_in: from > span.from,
            grew_out: until.is_some() && until != span.until,
            reason: span.reason,
        });
    }
    pieces
}

fn key_of(stay: &Presence, by: By) -> String {
    match by {
        By::All | By::Age => "all".to_string(),
        By::Place => stay.name.clone(),
        By::Kind => stay.kind.key().to_string(),
        By::Sex => stay.sex.to_string(),
        By::Origin if stay.came_from.is_empty() => "?".to_string(),
        By::Origin => stay.came_from.clone(),
    }
}
