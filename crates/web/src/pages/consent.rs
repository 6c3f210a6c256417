//! Consent, purpose by purpose: who gave it, when, in which language it was explained, what it leaves out; the written
//! override; and who received what on it.

pub(crate) mod lacking;
mod overriding;
mod received;

use super::correction::{Sheet, routes_of};
use super::person::Opened;
use crate::form::{Form, Typed, worded};
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::routing::get;
use domain::consent::{ANSWERS, PURPOSES, Typed as Asked, consents};
use domain::entry::Fact;
use domain::file::File;
use maud::{Markup, html};
use store::{Problem, Writing};

static SHEETS: [Sheet; 1] = [Sheet {
    path: "/people/{file}/consents",
    noun: "consents",
    back: "#consents",
    draft: true,
    begin,
    fields,
    facts,
}];

pub(crate) fn routes() -> Vec<Route> {
    let mut all = routes_of(&SHEETS);
    all.push(route(
        "GET, POST",
        "/people/{file}/consent-overrides",
        Gate::Directs,
        get(overriding::show).post(overriding::record),
    ));
    all.push(route("GET", "/people/{file}/recipients", Gate::Reads, get(received::show)));
    all
}

fn begin(_: &Viewer, o: &Opened, query: Typed) -> Typed {
    let purpose = query.get("purpose").to_string();
    let known = consents(&o.volume.file).into_iter().find(|(p, _)| *p == purpose);
    let Some((_, said)) = known else {
        return query.with("on", o.today.to_string());
    };
    let consent = said.latest();
    query
        .with("consent_answer", &consent.answer)
        .with("giver", &consent.giver)
        .with("on", o.today.to_string())
        .with("until", consent.until.as_ref().map(ToString::to_string).unwrap_or_default())
        .with("language", &consent.language)
        .with("limits", &consent.limits)
}

fn fields(form: &Form<'_>, _: &Opened) -> Markup {
    let purposes = worded(form.viewer, "consent-purpose", PURPOSES);
    html! {
        div.fields { (form.choose("purpose", "wide", None, &purposes)) }
        (form.radios("consent_answer", "consent-answer", &ANSWERS))
        div.fields {
            (form.line("giver", "wide"))
            (form.line("on", "medium"))
            (form.line("until", "medium"))
            (form.line("language", "medium"))
            (form.area("limits", 3))
        }
    }
}

fn facts(_: &Viewer, typed: &Typed, _: &File, w: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let asked = Asked {
        purpose: typed.get("purpose"),
        answer: typed.get("consent_answer"),
        giver: typed.get("giver"),
        on: typed.get("on"),
        until: typed.get("until"),
        language: typed.get("language"),
        limits: typed.get("limits"),
    };
    Ok(vec![Fact::Consent(asked.fact(w.today())?)])
}
