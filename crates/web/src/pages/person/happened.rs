//! What happened lately: notes, arrivals and departures, newest first. The rest is in the history.

use super::history::timeline;
use super::opened::Opened;
use crate::viewer::Viewer;
use domain::entry::Fact;
use domain::person::Fact as Person;
use domain::relay_house::Fact as RelayHouse;
use maud::{Markup, html};

/// Entries shown on the file itself.
const SHOWN: usize = 8;

/// The last of what happened.
pub(super) fn section(v: &Viewer, o: &Opened) -> Markup {
    let any = o.volume.file.claims.values().flatten().any(|c| worth_telling(&c.fact));
    html! {
        section.volet #happened aria-labelledby="happened-h" {
            header { h2 #happened-h { (v.t("person-happened")) } }
            div.body.stack {
                @if any { (timeline(v, o, worth_telling, SHOWN)) } @else { p.empty { (v.t("person-happened-none")) } }
                p.no-print { a href=(o.address("history")) { (v.t("person-history-whole")) } }
            }
        }
    }
}

fn worth_telling(fact: &Fact) -> bool {
    match fact {
        Fact::Note(_) | Fact::Stay(_) | Fact::Person(Person::Died(_) | Person::Told { .. }) => true,
        Fact::RelayHouse(fact) => !matches!(fact, RelayHouse::Checked { .. }),
        _ => false,
    }
}
