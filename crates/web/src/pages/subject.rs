//! The sheet for whoever a file is about: who saw it, when and why, in plain words, and who may see it now. The store has
//! left out already what must not be told.

mod told;
mod withheld;

pub use told::text;

use crate::edge::{Answer, Complaint, shown};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::routing::get;
use maud::{Markup, html};
use store::subject::{House, Sheet, Shown};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/people/{file}/sheet", Gate::Audits, get(show)),
        route("GET, POST", "/withheld-names", Gate::Directs, get(withheld::show).post(withheld::take)),
    ]
}

async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let file = asked::file(&file)?;
            let sheet = v.store().subject_sheet(v.actor()?, &file)?;
            // Every printed page bears the name of whoever printed it: not where that name is left out.
            let mut nameless = v.clone();
            if let (Shown::Colleague, Some(actor)) = (&sheet.by, &mut nameless.actor) {
                actor.name = v.t("subject-colleague");
            }
            let title = format!("{} {}", v.t("subject-title"), sheet.code);
            shown(frame::page(&nameless, &title, page(v, &file.to_string(), &sheet)?))
        })
        .await
}

fn page(v: &Viewer, file: &str, sheet: &Sheet) -> Result<Markup, Complaint> {
    let words = &v.words;
    Ok(html! {
        div.page-head { h1 { (v.t("subject-title")) " " (list::code(&sheet.code)) } p { (v.t("subject-what")) } }
        div.toolbar.no-print {
            button.button type="button" data-print { (frame::mark("print", "icon")) (v.t("do-print")) }
            a.button.quiet href=(format!("/people/{file}/readings")) { (v.t("do-back")) }
        }
        div.prose { @for line in told::about(words, sheet) { p { (line) } } }
        (list::wide_part("seen", &v.t("subject-seen"), seen(v, sheet)))
        @if !sheet.left_out.is_empty() {
            (list::wide_part("left-out", &v.t("subject-left-out"), html! {
                @for line in told::left_out(words, sheet) { p { (line) } }
            }))
        }
        @for (i, house) in sheet.houses.iter().enumerate() {
            (list::wide_part(&format!("may-see-{i}"), &v.t_with("subject-may-see", &[("house", &house.name)]), may_see(v, house)))
        }
        p { (v.t("subject-ask")) }
    })
}

fn seen(v: &Viewer, sheet: &Sheet) -> Markup {
    if sheet.seen.is_empty() {
        return html! { p.empty { (v.t("subject-seen-none")) } };
    }
    let rows: Vec<Vec<Markup>> = sheet
        .seen
        .iter()
        .map(|seen| {
            vec![
                html! { (v.words.day(seen.on)) },
                html! { bdi { (told::who(&v.words, &seen.who)) } },
                html! { bdi { (seen.house) } },
                html! {
                    (told::why(&v.words, &seen.purposes))
                    @for reason in &seen.glass { p { strong { (told::glass(&v.words, reason)) } } }
                },
            ]
        })
        .collect();
    list::table(v, "", &["subject-day", "subject-who", "subject-where", "subject-why"], &rows)
}

fn may_see(v: &Viewer, house: &House) -> Markup {
    let row = |m: &store::subject::MaySee| {
        vec![
            html! { bdi { (told::who(&v.words, &m.who)) } },
            html! { @if let Some(role) = m.role { (v.t(&format!("role-{}", role.key()))) } },
            html! { @if let Some((by, on)) = &m.granted { (told::granted(&v.words, by, *on)) } },
        ]
    };
    let rows: Vec<Vec<Markup>> = house.may_see.iter().map(row).collect();
    list::table(v, "", &["subject-who", "subject-role", "subject-granted-head"], &rows)
}
