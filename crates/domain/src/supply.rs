//! Supply: what there is of therapeutic food and of milk at a place, from what was counted, received, given out and lost.
//!
//! A count says what lies on the shelf at the end of its day; everything before it is history. Nothing is taken off by
//! itself: what the ration list asks for is set beside it, and a person writes what was given out. No child is named.

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::{FileId, Key};
use crate::refusal::{Refusal, Why, refuse};
use crate::said::Said;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is kept: sachets of ready-to-use food, and therapeutic milk made up.
pub const PRODUCTS: [&str; 2] = ["sachets", "milk"];
/// How an amount changes.
pub const WAYS: [&str; 4] = ["counted", "received", "given-out", "lost"];
/// More than any store-room holds, in sachets and in millilitres.
const MOST: f64 = 1e9;

/// One line of a stock card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    /// The day.
    pub on: Date,
    /// Of [`PRODUCTS`].
    pub product: String,
    /// Of [`WAYS`].
    pub way: String,
    /// Sachets, or millilitres of milk made up.
    pub amount: u32,
    /// Where from, why lost: in a few words.
    pub words: String,
}

/// What is said of supply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// The place whose store-room this file is.
    At {
        /// Its file.
        place: FileId,
        /// Its name then.
        name: String,
    },
    /// A line of the stock card.
    Moved {
        /// Its key, so that a slip can be withdrawn.
        key: Key,
        /// The line.
        movement: Movement,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::At { .. } => "supply/at".into(),
            Fact::Moved { key, .. } => format!("supply/moved/{key}"),
        }
    }
}

/// The place whose store-room the file is.
pub fn place(file: &File) -> Option<FileId> {
    let said = file.said("supply/at", |fact| match fact {
        Entry::Supply(Fact::At { place, .. }) => Some(*place),
        _ => None,
    });
    said.map(|s| *s.latest())
}

/// The lines that stand, earliest day first.
pub fn movements(file: &File) -> Vec<(Key, Said<Movement>)> {
    let read = |fact: &Entry| match fact {
        Entry::Supply(Fact::Moved { key, movement }) => Some((*key, movement.clone())),
        _ => None,
    };
    let mut all: Vec<(Key, Said<Movement>)> = file
        .said_under("supply/moved/", read)
        .map(|(_, said)| (said.latest().0, said.map(|(_, movement)| movement)))
        .collect();
    all.sort_by_key(|(key, said)| (said.latest().on, *key));
    all
}

/// What there is of an product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    /// Sachets, or millilitres; below zero where more was given out than was ever there: it is to be counted again.
    pub amount: i64,
    /// The last count it rests on.
    pub counted_on: Option<Date>,
}

impl Stock {
    /// Whole days it lasts at `per_day` of the same unit in hundredths; None where nothing is needed.
    pub fn lasts_days(self, per_day_100: u64) -> Option<u64> {
        let amount = u64::try_from(self.amount).unwrap_or(0);
        (amount * 100).checked_div(per_day_100)
    }
}

/// What there is of `product` at the end of `on`.
pub fn stock<'a>(
    movements: impl IntoIterator<Item = &'a Movement> + Clone,
    product: &str,
    on: Date,
) -> Stock {
    let lines = || movements.clone().into_iter().filter(|m| m.product == product && m.on <= on);
    let counted = lines().filter(|m| m.way == "counted").max_by_key(|m| m.on);
    let since = lines().filter(|m| counted.is_none_or(|count| m.on > count.on));
    let change: i64 = since
        .map(|m| match m.way.as_str() {
            "received" => i64::from(m.amount),
            "given-out" | "lost" => -i64::from(m.amount),
            _ => 0,
        })
        .sum();
    Stock {
        amount: counted.map_or(0, |count| i64::from(count.amount)) + change,
        counted_on: counted.map(|count| count.on),
    }
}

/// A line as typed.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The day.
    pub on: Date,
    /// Of [`PRODUCTS`].
    pub product: String,
    /// Of [`WAYS`].
    pub way: String,
    /// Sachets, whole; litres of milk, with point or comma.
    pub amount: String,
    /// A few words.
    pub words: String,
}

impl Line {
    /// The line of the stock card.
    ///
    /// # Errors
    /// Names the field: a day after `today`, a value of no list, an amount that is none.
    pub fn movement(&self, today: Date) -> Result<Movement, Refusal> {
        if self.on > today {
            return Err(refuse("on", self.on, Why::InTheFuture));
        }
        let listed = |field: &'static str, value: &str, list: &[&str]| {
            let known = list.contains(&value);
            if known { Ok(value.to_string()) } else { Err(refuse(field, value, Why::Unknown)) }
        };
        let product = listed("product", &self.product, &PRODUCTS)?;
        let way = listed("way", &self.way, &WAYS)?;
        let typed = self.amount.trim();
        if typed.is_empty() {
            return Err(refuse("amount", "", Why::Missing));
        }
        let number: f64 =
            typed.replace(',', ".").parse().map_err(|_| refuse("amount", typed, Why::Unreadable))?;
        let amount = if product == "milk" { number * 1_000.0 } else { number };
        let whole = amount.round();
        if !(0.0..=MOST).contains(&amount) || (product == "sachets" && whole != amount) {
            return Err(refuse("amount", typed, Why::OutOfRange));
        }
        Ok(Movement { on: self.on, product, way, amount: whole as u32, words: self.words.trim().to_string() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn moved(day: i8, way: &str, amount: u32) -> Movement {
        let (product, words) = ("sachets".to_string(), String::new());
        Movement { on: date(1942, 3, day), product, way: way.into(), amount, words }
    }

    #[test]
    fn h_a_count_is_the_end_of_its_day_and_everything_before_it_is_history() {
        let card = [
            moved(1, "received", 500),
            moved(2, "given-out", 40),
            moved(5, "given-out", 30),
            moved(5, "counted", 420),
            moved(6, "lost", 20),
            moved(7, "received", 100),
        ];
        let check = |day: i8, amount: i64, counted: Option<i8>| {
            let stock = stock(&card, "sachets", date(1942, 3, day));
            assert_eq!(
                stock,
                Stock { amount, counted_on: counted.map(|d| date(1942, 3, d)) },
                "on the {day}th"
            );
        };
        check(1, 500, None);
        check(4, 460, None);
        check(5, 420, Some(5));
        check(6, 400, Some(5));
        check(9, 500, Some(5));
        assert_eq!(stock(&card, "milk", date(1942, 3, 9)), Stock::default());
    }

    #[test]
    fn it_lasts_whole_days_and_nothing_lasts_less_than_none() {
        let of = |amount| Stock { amount, counted_on: None };
        assert_eq!(of(500).lasts_days(12_850), Some(3));
        assert_eq!(of(-5).lasts_days(100), Some(0));
        assert_eq!(of(5).lasts_days(0), None);
    }

    #[test]
    fn a_line_is_refused_by_field() {
        let today = date(1942, 3, 9);
        let line = |product: &str, amount: &str| Line {
            on: today,
            product: product.into(),
            way: "received".into(),
            amount: amount.into(),
            words: String::new(),
        };
        let check = |line: Line, expected: Result<u32, (&str, Why)>| {
            let read = line.movement(today).map(|m| m.amount).map_err(|r| (r.field, r.why));
            assert_eq!(read, expected, "{line:?}");
        };
        check(line("sachets", "150"), Ok(150));
        check(line("milk", "2,5"), Ok(2_500));
        check(line("sachets", "2,5"), Err(("amount", Why::OutOfRange)));
        check(line("sachets", "-1"), Err(("amount", Why::OutOfRange)));
        check(line("sachets", "NaN"), Err(("amount", Why::OutOfRange)));
        check(line("sachets", "much"), Err(("amount", Why::Unreadable)));
        check(line("sachets", ""), Err(("amount", Why::Missing)));
        check(line("bread", "3"), Err(("product", Why::Unknown)));
        check(Line { way: "sold".into(), ..line("milk", "1") }, Err(("way", Why::Unknown)));
        check(Line { on: date(1942, 3, 10), ..line("milk", "1") }, Err(("on", Why::InTheFuture)));
    }
}
