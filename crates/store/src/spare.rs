//! Room kept free for the day the disk is full: a file of zeros beside the databases, let go of when a write finds no room.
//! What it leaves is for readings to be recorded, so that files can still be read and taken elsewhere; nothing else is
//! written until there is room for it again.

use crate::problem::Problem;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Name of the file in the node's folder.
const SPARE: &str = "spare";
/// Bytes kept: as many as a write-ahead log takes before SQLite begins it anew (1,000 pages of 4 KiB).
const BYTES: usize = 4 << 20;

/// The room of one node.
pub(crate) struct Spare(PathBuf);

impl Spare {
    /// Of the node in this folder.
    pub fn of(node: &Path) -> Spare {
        Spare(node.join(SPARE))
    }

    /// Whether it is kept at the moment.
    pub fn there(&self) -> bool {
        self.0.exists()
    }

    /// Whether there is room to write: the spare is there, or could be made again.
    pub fn room(&self) -> Result<(), Problem> {
        if self.there() {
            return Ok(());
        }
        let made = fs::File::create(&self.0).and_then(|mut file| {
            file.write_all(&vec![0; BYTES])?;
            file.sync_all()
        });
        made.map_err(|source| {
            self.release();
            if source.kind() == std::io::ErrorKind::StorageFull { Problem::Full } else { source.into() }
        })
    }

    /// Lets go of it: a write found no room.
    pub fn release(&self) {
        if let Err(source) = fs::remove_file(&self.0)
            && source.kind() != std::io::ErrorKind::NotFound
        {
            tracing::error!(%source, "the disk is full, and the spare room cannot be let go of");
        }
    }
}
