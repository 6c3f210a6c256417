//! Exposure: what falls if a laptop is taken, whom to move first, what to revoke. A page to print, with codes and no names
//! of people; it is kept nowhere.

use crate::edge::{Answer, Complaint, shown};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::routing::get;
use domain::compartment::Scene;
use domain::exposure::{Left, TELL_WITHIN_DAYS, says};
use domain::id::NodeId;
use jiff::ToSpan as _;
use maud::{Markup, html};
use store::PeerInfo;
use store::exposure::{Endangered, Exposure, Fallen};

/// Codes of one place that are shown; the command lists all.
const CODES: usize = 60;

pub(crate) fn routes() -> Vec<Route> {
    vec![route("GET", "/exposure", Gate::Directs, get(show))]
}

async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let node = NodeId::parse(asked::asked(v).get("node"));
            let report = v.store().exposure(v.actor()?, node.as_ref())?;
            let peers = v.store().peers(v.actor()?)?;
            shown(page(v, &report, &peers)?)
        })
        .await
}

fn page(v: &Viewer, report: &Exposure, peers: &[PeerInfo]) -> Result<Markup, Complaint> {
    let title = v.t("exposure-title");
    let whose = if report.own { v.t("exposure-this-node") } else { report.whose.clone() };
    let today = v.today(Scene::Present);
    let tell = today.saturating_add(TELL_WITHIN_DAYS.days());
    let body = html! {
        div.page-head { h1 { (title) } p { (v.t("exposure-what")) } }
        (choice(v, report, peers))
        (list::part("which", &v.t("exposure-node"), html! {
            dl.facts {
                dt { (v.t("peer-whose")) } dd { bdi { (whose) } }
                dt { (v.t("exposure-sits")) } dd { @for (i, name) in report.members.iter().enumerate() { @if i > 0 { ", " } bdi { (name) } } @if report.members.is_empty() { (v.t("exposure-nobody-known")) } }
                dt { (v.t("exposure-people")) } dd { strong { (report.people) } }
                dt { (v.t("exposure-tell")) } dd { (v.words.day(tell)) }
            }
            div.toolbar.no-print { button.button type="button" data-print { (v.t("do-print")) } }
        }))
        (list::wide_part("first", &v.t("exposure-first"), places(v, &report.places)))
        (list::wide_part("fallen", &v.t("exposure-fallen"), compartments(v, &report.compartments)))
        @if !report.notebooks.is_empty() { (list::wide_part("notebooks", &v.t("notebook-title"), notebooks(v, report))) }
        (list::part("acts", &v.t("exposure-acts"), acts(v, report)))
        p.by { (v.t("exposure-burn")) }
    };
    Ok(frame::page(v, &title, body))
}

fn choice(v: &Viewer, report: &Exposure, peers: &[PeerInfo]) -> Markup {
    html! {
        form.filter.no-print method="get" action="/exposure" {
            div.field {
                label for="node" { (v.t("exposure-choose")) }
                select id="node" name="node" {
                    option value="" selected[report.own] { (v.t("exposure-this-node")) }
                    @for peer in peers { option value=(peer.node) selected[peer.node == report.node] { (peer.name) } }
                }
            }
            button.button.quiet type="submit" { (v.t("do-show")) }
        }
    }
}

fn places(v: &Viewer, places: &[Endangered]) -> Markup {
    let row = |(i, p): (usize, &Endangered)| {
        vec![
            html! { (i + 1) ". " (v.place(&p.place, &p.name)) },
            html! { (v.t(&format!("kind-{}", p.kind.key()))) },
            html! { (p.codes.len()) },
            html! {
                span.codes dir="ltr" { @for (i, code) in p.codes.iter().take(CODES).enumerate() { @if i > 0 { " · " } (list::code(code)) } }
                @if p.codes.len() > CODES { "… " (v.t_with("exposure-more", &[("count", &(p.codes.len() - CODES).to_string())])) }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = places.iter().enumerate().map(row).collect();
    html! {
        p { (v.t("exposure-first-what")) }
        @if places.is_empty() { p.empty { (v.t("exposure-first-none")) } } @else {
            (list::table(v, "", &["list-place", "field-kind", "exposure-count", "exposure-codes"], &rows))
        }
    }
}

fn compartments(v: &Viewer, all: &[Fallen]) -> Markup {
    let row = |c: &Fallen| {
        vec![
            html! { bdi { (c.name) } },
            html! { @for (i, key) in says(c.kind).iter().enumerate() { @if i > 0 { ", " } (v.t(&format!("exposure-says-{key}"))) } },
            html! { @for (i, (name, role)) in c.members.iter().enumerate() { @if i > 0 { ", " } bdi { (name) } " (" (v.t(&format!("role-{}", role.key()))) ")" } },
            html! { (c.people) },
            html! { @match c.heard { Some(on) => (v.words.day(on)), None => (v.t("notebook-never")) } },
            html! { @if c.last_keeper { strong.late { (v.t("exposure-last-keeper")) } } },
        ]
    };
    let rows: Vec<Vec<Markup>> = all.iter().map(row).collect();
    let heads = [
        "list-compartment",
        "exposure-says",
        "exposure-sits",
        "exposure-count",
        "exposure-heard",
        "exposure-keeper",
    ];
    list::table(v, "", &heads, &rows)
}

fn notebooks(v: &Viewer, report: &Exposure) -> Markup {
    html! {
        ul { @for n in &report.notebooks { li {
            bdi { (n.name) } ": "
            (v.t_with(&format!("exposure-left-{}", n.left.key()), &[("remain", &n.remain.to_string()), ("threshold", &n.threshold.to_string())]))
            @if n.opens_alone { " " strong.late { (v.t("exposure-opens-alone")) } }
        } } }
    }
}

/// What to do, in this order.
fn acts(v: &Viewer, report: &Exposure) -> Markup {
    let last = report.compartments.iter().any(|c| c.last_keeper);
    let renew = report.notebooks.iter().any(|n| n.left != Left::TooFew);
    html! {
        ol {
            li { (v.t("exposure-act-move")) }
            li { (v.t("exposure-act-revoke")) }
            li { (v.t("exposure-act-remove")) }
            @if last { li { (v.t("exposure-act-found")) } }
            @if renew { li { (v.t("exposure-act-renew")) } }
            li { (v.t("exposure-act-tell")) }
        }
    }
}
