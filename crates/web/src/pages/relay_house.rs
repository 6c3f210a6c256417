//! The relay house: who arrived, who waits since when, who leaves, who is on the way. It shows and records; where a child
//! goes is decided by a person, on a page of its own, with the reason in writing.

mod care;
pub(crate) mod departure;
mod journey;
pub(crate) mod review;

pub(crate) use care::time;

use crate::edge::{Answer, Complaint, shown};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::pages::place::asked;
use crate::pages::placement::words;
use crate::viewer::Viewer;
use axum::routing::{get, post};
use domain::compartment::Role;
use domain::id::StayId;
use domain::place::Kind;
use domain::placement::{held, review_due};
use domain::relay_house::CARE;
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use store::place::PlaceLine;
use store::relay_house::{Board, Card, ConvoyLine, Underway};

/// After so many nights a card is marked as waiting long: a week in a house that is only passed through.
const LONG_NIGHTS: i64 = 7;
/// After so many nights somebody stands no more among the arrivals.
const ARRIVED_NIGHTS: i64 = 1;
/// Cards whose first care is read for the board; beyond it the card only links to the page.
const CARE_READ: usize = 120;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/relay-house", Gate::Reads, get(show)),
        route("GET, POST", "/relay-house/{file}/care", Gate::Writes, get(care::ask).post(care::take)),
        route("GET, POST", "/relay-house/{file}/reviews", Gate::Writes, get(review::ask).post(review::take)),
        route("GET", "/departures/new", Gate::Writes, get(departure::ask)),
        route("POST", "/departures", Gate::Writes, post(departure::take)),
        route("GET", "/journeys/new", Gate::Writes, get(journey::ask)),
        route("POST", "/journeys", Gate::Writes, post(journey::take)),
    ]
}

async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            if v.may(Role::writes) {
                v.store().take_receipts(v.actor()?)?;
            }
            let asked = asked::asked(v);
            let houses: Vec<PlaceLine> = v
                .store()
                .places(v.actor()?, None)?
                .into_iter()
                .filter(|p| p.kind == Kind::RelayHouse)
                .collect();
            let chosen = houses.iter().find(|p| p.file.to_string() == asked.get("place")).or(houses.first());
            let Some(house) = chosen else {
                let body = html! {
                    div.page-head { h1 { (v.t("room-relay-house")) } }
                    p.empty { (v.t("relay-none")) }
                };
                return shown(frame::page(v, &v.t("room-relay-house"), body));
            };
            let today = v.today(house.scene);
            let on = asked::day_or(&asked, "on", today);
            let board = board(v, house, on)?;
            let title = v.t("relay-board");
            shown(frame::page(v, &title, board_page(v, house, &houses, on, &board)?))
        })
        .await
}

/// The board with each stay once, whichever compartments of the viewer tell of it.
pub(crate) fn board(v: &Viewer, house: &PlaceLine, on: Date) -> Result<Board, Complaint> {
    let mut board = v.store().board(v.actor()?, &house.file, on)?;
    let mut seen: BTreeSet<StayId> = BTreeSet::new();
    for column in [&mut board.leaving, &mut board.arrivals, &mut board.waiting] {
        column.retain(|card| seen.insert(card.stay));
    }
    let mut ways: BTreeSet<StayId> = BTreeSet::new();
    board.underway.retain(|u| ways.insert(u.stay));
    Ok(board)
}

/// Whether the viewer writes where the house's file lives.
fn writes(v: &Viewer, house: &PlaceLine) -> bool {
    asked::may(v, &house.compartment, Role::writes)
}

/// Whether the viewer can decide where somebody of this house goes: only who directs may send a file to another house; the
/// others decide where a home lies within this one.
pub(crate) fn decides(v: &Viewer, house: &PlaceLine) -> bool {
    let here = &house.compartment;
    let near = || v.actor().is_ok_and(|actor| v.store().has_home(actor, here).unwrap_or(false));
    writes(v, house) && (asked::may(v, here, Role::directs) || near())
}

fn board_page(
    v: &Viewer,
    house: &PlaceLine,
    houses: &[PlaceLine],
    on: Date,
    board: &Board,
) -> Result<Markup, Complaint> {
    let today = v.today(house.scene);
    let alarms = board.underway.iter().filter(|u| u.alarm).count();
    let (care, ready) = by_care(v, &board.waiting)?;
    Ok(html! {
        div.page-head {
            h1 { (v.t("relay-board")) (asked::colon(v)) bdi { (house.name) } }
            p { (v.words.day(on)) @if on != today { " (" (v.t("relay-not-today")) ")" } ". "
                (crate::pages::place::meter::sentence(v, house.present, house.capacity, 0)) }
        }
        (filter(v, house, houses, on))
        (tools(v, house))
        @if alarms > 0 {
            div.notice.alarm role="alert" { p { (v.t_with("relay-alarm", &[("n", &alarms.to_string())])) } p { (v.t("relay-alarm-do")) } }
        }
        div.scroll.board tabindex="0" role="region" aria-label=(v.t("relay-board")) {
            (column(v, house, on, "relay-arrivals", &board.arrivals, true)?)
            (column(v, house, on, "relay-waiting", &care, false)?)
            (column(v, house, on, "relay-proposals", &ready, false)?)
            (column(v, house, on, "relay-leaving", &board.leaving, false)?)
            (underway(v, house, &board.underway))
            (convoys(v, house, &board.convoys))
        }
    })
}

/// Those whom first care still holds, and those who can be proposed for.
fn by_care(v: &Viewer, waiting: &[Card]) -> Result<(Vec<Card>, Vec<Card>), Complaint> {
    let (mut care, mut ready) = (Vec::new(), Vec::new());
    for card in waiting {
        let lets = waiting.len() <= CARE_READ && held(&v.store().care_done(v.actor()?, card)?).is_none();
        if lets { &mut ready } else { &mut care }.push(card.clone());
    }
    Ok((care, ready))
}

fn filter(v: &Viewer, house: &PlaceLine, houses: &[PlaceLine], on: Date) -> Markup {
    html! {
        form.filter {
            @if houses.len() > 1 {
                label { (v.t("relay-house")) " "
                    select name="place" {
                        @for one in houses { option value=(one.file) selected[one.file == house.file] { (one.name) } }
                    }
                }
            } @else { input type="hidden" name="place" value=(house.file); }
            label { (v.t("relay-day")) " " input type="date" name="on" value=(on); }
            button.button.quiet { (v.t("do-show")) }
        }
    }
}

fn tools(v: &Viewer, house: &PlaceLine) -> Markup {
    html! {
        div.toolbar {
            @if writes(v, house) { a.button href=(format!("/people/new?place={}", house.file)) { (v.t("relay-intake")) } }
            a.button.quiet href=(format!("/convoys?place={}", house.file)) { (asked::of_its_time(v, house.scene, "convoy-list")) }
            a.button.quiet href=(format!("/places/{}/presence", house.file)) { (v.t("place-tab-presence")) }
            @if v.may(Role::writes) { a.button.quiet href="/transfers" { (v.t("room-transfers")) } }
        }
    }
}

/// Brothers and sisters who stand in the same column, together; the order of the cards is kept.
pub(crate) fn families<'a>(cards: &[&'a Card]) -> Vec<Vec<&'a Card>> {
    let mut groups: Vec<Vec<&Card>> = Vec::new();
    let mut by_family: BTreeMap<&[u8], usize> = BTreeMap::new();
    for card in cards.iter().copied() {
        match card.family.as_deref().and_then(|f| by_family.get(f).copied()) {
            Some(at) => groups[at].push(card),
            None => {
                if let Some(family) = card.family.as_deref() {
                    by_family.insert(family, groups.len());
                }
                groups.push(vec![card]);
            }
        }
    }
    groups
}

fn column(
    v: &Viewer,
    house: &PlaceLine,
    on: Date,
    key: &str,
    cards: &[Card],
    with_care: bool,
) -> Result<Markup, Complaint> {
    let cards: Vec<&Card> = cards.iter().collect();
    let read = with_care || cards.len() <= CARE_READ;
    let groups = families(&cards);
    let drags = decides(v, house).then_some("true");
    Ok(html! {
        section aria-labelledby=(key) data-drop=(key) {
            h2 id=(key) { (v.t(key)) " " span.count { (cards.len()) } }
            @if key == "relay-proposals" && decides(v, house) {
                p { a.button.small href=(format!("/placements?place={}", house.file)) { (v.t("relay-proposals-look")) } }
            }
            @if cards.is_empty() { p.by { (v.t(&format!("{key}-none"))) } }
            @else {
                ul {
                    @for group in &groups {
                        @if let [one] = group.as_slice() { li draggable=[drags] { (card(v, house, on, one, read)?) (actions(v, house, group)) } }
                        @else {
                            li.together draggable=[drags] aria-label=(v.t("relay-together")) {
                                @for one in group { (card(v, house, on, one, read)?) }
                                (actions(v, house, group))
                            }
                        }
                    }
                }
            }
        }
    })
}

fn card(v: &Viewer, house: &PlaceLine, on: Date, card: &Card, read: bool) -> Result<Markup, Complaint> {
    let long = card.leaving.is_none() && card.nights >= LONG_NIGHTS;
    let done = if read { Some(v.store().care_done(v.actor()?, card)?) } else { None };
    let waits = card.leaving.is_none() && card.nights > ARRIVED_NIGHTS;
    let due = match waits && read {
        true => Some(review_due(card.since, v.store().last_review(v.actor()?, card)?)),
        false => None,
    };
    let last = done.as_ref().and_then(|d| d.iter().map(|(_, c)| (c.on, c.at.clone())).max());
    let nights = v.t_with("n-nights", &[("n", &card.nights.to_string())]);
    Ok(html! {
        article.card data-wait=[long.then_some("long")] {
            h3 { (list::person(&card.file, &card.name)) }
            p { (list::code(&card.code)) ", " (asked::age(v, &card.birth, on)) }
            p { @if long { span.due data-due="late" { (v.t_with("relay-since-long", &[("nights", &nights)])) } " " }
                (v.t_with("relay-since", &[("date", &v.words.day(card.since)), ("nights", &nights)])) }
            @if !card.came_from.is_empty() { p { (v.t_with("relay-from", &[("place", &card.came_from)])) } }
            @if let Some((towards, day, _)) = &card.leaving {
                p { (v.t_with("relay-leaves", &[("place", towards), ("date", &v.words.day(*day))])) }
            }
            @if let Some(done) = &done {
                @if let Some(held) = held(done).filter(|_| waits) { p.by { (words::held_briefly(v, &held)) } }
                p.by { (v.t_with("relay-care-done", &[("n", &done.len().to_string()), ("of", &CARE.len().to_string())]))
                    @if let Some((day, at)) = &last { " (" (v.words.day(*day)) @if !at.is_empty() { ", " (at) } ")" } }
            }
            @if let Some(due) = due { p.by { (review::due_words(v, due, on)) } }
            @if writes(v, house) {
                @if due.is_some() {
                    p { a href=(format!("/relay-house/{}/reviews", card.file)) { (v.t("review-title")) span.visually-hidden { ": " (card.name) } } }
                }
                p { a href=(format!("/relay-house/{}/care", card.file)) { (v.t("relay-care")) span.visually-hidden { ": " (card.name) } } }
            }
        }
    })
}

/// What can be written for a card or for brothers and sisters together.
fn actions(v: &Viewer, house: &PlaceLine, group: &[&Card]) -> Markup {
    let files: String = group.iter().map(|c| format!("&file={}", c.file)).collect();
    let files = files.trim_start_matches('&');
    let leaving = group.iter().all(|c| c.leaving.is_some());
    let names: Vec<&str> = group.iter().map(|c| c.name.as_str()).collect();
    html! {
        @if decides(v, house) {
            p {
                @if leaving {
                    a.button.small data-lands="relay-underway" href=(format!("/journeys/new?{files}")) {
                        (v.t("journey-title")) span.visually-hidden { ": " (names.join(", ")) }
                    }
                    " "
                }
                a.button.quiet.small data-lands="relay-leaving" href=(format!("/departures/new?{files}")) {
                    (v.t(if leaving { "departure-change" } else { "departure-title" }))
                    span.visually-hidden { ": " (names.join(", ")) }
                }
            }
        }
    }
}

fn underway(v: &Viewer, house: &PlaceLine, underway: &[Underway]) -> Markup {
    html! {
        section aria-labelledby="relay-underway" data-drop="relay-underway" {
            h2 #relay-underway { (v.t("relay-underway")) " " span.count { (underway.len()) } }
            @if underway.is_empty() { p.by { (v.t("relay-underway-none")) } }
            @else {
                ul {
                    @for u in underway {
                        li {
                            article.card data-wait=[u.alarm.then_some("long")] {
                                h3 { (list::person(&u.file, &u.name)) }
                                p { (list::code(&u.code)) }
                                p { (v.t_with("relay-left-for", &[("place", &u.towards), ("date", &v.words.day(u.on))])) }
                                @if u.alarm {
                                    p { span.due data-due="late" { (v.t("relay-unconfirmed")) } }
                                }
                                p.by { (v.t_with("relay-confirm-within", &[("n", &u.hours.to_string())])) }
                                @if writes(v, house) {
                                    p { a href=(format!("/confirmations/new?file={}", u.file)) {
                                        (v.t("confirm-title")) span.visually-hidden { ": " (u.name) } } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn convoys(v: &Viewer, house: &PlaceLine, convoys: &[ConvoyLine]) -> Markup {
    html! {
        section aria-labelledby="relay-convoys" {
            h2 #relay-convoys { (asked::of_its_time(v, house.scene, "convoy-list")) " " span.count { (convoys.len()) } }
            @if convoys.is_empty() { p.by { (asked::of_its_time(v, house.scene, "convoy-none")) } }
            @else {
                ul {
                    @for c in convoys {
                        li { article.card {
                            h3 { a href=(format!("/convoys/{}", c.file)) { bdi { (c.name) } } }
                            p { (v.words.day(c.on)) ", " (v.t_with("n-people", &[("n", &c.travellers.to_string())])) }
                            @if !c.escorts.is_empty() { p.by { (v.t_with("convoy-escorts", &[("names", &c.escorts)])) } }
                            @if !c.route.is_empty() { p.by { (v.t("convoy-route")) (asked::colon(v)) bdi { (c.route) } } }
                        } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::id::{CompartmentId, FileId};
    use jiff::civil::date;

    #[test]
    fn brothers_and_sisters_stand_together_in_the_order_of_the_board() {
        let card = |n: u8, family: Option<u8>| Card {
            compartment: CompartmentId([1; 24]),
            file: FileId([n; 16]),
            stay: StayId([n; 16]),
            code: String::new(),
            name: String::new(),
            birth: String::new(),
            sex: 'f',
            since: date(1942, 8, 19),
            nights: 1,
            came_from: String::new(),
            family: family.map(|f| vec![f; 8]),
            leaving: None,
        };
        let cards = [card(1, Some(7)), card(2, None), card(3, Some(7)), card(4, None), card(5, Some(8))];
        let cards: Vec<&Card> = cards.iter().collect();
        let groups: Vec<Vec<u8>> =
            families(&cards).iter().map(|g| g.iter().map(|c| c.file.0[0]).collect()).collect();
        assert_eq!(groups, vec![vec![1, 3], vec![2], vec![4], vec![5]]);
    }
}
