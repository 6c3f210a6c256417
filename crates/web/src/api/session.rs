//! Sessions over the API: the token is the session's, as the cookie carries it; ending it ends both.

use crate::App;
use crate::api::sent::Sent;
use crate::api::{Refused, made, told};
use crate::edge::{Answer, Complaint};
use crate::viewer::Viewer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use domain::refusal::text;
use serde::{Deserialize, Serialize};
use store::Problem;
use utoipa::ToSchema;

/// Who signs in.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SignIn {
    /// Name of the member.
    member: String,
    /// Their passphrase.
    passphrase: String,
    /// The code of the second factor, where the member has one.
    second_factor: Option<String>,
}

/// An open session.
#[derive(Serialize, ToSchema)]
pub(crate) struct Session {
    /// To be sent as `Authorization: Bearer <token>`.
    token: String,
    /// The member's name.
    member: String,
    /// The session ends after so many seconds without a request.
    idle_seconds: u64,
}

/// A compartment the member belongs to.
#[derive(Serialize, ToSchema)]
pub(crate) struct Compartment {
    /// Its id.
    compartment: String,
    /// Its name.
    name: String,
    /// `house`, `volet`, `direction`, `origin` or `payments`.
    kind: &'static str,
    /// Today there, as `YYYY-MM-DD`: a demonstration has stated dates.
    today: String,
    /// What the member may do there.
    role: &'static str,
}

/// Opens a session.
#[utoipa::path(post, path = "/api/v1/sessions", tag = "session", request_body = SignIn, security(()),
    responses((status = 201, body = Session),
        (status = 422, body = Refused, description = "Name or passphrase is wrong; which one is not said.")))]
pub(crate) async fn open(State(app): State<App>, viewer: Viewer, Sent(typed): Sent<SignIn>) -> Answer {
    let member = text("member", &typed.member)?;
    text("passphrase", &typed.passphrase).map_err(|mut refusal| {
        refusal.value.clear();
        refusal
    })?;
    let (unlocking, code) = (app.clone(), typed.second_factor.unwrap_or_default());
    let unlocked =
        tokio::task::spawn_blocking(move || unlocking.store.unlock(&member, &typed.passphrase)).await;
    match unlocked {
        Ok(Ok(actor)) => {
            if let Err(problem) = app.store.takes_code(&actor.member, &code) {
                tokio::time::sleep(app.sessions.wrong()).await;
                return Err(Complaint::from(problem).to(&viewer));
            }
            let name = actor.name.clone();
            let token = app.sessions.open(app.store.token(), actor);
            made("", &Session { token, member: name, idle_seconds: app.options.idle_lock.as_secs() })
        }
        Ok(Err(problem)) => {
            if matches!(problem, Problem::WrongPassphrase) {
                tokio::time::sleep(app.sessions.wrong()).await;
            }
            Err(Complaint::from(problem).to(&viewer))
        }
        Err(_) => Err(Complaint::internal(&viewer)),
    }
}

/// Ends the session of the token. The node locks with the last one.
#[utoipa::path(delete, path = "/api/v1/sessions", tag = "session",
    responses((status = 204), (status = 401, body = Refused)))]
pub(crate) async fn close(State(app): State<App>, viewer: Viewer) -> Answer {
    app.sessions.close(&viewer.token);
    if !app.sessions.any(app.options.idle_lock) {
        app.store.lock();
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The compartments the member belongs to.
#[utoipa::path(get, path = "/api/v1/compartments", tag = "session",
    responses((status = 200, body = Vec<Compartment>), (status = 401, body = Refused)))]
pub(crate) async fn compartments(viewer: Viewer) -> Answer {
    let all = viewer.compartments.iter().map(|c| Compartment {
        compartment: c.id.to_string(),
        name: c.name.clone(),
        kind: c.kind.key(),
        today: viewer.today(c.scene).to_string(),
        role: c.role.key(),
    });
    told(&all.collect::<Vec<_>>())
}
