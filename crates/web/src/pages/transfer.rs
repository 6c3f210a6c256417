//! Transfers: files that travel with their people. An offer waits until a person accepts it and says where the person
//! arrived; a file on the road can be called back. Receipts are carried without being asked: they decide nothing.

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::pages::place::asked;
use crate::pages::stay::carry::{How, confirmations, opening};
use crate::viewer::Viewer;
use axum::routing::{get, post};
use domain::Edtf;
use domain::compartment::Role;
use domain::entry::Fact;
use domain::file::File;
use domain::id::{CompartmentId, FileId, StayId};
use domain::refusal::{Refusal, Why, refuse};
use domain::registration;
use domain::relay_house::{self, Handover, departure, handover};
use domain::stay::{arrive, current, stays};
use jiff::civil::Date;
use maud::{Markup, html};
use store::place::PlaceLine;
use store::transfer::Offer;

/// Files on the road that one page shows.
const SHOWN: usize = 200;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET, POST", "/transfers", Gate::Writes, get(show).post(take)),
        route("POST", "/recalls", Gate::Writes, post(recall)),
    ]
}

async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            v.store().take_receipts(v.actor()?)?;
            shown(page(v, &asked::asked(v), None)?)
        })
        .await
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let offers = v.store().offers(v.actor()?)?;
    let title = v.t("room-transfers");
    let body = html! {
        div.page-head { h1 { (title) } p { (v.t("transfer-intro")) } }
        @if typed.get("sent").parse::<u32>().is_ok() {
            div.notice.done role="status" { p { (v.t_with("transfer-sent", &[("n", typed.get("sent"))])) } }
        }
        (list::wide_part("offers", &v.t("transfer-offers"), html! {
            @if offers.is_empty() { p.empty { (v.t("transfer-offers-none")) } }
            @for (i, offer) in offers.iter().enumerate() { (offered(v, offer, i, typed, refusal)?) }
        }))
        (list::wide_part("road", &v.t("transfer-road"), road(v)?))
    };
    Ok(frame::page(v, &title, body))
}

fn offered(
    v: &Viewer,
    offer: &Offer,
    i: usize,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Markup, Complaint> {
    let mine = typed.get("letter") == offer.letter;
    let today = v.today_in(&offer.to).to_string();
    let typed = if mine { typed.clone() } else { Typed::default().with("from", today) };
    let places = places(v, &offer.to)?;
    let refusal = refusal.filter(|_| mine);
    let form = Form { viewer: v, typed: &typed, refusal };
    let to = v.compartment(&offer.to).map(|c| c.name.clone()).unwrap_or_default();
    let n = offer.people.len().to_string();
    Ok(html! {
        article.card aria-labelledby=(format!("offer-{i}")) {
            h3 id=(format!("offer-{i}")) { (v.t_with("transfer-offer", &[("n", &n), ("from", &offer.from_name), ("to", &to)])) }
            p.hint { (v.t_with("transfer-sent-by", &[("name", &offer.by)])) }
            ul { @for (_, name) in &offer.people { li { bdi { (name) } } } }
            (form.errors())
            form.stack method="post" action="/transfers" {
                input type="hidden" name="letter" value=(offer.letter);
                input type="hidden" name="house" value=(offer.to);
                (fields(v, i, &typed, refusal, &places))
                div.toolbar { button.button type="submit" { (v.t("transfer-accept")) } }
            }
        }
    })
}

/// The fields of an acceptance. Several stand on one page, so their ids carry a number.
fn fields(v: &Viewer, i: usize, typed: &Typed, refusal: Option<&Refusal>, places: &[PlaceLine]) -> Markup {
    let line = |name: &str, kind: &str| {
        let id = format!("{name}-{i}");
        let wrong = refusal.filter(|r| r.field == name);
        html! {
            div.field.short {
                label for=(id) { (v.t(&format!("field-{}", name.replace('_', "-")))) }
                input id=(id) name=(name) type=(kind) value=(typed.get(name)) dir="auto" autocomplete="off"
                    aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong.map(|_| format!("{id}-error"))];
                @if let Some(refusal) = wrong { p.error id=(format!("{id}-error")) { (crate::edge::refused(v, refusal)) } }
            }
        }
    };
    html! {
        div.fields {
            div.field.medium {
                label for=(format!("place-{i}")) { (v.t("transfer-arrived-at")) }
                select id=(format!("place-{i}")) name="place" {
                    option value="" { (v.t("transfer-not-arrived")) }
                    @for place in places { option value=(place.file) selected[typed.get("place") == place.file.to_string()] { (place.name) } }
                }
            }
            (line("from", "text"))
            (line("within", "text"))
            (line("escort", "text"))
            (line("at", "time"))
        }
        p.hint { (v.t("transfer-arrival-hint")) }
    }
}

/// The places of the receiving house.
fn places(v: &Viewer, house: &CompartmentId) -> Result<Vec<PlaceLine>, Complaint> {
    let all = v.store().places(v.actor()?, None)?;
    Ok(all.into_iter().filter(|p| p.compartment == *house && p.kind.lived_in()).collect())
}

fn road(v: &Viewer) -> Result<Markup, Complaint> {
    let road = v.store().attention(v.actor()?, SHOWN)?.on_the_road;
    let rows: Vec<Vec<Markup>> = road
        .iter()
        .map(|w| {
            let from = v.compartment(&w.compartment).map(|c| c.name.clone()).unwrap_or_default();
            vec![
                list::person(&w.file, &w.who.1),
                list::code(&w.who.0),
                html! { bdi { (from) } },
                html! { bdi { (w.what) } },
                html! {
                    @if asked::may(v, &w.compartment, Role::directs) {
                        form method="post" action="/recalls" {
                            input type="hidden" name="file" value=(w.file);
                            input type="hidden" name="house" value=(w.compartment);
                            button.button.quiet.small type="submit" { (v.t("transfer-recall")) }
                        }
                    }
                },
            ]
        })
        .collect();
    Ok(html! {
        @if rows.is_empty() { p.empty { (v.t("transfer-road-none")) } }
        @else { (list::table(v, "", &["place-person", "place-code", "transfer-from", "transfer-to", "transfer-recall"], &rows)) }
    })
}

async fn take(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            match accept(v, &typed) {
                Ok(to) => onward(&to),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    asked::again(page(v, &typed, Some(&refusal))?)
                }
            }
        })
        .await
}

/// What is said of the arrival when an offer is accepted.
struct Arrival {
    place: PlaceLine,
    how: How,
    escort: String,
    at: String,
    on: Date,
}

fn accept(v: &Viewer, typed: &Typed) -> Result<String, Complaint> {
    let house = CompartmentId::parse(typed.get("house")).ok_or_else(Complaint::unknown)?;
    asked::must(v, &house, Role::writes)?;
    // Everything that can be refused is looked at before the offer is taken.
    let arrival = arrival(v, &house, typed)?;
    let files = v.store().accept(v.actor()?, &house, typed.get("letter"))?;
    let Some(arrival) = arrival else { return Ok(after(&files, "/transfers")) };
    let to = after(&files, &format!("/places/{}?arrived={}", arrival.place.file, files.len()));
    let by = v.actor()?.name.clone();
    v.store().write(v.actor()?, &house, move |w| {
        for id in files {
            let (file, stay, today) = (w.file(&id)?, w.new_stay(), w.today());
            let facts = arrived(&file, stay, &arrival, &by, today)?;
            w.append(&id, facts)?;
        }
        Ok(())
    })?;
    Ok(to)
}

fn after(files: &[FileId], otherwise: &str) -> String {
    match files {
        [one] => format!("/people/{one}"),
        _ => otherwise.to_string(),
    }
}

fn arrival(v: &Viewer, house: &CompartmentId, typed: &Typed) -> Result<Option<Arrival>, Complaint> {
    let Some(place) = FileId::parse(typed.get("place")) else { return Ok(None) };
    let known = places(v, house)?.into_iter().find(|p| p.file == place);
    let place = known.ok_or_else(|| refuse("place", place, Why::Unknown))?;
    let from = registration::date("from", typed.get("from"))?;
    let today = v.today_in(house);
    if from.bounds().earliest.is_some_and(|day| day > today) {
        return Err(refuse("from", &from, Why::InTheFuture).into());
    }
    let on = from.bounds().earliest.or(from.bounds().latest).unwrap_or(today);
    let within = asked::text("within", typed)?;
    let (escort, at) = (asked::text("escort", typed)?, asked::text("at", typed)?);
    let how = How { from, within, reason: String::new(), came_from: None, end: None };
    Ok(Some(Arrival { place, how, escort, at, on }))
}

/// The stay that opens, the handover by the escort, the arrival confirmed.
fn arrived(
    file: &File,
    stay: StayId,
    arrival: &Arrival,
    by: &str,
    today: Date,
) -> Result<Vec<Fact>, Refusal> {
    let before = stays(file);
    let came_from =
        current(&before).or(before.last()).map(|s| s.opening.latest().name.clone()).unwrap_or_default();
    let mut facts = arrive(file, stay, opening(&arrival.place, &arrival.how, came_from), today)?;
    facts.extend(handed_over(file, &arrival.escort, by, arrival.on, &arrival.at));
    let on: Edtf = arrival.how.from.clone();
    facts.extend(confirmations(file, &on, by));
    Ok(facts)
}

/// Handovers that were not recorded on the way, for every departure that was decided.
pub(crate) fn handed_over(file: &File, escort: &str, receiver: &str, on: Date, at: &str) -> Vec<Fact> {
    let fact = |stay: StayId| {
        let handover =
            Handover { escort: escort.to_string(), receiver: receiver.to_string(), on, at: at.to_string() };
        Fact::RelayHouse(relay_house::Fact::HandedOver { stay, handover })
    };
    let stays = stays(file);
    let due = stays.iter().filter(|s| departure(file, s.id).is_some() && handover(file, s.id).is_none());
    due.filter(|_| !escort.is_empty()).map(|s| fact(s.id)).collect()
}

async fn recall(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let house = CompartmentId::parse(typed.get("house")).ok_or_else(Complaint::unknown)?;
            asked::must(v, &house, Role::directs)?;
            let file = asked::file(typed.get("file"))?;
            v.store().recall(v.actor()?, &house, &file)?;
            // The stay was ended when the file was sent: where somebody is now has to be said again.
            onward(&format!("/stays/new?file={file}"))
        })
        .await
}
