//! How many people are where on one day.

use super::ask::{at, band, kind, known_on, query};
use super::{dates, json_file, list, number};
use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::viewer::Viewer;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use domain::indicator::{Band, Counted};
use domain::place::Kind;
use domain::refusal::Refusal;
use jiff::civil::Date;
use maud::{Markup, html};

struct Asked {
    at: Date,
    kind: Option<Kind>,
    band: Option<Band>,
    known_on: Option<Date>,
}

fn asked(v: &Viewer, typed: &Typed) -> Result<Asked, Refusal> {
    Ok(Asked {
        at: at(typed)?.unwrap_or_else(|| v.today(v.scene())),
        kind: kind(typed)?,
        band: band(typed)?,
        known_on: known_on(typed)?,
    })
}

fn counted(v: &Viewer, a: &Asked) -> Result<Counted, Complaint> {
    let rows = v.store().presences(v.actor()?, a.known_on)?;
    Ok(domain::indicator::count(&rows, a.at, a.kind, None, a.band))
}

pub(super) async fn json(viewer: Viewer) -> Answer {
    viewer.run(|v| json_file(&counted(v, &asked(v, &query(v))?)?)).await
}

pub(super) async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let typed = query(v);
            let a = match asked(v, &typed) {
                Ok(a) => a,
                Err(refusal) => {
                    let page = frame::page(v, &v.t("report-count"), html! { (head(v)) (form(v, &typed, Some(&refusal))) });
                    return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
                }
            };
            let found = counted(v, &a)?;
            let typed = typed.with("at", a.at.to_string());
            let link = format!(
                "at={}&kind={}&age={}&known_on={}",
                a.at,
                a.kind.map(Kind::key).unwrap_or_default(),
                a.band.map(|b| format!("{}-{}", b.from, b.to)).unwrap_or_default(),
                a.known_on.map(|d| d.to_string()).unwrap_or_default(),
            );
            let body = html! {
                (head(v))
                (form(v, &typed, None))
                (result(v, &a, &found, &link))
                (list::part("definition", &v.t("report-definition"), html! {
                    p { (v.t("report-definition-count")) }
                    @if let Some(band) = a.band {
                        p { (v.t_with("report-definition-age", &[("from", &band.from.to_string()), ("to", &band.to.to_string())])) }
                    }
                    p { (v.t("report-definition-children")) }
                }))
                div.toolbar.no-print { a.button.quiet href=(format!("/report/count.json?{link}")) { "JSON" } }
            };
            shown(frame::page(v, &v.t("report-count"), body))
        })
        .await
}

fn result(v: &Viewer, a: &Asked, found: &Counted, link: &str) -> Markup {
    let kind = a.kind.map_or_else(|| v.t("report-every-kind"), |k| v.t(&format!("kind-{}", k.key())));
    let age = a.band.map_or_else(String::new, |b| v.t_with("report-years", &[("band", &format!("{b} "))]));
    list::part(
        "result",
        &v.t("report-result"),
        html! {
            div.tiles {
                div.tile {
                    span.figure { (number(found.count, &format!("/report/people?what=count&{link}"))) } " "
                    span.label { (kind) @if !age.is_empty() { ", " (age) } } " "
                    span.definition { (dates(v, &v.words.day(a.at), a.known_on)) }
                }
            }
            @if found.uncertain > 0 { p { (v.t_with("report-uncertain", &[("count", &found.uncertain.to_string())])) } }
        },
    )
}

fn head(v: &Viewer) -> Markup {
    html! { div.page-head { h1 { (v.t("report-count")) } p { (v.t("report-count-what")) } } }
}

fn form(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let kinds = Kind::ALL.into_iter().filter(|k| k.lived_in()).map(Kind::key);
    html! {
        (form.errors())
        form.stack action="/report/count" {
            div.fields {
                (list::calendar(&form, "at", "field-as-at", "date", None))
                (form.choose("kind", "medium", Some("report-every-kind"), &worded(v, "kind", kinds)))
                (form.line("age", "short"))
                (list::calendar(&form, "known_on", "field-as-known-on", "date", None))
            }
            div.toolbar { button.button type="submit" { (v.t("list-show")) } }
        }
    }
}
