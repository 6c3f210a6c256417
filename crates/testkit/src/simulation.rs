//! Histories of several nodes, each from one seed: people write, lines are cut and tampered with, bundles get lost,
//! doubled and late, clocks are years off, laptops are restored from old backups, copied and altered, members come and go, and
//! keepers act without having seen one another. When everybody has met everybody, members have the same files and nothing
//! that was acknowledged is gone. Whoever was copied and answers as it was before is told of, and nobody else is.
//!
//! The nodes are real: the store, the keys, the wire. Only lines and clocks are played.

mod altered;
mod journey;
mod keepers;
mod laptop;
mod quiescence;

use crate::federation::{Post, Wire};
use crate::house::{Backing, FIRST_DAY};
use domain::Edtf;
use domain::compartment::Role;
use domain::entry::Fact;
use domain::id::{CompartmentId, EntryId, FileId, NodeId};
use domain::person::{self, Volet};
use domain::registration::Registration;
use jiff::ToSpan as _;
use journal::chance::{Seeded, random};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// How a history ended.
#[derive(Clone, Debug, Default)]
pub struct Ended {
    /// Members whose files differ from the founder's though everybody had met.
    pub divergences: Vec<String>,
    /// Acknowledged entries that a member does not have.
    pub lost: Vec<String>,
    /// What somebody could read who was not granted it.
    pub leaked: Vec<String>,
    /// Older states that somebody was told of though nobody had copied that node or put it back.
    pub false_alarms: Vec<String>,
    /// Nodes that answered from an older state, and nobody was told.
    pub unnoticed: Vec<String>,
    /// How many of those were told of.
    pub noticed: u64,
    /// What was done, one line each.
    pub steps: Vec<String>,
}

impl Ended {
    /// Whether every promise held.
    pub fn well(&self) -> bool {
        [&self.divergences, &self.lost, &self.leaked, &self.false_alarms, &self.unnoticed]
            .iter()
            .all(|wrong| wrong.is_empty())
    }
}

/// What is played. A seed tells the same history of one plot for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plot {
    /// Entries are written and carried, members come and go.
    Entries,
    /// The same, with files that travel to a house of another node, and nodes that are revoked.
    Journeys,
    /// Entries, with keepers who remove and let in without having seen one another, and copies of laptops that were altered.
    Keepers,
}

impl Plot {
    /// The plot that `cargo xtask simulate` plays for a seed.
    pub fn of(seed: u64) -> Plot {
        match seed % 4 {
            0 => Plot::Entries,
            2 => Plot::Keepers,
            _ => Plot::Journeys,
        }
    }

    /// The plot by its name.
    pub fn named(name: &str) -> Option<Plot> {
        match name {
            "entries" => Some(Plot::Entries),
            "journeys" => Some(Plot::Journeys),
            "keepers" => Some(Plot::Keepers),
            _ => None,
        }
    }
}

/// A switch that breaks a promise on purpose, so that its test is seen red.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// Nothing is.
    Nothing,
    /// One node never hands on what others wrote, and keeps its last entry to itself.
    WithholdsAtTheEnd,
}

struct Dice(Seeded);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        (u64::from_le_bytes(random(&mut self.0)) % n.max(1) as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// A bundle on its way.
struct Pocket {
    file: PathBuf,
    to: usize,
}

struct World {
    dice: Dice,
    plot: Plot,
    posts: Vec<Post>,
    compartment: CompartmentId,
    /// Nodes whose member belongs to the compartment and has joined.
    joined: BTreeSet<usize>,
    removed: BTreeMap<usize, BTreeSet<EntryId>>,
    files: Vec<FileId>,
    acknowledged: BTreeSet<EntryId>,
    pockets: Vec<Pocket>,
    backups: BTreeMap<usize, PathBuf>,
    /// Copies of laptops as they were, which answer later.
    stale: BTreeMap<usize, Post>,
    /// Nodes of which a copy has answered: what they say may be less than before.
    twins: BTreeSet<NodeId>,
    /// A house of a node that is no member: files travel there.
    house: (Post, CompartmentId),
    /// Files that the house accepted.
    arrived: BTreeSet<FileId>,
    /// Members whose node was revoked when they were removed: they do not come back.
    revoked: BTreeSet<usize>,
    folder: tempfile::TempDir,
    ended: Ended,
    count: usize,
}

/// Plays the history of `seed`.
///
/// # Panics
/// When a node refuses what it has to do.
pub fn play(seed: u64, plot: Plot, broken: Broken) -> Ended {
    // What a history proves has nothing to do with lengths, and thousands of nodes filled up would write for hours.
    store::rig::GROW_BY_THE_PAGE.store(true, std::sync::atomic::Ordering::SeqCst);
    // Nor with what is left in memory.
    store::rig::FREED_STAYS.store(true, std::sync::atomic::Ordering::SeqCst);
    let mut world = World::new(seed, plot);
    let steps = 12 + world.dice.below(24);
    for _ in 0..steps {
        world.step();
    }
    world.quiet(broken);
    if plot == Plot::Keepers {
        world.settle_members();
        world.agree();
        world.admits();
        world.settle_members();
        world.afterwards();
    }
    world.check();
    world.comes_back();
    world.ended
}

impl World {
    fn new(seed: u64, plot: Plot) -> World {
        let mut dice = Dice(Seeded::new(seed ^ 0x0051_4d55_4c41_5445));
        let nodes = 2 + dice.below(3) + dice.below(2) * dice.below(4);
        let post =
            |n: usize| Post::new(&format!("member {n}"), Backing::Sqlite, seed.wrapping_mul(64) + n as u64);
        let posts: Vec<Post> = (0..nodes).map(post).collect();
        let compartment = posts[0].founds("Camp team of Rivel");
        for a in 0..nodes {
            posts[a].founds("A house of one's own");
            for b in 0..a {
                posts[a].knows(&posts[b]);
            }
        }
        let house = Post::new("host", Backing::Sqlite, seed.wrapping_mul(64) + 63);
        let clos = house.founds("Relay house of Clos");
        posts.iter().for_each(|post| post.knows(&house));
        let mut world = World {
            dice,
            plot,
            house: (house, clos),
            arrived: BTreeSet::new(),
            revoked: BTreeSet::new(),
            posts,
            compartment,
            joined: BTreeSet::from([0]),
            removed: BTreeMap::new(),
            files: Vec::new(),
            acknowledged: BTreeSet::new(),
            pockets: Vec::new(),
            backups: BTreeMap::new(),
            stale: BTreeMap::new(),
            twins: BTreeSet::new(),
            folder: tempfile::tempdir().expect("a folder"),
            ended: Ended::default(),
            count: 0,
        };
        world.registers(0);
        for other in 1..nodes {
            // Some nodes are no members: they relay what they cannot read.
            if other == 1 || !world.dice.one_in(4) {
                world.lets_in(other);
            } else {
                for from in 0..nodes {
                    let relay = world.posts[other].node();
                    if from != other {
                        let post = &world.posts[from];
                        post.store().set_peer(&post.actor, &relay, "", true).expect("a known node");
                    }
                }
            }
        }
        world
    }

    fn told(&mut self, step: String) {
        self.ended.steps.push(step);
    }

    fn lets_in(&mut self, other: usize) {
        let role = if self.dice.one_in(2) { Role::Keeper } else { Role::Worker };
        self.posts[0].grants(&self.compartment, &self.posts[other], role);
        self.posts[0].meets(&self.posts[other]);
        self.posts[other].joins();
        self.joined.insert(other);
        self.removed.remove(&other);
        self.told(format!("{other} is let in as {}", role.key()));
    }

    fn member(&mut self) -> usize {
        let all: Vec<usize> = self.joined.iter().copied().collect();
        all[self.dice.below(all.len())]
    }

    fn step(&mut self) {
        let acts = if self.plot == Plot::Entries { 16 } else { 19 };
        match self.dice.below(acts) {
            15 | 16 if self.plot == Plot::Keepers => self.altered(),
            17 if self.plot == Plot::Keepers => self.at_once(),
            18 if self.plot == Plot::Keepers => self.lets_in_again(),
            0..=1 => {
                let who = self.member();
                self.registers(who);
            }
            2..=5 => self.writes(),
            6..=9 => self.meet(),
            10 => self.bundle(),
            11 => self.delivers(),
            12 => self.clock(),
            13 => {
                let who = self.dice.below(self.posts.len());
                self.posts[who].reopen();
                self.told(format!("{who} ends and begins again"));
            }
            14 => self.backup_or_restore(),
            15 => self.offers(),
            16..=17 => self.at_the_house(),
            _ => match self.dice.below(3) {
                0 => self.comes_or_goes(),
                1 => self.copied(),
                _ => self.meet(),
            },
        }
    }

    fn registers(&mut self, who: usize) {
        let post = &self.posts[who];
        self.count += 1;
        let typed = Registration {
            given: format!("Child {}", self.count),
            surname: "Halimi".into(),
            ..Registration::default()
        };
        let done = post.store().write(&post.actor, &self.compartment, move |w| {
            let (today, stay) = (w.today(), w.new_stay());
            let facts = typed.facts(|| w.new_key(), stay, today)?;
            w.register(None, Volet::Administrative, facts)
        });
        if let Ok((file, _)) = done {
            self.files.push(file);
            let known = self.entries_of(who);
            let said: Vec<EntryId> =
                known.into_iter().filter(|(_, f)| *f == file).map(|(id, _)| id).collect();
            self.told(format!("{who} registers somebody: {said:?}"));
            self.acknowledged.extend(said);
        }
    }

    fn writes(&mut self) {
        let who = self.member();
        let file = self.files[self.dice.below(self.files.len())];
        let year = 1920 + self.dice.below(20);
        let fact = Fact::Person(person::Fact::Born(Edtf::parse(&year.to_string()).expect("a year")));
        let post = &self.posts[who];
        if post.store().open_file(&post.actor, &file, "a history").is_err() {
            return;
        }
        if let Ok(id) =
            post.store().write(&post.actor, &self.compartment, move |w| w.append(&file, vec![fact]))
        {
            self.acknowledged.insert(id);
            self.told(format!("{who} writes {year} in {file}: {id}"));
        }
    }

    fn pair(&mut self) -> (usize, usize) {
        let a = self.dice.below(self.posts.len());
        let b = (a + 1 + self.dice.below(self.posts.len() - 1)) % self.posts.len();
        (a, b)
    }

    /// Two meet: the line holds, is cut, or somebody on it alters what passes.
    fn meet(&mut self) {
        let (a, b) = self.pair();
        let how = self.dice.below(4);
        let (bears, at) = (200 + self.dice.below(40_000), self.dice.below(4_000));
        let mut wire = Wire::to(&self.posts[b]);
        wire.room = 4096;
        match how {
            0 => wire.bears = Some(bears),
            1 => {
                wire.tamper = Some(Box::new(move |answer: &mut Vec<u8>| {
                    if let Some(byte) = answer.get_mut(at) {
                        *byte ^= 0x40;
                    }
                }));
            }
            _ => {}
        }
        let (met, cut) = self.posts[a].meets_over(&self.posts[b], &mut wire);
        drop(wire);
        let ended = cut.map_or(String::new(), |cut| format!(", {cut}"));
        self.told(format!("{a} meets {b}: {} came, {} went{ended}", met.taken, met.given));
        self.joins(a);
        self.joins(b);
    }

    fn joins(&mut self, who: usize) {
        if self.posts[who].joins() > 0 {
            self.joined.insert(who);
        }
    }

    fn bundle(&mut self) {
        let from = self.member();
        let to = (from + 1 + self.dice.below(self.posts.len() - 1)) % self.posts.len();
        let file = self.folder.path().join(format!("{}.bundle", self.ended.steps.len()));
        let (post, other) = (&self.posts[from], &self.posts[to]);
        let known_by = self.dice.one_in(2).then(|| other.node());
        let recipients = [other.actor.member];
        let made =
            post.store().make_bundle(&post.actor, &recipients, &[self.compartment], known_by.as_ref(), &file);
        if made.is_ok() {
            self.pockets.push(Pocket { file, to });
            self.told(format!("{from} makes a bundle for {to}"));
        }
    }

    /// A bundle arrives: whole or cut short, perhaps for the second time; others stay in pockets for ever.
    fn delivers(&mut self) {
        if self.pockets.is_empty() {
            return;
        }
        let at = self.dice.below(self.pockets.len());
        let (file, to) = (self.pockets[at].file.clone(), self.pockets[at].to);
        let bytes = std::fs::read(&file).expect("a bundle");
        let post = &self.posts[to];
        if self.dice.one_in(3) {
            let cut = self.folder.path().join("cut");
            let len = 1 + self.dice.below(bytes.len() - 1);
            std::fs::write(&cut, &bytes[..len]).expect("a disk");
            if post.store().open_bundle(&post.actor, &cut).is_ok() {
                self.ended.lost.push("a bundle cut short was taken in".into());
            }
        }
        let met = self.posts[to].store().open_bundle(&self.posts[to].actor, &file);
        self.told(format!("a bundle reaches {to}: {:?}", met.map(|m| m.taken).ok()));
        self.joins(to);
    }

    fn clock(&mut self) {
        let who = self.dice.below(self.posts.len());
        let days = self.dice.below(7_300) as i64 - 3_650;
        self.posts[who].clock.set(FIRST_DAY.saturating_add(days.days()));
        self.told(format!("the clock of {who} is off by {days} days"));
    }
}
