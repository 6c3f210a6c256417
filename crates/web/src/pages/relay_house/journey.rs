//! Setting off: those whose departure was decided leave the house. Their stays end, and the files of those who go to
//! another house are sent there. Who goes where was decided before, one by one.

use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::pages::list;
use crate::pages::place::asked;
use crate::pages::stay::carry::end_all;
use crate::pages::stay::destination::{self, Destination};
use crate::pages::stay::moves::full_name;
use crate::viewer::Viewer;
use domain::Edtf;
use domain::compartment::Role;
use domain::id::{CompartmentId, FileId};
use domain::refusal::{Refusal, Why, refuse};
use domain::relay_house::departure;
use domain::stay::{current, stays};
use maud::{Markup, html};
use std::collections::BTreeMap;
use store::person::PersonLine;

/// Looks at who sets off.
pub(crate) async fn ask(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(page(v, &asked::asked(v), None)?)).await
}

/// Writes down that they have left.
pub(crate) async fn take(viewer: Viewer, body: String) -> Answer {
    asked::taken(viewer, body, record, page).await
}

/// A traveller and where they go.
struct Traveller {
    person: PersonLine,
    to: Option<Destination>,
    name: String,
    on: jiff::civil::Date,
    convoy: Option<FileId>,
}

/// Those of the form whose departure stands and who are still here.
fn travellers(v: &Viewer, typed: &Typed) -> Result<Vec<Traveller>, Complaint> {
    let mut files = asked::files(typed);
    if let Some(convoy) = FileId::parse(typed.get("convoy")).filter(|_| files.is_empty()) {
        files = v.store().travellers(v.actor()?, &convoy)?.into_iter().map(|c| c.file).collect();
        files.sort_unstable();
        files.dedup();
    }
    let mut found = Vec::new();
    for person in v.store().lines_of(v.actor()?, &files)?.into_iter().filter(|p| p.live) {
        let volume = v.store().open_file(v.actor()?, &person.file, "journey")?;
        let all = stays(&volume.file);
        let Some(said) = current(&all).and_then(|s| departure(&volume.file, s.id)) else { continue };
        let known = said.latest();
        let to = destination::decided(v, &known.towards)?;
        found.push(Traveller { person, to, name: known.name.clone(), on: known.on, convoy: known.convoy });
    }
    Ok(found)
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let travellers = travellers(v, typed)?;
    let title = v.t("journey-title");
    let Some(first) = travellers.first() else {
        let body = html! {
            div.page-head { h1 { (title) } }
            div.notice { p { (v.t("journey-nobody")) } p { a href="/relay-house" { (v.t("room-relay-house")) } } }
        };
        return Ok(frame::page(v, &title, body));
    };
    let today = v.today_in(&first.person.compartment);
    let typed = if typed.has("departure_day") {
        typed.clone()
    } else {
        typed.clone().with("departure_day", first.on.min(today).to_string())
    };
    let form = Form { viewer: v, typed: &typed, refusal };
    let n = travellers.len().to_string();
    let body = html! {
        div.page-head { h1 { (title) } p { (v.t("journey-intro")) } }
        (form.errors())
        form.stack method="post" action="/journeys" {
            (table(v, &travellers))
            div.fields { (form.input("departure_day", "short", "date", &[])) }
            div.toolbar { button.button type="submit" { (v.t_with("journey-do", &[("n", &n)])) } }
        }
    };
    Ok(frame::page(v, &title, body))
}

fn table(v: &Viewer, travellers: &[Traveller]) -> Markup {
    let rows: Vec<Vec<Markup>> = travellers
        .iter()
        .map(|t| {
            let sends = t.to.as_ref().is_some_and(|to| to.compartment() != t.person.compartment);
            let allowed = !sends || asked::may(v, &t.person.compartment, Role::directs);
            vec![
                html! {
                    @if allowed && t.to.is_some() {
                        input type="checkbox" name="file" value=(t.person.file) checked
                            aria-label=(v.t_with("place-choose", &[("name", &full_name(&t.person))]));
                        " "
                    }
                    (list::person(&t.person.file, &full_name(&t.person)))
                },
                list::code(&t.person.code),
                html! { bdi { (t.name) } },
                html! {
                    @match (&t.to, allowed) {
                        (None, _) => (v.t("journey-unknown-place")),
                        (_, false) => (v.t("move-not-yours")),
                        (Some(to), _) if sends => (v.t_with("journey-file-travels", &[("house", to.name())])),
                        _ => (v.t("journey-file-stays")),
                    }
                },
            ]
        })
        .collect();
    list::table(v, "", &["place-person", "place-code", "convoy-destination", "journey-file"], &rows)
}

fn record(v: &Viewer, typed: &Typed) -> Result<String, Complaint> {
    let on = asked::day("departure_day", typed)?;
    if asked::files(typed).is_empty() {
        return Err(refuse("file", "", Why::Missing).into());
    }
    let travellers = travellers(v, typed)?;
    let mut groups: BTreeMap<(CompartmentId, String), (Destination, Vec<FileId>)> = BTreeMap::new();
    for t in &travellers {
        let to = t.to.clone().ok_or_else(|| refuse("to", &t.name, Why::Unknown))?;
        let here = t.person.compartment;
        let sends = to.compartment() != here;
        asked::must(v, &here, if sends { Role::directs } else { Role::writes })?;
        groups.entry((here, to.value())).or_insert_with(|| (to, Vec::new())).1.push(t.person.file);
    }
    if on > travellers.first().map_or(on, |t| v.today_in(&t.person.compartment)) {
        return Err(refuse("departure_day", on, Why::InTheFuture).into());
    }
    for ((here, _), (to, files)) in groups {
        end_all(v, &here, &files, &to, &Edtf::day(on), None).map_err(named)?;
        if to.compartment() != here {
            v.store().offer(v.actor()?, &here, &to.compartment(), &files)?;
        }
    }
    let convoy = travellers.iter().find_map(|t| t.convoy);
    let place = travellers.first().and_then(|t| t.person.place);
    Ok(match (convoy, place) {
        (Some(convoy), _) => format!("/convoys/{convoy}"),
        (None, Some(place)) => format!("/relay-house?place={place}"),
        (None, None) => "/relay-house".into(),
    })
}

/// The form of a setting off asks for one day, under its own name.
fn named(mut complaint: Complaint) -> Complaint {
    if let Some(refusal) = complaint.refusal.as_mut().filter(|r| r.field == "from") {
        refusal.field = "departure_day";
    }
    complaint
}
