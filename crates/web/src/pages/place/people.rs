//! Who is at a place now, with tick boxes: the beginning of a group's move. Choosing all of a room or of the page is one
//! click, so that twenty people move in five.

use super::{Site, asked, beds};
use crate::edge::Complaint;
use crate::frame::encode;
use crate::pages::list;
use crate::pages::stay::destination;
use crate::viewer::Viewer;
use maud::{Markup, html};
use std::collections::BTreeMap;
use store::place::Resident;

/// People of one page: as many as one can look over before a move.
const PAGE: usize = 100;

/// The part of the page.
pub(crate) fn part(v: &Viewer, site: &Site, residents: &[Resident]) -> Result<Markup, Complaint> {
    if !site.line.kind.lived_in() && residents.is_empty() {
        return Ok(html! {});
    }
    let asked = asked::asked(v);
    let room = asked.get("room").to_string();
    let mut people: Vec<&Resident> =
        residents.iter().filter(|r| room.is_empty() || r.within == room).collect();
    people.sort_by(|a, b| (&a.sort, a.file).cmp(&(&b.sort, b.file)));
    let page = asked.get("page").parse::<usize>().unwrap_or(0).min(people.len().saturating_sub(1) / PAGE);
    let shown: Vec<&Resident> = people.iter().skip(page * PAGE).take(PAGE).copied().collect();
    let body = html! {
        (filter(v, residents, &room, site.writes(v)))
        @if shown.is_empty() { p.empty { (v.t("place-nobody")) } }
        @else if site.writes(v) { (choosing(v, site, &shown, &room, page)?) }
        @else { (table(v, site, &shown, None)) }
        (pager(v, &people, page, &room))
    };
    Ok(list::wide_part("people", &v.t("place-people"), body))
}

/// Rooms to look at, and to choose whole with one click.
fn filter(v: &Viewer, residents: &[Resident], room: &str, writes: bool) -> Markup {
    let mut rooms: BTreeMap<&str, usize> = BTreeMap::new();
    residents
        .iter()
        .filter(|r| !r.within.is_empty())
        .for_each(|r| *rooms.entry(r.within.as_str()).or_default() += 1);
    html! {
        @if rooms.len() > 1 {
            form.filter action="#people" {
                label {
                    (v.t("place-room")) " "
                    select name="room" {
                        option value="" { (v.t("place-room-all")) }
                        @for one in rooms.keys() { option value=(one) selected[*one == room] { (one) } }
                    }
                }
                button.button.quiet { (v.t("do-show")) }
            }
            @if writes {
                p {
                    (v.t("place-choose-room"))
                    @for (one, n) in rooms.iter().filter(|(_, n)| **n <= PAGE) {
                        " " a href=(format!("?room={}&all=yes#people", encode(one))) { bdi { (one) } " (" (n) ")" }
                    }
                }
            }
        }
    }
}

fn choosing(
    v: &Viewer,
    site: &Site,
    shown: &[&Resident],
    room: &str,
    page: usize,
) -> Result<Markup, Complaint> {
    let all = asked::asked(v).get("all") == "yes";
    let here = |all: &str| format!("?room={}&page={page}&all={all}#people", encode(room));
    let groups = destination::groups(v, &site.line.compartment, &[site.line.file])?;
    Ok(html! {
        form action="/moves/new" method="get" {
            p {
                @if all { a href=(here("")) { (v.t("place-choose-none")) } }
                @else { a href=(here("yes")) { (v.t_with("place-choose-all", &[("n", &shown.len().to_string())])) } }
            }
            (table(v, site, shown, Some(all)))
            div.action-bar {
                label for="to" { (v.t("place-move-to")) }
                (destination::select(v, &groups, "", None))
                button.button type="submit" { (v.t("place-look-at-move")) }
            }
        }
    })
}

fn table(v: &Viewer, site: &Site, shown: &[&Resident], ticks: Option<bool>) -> Markup {
    let rows: Vec<Vec<Markup>> = shown.iter().map(|person| row(v, site, person, ticks)).collect();
    let heads = [
        "place-person",
        "place-code",
        "age",
        "field-sex",
        "place-room",
        "place-since",
        "place-came-from",
        "place-tonight",
    ];
    list::table(v, "", &heads, &rows)
}

fn row(v: &Viewer, site: &Site, person: &Resident, ticks: Option<bool>) -> Vec<Markup> {
    vec![
        html! {
            @if let Some(ticked) = ticks {
                input type="checkbox" name="file" value=(person.file) checked[ticked]
                    aria-label=(v.t_with("place-choose", &[("name", &person.name)]));
                " "
            }
            (list::person(&person.file, &person.name))
        },
        list::code(&person.code),
        html! { (beds::age(v, person, site.today)) },
        html! { (v.t(&format!("sex-{}", sex(person.sex)))) },
        html! { bdi { (person.within) } },
        html! { (asked::said_date(v, &person.from)) },
        html! { bdi { (person.came_from) } },
        html! {
            @match &person.absent {
                Some((since, kind)) => (absent(v, kind, &v.words.day(*since))),
                None => (v.t("presence-here")),
            }
        },
    ]
}

/// "hospital, since 3 August".
pub(crate) fn absent(v: &Viewer, kind: &str, since: &str) -> String {
    v.t_with("presence-away", &[("kind", &v.t(&format!("absence-{kind}"))), ("since", since)])
}

/// The key of a sex in the locale files.
pub(crate) fn sex(letter: char) -> &'static str {
    match letter {
        'f' => "f",
        'm' => "m",
        'x' => "x",
        _ => "unknown",
    }
}

fn pager(v: &Viewer, people: &[&Resident], page: usize, room: &str) -> Markup {
    let (from, to, of) = (page * PAGE + 1, ((page + 1) * PAGE).min(people.len()), people.len());
    let address = |page: usize| format!("?room={}&page={page}#people", encode(room));
    let values = [from.to_string(), to.to_string(), of.to_string()];
    html! {
        @if of > PAGE {
            nav.pager aria-label=(v.t("pager")) {
                span.where { (v.t_with("pager-where", &[("from", &values[0]), ("to", &values[1]), ("of", &values[2])])) }
                @if page > 0 { a href=(address(page - 1)) { (v.t("place-page-before")) } }
                @if to < of { a href=(address(page + 1)) { (v.t("place-page-after")) } }
            }
        }
    }
}
