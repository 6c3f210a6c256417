//! The relay house: first care, departure decided by a person, convoy and escort, handover, arrival confirmed.

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::{FileId, Key, StayId};
use crate::said::{Attested, Said};
use crate::stay::{Closing, EndReason, Stay};
use jiff::civil::Date;
use linkage::edtf::Edtf;
use linkage::name::normalise;
use serde::{Deserialize, Serialize};

/// The first-care checklist, in the order it is done.
pub const CARE: [&str; 14] = [
    "temperature",
    "weight",
    "lice-scabies",
    "wounds",
    "contagion",
    "medicines",
    "last-meal",
    "bath",
    "clothes",
    "sleep",
    "bedwetting",
    "fears",
    "belongings",
    "own-view",
];

/// One item of first care.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What was found, in words; "nothing" is a finding.
    pub finding: String,
    /// The day.
    pub on: Date,
    /// The time, `HH:MM`, where noted.
    pub at: String,
}

/// A departure decided by a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departure {
    /// The place they go to.
    pub towards: FileId,
    /// Its name.
    pub name: String,
    /// Day of departure.
    pub on: Date,
    /// The convoy's file, where they travel in one.
    pub convoy: Option<FileId>,
    /// The reason for this home, as the person who decided gives it.
    pub reason: String,
    /// False when the decision was taken back.
    pub stands: bool,
}

/// What a weekly look at somebody who waits came to.
pub const REVIEW_OUTCOMES: [&str; 2] = ["still-waits", "asked-again"];

/// A weekly look at somebody for whom no departure was decided. What they want themselves is said with it as
/// [`Fact::Checked`], item `own-view`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The day they were looked at.
    pub on: Date,
    /// Of [`REVIEW_OUTCOMES`].
    pub outcome: String,
    /// Why they still wait, or who was asked again and for what.
    pub reason: String,
}

/// A handover on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// Escort who hands over.
    pub escort: String,
    /// Who received.
    pub receiver: String,
    /// The day.
    pub on: Date,
    /// The time, `HH:MM`.
    pub at: String,
}

/// A convoy, said in its own file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Convoy {
    /// Name, such as "Thursday to the Creuse".
    pub name: String,
    /// Day of departure.
    pub on: Date,
    /// From where.
    pub from: FileId,
    /// Escorts.
    pub escorts: String,
    /// Way and stops.
    pub route: String,
    /// Hours within which the arrival has to be confirmed.
    pub confirm_within_hours: u32,
}

/// What is said in this room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// First care.
    Checked {
        /// During which stay.
        stay: StayId,
        /// Of [`CARE`].
        item: String,
        /// What was found.
        check: Check,
    },
    /// Looked at again while nothing was decided.
    Reviewed {
        /// During which stay.
        stay: StayId,
        /// Key of the look: each stands.
        key: Key,
        /// What it came to.
        review: Review,
    },
    /// Departure decided.
    Leaving {
        /// Which stay ends.
        stay: StayId,
        /// How.
        departure: Departure,
    },
    /// Handed over by the escort.
    HandedOver {
        /// Which stay ended.
        stay: StayId,
        /// How.
        handover: Handover,
    },
    /// Arrival confirmed by the receiving house.
    Confirmed {
        /// Which stay was left.
        stay: StayId,
        /// When.
        on: Edtf,
        /// By whom.
        by: String,
    },
    /// A convoy.
    Convoy(Convoy),
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Checked { stay, item, .. } => format!("relay-house/{stay}/care/{item}"),
            Fact::Reviewed { stay, key, .. } => format!("relay-house/{stay}/reviewed/{key}"),
            Fact::Leaving { stay, .. } => format!("relay-house/{stay}/leaving"),
            Fact::HandedOver { stay, .. } => format!("relay-house/{stay}/handed-over"),
            Fact::Confirmed { stay, .. } => format!("relay-house/{stay}/confirmed"),
            Fact::Convoy(_) => "relay-house/convoy".into(),
        }
    }
}

/// First care done during a stay, by item.
pub fn checks(file: &File, stay: StayId) -> Vec<(String, Said<Check>)> {
    let prefix = format!("relay-house/{stay}/care/");
    file.said_under(&prefix, |fact| match fact {
        Entry::RelayHouse(Fact::Checked { check, .. }) => Some(check.clone()),
        _ => None,
    })
    .map(|(slot, said)| (slot[prefix.len()..].to_string(), said))
    .collect()
}

/// The looks at somebody who waits during a stay, the latest first.
pub fn reviews(file: &File, stay: StayId) -> Vec<Attested<Review>> {
    let prefix = format!("relay-house/{stay}/reviewed/");
    let said = file.said_under(&prefix, |fact| match fact {
        Entry::RelayHouse(Fact::Reviewed { review, .. }) => Some(review.clone()),
        _ => None,
    });
    let mut all: Vec<Attested<Review>> = said.flat_map(|(_, said)| said.all().to_vec()).collect();
    all.sort_by_key(|look| std::cmp::Reverse((look.value.on, look.stamp, look.entry)));
    all
}

/// The departure decided for a stay.
pub fn departure(file: &File, stay: StayId) -> Option<Said<Departure>> {
    file.said(&format!("relay-house/{stay}/leaving"), |fact| match fact {
        Entry::RelayHouse(Fact::Leaving { departure, .. }) if departure.stands => Some(departure.clone()),
        _ => None,
    })
}

/// The handover that ended a stay.
pub fn handover(file: &File, stay: StayId) -> Option<Said<Handover>> {
    file.said(&format!("relay-house/{stay}/handed-over"), |fact| match fact {
        Entry::RelayHouse(Fact::HandedOver { handover, .. }) => Some(handover.clone()),
        _ => None,
    })
}

/// Whether the arrival after a stay was confirmed, and by whom.
pub fn confirmed(file: &File, stay: StayId) -> Option<Said<(Edtf, String)>> {
    file.said(&format!("relay-house/{stay}/confirmed"), |fact| match fact {
        Entry::RelayHouse(Fact::Confirmed { on, by, .. }) => Some((on.clone(), by.clone())),
        _ => None,
    })
}

/// Whether the bed decided for the end of `stay` is still kept for them: not once they have come, have gone elsewhere, or
/// the decision was taken back. `all` are the stays of the file, as [`stays`](crate::stay::stays) gives them.
pub fn bed_kept(file: &File, all: &[Stay], stay: &Stay) -> bool {
    let Some(said) = departure(file, stay.id) else { return false };
    let Some(closing) = &stay.closing else { return confirmed(file, stay.id).is_none() };
    let sleeps_nowhere_since = all.last().is_some_and(|last| last.id == stay.id);
    sleeps_nowhere_since && confirmed(file, stay.id).is_none() && left_for(closing.latest(), said.latest())
}

/// Whether a stay was left for the place that was decided: any other reason or name tells that they went elsewhere. Where
/// nobody wrote where to, they are taken to be on the way.
fn left_for(closing: &Closing, decided: &Departure) -> bool {
    let towards = normalise(&closing.towards);
    matches!(closing.reason, EndReason::Placed | EndReason::Released)
        && (towards.is_empty() || towards == normalise(&decided.name))
}

/// A convoy's file, read.
pub fn convoy(file: &File) -> Option<Said<Convoy>> {
    file.said("relay-house/convoy", |fact| match fact {
        Entry::RelayHouse(Fact::Convoy(convoy)) => Some(convoy.clone()),
        _ => None,
    })
}
