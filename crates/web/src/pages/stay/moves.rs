//! The move of a group: chosen on a place's page, looked at here, carried out by one press. Brothers and sisters who
//! would stay behind and beds that are missing are said; what to do about it is the reader's.

use super::carry::{How, carry, kind_of};
use super::destination::{self, Destination};
use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use domain::refusal::{Refusal, Why, refuse};
use domain::registration;
use domain::stay::EndReason;
use maud::{Markup, html};
use store::person::PersonLine;

/// Most people of one move: what fits into an address, and more than any room holds.
const PEOPLE_MAX: usize = 400;

/// Looks at a move.
pub(crate) async fn look(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let typed = asked::asked(v);
            shown(move_page(v, &typed, None)?)
        })
        .await
}

/// Carries a move out.
pub(crate) async fn take(viewer: Viewer, body: String) -> Answer {
    asked::taken(viewer, body, record, move_page).await
}

fn people(v: &Viewer, typed: &Typed) -> Result<Vec<PersonLine>, Complaint> {
    let mut files = asked::files(typed);
    files.truncate(PEOPLE_MAX);
    let mut people = v.store().lines_of(v.actor()?, &files)?;
    people.sort_by(|a, b| (&a.sort, a.file).cmp(&(&b.sort, b.file)));
    Ok(people)
}

fn move_page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let people = people(v, typed)?;
    let title = v.t("move-title");
    let Some(first) = people.first() else {
        let body = html! {
            div.page-head { h1 { (title) } }
            div.notice { p { (v.t("move-nobody")) } p { a href="/places" { (v.t("room-places")) } } }
        };
        return Ok(frame::page(v, &title, body));
    };
    let to = if typed.has("to") { destination::parse(v, typed.get("to")).ok() } else { None };
    let today = v.today_in(&first.compartment);
    let typed = if typed.has("from") { typed.clone() } else { typed.clone().with("from", today.to_string()) };
    let form = Form { viewer: v, typed: &typed, refusal };
    let places: Vec<_> = people.iter().filter_map(|p| p.place).collect();
    let except = if places.iter().all(|p| Some(p) == places.first()) { places } else { Vec::new() };
    let groups = destination::groups(v, &first.compartment, &except)?;
    let n = people.len().to_string();
    let body = html! {
        div.page-head { h1 { (title) } p { (v.t_with("n-people", &[("n", &n)])) } }
        (form.errors())
        (notices(v, &people, to.as_ref())?)
        (chosen(v, &people, today))
        form.stack method=(if to.is_some() { "post" } else { "get" }) action=(if to.is_some() { "/moves" } else { "/moves/new" }) {
            @for person in &people { input type="hidden" name="file" value=(person.file); }
            div.fields {
                (destination::field(v, &groups, typed.get("to"), refusal))
                // Where to is asked by an address: what is typed has no place in one.
                @if to.is_some() {
                    (form.line("from", "short"))
                    (form.line("within", "medium"))
                    (form.line("reason", "medium"))
                }
                @if to.as_ref().is_some_and(|to| to.compartment() != first.compartment) {
                    (form.choose("end_reason", "medium", Some("move-reason-follows"), &reasons(v)))
                }
            }
            div.toolbar {
                @if to.is_some() { button.button type="submit" { (v.t_with("move-do", &[("n", &n)])) } }
                @else { button.button type="submit" { (v.t("place-look-at-move")) } }
                button.button.quiet type="button" data-print { (v.t("do-print")) }
            }
        }
    };
    Ok(frame::page(v, &title, body))
}

/// Reasons of leaving as a form lists them.
pub(crate) fn reasons(v: &Viewer) -> Vec<(String, String)> {
    worded(v, "end", EndReason::ALL.into_iter().map(EndReason::key))
}

/// What the reader should know before they decide.
fn notices(v: &Viewer, people: &[PersonLine], to: Option<&Destination>) -> Result<Markup, Complaint> {
    let files: Vec<_> = people.iter().map(|p| p.file).collect();
    let behind = v.store().left_behind(v.actor()?, &files)?;
    let sends = |to: &Destination| people.iter().filter(|p| p.compartment != to.compartment()).count();
    let may_send = |to: &Destination| {
        people
            .iter()
            .filter(|p| p.compartment != to.compartment())
            .all(|p| asked::may(v, &p.compartment, |r| r.directs()))
    };
    Ok(html! {
        @if !behind.is_empty() { (parted(v, &behind)) }
        @match to {
            Some(Destination::Place(place)) if place.capacity > 0 && place.present + people.len() as i64 > place.capacity => {
                div.notice.warning { p {
                    (v.t_with("over-capacity", &[("place", &place.name), ("n", &(place.present + people.len() as i64 - place.capacity).to_string())]))
                } }
            }
            _ => {}
        }
        @if let Some(to) = to {
            @if sends(to) > 0 {
                div.notice { p { (v.t_with("move-travels", &[("n", &sends(to).to_string()), ("house", to.name())])) }
                    @if !may_send(to) { p { (v.t("move-not-yours")) } } }
            }
        }
    })
}

/// Brothers and sisters who stay.
pub(crate) fn parted(v: &Viewer, behind: &[PersonLine]) -> Markup {
    html! {
        div.notice.warning {
            p { (v.t_with("move-parted", &[("n", &behind.len().to_string())])) }
            ul { @for p in behind { li { (list::person(&p.file, &full_name(p))) " " (list::code(&p.code)) } } }
        }
    }
}

/// "Given Surname".
pub(crate) fn full_name(person: &PersonLine) -> String {
    format!("{} {}", person.given, person.surname).trim().to_string()
}

/// The people of a form, as a table.
pub(crate) fn chosen(v: &Viewer, people: &[PersonLine], today: jiff::civil::Date) -> Markup {
    let rows: Vec<Vec<Markup>> = people
        .iter()
        .map(|p| {
            vec![
                list::person(&p.file, &full_name(p)),
                list::code(&p.code),
                html! { (asked::age(v, &p.birth, today)) },
                html! {
                    @if p.died { (v.t("move-died")) }
                    @else if !p.live { (v.t("move-elsewhere")) }
                    @else if p.place_name.is_empty() { (v.t("move-nowhere")) }
                    @else { bdi { (p.place_name) } @if kind_of(p).is_some() { " (" (v.t(&format!("kind-{}", p.place_kind))) ")" } }
                },
                html! { @if let Some(since) = p.since { (v.words.day(since)) } },
            ]
        })
        .collect();
    list::table(v, "", &["place-person", "place-code", "age", "move-now-at", "place-since"], &rows)
}

fn record(v: &Viewer, typed: &Typed) -> Result<String, Complaint> {
    let people = people(v, typed)?;
    let to = destination::parse(v, typed.get("to"))?;
    carry(v, &people, &to, &how(typed)?)?;
    Ok(match &to {
        Destination::Place(place) if people.iter().any(|p| p.compartment == place.compartment) => {
            format!("/places/{}?arrived={}", place.file, people.len())
        }
        _ => format!("/transfers?sent={}", people.len()),
    })
}

/// How, from the form of a move or an arrival.
pub(crate) fn how(typed: &Typed) -> Result<How, Refusal> {
    let end = match typed.get("end_reason") {
        "" => None,
        reason => Some(EndReason::parse(reason).ok_or_else(|| refuse("end_reason", reason, Why::Unknown))?),
    };
    let came_from = asked::text("came_from", typed)?;
    Ok(How {
        from: registration::date("from", typed.get("from"))?,
        within: asked::text("within", typed)?,
        reason: asked::text("reason", typed)?,
        came_from: (!came_from.is_empty()).then_some(came_from),
        end,
    })
}
