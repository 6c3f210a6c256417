//! Admitting what came from another node: opened with the keys at hand, judged, indexed, folded, in the transaction that
//! takes it into the chain. What cannot be opened yet is listed as unread and tried again when a key has come; what does
//! not count is held.

use super::rows::Journal;
use super::taken::Taken;
use crate::database::{Row, Value};
use crate::erasure::NO_BODY;
use crate::load;
use crate::problem::Problem;
use crate::shelf::Keyring;
use crate::writer::Desk;
use domain::compartment::Held;
use domain::entry::Fact;
use domain::id::{EntryId, FileId, NodeId};
use domain::transfer;
use journal::exchange::{Admitted, Page, PageProblem};
use journal::keys::FileKey;
use journal::wire::{self, Sealed, Signed, WireProblem};
use std::collections::HashMap;
use std::sync::PoisonError;

/// An entry, opened, with its place.
pub(super) struct Opened {
    pub signed: Signed,
    pub node: NodeId,
    pub seq: u64,
    /// Whether it stands in a branch.
    pub branch: bool,
}

/// Why an entry cannot be read yet.
const NO_EPOCH: &str = "epoch";
const NO_FILE_KEY: &str = "file-key";
const DAMAGED: &str = "damaged";
/// It was named by an erasure, and its body went as it came.
const GONE: &str = "gone";

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
        let opened = self.open_each(sealed)?;
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

    pub(super) fn open_each(&mut self, sealed: Vec<Sealed>) -> Result<Vec<Opened>, Problem> {
        let shelf = self.shelf()?;
        let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
        let mut file_keys: HashMap<FileId, Vec<FileKey>> = HashMap::new();
        let mut opened = Vec::with_capacity(sealed.len());
        for sealed in sealed {
            let (node, seq) = (sealed.header.node, sealed.header.seq);
            if sealed.erased() {
                if !self.is_named(&sealed.hash())? {
                    self.unread(&node, seq, NO_BODY)?;
                }
                continue;
            }
            match self.open_one(&sealed, &keys, &mut file_keys)? {
                Ok(signed) => opened.push(Opened { signed, node, seq, branch: false }),
                Err(GONE) => {}
                Err(why) => self.unread(&node, seq, why)?,
            }
        }
        Ok(opened)
    }

    fn open_one(
        &mut self,
        sealed: &Sealed,
        keys: &Keyring,
        file_keys: &mut HashMap<FileId, Vec<FileKey>>,
    ) -> Result<Result<Signed, &'static str>, Problem> {
        let Some(epoch) = keys.epochs.get(&sealed.header.epoch) else { return Ok(Err(NO_EPOCH)) };
        // A key that was put in on the way opens nothing: the right one may still come.
        let Ok(outer) = wire::outer(sealed, epoch) else { return Ok(Err(NO_EPOCH)) };
        let file = outer.file;
        if self.strip_where_named(sealed, &file)? {
            self.name_file_key(sealed, keys, &file)?;
            return Ok(Err(GONE));
        }
        self.name_file_key(sealed, keys, &file)?;
        let compartment = self.compartment;
        let own = match file_keys.get(&file) {
            Some(own) if !own.is_empty() => own.clone(),
            _ => load::file_keys(self.journal(), &compartment, keys, &file)?,
        };
        let result = match load::open(sealed, epoch, &own) {
            Err(WireProblem::Refused) => {
                // Another key of the same file may have come since this one was looked up.
                let all = load::file_keys(self.journal(), &compartment, keys, &file)?;
                load::open(sealed, epoch, &all)
            }
            result => result,
        };
        let destroyed = self.is_destroyed(&file)?;
        let result = result.map_err(|problem| match problem {
            WireProblem::NoFileKey(_) | WireProblem::Refused if destroyed => Held::Erased.key(),
            WireProblem::NoFileKey(_) | WireProblem::Refused => NO_FILE_KEY,
            _ => DAMAGED,
        });
        file_keys.insert(file, own);
        Ok(result)
    }

    /// Files' keys came with this entry, without a name: the entry tells which file it is of. One that does not open there
    /// is let go, and asked for again, unless it may have come with a branch.
    pub(super) fn name_file_key(
        &mut self,
        sealed: &Sealed,
        keys: &Keyring,
        file: &FileId,
    ) -> Result<(), Problem> {
        let compartment = self.compartment;
        let (node, seq) = (sealed.header.node, sealed.header.seq as i64);
        let place = || [compartment.bytes().into(), node.bytes().into(), seq.into()];
        // Which of them have no name yet is looked at here: asked for it, SQLite would walk all that have none.
        let sql = "select epoch, bytes, file from file_key where compartment = $1 and node = $2 and seq = $3";
        for row in self.journal().query(sql, &place())? {
            if !row.blob(2).is_empty() {
                continue;
            }
            let epoch = EntryId::from_slice(row.blob(0)).and_then(|e| keys.epochs.get(&e));
            let Some(epoch) = epoch else { continue };
            let [c, n, s]: [Value; 3] = place();
            let key = FileKey::unwrap(epoch, &compartment, file, row.blob(1)).ok();
            // The key of a destroyed file does not come back.
            let named = match &key {
                Some(key) => self.is_destroyed(file)? && self.is_named(&key.commitment())?,
                None => false,
            };
            if key.is_some() && !named {
                let sql = "update file_key set file = $5 where compartment = $1 and node = $2 and seq = $3 and bytes = $4";
                self.journal().execute(sql, &[c, n, s, row.blob(1).into(), file.bytes().into()])?;
            } else {
                let sql =
                    "delete from file_key where compartment = $1 and node = $2 and seq = $3 and bytes = $4";
                if named {
                    self.journal().execute(sql, &[c, n, s, row.blob(1).into()])?;
                    continue;
                }
                let sql = "delete from file_key where compartment = $1 and node = $2 and seq = $3 and bytes = $4
                           and not exists (select 1 from fork where compartment = $1 and node = $2 and seq = $3)";
                self.journal().execute(sql, &[c, n, s, row.blob(1).into()])?;
            }
        }
        Ok(())
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
                    self.stands_twice(opened, Some(Held::Before))?;
                }
                self.place(&signed.entry);
            }
            self.judge = None;
            for opened in &first {
                self.weigh(opened)?;
            }
        }
        for opened in &rest {
            let held = self.judged(opened)?;
            let Opened { signed, node, seq, .. } = opened;
            if !self.index(&signed.entry, node, *seq as i64, held.map_or("", Held::key))? {
                self.stands_twice(opened, held)?;
            } else if held.is_none() {
                self.counts_now(&signed.entry);
            }
        }
        Ok(())
    }
}
