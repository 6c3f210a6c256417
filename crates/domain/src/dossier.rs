//! Dossiers: each person's papers, by a procedure that is data. Papers go wanted, asked, received, lapsed or refused.

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::Key;
use crate::said::Said;
use jiff::civil::Date;
use linkage::edtf::Edtf;
use planning::papers;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A dossier as taken up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// Id of the procedure.
    pub procedure: String,
    /// Its version.
    pub version: u32,
    /// When it was taken up.
    pub on: Edtf,
}

/// A dossier as closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// `granted`, `refused`, `withdrawn`, `without-object`.
    pub outcome: String,
    /// When.
    pub on: Edtf,
    /// Why, in words.
    pub note: String,
}

/// Outcomes of a dossier.
pub const OUTCOMES: [&str; 4] = ["granted", "refused", "withdrawn", "without-object"];

/// A paper of a dossier: its whole standing after the last step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// `wanted`, `asked`, `received`, `lapsed`, `refused`.
    pub status: Status,
    /// Day it was asked for.
    pub asked_on: Option<Date>,
    /// Day it came.
    pub received_on: Option<Date>,
    /// Day it was refused.
    pub refused_on: Option<Date>,
    /// Last day it is valid.
    pub valid_until: Option<Date>,
    /// Who issued it.
    pub issuer: String,
    /// Number or receipt.
    pub number: String,
    /// Where the original lies.
    pub original: String,
}

/// The steps of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Not asked for yet.
    Wanted,
    /// Asked for.
    Asked,
    /// In hand.
    Received,
    /// No longer valid.
    Lapsed,
    /// Refused.
    Refused,
}

impl Status {
    /// All, in order.
    pub const ALL: [Status; 5] =
        [Status::Wanted, Status::Asked, Status::Received, Status::Lapsed, Status::Refused];

    /// The name used in commands, forms and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Status::Wanted => "wanted",
            Status::Asked => "asked",
            Status::Received => "received",
            Status::Lapsed => "lapsed",
            Status::Refused => "refused",
        }
    }

    /// The status of that name.
    pub fn parse(text: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|s| s.key() == text)
    }
}

/// A picture of a paper: one side of one sheet, re-encoded, its metadata gone. The bytes are an attachment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scan {
    /// Hash of the ciphertext, hexadecimal.
    pub address: String,
    /// Its own key, 32 bytes.
    #[serde(with = "crate::compartment::bytes")]
    pub key: Vec<u8>,
    /// What it shows, in words.
    pub caption: String,
}

/// What is said of dossiers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A procedure taken up.
    Opened {
        /// The dossier.
        dossier: Key,
        /// How.
        opening: Opening,
    },
    /// A step of a paper.
    Paper {
        /// The dossier.
        dossier: Key,
        /// The paper's id in the procedure.
        paper: String,
        /// Its standing.
        state: Paper,
    },
    /// A picture of a paper.
    Scan {
        /// The dossier.
        dossier: Key,
        /// The paper's id in the procedure.
        paper: String,
        /// Its own key, so that a wrong picture can be withdrawn.
        scan: Key,
        /// The picture.
        picture: Scan,
    },
    /// The end.
    Closed {
        /// The dossier.
        dossier: Key,
        /// How.
        closing: Closing,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Opened { dossier, .. } => format!("dossier/{dossier}/opened"),
            Fact::Paper { dossier, paper, .. } => format!("dossier/{dossier}/paper/{paper}"),
            Fact::Scan { dossier, scan, .. } => format!("dossier/{dossier}/scan/{scan}"),
            Fact::Closed { dossier, .. } => format!("dossier/{dossier}/closed"),
        }
    }
}

/// A picture that stands, and of which paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scanned {
    /// The paper's id in the procedure.
    pub paper: String,
    /// Its key.
    pub key: Key,
    /// The picture.
    pub picture: Scan,
}

/// A dossier, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Its key.
    pub key: Key,
    /// The procedure taken up.
    pub opening: Said<Opening>,
    /// Papers by their id in the procedure.
    pub papers: BTreeMap<String, Said<Paper>>,
    /// Pictures of papers that stand, in the order they were taken in.
    pub scans: Vec<Scanned>,
    /// The end.
    pub closing: Option<Said<Closing>>,
}

impl Dossier {
    /// The procedure, where this version ships it.
    pub fn procedure(&self) -> Option<&'static planning::procedure::Procedure> {
        let opening = self.opening.latest();
        planning::procedure::find(&opening.procedure, opening.version)
    }

    /// Where it stands on `today`; `None` when the procedure is not known here.
    pub fn standing(&self, today: Date) -> Option<papers::Standing> {
        let held = self.planned().papers;
        self.procedure().map(|procedure| papers::standing(procedure, &held, today))
    }

    /// What was recorded of its papers, as the planner reads it.
    pub fn planned(&self) -> papers::State {
        let papers = self.papers.iter().map(|(id, said)| (id.clone(), said.latest().planned())).collect();
        let office = |(id, said): (&String, &Said<Paper>)| (id.clone(), said.latest().issuer.clone());
        let offices = self.papers.iter().map(office).filter(|(_, office)| !office.is_empty()).collect();
        papers::State { version: papers::SCHEMA, papers, offices, ..papers::State::default() }
    }

    /// The pictures of a paper.
    pub fn scans_of(&self, paper: &str) -> impl Iterator<Item = &Scanned> {
        self.scans.iter().filter(move |s| s.paper == paper)
    }

    /// The paper as it stands; wanted where nothing was said.
    pub fn paper(&self, id: &str) -> Paper {
        self.papers.get(id).map(|said| said.latest().clone()).unwrap_or_default()
    }
}

impl Default for Paper {
    fn default() -> Self {
        Paper {
            status: Status::Wanted,
            asked_on: None,
            received_on: None,
            refused_on: None,
            valid_until: None,
            issuer: String::new(),
            number: String::new(),
            original: String::new(),
        }
    }
}

impl Paper {
    /// The paper as the planner sees it.
    pub fn planned(&self) -> papers::Paper {
        papers::Paper {
            status: match self.status {
                Status::Wanted => papers::PaperStatus::Wanted,
                Status::Asked => papers::PaperStatus::Asked,
                Status::Received => papers::PaperStatus::Received,
                Status::Lapsed => papers::PaperStatus::Lapsed,
                Status::Refused => papers::PaperStatus::Refused,
            },
            asked_on: self.asked_on,
            received_on: self.received_on,
            valid_until: self.valid_until,
            refused_on: self.refused_on,
        }
    }

    /// The paper after a step on `on`. A receipt without a stated validity takes the procedure's.
    #[must_use]
    pub fn step(mut self, status: Status, on: Date, valid_days: Option<u32>) -> Paper {
        self.status = status;
        match status {
            Status::Wanted => {
                (self.asked_on, self.received_on, self.refused_on, self.valid_until) =
                    (None, None, None, None)
            }
            Status::Asked => (self.asked_on, self.received_on, self.refused_on) = (Some(on), None, None),
            Status::Received => {
                self.received_on = Some(on);
                let days = jiff::Span::new().days(i64::from(valid_days.unwrap_or(0).min(36_500)));
                self.valid_until = valid_days.and_then(|_| on.checked_add(days).ok());
            }
            Status::Refused => self.refused_on = Some(on),
            Status::Lapsed => self.valid_until = Some(self.valid_until.unwrap_or(on).min(on)),
        }
        self
    }
}

/// The dossiers of a file.
pub fn dossiers(file: &File) -> Vec<Dossier> {
    let opened = file.said_under("dossier/", |fact| match fact {
        Entry::Dossier(Fact::Opened { dossier, opening }) => Some((*dossier, opening.clone())),
        _ => None,
    });
    opened
        .map(|(_, said)| {
            let key = said.latest().0;
            let papers = file
                .said_under(&format!("dossier/{key}/paper/"), |fact| match fact {
                    Entry::Dossier(Fact::Paper { paper, state, .. }) => Some((paper.clone(), state.clone())),
                    _ => None,
                })
                .map(|(_, said)| (said.latest().0.clone(), said.map(|(_, state)| state)))
                .collect();
            let closing = file.said(&format!("dossier/{key}/closed"), |fact| match fact {
                Entry::Dossier(Fact::Closed { closing, .. }) => Some(closing.clone()),
                _ => None,
            });
            Dossier { key, opening: said.map(|(_, o)| o), papers, scans: scans(file, key), closing }
        })
        .collect()
}

/// The pictures of a dossier that stand.
fn scans(file: &File, dossier: Key) -> Vec<Scanned> {
    let read = |fact: &Entry| match fact {
        Entry::Dossier(Fact::Scan { paper, scan, picture, .. }) => {
            Some(Scanned { paper: paper.clone(), key: *scan, picture: picture.clone() })
        }
        _ => None,
    };
    let mut found: Vec<_> = file
        .said_under(&format!("dossier/{dossier}/scan/"), read)
        .map(|(_, said)| (said.all().last().map(|a| a.stamp), said.latest().clone()))
        .collect();
    found.sort_by_key(|(at, scan)| (*at, scan.key));
    found.into_iter().map(|(_, scan)| scan).collect()
}
