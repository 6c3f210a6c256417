//! Sealed notebooks: those the viewer keeps, those they may seal into, and what waits to be opened. A page's text stands on
//! a screen while it is typed and while it is shown, and in no address, draft or list.

mod kept;
mod opening;
mod sealing;

pub(crate) use sealing::from_file;

use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::routing::get;
use domain::code::LongCode;
use domain::id::CompartmentId;
use domain::refusal::{Refusal, Why, refuse};
use maud::{Markup, html};
use store::Plate;
use store::notebook::{Notebook, OpeningLine};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET, POST", "/notebooks", Gate::Member, get(show).post(take)),
        route("GET, POST", "/notebooks/{compartment}", Gate::Member, get(kept::show).post(kept::take)),
        route("GET", "/notebooks/{compartment}/plate", Gate::Member, get(kept::plate)),
        route("GET, POST", "/openings/{file}", Gate::Member, get(opening::show).post(opening::take)),
        route("GET, POST", "/sealing", Gate::Member, get(sealing::show).post(sealing::take)),
    ]
}

async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            v.store().take_pages(v.actor()?)?;
            shown(page(v, &Typed::default(), None)?)
        })
        .await
}

async fn take(viewer: Viewer, body: String) -> Answer {
    asked::taken(viewer, body, taken, page).await
}

fn taken(v: &Viewer, typed: &Typed) -> Result<String, Complaint> {
    match typed.get("act") {
        "drop" => {
            let notebook = CompartmentId::parse(typed.get("compartment")).ok_or_else(Complaint::unknown)?;
            v.store().drop_plate(v.actor()?, &notebook)?;
        }
        _ => {
            let text = typed.get("plate").trim();
            let plate = Plate::read(text.as_bytes());
            let plate = plate.map_err(|e| refuse("plate", e, Why::Unreadable))?;
            if !plate.answers_to(typed.get("heard")) {
                return Err(refuse("heard", typed.get("heard"), Why::NotTheWords).into());
            }
            v.store().take_plate(v.actor()?, &plate)?;
        }
    }
    Ok("/notebooks?done=1".into())
}

/// What waits for the viewer: openings to answer or to open, drills that are due.
pub(super) fn waiting(v: &Viewer) -> Result<Markup, Complaint> {
    let (store, actor) = (v.store(), v.actor()?);
    let kept = store.notebooks(actor)?;
    if kept.is_empty() {
        return Ok(html! {});
    }
    let openings = store.openings(actor)?;
    let asked: Vec<&OpeningLine> = openings.iter().filter(|line| line.waits || line.ready).collect();
    let due: Vec<&Notebook> = kept.iter().filter(|n| n.overdue && n.role.writes()).collect();
    if asked.is_empty() && due.is_empty() {
        return Ok(html! {});
    }
    Ok(html! {
        section.volet aria-labelledby="notebooks" {
            header { h2 id="notebooks" { (v.t("notebook-title")) } }
            div.body {
                @if !asked.is_empty() { (opening::lines(v, &asked)) }
                @for n in due {
                    div.notice.warning { p { a href=(format!("/notebooks/{}", n.compartment)) { bdi { (n.name) } } ". " (v.t("notebook-overdue-what")) } }
                }
            }
        }
    })
}

/// A code as it is read aloud, in three groups.
fn spoken(code: &str) -> Markup {
    let groups = LongCode::parse(code).map(|code| code.to_string());
    html! { span.code dir="ltr" { (groups.unwrap_or_else(|| code.to_string())) } }
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("notebook-title");
    let (store, actor) = (v.store(), v.actor()?);
    let (kept, plates, openings) = (store.notebooks(actor)?, store.plates(actor)?, store.openings(actor)?);
    let waiting: Vec<&OpeningLine> = openings.iter().filter(|line| line.waits || line.ready).collect();
    let form = Form { viewer: v, typed, refusal };
    let body = html! {
        div.page-head { h1 { (title) } p { (v.t("notebook-what")) } }
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        (form.errors())
        @if !waiting.is_empty() {
            (list::wide_part("waiting", &v.t("notebook-waiting"), opening::lines(v, &waiting)))
        }
        (list::wide_part("plates", &v.t("notebook-plates"), plates_part(v, &plates)))
        (list::wide_part("kept", &v.t("notebook-kept"), kept_part(v, &kept)))
        (list::part("take", &v.t("notebook-take"), html! {
            p { (v.t("notebook-take-what")) }
            form.stack method="post" action="/notebooks" {
                input type="hidden" name="act" value="take";
                (form.area("plate", 4))
                (form.line("heard", "wide"))
                div.toolbar { button.button type="submit" { (v.t("notebook-take-do")) } }
            }
        }))
    };
    Ok(frame::page(v, &title, body))
}

fn plates_part(v: &Viewer, plates: &[Plate]) -> Markup {
    let row = |p: &Plate| {
        let opens = [("threshold", p.threshold.to_string()), ("holders", p.holders.len().to_string())];
        let opens: Vec<(&str, &str)> = opens.iter().map(|(name, value)| (*name, value.as_str())).collect();
        vec![
            html! { bdi { (p.name) } },
            html! { (v.t(&format!("compartment-kind-{}", p.kind.key()))) },
            html! { (v.t_with("notebook-opens-with", &opens)) ": " @for (i, h) in p.holders.iter().enumerate() { @if i > 0 { ", " } bdi { (h.name) } } },
            html! { @match p.proved { Some(on) => (v.words.day(on)), None => (v.t("notebook-never")) } },
            html! {
                form.line method="post" action="/notebooks" {
                    input type="hidden" name="act" value="drop";
                    input type="hidden" name="compartment" value=(p.notebook);
                    button.button.quiet type="submit" { (v.t("notebook-drop")) span.visually-hidden { " " (p.name) } }
                }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = plates.iter().map(row).collect();
    let heads = ["field-name", "notebook-kind", "notebook-opens", "notebook-proved", "notebook-drop"];
    html! {
        p { (v.t("notebook-plates-what")) }
        @if plates.is_empty() { p.empty { (v.t("notebook-plates-none")) } } @else {
            (list::table(v, "", &heads, &rows))
            div.toolbar.no-print { a.button href="/sealing" { (v.t("notebook-seal")) } }
        }
    }
}

fn kept_part(v: &Viewer, kept: &[Notebook]) -> Markup {
    let row = |n: &Notebook| {
        vec![
            html! { a href=(format!("/notebooks/{}", n.compartment)) { bdi { (n.name) } } },
            html! { (v.t(&format!("compartment-kind-{}", n.kind.key()))) },
            html! { (n.pages) },
            html! { (kept::holders(v, n)) },
            html! {
                @match n.proved { Some(on) => (v.words.day(on)), None => (v.t("notebook-never")) }
                @if n.overdue { " " strong.late { (v.t("notebook-overdue")) } }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = kept.iter().map(row).collect();
    let heads = ["field-name", "notebook-kind", "notebook-pages", "notebook-opens", "notebook-proved"];
    html! {
        @if kept.is_empty() { p.empty { (v.t("notebook-kept-none")) } } @else { (list::table(v, "", &heads, &rows)) }
    }
}
