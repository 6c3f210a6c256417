//! People: the search box and the list, over every compartment the viewer reads, in order of their names.

pub(crate) mod likeness;

use super::correction::query;
use super::list;
use super::person::age;
use crate::edge::{Answer, onward, shown};
use crate::form::{Typed, worded};
use crate::frame::{self, encode};
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::routing::{get, post};
use domain::compartment::{Kind, Role};
use domain::id::{CompartmentId, FileId};
use domain::place;
use maud::{Markup, html};
use std::sync::Arc;
use store::person::{PersonLine, Which};
use store::{Problem, Seek};

/// Lines on a page.
const PAGE: usize = 40;
/// Where a session holds its searches, and how many of them.
const SEARCHES: &str = "searches";
const SEARCHES_KEPT: usize = 50;
/// Most people found by a search.
const FOUND: usize = 25;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/people", Gate::Reads, get(show)),
        route("POST", "/people/search", Gate::Reads, post(search)),
        route("POST", "/people/similar", Gate::Reads, post(likeness::fragment)),
    ]
}

async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let asked = query(v);
            let text =
                if asked.has("search") { sought(v, asked.get("search")) } else { asked.get("q").into() };
            let text = text.trim();
            if text.is_empty() {
                return shown(frame::page(v, &v.t("room-people"), listed(v, &asked)?));
            }
            let seek = Seek { text: text.to_string(), limit: FOUND, ..Seek::default() };
            let found = v.store().search(v.actor()?, &seek)?;
            // A code that was heard right leads straight to the file.
            if domain::code::parse(text).is_some()
                && let [one] = found.as_slice()
            {
                return onward(&format!("/people/{}", one.file));
            }
            shown(frame::page(v, &v.t("room-people"), likeness::found(v, text, &found)))
        })
        .await
}

/// Searches of this session, the latest last: what was typed, under the number that stands in the address instead of it.
/// A browser writes addresses down.
fn searches(v: &Viewer) -> Vec<(String, Arc<String>)> {
    let held = v.app.sessions.held(&v.token, SEARCHES);
    held.into_iter().filter_map(|(number, any)| Some((number, any.downcast::<String>().ok()?))).collect()
}

/// What a search of this session was for; nothing where the session does not know it.
fn sought(v: &Viewer, number: &str) -> String {
    let found = searches(v).into_iter().find(|(n, _)| n == number);
    found.map(|(_, text)| text.to_string()).unwrap_or_default()
}

async fn search(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let text = Typed::parse(&body).get("q").trim().to_string();
            if text.is_empty() {
                return onward("/people");
            }
            let last = searches(v).last().and_then(|(number, _)| number.parse::<u64>().ok());
            let number = last.unwrap_or_default() + 1;
            v.app.sessions.hold(&v.token, SEARCHES, &number.to_string(), Arc::new(text), SEARCHES_KEPT);
            onward(&format!("/people?search={number}"))
        })
        .await
}

/// The head of the page: title, search, registration.
pub(super) fn head(v: &Viewer, text: &str, sentence: &str) -> Markup {
    html! {
        div.page-head { h1 { (v.t("room-people")) } p { (sentence) } }
        form.search role="search" aria-label=(v.t("person-search")) method="post" action="/people/search" {
            label.visually-hidden for="q" { (v.t("field-q")) }
            input #q name="q" type="search" value=(text) placeholder=(v.t("find-hint")) autocomplete="off" dir="auto";
            button.button type="submit" { (v.t("do-find")) }
        }
        @if v.may(Role::writes) {
            div.toolbar { a.button.quiet href="/people/new" { (v.t("person-register")) } a.button.quiet href="/doubles" { (v.t("double-title")) } a.button.quiet href="/tracing" { (v.t("tracing-title")) } a.button.quiet href="/ask-around" { (v.t("ask-around-title")) } a.button.quiet href="/caseloads" { (v.t("caseload-title")) } a.button.quiet href="/referrals" { (v.t("referral-title")) }
                @if !super::payment::books(v, Role::reads).is_empty() { a.button.quiet href="/payments" { (v.t("payment-title")) } }
            }
        }
    }
}

fn listed(v: &Viewer, asked: &Typed) -> Result<Markup, Problem> {
    let actor = v.actor.as_ref().ok_or(Problem::Locked)?;
    let some = |name: &str| asked.has(name).then(|| asked.get(name).to_string());
    let which = Which {
        place: FileId::parse(asked.get("place")),
        kind: some("kind"),
        compartment: CompartmentId::parse(asked.get("compartment")),
        worker: some("worker"),
        left_too: asked.get("left") == "yes",
    };
    let mut lines = v.store().people(actor, &which, after(asked.get("after")), PAGE + 1)?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let total = v.store().people_count(actor)?.to_string();
    Ok(html! {
        (head(v, "", &v.t_with("person-total", &[("n", &total)])))
        (filter(v, asked)?)
        @if lines.is_empty() { p.empty { (v.t("person-list-empty")) } } @else { (table(v, &lines)) }
        nav.pager aria-label=(v.t("pager")) {
            @if asked.has("after") { a href=(address(asked, None)) { (v.t("person-list-first")) } }
            @if let (true, Some(last)) = (more, lines.last()) {
                a href=(address(asked, Some(&opaque(last)))) { (v.t("pager-later")) }
            }
        }
    })
}

fn table(v: &Viewer, lines: &[PersonLine]) -> Markup {
    let heads =
        ["field-name", "field-code", "age", "field-sex", "field-place", "person-list-since", "field-worker"];
    let houses = v.compartments.iter().filter(|c| c.role.reads() && c.kind == Kind::House).count() > 1;
    html! {
        table.list {
            caption.visually-hidden { (v.t("room-people")) }
            thead { tr {
                @for head in heads { th scope="col" { (v.t(head)) } }
                @if houses { th scope="col" { (v.t("field-compartment")) } }
            } }
            tbody {
                @for line in lines {
                    tr {
                        th scope="row" {
                            a href=(format!("/people/{}", line.file)) { bdi { (name(line)) } }
                            @if line.died { " " span.certainty { (v.t("person-dead")) } }
                            @if !line.live { " " span.certainty { (v.t("whereabouts-left")) } }
                        }
                        td data-label=(v.t(heads[1])) { (list::code(&line.code)) }
                        td data-label=(v.t(heads[2])) { (age::words(v, &line.birth, v.today_in(&line.compartment))) }
                        td data-label=(v.t(heads[3])) { @if line.sex != '?' { (v.t(&format!("sex-{}", line.sex))) } }
                        td data-label=(v.t(heads[4])) {
                            @if line.place_name.is_empty() { span.certainty { (v.t("person-nowhere")) } } @else { bdi { (line.place_name) } }
                        }
                        td data-label=(v.t(heads[5])) { @if let Some(since) = line.since { (v.words.day(since)) } }
                        td data-label=(v.t(heads[6])) { @if !line.worker.is_empty() { bdi { (line.worker) } } }
                        @if houses {
                            td data-label=(v.t("field-compartment")) {
                                bdi { (v.compartment(&line.compartment).map(|c| c.name.as_str()).unwrap_or_default()) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// "Surname, Given" with whichever part exists; the code where there is none.
fn name(line: &PersonLine) -> String {
    match (line.surname.is_empty(), line.given.is_empty()) {
        (false, false) => format!("{}, {}", line.surname, line.given),
        (true, true) => line.code.clone(),
        _ => format!("{}{}", line.surname, line.given),
    }
}

fn filter(v: &Viewer, asked: &Typed) -> Result<Markup, Problem> {
    let actor = v.actor.as_ref().ok_or(Problem::Locked)?;
    let mut places: Vec<(String, String)> = v
        .store()
        .places(actor, None)?
        .into_iter()
        .filter(|p| p.kind.lived_in() && p.kind != place::Kind::Barrack)
        .map(|p| (p.file.to_string(), p.name))
        .collect();
    places.sort_by(|a, b| a.1.cmp(&b.1));
    places.dedup_by(|a, b| a.0 == b.0);
    let kinds = worded(v, "kind", place::Kind::ALL.iter().filter(|k| k.lived_in()).map(|k| k.key()));
    let houses: Vec<(String, String)> = v
        .compartments
        .iter()
        .filter(|c| c.role.reads() && c.kind == Kind::House)
        .map(|c| (c.id.to_string(), c.name.clone()))
        .collect();
    let workers = workers(v, asked.get("worker"));
    Ok(html! {
        form.filter action="/people" aria-label=(v.t("person-filter")) {
            (choice(v, asked, "place", &places))
            (choice(v, asked, "kind", &kinds))
            @if houses.len() > 1 { (choice(v, asked, "compartment", &houses)) }
            (choice(v, asked, "worker", &workers))
            label {
                (v.t("field-file")) " "
                select name="left" {
                    option value="" { (v.t("person-list-here")) }
                    option value="yes" selected[asked.get("left") == "yes"] { (v.t("person-list-left-too")) }
                }
            }
            button.button.quiet type="submit" { (v.t("do-show")) }
        }
    })
}

/// Those who may answer for a file in the viewer's compartments, the viewer first.
fn workers(v: &Viewer, asked: &str) -> Vec<(String, String)> {
    // Whoever pays answers for nobody's file.
    let houses = v.compartments.iter().filter(|c| c.role.reads() && !c.kind.is_apart());
    let members = houses.flat_map(|c| &c.members);
    let mut names: Vec<String> =
        members.filter(|(_, _, role, on)| *on && role.writes()).map(|(_, n, ..)| n.clone()).collect();
    if !asked.is_empty() {
        names.push(asked.to_string());
    }
    let me = v.actor.as_ref().map(|a| a.name.clone()).unwrap_or_default();
    names.sort_by_key(|n| (*n != me, n.clone()));
    names.dedup();
    names.into_iter().map(|n| (n.clone(), n)).collect()
}

fn choice(v: &Viewer, asked: &Typed, name: &str, options: &[(String, String)]) -> Markup {
    html! {
        label {
            (v.t(&format!("field-{name}"))) " "
            select name=(name) {
                option value="" { (v.t("person-list-any")) }
                @for (code, words) in options { option value=(code) selected[asked.get(name) == code] { (words) } }
            }
        }
    }
}

/// The place of a line in the list, as opaque text.
fn opaque(line: &PersonLine) -> String {
    let sort: String = line.sort.iter().map(|b| format!("{b:02x}")).collect();
    format!("{sort}.{}", line.file)
}

/// The place that an opaque text names; the beginning for anything else.
fn after(text: &str) -> Option<(Vec<u8>, FileId)> {
    let (sort, file) = text.split_once('.')?;
    if !sort.is_ascii() || !sort.len().is_multiple_of(2) {
        return None;
    }
    let bytes: Option<Vec<u8>> =
        (0..sort.len()).step_by(2).map(|i| u8::from_str_radix(sort.get(i..i + 2)?, 16).ok()).collect();
    Some((bytes?, FileId::parse(file)?))
}

/// The list with the same choices, from another place on.
fn address(asked: &Typed, after: Option<&str>) -> String {
    let kept = ["place", "kind", "compartment", "worker", "left"].into_iter().filter(|n| asked.has(n));
    let mut pairs: Vec<String> = kept.map(|n| format!("{n}={}", encode(asked.get(n)))).collect();
    pairs.extend(after.map(|a| format!("after={a}")));
    format!("/people?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(Vec<u8>, FileId)>) {
        assert_eq!(after(text), expected, "{text}");
    }

    #[test]
    fn a_place_in_the_list_comes_back_or_is_the_beginning() {
        let file = FileId([7; 16]);
        check(&format!("6162.{file}"), Some((b"ab".to_vec(), file)));
        check(&format!(".{file}"), Some((Vec::new(), file)));
        for wrong in ["", "zz", "6.07", "é1.07", "616.07", "6162.07"] {
            check(wrong, None);
        }
    }
}
