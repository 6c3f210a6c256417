//! Erasures: those that wait for a second person, those that were carried out, and which nodes have said so. No name
//! stands here: whoever comes from the file knows of whom it is.

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use domain::compartment::Role;
use domain::erasure::Reason;
use domain::id::FileId;
use domain::refusal::{Refusal, Why, refuse};
use maud::{Markup, html};
use store::erasure::ErasureLine;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/erasures", Gate::Reads, get(show)),
        route("POST", "/erasures", Gate::Writes, post(propose)),
        route("GET", "/erasures/{file}", Gate::Reads, get(one)),
        route("POST", "/erasures/{file}", Gate::Directs, post(take)),
    ]
}

async fn show(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(page(v, &asked::asked(v), None)?)).await
}

async fn propose(viewer: Viewer, body: String) -> Answer {
    let record = |v: &Viewer, typed: &Typed| Ok(format!("/erasures/{}?done=1", proposed(v, typed)?));
    asked::taken(viewer, body, record, page).await
}

fn proposed(v: &Viewer, typed: &Typed) -> Result<FileId, Complaint> {
    let file = asked::file(typed.get("file"))?;
    let home = v.store().erasable_in(v.actor()?, &file)?;
    asked::must(v, &home, Role::writes)?;
    let reason = typed.get("erasure_reason");
    let reason = Reason::parse(reason).ok_or_else(|| refuse("erasure_reason", reason, Why::Missing))?;
    let done = v.store().propose_erasure(v.actor()?, &file, reason, typed.get("told") == "yes");
    done.map_err(|problem| by_field(problem.into()))
}

/// The rule names the field as commands do.
fn by_field(complaint: Complaint) -> Complaint {
    match complaint.refusal {
        Some(refusal) if refusal.field == "erasure-reason" => {
            refuse("erasure_reason", refusal.value, refusal.why).into()
        }
        _ => complaint,
    }
}

async fn one(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer.run(move |v| shown(page_of(v, &opened(v, &file)?, None)?)).await
}

async fn take(viewer: Viewer, Path(file): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let line = opened(v, &file)?;
            asked::must(v, &line.compartment, Role::directs)?;
            let done = match Typed::parse(&body).get("act") {
                "drop" => v.store().drop_erasure(v.actor()?, &line.file),
                _ => v.store().carry_out_erasure(v.actor()?, &line.file),
            };
            match done {
                Ok(()) => onward(&format!("/erasures/{}?done=1", line.file)),
                Err(problem) => {
                    let refusal = Complaint::from(problem).into_refusal()?;
                    let page = page_of(v, &line, Some(&refusal))?;
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
                }
            }
        })
        .await
}

fn opened(v: &Viewer, file: &str) -> Result<ErasureLine, Complaint> {
    let file = FileId::parse(file).ok_or_else(Complaint::unknown)?;
    Ok(v.store().erasure(v.actor()?, &file)?)
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("erasure-title");
    let all = v.store().erasures(v.actor()?)?;
    let (waiting, done): (Vec<&ErasureLine>, Vec<&ErasureLine>) =
        all.iter().partition(|l| l.second.is_none() && !l.dropped);
    let file = FileId::parse(typed.get("file"));
    let body = html! {
        div.page-head { h1 { (title) } p { (v.t("erasure-what")) } }
        @if let Some(file) = file.filter(|_| v.may(Role::writes)) {
            (list::part("erasure-new", &v.t("erasure-new"), new_form(v, typed, refusal, &file)))
        }
        (list::wide_part("waiting", &v.t("erasure-waiting"), html! {
            @if waiting.is_empty() { p.empty { (v.t("erasure-waiting-none")) } } @else { (lines(v, &waiting)) }
        }))
        (list::wide_part("done", &v.t("erasure-done"), html! {
            @if done.is_empty() { p.empty { (v.t("erasure-done-none")) } } @else { (lines(v, &done)) }
        }))
    };
    Ok(frame::page(v, &title, body))
}

fn lines(v: &Viewer, all: &[&ErasureLine]) -> Markup {
    let row = |l: &&ErasureLine| {
        vec![
            html! { a href=(format!("/erasures/{}", l.file)) { (short(&l.target)) } },
            html! { bdi { (house(v, l)) } },
            html! { (v.t(&format!("erasure-reason-{}", l.reason))) },
            html! { bdi { (v.member_name(&l.by)) } ", " (v.words.day(l.on)) },
            html! { @if let Some((by, on)) = &l.second { bdi { (v.member_name(by)) } ", " (v.words.day(*on)) } @else { "–" } },
            html! { (state(v, l)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = all.iter().map(row).collect();
    let heads = [
        "erasure-of-file",
        "list-compartment",
        "field-erasure-reason",
        "erasure-proposed-by",
        "erasure-carried-out-by",
        "erasure-state",
    ];
    list::table(v, "", &heads, &rows)
}

/// The first figures of a file's number; a name stands nowhere here.
fn short(file: &FileId) -> Markup {
    let text: String = file.to_string().chars().take(12).collect();
    html! { code { (text) } }
}

fn house(v: &Viewer, line: &ErasureLine) -> String {
    v.compartment(&line.compartment).map(|c| c.name.clone()).unwrap_or_default()
}

fn state(v: &Viewer, l: &ErasureLine) -> String {
    match (l.dropped, &l.second, &l.here) {
        (true, ..) => v.t("erasure-state-dropped"),
        (_, None, _) => v.t("erasure-state-waits"),
        (_, Some(_), None) => v.t("erasure-state-not-here"),
        _ => {
            let (said, all) = (l.confirmed.0.to_string(), l.confirmed.1.to_string());
            v.t_with("erasure-state-confirmed", &[("said", &said), ("all", &all)])
        }
    }
}

fn new_form(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>, file: &FileId) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let reasons = worded(v, "erasure-reason", Reason::ALL.map(Reason::key));
    html! {
        p { (v.t("erasure-of-file")) (asked::colon(v)) (short(file)) }
        p.by { (v.t("erasure-rule")) }
        p.by { (v.t("erasure-identity")) }
        (form.errors())
        form.stack method="post" action="/erasures" {
            input type="hidden" name="file" value=(file);
            div.fields { (form.choose("erasure_reason", "medium", Some("form-choose"), &reasons)) }
            (form.tick("told"))
            div.toolbar { button.button type="submit" { (v.t("erasure-propose")) } }
        }
    }
}

fn page_of(v: &Viewer, l: &ErasureLine, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("erasure-one");
    let typed = Typed::default();
    let form = Form { viewer: v, typed: &typed, refusal };
    let role = v.compartment(&l.compartment).map(|c| c.role);
    let waits = l.second.is_none() && !l.dropped;
    let own = l.by == v.actor()?.member;
    let body = html! {
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        div.page-head { h1 { (title) } p { (v.t("erasure-what")) } }
        (form.errors())
        (list::part("erasure", &v.t("erasure-of-file"), html! {
            dl.facts {
                dt { (v.t("erasure-of-file")) } dd { (short(&l.target)) }
                dt { (v.t("list-compartment")) } dd { bdi { (house(v, l)) } }
                dt { (v.t("field-erasure-reason")) } dd { (v.t(&format!("erasure-reason-{}", l.reason))) }
                dt { (v.t("erasure-proposed-by")) } dd { bdi { (v.member_name(&l.by)) } ", " (v.words.day(l.on)) }
                dt { (v.t("erasure-carried-out-by")) }
                dd { @if let Some((by, on)) = &l.second { bdi { (v.member_name(by)) } ", " (v.words.day(*on)) } @else { (v.t("tracing-not-yet")) } }
                dt { (v.t("erasure-entries")) } dd { (l.entries) }
                dt { (v.t("erasure-state")) } dd { (state(v, l)) }
            }
        }))
        @if waits && role.is_some_and(Role::writes) { (acts(v, l, own, role.is_some_and(Role::directs))) }
        @if l.second.is_some() { (list::wide_part("receipts", &v.t("erasure-receipts"), receipts(v, l)?)) }
        div.toolbar { a.button.quiet.no-print href="/erasures" { (v.t("do-back")) } }
        (crate::pages::because::line(v, &l.compartment)?)
    };
    Ok(frame::page(v, &title, body))
}

fn acts(v: &Viewer, l: &ErasureLine, own: bool, directs: bool) -> Markup {
    let address = format!("/erasures/{}", l.file);
    html! {
        @if own { p.by { (v.t("erasure-not-you")) } } @else if !directs { p.by { (v.t("erasure-who-may")) } } @else {
            form.stack.no-print method="post" action=(address) {
                input type="hidden" name="act" value="carry-out";
                p { strong { (v.t("erasure-no-way-back")) } }
                div.toolbar { button.button type="submit" { (v.t("erasure-carry-out")) } }
            }
        }
        @if directs {
            form.no-print method="post" action=(address) {
                input type="hidden" name="act" value="drop";
                button.button.quiet type="submit" { (v.t("erasure-drop")) }
            }
        }
    }
}

fn receipts(v: &Viewer, l: &ErasureLine) -> Result<Markup, Complaint> {
    let all = v.store().erasure_receipts(v.actor()?, &l.file)?;
    let peers = v.store().peers(v.actor()?)?;
    let row = |r: &store::erasure::ReceiptLine| {
        let name = peers.iter().find(|p| p.node == r.node).map(|p| p.name.clone()).unwrap_or_default();
        let node: String = r.node.to_string().chars().take(12).collect();
        vec![
            html! { code { (node) } " " @if r.here { (v.t("erasure-this-node")) } @else { bdi { (name) } } },
            html! { @match r.on { Some(on) => (v.words.day(on)), None => strong { (v.t("erasure-not-confirmed")) } } },
        ]
    };
    let rows: Vec<Vec<Markup>> = all.iter().map(row).collect();
    Ok(html! {
        p { (v.t("erasure-receipts-what")) }
        (list::table(v, "", &["erasure-node", "erasure-confirmed"], &rows))
    })
}
