//! Weighing: who of a place is severe, who moderate, who has not been weighed; the session at the scale; a child's curve;
//! the two programmes; what the kitchen gives out; how it ended; a survey of the place.
//!
//! It lives in the health volet: who does not hold one finds no page here. A class is a proposal of a named protocol with
//! its reasons; a person admits and lets go. Nothing a child or a stranger may see bears a class.

mod child;
mod outcome;
mod programme;
mod ration;
mod session;
mod supply;
mod survey;
mod survey_file;

use super::health::HEALTH;
use super::list;
use super::place::asked;
use crate::edge::{Answer, Complaint, shown};
use crate::form::Typed;
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use domain::compartment::{Role, Scene};
use domain::id::SubjectId;
use domain::person::Sex;
use domain::weighing::{Body, Scored, protocol_for, scored};
use growth::protocol::{Class, Protocol};
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::HashMap;
use store::place::{PlaceLine, Resident};
use store::weighing::{ProgrammeLine, WeighingLine};

/// The protocol of those under five where nobody chose another.
const UNDER_FIVE: &str = "who-2023";
/// Protocols to choose from for those under five.
const CHOICES: [&str; 3] = ["who-2023", "who-2013", "simplified-emergency"];
/// Who was not weighed for so many days is listed.
const NOT_FOR_DAYS: u32 = 30;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/weighings", Gate::Reads, get(show)),
        route("GET, POST", "/weighings/session", Gate::Writes, get(session::show).post(session::record)),
        route("GET", "/weighings/rations", Gate::Reads, get(ration::show)),
        route("GET, POST", "/weighings/supplies", Gate::Writes, get(supply::show).post(supply::record)),
        route("POST", "/weighings/supplies/{key}/withdrawals", Gate::Writes, post(supply::withdraw)),
        route("GET", "/weighings/cards", Gate::Reads, get(ration::cards)),
        route("GET", "/weighings/outcomes", Gate::Reads, get(outcome::show)),
        route("GET", "/weighings/survey", Gate::Reads, get(survey::show)),
        route(
            "POST",
            "/weighings/survey-file",
            Gate::Reads,
            post(survey_file::receive).layer(DefaultBodyLimit::max(register::limit::MAX_FILE_BYTES)),
        ),
        route("GET, POST", "/people/{file}/weighings", Gate::Writes, get(child::show).post(child::record)),
        route("GET", "/people/{file}/growth-chart", Gate::Reads, get(child::chart)),
        route("POST", "/people/{file}/programmes", Gate::Writes, post(programme::admit)),
        route("POST", "/people/{file}/programmes/{key}/leaving", Gate::Writes, post(programme::leave)),
    ]
}

/// Whether the viewer holds a health volet of this scene: who does not, finds nothing here.
pub(crate) fn holds(v: &Viewer, scene: Scene) -> bool {
    v.compartments.iter().any(|c| c.kind == HEALTH.kind && c.scene == scene && c.role.reads())
}

/// Whether the viewer holds any health volet at all.
fn holds_any(v: &Viewer) -> bool {
    v.compartments.iter().any(|c| c.kind == HEALTH.kind && c.role.reads())
}

/// Somebody of a place with what was measured last, scored.
pub(crate) struct Weighed {
    /// The person at the place.
    pub resident: Resident,
    /// Their last weighing.
    pub last: Option<WeighingLine>,
    /// What it means.
    pub scored: Option<Scored>,
    /// The protocol that fits them.
    pub protocol: &'static Protocol,
    /// The programme that runs.
    pub programme: Option<ProgrammeLine>,
}

impl Weighed {
    /// What the protocol calls them by the last weighing.
    pub fn class(&self) -> Option<Class> {
        self.scored.as_ref().and_then(|s| s.class(self.protocol))
    }
}

/// A place with its people weighed.
pub(crate) struct Ward {
    /// The place.
    pub place: PlaceLine,
    /// Places to choose from.
    pub places: Vec<PlaceLine>,
    /// The day.
    pub on: Date,
    /// Its people.
    pub people: Vec<Weighed>,
}

/// The body of a resident, as scores need it.
fn body(resident: &Resident) -> Body {
    Body::new(Sex::parse(&resident.sex.to_string()), resident.birth.parse().ok())
}

/// The protocol asked for, for those under five.
fn under_five(asked: &Typed) -> Option<&'static Protocol> {
    let id = Some(asked.get("protocol")).filter(|id| CHOICES.contains(id)).unwrap_or(UNDER_FIVE);
    growth::protocol::find(id)
}

/// The place asked for among those of a scene whose health volet the viewer holds, else the first that has people.
pub(crate) fn ward(v: &Viewer, asked: &Typed) -> Result<Ward, Complaint> {
    let places: Vec<PlaceLine> = v
        .store()
        .places(v.actor()?, None)?
        .into_iter()
        .filter(|p| p.kind.lived_in() && holds(v, p.scene))
        .collect();
    let named = places.iter().find(|p| p.file.to_string() == asked.get("place"));
    let place = named.or_else(|| places.iter().find(|p| p.present > 0)).or(places.first());
    let place = place.cloned().ok_or_else(Complaint::unknown)?;
    let on = asked::day_or(asked, "on", v.today(place.scene)).min(v.today(place.scene));
    let people = weighed(v, &place, on, asked)?;
    Ok(Ward { place, places, on, people })
}

fn weighed(v: &Viewer, place: &PlaceLine, on: Date, asked: &Typed) -> Result<Vec<Weighed>, Complaint> {
    let site = super::place::Site::of(v, &place.file.to_string(), None)?;
    let mut residents = site.residents(v, on, on)?;
    residents.sort_by(|a, b| (&a.sort, a.file).cmp(&(&b.sort, b.file)));
    let mut last = v.store().last_weighings(v.actor()?, on)?;
    let running = v.store().programmes(v.actor()?, on, true)?;
    let mut running: HashMap<SubjectId, ProgrammeLine> =
        running.into_iter().map(|p| (p.subject, p)).collect();
    let under_five = under_five(asked).ok_or_else(Complaint::unknown)?;
    let one = |resident: Resident| {
        let body = body(&resident);
        let last = last.remove(&resident.subject);
        let scored = last.as_ref().map(|l| scored(&l.weighing, &body));
        let programme = running.remove(&resident.subject);
        Weighed { protocol: protocol_for(&body, on, under_five), last, scored, programme, resident }
    };
    Ok(residents.into_iter().map(one).collect())
}

async fn show(viewer: crate::viewer::Viewer) -> Answer {
    viewer
        .run(|v| {
            let asked = asked::asked(v);
            let ward = ward(v, &asked)?;
            let days = asked.get("days").parse().unwrap_or(NOT_FOR_DAYS).min(3_650);
            let title = v.t("weighing-title");
            shown(frame::page(v, &title, page(v, &ward, &asked, days)))
        })
        .await
}

fn page(v: &Viewer, ward: &Ward, asked: &Typed, days: u32) -> Markup {
    let of = |wanted: fn(Option<Class>) -> bool| {
        ward.people.iter().filter(|w| w.scored.is_some() && wanted(w.class())).collect::<Vec<_>>()
    };
    let severe = of(|c| matches!(c, Some(Class::Severe)));
    let moderate = of(|c| matches!(c, Some(Class::Moderate | Class::Malnourished | Class::AtRisk)));
    let long_ago: Vec<&Weighed> = ward.people.iter().filter(|w| !weighed_within(w, ward.on, days)).collect();
    let tile = |count: usize, key: &str| html! { div.tile { span.figure { (count) } " " span.label { (v.t(key)) } } };
    html! {
        div.page-head {
            h1 { (v.t("weighing-title")) (asked::colon(v)) bdi { (ward.place.name) } }
            p { (v.words.day(ward.on)) ". " (v.t("weighing-what")) }
        }
        (filter(v, ward, asked, days))
        (tools(v, ward))
        div.tiles {
            (tile(ward.people.len(), "weighing-people"))
            (tile(severe.len(), "weighing-severe"))
            (tile(moderate.len(), "weighing-moderate"))
            (tile(long_ago.len(), "weighing-not-weighed"))
        }
        (group(v, ward.place.scene, "severe", "weighing-severe", &severe))
        (group(v, ward.place.scene, "moderate", "weighing-moderate", &moderate))
        (not_weighed(v, &long_ago, days))
        (sources(v, ward))
    }
}

/// People of a ward, those weighed since `from`, and of all of them the severe and the moderate by their last weighing.
pub(crate) fn counts(ward: &Ward, from: Date) -> [usize; 4] {
    let lately = |w: &&Weighed| w.last.as_ref().is_some_and(|l| from <= l.weighing.on);
    let class = |wanted: fn(Option<Class>) -> bool| {
        ward.people.iter().filter(|w| w.scored.is_some() && wanted(w.class())).count()
    };
    [
        ward.people.len(),
        ward.people.iter().filter(lately).count(),
        class(|c| matches!(c, Some(Class::Severe))),
        class(|c| matches!(c, Some(Class::Moderate | Class::Malnourished | Class::AtRisk))),
    ]
}

fn weighed_within(w: &Weighed, on: Date, days: u32) -> bool {
    w.last.as_ref().is_some_and(|l| list::days_between(l.weighing.on, on) <= i64::from(days))
}

fn filter(v: &Viewer, ward: &Ward, asked: &Typed, days: u32) -> Markup {
    let chosen = under_five(asked).map(|p| p.id.as_str()).unwrap_or(UNDER_FIVE);
    html! {
        form.filter action="/weighings" {
            label { (v.t("weighing-place")) " " (places(ward)) }
            label { (v.t("weighing-day")) " " input type="date" name="on" value=(ward.on); }
            label { (v.t("weighing-protocol")) " "
                select name="protocol" {
                    @for id in CHOICES { option value=(id) selected[id == chosen] { (protocol_title(id)) } }
                }
            }
            label { (v.t("weighing-days")) " " input type="number" name="days" min="1" max="3650" value=(days); }
            button.button.quiet { (v.t("do-show")) }
        }
    }
}

fn protocol_title(id: &str) -> String {
    growth::protocol::find(id).map_or_else(|| id.to_string(), |p| format!("{} ({})", p.title, p.version))
}

/// The choice of a place.
fn places(ward: &Ward) -> Markup {
    html! {
        select name="place" {
            @for p in &ward.places { option value=(p.file) selected[p.file == ward.place.file] { (p.name) } }
        }
    }
}

fn tools(v: &Viewer, ward: &Ward) -> Markup {
    let at = |page: &str| format!("/weighings/{page}?place={}", ward.place.file);
    html! {
        div.toolbar {
            @if v.may(Role::writes) { a.button href=(at("session")) { (v.t("weighing-session")) } }
            a.button.quiet href=(at("rations")) { (v.t("weighing-rations")) }
            a.button.quiet href=(at("outcomes")) { (v.t("weighing-outcomes")) }
            a.button.quiet href=(at("survey")) { (v.t("weighing-survey")) }
        }
    }
}

fn group(v: &Viewer, scene: Scene, id: &str, title: &str, people: &[&Weighed]) -> Markup {
    if people.is_empty() {
        return list::part(id, &v.t(title), html! { p.empty { (v.t("weighing-nobody")) } });
    }
    let rows: Vec<Vec<Markup>> = people.iter().map(|w| line(v, scene, w)).collect();
    let heads = ["list-name", "list-code", "age", "weighing-last", "weighing-why", "weighing-programme"];
    list::wide_part(id, &v.t(title), list::table(v, "", &heads, &rows))
}

/// What a programme is called, in the words of its time.
pub(crate) fn programme_name(v: &Viewer, scene: Scene, programme: &str) -> String {
    asked::of_its_time(v, scene, &format!("programme-{programme}"))
}

fn line(v: &Viewer, scene: Scene, w: &Weighed) -> Vec<Markup> {
    let r = &w.resident;
    vec![
        name(r),
        list::code(&r.code),
        html! { (asked::age(v, &r.birth, w.last.as_ref().map_or(r.from_day, |l| l.weighing.on))) },
        html! { @if let Some(last) = &w.last { (measures(v, &last.weighing)) ", " (v.words.day(last.weighing.on)) } },
        html! { @if let Some(scored) = &w.scored { (reasons(v, w.protocol, scored)) } },
        html! {
            @match &w.programme {
                Some(p) => { (programme_name(v, scene, &p.admission.programme)) }
                None => { a href=(format!("/people/{}/weighings#programmes", r.file)) { (v.t("weighing-decide")) } }
            }
        },
    ]
}

/// The way to a child's weighings.
fn name(r: &Resident) -> Markup {
    html! { a href=(format!("/people/{}/weighings", r.file)) { bdi { (r.name) } } }
}

/// "12.4 kg, 86.5 cm lying, arm 118 mm, oedema: feet".
pub(crate) fn measures(v: &Viewer, w: &domain::weighing::Weighing) -> Markup {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(w.weight_g.map(|g| format!("{} kg", decimal(v, f64::from(g) / 1_000.0, 1))));
    parts.extend(w.height_mm.map(|mm| {
        let position = w.position.as_ref().map(|p| v.t(&format!("position-{p}"))).unwrap_or_default();
        format!("{} cm {position}", decimal(v, f64::from(mm) / 10.0, 1)).trim().to_string()
    }));
    parts.extend(w.muac_mm.map(|mm| v.t_with("weighing-arm", &[("mm", &mm.to_string())])));
    if !w.oedema.is_empty() {
        let places: Vec<String> = w.oedema.iter().map(|p| v.t(&format!("oedema-{p}"))).collect();
        parts.push(format!("{} {}", v.t("weighing-oedema"), places.join(", ")));
    }
    html! { bdi { (parts.join(", ")) } }
}

/// A number with so many decimals, with the comma of the language.
pub(crate) fn decimal(v: &Viewer, number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    if v.words.0.code() == "fr" { text.replace('.', ",") } else { text }
}

/// Why the protocol proposes a class: each criterion met, with the value found.
pub(crate) fn reasons(v: &Viewer, protocol: &'static Protocol, scored: &Scored) -> Markup {
    let found = protocol.classify(&scored.findings);
    html! {
        @for (i, reason) in found.reasons.iter().enumerate() {
            @if i > 0 { "; " }
            (v.t(&format!("measure-{:?}", reason.criterion.measure).to_lowercase())) " "
            bdi { (decimal(v, reason.value, if reason.value.fract() == 0.0 { 0 } else { 2 })) }
        }
        @if found.to_be_confirmed { " " span.certainty { (v.t("weighing-to-confirm")) } }
        @if !scored.flagged.is_empty() { " " span.certainty { (v.t("weighing-flagged")) } }
    }
}

fn not_weighed(v: &Viewer, people: &[&Weighed], days: u32) -> Markup {
    let title = v.t_with("weighing-not-for", &[("days", &days.to_string())]);
    let rows: Vec<Vec<Markup>> = people
        .iter()
        .map(|w| {
            let r = &w.resident;
            vec![
                name(r),
                list::code(&r.code),
                html! { bdi { (r.within) } },
                html! { @match &w.last { Some(l) => (v.words.day(l.weighing.on)), None => (v.t("weighing-never")) } },
            ]
        })
        .collect();
    let heads = ["list-name", "list-code", "place-room", "weighing-last"];
    html! {
        details.volet {
            summary { (title) " (" (people.len()) ")" }
            (list::table(v, "", &heads, &rows))
        }
    }
}

/// The protocols that were used here, with their sources.
fn sources(v: &Viewer, ward: &Ward) -> Markup {
    let mut used: Vec<&'static Protocol> = Vec::new();
    for w in &ward.people {
        if !used.iter().any(|p| p.id == w.protocol.id) {
            used.push(w.protocol);
        }
    }
    html! {
        p.by { (v.t("weighing-sources")) " "
            @for (i, p) in used.iter().enumerate() { @if i > 0 { "; " } span lang="en" dir="ltr" { (p.title) ", " (p.version) ": " cite { (p.source) } } }
        }
    }
}
