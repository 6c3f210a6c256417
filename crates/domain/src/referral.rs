//! Referral: a person is made known to a partner by a snapshot of named fields, for a purpose, on a consent that stands,
//! until a day.
//!
//! The snapshot is one file of a compartment of its own ([`crate::compartment::Kind::Referral`]). It says nowhere whose
//! file it was taken from, so that no list, search or count can take it for a person, and two partners cannot lay their
//! snapshots beside each other. What was sent, to whom and what became of it stands in the person's own file.

mod snapshot;

pub use snapshot::{Answer, Snapshot};

use crate::consent::{PURPOSES, given};
use crate::entry::Fact as Entry;
use crate::file::File;
use crate::health;
use crate::id::{CompartmentId, FileId, Key, MemberId};
use crate::person::{self, Name, Person};
use crate::refusal::{Refusal, Why, refuse};
use crate::transfer::Whereabouts;
use jiff::civil::Date;
use linkage::edtf::Edtf;
use serde::{Deserialize, Serialize};

/// What can be chosen to go, in the order forms list it. Religion and origin, kin, places, papers, photographs and notes are
/// not among it.
pub const FIELDS: [&str; 11] = [
    "name",
    "birth",
    "birth-place",
    "sex",
    "nationalities",
    "languages",
    "needs",
    "contacts",
    "marks",
    "allergies",
    "treatments",
];
/// Those of them that stand in the health volet.
pub const HEALTH_FIELDS: [&str; 2] = ["allergies", "treatments"];
/// The consents that a referral can rest on: each names the class of those who may receive.
pub const CONSENTS: [&str; 2] = ["other-organisations", "authorities"];
/// What a partner can answer.
pub const OUTCOMES: [&str; 3] = ["accepted", "refused", "service-given"];
/// Longest time a referral lasts, in months: a year, after which the person is asked again.
pub const MONTHS_MAX: i32 = 12;

/// Why a referral ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// Somebody ended it.
    ByHand,
    /// Its day had come.
    EndDate,
    /// The consent it rests on was withdrawn, or does not stand any more.
    ConsentOver,
    /// The person's file has left the house: nobody here would hear of a withdrawal.
    FileLeft,
}

impl End {
    /// All.
    pub const ALL: [End; 4] = [End::ByHand, End::EndDate, End::ConsentOver, End::FileLeft];

    /// The name used in commands and locale files.
    pub fn key(self) -> &'static str {
        match self {
            End::ByHand => "by-hand",
            End::EndDate => "end-date",
            End::ConsentOver => "consent-over",
            End::FileLeft => "file-left",
        }
    }

    /// The reason of that name.
    pub fn parse(text: &str) -> Option<End> {
        End::ALL.into_iter().find(|e| e.key() == text)
    }
}

/// What a referral rests on, as the partner is told of it. What the consent leaves out is not: it may tell the very thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// Of [`CONSENTS`].
    pub purpose: String,
    /// Who gave it, and in which capacity.
    pub giver: String,
    /// When.
    pub on: Edtf,
    /// Until when, where bounded.
    pub until: Option<Edtf>,
}

/// On what terms a snapshot was given: its first word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// What the partner is asked for.
    pub purpose: String,
    /// What they have to know besides, in words; may be empty.
    pub words: String,
    /// What it rests on.
    pub consent: Ground,
    /// Of [`FIELDS`].
    pub fields: Vec<String>,
    /// The name of the house it comes from.
    pub house: String,
    /// Whom it is for.
    pub to: MemberId,
    /// Since when.
    pub from: Date,
    /// The day on which it ends.
    pub until: Date,
}

/// What the person's file keeps of a referral: who received what, for how long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The referral's own compartment.
    pub compartment: CompartmentId,
    /// The snapshot, a file of it.
    pub snapshot: FileId,
    /// Who received it.
    pub to: MemberId,
    /// The name they were known by.
    pub name: String,
    /// What they were asked for.
    pub purpose: String,
    /// The consent it rests on, of [`CONSENTS`].
    pub consent: String,
    /// Of [`FIELDS`].
    pub fields: Vec<String>,
    /// The day on which it ends.
    pub until: Date,
}

/// What is said of a referral: the first three in the person's file, the others in the referral's own compartment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// It was made.
    Sent {
        /// Which.
        key: Key,
        /// To whom, and what.
        sent: Sent,
    },
    /// The partner answered.
    Heard {
        /// Which.
        key: Key,
        /// The answer's own key.
        answer: Key,
        /// Of [`OUTCOMES`].
        outcome: String,
        /// Their words; may be empty.
        words: String,
        /// When they answered.
        on: Date,
    },
    /// It ended.
    Ended {
        /// Which.
        key: Key,
        /// When.
        on: Date,
        /// Why.
        why: End,
    },
    /// The terms of a snapshot.
    Terms(Terms),
    /// The partner's answer.
    Answered {
        /// Key.
        answer: Key,
        /// Of [`OUTCOMES`].
        outcome: String,
        /// In words; may be empty.
        words: String,
        /// When.
        on: Date,
    },
    /// The snapshot is not given any more.
    Over {
        /// When.
        on: Date,
        /// Why.
        why: End,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Sent { key, .. } => format!("referral/{key}/sent"),
            Fact::Heard { key, answer, .. } => format!("referral/{key}/heard/{answer}"),
            Fact::Ended { key, .. } => format!("referral/{key}/ended"),
            Fact::Terms(_) => "referral/terms".into(),
            Fact::Answered { answer, .. } => format!("referral/answer/{answer}"),
            Fact::Over { .. } => "referral/over".into(),
        }
    }

    /// Whether it belongs in the referral's own compartment.
    pub fn of_the_snapshot(&self) -> bool {
        matches!(self, Fact::Terms(_) | Fact::Answered { .. } | Fact::Over { .. })
    }
}

/// Whether a referral's own compartment takes this fact: its terms, the fields that can be chosen, what becomes of it, and
/// nothing that would make a person, a stay or a tie of it, or take it elsewhere.
pub fn carries(fact: &Entry) -> bool {
    match fact {
        Entry::Referral(fact) => fact.of_the_snapshot(),
        Entry::Person(fact) => of_field(fact).is_some(),
        Entry::Health(health::Fact::Record { record, .. }) => of_record(&record.kind).is_some(),
        other => other.of_this_house(),
    }
}

fn of_field(fact: &person::Fact) -> Option<&'static str> {
    Some(match fact {
        person::Fact::Name { .. } => "name",
        person::Fact::Born(_) => "birth",
        person::Fact::BirthPlace(_) => "birth-place",
        person::Fact::Sex(_) => "sex",
        person::Fact::Nationality { .. } => "nationalities",
        person::Fact::Language { .. } => "languages",
        person::Fact::Need { .. } => "needs",
        person::Fact::Contact { .. } => "contacts",
        person::Fact::Mark { .. } => "marks",
        _ => return None,
    })
}

fn of_record(kind: &str) -> Option<&'static str> {
    match kind {
        "allergy" => Some("allergies"),
        "treatment" => Some("treatments"),
        _ => None,
    }
}

/// The fields of [`FIELDS`] of which something stands in the file of a volet.
pub fn filled(file: &File) -> Vec<&'static str> {
    FIELDS.into_iter().filter(|field| !copied(file, field).unwrap_or_default().is_empty()).collect()
}

/// What stands of one field, as it goes into a snapshot; nothing where nothing stands. Of the names only the one in use, of
/// the contacts only those the person wishes to find.
///
/// # Errors
/// What two people said differently and nobody has settled: a partner would take it for settled.
pub fn copied(file: &File, field: &str) -> Result<Vec<Entry>, Refusal> {
    let name = Person::of(file).shown().cloned();
    let chosen = |fact: &Entry| match fact {
        Entry::Person(said) if of_field(said) != Some(field) => false,
        Entry::Person(person::Fact::Name { name: said, .. }) => Some(said) == name.as_ref(),
        Entry::Person(person::Fact::Contact { contact, .. }) => contact.wish == "wished",
        Entry::Person(person::Fact::Nationality { held, .. }) => *held,
        Entry::Person(person::Fact::Language { spoken, .. }) => *spoken,
        Entry::Person(person::Fact::Need { there, .. }) => *there,
        Entry::Person(person::Fact::Mark { text, .. }) => !text.is_empty(),
        Entry::Person(person::Fact::BirthPlace(place)) => place.given().is_some(),
        Entry::Person(_) => true,
        Entry::Health(health::Fact::Record { record, .. }) => of_record(&record.kind) == Some(field),
        _ => false,
    };
    let mut facts: Vec<Entry> = Vec::new();
    for slot in file.claims.keys() {
        let said = file.said(slot, |fact| Some(fact.clone()));
        let Some(said) = said.filter(|said| said.all().iter().any(|a| chosen(&a.value))) else { continue };
        match said.one() {
            Some(Entry::Person(person::Fact::Name { key, name })) => {
                // Where an office found a name tells where somebody was.
                let name = Name { source: String::new(), period: None, ..name.clone() };
                facts.push(Entry::Person(person::Fact::Name { key: *key, name }));
            }
            Some(fact) => facts.push(fact.clone()),
            None => return Err(refuse("fields", field, Why::Ambiguous)),
        }
    }
    Ok(facts)
}

/// A copied fact under a number of its own, so that two snapshots cannot be laid beside each other by the numbers of the file.
pub fn renumbered(fact: Entry, key: Key) -> Entry {
    match fact {
        Entry::Person(person::Fact::Name { name, .. }) => Entry::Person(person::Fact::Name { key, name }),
        Entry::Person(person::Fact::Contact { contact, .. }) => {
            Entry::Person(person::Fact::Contact { key, contact })
        }
        Entry::Health(health::Fact::Record { record, .. }) => {
            Entry::Health(health::Fact::Record { key, record })
        }
        other => other,
    }
}

/// Until when a referral may last.
///
/// # Errors
/// A day that is not after today, or more than [`MONTHS_MAX`] away.
pub fn lasts(until: Date, today: Date) -> Result<(), Refusal> {
    if until <= today {
        return Err(refuse("until", until, Why::EndsBeforeItBegins));
    }
    let latest = today.checked_add(jiff::Span::new().months(MONTHS_MAX)).unwrap_or(today);
    if until > latest { Err(refuse("until", until, Why::OutOfRange)) } else { Ok(()) }
}

/// The consent of that purpose, where it stands in the file and lasts until the end.
///
/// # Errors
/// One for something else; none given; withdrawn; one that ended or ends before `until`.
pub fn rests_on(file: &File, purpose: &str, until: Date, today: Date) -> Result<Ground, Refusal> {
    if !CONSENTS.contains(&purpose) {
        let why = if PURPOSES.contains(&purpose) { Why::ConsentForOther } else { Why::Unknown };
        return Err(refuse("consent", purpose, why));
    }
    let consent = given(file, purpose, today).map_err(|l| refuse("consent", purpose, l.why()))?;
    given(file, purpose, until).map_err(|l| refuse("until", until, l.why()))?;
    let (giver, on, until) = (consent.giver, consent.on, consent.until);
    Ok(Ground { purpose: purpose.to_string(), giver, on, until })
}

/// Whether a referral ends on `today`, and why: by its own day, and by the file it was taken from where that is known.
pub fn ends(until: Date, today: Date, consent: &str, of: Option<(&File, &Whereabouts)>) -> Option<End> {
    match of {
        Some((_, Whereabouts::Left)) => Some(End::FileLeft),
        Some((file, _)) if given(file, consent, today).is_err() => Some(End::ConsentOver),
        _ => (today >= until).then_some(End::EndDate),
    }
}

/// A referral, read from the person's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// Which.
    pub key: Key,
    /// To whom, and what.
    pub sent: Sent,
    /// When it was made.
    pub on: Date,
    /// Who made it.
    pub by: MemberId,
    /// What the partner answered, the first first.
    pub heard: Vec<Answer>,
    /// When and why it ended.
    pub ended: Option<(Date, End)>,
}

impl Referral {
    /// Every referral of a person, the newest first. What was sent was sent: no later word takes it out of the list.
    pub fn all_of(file: &File) -> Vec<Referral> {
        let mut all: Vec<Referral> = Vec::new();
        for claim in file.claims.range("referral/".to_string()..).flat_map(|(_, claims)| claims) {
            let Entry::Referral(Fact::Sent { key, sent }) = &claim.fact else { continue };
            if all.iter().any(|r| r.key == *key) {
                continue;
            }
            let told = file.told_by(claim);
            let (heard, ended) = became(file, key);
            all.push(Referral {
                key: *key,
                sent: sent.clone(),
                on: told.stamp.day(),
                by: told.by,
                heard,
                ended,
            });
        }
        all.sort_by_key(|r| (std::cmp::Reverse(r.on), r.key));
        all
    }
}

/// What the person's file says became of a referral. The first ending counts: from then on nothing was given any more.
fn became(file: &File, of: &Key) -> (Vec<Answer>, Option<(Date, End)>) {
    let (mut heard, mut ended) = (Vec::new(), None);
    let prefix = format!("referral/{of}/");
    let told = file.claims.range(prefix.clone()..).take_while(|(slot, _)| slot.starts_with(&prefix));
    for claim in told.flat_map(|(_, claims)| claims.first()) {
        match &claim.fact {
            Entry::Referral(Fact::Heard { answer, outcome, words, on, .. }) => {
                heard.push(Answer { key: *answer, outcome: outcome.clone(), words: words.clone(), on: *on })
            }
            Entry::Referral(Fact::Ended { on, why, .. }) => ended = ended.or(Some((*on, *why))),
            _ => {}
        }
    }
    heard.sort_by_key(|a| (a.on, a.key));
    (heard, ended)
}
