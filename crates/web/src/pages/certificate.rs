//! The certificate of stay: where somebody stayed, from when until when. It gives no reason, and names no sickness, faith
//! or danger, so that it can be shown at any counter.

use crate::edge::{Answer, shown};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::routing::get;
use domain::id::StayId;
use domain::person::Person;
use domain::stay::{Stay, stays};
use jiff::civil::Date;
use maud::{Markup, html};

pub(crate) fn routes() -> Vec<Route> {
    vec![route("GET", "/people/{file}/certificate", Gate::Reads, get(show))]
}

async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let volume = v.store().open_file(v.actor()?, &asked::file(&file)?, "certificate")?;
            let person = Person::of(&volume.file);
            let all = stays(&volume.file);
            let today = v.today_in(&volume.compartment);
            let asked = asked::asked(v);
            let chosen: Vec<StayId> = asked.all("stay").iter().filter_map(|s| StayId::parse(s)).collect();
            let certified: Vec<&Stay> =
                all.iter().filter(|s| chosen.is_empty() || chosen.contains(&s.id)).collect();
            let house = v.compartment(&volume.compartment).map(|c| c.name.clone()).unwrap_or_default();
            let body = html! {
                div.page-head.no-print { h1 { (v.t("certificate-title")) } p { (v.t("certificate-intro")) } }
                @if all.len() > 1 { (choice(v, &all, &certified)) }
                div.toolbar { button.button type="button" data-print { (v.t("do-print")) }
                    a.button.quiet href=(format!("/people/{}", volume.id)) { (v.t("do-back")) } }
                @if certified.is_empty() { p.empty { (v.t("certificate-none")) } }
                @else { (certificate(v, &person, &certified, today, &house)) }
            };
            shown(frame::page(v, &v.t("certificate-title"), body))
        })
        .await
}

fn choice(v: &Viewer, all: &[Stay], certified: &[&Stay]) -> Markup {
    html! {
        form.no-print method="get" {
            fieldset.choice.column {
                legend { (v.t("certificate-which")) }
                div.options {
                    @for stay in all {
                        label {
                            input type="checkbox" name="stay" value=(stay.id) checked[certified.iter().any(|c| c.id == stay.id)];
                            " " bdi { (stay.opening.latest().name) } ", " (v.words.edtf(&stay.opening.latest().from))
                        }
                    }
                }
            }
            button.button.quiet.small { (v.t("do-show")) }
        }
    }
}

fn certificate(v: &Viewer, person: &Person, stays: &[&Stay], today: Date, house: &str) -> Markup {
    let name = person.shown().map(|n| n.spoken()).unwrap_or_default();
    let born = person.birth().map(|b| v.words.edtf(b));
    html! {
        article.certificate {
            header {
                span.brand { (frame::mark("relais", "logo")) "Relais" }
                p.by { bdi { (house) } br; (v.words.day(today)) }
            }
            h2 { (v.t("certificate-title")) }
            p {
                (v.t("certificate-we")) " " strong { bdi { (name) } }
                @if let Some(born) = &born { ", " (v.t_with("certificate-born", &[("date", born)])) }
                @if let Some(code) = person.code() { ", " (v.t("certificate-code")) " " (list::code(&code)) }
                ", " (v.t("certificate-stayed"))
            }
            ul { @for stay in stays { li { (line(v, stay)) } } }
            p { (v.t("certificate-from-file")) }
            div.signatures { p { (v.t("certificate-signature")) } p { (v.t("certificate-stamp")) } }
        }
    }
}

/// "Les Tilleuls (children's home), from 3 March 1941 to 4 May 1942". A date said twice is shown twice.
fn line(v: &Viewer, stay: &Stay) -> Markup {
    let opening = stay.opening.latest();
    let all = |dates: Vec<String>| {
        let mut dates = dates;
        dates.dedup();
        dates.join(&format!(" {} ", v.t("certificate-or")))
    };
    let from = all(stay.opening.all().iter().map(|o| v.words.edtf(&o.value.from)).collect());
    let until =
        stay.closing.as_ref().map(|c| all(c.all().iter().map(|c| v.words.edtf(&c.value.until)).collect()));
    html! {
        bdi { (opening.name) } " (" (v.t(&format!("kind-{}", opening.kind.key()))) "), "
        @match &until {
            Some(until) => (v.t_with("certificate-from-to", &[("from", &from), ("to", until)])),
            None => (v.t_with("certificate-from-on", &[("from", &from)])),
        }
    }
}
