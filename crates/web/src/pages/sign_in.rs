//! Sign-in unlocks the node for one member; lock closes their session, and the node with the last one.

use crate::App;
use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::session::COOKIE;
use crate::viewer::Viewer;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::refusal::{Why, refuse};
use maud::{Markup, html};
use store::Problem;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET, POST", "/sign-in", Gate::Anyone, get(show).post(sign_in)),
        route("POST", "/lock", Gate::Anyone, post(lock)),
        route("POST", "/panic", Gate::Member, post(panic)),
    ]
}

async fn show(viewer: Viewer) -> Answer {
    let next = Typed::parse(viewer.asked.split_once('?').map(|(_, q)| q).unwrap_or_default());
    shown(page(&viewer, &next, None))
}

async fn sign_in(State(app): State<App>, viewer: Viewer, body: String) -> Answer {
    let typed = Typed::parse(&body);
    if typed.has("half") {
        return second_factor(app, viewer, typed).await;
    }
    let (name, passphrase) = (typed.get("member").trim().to_string(), typed.get("passphrase").to_string());
    let unlocking = app.clone();
    let member = name.clone();
    let unlocked = tokio::task::spawn_blocking(move || unlocking.store.unlock(&member, &passphrase)).await;
    match unlocked {
        Ok(Ok(actor))
            if app.store.has_second_factor(&actor.member).map_err(|p| Complaint::from(p).to(&viewer))? =>
        {
            let half = app.sessions.half(app.store.token(), actor);
            let typed = Typed::default().with("half", half).with("next", typed.get("next"));
            shown(code_page(&viewer, &typed, None))
        }
        Ok(Ok(actor)) => Ok(signed_in(&app, actor, &typed)),
        Ok(Err(Problem::WrongPassphrase)) => {
            tokio::time::sleep(app.sessions.wrong()).await;
            let refusal = refuse("passphrase", "", Why::Unknown);
            let typed = Typed::default().with("member", name).with("next", typed.get("next"));
            let page = page(&viewer, &typed, Some(&refusal));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Ok(Err(problem)) => Err(Complaint::from(problem).to(&viewer)),
        Err(_) => Err(Complaint::internal(&viewer)),
    }
}

/// The session's cookie, and on to where they wanted to go.
fn signed_in(app: &App, actor: store::Actor, typed: &Typed) -> Response {
    let token = app.sessions.open(app.store.token(), actor);
    let next = Some(typed.get("next")).filter(|n| within(n));
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict");
    let mut response = Redirect::to(next.unwrap_or("/")).into_response();
    response.headers_mut().append(header::SET_COOKIE, cookie_value(&cookie));
    response
}

/// The passphrase was right; the code of the device comes now.
async fn second_factor(app: App, viewer: Viewer, typed: Typed) -> Answer {
    let half = typed.get("half").to_string();
    let Some(actor) = app.sessions.tries(&half) else {
        let refusal = refuse("passphrase", "", Why::Unknown);
        let page = page(&viewer, &Typed::default().with("next", typed.get("next")), Some(&refusal));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    match app.store.takes_code(&actor.member, typed.get("second_factor")) {
        Ok(()) => {
            app.sessions.whole(&half);
            Ok(signed_in(&app, actor, &typed))
        }
        Err(Problem::Refused(refusal)) => {
            tokio::time::sleep(app.sessions.wrong()).await;
            let typed = Typed::default().with("half", half).with("next", typed.get("next"));
            let page = code_page(&viewer, &typed, Some(&refusal));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(problem) => Err(Complaint::from(problem).to(&viewer)),
    }
}

fn code_page(viewer: &Viewer, typed: &Typed, refusal: Option<&domain::refusal::Refusal>) -> Markup {
    let form = Form { viewer, typed, refusal };
    let fields = html! {
        input type="hidden" name="half" value=(typed.get("half"));
        input type="hidden" name="next" value=(typed.get("next"));
        (super::second_factor::code(&form))
    };
    door(viewer, "second-factor-title", refusal.map(|_| "second-factor-wrong"), fields, html! {})
}

/// A page before anybody is in: its title and what went wrong by their keys, the form's fields, and what stands below it.
fn door(viewer: &Viewer, title: &str, wrong: Option<&str>, fields: Markup, below: Markup) -> Markup {
    let body = html! {
        main #main .signin tabindex="-1" {
            p.brand { (frame::mark("relais", "logo")) "Relais" }
            h1 { (viewer.t(title)) }
            @if let Some(wrong) = wrong {
                div.errors role="alert" tabindex="-1" { p { (viewer.t(wrong)) } }
            }
            form.stack method="post" action="/sign-in" {
                (fields)
                div.toolbar { button.button type="submit" { (viewer.t("sign-in-do")) } }
            }
            (below)
        }
    };
    frame::bare(viewer, &viewer.t(title), body)
}

async fn lock(State(app): State<App>, viewer: Viewer) -> Response {
    app.sessions.close(&viewer.token);
    if let Some(actor) = &viewer.actor {
        app.store.end_glass(actor);
    }
    if !app.sessions.any(app.options.idle_lock) {
        app.store.lock();
    }
    let mut response = Redirect::to("/sign-in").into_response();
    let gone = format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    response.headers_mut().append(header::SET_COOKIE, cookie_value(&gone));
    response
}

/// This laptop opens no more: its keyslots are gone, its keys forgotten, everybody's session ended.
async fn panic(State(app): State<App>, body: String) -> Response {
    if Typed::parse(&body).get("meant") != "yes" {
        return Redirect::to("/settings#panic").into_response();
    }
    let store = app.store.clone();
    if let Ok(Err(problem)) = tokio::task::spawn_blocking(move || store.panic()).await {
        tracing::error!(%problem, "the keyslots could not be written over");
    }
    app.sessions.close_all();
    Redirect::to("/sign-in").into_response()
}

/// Whether an address leads on within this node. Browsers drop tabs and line ends and read a backslash as a slash, so
/// that any of them could turn a path into another site.
fn within(address: &str) -> bool {
    let strange = |c: char| c == '\\' || c.is_control();
    address.starts_with('/') && !address.starts_with("//") && !address.contains(strange)
}

fn cookie_value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

fn page(viewer: &Viewer, typed: &Typed, refusal: Option<&domain::refusal::Refusal>) -> Markup {
    let form = Form { viewer, typed, refusal };
    let next = if typed.has("next") { typed.get("next") } else { "/" };
    let fields = html! {
        input type="hidden" name="next" value=(next);
        (form.input("member", "wide", "text", &[("autocomplete", "username"), ("required", "")]))
        (form.input("passphrase", "wide", "password", &[("autocomplete", "current-password"), ("required", "")]))
    };
    let below = html! {
        @if let Some(demonstration) = &viewer.app.options.demonstration {
            section aria-labelledby="who" {
                h2 #who { (viewer.t("sign-in-demonstration")) }
                p { (viewer.t("sign-in-passphrase")) " " code { (demonstration.passphrase) } }
                dl.facts {
                    @for (name, what) in &demonstration.sign_ins {
                        div { dt { code { (name) } } dd { (member_words(viewer, name, what)) } }
                    }
                }
            }
        }
        nav.languages aria-label=(viewer.t("language")) {
            ul { @for lang in crate::locale::Lang::ALL {
                li { a href=(format!("/sign-in?lang={}", lang.code())) lang=(lang.code()) { (lang.own_name()) } }
            } }
        }
    };
    door(viewer, "sign-in", refusal.map(|_| "sign-in-wrong"), fields, below)
}

/// What a member of the demonstration does, in the viewer's language where the locale files know them.
fn member_words(viewer: &Viewer, name: &str, what: &str) -> String {
    let key = format!("demo-{name}");
    if viewer.words.has(&key) { viewer.t(&key) } else { what.to_string() }
}
