//! Dossiers: the list of them, a person's, and taking one up. Each follows a procedure that is data; what a paper is
//! worth today is computed, never stored, and nothing is asked for by a machine.

mod closing;
pub mod pack;
mod papers;
mod plan;
mod scan;
mod show;

use super::{list, person};
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use domain::Edtf;
use domain::dossier::{Dossier, Fact, Opening, dossiers};
use domain::entry::Fact as Entry;
use domain::id::{FileId, Key};
use domain::refusal::{Refusal, Why, refuse};
use jiff::civil::Date;
use maud::{Markup, html};
use planning::Procedure;
use store::Volume;
use store::dossier::{DossierLine, Stage};

/// Dossiers of one page.
const PAGE: usize = 40;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/dossiers", Gate::Reads, get(index)),
        route("GET, POST", "/people/{file}/dossiers", Gate::Reads, get(of_person).post(take_up)),
        route("GET", "/dossiers/{file}/{key}", Gate::Reads, get(show::show)),
        route("GET", "/dossiers/{file}/{key}/pack", Gate::Reads, get(pack::show)),
        route("GET", "/dossiers/{file}/{key}/papers/{paper}", Gate::Reads, get(papers::form)),
        route("POST", "/dossiers/{file}/{key}/papers", Gate::Writes, post(papers::step)),
        route("POST", "/dossiers/{file}/{key}/scans", Gate::Writes, post(scan::take_in).layer(scan::limit())),
        route("GET", "/dossiers/{file}/{key}/scans/{scan}", Gate::Reads, get(scan::serve)),
        route("POST", "/dossiers/{file}/{key}/closing", Gate::Writes, post(closing::close)),
    ]
}

/// The words of a text of a procedure in the viewer's language.
pub(super) fn said<'a>(v: &Viewer, text: &'a planning::Text) -> &'a str {
    text.in_language(v.words.0.code())
}

/// A person's file, its dossier of that key, its procedure where this version ships it.
pub(super) struct Opened {
    pub person: person::Opened,
    pub dossier: Dossier,
    pub procedure: Option<&'static Procedure>,
    pub today: Date,
}

pub(super) fn opened(v: &Viewer, file: &str, key: &str, purpose: &str) -> Result<Opened, Complaint> {
    let key = Key::parse(key).ok_or_else(Complaint::unknown)?;
    let person = person::Opened::open(v, file, purpose)?;
    let dossier =
        dossiers(&person.volume.file).into_iter().find(|d| d.key == key).ok_or_else(Complaint::unknown)?;
    let (procedure, today) = (dossier.procedure(), person.today);
    Ok(Opened { person, dossier, procedure, today })
}

impl Opened {
    /// The file.
    pub(super) fn volume(&self) -> &Volume {
        &self.person.volume
    }

    /// Its address.
    pub(super) fn address(&self) -> String {
        format!("/dossiers/{}/{}", self.person.id(), self.dossier.key)
    }
}

/// A day as typed; today where nothing was.
pub(super) fn day(field: &'static str, typed: &str, today: Date) -> Result<Date, Refusal> {
    match typed.trim() {
        "" => Ok(today),
        text => {
            let day: Date = text.parse().map_err(|_| refuse(field, text, Why::Unreadable))?;
            if day > today { Err(refuse(field, text, Why::InTheFuture)) } else { Ok(day) }
        }
    }
}

async fn index(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let query = Typed::parse(v.asked.split_once('?').map_or("", |(_, q)| q));
            let stage = match query.get("stage") {
                "complete" => Stage::Complete,
                "closed" => Stage::Closed,
                _ => Stage::Open,
            };
            let procedure = Some(query.get("procedure")).filter(|p| !p.is_empty());
            let after: usize = query.get("after").parse().unwrap_or(0);
            let found = v.store().dossiers(v.actor()?, stage, procedure, after + PAGE + 1)?;
            let more = found.len() > after + PAGE;
            let lines: Vec<&DossierLine> = found.iter().skip(after).take(PAGE).collect();
            let body = html! {
                div.page-head { h1 { (v.t("room-dossiers")) } p { (v.t("dossier-what")) } }
                (filter(v, &query))
                @if lines.is_empty() { p.empty { (v.t("dossier-none")) } } @else { (table(v, &lines)) }
                (pager(v, &query, after, lines.len(), more))
                div.toolbar { a.button.quiet href="/procedures" { (v.t("dossier-to-procedures")) } }
            };
            shown(frame::page(v, &v.t("room-dossiers"), body))
        })
        .await
}

fn filter(v: &Viewer, query: &Typed) -> Markup {
    let stages = worded(v, "dossier-stage", ["open", "complete", "closed"]);
    html! {
        form.filter action="/dossiers" {
            label { (v.t("dossier-stage"))
                select name="stage" {
                    @for (code, words) in &stages { option value=(code) selected[code == query.get("stage")] { (words) } }
                }
            }
            label { (v.t("dossier-procedure"))
                select name="procedure" {
                    option value="" { (v.t("dossier-every-procedure")) }
                    @for p in planning::shipped() { option value=(p.id) selected[p.id == query.get("procedure")] { (said(v, &p.title)) } }
                }
            }
            button.button.quiet type="submit" { (v.t("list-show")) }
        }
    }
}

fn title_of(v: &Viewer, id: &str, version: &str) -> String {
    let found = version.parse().ok().and_then(|n| planning::find(id, n)).or_else(|| planning::newest(id));
    found.map_or_else(|| id.to_string(), |p| said(v, &p.title).to_string())
}

fn table(v: &Viewer, lines: &[&DossierLine]) -> Markup {
    let date = |d: Option<Date>| html! { @if let Some(d) = d { (v.words.day(d)) } };
    let rows: Vec<Vec<Markup>> = lines
        .iter()
        .map(|d| {
            let name = if d.who.1.is_empty() { d.file.to_string() } else { d.who.1.clone() };
            vec![
                html! { a href=(format!("/dossiers/{}/{}", d.file, d.key)) { bdi { (name) } } },
                list::code(&d.who.0),
                html! { (title_of(v, &d.procedure.0, &d.procedure.1)) },
                date(d.opened),
                date(d.first_asked),
                match &d.closed {
                    Some((on, outcome)) => {
                        html! { (v.t(&format!("outcome-{outcome}"))) ", " (v.words.day(*on)) }
                    }
                    None => date(d.complete),
                },
            ]
        })
        .collect();
    let last = if lines.iter().any(|d| d.closed.is_some()) { "dossier-closed" } else { "dossier-complete" };
    let heads =
        ["list-name", "list-code", "dossier-procedure", "dossier-opened", "dossier-first-asked", last];
    list::table(v, "", &heads, &rows)
}

fn pager(v: &Viewer, query: &Typed, after: usize, shown: usize, more: bool) -> Markup {
    let link = |after: usize| {
        let (stage, procedure) = (frame::encode(query.get("stage")), frame::encode(query.get("procedure")));
        format!("/dossiers?stage={stage}&procedure={procedure}&after={after}")
    };
    html! {
        @if after > 0 || more {
            nav.pager aria-label=(v.t("list-pages")) {
                span.where { (v.t_with("list-from-to", &[("from", &(after + 1).to_string()), ("to", &(after + shown).to_string())])) }
                @if after > 0 { a href=(link(after.saturating_sub(PAGE))) { (v.t("list-earlier")) } }
                @if more { a href=(link(after + PAGE)) { (v.t("list-later")) } }
            }
        }
    }
}

async fn of_person(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer.run(move |v| shown(person_page(v, &file, &Typed::default(), None)?)).await
}

fn person_page(
    v: &Viewer,
    file: &str,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Markup, Complaint> {
    let o = person::Opened::open(v, file, "dossiers")?;
    let body = html! {
        (person::headstrip(v, &o))
        p { a href=(o.address("")) { (v.t("dossier-to-file")) } }
        p { (v.t("dossier-what")) }
        (list::part("taken", &v.t("dossier-taken-up"), taken(v, &o.volume)))
        @if o.writable() { (take_up_form(v, &o.volume, o.today, typed, refusal)) }
    };
    Ok(frame::page(v, &format!("{} · {}", v.t("room-dossiers"), o.titled()), body))
}

fn taken(v: &Viewer, volume: &Volume) -> Markup {
    let rows: Vec<Vec<Markup>> = dossiers(&volume.file)
        .iter()
        .map(|d| {
            let opening = d.opening.latest();
            let title = title_of(v, &opening.procedure, &opening.version.to_string());
            vec![
                html! { a href=(format!("/dossiers/{}/{}", volume.id, d.key)) { (title) } },
                html! { (v.words.edtf(&opening.on)) },
                html! { @match &d.closing {
                    Some(c) => { (v.t(&format!("outcome-{}", c.latest().outcome))) ", " (v.words.edtf(&c.latest().on)) }
                    None => (v.t("dossier-stage-open")),
                } },
            ]
        })
        .collect();
    if rows.is_empty() {
        return html! { p.empty { (v.t("dossier-person-none")) } };
    }
    list::table(v, "", &["dossier-procedure", "dossier-opened", "dossier-stage"], &rows)
}

/// The procedures in force today, with the conditions that a person judges.
fn take_up_form(
    v: &Viewer,
    volume: &Volume,
    today: Date,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let open: Vec<&Procedure> = planning::shipped().iter().filter(|p| p.is_in_force(today)).collect();
    let body = html! {
        (form.errors())
        form.stack method="post" action=(format!("/people/{}/dossiers", volume.id)) {
            (Form::heads(&volume.file.heads))
            fieldset.choice.column id="procedure" {
                legend { (v.t("field-procedure")) }
                div.options {
                    @for p in &open {
                        label {
                            input type="radio" name="procedure" value=(p.id) checked[typed.get("procedure") == p.id || open.len() == 1];
                            span {
                                (said(v, &p.title)) " "
                                span.by { (p.eligibility.iter().map(|r| said(v, &r.described)).collect::<Vec<_>>().join("; ")) }
                            }
                        }
                    }
                }
            }
            (list::calendar(&form, "opened_on", "dossier-on-opened", "date", Some(today)))
            div.toolbar { button.button type="submit" { (v.t("dossier-take-up")) } }
        }
    };
    list::part("take-up", &v.t("dossier-new"), body)
}

async fn take_up(viewer: Viewer, Path(file): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            match taking_up(v, &file, &typed) {
                Ok(to) => onward(&to),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    let page = person_page(v, &file, &typed, Some(&refusal))?;
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
                }
            }
        })
        .await
}

fn taking_up(v: &Viewer, file: &str, typed: &Typed) -> Result<String, Complaint> {
    let file = FileId::parse(file).ok_or_else(Complaint::unknown)?;
    let actor = v.actor()?;
    let volume = v.store().open_file(actor, &file, "dossier taken up")?;
    let today = v.today_in(&volume.compartment);
    let wanted = typed.get("procedure");
    let procedure = planning::newest(wanted).filter(|p| p.is_in_force(today)).ok_or_else(|| {
        refuse("procedure", wanted, if wanted.is_empty() { Why::Missing } else { Why::Unknown })
    })?;
    let running = |d: &Dossier| d.closing.is_none() && d.opening.latest().procedure == procedure.id;
    if dossiers(&volume.file).iter().any(running) {
        return Err(refuse("procedure", said(v, &procedure.title), Why::AlreadyThere).into());
    }
    let on = day("opened_on", typed.get("opened_on"), today)?;
    let opening = Opening { procedure: procedure.id.clone(), version: procedure.version, on: Edtf::day(on) };
    let heads = typed.heads();
    let key = v.store().write(actor, &volume.compartment, move |w| {
        let key = w.new_key();
        w.append_after(&file, heads, vec![Entry::Dossier(Fact::Opened { dossier: key, opening })])?;
        Ok(key)
    })?;
    Ok(format!("/dossiers/{file}/{key}"))
}

#[cfg(test)]
mod tests {
    use super::day;
    use domain::refusal::Why;
    use jiff::civil::{Date, date};

    #[test]
    fn a_day_is_today_where_none_was_typed_and_never_later() {
        let today = date(1942, 8, 31);
        let check = |typed: &str, expected: Result<Date, Why>| {
            assert_eq!(day("on", typed, today).map_err(|r| r.why), expected, "{typed}");
        };
        check("", Ok(today));
        check(" 1942-08-01 ", Ok(date(1942, 8, 1)));
        check("1942-09-01", Err(Why::InTheFuture));
        check("1942-02-30", Err(Why::Unreadable));
        check("yesterday", Err(Why::Unreadable));
    }
}
