//! The judge of a compartment, by its journal alone.

use super::content;
use crate::exchange::Journal;
use crate::load;
use crate::problem::Problem;
use crate::shelf::{Keyring, Reader, Shelf};
use domain::compartment::{Judge, Placed};
use domain::entry::Entry;
use domain::id::NodeId;
use journal::wire::{self, Signed};
use std::collections::HashMap;

/// The judge by the control entries that are here.
pub(super) fn of(shelf: &Shelf, reader: &mut Reader, keys: &Keyring) -> Result<Judge, Problem> {
    let control = control_entries(shelf, reader, keys)?;
    let journal = reader.remote.as_mut().unwrap_or(&mut reader.db);
    let splits = Journal { db: journal, compartment: shelf.id }.splits()?;
    let placed: Vec<Placed> = control.iter().map(|(placed, _)| placed.clone()).collect();
    let proves = |entry: &Entry, key: &[u8]| {
        control.iter().any(|(_, s)| s.entry.id == entry.id && wire::verify_author(s, key).is_ok())
    };
    Ok(Judge::new(shelf.id, placed, splits, proves))
}

/// Every control entry that opens. One that is damaged is passed over: the walk will name it.
fn control_entries(
    shelf: &Shelf,
    reader: &mut Reader,
    keys: &Keyring,
) -> Result<Vec<(Placed, Signed)>, Problem> {
    let sql = "select o.node, o.seq from entry_of o join entry_of f on f.compartment = o.compartment and f.file = o.file
               where o.compartment = $1 and f.id = $1 order by o.node, o.seq";
    let mut places = reader.db.query(sql, &[shelf.id.bytes().into()])?;
    let sql =
        "select p.node, p.seq from placed p join entry_of o on o.compartment = p.compartment and o.id = p.id
               join entry_of f on f.compartment = o.compartment and f.file = o.file
               where p.compartment = $1 and f.id = $1";
    places.extend(reader.db.query(sql, &[shelf.id.bytes().into()])?);
    let journal = reader.remote.as_mut().unwrap_or(&mut reader.db);
    let mut file_keys = HashMap::new();
    let mut found = Vec::with_capacity(places.len());
    for place in places {
        let sql = "select header, body from entry where compartment = $1 and node = $2 and seq = $3";
        let values = [shelf.id.bytes().into(), place.blob(0).into(), place.int(1).into()];
        let Some(row) = journal.one(sql, &values)? else { continue };
        let Ok(sealed) = load::sealed(&row, 0, 1) else { continue };
        if let Ok(signed) = content(journal, shelf, keys, &mut file_keys, &sealed) {
            let node = NodeId::from_slice(place.blob(0)).unwrap_or_default();
            let placed = Placed { entry: signed.entry.clone(), node, seq: place.int(1).unsigned_abs() };
            found.push((placed, signed));
        }
    }
    Ok(found)
}
