//! Convoys, in the words of their time: who travels together, with whom, where to. The list is printed and goes along; it
//! carries code, given name and what to do, never a class, a danger or a sickness.

mod arrival;
mod paper;

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::routing::{get, post};
use domain::compartment::Role;
use domain::entry::Fact;
use domain::id::{FileId, StayId};
use domain::place::Kind;
use domain::refusal::{Refusal, Why, refuse};
use domain::relay_house::{self, Convoy, Handover, confirmed, convoy, handover};
use domain::stay::{Stay, stays};
use domain::transfer::Whereabouts;
use jiff::ToSpan;
use maud::{Markup, html};
use std::collections::BTreeSet;
use store::Volume;
use store::place::PlaceLine;
use store::relay_house::{Card, ConvoyLine};

/// Days back from which journeys are listed.
const BACK_DAYS: i64 = 60;
/// Hours within which an arrival is confirmed where nothing is said.
const HOURS: u32 = 24;
/// Most hours: a month.
const HOURS_MAX: u32 = 744;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/convoys", Gate::Reads, get(show_all)),
        route("POST", "/convoys", Gate::Writes, post(create)),
        route("GET", "/convoys/{file}", Gate::Reads, get(show)),
        route("POST", "/handovers", Gate::Writes, post(hand_over)),
        route("GET", "/confirmations/new", Gate::Writes, get(arrival::ask)),
        route("POST", "/confirmations", Gate::Writes, post(arrival::take)),
    ]
}

fn houses(v: &Viewer) -> Result<Vec<PlaceLine>, Complaint> {
    Ok(v.store().places(v.actor()?, None)?.into_iter().filter(|p| p.kind == Kind::RelayHouse).collect())
}

async fn show_all(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(list_page(v, &asked::asked(v), None)?)).await
}

fn list_page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let houses = houses(v)?;
    let house = houses.iter().find(|p| p.file.to_string() == typed.get("place")).or(houses.first());
    let scene = house.map(|h| h.scene).unwrap_or_default();
    let title = asked::of_its_time(v, scene, "convoy-list");
    let body = html! {
        div.page-head { h1 { (title) } p { (asked::of_its_time(v, scene, "convoy-intro")) } }
        @match house {
            None => p.empty { (v.t("relay-none")) },
            Some(house) => {
                (lines(v, house, &convoys(v, house)?))
                @if asked::may(v, &house.compartment, Role::writes) { (form(v, house, typed, refusal)) }
            },
        }
    };
    Ok(frame::page(v, &title, body))
}

fn convoys(v: &Viewer, house: &PlaceLine) -> Result<Vec<ConvoyLine>, Complaint> {
    let today = v.today(house.scene);
    let from = today.checked_sub(BACK_DAYS.days()).unwrap_or(today);
    Ok(v.store().board(v.actor()?, &house.file, from)?.convoys)
}

fn lines(v: &Viewer, house: &PlaceLine, convoys: &[ConvoyLine]) -> Markup {
    let rows: Vec<Vec<Markup>> = convoys
        .iter()
        .map(|c| {
            vec![
                html! { a href=(format!("/convoys/{}", c.file)) { bdi { (c.name) } } },
                html! { (v.words.day(c.on)) },
                html! { (c.travellers) },
                html! { bdi { (c.escorts) } },
                html! { bdi { (c.route) } },
            ]
        })
        .collect();
    let heads = ["convoy-name", "convoy-day", "convoy-travellers", "field-escorts", "convoy-route"];
    html! {
        @if rows.is_empty() { p.empty { (asked::of_its_time(v, house.scene, "convoy-none")) } }
        @else { (list::table(v, &house.name, &heads, &rows)) }
    }
}

fn form(v: &Viewer, house: &PlaceLine, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let hours = if house.confirm_hours > 0 { house.confirm_hours.to_string() } else { HOURS.to_string() };
    let today = v.today(house.scene).to_string();
    let typed = if typed.has("departure_day") {
        typed.clone()
    } else {
        typed.clone().with("departure_day", today).with("confirm_within_hours", hours)
    };
    let form = Form { viewer: v, typed: &typed, refusal };
    list::part(
        "convoy-plan",
        &asked::of_its_time(v, house.scene, "convoy-new"),
        html! {
            (form.errors())
            form.stack method="post" action="/convoys" {
                input type="hidden" name="place" value=(house.file);
                div.fields {
                    (form.line("name", "medium"))
                    (form.input("departure_day", "short", "date", &[]))
                    (form.line("escorts", "medium"))
                    (form.line("route", "medium"))
                    (form.input("confirm_within_hours", "short", "text", &[("inputmode", "numeric")]))
                }
                div.toolbar { button.button type="submit" { (v.t("do-record")) } }
            }
        },
    )
}

async fn create(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            match record(v, &typed) {
                Ok(file) => onward(&format!("/convoys/{file}")),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    asked::again(list_page(v, &typed, Some(&refusal))?)
                }
            }
        })
        .await
}

fn record(v: &Viewer, typed: &Typed) -> Result<FileId, Complaint> {
    let house = asked::file(typed.get("place"))?;
    let house = houses(v)?.into_iter().find(|p| p.file == house).ok_or_else(Complaint::unknown)?;
    asked::must(v, &house.compartment, Role::writes)?;
    let hours = match asked::number("confirm_within_hours", typed, HOURS_MAX)? {
        0 => HOURS,
        hours => hours,
    };
    let convoy = Convoy {
        name: domain::refusal::text("name", typed.get("name"))?,
        on: asked::day("departure_day", typed)?,
        from: house.file,
        escorts: asked::text("escorts", typed)?,
        route: asked::text("route", typed)?,
        confirm_within_hours: hours,
    };
    let file = v.store().write(v.actor()?, &house.compartment, move |w| {
        let file = w.new_file();
        w.append(&file, vec![Fact::RelayHouse(relay_house::Fact::Convoy(convoy))])?;
        Ok(file)
    })?;
    Ok(file)
}

/// A traveller of a list, with their file and the stay they leave.
pub(crate) struct Traveller {
    /// Their card.
    pub card: Card,
    /// Their file, where the viewer reads it best.
    pub volume: Volume,
    /// The stay that is left.
    pub stay: Option<Stay>,
}

/// How far a traveller is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// Still in the house.
    Here,
    /// Left; the file is still with us.
    Left,
    /// The file is on the road to the other house.
    OnTheRoad,
    /// Handed over.
    HandedOver,
    /// Arrived.
    Arrived,
}

impl Traveller {
    /// How far they are.
    pub fn progress(&self) -> Progress {
        let left = self.stay.as_ref().is_some_and(|s| s.closing.is_some());
        let file = &self.volume.file;
        match self.volume.whereabouts() {
            // The other house has accepted the file.
            Whereabouts::Left => Progress::Arrived,
            _ if confirmed(file, self.card.stay).is_some() => Progress::Arrived,
            Whereabouts::OnTheRoad { .. } => Progress::OnTheRoad,
            Whereabouts::Here if handover(file, self.card.stay).is_some() => Progress::HandedOver,
            Whereabouts::Here if left => Progress::Left,
            Whereabouts::Here => Progress::Here,
        }
    }
}

fn travellers(v: &Viewer, convoy: &FileId) -> Result<Vec<Traveller>, Complaint> {
    let mut seen: BTreeSet<StayId> = BTreeSet::new();
    let mut found = Vec::new();
    for card in v.store().travellers(v.actor()?, convoy)?.into_iter().filter(|card| seen.insert(card.stay)) {
        let volume = v.store().open_file(v.actor()?, &card.file, "convoy-list")?;
        let stay = stays(&volume.file).into_iter().find(|s| s.id == card.stay);
        found.push(Traveller { card, volume, stay });
    }
    Ok(found)
}

async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let file = asked::file(&file)?;
            match crate::pages::paper::asked_for(v) {
                Some(names) => on_paper(v, &file, names),
                None => shown(convoy_page(v, &file, &Typed::default(), None)?),
            }
        })
        .await
}

/// The list as PDF; each traveller's file is opened for it.
fn on_paper(v: &Viewer, file: &FileId, names: print::Names) -> Answer {
    let volume = v.store().open_place(v.actor()?, file)?;
    let said = convoy(&volume.file).ok_or_else(Complaint::unknown)?;
    let known = said.latest();
    let from = v.store().place(v.actor()?, &known.from, None).map(|p| p.name).unwrap_or_default();
    let of = paper::sheet(v, known, &from, &travellers(v, file)?, names);
    crate::pages::paper::listed(v, &format!("journey-{}", known.on), &of, v.today(v.scene()))
}

fn convoy_page(
    v: &Viewer,
    file: &FileId,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Markup, Complaint> {
    let volume = v.store().open_place(v.actor()?, file)?;
    let said = convoy(&volume.file).ok_or_else(Complaint::unknown)?;
    let known = said.latest();
    let scene = v.compartment(&volume.compartment).map(|c| c.scene).unwrap_or_default();
    let travellers = travellers(v, file)?;
    let writes = asked::may(v, &volume.compartment, Role::writes);
    let from = v.store().place(v.actor()?, &known.from, None).map(|p| p.name).unwrap_or_default();
    let here = travellers.iter().any(|t| t.progress() == Progress::Here);
    let body = html! {
        div.page-head.no-print { h1 { bdi { (known.name) } }
            p { (asked::of_its_time(v, scene, "convoy-one")) ", " (v.words.day(known.on)) ", " bdi { (from) } } }
        div.toolbar {
            button.button.quiet type="button" data-print { (v.t("do-print")) }
            (crate::pages::paper::ways(v, &format!("/convoys/{file}")))
            @if writes && here { a.button href=(format!("/journeys/new?convoy={file}")) { (v.t("journey-title")) } }
            a.button.quiet href=(format!("/relay-house?place={}", known.from)) { (v.t("relay-board")) }
        }
        @if travellers.is_empty() { p.empty { (asked::of_its_time(v, scene, "convoy-empty")) } }
        (paper::paper(v, known, &from, &travellers))
        @if !travellers.is_empty() { (progress(v, &travellers)) }
        @if writes { (handover_form(v, known, &travellers, file, typed, refusal)) }
    };
    Ok(frame::page(v, &v.t("convoy-list"), body))
}

fn progress(v: &Viewer, travellers: &[Traveller]) -> Markup {
    let rows: Vec<Vec<Markup>> = travellers
        .iter()
        .map(|t| {
            let at = handover(&t.volume.file, t.card.stay);
            let progress = t.progress();
            vec![
                list::person(&t.card.file, &t.card.name),
                list::code(&t.card.code),
                html! { bdi { (t.card.leaving.as_ref().map(|l| l.0.clone()).unwrap_or_default()) } },
                html! { (v.t(progress_key(progress)))
                    @if let Some(said) = &at { @let h = said.latest(); " (" (v.words.day(h.on)) @if !h.at.is_empty() { ", " (h.at) } ", " bdi { (h.escort) } ", " bdi { (h.receiver) } ")" } },
                html! { @if matches!(progress, Progress::Left | Progress::HandedOver) {
                    a href=(format!("/confirmations/new?file={}", t.card.file)) { (v.t("confirm-title")) } } },
            ]
        })
        .collect();
    let heads = ["place-person", "place-code", "convoy-destination", "convoy-progress", "confirm-title"];
    html! { div.no-print { (list::wide_part("progress", &v.t("convoy-progress"), list::table(v, "", &heads, &rows))) } }
}

fn progress_key(progress: Progress) -> &'static str {
    match progress {
        Progress::Here => "convoy-still-here",
        Progress::Left => "convoy-left",
        Progress::OnTheRoad => "convoy-on-the-road",
        Progress::HandedOver => "convoy-handed-over",
        Progress::Arrived => "convoy-arrived",
    }
}

fn handover_form(
    v: &Viewer,
    known: &Convoy,
    travellers: &[Traveller],
    file: &FileId,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Markup {
    let due: Vec<&Traveller> = travellers.iter().filter(|t| t.progress() == Progress::Left).collect();
    if due.is_empty() {
        return html! {};
    }
    let typed = if typed.has("escort") {
        typed.clone()
    } else {
        typed.clone().with("escort", &*known.escorts).with("date", known.on.to_string())
    };
    let form = Form { viewer: v, typed: &typed, refusal };
    let body = html! {
        p { (v.t("handover-intro")) }
        (form.errors())
        form.stack method="post" action="/handovers" {
            input type="hidden" name="convoy" value=(file);
            fieldset.choice.column {
                legend { (v.t("handover-who")) }
                div.options { @for t in &due {
                    label { input type="checkbox" name="file" value=(t.card.file) checked; " " bdi { (t.card.name) } }
                } }
            }
            div.fields {
                (form.line("escort", "medium"))
                (form.line("receiver", "medium"))
                (form.input("date", "short", "date", &[]))
                (form.input("at", "short", "time", &[]))
            }
            div.toolbar { button.button type="submit" { (v.t("do-record")) } }
        }
    };
    html! { div.no-print { (list::part("handover", &v.t("handover-title"), body)) } }
}

async fn hand_over(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let convoy = asked::file(typed.get("convoy"))?;
            match write_handover(v, &convoy, &typed) {
                Ok(()) => onward(&format!("/convoys/{convoy}")),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    asked::again(convoy_page(v, &convoy, &typed, Some(&refusal))?)
                }
            }
        })
        .await
}

fn write_handover(v: &Viewer, convoy: &FileId, typed: &Typed) -> Result<(), Complaint> {
    let handover = Handover {
        escort: domain::refusal::text("escort", typed.get("escort"))?,
        receiver: domain::refusal::text("receiver", typed.get("receiver"))?,
        on: asked::day("date", typed)?,
        at: crate::pages::relay_house::time("at", typed.get("at"))?,
    };
    let chosen = asked::files(typed);
    let due = travellers(v, convoy)?
        .into_iter()
        .filter(|t| chosen.contains(&t.card.file) && t.progress() == Progress::Left);
    let due: Vec<Traveller> = due.collect();
    if due.is_empty() {
        return Err(refuse("file", "", Why::Missing).into());
    }
    if due.iter().any(|t| handover.on > v.today_in(&t.volume.compartment)) {
        return Err(refuse("date", handover.on, Why::InTheFuture).into());
    }
    for t in due {
        asked::must(v, &t.volume.compartment, Role::writes)?;
        let (id, stay, handover) = (t.card.file, t.card.stay, handover.clone());
        v.store().write(v.actor()?, &t.volume.compartment, move |w| {
            w.append(&id, vec![Fact::RelayHouse(relay_house::Fact::HandedOver { stay, handover })])
        })?;
    }
    Ok(())
}
