//! A request as its file tells it.

use super::{
    CHECKS, FOLLOW_UPS, Fact, FollowUp, Inquirer, Interview, Judgement, SIDES, STEPS, Sought, VETTED,
    Vetting, due,
};
use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::{Key, SubjectId};
use crate::said::Said;
use jiff::civil::Date;

/// All that stands of one who is sought.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// Their key.
    pub key: Key,
    /// Who.
    pub sought: Said<Sought>,
    /// What was said of matches, by file.
    pub judged: Vec<(SubjectId, Said<Judgement>)>,
    /// Interviews by side.
    pub interviews: Vec<(String, Said<Interview>)>,
    /// Checks that were done: which, when, with what result.
    pub checks: Vec<(String, Said<(Date, String)>)>,
    /// When they were brought together, and how.
    pub reunited: Option<Said<(Date, String)>>,
    /// Follow-ups by step.
    pub follow_ups: Vec<(String, Said<FollowUp>)>,
}

impl Search {
    /// Whose file it is, where exactly one match is confirmed and nobody says otherwise.
    pub fn confirmed(&self) -> Option<SubjectId> {
        let mut all =
            self.judged.iter().filter(|(_, said)| said.one().is_some_and(|j| j.verdict == "confirmed"));
        all.next().map(|(subject, _)| *subject).filter(|_| all.next().is_none())
    }

    /// Whether both sides were interviewed, so that they may be laid side by side.
    pub fn may_compare(&self) -> bool {
        SIDES.iter().all(|side| self.interviews.iter().any(|(s, _)| s == side))
    }

    /// The next follow-up and the day it is due.
    pub fn next_follow_up(&self) -> Option<(&'static str, Date)> {
        let reunited = self.reunited.as_ref()?.latest().0;
        let open =
            FOLLOW_UPS.into_iter().find(|step| !self.follow_ups.iter().any(|(done, _)| done == step))?;
        due(reunited, open).map(|day| (open, day))
    }
}

/// A request as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Who asks.
    pub inquirer: Said<Inquirer>,
    /// Vetting by what it is for.
    pub vetted: Vec<(String, Said<Vetting>)>,
    /// Who is sought.
    pub searches: Vec<Search>,
    /// Replies that went out: when, by what way.
    pub replies: Vec<Said<(Date, String)>>,
    /// When it was closed, and why.
    pub closed: Option<Said<(Date, String)>>,
}

impl Request {
    /// The request of a file; `None` where it is none.
    pub fn of(file: &File) -> Option<Request> {
        let inquirer = file.said("tracing/inquirer", |fact| match told(fact)? {
            Fact::Inquirer(inquirer) => Some(inquirer.clone()),
            _ => None,
        })?;
        let closed = file.said("tracing/closed", |fact| match told(fact)? {
            Fact::Closed { on, why } => Some((*on, why.clone())),
            _ => None,
        });
        let vetted = under(file, "tracing/vetted/", |fact| match fact {
            Fact::Vetted { vetting, .. } => Some(vetting.clone()),
            _ => None,
        });
        let replies = under(file, "tracing/reply/", |fact| match fact {
            Fact::Replied { on, way, .. } => Some((*on, way.clone())),
            _ => None,
        });
        let sought = under(file, "tracing/sought/", |fact| match fact {
            Fact::Sought { sought, .. } => Some(sought.clone()),
            _ => None,
        });
        let searches =
            sought.into_iter().filter_map(|(key, said)| Some(search(file, Key::parse(&key)?, said)));
        let replies = replies.into_iter().map(|(_, said)| said).collect();
        Some(Request { inquirer, vetted, searches: searches.collect(), replies, closed })
    }

    /// Whether the inquirer may be answered: identity, tie and motive are proved, and nobody doubts it.
    pub fn is_vetted(&self) -> bool {
        let proved = |what: &&str| {
            let said = self.vetted.iter().find(|(w, _)| w == what);
            said.and_then(|(_, said)| said.one()).is_some_and(|vetting| vetting.outcome == "proved")
        };
        VETTED.iter().all(proved)
    }

    /// What is missing before somebody may be brought together, of [`STEPS`]; `consent` is whether the person who was
    /// found consents to tracing.
    pub fn missing(&self, search: &Search, consent: bool) -> Vec<&'static str> {
        let checked = |check: &&str| search.checks.iter().any(|(done, _)| done == check);
        let there = [
            self.is_vetted(),
            search.confirmed().is_some(),
            consent,
            search.may_compare(),
            CHECKS.iter().all(checked),
        ];
        STEPS.into_iter().zip(there).filter(|(_, there)| !there).map(|(step, _)| step).collect()
    }
}

fn told(fact: &Entry) -> Option<&Fact> {
    match fact {
        Entry::Tracing(fact) => Some(fact),
        _ => None,
    }
}

/// What stands in each slot that begins with `prefix`, by the rest of the slot.
fn under<T: PartialEq>(
    file: &File,
    prefix: &str,
    pick: impl Fn(&Fact) -> Option<T> + Copy,
) -> Vec<(String, Said<T>)> {
    file.said_under(prefix, |fact| pick(told(fact)?))
        .map(|(slot, said)| (slot.strip_prefix(prefix).unwrap_or_default().to_string(), said))
        .collect()
}

fn search(file: &File, key: Key, sought: Said<Sought>) -> Search {
    let judged = under(file, &format!("tracing/match/{key}/"), |fact| match fact {
        Fact::Judged { judgement, .. } => Some(judgement.clone()),
        _ => None,
    });
    Search {
        key,
        sought,
        judged: judged.into_iter().filter_map(|(of, said)| Some((SubjectId::parse(&of)?, said))).collect(),
        interviews: under(file, &format!("tracing/interview/{key}/"), |fact| match fact {
            Fact::Interviewed { interview, .. } => Some(interview.clone()),
            _ => None,
        }),
        checks: under(file, &format!("tracing/check/{key}/"), |fact| match fact {
            Fact::Checked { on, words, .. } => Some((*on, words.clone())),
            _ => None,
        }),
        reunited: file.said(&format!("tracing/reunited/{key}"), |fact| match told(fact)? {
            Fact::Reunited { on, words, .. } => Some((*on, words.clone())),
            _ => None,
        }),
        follow_ups: under(file, &format!("tracing/follow-up/{key}/"), |fact| match fact {
            Fact::FollowedUp { follow_up, .. } => Some(follow_up.clone()),
            _ => None,
        }),
    }
}
