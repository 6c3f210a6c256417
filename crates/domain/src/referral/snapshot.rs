//! A snapshot, read: what was given, on what terms, and what the partner answered.

use super::{End, Fact, OUTCOMES, Terms};
use crate::entry::{Fact as Entry, TEXT_MAX};
use crate::file::{Claim, File};
use crate::id::{Key, MemberId};
use jiff::civil::Date;

/// A partner's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its key.
    pub key: Key,
    /// Of [`super::OUTCOMES`].
    pub outcome: String,
    /// In words; may be empty.
    pub words: String,
    /// When.
    pub on: Date,
}

/// A snapshot of named fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// On what terms.
    pub terms: Terms,
    /// The facts that were copied: what stood beside the terms in the same entry, and nothing said later.
    pub facts: Vec<Entry>,
    /// Who gave it.
    pub by: MemberId,
    /// The partner's answers, the first first.
    pub answers: Vec<Answer>,
    /// When and why it was over.
    pub over: Option<(Date, End)>,
}

impl Snapshot {
    /// The snapshot of a file. Whoever receives it may write back, and must not change by that what they were given, for how
    /// long, or whether it is over: terms and ending count from anybody else, answers from them alone.
    pub fn of(file: &File) -> Option<Snapshot> {
        let ever = |slot: &str| file.claims.get(slot).into_iter().flatten();
        let begun = |claim: &Claim| match &claim.fact {
            Entry::Referral(Fact::Terms(terms)) if file.told_by(claim).by != terms.to => Some(terms.clone()),
            _ => None,
        };
        let (claim, terms) = ever("referral/terms").find_map(|c| Some((c, begun(c)?)))?;
        let copied =
            |c: &&Claim| c.told == claim.told && matches!(c.fact, Entry::Person(_) | Entry::Health(_));
        let facts = file.claims.values().flatten().filter(copied).map(|c| c.fact.clone()).collect();
        let over = ever("referral/over").find_map(|claim| match &claim.fact {
            Entry::Referral(Fact::Over { on, why }) if file.told_by(claim).by != terms.to => {
                Some((*on, *why))
            }
            _ => None,
        });
        let mut answers: Vec<Answer> =
            file.claims.values().flatten().filter_map(|claim| answer(file, claim, &terms.to)).collect();
        answers.sort_by_key(|a| (a.on, a.key));
        let by = file.told_by(claim).by;
        Some(Snapshot { terms, facts, by, answers, over })
    }
}

fn answer(file: &File, claim: &Claim, to: &MemberId) -> Option<Answer> {
    match &claim.fact {
        Entry::Referral(Fact::Answered { answer, outcome, words, on })
            if file.told_by(claim).by == *to
                && OUTCOMES.contains(&outcome.as_str())
                && words.len() <= TEXT_MAX =>
        {
            Some(Answer { key: *answer, outcome: outcome.clone(), words: words.clone(), on: *on })
        }
        _ => None,
    }
}
