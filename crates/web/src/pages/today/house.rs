//! The house's parts of today: who came, what first care lacks, who leaves, who is here, where more sleep than there
//! are beds, who is in care.

use super::{Day, ROWS, counted, list};
use crate::edge::Complaint;
use crate::pages::place::asked;
use domain::compartment::Role;
use domain::place::Kind;
use domain::placement::review_due;
use jiff::civil::Date;
use maud::{Markup, html};
use store::place::{PlaceLine, Resident};
use store::relay_house::{Board, Card};

/// Cards whose first care is looked at: a house that takes in more in two days asks for more than a list.
const CARE_MAX: usize = 60;

fn boards<'a>(day: &'a Day<'_>) -> Result<Vec<(&'a PlaceLine, Board)>, Complaint> {
    let actor = day.v.actor()?;
    let houses = day.places.iter().filter(|p| p.kind == Kind::RelayHouse);
    houses
        .map(|house| Ok((house, day.v.store().board(actor, &house.file, day.v.today(house.scene))?)))
        .collect()
}

pub(super) fn arrivals(day: &Day<'_>) -> Result<Markup, Complaint> {
    let v = day.v;
    let boards = boards(day)?;
    let count = boards.iter().map(|(_, b)| b.arrivals.len()).sum();
    Ok(counted(v, "today-arrivals", count, || {
        html! {
            @for (house, board) in boards.iter().filter(|(_, b)| !b.arrivals.is_empty()) {
                p { bdi { (house.name) } ": " (beds(day, house)) }
                (list::table(v, "", &["list-name", "list-code", "list-from", "list-since"], &board.arrivals.iter().take(ROWS).map(|c| vec![
                    list::person(&c.file, &c.name),
                    list::code(&c.code),
                    html! { bdi { (c.came_from) } },
                    html! { (v.words.day(c.since)) },
                ]).collect::<Vec<_>>()))
            }
            p { a href="/relay-house" { (v.t("today-to-board")) } }
        }
    }))
}

fn beds(day: &Day<'_>, place: &PlaceLine) -> String {
    let counts = (place.present.to_string(), place.capacity.to_string());
    day.v.t_with("today-beds", &[("present", &counts.0), ("beds", &counts.1)])
}

pub(super) fn first_care(day: &Day<'_>) -> Result<Markup, Complaint> {
    let v = day.v;
    let actor = v.actor()?;
    let mut open: Vec<(Card, Vec<&'static str>)> = Vec::new();
    for (_, board) in boards(day)? {
        for card in board.arrivals.into_iter().chain(board.waiting).chain(board.leaving).take(CARE_MAX) {
            let missing = v.store().care_missing(actor, &card.compartment, &card.file, card.stay)?;
            if !missing.is_empty() {
                open.push((card, missing));
            }
        }
    }
    Ok(counted(v, "today-first-care", open.len(), || {
        let rows: Vec<Vec<Markup>> = open
            .iter()
            .take(ROWS)
            .map(|(card, missing)| {
                vec![
                    list::person(&card.file, &card.name),
                    list::code(&card.code),
                    html! { (v.t_with("today-care-missing", &[("count", &missing.len().to_string())])) ": "
                    (missing.iter().take(4).map(|i| v.t(&format!("care-{i}"))).collect::<Vec<_>>().join(", "))
                    @if missing.len() > 4 { " …" } },
                    html! { (v.words.day(card.since)) },
                ]
            })
            .collect();
        list::table(v, "", &["list-name", "list-code", "list-missing", "list-since"], &rows)
    }))
}

/// Who waits without a decision and was not looked at for a week.
pub(super) fn reviews(day: &Day<'_>) -> Result<Markup, Complaint> {
    let v = day.v;
    let actor = v.actor()?;
    let mut open: Vec<(Card, Date)> = Vec::new();
    for (house, board) in
        boards(day)?.into_iter().filter(|(h, _)| asked::may(v, &h.compartment, Role::writes))
    {
        let today = v.today(house.scene);
        let here = |card: &Card| card.compartment == house.compartment;
        for card in board.arrivals.into_iter().chain(board.waiting).filter(here) {
            // Who came less than a week ago is not due, whatever their file says.
            if review_due(card.since, None) > today || open.len() >= CARE_MAX {
                continue;
            }
            let due = review_due(card.since, v.store().last_review(actor, &card)?);
            if due <= today {
                open.push((card, due));
            }
        }
    }
    Ok(counted(v, "today-reviews", open.len(), || {
        let row = |(card, due): &(Card, Date)| {
            vec![
                list::person(&card.file, &card.name),
                list::code(&card.code),
                html! { time.due data-due="late" datetime=(due) { (v.t_with("review-overdue", &[("date", &v.words.day(*due))])) } },
                html! { a href=(format!("/relay-house/{}/reviews", card.file)) { (v.t("review-title")) span.visually-hidden { ": " (card.name) } } },
            ]
        };
        let rows: Vec<Vec<Markup>> = open.iter().take(ROWS).map(row).collect();
        list::table(v, "", &["list-name", "list-code", "list-due", "review-title"], &rows)
    }))
}

pub(super) fn departures(day: &Day<'_>) -> Result<Markup, Complaint> {
    let v = day.v;
    let tomorrow =
        |d: jiff::civil::Date, today: jiff::civil::Date| (0..=1).contains(&list::days_between(today, d));
    let mut leaving: Vec<Card> = Vec::new();
    for (house, board) in boards(day)? {
        let today = v.today(house.scene);
        let soon = |c: &Card| c.leaving.as_ref().is_some_and(|(_, on, _)| tomorrow(*on, today));
        leaving.extend(board.leaving.into_iter().filter(soon));
    }
    Ok(counted(v, "today-departures", leaving.len(), || {
        let rows: Vec<Vec<Markup>> = leaving
            .iter()
            .take(ROWS)
            .filter_map(|c| {
                let (to, on, _) = c.leaving.as_ref()?;
                Some(vec![
                    list::person(&c.file, &c.name),
                    list::code(&c.code),
                    html! { bdi { (to) } },
                    html! { (v.words.day(*on)) },
                ])
            })
            .collect();
        list::table(v, "", &["list-name", "list-code", "list-to", "list-date"], &rows)
    }))
}

pub(super) fn unconfirmed(day: &Day<'_>) -> Result<Markup, Complaint> {
    let v = day.v;
    let late: Vec<_> = boards(day)?.into_iter().flat_map(|(_, b)| b.underway).filter(|u| u.alarm).collect();
    Ok(counted(v, "today-unconfirmed", late.len(), || {
        let rows: Vec<Vec<Markup>> = late
            .iter()
            .take(ROWS)
            .map(|u| {
                vec![
                    list::person(&u.file, &u.name),
                    list::code(&u.code),
                    html! { bdi { (u.towards) } },
                    html! { time.due data-due="late" datetime=(u.on) { (v.words.day(u.on)) } },
                ]
            })
            .collect();
        list::table(v, "", &["list-name", "list-code", "list-to", "list-left-on"], &rows)
    }))
}

pub(super) fn over(day: &Day<'_>) -> Markup {
    let v = day.v;
    let full: Vec<&PlaceLine> =
        day.places.iter().filter(|p| p.capacity > 0 && p.present > p.capacity).collect();
    counted(v, "today-over", full.len(), || {
        let rows: Vec<Vec<Markup>> = full
            .iter()
            .take(ROWS)
            .map(|p| {
                let over = (p.present - p.capacity).to_string();
                vec![
                    html! { a href=(format!("/places/{}", p.file)) { bdi { (p.name) } } },
                    html! { (beds(day, p)) },
                    html! { (v.t_with("today-too-many", &[("count", &over)])) },
                ]
            })
            .collect();
        list::table(v, "", &["list-place", "list-beds", "list-over"], &rows)
    })
}

pub(super) fn care(day: &Day<'_>) -> Result<Markup, Complaint> {
    let v = day.v;
    let actor = v.actor()?;
    let now: i64 = v.store().people_count(actor)?;
    let today = day.today();
    let month = domain::indicator::Month::of(today);
    let before = v.store().places(actor, month.first().yesterday().ok())?;
    let kinds = [Kind::Camp, Kind::RelayHouse, Kind::Home, Kind::FosterFamily];
    let sum = |places: &[PlaceLine], kind: Kind| -> i64 {
        places.iter().filter(|p| p.kind == kind && p.scene == v.scene()).map(|p| p.present).sum()
    };
    let tiles: Vec<(Kind, i64, i64)> = kinds
        .into_iter()
        .map(|kind| (kind, sum(&day.places, kind), sum(&before, kind)))
        .filter(|(_, here, then)| *here + *then > 0)
        .collect();
    let link = |kind: Kind| format!("/report/stock?from={month}&to={month}&by=place&kind={}", kind.key());
    Ok(list::wide_part(
        "care",
        &v.t("today-care"),
        html! {
            div.tiles {
                a.tile href="/people" {
                    span.figure { (now) } " " span.label { (v.t("today-people")) } " "
                    span.definition { (v.t("today-people-definition")) }
                }
                @for (kind, here, then) in &tiles {
                    a.tile href=(link(*kind)) {
                        span.figure { (here) } " " span.label { (v.t(&format!("kind-{}", kind.key()))) } " "
                        span.definition { (v.t_with("today-change", &[("count", &format!("\u{200e}{:+}", here - then))])) }
                    }
                }
            }
        },
    ))
}

pub(super) fn presence(day: &Day<'_>) -> Result<Markup, Complaint> {
    let v = day.v;
    let actor = v.actor()?;
    let mut all = Vec::new();
    for home in day.places.iter().filter(|p| matches!(p.kind, Kind::Home | Kind::FosterFamily)) {
        let today = v.today(home.scene);
        let residents = v.store().residents(actor, &home.file, today, today)?;
        if !residents.is_empty() {
            all.push((home, residents));
        }
    }
    Ok(html! {
        @for (i, (home, residents)) in all.iter().enumerate() { (house(day, i, home, residents)) }
    })
}

fn house(day: &Day<'_>, i: usize, home: &PlaceLine, residents: &[Resident]) -> Markup {
    let v = day.v;
    let away: Vec<&Resident> = residents.iter().filter(|r| r.absent.is_some()).collect();
    let here = (residents.len() - away.len()).to_string();
    let id = format!("house-{i}");
    let rows: Vec<Vec<Markup>> = away
        .iter()
        .filter_map(|r| {
            let (since, kind) = r.absent.as_ref()?;
            Some(vec![
                list::person(&r.file, &r.name),
                list::code(&r.code),
                html! { (v.t(&format!("absence-{kind}"))) },
                html! { (v.words.day(*since)) },
            ])
        })
        .collect();
    let body = html! {
        div.tiles {
            a.tile href=(format!("/places/{}", home.file)) {
                span.figure { (here) } " " span.label { (v.t("today-present")) } " "
                span.definition { (beds(day, home)) }
            }
            div.tile {
                span.figure { (away.len()) } " " span.label { (v.t("today-absent")) }
            }
        }
        @if !rows.is_empty() {
            (list::table(v, &v.t("today-where"), &["list-name", "list-code", "list-where", "list-since"], &rows))
        }
    };
    list::part(&id, &home.name, body)
}
