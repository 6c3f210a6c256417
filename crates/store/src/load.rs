//! Loading a file's entries: sealed rows opened with the keys in memory.

use crate::database::{Database, Row};
use crate::problem::Problem;
use crate::shelf::Keyring;
use domain::consent::{Exit, Lacking};
use domain::entry::Entry;
use domain::file::File;
use domain::id::{CompartmentId, FileId};
use domain::transfer::{Whereabouts, whereabouts};
use jiff::civil::Date;
use journal::keys::{EpochKey, FileKey};
use journal::wire::{self, Header, Outer, Sealed, Signed, WireProblem};
use std::sync::Arc;

/// A file with where it was found.
#[derive(Clone, Debug)]
pub struct Volume {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// The file's id.
    pub id: FileId,
    /// Its fold.
    pub file: Arc<File>,
}

impl Volume {
    /// Whether it lives in this compartment.
    pub fn whereabouts(&self) -> Whereabouts {
        whereabouts(&self.file, &self.compartment)
    }

    /// What lacks for its person to go by an exit on a day; nothing where they may go.
    pub fn lacking(&self, exit: Exit, on: Date) -> Vec<Lacking> {
        if self.whereabouts() == Whereabouts::Left {
            exit.lacking_elsewhere()
        } else {
            exit.lacking(&self.file, on)
        }
    }
}

/// The keys of a file: one, and more where it was begun at two nodes that had not met.
pub fn file_keys(
    journal: &mut Database,
    compartment: &CompartmentId,
    keys: &Keyring,
    file: &FileId,
) -> Result<Vec<FileKey>, Problem> {
    let rows = journal.query(
        // In no order: asked for one, SQLite would walk every key of the compartment.
        "select epoch, bytes from file_key where compartment = $1 and file = $2",
        &[compartment.bytes().into(), file.bytes().into()],
    )?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let epoch = domain::id::EntryId::from_slice(row.blob(0)).unwrap_or_default();
        // One that lies under an epoch whose key is not here opens nothing yet.
        let Some(under) = keys.epochs.get(&epoch) else { continue };
        found.push(FileKey::unwrap(under, compartment, file, row.blob(1))?);
    }
    Ok(found)
}

/// Opens a sealed entry with whichever of its file's keys it was sealed under.
pub fn open(sealed: &Sealed, epoch: &EpochKey, file_keys: &[FileKey]) -> Result<Signed, WireProblem> {
    open_outer(&wire::outer(sealed, epoch)?, file_keys)
}

/// The same where the outer seal is off already.
pub fn open_outer(outer: &Outer, file_keys: &[FileKey]) -> Result<Signed, WireProblem> {
    for key in file_keys {
        match outer.clone().open(key) {
            Err(WireProblem::Refused) => {}
            opened => return opened,
        }
    }
    Err(if file_keys.is_empty() { WireProblem::NoFileKey(outer.file) } else { WireProblem::Refused })
}

/// A row of `entry` (header, body) as a sealed entry.
pub fn sealed(row: &Row, header: usize, body: usize) -> Result<Sealed, Problem> {
    Ok(Sealed { header: Header::from_bytes(row.blob(header))?, body: row.blob(body).to_vec() })
}

/// Every entry of a file that counts, with its body, in no particular order.
pub fn signed(
    db: &mut Database,
    remote: Option<&mut Database>,
    compartment: &CompartmentId,
    keys: &Keyring,
    file: &FileId,
) -> Result<Vec<Signed>, Problem> {
    let here = [compartment.bytes().into(), file.bytes().into()];
    let rows = match remote {
        None => {
            let joined = "select e.node, e.seq, e.header, e.body from entry_of o join entry e
                on e.compartment = o.compartment and e.node = o.node and e.seq = o.seq
                where o.compartment = $1 and o.file = $2 and o.held = ''";
            let rows = db.query(joined, &here)?;
            let own = file_keys(db, compartment, keys, file)?;
            return open_all(&rows, compartment, keys, &own);
        }
        Some(journal) => {
            let places = "select node, seq from entry_of where compartment = $1 and file = $2 and held = ''";
            let one =
                "select node, seq, header, body from entry where compartment = $1 and node = $2 and seq = $3";
            let mut rows = Vec::new();
            for place in db.query(places, &here)? {
                rows.extend(
                    journal
                        .one(one, &[compartment.bytes().into(), place.blob(0).into(), place.int(1).into()])?,
                );
            }
            let own = file_keys(journal, compartment, keys, file)?;
            open_all(&rows, compartment, keys, &own)
        }
    }?;
    Ok(rows)
}

fn open_all(
    rows: &[Row],
    compartment: &CompartmentId,
    keys: &Keyring,
    file_keys: &[FileKey],
) -> Result<Vec<Signed>, Problem> {
    let one = |row: &Row| -> Result<Signed, Problem> {
        let sealed = sealed(row, 2, 3)?;
        open(&sealed, keys.epoch(&sealed.header.epoch)?, file_keys).map_err(|e| Problem::Damaged {
            compartment: compartment.to_string(),
            node: sealed.header.node.to_string(),
            seq: row.int(1),
            what: e.to_string(),
        })
    };
    rows.iter().map(one).collect()
}

/// Every entry of a file that counts.
pub fn entries(
    db: &mut Database,
    remote: Option<&mut Database>,
    compartment: &CompartmentId,
    keys: &Keyring,
    file: &FileId,
) -> Result<Vec<Entry>, Problem> {
    Ok(signed(db, remote, compartment, keys, file)?.into_iter().map(|s| s.entry).collect())
}
