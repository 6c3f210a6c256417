//! Visit: who is in the house today, by code and given name. No file behind it, no search, nothing to carry away but
//! what a visitor needs at the door.

use super::list;
use crate::edge::{Answer, Complaint, shown};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::routing::get;
use maud::{Markup, html};

pub(crate) fn routes() -> Vec<Route> {
    vec![route("GET", "/visit", Gate::Visits, get(show))]
}

async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let body = html! {
                div.page-head { h1 { (v.t("visit-title")) } p { (v.t("visit-what")) } }
                (present(v)?)
            };
            shown(frame::page(v, &v.t("visit-title"), body))
        })
        .await
}

/// The list of the day, house by house.
pub(super) fn present(v: &Viewer) -> Result<Markup, Complaint> {
    let people = v.store().present_today(v.actor()?)?;
    let houses: Vec<_> = people.chunk_by(|a, b| a.place == b.place).collect();
    Ok(html! {
        @if houses.is_empty() { p.empty { (v.t("visit-nobody")) } }
        @for (i, house) in houses.iter().enumerate() {
            (list::part(&format!("visit-{i}"), &house[0].place, html! {
                p { (v.t_with("visit-count", &[("count", &house.len().to_string())])) }
                (list::table(v, "", &["list-given", "list-code"], &house.iter().map(|p| vec![
                    html! { bdi { (p.given) } },
                    list::code(&p.code),
                ]).collect::<Vec<_>>()))
            }))
        }
    })
}
