//! Loading a file's entries: sealed rows opened with the keys in memory.

use crate::database::{Database, Row};
use crate::problem::Problem;
use crate::shelf::Keyring;
use domain::entry::Entry;
use domain::file::File;
use domain::id::{CompartmentId, FileId};
use domain::transfer::{Whereabouts, whereabouts};
use journal::keys::FileKey;
use journal::wire::{self, Header, Sealed, Signed};
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
}

/// The key of a file.
pub fn file_key(
    journal: &mut Database,
    compartment: &CompartmentId,
    keys: &Keyring,
    file: &FileId,
) -> Result<Option<FileKey>, Problem> {
    let row = journal.one(
        "select epoch, bytes from file_key where compartment = $1 and file = $2",
        &[compartment.bytes().into(), file.bytes().into()],
    )?;
    let Some(row) = row else { return Ok(None) };
    let epoch = domain::id::EntryId::from_slice(row.blob(0)).unwrap_or_default();
    Ok(Some(FileKey::unwrap(keys.epoch(&epoch)?, compartment, file, row.blob(1))?))
}

/// A row of `entry` (header, body) as a sealed entry.
pub fn sealed(row: &Row, header: usize, body: usize) -> Result<Sealed, Problem> {
    Ok(Sealed { header: Header::from_bytes(row.blob(header))?, body: row.blob(body).to_vec() })
}

/// Every entry of a file with its body, in no particular order.
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
                where o.compartment = $1 and o.file = $2";
            let rows = db.query(joined, &here)?;
            let key = file_key(db, compartment, keys, file)?;
            return open_all(&rows, compartment, keys, key);
        }
        Some(journal) => {
            let places = "select node, seq from entry_of where compartment = $1 and file = $2";
            let one =
                "select node, seq, header, body from entry where compartment = $1 and node = $2 and seq = $3";
            let mut rows = Vec::new();
            for place in db.query(places, &here)? {
                rows.extend(
                    journal
                        .one(one, &[compartment.bytes().into(), place.blob(0).into(), place.int(1).into()])?,
                );
            }
            let key = file_key(journal, compartment, keys, file)?;
            open_all(&rows, compartment, keys, key)
        }
    }?;
    Ok(rows)
}

fn open_all(
    rows: &[Row],
    compartment: &CompartmentId,
    keys: &Keyring,
    key: Option<FileKey>,
) -> Result<Vec<Signed>, Problem> {
    let open = |row: &Row| -> Result<Signed, Problem> {
        let sealed = sealed(row, 2, 3)?;
        wire::open(&sealed, keys.epoch(&sealed.header.epoch)?, |_| key.clone()).map_err(|e| {
            Problem::Damaged {
                compartment: compartment.to_string(),
                node: sealed.header.node.to_string(),
                seq: row.int(1),
                what: e.to_string(),
            }
        })
    };
    rows.iter().map(open).collect()
}

/// Every entry of a file.
pub fn entries(
    db: &mut Database,
    remote: Option<&mut Database>,
    compartment: &CompartmentId,
    keys: &Keyring,
    file: &FileId,
) -> Result<Vec<Entry>, Problem> {
    Ok(signed(db, remote, compartment, keys, file)?.into_iter().map(|s| s.entry).collect())
}
