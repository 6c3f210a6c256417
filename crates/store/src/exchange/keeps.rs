//! What this node keeps, for a meeting: compartments that are open here, and those it only relays.

use super::rows::Journal;
use crate::database::Database;
use crate::node::{Store, Unlocked};
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::id::{CompartmentId, FileId, NodeId};
use domain::planted::{Fault, planted};
use journal::exchange::{
    Address, Admitted, Beside, FileKeyRow, Frontier, Height, Keeps, Lost, NAMED_MAX, Page, PageProblem, Part,
    Waits, Wanted, Word,
};
use journal::letterbox::Letterbox;
use std::collections::BTreeMap;
use std::sync::Arc;

/// This node in a meeting.
pub(crate) struct Keeping<'a> {
    pub(crate) store: &'a Store,
}

fn lost(problem: Problem) -> Lost {
    Lost::Here(problem.to_string())
}

impl Keeping<'_> {
    /// The compartment where it is open here.
    fn open(&self, compartment: &CompartmentId) -> Result<Option<Arc<Shelf>>, Problem> {
        self.store.with_node(|u| Ok(u.shelves.get(compartment).cloned()))
    }

    /// Runs `f` on the journal of a compartment, to read; one that is this node's own and not open is not there.
    fn read<T>(
        &self,
        compartment: &CompartmentId,
        f: impl FnOnce(&mut Journal<'_>) -> Result<T, Problem>,
    ) -> Result<T, Lost> {
        self.read_open(compartment, f)?.ok_or_else(|| lost(Problem::Unknown("compartment")))
    }

    /// The same; `None` where it is this node's own and not open. It may have been closed a moment ago, since it was open by
    /// break-glass only: nothing of it lies among what waits, and that says nothing of how much of it is here.
    fn read_open<T>(
        &self,
        compartment: &CompartmentId,
        f: impl FnOnce(&mut Journal<'_>) -> Result<T, Problem>,
    ) -> Result<Option<T>, Lost> {
        let compartment = *compartment;
        if let Some(shelf) = self.open(&compartment).map_err(lost)? {
            return on_shelf(&shelf, f).map(Some).map_err(lost);
        }
        // It may have been joined just now, and what waits cleared away: nothing is read from between the two.
        let read = self.store.with_node(|u| match u.shelves.get(&compartment).cloned() {
            Some(shelf) => Ok(Err((shelf, f))),
            None if own(u, &compartment)? && !planted(Fault::ClosedSpeaks) => Ok(Ok(None)),
            None => f(&mut Journal { db: &mut u.waiting, compartment }).map(|read| Ok(Some(read))),
        });
        match read.map_err(lost)? {
            Ok(read) => Ok(read),
            Err((shelf, f)) => on_shelf(&shelf, f).map(Some).map_err(lost),
        }
    }

    /// How far this node knows a compartment, as it says it to `with`; `None` where it is closed.
    pub(crate) fn word_of(
        &self,
        compartment: &CompartmentId,
        with: &NodeId,
    ) -> Result<Option<Frontier>, Lost> {
        self.read_open(compartment, |journal| journal.frontier_with(with))
    }

    /// How far a node says that it knows chains, where that is under a signed tip of the chain as it is here.
    pub(crate) fn signed(
        &self,
        compartment: &CompartmentId,
        heights: &[(NodeId, Height)],
    ) -> Result<Vec<(NodeId, u64)>, Lost> {
        let signed = self.read_open(compartment, |journal| {
            let mut signed = Vec::new();
            for (node, height) in heights {
                if journal.signed(node, height)? {
                    signed.push((*node, height.seq));
                }
            }
            Ok(signed)
        })?;
        Ok(signed.unwrap_or_default())
    }

    /// The last entry of each chain that is here, in it or beside it; `None` where the compartment is closed.
    pub(crate) fn reaches(&self, compartment: &CompartmentId) -> Result<Option<BTreeMap<NodeId, u64>>, Lost> {
        self.read_open(compartment, |journal| journal.reaches())
    }

    /// Chains that go two ways: where each parts, and how many entries stand beside it.
    pub(crate) fn parted(&self, compartment: &CompartmentId) -> Result<BTreeMap<NodeId, (u64, u64)>, Lost> {
        self.read(compartment, |journal| journal.parted())
    }

    /// Runs `f` on the journal of a compartment in one transaction.
    fn write<T: Send + 'static>(
        &self,
        compartment: &CompartmentId,
        f: impl FnOnce(&mut Journal<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Lost> {
        self.store.room().map_err(lost)?;
        let compartment = *compartment;
        let done = match self.open(&compartment).map_err(lost)? {
            Some(shelf) => shelf.submit(move |desk| {
                let compartment = desk.compartment;
                f(&mut Journal { db: desk.journal(), compartment })
            }),
            None => self
                .store
                .with_node(|u| sealed(u, &compartment)?.in_one(|db| f(&mut Journal { db, compartment }))),
        };
        done.map_err(lost)
    }

    fn sign_of(&self, compartment: &CompartmentId, node: &NodeId) -> Result<Option<Vec<u8>>, Lost> {
        let own = self.store.with_node(|u| Ok((u.node, u.node_key.verifying().to_vec()))).map_err(lost)?;
        if own.0 == *node {
            return Ok(Some(own.1));
        }
        self.read(compartment, |journal| journal.sign_of(node))
    }
}

/// Runs `f` on the journal of an open compartment, to read.
fn on_shelf<T>(shelf: &Shelf, f: impl FnOnce(&mut Journal<'_>) -> Result<T, Problem>) -> Result<T, Problem> {
    shelf.with_reader(|reader| {
        let db = reader.remote.as_mut().unwrap_or(&mut reader.db);
        f(&mut Journal { db, compartment: shelf.id })
    })
}

/// What lies sealed among what waits, to write in it. A compartment that was joined lies there no more: what came meanwhile
/// would be cleared away with the rest, after the other side was told that it is here.
fn sealed<'u>(u: &'u mut Unlocked, compartment: &CompartmentId) -> Result<&'u mut Database, Problem> {
    if own(u, compartment)? { Err(Problem::Unknown("compartment")) } else { Ok(&mut u.waiting) }
}

/// Whether a compartment is this node's own, open or not: it has a database, or its journal is elsewhere.
fn own(u: &mut Unlocked, compartment: &CompartmentId) -> Result<bool, Problem> {
    let sql = "select path from compartment where compartment = $1"; // node
    Ok(u.db.one(sql, &[compartment.bytes().into()])?.is_some())
}

impl Keeps for Keeping<'_> {
    fn shared(&mut self, with: &NodeId) -> Result<Vec<CompartmentId>, Lost> {
        self.store.shared_with(with).map_err(lost)
    }

    fn takes(&mut self, compartment: &CompartmentId, with: &NodeId) -> Result<bool, Lost> {
        let known = self.store.peer(with).map_err(lost)?.is_some();
        let sql = "select path from compartment where compartment = $1";
        let ours = self.store.with_node(|u| u.db.one(sql, &[compartment.bytes().into()])).map_err(lost)?;
        Ok(known && ours.is_none())
    }

    fn frontier(&mut self, compartment: &CompartmentId, with: &NodeId) -> Result<Frontier, Lost> {
        self.read(compartment, |journal| journal.frontier_with(with))
    }

    fn word(&mut self, of: &[CompartmentId], with: &NodeId) -> Result<Word, Lost> {
        self.store.own_word(of, with, self)
    }

    fn hash_at(
        &mut self,
        compartment: &CompartmentId,
        node: &NodeId,
        seq: u64,
    ) -> Result<Option<[u8; 32]>, Lost> {
        Ok(self.read_open(compartment, |journal| journal.hash_at(node, seq))?.flatten())
    }

    fn knows(&mut self, compartment: &CompartmentId, node: &NodeId, height: &Height) -> Result<bool, Lost> {
        self.read(compartment, |journal| journal.knows(node, height))
    }

    fn page(
        &mut self,
        compartment: &CompartmentId,
        node: &NodeId,
        after: u64,
        room: usize,
    ) -> Result<Option<Page>, Lost> {
        let Some(sign) = self.sign_of(compartment, node)? else { return Ok(None) };
        self.read(compartment, |journal| journal.page(node, &sign, after, room))
    }

    fn branch(
        &mut self,
        compartment: &CompartmentId,
        node: &NodeId,
        tip: &Height,
    ) -> Result<Option<Page>, Lost> {
        let Some(sign) = self.sign_of(compartment, node)? else { return Ok(None) };
        self.read(compartment, |journal| journal.branch(node, &sign, tip))
    }

    fn admit(&mut self, page: Page, with: &NodeId) -> Result<Result<Admitted, PageProblem>, Lost> {
        self.store.room().map_err(lost)?;
        let (compartment, node, with) = (page.compartment, page.node(), *with);
        let done = match self.open(&compartment).map_err(lost)? {
            Some(shelf) => shelf.submit(move |desk| desk.admit(page, &with)),
            None => self.store.with_node(|u| {
                sealed(u, &compartment)?
                    .in_one(|db| Ok(Journal { db, compartment }.take(page, &with)?.map(|t| t.admitted())))
            }),
        };
        let done = done.map_err(lost)?;
        if matches!(done, Ok(Admitted { fork: true, .. })) {
            self.store.note_fork(&compartment, &node).map_err(lost)?;
        }
        Ok(done)
    }

    fn wanted(&mut self, compartment: &CompartmentId) -> Result<Wanted, Lost> {
        let mut wanted = Wanted {
            attachments: self.read(compartment, |journal| journal.missing())?,
            branches: self.read(compartment, |journal| journal.branches())?,
            ..Wanted::default()
        };
        if let Some(shelf) = self.open(compartment).map_err(lost)? {
            let home = shelf.clone();
            let keys = shelf.submit(move |desk| {
                let sql = "select node, seq from unread where compartment = $1 and why = 'file-key' order by node, seq limit $2";
                let values = [desk.compartment.bytes().into(), (NAMED_MAX as i64).into()];
                let rows = desk.db.query(sql, &values)?;
                let place = |r: &crate::database::Row| Some((NodeId::from_slice(r.blob(0))?, r.int(1).unsigned_abs()));
                let keys = rows.iter().filter_map(place).collect();
                Ok((keys, desk.epochs_wanted(&home)?, desk.bodies_wanted(NAMED_MAX)?))
            });
            (wanted.file_keys, wanted.epochs, wanted.bodies) = keys.map_err(lost)?;
        } else {
            wanted.bodies = self.read(compartment, |journal| journal.bare())?;
        }
        let held = self.read(compartment, |journal| journal.frontier())?;
        wanted.told = self.store.told_beyond(compartment, &held).map_err(lost)?;
        Ok(wanted)
    }

    fn hears(
        &mut self,
        compartment: &CompartmentId,
        with: &NodeId,
        told: &[(NodeId, u64)],
    ) -> Result<(), Lost> {
        self.store.hear_told(with, compartment, told.iter().copied(), true).map_err(lost)
    }

    fn beside(&mut self, compartment: &CompartmentId, wanted: &Wanted) -> Result<Beside, Lost> {
        let cap = |n: usize| n.min(NAMED_MAX);
        let keys = &wanted.file_keys[..cap(wanted.file_keys.len())];
        let epochs = &wanted.epochs[..cap(wanted.epochs.len())];
        let bodies = &wanted.bodies[..cap(wanted.bodies.len())];
        let mut beside = self.read(compartment, |j| {
            let (file_keys, wraps) = (j.file_keys(keys)?, j.wraps(epochs)?);
            Ok(Beside { file_keys, wraps, bodies: j.bodies(bodies)? })
        })?;
        if let Some(shelf) = self.open(compartment).map_err(lost)? {
            // A key that came with another entry of the same file goes under the place that was asked for.
            let (places, compartment) = (keys.to_vec(), *compartment);
            let more = shelf.with_reader(|reader| {
                let mut more = Vec::new();
                for (node, seq) in places {
                    let sql = "select file from entry_of where compartment = $1 and node = $2 and seq = $3";
                    let values = [compartment.bytes().into(), node.bytes().into(), (seq as i64).into()];
                    let row = reader.db.one(sql, &values)?;
                    let Some(file) = row.and_then(|r| FileId::from_slice(r.blob(0))) else { continue };
                    let db = reader.remote.as_mut().unwrap_or(&mut reader.db);
                    let found = Journal { db, compartment }.keys_of(&file)?;
                    more.extend(found.into_iter().map(|key| FileKeyRow { node, seq, ..key }));
                }
                Ok(more)
            });
            beside.file_keys.extend(more.map_err(lost)?);
        }
        Ok(beside)
    }

    fn take(&mut self, compartment: &CompartmentId, beside: Beside) -> Result<(), Lost> {
        if beside.is_empty() {
            return Ok(());
        }
        let bodies = beside.bodies.clone();
        match self.open(compartment).map_err(lost)? {
            Some(shelf) => shelf.submit(move |desk| desk.take_bodies(&bodies)).map_err(lost)?,
            None => self.write(compartment, move |j| bodies.iter().try_for_each(|row| j.take_body(row)))?,
        }
        self.write(compartment, move |journal| {
            // Only what has the form of a key, and came with an entry that is here.
            for key in beside.file_keys.iter().filter(|key| key.sound()) {
                if journal.hash_at(&key.node, key.seq)?.is_some() {
                    journal.insert_file_key(key)?;
                }
            }
            for wrap in beside.wraps.iter().filter(|wrap| wrap.sound()) {
                if journal.hash_at(&wrap.node, wrap.seq)?.is_some() {
                    journal.insert_wrap(wrap)?;
                }
            }
            Ok(())
        })?;
        match self.open(compartment).map_err(lost)? {
            Some(shelf) => shelf.submit(|desk| desk.read_again()).map_err(lost),
            None => Ok(()),
        }
    }

    fn part(
        &mut self,
        compartment: &CompartmentId,
        address: &[u8; 32],
        from: u64,
        room: usize,
    ) -> Result<Option<Part>, Lost> {
        let sql = "select bytes from attachment where compartment = $1 and address = $2";
        let row = self.read(compartment, |j| j.db.one(sql, &[j.here(), address.as_slice().into()]))?;
        Ok(row.and_then(|row| {
            let (all, at) = (row.blob(0), usize::try_from(from).ok()?);
            if at >= all.len() {
                return None;
            }
            let bytes = all.get(at..all.len().min(at.checked_add(room)?))?.to_vec();
            Some(Part { address: Address(*address), total: all.len() as u64, from, bytes })
        }))
    }

    fn take_part(&mut self, compartment: &CompartmentId, part: Part) -> Result<u64, Lost> {
        self.write(compartment, move |journal| journal.take_attachment_part(&part))
    }

    fn letterboxes(&mut self) -> Result<Vec<Letterbox>, Lost> {
        self.store.letterboxes().map_err(lost)
    }

    fn take_letterboxes(&mut self, letterboxes: Vec<Letterbox>) -> Result<(), Lost> {
        self.store.take_letterboxes(letterboxes).map_err(lost)
    }

    fn letters(&mut self, with: &NodeId) -> Result<Vec<Waits>, Lost> {
        self.store.letters_for(with).map_err(lost)
    }

    fn brings(&mut self, waits: &Waits) -> Result<Option<u64>, Lost> {
        self.store.letter_here(waits).map_err(lost)
    }

    fn letter_part(
        &mut self,
        waits: &Waits,
        with: &NodeId,
        from: u64,
        room: usize,
    ) -> Result<Option<Part>, Lost> {
        self.store.letter_part(waits, with, from, room).map_err(lost)
    }

    fn take_letter_part(&mut self, compartment: &CompartmentId, part: Part) -> Result<u64, Lost> {
        self.store.take_letter_part(compartment, &part).map_err(lost)
    }

    fn handed_on(&mut self, waits: &Waits, with: &NodeId) -> Result<(), Lost> {
        self.store.letter_handed_on(waits, with).map_err(lost)
    }
}
