//! Settings: my language, what I may do and where and why, my passphrase; for keepers, who belongs to their houses.

use super::list;
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::locale::Lang;
use crate::viewer::Viewer;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use domain::compartment::{Kind, Role};
use domain::refusal::{Refusal, Why, refuse};
use maud::{Markup, html};
use store::{Problem, Strength};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/settings", Gate::Member, get(show)),
        route("POST", "/passphrase", Gate::Member, post(change)),
    ]
}

async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let query = Typed::parse(v.asked.split_once('?').map_or("", |(_, q)| q));
            shown(page(v, &Typed::default(), None, None, query.get("changed") == "yes"))
        })
        .await
}

fn page(
    v: &Viewer,
    typed: &Typed,
    refusal: Option<&Refusal>,
    weak: Option<Strength>,
    changed: bool,
) -> Markup {
    let body = html! {
        div.page-head { h1 { (v.t("settings-title")) } p { (v.t("settings-what")) } }
        @if changed { div.notice.done role="status" { p { (v.t("settings-changed")) } } }
        (list::part("lang", &v.t("language"), html! {
            ul { @for lang in Lang::ALL {
                li { a href=(format!("/settings?lang={}", lang.code())) lang=(lang.code()) hreflang=(lang.code())
                    aria-current=[(lang == v.words.0).then_some("true")] { (lang.own_name()) } }
            } }
        }))
        (list::part("roles", &v.t("settings-roles"), roles(v)))
        (list::part("members", &v.t("member-title"), html! { p { (v.t("member-what")) } div.toolbar { a.button.quiet href="/members" { (v.t("member-title")) } } }))
        (list::part("nodes", &v.t("peer-title"), html! { p { (v.t("peer-what")) } div.toolbar { a.button.quiet href="/nodes" { (v.t("peer-title")) } } }))
        (list::part("notebooks", &v.t("notebook-title"), html! { p { (v.t("notebook-what")) } div.toolbar { a.button.quiet href="/notebooks" { (v.t("notebook-title")) } } }))
        @if v.may(Role::reads) {
            (list::part("referrals", &v.t("referral-title"), html! { p { (v.t("referral-what")) } div.toolbar { a.button.quiet href="/referrals" { (v.t("referral-title")) } } }))
        }
        (list::part("glass", &v.t("break-glass-title"), html! { p { (v.t("break-glass-what")) } div.toolbar { a.button.quiet href="/break-glass" { (v.t("break-glass-title")) } } }))
        (list::part("panic", &v.t("panic-title"), html! {
            p { (v.t("panic-what")) }
            details {
                summary { (v.t("panic-title")) }
                form.stack method="post" action="/panic" {
                    label.tick { input type="checkbox" name="meant" value="yes" required; " " (v.t("panic-meant")) }
                    div.toolbar { button.button type="submit" { (v.t("panic-do")) } }
                }
            }
        }))
        (list::part("second-factor", &v.t("second-factor-title"), html! { p { (v.t("second-factor-what")) } div.toolbar { a.button.quiet href="/second-factor" { (v.t("second-factor-title")) } } }))
        (list::part("secret", &v.t("settings-passphrase"), passphrase(v, typed, refusal, weak)))
        @for (i, c) in v.compartments.iter().filter(|c| c.role == Role::Keeper && c.kind != Kind::Referral).enumerate() {
            (list::part(&format!("members-{i}"), &v.t_with("settings-members", &[("compartment", &c.name)]), html! {
                (list::table(v, "", &["list-name", "settings-role", "settings-standing"], &c.members.iter().map(|(_, name, role, active)| vec![
                    html! { bdi { (name) } },
                    html! { (v.t(&format!("role-{}", role.key()))) },
                    html! { (v.t(if *active { "settings-active" } else { "settings-removed" })) },
                ]).collect::<Vec<_>>()))
            }))
        }
    };
    frame::page(v, &v.t("settings-title"), body)
}

/// Each compartment with the role held there and what that role is for.
fn roles(v: &Viewer) -> Markup {
    let rows: Vec<Vec<Markup>> = v
        .compartments
        .iter()
        .map(|c| {
            vec![
                html! { bdi { (c.name) } },
                html! { (v.t(&format!("role-{}", c.role.key()))) },
                html! { (v.t(&format!("settings-why-{}", c.role.key()))) },
            ]
        })
        .collect();
    if rows.is_empty() {
        return html! { p.empty { (v.t("settings-nowhere")) } };
    }
    list::table(v, "", &["list-compartment", "settings-role", "settings-why"], &rows)
}

fn passphrase(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>, weak: Option<Strength>) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    html! {
        (form.errors())
        @match refusal.map(|r| r.field) {
            Some("old_passphrase") => div.notice.warning { p { (v.t("settings-wrong-old")) } },
            Some("again") => div.notice.warning { p { (v.t("settings-differ")) } },
            _ => {},
        }
        @if let Some(weak) = weak {
            div.notice.warning role="alert" { p { (advice(v, weak)) } p { (v.t("settings-anyway-what")) } }
        }
        form.stack method="post" action="/passphrase" {
            div.fields {
                (form.input("old_passphrase", "wide", "password", &[("autocomplete", "current-password"), ("required", "")]))
                (form.input("new_passphrase", "wide", "password", &[("autocomplete", "new-password"), ("required", "")]))
                (form.input("again", "wide", "password", &[("autocomplete", "new-password"), ("required", "")]))
                @if weak.is_some() { (form.tick("anyway")) }
            }
            p.hint { (v.t("settings-passphrase-hint")) }
            div.toolbar { button.button type="submit" { (v.t("settings-change")) } }
        }
    }
}

fn advice(v: &Viewer, weak: Strength) -> String {
    match weak {
        Strength::Short(missing) => v.t_with("settings-short", &[("count", &missing.to_string())]),
        Strength::Plain => v.t("settings-plain"),
        Strength::Fair => v.t("settings-fair"),
    }
}

/// What stands in the way of a change.
enum Obstacle {
    Wrong(Refusal),
    Weak(Strength),
}

async fn change(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let obstacle = match changed(v, &typed)? {
                None => return onward("/settings?changed=yes"),
                Some(obstacle) => obstacle,
            };
            let page = match obstacle {
                // Passphrases are never sent back.
                Obstacle::Wrong(refusal) => page(v, &Typed::default(), Some(&refusal), None, false),
                Obstacle::Weak(weak) => page(v, &Typed::default(), None, Some(weak), false),
            };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        })
        .await
}

fn changed(v: &Viewer, typed: &Typed) -> Result<Option<Obstacle>, Complaint> {
    let (old, new) = (typed.get("old_passphrase"), typed.get("new_passphrase"));
    if new.is_empty() {
        return Ok(Some(Obstacle::Wrong(refuse("new_passphrase", "", Why::Missing))));
    }
    if new != typed.get("again") {
        return Ok(Some(Obstacle::Wrong(refuse("again", "", Why::Unreadable))));
    }
    let strength = store::strength(new);
    if strength != Strength::Fair && typed.get("anyway") != "yes" {
        return Ok(Some(Obstacle::Weak(strength)));
    }
    match v.store().change_passphrase(&v.actor()?.name, old, new) {
        Ok(()) => {
            v.app.sessions.close_others(&v.token);
            Ok(None)
        }
        Err(Problem::WrongPassphrase) => {
            Ok(Some(Obstacle::Wrong(refuse("old_passphrase", "", Why::Unknown))))
        }
        Err(problem) => Err(problem.into()),
    }
}
