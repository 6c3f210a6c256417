//! Today: what waits for me, by the role I hold; the first screen of everybody.

mod house;
mod watch;
mod work;

use super::list;
use crate::edge::{Answer, Complaint, shown};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::response::Redirect;
use axum::routing::get;
use domain::compartment::{Role, Scene};
use maud::{Markup, html};
use store::Attention;
use store::dossier::Due;
use store::place::PlaceLine;

/// Days of the deadlines shown.
const DEADLINE_DAYS: i32 = 30;
/// Due dates looked at: the earliest, so that what is overdue is always among them.
const DUE_MAX: usize = 1_000;
/// Rows of one part; the rest stands behind its link.
const ROWS: usize = 12;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/", Gate::Member, get(|| async { Redirect::to("/today") })),
        route("GET", "/today", Gate::Member, get(show)),
    ]
}

/// A part of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Care,
    Presence,
    Mine,
    Arrivals,
    FirstCare,
    Reviews,
    Departures,
    Unconfirmed,
    Over,
    Offers,
    Road,
    Disputes,
    Overdue,
    Silences,
    Lapsing,
    Deadlines,
    Newcomers,
    Held,
    Proofs,
    Readings,
    Visit,
    Glass,
    Notebooks,
    Alarms,
}

/// What a role sees first, in that order.
fn parts(role: Role) -> &'static [Part] {
    use Part::*;
    match role {
        Role::Worker | Role::Reader => {
            &[Notebooks, Mine, Reviews, Lapsing, Silences, Offers, Road, Disputes, Over, Newcomers, Deadlines]
        }
        Role::Nurse => &[Notebooks, Arrivals, FirstCare, Reviews, Departures, Unconfirmed, Offers, Disputes],
        Role::HouseParent => &[Notebooks, Presence, Over, Offers, Disputes, Deadlines],
        Role::Supervisor | Role::Keeper => &[
            Glass,
            Alarms,
            Notebooks,
            Care,
            Unconfirmed,
            Reviews,
            Over,
            Disputes,
            Held,
            Offers,
            Road,
            Overdue,
        ],
        Role::Auditor => &[Glass, Alarms, Notebooks, Proofs, Held, Readings],
        Role::Visitor => &[Visit],
    }
}

/// What several parts read, once.
struct Day<'a> {
    v: &'a Viewer,
    due: Vec<(Scene, Due)>,
    attention: Attention,
    places: Vec<PlaceLine>,
}

impl Day<'_> {
    fn today(&self) -> jiff::civil::Date {
        self.v.today(self.v.scene())
    }

    fn part(&self, part: Part) -> Result<Markup, Complaint> {
        match part {
            Part::Care => house::care(self),
            Part::Presence => house::presence(self),
            Part::Mine => work::mine(self),
            Part::Arrivals => house::arrivals(self),
            Part::FirstCare => house::first_care(self),
            Part::Reviews => house::reviews(self),
            Part::Departures => house::departures(self),
            Part::Unconfirmed => house::unconfirmed(self),
            Part::Over => Ok(house::over(self)),
            Part::Offers => work::offers(self),
            Part::Road => Ok(work::road(self)),
            Part::Disputes => Ok(work::disputes(self)),
            Part::Overdue => Ok(work::overdue(self)),
            Part::Silences => Ok(work::silences(self)),
            Part::Lapsing => Ok(work::lapsing(self)),
            Part::Deadlines => Ok(work::deadlines(self)),
            Part::Newcomers => work::newcomers(self),
            Part::Alarms => watch::alarms(self),
            Part::Held => watch::held(self),
            Part::Proofs => watch::proofs(self),
            Part::Readings => watch::readings(self),
            Part::Visit => super::visit::present(self.v),
            Part::Glass => super::break_glass::unseen(self.v),
            Part::Notebooks => super::notebook::waiting(self.v),
        }
    }
}

async fn show(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let day = gathered(v)?;
            let mut wanted: Vec<Part> = Vec::new();
            for role in Role::ALL.into_iter().filter(|role| v.compartments.iter().any(|c| c.role == *role)) {
                wanted
                    .extend(parts(role).iter().filter(|p| !wanted.contains(p)).copied().collect::<Vec<_>>());
            }
            let parts: Vec<String> = wanted
                .into_iter()
                .map(|part| Ok(day.part(part)?.into_string()))
                .collect::<Result<_, Complaint>>()?;
            let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
            let body = html! {
                div.page-head {
                    h1 { (v.t("room-today")) }
                    p { (standfirst(v)) }
                }
                @if parts.is_empty() { p.empty { (v.t("today-nothing")) } }
                @for part in &parts { (maud::PreEscaped(part)) }
            };
            shown(frame::page(v, &v.t("room-today"), body))
        })
        .await
}

fn gathered(v: &Viewer) -> Result<Day<'_>, Complaint> {
    let actor = v.actor()?;
    if !v.may(Role::reads) {
        return Ok(Day { v, due: Vec::new(), attention: Attention::default(), places: Vec::new() });
    }
    Ok(Day {
        v,
        due: v.store().due(actor, DEADLINE_DAYS, DUE_MAX)?,
        attention: v.store().attention(actor, ROWS + 1)?,
        places: v.store().places(actor, None)?,
    })
}

/// The day in words: of the scene, or of both where the viewer works in both.
fn standfirst(v: &Viewer) -> String {
    let has = |scene| v.compartments.iter().any(|c| c.scene == scene);
    let day = |scene| v.words.day(v.today(scene));
    if has(Scene::Historical) && has(Scene::Present) {
        let days = (day(Scene::Historical), day(Scene::Present));
        v.t_with("today-two-days", &[("then", &days.0), ("now", &days.1)])
    } else {
        v.t_with("today-day", &[("date", &day(v.scene()))])
    }
}

/// A part with a heading that counts, empty markup where there is nothing in it.
fn counted(v: &Viewer, key: &str, count: usize, body: impl FnOnce() -> Markup) -> Markup {
    if count == 0 {
        return html! {};
    }
    let more = count > ROWS;
    html! {
        section.volet aria-labelledby=(key) {
            header { h2 id=(key) { (v.t_with(key, &[("count", &count.min(DUE_MAX).to_string())])) } }
            div.body {
                (body())
                @if more { p.by { (v.t_with("today-first", &[("count", &ROWS.to_string())])) } }
            }
        }
    }
}
