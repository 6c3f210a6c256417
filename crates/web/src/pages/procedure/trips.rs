//! The trips of a day: which requests could be made at which office, and the paper for each trip: the list that goes
//! along, and a cover letter for every request. It proposes by the procedure's own rules; whoever goes records what was asked.
//! Each request takes the consent for the one who learns of the person by it; who did not agree to that stays at home: the
//! page says so, the paper does not.

pub use super::opening::{OnDay, Told, told};
use super::{audience, found};
use crate::edge::{Answer, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::locale::Words;
use crate::pages::consent::lacking;
use crate::pages::list;
use crate::pages::place::asked::{asked, day_or};
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::consent::{Exit, Lacking};
use domain::dossier::{Dossier, dossiers};
use domain::id::{FileId, Key};
use domain::person::Person;
use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, html};
use planning::procedure::PaperKind;
use planning::{Audience, Procedure};
use print::procedure::{Request, Trip};
use std::collections::BTreeMap;
use store::consent::Stays;
use store::dossier::Stage;
use store::{Actor, Problem, Store, Volume};

/// Purpose of a reading for a trip.
pub const PURPOSE: &str = "office trip";
/// Dossiers looked at for one page. Each file opened stands in the read log, so a page opens no more than a trip needs.
const LOOKED_AT: usize = 100;
/// Requests of one trip: more is not carried to one counter in a day.
pub const TRIP_MAX: usize = 100;

/// A request that could be made.
pub struct Possible {
    /// Whose dossier.
    pub file: FileId,
    /// Which.
    pub key: Key,
    /// The paper to ask for.
    pub paper: String,
    /// The request, worded.
    pub request: Request,
    /// What is known of its office on the day of the trip.
    pub office: OnDay,
    /// What is not to be shared, as the person said: for whoever goes, and not for the paper.
    pub limits: Vec<String>,
}

impl Possible {
    /// How an address names it.
    fn named(&self) -> String {
        format!("{}.{}.{}", self.file, self.key, self.paper)
    }
}

/// One office and who it is: its papers are lines of one trip, and all of them take the same consent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Office {
    /// As the procedure names it.
    pub name: String,
    /// Who learns of a person there.
    pub audience: Audience,
}

/// The trips of a day.
#[derive(Default)]
pub struct Trips {
    /// What could be asked for, by office.
    pub offices: BTreeMap<Office, Vec<Possible>>,
    /// Whose consent lacks for one of their requests, once each; for another office they may go.
    pub stay: Vec<Stays>,
}

/// What lacks for somebody to go to an audience on the later of their own today and `on`.
fn lacking_for(volume: &Volume, audience: Audience, today: Date, on: Option<Date>) -> Vec<Lacking> {
    volume.lacking(Exit::letters(audience), on.map_or(today, |on| on.max(today)))
}

/// The files that were looked at, and whether somebody may be told of them.
pub(super) fn sorted(
    volumes: Vec<Volume>,
    audience: Audience,
    today: impl Fn(&Volume) -> Date,
    on: Option<Date>,
) -> (Vec<Volume>, Vec<Stays>) {
    let (mut go, mut stay) = (Vec::new(), Vec::new());
    for volume in volumes {
        let lacking = lacking_for(&volume, audience, today(&volume), on);
        if lacking.is_empty() { go.push(volume) } else { stay.push(Stays { volume, lacking }) }
    }
    (go, stay)
}

/// What lacks, once for each purpose.
fn each_once(lacking: Vec<Lacking>) -> Vec<Lacking> {
    let mut all: Vec<Lacking> = Vec::new();
    for one in lacking {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

/// What could be asked for on a day, by office, of the dossiers of `volumes`, and who stays for want of a consent.
pub fn by_office(
    words: Words,
    procedure: &Procedure,
    volumes: &[Volume],
    today: impl Fn(&Volume) -> Date,
    on: Date,
) -> Trips {
    let mut trips = Trips::default();
    for volume in volumes {
        let mut lacks = Vec::new();
        let following = |d: &Dossier| d.closing.is_none() && d.opening.latest().procedure == procedure.id;
        for dossier in dossiers(&volume.file).iter().filter(|d| following(d)) {
            let asks = dossier.standing(on).map(|s| s.can_ask_now).unwrap_or_default();
            for ask in asks.into_iter().filter(|a| a.needed) {
                let Some(kind) = procedure.paper(&ask.paper) else { continue };
                let lacking = lacking_for(volume, kind.audience, today(volume), Some(on));
                if lacking.is_empty() {
                    let name = kind.issuer.in_language(words.0.code()).to_string();
                    let office = Office { name, audience: kind.audience };
                    let possible = possible(words, procedure, kind, (volume, dossier), on);
                    trips.offices.entry(office).or_default().push(possible);
                }
                lacks.extend(lacking);
            }
        }
        if !lacks.is_empty() {
            trips.stay.push(Stays { volume: volume.clone(), lacking: each_once(lacks) });
        }
    }
    for requests in trips.offices.values_mut() {
        let by = |p: &Possible| (p.request.given.clone(), p.request.code.clone(), p.paper.clone());
        requests.sort_by_key(by);
    }
    trips
}

/// A request for a paper in a dossier.
pub(super) fn possible(
    words: Words,
    procedure: &Procedure,
    kind: &PaperKind,
    (volume, dossier): (&Volume, &Dossier),
    on: Date,
) -> Possible {
    Possible {
        file: volume.id,
        key: dossier.key,
        paper: kind.id.clone(),
        request: request(words, procedure, kind, volume, dossier),
        office: OnDay::of(words, procedure, kind, on),
        limits: Exit::letters(kind.audience).limits(&volume.file),
    }
}

/// One request as it is set.
fn request(words: Words, p: &Procedure, kind: &PaperKind, volume: &Volume, dossier: &Dossier) -> Request {
    let person = Person::of(&volume.file);
    let name = person.shown().cloned();
    let (given, surname) = name.map(|n| (n.given, n.surname)).unwrap_or_default();
    Request {
        code: person.code().unwrap_or_default(),
        name: format!("{given} {surname}").trim().to_string(),
        given,
        born: person.birth().map(|b| words.edtf(b)).unwrap_or_default(),
        paper: kind.title.in_language(words.0.code()).to_string(),
        enclosed: enclosed(words, p, kind, dossier),
    }
}

/// What is handed in with a request: the papers it needs that are in hand, the copies, the translation.
fn enclosed(words: Words, p: &Procedure, kind: &PaperKind, dossier: &Dossier) -> Vec<String> {
    let title = |id: &str| p.paper(id).map_or(id, |k| k.title.in_language(words.0.code())).to_string();
    let held = |id: &&String| dossier.paper(id).received_on.is_some();
    let mut all: Vec<String> =
        kind.all_of.iter().chain(kind.one_of.iter().flatten()).filter(held).map(|id| title(id)).collect();
    if kind.copies > 0 {
        all.push(words.t_with("dossier-copies", &[("count", &kind.copies.to_string())]));
    }
    if kind.sworn_translation {
        all.push(words.t("dossier-translation"));
    }
    all
}

/// The trip to one office as it is set.
pub fn to_office(
    words: Words,
    procedure: &Procedure,
    office: &Office,
    on: Date,
    possible: Vec<Possible>,
) -> Trip {
    Trip {
        office: office.name.clone(),
        day: words.day(on),
        procedure: procedure.title.in_language(words.0.code()).to_string(),
        count: words.t_with("procedure-can-ask", &[("count", &possible.len().to_string())]),
        shut: told(words, office.audience, possible.iter().map(|p| &p.office)).map(Told::text),
        requests: possible.into_iter().map(|p| p.request).collect(),
    }
}

/// The files of the open dossiers of a procedure.
///
/// # Errors
/// [`Problem`] of the store.
pub fn files(store: &Store, actor: &Actor, procedure: &str, most: usize) -> Result<Vec<FileId>, Problem> {
    let (lines, granted) =
        (store.dossiers(actor, Stage::Open, Some(procedure), most)?, store.granted(actor)?);
    let granted = lines.iter().filter(|d| granted.contains(&d.compartment));
    let mut files: Vec<FileId> = granted.map(|d| d.file).collect();
    files.dedup();
    Ok(files)
}

/// The day of the trip: the one asked for, else tomorrow.
pub(super) fn day(v: &Viewer, typed: &Typed) -> Date {
    let today = v.today(v.scene());
    day_or(typed, "on", today.checked_add(1.day()).unwrap_or(today))
}

pub(super) async fn show(viewer: Viewer, Path(id): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let (p, query) = (found(&id)?, asked(v));
            let (on, after) = (day(v, &query), query.get("after").parse::<usize>().unwrap_or(0));
            let all = files(v.store(), v.actor()?, &p.id, after + LOOKED_AT + 1)?;
            let here: Vec<FileId> = all.iter().skip(after).take(LOOKED_AT).copied().collect();
            let volumes = v.store().open_files(v.actor()?, &here, PURPOSE)?;
            let trips = by_office(v.words, p, &volumes, |volume| v.today_in(&volume.compartment), on);
            let looked = (after, here.len(), all.len() > after + LOOKED_AT);
            shown(frame::page(v, &v.t("procedure-trips"), page(v, p, &query, on, &trips, looked)))
        })
        .await
}

fn page(
    v: &Viewer,
    p: &Procedure,
    query: &Typed,
    on: Date,
    trips: &Trips,
    (after, looked, more): (usize, usize, bool),
) -> Markup {
    let form = Form { viewer: v, typed: query, refusal: None };
    let rows: Vec<Vec<Markup>> =
        trips.offices.iter().map(|(office, requests)| row(v, p, on, office, requests)).collect();
    let limits = trips.offices.values().flatten().map(|r| (r.request.code.as_str(), r.limits.as_slice()));
    let at = |after: usize| format!("/procedures/{}/trips?on={on}&after={after}", p.id);
    html! {
        div.page-head {
            h1 { (v.t("procedure-trips")) }
            p { a href=(format!("/procedures/{}", p.id)) { (p.title.in_language(v.words.0.code())) } ", " (v.words.day(on)) }
            p { (v.t("procedure-trips-what")) }
        }
        form.filter action=(format!("/procedures/{}/trips", p.id)) {
            (list::calendar(&form, "on", "procedure-trip-on", "date", None))
            button.button.quiet type="submit" { (v.t("list-show")) }
        }
        @if rows.is_empty() { p.empty { (v.t("procedure-trips-none")) } }
        @else { (list::table(v, "", &["procedure-office", "procedure-requests-count", "procedure-papers", "procedure-paper"], &rows)) }
        (lacking::limits(v, limits))
        (lacking::notice(v, &trips.stay))
        @if after > 0 || more {
            nav.pager aria-label=(v.t("list-pages")) {
                span.where { (v.t_with("procedure-looked-at", &[("from", &(after + 1).to_string()), ("to", &(after + looked).to_string())])) }
                @if after > 0 { a href=(at(after.saturating_sub(LOOKED_AT))) { (v.t("list-earlier")) } }
                @if more { a href=(at(after + LOOKED_AT)) { (v.t("list-later")) } }
            }
        }
    }
}

fn row(v: &Viewer, p: &Procedure, on: Date, office: &Office, requests: &[Possible]) -> Vec<Markup> {
    let mut papers: Vec<&str> = requests.iter().map(|r| r.request.paper.as_str()).collect();
    papers.sort_unstable();
    papers.dedup();
    let named: String = requests.iter().take(TRIP_MAX).map(|r| format!("&request={}", r.named())).collect();
    let letters = format!("/procedures/{}/letters?on={on}{named}", p.id);
    vec![
        html! { (office.name) br; span.by { (audience(v.words, office.audience)) } },
        html! {
            (v.t_with("procedure-can-ask", &[("count", &requests.len().to_string())]))
            @if let Some(told) = told(v.words, office.audience, requests.iter().map(|r| &r.office)) { ". " (told.markup()) }
        },
        html! { (papers.join("; ")) },
        html! {
            a type="application/pdf" href=(letters) { (v.t("procedure-letters")) span.visually-hidden { ": " (office.name) } } " "
            a.by type="application/pdf" href=(format!("{letters}&names=code")) { (v.t("procedure-letters-by-code")) span.visually-hidden { ": " (office.name) } }
        },
    ]
}
