//! What is asked of a place: name, kind, where it lies, beds, tenure, closing. Each form is one act on the place's file,
//! written with sight of the page it was filled in on.

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::pages::place::asked;
use crate::pages::places::kinds;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::compartment::{Role, Scene};
use domain::entry::Fact;
use domain::id::{FileId, Key};
use domain::place::{self, Beds, Kind, Place, TENURES};
use domain::refusal::{Refusal, Why, refuse};
use jiff::civil::Date;
use maud::{Markup, html};
use store::Volume;

/// Most beds of one band: the largest camp had some twenty thousand places in all.
const BEDS_MAX: u32 = 100_000;
/// Oldest age a band can name.
const AGE_MAX: u32 = 120;
/// Most hours until an arrival has to be confirmed: a month.
const HOURS_MAX: u32 = 744;

/// One of the forms of a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sheet {
    /// Name, kind, where it lies.
    Details,
    /// One band of beds.
    Beds,
    /// What it offers to children who need it, and the languages spoken there.
    Offers,
    /// By what right it is held.
    Tenure,
    /// Closing.
    Closing,
}

impl Sheet {
    fn key(self) -> &'static str {
        match self {
            Sheet::Details => "details",
            Sheet::Beds => "beds",
            Sheet::Offers => "offers",
            Sheet::Tenure => "tenure",
            Sheet::Closing => "closing",
        }
    }
}

/// Shows a form of a place.
pub(crate) async fn ask(viewer: Viewer, Path(file): Path<String>, sheet: Sheet) -> Answer {
    viewer
        .run(move |v| {
            let volume = v.store().open_place(v.actor()?, &asked::file(&file)?)?;
            let typed = filled(&Place::of(&volume.file), sheet, &asked::asked(v));
            shown(form_page(v, &volume, sheet, &typed, None)?)
        })
        .await
}

/// Takes a form of a place.
pub(crate) async fn take(viewer: Viewer, Path(file): Path<String>, body: String, sheet: Sheet) -> Answer {
    viewer
        .run(move |v| {
            let volume = v.store().open_place(v.actor()?, &asked::file(&file)?)?;
            let typed = Typed::parse(&body);
            match record(v, &volume, sheet, &typed) {
                Ok(()) => onward(&format!("/places/{}", volume.id)),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    asked::again(form_page(v, &volume, sheet, &typed, Some(&refusal))?)
                }
            }
        })
        .await
}

/// What stands in the form when it opens.
fn filled(place: &Place, sheet: Sheet, asked: &Typed) -> Typed {
    let typed = Typed::default();
    match sheet {
        Sheet::Details => {
            let (kind, name) = place.kind_and_name().map(|(k, n)| (k.key(), n)).unwrap_or_default();
            let (commune, region, country) = place.located.clone().unwrap_or_default();
            let hours = place.confirm_within.map(|h| h.to_string()).unwrap_or_default();
            let within = place.within.map(|w| w.to_string()).unwrap_or_default();
            typed
                .with("kind", kind)
                .with("name", name)
                .with("commune", commune)
                .with("region", region)
                .with("country", country)
                .with("confirm_hours", hours)
                .with("place_within", within)
        }
        Sheet::Beds => {
            let key = Key::parse(asked.get("key"));
            let Some((key, beds)) = place.beds.iter().find(|(k, _)| Some(*k) == key) else { return typed };
            typed
                .with("key", key.to_string())
                .with("sex_band", &*beds.sex)
                .with("from_age", beds.from_age.to_string())
                .with("to_age", beds.to_age.to_string())
                .with("count", beds.count.to_string())
                .with("blocked", beds.blocked.to_string())
        }
        Sheet::Offers => super::offers::filled(place),
        Sheet::Tenure => {
            let (tenure, owner, until, terms) = place.tenure.clone().unwrap_or_default();
            let until = until.map(|u| u.to_string()).unwrap_or_default();
            typed.with("tenure", tenure).with("owner", owner).with("until", until).with("terms", terms)
        }
        Sheet::Closing => {
            typed.with("closed", place.closed.as_ref().map(|c| c.to_string()).unwrap_or_default())
        }
    }
}

fn form_page(
    v: &Viewer,
    volume: &Volume,
    sheet: Sheet,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Markup, Complaint> {
    let place = Place::of(&volume.file);
    let name = place.kind_and_name().map(|(_, n)| n.to_string()).unwrap_or_default();
    let form = Form { viewer: v, typed, refusal };
    let title = v.t(&format!("place-sheet-{}", sheet.key()));
    let address = format!("/places/{}", volume.id);
    let historical = v.compartment(&volume.compartment).is_some_and(|c| c.scene == Scene::Historical);
    let body = html! {
        div.page-head { h1 { (title) (asked::colon(v)) bdi { (name) } } p { (v.t(&format!("place-sheet-{}-intro", sheet.key()))) } }
        (form.errors())
        form.stack method="post" action=(format!("{address}/{}", sheet.key())) {
            (Form::heads(&volume.file.heads))
            @match sheet {
                Sheet::Details => div.fields { (fields(v, &form, &kinds(v, historical), Some(&volume.id))?) },
                Sheet::Beds => { input type="hidden" name="key" value=(typed.get("key")); (bed_fields(v, &form)) },
                Sheet::Offers => (super::offers::fields(&form)),
                Sheet::Tenure => (tenure_fields(v, &form)),
                Sheet::Closing => div.fields { (form.line("closed", "short")) },
            }
            div.toolbar {
                button.button type="submit" { (v.t("do-record")) }
                a.button.quiet href=(address) { (v.t("do-cancel")) }
            }
        }
    };
    Ok(frame::page(v, &title, body))
}

/// Name, kind, where it lies, hours to confirm an arrival.
pub(crate) fn fields(
    v: &Viewer,
    form: &Form<'_>,
    kinds: &[(String, String)],
    itself: Option<&FileId>,
) -> Result<Markup, Complaint> {
    let places = v.store().places(v.actor()?, None)?;
    let around: Vec<(String, String)> = places
        .iter()
        .filter(|p| {
            Some(&p.file) != itself && !matches!(p.kind, Kind::Barrack | Kind::FosterFamily | Kind::Family)
        })
        .map(|p| (p.file.to_string(), p.name.clone()))
        .collect();
    Ok(html! {
        (form.choose("kind", "medium", None, kinds))
        (form.line("name", "medium"))
        (form.choose("place_within", "medium", Some("place-within-none"), &around))
        (form.line("commune", "medium"))
        (form.line("region", "medium"))
        (form.line("country", "medium"))
        (form.input("confirm_hours", "short", "text", &[("inputmode", "numeric")]))
    })
}

/// A band of beds.
pub(crate) fn bed_fields(v: &Viewer, form: &Form<'_>) -> Markup {
    let numeric = [("inputmode", "numeric")];
    html! {
        div.fields {
            (form.choose("sex_band", "short", None, &worded(v, "beds-sex", ["any", "f", "m"])))
            (form.input("from_age", "short", "text", &numeric))
            (form.input("to_age", "short", "text", &numeric))
            (form.input("count", "short", "text", &numeric))
            (form.input("blocked", "short", "text", &numeric))
        }
    }
}

fn tenure_fields(v: &Viewer, form: &Form<'_>) -> Markup {
    html! {
        div.fields {
            (form.choose("tenure", "medium", None, &worded(v, "tenure", TENURES)))
            (form.line("owner", "medium"))
            (form.line("until", "short"))
            (form.area("terms", 4))
        }
    }
}

fn record(v: &Viewer, volume: &Volume, sheet: Sheet, typed: &Typed) -> Result<(), Complaint> {
    let today = v.today_in(&volume.compartment);
    asked::must(v, &volume.compartment, Role::writes)?;
    let place = |fact| vec![Fact::Place(fact)];
    let facts = match sheet {
        Sheet::Details => facts(typed, today)?,
        Sheet::Offers => super::offers::facts(&Place::of(&volume.file), typed)?,
        Sheet::Tenure => place(tenure(typed)?),
        Sheet::Closing => {
            place(place::Fact::Closed(domain::registration::date("closed", typed.get("closed"))?))
        }
        Sheet::Beds => {
            let beds = beds(typed)?;
            // A band that is new gets its key inside the write; zero beds take an old band away.
            place(place::Fact::Beds { key: Key::parse(typed.get("key")).unwrap_or_default(), beds })
        }
    };
    if facts.is_empty() {
        // Nothing was changed.
        return Ok(());
    }
    let (file, heads) = (volume.id, typed.heads());
    v.store().write(v.actor()?, &volume.compartment, move |w| {
        let mut facts = facts;
        if let [Fact::Place(place::Fact::Beds { key, .. })] = facts.as_mut_slice()
            && *key == Key::default()
        {
            *key = w.new_key();
        }
        if heads.is_empty() { w.append(&file, facts) } else { w.append_after(&file, heads, facts) }
    })?;
    Ok(())
}

/// The facts of the first form.
pub(crate) fn facts(typed: &Typed, _today: Date) -> Result<Vec<Fact>, Refusal> {
    let kind =
        Kind::parse(typed.get("kind")).ok_or_else(|| refuse("kind", typed.get("kind"), Why::Unknown))?;
    let name = domain::refusal::text("name", typed.get("name"))?;
    let mut facts = vec![Fact::Place(place::Fact::Named { kind, name })];
    if let Some(within) = FileId::parse(typed.get("place_within")) {
        facts.push(Fact::Place(place::Fact::Within(within)));
    }
    let (commune, region) = (asked::text("commune", typed)?, asked::text("region", typed)?);
    let country = asked::text("country", typed)?;
    if [&commune, &region, &country].iter().any(|t| !t.is_empty()) {
        facts.push(Fact::Place(place::Fact::Located { commune, region, country }));
    }
    if typed.has("confirm_hours") {
        let hours = asked::number("confirm_hours", typed, HOURS_MAX)?;
        facts.push(Fact::Place(place::Fact::ConfirmWithin { hours }));
    }
    Ok(facts)
}

/// The band of a form.
pub(crate) fn beds(typed: &Typed) -> Result<Beds, Refusal> {
    let sex = typed.get("sex_band");
    if !matches!(sex, "f" | "m" | "any") {
        return Err(refuse("sex_band", sex, Why::Unknown));
    }
    if !typed.has("count") {
        return Err(refuse("count", "", Why::Missing));
    }
    let from_age = asked::number("from_age", typed, AGE_MAX)?;
    let to_age = if typed.has("to_age") { asked::number("to_age", typed, AGE_MAX)? } else { AGE_MAX };
    if to_age < from_age {
        return Err(refuse("to_age", to_age, Why::EndsBeforeItBegins));
    }
    let count = asked::number("count", typed, BEDS_MAX)?;
    let blocked = asked::number("blocked", typed, BEDS_MAX)?;
    if blocked > count {
        return Err(refuse("blocked", blocked, Why::OutOfRange));
    }
    Ok(Beds { sex: sex.to_string(), from_age: from_age as u16, to_age: to_age as u16, count, blocked })
}

fn tenure(typed: &Typed) -> Result<place::Fact, Refusal> {
    let tenure = typed.get("tenure");
    if !TENURES.contains(&tenure) {
        return Err(refuse("tenure", tenure, Why::Unknown));
    }
    Ok(place::Fact::Tenure {
        tenure: tenure.to_string(),
        owner: asked::text("owner", typed)?,
        until: asked::maybe_date("until", typed)?,
        terms: asked::text("terms", typed)?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_band_of_beds_is_read_or_refused_by_its_field() {
        let check = |body: &str, expected: Result<(u16, u16, u32), (&str, Why)>| {
            let got = beds(&Typed::parse(body)).map(|b| (b.from_age, b.to_age, b.count - b.blocked));
            assert_eq!(got.map_err(|r| (r.field, r.why)), expected, "{body}");
        };
        check("sex_band=f&from_age=6&to_age=12&count=20&blocked=2", Ok((6, 12, 18)));
        check("sex_band=any&count=5", Ok((0, 120, 5)));
        check("sex_band=any&count=", Err(("count", Why::Missing)));
        check("sex_band=x&count=5", Err(("sex_band", Why::Unknown)));
        check("sex_band=m&count=five", Err(("count", Why::Unreadable)));
        check("sex_band=m&count=5&blocked=6", Err(("blocked", Why::OutOfRange)));
        check("sex_band=m&from_age=9&to_age=3&count=5", Err(("to_age", Why::EndsBeforeItBegins)));
        check("sex_band=m&to_age=500&count=5", Err(("to_age", Why::OutOfRange)));
    }
}
