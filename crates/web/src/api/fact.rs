//! What is said of a person after registration: each body states one or several things; a correction is a further
//! entry, the old value stays in the history.

use crate::api::person::id;
use crate::api::sent::{Sent, word};
use crate::api::shape::Written;
use crate::api::{Refused, made};
use crate::edge::{Answer, Complaint};
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::entry::Fact;
use domain::file::File;
use domain::health::{self, Record};
use domain::id::{EntryId, FileId, Key};
use domain::note::{self, Note};
use domain::person::{
    self, MARKS, NEEDS, Name, NameKind, Person, Sex, Volet, WASHINGTON_DOMAINS, WASHINGTON_LEVELS,
};
use domain::refusal::{Refusal, Why, refuse, text};
use domain::registration::date;
use domain::said;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is said, in one entry. Members that are left out say nothing.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Statement {
    /// The heads the writer had before them (`heads` of the file). What others wrote meanwhile then stands beside this
    /// until somebody settles it. Left out: written with sight of everything.
    heads: Vec<String>,
    /// A name, new or corrected.
    name: Option<SaidName>,
    /// Birth: EDTF or a usual European form.
    birth: Option<String>,
    /// Place of birth.
    birth_place: Option<String>,
    /// `f`, `m` or `x`.
    sex: Option<String>,
    /// A nationality, held or no longer.
    nationality: Option<Flag>,
    /// A language, spoken or not.
    language: Option<Flag>,
    /// A need of the closed list, there or no longer.
    need: Option<Flag>,
    /// An answer of the Washington Group short set.
    washington: Option<SaidWashington>,
    /// A mark; empty words take it down.
    mark: Option<SaidMark>,
    /// A number in a register.
    number: Option<SaidNumber>,
    /// A note, new or corrected.
    note: Option<SaidNote>,
    /// A health record; only in a health volet.
    health: Option<SaidHealth>,
    /// Something that was never true.
    withdrawn: Option<Withdrawn>,
}

/// A name.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SaidName {
    /// Key of the form to correct; empty for a new form.
    key: String,
    /// Given names.
    given: String,
    /// Surname.
    surname: String,
    /// `usual`, `birth`, `married`, `nickname`, `as-found`; `usual` unless told.
    kind: String,
    /// Where it was found.
    source: String,
}

/// Something that is there or not.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Flag {
    /// What.
    is: String,
    /// Takes it back.
    no_longer: bool,
}

/// An answer of the Washington Group short set.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SaidWashington {
    /// Which domain.
    domain: String,
    /// Which level.
    level: String,
}

/// A mark.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SaidMark {
    /// Which.
    mark: String,
    /// What to do.
    text: String,
}

/// A number in a register.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SaidNumber {
    /// Which register.
    register: String,
    /// The number.
    number: String,
}

/// A note.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SaidNote {
    /// Key of the note to correct; empty for a new one.
    key: String,
    /// The words.
    text: String,
    /// The day it speaks of.
    on: String,
    /// Whether these are the child's own words.
    own_words: bool,
}

/// A health record.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SaidHealth {
    /// Key of the record to correct; empty for a new one.
    key: String,
    /// `allergy`, `treatment`, `vaccination`, `illness`, `examination`, `diet`, `other`.
    kind: String,
    /// What.
    text: String,
    /// From when.
    from: String,
    /// Until when.
    until: String,
}

/// What stood in a slot was never true.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Withdrawn {
    /// The slot, as the history names it.
    slot: String,
    /// Why.
    why: String,
}

/// Says something of a person.
#[utoipa::path(post, path = "/api/v1/people/{file}/facts", tag = "person", params(("file" = String, Path)),
    request_body = Statement,
    responses((status = 201, body = Written), (status = 403, body = Refused), (status = 404, body = Refused),
        (status = 422, body = Refused)))]
pub(crate) async fn correct(viewer: Viewer, Path(file): Path<String>, Sent(said): Sent<Statement>) -> Answer {
    viewer
        .run(move |v| {
            let file = id(&file)?;
            let written = said.write(v, file)?;
            made(&format!("/api/v1/people/{file}/history"), &written)
        })
        .await
}

impl Statement {
    fn write(self, viewer: &Viewer, id: FileId) -> Result<Written, Complaint> {
        let actor = viewer.actor()?;
        let volume = viewer.store().open_file(actor, &id, "api facts")?;
        let heads =
            self.heads.iter().map(|h| EntryId::parse(h).ok_or_else(|| refuse("heads", "", Why::Unreadable)));
        let heads: Vec<EntryId> = heads.collect::<Result<_, Refusal>>()?;
        let written = viewer.store().write(actor, &volume.compartment, move |w| {
            let (file, today) = (w.file(&id)?, w.today());
            let facts = self.facts(&file, today, || w.new_key())?;
            let entry =
                if heads.is_empty() { w.append(&id, facts) } else { w.append_after(&id, heads, facts) }?;
            let heads = w.file(&id)?.heads;
            Ok(Written { entry: entry.to_string(), heads: heads.iter().map(ToString::to_string).collect() })
        })?;
        Ok(written)
    }

    fn facts(&self, file: &File, today: Date, mut fresh: impl FnMut() -> Key) -> Result<Vec<Fact>, Refusal> {
        let mut key = |slot: &str, typed: &str| keyed(file, slot, typed, &mut fresh);
        let mut facts = Vec::new();
        let mut says = |fact: person::Fact| facts.push(Fact::Person(fact));
        if let Some(name) = &self.name {
            says(person::Fact::Name { key: key("person/name/", &name.key)?, name: name.read()? });
        }
        if let Some(typed) = &self.birth {
            let birth = date("birth", typed)?;
            if birth.bounds().earliest.is_some_and(|day| day > today) {
                return Err(refuse("birth", typed, Why::InTheFuture));
            }
            says(person::Fact::Born(birth));
        }
        if let Some(place) = &self.birth_place {
            says(person::Fact::BirthPlace(said::Answer::Given(text("birth_place", place)?)));
        }
        if let Some(sex) = &self.sex {
            says(person::Fact::Sex(Sex::parse(sex).ok_or_else(|| refuse("sex", sex, Why::Unreadable))?));
        }
        if let Some(flag) = &self.nationality {
            says(person::Fact::Nationality {
                country: text("nationality", &flag.is)?,
                held: !flag.no_longer,
            });
        }
        if let Some(flag) = &self.language {
            says(person::Fact::Language { language: text("languages", &flag.is)?, spoken: !flag.no_longer });
        }
        if let Some(flag) = &self.need {
            says(person::Fact::Need { need: listed("need", &flag.is, &NEEDS)?, there: !flag.no_longer });
        }
        if let Some(answer) = &self.washington {
            let domain = listed("domain", &answer.domain, &WASHINGTON_DOMAINS)?;
            let level = said::Answer::Given(listed("level", &answer.level, &WASHINGTON_LEVELS)?);
            says(person::Fact::Washington { domain, level });
        }
        if let Some(mark) = &self.mark {
            let words = if mark.text.trim().is_empty() { String::new() } else { text("text", &mark.text)? };
            says(person::Fact::Mark { mark: listed("mark", &mark.mark, &MARKS)?, text: words });
        }
        if let Some(number) = &self.number {
            let register = text("register", &number.register)?;
            says(person::Fact::RegisterNumber { register, number: text("number", &number.number)? });
        }
        if let Some(note) = &self.note {
            facts.push(Fact::Note(note::Fact::Written { key: key("note/", &note.key)?, note: note.read()? }));
        }
        if let Some(record) = &self.health {
            let read = record.read(file)?;
            facts
                .push(Fact::Health(health::Fact::Record { key: key("health/", &record.key)?, record: read }));
        }
        if let Some(withdrawn) = &self.withdrawn {
            if file.standing(&withdrawn.slot).next().is_none() {
                let slot: String = withdrawn.slot.chars().take(80).collect();
                return Err(refuse("slot", slot, Why::Unknown));
            }
            facts.push(Fact::Withdrawn { slot: withdrawn.slot.clone(), why: text("why", &withdrawn.why)? });
        }
        if facts.is_empty() { Err(refuse("facts", "", Why::Missing)) } else { Ok(facts) }
    }
}

/// The key of something that stands under `slot`, or a fresh one.
fn keyed(file: &File, slot: &str, typed: &str, fresh: &mut impl FnMut() -> Key) -> Result<Key, Refusal> {
    if typed.is_empty() {
        return Ok(fresh());
    }
    let key = Key::parse(typed).filter(|key| file.claims.contains_key(&format!("{slot}{key}")));
    key.ok_or_else(|| refuse("key", typed.chars().take(20).collect::<String>(), Why::Unknown))
}

fn listed(field: &'static str, typed: &str, list: &[&str]) -> Result<String, Refusal> {
    if list.contains(&typed) {
        return Ok(typed.to_string());
    }
    Err(refuse(field, typed.chars().take(40).collect::<String>(), Why::Unknown))
}

impl SaidName {
    fn read(&self) -> Result<Name, Refusal> {
        let part =
            |field, typed: &str| if typed.trim().is_empty() { Ok(String::new()) } else { text(field, typed) };
        let (given, surname) = (part("given", &self.given)?, part("surname", &self.surname)?);
        if given.is_empty() && surname.is_empty() {
            return Err(refuse("surname", "", Why::Missing));
        }
        let kind = word("kind", &self.kind, NameKind::parse)?.unwrap_or(NameKind::Usual);
        Ok(Name { given, surname, kind, source: part("source", &self.source)?, period: None })
    }
}

impl SaidNote {
    fn read(&self) -> Result<Note, Refusal> {
        let on = if self.on.trim().is_empty() { None } else { Some(date("on", &self.on)?) };
        Ok(Note { text: text("text", &self.text)?, on, own_words: self.own_words })
    }
}

impl SaidHealth {
    fn read(&self, file: &File) -> Result<Record, Refusal> {
        if Person::of(file).volet != Some(Volet::Health) {
            return Err(refuse("health", "", Why::Unknown));
        }
        let day = |field, typed: &str| {
            if typed.trim().is_empty() { Ok(None) } else { date(field, typed).map(Some) }
        };
        Ok(Record {
            kind: listed("kind", &self.kind, &health::KINDS)?,
            text: text("text", &self.text)?,
            from: day("from", &self.from)?,
            until: day("until", &self.until)?,
        })
    }
}
