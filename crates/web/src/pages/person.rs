//! The file of a person: who they are, whom they belong to, where they have been, what was agreed, what happened.
//!
//! Every opening is in the log before the page is made. What was said is never shown without who said it; what is
//! disputed is shown as disputed. The health volet is not mentioned to those who do not hold it.

pub(crate) mod age;
mod consents;
mod happened;
mod headstrip;
mod history;
mod identity;
mod kin;
mod opened;
mod slot;
mod stays;
pub(crate) mod telling;

pub(crate) use headstrip::{headstrip, kin_link};
pub(crate) use opened::Opened;
pub(crate) use slot::{by, distinct, label_of, rows_under};

use crate::edge::{Answer, Complaint, onward, shown};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::routing::get;
use domain::compartment::Role;
use domain::dossier::dossiers;
use domain::id::FileId;
use domain::transfer::Whereabouts;
use maud::{Markup, html};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/people/{file}", Gate::Reads, get(show)),
        route("GET", "/people/{file}/history", Gate::Reads, get(history::show)),
    ]
}

async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            if FileId::parse(&file).is_none() {
                return by_code(v, &file);
            }
            let o = Opened::open(v, &file, "page person")?;
            if !o.administrative() {
                return super::volet::of_volet(v, o);
            }
            shown(frame::page(v, &o.titled(), page(v, &o)?))
        })
        .await
}

/// A code in the address leads to the file, as a code in the search box does.
fn by_code(v: &Viewer, code: &str) -> Answer {
    match domain::code::parse(code) {
        Some(code) => onward(&format!("/people?q={code}")),
        None => Err(Complaint::unknown().to(v)),
    }
}

fn page(v: &Viewer, o: &Opened) -> Result<Markup, Complaint> {
    let health = super::health::card(v, o)?;
    Ok(html! {
        (headstrip(v, o))
        (tabs(v, o, "")?)
        (notices(v, o))
        (super::double::same_as(v, o)?)
        (toolbar(v, o))
        (identity::section(v, o))
        (happened::section(v, o))
        (kin::section(v, o))
        (stays::section(v, o))
        (identity::accompaniment(v, o))
        (dossier_links(v, o))
        @if let Some(health) = health { (health) }
        (identity::care(v, o))
        (consents::section(v, o))
        (super::referral::section(v, o)?)
        (identity::registers(v, o))
        (super::notebook::from_file(v, o)?)
        (super::because::line(v, &o.compartment())?)
    })
}

/// The pages of a file; `here` is the one shown.
pub(crate) fn tabs(v: &Viewer, o: &Opened, here: &str) -> Result<Markup, Complaint> {
    let pages = [
        ("", "person-tab-file"),
        ("#kin", "person-tab-kin"),
        ("#stays", "person-tab-stays"),
        ("#dossiers", "person-tab-dossiers"),
        ("#consents", "person-tab-consents"),
        ("health", "person-tab-health"),
        ("weighings", "weighing-title"),
        ("origin", "person-tab-origin"),
        ("history", "person-tab-history"),
    ];
    let held = super::volet::pages(v, o)?;
    let restricted = ["health", "weighings", "origin"];
    // Weighings stand in the health volet.
    let shown = |page: &str| {
        !restricted.contains(&page) || held.contains(&if page == "weighings" { "health" } else { page })
    };
    Ok(html! {
        nav.tabs aria-label=(v.t("person-tabs")) {
            ul {
                @for (page, key) in pages.into_iter().filter(|(page, _)| shown(page)) {
                    li { a href=(o.address(page)) aria-current=[(page == here).then_some("page")] { (v.t(key)) } }
                }
            }
        }
    })
}

fn notices(v: &Viewer, o: &Opened) -> Markup {
    let disputes = o.volume.file.disputed().filter(|slot| !slot.starts_with("transfer/")).count();
    html! {
        @match &o.whereabouts {
            Whereabouts::Here => {}
            Whereabouts::OnTheRoad { to, .. } => {
                div.notice.warning {
                    p { (v.t_with("person-on-the-road", &[("house", &o.house(v, to))])) }
                    p { (v.t("person-on-the-road-hint")) }
                }
            }
            Whereabouts::Left => {
                div.notice.warning { p { (v.t("person-left")) } p { (v.t("person-left-hint")) } }
            }
        }
        @if disputes > 0 {
            div.notice.warning { p { (v.t_with("person-disputes", &[("n", &disputes.to_string())])) } p { (v.t("person-disputes-hint")) } }
        }
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
    }
}

fn toolbar(v: &Viewer, o: &Opened) -> Markup {
    html! {
        div.toolbar.no-print {
            @if o.writable() {
                a.button href=(o.address("notes")) data-note-link {
                    (frame::mark("note", "icon")) (v.t("person-write-note")) " " kbd aria-hidden="true" { "n" }
                }
                a.button.quiet href=(format!("/people/new?sibling={}", o.id())) { (v.t("person-add-sibling")) }
            }
            a.button.quiet href=(o.address("certificate")) { (v.t("person-certificate")) }
            a.button.quiet href=(o.address("emergency-card")) { (v.t("emergency-card-title")) }
            a.button.quiet type="application/pdf" href=(o.address("coded-card")) { (v.t("paper-cards")) }
            @if o.role.is_some_and(Role::audits) { a.button.quiet href=(o.address("sheet")) { (v.t("subject-title")) } }
            a.button.quiet href=(o.address("notice")) { (v.t("tracing-notice")) }
            a.button.quiet href=(format!("/erasures?file={}", o.id())) { (v.t("erasure-link")) }
            a.button.quiet href=(format!("/holds?file={}", o.id())) { (v.t("hold-link")) }
            button.button.quiet type="button" data-print { (frame::mark("print", "icon")) (v.t("do-print")) }
        }
        @if o.writable() { (identity::more(v, o)) }
    }
}

fn dossier_links(v: &Viewer, o: &Opened) -> Markup {
    let all = dossiers(&o.volume.file);
    let title = |d: &domain::dossier::Dossier| match d.procedure() {
        Some(procedure) => procedure.title.in_language(v.words.0.code()).to_string(),
        None => d.opening.latest().procedure.clone(),
    };
    html! {
        section.volet #dossiers aria-labelledby="dossiers-h" {
            header { h2 #dossiers-h { (v.t("person-tab-dossiers")) } }
            div.body {
                @if all.is_empty() {
                    p.empty { (v.t("person-dossiers-none")) }
                } @else {
                    table.list {
                        thead { tr {
                            th scope="col" { (v.t("field-procedure")) }
                            th scope="col" { (v.t("field-opened")) }
                            th scope="col" { (v.t("person-dossier-papers")) }
                            th scope="col" { (v.t("field-status")) }
                        } }
                        tbody {
                            @for dossier in &all {
                                tr {
                                    th scope="row" { a href=(format!("/dossiers/{}/{}", o.id(), dossier.key)) { (title(dossier)) } }
                                    td data-label=(v.t("field-opened")) { (v.words.edtf(&dossier.opening.latest().on)) }
                                    td data-label=(v.t("person-dossier-papers")) { (papers(dossier)) }
                                    td data-label=(v.t("field-status")) { (standing(v, dossier)) }
                                }
                            }
                        }
                    }
                }
                @if o.writable() {
                    p.no-print { a href=(o.address("dossiers")) { (v.t("person-dossier-new")) } }
                }
            }
        }
    }
}

/// Papers in hand of all that were begun.
fn papers(dossier: &domain::dossier::Dossier) -> String {
    let received =
        dossier.papers.values().filter(|p| p.latest().status == domain::dossier::Status::Received).count();
    let all = dossier.procedure().map_or(dossier.papers.len(), |p| p.papers.len());
    format!("{received}/{all}")
}

fn standing(v: &Viewer, dossier: &domain::dossier::Dossier) -> String {
    match &dossier.closing {
        Some(closing) => v.t(&format!("outcome-{}", closing.latest().outcome)),
        None => v.t("person-dossier-open"),
    }
}
