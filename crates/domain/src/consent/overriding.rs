//! An override: a life is in danger, or a law leaves no choice, and what a person told goes although they did not agree.
//! It wants a ground and a reason in writing, lasts days, and stands on the file for whoever it is about to read.

use super::Fact;
use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::Key;
use crate::refusal::{Refusal, Why, refuse, text};
use crate::said::Said;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The grounds on which a consent may be overridden. A procedure that goes faster is none.
pub const GROUNDS: [&str; 2] = ["vital-interest", "legal-duty"];
/// The purposes for which it may be. Nobody's life hangs on a statistic, and services wait for no consent. The state that
/// somebody comes from is none of them, on no ground: what saves a life is told to those who are there, a law that binds a
/// house is that of the country where it stands, and what the state that was fled has learnt, nothing takes back.
pub const OVERRIDABLE: [&str; 3] = ["authorities", "other-organisations", "tracing"];
/// Longest time an override lasts, in days: a danger that lasts longer is looked at again.
pub const OVERRIDE_DAYS: i64 = 30;

/// An override, as recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Of [`OVERRIDABLE`].
    pub purpose: String,
    /// Of [`GROUNDS`].
    pub ground: String,
    /// What would happen otherwise, or which law; in words.
    pub why: String,
    /// The last day.
    pub until: Date,
}

impl Override {
    /// The same, where it may be recorded on `today`.
    ///
    /// # Errors
    /// A purpose or a ground that is none, no reason, a last day that is over or more than [`OVERRIDE_DAYS`] away.
    pub fn checked(self, today: Date) -> Result<Override, Refusal> {
        if !OVERRIDABLE.contains(&self.purpose.as_str()) {
            return Err(refuse("purpose", self.purpose, Why::Unknown));
        }
        if !GROUNDS.contains(&self.ground.as_str()) {
            return Err(refuse("ground", self.ground, Why::Missing));
        }
        let needed = |r: Refusal| if r.why == Why::Missing { refuse("why", "", Why::NeedsReason) } else { r };
        let why = text("why", &self.why).map_err(needed)?;
        let latest = today.checked_add(OVERRIDE_DAYS.days()).unwrap_or(today);
        if self.until < today {
            return Err(refuse("until", self.until, Why::EndsBeforeItBegins));
        }
        if self.until > latest {
            return Err(refuse("until", self.until, Why::OutOfRange));
        }
        Ok(Override { why, ..self })
    }
}

/// The overrides that were recorded and not withdrawn, lapsed ones too, the one that lasts longest first.
pub fn overrides(file: &File) -> Vec<(Key, Said<Override>)> {
    let read = |fact: &Entry| match fact {
        Entry::Consent(Fact::Overridden { key, over }) => Some((*key, over.clone())),
        _ => None,
    };
    let all = file.said_under("consent-override/", read);
    let mut all: Vec<(Key, Said<Override>)> =
        all.map(|(_, said)| (said.latest().0, said.map(|(_, over)| over))).collect();
    all.sort_by_key(|(key, said)| (std::cmp::Reverse(said.latest().until), *key));
    all
}

/// The override that holds for a purpose on a day.
pub fn overridden(file: &File, purpose: &str, on: Date) -> Option<Override> {
    let mut all = overrides(file).into_iter().map(|(_, said)| said.latest().clone());
    // What another program wrote for a purpose that nobody may override, on a ground that is none or for no reason, is shown
    // and counts for nothing.
    let may = OVERRIDABLE.contains(&purpose);
    let grounded = |over: &Override| GROUNDS.contains(&over.ground.as_str()) && !over.why.trim().is_empty();
    all.find(|over| may && over.purpose == purpose && grounded(over) && on <= over.until)
}
