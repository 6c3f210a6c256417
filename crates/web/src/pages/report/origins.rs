//! Where the people of each home came from: how many had been in a camp before.

use super::ask::{at, known_on, query};
use super::{dates, json_file, list, number};
use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::viewer::Viewer;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use domain::indicator::{OriginRow, origins};
use domain::refusal::Refusal;
use jiff::civil::Date;
use maud::{Markup, html};

type Asked = (Date, Option<Date>);

fn asked(v: &Viewer, typed: &Typed) -> Result<Asked, Refusal> {
    Ok((at(typed)?.unwrap_or_else(|| v.today(v.scene())), known_on(typed)?))
}

fn rows(v: &Viewer, (at, known): Asked) -> Result<Vec<OriginRow>, Complaint> {
    Ok(origins(&v.store().presences(v.actor()?, known)?, at))
}

pub(super) async fn json(viewer: Viewer) -> Answer {
    viewer.run(|v| json_file(&rows(v, asked(v, &query(v))?)?)).await
}

pub(super) async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let typed = query(v);
            let wanted = match asked(v, &typed) {
                Ok(wanted) => wanted,
                Err(refusal) => {
                    let page = frame::page(v, &v.t("report-origins"), html! { (head(v)) (form(v, &typed, Some(&refusal))) });
                    return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
                }
            };
            let rows = rows(v, wanted)?;
            let known = wanted.1.map(|d| d.to_string()).unwrap_or_default();
            let typed = typed.with("at", wanted.0.to_string());
            let body = html! {
                (head(v))
                (form(v, &typed, None))
                @if rows.is_empty() { p.empty { (v.t("report-empty")) } } @else { (table(v, &rows, wanted)) }
                (list::part("definition", &v.t("report-definition"), html! { p { (v.t("report-definition-origins")) } }))
                div.toolbar.no-print { a.button.quiet href=(format!("/report/origins.json?at={}&known_on={known}", wanted.0)) { "JSON" } }
            };
            shown(frame::page(v, &v.t("report-origins"), body))
        })
        .await
}

fn head(v: &Viewer) -> Markup {
    html! { div.page-head { h1 { (v.t("report-origins")) } p { (v.t("report-origins-what")) } } }
}

fn form(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    html! {
        (form.errors())
        form.stack action="/report/origins" {
            div.fields { (list::calendar(&form, "at", "field-as-at", "date", None)) (list::calendar(&form, "known_on", "field-as-known-on", "date", None)) }
            div.toolbar { button.button type="submit" { (v.t("list-show")) } }
        }
    }
}

fn table(v: &Viewer, rows: &[OriginRow], (at, known): Asked) -> Markup {
    let known_on = known.map(|d| d.to_string()).unwrap_or_default();
    let link = |what: &str, r: &OriginRow| {
        format!("/report/people?what={what}&place={}&at={at}&known_on={known_on}", r.place)
    };
    let percent = |part: usize, whole: usize| if whole == 0 { 0 } else { (part * 200 + whole) / (whole * 2) };
    let (all, camps) = (rows.iter().map(|r| r.children).sum(), rows.iter().map(|r| r.from_camps).sum());
    html! {
        div.scroll tabindex="0" role="region" aria-label=(v.t("report-origins")) {
            table.figure-table {
                caption { (v.t("report-origins")) " " small { (dates(v, &v.words.day(at), known)) } }
                thead { tr { @for head in ["report-home", "report-children", "report-from-camps", "report-share"] { th scope="col" { (v.t(head)) } } } }
                tbody { @for r in rows { tr {
                    th scope="row" { a href=(format!("/places/{}", r.place)) { bdi { (r.home) } } }
                    td { (number(r.children, &link("home", r))) }
                    td { (number(r.from_camps, &link("from-camps", r))) }
                    td { (percent(r.from_camps, r.children)) " %" }
                } } }
                tfoot { tr { th scope="row" { (v.t("report-all-homes")) } td { (all) } td { (camps) } td { (percent(camps, all)) " %" } } }
            }
        }
    }
}
