//! The writer of a compartment: one thread, one connection, group commit.
//!
//! Each job runs in a savepoint of its own; jobs waiting together share one COMMIT, and nobody is answered before it.

use crate::chain::Chain;
use crate::database::Database;
use crate::problem::Problem;
use crate::shelf::Shelf;
use crate::{derive, load};
use domain::compartment::{Charter, Judge};
use domain::entry::Entry;
use domain::file::File;
use domain::id::{CompartmentId, EntryId, FileId, NodeId};
use domain::planted::{Fault, planted};
use journal::keys::NodeKey;
use std::collections::{BTreeSet, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, PoisonError, Weak};
use std::thread::JoinHandle;

/// Most jobs in one commit: enough to share a flush among sixteen writers, few enough to answer soon.
const JOBS_PER_COMMIT: usize = 64;
/// Ids are random, so a writer touches pages all over its indexes; each one that is not at hand is read and deciphered
/// again. Readers keep SQLite's own two megabytes.
pub(crate) const CACHE: &str = "pragma cache_size = -32768";
/// Files whose entries stay in memory between jobs.
const FILES_KEPT: usize = 2_048;

/// Tells the waiting caller how it ended; called after the commit with its problem, if it failed.
type Answer = Box<dyn FnOnce(Option<&Problem>) + Send>;
/// A job: whether it went well, and the answer to give once that is on disk.
pub type Job = Box<dyn FnOnce(&mut Desk) -> (bool, Answer) + Send>;

/// What the writer's thread holds.
pub struct Desk {
    pub(crate) shelf: Weak<Shelf>,
    pub(crate) compartment: CompartmentId,
    pub(crate) node: NodeId,
    pub(crate) node_key: Arc<NodeKey>,
    pub(crate) db: Database,
    pub(crate) remote: Option<Database>,
    pub(crate) chain: Chain,
    pub(crate) charter: Arc<Charter>,
    /// Head of the read chain: sequence and hash.
    pub(crate) reads: (i64, [u8; 32]),
    /// Entries of files touched lately.
    pub(crate) recent: HashMap<FileId, Vec<Entry>>,
    /// Files touched by the running job, whose derived rows are due.
    pub(crate) touched: Vec<FileId>,
    /// The control file, once it is known.
    pub(crate) control: Option<FileId>,
    /// Who may write, by the control entries that are here; made again when one came.
    pub(crate) judge: Option<Judge>,
    /// Control entries, and the key that proved the signature of each: judged again, none of them is verified again.
    pub(crate) proved: HashMap<EntryId, Vec<u8>>,
    /// Whether entries of another node came in this commit.
    pub(crate) admitted: bool,
    /// Whether a control entry came that nobody has acted on yet.
    pub(crate) control_is_new: bool,
    /// Files this node has destroyed, once they were asked for.
    pub(crate) destroyed: Option<BTreeSet<FileId>>,
    /// Whether something was destroyed in this commit.
    pub(crate) shred: bool,
    #[cfg(feature = "test-rig")]
    pub(crate) skips_erasures: bool,
}

impl Desk {
    /// A desk over open databases.
    pub fn new(
        shelf: &Arc<Shelf>,
        mut db: Database,
        mut remote: Option<Database>,
        node_key: Arc<NodeKey>,
    ) -> Result<Desk, Problem> {
        db.batch(CACHE)?;
        db.pad_or_say();
        let chain = Chain::load(remote.as_mut().unwrap_or(&mut db), &shelf.id, &shelf.node)?;
        let reads = crate::read_log::head(&mut db, &shelf.id)?;
        Ok(Desk {
            shelf: Arc::downgrade(shelf),
            compartment: shelf.id,
            node: shelf.node,
            node_key,
            db,
            remote,
            chain,
            charter: Arc::default(),
            reads,
            recent: HashMap::new(),
            touched: Vec::new(),
            control: None,
            judge: None,
            proved: HashMap::new(),
            control_is_new: false,
            admitted: false,
            destroyed: None,
            shred: false,
            #[cfg(feature = "test-rig")]
            skips_erasures: false,
        })
    }

    /// The database that holds the journal.
    pub fn journal(&mut self) -> &mut Database {
        self.remote.as_mut().unwrap_or(&mut self.db)
    }

    /// The open compartment this desk belongs to.
    pub fn shelf(&self) -> Result<Arc<Shelf>, Problem> {
        self.shelf.upgrade().ok_or(Problem::Locked)
    }

    /// The entries of a file, from memory or from the journal.
    pub fn entries(&mut self, file: &FileId) -> Result<&mut Vec<Entry>, Problem> {
        if !self.recent.contains_key(file) {
            let shelf = self.shelf()?;
            let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
            let loaded = load::entries(&mut self.db, self.remote.as_mut(), &self.compartment, &keys, file)?;
            self.recent.insert(*file, loaded);
        }
        Ok(self.recent.entry(*file).or_default())
    }

    /// The fold of a file as this job sees it.
    pub fn file(&mut self, file: &FileId) -> Result<File, Problem> {
        Ok(File::fold(self.entries(file)?.clone()))
    }

    /// Reads the control file again, and which epoch is written with.
    pub fn read_charter(&mut self) -> Result<(), Problem> {
        if self.control_file(&[])?.is_none() {
            return Ok(());
        }
        let charter = Arc::new(self.judge()?.charter().clone());
        let shelf = self.shelf()?;
        let mut keys = shelf.keys.write().unwrap_or_else(PoisonError::into_inner);
        // The founding epoch goes by zeros. A key that is not the one announced was put in by somebody on the way: nothing
        // is ever written with it.
        let home = self.compartment;
        let named = |id: &EntryId| if id.0 == home.0 { EntryId::default() } else { *id };
        for (id, commitment) in &charter.epochs {
            let id = named(id);
            if keys.epochs.get(&id).is_some_and(|key| key.commitment().as_slice() != commitment) {
                keys.epochs.remove(&id);
            }
        }
        let at_hand: std::collections::HashSet<EntryId> = keys.epochs.keys().copied().collect();
        drop(keys);
        let newest = self.judge()?.newest_epoch(|id| at_hand.contains(&named(id)));
        let mut keys = shelf.keys.write().unwrap_or_else(PoisonError::into_inner);
        keys.current = newest.map(|id| named(&id)).unwrap_or_default();
        drop(keys);
        self.charter = charter.clone();
        *shelf.charter.write().unwrap_or_else(PoisonError::into_inner) = charter;
        Ok(())
    }

    /// Makes the derived rows of every touched file again.
    pub fn refold_touched(&mut self) -> Result<(), Problem> {
        while !self.touched.is_empty() {
            let mut touched = std::mem::take(&mut self.touched);
            touched.sort_unstable();
            touched.dedup();
            let (mut control, mut erases) = (false, false);
            for id in touched {
                let file = self.file(&id)?;
                control |= derive::file(&mut self.db, &self.compartment, &id, &file)?;
                erases |= derive::decides_on_erasure(&file);
            }
            if control {
                self.judge = None;
                self.read_charter()?;
                // Who may write has changed: what was held may count now, and the other way round.
                self.judge_again()?;
            }
            if erases {
                self.settle_erasures()?;
            }
        }
        Ok(())
    }

    pub(crate) fn each_database(&mut self, sql: &str) -> Result<(), Problem> {
        if let Some(remote) = &mut self.remote {
            remote.batch(sql)?;
        }
        self.db.batch(sql)
    }

    fn begin(&mut self) -> Result<(), Problem> {
        if let Some(remote) = &mut self.remote {
            remote.batch("begin")?;
        }
        self.db.batch("begin immediate")
    }

    /// One job in a savepoint. A panic is a failed job, not a lost writer.
    fn run(&mut self, job: Job) -> (bool, Answer) {
        let before = (self.chain, self.reads);
        if let Err(problem) = self.each_database("savepoint job") {
            let text = problem.to_string();
            // The job never ran: dropping it drops its sender, and the caller reads that as a lost writer.
            return (false, Box::new(move |_| drop(text)));
        }
        let done = catch_unwind(AssertUnwindSafe(|| job(self)));
        let (ok, answer) = done.unwrap_or_else(|_| (false, Box::new(|_| {})));
        if ok || planted(Fault::HalfWritten) {
            let _ = self.each_database("release savepoint job");
        } else {
            let _ = self.each_database("rollback to savepoint job; release savepoint job");
            (self.chain, self.reads) = before;
            self.forget();
        }
        (ok, answer)
    }

    /// Runs the jobs that wait and commits them together.
    fn commit(&mut self, jobs: Vec<Job>) {
        if let Err(problem) = self.begin().or_else(|_| self.reconnect().and_then(|()| self.begin())) {
            if let (Problem::Failing, Ok(shelf)) = (&problem, self.shelf()) {
                shelf.fails();
            }
            let text = problem.to_string();
            tracing::error!(problem = %text, "cannot begin");
            return;
        }
        let (before, reads) = (self.chain, self.reads);
        let ran: Vec<(bool, Answer)> = jobs.into_iter().map(|job| self.run(job)).collect();
        #[cfg(feature = "test-rig")]
        let ran = answered_early(ran);
        let committed = self.sign_tip(before.seq).and_then(|()| self.each_database("commit"));
        if committed.is_ok() {
            self.shred();
        }
        if matches!(committed, Err(Problem::Failing))
            && let Ok(shelf) = self.shelf()
        {
            shelf.fails();
        }
        let failed = committed.err();
        if failed.is_some() {
            let _ = self.each_database("rollback");
            (self.chain, self.reads) = (before, reads);
            self.recover();
        }
        if std::mem::take(&mut self.admitted)
            && let Ok(shelf) = self.shelf()
        {
            // A file may hold as many entries as before, and others: what is kept of it in memory is not it any more.
            shelf.forget_files();
        }
        for (ok, answer) in ran {
            answer(failed.as_ref().filter(|_| ok && !planted(Fault::FailureAnswered)));
        }
        if self.recent.len() > FILES_KEPT {
            self.recent.clear();
        }
        // On a full disk what the spare room left is for readings.
        if self.shelf().is_ok_and(|shelf| shelf.spare().there() && !shelf.failing()) {
            self.db.pad_or_say();
        }
    }

    /// A server that was started again knows nothing of this connection: a new one is opened, and what the journal holds
    /// is read again before anything more is written.
    fn reconnect(&mut self) -> Result<(), Problem> {
        if self.remote.is_none() {
            return Err(Problem::Database("the database cannot begin".into()));
        }
        let _ = self.db.batch("rollback");
        let address = self.shelf()?.door.journal.clone();
        self.remote = Some(Database::postgres(&address)?);
        self.recover();
        Ok(())
    }

    /// After a commit that failed: what is on disk is what counts. A journal in another database may have committed.
    fn recover(&mut self) {
        self.forget();
        let (compartment, node) = (self.compartment, self.node);
        if let Ok(chain) = Chain::load(self.journal(), &compartment, &node) {
            self.chain = Chain { stamp: self.chain.stamp, ..chain };
        }
        if let Ok(reads) = crate::read_log::head(&mut self.db, &compartment) {
            self.reads = reads;
        }
        if let Err(problem) = self.catch_up().and_then(|()| self.read_charter()) {
            tracing::error!(%problem, "cannot read what is on disk after a failed commit");
        }
    }

    /// Forgets whatever was read or noted within work that was not kept.
    pub(crate) fn forget(&mut self) {
        self.recent.clear();
        self.touched.clear();
        (self.control, self.judge, self.control_is_new) = (None, None, false);
        self.proved.clear();
        (self.destroyed, self.shred) = (None, false);
    }

    /// One signature for the commit: the chain covers the rest.
    pub(crate) fn sign_tip(&mut self, before: u64) -> Result<(), Problem> {
        if self.chain.seq == before {
            return Ok(());
        }
        let (seq, hash) = (self.chain.seq, self.chain.hash);
        let tip = journal::wire::sign_tip(&self.node_key, &self.compartment, &self.node, seq, &hash);
        let values = [
            self.compartment.bytes().into(),
            self.node.bytes().into(),
            (seq as i64).into(),
            tip.as_slice().into(),
        ];
        let changed = self.journal().execute(
            "update entry set tip = $4 where compartment = $1 and node = $2 and seq = $3",
            &values,
        )?;
        assert!(changed == 1, "BUG: the tip to sign is not in the journal");
        Ok(())
    }
}

/// The switch that breaks D1: everybody is answered before the commit.
#[cfg(feature = "test-rig")]
fn answered_early(ran: Vec<(bool, Answer)>) -> Vec<(bool, Answer)> {
    if !crate::rig::ANSWER_BEFORE_COMMIT.load(std::sync::atomic::Ordering::SeqCst) {
        return ran;
    }
    ran.into_iter().for_each(|(_, answer)| answer(None));
    Vec::new()
}

/// Starts the writer's thread. It ends when the shelf is closed.
pub fn start(shelf: Weak<Shelf>, mut desk: Desk, queue: Receiver<Job>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        while let Ok(first) = queue.recv() {
            let mut jobs = vec![first];
            while jobs.len() < JOBS_PER_COMMIT {
                match queue.try_recv() {
                    Ok(job) => jobs.push(job),
                    Err(_) => break,
                }
            }
            desk.commit(jobs);
        }
        // Nothing of the compartment stays readable in the write-ahead log once it is closed.
        let _ = desk.db.batch("pragma wal_checkpoint(truncate)");
        drop(shelf);
    })
}

impl Shelf {
    /// Hands a job to the writer and waits until it is on disk. One that failed gets none until it is opened again.
    pub fn submit<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Desk) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        // Asked when its turn comes: the disk may fail the job before it.
        self.submit_reading(|desk| if desk.shelf()?.failing() { Err(Problem::Failing) } else { work(desk) })
    }

    /// The same for a reading, which is recorded as long as the disk takes the record (nobody reads without one), and for a copy.
    pub(crate) fn submit_reading<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Desk) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (tell, told) = sync_channel::<Result<T, Problem>>(1);
        let job: Job = Box::new(move |desk| {
            let result = work(desk).and_then(|value| desk.refold_touched().map(|()| value));
            if matches!(result, Err(Problem::Failing))
                && let Ok(shelf) = desk.shelf()
            {
                shelf.fails();
            }
            let ok = result.is_ok();
            let answer: Answer = Box::new(move |failed| {
                let result = match failed {
                    Some(Problem::Full) => Err(Problem::Full),
                    Some(Problem::Failing) => Err(Problem::Failing),
                    Some(problem) => Err(Problem::Database(problem.to_string())),
                    None => result,
                };
                let _ = tell.send(result);
            });
            (ok, answer)
        });
        let sent = self.writer.lock().unwrap_or_else(PoisonError::into_inner).send(job);
        sent.map_err(|_| Problem::Locked)?;
        let told = told.recv().map_err(|_| Problem::Database("the write was not carried out".into()))?;
        if matches!(told, Err(Problem::Full)) {
            self.spare().release();
        }
        told
    }
}
