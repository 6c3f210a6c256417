//! The proposals as a board: a column for each home that somebody is proposed for, and one for those without. The order is
//! that of arrival; it is no rank.

use super::gather::Gathered;
use super::{what_if, words};
use crate::edge::refused;
use crate::form::Typed;
use crate::pages::list;
use crate::pages::place::asked;
use crate::pages::relay_house::{self, review};
use crate::viewer::Viewer;
use domain::id::FileId;
use domain::placement::{Home, Room, id, own_view, review_due};
use domain::refusal::Refusal;
use maud::{Markup, html};
use planning::placement::Place;
use store::relay_house::Card;

/// A home, its beds, and who is proposed for it.
type Column<'a> = (&'a Home, &'a Room, Vec<(&'a Card, &'a Place)>);

pub(super) fn board(v: &Viewer, g: &Gathered, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let at = |home: &Home| -> Vec<(&Card, &Place)> {
        let wanted = Some(id(&home.file));
        let placed = g.cards.iter().filter_map(|c| g.place(&c.file).map(|p| (c, p)));
        placed.filter(|(_, p)| p.home == wanted).collect()
    };
    let columns: Vec<Column<'_>> =
        g.homes.iter().zip(&g.posed.rooms).map(|(home, room)| (home, room, at(home))).collect();
    let without: Vec<&Card> =
        g.cards.iter().filter(|c| g.place(&c.file).is_none_or(|p| p.home.is_none())).collect();
    html! {
        div.scroll.board tabindex="0" role="region" aria-label=(v.t("placement-title")) {
            (unplaced(v, g, &without))
            @for (home, room, cards) in columns.iter().filter(|(_, _, cards)| !cards.is_empty()) {
                section data-drop=(home.file) aria-labelledby=(format!("home-{}", home.file)) {
                    h2 id=(format!("home-{}", home.file)) { (v.place(&home.file, &home.name)) " " span.count { (cards.len()) } }
                    p.by { (free(v, room)) }
                    ul { @for family in families(cards) {
                        li.together[family.len() > 1] aria-label=[(family.len() > 1).then(|| v.t("relay-together"))] {
                            @for (card, place) in family { (proposed(v, g, home, (card, place), typed, refusal)) }
                        }
                    } }
                }
            }
        }
        (others(v, &columns))
    }
}

/// Brothers and sisters who are proposed for the same home, under one bracket.
fn families<'a>(cards: &[(&'a Card, &'a Place)]) -> Vec<Vec<(&'a Card, &'a Place)>> {
    let alone: Vec<&Card> = cards.iter().map(|(card, _)| *card).collect();
    let place = |card: &Card| cards.iter().find(|(other, _)| other.file == card.file).copied();
    relay_house::families(&alone)
        .into_iter()
        .map(|family| family.into_iter().filter_map(place).collect())
        .collect()
}

fn free(v: &Viewer, room: &Room) -> String {
    let (free, beds) = (room.free.to_string(), room.beds.to_string());
    let key = match (room.beds, room.free) {
        (0, _) => "placement-no-beds",
        (_, 0) => "placement-full",
        _ => "placement-free",
    };
    v.t_with(key, &[("free", &free), ("beds", &beds)])
}

/// Homes that nobody is proposed for, and why.
fn others(v: &Viewer, columns: &[Column<'_>]) -> Markup {
    let others: Vec<_> = columns.iter().filter(|(_, _, cards)| cards.is_empty()).collect();
    html! {
        @if !others.is_empty() {
            (list::part("other-homes", &v.t("placement-other-homes"), html! {
                ul.targets { @for (home, room, _) in others {
                    li data-drop=(home.file) { (v.place(&home.file, &home.name)) " " span.by { (free(v, room)) } }
                } }
            }))
        }
    }
}

/// Who, how old, and what they wait for.
fn head(v: &Viewer, g: &Gathered, card: &Card) -> Markup {
    html! {
        h3 { (list::person(&card.file, &card.name)) }
        p { (list::code(&card.code)) ", " (asked::age(v, &card.birth, g.day)) }
        (reviewed(v, g, card))
    }
}

/// The last look at somebody who waits, and by when the next is due.
fn reviewed(v: &Viewer, g: &Gathered, card: &Card) -> Markup {
    let last = g.waiting.iter().find(|w| w.file == card.file).and_then(|w| w.reviewed.as_ref());
    let due = review_due(card.since, last.map(|look| look.value.on));
    html! {
        @if let Some(last) = last { p { (review::told(v, last)) } }
        p.by { (review::due_words(v, due, g.day)) }
        p { a href=(format!("/relay-house/{}/reviews", card.file)) { (v.t("review-title")) span.visually-hidden { ": " (card.name) } } }
    }
}

/// Those for whom nothing is proposed: why, what would help, and when somebody looks again.
fn unplaced(v: &Viewer, g: &Gathered, cards: &[&Card]) -> Markup {
    let why = |card: &Card| {
        let held = g.posed.held.iter().find(|(file, _)| *file == card.file);
        let left = g.proposal.unplaced.iter().find(|u| u.child == id(&card.file));
        html! {
            @if let Some((_, held)) = held { p { (words::held(v, held)) } }
            @if let Some(left) = left { (words::unplaced(v, g, left)) }
        }
    };
    html! {
        section aria-labelledby="placement-unplaced" {
            h2 #placement-unplaced { (v.t("placement-unplaced")) " " span.count { (cards.len()) } }
            @if cards.is_empty() { p.by { (v.t("placement-unplaced-none")) } }
            @else {
                p.by { (v.t("placement-unplaced-hint")) }
                ul { @for card in cards { li { article.card draggable=[drags(g, card)] {
                    (head(v, g, card))
                    (why(card))
                    @if drags(g, card).is_some() { (what_if::ask(v, g, &card.file, &card.name, None)) }
                    p {
                        a href=(format!("/departures/new?file={}", card.file)) {
                            (v.t("departure-title")) span.visually-hidden { ": " (card.name) } }
                    }
                } } } }
            }
        }
    }
}

/// A card can be dragged where the planner was asked about the child.
fn drags(g: &Gathered, card: &Card) -> Option<&'static str> {
    (g.place(&card.file).is_some() && !g.homes.is_empty()).then_some("true")
}

fn proposed(
    v: &Viewer,
    g: &Gathered,
    home: &Home,
    (card, place): (&Card, &Place),
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Markup {
    let value = format!("{}:{}", card.file, home.file);
    let ticked = typed.all("accept").contains(&value);
    let moved = g.moves.iter().any(|(child, _)| *child == card.file);
    html! {
        article.card draggable=[drags(g, card)] data-wait=[moved.then_some("moved")] {
            (head(v, g, card))
            @if moved { p { strong { (v.t("placement-moved")) } } }
            p { (v.t("placement-here")) }
            ul.reasons { @for words in words::reasons(v, g, &place.reasons, words::Called::ByName) { li { (words) } } }
            (words::next_best(v, g, place.next_best.as_ref()))
            (view(v, g, &card.file, (&card.code, &card.name), typed, refusal))
            p { label {
                input type="checkbox" name="accept" form="accept" value=(value) checked[ticked];
                " " (v.t("placement-accept-one")) span.visually-hidden { ": " (card.name) ", " (home.name) }
            } }
            (what_if::ask(v, g, &card.file, &card.name, Some(&home.file)))
        }
    }
}

/// What the child says they want: as first care noted it, else a box that has to be filled in before accepting.
fn view(
    v: &Viewer,
    g: &Gathered,
    child: &FileId,
    (code, name): (&str, &str),
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Markup {
    let said = g.waiting.iter().find(|w| w.file == *child).and_then(|w| own_view(&w.care));
    let field = format!("view-{child}");
    let wrong = refusal.filter(|r| r.field == "own_view" && r.value == code);
    let shown = if wrong.is_some() { "own_view" } else { field.as_str() };
    html! {
        @if let Some(said) = said {
            p { (v.t("care-own-view")) (asked::colon(v)) q { bdi { (said.finding) } } }
        } @else {
            div.field.wide {
                label for=(shown) { (v.t("care-own-view")) span.visually-hidden { ": " (name) } }
                input id=(shown) name=(field) form="accept" type="text" dir="auto" autocomplete="off" value=(typed.get(&field))
                    aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong.map(|_| "own_view-error")];
                @if let Some(refusal) = wrong { p.error #own_view-error { (refused(v, refusal)) } }
            }
        }
    }
}
