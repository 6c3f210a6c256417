//! Proposals: which child of the relay house could go to which home, why, and what another choice would cost. Nothing is
//! ticked before a person ticks it; what they accept is written as their decisions, by the same entries as a departure.

mod accept;
mod board;
mod gather;
mod what_if;
pub(crate) mod words;

use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::place::asked;
use crate::pages::relay_house;
use crate::viewer::Viewer;
use axum::routing::{get, post};
use domain::refusal::Refusal;
use gather::{Gathered, gathered, house};
use maud::{Markup, html};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/placements", Gate::Reads, get(show)),
        route("POST", "/placements", Gate::Writes, post(take)),
    ]
}

async fn show(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(page(v, &asked::asked(v), None)?)).await
}

async fn take(viewer: Viewer, body: String) -> Answer {
    asked::taken(viewer, body, accept::record, page).await
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("placement-title");
    let Some(house) = house(v, typed)? else {
        let body = html! { div.page-head { h1 { (title) } } p.empty { (v.t("relay-none")) } };
        return Ok(frame::page(v, &title, body));
    };
    let board = format!("/relay-house?place={}", house.file);
    let head = html! {
        div.page-head {
            h1 { (title) (asked::colon(v)) bdi { (house.name) } }
            p { (v.t("placement-intro")) }
        }
        div.toolbar { a.button.quiet href=(board) { (v.t("care-to-board")) } }
    };
    if !relay_house::decides(v, &house) {
        let body = html! { (head) div.notice { p { (v.t("placement-others-decide")) } } };
        return Ok(frame::page(v, &title, body));
    }
    let g = gathered(v, house, typed)?;
    let body = html! {
        (head)
        (Form { viewer: v, typed, refusal }.errors())
        (what_if::told(v, &g))
        @if g.cards.is_empty() { p.empty { (v.t("placement-nobody")) } }
        @else if g.homes.is_empty() { div.notice { p { (v.t("placement-no-homes")) } } (board::board(v, &g, typed, refusal)) }
        @else {
            p { (standing(v, &g)) }
            (board::board(v, &g, typed, refusal))
            (accept::form(v, &g, typed, refusal)?)
        }
        (counted(v, &g))
    };
    Ok(frame::page(v, &title, body))
}

/// How good the whole of the proposals is known to be.
fn standing(v: &Viewer, g: &Gathered) -> String {
    match g.gap.0 {
        0 => v.t("placement-optimal"),
        _ => v.t_with("placement-feasible", &[("n", &g.gap.to_string())]),
    }
}

/// What weighs how much, and what is not weighed because no file holds it.
fn counted(v: &Viewer, g: &Gathered) -> Markup {
    let costs = g.posed.problem.costs;
    let weights = [
        ("unplaced", costs.unplaced),
        ("split", costs.split),
        ("need", costs.need),
        ("language", costs.language),
    ];
    html! {
        details {
            summary { (v.t("placement-counted")) }
            ul { @for (key, cost) in weights {
                li { (v.t_with(&format!("placement-counts-{key}"), &[("n", &cost.to_string())])) }
            } }
            p { (v.t("placement-needs-blind")) }
            p { (v.t("placement-not-held")) }
            ul { @for key in ["offers", "languages", "age", "rest"] { li { (v.t(&format!("placement-not-held-{key}"))) } } }
        }
    }
}
