//! Consent by purpose: who may do what with what a person told, given by whom, until when; by which ways it leaves the
//! house on what consent; and the one thing that goes without, a written override.

mod exit;
mod overriding;

pub use exit::{Exit, Lacking};
pub use overriding::{GROUNDS, OVERRIDABLE, OVERRIDE_DAYS, Override, overridden, overrides};

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::Key;
use crate::planted::{Fault, planted};
use crate::refusal::{Refusal, Why, refuse, text};
use crate::registration::date;
use crate::said::Said;
use jiff::civil::Date;
use linkage::edtf::Edtf;
use serde::{Deserialize, Serialize};

/// The purposes asked for, each on its own.
pub const PURPOSES: [&str; 8] = [
    "services",
    "other-organisations",
    "authorities",
    ORIGIN,
    "tracing",
    "photograph",
    "public-notice",
    "statistics",
];

/// The purpose of being made known to the state that a person comes from. A yes to the authorities is none to it, and nothing
/// overrides what was said of it.
pub const ORIGIN: &str = "state-of-origin";

/// Answers. Silence is none of them.
pub const ANSWERS: [&str; 5] = ["given", "refused", "withdrawn", "not-asked", "cannot-give"];

/// One consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Of [`ANSWERS`].
    pub answer: String,
    /// Who gave it (the child, the mother, the guardian) and in which capacity.
    pub giver: String,
    /// When.
    pub on: Edtf,
    /// Until when, where bounded.
    pub until: Option<Edtf>,
    /// In which language it was explained.
    pub language: String,
    /// What is not to be shared, and why.
    pub limits: String,
}

/// What is said of consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// For one purpose.
    For {
        /// Of [`PURPOSES`].
        purpose: String,
        /// The consent.
        consent: Consent,
    },
    /// Somebody's data goes without it, for a reason in writing.
    Overridden {
        /// Key, so that each stands on its own.
        key: Key,
        /// For what, why, until when.
        over: Override,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::For { purpose, .. } => format!("consent/{purpose}"),
            Fact::Overridden { key, .. } => format!("consent-override/{key}"),
        }
    }
}

/// A consent as somebody types it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Typed<'a> {
    /// Of [`PURPOSES`].
    pub purpose: &'a str,
    /// Of [`ANSWERS`].
    pub answer: &'a str,
    /// Who answers, and in which capacity.
    pub giver: &'a str,
    /// The day, EDTF or as registers write it.
    pub on: &'a str,
    /// The last day; may be empty.
    pub until: &'a str,
    /// Language in which it was explained; may be empty.
    pub language: &'a str,
    /// What is not to be shared; may be empty.
    pub limits: &'a str,
}

impl Typed<'_> {
    /// The fact it makes on `today`.
    ///
    /// # Errors
    /// A purpose or an answer that is none, no giver of an answer that was given, days that cannot be read or be.
    pub fn fact(&self, today: Date) -> Result<Fact, Refusal> {
        if !PURPOSES.contains(&self.purpose) {
            return Err(refuse("purpose", self.purpose, Why::Unknown));
        }
        if !ANSWERS.contains(&self.answer) {
            return Err(refuse("consent_answer", self.answer, Why::Missing));
        }
        let on = date("on", self.on)?;
        if on.bounds().earliest.is_some_and(|day| day > today) {
            return Err(refuse("on", self.on, Why::InTheFuture));
        }
        let until = if self.until.trim().is_empty() { None } else { Some(date("until", self.until)?) };
        let last = until.as_ref().and_then(|u| u.bounds().latest);
        if on.bounds().earliest.zip(last).is_some_and(|(from, last)| last < from) {
            return Err(refuse("until", self.until, Why::EndsBeforeItBegins));
        }
        let words = |field, typed: &str| match typed.trim() {
            "" => Ok(String::new()),
            _ => text(field, typed),
        };
        // An answer that somebody gave has a giver; that nobody asked has none.
        let giver =
            if self.answer == "not-asked" { words("giver", self.giver)? } else { text("giver", self.giver)? };
        let (language, limits) = (words("language", self.language)?, words("limits", self.limits)?);
        let consent = Consent { answer: self.answer.to_string(), giver, on, until, language, limits };
        Ok(Fact::For { purpose: self.purpose.to_string(), consent })
    }
}

/// What stands for each purpose asked.
pub fn consents(file: &File) -> Vec<(String, Said<Consent>)> {
    file.said_under("consent/", |fact| match fact {
        Entry::Consent(Fact::For { consent, .. }) => Some(consent.clone()),
        _ => None,
    })
    .map(|(slot, said)| (slot.trim_start_matches("consent/").to_string(), said))
    .collect()
}

/// Why a purpose is not allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Nobody said yes: not asked, or somebody who cannot give it.
    Absent,
    /// Somebody said no.
    Refused,
    /// It was given once and taken back.
    Withdrawn,
    /// It was given for a time that is over.
    Expired,
    /// The file lives in another house, and what is agreed to is asked there.
    Elsewhere,
}

impl Lack {
    /// All.
    pub const ALL: [Lack; 5] = [Lack::Absent, Lack::Refused, Lack::Withdrawn, Lack::Expired, Lack::Elsewhere];

    /// The name used in commands and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Lack::Absent => "absent",
            Lack::Refused => "refused",
            Lack::Withdrawn => "withdrawn",
            Lack::Expired => "expired",
            Lack::Elsewhere => "elsewhere",
        }
    }

    /// The reason of a refusal for it.
    pub fn why(self) -> Why {
        match self {
            Lack::Absent | Lack::Refused | Lack::Elsewhere => Why::NoConsent,
            Lack::Withdrawn => Why::ConsentWithdrawn,
            Lack::Expired => Why::ConsentExpired,
        }
    }
}

/// The consent that stands for a purpose on a day: every standing answer says given, and none has lapsed.
pub fn given(file: &File, purpose: &str, on: Date) -> Result<Consent, Lack> {
    let found = consents(file).into_iter().find(|(p, _)| p == purpose);
    let (_, said) = found.ok_or(Lack::Absent)?;
    let all = || said.all().iter().map(|a| &a.value);
    let lapsed = |c: &Consent| c.until.as_ref().and_then(|u| u.bounds().latest).is_some_and(|last| last < on);
    if all().any(|c| c.answer == "withdrawn") {
        Err(Lack::Withdrawn)
    } else if all().any(|c| c.answer == "refused") {
        Err(Lack::Refused)
    } else if all().any(|c| c.answer != "given") {
        Err(Lack::Absent)
    } else if all().any(lapsed) {
        Err(Lack::Expired)
    } else {
        Ok(said.latest().clone())
    }
}

/// Whether the purpose is allowed on `today`.
pub fn allows(file: &File, purpose: &str, today: Date) -> bool {
    planted(Fault::ConsentsIgnored) || given(file, purpose, today).is_ok()
}
