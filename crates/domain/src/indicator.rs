//! Indicators: stock and flow that reconcile, counts, origins, time to release. Counted from stays and from nothing else.
//!
//! A person is counted once, whatever number of compartments or overlapping stays tell of them. Ages come from birth
//! dates with their bounds; an age that cannot be told stands in a row of its own, never in a guessed one.

mod camp;
mod count;
mod flow;
mod stock;

pub use camp::{PlaceReport, SEXES, place_report};
pub use count::{Counted, Origin, OriginRow, count, origins};
pub use flow::{Milestones, StepTime, times_to_release};
pub use stock::{By, Imbalance, Month, StockRow, reconcile, stock};

use crate::id::{FileId, StayId, SubjectId};
use crate::place::Kind;
use crate::stay::EndReason;
use jiff::civil::Date;
use linkage::edtf::Edtf;
use std::collections::HashMap;

/// One stay as indicators see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// Whose.
    pub subject: SubjectId,
    /// The stay.
    pub stay: StayId,
    /// The place.
    pub place: FileId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// First day.
    pub from: Date,
    /// Day after the last night; `None` while it goes on.
    pub until: Option<Date>,
    /// Why it ended.
    pub reason: Option<EndReason>,
    /// Birth, where known.
    pub birth: Option<Edtf>,
    /// `f`, `m`, `x`, or `?` where not known.
    pub sex: char,
    /// Where the person came from, in words.
    pub came_from: String,
    /// Whether this row is from the copy that lives, not from one that was left behind.
    pub live: bool,
}

impl Presence {
    /// Whether the person sleeps there on `day`.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// Each stay once: the copy that lives wins over a copy left behind, whose silence about the end means nothing.
pub fn once(rows: impl IntoIterator<Item = Presence>) -> Vec<Presence> {
    let mut kept: HashMap<StayId, Presence> = HashMap::new();
    for row in rows {
        match kept.get_mut(&row.stay) {
            Some(before) if rank(before) >= rank(&row) => {}
            Some(before) => *before = row,
            None => {
                kept.insert(row.stay, row);
            }
        }
    }
    let mut rows: Vec<Presence> = kept.into_values().collect();
    rows.sort_by_key(|r| (r.subject, r.from, r.until.is_none(), r.until, r.stay));
    rows
}

/// The copy that lives, then the one that knows of an end; what is equal so far is told apart by its content, so that
/// the order in which compartments are asked does not matter.
fn rank(row: &Presence) -> impl Ord + use<'_> {
    // An end with its reason was told; one without is only the day a copy was closed.
    (
        row.live,
        row.reason.is_some(),
        row.until.is_some(),
        row.until,
        row.from,
        row.place,
        &row.name,
        &row.came_from,
        row.subject,
    )
}

/// An age band, both ends included, in whole years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Band {
    /// Youngest.
    pub from: u16,
    /// Oldest.
    pub to: u16,
}

impl Band {
    /// The bands reports use. "0-14" is what the sources call children under fifteen.
    pub const ALL: [Band; 5] = [
        Band { from: 0, to: 2 },
        Band { from: 3, to: 5 },
        Band { from: 6, to: 14 },
        Band { from: 15, to: 17 },
        Band { from: 18, to: 130 },
    ];

    /// From "0-14".
    pub fn parse(text: &str) -> Option<Band> {
        let (from, to) = text.split_once('-')?;
        let band = Band { from: from.trim().parse().ok()?, to: to.trim().parse().ok()? };
        (band.from <= band.to && band.to <= 150).then_some(band)
    }

    /// Whether somebody born at `birth` is of this band on `day`: yes, no, or it cannot be told.
    pub fn holds(self, birth: Option<&Edtf>, day: Date) -> Option<bool> {
        let age = linkage::edtf::age_on(birth?, day)?;
        let at_most = age.at_most?;
        if age.at_least >= self.from && at_most <= self.to {
            Some(true)
        } else if at_most < self.from || age.at_least > self.to {
            Some(false)
        } else {
            None
        }
    }
}

impl std::fmt::Display for Band {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.to >= 130 { write!(f, "{}+", self.from) } else { write!(f, "{}-{}", self.from, self.to) }
    }
}
