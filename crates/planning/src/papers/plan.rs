//! The plan of one dossier: what to ask for today, the earliest and latest day of each paper, the chain that decides the
//! day, the chance that all hold on it, what a late paper moves, and the smallest change where it cannot be.

use super::chance::{Chance, Play, Runs, by_share, chance};
use super::dossier::{Base, Found, Unsolved};
use super::schedule::{Item, Never, earliest, latest};
use super::state::State;
use crate::procedure::{Days, Procedure};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;

/// Whether it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// All can be valid on the target day.
    Feasible,
    /// They can be valid together, but not by the target day.
    TooLate,
    /// They can never be valid together.
    Never,
}

/// Shares of the plays for which a day is named.
const SHARES: [f64; 3] = [0.5, 0.8, 0.95];

/// One paper of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// Its id.
    pub paper: String,
    /// `held`, `asked`, `ask` (to be asked for) or `done` (handed in, and its request is under way).
    pub state: &'static str,
    /// First day on which asking for it serves the target: not before what it needs is there, and not so early that it
    /// lapses before it is used.
    pub earliest: Option<Date>,
    /// Last day.
    pub latest: Option<Date>,
    /// When it is received if it is asked for on its earliest day and takes its likely days.
    pub expected: Option<Date>,
    /// Days between earliest and latest.
    pub spare_days: Option<i64>,
    /// It decides the day.
    pub critical: bool,
    /// Days from asking to receiving that were counted with.
    pub days: Days,
    /// Requests that these days were learnt from; none where they are the procedure's own.
    pub learnt_from: Option<usize>,
}

/// What a paper that takes its pessimistic days moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Late {
    /// The paper.
    pub paper: String,
    /// Days longer than likely.
    pub days_late: i64,
    /// The earliest target then; none where nothing holds together any more.
    pub target: Option<Date>,
    /// Whether the target day is missed.
    pub misses: bool,
    /// Where it is missed: the other paper that would make up for it by coming faster, with the fewest days.
    pub repair: Option<Repair>,
}

/// A paper that is asked for more than once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Again {
    /// Which.
    pub paper: String,
    /// The last days on which each further one can be asked for, by likely days.
    pub by: Vec<Date>,
}

/// A change that would help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Repair {
    /// Another target day.
    LaterTarget {
        /// The earliest.
        to: Date,
        /// Days later.
        days: i64,
    },
    /// A paper that comes faster.
    Faster {
        /// Which.
        paper: String,
        /// By so many days.
        days: i64,
    },
    /// A paper that holds longer, or is asked for a second time.
    HoldsLonger {
        /// Which.
        paper: String,
        /// By so many days.
        days: i64,
    },
}

/// The plan of one dossier. Schema version 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    /// Version of this schema: 1.
    pub schema: u32,
    /// The procedure and its version.
    pub procedure: (String, u32),
    /// The day it was made for.
    pub at: Date,
    /// The day on which all are to be valid together: the one asked for, or the earliest.
    pub target: Option<Date>,
    /// The earliest such day, by likely days.
    pub earliest_target: Option<Date>,
    /// Whether it can be.
    pub status: Status,
    /// What to ask for today.
    pub ask_today: Vec<String>,
    /// Every paper that serves the target, in the order of the procedure.
    pub papers: Vec<Planned>,
    /// Papers that lapse before they are used and are asked for again.
    pub again: Vec<Again>,
    /// The chain that decides the day, from its first paper to its last.
    pub critical_chain: Vec<String>,
    /// How likely it is that all hold on the target day.
    pub chance: Option<Chance>,
    /// By when all have come in half, four fifths and nineteen twentieths of the plays, each asked for as early as it can be.
    pub come_by: Vec<(f64, Option<Date>)>,
    /// What each paper moves if it is late.
    pub if_late: Vec<Late>,
    /// Papers that can never be valid together.
    pub never_together: Vec<String>,
    /// Required papers that were refused: an appeal, or another way.
    pub refused: Vec<String>,
    /// Changes that would help, the smallest first.
    pub repairs: Vec<Repair>,
}

/// Makes the plan for a day.
#[must_use]
pub fn plan(procedure: &Procedure, state: &State, today: Date, runs: Runs) -> Plan {
    let base = Base::new(procedure, state, today);
    let target = state.target.map(|target| base.offset(target));
    let once = base.best(false);
    // Where papers lapse before they are used, those that can be renewed are asked for again.
    let best = once.or_else(|never| base.best(true).map_err(|_| never));
    let Found { items, days: soonest } = match best {
        Ok(found) => found,
        Err(never) => return base.never(never),
    };
    let day = target.unwrap_or(soonest.target);
    let planned = earliest(&items, Some(day)).ok().filter(|days| days.target <= day);
    let status =
        if planned.is_some() && base.refused().is_empty() { Status::Feasible } else { Status::TooLate };
    let days = planned.unwrap_or_else(|| soonest.clone());
    let last = latest(&items, day.max(days.target));
    let chain = base.chain(&items, &soonest.asked, soonest.target);
    let order = base.order(&items);
    let (spans, waits) = (base.spans(&items), base.waits());
    let mut made = base.empty(status);
    made.target = Some(base.date(day));
    made.earliest_target = Some(base.date(soonest.target));
    made.papers = base.planned(&items, &days.asked, &last, &chain);
    made.ask_today =
        made.papers.iter().filter(|p| p.earliest == Some(today)).map(|p| p.paper.clone()).collect();
    made.critical_chain = chain.iter().map(|at| base.id(*at)).collect();
    let play = |asked| Play { items: &items, spans: &spans, waits: &waits, asked, order: &order };
    made.chance = Some(chance(&play(&days.asked), day, runs));
    let by = by_share(&play(&soonest.asked), &SHARES, runs);
    made.come_by =
        SHARES.iter().zip(by).map(|(share, day)| (*share, day.map(|day| base.date(day)))).collect();
    made.again = base.again(&items, &days.asked, day);
    made.if_late = base.late(&items, day);
    if status == Status::TooLate {
        made.repairs = base.repairs(&items, day, soonest.target);
    }
    made
}

impl Base<'_> {
    /// When further ones of a paper are asked for: before each use that the one before does not reach.
    fn again(&self, items: &[Item], asked: &[i64], target: i64) -> Vec<Again> {
        let mut all = Vec::new();
        for (at, item) in items.iter().enumerate().filter(|(_, item)| item.wanted && item.again) {
            let Some(valid) = item.valid else { continue };
            let waits = |(_, other): &(usize, &Item)| {
                other.wanted && other.held.is_none() && other.needs.contains(&at)
            };
            let mut uses: Vec<i64> =
                items.iter().enumerate().filter(waits).map(|(later, _)| asked[later]).collect();
            uses.extend(item.on_target.then_some(target));
            uses.sort_unstable();
            let received = item.held.unwrap_or(asked[at] + item.days);
            let mut until =
                if item.held.is_some() { item.held_until.unwrap_or(i64::MAX) } else { received + valid };
            let mut by = Vec::new();
            for used in uses {
                if used > until {
                    by.push(self.date(item.open.last(used - item.days)));
                    until = used + valid;
                }
            }
            if !by.is_empty() {
                all.push(Again { paper: self.id(at), by });
            }
        }
        all
    }

    /// From the paper that is received last back to the first: each waits for the one before.
    fn chain(&self, items: &[Item], asked: &[i64], target: i64) -> Vec<usize> {
        let received = |at: usize| items[at].held.unwrap_or(asked[at] + items[at].days);
        let mut chain = Vec::new();
        let mut met = BTreeSet::new();
        let mut at = (0..items.len()).find(|at| items[*at].wanted && received(*at) == target);
        while let Some(now) = at.filter(|now| met.insert(*now)) {
            chain.push(now);
            if items[now].held.is_some() {
                break;
            }
            let waits = items[now].needs.iter().copied().max_by_key(|need| received(*need));
            at = waits.filter(|need| items[now].open.next(received(*need)) >= asked[now]);
        }
        chain.reverse();
        chain
    }

    fn planned(&self, items: &[Item], asked: &[i64], last: &[i64], chain: &[usize]) -> Vec<Planned> {
        let each = |(at, item): (usize, &Item)| {
            let id = self.id(at);
            let open = item.held.is_none();
            let state = match self.held(&id) {
                Some((.., state)) => state,
                None if self.is_done(&id) => "done",
                None => "ask",
            };
            let at_least = open.then(|| self.date(asked[at]));
            Planned {
                paper: id,
                state,
                earliest: at_least,
                latest: open.then(|| self.date(last[at])),
                expected: Some(self.date(item.held.unwrap_or(asked[at] + item.days))),
                spare_days: open.then(|| last[at] - asked[at]),
                critical: chain.contains(&at),
                days: self.learnt[at].days,
                learnt_from: self.learnt[at].from,
            }
        };
        items.iter().enumerate().filter(|(_, item)| item.wanted).map(each).collect()
    }

    fn late(&self, items: &[Item], target: i64) -> Vec<Late> {
        let mut all = Vec::new();
        for (at, kind) in self.procedure.papers.iter().enumerate() {
            let days = self.learnt[at].days;
            let later = i64::from(days.pessimistic) - i64::from(days.likely);
            let asked = self.held(&kind.id).is_some_and(|(.., state)| state == "asked");
            if !items[at].wanted || (items[at].held.is_some() && !asked) || later <= 0 {
                continue;
            }
            let mut slow = items.to_vec();
            slow[at].days += later;
            slow[at].held = items[at].held.map(|comes| comes + later);
            slow[at].held_until = items[at].held_until.map(|until| until + later);
            let moved = earliest(&slow, Some(target)).ok().map(|days| days.target);
            let misses = moved.is_none_or(|day| day > target);
            let repair = if misses { self.made_up(&slow, at, target) } else { None };
            let target = moved.map(|day| self.date(day));
            all.push(Late { paper: kind.id.clone(), days_late: later, target, misses, repair });
        }
        all.sort_by_key(|late| (!late.misses, std::cmp::Reverse(late.target), late.paper.clone()));
        all
    }

    /// The fewest days by which a paper would have to come faster, so that everything holds together by the target.
    fn faster(&self, items: &[Item], at: usize, target: i64) -> Option<i64> {
        let by = |days: &i64| {
            let mut fast = items.to_vec();
            fast[at].days -= days;
            earliest(&fast, None).is_ok_and(|days| days.target <= target)
        };
        // Most papers do not help even if they came at once: that is asked first.
        by(&items[at].days).then(|| (1..=items[at].days).find(by)).flatten()
    }

    /// What makes up for a paper that is late: the other one that would have to come faster by the fewest days.
    fn made_up(&self, slow: &[Item], late: usize, target: i64) -> Option<Repair> {
        let others = (0..slow.len()).filter(|at| *at != late && slow[*at].wanted && slow[*at].held.is_none());
        let faster = others.filter_map(|at| Some((self.faster(slow, at, target)?, at)));
        faster.min().map(|(days, at)| Repair::Faster { paper: self.id(at), days })
    }

    /// Changes that bring everything together by the target.
    fn repairs(&self, items: &[Item], target: i64, soonest: i64) -> Vec<Repair> {
        let mut all =
            vec![(soonest - target, Repair::LaterTarget { to: self.date(soonest), days: soonest - target })];
        for at in (0..items.len()).filter(|at| items[*at].wanted && items[*at].held.is_none()) {
            let days = self.faster(items, at, target);
            all.extend(days.map(|days| (days, Repair::Faster { paper: self.id(at), days })));
        }
        all.retain(|(days, _)| *days > 0);
        all.sort_by_key(|(days, _)| *days);
        all.into_iter().map(|(_, repair)| repair).collect()
    }

    /// Nothing holds together: which papers, and how much longer one of them would have to hold.
    fn never(&self, never: Unsolved) -> Plan {
        let mut made = self.empty(Status::Never);
        let Some((items, Never(pushing))) = never else { return made };
        made.never_together = pushing.iter().map(|at| self.id(*at)).collect();
        let mut repairs: Vec<(i64, Repair)> = Vec::new();
        for (at, item) in items.iter().enumerate().filter(|(_, item)| item.wanted) {
            let longer = |days: i64| {
                let mut held = items.clone();
                held[at].valid = item.valid.map(|valid| valid + days);
                held[at].held_until = item.held_until.map(|until| until + days);
                earliest(&held, None).is_ok()
            };
            let limited = item.valid.is_some() || item.held_until.is_some();
            if limited && longer(MOST_LONGER) {
                // The least that helps: what helps, helps from there on.
                let (mut low, mut high) = (0, MOST_LONGER);
                while high - low > 1 {
                    let middle = (low + high) / 2;
                    if longer(middle) { high = middle } else { low = middle }
                }
                repairs.push((high, Repair::HoldsLonger { paper: self.id(at), days: high }));
            }
        }
        repairs.sort_by_key(|(days, _)| *days);
        made.repairs = repairs.into_iter().map(|(_, repair)| repair).collect();
        made
    }

    fn empty(&self, status: Status) -> Plan {
        Plan {
            schema: super::state::SCHEMA,
            procedure: (self.procedure.id.clone(), self.procedure.version),
            at: self.today,
            target: self.state.target,
            earliest_target: None,
            status,
            ask_today: Vec::new(),
            papers: Vec::new(),
            again: Vec::new(),
            critical_chain: Vec::new(),
            chance: None,
            come_by: Vec::new(),
            if_late: Vec::new(),
            never_together: Vec::new(),
            refused: self.refused(),
            repairs: Vec::new(),
        }
    }
}

/// Days by which a paper's validity is lengthened at most, in search of what would help: two years.
const MOST_LONGER: i64 = 731;
