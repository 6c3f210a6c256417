//! Admitting what came from another node: opened with the keys at hand, judged, indexed, folded, in the transaction that
//! takes it into the chain. What does not count is held.

use super::rows::Journal;
use super::taken::Taken;
use crate::database::{Row, Value};
use crate::load;
use crate::problem::Problem;
use crate::side_by_side::{MANY, side_by_side};
use crate::writer::Desk;
use domain::compartment::{Held, Placed};
use domain::entry::Fact;
use domain::id::{EntryId, FileId, MemberId, NodeId};
use domain::transfer;
use journal::exchange::{Admitted, Page, PageProblem};
use journal::wire::{self, Sealed, Signed};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

/// An entry, opened, with its place.
pub(crate) struct Opened {
    pub signed: Signed,
    pub node: NodeId,
    pub seq: u64,
    /// The key that proved its author's signature, where one was tried.
    pub proved: Option<Vec<u8>>,
}

impl Opened {
    /// The key among these that is its author's, where it proves the signature. Needs no database and takes long: for many,
    /// it is looked for beside other work.
    pub fn proof(&self, keys: &BTreeMap<MemberId, Vec<u8>>) -> Option<Vec<u8>> {
        let key = keys.get(&self.signed.entry.by)?;
        self.signed_by(key).then(|| key.clone())
    }

    /// The entry and its place.
    pub fn placed(&self) -> Placed {
        Placed { entry: self.signed.entry.clone(), node: self.node, seq: self.seq }
    }

    /// Whether the holder of `key` signed it.
    pub fn signed_by(&self, key: &[u8]) -> bool {
        self.proved.as_deref() == Some(key) || wire::verify_author(&self.signed, key).is_ok()
    }
}

impl Desk {
    /// Takes a page from `peer` into this compartment.
    pub(super) fn admit(
        &mut self,
        page: Page,
        peer: &NodeId,
    ) -> Result<Result<Admitted, PageProblem>, Problem> {
        let (compartment, node) = (self.compartment, self.node);
        let mut journal = Journal { db: self.journal(), compartment };
        let own = page.node() == node;
        let took = if own { journal.take_own(page)? } else { journal.take(page, peer)? };
        let taken: Taken = match took {
            Ok(taken) => taken,
            Err(problem) => return Ok(Err(problem)),
        };
        let (admitted, branched) = (taken.admitted(), taken.branch > 0);
        self.admitted |= admitted.entries > 0;
        self.read_in(taken.entries)?;
        if branched {
            // Where chains part, numbers vouch for less: everything of those who have gone is judged anew.
            self.judge = None;
            self.judge_again()?;
        }
        self.graft()?;
        Ok(Ok(admitted))
    }

    /// Reads sealed entries that are in the journal and not in the index yet.
    pub(crate) fn read_in(&mut self, sealed: Vec<Sealed>) -> Result<(), Problem> {
        let mut opened = self.open_each(sealed)?;
        if opened.len() >= MANY {
            let keys = self.authors()?;
            let proved = side_by_side(&opened, |o| o.proof(&keys));
            opened.iter_mut().zip(proved).for_each(|(o, proved)| o.proved = proved);
        }
        self.take_opened(opened)
    }

    /// Takes what was opened into the index.
    pub(crate) fn take_opened(&mut self, opened: Vec<Opened>) -> Result<(), Problem> {
        let accepted = |fact: &Fact| matches!(fact, Fact::Transfer(transfer::Fact::Accepted { .. }));
        let vouches = opened.iter().any(|o| o.signed.entry.event.facts().iter().any(accepted));
        self.index_each(opened)?;
        if vouches {
            // Whoever accepted a file vouches for its authors, whose entries stand before that.
            self.judge_again()?;
        }
        // New control entries may bring new epochs, and new epochs open what could not be read.
        while self.control_touched()? {
            self.read_epochs()?;
            let again = self.unread_now_open()?;
            self.judge_again()?;
            if again.is_empty() {
                break;
            }
            let opened = self.open_each(again)?;
            self.index_each(opened)?;
        }
        Ok(())
    }

    /// At opening: another member may hold the key of what could not be read yet.
    pub(crate) fn retry_unread(&mut self) -> Result<(), Problem> {
        let sql = "select seq from unread where compartment = $1 limit 1";
        if self.db.one(sql, &[self.compartment.bytes().into()])?.is_none() {
            return Ok(());
        }
        self.each_database("begin")?;
        let done = self.read_again().and_then(|()| self.refold_touched());
        self.each_database(if done.is_ok() { "commit" } else { "rollback" })?;
        if done.is_err() {
            self.forget();
        }
        done
    }

    /// Tries again what could not be read, after keys have come.
    pub(crate) fn read_again(&mut self) -> Result<(), Problem> {
        self.admitted = true;
        self.read_epochs()?;
        let again = self.unread_now_open()?;
        self.read_in(again)?;
        self.judge_again()?;
        self.graft()?;
        // A key of a new epoch may be the one to write with now.
        self.read_charter()
    }

    pub(crate) fn unread(&mut self, node: &NodeId, seq: u64, why: &str) -> Result<(), Problem> {
        let sql = "insert into unread (compartment, node, seq, why) values ($1, $2, $3, $4)
                   on conflict (compartment, node, seq) do update set why = excluded.why";
        let values = [self.compartment.bytes().into(), node.bytes().into(), (seq as i64).into(), why.into()];
        self.db.execute(sql, &values).map(|_| ())
    }

    /// Entries listed as unread whose epoch's key is here: they leave the list and are tried again.
    fn unread_now_open(&mut self) -> Result<Vec<Sealed>, Problem> {
        let here: [Value; 1] = [self.compartment.bytes().into()];
        let rows = self.db.query(
            "select node, seq from unread where compartment = $1 and why <> 'damaged' order by node, seq",
            &here,
        )?;
        let shelf = self.shelf()?;
        let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
        let mut again = self.sealed_at(&rows)?;
        again.retain(|sealed| keys.epochs.contains_key(&sealed.header.epoch));
        for sealed in &again {
            let (node, seq) = (sealed.header.node, sealed.header.seq as i64);
            let place = [self.compartment.bytes().into(), node.bytes().into(), seq.into()];
            let sql = "delete from unread where compartment = $1 and node = $2 and seq = $3";
            self.db.execute(sql, &place)?;
        }
        Ok(again)
    }

    /// The sealed entries at these places (node, number), where they are here.
    pub(crate) fn sealed_at(&mut self, places: &[Row]) -> Result<Vec<Sealed>, Problem> {
        let mut sealed = Vec::with_capacity(places.len());
        for row in places {
            let place = [self.compartment.bytes().into(), row.blob(0).into(), row.int(1).into()];
            let sql = "select header, body from entry where compartment = $1 and node = $2 and seq = $3";
            sealed.extend(self.journal().one(sql, &place)?.map(|row| load::sealed(&row, 0, 1)).transpose()?);
        }
        Ok(sealed)
    }

    /// Judges and indexes: control entries first, since they say who may write.
    fn index_each(&mut self, opened: Vec<Opened>) -> Result<(), Problem> {
        let control = self.control_file(&opened)?;
        let (first, rest): (Vec<Opened>, Vec<Opened>) =
            opened.into_iter().partition(|o| Some(o.signed.entry.file) == control);
        if !first.is_empty() {
            for opened in &first {
                let Opened { signed, node, seq, .. } = opened;
                if !self.index(&signed.entry, node, *seq as i64, Held::Before.key())? {
                    self.stands_twice(opened)?;
                }
                self.place(&signed.entry);
            }
            self.judge = None;
            for opened in &first {
                self.weigh(opened)?;
            }
        }
        self.keep_new_files(&rest)?;
        let mut copies: BTreeMap<EntryId, &Opened> = BTreeMap::new();
        for opened in &rest {
            let held = self.judged(opened)?;
            let Opened { signed, node, seq, .. } = opened;
            if !self.index(&signed.entry, node, *seq as i64, held.map_or("", Held::key))? {
                self.stands_twice(opened)?;
                copies.insert(opened.signed.entry.id, opened);
            } else if held.is_none() {
                self.counts_now(&signed.entry);
            }
        }
        copies.into_values().try_for_each(|opened| self.weigh(opened))
    }

    /// The keys of everybody who may have written here, by what is known now.
    pub(crate) fn authors(&mut self) -> Result<BTreeMap<MemberId, Vec<u8>>, Problem> {
        let shelf = self.shelf()?;
        let mut keys = shelf.known.read().unwrap_or_else(PoisonError::into_inner).clone();
        keys.extend(self.judge()?.charter().members.iter().map(|(id, m)| (*id, m.sign.clone())));
        Ok(keys)
    }

    /// Of many entries at once: files that are new here are kept in memory as they come, so that nothing of them has to be
    /// opened again to be folded.
    fn keep_new_files(&mut self, opened: &[Opened]) -> Result<(), Problem> {
        if opened.len() < MANY {
            return Ok(());
        }
        let files: BTreeSet<FileId> = opened.iter().map(|o| o.signed.entry.file).collect();
        for file in files {
            let sql = "select seq from entry_of where compartment = $1 and file = $2 limit 1";
            let here = [self.compartment.bytes().into(), file.bytes().into()];
            if !self.recent.contains_key(&file) && self.db.one(sql, &here)?.is_none() {
                self.recent.insert(file, Vec::new());
            }
        }
        Ok(())
    }
}
