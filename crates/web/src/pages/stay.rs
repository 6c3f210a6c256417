//! Stays: one person arrives somewhere, which closes the stay before; somebody leaves, with a reason of the neutral
//! list; a group moves. Nothing unlawful is a reason here.

pub(crate) mod carry;
pub(crate) mod destination;
pub(crate) mod moves;

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::place::{asked, person_address};
use crate::viewer::Viewer;
use axum::routing::{get, post};
use domain::compartment::Role;
use domain::id::{CompartmentId, FileId};
use domain::refusal::{Refusal, Why, refuse};
use domain::registration;
use domain::stay::{Closing, EndReason, Stay, current, leave, stays};
use maud::{Markup, html};
use store::Volume;
use store::person::PersonLine;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/stays/new", Gate::Writes, get(ask_arrival)),
        route("POST", "/stays", Gate::Writes, post(take_arrival)),
        route("GET", "/endings/new", Gate::Writes, get(ask_ending)),
        route("POST", "/endings", Gate::Writes, post(take_ending)),
        route("GET", "/moves/new", Gate::Writes, get(moves::look)),
        route("POST", "/moves", Gate::Writes, post(moves::take)),
    ]
}

/// The person of a form's `file`, with their file opened for `purpose`.
pub(crate) fn person(v: &Viewer, typed: &Typed, purpose: &str) -> Result<(PersonLine, Volume), Complaint> {
    let file = asked::file(typed.get("file"))?;
    let line = v.store().lines_of(v.actor()?, &[file])?.pop().ok_or_else(Complaint::unknown)?;
    let volume = v.store().open_file(v.actor()?, &file, purpose)?;
    asked::must(v, &volume.compartment, Role::writes)?;
    Ok((line, volume))
}

/// Who a form is about, in its head.
pub(crate) fn about(v: &Viewer, title: &str, person: &PersonLine, stay: Option<&Stay>) -> Markup {
    html! {
        div.page-head {
            h1 { (title) }
            p {
                a href=(person_address(&person.file)) { bdi { (moves::full_name(person)) } } " "
                (crate::pages::list::code(&person.code))
                @if let Some(stay) = stay {
                    ", " (v.t_with("stay-at-since", &[("place", &stay.opening.latest().name), ("date", &v.words.edtf(&stay.opening.latest().from))]))
                }
            }
        }
    }
}

/// The foot of a form about one person.
pub(crate) fn buttons(v: &Viewer, file: &FileId) -> Markup {
    html! {
        div.toolbar {
            button.button type="submit" { (v.t("do-record")) }
            a.button.quiet href=(person_address(file)) { (v.t("do-cancel")) }
        }
    }
}

async fn ask_arrival(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(arrival_page(v, &asked::asked(v), None)?)).await
}

fn arrival_page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let (person, volume) = person(v, typed, "arrival")?;
    let today = v.today_in(&volume.compartment);
    let mut typed =
        if typed.has("from") { typed.clone() } else { typed.clone().with("from", today.to_string()) };
    if typed.has("place") && !typed.has("to") {
        let place = format!("place:{}", typed.get("place"));
        typed = typed.with("to", place);
    }
    let all = stays(&volume.file);
    let groups = destination::groups(v, &volume.compartment, &[])?;
    let form = Form { viewer: v, typed: &typed, refusal };
    let title = v.t("stay-arrival");
    let body = html! {
        (about(v, &title, &person, current(&all)))
        (others(v, &person.file, current(&all).is_some()))
        @if current(&all).is_some() { p { (v.t("stay-arrival-closes")) } }
        (form.errors())
        form.stack method="post" action="/stays" {
            input type="hidden" name="file" value=(person.file);
            div.fields {
                (destination::field(v, &groups, typed.get("to"), refusal))
                (form.line("from", "short"))
                (form.line("within", "medium"))
                (form.line("came_from", "medium"))
                (form.line("reason", "wide"))
            }
            (buttons(v, &person.file))
        }
    };
    Ok(frame::page(v, &title, body))
}

/// What else can be written about where somebody is.
fn others(v: &Viewer, file: &FileId, here: bool) -> Markup {
    html! {
        div.toolbar {
            @if here {
                a.button.quiet href=(format!("/absences/new?file={file}")) { (v.t("away-title")) }
                a.button.quiet href=(format!("/endings/new?file={file}")) { (v.t("stay-ending")) }
                a.button.quiet href=(format!("/departures/new?file={file}")) { (v.t("departure-title")) }
            }
            a.button.quiet href=(format!("/people/{file}/certificate")) { (v.t("certificate-title")) }
        }
    }
}

async fn take_arrival(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let written = (|| {
                let people = v.store().lines_of(v.actor()?, &asked::files(&typed))?;
                let to = destination::parse(v, typed.get("to"))?;
                carry::carry(v, &people, &to, &moves::how(&typed)?)
            })();
            match written {
                Ok(()) => onward(&format!("/people/{}", typed.get("file"))),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    asked::again(arrival_page(v, &typed, Some(&refusal))?)
                }
            }
        })
        .await
}

async fn ask_ending(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(ending_page(v, &asked::asked(v), None)?)).await
}

fn ending_page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let (person, volume) = person(v, typed, "ending")?;
    let all = stays(&volume.file);
    let title = v.t("stay-ending");
    let Some(stay) = current(&all) else {
        let body = html! { (about(v, &title, &person, None)) div.notice { p { (v.t("stay-none-open")) } } };
        return Ok(frame::page(v, &title, body));
    };
    let today = v.today_in(&volume.compartment).to_string();
    let typed = if typed.has("until") { typed.clone() } else { typed.clone().with("until", today) };
    let form = Form { viewer: v, typed: &typed, refusal };
    let body = html! {
        (about(v, &title, &person, Some(stay)))
        p { (v.t("stay-ending-intro")) }
        (form.errors())
        form.stack method="post" action="/endings" {
            input type="hidden" name="file" value=(person.file);
            div.fields {
                (form.choose("end_reason", "medium", Some("stay-choose-reason"), &moves::reasons(v)))
                (form.line("until", "short"))
                (form.line("towards", "medium"))
            }
            (buttons(v, &person.file))
        }
    };
    Ok(frame::page(v, &title, body))
}

async fn take_ending(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            match end(v, &typed) {
                Ok(file) => onward(&person_address(&file)),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    asked::again(ending_page(v, &typed, Some(&refusal))?)
                }
            }
        })
        .await
}

fn end(v: &Viewer, typed: &Typed) -> Result<FileId, Complaint> {
    let (person, volume) = person(v, typed, "ending")?;
    let reason = typed.get("end_reason");
    let why = if reason.is_empty() { Why::Missing } else { Why::Unknown };
    let reason = EndReason::parse(reason).ok_or_else(|| refuse("end_reason", reason, why))?;
    let until = registration::date("until", typed.get("until"))?;
    let closing = Closing { until, reason, towards: asked::text("towards", typed)? };
    write_end(v, &volume.compartment, person.file, closing)?;
    Ok(person.file)
}

fn write_end(v: &Viewer, compartment: &CompartmentId, id: FileId, closing: Closing) -> Result<(), Complaint> {
    v.store().write(v.actor()?, compartment, move |w| {
        let file = w.file(&id)?;
        let all = stays(&file);
        let open = current(&all).map(|s| s.id).ok_or_else(|| refuse("end_reason", "", Why::AlreadyClosed))?;
        let facts = leave(&file, open, closing, w.today())?;
        w.append(&id, facts)
    })?;
    Ok(())
}
