//! A step of a paper: asked for, received, refused, lapsed, wanted again, with its day and what stands on it.

use super::{Opened, day, opened, said, scan};
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::pages::{list, person};
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use domain::dossier::{Fact, Paper, Status};
use domain::entry::Fact as Entry;
use domain::refusal::{Refusal, Why, refuse};
use jiff::civil::Date;
use maud::{Markup, html};
use planning::procedure::PaperKind;

/// Longest line of a paper's particulars, in characters.
const LINE_MAX: usize = 300;

pub(super) async fn form(viewer: Viewer, Path((file, key, paper)): Path<(String, String, String)>) -> Answer {
    viewer
        .run(move |v| {
            let found = opened(v, &file, &key, "paper")?;
            let kind = kind(&found, &paper).ok_or_else(Complaint::unknown)?;
            let typed = as_it_stands(&found, &paper);
            shown(page(v, &found, kind, &typed, None, None))
        })
        .await
}

/// What stands in the fields before anything is typed.
pub(super) fn as_it_stands(o: &Opened, paper: &str) -> Typed {
    let stands = o.dossier.paper(paper);
    Typed::default()
        .with("status", usual(stands.status).key())
        .with("issuer", stands.issuer)
        .with("number", stands.number)
        .with("original", stands.original)
}

pub(super) fn kind(o: &Opened, paper: &str) -> Option<&'static PaperKind> {
    o.procedure?.paper(paper)
}

fn usual(status: Status) -> Status {
    match status {
        Status::Wanted | Status::Lapsed => Status::Asked,
        Status::Asked | Status::Received => Status::Received,
        Status::Refused => Status::Refused,
    }
}

/// The page of a paper: its next step, and its scans; `unscanned` is why a scan was refused.
pub(super) fn page(
    v: &Viewer,
    o: &Opened,
    kind: &PaperKind,
    typed: &Typed,
    refusal: Option<&Refusal>,
    unscanned: scan::Unscanned<'_>,
) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let body = html! {
        (person::headstrip(v, &o.person))
        header.page-head {
            h2 { (said(v, &kind.title)) }
            p { a href=(o.address()) { (o.procedure.map_or("", |p| said(v, &p.title))) } }
        }
        @if o.person.writable() && o.dossier.closing.is_none() { (step_form(v, o, kind, &form)) }
        (scan::part(v, o, kind, unscanned))
    };
    frame::page(v, &format!("{} · {}", said(v, &kind.title), o.person.titled()), body)
}

fn step_form(v: &Viewer, o: &Opened, kind: &PaperKind, form: &Form<'_>) -> Markup {
    let back = o.address();
    let statuses = worded(v, "status", Status::ALL.map(Status::key));
    html! {
        (form.errors())
        form.stack method="post" action=(format!("{back}/papers")) {
            (Form::heads(&o.volume().file.heads))
            input type="hidden" name="paper" value=(kind.id);
            input type="hidden" name="whole" value="yes";
            div.fields {
                (form.choose("status", "medium", None, &statuses))
                (list::calendar(form, "on", "dossier-on", "date", Some(o.today)))
                (list::calendar(form, "valid_until", "field-valid-until", "date", None))
                (form.line("issuer", "medium"))
                (form.line("number", "medium"))
                (form.line("original", "medium"))
            }
            div.toolbar {
                button.button type="submit" { (v.t("dossier-record")) }
                a.button.quiet href=(back) { (v.t("dossier-back")) }
            }
        }
    }
}

pub(super) async fn step(viewer: Viewer, Path((file, key)): Path<(String, String)>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let found = opened(v, &file, &key, "paper")?;
            let kind = kind(&found, typed.get("paper"))
                .ok_or_else(|| refuse("paper", typed.get("paper"), Why::Unknown))?;
            let written = stepped(&found, kind, &typed)
                .map_err(Complaint::from)
                .and_then(|paper| write(v, &found, kind, paper, &typed));
            match written {
                Ok(()) => onward(&format!("/dossiers/{file}/{key}#paper-{}", kind.id)),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    let page = page(v, &found, kind, &typed, Some(&refusal), None);
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
                }
            }
        })
        .await
}

/// The paper after the step. Days lie in order and not after today; a closed dossier takes none.
fn stepped(o: &Opened, kind: &PaperKind, typed: &Typed) -> Result<Paper, Refusal> {
    if o.dossier.closing.is_some() {
        return Err(refuse("paper", &kind.id, Why::AlreadyClosed));
    }
    let status = typed.get("status");
    let status = Status::parse(status).ok_or_else(|| refuse("status", status, Why::Unknown))?;
    let on = day("on", typed.get("on"), o.today)?;
    let before = o.dossier.paper(&kind.id);
    if status != Status::Asked && status != Status::Wanted && before.asked_on.is_some_and(|asked| on < asked)
    {
        return Err(refuse("on", on, Why::EndsBeforeItBegins));
    }
    let mut paper = before.step(status, on, kind.valid_days);
    if typed.has("valid_until") {
        let text = typed.get("valid_until").trim();
        let until: Date = text.parse().map_err(|_| refuse("valid_until", text, Why::Unreadable))?;
        if paper.received_on.is_some_and(|received| until < received) {
            return Err(refuse("valid_until", text, Why::EndsBeforeItBegins));
        }
        paper.valid_until = Some(until);
    }
    if typed.get("whole") == "yes" {
        paper.issuer = line("issuer", typed)?;
        paper.number = line("number", typed)?;
        paper.original = line("original", typed)?;
    }
    Ok(paper)
}

fn line(field: &'static str, typed: &Typed) -> Result<String, Refusal> {
    let text = typed.get(field).trim();
    if text.chars().count() > LINE_MAX {
        return Err(refuse(field, text.chars().take(40).collect::<String>(), Why::TooLong));
    }
    Ok(text.to_string())
}

fn write(v: &Viewer, o: &Opened, kind: &PaperKind, state: Paper, typed: &Typed) -> Result<(), Complaint> {
    let (file, heads) = (o.person.id(), typed.heads());
    let fact = Entry::Dossier(Fact::Paper { dossier: o.dossier.key, paper: kind.id.clone(), state });
    v.store().write(v.actor()?, &o.volume().compartment, move |w| {
        let heads = if heads.is_empty() { w.file(&file)?.heads } else { heads };
        w.append_after(&file, heads, vec![fact]).map(|_| ())
    })?;
    Ok(())
}
