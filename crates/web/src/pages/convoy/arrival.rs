//! An arrival confirmed: the receiving house has said that somebody came. Where the file still lives here, the stay there
//! opens with it; where it travelled, the receiving house says so by accepting it.

use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::pages::place::asked;
use crate::pages::stay::carry::{carry, confirmations};
use crate::pages::stay::destination::{self, Destination};
use crate::pages::stay::{about, buttons, moves, person};
use crate::pages::transfer::handed_over;
use crate::viewer::Viewer;
use domain::entry::Fact;
use domain::file::File;
use domain::refusal::{Refusal, Why, refuse};
use domain::registration;
use domain::relay_house::{Departure, confirmed, departure};
use domain::stay::{Stay, current, stays};
use domain::transfer::Whereabouts;
use maud::{Markup, html};

/// The form.
pub(crate) async fn ask(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(page(v, &asked::asked(v), None)?)).await
}

/// Records the confirmation.
pub(crate) async fn take(viewer: Viewer, body: String) -> Answer {
    asked::taken(viewer, body, record, page).await
}

/// The stay whose arrival is still to be confirmed, with its departure.
fn pending(file: &File) -> Option<(Stay, Departure)> {
    stays(file).into_iter().rev().find_map(|stay| {
        let departure = departure(file, stay.id)?.latest().clone();
        (stay.closing.is_some() && confirmed(file, stay.id).is_none()).then_some((stay, departure))
    })
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let (person, volume) = person(v, typed, "confirmation")?;
    let title = v.t("confirm-title");
    let here = volume.whereabouts() == Whereabouts::Here;
    let (Some((_, departure)), true) = (pending(&volume.file), here) else {
        let said = if here { "confirm-nothing" } else { "confirm-travels" };
        let body = html! {
            (about(v, &title, &person, None))
            div.notice { p { (v.t(said)) } p { a href="/transfers" { (v.t("room-transfers")) } } }
        };
        return Ok(frame::page(v, &title, body));
    };
    let today = v.today_in(&volume.compartment).to_string();
    let typed = if typed.has("from") { typed.clone() } else { typed.clone().with("from", today) };
    let form = Form { viewer: v, typed: &typed, refusal };
    let body = html! {
        (about(v, &title, &person, None))
        p { (v.t_with("relay-left-for", &[("place", &departure.name), ("date", &v.words.day(departure.on))])) }
        (form.errors())
        form.stack method="post" action="/confirmations" {
            input type="hidden" name="file" value=(person.file);
            div.fields {
                (form.line("from", "short"))
                (form.line("confirmed_by", "medium"))
                (form.line("escort", "medium"))
                (form.line("within", "medium"))
            }
            (buttons(v, &person.file))
        }
    };
    Ok(frame::page(v, &title, body))
}

fn record(v: &Viewer, typed: &Typed) -> Result<String, Complaint> {
    let (person, volume) = person(v, typed, "confirmation")?;
    let from = registration::date("from", typed.get("from"))?;
    let by = domain::refusal::text("confirmed_by", typed.get("confirmed_by"))?;
    let escort = asked::text("escort", typed)?;
    let today = v.today_in(&volume.compartment);
    if from.bounds().earliest.is_some_and(|day| day > today) {
        return Err(refuse("from", &from, Why::InTheFuture).into());
    }
    let (left, departure) = pending(&volume.file).ok_or_else(|| refuse("from", &from, Why::AlreadyClosed))?;
    if let (Some(went), Some(came)) = (left.until_day(), from.bounds().latest)
        && came < went
    {
        return Err(refuse("from", &from, Why::EndsBeforeItBegins).into());
    }
    let id = person.file;
    let on = from.bounds().earliest.or(from.bounds().latest).unwrap_or(today);
    v.store().write(v.actor()?, &volume.compartment, move |w| {
        let file = w.file(&id)?;
        let mut facts: Vec<Fact> = handed_over(&file, &escort, &by, on, "");
        facts.extend(confirmations(&file, &from, &by));
        w.append(&id, facts)
    })?;
    let to = destination::decided(v, &departure.towards)?;
    if let Some(to @ Destination::Place(_)) = &to
        && to.compartment() == volume.compartment
        && current(&stays(&volume.file)).is_none()
    {
        let mut how = moves::how(typed)?;
        how.came_from = Some(left.opening.latest().name.clone());
        carry(v, &[person], to, &how)?;
    }
    Ok(format!("/relay-house?place={}", left.opening.latest().place))
}
