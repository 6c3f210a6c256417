//! Questions that came: whom another house looks for, who here may be meant, and a person's answer.

use super::again;
use crate::edge::{Answer, Complaint, onward};
use crate::form::{Form, Typed};
use crate::pages::list;
use crate::pages::tracing::evidence;
use crate::viewer::Viewer;
use domain::ask_around::{ANSWERS, Question, Reply};
use domain::id::CompartmentId;
use domain::refusal::{Refusal, Why, refuse};
use maud::{Markup, html};
use store::ask_around::Waiting;

/// Candidates shown for one question.
const SHOWN: usize = 5;

pub(super) async fn reply(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            match answered(v, &typed) {
                Ok(()) => onward("/ask-around?answered=1"),
                Err(complaint) => again(v, &typed, complaint),
            }
        })
        .await
}

fn answered(v: &Viewer, typed: &Typed) -> Result<(), Complaint> {
    let to = CompartmentId::parse(typed.get("to")).ok_or_else(Complaint::unknown)?;
    let answer = typed.get("answer");
    if !ANSWERS.contains(&answer) {
        return Err(refuse("answer", answer, Why::Missing).into());
    }
    let words = crate::pages::correction::words("words", typed)?;
    let reply = Reply { answer: answer.to_string(), words, on: v.today_in(&to) };
    Ok(v.store().answer_question(v.actor()?, &to, typed.get("letter"), reply)?)
}

/// Every question that waits.
pub(super) fn part(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let all = v.store().questions(v.actor()?)?;
    let cards: Vec<Markup> = all
        .iter()
        .enumerate()
        .map(|(i, waiting)| card(v, i, waiting, typed, refusal))
        .collect::<Result<_, _>>()?;
    Ok(html! {
        @if cards.is_empty() { p.empty { (v.t("ask-around-waiting-none")) } }
        @for card in &cards { (card) }
    })
}

fn card(
    v: &Viewer,
    i: usize,
    waiting: &Waiting,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Markup, Complaint> {
    let mine = typed.get("letter") == waiting.letter;
    let nothing = Typed::default();
    let form =
        Form { viewer: v, typed: if mine { typed } else { &nothing }, refusal: refusal.filter(|_| mine) };
    let received = &waiting.received;
    let id = format!("question-{i}");
    let scene = v.compartment(&waiting.to).map(|c| c.scene).unwrap_or_default();
    let mut found = v.store().traced(v.actor()?, scene, &received.question.sought())?;
    // Less likely than not is no reason to look at somebody's file.
    found.retain(|c| c.side.compartment == waiting.to && c.log_odds > 0.0);
    found.truncate(SHOWN);
    let to = v.compartment(&waiting.to).map(|c| c.name.clone()).unwrap_or_default();
    Ok(html! {
        article.card aria-labelledby=(id) {
            h3 id=(id) { (v.t_with("ask-around-asks", &[("house", &received.house), ("to", &to)])) }
            (described(v, &received.question))
            p { (v.t("field-why")) (crate::pages::place::asked::colon(v)) span dir="auto" { (received.why) } }
            p.by { (v.t("ask-around-until")) " " (v.words.day(received.until)) }
            @if !waiting.known { p { strong { (v.t("ask-around-unknown-house")) } } }
            @if found.is_empty() { p.empty { (v.t("ask-around-nobody")) } }
            @for c in &found {
                div.candidate {
                    p { (list::person(&c.side.file, &c.side.name)) " " (list::code(&c.side.code)) @if !c.side.place.is_empty() { ", " bdi { (c.side.place) } } }
                    (evidence(v, &c.reasons))
                }
            }
            (form.errors())
            form.stack method="post" action="/ask-around/replies" {
                input type="hidden" name="letter" value=(waiting.letter);
                input type="hidden" name="to" value=(waiting.to);
                fieldset.choice {
                    legend { (v.t("ask-around-answer")) }
                    div.options { @for answer in ANSWERS {
                        label { input type="radio" name="answer" value=(answer) checked[form.typed.get("answer") == answer]; " " (v.t(&format!("ask-around-answer-{answer}"))) }
                    } }
                }
                @let words = format!("words-{i}");
                div.field.wide {
                    label for=(words) { (v.t("ask-around-how")) }
                    textarea id=(words) name="words" rows="2" dir="auto" autocomplete="off" { (form.typed.get("words")) }
                }
                p.by { (v.t("ask-around-no-is-silence")) }
                div.toolbar { button.button type="submit" { (v.t("do-record")) } }
            }
        }
    })
}

/// Whom one looks for.
pub(super) fn described(v: &Viewer, question: &Question) -> Markup {
    let born = question.birth.as_ref().map(|b| v.words.edtf(b)).unwrap_or_default();
    let sex = if question.sex.is_empty() { String::new() } else { v.t(&format!("sex-{}", question.sex)) };
    let facts = [
        ("ask-around-whom", question.name()),
        ("person-fact-born", born),
        ("field-sex", sex),
        ("field-birth-place", question.birth_place.clone()),
        ("field-father", question.father.clone()),
        ("field-mother", question.mother.clone()),
    ];
    html! { dl.facts { @for (key, value) in facts.iter().filter(|(_, value)| !value.is_empty()) { dt { (v.t(key)) } dd { bdi { (value) } } } } }
}
