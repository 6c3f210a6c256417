//! Presence: the night list of a place on any day, and the roll-call by exception, where only what changed is touched.

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::place::{Site, asked, head, tabs};
use crate::pages::{list, paper};
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::routing::get;
use domain::Edtf;
use domain::entry::Fact;
use domain::file::File;
use domain::id::{CompartmentId, FileId, Key};
use domain::place::{self, Place, RollCall};
use domain::refusal::{Refusal, Why, refuse};
use domain::said::Attested;
use domain::stay::{self, ABSENCES, Absence, current, stays};
use jiff::civil::Date;
use maud::{Markup, html};
use print::list::List;
use print::{Names, spoken};
use std::collections::{BTreeMap, HashMap};
use store::place::Resident;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/places/{file}/presence", Gate::Reads, get(show)),
        route("GET, POST", "/places/{file}/roll-call", Gate::Writes, get(ask).post(call)),
    ]
}

/// Most people of a list whose files are read for the absences of that very night; a camp's list shows those that run.
const READ_MAX: usize = 600;

/// Somebody of the list with the absence that ran that night.
type Line = (Resident, Option<Absence>);

fn lines(v: &Viewer, site: &Site, on: Date) -> Result<Vec<Line>, Complaint> {
    let mut residents = site.residents(v, on, on)?;
    residents.sort_by(|a, b| (&a.within, &a.sort, a.file).cmp(&(&b.within, &b.sort, b.file)));
    let away: HashMap<FileId, Absence> = if residents.len() <= READ_MAX {
        v.store().away(v.actor()?, &residents, on)?
    } else {
        residents.iter().filter_map(|r| Some((r.file, running(r, on)?))).collect()
    };
    Ok(residents.into_iter().map(|r| (r.clone(), away.get(&r.file).cloned())).collect())
}

fn running(resident: &Resident, on: Date) -> Option<Absence> {
    let (since, kind) = resident.absent.clone().filter(|(since, _)| *since <= on)?;
    Some(Absence { kind, from: Edtf::day(since), until: None, bed_kept: true })
}

async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let site = Site::of(v, &file, None)?;
            let on = asked::day_or(&asked::asked(v), "on", site.today);
            if let Some(names) = paper::asked_for(v) {
                return on_paper(v, &site, on, names);
            }
            let title = v.t("place-tab-presence");
            let called = Place::of(&v.store().open_place(v.actor()?, &site.line.file)?.file).roll_call;
            shown(frame::page(v, &title, night_list(v, &site, on, &lines(v, &site, on)?, called.as_ref())))
        })
        .await
}

/// The night list as PDF. What is taken away on paper, by name or by code, is a reading of each file.
fn on_paper(v: &Viewer, site: &Site, on: Date, names: Names) -> Answer {
    let lines = lines(v, site, on)?;
    let files: Vec<FileId> = lines.iter().map(|(person, _)| person.file).collect();
    v.store().open_files(v.actor()?, &files, "night list")?;
    let away = lines.iter().filter(|(_, a)| a.is_some()).count();
    let (here, away) = ((lines.len() - away).to_string(), away.to_string());
    let line = |(person, absence): &Line| {
        let name = if names == Names::Shown { person.name.clone() } else { String::new() };
        let tonight = absence.as_ref().map_or_else(|| v.t("presence-here"), |a| absent_words(v, a));
        let age = asked::age(v, &person.birth, on);
        vec![name, spoken(&person.code), age, person.within.clone(), tonight, String::new()]
    };
    let column = |key: &str, width: u8| (v.t(key), width);
    let of = List {
        title: format!("{}: {}", v.t("place-tab-presence"), site.line.name),
        about: vec![
            (v.t("presence-night"), v.words.day(on)),
            (v.t("place-tonight"), v.t_with("presence-sum", &[("here", &here), ("away", &away)])),
        ],
        columns: vec![
            column("place-person", 6),
            column("place-code", 3),
            column("age", 2),
            column("place-room", 4),
            column("place-tonight", 6),
            column("headcount-seen", 3),
        ],
        lines: lines.iter().map(line).collect(),
        below: Vec::new(),
        signed: vec![v.t("presence-signed")],
        foot: paper::foot(v, site.today),
    };
    paper::listed(v, &format!("night-{on}"), &of, site.today)
}

fn night_list(
    v: &Viewer,
    site: &Site,
    on: Date,
    lines: &[Line],
    called: Option<&Attested<RollCall>>,
) -> Markup {
    let away = lines.iter().filter(|(_, a)| a.is_some()).count();
    let (here, away) = ((lines.len() - away).to_string(), away.to_string());
    let rows: Vec<Vec<Markup>> = lines.iter().map(|line| row(v, on, line)).collect();
    let heads = ["place-person", "place-code", "age", "place-room", "place-tonight"];
    html! {
        (head(v, site))
        (tabs(v, site, "presence"))
        form.filter {
            label { (v.t("presence-night")) " " input type="date" name="on" value=(on) max=(site.today); }
            button.button.quiet { (v.t("do-show")) }
        }
        div.toolbar {
            @if site.writes(v) { a.button href=(site.address(&format!("roll-call?on={on}"))) { (v.t("presence-roll-call")) } }
            a.button.quiet href=(site.address("emergency-cards")) { (v.t("emergency-cards")) }
            a.button.quiet type="application/pdf" href=(site.address("coded-cards")) { (v.t("paper-cards")) }
            button.button.quiet type="button" data-print { (v.t("do-print")) }
            (paper::ways(v, &site.address(&format!("presence?on={on}"))))
        }
        @if let Some(called) = called { p.by { (last_call(v, called)) } }
        p { strong { (v.words.day(on)) } (asked::colon(v)) (v.t_with("presence-sum", &[("here", &here), ("away", &away)])) }
        @if lines.is_empty() { p.empty { (v.t("place-nobody")) } } @else { (list::table(v, "", &heads, &rows)) }
        div.signatures.print-only { p { (v.t("presence-signed")) } }
    }
}

/// "Last roll-call: night of 31 August, 38 here, 2 away; Irma, 31 August 1942, 21:04".
fn last_call(v: &Viewer, called: &Attested<RollCall>) -> Markup {
    let RollCall { on, here, away } = &called.value;
    let told = [("on", v.words.day(*on)), ("here", here.to_string()), ("away", away.to_string())];
    let told: Vec<(&str, &str)> = told.iter().map(|(name, value)| (*name, value.as_str())).collect();
    html! {
        (v.t_with("presence-last-call", &told)) " " bdi { (v.member_name(&called.by)) } ", " (v.words.moment(called.stamp))
    }
}

fn row(v: &Viewer, on: Date, (person, absence): &Line) -> Vec<Markup> {
    vec![
        list::person(&person.file, &person.name),
        list::code(&person.code),
        html! { (asked::age(v, &person.birth, on)) },
        html! { bdi { (person.within) } },
        html! {
            @match absence {
                None => (v.t("presence-here")),
                Some(away) => { (absent_words(v, away)) }
            }
        },
    ]
}

/// "hospital, since 3 August; bed kept".
pub(crate) fn absent_words(v: &Viewer, away: &Absence) -> String {
    let said = v.t_with(
        "presence-away",
        &[("kind", &v.t(&format!("absence-{}", away.kind))), ("since", &v.words.edtf(&away.from))],
    );
    format!("{said}; {}", v.t(if away.bed_kept { "presence-bed-kept" } else { "presence-bed-free" }))
}

async fn ask(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let site = Site::of(v, &file, None)?;
            let on = asked::day_or(&asked::asked(v), "on", site.today).min(site.today);
            shown(roll_page(v, &site, on, None)?)
        })
        .await
}

fn roll_page(v: &Viewer, site: &Site, on: Date, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let lines = lines(v, site, on)?;
    let typed = Typed::default();
    let form = Form { viewer: v, typed: &typed, refusal };
    let rows: Vec<Vec<Markup>> = lines.iter().map(|line| choice(v, line)).collect();
    let heads = ["place-person", "place-code", "place-room", "place-tonight"];
    let title = v.t("presence-roll-call");
    let body = html! {
        (head(v, site))
        (tabs(v, site, "presence"))
        h2 { (title) (asked::colon(v)) (v.words.day(on)) }
        p { (v.t("presence-roll-call-intro")) }
        (form.errors())
        form method="post" action=(site.address("roll-call")) {
            input type="hidden" name="on" value=(on);
            @if lines.is_empty() { p.empty { (v.t("place-nobody")) } } @else { (list::table(v, "", &heads, &rows)) }
            div.action-bar {
                strong { (v.t_with("n-people", &[("n", &lines.len().to_string())])) }
                button.button type="submit" { (v.t("presence-record")) }
            }
        }
    };
    Ok(frame::page(v, &title, body))
}

fn choice(v: &Viewer, (person, absence): &Line) -> Vec<Markup> {
    let now = absence.as_ref().map_or("here", |a| a.kind.as_str());
    vec![
        list::person(&person.file, &person.name),
        list::code(&person.code),
        html! { bdi { (person.within) } },
        html! {
            select name=(format!("is-{}", person.file)) aria-label=(v.t_with("presence-of", &[("name", &person.name)])) {
                option value="here" selected[now == "here"] { (v.t("presence-here")) }
                @for kind in ABSENCES { option value=(kind) selected[now == kind] { (v.t(&format!("absence-{kind}"))) } }
            }
        },
    ]
}

async fn call(viewer: Viewer, Path(file): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let site = Site::of(v, &file, None)?;
            match record(v, &site, &typed) {
                Ok(()) => onward(&site.address(&format!("presence?on={}", typed.get("on")))),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    asked::again(roll_page(v, &site, site.today, Some(&refusal))?)
                }
            }
        })
        .await
}

/// Writes what differs from what was known, and that the roll-call was taken: a night on which nobody was missing is
/// worth as much to whoever asks later.
fn record(v: &Viewer, site: &Site, typed: &Typed) -> Result<(), Complaint> {
    let on = asked::day("on", typed)?;
    if on > site.today {
        return Err(refuse("on", on, Why::InTheFuture).into());
    }
    let mut changes: BTreeMap<CompartmentId, Vec<(FileId, String)>> = BTreeMap::new();
    let mut call = RollCall { on, here: 0, away: 0 };
    for (person, absence) in lines(v, site, on)? {
        let now = absence.as_ref().map_or("here", |a| a.kind.as_str());
        let said = Some(typed.get(&format!("is-{}", person.file))).filter(|s| !s.is_empty()).unwrap_or(now);
        *(if said == "here" { &mut call.here } else { &mut call.away }) += 1;
        if said != now {
            changes.entry(person.compartment).or_default().push((person.file, said.to_string()));
        }
    }
    let house = site.line.compartment;
    if site.writes(v) {
        changes.entry(house).or_default();
    }
    let place = site.line.file;
    for (compartment, changed) in changes {
        asked::must(v, &compartment, domain::compartment::Role::writes)?;
        let call = (compartment == house).then(|| call.clone());
        v.store().write(v.actor()?, &compartment, move |w| {
            for (file, said) in changed {
                let key = w.new_key();
                let facts = changed_facts(&w.file(&file)?, &said, on, key)?;
                w.append(&file, facts)?;
            }
            if let Some(call) = call {
                let key = w.new_key();
                w.append(&place, vec![Fact::Place(place::Fact::RollCall { key, call })])?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// What a roll-call of `on` says of somebody: back from an absence, away, or away in another way.
pub(crate) fn changed_facts(file: &File, said: &str, on: Date, key: Key) -> Result<Vec<Fact>, Refusal> {
    if said != "here" && !ABSENCES.contains(&said) {
        return Err(refuse("absence_kind", said, Why::Unknown));
    }
    let stays = stays(file);
    let here = stays.iter().rev().find(|s| s.covers(on)).or_else(|| current(&stays));
    let stay = here.ok_or_else(|| refuse("stay", "", Why::Unknown))?;
    let mut facts = Vec::new();
    for (open, absence) in stay.absences.iter().filter(|(_, a)| runs(a, on)) {
        let absence = Absence { until: Some(Edtf::day(on)), ..absence.clone() };
        facts.push(Fact::Stay(stay::Fact::Absent { key: *open, stay: stay.id, absence }));
    }
    if said != "here" {
        let absence = Absence { kind: said.to_string(), from: Edtf::day(on), until: None, bed_kept: true };
        facts.push(Fact::Stay(stay::Fact::Absent { key, stay: stay.id, absence }));
    }
    if facts.is_empty() { Err(refuse("absence_kind", said, Why::AlreadyThere)) } else { Ok(facts) }
}

fn runs(absence: &Absence, on: Date) -> bool {
    let until = absence.until.as_ref().and_then(|u| u.bounds().earliest);
    absence.from.bounds().earliest.is_some_and(|from| from <= on) && until.is_none_or(|until| on < until)
}
