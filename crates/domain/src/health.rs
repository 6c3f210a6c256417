//! Health: allergies, treatments, vaccinations, illness. Lives in the health volet, a compartment of its own; the
//! administrative file carries at most a mark with what to do.

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::Key;
use crate::said::Said;
use linkage::edtf::Edtf;
use serde::{Deserialize, Serialize};

/// Kinds of health record.
pub const KINDS: [&str; 7] =
    ["allergy", "treatment", "vaccination", "illness", "examination", "diet", "other"];

/// A health record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Of [`KINDS`].
    pub kind: String,
    /// What.
    pub text: String,
    /// From when.
    pub from: Option<Edtf>,
    /// Until when.
    pub until: Option<Edtf>,
}

/// What is said of health.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A record.
    Record {
        /// Key.
        key: Key,
        /// The record.
        record: Record,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Record { key, .. } => format!("health/{key}"),
        }
    }
}

/// Records that stand.
pub fn records(file: &File) -> Vec<(Key, Said<Record>)> {
    file.said_under("health/", |fact| match fact {
        Entry::Health(Fact::Record { key, record }) => Some((*key, record.clone())),
        _ => None,
    })
    .map(|(_, said)| (said.latest().0, said.map(|(_, record)| record)))
    .collect()
}
