//! The health volet: a file of its own in a compartment of its own. Who does not hold it is not told that there is one;
//! the administrative file carries at most a mark with what to do.

mod record;

use super::person::Opened;
use super::volet::Restricted;
use crate::edge::Complaint;
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::routing::get;
use domain::compartment::Kind;
use domain::health::{Record, records};
use domain::person::Volet;
use domain::said::Said;
use maud::{Markup, html};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/people/{file}/health", Gate::Reads, get(|viewer, path| HEALTH.show(viewer, path))),
        route(
            "GET, POST",
            "/people/{file}/health-records",
            Gate::Writes,
            get(record::show).post(record::record),
        ),
    ]
}

/// The room as a restricted volet.
pub(crate) static HEALTH: Restricted = Restricted {
    volet: Volet::Health,
    kind: Kind::Volet,
    page: "health",
    form: "health-records",
    slots: "health/",
};

/// The card on the person's file; nothing at all for those who do not hold the volet.
pub(crate) fn card(v: &Viewer, o: &Opened) -> Result<Option<Markup>, Complaint> {
    if !HEALTH.held(v, o)? {
        return Ok(None);
    }
    let opened = HEALTH.opened(v, o, "page person, health")?;
    let standing = opened.as_ref().map(|h| records(&h.volume.file)).unwrap_or_default();
    Ok(Some(html! {
        section.volet #health data-lock="open" aria-labelledby="health-h" {
            header {
                h2 #health-h { (v.t("volet-health")) }
                span.lock { (frame::mark("unlock", "icon")) (v.t("person-volet-yours")) }
            }
            div.body.stack {
                (summary(v, &standing))
                p.no-print {
                    a href=(o.address("health")) { (v.t("person-health-open")) }
                    @if !HEALTH.rooms(v, o).is_empty() { " · " a href=(o.address("health-records")) { (v.t("person-form-health-records")) } }
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
