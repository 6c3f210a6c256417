//! Doubles: two files that may be about one person. A machine proposes a pair with its reasons; a person says same, not the
//! same, or unsure. It is written in both files, and said otherwise later without anything being lost: files are never
//! merged, they are known to belong together.
//!
//! A judgement bears what it rested on: while names, births and sexes stand as they stood then, nobody is asked again.

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::SubjectId;
use crate::refusal::{Refusal, Why, hash, refuse};
use crate::said::Said;
use serde::{Deserialize, Serialize};

/// What a person may say of a pair.
pub const VERDICTS: [&str; 3] = ["same", "not-same", "unsure"];

/// What somebody said of this person and another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Of [`VERDICTS`].
    pub verdict: String,
    /// The hash of what both files said of name, birth and sex.
    pub rests_on: String,
    /// Why, in a few words.
    pub why: String,
}

impl Judgement {
    /// A judgement as typed.
    ///
    /// # Errors
    /// Names the field: a verdict of no list, a reason that is missing where two files are said to be one person, a hash
    /// that is none.
    pub fn typed(verdict: &str, rests_on: &str, why: &str) -> Result<Judgement, Refusal> {
        if !VERDICTS.contains(&verdict) {
            return Err(refuse("verdict", verdict, Why::Unknown));
        }
        if verdict == VERDICTS[0] && why.trim().is_empty() {
            return Err(refuse("why", "", Why::NeedsReason));
        }
        hash("rests_on", rests_on)?;
        let (verdict, rests_on) = (verdict.to_string(), rests_on.to_string());
        Ok(Judgement { verdict, rests_on, why: why.trim().to_string() })
    }
}

/// What is said of doubles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// What somebody said of this person and another.
    Judged {
        /// The other.
        other: SubjectId,
        /// What.
        judgement: Judgement,
    },
}

impl Fact {
    /// The slot it fills: one for each other.
    pub fn slot(&self) -> String {
        match self {
            Fact::Judged { other, .. } => format!("double/{other}"),
        }
    }
}

/// What stands of this person and others, by the other.
pub fn judgements(file: &File) -> Vec<(SubjectId, Said<Judgement>)> {
    let read = |fact: &Entry| match fact {
        Entry::Double(Fact::Judged { other, judgement }) => Some((*other, judgement.clone())),
        _ => None,
    };
    let found = file.said_under("double/", read);
    let mut all: Vec<(SubjectId, Said<Judgement>)> =
        found.map(|(_, said)| (said.latest().0, said.map(|(_, judgement)| judgement))).collect();
    all.sort_by_key(|(other, _)| *other);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m_a_judgement_is_refused_by_field() {
        let hash = "0f".repeat(32);
        let check = |verdict: &str, rests_on: &str, why: &str, expected: Option<(&str, Why)>| {
            let read = Judgement::typed(verdict, rests_on, why).err().map(|r| (r.field, r.why));
            assert_eq!(read, expected, "{verdict} {rests_on} {why}");
        };
        check("same", &hash, "the mother said so", None);
        check("same", &hash, " ", Some(("why", Why::NeedsReason)));
        check("not-same", &hash, "", None);
        check("unsure", &hash, "", None);
        check("perhaps", &hash, "", Some(("verdict", Why::Unknown)));
        check("unsure", "0f", "", Some(("rests_on", Why::Unreadable)));
        check("unsure", &"xy".repeat(32), "", Some(("rests_on", Why::Unreadable)));
    }
}
