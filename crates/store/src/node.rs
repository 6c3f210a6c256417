//! The node: keyslots, its own small database, and the shelves that are open. Starts locked.

use crate::actor::Actor;
use crate::database::{Database, Value};
use crate::folder::{lock, private};
use crate::problem::Problem;
use crate::schema;
use crate::shelf::{Door, Shelf};
use crate::slot::Slot;
use crate::spare::Spare;
use crate::surroundings::Surroundings;
use crate::tracing::Known;
use domain::compartment::{Charter, Kind, Role, Scene};
use domain::entry::Stamp;
use domain::id::{CompartmentId, MemberId, NodeId};
use domain::planted::{Fault, planted};
use journal::chance::random;
use journal::keys::{DatabaseKey, MemberKeys, NodeKey};
use journal::keyslot::{Cost, Keyslots};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use zeroize::Zeroizing;

/// File of the keyslots within the data folder.
pub(crate) const KEYS_FILE: &str = "keys";
/// The node's own database.
const NODE_FILE: &str = "node.db";
/// What this node relays and has not been let into, sealed as it came.
pub(crate) const WAITING_FILE: &str = "waiting.db";
/// Folder of the compartments' databases.
pub(crate) const SHELVES: &str = "c";

/// How a node is set up.
pub struct Setup {
    /// Name of the first member, the keeper.
    pub keeper: String,
    /// Their passphrase.
    pub passphrase: Zeroizing<String>,
    /// Cost of a guess.
    pub cost: Cost,
    /// Address of a PostgreSQL journal for the compartments founded here; empty for SQLCipher.
    pub journal: String,
}

/// A compartment as its members see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompartmentInfo {
    /// Which.
    pub id: CompartmentId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// Which scene.
    pub scene: Scene,
    /// What the asking member may do there.
    pub role: Role,
    /// Until when the member sees it by break-glass, where that is how they see it: as a reader, and less.
    pub glass_until: Option<Stamp>,
    /// Its members, their roles, whether they are active.
    pub members: Vec<(MemberId, String, Role, bool)>,
}

/// What is in memory while somebody has unlocked the node.
pub(crate) struct Unlocked {
    pub(crate) node: NodeId,
    pub(crate) node_key: Arc<NodeKey>,
    pub(crate) database_key: Zeroizing<Vec<u8>>,
    pub(crate) db: Database,
    /// Journals of compartments that are not open here: ciphertext in an encrypted database.
    pub(crate) waiting: Database,
    pub(crate) shelves: BTreeMap<CompartmentId, Arc<Shelf>>,
    /// Who is known, for tracing: gone with the keys.
    pub(crate) known: Known,
    /// The disk failed the node's own databases since they were opened.
    failing: bool,
}

/// A node on this disk.
pub struct Store {
    pub(crate) dir: PathBuf,
    pub(crate) surroundings: Surroundings,
    pub(crate) unlocked: Mutex<Option<Unlocked>>,
    pub(crate) keyslots: RwLock<Keyslots>,
    /// Held while this node says how far it knows what: one word after another.
    pub(crate) words: Mutex<()>,
    _lock: fs::File,
}

impl Store {
    /// Makes a node in `dir` with one member, its keeper.
    ///
    /// # Errors
    /// When there is a node already, or the disk refuses.
    pub fn init(dir: &Path, setup: &Setup, surroundings: Surroundings) -> Result<(Store, Actor), Problem> {
        if dir.join(KEYS_FILE).exists() {
            return Err(Problem::AlreadyThere(dir.display().to_string()));
        }
        fs::create_dir_all(dir.join(SHELVES))?;
        private(dir)?;
        let lock = lock(dir)?;
        let mut chance = surroundings.chance();
        let node_key = Arc::new(NodeKey::generate(&mut chance));
        let node = node_key.node();
        let database_key = Zeroizing::new(random::<32>(&mut chance).to_vec());
        let mut db = Database::sqlite(&dir.join(NODE_FILE), &pragma(&database_key)?)?;
        db.define(&[schema::NODE])?;
        set(&mut db, "journal", &setup.journal)?;
        db.pad()?;
        let keyslots = Keyslots::new(setup.cost, &mut chance);
        let waiting = waiting(dir, &database_key)?;
        let (shelves, known) = (BTreeMap::new(), Known::default());
        let unlocked = Unlocked { node, node_key, database_key, db, waiting, shelves, known, failing: false };
        let store = Store {
            dir: dir.to_path_buf(),
            surroundings,
            unlocked: Mutex::new(Some(unlocked)),
            keyslots: RwLock::new(keyslots),
            words: Mutex::default(),
            _lock: lock,
        };
        let actor = store.enrol(&setup.keeper, &setup.passphrase)?;
        Ok((store, actor))
    }

    /// Opens the node in `dir`, locked.
    pub fn open(dir: &Path, surroundings: Surroundings) -> Result<Store, Problem> {
        let Ok(bytes) = fs::read(dir.join(KEYS_FILE)) else {
            return Err(Problem::NoNode(dir.display().to_string()));
        };
        let lock = lock(dir)?;
        Ok(Store {
            dir: dir.to_path_buf(),
            surroundings,
            unlocked: Mutex::new(None),
            keyslots: RwLock::new(Keyslots::from_bytes(&bytes)?),
            words: Mutex::default(),
            _lock: lock,
        })
    }

    /// Whether anybody has unlocked it.
    pub fn is_locked(&self) -> bool {
        self.unlocked.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }

    /// Unlocks the node for a member and opens the compartments granted to them.
    ///
    /// # Errors
    /// [`Problem::WrongPassphrase`], the same for a wrong name.
    pub fn unlock(&self, name: &str, passphrase: &str) -> Result<Actor, Problem> {
        match self.unlocks(name, passphrase) {
            // A full disk has no room for the log that a database opens with; the spare room is what it is kept for.
            Err(Problem::Full | Problem::Database(_)) if self.spare().there() => {
                self.lock();
                self.spare().release();
                self.unlocks(name, passphrase)
            }
            other => other,
        }
    }

    /// The room that is kept free in this node's folder.
    fn spare(&self) -> Spare {
        Spare::of(&self.dir)
    }

    /// Whether there is room to write anything but what was read, on a disk that has not failed since it was opened.
    ///
    /// # Errors
    /// [`Problem::Full`], [`Problem::Failing`].
    pub(crate) fn room(&self) -> Result<(), Problem> {
        if self.failing() {
            return Err(Problem::Failing);
        }
        self.spare().room()
    }

    /// Whether the disk failed a compartment, or the node's own databases, since they were opened.
    fn failing(&self) -> bool {
        let guard = self.unlocked.lock().unwrap_or_else(PoisonError::into_inner);
        guard.as_ref().is_some_and(|u| u.failing || u.shelves.values().any(|shelf| shelf.failing()))
    }

    fn unlocks(&self, name: &str, passphrase: &str) -> Result<Actor, Problem> {
        let secret = self.keyslots.read().unwrap_or_else(PoisonError::into_inner).open(name, passphrase)?;
        let slot = Slot::from_bytes(&secret)?;
        let mut guard = self.unlocked.lock().unwrap_or_else(PoisonError::into_inner);
        if guard.is_none() {
            let mut db = Database::sqlite(&self.dir.join(NODE_FILE), &pragma(&slot.database_key)?)?;
            db.whole()?;
            db.define(&[schema::NODE])?;
            db.pad_or_say();
            let (node, node_key) = self.writes_as(&mut db, &slot)?;
            *guard = Some(Unlocked {
                node,
                node_key,
                database_key: slot.database_key.clone(),
                db,
                waiting: waiting(&self.dir, &slot.database_key)?,
                shelves: BTreeMap::new(),
                known: Known::default(),
                failing: false,
            });
        }
        let unlocked = guard.as_mut().ok_or(Problem::Locked)?;
        let row =
            unlocked.db.one("select name from member where member = $1", &[slot.member.bytes().into()])?;
        let name = row.map(|r| r.text(0).to_string()).ok_or(Problem::WrongPassphrase)?;
        let keys = MemberKeys::from_secret(slot.member, &slot.keys)?;
        let actor = Actor { member: slot.member, name, keys: Arc::new(keys) };
        drop(guard);
        self.open_doors(&actor)?;
        if self.failing() {
            // What is due is written once it is opened again; until then they read.
            return Ok(actor);
        }
        self.join_restored(&actor)?;
        self.resume_transfers(&actor)?;
        self.confirm_erasures(&actor)?;
        self.tend_referrals(&actor)?;
        Ok(actor)
    }

    /// Closes every shelf and forgets every key. Returns when what was being written is on disk and the databases are
    /// closed.
    pub fn lock(&self) {
        let gone = self.unlocked.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(gone) = gone else { return };
        let take = |s: &Arc<Shelf>| s.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        let writers: Vec<_> = gone.shelves.values().filter_map(take).collect();
        drop(gone);
        // A writer that panicked has nothing open any more.
        writers.into_iter().for_each(|writer| drop(writer.join()));
    }

    /// Opens whatever the member was granted and is not open yet.
    pub fn open_doors(&self, actor: &Actor) -> Result<(), Problem> {
        let mut guard = self.unlocked.lock().unwrap_or_else(PoisonError::into_inner);
        let unlocked = guard.as_mut().ok_or(Problem::Locked)?;
        let rows = unlocked.db.query(
            "select c.compartment, c.path, c.journal, d.bytes from door d join compartment c
             on c.compartment = d.compartment where d.member = $1",
            &[actor.member.bytes().into()],
        )?;
        for row in rows {
            let Some(id) = CompartmentId::from_slice(row.blob(0)) else { continue };
            if let Some(shelf) = unlocked.shelves.get(&id) {
                match shelf.hold(&actor.keys) {
                    // Removed at another node, as below.
                    Ok(()) | Err(Problem::Unknown(_)) => continue,
                    Err(other) => return Err(other),
                }
            }
            let key = actor.keys.unwrap(&crate::found::door_context(&id, &actor.member), row.blob(3))?;
            let door = Door {
                compartment: id,
                path: self.dir.join(SHELVES).join(row.text(1)),
                pragma: pragma(&key)?,
                journal: row.text(2).to_string(),
            };
            let shelf = Shelf::open(
                door,
                unlocked.node,
                unlocked.node_key.clone(),
                actor.keys.clone(),
                self.surroundings.clone(),
            );
            match shelf {
                Ok(shelf) => drop(unlocked.shelves.insert(id, shelf)),
                // Somebody who was removed at another node has no key for what came after: this one stays shut for
                // them, and every other opens.
                Err(Problem::Unknown(_)) => {}
                Err(other) => return Err(other),
            }
        }
        drop(guard);
        self.refresh_known()
    }

    /// A compartment the actor belongs to; for anybody else it does not exist.
    pub(crate) fn shelf(&self, actor: &Actor, id: &CompartmentId) -> Result<Arc<Shelf>, Problem> {
        let guard = self.unlocked.lock().unwrap_or_else(PoisonError::into_inner);
        let shelf = guard.as_ref().ok_or(Problem::Locked)?.shelves.get(id).cloned();
        let in_it = |s: &Arc<Shelf>| s.role(&actor.member).is_some() || planted(Fault::EverybodyReads);
        shelf.filter(in_it).ok_or(Problem::Unknown("compartment"))
    }

    /// Every open compartment the actor belongs to in a role that `may`.
    pub(crate) fn shelves(&self, actor: &Actor, may: fn(Role) -> bool) -> Result<Vec<Arc<Shelf>>, Problem> {
        let guard = self.unlocked.lock().unwrap_or_else(PoisonError::into_inner);
        let all = guard.as_ref().ok_or(Problem::Locked)?.shelves.values();
        let everybody = planted(Fault::EverybodyReads);
        Ok(all.filter(|s| everybody || s.role(&actor.member).is_some_and(may)).cloned().collect())
    }

    /// The compartments the actor belongs to, or sees by break-glass, by name.
    pub fn compartments(&self, actor: &Actor) -> Result<Vec<CompartmentInfo>, Problem> {
        let mut found: Vec<CompartmentInfo> =
            self.sights(actor, |_| true)?.iter().filter_map(|s| info(s, &actor.member)).collect();
        found.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Ok(found)
    }

    /// Runs `f` with the node's own database.
    pub(crate) fn with_node<T>(
        &self,
        f: impl FnOnce(&mut Unlocked) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let mut guard = self.unlocked.lock().unwrap_or_else(PoisonError::into_inner);
        let unlocked = guard.as_mut().ok_or(Problem::Locked)?;
        let changes = |u: &Unlocked| u.db.changes() + u.waiting.changes();
        let before = changes(unlocked);
        let done = f(unlocked);
        unlocked.failing |= matches!(done, Err(Problem::Failing));
        let done = done?;
        // What only reads leaves the files as long as they are.
        if changes(unlocked) > before && self.spare().there() {
            unlocked.db.pad_or_say();
            unlocked.waiting.pad_or_say();
        }
        Ok(done)
    }

    /// Fresh random bytes for a session: unguessable, never stored.
    pub fn token(&self) -> [u8; 32] {
        random(&mut self.surroundings.chance())
    }

    /// A setting of this node, such as the stated dates of a demonstration.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Problem> {
        self.with_node(|u| setting(&mut u.db, name))
    }

    /// Changes a setting.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<(), Problem> {
        self.with_node(|u| set(&mut u.db, name, value))
    }

    /// Today, in that scene.
    pub fn today(&self, scene: Scene) -> jiff::civil::Date {
        self.surroundings.today(scene)
    }

    /// The data folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.lock();
    }
}

fn info(shelf: &Shelf, member: &MemberId) -> Option<CompartmentInfo> {
    let charter: Arc<Charter> = shelf.charter();
    Some(CompartmentInfo {
        id: shelf.id,
        name: charter.name.clone(),
        kind: charter.kind?,
        scene: charter.scene,
        role: shelf.sees(member)?,
        glass_until: shelf.glass(member).filter(|_| charter.role(member).is_none()),
        members: charter.members.iter().map(|(id, m)| (*id, m.name.clone(), m.role, m.active)).collect(),
    })
}

fn waiting(dir: &Path, key: &[u8]) -> Result<Database, Problem> {
    let mut waiting = Database::sqlite(&dir.join(WAITING_FILE), &pragma(key)?)?;
    waiting.whole()?;
    waiting.define(&[schema::JOURNAL])?;
    waiting.pad_or_say();
    Ok(waiting)
}

pub(crate) fn pragma(key: &[u8]) -> Result<Zeroizing<String>, Problem> {
    Ok(DatabaseKey::from_bytes(key)?.as_pragma())
}

pub(crate) fn setting(db: &mut Database, name: &str) -> Result<Option<String>, Problem> {
    Ok(db.one("select value from setting where name = $1", &[name.into()])?.map(|r| r.text(0).to_string()))
}

pub(crate) fn set(db: &mut Database, name: &str, value: &str) -> Result<(), Problem> {
    let values: [Value; 2] = [name.into(), value.into()];
    let sql = "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value";
    db.execute(sql, &values).map(|_| ())
}
