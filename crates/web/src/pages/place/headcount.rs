//! The headcount sheet of an emergency: code, given name, room, a box to tick, printed before anything happens. Nothing
//! stands on it that a stranger may not read.

use super::{Site, asked, head, tabs};
use crate::edge::{Answer, Complaint, shown};
use crate::frame;
use crate::pages::list;
use crate::pages::place::people::absent;
use crate::viewer::Viewer;
use axum::extract::Path;
use maud::{Markup, html};
use std::collections::BTreeMap;
use store::place::Resident;

/// The sheet of today.
pub(crate) async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let site = Site::of(v, &file, None)?;
            let title = v.t("place-tab-headcount");
            shown(frame::page(v, &title, sheet(v, &site)?))
        })
        .await
}

fn sheet(v: &Viewer, site: &Site) -> Result<Markup, Complaint> {
    let residents = site.residents(v, site.today, site.today)?;
    let (away, here): (Vec<&Resident>, Vec<&Resident>) = residents.iter().partition(|r| r.absent.is_some());
    let mut rooms: BTreeMap<&str, Vec<&Resident>> = BTreeMap::new();
    here.iter().for_each(|r| rooms.entry(r.within.as_str()).or_default().push(r));
    let (n, gone) = (here.len().to_string(), away.len().to_string());
    Ok(html! {
        (head(v, site))
        (tabs(v, site, "headcount"))
        div.toolbar { button.button type="button" data-print { (v.t("do-print")) } }
        p { strong { (v.words.day(site.today)) } (asked::colon(v)) (v.t_with("headcount-sum", &[("here", &n), ("away", &gone)])) }
        @if residents.is_empty() { p.empty { (v.t("place-nobody")) } }
        @for (room, people) in &rooms { (part(v, site, room, people)) }
        @if !away.is_empty() { (absent_ones(v, &away)) }
        div.signatures { p { (v.t("headcount-counted-by")) } p { (v.t("headcount-at")) } p { (v.t("headcount-missing")) } }
    })
}

fn part(v: &Viewer, site: &Site, room: &str, people: &[&Resident]) -> Markup {
    let n = people.len().to_string();
    let caption = match room {
        "" => v.t_with("headcount-no-room", &[("n", &n)]),
        room => v.t_with("headcount-room", &[("room", room), ("n", &n)]),
    };
    let rows: Vec<Vec<Markup>> = people
        .iter()
        .map(|p| {
            vec![
                html! { label { input type="checkbox"; " " bdi { (given(&p.name)) } } },
                list::code(&p.code),
                html! { (asked::age(v, &p.birth, site.today)) },
                html! {},
            ]
        })
        .collect();
    list::table(v, &caption, &["headcount-given", "place-code", "age", "headcount-seen"], &rows)
}

fn absent_ones(v: &Viewer, away: &[&Resident]) -> Markup {
    let rows: Vec<Vec<Markup>> = away
        .iter()
        .map(|p| {
            let (since, kind) = p.absent.clone().unwrap_or_default();
            vec![
                html! { bdi { (given(&p.name)) } },
                list::code(&p.code),
                html! { (absent(v, &kind, &v.words.day(since))) },
            ]
        })
        .collect();
    let caption = v.t("headcount-away");
    list::table(v, &caption, &["headcount-given", "place-code", "headcount-where"], &rows)
}

/// The given name of "Surname, Given": what is called across a yard.
pub(crate) fn given(name: &str) -> &str {
    name.split_once(", ").map_or(name, |(_, given)| given)
}
