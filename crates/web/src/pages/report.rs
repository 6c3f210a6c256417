//! Report: stock and flow, where the children of each home came from, how long release takes, how many are where.
//!
//! Every number is counted from stays, says its definition and its two dates (as at, as known on), and opens its files.

mod ask;
mod camp;
mod count;
mod origins;
mod people;
mod stock;
mod times;

use super::list;
use crate::edge::{Answer, shown};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::http::header;
use axum::response::IntoResponse as _;
use axum::routing::get;
use domain::indicator::{By, Month};
use domain::place::Kind;
use maud::{Markup, html};
use serde::Serialize;

pub(super) use stock::inert;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/report", Gate::Directs, get(index)),
        route("GET", "/report/stock", Gate::Directs, get(stock::show)),
        route("GET", "/report/stock.csv", Gate::Directs, get(stock::csv)),
        route("GET", "/report/stock.json", Gate::Directs, get(stock::json)),
        route("GET", "/report/origins", Gate::Directs, get(origins::show)),
        route("GET", "/report/origins.json", Gate::Directs, get(origins::json)),
        route("GET", "/report/times", Gate::Directs, get(times::show)),
        route("GET", "/report/count", Gate::Directs, get(count::show)),
        route("GET", "/report/count.json", Gate::Directs, get(count::json)),
        route("GET", "/report/camp", Gate::Directs, get(camp::show)),
        route("GET", "/report/people", Gate::Directs, get(people::show)),
    ]
}

async fn index(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let month = Month::of(v.today(v.scene()));
            let year = Month { year: month.year - 1, month: month.month };
            let cards = [
                (format!("/report/stock?from={year}&to={month}&by=kind"), "report-stock"),
                ("/report/origins".to_string(), "report-origins"),
                ("/report/times".to_string(), "report-times"),
                ("/report/count".to_string(), "report-count"),
                ("/report/camp".to_string(), "report-camp"),
                ("/register".to_string(), "report-register"),
            ];
            let body = html! {
                div.page-head { h1 { (v.t("room-report")) } p { (v.t("report-what")) } }
                ul.tiles role="list" {
                    @for (link, key) in &cards {
                        li { a.tile href=(link) { span.label { strong { (v.t(key)) } } " " span.definition { (v.t(&format!("{key}-what"))) } } }
                    }
                }
            };
            shown(frame::page(v, &v.t("room-report"), body))
        })
        .await
}

/// A month in words.
fn month(v: &Viewer, month: Month) -> String {
    format!("{} {}", v.t(&format!("month-{}", month.month)), month.year)
}

/// What a cell's key is called.
fn key_words(v: &Viewer, by: By, key: &str) -> String {
    match (by, key) {
        (_, "?") => v.t("report-not-known"),
        (By::All, _) => v.t("report-all"),
        (By::Kind, kind) if Kind::parse(kind).is_some() => v.t(&format!("kind-{kind}")),
        (By::Sex, "f" | "m" | "x") => v.t(&format!("sex-{key}")),
        (By::Age, band) => v.t_with("report-years", &[("band", &format!("{band} "))]),
        _ => key.to_string(),
    }
}

/// The two dates under every number.
fn dates(v: &Viewer, at: &str, known_on: Option<jiff::civil::Date>) -> String {
    let known = v.words.day(known_on.unwrap_or_else(|| v.today(v.scene())));
    v.t_with("report-dates", &[("at", at), ("known", &known)])
}

/// A number as the way to its files.
fn number(count: usize, link: &str) -> Markup {
    html! { @if count == 0 { "0" } @else { a href=(link) { (count) } } }
}

/// Rows as a JSON file.
fn json_file(rows: &impl Serialize) -> Answer {
    let text = serde_json::to_string_pretty(rows).unwrap_or_default();
    Ok(([(header::CONTENT_TYPE, "application/json")], text + "\n").into_response())
}
