//! People: lists, one file, registration.

use crate::api::sent::{Asked, Sent, number};
use crate::api::shape::PersonFile;
use crate::api::{Refused, made, told};
use crate::edge::{Answer, Complaint};
use crate::session::hex;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::compartment::Kind;
use domain::id::{CompartmentId, FileId};
use domain::person::Volet;
use domain::refusal::{Why, refuse};
use domain::registration::{Arrival, Registration};
use domain::tracing::Sought;
use serde::{Deserialize, Serialize};
use store::person::{PersonLine, Which};
use store::{Problem, Seek};
use utoipa::{IntoParams, ToSchema};

/// Lines on one page where the caller does not say.
const USUAL: usize = 50;
/// Most lines on one page: a list of a whole camp comes in pages.
const MOST: usize = 500;

/// Which people.
#[derive(Deserialize, Default, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichPeople {
    /// Parts of a name in any order and script, or a code. The best come first, without further pages.
    #[param(required = false)]
    q: String,
    /// Only at this place now: its file.
    #[param(required = false)]
    place: String,
    /// Begin after this cursor (`next` of the page before).
    #[param(required = false)]
    after: String,
    /// Lines, 50 unless told, at most 500.
    #[param(required = false)]
    limit: String,
}

/// One page of people.
#[derive(Serialize, ToSchema)]
pub(crate) struct People {
    /// In the order of their names, or best first for a search.
    people: Vec<PersonShort>,
    /// Cursor of the next page; none on the last.
    next: Option<String>,
}

/// A person's line.
#[derive(Serialize, ToSchema)]
pub(crate) struct PersonShort {
    /// Their administrative file.
    file: String,
    /// Its compartment.
    compartment: String,
    /// Short code.
    code: String,
    /// Given names.
    given: String,
    /// Surname.
    surname: String,
    /// Birth (EDTF), empty when not known.
    birth: String,
    /// `f`, `m`, `x` or `?`.
    sex: char,
    /// File of the place where they are.
    place: Option<String>,
    /// Its name.
    place_name: String,
    /// What it is.
    place_kind: String,
    /// Responsible worker.
    worker: String,
    /// Whether they have died.
    died: bool,
}

/// Somebody who arrives. Only a name is asked for; what is empty was not asked.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct NewPerson {
    /// The compartment to register in; may be left out by who writes in one house only.
    compartment: String,
    /// Given names.
    given: String,
    /// Surname.
    surname: String,
    /// `f`, `m` or `x`.
    sex: String,
    /// EDTF or a usual European form; a year is enough.
    birth: String,
    /// Place of birth.
    birth_place: String,
    /// Nationality.
    nationality: String,
    /// Languages, separated by commas.
    languages: String,
    /// Father's name.
    father: String,
    /// Mother's name.
    mother: String,
    /// Where all this was learnt.
    source: String,
    /// Which register the number stands in.
    register: String,
    /// Number in that register.
    number: String,
    /// Where they arrive.
    arrival: Option<Arriving>,
}

/// An arrival at a place.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Arriving {
    /// The place's file.
    pub(crate) place: String,
    /// Barrack, dormitory or room.
    pub(crate) within: String,
    /// From when.
    pub(crate) from: String,
    /// From where.
    pub(crate) came_from: String,
    /// Why.
    pub(crate) reason: String,
}

/// What was registered.
#[derive(Serialize, ToSchema)]
pub(crate) struct Registered {
    /// The new file.
    file: String,
    /// The code of the person.
    code: String,
    /// People already known who are like this one: for a person to look at, nothing is joined.
    similar: Vec<PersonShort>,
}

impl From<PersonLine> for PersonShort {
    fn from(line: PersonLine) -> PersonShort {
        PersonShort {
            file: line.file.to_string(),
            compartment: line.compartment.to_string(),
            code: line.code,
            given: line.given,
            surname: line.surname,
            birth: line.birth,
            sex: line.sex,
            place: line.place.map(|p| p.to_string()),
            place_name: line.place_name,
            place_kind: line.place_kind,
            worker: line.worker,
            died: line.died,
        }
    }
}

/// People the caller reads, in order of their names; or the most like `q`.
#[utoipa::path(get, path = "/api/v1/people", tag = "person", params(WhichPeople),
    responses((status = 200, body = People), (status = 422, body = Refused)))]
pub(crate) async fn list(viewer: Viewer, Asked(asked): Asked<WhichPeople>) -> Answer {
    viewer.run(move |v| told(&people(v, &asked)?)).await
}

fn people(viewer: &Viewer, asked: &WhichPeople) -> Result<People, Complaint> {
    let limit = number("limit", &asked.limit, USUAL, MOST)?;
    let place = match asked.place.as_str() {
        "" => None,
        text => Some(FileId::parse(text).ok_or_else(|| refuse("place", text, Why::Unreadable))?),
    };
    if !asked.q.is_empty() {
        let people = alike(viewer, &asked.q, limit)?;
        let people = people.into_iter().filter(|p| place.is_none_or(|id| p.place == Some(id)));
        return Ok(People { people: people.map(PersonShort::from).collect(), next: None });
    }
    let after = match asked.after.as_str() {
        "" => None,
        text => Some(cursor(text).ok_or_else(|| refuse("after", "", Why::Unreadable))?),
    };
    let which = Which { place, ..Which::default() };
    let lines = viewer.store().people(viewer.actor()?, &which, after, limit)?;
    let full = lines.len() == limit;
    let next = lines.last().filter(|_| full).map(|l| format!("{}-{}", hex(&l.sort), l.file));
    Ok(People { people: lines.into_iter().map(PersonShort::from).collect(), next })
}

fn alike(viewer: &Viewer, text: &str, limit: usize) -> Result<Vec<PersonLine>, Complaint> {
    let actor = viewer.actor()?;
    let seek = Seek { text: text.to_string(), limit, ..Seek::default() };
    let mut lines = Vec::new();
    for found in viewer.store().search(actor, &seek)? {
        lines.extend(viewer.store().person_line(actor, &found.subject)?);
    }
    Ok(lines)
}

fn cursor(text: &str) -> Option<(Vec<u8>, FileId)> {
    let (sort, file) = text.split_once('-')?;
    if !sort.is_ascii() || !sort.len().is_multiple_of(2) {
        return None;
    }
    let sort = (0..sort.len()).step_by(2).map(|i| u8::from_str_radix(sort.get(i..i + 2)?, 16).ok());
    Some((sort.collect::<Option<Vec<u8>>>()?, FileId::parse(file)?))
}

/// One file. The reading is recorded before the answer leaves.
#[utoipa::path(get, path = "/api/v1/people/{file}", tag = "person", params(("file" = String, Path)),
    responses((status = 200, body = PersonFile), (status = 404, body = Refused)))]
pub(crate) async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let volume = v.store().open_file(v.actor()?, &id(&file)?, "api person")?;
            told(&PersonFile::of(v, &volume)?)
        })
        .await
}

/// The id in an address; what is none is as unknown as a file of another compartment.
pub(crate) fn id(text: &str) -> Result<FileId, Complaint> {
    FileId::parse(text).ok_or_else(Complaint::unknown)
}

/// Registers somebody; people already known who are like them come along.
#[utoipa::path(post, path = "/api/v1/people", tag = "person", request_body = NewPerson,
    responses((status = 201, body = Registered), (status = 403, body = Refused), (status = 422, body = Refused)))]
pub(crate) async fn register(viewer: Viewer, Sent(new): Sent<NewPerson>) -> Answer {
    viewer
        .run(move |v| {
            let registered = registered(v, &new)?;
            made(&format!("/api/v1/people/{}", registered.file), &registered)
        })
        .await
}

fn registered(viewer: &Viewer, new: &NewPerson) -> Result<Registered, Complaint> {
    let compartment = house(viewer, &new.compartment)?;
    let actor = viewer.actor()?;
    let sought = Sought {
        given: new.given.clone(),
        surname: new.surname.clone(),
        birth: domain::registration::date("birth", &new.birth).ok(),
        birth_place: new.birth_place.clone(),
        father: new.father.clone(),
        mother: new.mother.clone(),
        ..Sought::default()
    };
    let mut similar = Vec::new();
    for found in viewer.store().like(actor, &sought, 5)? {
        similar.extend(viewer.store().person_line(actor, &found.subject)?);
    }
    let registration = Registration {
        given: new.given.clone(),
        surname: new.surname.clone(),
        sex: new.sex.clone(),
        birth: new.birth.clone(),
        birth_place: new.birth_place.clone(),
        nationality: new.nationality.clone(),
        languages: new.languages.clone(),
        father: new.father.clone(),
        mother: new.mother.clone(),
        number: (new.register.clone(), new.number.clone()),
        source: new.source.clone(),
        arrival: new.arrival.as_ref().map(|a| arrival(viewer, a)).transpose()?,
        ..Registration::default()
    };
    let (file, subject) = viewer.store().write(actor, &compartment, move |w| {
        let stay = w.new_stay();
        let today = w.today();
        let facts = registration.facts(|| w.new_key(), stay, today)?;
        w.register(None, Volet::Administrative, facts)
    })?;
    Ok(Registered {
        file: file.to_string(),
        code: domain::code::of(&subject),
        similar: similar.into_iter().map(PersonShort::from).collect(),
    })
}

/// The place of an arrival, as the caller reads it.
pub(crate) fn arrival(viewer: &Viewer, arriving: &Arriving) -> Result<Arrival, Complaint> {
    let unknown = || refuse("place", arriving.place.chars().take(40).collect::<String>(), Why::Unknown);
    let place = FileId::parse(&arriving.place).ok_or_else(unknown)?;
    let line = match viewer.store().place(viewer.actor()?, &place, None) {
        Ok(line) => line,
        Err(Problem::Unknown(_)) => return Err(unknown().into()),
        Err(problem) => return Err(problem.into()),
    };
    Ok(Arrival {
        place,
        kind: line.kind,
        name: line.name,
        within: arriving.within.clone(),
        from: arriving.from.clone(),
        came_from: arriving.came_from.clone(),
        reason: arriving.reason.clone(),
    })
}

/// The house named, or the only one the caller writes in.
fn house(viewer: &Viewer, named: &str) -> Result<CompartmentId, Complaint> {
    if !named.is_empty() {
        // A volet keeps one side of people who have their file in a house.
        let open = |id: &CompartmentId| viewer.compartment(id).is_some_and(|c| !c.kind.restricted());
        let id = CompartmentId::parse(named).filter(open);
        return Ok(id.ok_or_else(|| {
            refuse("compartment", named.chars().take(60).collect::<String>(), Why::Unknown)
        })?);
    }
    let mut houses = viewer.compartments.iter().filter(|c| c.kind == Kind::House && c.role.writes());
    match (houses.next(), houses.next()) {
        (Some(only), None) => Ok(only.id),
        _ => Err(refuse("compartment", "", Why::Missing).into()),
    }
}
