//! The read chain of a compartment: who opened which file, when and why, each record hashed over the one before.
//! Committed before the page leaves.

use crate::actor::Actor;
use crate::database::{Database, Row};
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::entry::Stamp;
use domain::id::{CompartmentId, FileId, MemberId};

/// One reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Number in the chain.
    pub seq: i64,
    /// When.
    pub at: Stamp,
    /// Who.
    pub by: MemberId,
    /// Which file.
    pub file: FileId,
    /// Why: the page or command.
    pub purpose: String,
}

/// The head of the chain: number and hash.
pub(crate) fn head(db: &mut Database, compartment: &CompartmentId) -> Result<(i64, [u8; 32]), Problem> {
    let row = db.one(
        "select seq, hash from read_log where compartment = $1 order by seq desc limit 1",
        &[compartment.bytes().into()],
    )?;
    Ok(row.map_or((0, [0; 32]), |r| (r.int(0), r.blob(1).try_into().unwrap_or([0; 32]))))
}

/// Hash of a record over the one before it.
pub(crate) fn hash(prev: &[u8; 32], compartment: &CompartmentId, read: &Read) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("relais 2026 read chain");
    hasher
        .update(prev)
        .update(compartment.bytes())
        .update(&read.seq.to_be_bytes())
        .update(&read.at.0.to_be_bytes());
    hasher.update(read.by.bytes()).update(read.file.bytes()).update(read.purpose.as_bytes());
    *hasher.finalize().as_bytes()
}

/// A row as a record.
pub(crate) fn from_row(row: &Row) -> Read {
    Read {
        seq: row.int(0),
        at: Stamp(row.int(1) as u64),
        by: MemberId::from_slice(row.blob(2)).unwrap_or_default(),
        file: FileId::from_slice(row.blob(3)).unwrap_or_default(),
        purpose: row.text(4).to_string(),
    }
}

/// Writes that `actor` opens `file`, and waits until that is on disk.
pub(crate) fn record(shelf: &Shelf, actor: &Actor, file: FileId, purpose: &str) -> Result<(), Problem> {
    record_all(shelf, actor, vec![file], purpose)
}

/// Writes that `actor` opens each of `files`, and waits until that is on disk: one flush for a whole list. A disk that is
/// full has let go of its spare room by the second try.
pub(crate) fn record_all(
    shelf: &Shelf,
    actor: &Actor,
    files: Vec<FileId>,
    purpose: &str,
) -> Result<(), Problem> {
    match recorded(shelf, actor, files.clone(), purpose) {
        Err(Problem::Full) => recorded(shelf, actor, files, purpose),
        other => other,
    }
}

fn recorded(shelf: &Shelf, actor: &Actor, files: Vec<FileId>, purpose: &str) -> Result<(), Problem> {
    #[cfg(feature = "test-rig")]
    if crate::rig::READ_WITHOUT_RECORD.get() {
        return Ok(());
    }
    let at = shelf.surroundings.now(shelf.charter().scene);
    let (by, purpose) = (actor.member, purpose.to_string());
    shelf.submit_reading(move |desk| {
        for file in files {
            let read = Read { seq: desk.reads.0 + 1, at, by, file, purpose: purpose.clone() };
            let hash = hash(&desk.reads.1, &desk.compartment, &read);
            desk.db.execute(
                "insert into read_log (compartment, seq, hash, at, by, file, purpose) values ($1, $2, $3, $4, $5, $6, $7)",
                &[
                    desk.compartment.bytes().into(),
                    read.seq.into(),
                    hash.as_slice().into(),
                    (read.at.0 as i64).into(),
                    read.by.bytes().into(),
                    read.file.bytes().into(),
                    read.purpose.as_str().into(),
                ],
            )?;
            desk.reads = (read.seq, hash);
        }
        Ok(())
    })
}

/// Every reading of one file, the first first; found by the index of files, however many others there are.
pub(crate) fn of_file(
    db: &mut Database,
    compartment: &CompartmentId,
    file: &FileId,
) -> Result<Vec<Read>, Problem> {
    let rows = db.query(
        "select seq, at, by, file, purpose from read_log where compartment = $1 and file = $2 order by seq",
        &[compartment.bytes().into(), file.bytes().into()],
    )?;
    Ok(rows.iter().map(from_row).collect())
}

impl Store {
    /// The latest readings in a compartment, newest first, below `before` where given. For those who audit.
    pub fn readings(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<Read>, Problem> {
        let shelf = self.shelf(actor, compartment)?;
        if !shelf.role(&actor.member).is_some_and(|r| r.audits()) {
            return Err(Problem::NotAllowed("see the log"));
        }
        shelf.with_reader(|reader| {
            let rows = reader.db.query(
                "select seq, at, by, file, purpose from read_log where compartment = $1 and seq < $2
                 order by seq desc limit $3",
                &[compartment.bytes().into(), before.unwrap_or(i64::MAX).into(), (limit as i64).into()],
            )?;
            Ok(rows.iter().map(from_row).collect())
        })
    }

    /// Who opened one file, newest first. For those who audit, and for those who answer for the file.
    pub fn readings_of(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        file: &FileId,
    ) -> Result<Vec<Read>, Problem> {
        let shelf = self.shelf(actor, compartment)?;
        if !shelf.role(&actor.member).is_some_and(|r| r.audits() || r.directs()) {
            return Err(Problem::NotAllowed("see the log"));
        }
        shelf.with_reader(|reader| {
            let rows = reader.db.query(
                "select seq, at, by, file, purpose from read_log where compartment = $1 and file = $2
                 order by seq desc limit 500",
                &[compartment.bytes().into(), file.bytes().into()],
            )?;
            Ok(rows.iter().map(from_row).collect())
        })
    }
}
