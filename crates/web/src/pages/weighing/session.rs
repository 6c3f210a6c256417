//! The session at the scale: code, weight, height, position, arm, oedema, Enter; the next child. No mouse and no scripts are
//! needed, and a telephone on the laptop's own network does as well. An odd value is asked about once and then believed.
//! What the child standing there can read says no class.

use super::{Ward, body, decimal, measures, ward};
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::pages::health::HEALTH;
use crate::pages::list;
use crate::pages::person::Opened;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use domain::entry::Fact;
use domain::id::{Key, SubjectId};
use domain::refusal::{Refusal, Why, refuse};
use domain::weighing::{self, OEDEMA_PLACES, Odd, POSITIONS, Sheet, Weighing, oddities, scored};
use maud::{Markup, html};
use store::place::Resident;
use store::weighing::WeighingLine;

/// Fewest letters of a code that are looked up.
const CODE_MIN: usize = 2;

pub(super) async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let asked = asked::asked(v);
            let ward = ward(v, &asked)?;
            let typed =
                Typed::default().with("position", position_of(&asked)).with("on", ward.on.to_string());
            shown(page(v, &ward, &asked, &typed, None, &[]))
        })
        .await
}

fn position_of(asked: &Typed) -> &str {
    Some(asked.get("position")).filter(|p| POSITIONS.contains(p)).unwrap_or(POSITIONS[1])
}

/// The oedema typed: nothing for not looked for, 0 for none, one to three crosses, or the places' own names.
fn oedema(typed: &str) -> Result<(bool, Vec<String>), Refusal> {
    let crosses = match typed.trim() {
        "" => return Ok((false, Vec::new())),
        "0" | "-" | "n" => 0,
        "+" | "1" => 1,
        "++" | "2" => 3,
        "+++" | "3" => 4,
        other => return Err(refuse("oedema", other, Why::Unreadable)),
    };
    Ok((true, OEDEMA_PLACES[..crosses].iter().map(|p| (*p).to_string()).collect()))
}

/// A sheet from what was typed.
pub(super) fn sheet(typed: &Typed, on: jiff::civil::Date) -> Result<Sheet, Refusal> {
    let (looked_for, places) = oedema(typed.get("oedema"))?;
    let text = |name: &str| typed.get(name).to_string();
    Ok(Sheet {
        on,
        weight: text("weight"),
        height: text("height"),
        position: text("position"),
        muac: text("muac"),
        oedema_looked_for: looked_for,
        oedema: places,
        ..Sheet::default()
    })
}

pub(super) async fn record(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let ward = ward(v, &typed)?;
            match taken(v, &ward, &typed) {
                Ok(Taken::Written(resident)) => onward(&format!(
                    "/weighings/session?place={}&on={}&last={}&position={}",
                    ward.place.file,
                    ward.on,
                    resident.file,
                    position_of(&typed)
                )),
                Ok(Taken::Odd(odd)) => {
                    Ok((StatusCode::CONFLICT, page(v, &ward, &typed, &typed, None, &odd)).into_response())
                }
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    let page = page(v, &ward, &typed, &typed, Some(&refusal), &[]);
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
                }
            }
        })
        .await
}

enum Taken {
    Written(Box<Resident>),
    Odd(Vec<Odd>),
}

fn taken(v: &Viewer, ward: &Ward, typed: &Typed) -> Result<Taken, Complaint> {
    let child = found(ward, typed.get("code"))?;
    let mut weighing = sheet(typed, ward.on)?.weighing(v.today(ward.place.scene))?;
    let odd = oddities(&weighing, child.1.map(|l| &l.weighing), &scored(&weighing, &body(child.0)));
    if !odd.is_empty() && typed.get("confirmed") != "yes" {
        return Ok(Taken::Odd(odd));
    }
    weighing.confirmed = !odd.is_empty();
    let o = HEALTH.main_file(v, &child.0.file.to_string())?;
    keep(v, &o, weighing)?;
    Ok(Taken::Written(Box::new(child.0.clone())))
}

/// The child a code means among those of the place: the whole code, or as many of its first letters as tell them apart.
fn found<'a>(ward: &'a Ward, typed: &str) -> Result<(&'a Resident, Option<&'a WeighingLine>), Refusal> {
    let asked: String =
        typed.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_uppercase();
    if asked.is_empty() {
        return Err(refuse("code", "", Why::Missing));
    }
    let mut meant =
        ward.people.iter().filter(|w| asked.len() >= CODE_MIN && w.resident.code.starts_with(&asked));
    match (meant.next(), meant.next()) {
        (Some(one), None) => Ok((&one.resident, one.last.as_ref())),
        (Some(_), Some(_)) => Err(refuse("code", typed.trim(), Why::Ambiguous)),
        (None, _) => Err(refuse("code", typed.trim(), Why::Unknown)),
    }
}

/// Writes a weighing into the health file.
pub(super) fn keep(v: &Viewer, o: &Opened, weighing: Weighing) -> Result<(), Complaint> {
    say(v, o, move |key| weighing::Fact::Weighed { key, weighing })
}

/// Says something of this room in the health file, which it begins where there is none.
pub(super) fn say(
    v: &Viewer,
    o: &Opened,
    fact: impl FnOnce(Key) -> weighing::Fact + Send + 'static,
) -> Result<(), Complaint> {
    let (file, room) = HEALTH.target(v, o, &Typed::default())?;
    let subject: SubjectId = o.subject;
    v.store().write(v.actor()?, &room, move |w| {
        let key = w.new_key();
        let facts = vec![Fact::Weighing(fact(key))];
        HEALTH.say(w, file, subject, &Typed::default(), facts)
    })?;
    Ok(())
}

fn page(
    v: &Viewer,
    ward: &Ward,
    asked: &Typed,
    typed: &Typed,
    refusal: Option<&Refusal>,
    odd: &[Odd],
) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let last = ward.people.iter().find(|w| w.resident.file.to_string() == asked.get("last"));
    let left: Vec<_> =
        ward.people.iter().filter(|w| w.last.as_ref().is_none_or(|l| l.weighing.on != ward.on)).collect();
    let title = v.t("weighing-session");
    let body = html! {
        div.page-head {
            h1 { (title) (asked::colon(v)) bdi { (ward.place.name) } }
            p { (v.words.day(ward.on)) ". " (v.t("weighing-session-how")) }
        }
        @if let Some(w) = last { (told(v, w)) }
        (form.errors())
        form.stack method="post" action="/weighings/session" {
            input type="hidden" name="place" value=(ward.place.file);
            @if !odd.is_empty() { (questions(v, odd)) }
            div.fields.session {
                (first(&form, odd.is_empty()))
                (form.input("weight", "short", "text", &[("inputmode", "decimal")]))
                (form.input("height", "short", "text", &[("inputmode", "decimal")]))
                (form.choose("position", "short", None, &worded(v, "position", POSITIONS)))
                (form.input("muac", "short", "text", &[("inputmode", "decimal")]))
                (form.input("oedema", "short", "text", &[]))
                (list::calendar(&form, "on", "weighing-day", "date", Some(v.today(ward.place.scene))))
            }
            div.toolbar {
                @if odd.is_empty() {
                    button.button type="submit" { (v.t("do-record")) }
                } @else {
                    button.button type="submit" name="confirmed" value="yes" autofocus { (v.t("weighing-so-it-is")) }
                }
                a.button.quiet href=(format!("/weighings?place={}", ward.place.file)) { (v.t("do-back")) }
            }
        }
        (remaining(v, &left))
    };
    frame::page(v, &title, body)
}

/// The field for the code: the first to be typed into.
fn first(form: &Form<'_>, begins: bool) -> Markup {
    form.input("code", "short", "text", if begins { &[("autofocus", ""), ("required", "")] } else { &[] })
}

fn questions(v: &Viewer, odd: &[Odd]) -> Markup {
    html! {
        div.notice.warning role="alert" {
            p { strong { (v.t("weighing-odd")) } }
            ul { @for one in odd { li { (question(v, *one)) } } }
        }
    }
}

/// An odd value as a question.
pub(super) fn question(v: &Viewer, odd: Odd) -> String {
    let key = format!("odd-{}", odd.key());
    match odd {
        Odd::Weight { percent, .. } => v.t_with(&key, &[("percent", &percent.to_string())]),
        Odd::Shorter { mm } | Odd::Longer { mm } | Odd::Arm { mm } => {
            v.t_with(&key, &[("mm", &mm.to_string())])
        }
        Odd::Score { indicator } => v.t_with(&key, &[("indicator", &v.t(&format!("indicator-{indicator}")))]),
        Odd::StandingInfant => v.t(&key),
    }
}

/// What was written last, so that a slip shows at once: the measures and the change of weight, and no class.
fn told(v: &Viewer, w: &super::Weighed) -> Markup {
    html! {
        div.notice.done role="status" {
            p {
                bdi { (w.resident.name) } " " (list::code(&w.resident.code)) (asked::colon(v))
                @if let Some(last) = &w.last { (measures(v, &last.weighing)) }
                " " a href=(format!("/people/{}/weighings", w.resident.file)) { (v.t("weighing-correct")) }
            }
        }
    }
}

fn remaining(v: &Viewer, left: &[&super::Weighed]) -> Markup {
    let count = left.len().to_string();
    let rows: Vec<Vec<Markup>> = left
        .iter()
        .map(|w| {
            let before = w.last.as_ref().and_then(|l| l.weighing.weight_g);
            vec![
                html! { bdi { (w.resident.name) } },
                list::code(&w.resident.code),
                html! { bdi { (w.resident.within) } },
                html! { @if let Some(g) = before { (decimal(v, f64::from(g) / 1_000.0, 1)) " kg" } },
            ]
        })
        .collect();
    let heads = ["list-name", "list-code", "place-room", "weighing-before"];
    let title = v.t_with("weighing-left", &[("count", &count)]);
    list::wide_part(
        "left",
        &title,
        html! { @if rows.is_empty() { p.empty { (v.t("weighing-all")) } } @else { (list::table(v, "", &heads, &rows)) } },
    )
}
