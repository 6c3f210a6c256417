//! Rows of a journal as pages and back: the same for a compartment that is open here and for one that is only relayed.

use crate::database::{Database, Row};
use crate::load;
use crate::problem::Problem;
use domain::id::{CompartmentId, EntryId, FileId, MemberId, NodeId};
use domain::planted::{Fault, planted};
use journal::exchange::{
    Body, BodyRow, FileKeyRow, Frontier, Height, NAMED_MAX, PAGE_ENTRIES, Page, ROOM, WrapRow,
};
use journal::wire::{self, ERASED_LEN, Sealed};
use std::collections::BTreeMap;

/// A journal's database and the compartment looked at.
pub(crate) struct Journal<'a> {
    pub db: &'a mut Database,
    pub compartment: CompartmentId,
}

impl Journal<'_> {
    pub(super) fn here(&self) -> crate::database::Value {
        self.compartment.bytes().into()
    }

    /// The last number of every chain. By steps of the key from chain to chain: grouped, a database walks every entry, and
    /// this is asked several times at each meeting.
    pub fn lengths(&mut self) -> Result<BTreeMap<NodeId, u64>, Problem> {
        let mut lengths = BTreeMap::new();
        let mut after: Vec<u8> = Vec::new();
        loop {
            let sql = "select node from entry where compartment = $1 and node > $2 order by node limit 1";
            let Some(row) = self.db.one(sql, &[self.here(), after.into()])? else { return Ok(lengths) };
            after = row.blob(0).to_vec();
            let sql = "select max(seq) from entry where compartment = $1 and node = $2";
            let last = self.db.one(sql, &[self.here(), after.clone().into()])?;
            if let (Some(node), Some(last)) = (NodeId::from_slice(&after), last) {
                lengths.insert(node, last.int(0).unsigned_abs());
            }
        }
    }

    /// How far every chain is known, under signed tips.
    pub fn frontier(&mut self) -> Result<Frontier, Problem> {
        let mut frontier = Frontier::new();
        for (node, seq) in self.lengths()? {
            frontier.insert(node, Height { seq, hash: self.hash_at(&node, seq)?.unwrap_or_default() });
        }
        if planted(Fault::HeightByMaxSeq) {
            let sql = "select node, last, hash from arriving where compartment = $1 order by last";
            for row in self.db.query(sql, &[self.here()])? {
                let Some(node) = NodeId::from_slice(row.blob(0)) else { continue };
                let highest = frontier.entry(node).or_default();
                let seq = row.int(1).unsigned_abs().max(highest.seq);
                *highest = if seq > highest.seq { Height { seq, hash: hash(&row, 2) } } else { *highest };
            }
        }
        Ok(frontier)
    }

    /// The same, counting what lies apart from that peer.
    pub fn frontier_with(&mut self, peer: &NodeId) -> Result<Frontier, Problem> {
        let mut frontier = self.frontier()?;
        let sql = "select node, first, last, hash from arriving where compartment = $1 and peer = $2 order by node, first";
        let values = [self.here(), peer.bytes().into()];
        for row in self.db.query(sql, &values)? {
            let Some(node) = NodeId::from_slice(row.blob(0)) else { continue };
            let known = frontier.entry(node).or_default();
            if row.int(1).unsigned_abs() == known.seq + 1 {
                *known = Height { seq: row.int(2).unsigned_abs(), hash: hash(&row, 3) };
            }
        }
        Ok(frontier)
    }

    /// The hash of an entry of the chain.
    pub fn hash_at(&mut self, node: &NodeId, seq: u64) -> Result<Option<[u8; 32]>, Problem> {
        let sql = "select hash from entry where compartment = $1 and node = $2 and seq = $3";
        let row = self.db.one(sql, &[self.here(), node.bytes().into(), (seq as i64).into()])?;
        Ok(row.map(|row| hash(&row, 0)))
    }

    /// The signed tips of branches.
    pub fn branches(&mut self) -> Result<Vec<(NodeId, Height)>, Problem> {
        let sql = "select node, seq, hash from fork where compartment = $1 and tip is not null
                   order by node, seq, hash limit $2";
        let rows = self.db.query(sql, &[self.here(), (NAMED_MAX as i64).into()])?;
        let read = |r: &Row| {
            Some((NodeId::from_slice(r.blob(0))?, Height { seq: r.int(1).unsigned_abs(), hash: hash(r, 2) }))
        };
        Ok(rows.iter().filter_map(read).collect())
    }

    /// The branch that ends at a signed tip, from where it parts from the chain that is known here.
    pub fn branch(&mut self, node: &NodeId, sign: &[u8], tip: &Height) -> Result<Option<Page>, Problem> {
        let sql = "select header, body, tip from fork where compartment = $1 and node = $2 and seq = $3 and hash = $4";
        let (mut back, mut at, mut signature) = (Vec::new(), *tip, None);
        while back.len() < PAGE_ENTRIES && (back.is_empty() || self.hash_at(node, at.seq)? != Some(at.hash)) {
            let values =
                [self.here(), node.bytes().into(), (at.seq as i64).into(), at.hash.as_slice().into()];
            let Some(row) = self.db.one(sql, &values)? else { break };
            let sealed = load::sealed(&row, 0, 1)?;
            signature.get_or_insert_with(|| row.blob(2).to_vec());
            at = Height { seq: at.seq.saturating_sub(1), hash: sealed.header.prev };
            back.push(sealed);
        }
        let (Some(first), Some(signature)) = (back.last().map(|s| s.header.seq), signature) else {
            return Ok(None);
        };
        let mut page = empty(self.compartment, sign, first);
        for sealed in back.into_iter().rev() {
            if !add(&mut page, sealed) {
                return Ok(None);
            }
        }
        page.tip = Some((tip.seq, Body(signature)));
        self.beside_page(node, &mut page)?;
        (page.wraps, page.named) = (Vec::new(), Vec::new());
        Ok(Some(page))
    }

    /// Chains that go two ways, each with the number at which they part.
    pub fn splits(&mut self) -> Result<BTreeMap<NodeId, u64>, Problem> {
        let sql = "select node, min(seq) from fork where compartment = $1 group by node";
        let rows = self.db.query(sql, &[self.here()])?;
        Ok(rows
            .iter()
            .filter_map(|r| Some((NodeId::from_slice(r.blob(0))?, r.int(1).unsigned_abs())))
            .collect())
    }

    /// The same with how many entries stand beside each.
    pub fn parted(&mut self) -> Result<BTreeMap<NodeId, (u64, u64)>, Problem> {
        let sql = "select node, min(seq), count(*) from fork where compartment = $1 group by node";
        let rows = self.db.query(sql, &[self.here()])?;
        let read = |r: &Row| {
            Some((NodeId::from_slice(r.blob(0))?, (r.int(1).unsigned_abs(), r.int(2).unsigned_abs())))
        };
        Ok(rows.iter().filter_map(read).collect())
    }

    /// The last entry of each chain that is here, in it or beside it.
    pub fn reaches(&mut self) -> Result<BTreeMap<NodeId, u64>, Problem> {
        let mut last = self.lengths()?;
        let sql = "select node, max(seq) from fork where compartment = $1 group by node";
        for row in self.db.query(sql, &[self.here()])? {
            let Some(node) = NodeId::from_slice(row.blob(0)) else { continue };
            let known = last.entry(node).or_insert(0);
            *known = row.int(1).unsigned_abs().max(*known);
        }
        Ok(last)
    }

    /// Whether an entry of the chain, or of a branch of it, is the one of that hash, and its node signed there.
    pub fn signed(&mut self, node: &NodeId, height: &Height) -> Result<bool, Problem> {
        if planted(Fault::ApartRemembered) {
            return Ok(self.hash_at(node, height.seq)? == Some(height.hash));
        }
        for sql in [
            "select hash from entry where compartment = $1 and node = $2 and seq = $3 and tip is not null",
            "select hash from fork where compartment = $1 and node = $2 and seq = $3 and tip is not null",
        ] {
            let values = [self.here(), node.bytes().into(), (height.seq as i64).into()];
            if self.db.query(sql, &values)?.iter().any(|row| hash(row, 0) == height.hash) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether an entry is known, in the chain or in a branch.
    pub fn knows(&mut self, node: &NodeId, height: &Height) -> Result<bool, Problem> {
        if self.hash_at(node, height.seq)? == Some(height.hash) {
            return Ok(true);
        }
        let sql = "select seq from fork where compartment = $1 and node = $2 and seq = $3 and hash = $4";
        let values =
            [self.here(), node.bytes().into(), (height.seq as i64).into(), height.hash.as_slice().into()];
        Ok(self.db.one(sql, &values)?.is_some())
    }

    /// What follows `after` in the chain of `node`, whose verifying key is `sign`.
    pub fn page(
        &mut self,
        node: &NodeId,
        sign: &[u8],
        after: u64,
        room: usize,
    ) -> Result<Option<Page>, Problem> {
        let sql = "select seq, header, body, tip from entry where compartment = $1 and node = $2 and seq > $3
                   order by seq limit $4";
        let values = [self.here(), node.bytes().into(), (after as i64).into(), (PAGE_ENTRIES as i64).into()];
        let mut page = empty(self.compartment, sign, after + 1);
        let mut bytes = 0;
        for row in self.db.query(sql, &values)? {
            bytes += row.blob(2).len();
            let gap = row.int(0).unsigned_abs() != page.first + page.entries.len() as u64;
            if gap || (!page.entries.is_empty() && bytes > room) {
                break;
            }
            let sealed = load::sealed(&row, 1, 2)?;
            let seq = sealed.header.seq;
            if !add(&mut page, sealed) {
                break;
            }
            if !row.blob(3).is_empty() {
                page.tip = Some((seq, Body(row.blob(3).to_vec())));
            }
        }
        if page.entries.is_empty() {
            return Ok(None);
        }
        // What stands beyond the last signed tip proves nothing yet, so it is not sent where something does.
        if let Some((tip, _)) = page.tip {
            page.entries.truncate((tip - page.first) as usize + 1);
        }
        self.beside_page(node, &mut page)?;
        Ok(Some(page))
    }

    fn beside_page(&mut self, node: &NodeId, page: &mut Page) -> Result<(), Problem> {
        let values =
            [self.here(), node.bytes().into(), (page.first as i64).into(), (page.last() as i64).into()];
        let between = "compartment = $1 and node = $2 and seq >= $3 and seq <= $4";
        // tidy: columns only
        let keys = format!("select node, seq, epoch, bytes from file_key where {between} order by seq");
        page.file_keys = self.db.query(&keys, &values)?.iter().filter_map(file_key_row).collect();
        // tidy: columns only
        let wraps = format!("select node, seq, epoch, member, bytes from wrap where {between} order by seq");
        page.wraps = self.db.query(&wraps, &values)?.iter().filter_map(wrap_row).collect();
        // tidy: columns only
        let named = format!("select seq, address from named where {between} order by seq, address");
        let read = |row: &Row| (row.int(0).unsigned_abs(), Body(row.blob(1).to_vec()));
        page.named = self.db.query(&named, &values)?.iter().map(read).collect();
        Ok(())
    }

    /// The verifying key of a chain's node, as it came with the chain.
    pub fn sign_of(&mut self, node: &NodeId) -> Result<Option<Vec<u8>>, Problem> {
        let sql = "select sign from chain where compartment = $1 and node = $2";
        Ok(self.db.one(sql, &[self.here(), node.bytes().into()])?.map(|row| row.blob(0).to_vec()))
    }

    /// Files' keys that came with these entries.
    pub fn file_keys(&mut self, places: &[(NodeId, u64)]) -> Result<Vec<FileKeyRow>, Problem> {
        let sql =
            "select node, seq, epoch, bytes from file_key where compartment = $1 and node = $2 and seq = $3";
        let mut found = Vec::new();
        for (node, seq) in places {
            let values = [self.here(), node.bytes().into(), (*seq as i64).into()];
            found.extend(self.db.query(sql, &values)?.iter().filter_map(file_key_row));
        }
        Ok(found)
    }

    /// Entries that lie here without their body, whatever the reason: whoever only relays cannot tell.
    pub fn bare(&mut self) -> Result<Vec<(NodeId, u64)>, Problem> {
        // The condition of the index that keeps them, to the letter.
        let sql = "select node, seq from entry where compartment = $1 and length(body) = 32 order by node, seq limit $2";
        let values = [self.here(), (NAMED_MAX as i64).into()];
        let place = |r: &Row| Some((NodeId::from_slice(r.blob(0))?, r.int(1).unsigned_abs()));
        Ok(self.db.query(sql, &values)?.iter().filter_map(place).collect())
    }

    /// The bodies of these entries, where they are here, up to about what one message bears.
    pub fn bodies(&mut self, places: &[(NodeId, u64)]) -> Result<Vec<BodyRow>, Problem> {
        let sql = "select body from entry where compartment = $1 and node = $2 and seq = $3";
        let (mut found, mut bytes) = (Vec::new(), 0);
        for (node, seq) in places {
            let values = [self.here(), node.bytes().into(), (*seq as i64).into()];
            let Some(row) = self.db.one(sql, &values)? else { continue };
            bytes += row.blob(0).len();
            if bytes > ROOM.1 && !found.is_empty() {
                break;
            }
            if row.blob(0).len() != ERASED_LEN {
                found.push(BodyRow { node: *node, seq: *seq, body: Body(row.blob(0).to_vec()) });
            }
        }
        Ok(found)
    }

    /// The keys of a file, whichever entry they came with.
    pub fn keys_of(&mut self, file: &FileId) -> Result<Vec<FileKeyRow>, Problem> {
        let sql = "select node, seq, epoch, bytes from file_key where compartment = $1 and file = $2";
        Ok(self.db.query(sql, &[self.here(), file.bytes().into()])?.iter().filter_map(file_key_row).collect())
    }

    /// Every wrap of these epochs.
    pub fn wraps(&mut self, epochs: &[EntryId]) -> Result<Vec<WrapRow>, Problem> {
        let sql = "select node, seq, epoch, member, bytes from wrap where compartment = $1 and epoch = $2 order by member";
        let mut found = Vec::new();
        for epoch in epochs {
            found.extend(
                self.db.query(sql, &[self.here(), epoch.bytes().into()])?.iter().filter_map(wrap_row),
            );
        }
        Ok(found)
    }
}

/// A page without entries.
fn empty(compartment: CompartmentId, sign: &[u8], first: u64) -> Page {
    Page {
        suite: wire::SUITE,
        compartment,
        sign: sign.to_vec(),
        first,
        epochs: Vec::new(),
        entries: Vec::new(),
        tip: None,
        file_keys: Vec::new(),
        wraps: Vec::new(),
        named: Vec::new(),
    }
}

/// Adds the next entry; false where the page is full of epochs.
fn add(page: &mut Page, sealed: Sealed) -> bool {
    let epoch = page.epochs.iter().position(|e| *e == sealed.header.epoch);
    let epoch = epoch.unwrap_or_else(|| {
        page.epochs.push(sealed.header.epoch);
        page.epochs.len() - 1
    });
    let Ok(epoch) = u8::try_from(epoch) else {
        page.epochs.pop();
        return false;
    };
    page.entries.push((epoch, Body(sealed.body)));
    true
}

pub(super) fn hash(row: &Row, column: usize) -> [u8; 32] {
    row.blob(column).try_into().unwrap_or_default()
}

fn file_key_row(row: &Row) -> Option<FileKeyRow> {
    let (node, epoch) = (NodeId::from_slice(row.blob(0))?, EntryId::from_slice(row.blob(2))?);
    Some(FileKeyRow { node, seq: row.int(1).unsigned_abs(), epoch, bytes: row.blob(3).to_vec() })
}

fn wrap_row(row: &Row) -> Option<WrapRow> {
    Some(WrapRow {
        node: NodeId::from_slice(row.blob(0))?,
        seq: row.int(1).unsigned_abs(),
        epoch: EntryId::from_slice(row.blob(2))?,
        member: MemberId::from_slice(row.blob(3))?,
        bytes: row.blob(4).to_vec(),
    })
}
