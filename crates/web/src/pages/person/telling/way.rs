//! The way of a child in words: stays, dossiers, the relay house, files that travel.

use crate::viewer::Viewer;
use domain::dossier::Fact as Dossier;
use domain::entry::Fact;
use domain::relay_house::Fact as RelayHouse;
use domain::stay::{Closing, Fact as Stay, Opening};
use domain::transfer::Fact as Transfer;
use maud::{Markup, html};

/// What the fact is about.
pub(super) fn label(v: &Viewer, fact: &Fact) -> String {
    v.t(match fact {
        Fact::Stay(Stay::Opened { .. }) => "person-fact-arrived",
        Fact::Stay(Stay::Closed { .. }) => "person-fact-left",
        Fact::Stay(Stay::Absent { .. }) => "person-fact-absent",
        Fact::Dossier(Dossier::Opened { .. }) => "person-fact-dossier-opened",
        Fact::Dossier(Dossier::Paper { .. }) => "person-fact-paper",
        Fact::Dossier(Dossier::Scan { .. }) => "person-fact-scan",
        Fact::Dossier(Dossier::Closed { .. }) => "person-fact-dossier-closed",
        Fact::RelayHouse(RelayHouse::Checked { item, .. }) => return v.t(&format!("care-{item}")),
        Fact::RelayHouse(RelayHouse::Reviewed { .. }) => "review-title",
        Fact::RelayHouse(RelayHouse::Leaving { .. }) => "person-fact-leaving",
        Fact::RelayHouse(RelayHouse::HandedOver { .. }) => "person-fact-handed-over",
        Fact::RelayHouse(RelayHouse::Confirmed { .. }) => "person-fact-confirmed",
        Fact::Transfer(Transfer::Offered { .. }) => "person-fact-offered",
        Fact::Transfer(Transfer::Recalled { .. }) => "person-fact-recalled",
        Fact::Transfer(Transfer::Accepted { .. }) => "person-fact-accepted",
        Fact::Transfer(Transfer::Closed { .. }) => "person-fact-travelled",
        _ => "person-fact-relay-house",
    })
}

/// What it says.
pub(super) fn value(v: &Viewer, fact: &Fact) -> Markup {
    match fact {
        Fact::Stay(Stay::Opened { opening, .. }) => arrived(v, opening),
        Fact::Stay(Stay::Closed { closing, .. }) => left(v, closing),
        Fact::Stay(Stay::Absent { absence, .. }) => html! {
            (v.t(&format!("absence-{}", absence.kind))) ", "
            (super::span(v, Some(&absence.from), absence.until.as_ref()))
        },
        Fact::Dossier(Dossier::Opened { opening, .. }) => html! {
            bdi { (procedure_title(v, opening)) } ", " (v.words.edtf(&opening.on))
        },
        Fact::Dossier(Dossier::Paper { paper, state, .. }) => html! {
            bdi { (paper_title(v, paper)) } (v.t("person-colon")) " " (v.t(&format!("status-{}", state.status.key())))
            @if !state.issuer.is_empty() { ", " bdi { (state.issuer) } }
        },
        Fact::Dossier(Dossier::Scan { paper, picture, .. }) => html! {
            bdi { (paper_title(v, paper)) }
            @if !picture.caption.is_empty() { (v.t("person-colon")) " " span dir="auto" { (picture.caption) } }
        },
        Fact::Dossier(Dossier::Closed { closing, .. }) => html! {
            (v.t(&format!("outcome-{}", closing.outcome))) ", " (v.words.edtf(&closing.on))
            @if !closing.note.is_empty() { (v.t("person-colon")) " " span dir="auto" { (closing.note) } }
        },
        Fact::RelayHouse(fact) => relay_house(v, fact),
        Fact::Transfer(fact) => transfer(v, fact),
        _ => html! {},
    }
}

/// An arrival: where, since when, from where.
pub(crate) fn arrived(v: &Viewer, opening: &Opening) -> Markup {
    html! {
        (v.place(&opening.place, &opening.name))
        @if !opening.within.is_empty() { ", " bdi { (opening.within) } }
        ", " (v.words.edtf(&opening.from))
        @if !opening.came_from.is_empty() { ", " (v.t("person-came-from")) " " bdi { (opening.came_from) } }
        @if !opening.reason.is_empty() { "; " bdi { (opening.reason) } }
    }
}

/// The title of a procedure; its id where this version does not ship it.
fn procedure_title(v: &Viewer, opening: &domain::dossier::Opening) -> String {
    let known = planning::find(&opening.procedure, opening.version);
    known.map_or_else(|| opening.procedure.clone(), |p| p.title.in_language(v.words.0.code()).to_string())
}

/// The name of a paper, whichever shipped procedure asks for it.
fn paper_title(v: &Viewer, id: &str) -> String {
    let known = planning::shipped().iter().flat_map(|p| &p.papers).find(|kind| kind.id == id);
    known.map_or_else(|| id.to_string(), |kind| kind.title.in_language(v.words.0.code()).to_string())
}

fn left(v: &Viewer, closing: &Closing) -> Markup {
    html! {
        (v.words.edtf(&closing.until)) ", " (v.t(&format!("end-{}", closing.reason.key())))
        @if !closing.towards.is_empty() { ", " (v.t("person-towards")) " " bdi { (closing.towards) } }
    }
}

fn relay_house(v: &Viewer, fact: &RelayHouse) -> Markup {
    match fact {
        RelayHouse::Checked { check, .. } => html! {
            span dir="auto" { (check.finding) } " " span.certainty { (v.words.day(check.on)) " " (check.at) }
        },
        RelayHouse::Reviewed { review, .. } => html! {
            (v.t(&format!("review-outcome-{}", review.outcome))) (v.t("person-colon")) " " span dir="auto" { (review.reason) }
            " " span.certainty { (v.words.day(review.on)) }
        },
        RelayHouse::Leaving { departure, .. } => html! {
            bdi { (departure.name) } ", " (v.words.day(departure.on))
            @if !departure.reason.is_empty() { (v.t("person-colon")) " " span dir="auto" { (departure.reason) } }
            @if !departure.stands { " " span.certainty { (v.t("person-taken-back")) } }
        },
        RelayHouse::HandedOver { handover, .. } => html! {
            bdi { (handover.escort) } " → " bdi { (handover.receiver) } ", " (v.words.day(handover.on)) " " (handover.at)
        },
        RelayHouse::Confirmed { on, by, .. } => html! { bdi { (by) } ", " (v.words.edtf(on)) },
        RelayHouse::Convoy(convoy) => html! { bdi { (convoy.name) } ", " (v.words.day(convoy.on)) },
    }
}

fn transfer(v: &Viewer, fact: &Transfer) -> Markup {
    let named = |id| v.compartment(id).map(|c| c.name.clone());
    match fact {
        Transfer::Offered { to, .. } => {
            html! { bdi { (named(to).unwrap_or_else(|| v.t("person-another-house"))) } }
        }
        Transfer::Accepted { from, .. } => html! {
            (v.t("person-came-from")) " " bdi { (named(from).unwrap_or_else(|| v.t("person-another-house"))) }
        },
        Transfer::Recalled { .. } | Transfer::Closed { .. } => html! { (v.t("person-transfer-noted")) },
    }
}
