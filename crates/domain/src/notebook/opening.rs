//! An opening: asked for with a purpose, answered by custodians each from their own node, written down before anything is
//! shown.

use super::{Fact, LEAF_TEXT_MAX, OPENING_DAYS, PAGES_MAX, PURPOSE_MIN, told};
use crate::compartment::bytes as octets;
use crate::file::File;
use crate::id::{FileId, Key, MemberId, NodeId};
use crate::refusal::{Refusal, Why, refuse};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What an opening is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aim {
    /// To read pages.
    Read,
    /// To look for somebody in them; only what answers is shown.
    Search,
    /// To give them fresh keys for the custodians of today; nothing is shown.
    Renew,
    /// To prove that the notebook opens.
    Drill,
}

impl Aim {
    /// The name used in commands and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Aim::Read => "read",
            Aim::Search => "search",
            Aim::Renew => "renew",
            Aim::Drill => "drill",
        }
    }
}

/// Somebody asks for pages to be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The opening.
    pub key: Key,
    /// What for.
    pub aim: Aim,
    /// Why, in words every custodian reads. Never a name: it stays.
    pub purpose: String,
    /// The pages.
    pub pages: Vec<FileId>,
    /// The one-time key answers are wrapped to; its secret half is with whoever asks and is destroyed at the opening.
    #[serde(with = "octets")]
    pub to: Vec<u8>,
    /// When.
    pub on: Date,
}

impl Asked {
    /// The last day on which it may be answered and done.
    pub fn until(&self) -> Date {
        self.on.saturating_add(OPENING_DAYS.days())
    }

    /// # Errors
    /// Names the field: a purpose that says too little, no page or too many.
    pub fn typed(self) -> Result<Asked, Refusal> {
        let len = self.purpose.trim().chars().count();
        if len < PURPOSE_MIN {
            return Err(refuse("purpose", self.purpose.trim(), Why::NeedsReason));
        }
        if self.purpose.len() > LEAF_TEXT_MAX {
            return Err(refuse("purpose", len, Why::TooLong));
        }
        match self.pages.len() {
            0 => Err(refuse("page", "", Why::Missing)),
            1..=PAGES_MAX => Ok(self),
            len => Err(refuse("page", len, Why::OutOfRange)),
        }
    }
}

/// What a custodian answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Their shares of the pages asked for, wrapped to whoever asks; and how many of all pages they hold a share of that
    /// still opens for them.
    Gives {
        /// The shares.
        wraps: Vec<Wrapped>,
        /// Shares that are sound.
        sound: u32,
        /// Of how many.
        of: u32,
    },
    /// They do not.
    Refuses {
        /// Why.
        why: String,
    },
}

/// Some shares, wrapped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrapped(#[serde(with = "octets")] pub Vec<u8>);

/// An answer as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Whose.
    pub holder: MemberId,
    /// From which node.
    pub on: NodeId,
    /// When, a day.
    pub day: Date,
    /// What.
    pub answer: Answer,
}

/// An opening, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// What was asked.
    pub asked: Asked,
    /// By whom.
    pub by: MemberId,
    /// What custodians answered.
    pub answers: Vec<Given>,
    /// When it was opened, and with whose shares.
    pub opened: Option<(Date, Vec<MemberId>)>,
    /// How many pages were shown, how many have fresh keys.
    pub done: Option<(u32, u32)>,
}

impl Opening {
    /// The opening of a file; `None` where it is none.
    pub fn of(file: &File) -> Option<Opening> {
        // What was asked first stands, with its asker: nobody asks for more under answers that were given already.
        let first = file.claims.get("notebook/asked")?.iter().min_by_key(|claim| claim.told)?;
        let Some(Fact::Asked(asked)) = told(&first.fact) else { return None };
        let (asked, by) = (asked.clone(), file.told_by(first).by);
        let mut answers: BTreeMap<MemberId, Given> = BTreeMap::new();
        let (mut opened, mut done) = (None, None);
        for claim in file.claims.values().flatten() {
            let who = file.told_by(claim);
            match told(&claim.fact) {
                // Nobody answers for another.
                Some(Fact::Answered { holder, answer }) if *holder == who.by => {
                    let (on, day) = (who.on, who.stamp.day());
                    let given = Given { holder: *holder, on, day, answer: answer.clone() };
                    answers.entry(*holder).or_insert(given);
                }
                // What was opened stays opened, whatever was said afterwards.
                Some(Fact::Opened { holders, .. }) if who.by == by => {
                    opened.get_or_insert((who.stamp.day(), holders.clone()));
                }
                Some(Fact::Done { shown, renewed }) if who.by == by => {
                    done.get_or_insert((*shown, *renewed));
                }
                _ => {}
            }
        }
        let answers = answers.into_values().collect();
        Some(Opening { asked, by, answers, opened, done })
    }

    /// Those who gave their shares, each from a node of their own: two from one node count once, since whoever holds that
    /// machine would hold both.
    pub fn given(&self) -> Vec<&Given> {
        let mut nodes = BTreeSet::new();
        let gives = |given: &&Given| matches!(given.answer, Answer::Gives { .. });
        self.answers.iter().filter(gives).filter(|given| nodes.insert(given.on)).collect()
    }

    /// Whether it may still be answered and done on that day.
    pub fn goes_on(&self, today: Date) -> bool {
        self.done.is_none() && today <= self.asked.until()
    }
}
