//! Places: the list by kind with how full each is, and a new place. More people than beds is shown, never forbidden.

use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::pages::place::asked;
use crate::pages::place::details;
use crate::pages::place::meter::{meter, sentence, whole};
use crate::viewer::Viewer;
use axum::routing::get;
use domain::compartment::Scene;
use domain::id::CompartmentId;
use domain::place::Kind;
use domain::refusal::{Refusal, Why, refuse};
use jiff::civil::Date;
use maud::{Markup, html};
use store::place::PlaceLine;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/places", Gate::Reads, get(show)),
        route("GET, POST", "/places/new", Gate::Writes, get(ask).post(create)),
    ]
}

async fn show(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(frame::page(v, &v.t("room-places"), overview(v)?))).await
}

fn overview(v: &Viewer) -> Result<Markup, Complaint> {
    let day = asked::day("on", &asked::asked(v)).ok();
    let all = v.store().places(v.actor()?, day)?;
    let (open, closed): (Vec<&PlaceLine>, Vec<&PlaceLine>) = all
        .iter()
        .partition(|p| p.open.1.is_none_or(|closed| closed > day.unwrap_or_else(|| v.today(p.scene))));
    let writes = v.may(domain::compartment::Role::writes);
    Ok(html! {
        div.page-head { h1 { (v.t("room-places")) } p { (v.t("places-intro")) } }
        (date_form(v, day))
        @if writes { div.toolbar { a.button href="/places/new" { (v.t("places-new")) } } }
        @if all.is_empty() { p.empty { (v.t("places-none")) } }
        @for kind in Kind::ALL { (of_kind(v, kind, &open, &all)) }
        @if !closed.is_empty() { (closed_ones(v, &closed)) }
    })
}

fn date_form(v: &Viewer, day: Option<Date>) -> Markup {
    html! {
        form.filter {
            label { (v.t("places-on")) " " input type="date" name="on" value=[day.map(|d| d.to_string())]; }
            button.button.quiet { (v.t("do-show")) }
        }
    }
}

fn of_kind(v: &Viewer, kind: Kind, open: &[&PlaceLine], all: &[PlaceLine]) -> Markup {
    let within_known = |p: &PlaceLine| p.within.is_some_and(|w| all.iter().any(|other| other.file == w));
    let lines: Vec<&&PlaceLine> = open.iter().filter(|p| p.kind == kind && !within_known(p)).collect();
    if lines.is_empty() {
        return html! {};
    }
    let rows: Vec<Vec<Markup>> = lines.iter().map(|p| row(v, p, all)).collect();
    let heads = ["places-name", "places-lies", "places-fill"];
    list::wide_part(
        &format!("kind-{}", kind.key()),
        &v.t(&format!("kinds-{}", kind.key())),
        list::table(v, "", &heads, &rows),
    )
}

fn row(v: &Viewer, place: &PlaceLine, all: &[PlaceLine]) -> Vec<Markup> {
    let (present, capacity) = whole(place, all);
    let inside: Vec<&PlaceLine> = all.iter().filter(|p| p.within == Some(place.file)).collect();
    vec![
        html! { (link(place)) @if !inside.is_empty() { (within(v, &inside)) } },
        html! { bdi { (place.lies) } },
        html! { @if place.kind.lived_in() || present > 0 { (meter(v, present, capacity, 0)) } },
    ]
}

fn link(place: &PlaceLine) -> Markup {
    html! { a href=(format!("/places/{}", place.file)) { bdi { (place.name) } } }
}

fn within(v: &Viewer, inside: &[&PlaceLine]) -> Markup {
    html! {
        details {
            summary { (v.t_with("places-within", &[("n", &inside.len().to_string())])) }
            ul {
                @for place in inside {
                    li { (link(place)) (asked::colon(v)) (v.t(&format!("kind-{}", place.kind.key()))) ", " (sentence(v, place.present, place.capacity, 0)) }
                }
            }
        }
    }
}

fn closed_ones(v: &Viewer, closed: &[&PlaceLine]) -> Markup {
    list::wide_part(
        "places-closed",
        &v.t("places-closed"),
        html! {
            ul {
                @for place in closed {
                    li {
                        (link(place)) (asked::colon(v)) (v.t(&format!("kind-{}", place.kind.key())))
                        @if let Some(on) = place.open.1 { ", " (v.words.day(on)) }
                    }
                }
            }
        },
    )
}

/// The compartments a new place can be written in.
fn houses(v: &Viewer) -> Vec<(String, String)> {
    let writes = v.compartments.iter().filter(|c| c.role.writes() && !c.kind.restricted());
    writes.map(|c| (c.id.to_string(), c.name.clone())).collect()
}

/// Kinds of place a compartment of that scene can have: camps and barracks are of the past.
pub(crate) fn kinds(v: &Viewer, historical: bool) -> Vec<(String, String)> {
    let of_today = |k: &Kind| !matches!(k, Kind::Camp | Kind::Barrack);
    worded(v, "kind", Kind::ALL.into_iter().filter(|k| historical || of_today(k)).map(Kind::key))
}

async fn ask(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(form_page(v, &asked::asked(v), None)?)).await
}

fn form_page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let form = Form { viewer: v, typed, refusal };
    let houses = houses(v);
    let historical = v.compartments.iter().any(|c| c.scene == Scene::Historical);
    let body = html! {
        div.page-head { h1 { (v.t("places-new")) } p { (v.t("places-new-intro")) } }
        (form.errors())
        form.stack method="post" action="/places/new" {
            div.fields {
                @if houses.len() == 1 { input type="hidden" name="compartment" value=(houses[0].0); }
                @else { (form.choose("compartment", "medium", None, &houses)) }
                (details::fields(v, &form, &kinds(v, historical), None)?)
                (form.input("opened", "short", "text", &[]))
            }
            fieldset.fieldset { legend { (v.t("place-beds-first")) } (details::bed_fields(v, &form)) }
            div.toolbar {
                button.button type="submit" { (v.t("do-record")) }
                a.button.quiet href="/places" { (v.t("do-cancel")) }
            }
        }
    };
    Ok(frame::page(v, &v.t("places-new"), body))
}

async fn create(viewer: Viewer, body: String) -> Answer {
    asked::taken(viewer, body, record, form_page).await
}

fn record(v: &Viewer, typed: &Typed) -> Result<String, Complaint> {
    let house = typed.get("compartment");
    let house = CompartmentId::parse(house).ok_or_else(|| refuse("compartment", house, Why::Unknown))?;
    asked::must(v, &house, domain::compartment::Role::writes)?;
    let mut facts = details::facts(typed, v.today_in(&house))?;
    let opened = asked::maybe_date("opened", typed)?;
    facts.extend(opened.map(|on| domain::entry::Fact::Place(domain::place::Fact::Opened(on))));
    let beds = if typed.has("count") { Some(details::beds(typed)?) } else { None };
    let file = v.store().write(v.actor()?, &house, move |w| {
        let file = w.new_file();
        if let Some(beds) = beds {
            let key = w.new_key();
            facts.push(domain::entry::Fact::Place(domain::place::Fact::Beds { key, beds }));
        }
        w.append(&file, facts)?;
        Ok(file)
    })?;
    Ok(format!("/places/{file}"))
}
