//! The API under `/api/v1`: the same store, the same gates, the same scope as the pages, as JSON.
//!
//! Its shapes are its own (nothing of `domain`'s own serialisation reaches the wire), so that a change inside does not
//! break whoever reads them. Bodies and queries with a field that is not known here are refused, never half understood.

mod dossier;
mod fact;
mod history;
mod person;
mod place;
mod report;
mod said;
mod sent;
mod session;
mod shape;
mod stay;

use crate::edge::Answer;
use crate::gate::{Gate, Route, route};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use serde::Serialize;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi, ToSchema};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        // The document describes the program, which is public, and nothing of the node.
        route("GET", "/api/openapi.json", Gate::Anyone, get(openapi)),
        route("POST", "/api/v1/sessions", Gate::Anyone, post(session::open)),
        route("DELETE", "/api/v1/sessions", Gate::Member, delete(session::close)),
        route("GET", "/api/v1/compartments", Gate::Member, get(session::compartments)),
        route("GET", "/api/v1/people", Gate::Reads, get(person::list)),
        route("POST", "/api/v1/people", Gate::Writes, post(person::register)),
        route("GET", "/api/v1/people/{file}", Gate::Reads, get(person::show)),
        route("POST", "/api/v1/people/{file}/facts", Gate::Writes, post(fact::correct)),
        route("GET", "/api/v1/people/{file}/history", Gate::Reads, get(history::show)),
        route("POST", "/api/v1/people/{file}/arrivals", Gate::Writes, post(stay::arrive)),
        route("POST", "/api/v1/people/{file}/departures", Gate::Writes, post(stay::leave)),
        route("GET", "/api/v1/people/{file}/dossiers/{key}", Gate::Reads, get(dossier::show)),
        route("POST", "/api/v1/people/{file}/dossiers", Gate::Writes, post(dossier::open)),
        route("POST", "/api/v1/people/{file}/dossiers/{key}/papers", Gate::Writes, post(dossier::step)),
        route("GET", "/api/v1/dossiers", Gate::Reads, get(dossier::list)),
        route("GET", "/api/v1/places", Gate::Reads, get(place::list)),
        route("GET", "/api/v1/places/{file}", Gate::Reads, get(place::show)),
        route("GET", "/api/v1/places/{file}/presence", Gate::Reads, get(place::presence)),
        route("GET", "/api/v1/report/stock", Gate::Directs, get(report::stock)),
        route("GET", "/api/v1/report/origins", Gate::Directs, get(report::origins)),
        route("GET", "/api/v1/report/count", Gate::Directs, get(report::count)),
        route("GET", "/api/v1/report/times", Gate::Directs, get(report::times)),
    ]
}

#[derive(OpenApi)]
#[openapi(
    info(title = "Relais", description = "Files of children, places, stays and papers; what a member was not granted does not exist for them."),
    paths(
        session::open,
        session::close,
        session::compartments,
        person::list,
        person::register,
        person::show,
        fact::correct,
        history::show,
        stay::arrive,
        stay::leave,
        dossier::list,
        dossier::open,
        dossier::show,
        dossier::step,
        place::list,
        place::show,
        place::presence,
        report::stock,
        report::origins,
        report::count,
        report::times,
    ),
    components(schemas(Refused)),
    modifiers(&Doors),
    security(("token" = []), ("cookie" = []))
)]
struct Document;

/// How a caller shows who they are.
struct Doors;

impl Modify for Doors {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        components.add_security_scheme("token", SecurityScheme::Http(token));
        let cookie = ApiKey::Cookie(ApiKeyValue::new(crate::session::COOKIE));
        components.add_security_scheme("cookie", SecurityScheme::ApiKey(cookie));
    }
}

/// Why something was not done. Nothing was written.
#[derive(Serialize, ToSchema)]
pub(crate) struct Refused {
    /// A word for programs, such as `unknown`, `not-allowed`, `refused`.
    error: String,
    /// A sentence for people, in the language asked for.
    message: String,
    /// What would help.
    hint: String,
    /// The field at fault, where there is one.
    field: Option<String>,
    /// What was given there.
    value: Option<String>,
}

async fn openapi() -> Answer {
    Ok(json(StatusCode::OK, &Document::openapi()))
}

/// A value as the body of an answer.
fn json(status: StatusCode, value: &impl Serialize) -> Response {
    match serde_json::to_string(value) {
        Ok(body) => (status, [(header::CONTENT_TYPE, "application/json")], body).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What was asked for.
fn told(value: &impl Serialize) -> Answer {
    Ok(json(StatusCode::OK, value))
}

/// What was made, and where it is now.
fn made(at: &str, value: &impl Serialize) -> Answer {
    let mut response = json(StatusCode::CREATED, value);
    if let Ok(at) = at.parse() {
        response.headers_mut().insert(header::LOCATION, at);
    }
    Ok(response)
}
