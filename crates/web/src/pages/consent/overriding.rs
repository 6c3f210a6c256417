//! The override: what somebody told goes without their consent, on a ground and for a reason that stand on their file.

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::pages::correction::{framed, open_to_write};
use crate::pages::list;
use crate::pages::person::Opened;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::compartment::Role;
use domain::consent::{GROUNDS, OVERRIDABLE, OVERRIDE_DAYS, Override};
use domain::refusal::Refusal;
use jiff::ToSpan as _;
use maud::{Markup, html};

/// Days that the form proposes: as long as an emergency lasts.
const PROPOSED: i64 = 3;

pub(super) async fn show(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let o = opened(v, &file)?;
            let until = o.today.checked_add(PROPOSED.days()).unwrap_or(o.today);
            let typed = asked::asked(v).with("until", until.to_string());
            shown(page(v, &o, &typed, None))
        })
        .await
}

pub(super) async fn record(viewer: Viewer, Path(file): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let (o, typed) = (opened(v, &file)?, Typed::parse(&body));
            match taken(v, &o, &typed) {
                Ok(()) => onward(&o.address("?done=1#consents")),
                Err(complaint) => asked::again(page(v, &o, &typed, Some(&complaint.into_refusal()?))),
            }
        })
        .await
}

fn opened(v: &Viewer, file: &str) -> Result<Opened, Complaint> {
    let o = open_to_write(v, file, "consent-overrides")?;
    asked::must(v, &o.compartment(), Role::directs)?;
    if o.administrative() { Ok(o) } else { Err(Complaint::unknown()) }
}

fn taken(v: &Viewer, o: &Opened, typed: &Typed) -> Result<(), Complaint> {
    let over = Override {
        purpose: typed.get("purpose").to_string(),
        ground: typed.get("ground").to_string(),
        why: typed.get("why").to_string(),
        until: asked::day("until", typed)?,
    };
    Ok(v.store().override_consent(v.actor()?, &o.compartment(), &o.id(), over)?)
}

fn page(v: &Viewer, o: &Opened, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let last = o.today.checked_add(OVERRIDE_DAYS.days()).unwrap_or(o.today);
    let fields = html! {
        div.fields { (form.choose("purpose", "wide", None, &worded(v, "consent-purpose", OVERRIDABLE))) }
        (form.radios("ground", "consent-ground", &GROUNDS))
        div.fields {
            (form.area("why", 3))
            (list::calendar(&form, "until", "field-until", "date", Some(last)))
        }
    };
    framed(v, o, "consent-overrides", &form, None, fields)
}
