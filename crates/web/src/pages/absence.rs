//! Absences: away for a time, back again. The stay goes on; an absence is not a departure.

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::place::{asked, person_address};
use crate::pages::presence::absent_words;
use crate::pages::stay::{about, buttons, person};
use crate::viewer::Viewer;
use axum::routing::{get, post};
use domain::Edtf;
use domain::entry::Fact;
use domain::id::{FileId, Key};
use domain::refusal::{Refusal, Why, refuse};
use domain::registration;
use domain::stay::{self, ABSENCES, Absence, Stay, current, stays};
use jiff::civil::Date;
use maud::{Markup, html};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/absences/new", Gate::Writes, get(ask)),
        route("POST", "/absences", Gate::Writes, post(go)),
        route("POST", "/returns", Gate::Writes, post(come_back)),
    ]
}

async fn ask(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(form_page(v, &asked::asked(v), None)?)).await
}

fn form_page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let (person, volume) = person(v, typed, "absence")?;
    let all = stays(&volume.file);
    let stay = current(&all);
    let running = stay.and_then(open_absence);
    let today = v.today_in(&volume.compartment).to_string();
    let day = if running.is_some() { "until" } else { "from" };
    let typed = if typed.has(day) { typed.clone() } else { typed.clone().with(day, today) };
    let form = Form { viewer: v, typed: &typed, refusal };
    let title = v.t(if running.is_some() { "away-return" } else { "away-title" });
    let body = html! {
        (about(v, &title, &person, stay))
        (form.errors())
        @match (stay, running) {
            (None, _) => div.notice { p { (v.t("stay-none-open")) } },
            (Some(_), Some((_, absence))) => {
                p { (absent_words(v, absence)) }
                form.stack method="post" action="/returns" {
                    input type="hidden" name="file" value=(person.file);
                    div.fields { (form.line("until", "short")) }
                    (buttons(v, &person.file))
                }
            },
            (Some(_), None) => form.stack method="post" action="/absences" {
                input type="hidden" name="file" value=(person.file);
                div.fields {
                    (form.choose("absence_kind", "medium", None, &worded(v, "absence", ABSENCES)))
                    (form.line("from", "short"))
                    (form.line("until", "short"))
                }
                (form.radios("bed_kept", "away-bed", &["yes", "no"]))
                (buttons(v, &person.file))
            },
        }
    };
    Ok(frame::page(v, &title, body))
}

fn open_absence(stay: &Stay) -> Option<&(Key, Absence)> {
    stay.absences.iter().find(|(_, a)| a.until.is_none())
}

async fn go(viewer: Viewer, body: String) -> Answer {
    answer(viewer, body, leave).await
}

async fn come_back(viewer: Viewer, body: String) -> Answer {
    answer(viewer, body, back).await
}

async fn answer(
    viewer: Viewer,
    body: String,
    write: fn(&Viewer, &Typed) -> Result<FileId, Complaint>,
) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            match write(v, &typed) {
                Ok(file) => onward(&person_address(&file)),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    asked::again(form_page(v, &typed, Some(&refusal))?)
                }
            }
        })
        .await
}

fn leave(v: &Viewer, typed: &Typed) -> Result<FileId, Complaint> {
    let (person, volume) = person(v, typed, "absence")?;
    let kind = typed.get("absence_kind").to_string();
    if !ABSENCES.contains(&kind.as_str()) {
        return Err(refuse("absence_kind", kind, Why::Unknown).into());
    }
    let (from, until) = (registration::date("from", typed.get("from"))?, asked::maybe_date("until", typed)?);
    let absence = Absence { kind, from, until, bed_kept: typed.get("bed_kept") != "no" };
    let today = v.today_in(&volume.compartment);
    let file = person.file;
    v.store().write(v.actor()?, &volume.compartment, move |w| {
        let all = stays(&w.file(&file)?);
        let stay = current(&all).ok_or_else(|| refuse("stay", "", Why::Unknown))?;
        checked(&absence, stay, today)?;
        let key = w.new_key();
        w.append(&file, vec![Fact::Stay(stay::Fact::Absent { key, stay: stay.id, absence })])
    })?;
    Ok(file)
}

/// An absence begins within the stay, not after today, and does not end before it begins.
fn checked(absence: &Absence, stay: &Stay, today: Date) -> Result<(), Refusal> {
    let begins = absence.from.bounds();
    if begins.earliest.is_some_and(|day| day > today) {
        return Err(refuse("from", &absence.from, Why::InTheFuture));
    }
    if let (Some(came), Some(latest)) = (stay.from_day(), begins.latest)
        && latest < came
    {
        return Err(refuse("from", &absence.from, Why::EndsBeforeItBegins));
    }
    if let (Some(until), Some(from)) = (&absence.until, begins.earliest)
        && until.bounds().latest.is_some_and(|until| until < from)
    {
        return Err(refuse("until", until, Why::EndsBeforeItBegins));
    }
    Ok(())
}

fn back(v: &Viewer, typed: &Typed) -> Result<FileId, Complaint> {
    let (person, volume) = person(v, typed, "absence")?;
    let until: Edtf = registration::date("until", typed.get("until"))?;
    let today = v.today_in(&volume.compartment);
    let file = person.file;
    v.store().write(v.actor()?, &volume.compartment, move |w| {
        let all = stays(&w.file(&file)?);
        let stay = current(&all).ok_or_else(|| refuse("until", &until, Why::Unknown))?;
        let (key, absence) = open_absence(stay).ok_or_else(|| refuse("until", &until, Why::AlreadyClosed))?;
        if until.bounds().earliest.is_some_and(|day| day > today) {
            return Err(refuse("until", &until, Why::InTheFuture).into());
        }
        let absence = Absence { until: Some(until.clone()), ..absence.clone() };
        checked(&absence, stay, today)?;
        w.append(&file, vec![Fact::Stay(stay::Fact::Absent { key: *key, stay: stay.id, absence })])
    })?;
    Ok(file)
}
