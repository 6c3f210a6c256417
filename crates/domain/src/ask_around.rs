//! Ask-around: a question to houses whose files the asker does not see. It travels sealed, is matched there, and a person
//! there answers yes, no, or call me. "No" and silence look the same to whoever asked.
//!
//! A question names the houses it goes to, needs a second person, and lives a fortnight. It says whom one looks for and
//! nothing of who asks for them; an answer says how to go on and nothing of anybody's file.

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::{CompartmentId, Key, MemberId};
use crate::refusal::{Refusal, Why, refuse};
use crate::said::Said;
use crate::tracing::Sought;
use jiff::ToSpan as _;
use jiff::civil::Date;
use linkage::edtf::Edtf;
use serde::{Deserialize, Serialize};

/// What a person of the house that was asked may say.
pub const ANSWERS: [&str; 3] = ["yes", "no", "call-me"];
/// Days a question lives.
pub const DAYS: i64 = 14;
/// Most houses one question goes to.
pub const HOUSES_MAX: usize = 24;
/// Longest answer and longest reason, in bytes: a question and an answer take one letter of one size.
pub const WORDS_MAX: usize = 600;

/// Whom one looks for: what may help to recognise them, and nothing of who asks. Empty is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
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
}

impl Question {
    /// "Surname Given", as lists show it.
    pub fn name(&self) -> String {
        format!("{} {}", self.surname, self.given).trim().to_string()
    }

    /// As one who is sought, to be matched.
    pub fn sought(&self) -> Sought {
        let Question { given, surname, sex, birth, birth_place, father, mother } = self.clone();
        Sought { given, surname, sex, birth, birth_place, father, mother, ..Sought::default() }
    }

    /// What is asked of one who is sought.
    pub fn of(sought: &Sought) -> Question {
        let Sought { given, surname, sex, birth, birth_place, father, mother, .. } = sought.clone();
        Question { given, surname, sex, birth, birth_place, father, mother }
    }
}

/// A question as it is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Its key, the same at every house.
    pub key: Key,
    /// Whom one looks for.
    pub question: Question,
    /// The houses it goes to.
    pub houses: Vec<CompartmentId>,
    /// Why one asks, in words that the houses read.
    pub why: String,
    /// When.
    pub on: Date,
}

impl Asked {
    /// The last day on which it may be answered.
    pub fn until(&self) -> Date {
        self.on.saturating_add(DAYS.days())
    }

    /// # Errors
    /// Names the field: nobody to look for, no house or too many, no reason, one that is too long.
    pub fn typed(self) -> Result<Asked, Refusal> {
        if self.question.name().is_empty() {
            return Err(refuse("surname", "", Why::Missing));
        }
        if self.houses.is_empty() {
            return Err(refuse("house", "", Why::Missing));
        }
        if self.houses.len() > HOUSES_MAX {
            return Err(refuse("house", self.houses.len(), Why::OutOfRange));
        }
        short("why", &self.why)?;
        if !["", "f", "m", "x"].contains(&self.question.sex.as_str()) {
            return Err(refuse("sex", &self.question.sex, Why::Unknown));
        }
        if self.question.birth.as_ref().is_some_and(|birth| birth.to_string().len() > WORDS_MAX / 4) {
            return Err(refuse("birth", "", Why::TooLong));
        }
        let said = [&self.question.given, &self.question.surname, &self.question.birth_place];
        for words in said.into_iter().chain([&self.question.father, &self.question.mother]) {
            if words.len() > WORDS_MAX / 4 {
                return Err(refuse("surname", words, Why::TooLong));
            }
        }
        Ok(self)
    }
}

fn short(field: &'static str, words: &str) -> Result<(), Refusal> {
    match words.trim().len() {
        0 => Err(refuse(field, "", Why::NeedsReason)),
        len if len > WORDS_MAX => Err(refuse(field, len, Why::TooLong)),
        _ => Ok(()),
    }
}

/// A question as it came to a house.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// Its key.
    pub key: Key,
    /// The house that asks.
    pub from: CompartmentId,
    /// That house's name, by its own word.
    pub house: String,
    /// Whom it looks for.
    pub question: Question,
    /// Why it asks.
    pub why: String,
    /// The last day on which it may be answered.
    pub until: Date,
}

/// What a person said to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Of [`ANSWERS`].
    pub answer: String,
    /// How to go on: whom to call. Nothing of anybody's file.
    pub words: String,
    /// When.
    pub on: Date,
}

impl Reply {
    /// # Errors
    /// Names the field: an answer of no list, a yes that does not say how to go on.
    pub fn typed(self) -> Result<Reply, Refusal> {
        if !ANSWERS.contains(&self.answer.as_str()) {
            return Err(refuse("answer", &self.answer, Why::Unknown));
        }
        if self.says_something() {
            short("words", &self.words)?;
        }
        Ok(self)
    }

    /// Whether a letter goes back: a no looks like silence.
    pub fn says_something(&self) -> bool {
        self.answer != "no"
    }
}

/// What is said of asking around.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A question was written; it goes nowhere yet.
    Asked(Asked),
    /// A second person lets it go.
    Seconded {
        /// When.
        on: Date,
    },
    /// It is asked no more.
    Dropped {
        /// Why.
        why: String,
    },
    /// A house said yes, or call me.
    Heard {
        /// Which.
        house: CompartmentId,
        /// What.
        reply: Reply,
    },
    /// A question came, and somebody looked at it.
    Received(Received),
    /// What somebody here said to it.
    Answered(Reply),
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Asked(_) => "ask-around/asked".into(),
            Fact::Seconded { .. } => "ask-around/seconded".into(),
            Fact::Dropped { .. } => "ask-around/dropped".into(),
            Fact::Heard { house, .. } => format!("ask-around/heard/{house}"),
            Fact::Received(_) => "ask-around/received".into(),
            Fact::Answered(_) => "ask-around/answered".into(),
        }
    }
}

/// A question that this house asks, as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// What was asked.
    pub asked: Asked,
    /// By whom.
    pub by: MemberId,
    /// The second person, where there is one.
    pub second: Option<MemberId>,
    /// Why it was dropped, where it was.
    pub dropped: Option<String>,
    /// What houses said.
    pub heard: Vec<(CompartmentId, Said<Reply>)>,
}

impl Asking {
    /// The question of a file; `None` where it asks none.
    pub fn of(file: &File) -> Option<Asking> {
        let said = file.said("ask-around/asked", |fact| match told(fact)? {
            Fact::Asked(asked) => Some(asked.clone()),
            _ => None,
        })?;
        let (asked, by) = said.all().last().map(|a| (a.value.clone(), a.by))?;
        let seconded = file.said("ask-around/seconded", |fact| match told(fact)? {
            Fact::Seconded { on } => Some(*on),
            _ => None,
        });
        // Whoever asks is not their own second person, whatever an entry says.
        let mut seconds = seconded.iter().flat_map(|said| said.all()).map(|a| a.by).filter(|m| *m != by);
        let second = seconds.next();
        let dropped = file.said("ask-around/dropped", |fact| match told(fact)? {
            Fact::Dropped { why } => Some(why.clone()),
            _ => None,
        });
        let heard = file.said_under("ask-around/heard/", |fact| match told(fact)? {
            Fact::Heard { house, reply } => Some((*house, reply.clone())),
            _ => None,
        });
        let heard = heard.map(|(_, said)| (said.latest().0, said.map(|(_, reply)| reply))).collect();
        Some(Asking { asked, by, second, dropped: dropped.map(|d| d.latest().clone()), heard })
    }

    /// Whether it is under way on that day.
    pub fn goes_on(&self, today: Date) -> bool {
        self.second.is_some() && self.dropped.is_none() && today <= self.asked.until()
    }
}

/// A question that was answered here.
#[derive(Clone, Debug, PartialEq)]
pub struct Answering {
    /// What came.
    pub received: Received,
    /// What was said.
    pub answered: Option<Said<Reply>>,
}

impl Answering {
    /// The answered question of a file; `None` where it is none.
    pub fn of(file: &File) -> Option<Answering> {
        let received = file.said("ask-around/received", |fact| match told(fact)? {
            Fact::Received(received) => Some(received.clone()),
            _ => None,
        })?;
        let answered = file.said("ask-around/answered", |fact| match told(fact)? {
            Fact::Answered(reply) => Some(reply.clone()),
            _ => None,
        });
        Some(Answering { received: received.latest().clone(), answered })
    }
}

fn told(fact: &Entry) -> Option<&Fact> {
    match fact {
        Entry::AskAround(fact) => Some(fact),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m_a_question_names_somebody_some_houses_and_a_reason() {
        let house = CompartmentId([1; 24]);
        let check = |surname: &str, houses: &[CompartmentId], why: &str, expected: Option<(&str, Why)>| {
            let asked = Asked {
                key: Key([2; 8]),
                question: Question { surname: surname.into(), ..Question::default() },
                houses: houses.to_vec(),
                why: why.into(),
                on: jiff::civil::date(1941, 5, 1),
            };
            assert_eq!(asked.until().to_string(), "1941-05-15");
            let read = asked.typed().err().map(|r| (r.field, r.why));
            assert_eq!(read, expected, "{surname} {} {why:.20}", houses.len());
        };
        let long = "a".repeat(601);
        check("Halimi", &[house], "her aunt looks for her", None);
        check("", &[house], "her aunt looks for her", Some(("surname", Why::Missing)));
        check(&long, &[house], "her aunt looks for her", Some(("surname", Why::TooLong)));
        check("Halimi", &[], "her aunt looks for her", Some(("house", Why::Missing)));
        check("Halimi", &[house; 25], "her aunt", Some(("house", Why::OutOfRange)));
        check("Halimi", &[house], " ", Some(("why", Why::NeedsReason)));
        check("Halimi", &[house], &long, Some(("why", Why::TooLong)));
    }

    #[test]
    fn m_a_yes_says_how_to_go_on_and_a_no_says_nothing() {
        let check = |answer: &str, words: &str, expected: Option<(&str, Why)>, speaks: bool| {
            let reply =
                Reply { answer: answer.into(), words: words.into(), on: jiff::civil::date(1941, 5, 1) };
            assert_eq!(reply.says_something(), speaks, "{answer}");
            assert_eq!(reply.typed().err().map(|r| (r.field, r.why)), expected, "{answer} {words}");
        };
        check("yes", "ask for Sister Marthe", None, true);
        check("call-me", "", Some(("words", Why::NeedsReason)), true);
        check("yes", " ", Some(("words", Why::NeedsReason)), true);
        check("no", "", None, false);
        check("perhaps", "x", Some(("answer", Why::Unknown)), true);
    }
}
