//! The whole history of a file, newest first: every entry with its facts in words, who wrote it, where and when.
//! Nothing is left out, also not what was corrected or withdrawn later.

use super::opened::Opened;
use super::telling;
use crate::edge::{Answer, shown};
use crate::frame;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::entry::Fact;
use domain::file::{Claim, File};
use domain::person::Fact as Person;
use maud::{Markup, html};

pub(super) async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = Opened::open(v, &file, "page person/history")?;
            let body = html! {
                (super::headstrip(v, &o))
                (super::tabs(v, &o, "history")?)
                section.volet aria-labelledby="history-h" {
                    header { h2 #history-h { (v.t("person-tab-history")) } }
                    div.body {
                        p.by { (v.t_with("person-history-entries", &[("n", &o.volume.file.told.len().to_string())])) }
                        (timeline(v, &o, |_| true, usize::MAX))
                    }
                }
            };
            shown(frame::page(v, &format!("{} · {}", v.t("person-tab-history"), o.titled()), body))
        })
        .await
}

/// Entries whose facts pass, newest first, at most `limit`.
pub(super) fn timeline(v: &Viewer, o: &Opened, pass: fn(&Fact) -> bool, limit: usize) -> Markup {
    let file = &o.volume.file;
    let by_entry = claims_by_entry(file);
    let told = (0..file.told.len()).rev().filter(|i| {
        by_entry[*i].iter().any(|c| pass(&c.fact)) || (file.told[*i].unknown && limit == usize::MAX)
    });
    html! {
        ol.timeline {
            @for i in told.take(limit) {
                @let day = file.told[i].stamp.day();
                li class=[by_entry[i].iter().any(|c| matches!(c.fact, Fact::Stay(_))).then_some("turn")] {
                    p.when { time datetime=(day.to_string()) { (v.words.day(day)) } }
                    div.what {
                        @for claim in by_entry[i].iter().filter(|c| pass(&c.fact)) { (said(v, o, claim)) }
                        @if file.told[i].unknown { p { (v.t("person-history-unknown")) } }
                        p.by { (written(v, o, i)) }
                    }
                }
            }
        }
    }
}

fn claims_by_entry(file: &File) -> Vec<Vec<&Claim>> {
    let mut by_entry: Vec<Vec<&Claim>> = vec![Vec::new(); file.told.len()];
    for claim in file.claims.values().flatten() {
        by_entry[claim.told].push(claim);
    }
    for claims in &mut by_entry {
        claims.sort_by_key(|claim| rank(&claim.fact));
    }
    by_entry
}

/// In which order the facts of one entry are told: who, of whom, where, with whom.
fn rank(fact: &Fact) -> u8 {
    match fact {
        Fact::Person(Person::Subject { .. }) => 0,
        Fact::Person(Person::Name { .. }) => 1,
        Fact::Person(_) => 2,
        Fact::Kin(_) => 3,
        Fact::Stay(_) => 4,
        _ => 5,
    }
}

fn said(v: &Viewer, o: &Opened, claim: &Claim) -> Markup {
    let label = telling::label(v, &claim.fact);
    html! {
        @if let Fact::Note(domain::note::Fact::Written { note, .. }) = &claim.fact {
            p.said dir="auto" { (note.text) }
            p.by {
                (label)
                @if let Some(on) = &note.on { ", " (v.t_with("person-note-of", &[("date", &v.words.edtf(on))])) }
                @if claim.overtaken_by.is_empty() {
                    (super::slot::change(v, o, &claim.fact.slot(), &label))
                } @else {
                    ", " (v.t("person-overtaken"))
                }
            }
        } @else {
            p {
                (label) (v.t("person-colon")) " " (telling::value(v, &claim.fact))
                @if !claim.overtaken_by.is_empty() { " " span.certainty { (v.t("person-overtaken")) } }
            }
        }
    }
}

/// Who wrote an entry, when, in which house and on which machine.
fn written(v: &Viewer, o: &Opened, i: usize) -> Markup {
    let told = &o.volume.file.told[i];
    let node: String = told.on.to_string().chars().take(8).collect();
    html! {
        bdi { (v.member_name(&told.by)) } ", " (v.words.moment(told.stamp)) "; " bdi { (o.house(v, &told.origin)) } ", "
        (v.t("person-machine")) " " span.code { (node) }
    }
}
