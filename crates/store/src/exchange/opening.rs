//! Opening what came: outer seals, then the keys of the files they tell of, then inner seals. What cannot be opened yet is
//! listed as unread and tried again when a key has come. Many are opened side by side.

use super::admit::Opened;
use crate::database::Value;
use crate::erasure::NO_BODY;
use crate::load;
use crate::problem::Problem;
use crate::shelf::Keyring;
use crate::side_by_side::{MANY, side_by_side};
use crate::writer::Desk;
use domain::compartment::Held;
use domain::id::{EntryId, FileId, NodeId};
use journal::keys::FileKey;
use journal::wire::{self, Outer, Sealed, WireProblem};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::PoisonError;

/// Why an entry cannot be read yet.
const NO_EPOCH: &str = "epoch";
const NO_FILE_KEY: &str = "file-key";
const DAMAGED: &str = "damaged";

impl Desk {
    /// Opens what can be opened, in the order in which it came; the rest is listed as unread.
    pub(crate) fn open_each(&mut self, sealed: Vec<Sealed>) -> Result<Vec<Opened>, Problem> {
        let shelf = self.shelf()?;
        let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
        // A key that was put in on the way opens nothing: the right one may still come.
        let outers: Vec<Option<Outer>> = side_by_side(&sealed, |sealed| {
            let epoch = keys.epochs.get(&sealed.header.epoch).filter(|_| !sealed.erased())?;
            wire::outer(sealed, epoch).ok()
        });
        let unnamed = self.unnamed(&sealed)?;
        let mut ready: Vec<(Outer, NodeId, u64)> = Vec::with_capacity(sealed.len());
        for (sealed, outer) in sealed.iter().zip(outers) {
            let (node, seq) = (sealed.header.node, sealed.header.seq);
            let Some(outer) = outer else {
                self.shut(sealed)?;
                continue;
            };
            let gone = self.strip_where_named(sealed, &outer.file)?;
            if unnamed.as_ref().is_none_or(|places| places.contains(&(node, seq))) {
                self.name_file_key(sealed, &keys, &outer.file)?;
            }
            // One that an erasure names is not opened: its body went as it came.
            if !gone {
                ready.push((outer, node, seq));
            }
        }
        let mut file_keys: HashMap<FileId, Vec<FileKey>> = HashMap::new();
        for (outer, ..) in &ready {
            if let Entry::Vacant(slot) = file_keys.entry(outer.file) {
                let compartment = self.compartment;
                slot.insert(load::file_keys(self.journal(), &compartment, &keys, &outer.file)?);
            }
        }
        let own = |file: &FileId| file_keys.get(file).map_or(&[][..], Vec::as_slice);
        let read = side_by_side(&ready, |(outer, ..)| load::open_outer(outer, own(&outer.file)));
        let mut opened = Vec::with_capacity(ready.len());
        for ((outer, node, seq), read) in ready.into_iter().zip(read) {
            match read {
                Ok(signed) => opened.push(Opened { signed, node, seq, proved: None }),
                Err(problem) => {
                    let why = self.why_shut(&problem, &outer.file)?;
                    self.unread(&node, seq, why)?;
                }
            }
        }
        Ok(opened)
    }

    /// Its outer seal does not open, or it came without its body.
    fn shut(&mut self, sealed: &Sealed) -> Result<(), Problem> {
        let (node, seq) = (sealed.header.node, sealed.header.seq);
        if !sealed.erased() {
            return self.unread(&node, seq, NO_EPOCH);
        }
        if self.is_named(&sealed.hash())? { Ok(()) } else { self.unread(&node, seq, NO_BODY) }
    }

    fn why_shut(&mut self, problem: &WireProblem, file: &FileId) -> Result<&'static str, Problem> {
        Ok(match problem {
            WireProblem::NoFileKey(_) | WireProblem::Refused if self.is_destroyed(file)? => {
                Held::Erased.key()
            }
            WireProblem::NoFileKey(_) | WireProblem::Refused => NO_FILE_KEY,
            _ => DAMAGED,
        })
    }

    /// Of many entries: the places among which some have keys without a name. Of few, whoever needs one looks for it.
    fn unnamed(&mut self, sealed: &[Sealed]) -> Result<Option<BTreeSet<(NodeId, u64)>>, Problem> {
        if sealed.len() < MANY {
            return Ok(None);
        }
        let mut chains: BTreeMap<NodeId, (u64, u64)> = BTreeMap::new();
        for header in sealed.iter().map(|s| &s.header) {
            let (first, last) = chains.entry(header.node).or_insert((header.seq, header.seq));
            (*first, *last) = ((*first).min(header.seq), (*last).max(header.seq));
        }
        let mut places = BTreeSet::new();
        for (node, (first, last)) in chains {
            let sql = "select seq from file_key where compartment = $1 and node = $2 and seq >= $3 and seq <= $4 and file is null";
            let values = [
                self.compartment.bytes().into(),
                node.bytes().into(),
                (first as i64).into(),
                (last as i64).into(),
            ];
            let rows = self.journal().query(sql, &values)?;
            places.extend(rows.iter().map(|row| (node, row.int(0).unsigned_abs())));
        }
        Ok(Some(places))
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
}
