//! Ask-around: questions to houses whose files one does not see. What is asked here and what houses said; what came here
//! and waits for a person's yes, no or call me.

mod question;
mod waiting;

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::correction::words;
use crate::pages::list;
use crate::pages::place::asked;
use crate::pages::tracing::{house_typed, houses, known_by, sought_typed, typed_as};
use crate::viewer::Viewer;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use domain::ask_around::{Asked, Question};
use domain::id::{CompartmentId, FileId, Key};
use domain::refusal::Refusal;
use domain::tracing::Request;
use maud::{Markup, html};
use store::ask_around::AskedLine;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/ask-around", Gate::Reads, get(show)),
        route("POST", "/ask-around", Gate::Writes, post(ask)),
        route("POST", "/ask-around/replies", Gate::Writes, post(waiting::reply)),
        route("GET", "/questions/{file}", Gate::Reads, get(question::show)),
        route("POST", "/questions/{file}", Gate::Writes, post(question::take)),
    ]
}

async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            if v.compartments.iter().any(|c| c.role.writes()) {
                v.store().carry_on(v.actor()?)?;
            }
            let typed = begin(v, asked::asked(v))?;
            shown(page(v, &typed, None)?)
        })
        .await
}

async fn ask(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            match asked_by(v, &typed) {
                Ok(file) => onward(&format!("/questions/{file}?done=1")),
                Err(complaint) => again(v, &typed, complaint),
            }
        })
        .await
}

/// The page once more, with what was refused.
fn again(v: &Viewer, typed: &Typed, complaint: Complaint) -> Answer {
    let refusal = complaint.into_refusal()?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page(v, typed, Some(&refusal))?).into_response())
}

/// What stands in the fields at first: whoever is sought by the request that the address names.
fn begin(v: &Viewer, typed: Typed) -> Result<Typed, Complaint> {
    let (Some(file), Some(key)) = (FileId::parse(typed.get("request")), Key::parse(typed.get("sought")))
    else {
        return Ok(typed);
    };
    let volume = v.store().open_file(v.actor()?, &file, "ask-around")?;
    let request = Request::of(&volume.file).ok_or_else(Complaint::unknown)?;
    let search = request.searches.iter().find(|s| s.key == key).ok_or_else(Complaint::unknown)?;
    Ok(typed_as(typed.with("house", volume.compartment.to_string()), search.sought.latest()))
}

fn asked_by(v: &Viewer, typed: &Typed) -> Result<FileId, Complaint> {
    let house = house_typed(v, typed)?;
    let question = Question::of(&sought_typed(typed)?);
    let chosen = typed.all("ask");
    let houses: Vec<CompartmentId> = chosen.iter().filter_map(|id| CompartmentId::parse(id)).collect();
    let why = words("why", typed)?;
    let asked = move |key, on| Asked { key, question, houses, why, on }.typed();
    Ok(v.store().ask(v.actor()?, &house.id, asked)?)
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("ask-around-title");
    let all = v.store().asked_around(v.actor()?)?;
    let (asked, answered): (Vec<_>, Vec<_>) = all.iter().partition(|l| l.asks);
    let asks_here = typed.has("letter");
    let body = html! {
        div.page-head { h1 { (title) } p { (v.t("ask-around-what")) } }
        @if typed.has("answered") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        (list::wide_part("waiting", &v.t("ask-around-waiting"), waiting::part(v, typed, refusal.filter(|_| asks_here))?))
        (list::wide_part("asked", &v.t("ask-around-asked"), html! {
            @if asked.is_empty() { p.empty { (v.t("ask-around-asked-none")) } } @else { (lines(v, &asked)) }
        }))
        @if !answered.is_empty() { (list::wide_part("answered", &v.t("ask-around-answered"), answers(v, &answered))) }
        @if !houses(v).is_empty() {
            (list::part("ask-around-new", &v.t("ask-around-new"), new_form(v, typed, refusal.filter(|_| !asks_here))?))
        }
    };
    Ok(frame::page(v, &title, body))
}

fn lines(v: &Viewer, all: &[&AskedLine]) -> Markup {
    let row = |l: &&AskedLine| {
        let today = v.today_in(&l.compartment);
        vec![
            html! { a href=(format!("/questions/{}", l.file)) { bdi { (l.name) } } },
            html! { (v.words.day(l.on)) },
            html! { bdi { (v.member_name(&l.by)) } },
            html! { (v.t(state(l.seconded, l.dropped, today > l.until))) },
            html! { (v.words.day(l.until)) },
            html! { (v.t_with("ask-around-heard-of", &[("heard", &l.heard.to_string()), ("houses", &l.houses.to_string())])) },
        ]
    };
    let rows: Vec<Vec<Markup>> = all.iter().map(row).collect();
    let heads = [
        "ask-around-whom",
        "ask-around-on",
        "ask-around-by",
        "tracing-state",
        "ask-around-until",
        "ask-around-heard",
    ];
    list::table(v, "", &heads, &rows)
}

/// How a question stands, in a word.
fn state(seconded: bool, dropped: bool, lapsed: bool) -> &'static str {
    match (dropped, lapsed, seconded) {
        (true, ..) => "ask-around-state-dropped",
        (_, true, _) => "ask-around-state-lapsed",
        (_, _, false) => "ask-around-state-needs-second",
        _ => "ask-around-state-under-way",
    }
}

fn answers(v: &Viewer, all: &[&AskedLine]) -> Markup {
    let row = |l: &&AskedLine| {
        vec![
            html! { bdi { (l.name) } },
            html! { (v.words.day(l.on)) },
            html! { bdi { (v.member_name(&l.by)) } },
            html! { (v.t(&format!("ask-around-answer-{}", l.answer))) },
        ]
    };
    let rows: Vec<Vec<Markup>> = all.iter().map(row).collect();
    list::table(v, "", &["ask-around-whom", "list-date", "ask-around-by", "ask-around-answer"], &rows)
}

fn new_form(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let own: Vec<(String, String)> =
        houses(v).into_iter().map(|c| (c.id.to_string(), c.name.clone())).collect();
    let named = CompartmentId::parse(typed.get("house"));
    let from = houses(v).into_iter().find(|c| Some(c.id) == named).or_else(|| houses(v).into_iter().next());
    let askable = v.store().askable(v.actor()?, &from.map(|c| c.id).unwrap_or_default())?;
    // What somebody types about a question that waits is no new question.
    let nothing = Typed::default();
    let form = Form { viewer: v, typed: if typed.has("letter") { &nothing } else { typed }, refusal };
    Ok(html! {
        p.by { (v.t("ask-around-rule")) }
        (form.errors())
        @if askable.is_empty() { p.empty { (v.t("ask-around-no-house")) } } @else {
            form.stack method="post" action="/ask-around" {
                div.fields {
                    (form.choose("house", "medium", None, &own))
                    (known_by(&form))
                }
                fieldset.choice id="ask" {
                    legend { (v.t("ask-around-houses")) }
                    div.options { @for (id, name) in &askable {
                        @let id = id.to_string();
                        label { input type="checkbox" name="ask" value=(id) checked[form.typed.all("ask").contains(&id)]; " " bdi { (name) } }
                    } }
                }
                (form.area("why", 2))
                div.toolbar { button.button type="submit" { (v.t("do-record")) } }
            }
        }
    })
}
