//! What a person writes on a request, one form for each act: somebody else who is sought, vetting, a judgement of a match,
//! an interview, a check, bringing together, a follow-up, the reply that went out, the end.

use super::request::{Opened, consents, open};
use super::{sought_fields, sought_typed, typed_as};
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::pages::correction::words;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use domain::id::{Key, SubjectId};
use domain::refusal::{Refusal, Why, refuse};
use domain::tracing::{
    CHECKS, FOLLOW_UPS, Fact, FollowUp, GOES, Interview, Judgement, OUTCOMES, PROOFS, SIDES, Search, TOPICS,
    VERDICTS, VETTED, Vetting,
};
use jiff::civil::Date;
use maud::{Markup, html};

/// What can be written.
pub(crate) const ACTS: [&str; 9] =
    ["sought", "vetting", "judgement", "interview", "check", "reunion", "follow-up", "reply", "ending"];

pub(super) async fn ask(viewer: Viewer, Path((file, act)): Path<(String, String)>) -> Answer {
    viewer
        .run(move |v| {
            let o = writable(v, &file, &act)?;
            let typed = begin(&o, &act, asked::asked(v));
            shown(page(v, &o, &act, &typed, None)?)
        })
        .await
}

pub(super) async fn take(viewer: Viewer, Path((file, act)): Path<(String, String)>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let o = writable(v, &file, &act)?;
            let typed = Typed::parse(&body);
            if let Err(complaint) = taken(v, &o, &act, &typed) {
                let refusal = complaint.into_refusal()?;
                let page = page(v, &o, &act, &typed, Some(&refusal))?;
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
            }
            onward(&format!("/tracing/{}?done=1", o.volume.id))
        })
        .await
}

fn writable(v: &Viewer, file: &str, act: &str) -> Result<Opened, Complaint> {
    if !ACTS.contains(&act) {
        return Err(Complaint::unknown());
    }
    let o = open(v, file)?;
    if o.writes { Ok(o) } else { Err(Complaint::forbidden(v)) }
}

/// The search that the form is about.
fn search<'a>(o: &'a Opened, typed: &Typed) -> Option<&'a Search> {
    let key = Key::parse(typed.get("sought"));
    o.request.searches.iter().find(|search| Some(search.key) == key)
}

/// What stands in the fields at first.
fn begin(o: &Opened, act: &str, query: Typed) -> Typed {
    let typed = query.with("on", o.today.to_string());
    let Some(search) = search(o, &typed) else { return typed };
    match act {
        "sought" => {
            let who = search.sought.latest();
            typed_as(typed, who)
                .with("relation", who.relation.map(|r| r.key()).unwrap_or_default())
                .with("last_news", &who.last_news)
                .with("last_news_on", who.last_news_on.as_ref().map(ToString::to_string).unwrap_or_default())
        }
        "follow-up" => {
            let step = search.next_follow_up().map(|(step, _)| step).unwrap_or_default();
            typed.with("step", step)
        }
        _ => typed,
    }
}

fn page(
    v: &Viewer,
    o: &Opened,
    act: &str,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Markup, Complaint> {
    let title = v.t(&format!("tracing-act-{act}"));
    let form = Form { viewer: v, typed, refusal };
    let about = search(o, typed).map(|search| search.sought.latest());
    let body = html! {
        div.page-head {
            h1 { (title) }
            p {
                (v.t_with("tracing-request-of", &[("name", &o.request.inquirer.latest().name)]))
                @if let Some(who) = about { ". " bdi { (who.surname) " " (who.given) } }
            }
        }
        (form.errors())
        form.stack method="post" action=(format!("/tracing/{}/{act}", o.volume.id)) {
            @for name in ["sought", "subject"] {
                @if typed.has(name) { input type="hidden" name=(name) value=(typed.get(name)); }
            }
            (fields(v, o, act, &form))
            div.toolbar {
                button.button type="submit" { (v.t("do-record")) }
                a.button.quiet href=(format!("/tracing/{}", o.volume.id)) { (v.t("do-back")) }
            }
        }
    };
    Ok(frame::page(v, &title, body))
}

fn fields(v: &Viewer, o: &Opened, act: &str, form: &Form<'_>) -> Markup {
    let on = list::calendar(form, "on", "list-date", "date", Some(o.today));
    let choice = |name: &str, prefix: &str, codes: &[&str]| {
        form.choose(name, "medium", None, &worded(v, prefix, codes))
    };
    html! {
        @match act {
            "sought" => { (sought_fields(form)) },
            "vetting" => {
                div.fields { (choice("what", "tracing-vetted", &VETTED)) (choice("outcome", "tracing-outcome", &OUTCOMES)) (on) }
                (form.area("words", 4))
            },
            "judgement" => {
                (form.radios("verdict", "tracing-verdict", &VERDICTS))
                fieldset.choice id="proof" {
                    legend { (v.t("tracing-proofs")) }
                    div.options { @for proof in PROOFS {
                        label { input type="checkbox" name="proof" value=(proof) checked[form.typed.all("proof").iter().any(|p| p == proof)]; " " (v.t(&format!("tracing-proof-{proof}"))) }
                    } }
                }
                (form.area("why", 3))
            },
            "interview" => {
                p.by { (v.t("tracing-open-questions")) }
                div.fields { (choice("side", "tracing-side", &SIDES)) (on) (form.line("with", "medium")) }
                @for topic in TOPICS {
                    @let name = format!("answer-{topic}");
                    div.field.wide {
                        label for=(name) { (v.t(&format!("tracing-question-{topic}"))) }
                        textarea id=(name) name=(name) rows="2" dir="auto" autocomplete="off" { (form.typed.get(&name)) }
                    }
                }
            },
            "check" => {
                div.fields { (choice("check", "tracing-check", &CHECKS)) (on) }
                (form.area("words", 4))
            },
            "follow-up" => {
                div.fields { (choice("step", "tracing-follow-up", &FOLLOW_UPS)) (choice("goes", "tracing-goes", &GOES)) (on) }
                (form.area("words", 4))
            },
            "reply" => {
                blockquote { p { (v.t("tracing-reply-text")) } }
                div.fields { (on) (form.line("sent_by", "medium")) }
            },
            "reunion" => { div.fields { (on) } (form.area("words", 4)) },
            _ => { div.fields { (on) } (form.area("why", 3)) },
        }
    }
}

fn taken(v: &Viewer, o: &Opened, act: &str, typed: &Typed) -> Result<(), Complaint> {
    let fact = fact(v, o, act, typed)?;
    v.store().request_told(v.actor()?, &o.volume.compartment, o.volume.id, move |key| match fact {
        // What is new gets the key that the writer drew.
        Fact::Sought { key: Key(none), sought } if none == Key::default().0 => Fact::Sought { key, sought },
        Fact::Replied { on, way, .. } => Fact::Replied { key, on, way },
        other => other,
    })?;
    Ok(())
}

/// One of a list; refused by field where it is not.
fn one_of(field: &'static str, typed: &Typed, list: &[&str]) -> Result<String, Refusal> {
    let value = typed.get(field);
    if list.contains(&value) { Ok(value.to_string()) } else { Err(refuse(field, value, Why::Unknown)) }
}

fn past(o: &Opened, typed: &Typed) -> Result<Date, Refusal> {
    let on = asked::day("on", typed)?;
    if on > o.today { Err(refuse("on", on, Why::InTheFuture)) } else { Ok(on) }
}

fn fact(v: &Viewer, o: &Opened, act: &str, typed: &Typed) -> Result<Fact, Complaint> {
    let about = || search(o, typed).ok_or_else(Complaint::unknown);
    Ok(match act {
        "sought" => Fact::Sought {
            key: search(o, typed).map(|s| s.key).unwrap_or_default(),
            sought: sought_typed(typed)?,
        },
        "vetting" => Fact::Vetted {
            what: one_of("what", typed, &VETTED)?,
            vetting: Vetting {
                outcome: one_of("outcome", typed, &OUTCOMES)?,
                on: past(o, typed)?,
                words: domain::refusal::text("words", typed.get("words"))?,
            },
        },
        "judgement" => judged(v, o, about()?, typed)?,
        "interview" => Fact::Interviewed {
            sought: about()?.key,
            side: one_of("side", typed, &SIDES)?,
            interview: interview(o, typed)?,
        },
        "check" => Fact::Checked {
            sought: about()?.key,
            check: one_of("check", typed, &CHECKS)?,
            on: past(o, typed)?,
            words: domain::refusal::text("words", typed.get("words"))?,
        },
        "reunion" => reunion(v, o, about()?, typed)?,
        "follow-up" => Fact::FollowedUp {
            sought: about()?.key,
            step: one_of("step", typed, &FOLLOW_UPS)?,
            follow_up: FollowUp {
                on: past(o, typed)?,
                goes: one_of("goes", typed, &GOES)?,
                words: domain::refusal::text("words", typed.get("words"))?,
            },
        },
        "reply" => Fact::Replied { key: Key::default(), on: past(o, typed)?, way: words("sent_by", typed)? },
        _ => Fact::Closed { on: past(o, typed)?, why: domain::refusal::text("why", typed.get("why"))? },
    })
}

/// A judgement rests on what the candidate's file says now.
fn judged(v: &Viewer, o: &Opened, search: &Search, typed: &Typed) -> Result<Fact, Complaint> {
    let subject = SubjectId::parse(typed.get("subject")).ok_or_else(Complaint::unknown)?;
    let all = v.store().traced(v.actor()?, o.scene(v), search.sought.latest())?;
    let candidate = all.into_iter().find(|c| c.side.subject == subject).ok_or_else(Complaint::unknown)?;
    let judgement = Judgement {
        verdict: typed.get("verdict").to_string(),
        rests_on: candidate.rests_on,
        proofs: typed.all("proof").to_vec(),
        why: words("why", typed)?,
    };
    Ok(Fact::Judged { sought: search.key, subject, judgement: judgement.typed()? })
}

fn interview(o: &Opened, typed: &Typed) -> Result<Interview, Refusal> {
    let mut answers = Vec::new();
    for topic in TOPICS {
        let words = typed.get(&format!("answer-{topic}"));
        if !words.trim().is_empty() {
            answers.push((topic.to_string(), domain::refusal::text("answer", words)?));
        }
    }
    if answers.is_empty() {
        return Err(refuse("answer", "", Why::Missing));
    }
    Ok(Interview { on: past(o, typed)?, with: domain::refusal::text("with", typed.get("with"))?, answers })
}

/// Nobody is brought together while a step is missing; the person's consent is read from their file at this moment.
fn reunion(v: &Viewer, o: &Opened, search: &Search, typed: &Typed) -> Result<Fact, Complaint> {
    let agrees = match &search.confirmed() {
        Some(subject) => consents(v, subject, o.today)?,
        None => false,
    };
    if let Some(step) = o.request.missing(search, agrees).first() {
        return Err(refuse("step", v.t(&format!("tracing-step-{step}")), Why::ComesFirst).into());
    }
    let (on, words) = (past(o, typed)?, domain::refusal::text("words", typed.get("words"))?);
    Ok(Fact::Reunited { sought: search.key, on, words })
}
