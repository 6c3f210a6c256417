//! Settling: where two people said different things without having seen each other, a person says which stands. The
//! choice is a further entry written with sight of both; neither is lost.

use super::correction::{address_of, back_to, framed, hidden, open_to_write, query};
use super::person::{Opened, by, distinct, label_of, telling};
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use domain::entry::Fact;
use domain::file::Claim;
use domain::id::EntryId;
use domain::refusal::{Refusal, Why, refuse};
use maud::{Markup, html};

pub(crate) fn routes() -> Vec<Route> {
    vec![route("GET, POST", "/people/{file}/settlements", Gate::Writes, get(show).post(settle))]
}

async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = open_to_write(v, &file, "settlements")?;
            let typed = query(v);
            if standing(&o, typed.get("slot")).len() < 2 {
                // Somebody settled it meanwhile: the file says so.
                return onward(&back_to(v, &o)?);
            }
            shown(page(v, &o, &typed, None))
        })
        .await
}

async fn settle(viewer: Viewer, Path(file): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let o = open_to_write(v, &file, "settlements")?;
            let slot = typed.get("slot").to_string();
            if standing(&o, &slot).is_empty() || slot.starts_with("transfer/") {
                return Err(Complaint::unknown().to(v));
            }
            let chosen = EntryId::parse(typed.get("choice")).and_then(|entry| {
                standing(&o, &slot)
                    .into_iter()
                    .find(|c| o.volume.file.told_by(c).id == entry)
                    .map(|c| c.fact.clone())
            });
            let Some(fact) = chosen else {
                let refusal = refuse("choice", "", Why::Missing);
                return Ok(
                    (StatusCode::UNPROCESSABLE_ENTITY, page(v, &o, &typed, Some(&refusal))).into_response()
                );
            };
            super::correction::write(v, &o, &typed, move |_, _, _| Ok(vec![fact]))?;
            onward(&back_to(v, &o)?)
        })
        .await
}

fn standing<'a>(o: &'a Opened, slot: &str) -> Vec<&'a Claim> {
    distinct(o.volume.file.claims.get(slot).map(Vec::as_slice).unwrap_or_default())
}

fn page(v: &Viewer, o: &Opened, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let slot = typed.get("slot");
    let form = Form { viewer: v, typed, refusal };
    let fields = html! {
        (hidden(&form, "slot"))
        fieldset.choice.column #choice {
            legend { (label_of(v, o, slot)) }
            div.options {
                @for claim in standing(o, slot) { (option(v, o, typed, claim)) }
            }
            @if let Some(refusal) = refusal { p.error { (crate::edge::refused(v, refusal)) } }
        }
        @if let Some(form) = address_of(slot).filter(|_| o.administrative()) {
            p { a href=(o.address(&form)) { (v.t("person-settle-new")) } }
        }
    };
    framed(v, o, "settlements", &form, None, fields)
}

fn option(v: &Viewer, o: &Opened, typed: &Typed, claim: &Claim) -> Markup {
    let entry = o.volume.file.told_by(claim).id.to_string();
    let withdrawn = matches!(claim.fact, Fact::Withdrawn { .. });
    html! {
        label {
            input type="radio" name="choice" value=(entry) checked[typed.get("choice") == entry];
            " "
            @if withdrawn { em { (telling::value(v, &claim.fact)) } } @else { (telling::value(v, &claim.fact)) }
            " " span.by { (by(v, o, claim)) }
        }
    }
}
