//! The worker's parts of today: my children by next date, papers that lapse, silences that speak, offers, files on the
//! road, values in dispute, newcomers without a dossier.

use super::{Day, ROWS, counted, list};
use crate::edge::Complaint;
use domain::id::FileId;
use maud::{Markup, html};
use std::collections::HashMap;
use store::Waiting;
use store::dossier::Due;
use store::person::{PersonLine, Which};

/// Days within which a paper that lapses asks for action.
const LAPSING_DAYS: i64 = 7;
/// Days within which somebody new should have a dossier or a reason why not.
const NEW_DAYS: i64 = 7;
/// A worker's children at most; a caseload is 25.
const CASELOAD_MAX: usize = 200;
/// Newcomers counted.
const NEW_MAX: usize = 200;

pub(super) fn mine(day: &Day<'_>) -> Result<Markup, Complaint> {
    let v = day.v;
    let actor = v.actor()?;
    let which = Which { worker: Some(actor.name.clone()), ..Which::default() };
    let people = v.store().people(actor, &which, None, CASELOAD_MAX)?;
    let mut next: HashMap<FileId, &Due> = HashMap::new();
    for (_, due) in &day.due {
        next.entry(due.file).or_insert(due);
    }
    let mut mine: Vec<(&PersonLine, Option<&Due>)> =
        people.iter().map(|p| (p, next.get(&p.file).copied())).collect();
    mine.sort_by_key(|(p, due)| (due.is_none(), due.map(|d| d.on), p.sort.clone(), p.file));
    Ok(counted(v, "today-mine", mine.len(), || {
        let rows: Vec<Vec<Markup>> = mine
            .iter()
            .take(ROWS)
            .map(|(p, due)| {
                let name = format!("{} {}", p.given, p.surname);
                vec![
                    list::person(&p.file, name.trim()),
                    list::code(&p.code),
                    html! { bdi { (p.place_name) } },
                    html! { @if let Some(due) = due { (date(day, due)) } },
                ]
            })
            .collect();
        list::table(v, "", &["list-name", "list-code", "list-place", "list-next-date"], &rows)
    }))
}

/// What falls due, and why.
fn date(day: &Day<'_>, due: &Due) -> Markup {
    html! {
        (list::due(day.v, due.on, due.in_days))
        " " span.by { (why(day, due)) ": " bdi { (paper(day, due)) } }
    }
}

/// Whether it lapses or speaks, or has.
fn why(day: &Day<'_>, due: &Due) -> String {
    let past = if due.in_days < 0 { "-past" } else { "" };
    day.v.t(&format!("today-why-{}{past}", due.why))
}

/// The title of the paper, in the first procedure that ships one of that id; its id where none does.
fn paper(day: &Day<'_>, due: &Due) -> String {
    let kinds = planning::shipped().iter().flat_map(|p| &p.papers);
    let kind = kinds.filter(|k| k.id == due.paper).map(|k| &k.title).next();
    kind.map_or_else(|| due.paper.clone(), |title| title.in_language(day.v.words.0.code()).to_string())
}

fn dates(day: &Day<'_>, key: &str, found: &[&Due]) -> Markup {
    counted(day.v, key, found.len(), || {
        let rows: Vec<Vec<Markup>> = found
            .iter()
            .take(ROWS)
            .map(|d| {
                vec![
                    list::person(&d.file, &d.who.1),
                    list::code(&d.who.0),
                    html! { bdi { (paper(day, d)) } },
                    html! { (list::due(day.v, d.on, d.in_days)) span.by { ", " (why(day, d)) } },
                ]
            })
            .collect();
        list::table(day.v, "", &["list-name", "list-code", "list-paper", "list-date"], &rows)
    })
}

fn chosen<'a>(day: &'a Day<'_>, admit: impl Fn(&Due) -> bool) -> Vec<&'a Due> {
    day.due.iter().map(|(_, d)| d).filter(|d| admit(d)).collect()
}

pub(super) fn lapsing(day: &Day<'_>) -> Markup {
    dates(
        day,
        "today-lapsing",
        &chosen(day, |d| d.why == "lapses" && (0..=LAPSING_DAYS).contains(&d.in_days)),
    )
}

pub(super) fn silences(day: &Day<'_>) -> Markup {
    dates(day, "today-silences", &chosen(day, |d| d.why == "silence" && d.in_days <= 0))
}

pub(super) fn overdue(day: &Day<'_>) -> Markup {
    dates(day, "today-overdue", &chosen(day, |d| d.in_days < 0))
}

pub(super) fn deadlines(day: &Day<'_>) -> Markup {
    dates(
        day,
        "today-deadlines",
        &chosen(day, |d| d.in_days > LAPSING_DAYS || (d.why == "silence" && d.in_days > 0)),
    )
}

pub(super) fn newcomers(day: &Day<'_>) -> Result<Markup, Complaint> {
    let v = day.v;
    let people = v.store().without_any_dossier(v.actor()?, NEW_DAYS, NEW_MAX)?;
    Ok(counted(v, "today-newcomers", people.len(), || {
        let rows: Vec<Vec<Markup>> = people
            .iter()
            .take(ROWS)
            .map(|p| {
                vec![
                    list::person(&p.file, format!("{} {}", p.given, p.surname).trim()),
                    list::code(&p.code),
                    html! { bdi { (p.place_name) } },
                    html! { @if let Some(since) = p.since { (v.words.day(since)) } },
                ]
            })
            .collect();
        list::table(v, "", &["list-name", "list-code", "list-place", "list-since"], &rows)
    }))
}

pub(super) fn offers(day: &Day<'_>) -> Result<Markup, Complaint> {
    let v = day.v;
    let offers = v.store().offers(v.actor()?)?;
    Ok(counted(v, "today-offers", offers.len(), || {
        let rows: Vec<Vec<Markup>> = offers
            .iter()
            .take(ROWS)
            .map(|o| {
                let names: Vec<&str> = o.people.iter().map(|(_, name)| name.as_str()).take(4).collect();
                let more = o.people.len().saturating_sub(names.len());
                vec![
                    html! { a href="/transfers" { bdi { (o.from_name) } } },
                    html! {
                        @for (i, name) in names.iter().enumerate() { @if i > 0 { ", " } bdi { (name) } }
                        @if more > 0 { " " (v.t_with("today-and-more", &[("count", &more.to_string())])) }
                    },
                ]
            })
            .collect();
        list::table(v, "", &["list-from", "list-people"], &rows)
    }))
}

fn waiting(
    day: &Day<'_>,
    key: &str,
    found: &[Waiting],
    head: &str,
    what: impl Fn(&Waiting) -> Markup,
) -> Markup {
    counted(day.v, key, found.len(), || {
        let rows: Vec<Vec<Markup>> = found
            .iter()
            .take(ROWS)
            .map(|w| vec![list::person(&w.file, &w.who.1), list::code(&w.who.0), what(w)])
            .collect();
        list::table(day.v, "", &["list-name", "list-code", head], &rows)
    })
}

pub(super) fn road(day: &Day<'_>) -> Markup {
    waiting(day, "today-road", &day.attention.on_the_road, "list-to", |w| html! { bdi { (w.what) } })
}

pub(super) fn disputes(day: &Day<'_>) -> Markup {
    waiting(day, "today-disputes", &day.attention.disputes, "list-about", |w| {
        let room = w.what.split('/').next().unwrap_or_default();
        let key = format!("today-slot-{room}");
        html! { (if day.v.words.has(&key) { day.v.t(&key) } else { w.what.clone() }) }
    })
}
