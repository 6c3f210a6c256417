//! Places, and who is there.

use crate::api::person::id;
use crate::api::sent::{Asked, day, word};
use crate::api::{Refused, told};
use crate::edge::Answer;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::place::Kind;
use serde::{Deserialize, Serialize};
use store::place::{PlaceLine, Resident};
use utoipa::{IntoParams, ToSchema};

/// Which places, on which day.
#[derive(Deserialize, Default, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhichPlaces {
    /// Only this kind.
    #[param(required = false)]
    kind: String,
    /// People counted on this day; today unless told.
    #[param(required = false)]
    on: String,
}

/// On which day.
#[derive(Deserialize, Default, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OnDay {
    /// `YYYY-MM-DD`; today unless told.
    #[param(required = false)]
    on: String,
}

/// A place.
#[derive(Serialize, ToSchema)]
pub(crate) struct Place {
    /// Its file.
    file: String,
    /// Its compartment.
    compartment: String,
    /// What it is.
    kind: &'static str,
    /// Its name.
    name: String,
    /// The place around it.
    within: Option<String>,
    /// Commune and region.
    lies: String,
    /// Beds that can be slept in.
    capacity: i64,
    /// People who sleep there on that day.
    present: i64,
}

/// A place with its beds.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlaceWhole {
    /// The place.
    #[serde(flatten)]
    place: Place,
    /// Beds by sex and age band.
    beds: Vec<Beds>,
    /// Needs it meets, as its file says.
    offers: Vec<String>,
    /// Languages spoken there, as its file says.
    languages: Vec<String>,
}

/// Beds of one band.
#[derive(Serialize, ToSchema)]
pub(crate) struct Beds {
    /// `f`, `m` or `any`.
    sex: String,
    /// Youngest, in whole years.
    from_age: u16,
    /// Oldest, in whole years.
    to_age: u16,
    /// Beds.
    count: u32,
    /// Of these, beds that cannot be used now.
    blocked: u32,
}

/// Who is there on a day.
#[derive(Serialize, ToSchema)]
pub(crate) struct PresenceList {
    /// The day.
    on: String,
    /// In the order of arrival.
    people: Vec<Present>,
}

/// Somebody who is there.
#[derive(Serialize, ToSchema)]
pub(crate) struct Present {
    /// Their file.
    file: String,
    /// Code.
    code: String,
    /// "Surname, Given".
    name: String,
    /// Birth (EDTF).
    birth: String,
    /// `f`, `m`, `x` or `?`.
    sex: char,
    /// Barrack, dormitory or room.
    within: String,
    /// Since when, as said.
    from: String,
    /// How they are away at present, if they are.
    absent: Option<String>,
}

impl From<PlaceLine> for Place {
    fn from(line: PlaceLine) -> Place {
        Place {
            file: line.file.to_string(),
            compartment: line.compartment.to_string(),
            kind: line.kind.key(),
            name: line.name,
            within: line.within.map(|f| f.to_string()),
            lies: line.lies,
            capacity: line.capacity,
            present: line.present,
        }
    }
}

impl From<Resident> for Present {
    fn from(resident: Resident) -> Present {
        Present {
            file: resident.file.to_string(),
            code: resident.code,
            name: resident.name,
            birth: resident.birth,
            sex: resident.sex,
            within: resident.within,
            from: resident.from,
            absent: resident.absent.map(|(_, kind)| kind),
        }
    }
}

/// The places the caller reads.
#[utoipa::path(get, path = "/api/v1/places", tag = "place", params(WhichPlaces),
    responses((status = 200, body = Vec<Place>), (status = 422, body = Refused)))]
pub(crate) async fn list(viewer: Viewer, Asked(asked): Asked<WhichPlaces>) -> Answer {
    viewer
        .run(move |v| {
            let (on, kind) = (day("on", &asked.on)?, word("kind", &asked.kind, Kind::parse)?);
            let places = v.store().places(v.actor()?, on)?.into_iter();
            let places = places.filter(|p| kind.is_none_or(|k| k == p.kind)).map(Place::from);
            told(&places.collect::<Vec<_>>())
        })
        .await
}

/// One place with its beds.
#[utoipa::path(get, path = "/api/v1/places/{file}", tag = "place", params(("file" = String, Path), OnDay),
    responses((status = 200, body = PlaceWhole), (status = 404, body = Refused)))]
pub(crate) async fn show(viewer: Viewer, Path(file): Path<String>, Asked(asked): Asked<OnDay>) -> Answer {
    viewer
        .run(move |v| {
            let (file, actor) = (id(&file)?, v.actor()?);
            let place = v.store().place(actor, &file, day("on", &asked.on)?)?;
            let beds = v.store().beds(actor, &file)?.into_iter().map(|b| Beds {
                sex: b.sex,
                from_age: b.from_age,
                to_age: b.to_age,
                count: b.count,
                blocked: b.blocked,
            });
            let (offers, languages) = v.store().offers_of(actor, &file)?;
            told(&PlaceWhole { place: Place::from(place), beds: beds.collect(), offers, languages })
        })
        .await
}

/// Who is there on a day.
#[utoipa::path(get, path = "/api/v1/places/{file}/presence", tag = "place", params(("file" = String, Path), OnDay),
    responses((status = 200, body = PresenceList), (status = 404, body = Refused)))]
pub(crate) async fn presence(viewer: Viewer, Path(file): Path<String>, Asked(asked): Asked<OnDay>) -> Answer {
    viewer
        .run(move |v| {
            let (file, actor) = (id(&file)?, v.actor()?);
            let place = v.store().place(actor, &file, None)?;
            let on = day("on", &asked.on)?.unwrap_or_else(|| v.today(place.scene));
            let people = v.store().residents(actor, &file, on, on)?.into_iter().map(Present::from);
            told(&PresenceList { on: on.to_string(), people: people.collect() })
        })
        .await
}
