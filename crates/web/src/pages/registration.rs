//! Registration: search before create, seven fields, the rest folded away; a brother or sister takes three more.
//!
//! A form carries the id of the file it will make, so that sending it twice makes one file. Nobody is joined to
//! somebody already known but by a person who says so.

mod once;
mod sibling;

use super::correction::query;
use super::draft;
use super::people::likeness::{STRONG, like, similar};
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use domain::compartment::Kind as CompartmentKind;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, Key, StayId};
use domain::person::{Fact as Person, Volet};
use domain::place::Kind;
use domain::refusal::{Refusal, Why, refuse};
use domain::registration::{Arrival, Registration};
use maud::{Markup, html};
use store::place::PlaceLine;
use store::{CompartmentInfo, Found, Problem, Writing};

/// The draft of an intake that was not finished.
const DRAFT: &str = "registration";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/people/new", Gate::Writes, get(show)),
        route("POST", "/people", Gate::Writes, post(record)),
    ]
}

async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let asked = query(v);
            if asked.has("sibling") {
                return sibling::show(v, asked);
            }
            let kept = if asked.0.is_empty() { draft::restored(v, DRAFT) } else { None };
            let restored = kept.is_some();
            let mut typed = kept.unwrap_or(asked);
            if !typed.has("from") {
                typed = typed.with("from", v.today(v.scene()).to_string());
            }
            let found = if restored { like(v, &typed)? } else { Vec::new() };
            shown(page(v, &typed, None, &found, restored)?)
        })
        .await
}

async fn record(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            if typed.has("sibling") {
                return sibling::record(v, &typed);
            }
            if typed.get("draft") == "discard" {
                draft::discard(v, DRAFT)?;
                return onward("/people/new");
            }
            if typed.has("look") {
                let found = like(v, &typed)?;
                return shown(page(v, &typed, None, &found, false)?);
            }
            match registered(v, &typed) {
                Ok(Ok(file)) => {
                    draft::discard(v, DRAFT)?;
                    onward(&next(&typed, &file, &file))
                }
                Ok(Err(found)) => {
                    Ok((StatusCode::CONFLICT, page(v, &typed, None, &found, false)?).into_response())
                }
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    let found = like(v, &typed)?;
                    let page = page(v, &typed, Some(&refusal), &found, false)?;
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
                }
            }
        })
        .await
}

/// Where to go after recording: the file, or the form of one more brother or sister of `first`.
fn next(typed: &Typed, first: &FileId, file: &FileId) -> String {
    if typed.get("then") == "sibling" {
        format!("/people/new?sibling={first}&after={file}")
    } else {
        format!("/people/{file}?done=1")
    }
}

/// The file made, or the people who are so alike that somebody has to look first.
fn registered(v: &Viewer, typed: &Typed) -> Result<Result<FileId, Vec<Found>>, Complaint> {
    let places = places(v)?;
    let place = places.iter().find(|p| p.file.to_string() == typed.get("place"));
    let compartment = compartment(v, typed, place)?;
    let registration = registration(typed, place, &places)?;
    // Every rule first, so that nobody is asked about likenesses of a form that is refused anyway.
    let ruled = registration.facts(|| Key([0; 8]), StayId([0; 16]), v.today_in(&compartment));
    ruled.map_err(
        |refusal| if refusal.field == "kin" { Refusal { field: "father", ..refusal } } else { refusal },
    )?;
    let file = once::file(v, typed.get("once"));
    if let Some(found) = look_first(v, typed, file, &[])? {
        return Ok(found);
    }
    let made = v.store().write(v.actor()?, &compartment, move |w| {
        let file = file.unwrap_or_else(|| w.new_file());
        if w.file(&file).is_err() {
            let today = w.today();
            let stay = w.new_stay();
            let facts = registration.facts(|| w.new_key(), stay, today)?;
            begin(w, &file, facts)?;
        }
        Ok(file)
    })?;
    Ok(Ok(made))
}

/// Stops once when somebody very like is known already. `Some(Ok(..))` is the file this very form has made before.
fn look_first(
    v: &Viewer,
    typed: &Typed,
    file: Option<FileId>,
    known: &[domain::id::SubjectId],
) -> Result<Option<Result<FileId, Vec<Found>>>, Complaint> {
    let mut found = like(v, typed)?;
    if let Some(made) = file.filter(|f| found.iter().any(|one| one.file == *f)) {
        return Ok(Some(Ok(made)));
    }
    found.retain(|f| f.score >= STRONG && !known.contains(&f.subject));
    Ok((!found.is_empty() && typed.get("anyway") != "yes").then_some(Err(found)))
}

/// Begins an administrative file.
fn begin(w: &mut Writing<'_>, file: &FileId, mut facts: Vec<Fact>) -> Result<domain::id::SubjectId, Problem> {
    let subject = w.new_subject();
    facts.insert(0, Fact::Person(Person::Subject { subject, volet: Volet::Administrative }));
    w.append(file, facts)?;
    Ok(subject)
}

fn registration(
    typed: &Typed,
    place: Option<&PlaceLine>,
    places: &[PlaceLine],
) -> Result<Registration, Refusal> {
    if typed.has("place") && place.is_none() {
        return Err(refuse("place", "", Why::Unknown));
    }
    let text = |name: &str| typed.get(name).trim().to_string();
    Ok(Registration {
        given: text("given"),
        surname: text("surname"),
        other_names: Vec::new(),
        sex: text("sex"),
        birth: text("birth"),
        birth_place: text("birth_place"),
        nationality: text("nationality"),
        languages: text("languages"),
        father: text("father"),
        mother: text("mother"),
        number: (text("register"), text("number")),
        family: None,
        source: text("source"),
        arrival: place.map(|place| arrival(typed, place, places)),
    })
}

/// The arrival as typed. A barrack is told as a part of its camp.
fn arrival(typed: &Typed, place: &PlaceLine, places: &[PlaceLine]) -> Arrival {
    let around = place.within.filter(|_| place.kind == Kind::Barrack);
    let around = around.and_then(|file| places.iter().find(|p| p.file == file));
    let (lived_in, room) = match around {
        Some(camp) => (camp, [place.name.as_str(), typed.get("within").trim()].join(" ").trim().to_string()),
        None => (place, typed.get("within").trim().to_string()),
    };
    Arrival {
        place: lived_in.file,
        kind: lived_in.kind,
        name: lived_in.name.clone(),
        within: room,
        from: typed.get("from").trim().to_string(),
        came_from: typed.get("came_from").trim().to_string(),
        reason: typed.get("reason").trim().to_string(),
    }
}

/// Places people live at, by name.
fn places(v: &Viewer) -> Result<Vec<PlaceLine>, Complaint> {
    let mut places = v.store().places(v.actor()?, None)?;
    places.retain(|p| p.kind.lived_in());
    places.sort_by(|a, b| a.name.cmp(&b.name).then(a.file.cmp(&b.file)));
    places.dedup_by_key(|p| p.file);
    Ok(places)
}

/// Compartments in which the viewer may begin a file.
fn houses(v: &Viewer) -> Vec<&CompartmentInfo> {
    v.compartments.iter().filter(|c| c.kind == CompartmentKind::House && c.role.writes()).collect()
}

/// The compartment chosen; else the one that keeps the place; else the first.
fn compartment(v: &Viewer, typed: &Typed, place: Option<&PlaceLine>) -> Result<CompartmentId, Complaint> {
    let houses = houses(v);
    let asked = CompartmentId::parse(typed.get("compartment")).or(place.map(|p| p.compartment));
    let found = houses.iter().find(|c| Some(c.id) == asked).or(houses.first());
    found.map(|c| c.id).ok_or_else(|| Complaint::forbidden(v))
}

fn page(
    v: &Viewer,
    typed: &Typed,
    refusal: Option<&Refusal>,
    found: &[Found],
    restored: bool,
) -> Result<Markup, Complaint> {
    let form = Form { viewer: v, typed, refusal };
    let stopped = refusal.is_none() && !typed.has("look") && !restored && !found.is_empty();
    let once = if once::file(v, typed.get("once")).is_some() {
        typed.get("once").to_string()
    } else {
        once::fresh(v)
    };
    let places = places(v)?;
    let body = html! {
        div.page-head { h1 { (v.t("person-register")) } p { (v.t("person-register-hint")) " "
            a href="/blank-forms" { (v.t("paper-blank-forms")) } } }
        (form.errors())
        @if stopped {
            div.notice.warning role="alert" { p { (v.t("person-register-known")) } p { (v.t("person-register-known-hint")) } }
        }
        form.stack method="post" action="/people" data-draft=(DRAFT) {
            input type="hidden" name="once" value=(once);
            (where_to(v, &form, &places))
            (seven(&form))
            div.field.wide #similar aria-live="polite" { (similar(v, typed, found)) }
            (folded(v, &form))
            p {
                output.draft-state data-kept=(v.t("draft-kept")) data-failed=(v.t("draft-failed")) {
                    @if restored { (v.t("draft-restored")) }
                }
            }
            (buttons(v, typed, stopped))
        }
    };
    Ok(frame::page(v, &v.t("person-register"), body))
}

fn buttons(v: &Viewer, typed: &Typed, stopped: bool) -> Markup {
    html! {
        div.toolbar {
            @if stopped {
                @if typed.has("then") { input type="hidden" name="then" value=(typed.get("then")); }
                button.button type="submit" name="anyway" value="yes" { (v.t("person-register-anyway")) }
            } @else {
                button.button type="submit" { (v.t("do-record")) }
                button.button.quiet type="submit" name="then" value="sibling" { (v.t("person-register-sibling")) }
                button.button.quiet type="submit" name="look" value="yes" formnovalidate {
                    (v.t("person-look-similar"))
                }
            }
            button.button.quiet.push type="submit" name="draft" value="discard" formnovalidate { (v.t("do-discard-draft")) }
        }
    }
}

fn where_to(v: &Viewer, form: &Form<'_>, places: &[PlaceLine]) -> Markup {
    let houses = houses(v);
    let named = |id: &CompartmentId| v.compartment(id).map(|c| c.name.as_str()).unwrap_or_default();
    let options: Vec<(String, String)> = places
        .iter()
        .map(|p| {
            let around =
                p.within.and_then(|file| places.iter().find(|q| q.file == file)).map(|q| q.name.as_str());
            let more: Vec<&str> =
                around.into_iter().chain((houses.len() > 1).then(|| named(&p.compartment))).collect();
            let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
            (p.file.to_string(), format!("{}{more}", p.name))
        })
        .collect();
    let compartments: Vec<(String, String)> =
        houses.iter().map(|c| (c.id.to_string(), c.name.clone())).collect();
    html! {
        div.fields {
            (form.choose("place", "medium", Some("person-register-nowhere"), &options))
            @if compartments.len() > 1 {
                (form.choose("compartment", "medium", Some("person-register-place-own"), &compartments))
            }
        }
    }
}

/// The seven fields.
fn seven(form: &Form<'_>) -> Markup {
    html! {
        div.fields { (looked_up(form, "surname", "medium")) (looked_up(form, "given", "medium")) }
        (form.radios("sex", "sex", &["f", "m", "x"]))
        div.fields {
            (looked_up(form, "birth", "medium"))
            (form.line("birth_place", "medium"))
            (form.line("came_from", "medium"))
            (form.line("from", "medium"))
        }
    }
}

/// A field that looks for similar people while one types. What is typed goes in the body: a browser makes an entry in its
/// cache under an address before it learns that the answer must not be kept.
fn looked_up(form: &Form<'_>, name: &str, width: &str) -> Markup {
    let htmx = [
        ("hx-post", "/people/similar"),
        ("hx-trigger", "input changed delay:150ms"),
        ("hx-target", "#similar"),
        ("hx-include", "closest form"),
    ];
    form.input(name, width, "text", &htmx)
}

fn folded(v: &Viewer, form: &Form<'_>) -> Markup {
    let names =
        ["nationality", "languages", "father", "mother", "register", "number", "within", "reason", "source"];
    let open = names.iter().any(|n| form.typed.has(n));
    html! {
        details open[open] {
            summary { (v.t("person-register-more")) }
            div.fields { @for name in names { (form.line(name, "medium")) } }
        }
    }
}
