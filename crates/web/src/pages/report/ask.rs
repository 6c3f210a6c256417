//! What a report is asked for, read from its address; refused by field, with the form shown again.

use crate::form::Typed;
use crate::viewer::Viewer;
use domain::id::FileId;
use domain::indicator::{Band, By, Month, Presence};
use domain::place::Kind;
use domain::refusal::{Refusal, Why, refuse};
use jiff::civil::Date;

/// Months of one table: forty years.
const MONTHS_MAX: i32 = 480;

/// A table of stock and flow.
pub(super) struct Ask {
    pub from: Month,
    pub to: Month,
    pub by: By,
    pub kind: Option<Kind>,
    pub band: Option<Band>,
    pub known_on: Option<Date>,
}

pub(super) fn query(v: &Viewer) -> Typed {
    Typed::parse(v.asked.split_once('?').map_or("", |(_, q)| q))
}

fn read<T>(
    typed: &Typed,
    field: &'static str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Refusal> {
    match typed.get(field).trim() {
        "" => Ok(None),
        text => parse(text).map(Some).ok_or_else(|| refuse(field, text, Why::Unreadable)),
    }
}

/// The day a number stands for.
pub(super) fn at(typed: &Typed) -> Result<Option<Date>, Refusal> {
    day(typed, "at", "as_at")
}

/// The day whose knowledge a number is made of; all that is known, where none is named.
pub(super) fn known_on(typed: &Typed) -> Result<Option<Date>, Refusal> {
    day(typed, "known_on", "as_known_on")
}

pub(super) fn day(typed: &Typed, name: &str, field: &'static str) -> Result<Option<Date>, Refusal> {
    match typed.get(name).trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| refuse(field, text, Why::Unreadable)),
    }
}

pub(super) fn kind(typed: &Typed) -> Result<Option<Kind>, Refusal> {
    read(typed, "kind", Kind::parse)
}

pub(super) fn band(typed: &Typed) -> Result<Option<Band>, Refusal> {
    read(typed, "age", |t| Band::parse(t).filter(|b| b.to <= 130))
}

pub(super) fn place(typed: &Typed) -> Option<FileId> {
    FileId::parse(typed.get("place"))
}

impl Ask {
    /// From the address; the year up to today's month where it says nothing.
    pub(super) fn of(v: &Viewer, typed: &Typed) -> Result<Ask, Refusal> {
        let now = Month::of(v.today(v.scene()));
        let to = read(typed, "to", Month::parse)?.unwrap_or(now);
        let from = read(typed, "from", Month::parse)?.unwrap_or(Month { year: to.year - 1, month: to.month });
        let months =
            (i32::from(to.year) - i32::from(from.year)) * 12 + i32::from(to.month) - i32::from(from.month);
        if months < 0 {
            return Err(refuse("to", to, Why::EndsBeforeItBegins));
        }
        if months >= MONTHS_MAX {
            return Err(refuse("from", from, Why::OutOfRange));
        }
        Ok(Ask {
            from,
            to,
            by: read(typed, "by", By::parse)?.unwrap_or(By::All),
            kind: kind(typed)?,
            band: band(typed)?,
            known_on: known_on(typed)?,
        })
    }

    /// The address of the same question over other months.
    pub(super) fn link(&self, path: &str, from: Month, to: Month) -> String {
        let kind = self.kind.map(Kind::key).unwrap_or_default();
        let age = self.band.map(|b| format!("{}-{}", b.from, b.to)).unwrap_or_default();
        let known = self.known_on.map(|d| d.to_string()).unwrap_or_default();
        format!("{path}?from={from}&to={to}&by={}&kind={kind}&age={age}&known_on={known}", self.by.key())
    }

    /// The table.
    pub(super) fn table(&self, rows: &[Presence]) -> Vec<domain::indicator::StockRow> {
        domain::indicator::stock(rows, self.from, self.to, self.by, self.kind, self.band)
    }
}
