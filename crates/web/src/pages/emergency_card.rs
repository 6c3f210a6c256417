//! The emergency card: paper that lies in the house, so that allergy, medicine and whom to call are at hand in ten seconds
//! without opening a file. It says what to do and nothing else: no diagnosis, no class, no faith, no surname.
//!
//! One card for a person, or a sheet of them for everybody of a place. Printing is a reading like any other: it stands in
//! the log for each file.

use super::person::Opened;
use super::place::{Site, asked};
use crate::edge::{Answer, Complaint, shown};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::routing::get;
use domain::accompaniment::{Fact as Accompaniment, Part, assigned};
use domain::entry::Fact;
use domain::health::records;
use domain::id::{FileId, SubjectId};
use domain::person::Person;
use domain::stay::{current, stays};
use jiff::civil::Date;
use maud::{Markup, html};
use store::Volume;

/// Purpose of a reading for the paper.
const PURPOSE: &str = "emergency card";
/// Most cards of one sheet: a large house; of a camp, ask for a barrack.
const CARDS: usize = 200;
/// Marks that say what to do for the person or who may come near them.
const MARKS: [&str; 3] = ["allergy", "contact-ban", "call-rule"];
/// Kinds of health records that an emergency needs.
const KINDS: [&str; 2] = ["allergy", "treatment"];

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/people/{file}/emergency-card", Gate::Reads, get(of_person)),
        route("GET", "/places/{file}/emergency-cards", Gate::Reads, get(of_place)),
    ]
}

async fn of_person(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = Opened::open(v, &file, PURPOSE)?;
            let cards = html! { (card(v, &o.volume, o.today)?) };
            shown(sheet(v, &o.address(""), cards, false))
        })
        .await
}

async fn of_place(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let site = Site::of(v, &file, None)?;
            let mut residents = site.residents(v, site.today, site.today)?;
            residents.sort_by(|a, b| (&a.within, &a.sort, a.file).cmp(&(&b.within, &b.sort, b.file)));
            let more = residents.len() > CARDS;
            let files: Vec<FileId> = residents.iter().take(CARDS).map(|r| r.file).collect();
            let volumes = v.store().open_files(v.actor()?, &files, PURPOSE)?;
            let cards = html! { @for volume in &volumes { (card(v, volume, site.today)?) } };
            shown(sheet(v, &site.address(""), cards, more))
        })
        .await
}

fn sheet(v: &Viewer, back: &str, cards: Markup, more: bool) -> Markup {
    let title = v.t("emergency-card-title");
    let body = html! {
        div.page-head.no-print { h1 { (title) } p { (v.t("emergency-card-what")) } }
        @if more { div.notice.warning.no-print { p { (v.t_with("emergency-card-more", &[("count", &CARDS.to_string())])) } } }
        div.toolbar {
            button.button type="button" data-print { (v.t("do-print")) }
            a.button.quiet href=(back) { (v.t("do-back")) }
        }
        div.emergency-cards { (cards) }
    };
    frame::page(v, &title, body)
}

fn card(v: &Viewer, volume: &Volume, today: Date) -> Result<Markup, Complaint> {
    let person = Person::of(&volume.file);
    let given = person.shown().map(|n| n.given.clone()).filter(|g| !g.is_empty());
    let marks: Vec<&(String, String)> =
        person.marks.iter().filter(|(mark, _)| MARKS.contains(&mark.as_str())).collect();
    let health = health(v, person.subject)?;
    let age = person.birth().map(|b| asked::age(v, b.as_str(), today));
    let where_now = current(&stays(&volume.file)).map(|s| s.opening.latest().clone());
    Ok(html! {
        article.emergency-card {
            header {
                h2 { bdi { (given.unwrap_or_else(|| v.t("emergency-card-no-name"))) } }
                (list::code(&person.code().unwrap_or_default()))
            }
            p.by {
                @if let Some(age) = age { (age) }
                @if let Some(stay) = &where_now { @if !stay.within.is_empty() { "; " bdi { (stay.within) } } }
            }
            dl.facts {
                @if marks.is_empty() && health.is_empty() {
                    div { dt { (v.t("mark-allergy")) } dd.none { (v.t("emergency-card-nothing")) } }
                }
                @for (mark, text) in marks {
                    div { dt { (v.t(&format!("mark-{mark}"))) } dd dir="auto" { (text) } }
                }
                @for (kind, text) in &health {
                    div { dt { (v.t(&format!("health-kind-{kind}"))) } dd dir="auto" { (text) } }
                }
                (speaks(v, &person, volume))
                (call(v, volume))
            }
            footer.by { (v.t_with("emergency-card-printed", &[("date", &v.words.day(today))])) }
        }
    })
}

/// Allergies and treatments that run, where the viewer holds the health volet; kinds and words.
fn health(v: &Viewer, subject: Option<SubjectId>) -> Result<Vec<(String, String)>, Complaint> {
    let Some(subject) = subject else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for (file, _, volet, _) in v.store().volets(v.actor()?, &subject)? {
        if volet != "health" {
            continue;
        }
        let opened = v.store().open_file(v.actor()?, &file, PURPOSE)?;
        let standing = records(&opened.file);
        let told = standing.iter().flat_map(|(_, said)| said.all()).map(|a| &a.value);
        let needed = told.filter(|r| KINDS.contains(&r.kind.as_str()) && r.until.is_none());
        found.extend(needed.map(|r| (r.kind.clone(), r.text.clone())));
    }
    Ok(found)
}

fn speaks(v: &Viewer, person: &Person, volume: &Volume) -> Markup {
    let interpreter = volume.file.said("accompaniment/interpreter", |fact| match fact {
        Fact::Accompaniment(Accompaniment::Interpreter { name, .. }) => Some(name.clone()),
        _ => None,
    });
    let languages = person.languages.iter().map(|l| v.words.language(l)).collect::<Vec<_>>().join(", ");
    html! {
        @if !languages.is_empty() { div { dt { (v.t("person-strip-speaks")) } dd { bdi { (languages) } } } }
        @if let Some(name) = interpreter.as_ref().map(|s| s.latest()).filter(|n| !n.is_empty()) {
            div { dt { (v.t("person-fact-interpreter")) } dd { bdi { (name) } } }
        }
    }
}

/// Whom to call: the responsible worker, and the deputy.
fn call(v: &Viewer, volume: &Volume) -> Markup {
    let name = |part| assigned(&volume.file, part).map(|s| s.latest().1.clone()).filter(|n| !n.is_empty());
    let names: Vec<String> = [Part::Responsible, Part::Deputy].into_iter().filter_map(name).collect();
    html! {
        div {
            dt { (v.t("emergency-card-call")) }
            @if names.is_empty() { dd.line { (v.t("emergency-card-by-hand")) } }
            @for name in &names { dd { bdi { (name) } } }
        }
    }
}
