//! What a desk knows of its compartment's control file: who may write, judged anew whenever an entry of it came, and the
//! epochs whose keys are at hand.

use super::admit::Opened;
use super::rows::Journal;
use crate::database::Value;
use crate::problem::Problem;
use crate::shelf::{Shelf, wrap_context};
use crate::writer::Desk;
use domain::compartment::Judge;
use domain::entry::{Entry, Stamp};
use domain::id::{EntryId, FileId, MemberId};
use journal::keys::EpochKey;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::PoisonError;

/// A day in milliseconds.
const DAY_MS: i64 = 86_400_000;

impl Desk {
    pub(crate) fn judge(&mut self) -> Result<&mut Judge, Problem> {
        if self.judge.is_none() {
            let control = self.control_entries()?;
            let compartment = self.compartment;
            let splits = Journal { db: self.journal(), compartment }.splits()?;
            let placed = control.iter().map(Opened::placed).collect::<Vec<_>>();
            let proved = RefCell::new(&mut self.proved);
            let proves = |entry: &Entry, key: &[u8]| {
                if proved.borrow().get(&entry.id).is_some_and(|known| known == key) {
                    return true;
                }
                let signed = control.iter().any(|o| o.signed.entry.id == entry.id && o.signed_by(key));
                if signed {
                    proved.borrow_mut().insert(entry.id, key.to_vec());
                }
                signed
            };
            self.judge = Some(Judge::new(compartment, placed, splits, proves));
        }
        self.judge.as_mut().ok_or(Problem::Locked)
    }

    /// Every control entry that is here, counting or held.
    fn control_entries(&mut self) -> Result<Vec<Opened>, Problem> {
        let Some(control) = self.control_file(&[])? else { return Ok(Vec::new()) };
        let mut rows = Vec::new();
        for sql in [
            "select node, seq from entry_of where compartment = $1 and file = $2",
            "select p.node, p.seq from placed p join entry_of o on o.compartment = p.compartment and o.id = p.id
             where o.compartment = $1 and o.file = $2",
        ] {
            rows.extend(self.db.query(sql, &[self.compartment.bytes().into(), control.bytes().into()])?);
        }
        let sealed = self.sealed_at(&rows)?;
        self.open_each(sealed)
    }

    /// The control file: that of the founding entry.
    pub(crate) fn control_file(&mut self, opened: &[Opened]) -> Result<Option<FileId>, Problem> {
        let home = self.compartment;
        if self.control.is_none() {
            let founding = opened.iter().find(|o| o.signed.entry.id.0 == home.0);
            self.control = founding.map(|o| o.signed.entry.file);
        }
        if self.control.is_none() {
            let sql = "select file from entry_of where compartment = $1 and id = $2";
            let row = self.db.one(sql, &[home.bytes().into(), home.bytes().into()])?;
            self.control = row.and_then(|row| FileId::from_slice(row.blob(0)));
        }
        Ok(self.control)
    }

    pub(crate) fn is_control(&mut self, file: &FileId) -> Result<bool, Problem> {
        Ok(self.control_file(&[])?.as_ref() == Some(file))
    }

    pub(super) fn place(&mut self, entry: &domain::entry::Entry) {
        self.hear(entry.stamp);
        self.control_is_new = true;
    }

    /// Whether control entries came since this was asked last.
    pub(super) fn control_touched(&mut self) -> Result<bool, Problem> {
        if !std::mem::take(&mut self.control_is_new) {
            return Ok(false);
        }
        let Some(control) = self.control else { return Ok(true) };
        self.recent.remove(&control);
        self.judge = None;
        Ok(true)
    }

    /// Epochs that anybody announced, and the commitments to their keys.
    fn announced(&mut self) -> Result<Vec<(EntryId, Vec<u8>)>, Problem> {
        Ok(self.judge()?.announced())
    }

    /// Takes the keys of epochs that were announced and wrapped to a member who has unlocked this node. A wrap whose key
    /// is not the one announced is let go, and asked for again.
    pub(super) fn read_epochs(&mut self) -> Result<(), Problem> {
        let announced = self.announced()?;
        let shelf = self.shelf()?;
        let holders = shelf.holders.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for (epoch, commitment) in &announced {
            let at_hand =
                shelf.keys.read().unwrap_or_else(PoisonError::into_inner).epochs.get(epoch).cloned();
            if at_hand.is_some_and(|key| key.commitment().as_slice() == commitment) {
                continue;
            }
            for holder in &holders {
                let place: [Value; 3] =
                    [self.compartment.bytes().into(), epoch.bytes().into(), holder.member().bytes().into()];
                let sql = "select bytes from wrap where compartment = $1 and epoch = $2 and member = $3";
                let Some(row) = self.journal().one(sql, &place)? else { continue };
                let context = wrap_context(&self.compartment, &epoch.0, &holder.member());
                let key =
                    holder.unwrap(&context, row.blob(0)).ok().and_then(|s| EpochKey::from_bytes(&s).ok());
                if let Some(key) = key.filter(|key| key.commitment().as_slice() == commitment) {
                    shelf.keys.write().unwrap_or_else(PoisonError::into_inner).epochs.insert(*epoch, key);
                    break;
                }
                let sql = "delete from wrap where compartment = $1 and epoch = $2 and member = $3";
                self.journal().execute(sql, &place)?;
            }
        }
        Ok(())
    }

    /// Epochs that were announced and whose key has not come.
    pub(super) fn epochs_wanted(&mut self, shelf: &Shelf) -> Result<Vec<EntryId>, Problem> {
        let announced = self.announced()?.into_iter().map(|(id, _)| id);
        let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
        // The founding epoch goes by zeros.
        Ok(announced.filter(|id| id.0 != self.compartment.0 && !keys.epochs.contains_key(id)).collect())
    }

    /// The clock follows what it hears, but not one that is more than a day ahead: everything written here afterwards would
    /// bear its date. What was seen before what is told by `after`, whatever the clocks say.
    pub(super) fn hear(&mut self, stamp: Stamp) {
        if self.tomorrow().is_ok_and(|tomorrow| stamp <= tomorrow) {
            self.chain.stamp = self.chain.stamp.max(stamp);
        }
    }

    /// A day after now, by this node's clock.
    pub(crate) fn tomorrow(&self) -> Result<Stamp, Problem> {
        let now = self.shelf()?.surroundings.now(self.charter.scene);
        Ok(Stamp::at_unix_ms(now.unix_ms() + DAY_MS))
    }

    /// Epoch keys at hand that a member never got: they were let in at one node while another began the epoch.
    pub(crate) fn wraps_missing(
        &mut self,
        shelf: &Shelf,
    ) -> Result<Vec<(EntryId, MemberId, Vec<u8>)>, Problem> {
        let charter = self.judge()?.charter().clone();
        let sql = "select epoch, member from wrap where compartment = $1";
        let rows = self.journal().query(sql, &[shelf.id.bytes().into()])?;
        let there: BTreeSet<(Vec<u8>, Vec<u8>)> =
            rows.iter().map(|r| (r.blob(0).to_vec(), r.blob(1).to_vec())).collect();
        let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
        let mut missing = Vec::new();
        for epoch in keys.epochs.keys() {
            for (member, standing) in charter.members.iter().filter(|(_, m)| m.active) {
                if !there.contains(&(epoch.0.to_vec(), member.0.to_vec())) {
                    missing.push((*epoch, *member, standing.wrap.clone()));
                }
            }
        }
        Ok(missing)
    }
}
