//! Religion and origin: asked by nobody by default, never a condition of help. They live in a restricted volet, a
//! compartment with keys of its own; a house knows needs (`kosher`, `rest-day`) and no reason for them.
//!
//! Nothing here is searched, filtered, exported, counted, or seen by a planner.

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::Key;
use crate::said::{Answer, Said};
use serde::{Deserialize, Serialize};

/// What a record tells of.
pub const KINDS: [&str; 4] = ["religion", "observance", "origin", "holy-days"];

/// A record, with where it was learnt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Of [`KINDS`].
    pub kind: String,
    /// What was answered, in the person's own words.
    pub said: Answer<String>,
    /// Who said it, or which paper.
    pub source: String,
}

/// What is said of religion and origin.
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
            Fact::Record { key, .. } => format!("origin/{key}"),
        }
    }
}

/// Records that stand.
pub fn records(file: &File) -> Vec<(Key, Said<Record>)> {
    file.said_under("origin/", |fact| match fact {
        Entry::Origin(Fact::Record { key, record }) => Some((*key, record.clone())),
        _ => None,
    })
    .map(|(_, said)| (said.latest().0, said.map(|(_, record)| record)))
    .collect()
}
