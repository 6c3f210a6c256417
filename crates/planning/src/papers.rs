//! One person's papers in one procedure, and how they stand on a day.
//!
//! The record says what happened and when; what a paper is worth today is computed from its dates, never
//! stored. Nothing here asks, sends or grants: an office's silence that means a grant is shown, and a person
//! records the paper as received.

mod camp;
mod chance;
mod dossier;
mod history;
mod open;
mod plan;
mod schedule;
mod state;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use crate::procedure::Day;
use crate::procedure::Meaning;
pub use crate::standing::standing;
pub use camp::{Camp, CampProblem, DOSSIERS_MAX, Dossier, Office, Order, Queue, Request, Turn, camp};
pub use chance::{Chance, Runs};
pub use history::{ENOUGH, FEW, Learnt, SEEN_MAX, Seen, learnt};
use open::OpenOn;
pub use plan::{Again, Late, Plan, Planned, Repair, Status, plan};
pub use state::{SCHEMA, State, StateProblem};

/// A valid paper that ends within so many days is shown as lapsing: a month is what most offices need to
/// renew one.
pub const LAPSING_DAYS: u32 = 30;

/// What was last recorded of a paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperStatus {
    /// Not yet asked for.
    #[default]
    Wanted,
    Asked,
    Received,
    /// Somebody said that it no longer holds, whatever its dates: withdrawn, lost, cancelled.
    Lapsed,
    /// It is not proposed again by itself: a person appeals, or sets it back to wanted.
    Refused,
}

/// The record of one paper of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    pub status: PaperStatus,
    /// For an office: the day on which it had the complete request; its silence counts from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_on: Option<Date>,
    /// Last day of validity as written on the paper. Without it, the procedure's `valid_days` count from
    /// `received_on`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused_on: Option<Date>,
}

/// How all papers of a procedure stand on one day. Papers are named by their id, in the order of the
/// procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The day all this holds for.
    pub today: Date,
    /// Not asked, or lapsed, and everything that it needs is validly held.
    pub can_ask_now: Vec<Ask>,
    /// Not asked, or lapsed, and something that it needs is not validly held.
    pub blocked: Vec<Blocked>,
    /// Asked, without an answer.
    pub waiting: Vec<Waiting>,
    pub valid: Vec<Valid>,
    /// The valid ones that end within [`LAPSING_DAYS`].
    pub lapsing: Vec<Lapsing>,
    /// Received once; its validity has ended by the date, or somebody recorded it as lapsed.
    pub lapsed: Vec<Lapsed>,
    pub refused: Vec<Refused>,
    /// Required and not validly held, save those handed in with a request that has been made.
    pub missing: Vec<String>,
    /// Nothing is missing.
    pub complete: bool,
    /// What falls on which day, earliest first. A day that has passed stays while something can still be done
    /// about it.
    pub deadlines: Vec<Deadline>,
    /// Recorded papers that this version of the procedure does not name. They are nobody's mistake and are
    /// not dropped.
    pub outside: Vec<String>,
}

/// A paper to ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ask {
    pub paper: String,
    /// It had lapsed and is asked for anew, or prolonged where the procedure says `renewable`.
    pub again: bool,
    /// The target cannot be reached without it, or without its alternatives. If false, it may serve.
    pub needed: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Blocked {
    pub paper: String,
    /// Never empty.
    pub waits_for: Vec<Need>,
    pub needed: bool,
}

/// What a paper waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// This paper.
    Paper(String),
    /// One of these papers.
    OneOf(Vec<String>),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    pub paper: String,
    /// None when nobody wrote the day: then nothing can be expected on a day.
    pub since: Option<Date>,
    /// Earliest and latest day of the answer, by the procedure's optimistic and pessimistic days.
    pub expected: Option<(Date, Date)>,
    /// The latest expected day has passed: time for a reminder.
    pub late: bool,
    pub silence: Option<SilenceDay>,
}

/// What no answer will mean, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SilenceDay {
    /// The day on which silence becomes a decision.
    pub on: Date,
    pub means: Meaning,
    /// That day has come. A person records the decision; nothing is recorded by itself.
    pub spoken: bool,
    /// Last day to appeal a tacit refusal.
    pub appeal_until: Option<Date>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Valid {
    pub paper: String,
    /// Last valid day. None: it does not lapse, or see `undated`.
    pub until: Option<Date>,
    /// Papers of this kind lapse, but nobody wrote when this one was received or until when it holds: look at
    /// the paper.
    pub undated: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lapsing {
    pub paper: String,
    pub until: Date,
    /// 0 on its last valid day.
    pub days_left: i32,
    pub renewable: bool,
    pub needed: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lapsed {
    pub paper: String,
    /// Its last valid day, where the dates tell it.
    pub until: Option<Date>,
    pub renewable: bool,
    pub needed: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    pub paper: String,
    pub on: Option<Date>,
    /// Last day to appeal, where the procedure knows the term and the day of the refusal is written.
    pub appeal_until: Option<Date>,
    /// The term to appeal is known and has not passed.
    pub appeal_open: bool,
    pub needed: bool,
}

/// A day on which something falls due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Deadline {
    pub on: Date,
    pub paper: String,
    pub why: Why,
}

/// Why a day matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Last day on which the paper is valid, and it is still needed.
    LastValidDay,
    /// The answer should have come by this day: remind the office. Stays when passed.
    AnswerExpected,
    /// The office's silence becomes a refusal.
    SilenceRefuses,
    /// The office's silence becomes a grant.
    SilenceGrants,
    /// Last day to appeal, after a written or a tacit refusal.
    AppealEnds,
}
