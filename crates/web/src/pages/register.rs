//! Register: a camp's or a home's list into files, in steps that a person confirms, and out again.
//!
//! The file that was sent stands in memory with the session and nowhere on disk. Nothing goes in before somebody has
//! seen which column holds what and which rows would stay out; nobody is joined to anybody.

mod export;
mod map;
mod preview;

use super::list;
use crate::App;
use crate::edge::{Answer, Complaint, onward, refused, shown};
use crate::form::Typed;
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::locale::Lang;
use crate::viewer::Viewer;
use ::register::{Guess, Mapping, Table};
use axum::extract::multipart::Multipart;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use domain::id::FileId;
use domain::refusal::{Refusal, Why, refuse};
use maud::{Markup, html};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::place::PlaceLine;
use store::register::Imported;

/// Files in memory at once for one session: a register may take a hundred megabytes once read.
const HELD_MAX: usize = 3;
/// Under which a session holds them.
const ROOM: &str = "register";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET, POST", "/register", Gate::Directs, get(start).post(receive)),
        route("GET", "/register/export", Gate::Directs, get(export::file)),
        route("GET, POST", "/register/{draft}", Gate::Directs, get(map::show).post(map::change)),
        route("GET", "/register/{draft}/preview", Gate::Directs, get(preview::show)),
        route("GET", "/register/{draft}/problems.csv", Gate::Directs, get(preview::problems)),
        route("POST", "/register/{draft}/import", Gate::Directs, post(preview::import)),
        route("GET", "/register/{draft}/result", Gate::Directs, get(preview::result)),
        route("POST", "/register/{draft}/removal", Gate::Directs, post(remove)),
    ]
}

/// A register on its way in.
pub(super) struct Draft {
    /// Name of the file.
    name: String,
    place: PlaceLine,
    table: Table,
    guess: Guess,
    mapping: Mapping,
    /// Once it is in.
    imported: Option<Imported>,
    /// The problems as a file, kept when the rows are let go.
    problems: Option<Vec<u8>>,
    /// Rows that named nobody or were no rows.
    stayed_out: usize,
}

type Shared = Mutex<Draft>;

/// The drafts of this session.
fn drafts(v: &Viewer) -> Vec<(String, Arc<Shared>)> {
    let held = v.app.sessions.held(&v.token, ROOM);
    held.into_iter().filter_map(|(key, any)| Some((key, any.downcast::<Shared>().ok()?))).collect()
}

fn draft(v: &Viewer, key: &str) -> Result<Arc<Shared>, Complaint> {
    drafts(v).into_iter().find(|(k, _)| k == key).map(|(_, d)| d).ok_or_else(Complaint::unknown)
}

fn open(draft: &Shared) -> MutexGuard<'_, Draft> {
    draft.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The language of the register's own sentences. They are written in French and English.
fn lang(v: &Viewer) -> ::register::Lang {
    if v.words.0 == Lang::Fr { ::register::Lang::Fr } else { ::register::Lang::En }
}

/// The `lang` attribute of such a sentence where it is not the page's own.
fn foreign(v: &Viewer) -> Option<&'static str> {
    (v.words.0 == Lang::He).then_some("en")
}

/// Where the wizard stands: file, columns, look through, recorded.
fn steps(v: &Viewer, now: usize) -> Markup {
    html! {
        ol.wizard {
            @for (i, key) in ["register-step-file", "register-step-columns", "register-step-look", "register-step-done"].iter().enumerate() {
                li data-state=[(i < now).then_some("done")] aria-current=[(i == now).then_some("step")] { (v.t(key)) }
            }
        }
    }
}

/// Places of the compartments that the viewer directs.
fn places(v: &Viewer) -> Result<Vec<PlaceLine>, Complaint> {
    let directs = |p: &PlaceLine| v.compartment(&p.compartment).is_some_and(|c| c.role.directs());
    let all = v.store().places(v.actor()?, None)?;
    Ok(all.into_iter().filter(|p| p.kind.lived_in() && p.within.is_none() && directs(p)).collect())
}

async fn start(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(page(v, &Typed::default(), None)?)).await
}

/// Why a file was not taken: by field, or in the register's own words.
enum Fault {
    Refused(Refusal),
    Unreadable(::register::Unreadable),
    TooLarge,
}

fn page(v: &Viewer, typed: &Typed, fault: Option<&Fault>) -> Result<Markup, Complaint> {
    let places = places(v)?;
    let body = html! {
        div.page-head { h1 { (v.t("register-title")) } p { (v.t("register-what")) } }
        (list::part("import", &v.t("register-import"), html! {
            (steps(v, 0))
            @if let Some(fault) = fault { (say(v, fault)) }
            (upload(v, &places, typed, fault.is_some()))
        }))
        (waiting(v))
        (list::part("export", &v.t("register-export"), export::form(v, &places, crate::pages::place::asked::asked(v).get("place"))))
    };
    Ok(frame::page(v, &v.t("register-title"), body))
}

fn say(v: &Viewer, fault: &Fault) -> Markup {
    html! {
        div.errors role="alert" tabindex="-1" {
            h2 { (v.t("form-refused")) }
            ul { li { a href="#file" {
                @match fault {
                    Fault::Refused(refusal) => (refused(v, refusal)),
                    Fault::TooLarge => (v.t_with("register-too-large", &[("limit", &format!("{} MiB", ::register::limit::MAX_FILE_BYTES >> 20))])),
                    Fault::Unreadable(why) => span lang=[foreign(v)] { (why.why_text(lang(v))) " " (why.remedy_text(lang(v))) },
                }
            } } }
        }
    }
}

fn upload(v: &Viewer, places: &[PlaceLine], typed: &Typed, wrong: bool) -> Markup {
    html! {
        form.stack method="post" action="/register" enctype="multipart/form-data" {
            div.fields {
                (choose_place(v, "place", places, typed.get("place")))
                div.field.wide {
                    label for="file" { (v.t("register-file")) }
                    input id="file" name="file" type="file" required accept=".csv,.txt,.tsv,.xlsx" aria-invalid=[wrong.then_some("true")]
                        aria-describedby="file-hint";
                    p.hint id="file-hint" { (v.t("register-file-hint")) }
                }
            }
            div.toolbar { button.button type="submit" { (v.t("register-send")) } }
        }
    }
}

fn choose_place(v: &Viewer, id: &str, places: &[PlaceLine], chosen: &str) -> Markup {
    html! {
        div.field.medium {
            label for=(id) { (v.t("list-place")) }
            select id=(id) name="place" {
                @for p in places {
                    option value=(p.file) selected[p.file.to_string() == chosen] {
                        (p.name) " (" (v.t(&format!("kind-{}", p.kind.key()))) ")"
                    }
                }
            }
        }
    }
}

/// Files that were sent and are not in yet.
fn waiting(v: &Viewer) -> Markup {
    let rows: Vec<Vec<Markup>> = drafts(v)
        .iter()
        .map(|(key, shared)| {
            let d = open(shared);
            let step = if d.imported.is_some() { "/result" } else { "" };
            vec![
                html! { a href=(format!("/register/{key}{step}")) { bdi { (d.name) } } },
                html! { bdi { (d.place.name) } },
                html! { (v.t(if d.imported.is_some() { "register-step-done" } else { "register-step-columns" })) },
                html! { form method="post" action=(format!("/register/{key}/removal")) {
                    button.button.quiet.small type="submit" aria-label=(format!("{}: {}", v.t("register-remove"), d.name)) { (v.t("register-remove")) }
                } },
            ]
        })
        .collect();
    if rows.is_empty() {
        return html! {};
    }
    let heads = ["register-file", "list-place", "register-step", "register-remove"];
    list::part("waiting", &v.t("register-waiting"), list::table(v, "", &heads, &rows))
}

async fn receive(State(app): State<App>, viewer: Viewer, mut parts: Multipart) -> Answer {
    let mut typed = Typed::default();
    let (mut name, mut bytes) = (String::new(), None);
    loop {
        let part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => break,
            Err(_) => return too_large(viewer, typed).await,
        };
        let field = part.name().unwrap_or_default().to_string();
        if field == "file" {
            name = part.file_name().unwrap_or_default().to_string();
        }
        match (field.as_str(), part.bytes().await) {
            ("file", Ok(content)) => bytes = Some(content),
            ("place", Ok(text)) => typed = typed.with("place", String::from_utf8_lossy(&text)),
            (_, Ok(_)) => {}
            (_, Err(_)) => return too_large(viewer, typed).await,
        }
    }
    let key: String = app.store.token()[..8].iter().map(|b| format!("{b:02x}")).collect();
    viewer
        .run(move |v| {
            let bytes = bytes.unwrap_or_default();
            match read(v, &typed, name, &bytes)? {
                Ok(draft) => {
                    v.app.sessions.hold(&v.token, ROOM, &key, Arc::new(Mutex::new(draft)), HELD_MAX);
                    onward(&format!("/register/{key}"))
                }
                Err(fault) => {
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page(v, &typed, Some(&fault))?).into_response())
                }
            }
        })
        .await
}

/// The body was cut off or is beyond what is taken.
async fn too_large(viewer: Viewer, typed: Typed) -> Answer {
    viewer
        .run(move |v| {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(v, &typed, Some(&Fault::TooLarge))?).into_response())
        })
        .await
}

fn read(v: &Viewer, typed: &Typed, name: String, bytes: &[u8]) -> Result<Result<Draft, Fault>, Complaint> {
    let wanted = FileId::parse(typed.get("place"));
    let Some(place) = places(v)?.into_iter().find(|p| Some(p.file) == wanted) else {
        return Ok(Err(Fault::Refused(refuse("place", typed.get("place"), Why::Unknown))));
    };
    let short: String = name.chars().take(120).collect();
    Ok(match ::register::read(bytes, &short) {
        Ok(table) => {
            let guess = Mapping::guess(&table);
            let mapping = guess.mapping.clone();
            Ok(Draft {
                name: short,
                place,
                table,
                guess,
                mapping,
                imported: None,
                problems: None,
                stayed_out: 0,
            })
        }
        Err(unreadable) => Err(Fault::Unreadable(unreadable)),
    })
}

async fn remove(viewer: Viewer, Path(key): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            v.app.sessions.release(&v.token, ROOM, &key);
            onward("/register")
        })
        .await
}
