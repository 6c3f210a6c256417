//! Sealing a page. It may begin at anybody's file, which is not read again for it and says nothing of it afterwards.

use super::spoken;
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::pages::list;
use crate::pages::person::Opened;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use domain::compartment::Kind;
use domain::id::CompartmentId;
use domain::notebook::fields;
use domain::refusal::Refusal;
use maud::{Markup, html};
use store::Plate;

/// On every person's page alike, for those who have a plate: what the page shows already is taken into the form.
pub(crate) fn from_file(v: &Viewer, o: &Opened) -> Result<Markup, Complaint> {
    if v.store().plates(v.actor()?)?.is_empty() {
        return Ok(html! {});
    }
    let name = o.person.names.first().map(|(_, said)| said.latest().clone());
    let born = o.person.born.as_ref().map(|born| born.latest().to_string()).unwrap_or_default();
    let (given, surname) = name.map(|n| (n.given, n.surname)).unwrap_or_default();
    Ok(html! {
        form.line.no-print method="post" action="/sealing" {
            input type="hidden" name="act" value="begin";
            input type="hidden" name="given" value=(given);
            input type="hidden" name="surname" value=(surname);
            input type="hidden" name="birth" value=(born);
            button.button.quiet type="submit" { (v.t("notebook-seal")) }
        }
    })
}

pub(super) async fn show(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(page(v, &Typed::default(), None)?)).await
}

pub(super) async fn take(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            if typed.get("act") != "seal" {
                return shown(page(v, &typed, None)?);
            }
            match sealed(v, &typed) {
                Ok(()) => onward("/sealing?done=1"),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    asked::again(page(v, &typed, Some(&refusal))?)
                }
            }
        })
        .await
}

fn sealed(v: &Viewer, typed: &Typed) -> Result<(), Complaint> {
    let notebook = CompartmentId::parse(typed.get("compartment")).ok_or_else(Complaint::unknown)?;
    let plates = v.store().plates(v.actor()?)?;
    let plate = plates.iter().find(|p| p.notebook == notebook).ok_or_else(Complaint::unknown)?;
    let said = fields(plate.kind).iter().map(|field| ((*field).to_string(), typed.get(field).to_string()));
    v.store().seal(v.actor()?, &notebook, typed.get("long_code"), said.collect())?;
    Ok(())
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("notebook-seal");
    let plates = v.store().plates(v.actor()?)?;
    let chosen = CompartmentId::parse(typed.get("compartment"));
    let plate = plates.iter().find(|p| Some(p.notebook) == chosen).or_else(|| plates.first());
    let body = html! {
        div.page-head id="notebook" { h1 { (title) } p { (v.t("notebook-seal-what")) } }
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("notebook-sealed")) } } }
        @match plate {
            None => p.empty { (v.t("notebook-plates-none")) },
            Some(plate) => {
                @if plates.len() > 1 { (choice(v, &plates, plate, typed)) }
                (form(v, plate, typed, refusal))
            }
        }
        div.toolbar { a.button.quiet.no-print href="/notebooks" { (v.t("do-back")) } }
    };
    Ok(frame::page(v, &title, body))
}

/// Another notebook, with what was typed already.
fn choice(v: &Viewer, plates: &[Plate], plate: &Plate, typed: &Typed) -> Markup {
    let carried = ["given", "surname", "birth", "long_code"];
    html! {
        nav.tabs aria-label=(v.t("notebook-plates")) {
            ul { @for other in plates {
                li {
                    form.line method="post" action="/sealing" {
                        input type="hidden" name="act" value="begin";
                        input type="hidden" name="compartment" value=(other.notebook);
                        @for name in carried { input type="hidden" name=(name) value=(typed.get(name)); }
                        button.button.quiet type="submit" aria-current=[(other.notebook == plate.notebook).then_some("true")] { bdi { (other.name) } }
                    }
                }
            } }
        }
    }
}

fn form(v: &Viewer, plate: &Plate, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let fresh = v.store().fresh_code().plain();
    list::part(
        "sealing",
        &plate.name,
        html! {
            (form.errors())
            p { (v.t(&format!("compartment-kind-{}", plate.kind.key()))) }
            form.stack method="post" action="/sealing" autocomplete="off" {
                input type="hidden" name="act" value="seal";
                input type="hidden" name="compartment" value=(plate.notebook);
                (form.line("long_code", "medium"))
                p.by { (v.t("notebook-fresh-code")) " " (spoken(&fresh)) }
                div.fields { @for field in fields(plate.kind).iter().filter(|f| **f != "remark") { (form.line(field, width(plate.kind, field))) } }
                (form.area("remark", 2))
                div.toolbar { button.button type="submit" { (v.t("notebook-seal-do")) } }
            }
        },
    )
}

fn width(kind: Kind, field: &str) -> &'static str {
    match (kind, field) {
        (_, "birth" | "since") => "short",
        (Kind::HidingPlaces | Kind::Families, _) => "wide",
        _ => "medium",
    }
}
