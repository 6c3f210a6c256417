//! History: every fact of a file with who, where and when; what was overtaken stands beside what overtook it.

use crate::api::person::id;
use crate::api::shape::Telling;
use crate::api::{Refused, told};
use crate::edge::Answer;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::entry::Fact;
use domain::file::File;
use domain::person::Person;
use domain::{
    accompaniment, consent, dossier, health, kin, note, origin, person, relay_house, said, stay, transfer,
    weighing,
};
use serde::Serialize;
use std::collections::BTreeMap;
use store::Problem;
use utoipa::ToSchema;

/// One entry with what it said.
#[derive(Serialize, ToSchema)]
pub(crate) struct Entry {
    /// Who wrote it, where and when.
    #[serde(flatten)]
    telling: Telling,
    /// What it said.
    says: Vec<Claim>,
}

/// One fact.
#[derive(Serialize, ToSchema)]
pub(crate) struct Claim {
    /// The slot it fills: facts of one slot replace or contradict each other.
    slot: String,
    /// The value, part by part.
    is: BTreeMap<&'static str, String>,
    /// Whether it stands.
    stands: bool,
    /// The entries that replaced it.
    overtaken_by: Vec<String>,
}

/// Everything ever said in a file, in the order it was said.
#[utoipa::path(get, path = "/api/v1/people/{file}/history", tag = "person", params(("file" = String, Path)),
    responses((status = 200, body = Vec<Entry>), (status = 404, body = Refused)))]
pub(crate) async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let volume = v.store().open_file(v.actor()?, &id(&file)?, "api history")?;
            if Person::of(&volume.file).subject.is_none() {
                return Err(Problem::Unknown("file").into());
            }
            told(&entries(v, &volume.file))
        })
        .await
}

fn entries(viewer: &Viewer, file: &File) -> Vec<Entry> {
    let told = file.told.iter();
    let mut entries: Vec<Entry> =
        told.map(|told| Entry { telling: Telling::of(viewer, told), says: Vec::new() }).collect();
    for (slot, claims) in &file.claims {
        for claim in claims {
            entries[claim.told].says.push(Claim {
                slot: slot.clone(),
                is: parts(&claim.fact).into_iter().filter(|(_, text)| !text.is_empty()).collect(),
                stands: claim.overtaken_by.is_empty(),
                overtaken_by: claim.overtaken_by.iter().map(|by| file.told[*by].id.to_string()).collect(),
            });
        }
    }
    entries
}

type Parts = Vec<(&'static str, String)>;

/// A fact part by part. Keys of attachments and of the compartment are no part of what is shown.
fn parts(fact: &Fact) -> Parts {
    match fact {
        Fact::Person(fact) => of_person(fact),
        Fact::Kin(fact) => of_kin(fact),
        Fact::Stay(fact) => of_stay(fact),
        Fact::Dossier(fact) => of_dossier(fact),
        Fact::RelayHouse(fact) => of_relay_house(fact),
        Fact::Consent(consent::Fact::For { purpose, consent: c }) => vec![
            ("purpose", purpose.clone()),
            ("answer", c.answer.clone()),
            ("giver", c.giver.clone()),
            ("on", c.on.to_string()),
            ("until", maybe(&c.until)),
            ("limits", c.limits.clone()),
        ],
        Fact::Consent(consent::Fact::Overridden { over, .. }) => vec![
            ("purpose", over.purpose.clone()),
            ("ground", over.ground.clone()),
            ("why", over.why.clone()),
            ("until", over.until.to_string()),
        ],
        Fact::Accompaniment(accompaniment::Fact::Assigned { name, .. }) => vec![("name", name.clone())],
        Fact::Accompaniment(accompaniment::Fact::Interpreter { name, languages }) => {
            vec![("name", name.clone()), ("languages", languages.clone())]
        }
        Fact::Accompaniment(accompaniment::Fact::HandedOver(handed)) => {
            vec![("on", handed.on.to_string()), ("words", handed.words.clone())]
        }
        Fact::Health(health::Fact::Record { record, .. }) => vec![
            ("kind", record.kind.clone()),
            ("text", record.text.clone()),
            ("from", maybe(&record.from)),
            ("until", maybe(&record.until)),
        ],
        Fact::Note(note::Fact::Written { note, .. }) => {
            vec![("text", note.text.clone()), ("on", maybe(&note.on)), ("own_words", flag(note.own_words))]
        }
        Fact::Double(domain::double::Fact::Judged { other, judgement }) => vec![
            ("other", domain::code::of(other)),
            ("verdict", judgement.verdict.clone()),
            ("why", judgement.why.clone()),
        ],
        Fact::Weighing(fact) => of_weighing(fact),
        Fact::Origin(origin::Fact::Record { record, .. }) => vec![
            ("kind", record.kind.clone()),
            ("said", answer(&record.said)),
            ("source", record.source.clone()),
        ],
        Fact::Transfer(fact) => of_transfer(fact),
        Fact::Referral(fact) => of_referral(fact),
        Fact::Withdrawn { why, .. } => vec![("withdrawn", why.clone())],
        Fact::Place(_)
        | Fact::Supply(_)
        | Fact::Tracing(_)
        | Fact::AskAround(_)
        | Fact::Notebook(_)
        | Fact::Payment(_)
        | Fact::Subject(_)
        | Fact::BreakGlass(_)
        | Fact::Compartment(_)
        | Fact::Erasure(_)
        | Fact::Hold(_) => Vec::new(),
    }
}

fn of_referral(fact: &domain::referral::Fact) -> Vec<(&'static str, String)> {
    use domain::referral::Fact;
    match fact {
        Fact::Sent { sent, .. } => vec![
            ("to", sent.name.clone()),
            ("purpose", sent.purpose.clone()),
            ("consent", sent.consent.clone()),
            ("fields", sent.fields.join(" ")),
            ("until", sent.until.to_string()),
        ],
        Fact::Terms(terms) => vec![("purpose", terms.purpose.clone()), ("until", terms.until.to_string())],
        Fact::Heard { outcome, words, on, .. } | Fact::Answered { outcome, words, on, .. } => {
            vec![("outcome", outcome.clone()), ("words", words.clone()), ("on", on.to_string())]
        }
        Fact::Ended { on, why, .. } | Fact::Over { on, why } => {
            vec![("on", on.to_string()), ("reason", why.key().to_string())]
        }
    }
}

fn maybe(value: &Option<impl ToString>) -> String {
    value.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn flag(value: bool) -> String {
    if value { "yes" } else { "no" }.to_string()
}

fn answer(answer: &said::Answer<String>) -> String {
    match answer {
        said::Answer::Given(text) => text.clone(),
        said::Answer::NotAsked => "not-asked".to_string(),
        said::Answer::DoesNotKnow => "does-not-know".to_string(),
        said::Answer::Declines => "declines".to_string(),
        said::Answer::Without => "without".to_string(),
    }
}

fn of_person(fact: &person::Fact) -> Parts {
    use person::Fact as F;
    match fact {
        F::Subject { volet, .. } => vec![("volet", volet.key().to_string())],
        F::Name { name, .. } => vec![
            ("given", name.given.clone()),
            ("surname", name.surname.clone()),
            ("kind", name.kind.key().to_string()),
            ("source", name.source.clone()),
        ],
        F::Born(on) => vec![("birth", on.to_string())],
        F::BirthPlace(place) => vec![("birth_place", answer(place))],
        F::Sex(sex) => vec![("sex", sex.letter().to_string())],
        F::Nationality { country, held } => vec![("nationality", country.clone()), ("held", flag(*held))],
        F::Language { language, spoken } => vec![("language", language.clone()), ("spoken", flag(*spoken))],
        F::Need { need, there } => vec![("need", need.clone()), ("there", flag(*there))],
        F::Washington { domain, level } => vec![("domain", domain.clone()), ("level", answer(level))],
        F::Mark { mark, text } => vec![("mark", mark.clone()), ("text", text.clone())],
        F::RegisterNumber { register, number } => {
            vec![("register", register.clone()), ("number", number.clone())]
        }
        F::Separation { on, account, cause } => {
            vec![("on", maybe(on)), ("account", account.clone()), ("cause", cause.clone())]
        }
        F::Row { source, kept, .. } => {
            let kept =
                kept.iter().map(|(column, cell)| format!("{column}: {cell}")).collect::<Vec<_>>().join("; ");
            vec![("source", source.clone()), ("kept", kept)]
        }
        F::Photo { caption, .. } => vec![("photo", caption.clone())],
        F::Died(death) => vec![
            ("died", death.on.to_string()),
            ("place", death.place.clone()),
            ("cause", death.cause.clone()),
            ("source", death.source.clone()),
            ("burial", death.burial.clone()),
        ],
        F::Contact { contact: c, .. } => vec![
            ("wish", c.wish.clone()),
            ("name", c.name.clone()),
            ("tie", c.tie.clone()),
            ("last_known", c.last_known.clone()),
        ],
        F::Size { of, size } => vec![("of", of.clone()), ("size", size.clone())],
        F::Told { whom, by, on, .. } => {
            vec![("told", whom.clone()), ("by", by.clone()), ("on", on.to_string())]
        }
    }
}

fn of_kin(fact: &kin::Fact) -> Parts {
    match fact {
        kin::Fact::Tie { tie, .. } => vec![
            ("relation", tie.relation.key().to_string()),
            ("name", tie.name.clone()),
            ("life", tie.life.key().to_string()),
            ("source", tie.source.clone()),
        ],
        kin::Fact::Group { within, .. } => vec![("family", flag(*within))],
        kin::Fact::Parted { reason, second, .. } => {
            vec![("reason", reason.clone()), ("second", second.clone())]
        }
    }
}

fn of_stay(fact: &stay::Fact) -> Parts {
    match fact {
        stay::Fact::Opened { opening, .. } => vec![
            ("place", opening.name.clone()),
            ("within", opening.within.clone()),
            ("from", opening.from.to_string()),
            ("came_from", opening.came_from.clone()),
            ("reason", opening.reason.clone()),
        ],
        stay::Fact::Closed { closing, .. } => vec![
            ("until", closing.until.to_string()),
            ("reason", closing.reason.key().to_string()),
            ("towards", closing.towards.clone()),
        ],
        stay::Fact::Absent { absence, .. } => vec![
            ("absence", absence.kind.clone()),
            ("from", absence.from.to_string()),
            ("until", maybe(&absence.until)),
        ],
    }
}

fn of_weighing(fact: &weighing::Fact) -> Parts {
    match fact {
        weighing::Fact::Weighed { weighing: w, .. } => vec![
            ("on", w.on.to_string()),
            ("weight_g", maybe(&w.weight_g)),
            ("height_mm", maybe(&w.height_mm)),
            ("position", maybe(&w.position)),
            ("muac_mm", maybe(&w.muac_mm)),
            ("oedema", w.oedema.join(" ")),
            ("appetite", maybe(&w.appetite)),
            ("complications", w.complications.join(" ")),
            ("confirmed", flag(w.confirmed)),
        ],
        weighing::Fact::Admitted { admission: a, .. } => vec![
            ("programme", a.programme.clone()),
            ("on", a.on.to_string()),
            ("protocol", format!("{} {}", a.protocol, a.version).trim().to_string()),
            ("ration", a.ration.clone()),
        ],
        weighing::Fact::Left { leaving, .. } => {
            vec![("on", leaving.on.to_string()), ("outcome", leaving.outcome.clone())]
        }
    }
}

fn of_dossier(fact: &dossier::Fact) -> Parts {
    match fact {
        dossier::Fact::Opened { opening, .. } => {
            vec![("procedure", opening.procedure.clone()), ("on", opening.on.to_string())]
        }
        dossier::Fact::Paper { paper, state, .. } => vec![
            ("paper", paper.clone()),
            ("status", state.status.key().to_string()),
            ("asked_on", maybe(&state.asked_on)),
            ("received_on", maybe(&state.received_on)),
            ("refused_on", maybe(&state.refused_on)),
            ("valid_until", maybe(&state.valid_until)),
            ("issuer", state.issuer.clone()),
            ("number", state.number.clone()),
        ],
        dossier::Fact::Scan { paper, picture, .. } => {
            vec![("paper", paper.clone()), ("shows", picture.caption.clone())]
        }
        dossier::Fact::Closed { closing, .. } => {
            vec![
                ("outcome", closing.outcome.clone()),
                ("on", closing.on.to_string()),
                ("note", closing.note.clone()),
            ]
        }
    }
}

fn of_relay_house(fact: &relay_house::Fact) -> Parts {
    use relay_house::Fact as F;
    match fact {
        F::Checked { item, check, .. } => {
            vec![("item", item.clone()), ("finding", check.finding.clone()), ("on", check.on.to_string())]
        }
        F::Reviewed { review, .. } => vec![
            ("outcome", review.outcome.clone()),
            ("reason", review.reason.clone()),
            ("on", review.on.to_string()),
        ],
        F::Leaving { departure, .. } => vec![
            ("towards", departure.name.clone()),
            ("on", departure.on.to_string()),
            ("reason", departure.reason.clone()),
            ("holds", flag(departure.stands)),
        ],
        F::HandedOver { handover, .. } => vec![
            ("escort", handover.escort.clone()),
            ("receiver", handover.receiver.clone()),
            ("on", handover.on.to_string()),
        ],
        F::Confirmed { on, by, .. } => vec![("confirmed", on.to_string()), ("by", by.clone())],
        F::Convoy(convoy) => vec![("name", convoy.name.clone()), ("on", convoy.on.to_string())],
    }
}

fn of_transfer(fact: &transfer::Fact) -> Parts {
    let (step, other) = match fact {
        transfer::Fact::Offered { to, .. } => ("offered", to.to_string()),
        transfer::Fact::Recalled { .. } => ("recalled", String::new()),
        transfer::Fact::Accepted { from, .. } => ("accepted", from.to_string()),
        transfer::Fact::Closed { .. } => ("closed", String::new()),
    };
    vec![("transfer", step.to_string()), ("compartment", other)]
}
