//! What was agreed, purpose by purpose. Silence is shown as not asked, never as a yes.

use super::opened::Opened;
use super::slot::{row, rows_under, slots_under};
use crate::viewer::Viewer;
use domain::compartment::Role;
use domain::consent::{Lack, PURPOSES, consents, given};
use domain::transfer::Whereabouts;
use maud::{Markup, html};

/// Every purpose, asked or not.
pub(super) fn section(v: &Viewer, o: &Opened) -> Markup {
    let lapsed: Vec<String> = consents(&o.volume.file)
        .into_iter()
        .filter(|(_, said)| {
            let until = said.latest().until.as_ref().and_then(|u| u.bounds().latest);
            said.latest().answer == "given" && until.is_some_and(|last| last < o.today)
        })
        .map(|(purpose, _)| v.t(&format!("consent-purpose-{purpose}")))
        .collect();
    let back = PURPOSES.into_iter().filter(|p| given(&o.volume.file, p, o.today) == Err(Lack::Withdrawn));
    let back: Vec<String> = back.map(|purpose| v.t(&format!("consent-purpose-{purpose}"))).collect();
    let may = o.whereabouts == Whereabouts::Here && o.role.is_some_and(Role::directs);
    html! {
        section.volet #consents aria-labelledby="consents-h" {
            header { h2 #consents-h { (v.t("person-tab-consents")) } }
            div.body.stack {
                @if !lapsed.is_empty() {
                    p.notice.warning { (v.t("person-consent-lapsed")) " " (lapsed.join(", ")) }
                }
                @if !back.is_empty() {
                    div.notice.warning {
                        p { (v.t("consent-taken-back")) " " (back.join(", ")) }
                        p { a href=(o.address("recipients")) { (v.t("consent-recall")) } }
                    }
                }
                dl.facts {
                    @for purpose in PURPOSES {
                        (row(v, o, &format!("consent/{purpose}"), &v.t(&format!("consent-purpose-{purpose}"))))
                    }
                    (rows_under(v, o, "consent-override/"))
                }
                @if !slots_under(o, "consent-override/").is_empty() { p.by { (v.t("consent-override-stays")) } }
                p.no-print {
                    a href=(o.address("recipients")) { (v.t("consent-recipients")) }
                    @if may { " · " a href=(o.address("consent-overrides")) { (v.t("consent-override-way")) } }
                }
            }
        }
    }
}
