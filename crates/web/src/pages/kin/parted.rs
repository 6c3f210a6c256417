//! Siblings who were parted: from whom, why, and who agreed.

use crate::form::{Form, Typed};
use crate::gate::Route;
use crate::pages::correction::{Sheet, routes_of};
use crate::pages::person::Opened;
use crate::viewer::Viewer;
use domain::entry::Fact;
use domain::file::File;
use domain::id::SubjectId;
use domain::kin::Fact as Kin;
use domain::refusal::{Why, refuse, text};
use maud::{Markup, html};
use store::{Problem, Writing};

static SHEETS: [Sheet; 1] = [Sheet {
    path: "/people/{file}/parted-siblings",
    noun: "parted-siblings",
    back: "#kin",
    draft: true,
    begin: |_, _, query| query,
    fields,
    facts,
}];

pub(super) fn routes() -> Vec<Route> {
    routes_of(&SHEETS)
}

fn fields(form: &Form<'_>, o: &Opened) -> Markup {
    let siblings: Vec<(String, String)> = o
        .kin
        .iter()
        .filter(|k| k.relation.sibling())
        .filter_map(|k| Some((k.other?.to_string(), k.name.clone())))
        .collect();
    html! {
        @if siblings.is_empty() { p.notice { (form.viewer.t("person-parted-none")) } }
        div.fields {
            (form.choose("sibling", "wide", None, &siblings))
            (form.area("reason", 4))
            (form.line("second", "wide"))
        }
    }
}

fn facts(_: &Viewer, typed: &Typed, _: &File, w: &mut Writing<'_>) -> Result<Vec<Fact>, Problem> {
    let sibling =
        SubjectId::parse(typed.get("sibling")).ok_or_else(|| refuse("sibling", "", Why::Missing))?;
    if typed.get("reason").trim().is_empty() {
        return Err(refuse("reason", "", Why::NeedsReason).into());
    }
    let (reason, second) = (text("reason", typed.get("reason"))?, typed.get("second").trim());
    // Who writes is the first person; agreeing with oneself is no second opinion.
    if second.is_empty() || second.eq_ignore_ascii_case(&w.actor().name) {
        return Err(refuse("second", second, Why::NeedsSecondPerson).into());
    }
    let second = text("second", second)?;
    Ok(vec![Fact::Kin(Kin::Parted { sibling, reason, second })])
}
