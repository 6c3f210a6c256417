//! How programmes ended: recovered, died, defaulted, without response, moved on, beside the bounds that Sphere sets.

use super::{places, ward};
use crate::edge::{Answer, shown};
use crate::frame;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use domain::compartment::Scene;
use domain::weighing::PROGRAMMES;
use growth::protocol::{Denominator, OUTCOME_BOUNDS, Outcome, Outcomes, Treatment};
use maud::{Markup, html};
use std::collections::BTreeMap;
use store::weighing::ProgrammeLine;

/// Outcomes with their key, as Sphere counts them.
const COUNTED: [(Outcome, &str); 5] = [
    (Outcome::Recovered, "recovered"),
    (Outcome::Died, "died"),
    (Outcome::Defaulted, "defaulted"),
    (Outcome::NotResponded, "non-respondent"),
    (Outcome::Transferred, "transferred"),
];

pub(super) async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let ward = ward(v, &asked::asked(v))?;
            let all = v.store().programmes(v.actor()?, ward.on, false)?;
            let title = v.t("weighing-outcomes");
            let body = html! {
                div.page-head { h1 { (title) } p { (v.t("weighing-outcomes-what")) } }
                form.filter action="/weighings/outcomes" {
                    label { (v.t("weighing-place")) " " (places(&ward)) }
                    label { (v.t("weighing-day")) " " input type="date" name="on" value=(ward.on); }
                    button.button.quiet { (v.t("do-show")) }
                }
                @for programme in PROGRAMMES { (of(v, ward.place.scene, programme, &all)) }
            };
            shown(frame::page(v, &title, body))
        })
        .await
}

/// Counts by protocol and version.
fn counted(programme: &str, all: &[ProgrammeLine]) -> BTreeMap<(String, u32), (u32, Outcomes)> {
    let mut by: BTreeMap<(String, u32), (u32, Outcomes)> = BTreeMap::new();
    for line in all.iter().filter(|p| p.admission.programme == programme) {
        let (running, ended) =
            by.entry((line.admission.protocol.clone(), line.admission.version)).or_default();
        match line.leaving.as_ref().map(|l| l.outcome.as_str()) {
            None => *running += 1,
            Some("recovered") => ended.recovered += 1,
            Some("died") => ended.died += 1,
            Some("defaulted") => ended.defaulted += 1,
            Some("non-respondent") => ended.not_responded += 1,
            Some("transferred") => ended.transferred += 1,
            Some(_) => {}
        }
    }
    by
}

fn of(v: &Viewer, scene: Scene, programme: &str, all: &[ProgrammeLine]) -> Markup {
    let severe = programme == PROGRAMMES[0];
    let treatment = if severe { Treatment::Severe } else { Treatment::Moderate };
    let rows: Vec<Vec<Markup>> = counted(programme, all)
        .into_iter()
        .map(|((protocol, version), (running, ended))| {
            let mut cells =
                vec![html! { @if protocol.is_empty() { (v.t("weighing-no-protocol")) } @else { (protocol) " " (version) } }, html! { (running) }];
            cells.extend(COUNTED.iter().map(|(outcome, _)| share(v, &ended, *outcome, treatment)));
            cells
        })
        .collect();
    let mut heads = vec!["weighing-protocol", "weighing-running"];
    let names: Vec<String> = COUNTED.iter().map(|(_, key)| format!("weighing-outcome-{key}")).collect();
    heads.extend(names.iter().map(String::as_str));
    let body = html! {
        @if rows.is_empty() { p.empty { (v.t("programme-none")) } } @else { (list::table(v, "", &heads, &rows)) }
        p.by { (bounds(v, treatment)) }
    };
    list::wide_part(programme, &super::programme_name(v, scene, programme), body)
}

fn share(v: &Viewer, ended: &Outcomes, outcome: Outcome, treatment: Treatment) -> Markup {
    let percent = ended.rate(outcome, Denominator::Ended);
    let bound = OUTCOME_BOUNDS.iter().find(|b| b.treatment == treatment && b.outcome == outcome);
    html! {
        (ended.count(outcome))
        @if let Some(percent) = percent {
            " (" (super::decimal(v, percent, 1)) " %)"
            @if bound.is_some_and(|b| !b.is_kept(percent)) { " " strong { (v.t("weighing-out-of-bounds")) } }
        }
    }
}

fn bounds(v: &Viewer, treatment: Treatment) -> Markup {
    html! {
        (v.t("weighing-bounds")) " "
        @for (i, b) in OUTCOME_BOUNDS.iter().filter(|b| b.treatment == treatment).enumerate() {
            @if i > 0 { "; " }
            @let key = COUNTED.iter().find(|(o, _)| *o == b.outcome).map_or("", |(_, key)| key);
            (v.t(&format!("weighing-outcome-{key}")))
            @if let Some(above) = b.above { " > " (above) " %" }
            @if let Some(below) = b.below { " < " (below) " %" }
            ", " cite { (b.source) }
            @if b.to_be_confirmed { " " span.certainty { (v.t("weighing-to-confirm")) } }
        }
    }
}
