//! One trip to one office: the dossiers for which a paper can be asked now, ticked and recorded as asked for in one act,
//! and the list that goes along.
//!
//! The list leaves the house: it says code, given name and what to do, and nothing else of the child. Who did not agree that
//! the one who gives the paper is told of them is neither offered nor on it.

use super::opening::{OnDay, told};
use super::{audience, found, trips};
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::pages::consent::lacking;
use crate::pages::dossier::{day, said};
use crate::pages::list;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use domain::consent::Exit;
use domain::dossier::{Dossier, Fact, Status, dossiers};
use domain::entry::Fact as Entry;
use domain::id::{CompartmentId, FileId, Key};
use domain::person::Person;
use domain::refusal::{Refusal, Why, refuse};
use jiff::civil::Date;
use maud::{Markup, html};
use planning::Procedure;
use planning::procedure::PaperKind;
use std::collections::BTreeMap;
use store::Volume;
use store::consent::Stays;
use store::dossier::Stage;

/// Dossiers looked at for one page. Each file opened stands in the read log, so a page opens no more than a trip needs.
const LOOKED_AT: usize = 100;
/// Requests of one trip.
const TRIP_MAX: usize = 100;

/// A dossier on the way to an office.
struct Request {
    volume: Volume,
    dossier: Dossier,
    given: String,
    surname: String,
    code: String,
}

impl Request {
    fn tick(&self) -> String {
        format!("{}.{}", self.volume.id, self.dossier.key)
    }
}

pub(super) async fn choose(viewer: Viewer, Path(id): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let query = Typed::parse(v.asked.split_once('?').map_or("", |(_, q)| q));
            shown(page(v, found(&id)?, &query, None)?)
        })
        .await
}

fn page(
    v: &Viewer,
    p: &'static Procedure,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Markup, Complaint> {
    let kind = p.paper(typed.get("paper"));
    let after: usize = typed.get("after").parse().unwrap_or(0);
    let body = html! {
        div.page-head { h1 { (v.t("procedure-requests")) } p { a href=(format!("/procedures/{}", p.id)) { (said(v, &p.title)) } } }
        form.filter action=(format!("/procedures/{}/requests", p.id)) {
            label { (v.t("list-paper"))
                select name="paper" {
                    @for k in &p.papers { option value=(k.id) selected[k.id == typed.get("paper")] { (said(v, &k.title)) } }
                }
            }
            button.button.quiet type="submit" { (v.t("list-show")) }
        }
        @if let Some(kind) = kind { (candidates(v, p, kind, after, typed, refusal)?) }
    };
    Ok(frame::page(v, &v.t("procedure-requests"), body))
}

fn candidates(
    v: &Viewer,
    p: &'static Procedure,
    kind: &PaperKind,
    after: usize,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Markup, Complaint> {
    let lines = v.store().dossiers(v.actor()?, Stage::Open, Some(&p.id), after + LOOKED_AT + 1)?;
    let more = lines.len() > after + LOOKED_AT;
    let here: Vec<(FileId, Key)> =
        lines.iter().skip(after).take(LOOKED_AT).map(|d| (d.file, d.key)).collect();
    let looked = here.len();
    let (go, stay) = looked_at(v, &here, kind)?;
    let ready: Vec<Request> = requests(go, &here)
        .into_iter()
        .filter(|r| {
            let standing = r.dossier.standing(v.today_in(&r.volume.compartment));
            standing.is_some_and(|s| s.can_ask_now.iter().any(|a| a.paper == kind.id))
        })
        .collect();
    let ticked = typed.all("dossier");
    let form = Form { viewer: v, typed, refusal };
    let today = v.today(v.scene());
    let rows: Vec<Vec<Markup>> = ready.iter().map(|r| row(v, r, ticked)).collect();
    Ok(html! {
        p { (said(v, &kind.issuer)) }
        p.by { (v.t("procedure-audience")) " " (audience(v.words, kind.audience)) }
        @if ready.is_empty() {
            @if let Some(refusal) = refusal { div.errors role="alert" { p { (crate::edge::refused(v, refusal)) } } }
            p.empty { (v.t("procedure-nothing-to-ask")) }
        } @else {
            (form.errors())
            form.stack method="post" action=(format!("/procedures/{}/requests", p.id)) {
                input type="hidden" name="paper" value=(kind.id);
                (list::table(v, &v.t_with("procedure-can-ask", &[("count", &ready.len().to_string())]),
                    &["list-name", "list-code", "list-place", "dossier-opened"], &rows))
                div.action-bar id="dossier" {
                    (list::calendar(&form, "on", "procedure-on", "date", Some(today)))
                    button.button type="submit" { (v.t("procedure-asked-for-all")) }
                }
            }
        }
        (lacking::limits(v, limits(kind, &ready).iter().map(|(code, words)| (code.as_str(), words.as_slice()))))
        (lacking::notice(v, &stay))
        @if after > 0 || more {
            nav.pager aria-label=(v.t("list-pages")) {
                span.where { (v.t_with("procedure-looked-at", &[("from", &(after + 1).to_string()), ("to", &(after + looked).to_string())])) }
                @if after > 0 { a href=(format!("?paper={}&after={}", kind.id, after.saturating_sub(LOOKED_AT))) { (v.t("list-earlier")) } }
                @if more { a href=(format!("?paper={}&after={}", kind.id, after + LOOKED_AT)) { (v.t("list-later")) } }
            }
        }
    })
}

fn row(v: &Viewer, r: &Request, ticked: &[String]) -> Vec<Markup> {
    let tick = r.tick();
    let place =
        domain::stay::current(&domain::stay::stays(&r.volume.file)).map(|s| s.opening.latest().name.clone());
    vec![
        html! { label {
            input type="checkbox" name="dossier" value=(tick) checked[ticked.is_empty() || ticked.contains(&tick)]; " "
            bdi { (r.given) " " (r.surname) }
        } },
        list::code(&r.code),
        html! { bdi { (place.unwrap_or_default()) } },
        html! { (v.words.edtf(&r.dossier.opening.latest().on)) },
    ]
}

/// What is not to be shared of those who could go, by their code.
fn limits(kind: &PaperKind, ready: &[Request]) -> Vec<(String, Vec<String>)> {
    let of = |r: &Request| (r.code.clone(), Exit::letters(kind.audience).limits(&r.volume.file));
    ready.iter().map(of).collect()
}

/// The files of dossiers that the viewer reads: those who may go to ask for a paper, and those that stay.
fn looked_at(
    v: &Viewer,
    wanted: &[(FileId, Key)],
    kind: &PaperKind,
) -> Result<(Vec<Volume>, Vec<Stays>), Complaint> {
    let volumes = v.store().open_files(v.actor()?, &files(wanted), trips::PURPOSE)?;
    Ok(trips::sorted(volumes, kind.audience, |volume| v.today_in(&volume.compartment), None))
}

fn files(wanted: &[(FileId, Key)]) -> Vec<FileId> {
    wanted.iter().map(|(file, _)| *file).collect()
}

/// The dossiers of those keys in these files.
fn requests(volumes: Vec<Volume>, wanted: &[(FileId, Key)]) -> Vec<Request> {
    let keys: BTreeMap<FileId, Key> = wanted.iter().copied().collect();
    volumes
        .into_iter()
        .filter_map(|volume| {
            let key = keys.get(&volume.id)?;
            let dossier = dossiers(&volume.file).into_iter().find(|d| d.key == *key)?;
            let person = Person::of(&volume.file);
            let name = person.shown().cloned();
            let (given, surname) = name.map(|n| (n.given, n.surname)).unwrap_or_default();
            Some(Request { dossier, given, surname, code: person.code().unwrap_or_default(), volume })
        })
        .collect()
}

fn ticks(texts: &[String]) -> Vec<(FileId, Key)> {
    let pair = |t: &String| {
        let (file, key) = t.split_once('.')?;
        Some((FileId::parse(file)?, Key::parse(key)?))
    };
    texts.iter().take(TRIP_MAX).filter_map(pair).collect()
}

pub(super) async fn ask(viewer: Viewer, Path(id): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let p = found(&id)?;
            match asked(v, p, &typed) {
                Ok(to) => onward(&to),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    let page = page(v, p, &typed, Some(&refusal))?;
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
                }
            }
        })
        .await
}

/// Records every ticked dossier's paper as asked for; one transaction in each compartment. The list goes along, so whose
/// consent lacks is not on it: where it was taken back since the page was made, nothing is recorded.
fn asked(v: &Viewer, p: &'static Procedure, typed: &Typed) -> Result<String, Complaint> {
    let kind =
        p.paper(typed.get("paper")).ok_or_else(|| refuse("paper", typed.get("paper"), Why::Unknown))?;
    let wanted = ticks(typed.all("dossier"));
    if wanted.is_empty() {
        return Err(refuse("dossier", "", Why::Missing).into());
    }
    let on = day("on", typed.get("on"), v.today(v.scene()))?;
    let mut acts: BTreeMap<CompartmentId, Vec<(FileId, Vec<Entry>)>> = BTreeMap::new();
    let (go, stay) = looked_at(v, &wanted, kind)?;
    if let Some(l) = stay.first().and_then(|s| s.lacking.first()) {
        let code = stay.first().and_then(|s| Person::of(&s.volume.file).code()).unwrap_or_default();
        return Err(refuse("dossier", code, l.lack.why()).into());
    }
    for r in requests(go, &wanted) {
        if r.dossier.closing.is_some() || r.dossier.paper(&kind.id).status == Status::Asked {
            continue;
        }
        let state = r.dossier.paper(&kind.id).step(Status::Asked, on, kind.valid_days);
        let fact = Fact::Paper { dossier: r.dossier.key, paper: kind.id.clone(), state };
        acts.entry(r.volume.compartment).or_default().push((r.volume.id, vec![Entry::Dossier(fact)]));
    }
    for (compartment, acts) in acts {
        v.store().write(v.actor()?, &compartment, move |w| {
            acts.into_iter().try_for_each(|(file, facts)| w.append(&file, facts).map(|_| ()))
        })?;
    }
    let list: String = wanted.iter().map(|(file, key)| format!("&dossier={file}.{key}")).collect();
    Ok(format!("/procedures/{}/trip?paper={}&on={on}{list}", p.id, kind.id))
}

pub(super) async fn trip(viewer: Viewer, Path(id): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let query = Typed::parse(v.asked.split_once('?').map_or("", |(_, q)| q));
            let p = found(&id)?;
            let kind = p.paper(query.get("paper")).ok_or_else(Complaint::unknown)?;
            let on: Date = query.get("on").parse().map_err(|_| Complaint::unknown())?;
            let wanted = ticks(query.all("dossier"));
            let exit = Exit::letters(kind.audience);
            let leaving = v.store().leaving(v.actor()?, &files(&wanted), exit, Some(on))?;
            let mut list = requests(leaving.go, &wanted);
            list.sort_by(|a, b| (&a.given, &a.code).cmp(&(&b.given, &b.code)));
            shown(frame::page(v, &v.t("procedure-trip"), paper(v, p, kind, on, (&list, &leaving.stay))))
        })
        .await
}

fn paper(
    v: &Viewer,
    p: &Procedure,
    kind: &PaperKind,
    on: Date,
    (requests, stay): (&[Request], &[Stays]),
) -> Markup {
    let rows: Vec<Vec<Markup>> = requests
        .iter()
        .map(|r| {
            vec![
                html! { bdi { (r.given) } },
                list::code(&r.code),
                html! { @if kind.copies > 0 { (v.t_with("dossier-copies", &[("count", &kind.copies.to_string())])) } },
                html! {},
                html! {},
            ]
        })
        .collect();
    let named: String = requests.iter().map(|r| format!("&request={}.{}", r.tick(), kind.id)).collect();
    let letters = format!("/procedures/{}/letters?on={on}{named}", p.id);
    html! {
        div.page-head {
            h1 { (v.t("procedure-trip")) }
            p { (said(v, &kind.issuer)) ", " (v.words.day(on)) }
        }
        @if let Some(told) = told(v.words, kind.audience, [&OnDay::of(v.words, p, kind, on)].into_iter()) {
            div.notice.warning { p { (told.markup()) } }
        }
        div.notice.done.no-print { p { (v.t_with("procedure-recorded", &[("count", &requests.len().to_string())])) } }
        (lacking::notice(v, stay))
        div.toolbar.no-print {
            button.button type="button" data-print { (frame::mark("print", "icon")) (v.t("list-print")) }
            a.button.quiet type="application/pdf" href=(letters) { (v.t("procedure-letters")) }
            a.button.quiet href=(format!("/procedures/{}/requests?paper={}", p.id, kind.id)) { (v.t("dossier-back")) }
        }
        article.convoy {
            header { div { h2 { (said(v, &kind.title)) } p { (v.t_with("procedure-can-ask", &[("count", &requests.len().to_string())])) } } }
            (list::table(v, "", &["list-given", "list-code", "procedure-hand-over", "procedure-receipt", "procedure-remark"], &rows))
            div.signatures { p { (v.t("procedure-handed-in-by")) } p { (v.t("procedure-stamp")) } }
        }
    }
}
