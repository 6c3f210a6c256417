//! Kin on the file: ties read both ways, and siblings who were parted, with the reason.

use super::headstrip::kin_link;
use super::opened::Opened;
use super::slot::{rows_under, slots_under};
use crate::pages::list;
use crate::viewer::Viewer;
use maud::{Markup, html};

/// Whom they belong to.
pub(super) fn section(v: &Viewer, o: &Opened) -> Markup {
    let heads =
        ["field-relation", "field-name", "field-code", "field-life", "field-place", "person-kin-said"];
    html! {
        section.volet #kin aria-labelledby="kin-h" {
            header { h2 #kin-h { (v.t("person-tab-kin")) } }
            div.body.stack {
                @if o.kin.is_empty() {
                    p.empty { (v.t("person-kin-none")) }
                } @else {
                    table.list {
                        thead { tr { @for head in heads { th scope="col" { (v.t(head)) } } } }
                        tbody {
                            @for tie in &o.kin {
                                tr {
                                    th scope="row" { (v.t(&format!("relation-{}", tie.relation.key()))) }
                                    td data-label=(v.t(heads[1])) { (kin_link(tie)) }
                                    td data-label=(v.t(heads[2])) { @if !tie.code.is_empty() { (list::code(&tie.code)) } }
                                    td data-label=(v.t(heads[3])) { @if !tie.life.is_empty() { (v.t(&format!("life-{}", tie.life))) } }
                                    td data-label=(v.t(heads[4])) { @if !tie.place.is_empty() { bdi { (tie.place) } } }
                                    td data-label=(v.t(heads[5])) {
                                        (v.t(if tie.said_there { "person-kin-said-there" } else { "person-kin-said-here" }))
                                    }
                                }
                            }
                        }
                    }
                }
                @if !slots_under(o, "kin/tie/").is_empty() {
                    details {
                        summary { (v.t("person-kin-as-told")) }
                        dl.facts { (rows_under(v, o, "kin/tie/")) }
                    }
                }
                dl.facts { (rows_under(v, o, "kin/group")) (rows_under(v, o, "kin/parted/")) (rows_under(v, o, "person/contact/")) }
                @if o.writable() {
                    p.no-print {
                        a href=(o.address("kin")) { (v.t("person-form-kin")) } " · "
                        a href=(o.address("contacts")) { (v.t("person-form-contacts")) } " · "
                        a href=(o.address("parted-siblings")) { (v.t("person-form-parted-siblings")) }
                    }
                }
            }
        }
    }
}
