//! Caseloads: who answers for how many files, and the handing over of all of one member's files to another in one act,
//! after the list of what would pass.

use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::routing::{get, post};
use domain::compartment::Role;
use domain::id::{CompartmentId, MemberId};
use domain::refusal::{Refusal, Why, refuse};
use maud::{Markup, html};
use store::caseload::LoadLine;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/caseloads", Gate::Reads, get(show)),
        route("POST", "/caseloads", Gate::Writes, post(hand_over)),
    ]
}

async fn show(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(page(v, &asked::asked(v), None)?)).await
}

async fn hand_over(viewer: Viewer, body: String) -> Answer {
    let record = |v: &Viewer, typed: &Typed| Ok(format!("/caseloads?done={}", handed_over(v, typed)?));
    asked::taken(viewer, body, record, page).await
}

fn handed_over(v: &Viewer, typed: &Typed) -> Result<usize, Complaint> {
    let house = CompartmentId::parse(typed.get("house")).ok_or_else(Complaint::unknown)?;
    asked::must(v, &house, Role::writes)?;
    let from = MemberId::parse(typed.get("from")).ok_or_else(Complaint::unknown)?;
    let to = typed.get("to");
    let to = MemberId::parse(to).ok_or_else(|| refuse("to", to, Why::Missing))?;
    let on = asked::day("on", typed)?;
    let passed = v.store().hand_over_caseload(v.actor()?, &house, (&from, &to), on, typed.get("words"))?;
    Ok(passed.len())
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("caseload-title");
    let all = v.store().caseloads(v.actor()?)?;
    let house = CompartmentId::parse(typed.get("house"));
    let from = MemberId::parse(typed.get("from"));
    let chosen = all.iter().find(|l| Some(l.compartment) == house && Some(l.member) == from && l.files > 0);
    let body = html! {
        @if typed.has("done") {
            div.notice.done role="status" { p { (v.t_with("caseload-passed", &[("n", typed.get("done"))])) } }
        }
        div.page-head { h1 { (title) } p { (v.t("caseload-what")) } }
        @if let Some(line) = chosen { (one(v, line, &all, typed, refusal)?) }
        (list::wide_part("loads", &v.t("caseload-all"), loads(v, &all)))
    };
    Ok(frame::page(v, &title, body))
}

fn loads(v: &Viewer, all: &[LoadLine]) -> Markup {
    let row = |l: &LoadLine| {
        let house = v.compartment(&l.compartment).map(|c| c.name.clone()).unwrap_or_default();
        let address = format!("/caseloads?house={}&from={}", l.compartment, l.member);
        vec![
            html! { bdi { (l.name) } @if !l.active { " (" (v.t("caseload-gone")) ")" } },
            html! { bdi { (house) } },
            html! { @if l.files > 0 { a href=(address) { (l.files) } } @else { "0" } },
        ]
    };
    let rows: Vec<Vec<Markup>> = all.iter().map(row).collect();
    list::table(v, "", &["field-worker", "list-compartment", "caseload-files"], &rows)
}

/// What would pass, and the act.
fn one(
    v: &Viewer,
    line: &LoadLine,
    all: &[LoadLine],
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Markup, Complaint> {
    let files = v.store().caseload(v.actor()?, &line.compartment, &line.member)?;
    let rows: Vec<Vec<Markup>> = files
        .iter()
        .map(|f| vec![list::person(&f.file, &format!("{} {}", f.surname, f.given)), list::code(&f.code)])
        .collect();
    let role = v.compartment(&line.compartment).map(|c| c.role);
    let own = line.member == v.actor()?.member;
    let may = role.is_some_and(|r| r.directs() || own && r.writes());
    let colleagues: Vec<(String, String)> = all
        .iter()
        .filter(|l| l.compartment == line.compartment && l.active && l.member != line.member)
        .filter(|l| writes(v, l))
        .map(|l| (l.member.to_string(), l.name.clone()))
        .collect();
    let today = v.today_in(&line.compartment).to_string();
    let typed = if typed.has("on") { typed.clone() } else { typed.clone().with("on", today) };
    let form = Form { viewer: v, typed: &typed, refusal };
    Ok(list::wide_part(
        "caseload",
        &v.t_with("caseload-of", &[("name", &line.name)]),
        html! {
            p { (v.t("caseload-would-pass")) }
            (list::table(v, "", &["field-name", "field-code"], &rows))
            @if may {
                (form.errors())
                form.stack.no-print method="post" action="/caseloads" {
                    input type="hidden" name="house" value=(line.compartment);
                    input type="hidden" name="from" value=(line.member);
                    div.fields {
                        (form.choose("to", "medium", Some("form-choose"), &colleagues))
                        (form.line("on", "short"))
                    }
                    (form.area("words", 2))
                    div.toolbar { button.button type="submit" { (v.t("caseload-hand-over")) } }
                }
            } @else { p.by { (v.t("caseload-who-may")) } }
        },
    ))
}

fn writes(v: &Viewer, line: &LoadLine) -> bool {
    let house = v.compartment(&line.compartment);
    house.is_some_and(|c| {
        c.members.iter().any(|(id, _, role, active)| *id == line.member && *active && role.writes())
    })
}
