//! Audit: who read and who wrote, when and why, by code and never by name; and the proof that nothing was changed.

mod verify;

use super::list;
use crate::edge::{Answer, Complaint, shown};
use crate::form::Typed;
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::routing::get;
use domain::compartment::Role;
use domain::entry::Stamp;
use domain::id::{CompartmentId, FileId};
use maud::{Markup, html};
use std::collections::BTreeMap;
use store::{CompartmentInfo, Wrote, read_log::Read};

pub(super) use verify::last_proof;

/// Lines of one page.
const PAGE: usize = 50;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/audit", Gate::Audits, get(index)),
        route("GET, POST", "/audit/verify", Gate::Audits, get(verify::show).post(verify::run)),
        route("GET", "/people/{file}/readings", Gate::Audits, get(of_file)),
    ]
}

/// The compartments that the viewer audits.
fn audited(v: &Viewer) -> Vec<&CompartmentInfo> {
    v.compartments.iter().filter(|c| c.role.audits()).collect()
}

async fn index(viewer: Viewer) -> Answer {
    viewer
        .run(|v| {
            let query = Typed::parse(v.asked.split_once('?').map_or("", |(_, q)| q));
            let all = audited(v);
            let wanted = CompartmentId::parse(query.get("compartment"));
            let chosen = all.iter().find(|c| Some(c.id) == wanted).or(all.first()).ok_or_else(Complaint::unknown)?;
            let before: Option<i64> = query.get("before").parse().ok();
            let written: Option<u64> = query.get("written").parse().ok();
            let reads = v.store().readings(v.actor()?, &chosen.id, before, PAGE + 1)?;
            let wrote = v.store().writings(v.actor()?, &chosen.id, written.map(Stamp), PAGE + 1)?;
            let body = html! {
                div.page-head { h1 { (v.t("room-audit")) } p { (v.t("audit-what")) } }
                form.filter action="/audit" {
                    label { (v.t("list-compartment"))
                        select name="compartment" {
                            @for c in &all { option value=(c.id) selected[c.id == chosen.id] { (c.name) } }
                        }
                    }
                    button.button.quiet type="submit" { (v.t("list-show")) }
                }
                div.toolbar { a.button href="/audit/verify" { (v.t("audit-verify")) }
                    @if v.may(Role::directs) { a.button.quiet href="/withheld-names" { (v.t("subject-withheld-title")) } }
                    a.button.quiet href="/break-glass" { (v.t("break-glass-title")) }
                    a.button.quiet href="/nodes" { (v.t("peer-title")) } }
                (super::break_glass::unseen(v)?)
                (list::wide_part("read", &v.t("audit-read"), html! {
                    @if reads.is_empty() { p.empty { (v.t("audit-nobody-read")) } }
                    @else { (readings(v, &chosen.id, &reads[..reads.len().min(PAGE)])?) }
                    @if reads.len() > PAGE {
                        (older(v, &chosen.id, "before", &reads[PAGE - 1].seq.to_string()))
                    }
                }))
                (list::wide_part("wrote", &v.t("audit-wrote"), html! {
                    (writings(v, &chosen.id, &wrote[..wrote.len().min(PAGE)])?)
                    @if wrote.len() > PAGE { (older(v, &chosen.id, "written", &wrote[PAGE - 1].at.0.to_string())) }
                }))
            };
            shown(frame::page(v, &v.t("room-audit"), body))
        })
        .await
}

fn older(v: &Viewer, compartment: &CompartmentId, name: &str, value: &str) -> Markup {
    html! {
        nav.pager aria-label=(v.t(&format!("audit-pages-{name}"))) {
            a href=(format!("/audit?compartment={compartment}&{name}={value}")) { (v.t("list-older")) }
        }
    }
}

/// The code of a file, as the way to who read it; what kind of file it is where it is nobody's.
fn file(v: &Viewer, codes: &BTreeMap<FileId, String>, file: &FileId, kind: &str) -> Markup {
    match codes.get(file) {
        Some(code) => html! { a href=(format!("/people/{file}/readings")) { (list::code(code)) } },
        None if kind.is_empty() || kind == "person" => html! { span.code { (short(&file.to_string())) } },
        None => html! { (v.t(&format!("audit-file-{kind}"))) " " span.code { (short(&file.to_string())) } },
    }
}

fn short(hex: &str) -> &str {
    hex.get(..8).unwrap_or(hex)
}

/// Readings as the log shows them.
pub(super) fn readings(v: &Viewer, compartment: &CompartmentId, reads: &[Read]) -> Result<Markup, Complaint> {
    let files: Vec<FileId> = reads.iter().map(|r| r.file).collect();
    let codes = v.store().codes(v.actor()?, compartment, &files)?;
    Ok(html! {
        ol.audit {
            @for r in reads {
                li {
                    time datetime=(r.at.day()) { (v.words.moment(r.at)) }
                    span { strong { bdi { (v.member_name(&r.by)) } } " " (v.t("audit-opened")) " " (file(v, &codes, &r.file, ""))
                        " " span.purpose { (v.words.purpose(&r.purpose)) } }
                    span.hash { (r.seq) }
                }
            }
        }
    })
}

fn writings(v: &Viewer, compartment: &CompartmentId, wrote: &[Wrote]) -> Result<Markup, Complaint> {
    let files: Vec<FileId> = wrote.iter().map(|w| w.file).collect();
    let codes = v.store().codes(v.actor()?, compartment, &files)?;
    Ok(html! {
        ol.audit {
            @for w in wrote {
                li {
                    time datetime=(w.at.day()) { (v.words.moment(w.at)) }
                    span { strong { bdi { (v.member_name(&w.by)) } } " " (v.t("audit-wrote-in")) " " (file(v, &codes, &w.file, &w.kind)) }
                    span.hash { (short(&w.id.to_string())) }
                }
            }
        }
    })
}

async fn of_file(viewer: Viewer, Path(id): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let id = FileId::parse(&id).ok_or_else(Complaint::unknown)?;
            let mut found = Vec::new();
            let mut code = String::new();
            for c in audited(v) {
                let reads = v.store().readings_of(v.actor()?, &c.id, &id)?;
                let known = v.store().codes(v.actor()?, &c.id, &[id])?.remove(&id);
                if known.is_some() || !reads.is_empty() {
                    code = known.unwrap_or(code);
                    found.push((c, reads));
                }
            }
            if found.is_empty() {
                return Err(Complaint::unknown());
            }
            let body = html! {
                div.page-head { h1 { (v.t("audit-who-saw")) " " (list::code(&code)) } p { (v.t("audit-who-saw-what")) } }
                div.toolbar.no-print {
                    button.button.quiet type="button" data-print { (frame::mark("print", "icon")) (v.t("list-print")) }
                    a.button.quiet href=(format!("/people/{id}/sheet")) { (v.t("subject-title")) }
                    a.button.quiet href="/audit" { (v.t("room-audit")) }
                }
                @for (i, (c, reads)) in found.iter().enumerate() {
                    (list::part(&format!("c-{i}"), &c.name, html! {
                        @if reads.is_empty() { p.empty { (v.t("audit-nobody-read")) } } @else { (readings(v, &c.id, reads)?) }
                    }))
                }
            };
            shown(frame::page(v, &format!("{} {code}", v.t("audit-who-saw")), body))
        })
        .await
}
