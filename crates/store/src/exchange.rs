//! Exchange: this node meets another, and each ends with what the other had of the compartments they share. Who may
//! have what is decided here; how it is said in `journal::exchange`; over which line by whoever calls.
//!
//! A node shares a compartment with the nodes that its keepers let in, and with those it was told to relay through. A
//! compartment that is not open here lies sealed among what waits: stored, handed on, backed up, and read by nobody.

mod admit;
mod control;
mod graft;
mod judging;
mod keeps;
mod opening;
mod parts;
mod rows;
mod taken;

use crate::actor::Actor;
use crate::database::{Database, Row};
use crate::node::Store;
use crate::problem::Problem;
pub(crate) use admit::Opened;
use domain::compartment::Role;
use domain::id::{CompartmentId, MemberId, NodeId};
use journal::exchange::{
    Answer, Ask, Lost, Met, Peer, answer, meet, open_answer, open_ask, seal_answer, seal_ask,
};
use journal::keys::NodePublic;
pub(crate) use keeps::Keeping;
pub(crate) use rows::Journal;
use std::collections::BTreeMap;

/// Another node that this one knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerInfo {
    /// Which.
    pub node: NodeId,
    /// Whose, by their card.
    pub name: String,
    /// Where it is reached; empty where it is not known.
    pub url: String,
    /// Whether everything of this node is shared with it, sealed, so that it stores and hands it on.
    pub relays: bool,
}

/// An entry that is kept and does not count, or cannot be read yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldEntry {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// The node whose chain it stands in.
    pub node: NodeId,
    /// Its number there.
    pub seq: u64,
    /// Its id in hexadecimal; empty where it could not be opened.
    pub id: String,
    /// Who wrote it, where that can be read.
    pub by: Option<MemberId>,
    /// Why: a word of [`domain::compartment::Held`], `epoch`, `file-key`, `damaged`, `newer-version` or `fork`.
    pub why: String,
}

/// A line to another node: bytes out, bytes back.
pub trait Line {
    /// Sends a sealed question and waits for the sealed answer.
    fn send(&mut self, envelope: Vec<u8>) -> Result<Vec<u8>, Lost>;
    /// About how many bytes the line bears in one piece.
    fn room(&self) -> usize {
        journal::exchange::ROOM.1
    }
}

/// The other node behind a line.
struct Behind<'a> {
    store: &'a Store,
    peer: NodePublic,
    line: &'a mut dyn Line,
}

impl Peer for Behind<'_> {
    fn ask(&mut self, ask: &Ask) -> Result<Answer, Lost> {
        let key = self.store.with_node(|u| Ok(u.node_key.clone())).map_err(|e| Lost::Here(e.to_string()))?;
        let mut chance = self.store.surroundings.chance();
        let (envelope, asked) = seal_ask(ask, &key, &self.peer, &mut chance)?;
        open_answer(&self.line.send(envelope)?, &asked)
    }

    fn room(&self) -> usize {
        self.line.room()
    }
}

impl Store {
    /// Meets the node behind `line`. What was done before the line is cut stays done, and stands in what is returned.
    pub fn exchange(
        &self,
        actor: &Actor,
        with: &NodeId,
        line: &mut dyn Line,
    ) -> Result<(Met, Option<Lost>), Problem> {
        let (_, peer) = self.peer(with)?.ok_or(Problem::Unknown("node"))?;
        self.release_question(false)?;
        // What is due is ended before anything more is handed out.
        self.tend_referrals(actor)?;
        let mut met = Met::default();
        let mut behind = Behind { store: self, peer, line };
        let before = self.remembered(with)?;
        let cut = meet(&mut Keeping { store: self }, with, &mut behind, &mut met).err();
        self.met_with(with, &before, &mut met, cut.is_none())?;
        self.tend(actor)?;
        self.give_missing_doors(actor)?;
        self.carry_on(actor)?;
        Ok((met, cut))
    }

    /// Answers a sealed question of a node that this one knows.
    pub fn answer(&self, envelope: &[u8]) -> Result<Vec<u8>, Lost> {
        let here = |e: Problem| Lost::Here(e.to_string());
        let key = self.with_node(|u| Ok(u.node_key.clone())).map_err(here)?;
        let known = |node: &NodeId| self.peer(node).ok().flatten().map(|(_, public)| public);
        let (peer, ask, asked) = open_ask(envelope, &key, known)?;
        match &ask {
            Ask::Greet(word) => self.asked_with(&peer.node(), word).map_err(here)?,
            // It comes when all chains have gone: what was named and is not here was not handed over.
            Ask::Wants(compartment)
                if self.shared_with(&peer.node()).map_err(here)?.contains(compartment) =>
            {
                drop(self.note_missing(&peer.node(), compartment).map_err(here)?);
            }
            _ => {}
        }
        if matches!(ask, Ask::Letters) {
            // Whoever is only met, and never meets, has letters too.
            self.release_question(false).map_err(here)?;
        }
        let answered = answer(&mut Keeping { store: self }, &peer.node(), ask)?;
        seal_answer(&answered, &asked, &mut self.surroundings.chance())
    }

    /// The nodes that this one knows.
    pub fn peers(&self, _actor: &Actor) -> Result<Vec<PeerInfo>, Problem> {
        let rows = self
            .with_node(|u| u.db.query("select node, name, url, relays from peer order by name, node", &[]))?;
        Ok(rows.iter().filter_map(peer_info).collect())
    }

    /// Where a known node is reached, and whether it relays for this one. For a keeper.
    pub fn set_peer(&self, actor: &Actor, node: &NodeId, url: &str, relays: bool) -> Result<(), Problem> {
        if !self.compartments(actor)?.iter().any(|c| c.role == Role::Keeper) {
            return Err(Problem::NotAllowed("say where a node is reached"));
        }
        let sql = "update peer set url = $2, relays = $3 where node = $1";
        let values = [node.bytes().into(), url.into(), i64::from(relays).into()];
        let changed = self.with_node(|u| u.db.execute(sql, &values))?;
        if changed == 0 { Err(Problem::Unknown("node")) } else { Ok(()) }
    }

    pub(crate) fn peer(&self, node: &NodeId) -> Result<Option<(PeerInfo, NodePublic)>, Problem> {
        let sql = "select node, name, url, relays, sign, post from peer where node = $1";
        let row = self.with_node(|u| u.db.one(sql, &[node.bytes().into()]))?;
        Ok(row.and_then(|row| {
            let public = NodePublic { sign: row.blob(4).to_vec(), post: row.blob(5).to_vec() };
            Some((peer_info(&row)?, public))
        }))
    }

    /// The compartments that a node may have from here: open ones whose keepers let it in, everything where it relays
    /// for this node, and what is only relayed here.
    pub(crate) fn shared_with(&self, with: &NodeId) -> Result<Vec<CompartmentId>, Problem> {
        let Some((peer, _)) = self.peer(with)? else { return Ok(Vec::new()) };
        self.with_node(|u| {
            let mut shared: Vec<CompartmentId> = Vec::new();
            for shelf in u.shelves.values() {
                let charter = shelf.charter();
                let standing = charter.nodes.get(with);
                let revoked = standing.is_some_and(|(_, revoked)| revoked.is_some());
                if !revoked && (standing.is_some() || peer.relays) {
                    shared.push(shelf.id);
                }
            }
            let mut waiting = waiting(&mut u.waiting)?;
            // What was joined and not cleared away yet, because the power went, speaks for the compartment no more.
            for row in u.db.query("select compartment from compartment", &[])? {
                waiting.retain(|id| id.bytes() != row.blob(0)); // node
            }
            shared.extend(waiting.into_iter().filter(|id| !u.shelves.contains_key(id)));
            Ok(shared)
        })
    }

    /// Tells every open compartment the keys of those this node knows, for entries that travelled: when one is opened, and
    /// when somebody becomes known.
    pub(crate) fn refresh_known(&self) -> Result<(), Problem> {
        self.with_node(|u| {
            let mut known = BTreeMap::new();
            for sql in ["select member, sign from acquaintance", "select member, sign from member"] {
                for row in u.db.query(sql, &[])? {
                    known.extend(MemberId::from_slice(row.blob(0)).map(|m| (m, row.blob(1).to_vec())));
                }
            }
            for shelf in u.shelves.values() {
                *shelf.known.write().unwrap_or_else(std::sync::PoisonError::into_inner) = known.clone();
            }
            Ok(())
        })
    }

    /// Entries that are kept and do not count, cannot be read yet, or branch off. For those who audit.
    pub fn held(&self, actor: &Actor) -> Result<Vec<HeldEntry>, Problem> {
        let found = self.read_each(actor, Role::audits, |r| {
            let (compartment, here) = (r.compartment(), [r.here()]);
            let read = |row: &Row| {
                Some(HeldEntry {
                    compartment,
                    node: NodeId::from_slice(row.blob(0))?,
                    seq: row.int(1).unsigned_abs(),
                    id: crate::transfer::hex(row.blob(2)),
                    by: MemberId::from_slice(row.blob(3)),
                    why: row.text(4).to_string(),
                })
            };
            let mut held = Vec::new();
            let sql = "select node, seq, id, by, held from entry_of where compartment = $1 and held <> '' order by node, seq";
            held.extend(r.query(sql, &here)?.iter().filter_map(read));
            let sql = "select node, seq, null, null, why from unread where compartment = $1 order by node, seq";
            held.extend(r.query(sql, &here)?.iter().filter_map(read));
            let sql = "select o.node, o.seq, o.id, o.by, h.why from held h join entry_of o
                       on o.compartment = h.compartment and o.id = h.id where h.compartment = $1 order by o.node, o.seq";
            held.extend(r.query(sql, &here)?.iter().filter_map(read));
            let journal = r.reader.remote.as_mut().unwrap_or(&mut r.reader.db);
            let sql = "select node, seq from fork where compartment = $1 order by node, seq";
            held.extend(journal.query(sql, &here)?.iter().filter_map(|row| {
                Some(HeldEntry { why: "fork".into(), ..read(row)? })
            }));
            Ok(held)
        })?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Lets a held entry count after all. For a keeper who has looked at it.
    pub fn admit_held(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        id: &domain::id::EntryId,
    ) -> Result<(), Problem> {
        let entry = *id;
        self.write(actor, compartment, move |w| {
            let control = w.control()?;
            let fact = domain::compartment::Fact::Admitted { entry };
            w.append(&control, vec![domain::entry::Fact::Compartment(fact)]).map(|_| ())
        })
    }
}

/// The compartments that lie sealed among what waits.
pub(crate) fn waiting(db: &mut Database) -> Result<Vec<CompartmentId>, Problem> {
    let rows = db.query("select distinct compartment from chain order by compartment", &[])?; // node
    Ok(rows.iter().filter_map(|r| CompartmentId::from_slice(r.blob(0))).collect())
}

fn peer_info(row: &Row) -> Option<PeerInfo> {
    Some(PeerInfo {
        node: NodeId::from_slice(row.blob(0))?,
        name: row.text(1).to_string(),
        url: row.text(2).to_string(),
        relays: row.int(3) == 1,
    })
}
