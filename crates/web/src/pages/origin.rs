//! Religion and origin: a restricted volet of its own. Nobody is asked by default, and nothing depends on the answer; who
//! does not hold the volet is not told that there is one.

use super::volet::Restricted;
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::gate::{Gate, Route, route};
use crate::pages::correction::{framed, hidden, key_of, query, words};
use crate::pages::person::Opened;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::get;
use domain::compartment::Kind;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, Key};
use domain::origin::{Fact as Origin, KINDS, Record, records};
use domain::person::Volet;
use domain::refusal::{Refusal, Why, refuse, text};
use domain::said::Answer as Said;
use maud::{Markup, html};
use store::{Problem, Writing};

/// The room as a restricted volet.
pub(crate) static ORIGIN: Restricted = Restricted {
    volet: Volet::Origin,
    kind: Kind::Origin,
    page: "origin",
    form: "origin-records",
    slots: "origin/",
};

/// Answers besides one in words.
const WITHOUT_WORDS: [&str; 3] = ["does-not-know", "declines", "without"];

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/people/{file}/origin", Gate::Reads, get(|viewer, path| ORIGIN.show(viewer, path))),
        route("GET, POST", "/people/{file}/origin-records", Gate::Writes, get(show).post(record)),
    ]
}

async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = ORIGIN.main_file(v, &file)?;
            let (held, _) = ORIGIN.target(v, &o, &Typed::default())?;
            let typed = begin(v, held, query(v))?;
            shown(page(v, &o, &typed, None))
        })
        .await
}

fn begin(v: &Viewer, held: Option<FileId>, query: Typed) -> Result<Typed, Complaint> {
    let (Some(file), Some(key)) = (held, Key::parse(query.get("key"))) else { return Ok(query) };
    let volume = v.store().open_file(v.actor()?, &file, &ORIGIN.form_purpose())?;
    let found = records(&volume.file).into_iter().find(|(k, _)| *k == key);
    let Some((_, stands)) = found else { return Ok(query) };
    let Record { kind, said, source } = stands.latest().clone();
    let (text, code) = match said {
        Said::Given(text) => (text, ""),
        Said::DoesNotKnow => (String::new(), "does-not-know"),
        Said::Declines => (String::new(), "declines"),
        Said::Without | Said::NotAsked => (String::new(), "without"),
    };
    let heads: Vec<String> = volume.file.heads.iter().map(ToString::to_string).collect();
    Ok(query
        .with("origin_kind", kind)
        .with("text", text)
        .with("wordless", code)
        .with("source", source)
        .with("seen", heads.join(" ")))
}

async fn record(viewer: Viewer, Path(file): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let o = ORIGIN.main_file(v, &file)?;
            let (held, room) = ORIGIN.target(v, &o, &typed)?;
            match keep(v, &o, held, room, &typed) {
                Ok(()) => onward(&o.address("origin")),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    let page = page(v, &o, &typed, Some(&refusal));
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
                }
            }
        })
        .await
}

fn keep(
    v: &Viewer,
    o: &Opened,
    held: Option<FileId>,
    room: CompartmentId,
    typed: &Typed,
) -> Result<(), Complaint> {
    let (subject, typed) = (o.subject, typed.clone());
    v.store().write(v.actor()?, &room, move |w| {
        let facts = facts(&typed, w)?;
        ORIGIN.say(w, held, subject, &typed, facts)
    })?;
    Ok(())
}

/// Words, or one of the answers that have none.
fn facts(typed: &Typed, w: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let kind = typed.get("origin_kind").to_string();
    if !KINDS.contains(&kind.as_str()) {
        return Err(refuse("origin_kind", kind, Why::Unknown).into());
    }
    let said = match typed.get("wordless") {
        "does-not-know" => Said::DoesNotKnow,
        "declines" => Said::Declines,
        "without" => Said::Without,
        "" => Said::Given(text("text", typed.get("text"))?),
        other => return Err(refuse("wordless", other, Why::Unknown).into()),
    };
    let record = Record { kind, said, source: words("source", typed)? };
    Ok(vec![Fact::Origin(Origin::Record { key: key_of(typed, w), record })])
}

fn page(v: &Viewer, o: &Opened, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let kinds = worded(v, "origin-kind", KINDS);
    let (rooms, answers) = (ORIGIN.choices(v, o), worded(v, "answer", WITHOUT_WORDS));
    let fields = html! {
        (hidden(&form, "key"))
        (hidden(&form, "seen"))
        @if rooms.len() > 1 { div.fields { (form.choose("compartment", "wide", None, &rooms)) } }
        div.fields { (form.choose("origin_kind", "medium", None, &kinds)) }
        div.fields { (form.area("text", 2)) (form.choose("wordless", "medium", Some("origin-in-words"), &answers)) }
        div.fields { (form.line("source", "medium")) }
    };
    framed(v, o, "origin-records", &form, None, fields)
}
