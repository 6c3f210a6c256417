//! A shelf: one compartment, open. Its keys, its writer, its readers, its charter.

use crate::break_glass::Window;
use crate::database::{Database, Value};
use crate::letter::inbox::Inbox;
use crate::load;
use crate::problem::Problem;
use crate::schema;
use crate::spare::Spare;
use crate::surroundings::Surroundings;
use crate::writer::{self, Desk};
use domain::compartment::{Charter, Role};
use domain::file::File;
use domain::id::{CompartmentId, EntryId, FileId, MemberId, NodeId};
use domain::planted::{Fault, planted};
use journal::keys::{EpochKey, InboxKeys, MemberKeys, NodeKey};
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;
use zeroize::Zeroizing;

/// Folded files kept in memory, per compartment: a screenful of recent ones, so that idle memory stays small.
const FILES_KEPT: usize = 512;
/// Readers kept open per compartment; more are opened under load and closed again.
const READERS_KEPT: usize = 3;
/// In the `wrap` table, where an epoch's id stands, these bytes mean the key of the inbox.
pub const INBOX_WRAP: [u8; 24] = [0xff; 24];

/// What it takes to open a compartment's databases.
#[derive(Clone)]
pub struct Door {
    /// Which.
    pub compartment: CompartmentId,
    /// The SQLCipher file.
    pub path: PathBuf,
    /// Its key as a pragma.
    pub pragma: Zeroizing<String>,
    /// Address of the PostgreSQL journal; empty when the journal lies in the same file.
    pub journal: String,
}

impl Door {
    /// Opens the local database and, where there is one, the journal's; takes in the copy of a journal that a restore left.
    pub fn databases(&self) -> Result<(Database, Option<Database>), Problem> {
        let mut local = Database::sqlite(&self.path, &self.pragma)?;
        local.whole()?;
        // Tables of another version may have other columns; what they held is made again from the journal.
        if local.version()? != schema::DERIVED_VERSION && !planted(Fault::OldTables) {
            local.let_go(&schema::DERIVED)?;
        }
        if self.journal.is_empty() {
            local.define(&[schema::JOURNAL, schema::READS, schema::DERIVED_DDL])?;
            crate::journal_copy::take_in(&mut local, &self.path)?;
            return Ok((local, None));
        }
        local.define(&[schema::READS, schema::DERIVED_DDL])?;
        let mut journal = Database::postgres(&self.journal)?;
        journal.define(&[schema::JOURNAL])?;
        crate::journal_copy::take_in(&mut journal, &self.path)?;
        Ok((local, Some(journal)))
    }
}

/// The keys of a compartment, in memory only.
pub struct Keyring {
    /// Epoch keys by the id of their rotation entry (zeros: the founding epoch).
    pub epochs: HashMap<EntryId, EpochKey>,
    /// The epoch that is written with.
    pub current: EntryId,
    /// The inbox.
    pub inbox: InboxKeys,
}

impl Keyring {
    /// The key of an epoch.
    pub fn epoch(&self, id: &EntryId) -> Result<&EpochKey, Problem> {
        self.epochs.get(id).ok_or(Problem::Unknown("key for this epoch"))
    }
}

/// A folded file with the number of entries and the latest stamp it was folded at.
type Kept = (i64, u64, Arc<File>);

/// An open compartment.
pub struct Shelf {
    /// Which.
    pub id: CompartmentId,
    /// How to open more readers.
    pub door: Door,
    /// This node.
    pub node: NodeId,
    /// The control file, read.
    pub charter: RwLock<Arc<Charter>>,
    /// Keys.
    pub keys: RwLock<Keyring>,
    /// Jobs for the writer.
    pub writer: Mutex<Sender<writer::Job>>,
    /// The writer's thread, for whoever waits until the compartment is closed.
    pub thread: Mutex<Option<JoinHandle<()>>>,
    /// Idle readers.
    pub readers: Mutex<Vec<Reader>>,
    files: Mutex<HashMap<FileId, Kept>>,
    /// Whether the disk failed since it was opened.
    failing: AtomicBool,
    /// What waits in the inbox, as last read.
    pub(crate) inbox: Mutex<Inbox>,
    /// Members who have unlocked it here: a new epoch's key is wrapped to one of them.
    pub(crate) holders: Mutex<Vec<Arc<MemberKeys>>>,
    /// Who sees it by break-glass.
    pub(crate) windows: Mutex<Vec<Window>>,
    /// Verifying keys of those this node knows, for entries that travelled.
    pub(crate) known: RwLock<BTreeMap<MemberId, Vec<u8>>>,
    /// Clock and randomness.
    pub surroundings: Surroundings,
}

/// One pair of connections for reading.
pub struct Reader {
    /// The local database.
    pub db: Database,
    /// The journal, where it lies elsewhere.
    pub remote: Option<Database>,
}

/// The context every wrap of a compartment's keys is bound to.
pub fn wrap_context(compartment: &CompartmentId, epoch: &[u8; 24], member: &MemberId) -> Vec<u8> {
    [b"relais wrap".as_slice(), compartment.bytes(), epoch, member.bytes()].concat()
}

impl Shelf {
    /// Opens a compartment for a member who holds its door, and starts its writer.
    pub fn open(
        door: Door,
        node: NodeId,
        node_key: Arc<NodeKey>,
        keys: Arc<MemberKeys>,
        surroundings: Surroundings,
    ) -> Result<Arc<Shelf>, Problem> {
        let (mut db, mut remote) = door.databases()?;
        let keyring = keyring(remote.as_mut().unwrap_or(&mut db), &door.compartment, &keys)?;
        Shelf::started(door, node, node_key, (db, remote), keyring, vec![keys], surroundings)
    }

    /// Opens a compartment with keys that two members took out of a break-glass box together. Nobody holds it by that.
    pub(crate) fn open_with(
        door: Door,
        node: NodeId,
        node_key: Arc<NodeKey>,
        keyring: Keyring,
        surroundings: Surroundings,
    ) -> Result<Arc<Shelf>, Problem> {
        let databases = door.databases()?;
        Shelf::started(door, node, node_key, databases, keyring, Vec::new(), surroundings)
    }

    fn started(
        door: Door,
        node: NodeId,
        node_key: Arc<NodeKey>,
        (db, remote): (Database, Option<Database>),
        keyring: Keyring,
        holders: Vec<Arc<MemberKeys>>,
        surroundings: Surroundings,
    ) -> Result<Arc<Shelf>, Problem> {
        let (jobs, queue) = std::sync::mpsc::channel();
        let shelf = Arc::new(Shelf {
            id: door.compartment,
            door,
            node,
            charter: RwLock::default(),
            keys: RwLock::new(keyring),
            writer: Mutex::new(jobs),
            thread: Mutex::default(),
            readers: Mutex::default(),
            files: Mutex::default(),
            failing: AtomicBool::default(),
            inbox: Mutex::default(),
            holders: Mutex::new(holders),
            windows: Mutex::default(),
            known: RwLock::default(),
            surroundings,
        });
        let mut desk = Desk::new(&shelf, db, remote, node_key)?;
        desk.catch_up()?;
        desk.read_charter()?;
        desk.retry_unread()?;
        desk.settle_at_opening()?;
        let thread = writer::start(Arc::downgrade(&shelf), desk, queue);
        *shelf.thread.lock().unwrap_or_else(PoisonError::into_inner) = Some(thread);
        Ok(shelf)
    }

    /// The room that is kept free beside this compartment.
    pub(crate) fn spare(&self) -> Spare {
        Spare::of(self.door.path.parent().and_then(|shelves| shelves.parent()).unwrap_or(&self.door.path))
    }

    /// Whether the disk failed since it was opened: nothing but readings is written.
    pub(crate) fn failing(&self) -> bool {
        self.failing.load(Ordering::SeqCst) && !planted(Fault::FailureForgotten)
    }

    /// The disk failed.
    pub(crate) fn fails(&self) {
        if !self.failing.swap(true, Ordering::SeqCst) {
            tracing::error!("the disk failed: nothing more is written until it is opened again");
        }
    }

    /// Another member has unlocked it here.
    pub(crate) fn hold(&self, keys: &Arc<MemberKeys>) -> Result<(), Problem> {
        let empty = self.holders.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
        if empty {
            // It was open by break-glass only: whoever holds it may have keys that the box did not.
            let theirs =
                self.with_reader(|r| keyring(r.remote.as_mut().unwrap_or(&mut r.db), &self.id, keys))?;
            let mut all = self.keys.write().unwrap_or_else(PoisonError::into_inner);
            for (id, key) in theirs.epochs {
                all.epochs.entry(id).or_insert(key);
            }
        }
        let mut holders = self.holders.lock().unwrap_or_else(PoisonError::into_inner);
        if holders.iter().all(|h| h.member() != keys.member()) {
            holders.push(keys.clone());
        }
        drop(holders);
        if !empty {
            return Ok(());
        }
        self.submit(|desk| {
            desk.read_charter()?;
            desk.retry_unread()
        })
    }

    /// The epoch that is written with.
    pub(crate) fn epoch(&self) -> EntryId {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).current
    }

    /// Forgets the folds kept in memory.
    pub(crate) fn forget_files(&self) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The charter as it stands.
    pub fn charter(&self) -> Arc<Charter> {
        self.charter.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What `member` may do here.
    pub fn role(&self, member: &MemberId) -> Option<Role> {
        self.charter().role(member)
    }

    /// Runs `f` with a reader.
    pub fn with_reader<T>(&self, f: impl FnOnce(&mut Reader) -> Result<T, Problem>) -> Result<T, Problem> {
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => {
                let remote = (!self.door.journal.is_empty())
                    .then(|| Database::postgres(&self.door.journal))
                    .transpose()?;
                Reader { db: Database::sqlite(&self.door.path, &self.door.pragma)?, remote }
            }
        };
        let result = f(&mut reader);
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(result, Err(Problem::Database(_) | Problem::Failing | Problem::Unreadable { .. })) {
            // The connection may be gone for good (a server that was started again), and with it those that stand idle: the
            // next reader opens its own.
            readers.clear();
            return result;
        }
        if readers.len() < READERS_KEPT {
            readers.push(reader);
        }
        result
    }

    /// The ciphertext of an attachment; `None` where this compartment does not hold it.
    pub(crate) fn sealed_attachment(
        &self,
        reader: &mut Reader,
        address: &str,
    ) -> Result<Option<Vec<u8>>, Problem> {
        let address = crate::transfer::unhex(address)?;
        let journal = reader.remote.as_mut().unwrap_or(&mut reader.db);
        let row = journal.one(
            "select bytes from attachment where compartment = $1 and address = $2",
            &[self.id.bytes().into(), address.as_slice().into()],
        )?;
        Ok(row.map(|row| row.blob(0).to_vec()))
    }

    /// A file as it stands, from memory when nothing was written to it since.
    pub fn file(&self, reader: &mut Reader, id: &FileId) -> Result<Arc<File>, Problem> {
        let row = reader.db.one(
            "select entries, stamp from file where compartment = $1 and file = $2",
            &[self.id.bytes().into(), id.bytes().into()],
        )?;
        let row = row.ok_or(Problem::Unknown("file"))?;
        let (entries, stamp) = (row.int(0), row.int(1) as u64);
        if let Some(kept) = self.files.lock().unwrap_or_else(PoisonError::into_inner).get(id)
            && kept.0 == entries
            && kept.1 == stamp
        {
            return Ok(kept.2.clone());
        }
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        let journal = reader.remote.as_mut();
        let loaded = load::entries(&mut reader.db, journal, &self.id, &keys, id)?;
        let file = Arc::new(File::fold(loaded));
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if files.len() >= FILES_KEPT {
            files.clear();
        }
        files.insert(*id, (entries, stamp, file.clone()));
        Ok(file)
    }
}

/// Unwraps a compartment's keys for a member. A wrap that does not open is passed over: it may have been altered on its
/// way here. Whether a key is the one that was announced is looked at when the control file is read.
fn keyring(
    journal: &mut Database,
    compartment: &CompartmentId,
    keys: &MemberKeys,
) -> Result<Keyring, Problem> {
    let member = keys.member();
    let values: [Value; 2] = [compartment.bytes().into(), member.bytes().into()];
    let rows =
        journal.query("select epoch, bytes from wrap where compartment = $1 and member = $2", &values)?;
    let mut epochs = HashMap::new();
    let mut inbox = None;
    for row in rows {
        let Some(epoch) = EntryId::from_slice(row.blob(0)) else { continue };
        let context = wrap_context(compartment, &epoch.0, &member);
        let Ok(secret) = keys.unwrap(&context, row.blob(1)) else { continue };
        if epoch.0 == INBOX_WRAP {
            inbox = InboxKeys::from_secret(&secret).ok();
        } else if let Ok(key) = EpochKey::from_bytes(&secret) {
            epochs.insert(epoch, key);
        }
    }
    let inbox = inbox.ok_or(Problem::Unknown("compartment"))?;
    Ok(Keyring { epochs, current: EntryId::default(), inbox })
}
