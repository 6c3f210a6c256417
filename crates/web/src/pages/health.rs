//! The health volet: a file of its own in a compartment of its own. Who does not hold it is not told that there is one;
//! the administrative file carries at most a mark with what to do.

mod record;

use super::person::{Opened, headstrip, rows_under, tabs};
use crate::edge::{Answer, Complaint, shown};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::routing::get;
use domain::compartment::Kind;
use domain::health::{Record, records};
use domain::id::{CompartmentId, FileId};
use domain::said::Said;
use maud::{Markup, html};
use store::CompartmentInfo;

/// Purpose of a reading of this page.
const PURPOSE: &str = "page person/health";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/people/{file}/health", Gate::Reads, get(show)),
        route(
            "GET, POST",
            "/people/{file}/health-records",
            Gate::Writes,
            get(record::show).post(record::record),
        ),
    ]
}

/// The health file of the same person, where the viewer holds it; the one that lives, if any does.
fn volet(v: &Viewer, o: &Opened) -> Result<Option<(FileId, CompartmentId)>, Complaint> {
    let volets = v.store().volets(v.actor()?, &o.subject)?;
    let mine = volets.iter().filter(|(_, _, volet, _)| volet == "health");
    Ok(mine.max_by_key(|(_, _, _, live)| *live).map(|(file, compartment, ..)| (*file, *compartment)))
}

/// Compartments in which the viewer may begin a health file for somebody of this scene.
fn rooms<'a>(v: &'a Viewer, o: &Opened) -> Vec<&'a CompartmentInfo> {
    let scene = v.compartment(&o.compartment()).map(|c| c.scene).unwrap_or_default();
    v.compartments.iter().filter(|c| c.kind == Kind::Volet && c.scene == scene && c.role.writes()).collect()
}

/// Whether the viewer holds this person's health volet, or may begin it.
pub(crate) fn held(v: &Viewer, o: &Opened) -> Result<bool, Complaint> {
    Ok(volet(v, o)?.is_some() || !rooms(v, o).is_empty())
}

/// The card on the person's file; nothing at all for those who do not hold the volet.
pub(crate) fn card(v: &Viewer, o: &Opened) -> Result<Option<Markup>, Complaint> {
    if !held(v, o)? {
        return Ok(None);
    }
    let opened = match volet(v, o)? {
        Some((file, _)) => Some(Opened::open(v, &file.to_string(), "page person, health")?),
        None => None,
    };
    let standing = opened.as_ref().map(|h| records(&h.volume.file)).unwrap_or_default();
    Ok(Some(html! {
        section.volet #health data-lock="open" aria-labelledby="health-h" {
            header {
                h2 #health-h { (v.t("volet-health")) }
                span.lock { (frame::mark("unlock", "icon")) (v.t("person-health-yours")) }
            }
            div.body.stack {
                (summary(v, &standing))
                p.no-print {
                    a href=(o.address("health")) { (v.t("person-health-open")) }
                    @if !rooms(v, o).is_empty() { " · " a href=(o.address("health-records")) { (v.t("person-form-health-records")) } }
                }
            }
        }
    }))
}

/// Allergies first, then the rest, as they stand.
fn summary(v: &Viewer, standing: &[(domain::id::Key, Said<Record>)]) -> Markup {
    let mut all: Vec<&Record> = standing.iter().flat_map(|(_, said)| said.all()).map(|a| &a.value).collect();
    all.sort_by_key(|r| domain::health::KINDS.iter().position(|k| *k == r.kind));
    html! {
        @if all.is_empty() {
            p.empty { (v.t("person-health-none")) }
        } @else {
            dl.facts {
                @for record in all {
                    div { dt { (v.t(&format!("health-kind-{}", record.kind))) } dd { span dir="auto" { (record.text) } } }
                }
            }
        }
    }
}

async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = Opened::open(v, &file, PURPOSE)?;
            if !o.administrative() {
                return of_volet(v, o);
            }
            if !held(v, &o)? {
                return Err(Complaint::unknown().to(v));
            }
            let health = match volet(v, &o)? {
                Some((file, _)) => Some(Opened::open(v, &file.to_string(), PURPOSE)?),
                None => None,
            };
            shown(page(v, &o, health.as_ref()))
        })
        .await
}

/// The page of a file that is no administrative one, reached by its own address.
pub(crate) fn of_volet(v: &Viewer, health: Opened) -> Answer {
    let main = health.main(v, PURPOSE)?;
    shown(page(v, main.as_ref().unwrap_or(&health), Some(&health)))
}

fn page(v: &Viewer, o: &Opened, health: Option<&Opened>) -> Markup {
    let volet = health.and_then(|h| h.person.volet).map_or("health", |volet| volet.key());
    let heading = v.t(&format!("volet-{volet}"));
    let title = format!("{heading} · {}", o.name());
    let body = html! {
        (headstrip(v, o))
        (tabs(v, o, "health", true))
        @if !rooms(v, o).is_empty() {
            div.toolbar.no-print { a.button href=(o.address("health-records")) { (v.t("person-form-health-records")) } }
        }
        section.volet data-lock="open" aria-labelledby="health-h" {
            header { h2 #health-h { (heading) } span.lock { (frame::mark("unlock", "icon")) (v.t("person-health-yours")) } }
            div.body {
                @match health {
                    Some(health) => { dl.facts { (rows_under(v, health, "health/")) (rows_under(v, health, "note/")) } }
                    None => { p.empty { (v.t("person-health-none")) } }
                }
            }
        }
    };
    frame::page(v, &title, body)
}
