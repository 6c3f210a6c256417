//! Several nodes that meet: each in a folder of its own, with one member, joined by lines that can be cut.

use crate::cast::PASSPHRASE;
use crate::clock::FakeClock;
use crate::house::{Backing, FIRST_DAY, setup};
use domain::compartment::{Kind, Role, Scene};
use domain::id::{CompartmentId, NodeId};
use journal::chance::Seeded;
use std::path::PathBuf;
use std::sync::Arc;
use store::{Actor, Card, Line, Lost, Met, Store, Surroundings};

/// A node with one member.
pub struct Post {
    store: Option<Store>,
    folder: tempfile::TempDir,
    /// The clock of this node.
    pub clock: FakeClock,
    /// Its member.
    pub actor: Actor,
    name: String,
    seed: u64,
}

impl Post {
    /// A fresh node whose member bears `name`.
    ///
    /// # Panics
    /// When the disk or the database refuses.
    pub fn new(name: &str, backing: Backing, seed: u64) -> Post {
        let folder = tempfile::tempdir().expect("a folder for a test");
        let clock = FakeClock::at(FIRST_DAY);
        let setup = setup(name, backing);
        let surroundings = Surroundings::new(Arc::new(clock.clone()), Seeded::new(seed));
        let (store, actor) =
            Store::init(&folder.path().join("node"), &setup, surroundings).expect("a new node");
        Post { store: Some(store), folder, clock, actor, name: name.into(), seed }
    }

    /// The store.
    ///
    /// # Panics
    /// While it is closed.
    pub fn store(&self) -> &Store {
        self.store.as_ref().expect("the node is closed")
    }

    /// The folder of the node.
    pub fn dir(&self) -> PathBuf {
        self.folder.path().join("node")
    }

    /// Closes the node and opens it again, as after a process that ended.
    ///
    /// # Panics
    /// When it does not open.
    pub fn reopen(&mut self) {
        self.close();
        self.open();
        self.unlocks();
    }

    /// Closes the node.
    pub fn close(&mut self) {
        self.store = None;
    }

    /// Opens the node again, locked.
    ///
    /// # Panics
    /// When it does not open.
    pub fn open(&mut self) {
        self.seed = self.seed.wrapping_add(0x9e37_79b9);
        let surroundings = Surroundings::new(Arc::new(self.clock.clone()), Seeded::new(self.seed));
        self.store = Some(Store::open(&self.dir(), surroundings).expect("the node opens again"));
    }

    /// Its member unlocks it.
    ///
    /// # Panics
    /// When it does not open for them.
    pub fn unlocks(&mut self) {
        self.actor = self.store().unlock(&self.name, PASSPHRASE).expect("its passphrase");
    }

    /// Restores a backup in place of the node, as after a disk that died.
    ///
    /// # Panics
    /// When it does not restore.
    pub fn restored(&mut self, backup: &std::path::Path) {
        self.store = None;
        let folder = tempfile::tempdir().expect("a folder for a test");
        store::restore(backup, &folder.path().join("node")).expect("a backup restores");
        self.folder = folder;
        self.reopen();
    }

    /// A copy of the folder, opened as if it were the same node: what a copied laptop does.
    ///
    /// # Panics
    /// When it does not copy.
    pub fn copied(&mut self) -> Post {
        self.store = None;
        let folder = tempfile::tempdir().expect("a folder for a test");
        let to = folder.path().join("node");
        std::fs::create_dir_all(to.join("c")).expect("a folder");
        for part in ["", "c"] {
            for entry in std::fs::read_dir(self.dir().join(part)).expect("the node's folder") {
                let entry = entry.expect("an entry of it");
                if entry.path().is_file() {
                    std::fs::copy(entry.path(), to.join(part).join(entry.file_name())).expect("a copy");
                }
            }
        }
        self.reopen();
        let seed = self.seed ^ 0x5a5a;
        let surroundings = Surroundings::new(Arc::new(self.clock.clone()), Seeded::new(seed));
        let store = Store::open(&to, surroundings).expect("the copy opens");
        let actor = store.unlock(&self.name, PASSPHRASE).expect("its passphrase");
        Post { store: Some(store), folder, clock: self.clock.clone(), actor, name: self.name.clone(), seed }
    }

    /// Which node it is.
    ///
    /// # Panics
    /// When it is locked.
    pub fn node(&self) -> NodeId {
        self.card().node.node()
    }

    /// The card of its member.
    ///
    /// # Panics
    /// When it is locked.
    pub fn card(&self) -> Card {
        self.store().card(&self.actor).expect("an unlocked node")
    }

    /// Founds a compartment.
    ///
    /// # Panics
    /// When the disk refuses.
    pub fn founds(&self, name: &str) -> CompartmentId {
        self.store().found(&self.actor, name, Kind::House, Scene::Present).expect("a compartment")
    }

    /// Keeps the card of `other`, who keeps this one's.
    ///
    /// # Panics
    /// When either may not.
    pub fn knows(&self, other: &Post) {
        self.store().acquaint(&self.actor, &other.card(), None).expect("a card");
        other.store().acquaint(&other.actor, &self.card(), None).expect("a card");
    }

    /// Grants the member of `other` a role, once cards were exchanged.
    ///
    /// # Panics
    /// When it may not.
    pub fn grants(&self, compartment: &CompartmentId, other: &Post, role: Role) {
        let member = store::MemberInfo { member: other.actor.member, name: other.name.clone() };
        self.store().grant(&self.actor, compartment, &member, role).expect("a grant");
    }

    /// Joins whatever waits for its member.
    ///
    /// # Panics
    /// When what waits does not open.
    pub fn joins(&self) -> usize {
        let waiting = self.store().invitations(&self.actor).expect("what waits");
        for invitation in &waiting {
            self.store().join(&self.actor, &invitation.compartment).expect("it joins");
        }
        waiting.len()
    }

    /// Meets `other` over a line that holds.
    ///
    /// # Panics
    /// When the line does not hold after all.
    pub fn meets(&self, other: &Post) -> Met {
        let (met, cut) = self.meets_over(other, &mut Wire::to(other));
        assert_eq!(cut, None, "the line holds");
        met
    }

    /// Meets `other` over that line.
    ///
    /// # Panics
    /// When the store refuses.
    pub fn meets_over(&self, other: &Post, wire: &mut Wire<'_>) -> (Met, Option<Lost>) {
        self.store().exchange(&self.actor, &other.node(), wire).expect("a known node")
    }

    /// The derived tables of a compartment, without which node's number stands where.
    ///
    /// # Panics
    /// When the member is no keeper.
    pub fn dump(&self, compartment: &CompartmentId) -> String {
        self.store().dump(&self.actor, compartment).expect("a keeper's dump")
    }
}

/// What somebody on the way does to an answer.
pub type Tamper<'a> = Box<dyn FnMut(&mut Vec<u8>) + 'a>;

/// A line between two nodes of one process.
pub struct Wire<'a> {
    to: &'a Store,
    /// Bytes the line still bears; `None` is a line that holds.
    pub bears: Option<usize>,
    /// Bytes of one piece.
    pub room: usize,
    /// Bytes that went, both ways.
    pub went: usize,
    /// What to do to an answer on its way.
    pub tamper: Option<Tamper<'a>>,
}

impl<'a> Wire<'a> {
    /// A line that holds.
    pub fn to(other: &'a Post) -> Wire<'a> {
        Wire { to: other.store(), bears: None, room: journal::exchange::ROOM.1, went: 0, tamper: None }
    }

    fn carry(&mut self, bytes: &[u8]) -> Result<(), Lost> {
        self.went += bytes.len();
        match &mut self.bears {
            Some(left) if *left < bytes.len() => {
                *left = 0;
                Err(Lost::Line("cut".into()))
            }
            Some(left) => {
                *left -= bytes.len();
                Ok(())
            }
            None => Ok(()),
        }
    }
}

impl Line for Wire<'_> {
    fn send(&mut self, envelope: Vec<u8>) -> Result<Vec<u8>, Lost> {
        self.carry(&envelope)?;
        let mut answer = self.to.answer(&envelope)?;
        if let Some(tamper) = &mut self.tamper {
            tamper(&mut answer);
        }
        self.carry(&answer)?;
        Ok(answer)
    }

    fn room(&self) -> usize {
        self.room
    }
}
