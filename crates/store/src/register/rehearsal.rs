//! A rehearsal of an import: what would go in, what is known already, what a rule would keep out, who may be a double.
//! Nothing is written.

use super::double::Known;
use super::person::{Import, told_until};
use super::{Imported, Told, everybody};
use crate::actor::Actor;
use crate::node::Store;
use crate::place::PlaceLine;
use crate::problem::Problem;
use crate::read::Reading;
use domain::id::{CompartmentId, Key, StayId};
use journal::chance::random;
use register::Row;
use std::collections::HashMap;

/// What [`super::import`] would answer for these rows now. Rows are compared with everybody known, and not with each
/// other: a row of the file has no code yet that could be named.
///
/// # Errors
/// [`Problem::NotAllowed`] for a role that does not direct; what the database says.
pub fn rehearsal(
    store: &Store,
    actor: &Actor,
    compartment: &CompartmentId,
    place: &PlaceLine,
    rows: &[Row],
    source: &str,
) -> Result<Imported, Problem> {
    if !store.read(actor, compartment, |r| Ok(r.role.directs()))? {
        return Err(Problem::NotAllowed("import a register"));
    }
    let known = everybody(store, actor)?;
    store.read(actor, compartment, |r| {
        let (today, here) = (r.today(), r.compartment());
        let import = Import { compartment: here, place, source, today, told_until: told_until(rows, today) };
        let mut imported = Imported::default();
        let mut families: HashMap<Key, usize> = HashMap::new();
        for row in rows {
            one(r, &import, row, &known, &mut imported, &mut families)?;
        }
        imported.sibling_groups = families.values().filter(|n| **n > 1).count();
        Ok(imported)
    })
}

fn one(
    r: &mut Reading<'_>,
    import: &Import<'_>,
    row: &Row,
    known: &Known,
    imported: &mut Imported,
    families: &mut HashMap<Key, usize>,
) -> Result<(), Problem> {
    if row.code.as_deref().and_then(|code| known.by_code(code)).is_some() {
        imported.told(row, known);
        return Ok(());
    }
    let told = Told::of(row);
    imported.hold_apart(&told.held_apart);
    let there = "select file from imported where compartment = $1 and fingerprint = $2 limit 1";
    if !r.query(there, &[r.here(), row.fingerprint.as_str().into()])?.is_empty() {
        imported.known += 1;
        return Ok(());
    }
    let mut chance = r.shelf.surroundings.chance();
    let stay = StayId(random(&mut chance));
    match import.facts(row, || Key(random(&mut chance)), stay) {
        Err(refusal) => imported.refused.push((row.line, refusal)),
        Ok(prepared) => {
            imported.added += 1;
            imported.set_aside.extend(prepared.set_aside.into_iter().map(|refusal| (row.line, refusal)));
            prepared.family.into_iter().for_each(|group| *families.entry(group).or_default() += 1);
            imported.doubles.extend(known.like(told.line, &told.name, told.birth.as_ref(), told.sex));
        }
    }
    Ok(())
}
