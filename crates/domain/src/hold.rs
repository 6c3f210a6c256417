//! Legal hold: while one stands on a file or on a person, nothing of them is erased. Where an erasure that had not seen it
//! meets it, the hold wins wherever the text is still there.

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::{FileId, MemberId, SubjectId};
use crate::refusal::{Refusal, Why, refuse, text};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is held: one file, or everything of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Held {
    /// One file.
    File(FileId),
    /// Every file of a person, in this compartment and in every other the eraser reads.
    Subject(SubjectId),
}

/// Why a file is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Proceedings before a court.
    Proceedings,
    /// An inquiry by an authority.
    Inquiry,
    /// A claim for restitution, compensation or a pension.
    Claim,
    /// A complaint of or about the person.
    Complaint,
}

impl Reason {
    /// All, in the order forms list them.
    pub const ALL: [Reason; 4] = [Reason::Proceedings, Reason::Inquiry, Reason::Claim, Reason::Complaint];

    /// The name used in commands, forms and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Reason::Proceedings => "proceedings",
            Reason::Inquiry => "inquiry",
            Reason::Claim => "claim",
            Reason::Complaint => "complaint",
        }
    }

    /// The reason of that name.
    pub fn parse(text: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|r| r.key() == text)
    }
}

/// A hold as it was placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// What is held.
    pub held: Held,
    /// Why.
    pub reason: Reason,
    /// The number under which the case runs: no name.
    pub reference: String,
    /// Since when.
    pub since: Date,
}

impl Placed {
    /// The hold, once what was typed is good.
    ///
    /// # Errors
    /// No reference; a day after `today`.
    pub fn typed(self, today: Date) -> Result<Placed, Refusal> {
        let reference = text("reference", &self.reference)?;
        if self.since > today {
            return Err(refuse("since", self.since, Why::InTheFuture));
        }
        Ok(Placed { reference, ..self })
    }
}

/// What is said of a hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// It stands from now on.
    Placed(Placed),
    /// It stands no more.
    Lifted {
        /// Why, in words.
        why: String,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Placed(_) => "hold/placed".into(),
            Fact::Lifted { .. } => "hold/lifted".into(),
        }
    }
}

/// A hold, read from its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// As it was placed.
    pub placed: Placed,
    /// Who placed it.
    pub by: MemberId,
    /// Who lifted it, when, and why.
    pub lifted: Option<(MemberId, Date, String)>,
}

impl Holding {
    /// The hold that a file tells of: one that begins with being placed. What is struck out later changes nothing.
    pub fn of(file: &File) -> Option<Holding> {
        let ever = |slot: &str| file.claims.get(slot).into_iter().flatten();
        let first = ever("hold/placed").find(|claim| claim.told == 0)?;
        let Entry::Hold(Fact::Placed(placed)) = &first.fact else { return None };
        let lifted = ever("hold/lifted").find_map(|claim| match &claim.fact {
            Entry::Hold(Fact::Lifted { why }) => {
                let told = file.told_by(claim);
                Some((told.by, told.stamp.day(), why.clone()))
            }
            _ => None,
        });
        Some(Holding { placed: placed.clone(), by: file.told_by(first).by, lifted })
    }
}
