//! What was said, and by whom: one value, or several that nobody has settled yet.

use crate::entry::Stamp;
use crate::id::{EntryId, MemberId};
use serde::{Deserialize, Serialize};

/// A value with who said it, when, and in which entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attested<T> {
    /// The value.
    pub value: T,
    /// Who wrote it.
    pub by: MemberId,
    /// When it was written.
    pub stamp: Stamp,
    /// The entry that says it.
    pub entry: EntryId,
}

impl<T> Attested<T> {
    /// The same attestation over another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Attested<U> {
        Attested { value: f(self.value), by: self.by, stamp: self.stamp, entry: self.entry }
    }
}

/// One value, or several said by people who had not seen each other's. Never silently replaced; a further entry
/// settles it. `Many` holds at least two different values, in the order of their stamps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Said<T> {
    /// Everyone who spoke last says this.
    One(Attested<T>),
    /// Unsettled.
    Many(Vec<Attested<T>>),
}

impl<T> Said<T> {
    /// Every value that stands, first said first.
    pub fn all(&self) -> &[Attested<T>] {
        match self {
            Said::One(one) => std::slice::from_ref(one),
            Said::Many(many) => many,
        }
    }

    /// The value, where there is just one.
    pub fn one(&self) -> Option<&T> {
        match self {
            Said::One(one) => Some(&one.value),
            Said::Many(_) => None,
        }
    }

    /// The value said last. For sorting and short lists only: a page that shows it alone also shows that it is disputed.
    pub fn latest(&self) -> &T {
        &self.last().value
    }

    /// What was said last, with who said it and when; [`Said::latest`] says what for.
    pub fn last(&self) -> &Attested<T> {
        match self {
            Said::One(one) => one,
            Said::Many(many) => &many[many.len() - 1],
        }
    }

    /// Whether somebody has still to settle it.
    pub fn disputed(&self) -> bool {
        matches!(self, Said::Many(_))
    }

    /// The same, over another value.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Said<U> {
        match self {
            Said::One(one) => Said::One(one.map(f)),
            Said::Many(many) => Said::Many(many.into_iter().map(|a| a.map(&mut f)).collect()),
        }
    }
}

/// An answer to a question: what was not asked differs from what nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Answer<T> {
    /// The answer.
    Given(T),
    /// The question was not put.
    NotAsked,
    /// Asked; the person does not know.
    DoesNotKnow,
    /// Asked; the person will not say.
    Declines,
    /// Asked; there is none.
    Without,
}

impl<T> Answer<T> {
    /// The answer, where one was given.
    pub fn given(&self) -> Option<&T> {
        match self {
            Answer::Given(value) => Some(value),
            _ => None,
        }
    }
}
