//! Stays as indicators count them: each once, over every compartment the actor reads; as they stand, or as they were
//! known on a day.

use crate::actor::Actor;
use crate::database::Row;
use crate::load;
use crate::node::Store;
use crate::problem::Problem;
use crate::read::Reading;
use domain::compartment::Role;
use domain::entry::Stamp;
use domain::file::File;
use domain::id::{FileId, StayId, SubjectId};
use domain::indicator::{Milestones, Presence, once};
use domain::person::{Person, Volet};
use domain::place::Kind;
use domain::stay::{EndReason, stays};
use domain::transfer::{Whereabouts, whereabouts};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::PoisonError;

impl Store {
    /// Every stay the actor may count, as the entries known on `known_on` tell it (everything known now, where `None`).
    pub fn presences(&self, actor: &Actor, known_on: Option<Date>) -> Result<Vec<Presence>, Problem> {
        let rows = match known_on {
            None => self.read_granted(actor, Role::reads, as_it_stands)?,
            Some(day) => self.read_granted(actor, Role::reads, |r| as_known_on(r, day))?,
        };
        // Whom people said to be one person counts once.
        let first = self.stands_for(actor, known_on.map(end_of))?;
        let one = |mut p: Presence| {
            p.subject = first.get(&p.subject).copied().unwrap_or(p.subject);
            p
        };
        Ok(once(rows.into_iter().flatten().map(one)))
    }

    /// The days of each person's dossiers that the time-to-release report needs.
    pub fn milestones(&self, actor: &Actor) -> Result<BTreeMap<SubjectId, Milestones>, Problem> {
        let mut found: BTreeMap<SubjectId, Milestones> = BTreeMap::new();
        self.read_granted(actor, Role::reads, |r| {
            let rows = r.query(
                "select subject, opened, first_asked, complete from dossier where compartment = $1 order by opened",
                &[r.here()],
            )?;
            for row in rows {
                let Some(subject) = SubjectId::from_slice(row.blob(0)) else { continue };
                let known = found.entry(subject).or_default();
                known.dossier = known.dossier.or(row.day(1));
                known.asked = known.asked.or(row.day(2));
                known.complete = known.complete.max(row.day(3));
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The files behind a number: subjects to the administrative files the actor reads.
    pub fn files_of(
        &self,
        actor: &Actor,
        subjects: &[SubjectId],
    ) -> Result<Vec<crate::person::PersonLine>, Problem> {
        let mut lines = Vec::new();
        for subject in subjects {
            lines.extend(self.person_line(actor, subject)?);
        }
        lines.sort_by(|a, b| (&a.sort, a.file).cmp(&(&b.sort, b.file)));
        Ok(lines)
    }
}

fn as_it_stands(r: &mut Reading<'_>) -> Result<Vec<Presence>, Problem> {
    let rows = r.query(
        "select s.subject, s.stay, s.place, s.name, s.kind, s.from_day, s.until_day, s.reason, s.birth, s.sex, s.came_from,
         s.live, f.whereabouts, f.stamp
         from stay s join file f on f.compartment = s.compartment and f.file = s.file where s.compartment = $1",
        &[r.here()],
    )?;
    Ok(rows.iter().filter_map(presence).collect())
}

/// A copy left behind answers up to its closing, the last entry it took: what came after, it does not know.
pub(crate) fn closed_on(whereabouts: &str, stamp: i64) -> Option<Date> {
    (whereabouts == "left").then(|| Stamp(stamp as u64).day())
}

fn presence(row: &Row) -> Option<Presence> {
    let (live, from) = (row.int(11) == 1, row.day(5)?);
    Some(Presence {
        subject: SubjectId::from_slice(row.blob(0))?,
        stay: StayId::from_slice(row.blob(1))?,
        place: FileId::from_slice(row.blob(2))?,
        name: row.text(3).to_string(),
        kind: Kind::parse(row.text(4))?,
        from,
        until: row.day(6).or_else(|| closed_on(row.text(12), row.int(13)).map(|on| on.max(from))),
        reason: EndReason::parse(row.text(7)),
        birth: row.text(8).parse().ok(),
        sex: row.text(9).chars().next().unwrap_or('?'),
        came_from: row.text(10).to_string(),
        live,
    })
}

/// The first stamp after a day.
fn end_of(day: Date) -> Stamp {
    let days = crate::database::day_number(day.tomorrow().unwrap_or(Date::MAX));
    Stamp::at_unix_ms(days.saturating_mul(86_400_000))
}

/// The stays as they stood at the end of `day`: every person's file folded from the entries written by then.
fn as_known_on(r: &mut Reading<'_>, day: Date) -> Result<Vec<Presence>, Problem> {
    let before = end_of(day);
    let rows = r.query(
        "select f.file from file f where f.compartment = $1 and f.kind = 'person'
         and exists (select 1 from stay s where s.compartment = f.compartment and s.file = f.file)",
        &[r.here()],
    )?;
    let mut found = Vec::new();
    let shelf = r.shelf;
    let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
    for file in rows.iter().filter_map(|row| FileId::from_slice(row.blob(0))) {
        let entries = load::entries(&mut r.reader.db, r.reader.remote.as_mut(), &shelf.id, &keys, &file)?;
        let known = File::fold(entries.into_iter().filter(|e| e.stamp < before));
        found.extend(presences_of(&known, &shelf.id));
    }
    Ok(found)
}

fn presences_of(file: &File, here: &domain::id::CompartmentId) -> Vec<Presence> {
    let person = Person::of(file);
    let (Some(subject), Some(Volet::Administrative)) = (person.subject, person.volet) else {
        return Vec::new();
    };
    let whereabouts = whereabouts(file, here);
    let (live, closed) = (whereabouts == Whereabouts::Here, whereabouts == Whereabouts::Left);
    let closed_on = closed.then(|| file.latest_stamp().day());
    stays(file)
        .iter()
        .filter_map(|stay| {
            let opening = stay.opening.latest();
            Some(Presence {
                subject,
                stay: stay.id,
                place: opening.place,
                name: opening.name.clone(),
                kind: opening.kind,
                from: stay.from_day()?,
                until: stay.until_day().or(closed_on.map(|on| on.max(stay.from_day().unwrap_or(on)))),
                reason: stay.closing.as_ref().map(|c| c.latest().reason),
                birth: person.birth().cloned(),
                sex: person.sex.as_ref().map_or('?', |s| s.latest().letter()),
                came_from: opening.came_from.clone(),
                live,
            })
        })
        .collect()
}
