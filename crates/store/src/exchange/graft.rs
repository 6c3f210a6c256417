//! Branches: where a chain goes two ways, what the other way says goes on in this node's own chain, so that it reaches
//! everybody. The branch itself stays as evidence. What cannot be opened or does not count yet is tried again.

use super::admit::Opened;
use super::rows::Journal;
use crate::load;
use crate::problem::Problem;
use crate::writer::Desk;
use domain::id::FileId;
use journal::wire::{self, Sealed};
use std::sync::PoisonError;

impl Desk {
    /// Grafts whatever of the branches was not yet.
    pub(super) fn graft(&mut self) -> Result<(), Problem> {
        let here = [self.compartment.bytes().into()];
        let sql = "select header, body, hash from fork where compartment = $1 and grafted = 0 order by node, seq, hash";
        let rows = self.journal().query(sql, &here)?;
        for row in &rows {
            let sealed = load::sealed(row, 0, 1)?;
            let Some(opened) = self.open_branch(&sealed)? else { continue };
            if !self.proves(&opened)? || self.is_destroyed(&opened.signed.entry.file)? {
                continue;
            }
            let (node, seq) = (opened.node, opened.seq as i64);
            self.hand_on_keys(&opened.signed.entry.file)?;
            let before = self.chain.seq;
            self.insert(opened.signed.clone())?;
            if self.chain.seq > before {
                // It reaches everybody, and is judged by everybody alike, by the place it has now.
                let (node, seq) = (self.node, self.chain.seq);
                self.weigh(&Opened { node, seq, ..opened })?;
            }
            let sql =
                "update fork set grafted = 1 where compartment = $1 and node = $2 and seq = $3 and hash = $4";
            let values =
                [self.compartment.bytes().into(), node.bytes().into(), seq.into(), row.blob(2).into()];
            self.journal().execute(sql, &values)?;
        }
        Ok(())
    }

    /// Whether whoever it names wrote it. Whether it counts is another question.
    fn proves(&mut self, opened: &Opened) -> Result<bool, Problem> {
        let by = opened.signed.entry.by;
        let member = self.judge()?.charter().members.get(&by).map(|m| m.sign.clone());
        let vouched = self.vouched(&opened.signed.entry.file)?;
        let shelf = self.shelf()?;
        let known = shelf.known.read().unwrap_or_else(PoisonError::into_inner);
        let vouched = vouched.get(&by).into_iter().flatten().map(|word| &word.key);
        let mut keys = member.iter().chain(known.get(&by)).chain(vouched);
        Ok(keys.any(|key| opened.signed_by(key)))
    }

    /// Opens an entry of a branch with the keys of its file, those that came with the branch included.
    fn open_branch(&mut self, sealed: &Sealed) -> Result<Option<Opened>, Problem> {
        let shelf = self.shelf()?;
        let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
        let Some(epoch) = keys.epochs.get(&sealed.header.epoch) else { return Ok(None) };
        let Ok(outer) = wire::outer(sealed, epoch) else { return Ok(None) };
        self.name_file_key(sealed, &keys, &outer.file)?;
        let compartment = self.compartment;
        let own = load::file_keys(self.journal(), &compartment, &keys, &outer.file)?;
        let opened = load::open(sealed, epoch, &own).ok();
        let (node, seq) = (sealed.header.node, sealed.header.seq);
        Ok(opened.map(|signed| Opened { signed, node, seq, proved: None }))
    }

    /// The keys of a file travel with this node's next entry too: they may have come with a branch that others never get.
    fn hand_on_keys(&mut self, file: &FileId) -> Result<(), Problem> {
        let (compartment, node, seq) = (self.compartment, self.node, self.chain.seq + 1);
        for key in (Journal { db: self.journal(), compartment }).keys_of(file)? {
            self.journal().execute(
                "insert into file_key (compartment, node, seq, file, epoch, bytes) values ($1, $2, $3, $4, $5, $6)
                 on conflict (compartment, node, seq, bytes) do nothing",
                &[
                    compartment.bytes().into(),
                    node.bytes().into(),
                    (seq as i64).into(),
                    file.bytes().into(),
                    key.epoch.bytes().into(),
                    key.bytes.into(),
                ],
            )?;
        }
        Ok(())
    }
}
