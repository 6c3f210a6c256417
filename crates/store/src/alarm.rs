//! Alarms about other nodes, for those who audit: a node that came back with an older state than it had shown
//! ([`crate::word`]), entries that somebody has named and nobody handed over, chains that go two ways. Each stands until
//! somebody says that they looked at it; it is kept with their name and the time.
//!
//! What others say is their word. An alarm accuses nobody: it says what was said, by whom, and what to do.

use crate::actor::Actor;
use crate::database::{Database, Row};
use crate::exchange::Keeping;
use crate::node::Store;
use crate::problem::Problem;
use crate::word::Chains;
use domain::compartment::Role;
use domain::id::{CompartmentId, MemberId, NodeId};
use domain::planted::{Fault, planted};
use std::collections::BTreeMap;

/// Most alarms of one kind that are kept of one node's word in one compartment: whoever makes up more is heard enough, and
/// takes no room from what others say.
const ALARMS_MAX: i64 = 2_048;
/// What somebody else than the node just met has named may be on its way: after a day it is missing, in milliseconds.
const UNDER_WAY_MS: i64 = 86_400_000;

/// What an alarm is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alarming {
    /// A node says less of a chain than it had said.
    Older,
    /// A chain goes on beyond what is here.
    Missing,
    /// A chain goes two ways.
    Fork,
}

impl Alarming {
    /// All of them.
    pub const ALL: [Alarming; 3] = [Alarming::Older, Alarming::Missing, Alarming::Fork];

    /// The stored code.
    pub fn key(self) -> &'static str {
        match self {
            Alarming::Older => "older",
            Alarming::Missing => "missing",
            Alarming::Fork => "fork",
        }
    }

    /// From the stored code.
    pub fn from_key(key: &str) -> Option<Alarming> {
        Alarming::ALL.into_iter().find(|what| what.key() == key)
    }
}

/// Which alarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AlarmKey {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// What it is about.
    pub what: Alarming,
    /// Whose chain: the node that writes it.
    pub node: NodeId,
    /// Whose word: the node that came back, or that named what is missing. Of a fork, the chain's own.
    pub peer: NodeId,
    /// When it was noted, in milliseconds since 1970; 0 where that is not known.
    pub since: i64,
}

/// An alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Which.
    pub key: AlarmKey,
    /// The compartment's name.
    pub house: String,
    /// Whose node writes the chain; empty for this one, and where nobody here knows.
    pub whose: String,
    /// Whose node gave its word, likewise.
    pub by: String,
    /// Older: how far it had said that it knows the chain. Missing: how far the chain goes. Fork: the first number that
    /// two entries bear.
    pub was: u64,
    /// Older: how far it says now. Missing: how far the chain is here. Fork: how many entries stand beside the chain.
    pub now: u64,
    /// Older: it has said since that it is as far again.
    pub caught_up: bool,
    /// Who looked at it, and when, in milliseconds since 1970.
    pub seen: Option<(MemberId, i64)>,
}

/// What is kept of an alarm.
struct Kept {
    key: AlarmKey,
    was: u64,
    now: u64,
    whole: bool,
    seen: Option<(MemberId, i64)>,
}

const COLUMNS: &str = "compartment, what, node, peer, since, was, now, whole, seen, seen_by";

fn kept(row: &Row) -> Option<Kept> {
    let key = AlarmKey {
        compartment: CompartmentId::from_slice(row.blob(0))?,
        what: Alarming::from_key(row.text(1))?,
        node: NodeId::from_slice(row.blob(2))?,
        peer: NodeId::from_slice(row.blob(3))?,
        since: row.int(4),
    };
    let seen = MemberId::from_slice(row.blob(9)).filter(|_| row.int(8) > 0).map(|by| (by, row.int(8)));
    let (was, now) = (row.int(5).unsigned_abs(), row.int(6).unsigned_abs());
    Some(Kept { key, was, now, whole: row.int(7) == 1, seen })
}

impl Store {
    /// The alarms of every compartment that the actor audits, those that nobody looked at first, newest first.
    pub fn alarms(&self, actor: &Actor) -> Result<Vec<Alarm>, Problem> {
        let (names, now_ms) = (self.names_of_nodes()?, self.wall_ms());
        let mut all = Vec::new();
        for shelf in self.shelves(actor, Role::audits)? {
            let house = shelf.charter().name.clone();
            let name = |node: &NodeId| names.get(node).cloned().unwrap_or_default();
            for alarm in self.standing(&shelf.id, now_ms)? {
                let (key, caught_up) = (alarm.key, self.caught_up(&alarm)?);
                all.push(Alarm {
                    key,
                    house: house.clone(),
                    whose: name(&key.node),
                    by: name(&key.peer),
                    was: alarm.was,
                    now: alarm.now,
                    caught_up,
                    seen: alarm.seen,
                });
            }
        }
        all.sort_by_key(|a| (a.seen.is_some(), std::cmp::Reverse(a.key.since), a.house.clone(), a.key));
        Ok(all)
    }

    /// Says that the actor looked at an alarm. It stays, with their name and the time.
    ///
    /// # Errors
    /// A compartment that the actor does not audit, or an alarm that is not there, are not told apart.
    pub fn see_alarm(&self, actor: &Actor, key: &AlarmKey) -> Result<(), Problem> {
        let audited = self.shelves(actor, Role::audits)?.iter().any(|shelf| shelf.id == key.compartment);
        let now_ms = self.wall_ms();
        let all = if audited { self.standing(&key.compartment, now_ms)? } else { Vec::new() };
        let alarm = all.into_iter().find(|a| a.key == *key).ok_or(Problem::Unknown("alarm"))?;
        if alarm.seen.is_some() {
            return Ok(());
        }
        self.with_node(|u| {
            u.db.in_one(|db| {
                // A fork from before anybody kept a list of them has no row of its own yet.
                put(db, &alarm, now_ms)?;
                let sql = "update alarm set seen = $5, seen_by = $6
                           where compartment = $1 and what = $2 and node = $3 and peer = $4 and seen = 0"; // node
                let [c, what, node, peer] = place(key);
                db.execute(sql, &[c, what, node, peer, now_ms.max(1).into(), actor.member.bytes().into()])
                    .map(drop)
            })
        })
    }

    /// The alarms of a compartment as they stand now: what has come since is no longer missing, and what is only under way
    /// is not yet.
    fn standing(&self, compartment: &CompartmentId, now_ms: i64) -> Result<Vec<Kept>, Problem> {
        // tidy: columns only
        let sql = format!("select {COLUMNS} from alarm where compartment = $1 order by since"); // node
        let rows = self.with_node(|u| u.db.query(&sql, &[compartment.bytes().into()]))?;
        let reaches = (Keeping { store: self }).reaches(compartment)?;
        let reaches = reaches.ok_or(Problem::Unknown("compartment"))?;
        let mut standing: Vec<Kept> = Vec::new();
        for mut alarm in rows.iter().filter_map(kept) {
            if alarm.key.what == Alarming::Missing {
                alarm.now = reaches.get(&alarm.key.node).copied().unwrap_or(0);
                let under_way = !alarm.whole && now_ms.saturating_sub(alarm.key.since) < UNDER_WAY_MS;
                if alarm.now >= alarm.was || under_way {
                    continue;
                }
            }
            standing.push(alarm);
        }
        self.add_forks(compartment, &mut standing)?;
        // Two have named what follows: whoever named more.
        let mut further: BTreeMap<NodeId, u64> = BTreeMap::new();
        for alarm in standing.iter().filter(|a| open(a)) {
            let was = further.entry(alarm.key.node).or_default();
            *was = alarm.was.max(*was);
        }
        standing.retain(|a| !open(a) || further.get(&a.key.node).is_none_or(|was| a.was >= *was));
        Ok(standing)
    }

    /// Chains that go two ways as they are here: those that nobody kept a list of yet, and more that came since one looked.
    fn add_forks(&self, compartment: &CompartmentId, standing: &mut Vec<Kept>) -> Result<(), Problem> {
        for (node, (was, now)) in (Keeping { store: self }).parted(compartment)? {
            let mut of_it =
                standing.iter_mut().filter(|a| a.key.what == Alarming::Fork && a.key.node == node);
            if let Some(open) = of_it.find(|a| a.seen.is_none()) {
                (open.was, open.now) = (was, now);
            } else if !standing
                .iter()
                .any(|a| a.key.what == Alarming::Fork && a.key.node == node && a.now >= now)
            {
                let (compartment, what) = (*compartment, Alarming::Fork);
                let key = AlarmKey { compartment, what, node, peer: node, since: 0 };
                standing.push(Kept { key, was, now, whole: true, seen: None });
            }
        }
        Ok(())
    }

    fn caught_up(&self, alarm: &Kept) -> Result<bool, Problem> {
        if alarm.key.what != Alarming::Older {
            return Ok(false);
        }
        let sql = "select seq from stood where peer = $1 and compartment = $2 and node = $3"; // node
        let AlarmKey { compartment, node, peer, .. } = &alarm.key;
        let values = [peer.bytes().into(), compartment.bytes().into(), node.bytes().into()];
        let row = self.with_node(|u| u.db.one(sql, &values))?;
        Ok(row.is_some_and(|row| row.int(0).unsigned_abs() >= alarm.was))
    }

    /// Notes that `peer` says less of a chain than it had said. What it had said is let go of, so that it is noted once for
    /// each time, and so that it can be told when it is as far again.
    pub(crate) fn note_older(
        &self,
        peer: &NodeId,
        compartment: &CompartmentId,
        node: &NodeId,
        was: u64,
        now: u64,
    ) -> Result<(), Problem> {
        let key =
            AlarmKey { compartment: *compartment, what: Alarming::Older, node: *node, peer: *peer, since: 0 };
        let now_ms = self.wall_ms();
        self.with_node(|u| {
            u.db.in_one(|db| {
                if !put(db, &Kept { key, was, now, whole: true, seen: None }, now_ms)? {
                    return Ok(());
                }
                let sql =
                    "delete from stood where peer = $1 and compartment = $2 and node = $3 and seq <= $4"; // node
                let seq = i64::try_from(was).unwrap_or(i64::MAX);
                let values =
                    [peer.bytes().into(), compartment.bytes().into(), node.bytes().into(), seq.into()];
                db.execute(sql, &values).map(drop)
            })
        })
    }

    /// At the end of a meeting with `peer`: notes what is missing of a compartment by anybody's word. What is not that peer's
    /// own word may still be on its way; the chains returned are those that it named itself, and did not hand over. Nothing is
    /// written where nothing has changed: whoever asks again and again costs a few readings.
    pub(crate) fn note_missing(&self, peer: &NodeId, compartment: &CompartmentId) -> Result<Chains, Problem> {
        let (now_ms, mut missing) = (self.wall_ms(), Chains::new());
        let Some(reaches) = (Keeping { store: self }).reaches(compartment)? else { return Ok(missing) };
        let held = |node: &NodeId| reaches.get(node).copied().unwrap_or(0);
        let mut named: BTreeMap<(NodeId, NodeId), Kept> = BTreeMap::new();
        for claim in self.claims(compartment)?.into_iter().filter(|c| c.seq > held(&c.node)) {
            let (node, teller) = (claim.node, claim.peer);
            let whole = teller == *peer && !claim.hearsay;
            if planted(Fault::MissingUnalarmed) {
                continue;
            }
            let key =
                AlarmKey { compartment: *compartment, what: Alarming::Missing, node, peer: teller, since: 0 };
            let alarm = Kept { key, was: claim.seq, now: held(&node), whole, seen: None };
            let of_it = named.entry((node, teller)).or_insert(alarm);
            (of_it.was, of_it.whole) = (of_it.was.max(claim.seq), of_it.whole || whole);
            if whole {
                missing.insert((*compartment, node));
            }
        }
        // tidy: columns only
        let sql = format!("select {COLUMNS} from alarm where compartment = $1 and what = $2"); // node
        let values = [compartment.bytes().into(), Alarming::Missing.key().into()];
        self.with_node(|u| {
            let kept: Vec<Kept> = u.db.query(&sql, &values)?.iter().filter_map(kept).collect();
            let says = |alarm: &Kept| kept.iter().any(|k| covers(k, alarm));
            let new: Vec<Kept> = named.into_values().filter(|alarm| !says(alarm)).collect();
            let come = |k: &&Kept| k.seen.is_none() && k.was <= held(&k.key.node);
            let come: Vec<&Kept> = kept.iter().filter(come).collect();
            if new.is_empty() && come.is_empty() {
                return Ok(missing);
            }
            u.db.in_one(|db| {
                for alarm in come {
                    let sql = "delete from alarm where compartment = $1 and what = $2 and node = $3 and peer = $4 and seen = 0"; // node
                    db.execute(sql, &place(&alarm.key))?;
                }
                new.iter().try_for_each(|alarm| put(db, alarm, now_ms).map(drop))
            })?;
            Ok(missing)
        })
    }

    /// Notes that a chain goes two ways.
    pub(crate) fn note_fork(&self, compartment: &CompartmentId, node: &NodeId) -> Result<(), Problem> {
        let keeps = Keeping { store: self };
        let Some((was, now)) = keeps.parted(compartment)?.remove(node) else { return Ok(()) };
        let key =
            AlarmKey { compartment: *compartment, what: Alarming::Fork, node: *node, peer: *node, since: 0 };
        let alarm = Kept { key, was, now, whole: true, seen: None };
        let now_ms = self.wall_ms();
        self.with_node(|u| u.db.in_one(|db| put(db, &alarm, now_ms).map(drop)))
    }

    fn wall_ms(&self) -> i64 {
        self.surroundings.clock.wall_unix_ms()
    }
}

/// Whether what is kept of something missing says all that `new` does, of the same node's word.
fn covers(kept: &Kept, new: &Kept) -> bool {
    let same = kept.key.node == new.key.node && kept.key.peer == new.key.peer;
    same && kept.was >= new.was && (kept.seen.is_some() || kept.whole || !new.whole)
}

/// Whether it is about something missing that nobody looked at.
fn open(alarm: &Kept) -> bool {
    alarm.key.what == Alarming::Missing && alarm.seen.is_none()
}

fn place(key: &AlarmKey) -> [crate::database::Value; 4] {
    [key.compartment.bytes().into(), key.what.key().into(), key.node.bytes().into(), key.peer.bytes().into()]
}

/// Keeps an alarm. One that nobody has looked at yet goes on; one that somebody looked at stays as it is, and another begins
/// where it says more than that one did. False where there was no room for it.
fn put(db: &mut Database, alarm: &Kept, now_ms: i64) -> Result<bool, Problem> {
    // tidy: columns only
    let sql = format!(
        "select {COLUMNS} from alarm where compartment = $1 and what = $2 and node = $3 and peer = $4 order by since"
    ); // node
    let before: Vec<Kept> = db.query(&sql, &place(&alarm.key))?.iter().filter_map(kept).collect();
    let int = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    if let Some(open) = before.iter().find(|b| b.seen.is_none()) {
        let (was, now) = match alarm.key.what {
            Alarming::Older => (open.was.max(alarm.was), alarm.now),
            Alarming::Missing => (open.was.max(alarm.was), alarm.now),
            Alarming::Fork => (open.was.min(alarm.was), alarm.now),
        };
        let whole = i64::from(open.whole || alarm.whole);
        let sql = "update alarm set was = $5, now = $6, whole = $7
                   where compartment = $1 and what = $2 and node = $3 and peer = $4 and seen = 0"; // node
        let [c, what, node, peer] = place(&alarm.key);
        let values = [c, what, node, peer, int(was).into(), int(now).into(), whole.into()];
        return db.execute(sql, &values).map(|_| true);
    }
    let known = before.iter().any(|seen| match alarm.key.what {
        Alarming::Older => false,
        Alarming::Missing => seen.was >= alarm.was,
        Alarming::Fork => seen.now >= alarm.now,
    });
    if known {
        return Ok(true);
    }
    let sql = "select count(*) from alarm where compartment = $1 and what = $2 and peer = $3"; // node
    let [c, what, _, peer] = place(&alarm.key);
    if db.one(sql, &[c, what, peer])?.is_some_and(|row| row.int(0) >= ALARMS_MAX) {
        return Ok(false);
    }
    // Clocks may be put back: two of one place never bear the same time.
    let since = before.last().map_or(now_ms, |last| now_ms.max(last.key.since + 1));
    let sql = "insert into alarm (compartment, what, node, peer, since, was, now, whole, seen, seen_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)"; // node
    let [c, what, node, peer] = place(&alarm.key);
    let nobody: &[u8] = &[];
    let values = [
        c,
        what,
        node,
        peer,
        since.into(),
        int(alarm.was).into(),
        int(alarm.now).into(),
        i64::from(alarm.whole).into(),
        nobody.into(),
    ];
    db.execute(sql, &values).map(|_| true)
}
