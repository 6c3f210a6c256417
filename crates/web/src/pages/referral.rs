//! Referrals: made from a person's file, listed with what became of them, read and answered by the partner they came to.

mod made;

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::pages::person::telling;
use crate::pages::place::asked::{self, colon};
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::routing::{get, post};
use domain::compartment::Role;
use domain::id::{FileId, Key};
use domain::referral::{OUTCOMES, Snapshot};
use domain::refusal::{Refusal, refuse};
use maud::{Markup, html};
use store::referral::{ReceivedLine, ReferralLine};

pub(crate) use made::section;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/referrals", Gate::Reads, get(show)),
        route("POST", "/referrals", Gate::Directs, post(end)),
        route("GET", "/referrals/{file}", Gate::Reads, get(one)),
        route("POST", "/referrals/{file}", Gate::Writes, post(answer)),
        route("GET, POST", "/people/{file}/referrals", Gate::Directs, get(made::show).post(made::make)),
    ]
}

async fn show(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(page(v, &Typed::default(), None)?)).await
}

async fn end(viewer: Viewer, body: String) -> Answer {
    asked::taken(viewer, body, ended, page).await
}

fn ended(v: &Viewer, typed: &Typed) -> Result<String, Complaint> {
    let key = Key::parse(typed.get("referral")).ok_or_else(Complaint::unknown)?;
    v.store().end_referral(v.actor()?, &key)?;
    Ok("/referrals?done=1".to_string())
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("referral-title");
    let (made, came) = (v.store().referrals(v.actor()?)?, v.store().referrals_received(v.actor()?)?);
    let form = Form { viewer: v, typed, refusal };
    let reads = v.compartments.iter().any(|c| c.role.reads() && !c.kind.restricted());
    let body = html! {
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        div.page-head { h1 { (title) } p { (v.t("referral-what")) } }
        div #referral { (form.errors()) }
        (list::wide_part("received", &v.t("referral-received"), html! {
            @if came.is_empty() { p.empty { (v.t("referral-received-none")) } } @else { (received(v, &came)) }
            p.no-print { a href="/nodes" { (v.t("referral-invitations")) } }
        }))
        @if reads {
            (list::wide_part("made", &v.t("referral-from-house"), html! {
                @if made.is_empty() { p.empty { (v.t("referral-none")) } } @else { (lines(v, &made)) }
                p.by { (v.t("referral-stays-read")) }
                p.by { (v.t("referral-carried")) }
            }))
        }
    };
    Ok(frame::page(v, &title, body))
}

fn received(v: &Viewer, all: &[ReceivedLine]) -> Markup {
    let row = |l: &ReceivedLine| {
        vec![
            html! { a href=(format!("/referrals/{}", l.file)) { bdi { (l.house) } } },
            html! { (v.words.day(l.on)) },
            html! { (v.words.day(l.until)) },
            html! {
                @if l.over { (v.t("referral-state-over")) }
                @else if l.outcome.is_empty() { (v.t("referral-answers-none")) }
                @else { (v.t(&format!("referral-outcome-{}", l.outcome))) }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = all.iter().map(row).collect();
    list::table(v, "", &["referral-from", "referral-since", "referral-ends", "referral-state"], &rows)
}

fn lines(v: &Viewer, all: &[ReferralLine]) -> Markup {
    let row = |l: &ReferralLine| {
        vec![
            html! { a href=(format!("/people/{}#referrals", l.file)) { (list::code(&l.code)) } },
            html! { (partner(v, l)) },
            html! { (by(v, l)) },
            html! { (v.words.day(l.until)) },
            html! { (state(v, l)) (end_form(v, l)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = all.iter().map(row).collect();
    let heads = ["referral-person", "referral-to", "referral-made", "referral-ends", "referral-state"];
    list::table(v, "", &heads, &rows)
}

/// The partner, as the way to the snapshot for whoever keeps it.
fn partner(v: &Viewer, l: &ReferralLine) -> Markup {
    html! {
        @if v.compartment(&l.kept).is_some() {
            a href=(format!("/referrals/{}", l.snapshot)) { bdi { (l.name) } }
        } @else { bdi { (l.name) } }
    }
}

fn by(v: &Viewer, l: &ReferralLine) -> String {
    v.t_with("referral-by", &[("on", &v.words.day(l.on)), ("by", &v.member_name(&l.by))])
}

/// Sent, answered with what, or ended when and why.
fn state(v: &Viewer, l: &ReferralLine) -> Markup {
    let outcome = (!l.outcome.is_empty()).then(|| v.t(&format!("referral-outcome-{}", l.outcome)));
    html! {
        @match (&l.ended, outcome) {
            (Some((on, why)), outcome) => {
                (v.t_with("referral-ended-on", &[("on", &v.words.day(*on)), ("why", &v.t(&format!("referral-end-{}", why.key())))]))
                @if let Some(outcome) = outcome { "; " (outcome) }
            }
            (None, Some(outcome)) => (outcome),
            (None, None) => (v.t("referral-state-sent")),
        }
    }
}

/// Where the viewer keeps it and it runs.
fn end_form(v: &Viewer, l: &ReferralLine) -> Markup {
    let keeps = v.compartment(&l.kept).is_some_and(|c| c.role == Role::Keeper);
    html! {
        @if keeps && l.ended.is_none() {
            form.no-print method="post" action="/referrals" {
                input type="hidden" name="referral" value=(l.key);
                button.button.small.quiet type="submit" aria-label=(v.t_with("referral-do-end-with", &[("name", &l.name)])) { (v.t("referral-do-end")) }
            }
        }
    }
}

async fn one(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer.run(move |v| shown(snapshot(v, &asked::file(&file)?, &Typed::default(), None)?)).await
}

async fn answer(viewer: Viewer, Path(file): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let (file, typed) = (asked::file(&file)?, Typed::parse(&body));
            let (outcome, words) = (typed.get("referral_outcome"), typed.get("answer_words"));
            match v.store().answer_referral(v.actor()?, &file, outcome, words) {
                Ok(()) => onward(&format!("/referrals/{file}?done=1")),
                Err(problem) => {
                    let refusal = answer_field(Complaint::from(problem).into_refusal()?);
                    asked::again(snapshot(v, &file, &typed, Some(&refusal))?)
                }
            }
        })
        .await
}

/// The rule names its fields; this form names its own.
fn answer_field(refusal: Refusal) -> Refusal {
    match refusal.field {
        "outcome" => refuse("referral_outcome", refusal.value, refusal.why),
        "words" => refuse("answer_words", refusal.value, refusal.why),
        _ => refusal,
    }
}

fn snapshot(
    v: &Viewer,
    file: &FileId,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Markup, Complaint> {
    let title = v.t("referral-one");
    let (kept, snapshot) = v.store().open_snapshot(v.actor()?, file)?;
    let role = v.compartment(&kept).map(|c| c.role);
    let partner = snapshot.terms.to == v.actor()?.member;
    let body = html! {
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        div.page-head { h1 { (title) } }
        @if let Some((on, why)) = &snapshot.over {
            div.notice.warning { p { (v.t_with("referral-ended-on", &[("on", &v.words.day(*on)), ("why", &v.t(&format!("referral-end-{}", why.key())))])) } }
        }
        (list::part("given", &v.t("referral-given"), html! {
            dl.facts {
                @for fact in &snapshot.facts { div { dt { (telling::label(v, fact)) } dd { (telling::value(v, fact)) } } }
            }
        }))
        (list::part("terms", &v.t("referral-purpose"), terms(v, &snapshot)))
        (list::part("answers", &v.t("referral-answers"), html! {
            (answers(v, &snapshot))
            @if partner && snapshot.over.is_none() { (answer_form(v, file, typed, refusal)) }
        }))
        @if role == Some(Role::Keeper) {
            p.by { (v.t("referral-erasure")) }
            p.no-print { a href=(format!("/erasures?file={file}")) { (v.t("referral-erase")) } }
        }
        div.toolbar.no-print { a.button.quiet href="/referrals" { (v.t("referral-one-back")) } }
        (crate::pages::because::line(v, &kept)?)
    };
    Ok(frame::page(v, &title, body))
}

fn terms(v: &Viewer, snapshot: &Snapshot) -> Markup {
    let terms = &snapshot.terms;
    let consent = &terms.consent;
    html! {
        dl.facts {
            div { dt { (v.t("referral-purpose")) } dd { span dir="auto" { (terms.purpose) } } }
            @if !terms.words.is_empty() { div { dt { (v.t("referral-words")) } dd { span dir="auto" { (terms.words) } } } }
            div { dt { (v.t("referral-from")) } dd { bdi { (terms.house) } ", " bdi { (v.member_name(&snapshot.by)) } } }
            div { dt { (v.t("referral-to")) } dd { bdi { (v.member_name(&terms.to)) } } }
            div { dt { (v.t("referral-since")) } dd { (v.words.day(terms.from)) } }
            div { dt { (v.t("referral-ends")) } dd { (v.words.day(terms.until)) } }
            div { dt { (v.t("referral-rests-on")) } dd { (given(v, &consent.purpose, &consent.giver, &v.words.edtf(&consent.on))) } }
        }
    }
}

/// A consent in one line.
fn given(v: &Viewer, purpose: &str, giver: &str, on: &str) -> String {
    let purpose = v.t(&format!("consent-purpose-{purpose}"));
    v.t_with("referral-consent-given", &[("purpose", &purpose), ("giver", giver), ("on", on)])
}

fn answers(v: &Viewer, snapshot: &Snapshot) -> Markup {
    html! {
        @if snapshot.answers.is_empty() { p.empty { (v.t("referral-answers-none")) } } @else {
            ul {
                @for a in &snapshot.answers {
                    li {
                        (v.words.day(a.on)) (colon(v)) (v.t(&format!("referral-outcome-{}", a.outcome)))
                        @if !a.words.is_empty() { (colon(v)) span dir="auto" { (a.words) } }
                    }
                }
            }
        }
    }
}

fn answer_form(v: &Viewer, file: &FileId, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    html! {
        (form.errors())
        form.stack.no-print method="post" action=(format!("/referrals/{file}")) {
            (form.radios("referral_outcome", "referral-outcome", &OUTCOMES))
            div.fields { (form.area("answer_words", 2)) }
            div.toolbar { button.button type="submit" { (v.t("referral-do-answer")) } }
        }
    }
}
