//! Consent by purpose: who may do what with what a person told, given by whom, until when.

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::planted::{Fault, planted};
use crate::said::Said;
use linkage::edtf::Edtf;
use serde::{Deserialize, Serialize};

/// The purposes asked for, each on its own.
pub const PURPOSES: [&str; 7] = [
    "services",
    "other-organisations",
    "authorities",
    "tracing",
    "photograph",
    "public-notice",
    "statistics",
];

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
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::For { purpose, .. } => format!("consent/{purpose}"),
        }
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
    /// Nobody said yes: not asked, refused, or somebody who cannot give it.
    Absent,
    /// It was given once and taken back.
    Withdrawn,
    /// It was given for a time that is over.
    Expired,
}

/// The consent that stands for a purpose on a day: every standing answer says given, and none has lapsed.
pub fn given(file: &File, purpose: &str, on: jiff::civil::Date) -> Result<Consent, Lack> {
    let found = consents(file).into_iter().find(|(p, _)| p == purpose);
    let (_, said) = found.ok_or(Lack::Absent)?;
    let all = || said.all().iter().map(|a| &a.value);
    let lapsed = |c: &Consent| c.until.as_ref().and_then(|u| u.bounds().latest).is_some_and(|last| last < on);
    if all().any(|c| c.answer == "withdrawn") {
        Err(Lack::Withdrawn)
    } else if all().any(|c| c.answer != "given") {
        Err(Lack::Absent)
    } else if all().any(lapsed) {
        Err(Lack::Expired)
    } else {
        Ok(said.latest().clone())
    }
}

/// Whether the purpose is allowed on `today`.
pub fn allows(file: &File, purpose: &str, today: jiff::civil::Date) -> bool {
    planted(Fault::ConsentsIgnored) || given(file, purpose, today).is_ok()
}
