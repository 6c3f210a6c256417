//! Procedures: which papers an authority wants, who issues them, what each needs first, and where that is written.
//! They are data that came with the program; nobody edits them here.

mod letters;
mod opening;
mod requests;
pub mod trips;

use super::dossier::said;
use super::list;
use crate::edge::{Answer, Complaint, shown};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::locale::Words;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::routing::get;
use maud::{Markup, html};
use planning::procedure::{Day, Meaning, PaperKind, Term};
use planning::{Audience, Procedure};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/procedures", Gate::Reads, get(index)),
        route("GET", "/procedures/{id}", Gate::Reads, get(show)),
        route(
            "GET, POST",
            "/procedures/{id}/requests",
            Gate::Writes,
            get(requests::choose).post(requests::ask),
        ),
        route("GET", "/procedures/{id}/trips", Gate::Writes, get(trips::show)),
        route("GET", "/procedures/{id}/letters", Gate::Writes, get(letters::letters)),
        route("GET", "/procedures/{id}/trip", Gate::Writes, get(requests::trip)),
    ]
}

async fn index(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let rows: Vec<Vec<Markup>> = planning::shipped()
                .iter()
                .map(|p| {
                    vec![
                        html! { a href=(format!("/procedures/{}", p.id)) { (said(v, &p.title)) } },
                        html! { (p.country) },
                        html! { (said(v, &p.target)) },
                        html! { (p.papers.len()) },
                        html! { (force(v, p)) },
                    ]
                })
                .collect();
            let heads = [
                "list-procedure",
                "procedure-country",
                "procedure-target",
                "procedure-papers",
                "procedure-force",
            ];
            let body = html! {
                div.page-head { h1 { (v.t("procedure-all")) } p { (v.t("procedure-what")) } }
                (list::table(v, "", &heads, &rows))
            };
            shown(frame::page(v, &v.t("procedure-all"), body))
        })
        .await
}

fn force(v: &Viewer, p: &Procedure) -> String {
    let from = v.words.day(p.in_force_from);
    match p.in_force_until {
        Some(until) => v.t_with("procedure-from-until", &[("from", &from), ("until", &v.words.day(until))]),
        None => v.t_with("procedure-from", &[("from", &from)]),
    }
}

pub(super) fn found(id: &str) -> Result<&'static Procedure, Complaint> {
    planning::newest(id).ok_or_else(Complaint::unknown)
}

async fn show(viewer: Viewer, Path(id): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let p = found(&id)?;
            let writes = v.may(domain::compartment::Role::writes);
            let body = html! {
                div.page-head {
                    h1 { (said(v, &p.title)) }
                    p { (said(v, &p.target)) ". " (force(v, p)) ", " (v.t_with("dossier-version", &[("version", &p.version.to_string())])) }
                }
                div.toolbar {
                    a.button.quiet href=(format!("/dossiers?procedure={}", p.id)) { (v.t("procedure-its-dossiers")) }
                    @if writes {
                        a.button.quiet href=(format!("/procedures/{}/trips", p.id)) { (v.t("procedure-trips")) }
                        a.button.quiet href=(format!("/procedures/{}/requests", p.id)) { (v.t("procedure-to-requests")) }
                    }
                }
                (list::part("for-whom", &v.t("procedure-for-whom"), html! {
                    ul { @for rule in &p.eligibility {
                        li { (said(v, &rule.described)) " " span.by { (rule.source) @if rule.to_confirm { "; " (v.t("dossier-to-confirm")) } } }
                    } }
                    p.hint { (v.t("procedure-person-judges")) }
                }))
                (list::part("papers", &v.t("dossier-papers"), html! { ol.steps { @for kind in &p.papers { (paper(v, p, kind, writes)) } } }))
                (list::part("sources", &v.t("dossier-sources"), html! {
                    dl.facts { @for s in &p.sources { div { dt { cite { (s.reference) } } dd { (s.note) } } } }
                }))
            };
            shown(frame::page(v, said(v, &p.title), body))
        })
        .await
}

fn paper(v: &Viewer, p: &Procedure, kind: &PaperKind, writes: bool) -> Markup {
    let name = |id: &str| p.paper(id).map_or(id, |k| said(v, &k.title)).to_string();
    let all: Vec<String> = kind.all_of.iter().map(|id| name(id)).collect();
    let days = (kind.days.optimistic.to_string(), kind.days.pessimistic.to_string());
    html! {
        li id=(format!("paper-{}", kind.id)) {
            h3 { (said(v, &kind.title)) }
            p.by { (said(v, &kind.issuer)) @if !kind.required { "; " (v.t("dossier-not-required")) } }
            p { (v.t("procedure-audience")) " " (audience(v.words, kind.audience)) ". "
                span.by { (v.t(&format!("audience-takes-{}", kind.audience.key()))) } }
            @if !all.is_empty() { p { (v.t("procedure-needs")) " " (all.join(", ")) } }
            @for group in &kind.one_of {
                p { (v.t("procedure-needs-one")) " " (group.iter().map(|id| name(id)).collect::<Vec<_>>().join(", ")) }
            }
            p { (v.t_with("procedure-days", &[("from", &days.0), ("to", &days.1)]))
                @if let Some(n) = kind.valid_days { " " (v.t_with("procedure-valid", &[("days", &n.to_string())])) }
                @if kind.renewable { " " (v.t("procedure-renewable")) } }
            @if !kind.open.is_empty() {
                p { (v.t("procedure-open-on")) " "
                    (kind.open.iter().map(|day| v.t(weekday(*day))).collect::<Vec<_>>().join(", "))
                    @if planning::holiday::known(&p.country) { ". " (v.t("procedure-but-holidays")) } }
            }
            @if let Some(silence) = &kind.silence {
                p { (v.t(if silence.means == Meaning::Grant { "procedure-silence-grants" } else { "procedure-silence-refuses" })) " "
                    (term(v, silence.after))
                    @if let Some(appeal) = silence.appeal { ". " (v.t("procedure-appeal")) " " (term(v, appeal)) } }
            }
            @if let Some(appeal) = kind.appeal { p { (v.t("procedure-appeal")) " " (term(v, appeal)) } }
            @if let Some(cost) = &kind.cost { p { (v.t("procedure-cost")) " " (money(cost.minor_units)) " " (cost.currency) } }
            @if kind.copies > 0 || kind.sworn_translation {
                p.by {
                    @if kind.copies > 0 { (v.t_with("dossier-copies", &[("count", &kind.copies.to_string())])) " " }
                    @if kind.sworn_translation { (v.t("dossier-translation")) }
                }
            }
            @if let Some(note) = &kind.note { p.hint { (said(v, note)) } }
            p.by { cite { (kind.source) } @if kind.to_confirm { "; " (v.t("dossier-to-confirm")) } }
            @if writes {
                p { a href=(format!("/procedures/{}/requests?paper={}", p.id, kind.id)) {
                    (v.t("procedure-to-requests")) span.visually-hidden { ": " (said(v, &kind.title)) } } }
            }
        }
    }
}

/// Who learns of the person by a request for a paper, in words.
pub(crate) fn audience(words: Words, audience: Audience) -> String {
    words.t(&format!("audience-{}", audience.key()))
}

fn weekday(day: Day) -> &'static str {
    match day {
        Day::Mon => "weekday-mon",
        Day::Tue => "weekday-tue",
        Day::Wed => "weekday-wed",
        Day::Thu => "weekday-thu",
        Day::Fri => "weekday-fri",
        Day::Sat => "weekday-sat",
        Day::Sun => "weekday-sun",
    }
}

/// A sum of hundredths, as decimals.
fn money(minor_units: u64) -> String {
    format!("{}.{:02}", minor_units / 100, minor_units % 100)
}

fn term(v: &Viewer, term: Term) -> String {
    let (months, days) = (term.months.to_string(), term.days.to_string());
    match (term.months, term.days) {
        (0, _) => v.t_with("procedure-term-days", &[("days", &days)]),
        (_, 0) => v.t_with("procedure-term-months", &[("months", &months)]),
        _ => v.t_with("procedure-term-both", &[("months", &months), ("days", &days)]),
    }
}
