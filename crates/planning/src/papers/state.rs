//! What is known of one dossier, as a file: schema version 1.

use super::{OpenOn, Paper, SEEN_MAX, Seen};
use crate::procedure::{Day, PaperKind, Procedure};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The only schema version there is.
pub const SCHEMA: u32 = 1;
/// Closed days of one paper's office.
pub const CLOSED_MAX: usize = 1_000;

/// One dossier's papers and what is fixed about them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Version of this schema: 1.
    #[serde(default = "schema")]
    pub version: u32,
    /// The day on which all must be valid together: a sailing, a convoy. Without it the earliest is looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Date>,
    /// What was recorded, by id of the paper.
    #[serde(default)]
    pub papers: BTreeMap<String, Paper>,
    /// The first day on which a paper can be asked for, where an appointment fixes it.
    #[serde(default)]
    pub appointments: BTreeMap<String, Date>,
    /// Weekdays on which an office takes requests, by paper (`mon` .. `sun`); where nothing is said, those of the procedure.
    #[serde(default)]
    pub open: BTreeMap<String, Vec<Day>>,
    /// Days on which an office takes no request for a paper, beside its weekdays and the holidays of the procedure's country.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub closed: BTreeMap<String, BTreeSet<Date>>,
    /// Requests for a paper as they went, in other dossiers: the days that a procedure states are corrected by them
    /// ([`learnt`](super::learnt)).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub history: BTreeMap<String, Vec<Seen>>,
    /// The office that a paper is asked of, where it is recorded: its own requests count before those of others.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub offices: BTreeMap<String, String>,
}

fn schema() -> u32 {
    SCHEMA
}

/// What is wrong with a state: where, what stands there, the rule, the remedy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StateProblem {
    /// No JSON of this shape.
    #[error("{path}: {message}")]
    Shape {
        /// The JSON path.
        path: String,
        /// What is wrong, and with which value.
        message: String,
    },
    /// Another schema.
    #[error("version: {0}: this reads version 1; write 1, or use the program that wrote the file")]
    Version(u32),
    /// A paper that the procedure does not name.
    #[error("{field}.{paper}: the procedure has no such paper; its papers are: {known}")]
    UnknownPaper {
        /// `appointments`, `open`, `closed`, `history` or `offices`.
        field: &'static str,
        /// The id.
        paper: String,
        /// What there is.
        known: String,
    },
    /// An office that never opens.
    #[error("open.{paper}: []: an office that is never open answers nobody; name its days, or leave it out")]
    NeverOpen {
        /// The id.
        paper: String,
    },
    /// More closed days than are looked at.
    #[error(
        "closed.{paper}: {days} days; at most {CLOSED_MAX} are looked at: leave out those that are past, and name weekdays by `open`"
    )]
    TooManyClosed {
        /// The id.
        paper: String,
        /// How many.
        days: usize,
    },
    /// More requests than are looked at.
    #[error("history.{paper}: {requests} requests; at most {SEEN_MAX} are looked at: leave out the oldest")]
    TooManySeen {
        /// The id.
        paper: String,
        /// How many.
        requests: usize,
    },
}

impl State {
    /// Reads a state (JSON).
    ///
    /// # Errors
    /// The first place that has the wrong shape, with its path.
    pub fn parse(text: &str) -> Result<State, StateProblem> {
        let mut reader = serde_json::Deserializer::from_str(text);
        let state: State =
            serde_path_to_error::deserialize(&mut reader).map_err(|error| StateProblem::Shape {
                path: error.path().to_string(),
                message: format!("{}; dates are written 1942-03-31", error.inner()),
            })?;
        if state.version == SCHEMA { Ok(state) } else { Err(StateProblem::Version(state.version)) }
    }

    /// What of it does not fit a procedure. Papers that were recorded and are not named are no mistake: a standing says so.
    #[must_use]
    pub fn problems(&self, procedure: &Procedure) -> Vec<StateProblem> {
        let known = || procedure.papers.iter().map(|p| p.id.as_str()).collect::<Vec<_>>().join(", ");
        let named = self.appointments.keys().map(|id| ("appointments", id));
        let unknown = named
            .chain(self.open.keys().map(|id| ("open", id)))
            .chain(self.closed.keys().map(|id| ("closed", id)))
            .chain(self.history.keys().map(|id| ("history", id)))
            .chain(self.offices.keys().map(|id| ("offices", id)))
            .filter(|(_, id)| procedure.paper(id).is_none())
            .map(|(field, id)| StateProblem::UnknownPaper { field, paper: id.clone(), known: known() });
        let never = self.open.iter().filter(|(_, days)| days.is_empty());
        let many = self.history.iter().filter(|(_, seen)| seen.len() > SEEN_MAX);
        let many =
            many.map(|(id, seen)| StateProblem::TooManySeen { paper: id.clone(), requests: seen.len() });
        let closed = self.closed.iter().filter(|(_, days)| days.len() > CLOSED_MAX);
        let closed =
            closed.map(|(id, days)| StateProblem::TooManyClosed { paper: id.clone(), days: days.len() });
        unknown
            .chain(closed)
            .chain(never.map(|(id, _)| StateProblem::NeverOpen { paper: id.clone() }))
            .chain(many)
            .collect()
    }

    /// When requests for a paper are taken: as said here, else as the procedure says.
    pub(super) fn open_on(&self, procedure: &Procedure, kind: &PaperKind, today: Date) -> OpenOn {
        let weekdays = self.open.get(&kind.id).unwrap_or(&kind.open);
        OpenOn::of(weekdays, &procedure.country, self.closed.get(&kind.id), today)
    }
}
