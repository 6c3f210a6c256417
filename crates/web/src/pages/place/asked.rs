//! What an address or a form asks for in these rooms: ids, days, numbers, roles; and how a form is shown again.

use crate::edge::{Answer, Complaint, onward};
use crate::form::Typed;
use crate::viewer::Viewer;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use domain::compartment::{Role, Scene};
use domain::id::{CompartmentId, FileId};
use domain::refusal::{Refusal, Why, refuse};
use domain::registration;
use jiff::civil::Date;
use linkage::edtf::{Edtf, age_on};
use maud::Markup;

/// A file of the address; an address that names none leads nowhere.
pub(crate) fn file(text: &str) -> Result<FileId, Complaint> {
    FileId::parse(text).ok_or_else(Complaint::unknown)
}

/// What stands after the question mark.
pub(crate) fn asked(v: &Viewer) -> Typed {
    Typed::parse(v.asked.split_once('?').map(|(_, query)| query).unwrap_or_default())
}

/// Every `file` of a form or address, each once.
pub(crate) fn files(typed: &Typed) -> Vec<FileId> {
    let mut files: Vec<FileId> = typed.all("file").iter().filter_map(|text| FileId::parse(text)).collect();
    files.sort_unstable();
    files.dedup();
    files
}

/// A day that has to be exact.
pub(crate) fn day(field: &'static str, typed: &Typed) -> Result<Date, Refusal> {
    let text = typed.get(field);
    let read = registration::date(field, text)?;
    read.exact_day().ok_or_else(|| refuse(field, text, Why::Unreadable))
}

/// The day asked for in the address, else `otherwise`.
pub(crate) fn day_or(typed: &Typed, field: &'static str, otherwise: Date) -> Date {
    day(field, typed).unwrap_or(otherwise)
}

/// A date as somebody knows it; `None` where nothing was typed.
pub(crate) fn maybe_date(field: &'static str, typed: &Typed) -> Result<Option<Edtf>, Refusal> {
    if typed.get(field).trim().is_empty() {
        Ok(None)
    } else {
        registration::date(field, typed.get(field)).map(Some)
    }
}

/// A whole number up to `most`; nothing typed is zero.
pub(crate) fn number(field: &'static str, typed: &Typed, most: u32) -> Result<u32, Refusal> {
    let text = typed.get(field).trim();
    if text.is_empty() {
        return Ok(0);
    }
    let number: u32 = text.parse().map_err(|_| refuse(field, text, Why::Unreadable))?;
    if number > most { Err(refuse(field, text, Why::OutOfRange)) } else { Ok(number) }
}

/// A text that may be empty, no longer than an entry carries.
pub(crate) fn text(field: &'static str, typed: &Typed) -> Result<String, Refusal> {
    let text = typed.get(field).trim();
    if text.is_empty() { Ok(String::new()) } else { domain::refusal::text(field, text) }
}

/// What was typed is recorded and leads on; refused, the form is shown again with it.
pub(crate) async fn taken(
    viewer: Viewer,
    body: String,
    record: fn(&Viewer, &Typed) -> Result<String, Complaint>,
    page: fn(&Viewer, &Typed, Option<&Refusal>) -> Result<Markup, Complaint>,
) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            match record(v, &typed) {
                Ok(to) => onward(&to),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    again(page(v, &typed, Some(&refusal))?)
                }
            }
        })
        .await
}

/// A form shown again with what was typed.
pub(crate) fn again(page: Markup) -> Answer {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Whether the viewer's role in a compartment `may`.
pub(crate) fn may(v: &Viewer, compartment: &CompartmentId, may: fn(Role) -> bool) -> bool {
    v.compartment(compartment).is_some_and(|c| may(c.role))
}

/// Stops where the viewer's role in a compartment does not.
pub(crate) fn must(v: &Viewer, compartment: &CompartmentId, role: fn(Role) -> bool) -> Result<(), Complaint> {
    if may(v, compartment, role) { Ok(()) } else { Err(Complaint::forbidden(v)) }
}

/// An age on a day, in words, with its uncertainty.
pub(crate) fn age(v: &Viewer, birth: &str, on: Date) -> String {
    let band = birth.parse::<Edtf>().ok().and_then(|birth| age_on(&birth, on));
    let Some(band) = band else { return v.t("age-unknown") };
    let low = band.at_least.to_string();
    match band.at_most {
        Some(high) if high == band.at_least => v.t_with("age-exact", &[("age", &low)]),
        Some(high) => v.t_with("age-between", &[("low", &low), ("high", &high.to_string())]),
        None => v.t_with("age-at-least", &[("age", &low)]),
    }
}

/// A date as said, in words; a word for none.
pub(crate) fn said_date(v: &Viewer, text: &str) -> String {
    text.parse::<Edtf>().map(|date| v.words.edtf(&date)).unwrap_or_else(|_| v.t("date-unknown"))
}

/// The colon of the viewer's language, with the space it takes.
pub(crate) fn colon(v: &Viewer) -> &'static str {
    if v.words.0 == crate::locale::Lang::Fr { "\u{a0}: " } else { ": " }
}

/// A word of its time: `<key>-then` in the historical scene, where the locale files have one.
pub(crate) fn of_its_time(v: &Viewer, scene: Scene, key: &str) -> String {
    let then = format!("{key}-then");
    if scene == Scene::Historical && v.words.has(&then) { v.t(&then) } else { v.t(key) }
}
