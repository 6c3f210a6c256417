//! Coverage: of each compartment, how far every node's chain is held here, and how far others said that it goes. What is
//! missing after a laptop or a headquarters was lost is named by its numbers, never guessed.
//!
//! What others say is their word: it can make a range missing that never was, and can hide none that is held.

use crate::actor::Actor;
use crate::exchange::{Journal, waiting};
use crate::node::Store;
use crate::problem::Problem;
use domain::id::{CompartmentId, NodeId};
use domain::planted::{Fault, planted};
use std::collections::BTreeMap;

/// Most chains of one compartment of which one node's word is kept.
const TOLD_MAX: usize = 2_048;

/// One node's chain in one compartment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The node that wrote it.
    pub node: NodeId,
    /// Whose node that is, where somebody here knows; this node's own is empty.
    pub whose: String,
    /// The last entry that is here, under a signed tip.
    pub held: u64,
    /// How far it goes, as far as anybody has said.
    pub told: u64,
    /// Who said so, where it goes further than what is here.
    pub by: String,
}

impl Chain {
    /// The first and the last entry that are missing.
    pub fn missing(&self) -> Option<(u64, u64)> {
        (self.told > self.held && !planted(Fault::MissingUnnamed)).then_some((self.held + 1, self.told))
    }
}

/// A compartment and its chains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Which.
    pub compartment: CompartmentId,
    /// Its name; empty where it is not open here.
    pub name: String,
    /// Whether the actor belongs to it and it is open.
    pub open: bool,
    /// The chains.
    pub chains: Vec<Chain>,
    /// Entries that are here and cannot be read yet, for want of a key or of what they follow.
    pub unread: u64,
    /// Attachments that are named and not here.
    pub attachments: u64,
}

impl Coverage {
    /// Whether nothing is missing that anybody has spoken of.
    pub fn is_whole(&self) -> bool {
        self.unread == 0 && self.attachments == 0 && self.chains.iter().all(|c| c.missing().is_none())
    }
}

impl Store {
    /// Every compartment that is open to the actor, and every one that lies here sealed.
    pub fn coverage(&self, actor: &Actor) -> Result<Vec<Coverage>, Problem> {
        let open: BTreeMap<CompartmentId, String> =
            self.compartments(actor)?.into_iter().map(|c| (c.id, c.name)).collect();
        let sealed = self.with_node(|u| waiting(&mut u.waiting))?;
        let mut all = Vec::new();
        for (compartment, name) in &open {
            let shelf = self.shelf(actor, compartment)?;
            let mut coverage = shelf.with_reader(|reader| {
                let sql = "select count(*) from unread where compartment = $1";
                let unread = reader.db.one(sql, &[compartment.bytes().into()])?.map_or(0, |row| row.int(0));
                let db = reader.remote.as_mut().unwrap_or(&mut reader.db);
                let mut covered = covered(&mut Journal { db, compartment: *compartment })?;
                covered.unread = unread.unsigned_abs();
                Ok(covered)
            })?;
            (coverage.name, coverage.open) = (name.clone(), true);
            all.push(coverage);
        }
        for compartment in sealed.into_iter().filter(|c| !open.contains_key(c)) {
            all.push(self.with_node(|u| covered(&mut Journal { db: &mut u.waiting, compartment }))?);
        }
        let names = self.names_of_nodes()?;
        for coverage in &mut all {
            self.add_told(coverage, &names)?;
        }
        Ok(all)
    }

    /// Whose each known node is.
    pub(crate) fn names_of_nodes(&self) -> Result<BTreeMap<NodeId, String>, Problem> {
        let rows = self.with_node(|u| u.db.query("select node, name from peer", &[]))?;
        Ok(rows
            .iter()
            .filter_map(|row| Some((NodeId::from_slice(row.blob(0))?, row.text(1).to_string())))
            .collect())
    }

    /// Adds what others said, and whose each chain is.
    fn add_told(&self, coverage: &mut Coverage, names: &BTreeMap<NodeId, String>) -> Result<(), Problem> {
        for (node, (seq, by)) in self.told(&coverage.compartment)? {
            let by = names.get(&by).cloned().unwrap_or_else(|| by.to_string());
            match coverage.chains.iter_mut().find(|c| c.node == node) {
                Some(chain) if seq > chain.told => (chain.told, chain.by) = (seq, by),
                Some(_) => {}
                None => {
                    let whose = String::new();
                    coverage.chains.push(Chain { node, whose, held: 0, told: seq, by });
                }
            }
        }
        for chain in &mut coverage.chains {
            chain.whose = names.get(&chain.node).cloned().unwrap_or_default();
        }
        coverage.chains.sort_by_key(|c| c.node);
        Ok(())
    }

    /// The furthest that anybody said of each chain, and who.
    pub(crate) fn told(
        &self,
        compartment: &CompartmentId,
    ) -> Result<BTreeMap<NodeId, (u64, NodeId)>, Problem> {
        let mut furthest: BTreeMap<NodeId, (u64, NodeId)> = BTreeMap::new();
        for claim in self.claims(compartment)? {
            let known = furthest.entry(claim.node).or_insert((claim.seq, claim.peer));
            *known = (*known).max((claim.seq, claim.peer));
        }
        Ok(furthest)
    }

    /// What everybody said of each chain. One word takes no other's place: a false one would silence those that are true.
    pub(crate) fn claims(&self, compartment: &CompartmentId) -> Result<Vec<Claim>, Problem> {
        let sql =
            "select node, peer, hearsay, seq from claim where compartment = $1 order by node, peer, hearsay"; // node
        let rows = self.with_node(|u| u.db.query(sql, &[compartment.bytes().into()]))?;
        Ok(rows.iter().filter_map(claim).collect())
    }

    /// Chains of which others said that they go further than what is here, for whoever asks.
    pub(crate) fn told_beyond(
        &self,
        compartment: &CompartmentId,
        held: &journal::exchange::Frontier,
    ) -> Result<Vec<(NodeId, u64)>, Problem> {
        let known = |node: &NodeId| held.get(node).map_or(0, |h| h.seq);
        let told = self.told(compartment)?.into_iter().map(|(node, (seq, _))| (node, seq));
        Ok(told.filter(|(node, seq)| *seq > known(node)).collect())
    }

    /// Keeps how far `peer` says that chains go: of what it has itself, or of what it heard (`hearsay`). Of compartments that
    /// are not kept here nothing is.
    pub(crate) fn hear_told(
        &self,
        peer: &NodeId,
        compartment: &CompartmentId,
        told: impl Iterator<Item = (NodeId, u64)>,
        hearsay: bool,
    ) -> Result<(), Problem> {
        // Only of what that node may have from here, or brings: not of whatever it has heard the name of.
        let shared = self.shared_with(peer)?.contains(compartment);
        self.with_node(|u| {
            if !shared && !waiting(&mut u.waiting)?.contains(compartment) {
                return Ok(());
            }
            let sql = "select node, peer, hearsay, seq from claim where compartment = $1 and peer = $2"; // node
            let rows = u.db.query(sql, &[compartment.bytes().into(), peer.bytes().into()])?;
            let known: BTreeMap<(NodeId, bool), u64> =
                rows.iter().filter_map(claim).map(|c| ((c.node, c.hearsay), c.seq)).collect();
            let mut room = TOLD_MAX.saturating_sub(known.len());
            let mut new = Vec::new();
            for (node, seq) in told.filter(|(_, seq)| *seq <= FURTHEST) {
                match known.get(&(node, hearsay)) {
                    Some(said) if *said >= seq => continue,
                    Some(_) => {}
                    None if room == 0 => continue,
                    None => room -= 1,
                }
                new.push(Claim { node, peer: *peer, hearsay, seq });
            }
            if new.is_empty() { Ok(()) } else { u.db.in_one(|db| keep(db, compartment, &new)) }
        })
    }
}

/// Whoever says that a chain goes further than this says nothing.
const FURTHEST: u64 = 1 << 40;

/// Somebody's word of how far a chain goes.
pub(crate) struct Claim {
    pub node: NodeId,
    pub peer: NodeId,
    /// Whether it heard so, and has it not itself.
    pub hearsay: bool,
    pub seq: u64,
}

fn claim(row: &crate::database::Row) -> Option<Claim> {
    let (node, peer) = (NodeId::from_slice(row.blob(0))?, NodeId::from_slice(row.blob(1))?);
    Some(Claim { node, peer, hearsay: row.int(2) == 1, seq: row.int(3).unsigned_abs() })
}

fn keep(
    db: &mut crate::database::Database,
    compartment: &CompartmentId,
    claims: &[Claim],
) -> Result<(), Problem> {
    for claim in claims {
        let sql = "insert into claim (compartment, node, peer, hearsay, seq) values ($1, $2, $3, $4, $5)
                   on conflict (compartment, node, peer, hearsay) do update set seq = excluded.seq
                   where seq < excluded.seq"; // node
        let values = [
            compartment.bytes().into(),
            claim.node.bytes().into(),
            claim.peer.bytes().into(),
            i64::from(claim.hearsay).into(),
            i64::try_from(claim.seq).unwrap_or(i64::MAX).into(),
        ];
        db.execute(sql, &values)?;
    }
    Ok(())
}

fn covered(journal: &mut Journal<'_>) -> Result<Coverage, Problem> {
    let chain = |(node, height): (NodeId, journal::exchange::Height)| Chain {
        node,
        whose: String::new(),
        held: height.seq,
        told: height.seq,
        by: String::new(),
    };
    let chains = journal.frontier()?.into_iter().map(chain).collect();
    let sql = "select count(distinct n.address) from named n
               left join attachment a on a.compartment = n.compartment and a.address = n.address
               where n.compartment = $1 and a.address is null";
    let attachments = journal.db.one(sql, &[journal.compartment.bytes().into()])?.map_or(0, |row| row.int(0));
    Ok(Coverage {
        compartment: journal.compartment,
        name: String::new(),
        open: false,
        chains,
        unread: 0,
        attachments: attachments.unsigned_abs(),
    })
}
