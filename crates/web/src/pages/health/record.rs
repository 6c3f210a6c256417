//! The form of a health record. The first one begins the health file in a restricted compartment; an allergy may also
//! put a mark on the administrative file: what to do, never the illness.

use super::HEALTH;
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::pages::correction::{date, framed, hidden, key_of, query, words, write};
use crate::pages::draft;
use crate::pages::person::Opened;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use domain::entry::Fact;
use domain::health::{Fact as Health, KINDS, Record, records};
use domain::id::{CompartmentId, FileId, Key};
use domain::person::Fact as Person;
use domain::refusal::{Refusal, Why, refuse, text};
use maud::{Markup, html};
use store::{Problem, Writing};

pub(super) async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = HEALTH.main_file(v, &file)?;
            let (health, room) = HEALTH.target(v, &o, &Typed::default())?;
            let kept = draft::restored(v, &draft::key("health-records", &room, &o.id()));
            let restored = kept.is_some();
            let typed = match kept {
                Some(typed) => typed,
                None => begin(v, &o, health, query(v))?,
            };
            shown(page(v, &o, room, &typed, None, restored))
        })
        .await
}

fn begin(v: &Viewer, o: &Opened, health: Option<FileId>, query: Typed) -> Result<Typed, Complaint> {
    let (Some(file), Some(key)) = (health, Key::parse(query.get("key"))) else {
        return Ok(query.with("from", o.today.to_string()).with("todo", stands(o)));
    };
    let volume = v.store().open_file(v.actor()?, &file, &HEALTH.form_purpose())?;
    let Some((_, said)) = records(&volume.file).into_iter().find(|(k, _)| *k == key) else {
        return Ok(query);
    };
    let record = said.latest();
    let heads: Vec<String> = volume.file.heads.iter().map(ToString::to_string).collect();
    let day = |date: &Option<domain::Edtf>| date.as_ref().map(ToString::to_string).unwrap_or_default();
    Ok(query
        .with("health_kind", &record.kind)
        .with("text", &record.text)
        .with("from", day(&record.from))
        .with("until", day(&record.until))
        .with("seen", heads.join(" "))
        .with("todo", stands(o)))
}

pub(super) async fn record(viewer: Viewer, Path(file): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let o = HEALTH.main_file(v, &file)?;
            let (health, room) = HEALTH.target(v, &o, &typed)?;
            let discarded = typed.get("draft") == "discard";
            if !discarded && let Err(complaint) = keep(v, &o, health, room, &typed) {
                let refusal = complaint.into_refusal()?;
                let page = page(v, &o, room, &typed, Some(&refusal), false);
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
            }
            draft::discard(v, &draft::key("health-records", &room, &o.id()))?;
            onward(&o.address("health"))
        })
        .await
}

fn keep(
    v: &Viewer,
    o: &Opened,
    health: Option<FileId>,
    room: CompartmentId,
    typed: &Typed,
) -> Result<(), Complaint> {
    let mark = words("todo", typed)?;
    let (subject, typed) = (o.subject, typed.clone());
    v.store().write(v.actor()?, &room, move |w| {
        let facts = facts(&typed, w)?;
        HEALTH.say(w, health, subject, &typed, facts)
    })?;
    if !mark.is_empty() && mark != stands(o) && o.writable() {
        let mark = Fact::Person(Person::Mark { mark: "allergy".into(), text: mark });
        write(v, o, &Typed::default(), move |_, _, _| Ok(vec![mark]))?;
    }
    Ok(())
}

/// What everybody in the house is told of an allergy already.
fn stands(o: &Opened) -> String {
    o.person
        .marks
        .iter()
        .find(|(mark, _)| mark == "allergy")
        .map(|(_, text)| text.clone())
        .unwrap_or_default()
}

fn facts(typed: &Typed, w: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let kind = typed.get("health_kind").to_string();
    if !KINDS.contains(&kind.as_str()) {
        return Err(refuse("health_kind", kind, Why::Unknown).into());
    }
    let record = Record {
        kind,
        text: text("text", typed.get("text"))?,
        from: date("from", typed)?,
        until: date("until", typed)?,
    };
    let ends_first = match (&record.from, &record.until) {
        (Some(from), Some(until)) => {
            matches!((from.bounds().earliest, until.bounds().latest), (Some(a), Some(b)) if b < a)
        }
        _ => false,
    };
    if ends_first {
        return Err(refuse("until", typed.get("until"), Why::EndsBeforeItBegins).into());
    }
    Ok(vec![Fact::Health(Health::Record { key: key_of(typed, w), record })])
}

fn page(
    v: &Viewer,
    o: &Opened,
    room: CompartmentId,
    typed: &Typed,
    refusal: Option<&Refusal>,
    restored: bool,
) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let kinds = worded(v, "health-kind", KINDS);
    let rooms = HEALTH.choices(v, o);
    let fields = html! {
        (hidden(&form, "key"))
        (hidden(&form, "seen"))
        @if rooms.len() > 1 { div.fields { (form.choose("compartment", "wide", None, &rooms)) } }
        div.fields { (form.choose("health_kind", "medium", None, &kinds)) }
        div.fields { (form.area("text", 4)) }
        div.fields { (form.line("from", "medium")) (form.line("until", "medium")) }
        @if o.writable() {
            fieldset.fieldset {
                legend { (v.t("person-health-mark")) }
                p.hint { (v.t("person-health-mark-hint")) }
                div.fields { (form.line("todo", "wide")) }
            }
        }
    };
    framed(
        v,
        o,
        "health-records",
        &form,
        Some((draft::key("health-records", &room, &o.id()), restored)),
        fields,
    )
}
