//! What can go wrong behind the door, as one type. The edge turns it into words, a status and a hint.

use domain::planted::{Fault, planted};
use domain::refusal::Refusal;

/// A problem of the store.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// Nobody has unlocked this node, or the actor's session is over.
    #[error("the node is locked")]
    Locked,
    /// No such thing, or not for this actor: the two are not told apart.
    #[error("there is no such {0}")]
    Unknown(&'static str),
    /// The actor's role does not allow the act.
    #[error("this role may not {0}")]
    NotAllowed(&'static str),
    /// A rule refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Name or passphrase is wrong; which one is not said.
    #[error("name or passphrase is wrong")]
    WrongPassphrase,
    /// There is already a node here.
    #[error("there is already a node in {0}")]
    AlreadyThere(String),
    /// There is no node here.
    #[error("there is no node in {0}")]
    NoNode(String),
    /// Another process holds this node.
    #[error("another process has this node open")]
    InUse,
    /// A stored entry does not prove.
    #[error("entry {seq} of node {node} in compartment {compartment} is damaged: {what}")]
    Damaged {
        /// In which compartment.
        compartment: String,
        /// Written by which node.
        node: String,
        /// Its sequence number there.
        seq: i64,
        /// What does not prove.
        what: String,
    },
    /// The database file cannot be read.
    #[error("the database {file} cannot be read: {what}")]
    Unreadable {
        /// Name of the file.
        file: String,
        /// What the database says, without content.
        what: String,
    },
    /// The database refuses.
    #[error("database: {0}")]
    Database(String),
    /// The journal refuses.
    #[error("journal: {0}")]
    Journal(String),
    /// A page does not seal or open.
    #[error("notebook: {0}")]
    Notebook(String),
    /// A bundle does not open, or may not be taken in.
    #[error("bundle: {0}")]
    Bundle(String),
    /// The disk is full. Reading goes on; nothing is written until there is room.
    #[error("the disk is full: nothing of this was written")]
    Full,
    /// The disk failed while something was written. Nothing more is written until the node is opened again: after a flush that
    /// failed, a second one that succeeds proves nothing about the first.
    #[error(
        "the disk failed: whether this was written is not certain, and nothing more is until Relais is opened again"
    )]
    Failing,
    /// The disk refuses. What was being written is not acknowledged.
    #[error("disk: {0}")]
    Disk(#[from] std::io::Error),
    /// Too many members for the keyslots.
    #[error("all 16 keyslots of this node are taken")]
    SlotsFull,
}

impl From<rusqlite::Error> for Problem {
    fn from(e: rusqlite::Error) -> Problem {
        // The index of a log that cannot grow is a full disk by another name.
        if e.sqlite_error().is_some_and(|e| e.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE) {
            return Problem::Full;
        }
        // SQLite's message may quote values; the code alone never does.
        match e.sqlite_error_code() {
            Some(code @ (rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase)) => {
                Problem::Unreadable { file: String::new(), what: format!("{code:?}") }
            }
            Some(rusqlite::ErrorCode::DiskFull) => Problem::Full,
            Some(rusqlite::ErrorCode::SystemIoFailure) => Problem::Failing,
            Some(code) => Problem::Database(format!("{code:?}")),
            None => Problem::Database(e.to_string()),
        }
    }
}

impl Problem {
    /// With the name of the file that cannot be read, where whoever saw it did not know.
    pub(crate) fn of_file(self, name: impl FnOnce() -> String) -> Problem {
        match self {
            Problem::Unreadable { file, what } if file.is_empty() && !planted(Fault::DamageUnnamed) => {
                Problem::Unreadable { file: name(), what }
            }
            other => other,
        }
    }
}

impl From<postgres::Error> for Problem {
    fn from(e: postgres::Error) -> Problem {
        Problem::Database(match e.code() {
            Some(code) => format!("PostgreSQL {}", code.code()),
            None => "PostgreSQL is out of reach".to_string(),
        })
    }
}

impl From<journal::keyslot::KeyslotProblem> for Problem {
    fn from(e: journal::keyslot::KeyslotProblem) -> Problem {
        use journal::keyslot::KeyslotProblem as K;
        match e {
            K::Full => Problem::SlotsFull,
            K::Refused => Problem::WrongPassphrase,
            other => Problem::Journal(other.to_string()),
        }
    }
}

impl From<journal::wire::WireProblem> for Problem {
    fn from(e: journal::wire::WireProblem) -> Problem {
        Problem::Journal(e.to_string())
    }
}

impl From<journal::notebook::NotebookProblem> for Problem {
    fn from(e: journal::notebook::NotebookProblem) -> Problem {
        Problem::Notebook(e.to_string())
    }
}

impl From<journal::keys::KeyProblem> for Problem {
    fn from(e: journal::keys::KeyProblem) -> Problem {
        Problem::Journal(e.to_string())
    }
}
