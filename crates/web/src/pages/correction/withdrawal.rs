//! Withdrawal: what was never true (the wrong child, a slip) is struck through with the reason. It stays readable.

use super::{framed, hidden, may_withdraw, open_to_write, query, write};
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::gate::{Gate, Route, route};
use crate::pages::person::{Opened, by, distinct, label_of, telling};
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use domain::entry::Fact;
use domain::refusal::{Refusal, Why, refuse, text};
use maud::{Markup, html};

pub(super) fn routes() -> Vec<Route> {
    vec![route("GET, POST", "/people/{file}/withdrawals", Gate::Writes, get(show).post(record))]
}

async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = open_to_write(v, &file, "withdrawals")?;
            let typed = query(v);
            if !withdrawable(&o, typed.get("slot")) {
                return Err(Complaint::unknown().to(v));
            }
            shown(page(v, &o, &typed, None))
        })
        .await
}

async fn record(viewer: Viewer, Path(file): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let o = open_to_write(v, &file, "withdrawals")?;
            if !withdrawable(&o, typed.get("slot")) {
                return Err(Complaint::unknown().to(v));
            }
            let written = write(v, &o, &typed, |typed, _, _| {
                let why = text("reason", typed.get("reason")).map_err(|r| {
                    if r.why == Why::Missing { refuse("reason", "", Why::NeedsReason) } else { r }
                })?;
                Ok(vec![Fact::Withdrawn { slot: typed.get("slot").to_string(), why }])
            });
            match written {
                Ok(()) => onward(&super::back_to(v, &o)?),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page(v, &o, &typed, Some(&refusal)))
                        .into_response())
                }
            }
        })
        .await
}

fn withdrawable(o: &Opened, slot: &str) -> bool {
    may_withdraw(slot) && o.volume.file.standing(slot).any(|c| !matches!(c.fact, Fact::Withdrawn { .. }))
}

fn page(v: &Viewer, o: &Opened, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let slot = typed.get("slot");
    let claims = o.volume.file.claims.get(slot).map(Vec::as_slice).unwrap_or_default();
    let form = Form { viewer: v, typed, refusal };
    let fields = html! {
        (hidden(&form, "slot"))
        dl.facts {
            div {
                dt { (label_of(v, o, slot)) }
                @for claim in distinct(claims) {
                    dd { (telling::value(v, &claim.fact)) " " span.by { (by(v, o, claim)) } }
                }
            }
        }
        div.fields { (form.area("reason", 3)) }
    };
    framed(v, o, "withdrawals", &form, None, fields)
}
