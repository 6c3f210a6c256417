//! Judging what was opened: which entries count, wherever they stand; what is judged again when more is known.

use super::admit::Opened;
use crate::database::{Row, Value};
use crate::problem::Problem;
use crate::writer::Desk;
use domain::compartment::Held;
use domain::entry::Fact;
use domain::id::{EntryId, FileId, MemberId, NodeId};
use domain::transfer;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

impl Desk {
    /// An entry that is indexed came from another place: it was carried on by somebody who met a branch. It counts where
    /// one place is enough for it, and goes by the first of them, so that every node says the same.
    pub(super) fn stands_twice(&mut self, opened: &Opened, held: Option<Held>) -> Result<(), Problem> {
        let entry = &opened.signed.entry;
        let here: [Value; 2] = [self.compartment.bytes().into(), entry.id.bytes().into()];
        let sql = "select node, seq, held from entry_of where compartment = $1 and id = $2";
        let Some(row) = self.db.one(sql, &here)? else { return Ok(()) };
        let known = (NodeId::from_slice(row.blob(0)).unwrap_or_default(), row.int(1).unsigned_abs());
        let new = (opened.node, opened.seq);
        // An id says nothing of the signature beside it: a copy whose signature does not prove is nobody's.
        if known == new || held == Some(Held::Signature) {
            return Ok(());
        }
        if row.text(2) == Held::Signature.key() {
            let sql = "delete from entry_of where compartment = $1 and id = $2";
            self.db.execute(sql, &here)?;
            let why = held.map_or("", Held::key);
            self.index(entry, &opened.node, opened.seq as i64, why)?;
            if held.is_none() {
                self.counts_now(entry);
            }
            return Ok(());
        }
        for (node, seq) in [known, new] {
            let sql = "insert into placed (compartment, id, node, seq) values ($1, $2, $3, $4)
                       on conflict (compartment, id, node, seq) do nothing";
            let [c, id]: [Value; 2] = [self.compartment.bytes().into(), entry.id.bytes().into()];
            self.db.execute(sql, &[c, id, node.bytes().into(), (seq as i64).into()])?;
        }
        if new < known {
            let sql = "update entry_of set node = $3, seq = $4 where compartment = $1 and id = $2";
            let [c, id]: [Value; 2] = [self.compartment.bytes().into(), entry.id.bytes().into()];
            self.db.execute(sql, &[c, id, new.0.bytes().into(), (new.1 as i64).into()])?;
        }
        if held.is_none() && !row.text(2).is_empty() {
            let sql = "update entry_of set held = '' where compartment = $1 and id = $2";
            self.db.execute(sql, &[self.compartment.bytes().into(), entry.id.bytes().into()])?;
            self.counts_now(entry);
        }
        Ok(())
    }

    /// The same for an entry wherever it stands: one place where it counts is enough.
    fn judged_anywhere(&mut self, opened: &Opened) -> Result<Option<Held>, Problem> {
        let Some(held) = self.judged(opened)? else { return Ok(None) };
        let id = opened.signed.entry.id;
        let sql = "select node, seq from placed where compartment = $1 and id = $2 order by node, seq";
        for row in self.db.query(sql, &[self.compartment.bytes().into(), id.bytes().into()])? {
            let node = NodeId::from_slice(row.blob(0)).unwrap_or_default();
            let other = Opened {
                signed: opened.signed.clone(),
                node,
                seq: row.int(1).unsigned_abs(),
                branch: false,
                proved: opened.proved.clone(),
            };
            if self.judged(&other)?.is_none() {
                return Ok(None);
            }
        }
        Ok(Some(held))
    }

    /// Whether an entry counts, and if not, why.
    pub(super) fn judged(&mut self, opened: &Opened) -> Result<Option<Held>, Problem> {
        let Opened { signed, node, branch, .. } = opened;
        let entry = &signed.entry;
        if self.is_destroyed(&entry.file)? && !self.judge()?.charter().admitted.contains(&entry.id) {
            return Ok(Some(Held::Erased));
        }
        // What this node wrote itself was judged when it was written; a branch of its chain was not written here, and
        // somebody who has gone since may have been removed before.
        let own = *node == self.node && entry.on == self.node && !branch;
        if own && !self.is_control(&entry.file)? && !self.has_gone(entry)? {
            return Ok(None);
        }
        let vouched =
            if entry.origin == self.compartment { BTreeMap::new() } else { self.vouched(&entry.file)? };
        let shelf = self.shelf()?;
        let known = shelf.known.read().unwrap_or_else(PoisonError::into_inner);
        let placed = opened.placed();
        let key = |member: &MemberId| known.get(member).or_else(|| vouched.get(member)).cloned();
        Ok(match self.judge()?.weigh(&placed, key) {
            Ok(key) => (!opened.signed_by(&key)).then_some(Held::Signature),
            Err(held) => {
                let member = self.judge()?.charter().members.get(&entry.by).map(|m| m.sign.clone());
                let key = member.or_else(|| key(&entry.by));
                let forged = key.is_some_and(|key| !opened.signed_by(&key));
                Some(if forged { Held::Signature } else { held })
            }
        })
    }

    /// Judges an entry that is indexed, and writes down how.
    pub(super) fn weigh(&mut self, opened: &Opened) -> Result<(), Problem> {
        let held = self.judged_anywhere(opened)?;
        let entry = &opened.signed.entry;
        let sql = "update entry_of set held = $3 where compartment = $1 and id = $2 and held <> $3";
        let why = held.map_or("", Held::key);
        let changed =
            self.db.execute(sql, &[self.compartment.bytes().into(), entry.id.bytes().into(), why.into()])?;
        match held {
            None if changed > 0 => self.counts_now(entry),
            Some(_) if changed > 0 => {
                self.recent.remove(&entry.file);
                self.touched.push(entry.file);
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn counts_now(&mut self, entry: &domain::entry::Entry) {
        if let Some(entries) = self.recent.get_mut(&entry.file)
            && entries.iter().all(|e| e.id != entry.id)
        {
            entries.push(entry.clone());
        }
        self.touched.push(entry.file);
        self.hear(entry.stamp);
    }

    /// Whether the author was ever removed, or something said of them is held, or this node was ever revoked.
    fn has_gone(&mut self, entry: &domain::entry::Entry) -> Result<bool, Problem> {
        let node = self.node;
        let judge = self.judge()?;
        let charter = judge.charter();
        let removed = charter.role(&entry.by).is_none()
            || judge.in_doubt().contains(&entry.by)
            || charter.removals.iter().any(|(_, member, _)| *member == entry.by);
        Ok(removed || charter.revocations.iter().any(|(_, revoked, _)| *revoked == node))
    }

    /// Judges again every held entry, since more may be known now, and everything of those who were removed, of whom something
    /// is said that is held now, and of nodes that were revoked, since it may not count any more.
    pub(crate) fn judge_again(&mut self) -> Result<(), Problem> {
        let sql = "select node, seq from entry_of where compartment = $1 and held <> '' order by node, seq";
        let mut rows = self.db.query(sql, &[self.compartment.bytes().into()])?;
        let charter = self.judge()?.charter().clone();
        let mut gone: BTreeSet<MemberId> = charter.removals.iter().map(|(_, member, _)| *member).collect();
        let members: BTreeSet<MemberId> = charter.members.keys().copied().collect();
        // Whoever was let in by somebody who had been removed does not stand in the charter at all.
        let sql = "select distinct by from entry_of where compartment = $1 and held = ''";
        let authors = self.db.query(sql, &[self.compartment.bytes().into()])?;
        let authors = authors.iter().filter_map(|row| MemberId::from_slice(row.blob(0)));
        gone.extend(authors.filter(|by| !members.contains(by)));
        gone.extend(self.judge()?.in_doubt());
        let nodes: Vec<(NodeId, u64)> = charter.revocations.iter().map(|(_, n, seq)| (*n, *seq)).collect();
        let judge = self.judge()?;
        let revoked: BTreeMap<NodeId, u64> =
            nodes.into_iter().map(|(n, seq)| (n, judge.last(&n, seq))).collect();
        for member in gone {
            let sql = "select node, seq from entry_of where compartment = $1 and by = $2 and held = ''";
            rows.extend(self.db.query(sql, &[self.compartment.bytes().into(), member.bytes().into()])?);
        }
        for (node, seq) in revoked {
            let sql = "select node, seq from entry_of where compartment = $1 and node = $2 and seq > $3 and held = ''";
            let values = [self.compartment.bytes().into(), node.bytes().into(), (seq as i64).into()];
            rows.extend(self.db.query(sql, &values)?);
        }
        rows.extend(self.control_judged_otherwise()?);
        if rows.is_empty() {
            return Ok(());
        }
        let sealed = self.sealed_at(&rows)?;
        for opened in self.open_each(sealed)? {
            self.weigh(&opened)?;
        }
        Ok(())
    }

    /// Places of control entries that counted and do not any more, whoever wrote them: what they stand on was cut off.
    fn control_judged_otherwise(&mut self) -> Result<Vec<Row>, Problem> {
        let Some(control) = self.control_file(&[])? else { return Ok(Vec::new()) };
        let sql = "select node, seq, id from entry_of where compartment = $1 and file = $2 and held = ''";
        let mut rows = self.db.query(sql, &[self.compartment.bytes().into(), control.bytes().into()])?;
        let judge = self.judge()?;
        rows.retain(|row| EntryId::from_slice(row.blob(2)).is_some_and(|id| judge.control(&id).is_some()));
        Ok(rows)
    }

    /// Keys of authors from other compartments, by the word of the member who accepted the file here.
    pub(super) fn vouched(&mut self, file: &FileId) -> Result<BTreeMap<MemberId, Vec<u8>>, Problem> {
        let mut vouched = BTreeMap::new();
        let home = self.compartment;
        for entry in self.entries(file)?.iter().filter(|e| e.origin == home) {
            for fact in entry.event.facts() {
                if let Fact::Transfer(transfer::Fact::Accepted { authors, .. }) = fact {
                    vouched.extend(authors.iter().map(|a| (a.member, a.sign.clone())));
                }
            }
        }
        Ok(vouched)
    }
}
