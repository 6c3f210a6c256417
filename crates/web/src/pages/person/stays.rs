//! Where they have been: stays with why they ended, and absences during them.

use super::opened::Opened;
use super::slot::settle;
use super::telling;
use crate::viewer::Viewer;
use domain::stay::{Stay, stays};
use maud::{Markup, html};

/// Every stay, the last first.
pub(super) fn section(v: &Viewer, o: &Opened) -> Markup {
    let all = stays(&o.volume.file);
    let heads =
        ["field-place", "field-within", "field-from", "field-until", "person-stay-end", "field-came-from"];
    html! {
        section.volet.wide #stays aria-labelledby="stays-h" {
            header { h2 #stays-h { (v.t("person-tab-stays")) } }
            div.body.stack {
                @if all.is_empty() {
                    p.empty { (v.t("person-stays-none")) }
                } @else {
                    table.list {
                        thead { tr { @for head in heads { th scope="col" { (v.t(head)) } } } }
                        tbody { @for stay in all.iter().rev() { (line(v, o, stay, &heads)) } }
                    }
                }
                (absences(v, &all))
                @if o.writable() {
                    p.no-print { a href=(format!("/stays/new?file={}", o.id())) { (v.t("person-stay-move")) } }
                }
            }
        }
    }
}

fn line(v: &Viewer, o: &Opened, stay: &Stay, heads: &[&str; 6]) -> Markup {
    let opening = stay.opening.latest();
    let closing = stay.closing.as_ref().map(|c| c.latest());
    let disputed = [
        (stay.opening.disputed(), format!("stay/{}/opened", stay.id)),
        (stay.closing.as_ref().is_some_and(|c| c.disputed()), format!("stay/{}/closed", stay.id)),
    ];
    html! {
        tr {
            th scope="row" {
                (v.place(&opening.place, &opening.name))
                " " span.certainty { (v.t(&format!("kind-{}", opening.kind.key()))) }
                @for (_, slot) in disputed.iter().filter(|(yes, _)| *yes) {
                    " " a.button.quiet.small href=(settle(o, slot)) { (v.t("person-settle-dates")) }
                }
            }
            td data-label=(v.t(heads[1])) { @if !opening.within.is_empty() { bdi { (opening.within) } } }
            td data-label=(v.t(heads[2])) { (v.words.edtf(&opening.from)) }
            td data-label=(v.t(heads[3])) {
                @match closing { Some(c) => { (v.words.edtf(&c.until)) } None => { (v.t("person-stay-goes-on")) } }
            }
            td data-label=(v.t(heads[4])) {
                @if let Some(c) = closing {
                    (v.t(&format!("end-{}", c.reason.key())))
                    @if !c.towards.is_empty() { ", " bdi { (c.towards) } }
                }
            }
            td data-label=(v.t(heads[5])) { @if !opening.came_from.is_empty() { bdi { (opening.came_from) } } }
        }
    }
}

fn absences(v: &Viewer, stays: &[Stay]) -> Markup {
    let all: Vec<_> = stays.iter().rev().flat_map(|s| s.absences.iter().map(move |(_, a)| (s, a))).collect();
    html! {
        @if !all.is_empty() {
            h3 { (v.t("person-absences")) }
            dl.facts {
                @for (stay, absence) in all {
                    div {
                        dt { (v.t(&format!("absence-{}", absence.kind))) }
                        dd {
                            (telling::span(v, Some(&absence.from), absence.until.as_ref())) " "
                            span.certainty { bdi { (stay.opening.latest().name) } @if absence.bed_kept { ", " (v.t("person-bed-kept")) } }
                        }
                    }
                }
            }
        }
    }
}
