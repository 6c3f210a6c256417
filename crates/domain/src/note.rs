//! Notes: what somebody wrote down, in their words, with the day it speaks of.

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::Key;
use crate::said::Said;
use linkage::edtf::Edtf;
use serde::{Deserialize, Serialize};

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The words.
    pub text: String,
    /// The day it speaks of.
    pub on: Option<Edtf>,
    /// Whether these are the child's own words, verbatim.
    pub own_words: bool,
}

/// What is said in notes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A note.
    Written {
        /// Key, so that it can be corrected.
        key: Key,
        /// The note.
        note: Note,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Written { key, .. } => format!("note/{key}"),
        }
    }
}

/// Notes that stand, last written first.
pub fn notes(file: &File) -> Vec<(Key, Said<Note>)> {
    let mut notes: Vec<(Key, Said<Note>)> = file
        .said_under("note/", |fact| match fact {
            Entry::Note(Fact::Written { key, note }) => Some((*key, note.clone())),
            _ => None,
        })
        .map(|(_, said)| (said.latest().0, said.map(|(_, note)| note)))
        .collect();
    notes.sort_by_key(|(_, said)| std::cmp::Reverse(said.all().iter().map(|a| (a.stamp, a.entry)).max()));
    notes
}
