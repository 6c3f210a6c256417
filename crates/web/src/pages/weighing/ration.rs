//! What is given out: the list for the kitchen on a day with the sums it needs, and cards for the children. Both bear code,
//! day and ration, and never a class, a diagnosis or a surname.

use super::{Ward, Weighed, places, ward};
use crate::edge::{Answer, Complaint, shown};
use crate::frame;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use maud::{Markup, html};
use store::weighing::ProgrammeLine;

/// Everybody of the place in a programme, with it.
fn given(ward: &Ward) -> Vec<(&Weighed, &ProgrammeLine)> {
    ward.people.iter().filter_map(|w| Some((w, w.programme.as_ref()?))).collect()
}

/// What a day asks for, in hundredths of the product's unit: sachets, or millilitres of milk.
pub(super) fn need(ward: &Ward, product: &str) -> u64 {
    let given = given(ward);
    let admissions = given.iter().map(|(_, p)| &p.admission);
    match product {
        "milk" => admissions.filter_map(|a| a.milk_ml_day).map(|ml| u64::from(ml) * 100).sum(),
        _ => admissions.filter_map(|a| a.sachets_day_100).map(u64::from).sum(),
    }
}

pub(super) async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let ward = ward(v, &asked::asked(v))?;
            let title = v.t("weighing-rations");
            shown(frame::page(v, &title, kitchen(v, &ward)?))
        })
        .await
}

fn kitchen(v: &Viewer, ward: &Ward) -> Result<Markup, Complaint> {
    let given = given(ward);
    let (sachets, milk) = (need(ward, "sachets") as f64 / 100.0, need(ward, "milk") as f64 / 100_000.0);
    let rows: Vec<Vec<Markup>> = given
        .iter()
        .map(|(w, p)| {
            let r = &w.resident;
            vec![
                list::code(&r.code),
                html! { bdi { (crate::pages::place::given_name(&r.name)) } },
                html! { bdi { (r.within) } },
                html! { span dir="auto" { (p.admission.ration) } },
                html! { span.box aria-hidden="true" {} },
            ]
        })
        .collect();
    let heads = ["list-code", "weighing-given-name", "place-room", "weighing-ration", "weighing-given-out"];
    Ok(html! {
        div.page-head {
            h1 { (v.t("weighing-rations")) (asked::colon(v)) bdi { (ward.place.name) } }
            p { (v.words.day(ward.on)) }
        }
        form.filter action="/weighings/rations" {
            label { (v.t("weighing-place")) " " (places(ward)) }
            label { (v.t("weighing-day")) " " input type="date" name="on" value=(ward.on); }
            button.button.quiet { (v.t("do-show")) }
        }
        div.toolbar {
            button.button.quiet type="button" data-print { (v.t("do-print")) }
            a.button.quiet href=(format!("/weighings/cards?place={}", ward.place.file)) { (v.t("weighing-cards")) }
            a.button.quiet href=(format!("/weighings/supplies?place={}", ward.place.file)) { (v.t("supply-card")) }
        }
        div.tiles {
            div.tile { span.figure { (given.len()) } " " span.label { (v.t("weighing-rations-people")) } }
            div.tile { span.figure { (super::decimal(v, sachets, 1)) } " " span.label { (v.t("weighing-rations-sachets")) } }
            div.tile { span.figure { (super::decimal(v, milk, 1)) } " " span.label { (v.t("weighing-rations-milk")) } }
        }
        @if rows.is_empty() { p.empty { (v.t("weighing-nobody")) } } @else { (list::table(v, "", &heads, &rows)) }
        p.by { (v.t("weighing-rations-words")) }
        (super::supply::shelf(v, ward)?)
    })
}

pub(super) async fn cards(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let ward = ward(v, &asked::asked(v))?;
            let title = v.t("weighing-cards");
            let body = html! {
                div.page-head.no-print { h1 { (v.t("weighing-cards")) } p { (v.t("weighing-cards-what")) } }
                div.toolbar {
                    button.button type="button" data-print { (v.t("do-print")) }
                    a.button.quiet href=(format!("/weighings/rations?place={}", ward.place.file)) { (v.t("do-back")) }
                }
                div.emergency-cards {
                    @for (w, p) in given(&ward) {
                        article.emergency-card {
                            header { (list::code(&w.resident.code)) span.by { (v.words.day(ward.on)) } }
                            p dir="auto" { (p.admission.ration) }
                        }
                    }
                }
            };
            shown(frame::page(v, &title, body))
        })
        .await
}
