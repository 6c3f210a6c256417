//! The stage: a node, its members, its compartments, and the two verbs of the play: write what happened, and
//! send files from one compartment to another. Everything goes through the store's ordinary door.

use super::houses::{House, Who};
use super::{PASSPHRASE, SystemChance};
use domain::compartment::Scene;
use domain::entry::Fact;
use domain::id::{CompartmentId, EntryId, FileId, StayId};
use domain::stay::{self, Closing, Opening};
use jiff::civil::Date;
use journal::keyslot::Cost;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError};
use store::{Actor, Clock, MemberInfo, Problem, Setup, Store, Surroundings, Writing};
use zeroize::Zeroizing;

/// Milliseconds since 1970 at a minute of a day, in UTC.
pub fn at(day: Date, minute: i64) -> i64 {
    let days = i64::from((day - jiff::civil::date(1970, 1, 1)).get_days());
    (days * 1440 + minute) * 60_000
}

/// One clock a scene, set as the scenario goes on.
#[derive(Default)]
pub struct SceneClock {
    historical: AtomicI64,
    present: AtomicI64,
}

impl SceneClock {
    fn set(&self, scene: Scene, unix_ms: i64) {
        self.of(scene).store(unix_ms, Ordering::Relaxed);
    }

    fn of(&self, scene: Scene) -> &AtomicI64 {
        match scene {
            Scene::Historical => &self.historical,
            Scene::Present => &self.present,
        }
    }
}

impl Clock for SceneClock {
    fn now_unix_ms(&self, scene: Scene) -> i64 {
        self.of(scene).load(Ordering::Relaxed)
    }

    fn running_ms(&self) -> i64 {
        0
    }
}

/// What somebody does.
pub enum Act {
    /// Says something in a file.
    Say(Vec<Fact>),
    /// Somebody arrives.
    Arrive(StayId, Opening, Vec<Fact>),
    /// Somebody leaves.
    Leave(StayId, Closing, Vec<Fact>),
}

/// An act with its hour, its author and its file.
pub struct Event {
    /// Milliseconds since 1970.
    pub at: i64,
    /// Who.
    pub who: Who,
    /// In which file.
    pub file: FileId,
    /// What.
    pub act: Act,
}

/// Files that travel on one day from one compartment to another.
pub struct Letters {
    /// From.
    pub from: House,
    /// To.
    pub to: House,
    /// Which.
    pub files: Vec<FileId>,
    /// Whether the receiving house has accepted.
    pub accepted: bool,
}

impl Letters {
    /// Whether a house sends or receives them.
    pub fn concerns(&self, house: House) -> bool {
        self.from == house || self.to == house
    }
}

/// The stage.
pub struct Stage {
    /// The node.
    pub store: Store,
    clock: Arc<SceneClock>,
    actors: BTreeMap<Who, Actor>,
    houses: BTreeMap<House, CompartmentId>,
}

impl Stage {
    /// The node with its members and compartments, each founded on its day.
    pub fn build(dir: &Path) -> Result<Stage, Problem> {
        let clock = Arc::new(SceneClock::default());
        let surroundings = Surroundings::new(clock.clone(), SystemChance);
        let setup = Setup {
            keeper: Who::Keeper.name().into(),
            passphrase: Zeroizing::new(PASSPHRASE.into()),
            cost: Cost::DEMONSTRATION,
            journal: String::new(),
        };
        let (store, keeper) = Store::init(dir, &setup, surroundings)?;
        let mut actors = BTreeMap::from([(Who::Keeper, keeper)]);
        for pair in Who::ALL[1..].chunks(ENROLLED_AT_ONCE) {
            let enrolled = std::sync::Mutex::new(&mut actors);
            each(pair, |who| {
                let actor = store.enrol(who.name(), PASSPHRASE)?;
                enrolled.lock().unwrap_or_else(PoisonError::into_inner).insert(*who, actor);
                Ok(())
            })?;
        }
        let mut stage = Stage { store, clock, actors, houses: BTreeMap::new() };
        House::ALL.into_iter().try_for_each(|house| stage.found(house))?;
        for actor in stage.actors.values() {
            stage.store.open_doors(actor)?;
        }
        Ok(stage)
    }

    fn found(&mut self, house: House) -> Result<(), Problem> {
        self.clock.set(house.scene(), at(house.founded(), 8 * 60));
        let keeper = &self.actors[&Who::Keeper];
        let id = self.store.found(keeper, house.name(), house.kind(), house.scene())?;
        for (who, role) in house.grants() {
            let member = MemberInfo { member: self.actors[&who].member, name: who.name().into() };
            self.store.grant(keeper, &id, &member, role)?;
        }
        self.houses.insert(house, id);
        // A register of thousands touches pages all over the file; without room for them every page is deciphered
        // again and again. The room lasts as long as this connection, that is, until the filling ends.
        self.store.write(keeper, &id, |w| {
            w.query("pragma cache_size = -49152", &[])?;
            w.query("pragma wal_autocheckpoint = 16384", &[]).map(|_| ())
        })
    }

    /// Puts the clock of the past to an hour.
    pub fn past(&self, day: Date, minutes: i64) {
        self.clock.set(domain::compartment::Scene::Historical, at(day, minutes));
    }

    /// A member.
    pub fn actor(&self, who: Who) -> &Actor {
        &self.actors[&who]
    }

    /// A compartment.
    pub fn house(&self, house: House) -> CompartmentId {
        self.houses[&house]
    }

    /// Writes events of a compartment, in their order: one transaction for every run of them by one author.
    pub fn write(&self, house: House, events: Vec<Event>) -> Result<(), Problem> {
        let mut events = events.into_iter().peekable();
        while let Some(first) = events.next() {
            let who = first.who;
            let mut run = vec![first];
            while let Some(next) = events.next_if(|e| e.who == who && run.len() < EVENTS_PER_WRITE) {
                run.push(next);
            }
            self.store.write(self.actor(who), &self.house(house), move |w| {
                run.into_iter().try_for_each(|e| act(w, e))
            })?;
        }
        Ok(())
    }

    /// Sends files, has them accepted, and takes the receipts.
    pub fn send(&self, day: Date, letters: &[Letters]) -> Result<(), Problem> {
        self.clock.set(Scene::Historical, at(day, 9 * 60));
        each(letters, |l| {
            let (from, to) = (self.house(l.from), self.house(l.to));
            self.store.offer(self.actor(l.from.author()), &from, &to, &l.files)
        })?;
        self.clock.set(Scene::Historical, at(day, 10 * 60));
        let mut receivers: Vec<House> = letters.iter().filter(|l| l.accepted).map(|l| l.to).collect();
        receivers.sort_unstable();
        receivers.dedup();
        each(&receivers, |to| {
            let (actor, id) = (self.actor(to.author()), self.house(*to));
            for offer in self.store.offers(actor)?.into_iter().filter(|o| o.to == id) {
                let held = letters
                    .iter()
                    .any(|l| !l.accepted && offer.people.iter().any(|(f, _)| l.files.contains(f)));
                if !held {
                    self.store.accept(actor, &id, &offer.letter)?;
                }
            }
            Ok(())
        })?;
        self.clock.set(Scene::Historical, at(day, 11 * 60));
        let mut senders: Vec<Who> = letters.iter().map(|l| l.from.author()).collect();
        senders.sort_unstable();
        senders.dedup();
        each(&senders, |who| self.store.take_receipts(self.actor(*who)).map(|_| ()))
    }

    /// Two people correct one thing without having seen each other.
    pub fn dispute(
        &self,
        house: House,
        file: FileId,
        when: i64,
        said: [(Who, Fact); 2],
    ) -> Result<(), Problem> {
        let id = self.house(house);
        let [(first, one), (second, other)] = said;
        let heads: Vec<EntryId> = self.store.write(self.actor(first), &id, move |w| {
            w.as_at(when);
            let heads = w.file(&file)?.heads;
            w.append_after(&file, heads.clone(), vec![one])?;
            Ok(heads)
        })?;
        self.store.write(self.actor(second), &id, move |w| {
            w.as_at(when + 40 * 60_000);
            w.append_after(&file, heads, vec![other]).map(|_| ())
        })
    }
}

/// Passphrases stretched side by side: each takes 64 MiB and a core for a quarter of a second.
const ENROLLED_AT_ONCE: usize = 2;
/// Events in one transaction: enough to fold a file once for many acts, few enough to keep memory flat.
const EVENTS_PER_WRITE: usize = 6_000;

fn each<T: Sync>(list: &[T], f: impl Fn(&T) -> Result<(), Problem> + Sync) -> Result<(), Problem> {
    std::thread::scope(|scope| {
        let f = &f;
        let running: Vec<_> = list.iter().map(|item| scope.spawn(move || f(item))).collect();
        running
            .into_iter()
            .try_for_each(|thread| thread.join().expect("a panic of a writer ends the filling"))
    })
}

fn act(w: &mut Writing<'_>, event: Event) -> Result<(), Problem> {
    w.as_at(event.at);
    let (file, today) = (event.file, w.today());
    let facts = match event.act {
        Act::Say(facts) => facts,
        Act::Arrive(stay, opening, more) => {
            let mut facts = stay::arrive(&w.file(&file)?, stay, opening, today)?;
            facts.extend(more);
            facts
        }
        Act::Leave(stay, closing, more) => {
            let mut facts = stay::leave(&w.file(&file)?, stay, closing, today)?;
            facts.extend(more);
            facts
        }
    };
    w.append(&file, facts).map(|_| ())
}
