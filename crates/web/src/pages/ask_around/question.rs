//! One question of one's own house: whom it asks for, which houses it went to, what they said; a second person lets it go.

use super::{state, waiting::described};
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use domain::ask_around::Asking;
use domain::id::{CompartmentId, FileId};
use domain::refusal::Refusal;
use maud::{Markup, html};
use std::collections::BTreeMap;

struct Opened {
    file: FileId,
    compartment: CompartmentId,
    asking: Asking,
}

fn open(v: &Viewer, file: &str) -> Result<Opened, Complaint> {
    let file = FileId::parse(file).ok_or_else(Complaint::unknown)?;
    let (compartment, asking) = v.store().asking(v.actor()?, &file)?;
    Ok(Opened { file, compartment, asking })
}

pub(super) async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer.run(move |v| shown(page(v, &open(v, &file)?, &Typed::default(), None)?)).await
}

pub(super) async fn take(viewer: Viewer, Path(file): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let o = open(v, &file)?;
            asked::must(v, &o.compartment, domain::compartment::Role::writes)?;
            let typed = Typed::parse(&body);
            match taken(v, &o, &typed) {
                Ok(()) => onward(&format!("/questions/{}?done=1", o.file)),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    let page = page(v, &o, &typed, Some(&refusal))?;
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
                }
            }
        })
        .await
}

fn taken(v: &Viewer, o: &Opened, typed: &Typed) -> Result<(), Complaint> {
    let store = v.store();
    match typed.get("act") {
        "drop" => {
            let why = domain::refusal::text("why", typed.get("why"))?;
            Ok(store.drop_question(v.actor()?, &o.compartment, &o.file, why)?)
        }
        _ => Ok(store.second(v.actor()?, &o.compartment, &o.file)?),
    }
}

fn page(v: &Viewer, o: &Opened, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let Asking { asked, by, second, dropped, .. } = &o.asking;
    let title = v.t_with("ask-around-question-of", &[("name", &asked.question.name())]);
    let today = v.today_in(&o.compartment);
    let lapsed = today > asked.until();
    let writes = v.compartment(&o.compartment).is_some_and(|c| c.role.writes());
    let own = *by == v.actor()?.member;
    let body = html! {
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        div.page-head { h1 { (title) } p { (v.t("ask-around-rule")) } }
        (list::part("whom", &v.t("ask-around-whom"), html! {
            (described(v, &asked.question))
            p { (v.t("field-why")) (asked::colon(v)) span dir="auto" { (asked.why) } }
            dl.facts {
                dt { (v.t("ask-around-on")) } dd { (v.words.day(asked.on)) ", " bdi { (v.member_name(by)) } }
                dt { (v.t("ask-around-second")) } dd { @match second { Some(who) => bdi { (v.member_name(who)) }, None => (v.t("tracing-not-yet")) } }
                dt { (v.t("ask-around-until")) } dd { (v.words.day(asked.until())) }
                dt { (v.t("tracing-state")) } dd { (v.t(state(second.is_some(), dropped.is_some(), lapsed))) @if let Some(why) = dropped { (asked::colon(v)) span dir="auto" { (why) } } }
            }
        }))
        (list::wide_part("heard", &v.t("ask-around-heard"), heard(v, o)?))
        @if writes && dropped.is_none() && !lapsed { (acts(v, o, typed, refusal, second.is_none() && !own)) }
        div.toolbar { a.button.quiet.no-print href="/ask-around" { (v.t("do-back")) } }
        (crate::pages::because::line(v, &o.compartment)?)
    };
    Ok(frame::page(v, &v.t("ask-around-title"), body))
}

/// What each house said; one that said nothing and one that said no stand alike.
fn heard(v: &Viewer, o: &Opened) -> Result<Markup, Complaint> {
    let names: BTreeMap<CompartmentId, String> = v.store().directory(v.actor()?)?.into_iter().collect();
    let row = |house: &CompartmentId| {
        let name = names.get(house).cloned().unwrap_or_default();
        let said = o.asking.heard.iter().find(|(h, _)| h == house).map(|(_, said)| said.latest());
        vec![
            html! { bdi { (name) } },
            html! { @match said { Some(reply) => strong { (v.t(&format!("ask-around-answer-{}", reply.answer))) }, None => "–" } },
            html! { @if let Some(reply) = said { span dir="auto" { (reply.words) } } },
            html! { @if let Some(reply) = said { (v.words.day(reply.on)) } },
        ]
    };
    let rows: Vec<Vec<Markup>> = o.asking.asked.houses.iter().map(row).collect();
    Ok(list::table(v, "", &["list-compartment", "ask-around-answer", "field-words", "list-date"], &rows))
}

fn acts(v: &Viewer, o: &Opened, typed: &Typed, refusal: Option<&Refusal>, may_second: bool) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let address = format!("/questions/{}", o.file);
    html! {
        (form.errors())
        @if may_second {
            form.stack.no-print method="post" action=(address) {
                input type="hidden" name="act" value="second";
                p { (v.t("ask-around-second-what")) }
                div.toolbar { button.button type="submit" { (v.t("ask-around-let-go")) } }
            }
        }
        details.no-print open[typed.get("act") == "drop"] {
            summary { (v.t("ask-around-drop")) }
            form.stack method="post" action=(address) {
                input type="hidden" name="act" value="drop";
                (form.area("why", 2))
                div.toolbar { button.button.quiet type="submit" { (v.t("ask-around-drop")) } }
            }
        }
    }
}
