//! First care: fourteen things looked at when a child arrives, each with what was found and when. "Nothing" is a finding.

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::pages::draft;
use crate::pages::place::asked;
use crate::pages::stay::about;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::compartment::Role;
use domain::entry::Fact;
use domain::file::File;
use domain::id::{FileId, StayId};
use domain::refusal::{Refusal, Why, refuse};
use domain::relay_house::{self, CARE, Check, checks};
use domain::said::Said;
use domain::stay::{current, stays};
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeMap;
use store::Volume;

/// The checklist of somebody who is here.
pub(crate) async fn ask(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let volume = v.store().open_file(v.actor()?, &asked::file(&file)?, "first-care")?;
            let kept = draft::restored(v, &draft_key(&volume)).unwrap_or_default();
            shown(page(v, &volume, &kept, None)?)
        })
        .await
}

/// Notes what was found.
pub(crate) async fn take(viewer: Viewer, Path(file): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let id = asked::file(&file)?;
            let typed = Typed::parse(&body);
            let volume = v.store().open_file(v.actor()?, &id, "first-care")?;
            match record(v, &volume, &typed) {
                Ok(()) => {
                    draft::discard(v, &draft_key(&volume))?;
                    onward(&format!("/relay-house/{id}/care"))
                }
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    asked::again(page(v, &volume, &typed, Some(&refusal))?)
                }
            }
        })
        .await
}

fn draft_key(volume: &Volume) -> String {
    draft::key("care", &volume.compartment, &volume.id)
}

type Done = BTreeMap<String, Said<Check>>;

fn page(v: &Viewer, volume: &Volume, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let line = v.store().lines_of(v.actor()?, &[volume.id])?.pop().ok_or_else(Complaint::unknown)?;
    let all = stays(&volume.file);
    let stay = current(&all).or(all.last());
    let title = v.t("relay-care");
    let Some(stay) = stay else {
        let body = html! { (about(v, &title, &line, None)) div.notice { p { (v.t("stay-none-open")) } } };
        return Ok(frame::page(v, &title, body));
    };
    let done: Done = checks(&volume.file, stay.id).into_iter().collect();
    let today = v.today_in(&volume.compartment).to_string();
    let typed = if typed.has("date") { typed.clone() } else { typed.clone().with("date", today) };
    let form = Form { viewer: v, typed: &typed, refusal };
    let writes = asked::may(v, &volume.compartment, Role::writes);
    let place = stay.opening.latest().place;
    let body = html! {
        (about(v, &title, &line, Some(stay)))
        p { (v.t_with("relay-care-done", &[("n", &done.len().to_string()), ("of", &CARE.len().to_string())])) }
        (list(v, &done))
        @if writes {
            (form.errors())
            form.stack aria-label=(v.t("care-note")) data-draft=(draft_key(volume)) method="post" action=(format!("/relay-house/{}/care", volume.id)) {
                div.fields {
                    (form.input("date", "short", "date", &[]))
                    (form.input("at", "short", "time", &[]))
                }
                p.hint { (v.t("care-hint")) }
                (items(v, &typed, |item| !done.contains_key(item)))
                @if !done.is_empty() {
                    details { summary { (v.t("care-again")) } (items(v, &typed, |item| done.contains_key(item))) }
                }
                p { output.draft-state data-kept=(v.t("draft-kept")) data-failed=(v.t("draft-failed")) {} }
                div.toolbar {
                    button.button type="submit" { (v.t("do-record")) }
                    a.button.quiet href=(format!("/relay-house?place={place}")) { (v.t("care-to-board")) }
                }
            }
        }
    };
    Ok(frame::page(v, &title, body))
}

fn list(v: &Viewer, done: &Done) -> Markup {
    html! {
        ul.checklist {
            @for item in CARE {
                @if let Some(said) = done.get(item) {
                    @for one in said.all() {
                        li data-done="yes" {
                            span { (v.t(&format!("care-{item}"))) (asked::colon(v)) bdi { (one.value.finding) } }
                            span.by { time datetime=(one.value.on) { (v.words.day(one.value.on)) @if !one.value.at.is_empty() { ", " (one.value.at) } }
                                ", " bdi { (v.member_name(&one.by)) } }
                        }
                    }
                } @else {
                    li data-done="no" { span { (v.t(&format!("care-{item}"))) } span.by { (v.t("care-open")) } }
                }
            }
        }
    }
}

/// A line for each item that `shown` lets through, with a box for "nothing".
fn items(v: &Viewer, typed: &Typed, shown: impl Fn(&str) -> bool) -> Markup {
    html! {
        @for item in CARE.into_iter().filter(|item| shown(item)) {
            @let (finding, nothing) = (format!("finding-{item}"), format!("nothing-{item}"));
            div.fields {
                div.field.medium {
                    label for=(finding) { (v.t(&format!("care-{item}"))) }
                    input id=(finding) name=(finding) value=(typed.get(&finding)) type="text" dir="auto" autocomplete="off";
                }
                div.field.short {
                    label {
                        input type="checkbox" name=(nothing) value="yes" checked[typed.get(&nothing) == "yes"];
                        " " (v.t("care-nothing")) span.visually-hidden { ": " (v.t(&format!("care-{item}"))) }
                    }
                }
            }
        }
    }
}

fn record(v: &Viewer, volume: &Volume, typed: &Typed) -> Result<(), Complaint> {
    asked::must(v, &volume.compartment, Role::writes)?;
    let on = asked::day("date", typed)?;
    if on > v.today_in(&volume.compartment) {
        return Err(refuse("date", on, Why::InTheFuture).into());
    }
    let at = time("at", typed.get("at"))?;
    let found = findings(typed, &v.t("care-nothing"))?;
    if found.is_empty() {
        return Err(refuse("finding", "", Why::Missing).into());
    }
    let id: FileId = volume.id;
    v.store().write(v.actor()?, &volume.compartment, move |w| {
        let file = w.file(&id)?;
        let stay = here(&file).ok_or_else(|| refuse("stay", "", Why::Unknown))?;
        let facts = found.into_iter().map(|(item, finding)| checked(stay, item, finding, on, &at)).collect();
        w.append(&id, facts)
    })?;
    Ok(())
}

fn here(file: &File) -> Option<StayId> {
    let all = stays(file);
    current(&all).or(all.last()).map(|s| s.id)
}

fn checked(stay: StayId, item: &str, finding: String, on: Date, at: &str) -> Fact {
    let check = Check { finding, on, at: at.to_string() };
    Fact::RelayHouse(relay_house::Fact::Checked { stay, item: item.to_string(), check })
}

/// What was found, by item; a ticked "nothing" is a finding, words go before it.
fn findings(typed: &Typed, nothing: &str) -> Result<Vec<(&'static str, String)>, Refusal> {
    let mut found = Vec::new();
    for item in CARE {
        let words = typed.get(&format!("finding-{item}"));
        if !words.trim().is_empty() {
            found.push((item, domain::refusal::text("finding", words)?));
        } else if typed.get(&format!("nothing-{item}")) == "yes" {
            found.push((item, nothing.to_string()));
        }
    }
    Ok(found)
}

/// A time of day, `HH:MM`; nothing typed stays nothing.
pub(crate) fn time(field: &'static str, text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    let read = text
        .split_once([':', 'h', '.'])
        .and_then(|(h, m)| Some((h.trim().parse::<u8>().ok()?, m.trim().parse::<u8>().ok()?)));
    match read {
        Some((hour @ 0..24, minute @ 0..60)) => Ok(format!("{hour:02}:{minute:02}")),
        _ => Err(refuse(field, text, Why::Unreadable)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn times_are_read_as_written_in_europe() {
        for (text, expected) in [
            ("", Some("")),
            ("7:05", Some("07:05")),
            ("18h20", Some("18:20")),
            ("23.59", Some("23:59")),
            ("24:00", None),
            ("7", None),
            ("7:61", None),
        ] {
            assert_eq!(time("at", text).ok().as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn words_go_before_a_ticked_nothing() {
        let typed =
            Typed::parse("finding-weight=19.9+kg&nothing-weight=yes&nothing-wounds=yes&finding-bath=+");
        let found = findings(&typed, "nothing").unwrap();
        assert_eq!(found, vec![("weight", "19.9 kg".to_string()), ("wounds", "nothing".to_string())]);
    }
}
