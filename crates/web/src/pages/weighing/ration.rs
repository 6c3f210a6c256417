//! What is given out: the list for the kitchen on a day with the sums it needs, and cards for the children. Both bear code,
//! day and ration, and never a class, a diagnosis or a surname.

use super::{Ward, Weighed, places, ward};
use crate::edge::{Answer, Complaint, shown};
use crate::frame;
use crate::pages::place::asked;
use crate::pages::{list, paper};
use crate::viewer::Viewer;
use domain::id::FileId;
use maud::{Markup, html};
use print::list::List;
use print::{Names, spoken};
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
            if let Some(names) = paper::asked_for(v) {
                return on_paper(v, &ward, names);
            }
            let title = v.t("weighing-rations");
            shown(frame::page(v, &title, kitchen(v, &ward)?))
        })
        .await
}

/// The kitchen's list as PDF. What is taken away on paper, by name or by code, is a reading of each file.
fn on_paper(v: &Viewer, ward: &Ward, names: Names) -> Answer {
    let given = given(ward);
    let files: Vec<FileId> = given.iter().map(|(w, _)| w.resident.file).collect();
    v.store().open_files(v.actor()?, &files, "ration list")?;
    let line = |(w, p): &(&Weighed, &ProgrammeLine)| {
        let name = match names {
            Names::Shown => crate::pages::place::given_name(&w.resident.name).to_string(),
            Names::Coded => String::new(),
        };
        let ration = p.admission.ration.clone();
        vec![spoken(&w.resident.code), name, w.resident.within.clone(), ration, String::new()]
    };
    let (sachets, milk) = (need(ward, "sachets") as f64 / 100.0, need(ward, "milk") as f64 / 100_000.0);
    let column = |key: &str, width: u8| (v.t(key), width);
    let of = List {
        title: format!("{}: {}", v.t("weighing-rations"), ward.place.name),
        about: vec![
            (v.t("weighing-day"), v.words.day(ward.on)),
            (v.t("weighing-rations-people"), given.len().to_string()),
            (v.t("weighing-rations-sachets"), super::decimal(v, sachets, 1)),
            (v.t("weighing-rations-milk"), super::decimal(v, milk, 1)),
        ],
        columns: vec![
            column("list-code", 3),
            column("weighing-given-name", 4),
            column("place-room", 4),
            column("weighing-ration", 9),
            column("weighing-given-out", 3),
        ],
        lines: given.iter().map(line).collect(),
        below: vec![v.t("weighing-rations-words")],
        signed: vec![v.t("paper-signature")],
        foot: paper::foot(v, v.today(v.scene())),
    };
    paper::listed(v, &format!("rations-{}", ward.on), &of, v.today(v.scene()))
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
            (paper::ways(v, &format!("/weighings/rations?place={}&on={}", ward.place.file, ward.on)))
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
