//! What was agreed, purpose by purpose. Silence is shown as not asked, never as a yes.

use super::opened::Opened;
use super::slot::row;
use crate::viewer::Viewer;
use domain::consent::{PURPOSES, consents};
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
    html! {
        section.volet #consents aria-labelledby="consents-h" {
            header { h2 #consents-h { (v.t("person-tab-consents")) } }
            div.body.stack {
                @if !lapsed.is_empty() {
                    p.notice.warning { (v.t("person-consent-lapsed")) " " (lapsed.join(", ")) }
                }
                dl.facts {
                    @for purpose in PURPOSES {
                        (row(v, o, &format!("consent/{purpose}"), &v.t(&format!("consent-purpose-{purpose}"))))
                    }
                }
            }
        }
    }
}
