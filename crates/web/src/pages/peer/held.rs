//! Entries that are kept and do not count, or cannot be read yet: why, and what to do.

use crate::edge::Complaint;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use domain::compartment::Role;
use maud::{Markup, html};
use store::HeldEntry;

/// Why an entry may be held, as the locale files call it.
const WHY: [&str; 13] = [
    "before",
    "author",
    "role",
    "node",
    "removed",
    "revoked",
    "signature",
    "epoch",
    "file-key",
    "newer-version",
    "fork",
    "erased",
    "body",
];

pub(super) fn part(v: &Viewer) -> Result<Markup, Complaint> {
    let all = v.store().held(v.actor()?)?;
    let rows: Vec<Vec<Markup>> = all.iter().map(|held| row(v, held)).collect();
    let heads = ["list-compartment", "peer-by", "peer-place", "peer-why", "peer-do"];
    Ok(html! {
        @if rows.is_empty() { p.empty { (v.t("peer-held-none")) } } @else { (list::table(v, "", &heads, &rows)) }
    })
}

fn row(v: &Viewer, held: &HeldEntry) -> Vec<Markup> {
    let house = v.compartment(&held.compartment);
    let name = house.map(|c| c.name.clone()).unwrap_or_default();
    let node: String = held.node.to_string().chars().take(12).collect();
    let why = WHY.into_iter().find(|why| *why == held.why).unwrap_or("damaged");
    let may = house.is_some_and(|c| c.role == Role::Keeper)
        && ["role", "removed", "revoked", "erased"].contains(&why);
    vec![
        html! { bdi { (name) } },
        html! { @if let Some(by) = &held.by { bdi { (v.member_name(by)) } } @else { "–" } },
        html! { code { (node) } " " (held.seq) },
        html! { (v.t(&format!("held-{why}"))) },
        html! {
            (v.t(&format!("held-{why}-do")))
            @if may {
                form.no-print method="post" action="/nodes" {
                    input type="hidden" name="act" value="admit";
                    input type="hidden" name="compartment" value=(held.compartment);
                    input type="hidden" name="entry" value=(held.id);
                    button.button.small type="submit" { (v.t("held-admit")) span.visually-hidden { (asked::colon(v)) (node) " " (held.seq) } }
                }
            }
        },
    ]
}
