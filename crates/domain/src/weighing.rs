//! Weighing: weight, length or height with its position, arm, oedema by place, appetite, complications; and the two
//! programmes a child may be taken into, the special barrack and the supplementary ration.
//!
//! A measure is kept as it was read. What it means (z-scores, a class by a named protocol) is computed when it is read and
//! is a proposal; a person admits, and a person lets go. Lives in the health volet.

mod odd;
mod scored;
mod sheet;

pub use odd::{Odd, oddities};
pub use scored::{Body, Scored, protocol_for, scored};
pub use sheet::Sheet;

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::Key;
use crate::said::Said;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How a child was measured.
pub const POSITIONS: [&str; 2] = ["lying", "standing"];
/// Where pitting oedema is seen, on both sides.
pub const OEDEMA_PLACES: [&str; 4] = ["feet", "lower-legs", "hands", "face"];
/// How a child eats, or took the appetite test.
pub const APPETITES: [&str; 3] = ["good", "poor", "refused"];
/// Complications and danger signs that ask for a bed the same day.
pub const COMPLICATIONS: [&str; 8] =
    ["fever", "hypothermia", "vomiting", "diarrhoea", "breathing", "lethargy", "convulsions", "other"];
/// What a child is taken into.
pub const PROGRAMMES: [&str; 2] = ["special-barrack", "supplementary-ration"];
/// How a programme ends: the outcomes that Sphere counts, and two that are no outcome of treatment.
pub const OUTCOMES: [&str; 6] =
    ["recovered", "died", "defaulted", "non-respondent", "transferred", "admitted-in-error"];

/// One weighing, as read off the scale, the board and the tape. What was not looked at takes no room in an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighing {
    /// The day.
    pub on: Date,
    /// Weight in grams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_g: Option<u32>,
    /// Length or height in millimetres, not corrected for position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height_mm: Option<u32>,
    /// Of [`POSITIONS`]; there is no height without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// Circumference of the left upper arm in millimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub muac_mm: Option<u32>,
    /// Whether oedema was looked for.
    #[serde(default, skip_serializing_if = "unsaid")]
    pub oedema_looked_for: bool,
    /// Of [`OEDEMA_PLACES`]; the grade follows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oedema: Vec<String>,
    /// Of [`APPETITES`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appetite: Option<String>,
    /// Of [`COMPLICATIONS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub complications: Vec<String>,
    /// Whether somebody was asked about an odd value and said that it is so.
    #[serde(default, skip_serializing_if = "unsaid")]
    pub confirmed: bool,
}

/// A tick that was not made.
fn unsaid(tick: &bool) -> bool {
    !tick
}

/// A child taken into a programme, by a person's decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admission {
    /// Since when.
    pub on: Date,
    /// Of [`PROGRAMMES`].
    pub programme: String,
    /// Id of the protocol the proposal came from.
    pub protocol: String,
    /// Its version.
    pub version: u32,
    /// What the child gets each day, in words a kitchen can follow.
    pub ration: String,
    /// Sachets a day in hundredths, where the ration is in sachets.
    pub sachets_day_100: Option<u32>,
    /// Milk in millilitres a day, where it is milk.
    pub milk_ml_day: Option<u32>,
}

/// The end of a programme for a child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// The day.
    pub on: Date,
    /// Of [`OUTCOMES`].
    pub outcome: String,
}

/// What is said of weighing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A weighing.
    Weighed {
        /// Its key, so that a slip can be corrected.
        key: Key,
        /// What was read.
        weighing: Weighing,
    },
    /// Taken into a programme.
    Admitted {
        /// The key of this time in it.
        key: Key,
        /// How.
        admission: Admission,
    },
    /// Out of it.
    Left {
        /// The key of that time.
        key: Key,
        /// How.
        leaving: Leaving,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Weighed { key, .. } => format!("weighing/{key}"),
            Fact::Admitted { key, .. } => format!("programme/{key}/admitted"),
            Fact::Left { key, .. } => format!("programme/{key}/left"),
        }
    }
}

/// A time in a programme, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Its key.
    pub key: Key,
    /// How it began.
    pub admission: Said<Admission>,
    /// How it ended, where it did.
    pub leaving: Option<Said<Leaving>>,
}

/// Weighings that stand, earliest first.
pub fn weighings(file: &File) -> Vec<(Key, Said<Weighing>)> {
    let read = |fact: &Entry| match fact {
        Entry::Weighing(Fact::Weighed { key, weighing }) => Some((*key, weighing.clone())),
        _ => None,
    };
    let mut all: Vec<(Key, Said<Weighing>)> = file
        .said_under("weighing/", read)
        .map(|(_, said)| (said.latest().0, said.map(|(_, weighing)| weighing)))
        .collect();
    all.sort_by_key(|(key, said)| (said.latest().on, *key));
    all
}

/// Times in programmes, earliest first.
pub fn programmes(file: &File) -> Vec<Programme> {
    let admitted = |fact: &Entry| match fact {
        Entry::Weighing(Fact::Admitted { key, admission }) => Some((*key, admission.clone())),
        _ => None,
    };
    let left = |fact: &Entry| match fact {
        Entry::Weighing(Fact::Left { leaving, .. }) => Some(leaving.clone()),
        _ => None,
    };
    let mut all: Vec<Programme> = file
        .said_under("programme/", admitted)
        .map(|(_, said)| {
            let key = said.latest().0;
            let leaving = file.said(&format!("programme/{key}/left"), left);
            Programme { key, admission: said.map(|(_, admission)| admission), leaving }
        })
        .collect();
    all.sort_by_key(|p| (p.admission.latest().on, p.key));
    all
}
