//! How long it takes from arrival in a camp to release, step by step.

use super::{dates, list};
use crate::edge::{Answer, shown};
use crate::frame;
use crate::viewer::Viewer;
use domain::indicator::times_to_release;
use maud::html;

pub(super) async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let actor = v.actor()?;
            let steps = times_to_release(&v.store().presences(actor, None)?, &v.store().milestones(actor)?);
            let today = v.words.day(v.today(v.scene()));
            let heads = ["report-step", "report-step-people", "report-median", "report-p90", "report-longest"];
            let body = html! {
                div.page-head { h1 { (v.t("report-times")) } p { (v.t("report-times-what")) } }
                @if steps.iter().all(|s| s.people == 0) { p.empty { (v.t("report-empty")) } } @else {
                    div.scroll tabindex="0" role="region" aria-label=(v.t("report-times")) {
                        table.figure-table {
                            caption { (v.t("report-times")) " " small { (dates(v, &today, None)) } }
                            thead { tr { @for head in heads { th scope="col" { (v.t(head)) } } } }
                            tbody { @for s in &steps { tr {
                                th scope="row" { (v.t(&format!("report-step-{}", s.step))) }
                                td { (s.people) }
                                @for days in [s.median_days, s.p90_days, s.longest_days] {
                                    td { @if s.people > 0 { (v.t_with("report-days", &[("count", &days.to_string())])) } }
                                }
                            } } }
                        }
                    }
                }
                (list::part("definition", &v.t("report-definition"), html! { p { (v.t("report-definition-times")) } }))
            };
            shown(frame::page(v, &v.t("report-times"), body))
        })
        .await
}
