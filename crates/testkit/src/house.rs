//! A node in a folder of its own, with the cast's houses founded and everybody granted their place.

use crate::cast::{GRANTS, PASSPHRASE, SITES};
use crate::clock::FakeClock;
use domain::compartment::Scene;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId};
use domain::place;
use jiff::civil::{Date, date};
use journal::chance::Seeded;
use journal::keyslot::Cost;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use store::{Actor, MemberInfo, Setup, Store, Surroundings};
use zeroize::Zeroizing;

/// The day on which stories begin.
pub const FIRST_DAY: Date = date(1941, 3, 1);

/// Where a house keeps its journal.
pub enum Backing {
    /// In SQLCipher, beside the derived rows.
    Sqlite,
    /// In PostgreSQL at this address.
    Postgres(String),
}

/// A place of the story.
#[derive(Clone, Debug)]
pub struct Address {
    /// Its file.
    pub file: FileId,
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub kind: place::Kind,
}

/// A node with the cast. The folder goes when the house goes.
pub struct House {
    store: Option<Store>,
    folder: tempfile::TempDir,
    /// The clock of this node.
    pub clock: FakeClock,
    seed: u64,
    actors: BTreeMap<&'static str, Actor>,
    compartments: BTreeMap<&'static str, CompartmentId>,
    places: BTreeMap<&'static str, Address>,
}

/// Keyslots that cost nothing.
///
/// # Panics
/// Where `cheap-keyslots` of `relais-journal` is off: the test's own `[dev-dependencies]` have to turn it on.
pub fn cheap() -> Cost {
    Cost::of(8, 1).expect("turn on the feature cheap-keyslots of relais-journal in [dev-dependencies]")
}

/// What a member's passphrase takes out of the keyslots of a node, without the ids before it: the key of its databases, the
/// node's own keys and the member's.
///
/// # Panics
/// When there is no node, or the passphrase is not theirs.
pub fn secrets_of(node: &Path, name: &str, passphrase: &str) -> Zeroizing<Vec<u8>> {
    let bytes = std::fs::read(node.join("keys")).expect("a node");
    let slots = journal::keyslot::Keyslots::from_bytes(&bytes).expect("its keyslots");
    let slot = slots.open(name, passphrase).expect("its passphrase");
    Zeroizing::new(slot[2 * 16..].to_vec())
}

/// How a node of the cast is set up, with `name` as its first member.
pub fn setup(name: &str, backing: Backing) -> Setup {
    let journal = match backing {
        Backing::Sqlite => String::new(),
        Backing::Postgres(address) => address,
    };
    Setup { keeper: name.into(), passphrase: Zeroizing::new(PASSPHRASE.into()), cost: cheap(), journal }
}

impl House {
    /// A fresh house.
    ///
    /// # Panics
    /// When the disk or the database refuses: then there is nothing to test.
    pub fn new(backing: Backing) -> House {
        House::seeded(backing, 1)
    }

    /// A fresh house whose randomness begins at `seed`.
    ///
    /// # Panics
    /// As [`House::new`].
    pub fn seeded(backing: Backing, seed: u64) -> House {
        let folder = tempfile::tempdir().expect("a folder for a test");
        let clock = FakeClock::at(FIRST_DAY);
        let setup = setup("keeper", backing);
        let surroundings = Surroundings::new(std::sync::Arc::new(clock.clone()), Seeded::new(seed));
        let (store, keeper) =
            Store::init(&folder.path().join("node"), &setup, surroundings).expect("a new node");
        let mut house = House {
            store: Some(store),
            folder,
            clock,
            seed,
            actors: BTreeMap::from([("keeper", keeper)]),
            compartments: BTreeMap::new(),
            places: BTreeMap::new(),
        };
        house.found();
        house.grant();
        house
    }

    fn found(&mut self) {
        for site in SITES {
            let keeper = self.actor("keeper").clone();
            let id =
                self.store().found(&keeper, site.name, site.kind, Scene::Present).expect("a compartment");
            self.compartments.insert(site.key, id);
            if let Some((name, kind)) = site.place {
                let named = Fact::Place(place::Fact::Named { kind, name: name.into() });
                let beds = place::Beds { sex: "any".into(), from_age: 0, to_age: 18, count: 2, blocked: 0 };
                let file = self.store().write(&keeper, &id, move |w| {
                    let (file, key) = (w.new_file(), w.new_key());
                    w.append(&file, vec![named, Fact::Place(place::Fact::Beds { key, beds })])?;
                    Ok(file)
                });
                self.places.insert(site.key, Address { file: file.expect("a place"), name, kind });
            }
        }
    }

    fn grant(&mut self) {
        let keeper = self.actor("keeper").clone();
        for (name, key, role) in GRANTS {
            if !self.actors.contains_key(name) {
                let actor = self.store().enrol(name, PASSPHRASE).expect("a member");
                self.actors.insert(name, actor);
            }
            let member = self.member(name);
            self.store().grant(&keeper, &self.compartment(key), &member, role).expect("a grant");
        }
    }

    /// The store.
    ///
    /// # Panics
    /// Between [`House::close`] and [`House::open`].
    pub fn store(&self) -> &Store {
        self.store.as_ref().expect("the house is closed")
    }

    /// Closes the node, as at the end of a process.
    pub fn close(&mut self) {
        self.store = None;
    }

    /// Opens the node again, locked.
    ///
    /// # Panics
    /// When it does not open.
    pub fn open(&mut self) {
        let surroundings = self.surroundings();
        self.store = Some(Store::open(&self.node(), surroundings).expect("the node opens again"));
    }

    /// Closes, opens and unlocks it for everybody again.
    ///
    /// # Panics
    /// When it does not open.
    pub fn reopen(&mut self) {
        self.close();
        self.open();
        let names: Vec<&'static str> = self.actors.keys().copied().collect();
        for name in names {
            let actor = self.store().unlock(name, PASSPHRASE).expect("the passphrase of the cast");
            self.actors.insert(name, actor);
        }
    }

    /// Clock and fresh randomness, for a second store over the same folder.
    pub fn surroundings(&mut self) -> Surroundings {
        // Another stream each time: a node never draws the same bytes twice.
        self.seed = self.seed.wrapping_add(0x9e37_79b9);
        Surroundings::new(std::sync::Arc::new(self.clock.clone()), Seeded::new(self.seed))
    }

    /// The folder of the node.
    pub fn node(&self) -> PathBuf {
        self.folder.path().join("node")
    }

    /// The folder around it, for backups and the like.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A member of the cast, unlocked.
    ///
    /// # Panics
    /// When nobody of the cast bears that name.
    pub fn actor(&self, name: &str) -> &Actor {
        self.actors.get(name).unwrap_or_else(|| panic!("{name} is not of the cast"))
    }

    /// The same member as the directory lists them.
    pub fn member(&self, name: &str) -> MemberInfo {
        let actor = self.actor(name);
        MemberInfo { member: actor.member, name: actor.name.clone() }
    }

    /// A compartment by its site's key.
    ///
    /// # Panics
    /// When there is no such site.
    pub fn compartment(&self, key: &str) -> CompartmentId {
        *self.compartments.get(key).unwrap_or_else(|| panic!("there is no {key}"))
    }

    /// The site's key of a compartment.
    ///
    /// # Panics
    /// When it is none of this house.
    pub fn key_of(&self, compartment: &CompartmentId) -> &'static str {
        self.compartments.iter().find(|(_, id)| *id == compartment).expect("a compartment of this house").0
    }

    /// A place by its site's key.
    ///
    /// # Panics
    /// When that site has none.
    pub fn place(&self, key: &str) -> Address {
        self.places.get(key).unwrap_or_else(|| panic!("{key} has no place")).clone()
    }

    /// The keys of all sites.
    pub fn sites(&self) -> impl Iterator<Item = &'static str> + use<> {
        SITES.iter().map(|s| s.key)
    }
}
