//! The second factor: a device of the member's own, set up by a picture or by typing, proved by its first code, and let go
//! of by another one. Its secret is shown once, while it is set up, and lies in the session until then.

use super::list;
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::get;
use domain::refusal::{Refusal, Why, refuse};
use maud::{Markup, PreEscaped, html};
use std::sync::Arc;
use store::{DeviceSecret, Problem};

/// Name of the room for what a session holds.
const ROOM: &str = "second-factor";

pub(crate) fn routes() -> Vec<Route> {
    vec![route("GET, POST", "/second-factor", Gate::Member, get(show).post(change))]
}

async fn show(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(page(v, None)?)).await
}

async fn change(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            match changed(v, &typed) {
                Ok(()) => onward("/second-factor"),
                Err(Problem::Refused(refusal)) => {
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page(v, Some(&refusal))?).into_response())
                }
                Err(problem) => Err(problem.into()),
            }
        })
        .await
}

fn changed(v: &Viewer, typed: &Typed) -> Result<(), Problem> {
    let (actor, code) = (v.actor().map_err(|_| Problem::Locked)?, typed.get("second_factor"));
    match typed.get("do") {
        "end" => {
            v.store().takes_code(&actor.member, code)?;
            v.store().end_second_factor(actor).map(drop)
        }
        "prove" => {
            if code.is_empty() {
                return Err(refuse("second_factor", "", Why::Missing).into());
            }
            let device = device(v).ok_or_else(|| refuse("second_factor", "", Why::Unknown))?;
            v.store().begin_second_factor(actor, &device, code)?;
            v.app.sessions.release(&v.token, ROOM, "");
            v.app.sessions.close_others(&v.token);
            Ok(())
        }
        _ => {
            // Whoever finds a browser signed in sets up no device of theirs.
            if v.store().has_second_factor(&actor.member)? {
                v.store().takes_code(&actor.member, code)?;
            } else {
                proven(v, actor, typed.get("passphrase"))?;
            }
            let fresh = Arc::new(v.store().fresh_device());
            v.app.sessions.hold(&v.token, ROOM, "", fresh, 1);
            Ok(())
        }
    }
}

/// The passphrase, typed once more; guesses come as slowly as at the sign-in.
fn proven(v: &Viewer, actor: &store::Actor, passphrase: &str) -> Result<(), Problem> {
    match v.store().proves_passphrase(actor, passphrase) {
        Err(Problem::WrongPassphrase) => {
            std::thread::sleep(v.app.sessions.wrong());
            Err(refuse("passphrase", "", Why::Unknown).into())
        }
        other => other,
    }
}

/// The device that is being set up in this session.
fn device(v: &Viewer) -> Option<Arc<DeviceSecret>> {
    let held = v.app.sessions.held(&v.token, ROOM).pop()?;
    held.1.downcast::<DeviceSecret>().ok()
}

/// The field for a code, as phones and password keepers know it.
pub(super) fn code(form: &Form<'_>) -> Markup {
    let more = [("autocomplete", "one-time-code"), ("inputmode", "numeric"), ("required", "")];
    form.input("second_factor", "narrow", "text", &more)
}

fn page(v: &Viewer, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let typed = Typed::default();
    let form = Form { viewer: v, typed: &typed, refusal };
    let actor = v.actor()?;
    let on = v.store().has_second_factor(&actor.member)?;
    let device = device(v);
    let body = html! {
        div.page-head { h1 { (v.t("second-factor-title")) } p { (v.t("second-factor-what")) } }
        @match refusal.map(|r| r.field) {
            Some("passphrase") => div.errors role="alert" tabindex="-1" { p { (v.t("settings-wrong-old")) } },
            Some(_) => div.errors role="alert" tabindex="-1" { p { (v.t("second-factor-wrong")) } },
            None => {},
        }
        p { strong { (v.t(if on { "second-factor-on" } else { "second-factor-off" })) } }
        @if let Some(device) = &device {
            (list::part("device", &v.t("second-factor-device"), html! {
                p { (v.t("second-factor-scan")) }
                div.qr role="img" aria-label=(v.t("second-factor-picture")) { (picture(&actor.name, device)?) }
                p { (v.t("second-factor-type")) " " code dir="ltr" { (grouped(&device.typed())) } }
                (sent(v, &form, "prove", "second-factor-prove"))
            }))
        } @else if on {
            (list::part("other", &v.t("second-factor-other"), html! {
                p { (v.t("second-factor-other-what")) }
                (sent(v, &form, "begin", "second-factor-other"))
            }))
            (list::part("end", &v.t("second-factor-end"), html! {
                p { (v.t("second-factor-end-what")) }
                (sent(v, &form, "end", "second-factor-end"))
            }))
        } @else {
            form.stack method="post" action="/second-factor" {
                input type="hidden" name="do" value="begin";
                (form.input("passphrase", "wide", "password", &[("autocomplete", "current-password"), ("required", "")]))
                div.toolbar { button.button type="submit" { (v.t("second-factor-begin")) } }
            }
        }
        p.hint { (v.t("second-factor-limits")) }
    };
    Ok(frame::page(v, &v.t("second-factor-title"), body))
}

fn sent(v: &Viewer, form: &Form<'_>, what: &str, key: &str) -> Markup {
    html! {
        form.stack method="post" action="/second-factor" {
            input type="hidden" name="do" value=(what);
            (code(form))
            div.toolbar { button.button type="submit" { (v.t(key)) } }
        }
    }
}

/// The picture a device takes the secret from; a reading aloud would give it away, so it has a name and no text.
fn picture(member: &str, device: &DeviceSecret) -> Result<Markup, Complaint> {
    let name: String = member
        .bytes()
        .map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") })
        .collect();
    let address = format!("otpauth://totp/Relais:{name}?secret={}&issuer=Relais", *device.typed());
    let svg = print::coded_card::picture(&address)
        .map_err(|e| Complaint::from(Problem::Database(e.to_string())))?;
    Ok(PreEscaped(String::from_utf8_lossy(&svg).into_owned()))
}

/// In fours, as they are typed from a screen.
fn grouped(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
