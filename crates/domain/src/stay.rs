//! Stays: a person at a place, from, until, why they came, from where, why they left. Arriving somewhere closes the
//! stay before. An absence is not a departure.

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::{FileId, Key, StayId};
use crate::place::Kind;
use crate::refusal::{Refusal, Why, refuse};
use crate::said::Said;
use jiff::civil::Date;
use linkage::edtf::Edtf;
use serde::{Deserialize, Serialize};

/// Why a stay ended. The list is neutral: nothing unlawful stands in an ordinary file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndReason {
    /// Released.
    Released,
    /// Placed in a home or a family.
    Placed,
    /// With their family.
    WithFamily,
    /// Adopted.
    Adopted,
    /// Emigrated.
    Emigrated,
    /// Moved to another camp.
    OtherCamp,
    /// To a hospital.
    Hospital,
    /// Left of their own will.
    OwnWill,
    /// Missing.
    Missing,
    /// Deported.
    Deported,
    /// Died.
    Died,
    /// Not known.
    Unknown,
    /// Another reason, told in a note.
    Other,
    /// No longer followed. It says nothing of why or where, and is recorded for the last day of a month, so that nobody
    /// pairs one who goes with one who comes elsewhere.
    NoLongerFollowed,
}

impl EndReason {
    /// All, in the order pages and reports list them.
    pub const ALL: [EndReason; 14] = [
        EndReason::Released,
        EndReason::Placed,
        EndReason::WithFamily,
        EndReason::Adopted,
        EndReason::Emigrated,
        EndReason::OtherCamp,
        EndReason::Hospital,
        EndReason::OwnWill,
        EndReason::Missing,
        EndReason::Deported,
        EndReason::Died,
        EndReason::Unknown,
        EndReason::Other,
        EndReason::NoLongerFollowed,
    ];

    /// The name used in commands, forms and locale files.
    pub fn key(self) -> &'static str {
        match self {
            EndReason::Released => "released",
            EndReason::Placed => "placed",
            EndReason::WithFamily => "with-family",
            EndReason::Adopted => "adopted",
            EndReason::Emigrated => "emigrated",
            EndReason::OtherCamp => "other-camp",
            EndReason::Hospital => "hospital",
            EndReason::OwnWill => "own-will",
            EndReason::Missing => "missing",
            EndReason::Deported => "deported",
            EndReason::Died => "died",
            EndReason::Unknown => "unknown",
            EndReason::Other => "other",
            EndReason::NoLongerFollowed => "no-longer-followed",
        }
    }

    /// The reason of that name.
    pub fn parse(text: &str) -> Option<EndReason> {
        EndReason::ALL.into_iter().find(|r| r.key() == text)
    }
}

/// Kinds of absence.
pub const ABSENCES: [&str; 6] = ["hospital", "family-visit", "holidays", "school", "runaway", "other"];

/// A stay as opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The place's file.
    pub place: FileId,
    /// What the place is, as the author knew it; so that a file tells of camps and homes wherever it travels.
    pub kind: Kind,
    /// Its name, likewise.
    pub name: String,
    /// Barrack, dormitory or room.
    pub within: String,
    /// From when.
    pub from: Edtf,
    /// Why they came.
    pub reason: String,
    /// From where, in words.
    pub came_from: String,
}

/// A stay as closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// Until when.
    pub until: Edtf,
    /// Why.
    pub reason: EndReason,
    /// Where to, in words, as far as the writer tells.
    pub towards: String,
}

/// An absence: the stay goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// Of [`ABSENCES`].
    pub kind: String,
    /// From when.
    pub from: Edtf,
    /// Until when, once back.
    pub until: Option<Edtf>,
    /// Whether the bed is kept.
    pub bed_kept: bool,
}

/// What is said of stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// Arrived.
    Opened {
        /// The stay.
        stay: StayId,
        /// How.
        opening: Opening,
    },
    /// Left.
    Closed {
        /// The stay.
        stay: StayId,
        /// How.
        closing: Closing,
    },
    /// Away for a time.
    Absent {
        /// Key of the absence.
        key: Key,
        /// Which stay goes on meanwhile.
        stay: StayId,
        /// How.
        absence: Absence,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Opened { stay, .. } => format!("stay/{stay}/opened"),
            Fact::Closed { stay, .. } => format!("stay/{stay}/closed"),
            Fact::Absent { key, stay, .. } => format!("stay/{stay}/absent/{key}"),
        }
    }
}

/// A stay, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The stay.
    pub id: StayId,
    /// How it began.
    pub opening: Said<Opening>,
    /// How it ended; `None` while it goes on.
    pub closing: Option<Said<Closing>>,
    /// Absences.
    pub absences: Vec<(Key, Absence)>,
}

impl Stay {
    /// The day it counts from: the earliest day its beginning can mean. Doubtful dates count by this one rule.
    pub fn from_day(&self) -> Option<Date> {
        let bounds = self.opening.latest().from.bounds();
        bounds.earliest.or(bounds.latest)
    }

    /// The day it counts until (not included): the earliest day its end can mean, never before it began.
    pub fn until_day(&self) -> Option<Date> {
        let bounds = self.closing.as_ref()?.latest().until.bounds();
        let end = bounds.earliest.or(bounds.latest)?;
        Some(self.from_day().map_or(end, |from| end.max(from)))
    }

    /// Whether the person sleeps there on `day`.
    pub fn covers(&self, day: Date) -> bool {
        self.from_day().is_some_and(|from| from <= day) && self.closing.is_none()
            || self.from_day().is_some_and(|from| from <= day)
                && self.until_day().is_some_and(|until| day < until)
    }

    /// The absence that runs on `day`.
    pub fn absent_on(&self, day: Date) -> Option<&Absence> {
        self.absences.iter().map(|(_, a)| a).find(|a| {
            a.from.bounds().earliest.is_some_and(|from| from <= day)
                && a.until.as_ref().and_then(|u| u.bounds().earliest).is_none_or(|until| day < until)
        })
    }
}

/// The stays of a file, earliest first.
pub fn stays(file: &File) -> Vec<Stay> {
    let opened = file.said_under("stay/", |fact| match fact {
        Entry::Stay(Fact::Opened { stay, opening }) => Some((*stay, opening.clone())),
        _ => None,
    });
    let mut stays: Vec<Stay> = opened
        .map(|(_, said)| {
            let id = said.latest().0;
            Stay {
                id,
                opening: said.map(|(_, o)| o),
                closing: closing(file, id),
                absences: absences(file, id),
            }
        })
        .collect();
    stays.sort_by_key(|s| (s.from_day(), s.closing.is_none(), s.until_day(), s.id));
    stays
}

fn closing(file: &File, stay: StayId) -> Option<Said<Closing>> {
    file.said(&format!("stay/{stay}/closed"), |fact| match fact {
        Entry::Stay(Fact::Closed { closing, .. }) => Some(closing.clone()),
        _ => None,
    })
}

fn absences(file: &File, stay: StayId) -> Vec<(Key, Absence)> {
    file.said_under(&format!("stay/{stay}/absent/"), |fact| match fact {
        Entry::Stay(Fact::Absent { key, absence, .. }) => Some((*key, absence.clone())),
        _ => None,
    })
    .map(|(_, said)| said.latest().clone())
    .collect()
}

/// The stay that goes on: open, latest begun.
pub fn current(stays: &[Stay]) -> Option<&Stay> {
    stays.iter().rev().find(|s| s.closing.is_none())
}

/// Arriving: opens `stay` and closes every stay that still runs, with the reason that follows from the two places.
///
/// # Errors
/// Refused when the arrival lies after `today`, or begins before an open stay did.
pub fn arrive(file: &File, stay: StayId, opening: Opening, today: Date) -> Result<Vec<Entry>, Refusal> {
    let from = opening.from.bounds().earliest.or(opening.from.bounds().latest);
    if from.is_some_and(|from| from > today) {
        return Err(refuse("from", &opening.from, Why::InTheFuture));
    }
    let mut facts = Vec::new();
    for open in stays(file).iter().filter(|s| s.closing.is_none()) {
        if let (Some(began), Some(from)) = (open.from_day(), opening.from.bounds().latest)
            && from < began
        {
            return Err(refuse("from", &opening.from, Why::EndsBeforeItBegins));
        }
        let reason = reason_between(open.opening.latest().kind, opening.kind);
        let closing = Closing { until: opening.from.clone(), reason, towards: opening.name.clone() };
        facts.push(Entry::Stay(Fact::Closed { stay: open.id, closing }));
    }
    facts.push(Entry::Stay(Fact::Opened { stay, opening }));
    Ok(facts)
}

/// What a move from one kind of place to another is called at the place that is left.
pub fn reason_between(from: Kind, to: Kind) -> EndReason {
    match (from, to) {
        (Kind::Camp, Kind::Camp) => EndReason::OtherCamp,
        (_, Kind::Hospital) => EndReason::Hospital,
        (_, Kind::Family) => EndReason::WithFamily,
        // A barrack lies within a camp: whoever leaves it for a home leaves the camp.
        (Kind::Camp | Kind::Barrack, Kind::RelayHouse | Kind::Home | Kind::FosterFamily) => {
            EndReason::Released
        }
        (_, Kind::Home | Kind::FosterFamily | Kind::RelayHouse) => EndReason::Placed,
        _ => EndReason::Other,
    }
}

/// Leaving without arriving anywhere known.
///
/// # Errors
/// Refused when the stay is unknown or closed, when it would end before it began, or after `today`.
pub fn leave(file: &File, stay: StayId, closing: Closing, today: Date) -> Result<Vec<Entry>, Refusal> {
    let stays = stays(file);
    let Some(open) = stays.iter().find(|s| s.id == stay) else {
        return Err(refuse("stay", stay, Why::Unknown));
    };
    if open.closing.is_some() {
        return Err(refuse("stay", stay, Why::AlreadyClosed));
    }
    if closing.reason == EndReason::NoLongerFollowed {
        batched(&closing)?;
    }
    let bounds = closing.until.bounds();
    if bounds.earliest.is_some_and(|until| until > today) {
        return Err(refuse("until", &closing.until, Why::InTheFuture));
    }
    if let (Some(began), Some(until)) = (open.from_day(), bounds.latest)
        && until < began
    {
        return Err(refuse("until", &closing.until, Why::EndsBeforeItBegins));
    }
    Ok(vec![Entry::Stay(Fact::Closed { stay, closing })])
}

/// Whoever is no longer followed goes on the last day of a month, and towards nowhere.
fn batched(closing: &Closing) -> Result<(), Refusal> {
    let day = closing.until.exact_day();
    if day.is_none_or(|day| day != day.last_of_month()) {
        return Err(refuse("until", &closing.until, Why::NotBatchDay));
    }
    if !closing.towards.trim().is_empty() {
        return Err(refuse("towards", &closing.towards, Why::NotBatchDay));
    }
    Ok(())
}
