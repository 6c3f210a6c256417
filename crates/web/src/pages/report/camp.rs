//! One camp over a period: who is there by sex and age, who came and left and why, how their dossiers stand, which papers
//! are waited for and at which office, and, for whoever holds the health volet, how they were at the scale. The page and the
//! paper say the same words. Numbers only; as on the other pages of this room none is hidden for being small, and whoever
//! takes the paper out of the house decides that.

use super::ask::{day, query};
use super::{dates, list};
use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::pages::place::asked;
use crate::pages::{paper, weighing};
use crate::viewer::Viewer;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use domain::id::FileId;
use domain::indicator::{Month, PlaceReport, place_report};
use domain::place::Kind;
use domain::refusal::{Refusal, Why, refuse};
use jiff::civil::Date;
use maud::{Markup, html};
use print::report::{Report, Section, report};
use std::collections::BTreeSet;
use store::dossier::PapersAt;
use store::place::{PlaceLine, with_all_within};

struct Asked {
    camp: Camp,
    from: Date,
    to: Date,
}

/// A camp with all that lies within it: every figure of the report counts both alike.
#[derive(Clone)]
struct Camp {
    line: PlaceLine,
    /// The camp, its barracks, and whatever lies within those.
    places: BTreeSet<FileId>,
    /// People in any of them today.
    present: i64,
}

/// The camps of houses that were granted to the viewer: a report leaves the house, and what is seen by break-glass does not.
fn camps(v: &Viewer) -> Result<Vec<Camp>, Complaint> {
    let mut all = v.store().places(v.actor()?, None)?;
    all.retain(|p| v.compartments.iter().any(|c| c.id == p.compartment && c.glass_until.is_none()));
    let camp = |line: &PlaceLine| {
        let places = with_all_within(&all, &line.file);
        let present = all.iter().filter(|p| places.contains(&p.file)).map(|p| p.present).sum();
        Camp { line: line.clone(), places, present }
    };
    Ok(all.iter().filter(|p| p.kind == Kind::Camp).map(camp).collect())
}

/// The camp and the days asked for: the first camp where somebody is, and the month so far, where nothing is said.
fn asked(v: &Viewer, typed: &Typed, camps: &[Camp]) -> Result<Option<Asked>, Complaint> {
    let named = typed.get("place");
    let camp = if named.is_empty() {
        camps.iter().find(|c| c.present > 0).or(camps.first())
    } else {
        Some(camps.iter().find(|c| c.line.file.to_string() == named).ok_or_else(Complaint::unknown)?)
    };
    let Some(camp) = camp.cloned() else { return Ok(None) };
    let today = v.today(camp.line.scene);
    let to = day(typed, "to", "to")?.unwrap_or(today);
    let from = day(typed, "from", "from")?.unwrap_or(Month::of(to).first());
    if to < from {
        return Err(refuse("to", to, Why::EndsBeforeItBegins).into());
    }
    Ok(Some(Asked { camp, from, to }))
}

pub(super) async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let (typed, camps) = (query(v), camps(v)?);
            let asked = match asked(v, &typed, &camps) {
                Ok(asked) => asked,
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    let page = frame::page(v, &v.t("report-camp"), form(v, &typed, &camps, Some(&refusal)));
                    return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
                }
            };
            let Some(asked) = asked else {
                let body = html! { (head(v)) p.empty { (v.t("report-empty")) } };
                return shown(frame::page(v, &v.t("report-camp"), body));
            };
            let made = made(v, &asked)?;
            if paper::asked_for(v).is_some() {
                let name = format!("camp-{}-{}", asked.from, asked.to);
                let today = v.today(asked.camp.line.scene);
                return paper::shown(v, &name, today, |printing| report(&made, printing));
            }
            shown(frame::page(v, &v.t("report-camp"), page(v, &asked, &camps, &made)))
        })
        .await
}

fn head(v: &Viewer) -> Markup {
    html! { div.page-head { h1 { (v.t("report-camp")) } p { (v.t("report-camp-what")) } } }
}

fn form(v: &Viewer, typed: &Typed, camps: &[Camp], refusal: Option<&Refusal>) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let options: Vec<(String, String)> =
        camps.iter().map(|c| (c.line.file.to_string(), c.line.name.clone())).collect();
    html! {
        (head(v))
        (form.errors())
        form.stack.no-print action="/report/camp" {
            div.fields {
                (list::choice(&form, "place", "report-camp-place", &options))
                (list::calendar(&form, "from", "report-camp-from", "date", None))
                (list::calendar(&form, "to", "report-camp-to", "date", None))
            }
            div.toolbar { button.button type="submit" { (v.t("list-show")) } }
        }
    }
}

fn page(v: &Viewer, asked: &Asked, camps: &[Camp], made: &Report) -> Markup {
    let file = asked.camp.line.file.to_string();
    let at = format!("/report/camp?place={file}&from={}&to={}&format=pdf", asked.from, asked.to);
    let typed = Typed::default().with("place", file).with("from", asked.from.to_string());
    html! {
        (form(v, &typed.with("to", asked.to.to_string()), camps, None))
        p { (v.t("report-camp-counted")) (asked::colon(v)) (counted_places(v, &asked.camp)) }
        div.toolbar.no-print {
            a.button.quiet type="application/pdf" href=(at) { (frame::mark("print", "icon")) (v.t("report-camp-pdf")) }
        }
        @for (n, section) in made.sections.iter().enumerate() {
            (list::part(&format!("section-{n}"), &section.heading, table(section)))
        }
    }
}

fn table(section: &Section) -> Markup {
    html! {
        @if !section.lines.is_empty() {
            div.scroll tabindex="0" role="group" aria-label=(section.heading) {
                table.figure-table {
                    thead { tr { @for (head, _) in &section.columns { th scope="col" { (head) } } } }
                    tbody { @for line in &section.lines { tr {
                        @for (i, cell) in line.iter().enumerate() {
                            @if i == 0 { th scope="row" { bdi { (cell) } } } @else { td { bdi { (cell) } } }
                        }
                    } } }
                }
            }
        }
        @for text in &section.below { p.by { (text) } }
    }
}

/// The report in the viewer's words.
fn made(v: &Viewer, asked: &Asked) -> Result<Report, Complaint> {
    let rows = v.store().presences(v.actor()?, None)?;
    let counted = place_report(&rows, &asked.camp.places, asked.from, asked.to);
    let papers = v.store().papers_at(v.actor()?, &asked.camp.places)?;
    let today = v.words.day(v.today(asked.camp.line.scene));
    let mut sections = vec![
        present(v, asked, &counted),
        moved(v, &counted),
        left(v, &counted),
        dossiers(v, &papers, &today),
        waiting(v, &papers, &today),
    ];
    sections.extend(at_the_scale(v, asked)?);
    let about = [
        ("report-camp-place", asked.camp.line.name.clone()),
        ("report-camp-from", v.words.day(asked.from)),
        ("report-camp-to", v.words.day(asked.to)),
        ("report-camp-counted", counted_places(v, &asked.camp)),
    ];
    Ok(Report {
        title: v.t("report-camp"),
        about: about.into_iter().map(|(key, value)| (v.t(key), value)).collect(),
        sections,
        foot: paper::foot(v, v.today(asked.camp.line.scene)),
    })
}

/// Which places every figure counts.
fn counted_places(v: &Viewer, camp: &Camp) -> String {
    let within = camp.places.len().saturating_sub(1);
    v.t_with(
        if within == 0 { "report-camp-alone" } else { "report-camp-within" },
        &[("n", &within.to_string())],
    )
}

fn columns(v: &Viewer, heads: &[(&str, u8)]) -> Vec<(String, u8)> {
    heads.iter().map(|(key, width)| (v.t(key), *width)).collect()
}

fn present(v: &Viewer, asked: &Asked, counted: &PlaceReport) -> Section {
    let line = |name: String, counts: [usize; 3]| {
        let all: usize = counts.iter().sum();
        [vec![name], counts.map(|n| n.to_string()).to_vec(), vec![all.to_string()]].concat()
    };
    let shown =
        counted.bands.iter().filter(|(band, counts)| band.is_some() || counts.iter().sum::<usize>() > 0);
    let mut lines: Vec<Vec<String>> = shown
        .map(|(band, counts)| {
            let name = band.map_or_else(
                || v.t("report-not-known"),
                |b| v.t_with("report-camp-years", &[("band", &b.to_string())]),
            );
            line(name, *counts)
        })
        .collect();
    let sum = |at: usize| counted.bands.iter().map(|(_, counts)| counts[at]).sum();
    lines.push(line(v.t("report-all"), [sum(0), sum(1), sum(2)]));
    let heads = [
        ("report-camp-age", 4),
        ("report-camp-girls", 3),
        ("report-camp-boys", 3),
        ("report-camp-other", 3),
        ("report-camp-sum", 2),
    ];
    Section {
        heading: v.t_with("report-camp-present", &[("date", &v.words.day(asked.to))]),
        columns: columns(v, &heads),
        lines,
        below: vec![dates(v, &v.words.day(asked.to), None)],
    }
}

fn moved(v: &Viewer, counted: &PlaceReport) -> Section {
    let out: usize = counted.left.values().sum();
    let released = counted.left.get("released").copied().unwrap_or(0);
    let line =
        [counted.opening, counted.arrivals, out, released, counted.closing].map(|n| n.to_string()).to_vec();
    let heads = [
        ("report-opening", 2),
        ("report-in", 2),
        ("report-out", 2),
        ("report-camp-released", 2),
        ("report-closing", 2),
    ];
    let said = if counted.opening + counted.arrivals == counted.closing + out {
        v.t("report-camp-balanced")
    } else {
        v.t("report-unbalanced")
    };
    Section {
        heading: v.t("report-camp-moved"),
        columns: columns(v, &heads),
        lines: vec![line],
        below: vec![said],
    }
}

fn left(v: &Viewer, counted: &PlaceReport) -> Section {
    let mut reasons: Vec<(&String, &usize)> = counted.left.iter().collect();
    reasons.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    let words = |reason: &str| {
        if reason.is_empty() { v.t("report-not-known") } else { v.t(&format!("end-{reason}")) }
    };
    let lines: Vec<Vec<String>> =
        reasons.iter().map(|(reason, n)| vec![words(reason), n.to_string()]).collect();
    let none = lines.is_empty().then(|| v.t("report-no-exits"));
    Section {
        heading: v.t("report-exits"),
        columns: columns(v, &[("report-reason", 8), ("report-out", 2)]),
        lines,
        below: none.into_iter().chain([v.t("report-exits-are-not-rescues")]).collect(),
    }
}

fn procedure(v: &Viewer, id: &str) -> String {
    planning::newest(id).map_or(id, |p| p.title.in_language(v.words.0.code())).to_string()
}

fn dossiers(v: &Viewer, papers: &PapersAt, today: &str) -> Section {
    let stage = |stage: &str| match stage {
        "open" | "complete" => v.t(&format!("dossier-stage-{stage}")),
        outcome => v.t(&format!("outcome-{outcome}")),
    };
    let lines: Vec<Vec<String>> = papers
        .dossiers
        .iter()
        .map(|((id, at), n)| vec![procedure(v, id), stage(at), n.to_string()])
        .collect();
    let none = lines.is_empty().then(|| v.t("report-camp-no-dossiers"));
    Section {
        heading: v.t("report-camp-dossiers"),
        columns: columns(v, &[("dossier-procedure", 7), ("dossier-stage", 5), ("report-camp-count", 2)]),
        lines,
        below: none.into_iter().chain([v.t_with("report-camp-today", &[("date", today)])]).collect(),
    }
}

fn waiting(v: &Viewer, papers: &PapersAt, today: &str) -> Section {
    let line = |((id, paper, office), (count, since)): (&(String, String, String), &(usize, Date))| {
        let kind = planning::newest(id).and_then(|p| p.paper(paper));
        let title = kind.map_or(paper.as_str(), |k| k.title.in_language(v.words.0.code())).to_string();
        let issuer = kind.map_or("", |k| k.issuer.in_language(v.words.0.code()));
        let office = if office.is_empty() { issuer.to_string() } else { office.clone() };
        vec![office, title, count.to_string(), v.words.day(*since)]
    };
    let lines: Vec<Vec<String>> = papers.waiting.iter().map(line).collect();
    let none = lines.is_empty().then(|| v.t("report-camp-none-waiting"));
    let heads =
        [("procedure-office", 6), ("list-paper", 6), ("report-camp-count", 2), ("report-camp-since", 4)];
    Section {
        heading: v.t("report-camp-waiting"),
        columns: columns(v, &heads),
        lines,
        below: none.into_iter().chain([v.t_with("report-camp-today", &[("date", today)])]).collect(),
    }
}

/// How they were at the scale; nothing for whoever holds no health volet.
fn at_the_scale(v: &Viewer, asked: &Asked) -> Result<Option<Section>, Complaint> {
    if !weighing::holds(v, asked.camp.line.scene) {
        return Ok(None);
    }
    let typed =
        Typed::default().with("place", asked.camp.line.file.to_string()).with("on", asked.to.to_string());
    let ward = weighing::ward(v, &typed)?;
    let counts = weighing::counts(&ward, asked.from);
    let keys = ["weighing-people", "report-camp-weighed", "weighing-severe", "weighing-moderate"];
    let lines = keys.iter().zip(counts).map(|(key, n)| vec![v.t(key), n.to_string()]).collect();
    Ok(Some(Section {
        heading: v.t("report-camp-scale"),
        columns: columns(v, &[("report-camp-what-counted", 8), ("report-camp-count", 2)]),
        lines,
        below: vec![v.t("report-camp-scale-what")],
    }))
}
