//! Recording and correcting what a file says: one form per kind of fact. A correction is a further entry; the old value
//! stays and is shown struck through. What was never true is withdrawn with a reason.
//!
//! Each form carries the heads of the file it was rendered from, so that what two people write meanwhile stands twice.

mod care;
mod contact;
mod identity;
mod life;
mod withdrawal;

use super::draft;
use super::person::{Opened, headstrip};
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame::{self, encode};
use crate::gate::{Gate, Route, route};
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use domain::Edtf;
use domain::entry::Fact;
use domain::file::File;
use domain::id::Key;
use domain::person::Volet;
use domain::refusal::{Refusal, Why, refuse};
use jiff::civil::Date;
use maud::{Markup, html};
use store::{Problem, Writing};

/// The rule that turns what was typed into facts, within the write that records them.
pub(crate) type Facts = fn(&Viewer, &Typed, &File, &mut Writing<'_>) -> Result<Vec<Fact>, Problem>;

/// A form about a file, and the rule that turns it into facts.
pub(crate) struct Sheet {
    /// Its address.
    pub(crate) path: &'static str,
    /// The last part of the address; title and hint are `person-form-<noun>` and `person-form-<noun>-hint`.
    pub(crate) noun: &'static str,
    /// The section of the file to go back to.
    pub(crate) back: &'static str,
    /// Whether what is typed is kept as a draft.
    pub(crate) draft: bool,
    /// What stands in the fields at first, from the query of the address.
    pub(crate) begin: fn(&Viewer, &Opened, Typed) -> Typed,
    /// The fields.
    pub(crate) fields: fn(&Form<'_>, &Opened) -> Markup,
    /// The facts to record.
    pub(crate) facts: Facts,
}

pub(crate) fn routes() -> Vec<Route> {
    let mut all = routes_of(&identity::SHEETS);
    all.extend(routes_of(&care::SHEETS));
    all.extend(routes_of(&contact::SHEETS));
    all.extend(routes_of(&life::SHEETS));
    all.extend(withdrawal::routes());
    all
}

/// The routes of some forms.
pub(crate) fn routes_of(sheets: &'static [Sheet]) -> Vec<Route> {
    let one = |sheet: &'static Sheet| {
        let show = move |viewer: Viewer, Path(file): Path<String>| show(viewer, file, sheet);
        let record =
            move |viewer: Viewer, Path(file): Path<String>, body: String| record(viewer, file, body, sheet);
        route("GET, POST", sheet.path, Gate::Writes, get(show).post(record))
    };
    sheets.iter().map(one).collect()
}

async fn show(viewer: Viewer, file: String, sheet: &'static Sheet) -> Answer {
    viewer
        .run(move |v| {
            let o = open_to_write(v, &file, sheet.noun)?;
            let kept = draft_key(&o, sheet).and_then(|key| draft::restored(v, &key));
            let restored = kept.is_some();
            let typed = kept.unwrap_or_else(|| (sheet.begin)(v, &o, query(v)));
            shown(page(v, &o, sheet, &typed, None, restored))
        })
        .await
}

async fn record(viewer: Viewer, file: String, body: String, sheet: &'static Sheet) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let o = open_to_write(v, &file, sheet.noun)?;
            let key = draft_key(&o, sheet);
            let discarded = key.is_some() && typed.get("draft") == "discard";
            if !discarded {
                let (rule, viewer) = (sheet.facts, v.clone());
                let written = write(v, &o, &typed, move |typed, file, w| rule(&viewer, typed, file, w));
                if let Err(complaint) = written {
                    let refusal = complaint.into_refusal()?;
                    let page = page(v, &o, sheet, &typed, Some(&refusal), false);
                    return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
                }
            }
            if let Some(key) = key {
                draft::discard(v, &key)?;
            }
            onward(&o.address(if discarded { "" } else { sheet.back }).replace('#', "?done=1#"))
        })
        .await
}

/// Opens a file for a form: refused where the viewer may not write in it.
pub(crate) fn open_to_write(v: &Viewer, file: &str, noun: &str) -> Result<Opened, Complaint> {
    let o = Opened::open(v, file, &format!("form person/{noun}"))?;
    if !o.role.is_some_and(domain::compartment::Role::writes) {
        return Err(Complaint::forbidden(v));
    }
    if !o.writable() {
        return Err(refuse("file", o.name(), Why::FileHasLeft).into());
    }
    Ok(o)
}

/// Writes what `rule` makes of a form, with sight of what its page showed and no more.
pub(crate) fn write(
    v: &Viewer,
    o: &Opened,
    typed: &Typed,
    rule: impl FnOnce(&Typed, &File, &mut Writing<'_>) -> Result<Vec<Fact>, Problem> + Send + 'static,
) -> Result<(), Complaint> {
    let (id, typed) = (o.id(), typed.clone());
    v.store().write(v.actor()?, &o.compartment(), move |w| {
        let file = w.file(&id)?;
        let facts = rule(&typed, &file, w)?;
        match (facts.is_empty(), typed.heads()) {
            (true, _) => Ok(()),
            (false, heads) if heads.is_empty() => w.append(&id, facts).map(drop),
            (false, heads) => w.append_after(&id, heads, facts).map(drop),
        }
    })?;
    // A consent may have been taken back: what rests on it ends now.
    v.store().tend_referrals(v.actor()?)?;
    Ok(())
}

fn page(
    v: &Viewer,
    o: &Opened,
    sheet: &Sheet,
    typed: &Typed,
    refusal: Option<&Refusal>,
    restored: bool,
) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let draft = draft_key(o, sheet).map(|key| (key, restored));
    framed(v, o, sheet.noun, &form, draft, (sheet.fields)(&form, o))
}

/// A form's page: head strip, title, hint, fields, buttons.
pub(crate) fn framed(
    v: &Viewer,
    o: &Opened,
    noun: &str,
    form: &Form<'_>,
    draft: Option<(String, bool)>,
    fields: Markup,
) -> Markup {
    let title = v.t(&format!("person-form-{noun}"));
    let hint = format!("person-form-{noun}-hint");
    let heads = form.typed.heads();
    let body = html! {
        (headstrip(v, o))
        section.volet.wide aria-labelledby="form-h" {
            header { h2 #form-h { (title) } }
            div.body.stack {
                @if v.words.has(&hint) { p { (v.t(&hint)) } }
                (form.errors())
                form.stack method="post" action=(o.address(noun)) data-draft=[draft.as_ref().map(|(key, _)| key)]
                    enctype=[(noun == "photos").then_some("multipart/form-data")] {
                    (Form::heads(if heads.is_empty() { &o.volume.file.heads } else { &heads }))
                    (fields)
                    @if let Some((_, restored)) = &draft {
                        p {
                            output.draft-state data-kept=(v.t("draft-kept")) data-failed=(v.t("draft-failed")) {
                                @if *restored { (v.t("draft-restored")) }
                            }
                        }
                    }
                    div.toolbar {
                        button.button type="submit" { (v.t("do-record")) }
                        @if draft.is_some() {
                            button.button.quiet type="submit" name="draft" value="discard" formnovalidate { (v.t("do-discard-draft")) }
                        }
                        a.button.quiet href=(o.address("")) { (v.t("do-cancel")) }
                    }
                }
            }
        }
    };
    frame::page(v, &format!("{title} · {}", o.titled()), body)
}

fn draft_key(o: &Opened, sheet: &Sheet) -> Option<String> {
    sheet.draft.then(|| draft::key(sheet.noun, &o.compartment(), &o.id()))
}

/// Back to the file after something of it was settled or withdrawn: to its own page for a file of a restricted volet.
pub(crate) fn back_to(v: &Viewer, o: &Opened) -> Result<String, Complaint> {
    if o.administrative() {
        return Ok(o.address("?done=1"));
    }
    let page = if o.person.volet == Some(Volet::Origin) { "origin" } else { "health" };
    Ok(o.main(v, "form person/withdrawals")?.map_or_else(|| o.address(""), |main| main.address(page)))
}

/// What the address asks for.
pub(crate) fn query(v: &Viewer) -> Typed {
    Typed::parse(v.asked.split_once('?').map(|(_, q)| q).unwrap_or_default())
}

/// A hidden field that is carried along.
pub(crate) fn hidden(form: &Form<'_>, name: &str) -> Markup {
    html! { @if form.typed.has(name) { input type="hidden" name=(name) value=(form.typed.get(name)); } }
}

/// The key a form corrects, or a fresh one.
pub(crate) fn key_of(typed: &Typed, w: &mut Writing<'_>) -> Key {
    Key::parse(typed.get("key")).unwrap_or_else(|| w.new_key())
}

/// An optional date of a form; refused when it cannot be read.
pub(crate) fn date(field: &'static str, typed: &Typed) -> Result<Option<Edtf>, Refusal> {
    if !typed.has(field) {
        return Ok(None);
    }
    domain::registration::date(field, typed.get(field)).map(Some)
}

/// A date that is needed and lies not after `today`.
pub(crate) fn past(field: &'static str, typed: &Typed, today: Date) -> Result<Edtf, Refusal> {
    let date = domain::registration::date(field, typed.get(field))?;
    match date.bounds().earliest {
        Some(day) if day > today => Err(refuse(field, typed.get(field), Why::InTheFuture)),
        _ => Ok(date),
    }
}

/// A text that may be empty, but not too long.
pub(crate) fn words(field: &'static str, typed: &Typed) -> Result<String, Refusal> {
    if typed.get(field).trim().is_empty() {
        Ok(String::new())
    } else {
        domain::refusal::text(field, typed.get(field))
    }
}

/// The form that records what a slot holds, below the file's address.
pub(crate) fn address_of(slot: &str) -> Option<String> {
    let (family, rest) = match slot.split_once('/')? {
        (room @ ("consent" | "note" | "health" | "origin"), rest) => (room, rest),
        _ => slot.rsplit_once('/').filter(|(family, _)| family.contains('/')).unwrap_or((slot, "")),
    };
    let rest = encode(rest);
    Some(match family {
        "person/name" => format!("names?key={rest}"),
        "person/born" => "births".into(),
        "person/birth-place" => "birth-places".into(),
        "person/sex" => "sexes".into(),
        "person/nationality" => format!("nationalities?nationality={rest}"),
        "person/language" => format!("languages?language={rest}"),
        "person/need" => "needs".into(),
        "person/washington" => "washington-answers".into(),
        "person/mark" => format!("marks?mark={rest}"),
        "person/number" => format!("numbers?register={rest}"),
        "person/separation" => "separations".into(),
        "person/photo" => "photos".into(),
        "person/contact" => format!("contacts?key={rest}"),
        "person/size" => "sizes".into(),
        "person/died" => "deaths".into(),
        "person/told" => format!("tellings?key={rest}"),
        "kin/tie" => format!("kin?key={rest}"),
        "kin/parted" => format!("parted-siblings?sibling={rest}"),
        "consent" => format!("consents?purpose={rest}"),
        "note" => format!("notes?key={rest}"),
        "health" => format!("health-records?key={rest}"),
        "origin" => format!("origin-records?key={rest}"),
        "accompaniment/responsible" => "assignments?part=responsible".into(),
        "accompaniment/deputy" => "assignments?part=deputy".into(),
        "accompaniment/interpreter" => "interpreters".into(),
        _ => return None,
    })
}

/// Whether what a slot holds can be withdrawn here. Whose file it is, stays, papers and journeys have rules of their own;
/// a scan that shows something else is a slip like any other.
pub(crate) fn may_withdraw(slot: &str) -> bool {
    let mine = [
        "person/",
        "kin/",
        "consent/",
        "consent-override/",
        "note/",
        "accompaniment/",
        "health/",
        "origin/",
        "weighing/",
    ];
    let scan = slot.starts_with("dossier/") && slot.contains("/scan/");
    (scan || mine.iter().any(|room| slot.starts_with(room)))
        && slot != "person/subject"
        && !slot.starts_with("person/row/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(slot: &str, expected: Option<&str>) {
        assert_eq!(address_of(slot).as_deref(), expected, "{slot}");
    }

    #[test]
    fn every_slot_leads_to_its_form() {
        check("person/born", Some("births"));
        check("person/name/0102030405060708", Some("names?key=0102030405060708"));
        check("person/language/Judeo-Spanish", Some("languages?language=Judeo-Spanish"));
        check("consent/public-notice", Some("consents?purpose=public-notice"));
        check("accompaniment/deputy", Some("assignments?part=deputy"));
        check("stay/0101/opened", None);
        check("person/subject", None);
    }

    #[test]
    fn what_is_ruled_elsewhere_is_not_withdrawn_here() {
        for (slot, may) in [
            ("person/born", true),
            ("person/subject", false),
            ("stay/01/opened", false),
            ("note/01", true),
            ("dossier/01/scan/02", true),
            ("dossier/01/paper/identity-sheet", false),
            ("dossier/01/closed", false),
        ] {
            assert_eq!(may_withdraw(slot), may, "{slot}");
        }
    }
}
