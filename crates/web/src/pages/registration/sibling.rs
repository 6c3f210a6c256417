//! A brother or sister: given name, sex, birth. Surname, parents, group, place and arrival are those of the first; the
//! ties are written in the file of each.

use super::{begin, look_first, next, once};
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::pages::correction::open_to_write;
use crate::pages::people::likeness::similar;
use crate::pages::person::{Opened, headstrip};
use crate::viewer::Viewer;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use domain::entry::Fact;
use domain::file::File;
use domain::id::{FileId, Key, StayId, SubjectId};
use domain::kin::{Fact as Kin, Life, Relation, Tie, group, ties};
use domain::refusal::{Refusal, Why};
use domain::registration::{Arrival, Registration};
use domain::stay::{current, stays};
use maud::{Markup, html};
use store::{Found, Problem, Writing};

pub(super) fn show(v: &Viewer, asked: Typed) -> Answer {
    let o = open_to_write(v, asked.get("sibling"), "siblings")?;
    shown(page(v, &o, &asked, None, &[]))
}

pub(super) fn record(v: &Viewer, typed: &Typed) -> Answer {
    let o = open_to_write(v, typed.get("sibling"), "siblings")?;
    match registered(v, &o, typed) {
        Ok(Ok(file)) => onward(&next(typed, &o.id(), &file)),
        Ok(Err(found)) => Ok((StatusCode::CONFLICT, page(v, &o, typed, None, &found)).into_response()),
        Err(complaint) => {
            let refusal = complaint.into_refusal()?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(v, &o, typed, Some(&refusal), &[])).into_response())
        }
    }
}

/// Somebody already of the family: where their file is, who they are, what they are called.
#[derive(Clone)]
struct Relative {
    file: FileId,
    subject: SubjectId,
    name: String,
}

fn registered(v: &Viewer, o: &Opened, typed: &Typed) -> Result<Result<FileId, Vec<Found>>, Complaint> {
    let mut family = vec![Relative { file: o.id(), subject: o.subject, name: o.name() }];
    family.extend(
        o.kin
            .iter()
            .filter(|k| k.relation.sibling())
            .filter_map(|k| Some(Relative { file: k.file?, subject: k.other?, name: k.name.clone() })),
    );
    let registration = registration(o, typed);
    // What the form does not ask is refused where it can be answered.
    registration.facts(|| Key([0; 8]), StayId([0; 16]), o.today).map_err(|refusal| match refusal.field {
        "from" => Refusal { field: "birth", value: typed.get("birth").to_string(), ..refusal },
        "surname" => Refusal { field: "given", ..refusal },
        _ => refusal,
    })?;
    let file = once::file(v, typed.get("once"));
    let known: Vec<SubjectId> = family.iter().map(|r| r.subject).collect();
    let named = typed.clone().with("surname", &registration.surname);
    if let Some(found) = look_first(v, &named, file, &known)? {
        return Ok(found);
    }
    let first = o.id();
    let made = v.store().write(v.actor()?, &o.compartment(), move |w| {
        let file = file.unwrap_or_else(|| w.new_file());
        if w.file(&file).is_err() {
            let before = w.file(&first)?;
            join(w, &file, &before, &family, registration)?;
        }
        Ok(file)
    })?;
    Ok(Ok(made))
}

/// What the form gives, and what follows from the first of the family.
fn registration(o: &Opened, typed: &Typed) -> Registration {
    let stays = stays(&o.volume.file);
    let arrival = current(&stays).map(|stay| {
        let opening = stay.opening.latest();
        Arrival {
            place: opening.place,
            kind: opening.kind,
            name: opening.name.clone(),
            within: opening.within.clone(),
            from: opening.from.to_string(),
            came_from: opening.came_from.clone(),
            reason: opening.reason.clone(),
        }
    });
    Registration {
        given: typed.get("given").trim().to_string(),
        surname: o.person.shown().map(|n| n.surname.clone()).unwrap_or_default(),
        sex: typed.get("sex").trim().to_string(),
        birth: typed.get("birth").trim().to_string(),
        source: o.person.shown().map(|n| n.source.clone()).unwrap_or_default(),
        arrival,
        ..Registration::default()
    }
}

/// Makes the file and writes the ties on both sides.
fn join(
    w: &mut Writing<'_>,
    file: &FileId,
    first: &File,
    family: &[Relative],
    mut registration: Registration,
) -> Result<(), Problem> {
    let shared = match group(first) {
        Some(shared) => shared,
        None => w.new_key(),
    };
    registration.family = Some(shared);
    let (stay, today) = (w.new_stay(), w.today());
    let name = format!("{} {}", registration.given, registration.surname).trim().to_string();
    let source = registration.source.clone();
    let mut facts = registration.facts(|| w.new_key(), stay, today)?;
    for (_, said) in ties(first) {
        let tie = said.latest();
        if matches!(tie.relation, Relation::Mother | Relation::Father | Relation::Parent) {
            facts.push(Fact::Kin(Kin::Tie { key: w.new_key(), tie: tie.clone() }));
        }
    }
    let sibling = |other: SubjectId, name: &str| Tie {
        relation: Relation::Sibling,
        other: Some(other),
        name: name.to_string(),
        life: Life::Alive,
        source: source.clone(),
    };
    for relative in family {
        facts.push(Fact::Kin(Kin::Tie { key: w.new_key(), tie: sibling(relative.subject, &relative.name) }));
    }
    let subject = begin(w, file, facts)?;
    for relative in family {
        // A sibling whose file lives elsewhere learns of it by the tie's other side.
        let Ok(theirs) = w.file(&relative.file) else { continue };
        let mut facts = vec![Fact::Kin(Kin::Tie { key: w.new_key(), tie: sibling(subject, &name) })];
        if group(&theirs) != Some(shared) {
            facts.push(Fact::Kin(Kin::Group { group: shared, within: true }));
        }
        match w.append(&relative.file, facts) {
            Ok(_) | Err(Problem::Refused(Refusal { why: Why::FileHasLeft, .. })) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

fn page(v: &Viewer, o: &Opened, typed: &Typed, refusal: Option<&Refusal>, found: &[Found]) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let once = if once::file(v, typed.get("once")).is_some() {
        typed.get("once").to_string()
    } else {
        once::fresh(v)
    };
    let surname = o.person.shown().map(|n| n.surname.clone()).unwrap_or_default();
    let body = html! {
        (headstrip(v, o))
        section.volet.wide aria-labelledby="form-h" {
            header { h2 #form-h { (v.t("person-sibling-new")) } }
            div.body.stack {
                p { (v.t("person-sibling-shared")) " " bdi { (surname) } }
                (form.errors())
                @if !found.is_empty() {
                    div.notice.warning role="alert" { p { (v.t("person-register-known")) } p { (v.t("person-register-known-hint")) } }
                    (similar(v, typed, found))
                }
                form.stack method="post" action="/people" {
                    input type="hidden" name="sibling" value=(o.id());
                    input type="hidden" name="once" value=(once);
                    div.fields { (form.line("given", "medium")) (form.line("birth", "medium")) }
                    (form.radios("sex", "sex", &["f", "m", "x"]))
                    div.toolbar {
                        @if found.is_empty() {
                            button.button type="submit" { (v.t("do-record")) }
                            button.button.quiet type="submit" name="then" value="sibling" { (v.t("person-register-sibling")) }
                        } @else {
                            @if typed.has("then") { input type="hidden" name="then" value=(typed.get("then")); }
                            button.button type="submit" name="anyway" value="yes" { (v.t("person-register-anyway")) }
                        }
                        a.button.quiet href=(o.address("")) { (v.t("do-cancel")) }
                    }
                }
            }
        }
    };
    frame::page(v, &v.t("person-sibling-new"), body)
}
