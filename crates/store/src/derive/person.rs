//! Derived rows of a person: the line in lists, search tokens, stays, kin, dossiers and what is due.

use super::Rows;
use crate::database::{Value, day_number};
use crate::problem::Problem;
use domain::accompaniment::{Part, assigned};
use domain::dossier::{Dossier, Status, dossiers};
use domain::id::SubjectId;
use domain::person::Person;
use domain::stay::{Stay, current, stays};
use domain::{kin, relay_house};
use std::collections::BTreeSet;

/// Every row of a person's file.
pub fn rows(rows: &mut Rows<'_>) -> Result<(), Problem> {
    let person = Person::of(rows.file);
    let Some(subject) = person.subject else { return Ok(()) };
    let stays = stays(rows.file);
    line(rows, &person, subject, &stays)?;
    tokens(rows, &person)?;
    stay_rows(rows, &person, subject, &stays)?;
    kin_rows(rows, subject)?;
    leaving(rows, &person, subject, &stays)?;
    let dossiers = dossiers(rows.file);
    for dossier in &dossiers {
        dossier_row(rows, subject, dossier)?;
        asked(rows, dossier)?;
    }
    due(rows, &dossiers)
}

fn line(rows: &mut Rows<'_>, person: &Person, subject: SubjectId, stays: &[Stay]) -> Result<(), Problem> {
    let name = person.shown();
    let sort = linkage::name::normalise(&name.map(|n| n.sorted()).unwrap_or_default());
    let stay = current(stays);
    let opening = stay.map(|s| s.opening.latest());
    let worker = assigned(rows.file, Part::Responsible).map(|s| s.latest().1.clone()).unwrap_or_default();
    rows.insert(
        "insert into person (compartment, file, subject, volet, code, given, surname, sort, birth, sex, place,
         place_name, place_kind, since, worker, family, died, live, languages,
         birth_place)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        [
            subject.bytes().into(),
            person.volet.map(|v| v.key()).unwrap_or_default().into(),
            domain::code::of(&subject).into(),
            name.map(|n| n.given.as_str()).unwrap_or_default().into(),
            name.map(|n| n.surname.as_str()).unwrap_or_default().into(),
            sort.into_bytes().into(),
            person.birth().map(|b| b.to_string()).unwrap_or_default().into(),
            person.sex.as_ref().map(|s| s.latest().letter()).unwrap_or('?').to_string().into(),
            opening.map(|o| Value::from(o.place.bytes())).unwrap_or(Value::Null),
            opening.map(|o| o.name.as_str()).unwrap_or_default().into(),
            opening.map(|o| o.kind.key()).unwrap_or_default().into(),
            stay.and_then(|s| s.from_day()).map(day_number).into(),
            worker.into(),
            kin::group(rows.file).map(|k| Value::from(k.bytes())).unwrap_or(Value::Null),
            person.died.is_some().into(),
            rows.live.into(),
            person.languages.join(" ").into(),
            person.birth_place.as_ref().and_then(|said| said.latest().given()).map(String::as_str).unwrap_or_default().into(),
        ],
    )
}

fn tokens(rows: &mut Rows<'_>, person: &Person) -> Result<(), Problem> {
    let mut tokens = BTreeSet::new();
    for (_, said) in &person.names {
        for name in said.all() {
            tokens.extend(linkage::likeness::index_tokens(&name.value.given));
            tokens.extend(linkage::likeness::index_tokens(&name.value.surname));
        }
    }
    if rows.known {
        let here = [rows.compartment.bytes().into(), rows.id.bytes().into()];
        let stand = rows
            .db
            .query("select token from token where compartment = $1 and file = $2 order by token", &here)?;
        if stand.iter().map(|row| row.text(0)).eq(tokens.iter().map(String::as_str)) {
            return Ok(());
        }
        rows.db.execute("delete from token where compartment = $1 and file = $2", &here)?;
    }
    for token in tokens {
        rows.insert("insert into token (compartment, file, token) values ($1, $2, $3)", [token.into()])?;
    }
    Ok(())
}

fn stay_rows(
    rows: &mut Rows<'_>,
    person: &Person,
    subject: SubjectId,
    stays: &[Stay],
) -> Result<(), Problem> {
    let birth = person.birth().map(|b| b.to_string()).unwrap_or_default();
    let sex = person.sex.as_ref().map(|s| s.latest().letter()).unwrap_or('?').to_string();
    for stay in stays {
        let Some(from) = stay.from_day() else { continue };
        let opening = stay.opening.latest();
        let closing = stay.closing.as_ref().map(|c| c.latest());
        let away = stay.absences.iter().map(|(_, a)| a).find(|a| a.until.is_none());
        rows.insert(
            "insert into stay (compartment, file, stay, subject, place, name, kind, within, from_day, until_day,
             from_said, until_said, reason, towards, came_from, birth, sex, live, absent_from, absent_kind)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
            [
                stay.id.bytes().into(),
                subject.bytes().into(),
                opening.place.bytes().into(),
                opening.name.as_str().into(),
                opening.kind.key().into(),
                opening.within.as_str().into(),
                from.into(),
                stay.until_day().map(day_number).into(),
                opening.from.to_string().into(),
                closing.map(|c| c.until.to_string()).unwrap_or_default().into(),
                closing.map(|c| c.reason.key()).unwrap_or_default().into(),
                closing.map(|c| c.towards.as_str()).unwrap_or_default().into(),
                opening.came_from.as_str().into(),
                birth.as_str().into(),
                sex.as_str().into(),
                rows.live.into(),
                away.and_then(|a| a.from.bounds().earliest).map(day_number).into(),
                away.map(|a| a.kind.as_str()).unwrap_or_default().into(),
            ],
        )?;
    }
    Ok(())
}

fn kin_rows(rows: &mut Rows<'_>, subject: SubjectId) -> Result<(), Problem> {
    for (key, said) in kin::ties(rows.file) {
        let tie = said.latest();
        rows.insert(
            "insert into kin (compartment, file, key, subject, relation, other, name, life)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
            [
                key.bytes().into(),
                subject.bytes().into(),
                tie.relation.key().into(),
                tie.other.map(|o| Value::from(o.bytes())).unwrap_or(Value::Null),
                tie.name.as_str().into(),
                tie.life.key().into(),
            ],
        )?;
    }
    Ok(())
}

fn leaving(rows: &mut Rows<'_>, person: &Person, subject: SubjectId, stays: &[Stay]) -> Result<(), Problem> {
    for stay in stays {
        let Some(said) = relay_house::departure(rows.file, stay.id) else { continue };
        let departure = said.latest();
        rows.insert(
            "insert into leaving (compartment, file, stay, subject, towards, name, on_day, convoy, handed_over, confirmed,
             bed_kept) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            [
                stay.id.bytes().into(),
                subject.bytes().into(),
                departure.towards.bytes().into(),
                departure.name.as_str().into(),
                departure.on.into(),
                departure.convoy.map(|c| Value::from(c.bytes())).unwrap_or(Value::Null),
                relay_house::handover(rows.file, stay.id).is_some().into(),
                relay_house::confirmed(rows.file, stay.id).is_some().into(),
                (person.died.is_none() && relay_house::bed_kept(rows.file, stays, stay)).into(),
            ],
        )?;
    }
    Ok(())
}

fn dossier_row(rows: &mut Rows<'_>, subject: SubjectId, dossier: &Dossier) -> Result<(), Problem> {
    let opening = dossier.opening.latest();
    let papers = || dossier.papers.values().map(|p| p.latest());
    let received = papers().filter(|p| p.status == Status::Received).filter_map(|p| p.received_on).max();
    let complete = received.filter(|last| dossier.standing(*last).is_some_and(|s| s.complete));
    let closing = dossier.closing.as_ref().map(|c| c.latest());
    rows.insert(
        "insert into dossier (compartment, file, key, subject, procedure, version, opened, first_asked, complete, closed,
         outcome, live) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        [
            dossier.key.bytes().into(),
            subject.bytes().into(),
            opening.procedure.as_str().into(),
            opening.version.to_string().into(),
            opening.on.bounds().earliest.map(day_number).into(),
            papers().filter_map(|p| p.asked_on).min().map(day_number).into(),
            complete.map(day_number).into(),
            closing.and_then(|c| c.on.bounds().earliest).map(day_number).into(),
            closing.map(|c| c.outcome.as_str()).unwrap_or_default().into(),
            rows.live.into(),
        ],
    )
}

/// The requests of a dossier as they went: when the paper was asked for, when it came, or when nobody waited for it any more.
fn asked(rows: &mut Rows<'_>, dossier: &Dossier) -> Result<(), Problem> {
    let procedure = &dossier.opening.latest().procedure;
    let closed = dossier.closing.as_ref().and_then(|c| c.latest().on.bounds().latest);
    for (id, said) in &dossier.papers {
        let paper = said.latest();
        let Some(asked) = paper.asked_on else { continue };
        let (came, ended) = match paper.status {
            Status::Received => (paper.received_on, closed),
            // It came and lapsed since; or nobody waits for it any more, and when that was is not known.
            Status::Lapsed => (paper.received_on, closed.or(paper.valid_until).or(Some(asked))),
            Status::Refused => (None, paper.refused_on.or(closed)),
            Status::Asked | Status::Wanted => (None, closed),
        };
        rows.insert(
            "insert into asked (compartment, file, key, procedure, paper, asked, came, ended, office, live)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            [
                format!("{}/{id}", dossier.key).into(),
                procedure.as_str().into(),
                id.as_str().into(),
                asked.into(),
                came.map(day_number).into(),
                ended.map(day_number).into(),
                paper.issuer.as_str().into(),
                rows.live.into(),
            ],
        )?;
    }
    Ok(())
}

/// Dates that do not depend on today: papers that lapse, silences that speak.
fn due(rows: &mut Rows<'_>, dossiers: &[Dossier]) -> Result<(), Problem> {
    if !rows.live {
        return Ok(());
    }
    for dossier in dossiers.iter().filter(|d| d.closing.is_none()) {
        let Some(procedure) = dossier.procedure() else { continue };
        for (id, said) in &dossier.papers {
            let paper = said.latest();
            let silence = procedure.papers.iter().find(|k| k.id == *id).and_then(|k| k.silence.as_ref());
            let found = match (paper.status, paper.valid_until, paper.asked_on, silence) {
                (Status::Received, Some(until), _, _) => Some((until, "lapses")),
                (Status::Asked, _, Some(asked), Some(silence)) => {
                    Some((silence.after.after(asked), "silence"))
                }
                _ => None,
            };
            if let Some((on, why)) = found {
                rows.insert(
                    "insert into due (compartment, file, key, on_day, why, what) values ($1, $2, $3, $4, $5, $6)",
                    [format!("{}/{id}", dossier.key).into(), on.into(), why.into(), id.as_str().into()],
                )?;
            }
        }
    }
    Ok(())
}
