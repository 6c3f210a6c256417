//! A whole camp: many dossiers, and offices that take so many requests a day. In which order the requests should be
//! handed in, so that most children leave soonest, or the most endangered first; the choice is the user's.
//!
//! Dossiers are taken one after the other, each as soon as the slots that are left allow, with every paper's days as in
//! the plan of one dossier. Where each dossier needs one slot of one office no order has a smaller sum of days; where it
//! needs several the order is a good one and no more is claimed.

use super::OpenOn;
use super::dossier::{Base, Found};
use super::state::{State, StateProblem};
use crate::procedure::{Day, Procedure};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Most dossiers of one camp.
pub const DOSSIERS_MAX: usize = 50_000;
/// Days beyond which nothing is planned.
const HORIZON: i64 = 3_660;

/// What is asked. Schema version 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Camp {
    /// Version of this schema: 1.
    pub version: u32,
    /// The offices that take so many requests a day.
    #[serde(default)]
    pub offices: Vec<Office>,
    /// The dossiers.
    pub dossiers: Vec<Dossier>,
}

/// An office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Its name.
    pub name: String,
    /// The papers it gives, by their ids: they share its slots.
    pub papers: Vec<String>,
    /// Requests it takes on one day.
    pub per_day: u32,
    /// The weekdays on which it takes them; every day where none is named.
    #[serde(default)]
    pub open: Vec<Day>,
    /// Days on which it is closed all the same.
    #[serde(default)]
    pub closed: BTreeSet<Date>,
}

/// A dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dossier {
    /// Its id.
    pub id: String,
    /// How endangered the child is; more is more.
    #[serde(default)]
    pub endangered: u32,
    /// What is known of it.
    #[serde(default)]
    pub state: State,
}

/// Whose turn it is first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// Those who can leave soonest.
    Soonest,
    /// The most endangered.
    Endangered,
}

/// A request on its day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Request {
    /// The day.
    pub on: Date,
    /// The office.
    pub office: String,
    /// The dossier.
    pub dossier: String,
    /// The paper.
    pub paper: String,
}

/// What becomes of one dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// Its id.
    pub id: String,
    /// The day on which all its papers are valid together, by likely days; none where they never are.
    pub free_on: Option<Date>,
    /// The same if nobody else stood in line.
    pub alone: Option<Date>,
    /// How many days later it is for the others.
    pub waits_days: Option<i64>,
}

/// The order for the whole camp. Schema version 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Queue {
    /// Version of this schema: 1.
    pub schema: u32,
    /// Whose turn came first.
    pub order: Order,
    /// The day it was made for.
    pub at: Date,
    /// Every request at an office with a quota, by day.
    pub requests: Vec<Request>,
    /// Every dossier, in the order in which it had its turn.
    pub dossiers: Vec<Turn>,
    /// How many are free by each day on which somebody is.
    pub free_by: Vec<(Date, usize)>,
    /// Days that all wait for one another, added up.
    pub waits_days: i64,
    /// Dossiers whose papers can never be valid together, or not within ten years.
    pub never: Vec<String>,
}

/// Why a camp is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CampProblem {
    /// No JSON of this shape.
    #[error("{path}: {message}")]
    Shape {
        /// Where.
        path: String,
        /// What.
        message: String,
    },
    /// Another version.
    #[error("version: {0}; this program reads version 1")]
    Version(u32),
    /// Too many dossiers.
    #[error("dossiers: {0}; at most {DOSSIERS_MAX}")]
    TooMany(usize),
    /// Two dossiers with one id.
    #[error("dossiers, “{0}”: stands twice")]
    Twice(String),
    /// An office that gives a paper the procedure does not name, one another office gives too, or that takes nothing.
    #[error("offices, “{office}”: {what}")]
    Office {
        /// Which.
        office: String,
        /// What.
        what: String,
    },
    /// A dossier's state is refused.
    #[error("dossiers, “{0}”: {1}")]
    State(String, StateProblem),
}

impl Camp {
    /// Reads a camp.
    ///
    /// # Errors
    /// Where it is not of the shape or of version 1.
    pub fn parse(text: &str) -> Result<Camp, CampProblem> {
        let mut reader = serde_json::Deserializer::from_str(text);
        let camp: Camp =
            serde_path_to_error::deserialize(&mut reader).map_err(|error| CampProblem::Shape {
                path: error.path().to_string(),
                message: format!("{}; dates are written 1942-03-31", error.inner()),
            })?;
        if camp.version == 1 { Ok(camp) } else { Err(CampProblem::Version(camp.version)) }
    }

    /// What of it does not fit a procedure.
    #[must_use]
    pub fn problems(&self, procedure: &Procedure) -> Vec<CampProblem> {
        let mut problems = Vec::new();
        if self.dossiers.len() > DOSSIERS_MAX {
            problems.push(CampProblem::TooMany(self.dossiers.len()));
        }
        let mut ids = BTreeSet::new();
        for dossier in &self.dossiers {
            if !ids.insert(&dossier.id) {
                problems.push(CampProblem::Twice(dossier.id.clone()));
            }
            let state = dossier.state.problems(procedure).into_iter();
            problems.extend(state.map(|p| CampProblem::State(dossier.id.clone(), p)));
        }
        let mut given = BTreeSet::new();
        for office in &self.offices {
            let mut refused = |what: String| {
                problems.push(CampProblem::Office { office: office.name.clone(), what });
            };
            if office.per_day == 0 {
                refused("takes no request; per_day is 1 or more".into());
            }
            for paper in &office.papers {
                if procedure.paper(paper).is_none() {
                    refused(format!("“{paper}” is no paper of the procedure"));
                } else if !given.insert(paper) {
                    refused(format!("“{paper}” is given by another office too"));
                }
            }
        }
        problems
    }
}

/// The order for a camp.
#[must_use]
pub fn camp(procedure: &Procedure, camp: &Camp, today: Date, order: Order) -> Queue {
    let mut line = Line::new(procedure, camp, today);
    let mut turns: Vec<(usize, usize, Option<i64>)> = Vec::with_capacity(camp.dossiers.len());
    for (at, dossier) in camp.dossiers.iter().enumerate() {
        let state = line.with_offices(&dossier.state);
        let base = Base::new(procedure, &state, today);
        let found = found(&base);
        let slots = found.as_ref().map_or(0, |found| line.wanted(found).count());
        turns.push((at, slots, found.map(|found| found.days.target)));
    }
    turns.sort_by_key(|(at, slots, target)| {
        let dossier = &camp.dossiers[*at];
        let rank = if order == Order::Endangered { u32::MAX - dossier.endangered } else { 0 };
        (target.is_none(), rank, *slots, *target, dossier.id.clone())
    });
    let (mut dossiers, mut never) = (Vec::with_capacity(turns.len()), Vec::new());
    for (at, _, alone) in turns {
        let id = camp.dossiers[at].id.clone();
        let free = alone.and_then(|_| line.takes(&camp.dossiers[at]));
        if free.is_none() {
            never.push(id.clone());
        }
        let waits_days = free.zip(alone).map(|(free, alone)| free - alone);
        let date = |day: Option<i64>| day.map(|day| line.date(day));
        dossiers.push(Turn { id, free_on: date(free), alone: date(alone), waits_days });
    }
    let mut by_day: BTreeMap<Date, usize> = BTreeMap::new();
    dossiers.iter().filter_map(|turn| turn.free_on).for_each(|day| *by_day.entry(day).or_default() += 1);
    let mut free = 0;
    let free_by = by_day.into_iter().map(|(day, n)| {
        free += n;
        (day, free)
    });
    let free_by = free_by.collect();
    let waits_days = dossiers.iter().filter_map(|turn| turn.waits_days).sum();
    line.requests.sort();
    Queue { schema: 1, order, at: today, requests: line.requests, dossiers, free_by, waits_days, never }
}

/// The plan with the earliest target; papers that lapse are asked for again where they may be.
fn found(base: &Base<'_>) -> Option<Found> {
    base.best(false).or_else(|_| base.best(true)).ok().filter(|_| base.refused().is_empty())
}

/// The offices, with the slots that are taken.
struct Line<'a> {
    procedure: &'a Procedure,
    offices: &'a [Office],
    /// Which office gives a paper, by its place in the procedure.
    gives: Vec<Option<usize>>,
    /// When each office takes requests.
    open: Vec<OpenOn>,
    taken: BTreeMap<(usize, i64), u32>,
    today: Date,
    requests: Vec<Request>,
}

impl<'a> Line<'a> {
    fn new(procedure: &'a Procedure, camp: &'a Camp, today: Date) -> Self {
        let gives = |kind: &crate::procedure::PaperKind| {
            camp.offices.iter().position(|office| office.papers.contains(&kind.id))
        };
        let open =
            |office: &Office| OpenOn::of(&office.open, &procedure.country, Some(&office.closed), today);
        Line {
            procedure,
            offices: &camp.offices,
            gives: procedure.papers.iter().map(gives).collect(),
            taken: BTreeMap::new(),
            today,
            open: camp.offices.iter().map(open).collect(),
            requests: Vec::new(),
        }
    }

    fn date(&self, day: i64) -> Date {
        use jiff::ToSpan as _;
        self.today.checked_add(day.days()).unwrap_or(Date::MAX)
    }

    /// A dossier's state that knows when the offices are open.
    fn with_offices(&self, state: &State) -> State {
        let mut state = state.clone();
        state.target = None;
        for office in self.offices {
            for paper in &office.papers {
                if !office.open.is_empty() {
                    state.open.entry(paper.clone()).or_insert_with(|| office.open.clone());
                }
                if !office.closed.is_empty() {
                    state.closed.entry(paper.clone()).or_default().extend(&office.closed);
                }
            }
        }
        state
    }

    /// The papers of a plan that take a slot, each with the day on which it would be asked for.
    fn wanted<'f>(&'f self, found: &'f Found) -> impl Iterator<Item = (usize, usize, i64)> + 'f {
        let items = found.items.iter().zip(&found.days.asked).enumerate();
        items
            .filter(|(_, (item, _))| item.wanted && item.held.is_none())
            .filter_map(move |(at, (_, asked))| self.gives[at].map(|office| (at, office, *asked)))
    }

    /// The first day from `day` on with a slot left.
    fn slot(&self, office: usize, day: i64) -> Option<i64> {
        let (what, open) = (&self.offices[office], &self.open[office]);
        let free =
            |day: &i64| open.on(*day) && self.taken.get(&(office, *day)).copied().unwrap_or(0) < what.per_day;
        (day.max(0)..=HORIZON).find(free)
    }

    /// Gives a dossier its slots, one paper after the other; the day on which it is free.
    fn takes(&mut self, dossier: &Dossier) -> Option<i64> {
        let mut state = self.with_offices(&dossier.state);
        let mut booked: BTreeMap<usize, (usize, i64)> = BTreeMap::new();
        // A paper that is put off may push one that was booked before it: that one is booked anew.
        for _ in 0..self.procedure.papers.len() * 4 + 4 {
            let base = Base::new(self.procedure, &state, self.today);
            let Some(found) = found(&base) else { break };
            let wanted: Vec<(usize, usize, i64)> = self.wanted(&found).collect();
            let moved = wanted.iter().find(|(at, _, asked)| booked.get(at).is_some_and(|b| b.1 != *asked));
            let next = moved.or_else(|| {
                wanted.iter().filter(|(at, ..)| !booked.contains_key(at)).min_by_key(|(_, _, asked)| *asked)
            });
            let Some((at, office, asked)) = next.copied() else {
                let id = |at: &usize| self.procedure.papers[*at].id.clone();
                for (at, (office, day)) in &booked {
                    self.requests.push(Request {
                        on: self.date(*day),
                        office: self.offices[*office].name.clone(),
                        dossier: dossier.id.clone(),
                        paper: id(at),
                    });
                }
                return (found.days.target <= HORIZON * 2).then_some(found.days.target);
            };
            if let Some(before) = booked.remove(&at) {
                self.give_back(before);
            }
            let Some(day) = self.slot(office, asked) else { break };
            *self.taken.entry((office, day)).or_default() += 1;
            booked.insert(at, (office, day));
            state.appointments.insert(self.procedure.papers[at].id.clone(), self.date(day));
        }
        booked.into_values().for_each(|slot| self.give_back(slot));
        None
    }

    fn give_back(&mut self, slot: (usize, i64)) {
        if let Some(taken) = self.taken.get_mut(&slot) {
            *taken = taken.saturating_sub(1);
        }
    }
}
