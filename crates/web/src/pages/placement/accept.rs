//! Accepting all, some or none: a person ticks, says why, and it is written as their decision, one departure for each
//! child. What they did not tick stays on the page.

use super::gather::{Gathered, Pair, gathered, house, pair};
use super::words;
use crate::edge::Complaint;
use crate::form::{Form, Typed};
use crate::pages::list;
use crate::pages::place::asked;
use crate::pages::relay_house;
use crate::pages::relay_house::departure::{agreed, convoy, convoys, parted_by, written};
use crate::pages::stay::destination;
use crate::viewer::Viewer;
use domain::entry::Fact;
use domain::id::{FileId, StayId};
use domain::placement::{Waiting, answer, own_view, pose};
use domain::refusal::{Refusal, Why, refuse};
use domain::relay_house::{Check, Departure, Fact as RelayHouse, departure};
use domain::stay::{current, stays};
use maud::{Markup, html};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

/// Held by whoever accepts.
static ACCEPTING: Mutex<()> = Mutex::new(());

/// The form below the board. The boxes of the cards belong to it.
pub(super) fn form(
    v: &Viewer,
    g: &Gathered,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Markup, Complaint> {
    if g.proposal.places.iter().all(|p| p.home.is_none()) {
        return Ok(html! {});
    }
    let known = if typed.has("departure_day") {
        typed.clone()
    } else {
        typed.clone().with("departure_day", g.day.to_string())
    };
    let form = Form { viewer: v, typed: &known, refusal };
    let parted = html! {
        p.hint { (v.t("placement-parted-hint")) }
        div.fields { (form.area("parted_reason", 2)) (form.line("second", "medium")) }
    };
    let body = html! {
        p { (v.t("placement-accept-hint")) }
        form.stack #accept method="post" action="/placements" {
            input type="hidden" name="place" value=(g.house.file);
            @for (child, home) in &g.moves { input type="hidden" name="move" value=(format!("{child}:{home}")); }
            div.fields {
                (form.input("departure_day", "short", "date", &[]))
                (convoys(v, Some(g.house.file), g.house.scene, known.get("convoy"), g.day)?)
                (form.area("reason", 3))
            }
            details open[known.has("parted_reason") || refusal.is_some_and(|r| ["parted_reason", "second"].contains(&r.field))] {
                summary { (v.t("placement-parted")) } (parted)
            }
            div.toolbar { button.button type="submit" { (v.t("placement-accept-do")) } }
        }
    };
    Ok(list::part("placement-accept", &v.t("placement-accept"), body))
}

/// A decision ready to be written.
struct Accepted {
    child: FileId,
    stay: StayId,
    departure: Departure,
    view: Option<Check>,
}

/// Writes what was ticked, all of it or nothing, and leads back to the board.
pub(super) fn record(v: &Viewer, typed: &Typed) -> Result<String, Complaint> {
    let house = house(v, typed)?.ok_or_else(Complaint::unknown)?;
    if !relay_house::decides(v, &house) {
        return Err(Complaint::forbidden(v));
    }
    let (here, board) = (house.compartment, format!("/relay-house?place={}#relay-leaving", house.file));
    let ticked = typed.all("accept");
    let pairs: Vec<Pair> = ticked.iter().filter_map(|text| pair(text)).collect();
    if pairs.is_empty() || pairs.len() != ticked.len() {
        return Err(refuse("accept", "", Why::Missing).into());
    }
    // One after the other on this node, from the look at the beds until they are given: two who accept at once do not
    // give the same bed.
    let _alone = ACCEPTING.lock().unwrap_or_else(PoisonError::into_inner);
    let gathered = gathered(v, house, &Typed::default())?;
    let today = gathered.day;
    let codes: HashMap<FileId, String> = gathered.cards.iter().map(|c| (c.file, c.code.clone())).collect();
    let accepted = accepted(v, gathered, &pairs, typed)?;
    v.store().write(v.actor()?, &here, move |w| {
        for Accepted { child, stay, departure: decided, view } in accepted {
            let file = w.file(&child)?;
            // Somebody else may have decided, or the child left, since the page was read.
            let open = current(&stays(&file)).is_some_and(|s| s.id == stay);
            // A day that has passed while the child is still here stands in nobody's way: this decision takes its place.
            let decided_already =
                departure(&file, stay).is_some_and(|said| said.all().iter().any(|d| d.value.on >= today));
            if !open || decided_already {
                let code = codes.get(&child).map_or("", String::as_str);
                return Err(refuse("accept", code, Why::AlreadyThere).into());
            }
            let said = view.map(|check| RelayHouse::Checked { stay, item: "own-view".into(), check });
            let facts = said.into_iter().chain([RelayHouse::Leaving { stay, departure: decided }]);
            w.append(&child, facts.map(Fact::RelayHouse).collect())?;
        }
        Ok(())
    })?;
    Ok(board)
}

/// The decisions that were ticked, looked at together against the house as it is now.
fn accepted(v: &Viewer, mut g: Gathered, pairs: &[Pair], typed: &Typed) -> Result<Vec<Accepted>, Complaint> {
    let mut each: BTreeSet<FileId> = BTreeSet::new();
    for (child, home) in pairs {
        let card = g.cards.iter().find(|c| c.file == *child);
        let code = card.map(|c| c.code.clone()).ok_or_else(|| refuse("accept", "", Why::AlreadyThere))?;
        if g.place(child).is_none() {
            return Err(refuse("accept", code, Why::ComesFirst).into());
        }
        if !each.insert(*child) {
            return Err(refuse("accept", code, Why::Ambiguous).into());
        }
        if !g.homes.iter().any(|h| h.file == *home) {
            return Err(refuse("accept", code, Why::Unknown).into());
        }
    }
    // Those alone who were ticked: does it hold together, and what speaks for each?
    let ticked: Vec<Waiting> = g.waiting.iter().filter(|w| each.contains(&w.file)).cloned().collect();
    g.posed = pose(&ticked, &g.homes, g.day, pairs);
    let found = answer(&g.posed).ok_or_else(|| refuse("accept", "", Why::NoFreeBed))?;
    g.proposal = found.proposal;
    let (on, convoy) = (asked::day("departure_day", typed)?, convoy(typed)?);
    if on < g.day {
        return Err(refuse("departure_day", on, Why::EndsBeforeItBegins).into());
    }
    let reason = written("reason", typed)?;
    pairs.iter().map(|pair| one(v, &g, pairs, pair, (on, convoy, &reason), typed)).collect()
}

type Said<'a> = (jiff::civil::Date, Option<FileId>, &'a str);

fn one(
    v: &Viewer,
    g: &Gathered,
    pairs: &[Pair],
    (child, home): &Pair,
    (on, convoy, reason): Said<'_>,
    typed: &Typed,
) -> Result<Accepted, Complaint> {
    let card = g.cards.iter().find(|c| c.file == *child).ok_or_else(Complaint::unknown)?;
    let to = destination::parse(v, &format!("place:{home}"))?;
    let together: Vec<FileId> = pairs.iter().filter(|(_, to)| to == home).map(|(child, _)| *child).collect();
    let place = g.place(child).ok_or_else(Complaint::unknown)?;
    let because = words::reasons(v, g, &place.reasons, words::Called::ByCode).join("; ");
    let reason = v.t_with("placement-reason", &[("reason", reason), ("because", &because)]);
    let mut behind = parted_by(v, &[*child], home)?;
    behind.retain(|p| !together.contains(&p.file));
    let reason = agreed(v, reason, &behind, typed)?;
    let departure =
        Departure { towards: to.towards(), name: to.name().to_string(), on, convoy, reason, stands: true };
    Ok(Accepted { child: *child, stay: card.stay, departure, view: view(g, child, &card.code, typed)? })
}

/// What the child says they want, where first care has not noted it; nothing is accepted over their head.
fn view(g: &Gathered, child: &FileId, code: &str, typed: &Typed) -> Result<Option<Check>, Refusal> {
    if g.waiting.iter().any(|w| w.file == *child && own_view(&w.care).is_some()) {
        return Ok(None);
    }
    let text = typed.get(&format!("view-{child}")).trim();
    if text.is_empty() {
        return Err(refuse("own_view", code, Why::Missing));
    }
    let finding = domain::refusal::text("own_view", text)?;
    Ok(Some(Check { finding, on: g.day, at: String::new() }))
}
