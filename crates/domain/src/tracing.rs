//! Tracing: a relative asks for somebody. One inquirer, several sought; the inquirer is vetted before any answer; a person
//! judges each match and a rejected one is remembered; child and adult are interviewed apart; reunification waits for its
//! checks, and is followed up.
//!
//! Whoever asks gets the same neutral reply, hit or none. Nothing here tells anybody anything: it says what is still
//! missing before somebody may.

mod request;

pub use request::{Request, Search};

use crate::id::{Key, SubjectId};
use crate::kin::Relation;
use crate::refusal::{Refusal, Why, hash, refuse};
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use linkage::edtf::Edtf;
use serde::{Deserialize, Serialize};

/// What an inquirer is vetted for before any answer.
pub const VETTED: [&str; 3] = ["identity", "tie", "motive"];
/// How vetting ends.
pub const OUTCOMES: [&str; 3] = ["proved", "doubtful", "refused"];
/// What somebody says of a match.
pub const VERDICTS: [&str; 3] = ["possible", "rejected", "confirmed"];
/// Proofs beyond names; two independent ones are needed to confirm.
pub const PROOFS: [&str; 6] = ["document", "photograph", "letter", "witness", "family-detail", "mark"];
/// Who is interviewed, each apart from the other.
pub const SIDES: [&str; 2] = ["child", "adult"];
/// What both are asked about, in open questions that give nothing away.
pub const TOPICS: [&str; 7] =
    ["parents", "brothers-sisters", "home", "school", "neighbours", "last-day", "marks"];
/// What has to be done before somebody is brought together.
pub const CHECKS: [&str; 7] = [
    "child-asked",
    "adult-willing",
    "home-visited",
    "best-interest",
    "guardian-agrees",
    "danger",
    "accompanied-contact",
];
/// What may still be missing before somebody is brought together.
pub const STEPS: [&str; 5] = ["vetting", "match", "consent", "interviews", "checks"];
/// Follow-ups after somebody was brought together.
pub const FOLLOW_UPS: [&str; 4] = ["two-weeks", "one-month", "three-months", "six-months"];
/// How it goes at a follow-up.
pub const GOES: [&str; 3] = ["well", "strained", "failed"];
/// Independent proofs that confirm a match.
const PROOFS_NEEDED: usize = 2;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inquirer {
    /// Their name.
    pub name: String,
    /// Where the request comes from: a city, an office.
    pub from: String,
    /// How they are reached.
    pub contact: String,
    /// When it was received.
    pub received: Date,
    /// What they say, in their words.
    pub words: String,
    /// The id that the request bears elsewhere (PFIF), so that it is not taken in twice; empty where it has none.
    #[serde(default)]
    pub record: String,
}

impl Inquirer {
    /// # Errors
    /// Names the field: no name, a day after `today`.
    pub fn typed(self, today: Date) -> Result<Inquirer, Refusal> {
        if self.name.trim().is_empty() {
            return Err(refuse("inquirer", "", Why::Missing));
        }
        if self.received > today {
            return Err(refuse("received", self.received, Why::InTheFuture));
        }
        Ok(self)
    }
}

/// Somebody who is sought, as the inquirer knows them. Empty is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sought {
    /// Given names.
    pub given: String,
    /// Surname.
    pub surname: String,
    /// `f`, `m`, `x`, or empty.
    pub sex: String,
    /// Birth.
    pub birth: Option<Edtf>,
    /// Place of birth.
    pub birth_place: String,
    /// The father's name.
    pub father: String,
    /// The mother's.
    pub mother: String,
    /// What the sought person is to the inquirer.
    pub relation: Option<Relation>,
    /// The last news of them.
    pub last_news: String,
    /// From when it is.
    pub last_news_on: Option<Edtf>,
}

impl Sought {
    /// "Surname Given", as lists show it.
    pub fn name(&self) -> String {
        format!("{} {}", self.surname, self.given).trim().to_string()
    }

    /// # Errors
    /// Names the field: neither given name nor surname.
    pub fn typed(self) -> Result<Sought, Refusal> {
        if self.given.trim().is_empty() && self.surname.trim().is_empty() {
            return Err(refuse("surname", "", Why::Missing));
        }
        Ok(self)
    }
}

/// A vetting, an act or a check: when, with what outcome, in what words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vetting {
    /// Of [`OUTCOMES`].
    pub outcome: String,
    /// When.
    pub on: Date,
    /// On what it rests.
    pub words: String,
}

/// What somebody said of a match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Of [`VERDICTS`].
    pub verdict: String,
    /// The hash of what was sought and what the file said then.
    pub rests_on: String,
    /// Of [`PROOFS`].
    pub proofs: Vec<String>,
    /// Why.
    pub why: String,
}

impl Judgement {
    /// # Errors
    /// Names the field: a verdict or proof of no list, a confirmation without two proofs beyond names or without a reason, a
    /// hash that is none.
    pub fn typed(self) -> Result<Judgement, Refusal> {
        if !VERDICTS.contains(&self.verdict.as_str()) {
            return Err(refuse("verdict", &self.verdict, Why::Unknown));
        }
        if let Some(other) = self.proofs.iter().find(|p| !PROOFS.contains(&p.as_str())) {
            return Err(refuse("proof", other, Why::Unknown));
        }
        let mut proofs = self.proofs.clone();
        proofs.sort_unstable();
        proofs.dedup();
        let confirmed = self.verdict == "confirmed";
        if confirmed && proofs.len() < PROOFS_NEEDED {
            return Err(refuse("proof", proofs.join(" "), Why::NeedsProofs));
        }
        if (confirmed || self.verdict == "rejected") && self.why.trim().is_empty() {
            return Err(refuse("why", "", Why::NeedsReason));
        }
        hash("rests_on", &self.rests_on)?;
        Ok(Judgement { proofs, ..self })
    }
}

/// An interview: open questions, answered in the person's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interview {
    /// When.
    pub on: Date,
    /// Who asked, and who was there.
    pub with: String,
    /// Answers by topic, of [`TOPICS`]; a topic that is not there was not asked.
    pub answers: Vec<(String, String)>,
}

/// A follow-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// When.
    pub on: Date,
    /// Of [`GOES`].
    pub goes: String,
    /// What was seen and heard.
    pub words: String,
}

/// What is said of tracing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// Who asks.
    Inquirer(Inquirer),
    /// Somebody who is sought.
    Sought {
        /// Their key.
        key: Key,
        /// Who.
        sought: Sought,
    },
    /// Vetting of the inquirer.
    Vetted {
        /// Of [`VETTED`].
        what: String,
        /// How it ended.
        vetting: Vetting,
    },
    /// What somebody said of a match.
    Judged {
        /// Who was sought.
        sought: Key,
        /// Whose file it is.
        subject: SubjectId,
        /// What was said.
        judgement: Judgement,
    },
    /// An interview.
    Interviewed {
        /// About whom.
        sought: Key,
        /// Of [`SIDES`].
        side: String,
        /// What was said.
        interview: Interview,
    },
    /// A check that was done.
    Checked {
        /// About whom.
        sought: Key,
        /// Of [`CHECKS`].
        check: String,
        /// When.
        on: Date,
        /// With what result.
        words: String,
    },
    /// They are together.
    Reunited {
        /// Who.
        sought: Key,
        /// When.
        on: Date,
        /// Where, accompanied by whom.
        words: String,
    },
    /// A follow-up.
    FollowedUp {
        /// Of whom.
        sought: Key,
        /// Of [`FOLLOW_UPS`].
        step: String,
        /// How it went.
        follow_up: FollowUp,
    },
    /// The neutral reply went out: the same, hit or none.
    Replied {
        /// Its key.
        key: Key,
        /// When.
        on: Date,
        /// By what way.
        way: String,
    },
    /// The request is closed.
    Closed {
        /// When.
        on: Date,
        /// Why.
        why: String,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Inquirer(_) => "tracing/inquirer".into(),
            Fact::Sought { key, .. } => format!("tracing/sought/{key}"),
            Fact::Vetted { what, .. } => format!("tracing/vetted/{what}"),
            Fact::Judged { sought, subject, .. } => format!("tracing/match/{sought}/{subject}"),
            Fact::Interviewed { sought, side, .. } => format!("tracing/interview/{sought}/{side}"),
            Fact::Checked { sought, check, .. } => format!("tracing/check/{sought}/{check}"),
            Fact::Reunited { sought, .. } => format!("tracing/reunited/{sought}"),
            Fact::FollowedUp { sought, step, .. } => format!("tracing/follow-up/{sought}/{step}"),
            Fact::Replied { key, .. } => format!("tracing/reply/{key}"),
            Fact::Closed { .. } => "tracing/closed".into(),
        }
    }
}

/// The day a follow-up is due.
pub fn due(reunited: Date, step: &str) -> Option<Date> {
    let after: Span = match step {
        "two-weeks" => 2.weeks(),
        "one-month" => 1.month(),
        "three-months" => 3.months(),
        "six-months" => 6.months(),
        _ => return None,
    };
    reunited.checked_add(after).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m_a_match_is_confirmed_by_two_proofs_beyond_names() {
        let check = |verdict: &str, proofs: &[&str], why: &str, expected: Option<(&str, Why)>| {
            let judgement = Judgement {
                verdict: verdict.into(),
                rests_on: "0f".repeat(32),
                proofs: proofs.iter().map(|p| (*p).to_string()).collect(),
                why: why.into(),
            };
            let read = judgement.typed().err().map(|r| (r.field, r.why));
            assert_eq!(read, expected, "{verdict} {proofs:?} {why:?}");
        };
        check("confirmed", &["photograph", "mark"], "the scar, and the photograph of the school", None);
        check("confirmed", &["photograph"], "it looks like her", Some(("proof", Why::NeedsProofs)));
        check("confirmed", &["mark", "mark"], "twice the same", Some(("proof", Why::NeedsProofs)));
        check("confirmed", &["mark", "letter"], " ", Some(("why", Why::NeedsReason)));
        check("confirmed", &["mark", "dream"], "she dreamt it", Some(("proof", Why::Unknown)));
        check("rejected", &[], "another father", None);
        check("rejected", &[], "", Some(("why", Why::NeedsReason)));
        check("possible", &[], "", None);
        check("perhaps", &[], "", Some(("verdict", Why::Unknown)));
    }

    #[test]
    fn m_follow_ups_are_due_after_two_weeks_and_one_three_and_six_months() {
        let reunited = jiff::civil::date(1945, 8, 31);
        let days = FOLLOW_UPS.map(|step| due(reunited, step).map(|d| d.to_string()).unwrap_or_default());
        assert_eq!(days, ["1945-09-14", "1945-09-30", "1945-11-30", "1946-02-28"]);
        assert_eq!(due(reunited, "never"), None);
    }
}
