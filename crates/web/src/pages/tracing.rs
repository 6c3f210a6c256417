//! Tracing: relatives ask for somebody. The list of requests, and the form that opens one. Whoever asks gets the same
//! neutral reply; what is found stays here until the inquirer is vetted and a person has judged.

mod act;
mod matching;
mod notice;
mod request;

pub(crate) use matching::{said, waterfall as evidence};

#[cfg(test)]
pub(crate) use act::ACTS;

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::correction::words;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use domain::id::CompartmentId;
use domain::kin::Relation;
use domain::refusal::{Refusal, Why, refuse};
use domain::tracing::{Inquirer, Sought};
use maud::{Markup, html};
use store::CompartmentInfo;
use store::tracing::RequestLine;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/tracing", Gate::Reads, get(show_all)),
        route("POST", "/tracing", Gate::Writes, post(open)),
        route("GET", "/tracing/{file}", Gate::Reads, get(request::show)),
        route("GET", "/people/{file}/notice", Gate::Reads, get(notice::show)),
        route("GET, POST", "/tracing/{file}/{act}", Gate::Writes, get(act::ask).post(act::take)),
    ]
}

async fn show_all(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(page(v, &Typed::default(), None)?)).await
}

async fn open(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            match opened(v, &typed) {
                Ok(file) => onward(&format!("/tracing/{file}")),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page(v, &typed, Some(&refusal))?).into_response())
                }
            }
        })
        .await
}

/// Houses in which the viewer may keep a request.
pub(crate) fn houses(v: &Viewer) -> Vec<&CompartmentInfo> {
    v.compartments.iter().filter(|c| c.role.writes() && !c.kind.restricted()).collect()
}

/// The house that was chosen among them.
pub(crate) fn house_typed<'a>(v: &'a Viewer, typed: &Typed) -> Result<&'a CompartmentInfo, Refusal> {
    let house =
        CompartmentId::parse(typed.get("house")).and_then(|id| houses(v).into_iter().find(|c| c.id == id));
    house.ok_or_else(|| refuse("house", typed.get("house"), Why::Unknown))
}

fn opened(v: &Viewer, typed: &Typed) -> Result<domain::id::FileId, Complaint> {
    let house = house_typed(v, typed)?;
    let today = v.today(house.scene);
    let received = if typed.has("received") { asked::day("received", typed)? } else { today };
    let inquirer = Inquirer {
        name: words("inquirer", typed)?,
        from: words("asks_from", typed)?,
        contact: words("contact_way", typed)?,
        received,
        words: words("asked_words", typed)?,
        record: String::new(),
    };
    let (inquirer, sought) = (inquirer.typed(today)?, sought_typed(typed)?);
    Ok(v.store().request_opened(v.actor()?, &house.id, inquirer, vec![sought])?)
}

/// Somebody who is sought, as typed.
pub(crate) fn sought_typed(typed: &Typed) -> Result<Sought, Refusal> {
    let sought = Sought {
        given: words("given", typed)?,
        surname: words("surname", typed)?,
        sex: typed.get("sex").replace("unknown", ""),
        birth: asked::maybe_date("birth", typed)?,
        birth_place: words("birth_place", typed)?,
        father: words("father", typed)?,
        mother: words("mother", typed)?,
        relation: Relation::parse(typed.get("relation")),
        last_news: words("last_news", typed)?,
        last_news_on: asked::maybe_date("last_news_on", typed)?,
    };
    sought.typed()
}

/// What somebody is known by: the fields that help to recognise them.
pub(crate) fn known_by(form: &Form<'_>) -> Markup {
    html! {
        (form.line("given", "medium"))
        (form.line("surname", "medium"))
        (form.line("birth", "short"))
        (form.choose("sex", "short", None, &worded(form.viewer, "sex", ["unknown", "f", "m", "x"])))
        (form.line("birth_place", "medium"))
        (form.line("father", "medium"))
        (form.line("mother", "medium"))
    }
}

/// Somebody who is sought as those fields show them.
pub(crate) fn typed_as(typed: Typed, who: &Sought) -> Typed {
    typed
        .with("given", &who.given)
        .with("surname", &who.surname)
        .with("sex", &who.sex)
        .with("birth", who.birth.as_ref().map(ToString::to_string).unwrap_or_default())
        .with("birth_place", &who.birth_place)
        .with("father", &who.father)
        .with("mother", &who.mother)
}

/// The fields of somebody who is sought.
fn sought_fields(form: &Form<'_>) -> Markup {
    let v = form.viewer;
    let relations = worded(v, "relation", Relation::ALL.map(Relation::key));
    html! {
        div.fields {
            (known_by(form))
            (form.choose("relation", "medium", Some("tracing-relation-unsaid"), &relations))
            (form.line("last_news", "wide"))
            (form.line("last_news_on", "short"))
        }
    }
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("tracing-title");
    let all = v.store().requests(v.actor()?)?;
    let body = html! {
        div.page-head { h1 { (title) } p { (v.t("tracing-what")) } }
        @if all.is_empty() { p.empty { (v.t("tracing-none")) } } @else { (lines(v, &all)) }
        @if !houses(v).is_empty() { (list::part("tracing-new", &v.t("tracing-new"), new_form(v, typed, refusal))) }
    };
    Ok(frame::page(v, &title, body))
}

fn lines(v: &Viewer, all: &[RequestLine]) -> Markup {
    let row = |l: &RequestLine| {
        let today = v.today(v.compartment(&l.compartment).map(|c| c.scene).unwrap_or_default());
        let state = match (l.closed, l.vetted, l.open) {
            (true, ..) => "tracing-state-closed",
            (_, false, _) => "tracing-state-to-vet",
            (_, _, 0) => "tracing-state-together",
            _ => "tracing-state-searching",
        };
        vec![
            html! { a href=(format!("/tracing/{}", l.file)) { bdi { (l.inquirer) } } },
            html! { bdi { (l.from) } },
            html! { (v.words.day(l.received)) },
            html! { bdi { (l.sought) } },
            html! { (v.t(state)) },
            html! {
                @if let Some((step, day)) = &l.due {
                    (v.t(&format!("tracing-follow-up-{step}"))) " " (list::due(v, *day, list::days_between(today, *day)))
                } @else { "–" }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = all.iter().map(row).collect();
    let heads = [
        "field-inquirer",
        "field-asks-from",
        "field-received",
        "tracing-sought",
        "tracing-state",
        "tracing-follow-up",
    ];
    list::table(v, "", &heads, &rows)
}

fn new_form(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let houses: Vec<(String, String)> =
        houses(v).into_iter().map(|c| (c.id.to_string(), c.name.clone())).collect();
    let form = Form { viewer: v, typed, refusal };
    html! {
        (form.errors())
        form.stack method="post" action="/tracing" {
            div.fields {
                (form.line("inquirer", "medium"))
                (form.line("asks_from", "medium"))
                (form.line("contact_way", "medium"))
                (list::calendar(&form, "received", "field-received", "date", None))
                (form.choose("house", "medium", None, &houses))
            }
            (form.area("asked_words", 3))
            (sought_fields(&form))
            div.toolbar { button.button type="submit" { (v.t("do-record")) } }
        }
    }
}
