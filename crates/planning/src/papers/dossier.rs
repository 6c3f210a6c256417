//! One dossier in days from today: what is held, what is still to be asked for, and the choices among alternatives.

use super::schedule::{Days, Item, Never, earliest};
use super::state::State;
use super::{Learnt, Standing, learnt, standing};
use crate::procedure::{Days as Span, PaperKind, Procedure};
use crate::standing::spent;
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Choices among alternatives that are tried; beyond them the first of each group is taken.
const MOST_CHOICES: usize = 4_096;

/// Papers with their earliest days.
pub(super) struct Found {
    pub items: Vec<Item>,
    pub days: Days,
}

/// The first choice for which there are none, and why.
pub(super) type Unsolved = Option<(Vec<Item>, Never)>;

/// A procedure and what is known, in days from today.
pub(super) struct Base<'a> {
    pub procedure: &'a Procedure,
    pub state: &'a State,
    pub today: Date,
    /// The days that count for each paper: stated, or learnt from requests.
    pub learnt: Vec<Learnt>,
    standing: Standing,
    spent: BTreeSet<String>,
}

impl<'a> Base<'a> {
    pub fn new(procedure: &'a Procedure, state: &'a State, today: Date) -> Self {
        let standing = standing(procedure, &state.papers, today);
        let spent = spent(procedure, &state.papers, today);
        let each = |kind: &PaperKind| {
            let seen = state.history.get(&kind.id).map(Vec::as_slice).unwrap_or_default();
            learnt(kind.days, seen, state.offices.get(&kind.id).map(String::as_str))
        };
        let learnt = procedure.papers.iter().map(each).collect();
        Self { procedure, state, today, learnt, standing, spent }
    }

    pub fn offset(&self, day: Date) -> i64 {
        i64::from((day - self.today).get_days())
    }

    pub fn date(&self, offset: i64) -> Date {
        self.today.checked_add(offset.days()).unwrap_or(Date::MAX)
    }

    pub fn id(&self, at: usize) -> String {
        self.procedure.papers[at].id.clone()
    }

    pub fn at(&self, id: &str) -> Option<usize> {
        self.procedure.papers.iter().position(|kind| kind.id == id)
    }

    /// The day it came or is expected, and until when it holds, where it is held or asked for.
    pub fn held(&self, id: &str) -> Option<(i64, Option<i64>, &'static str)> {
        if let Some(valid) = self.standing.valid.iter().find(|v| v.paper == id) {
            return Some((0, valid.until.map(|until| self.offset(until)), "held"));
        }
        let waiting = self.standing.waiting.iter().find(|w| w.paper == id)?;
        let at = self.at(id)?;
        let (kind, days) = (&self.procedure.papers[at], self.learnt[at].days);
        let since = waiting.since.map_or(0, |since| self.offset(since));
        // It is not here today: what is late comes tomorrow at the soonest.
        let comes = (since + i64::from(days.likely)).max(1);
        Some((comes, kind.valid_days.map(|days| comes + i64::from(days)), "asked"))
    }

    /// Handed in with a request that is under way: it has done its work.
    pub fn is_done(&self, id: &str) -> bool {
        self.spent.contains(id)
    }

    pub fn refused(&self) -> Vec<String> {
        self.standing.refused.iter().filter(|r| r.needed).map(|r| r.paper.clone()).collect()
    }

    /// Every choice among alternatives: for each paper with groups, which option of each.
    pub fn choices(&self) -> Vec<Vec<usize>> {
        let groups: Vec<usize> =
            self.procedure.papers.iter().flat_map(|k| k.one_of.iter().map(Vec::len)).collect();
        let mut all = vec![Vec::new()];
        for options in groups {
            let options = if all.len() * options > MOST_CHOICES { 1 } else { options };
            all = all
                .into_iter()
                .flat_map(|choice: Vec<usize>| {
                    (0..options).map(move |option| choice.iter().copied().chain([option]).collect())
                })
                .collect();
        }
        all
    }

    /// The choice with the earliest target; or why there is none.
    pub fn best(&self, again: bool) -> Result<Found, Unsolved> {
        let mut best: Option<Found> = None;
        let mut never: Unsolved = None;
        for choice in self.choices() {
            let items = self.items(&choice, again);
            match earliest(&items, None) {
                Ok(days) if best.as_ref().is_none_or(|b: &Found| days.target < b.days.target) => {
                    best = Some(Found { items, days })
                }
                Ok(_) => {}
                Err(why) => never = never.or(Some((items, why))),
            }
        }
        best.ok_or(never)
    }

    /// The papers under a choice.
    pub fn items(&self, choice: &[usize], again: bool) -> Vec<Item> {
        let mut next = choice.iter();
        let mut items: Vec<Item> = Vec::with_capacity(self.procedure.papers.len());
        for (kind, learnt) in self.procedure.papers.iter().zip(&self.learnt) {
            let held = self.held(&kind.id);
            let chosen: Vec<&String> = kind
                .one_of
                .iter()
                .filter_map(|group| {
                    let option = next.next().copied().unwrap_or(0);
                    // What is held already serves, whatever was chosen.
                    group.iter().find(|id| self.held(id).is_some()).or(group.get(option))
                })
                .collect();
            let needs = kind.all_of.iter().chain(chosen).filter_map(|id| self.at(id)).collect();
            let from = self.state.appointments.get(&kind.id).map_or(0, |day| self.offset(*day));
            items.push(Item {
                held: held.map(|(day, ..)| day),
                held_until: held.and_then(|(_, until, _)| until),
                days: i64::from(learnt.days.likely),
                valid: kind.valid_days.map(i64::from),
                again: again && kind.renewable,
                from,
                open: self.state.open_on(self.procedure, kind, self.today),
                needs,
                on_target: kind.required && !kind.handed_in,
                wanted: false,
            });
        }
        let required = self.procedure.papers.iter().enumerate().filter(|(_, kind)| kind.required);
        let mut open: Vec<usize> = required.filter(|(_, k)| !self.is_done(&k.id)).map(|(at, _)| at).collect();
        while let Some(at) = open.pop() {
            if !items[at].wanted {
                items[at].wanted = true;
                if items[at].held.is_none() {
                    open.extend(items[at].needs.clone());
                }
            }
        }
        items
    }

    /// How long each paper that is to be asked for may take.
    pub fn spans(&self, items: &[Item]) -> Vec<Option<Span>> {
        let span =
            |(learnt, item): (&Learnt, &Item)| (item.wanted && item.held.is_none()).then_some(learnt.days);
        self.learnt.iter().zip(items).map(span).collect()
    }

    /// Of each paper that was asked for and has not come: how long it may take, and how long it has taken so far.
    pub fn waits(&self) -> Vec<Option<(Span, i64)>> {
        let waits = |(kind, learnt): (&PaperKind, &Learnt)| {
            let waiting = self.standing.waiting.iter().find(|w| w.paper == kind.id)?;
            Some((learnt.days, waiting.since.map_or(0, |since| -self.offset(since))))
        };
        self.procedure.papers.iter().zip(&self.learnt).map(waits).collect()
    }

    /// An order in which what a paper needs comes before it.
    pub fn order(&self, items: &[Item]) -> Vec<usize> {
        let mut order: Vec<usize> = Vec::with_capacity(items.len());
        let mut placed = vec![false; items.len()];
        while order.len() < items.len() {
            let before = order.len();
            for at in 0..items.len() {
                if !placed[at] && items[at].needs.iter().all(|need| placed[*need]) {
                    placed[at] = true;
                    order.push(at);
                }
            }
            if order.len() == before {
                break;
            }
        }
        order
    }
}
