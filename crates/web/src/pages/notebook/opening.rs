//! One opening: who asks and why, who has answered and from where, and the pages, shown once to who asked.

use super::spoken;
use crate::edge::{Answer as Answered, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::id::FileId;
use domain::notebook::{Aim, Answer, Given};
use domain::refusal::{Refusal, Why, refuse};
use maud::{Markup, html};
use store::Problem;
use store::notebook::{OpeningLine, Show, Shown};

fn open(v: &Viewer, file: &str) -> Result<OpeningLine, Complaint> {
    let file = FileId::parse(file).ok_or_else(Complaint::unknown)?;
    Ok(v.store().find_opening(v.actor()?, &file)?)
}

pub(super) async fn show(viewer: Viewer, Path(file): Path<String>) -> Answered {
    viewer.run(move |v| shown(page(v, &open(v, &file)?, &Typed::default(), None)?)).await
}

pub(super) async fn take(viewer: Viewer, Path(file): Path<String>, body: String) -> Answered {
    viewer
        .run(move |v| {
            let line = open(v, &file)?;
            let typed = Typed::parse(&body);
            match taken(v, &line, &typed) {
                Ok(Some(pages)) => shown(text(v, &line, &pages)),
                Ok(None) => onward(&format!("/openings/{}?done=1", line.file)),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    // What was typed as a passphrase is not shown again.
                    let typed = typed.with("passphrase", "");
                    asked::again(page(v, &line, &typed, Some(&refusal))?)
                }
            }
        })
        .await
}

fn taken(v: &Viewer, line: &OpeningLine, typed: &Typed) -> Result<Option<Vec<Shown>>, Complaint> {
    let (store, actor) = (v.store(), v.actor()?);
    match typed.get("act") {
        "give" => store.answer_opening(actor, &line.notebook, &line.file, None)?,
        "refuse" => store.answer_opening(actor, &line.notebook, &line.file, Some(typed.get("why")))?,
        "open" => {
            let show = match line.opening.asked.aim {
                Aim::Read => Show::All,
                Aim::Search => Show::Found(typed.get("sought")),
                Aim::Renew | Aim::Drill => Show::Nothing,
            };
            let at = (&line.notebook, &line.file);
            return match store.open_pages(actor, at, typed.get("passphrase"), show) {
                Err(Problem::WrongPassphrase) => Err(refuse("passphrase", "", Why::Unreadable).into()),
                opened => Ok(Some(opened?)),
            };
        }
        other => return Err(refuse("act", other, Why::Unknown).into()),
    }
    Ok(None)
}

/// Openings as a list.
pub(super) fn lines(v: &Viewer, all: &[&OpeningLine]) -> Markup {
    let row = |line: &&OpeningLine| {
        let asked = &line.opening.asked;
        vec![
            html! { a href=(format!("/openings/{}", line.file)) { (v.t(&format!("notebook-aim-{}", asked.aim.key()))) } },
            html! { bdi { (line.name) } },
            html! { bdi { (line.by) } ", " (v.words.day(asked.on)) },
            html! { (answers_of(v, line)) },
            html! { (v.t(&format!("notebook-state-{}", line.standing()))) },
        ]
    };
    let rows: Vec<Vec<Markup>> = all.iter().map(row).collect();
    let heads = ["notebook-aim", "notebook-name", "notebook-asked", "notebook-answers", "tracing-state"];
    list::table(v, "", &heads, &rows)
}

fn answers_of(v: &Viewer, line: &OpeningLine) -> String {
    let (given, needed) = (line.opening.given().len().to_string(), line.threshold.to_string());
    v.t_with("notebook-answers-of", &[("given", &given), ("needed", &needed)])
}

fn page(
    v: &Viewer,
    line: &OpeningLine,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Markup, Complaint> {
    let asked = &line.opening.asked;
    let title = v.t(&format!("notebook-aim-{}", asked.aim.key()));
    let form = Form { viewer: v, typed, refusal };
    let body = html! {
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        div.page-head { h1 { (title) } p { bdi { (line.name) } } }
        (form.errors())
        (list::part("opening", &v.t("notebook-asked"), html! {
            dl.facts {
                dt { (v.t("ask-around-by")) } dd { bdi { (line.by) } ", " (v.words.day(asked.on)) }
                dt { (v.t("field-purpose")) } dd dir="auto" { @if asked.aim == Aim::Drill { (v.t("notebook-no-code")) } @else { (asked.purpose) } }
                dt { (v.t("notebook-pages")) } dd {
                    @if line.codes.is_empty() { (v.t("notebook-no-code")) }
                    @else if line.codes.len() <= 12 { @for (i, code) in line.codes.iter().enumerate() { @if i > 0 { ", " } (spoken(code)) } }
                    @else { (line.codes.len()) }
                }
                dt { (v.t("ask-around-until")) } dd { (v.words.day(asked.until())) }
                dt { (v.t("tracing-state")) } dd { (v.t(&format!("notebook-state-{}", line.standing()))) }
                @if let Some((on, _)) = &line.opening.opened { dt { (v.t("notebook-opened")) } dd { (v.words.day(*on)) } }
                @if let Some((shown, renewed)) = line.opening.done {
                    dt { (v.t("notebook-done")) } dd { (v.t_with("notebook-done-what", &[("shown", &shown.to_string()), ("renewed", &renewed.to_string())])) }
                }
            }
        }))
        (list::wide_part("answers", &v.t("notebook-answers"), html! {
            p { (answers_of(v, line)) }
            @if !line.opening.answers.is_empty() { (answers(v, line)) }
        }))
        @if line.waits { (answer(v, line, &form)) }
        @if line.ready { (opens(v, line, &form)) }
        div.toolbar { a.button.quiet.no-print href=(format!("/notebooks/{}", line.notebook)) { (v.t("do-back")) } }
    };
    Ok(frame::page(v, &title, body))
}

fn answers(v: &Viewer, line: &OpeningLine) -> Markup {
    let row = |given: &Given| {
        let node: String = given.on.to_string().chars().take(8).collect();
        let said = match &given.answer {
            Answer::Gives { of: 0, .. } => v.t("notebook-gives"),
            Answer::Gives { sound, of, .. } => {
                v.t_with("notebook-gives-sound", &[("sound", &sound.to_string()), ("of", &of.to_string())])
            }
            Answer::Refuses { .. } => v.t("notebook-refuses"),
        };
        vec![
            html! { bdi { (v.member_name(&given.holder)) } },
            html! { (said) @if let Answer::Refuses { why } = &given.answer { ": " span dir="auto" { (why) } } },
            html! { span dir="ltr" { (node) } },
            html! { (v.words.day(given.day)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = line.opening.answers.iter().map(row).collect();
    list::table(v, "", &["notebook-custodian", "notebook-answer", "notebook-from", "list-date"], &rows)
}

fn answer(v: &Viewer, line: &OpeningLine, form: &Form<'_>) -> Markup {
    let address = format!("/openings/{}", line.file);
    list::part(
        "answer",
        &v.t("notebook-answer"),
        html! {
            p { (v.t("notebook-answer-what")) }
            form.line.no-print method="post" action=(address) {
                input type="hidden" name="act" value="give";
                button.button type="submit" { (v.t("notebook-give")) }
            }
            details.no-print open[form.typed.get("act") == "refuse"] {
                summary { (v.t("notebook-refuse")) }
                form.stack method="post" action=(address) {
                    input type="hidden" name="act" value="refuse";
                    (form.area("why", 2))
                    div.toolbar { button.button.quiet type="submit" { (v.t("notebook-refuse")) } }
                }
            }
        },
    )
}

fn opens(v: &Viewer, line: &OpeningLine, form: &Form<'_>) -> Markup {
    list::part(
        "open",
        &v.t("notebook-open"),
        html! {
            p { (v.t("notebook-open-what")) }
            form.stack.no-print method="post" action=(format!("/openings/{}", line.file)) {
                input type="hidden" name="act" value="open";
                @if line.opening.asked.aim == Aim::Search { (form.line("sought", "wide")) }
                (form.input("passphrase", "medium", "password", &[("autocomplete", "current-password"), ("required", "")]))
                div.toolbar { button.button type="submit" { (v.t("notebook-open-do")) } }
            }
        },
    )
}

/// The pages, once. Nothing of it is kept: the answer is for this screen.
fn text(v: &Viewer, line: &OpeningLine, pages: &[Shown]) -> Markup {
    let title = v.t("notebook-opened-title");
    let body = html! {
        div.page-head { h1 { (title) } p { (v.t("notebook-opened-what")) } }
        @match line.opening.asked.aim {
            Aim::Drill => div.notice.done role="status" { p { (v.t("notebook-drill-done")) } },
            Aim::Renew => div.notice.done role="status" { p { (v.t("notebook-renew-done")) } },
            _ => @if pages.is_empty() { p.empty { (v.t("notebook-nobody")) } },
        }
        @for (i, shown) in pages.iter().enumerate() {
            (list::part(&format!("page-{i}"), &v.t("field-code"), html! {
                p { (spoken(&shown.leaf.code)) }
                dl.facts { @for (field, said) in &shown.leaf.says {
                    dt { (v.t(&format!("field-{field}"))) } dd dir="auto" { (said) }
                } }
                p.by {
                    (v.t_with("notebook-sealed-by", &[("name", &shown.by)])) ", " (v.words.day(shown.leaf.on)) ". "
                    (v.t(match shown.proved { Some(true) => "notebook-by-proved", Some(false) => "notebook-by-false", None => "notebook-by-unknown" }))
                }
            }))
        }
        div.toolbar { a.button.quiet.no-print href=(format!("/openings/{}", line.file)) { (v.t("do-back")) } }
    };
    frame::page(v, &title, body)
}
