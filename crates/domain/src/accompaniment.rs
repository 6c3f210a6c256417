//! Accompaniment: the worker responsible, the deputy, and whom the child may call. The rest of the case spine
//! (assessment, plan, conference) is not here yet.

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::MemberId;
use crate::said::Said;
use serde::{Deserialize, Serialize};

/// Who answers for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The responsible worker.
    Responsible,
    /// The deputy.
    Deputy,
}

/// What is said of accompaniment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A worker in a part.
    Assigned {
        /// Which part.
        part: Part,
        /// The member, where they are one.
        member: Option<MemberId>,
        /// Their name.
        name: String,
    },
    /// The interpreter they speak through.
    Interpreter {
        /// Who.
        name: String,
        /// Between which languages.
        languages: String,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Assigned { part: Part::Responsible, .. } => "accompaniment/responsible".into(),
            Fact::Assigned { part: Part::Deputy, .. } => "accompaniment/deputy".into(),
            Fact::Interpreter { .. } => "accompaniment/interpreter".into(),
        }
    }
}

/// Who holds a part: member (where one) and name.
pub fn assigned(file: &File, part: Part) -> Option<Said<(Option<MemberId>, String)>> {
    let slot = Fact::Assigned { part, member: None, name: String::new() }.slot();
    file.said(&slot, |fact| match fact {
        Entry::Accompaniment(Fact::Assigned { member, name, .. }) => Some((*member, name.clone())),
        _ => None,
    })
}
