//! Stays: somebody arrives somewhere, or leaves.

use crate::api::person::{Arriving, arrival, id};
use crate::api::sent::{Sent, word};
use crate::api::shape::Written;
use crate::api::{Refused, made};
use crate::edge::Answer;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::id::StayId;
use domain::refusal::{Why, refuse};
use domain::registration::date;
use domain::stay::{self, Closing, EndReason};
use serde::{Deserialize, Serialize};
use store::Problem;
use utoipa::ToSchema;

/// A departure.
#[derive(Serialize, Deserialize, Default, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Leaving {
    /// The stay that ends; empty for the one that goes on.
    stay: String,
    /// Until when.
    until: String,
    /// Of the closed list: `released`, `placed`, `with-family`, ..
    reason: String,
    /// Where to, in words.
    towards: String,
}

/// A stay as written.
#[derive(Serialize, ToSchema)]
pub(crate) struct StayWritten {
    /// The stay.
    stay: String,
    /// The entry and the heads after it.
    #[serde(flatten)]
    written: Written,
}

/// Arrives at a place; every stay that still runs ends there and then.
#[utoipa::path(post, path = "/api/v1/people/{file}/arrivals", tag = "stay", params(("file" = String, Path)),
    request_body = Arriving,
    responses((status = 201, body = StayWritten), (status = 404, body = Refused), (status = 422, body = Refused)))]
pub(crate) async fn arrive(
    viewer: Viewer,
    Path(file): Path<String>,
    Sent(arriving): Sent<Arriving>,
) -> Answer {
    viewer
        .run(move |v| {
            let (file, actor) = (id(&file)?, v.actor()?);
            let volume = v.store().open_file(actor, &file, "api arrival")?;
            let arrival = arrival(v, &arriving)?;
            let opening = arrival.opening(date("from", &arrival.from)?);
            let written = v.store().write(actor, &volume.compartment, move |w| {
                let (stay, today) = (w.new_stay(), w.today());
                let facts = stay::arrive(&w.file(&file)?, stay, opening, today)?;
                let entry = w.append(&file, facts)?;
                as_written(stay, entry, &w.file(&file)?)
            })?;
            made(&format!("/api/v1/people/{file}"), &written)
        })
        .await
}

/// Leaves without arriving anywhere known.
#[utoipa::path(post, path = "/api/v1/people/{file}/departures", tag = "stay", params(("file" = String, Path)),
    request_body = Leaving,
    responses((status = 201, body = StayWritten), (status = 404, body = Refused), (status = 422, body = Refused)))]
pub(crate) async fn leave(viewer: Viewer, Path(file): Path<String>, Sent(leaving): Sent<Leaving>) -> Answer {
    viewer
        .run(move |v| {
            let (file, actor) = (id(&file)?, v.actor()?);
            let volume = v.store().open_file(actor, &file, "api departure")?;
            let reason = word("reason", &leaving.reason, EndReason::parse)?;
            let reason = reason.ok_or_else(|| refuse("reason", "", Why::Missing))?;
            let closing = Closing {
                until: date("until", &leaving.until)?,
                reason,
                towards: leaving.towards.trim().to_string(),
            };
            let written = v.store().write(actor, &volume.compartment, move |w| {
                let (known, today) = (w.file(&file)?, w.today());
                let stays = stay::stays(&known);
                let named = match leaving.stay.as_str() {
                    "" => stay::current(&stays).map(|s| s.id),
                    text => StayId::parse(text),
                };
                let typed: String = leaving.stay.chars().take(40).collect();
                let stay = named.ok_or_else(|| Problem::from(refuse("stay", typed, Why::Unknown)))?;
                let facts = stay::leave(&known, stay, closing, today)?;
                let entry = w.append(&file, facts)?;
                as_written(stay, entry, &w.file(&file)?)
            })?;
            made(&format!("/api/v1/people/{file}"), &written)
        })
        .await
}

fn as_written(
    stay: StayId,
    entry: domain::id::EntryId,
    file: &domain::file::File,
) -> Result<StayWritten, Problem> {
    let heads = file.heads.iter().map(ToString::to_string).collect();
    Ok(StayWritten { stay: stay.to_string(), written: Written { entry: entry.to_string(), heads } })
}
