//! The proof: every hash, chain, tip and signature of a compartment is checked; the first entry that does not hold is
//! named, with the way back. The result is kept on this node, so that the next auditor sees when it was last proved.

use super::audited;
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::Typed;
use crate::frame;
use crate::pages::list;
use crate::viewer::Viewer;
use domain::id::CompartmentId;
use maud::{Markup, html};
use serde_json::{Value, json};

fn setting(compartment: &CompartmentId) -> String {
    format!("proof/{compartment}")
}

fn last(v: &Viewer, compartment: &CompartmentId) -> Result<Option<Value>, Complaint> {
    Ok(v.store().setting(&setting(compartment))?.and_then(|text| serde_json::from_str(&text).ok()))
}

/// When a compartment was last proved, and what came of it.
pub(in crate::pages) fn last_proof(v: &Viewer, compartment: &CompartmentId) -> Result<Markup, Complaint> {
    let Some(proof) = last(v, compartment)? else { return Ok(html! { (v.t("audit-never-proved")) }) };
    let number = |name: &str| proof[name].as_i64().unwrap_or(0).to_string();
    let day = proof["on"].as_str().and_then(|d| d.parse().ok()).map(|d| v.words.day(d)).unwrap_or_default();
    Ok(html! {
        @if proof["fault"].is_null() {
            (v.t_with("audit-proved", &[("date", &day), ("entries", &number("entries")), ("readings", &number("readings"))]))
        } @else {
            strong { (v.t_with("audit-broken", &[("date", &day)])) }
        }
    })
}

pub(super) async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let mut parts = Vec::new();
            for (i, c) in audited(v).into_iter().enumerate() {
                let proof = last(v, &c.id)?;
                parts.push(list::part(&format!("c-{i}"), &c.name, html! {
                    p { (last_proof(v, &c.id)?) }
                    @if let Some(fault) = proof.as_ref().map(|p| &p["fault"]).filter(|f| !f.is_null()) { (broken(v, fault)) }
                    form method="post" action="/audit/verify" {
                        input type="hidden" name="compartment" value=(c.id);
                        button.button.quiet type="submit" aria-label=(format!("{}: {}", v.t("audit-verify-now"), c.name)) { (v.t("audit-verify-now")) }
                    }
                }));
            }
            let body = html! {
                div.page-head { h1 { (v.t("audit-verify")) } p { (v.t("audit-verify-what")) } }
                @for part in &parts { (part) }
            };
            shown(frame::page(v, &v.t("audit-verify"), body))
        })
        .await
}

/// The first entry that does not hold, and what to do.
fn broken(v: &Viewer, fault: &Value) -> Markup {
    let kind = fault["kind"].as_str().unwrap_or("entry");
    let seq = fault["seq"].as_i64().unwrap_or(0).to_string();
    let node = fault["node"].as_str().unwrap_or_default();
    html! {
        div.notice.alarm role="alert" {
            p { (v.t_with(if kind == "reading" { "audit-fault-reading" } else { "audit-fault-entry" }, &[("seq", &format!("№ {seq}"))]))
                @if !node.is_empty() { " " (v.t("audit-fault-node")) " " code { (node) } } }
            p { code lang="en" dir="ltr" { (fault["what"].as_str().unwrap_or_default()) } }
            p { (v.t("audit-restore")) " " code dir="ltr" { "relais restore" } }
        }
    }
}

pub(super) async fn run(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let id = CompartmentId::parse(Typed::parse(&body).get("compartment"))
                .ok_or_else(Complaint::unknown)?;
            let proved = v.store().verify(v.actor()?, &id)?;
            let on = v.today_in(&id).to_string();
            let kept = json!({
                "on": on,
                "by": v.actor()?.name,
                "entries": proved.entries,
                "readings": proved.readings,
                "fault": proved.fault,
            });
            v.store().set_setting(&setting(&id), &kept.to_string())?;
            onward("/audit/verify")
        })
        .await
}
