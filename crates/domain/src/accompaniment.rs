//! Accompaniment: the worker responsible, the deputy, and whom the child may call. The rest of the case spine
//! (assessment, plan, conference) is not here yet.

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::MemberId;
use crate::said::Said;
use jiff::civil::Date;
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
    /// The file passed from one worker to another with all the others they answered for.
    HandedOver(HandedOver),
}

/// A handing over of a caseload, as each of its files tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// Who answered for it.
    pub from: Option<MemberId>,
    /// Who answers for it from then on.
    pub to: MemberId,
    /// On which day.
    pub on: Date,
    /// Why, in words.
    pub words: String,
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Assigned { part: Part::Responsible, .. } => "accompaniment/responsible".into(),
            Fact::Assigned { part: Part::Deputy, .. } => "accompaniment/deputy".into(),
            Fact::Interpreter { .. } => "accompaniment/interpreter".into(),
            Fact::HandedOver(_) => "accompaniment/handed-over".into(),
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
