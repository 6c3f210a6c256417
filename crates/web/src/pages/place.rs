//! A place: what it is, its beds and who fills them, how many slept there day by day, who is there now and, from here,
//! the move of a group. Nothing here says who should go where.

pub(crate) mod asked;
mod beds;
mod chart;
pub(crate) mod details;
mod headcount;
pub(crate) mod meter;
mod offers;
mod people;
mod register;

use crate::edge::{Answer, Complaint, shown};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::routing::get;
use details::Sheet;
use domain::compartment::Role;
use domain::id::FileId;
use domain::place::{Kind, Place};
pub(crate) use headcount::given as given_name;
use jiff::civil::{Date, date};
use maud::{Markup, html};
use store::Volume;
use store::place::{PlaceLine, Resident, with_all_within};

/// A day before any stay: registers are numbered from the first arrival.
const BEFORE_ALL: Date = date(1800, 1, 1);

pub(crate) fn routes() -> Vec<Route> {
    let sheet = |path, sheet: Sheet| {
        let ask = move |viewer: Viewer, file: Path<String>| details::ask(viewer, file, sheet);
        let take =
            move |viewer: Viewer, file: Path<String>, body: String| details::take(viewer, file, body, sheet);
        route("GET, POST", path, Gate::Writes, get(ask).post(take))
    };
    vec![
        route("GET", "/places/{file}", Gate::Reads, get(show)),
        sheet("/places/{file}/details", Sheet::Details),
        sheet("/places/{file}/beds", Sheet::Beds),
        sheet("/places/{file}/offers", Sheet::Offers),
        sheet("/places/{file}/tenure", Sheet::Tenure),
        sheet("/places/{file}/closing", Sheet::Closing),
        route("GET", "/places/{file}/register", Gate::Reads, get(register::show)),
        route("GET", "/places/{file}/headcount", Gate::Reads, get(headcount::show)),
    ]
}

/// A place as its pages need it.
pub(crate) struct Site {
    /// Its line.
    pub line: PlaceLine,
    /// What lies within it.
    pub inside: Vec<PlaceLine>,
    /// Today in its scene.
    pub today: Date,
}

impl Site {
    /// The place of an address, with who was there on the day asked for (`on`), today where none is asked for.
    pub fn of(v: &Viewer, file: &str, on: Option<Date>) -> Result<Site, Complaint> {
        let file = asked::file(file)?;
        let all = v.store().places(v.actor()?, on)?;
        let line = all.iter().find(|p| p.file == file).cloned().ok_or_else(Complaint::unknown)?;
        let within = with_all_within(&all, &file);
        let inside = all.into_iter().filter(|p| p.file != file && within.contains(&p.file)).collect();
        let today = v.today(line.scene);
        Ok(Site { line, inside, today })
    }

    /// Everybody who slept here or within between two days, in order of arrival.
    pub fn residents(&self, v: &Viewer, from: Date, to: Date) -> Result<Vec<Resident>, Complaint> {
        let mut all = Vec::new();
        for place in std::iter::once(&self.line).chain(&self.inside) {
            let mut here = v.store().residents(v.actor()?, &place.file, from, to)?;
            if place.file != self.line.file {
                here.iter_mut().for_each(|r| r.within = joined(&place.name, &r.within));
            }
            all.extend(here);
        }
        all.sort_by(|a, b| (a.from_day, &a.sort, a.file).cmp(&(b.from_day, &b.sort, b.file)));
        Ok(all)
    }

    /// The way to one of its pages.
    pub fn address(&self, page: &str) -> String {
        let file = self.line.file;
        if page.is_empty() { format!("/places/{file}") } else { format!("/places/{file}/{page}") }
    }

    /// Whether the viewer writes in its compartment.
    pub fn writes(&self, v: &Viewer) -> bool {
        asked::may(v, &self.line.compartment, Role::writes)
    }
}

fn joined(place: &str, room: &str) -> String {
    if room.is_empty() { place.to_string() } else { format!("{place}, {room}") }
}

/// The tabs of a place's pages.
pub(crate) fn tabs(v: &Viewer, site: &Site, here: &str) -> Markup {
    let pages = ["", "presence", "register", "headcount"];
    html! {
        nav.tabs aria-label=(v.t("place-pages")) {
            ul {
                @for page in pages {
                    li {
                        a href=(site.address(page)) aria-current=[(page == here).then_some("page")] {
                            (v.t(&format!("place-tab-{}", if page.is_empty() { "place" } else { page })))
                        }
                    }
                }
                @if site.line.kind == Kind::RelayHouse {
                    li { a href=(format!("/relay-house?place={}", site.line.file)) { (v.t("place-tab-board")) } }
                }
            }
        }
    }
}

async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let site = Site::of(v, &file, None)?;
            let volume = v.store().open_place(v.actor()?, &site.line.file)?;
            let residents = site.residents(v, site.today, site.today)?;
            let body = html! {
                (head(v, &site))
                (tabs(v, &site, ""))
                (done(v))
                (tools(v, &site))
                (facts(v, &site, &volume))
                (beds::part(v, &site, &Place::of(&volume.file), &residents))
                (people::part(v, &site, &residents)?)
                (chart::part(v, &site)?)
            };
            shown(frame::page(v, &v.t(&format!("kind-{}", site.line.kind.key())), body))
        })
        .await
}

/// Title and one sentence.
pub(crate) fn head(v: &Viewer, site: &Site) -> Markup {
    let line = &site.line;
    html! {
        div.page-head {
            h1 { bdi { (line.name) } }
            p { (v.t(&format!("kind-{}", line.kind.key()))) @if !line.lies.is_empty() { ", " bdi { (line.lies) } } }
        }
    }
}

/// What was just done, said once after the redirect.
fn done(v: &Viewer) -> Markup {
    let asked = asked::asked(v);
    html! {
        @if asked.get("arrived").parse::<u32>().is_ok() {
            div.notice.done role="status" { p { (v.t_with("place-arrived", &[("n", asked.get("arrived"))])) } }
        }
    }
}

fn tools(v: &Viewer, site: &Site) -> Markup {
    html! {
        @if site.writes(v) {
            div.toolbar {
                @if site.line.kind.lived_in() {
                    a.button href=(format!("/people/new?place={}", site.line.file)) { (v.t("place-intake")) }
                }
                @if site.line.kind.lived_in() && crate::pages::weighing::holds(v, site.line.scene) {
                    a.button.quiet href=(format!("/weighings?place={}", site.line.file)) { (v.t("weighing-title")) }
                }
                @for sheet in ["details", "beds", "offers", "tenure", "closing"] {
                    a.button.quiet href=(site.address(sheet)) { (v.t(&format!("place-sheet-{sheet}"))) }
                }
            }
        }
    }
}

fn facts(v: &Viewer, site: &Site, volume: &Volume) -> Markup {
    let place = Place::of(&volume.file);
    let (present, capacity) = (
        site.line.present + site.inside.iter().map(|p| p.present).sum::<i64>(),
        site.line.capacity + site.inside.iter().map(|p| p.capacity).sum::<i64>(),
    );
    let blocked = place.beds.iter().map(|(_, b)| i64::from(b.blocked.min(b.count))).sum();
    let body = html! {
        dl.facts {
            div { dt { (v.t("place-fill")) } dd { (meter::meter(v, present, capacity, blocked)) } }
            (name_facts(v, site, &place))
            (offers::lines(v, &place))
            (tenure(v, &place))
            @if let Some(on) = &place.opened { div { dt { (v.t("field-opened")) } dd { (v.words.edtf(on)) } } }
            @if let Some(on) = &place.closed { div { dt { (v.t("field-closed")) } dd { (v.words.edtf(on)) } } }
            @if site.line.kind == Kind::RelayHouse {
                div { dt { (v.t("place-confirm")) } dd { (v.t_with("n-hours", &[("n", &site.line.confirm_hours.to_string())])) } }
            }
            @if !site.inside.is_empty() { div { dt { (v.t("place-inside")) } dd { (inside(v, site)) } } }
        }
    };
    list::part("place-facts", &v.t("place-facts"), body)
}

/// Two people who had not seen each other may have named a place differently: both names stand.
fn name_facts(v: &Viewer, site: &Site, place: &Place) -> Markup {
    let around = place
        .within
        .map(|within| (within, v.actor().ok().and_then(|a| v.store().place(a, &within, None).ok())));
    let disputed = place.named.as_ref().filter(|said| said.disputed());
    html! {
        @if let Some(said) = disputed {
            div { dt { (v.t("place-names")) } dd {
                div.said-many {
                    p { (v.t("said-many")) }
                    ul { @for one in said.all() {
                        li { span.value { bdi { (one.value.1) } } " "
                            span.by { (v.t_with("said-by", &[("name", &v.member_name(&one.by)), ("when", &v.words.moment(one.stamp))])) } }
                    } }
                    @if site.writes(v) { a.button.quiet.small href=(site.address("details")) { (v.t("do-settle")) } }
                }
            } }
        }
        @if !place.also.is_empty() { div { dt { (v.t("place-also")) } dd { bdi { (place.also.join("; ")) } } } }
        @if let Some((within, Some(line))) = around {
            div { dt { (v.t("field-place-within")) } dd { a href=(format!("/places/{within}")) { bdi { (line.name) } } } }
        }
        @if let Some((commune, region, country)) = &place.located {
            @let parts: Vec<&str> = [commune, region, country].into_iter().filter(|t| !t.is_empty()).map(String::as_str).collect();
            div { dt { (v.t("place-located")) } dd { bdi { (parts.join(", ")) } } }
        }
    }
}

fn tenure(v: &Viewer, place: &Place) -> Markup {
    html! {
        div {
            dt { (v.t("place-tenure")) }
            @if let Some((tenure, owner, until, terms)) = &place.tenure {
                dd {
                    (v.t(&format!("tenure-{tenure}")))
                    @if !owner.is_empty() { ", " bdi { (owner) } }
                    @if let Some(until) = until { "; " (v.t_with("place-tenure-until", &[("date", &v.words.edtf(until))])) }
                    @if !terms.is_empty() { p.by dir="auto" { (terms) } }
                }
            } @else { dd.none { (v.t("place-not-recorded")) } }
        }
    }
}

fn inside(v: &Viewer, site: &Site) -> Markup {
    html! {
        ul {
            @for place in &site.inside {
                li {
                    a href=(format!("/places/{}", place.file)) { bdi { (place.name) } } ", "
                    (v.t(&format!("kind-{}", place.kind.key()))) (asked::colon(v)) (meter::sentence(v, place.present, place.capacity, 0))
                }
            }
        }
    }
}

/// A file's way, for lists that link to people.
pub(crate) fn person_address(file: &FileId) -> String {
    format!("/people/{file}")
}
