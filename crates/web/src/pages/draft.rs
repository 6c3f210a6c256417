//! Drafts: what somebody is typing, kept by the node inside the encrypted database, given back when the form is opened
//! again, let go when it is accepted or discarded. A draft belongs to one member; nobody else is shown it.

use crate::edge::{Answer, Complaint};
use crate::form::Typed;
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::post;
use domain::id::{CompartmentId, FileId};
use domain::refusal::{Why, refuse};
use store::CompartmentInfo;

/// Longest draft, in bytes: a form whose every text is full.
const DRAFT_MAX: usize = 64 * 1024;
/// Longest key, in bytes: a noun, a compartment, a file.
const KEY_MAX: usize = 160;

pub(crate) fn routes() -> Vec<Route> {
    vec![route("POST", "/drafts/{key}", Gate::Writes, post(keep))]
}

async fn keep(viewer: Viewer, Path(key): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            if body.len() > DRAFT_MAX || key.len() > KEY_MAX {
                return Err(refuse("text", "", Why::TooLong).into());
            }
            let compartment = shelf(v, &key).ok_or_else(|| Complaint::forbidden(v))?;
            v.store().keep_draft(v.actor()?, &compartment, &key, &body)?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}

/// The key of a draft of `noun` about a file: it says in whose database the draft is kept.
pub(crate) fn key(noun: &str, compartment: &CompartmentId, file: &FileId) -> String {
    format!("{noun}.{compartment}.{file}")
}

/// What the viewer was typing under `key`, if anything.
pub(crate) fn restored(v: &Viewer, key: &str) -> Option<Typed> {
    let compartment = shelf(v, key)?;
    let body = v.store().draft(v.actor.as_ref()?, &compartment, key).ok()??;
    Some(Typed::parse(&body))
}

/// Lets a draft go.
pub(crate) fn discard(v: &Viewer, key: &str) -> Result<(), Complaint> {
    let Some(compartment) = shelf(v, key) else { return Ok(()) };
    if v.store().draft(v.actor()?, &compartment, key)?.is_some() {
        v.store().keep_draft(v.actor()?, &compartment, key, "")?;
    }
    Ok(())
}

/// Where a draft is kept: in the compartment its key names, else in the first the viewer writes in. Never in a payment
/// book: what is typed may be a name.
fn shelf(v: &Viewer, key: &str) -> Option<CompartmentId> {
    let kept = |c: &CompartmentInfo| c.role.writes() && !c.kind.is_apart();
    let named =
        key.split('.').filter_map(CompartmentId::parse).find(|id| v.compartment(id).is_some_and(kept));
    named.or_else(|| v.compartments.iter().find(|c| kept(c)).map(|c| c.id))
}
