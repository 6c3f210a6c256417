//! Carrying a move out, for one person or many: arriving closes the stay before; a move to another house ends the stay
//! and sends the files. A person has decided; this only writes it down.

use super::destination::Destination;
use crate::edge::Complaint;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use domain::Edtf;
use domain::compartment::Role;
use domain::entry::Fact;
use domain::file::File;
use domain::id::{CompartmentId, FileId};
use domain::place::Kind;
use domain::refusal::{Why, refuse};
use domain::relay_house::{self, confirmed, departure};
use domain::stay::{Closing, EndReason, Opening, arrive, current, leave, stays};
use std::collections::BTreeMap;
use store::person::PersonLine;
use store::place::PlaceLine;

/// How people move.
#[derive(Clone, Debug)]
pub(crate) struct How {
    /// The day, as said.
    pub from: Edtf,
    /// Barrack, dormitory or room at the new place.
    pub within: String,
    /// Why.
    pub reason: String,
    /// Where from, in words; the place left, where nothing is said.
    pub came_from: Option<String>,
    /// What leaving is called, where it does not follow from the two places.
    pub end: Option<EndReason>,
}

/// Moves everybody of `people` to `to`.
///
/// # Errors
/// Refused for nobody, for a day after today, for the dead; not allowed to send files where the viewer does not direct.
pub(crate) fn carry(v: &Viewer, people: &[PersonLine], to: &Destination, how: &How) -> Result<(), Complaint> {
    if people.is_empty() {
        return Err(refuse("file", "", Why::Missing).into());
    }
    let mut by_compartment: BTreeMap<CompartmentId, Vec<PersonLine>> = BTreeMap::new();
    for person in people {
        if person.died {
            return Err(refuse("file", &person.code, Why::AfterDeath).into());
        }
        if !person.live {
            return Err(refuse("file", &person.code, Why::FileHasLeft).into());
        }
        by_compartment.entry(person.compartment).or_default().push(person.clone());
    }
    for compartment in by_compartment.keys() {
        let sends = to.compartment() != *compartment;
        asked::must(v, compartment, if sends { Role::directs } else { Role::writes })?;
        let future = how.from.bounds().earliest.is_some_and(|from| from > v.today_in(compartment));
        if future {
            return Err(refuse("from", &how.from, Why::InTheFuture).into());
        }
    }
    for (compartment, people) in by_compartment {
        match to {
            Destination::Place(place) if place.compartment == compartment => {
                settle(v, &compartment, people, place, how)?
            }
            other => send(v, &compartment, &people, other, how)?,
        }
    }
    Ok(())
}

/// Within one compartment: all of them in one write.
fn settle(
    v: &Viewer,
    here: &CompartmentId,
    people: Vec<PersonLine>,
    to: &PlaceLine,
    how: &How,
) -> Result<(), Complaint> {
    let (to, how) = (to.clone(), how.clone());
    let by = v.actor()?.name.clone();
    v.store().write(v.actor()?, here, move |w| {
        for person in people {
            let file = w.file(&person.file)?;
            let came_from = how.came_from.clone().unwrap_or_else(|| person.place_name.clone());
            let opening = opening(&to, &how, came_from);
            let mut facts = arrive(&file, w.new_stay(), opening, w.today())?;
            facts.extend(confirmations(&file, &how.from, &by));
            w.append(&person.file, facts)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A stay at a place as it opens.
pub(crate) fn opening(to: &PlaceLine, how: &How, came_from: String) -> Opening {
    Opening {
        place: to.file,
        kind: to.kind,
        name: to.name.clone(),
        within: how.within.clone(),
        from: how.from.clone(),
        reason: how.reason.clone(),
        came_from,
    }
}

/// To another compartment: the stays end here, and the files are offered there.
fn send(
    v: &Viewer,
    here: &CompartmentId,
    people: &[PersonLine],
    to: &Destination,
    how: &How,
) -> Result<(), Complaint> {
    let files: Vec<FileId> = people.iter().map(|p| p.file).collect();
    end_all(v, here, &files, to, &how.from, how.end)?;
    v.store().offer(v.actor()?, here, &to.compartment(), &files)?;
    Ok(())
}

/// Ends the stays that run, towards `to`. Somebody without a stay has none to end.
pub(crate) fn end_all(
    v: &Viewer,
    here: &CompartmentId,
    files: &[FileId],
    to: &Destination,
    on: &Edtf,
    end: Option<EndReason>,
) -> Result<(), Complaint> {
    let (files, to, on) = (files.to_vec(), to.clone(), on.clone());
    let written = v.store().write(v.actor()?, here, move |w| {
        for id in files {
            let file = w.file(&id)?;
            let stays = stays(&file);
            let Some(stay) = current(&stays) else { continue };
            let reason = end.unwrap_or_else(|| to.reason(Some(stay.opening.latest().kind)));
            let closing = Closing { until: on.clone(), reason, towards: to.name().to_string() };
            let facts = leave(&file, stay.id, closing, w.today())?;
            w.append(&id, facts)?;
        }
        Ok(())
    });
    // The form of a move asks for one day, under the name of the arrival.
    written.map_err(|problem| match problem {
        store::Problem::Refused(mut refusal) => {
            if refusal.field == "until" {
                refusal.field = "from";
            }
            refusal.into()
        }
        other => other.into(),
    })
}

/// Arrivals that were still to be confirmed: somebody who has come has arrived.
pub(crate) fn confirmations(file: &File, on: &Edtf, by: &str) -> Vec<Fact> {
    stays(file)
        .iter()
        .filter(|stay| departure(file, stay.id).is_some() && confirmed(file, stay.id).is_none())
        .map(|stay| {
            Fact::RelayHouse(relay_house::Fact::Confirmed {
                stay: stay.id,
                on: on.clone(),
                by: by.to_string(),
            })
        })
        .collect()
}

/// The kind of place of a person's line.
pub(crate) fn kind_of(person: &PersonLine) -> Option<Kind> {
    Kind::parse(&person.place_kind)
}
