//! Judging what was opened: which entries count, wherever they stand; what is judged again when more is known.

use super::admit::Opened;
use crate::database::{Row, Value};
use crate::problem::Problem;
use crate::writer::Desk;
use domain::compartment::{Held, Vouched};
use domain::entry::{Entry, Fact};
use domain::id::{EntryId, FileId, MemberId, NodeId};
use domain::transfer;
use std::collections::{BTreeMap, BTreeSet};

/// Entries judged again at once: each is opened, and takes memory.
const JUDGED_AT_ONCE: usize = 4_096;

impl Desk {
    /// An entry that is indexed came from another place: it was carried on by somebody who met a branch, or by somebody who
    /// wrote another signature beside it. Both places are noted, and it has to be judged by all of them.
    pub(crate) fn stands_twice(&mut self, opened: &Opened) -> Result<(), Problem> {
        let id = opened.signed.entry.id;
        let here: [Value; 2] = [self.compartment.bytes().into(), id.bytes().into()];
        let sql = "select node, seq from entry_of where compartment = $1 and id = $2";
        let Some(row) = self.db.one(sql, &here)? else { return Ok(()) };
        let known = (NodeId::from_slice(row.blob(0)).unwrap_or_default(), row.int(1).unsigned_abs());
        let new = (opened.node, opened.seq);
        if known == new {
            return Ok(());
        }
        for (node, seq) in [known, new] {
            let sql = "insert into placed (compartment, id, node, seq) values ($1, $2, $3, $4)
                       on conflict (compartment, id, node, seq) do nothing";
            let [c, id]: [Value; 2] = [self.compartment.bytes().into(), id.bytes().into()];
            self.db.execute(sql, &[c, id, node.bytes().into(), (seq as i64).into()])?;
        }
        Ok(())
    }

    /// Every copy of an entry that stands in several places, with its own bytes: an id says nothing of the signature beside it.
    pub(crate) fn copies(&mut self, id: &EntryId) -> Result<Vec<Opened>, Problem> {
        let sql = "select node, seq from placed where compartment = $1 and id = $2
                   union select node, seq from entry_of where compartment = $1 and id = $2 order by node, seq";
        let rows = self.db.query(sql, &[self.compartment.bytes().into(), id.bytes().into()])?;
        let sealed = self.sealed_at(&rows)?;
        self.open_each(sealed)
    }

    /// Whether an entry stands somewhere as it comes here, its signature included.
    pub(crate) fn has_copy(&mut self, id: &EntryId, body: &[u8]) -> Result<bool, Problem> {
        let here: [Value; 2] = [self.compartment.bytes().into(), id.bytes().into()];
        let sql = "select seq from entry_of where compartment = $1 and id = $2";
        if self.db.one(sql, &here)?.is_none() {
            return Ok(false);
        }
        // What was erased has no bytes to compare, and does not come back. What is held elsewhere may count in this node's chain.
        let copies = self.copies(id)?;
        let sql = "select seq from entry_of where compartment = $1 and id = $2 and held = ''";
        let counts = self.db.one(sql, &here)?.is_some();
        let node = self.node;
        let same = |copy: &Opened| copy.signed.body == body && (counts || copy.node == node);
        Ok(copies.is_empty() || copies.iter().any(same))
    }

    /// Why an entry is held wherever it stands, and the place it goes by: one where it counts is enough, and the first of them
    /// is taken, so that every node says the same. A copy whose signature does not prove is nobody's.
    fn judged_anywhere(&mut self, opened: &Opened) -> Result<(Option<Held>, NodeId, u64), Problem> {
        let id = opened.signed.entry.id;
        let sql = "select node from placed where compartment = $1 and id = $2 limit 1";
        let several = self.db.one(sql, &[self.compartment.bytes().into(), id.bytes().into()])?.is_some();
        let copies = if several { self.copies(&id)? } else { Vec::new() };
        if copies.is_empty() {
            return Ok((self.judged(opened)?, opened.node, opened.seq));
        }
        let mut best: Option<(u8, Option<Held>, NodeId, u64)> = None;
        for copy in &copies {
            let held = self.judged(copy)?;
            let rank = match held {
                None => 0,
                Some(Held::Signature) => 2,
                Some(_) => 1,
            };
            if best.is_none_or(|(known, ..)| rank < known) {
                best = Some((rank, held, copy.node, copy.seq));
            }
        }
        Ok(best.map_or((None, opened.node, opened.seq), |(_, held, node, seq)| (held, node, seq)))
    }

    /// Whether an entry counts, and if not, why.
    pub(super) fn judged(&mut self, opened: &Opened) -> Result<Option<Held>, Problem> {
        let Opened { signed, .. } = opened;
        let entry = &signed.entry;
        if self.is_destroyed(&entry.file)? && !self.judge()?.charter().admitted.contains(&entry.id) {
            return Ok(Some(Held::Erased));
        }
        let vouched =
            if entry.origin == self.compartment { BTreeMap::new() } else { self.vouched(&entry.file)? };
        let placed = opened.placed();
        // By the word of whoever took the file in here, and by no other: every node has that word.
        let known = |entry: &Entry| {
            let mut words = vouched.get(&entry.by).cloned().unwrap_or_default();
            let proving = |word: &Vouched| opened.signed_by(&word.key);
            if words.iter().any(proving) {
                words.retain(proving);
            }
            words
        };
        Ok(match self.judge()?.weigh(&placed, known) {
            Ok(key) => (!opened.signed_by(&key)).then_some(Held::Signature),
            Err(held) => {
                let member = self.judge()?.charter().members.get(&entry.by).map(|m| m.sign.clone());
                let key = member.or_else(|| known(entry).into_iter().next().map(|word| word.key));
                let forged = key.is_some_and(|key| !opened.signed_by(&key));
                Some(if forged { Held::Signature } else { held })
            }
        })
    }

    /// Judges an entry that is indexed, and writes down how.
    pub(crate) fn weigh(&mut self, opened: &Opened) -> Result<(), Problem> {
        let (held, node, seq) = self.judged_anywhere(opened)?;
        let entry = &opened.signed.entry;
        let here: [Value; 2] = [self.compartment.bytes().into(), entry.id.bytes().into()];
        let sql = "update entry_of set node = $3, seq = $4 where compartment = $1 and id = $2 and (node <> $3 or seq <> $4)";
        let [c, id] = here.clone();
        self.db.execute(sql, &[c, id, node.bytes().into(), (seq as i64).into()])?;
        let sql = "update entry_of set held = $3 where compartment = $1 and id = $2 and held <> $3";
        let [c, id] = here;
        let changed = self.db.execute(sql, &[c, id, held.map_or("", Held::key).into()])?;
        match held {
            None if changed > 0 => self.counts_now(entry),
            Some(_) if changed > 0 => {
                self.recent.remove(&entry.file);
                self.touched.push(entry.file);
            }
            _ => return Ok(()),
        }
        let accepts = |fact: &Fact| matches!(fact, Fact::Transfer(transfer::Fact::Accepted { .. }));
        if entry.origin == self.compartment && entry.event.facts().iter().any(accepts) {
            self.weigh_travelled(&entry.file)?;
        }
        Ok(())
    }

    /// What travelled here with a file rests on the word of whoever took it in.
    fn weigh_travelled(&mut self, file: &FileId) -> Result<(), Problem> {
        let sql = "select node, seq from entry_of where compartment = $1 and file = $2 order by node, seq";
        let rows = self.db.query(sql, &[self.compartment.bytes().into(), file.bytes().into()])?;
        let sealed = self.sealed_at(&rows)?;
        let opened = self.open_each(sealed)?;
        let home = self.compartment;
        opened.iter().filter(|o| o.signed.entry.origin != home).try_for_each(|o| self.weigh(o))
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

    /// Judges again every held entry, since more may be known now, and everything of those who were removed and of nodes that
    /// were revoked, since it may not count any more. Where a control entry counts that was held, or the other way round,
    /// everything is judged again: what rests on it names it nowhere.
    pub(crate) fn judge_again(&mut self) -> Result<(), Problem> {
        let here: [Value; 1] = [self.compartment.bytes().into()];
        let rows = if self.control_turned()? {
            self.db
                .query("select node, seq from entry_of where compartment = $1 order by node, seq", &here)?
        } else {
            self.in_question()?
        };
        for some in rows.chunks(JUDGED_AT_ONCE) {
            let sealed = self.sealed_at(some)?;
            for opened in self.open_each(sealed)? {
                self.weigh(&opened)?;
            }
        }
        Ok(())
    }

    fn in_question(&mut self) -> Result<Vec<Row>, Problem> {
        let sql = "select node, seq from entry_of where compartment = $1 and held <> '' order by node, seq";
        let mut rows = self.db.query(sql, &[self.compartment.bytes().into()])?;
        let charter = self.judge()?.charter().clone();
        let removed = charter.removals.iter().map(|(_, member, _)| *member);
        let lowered = charter.lowered.iter().filter(|(.., role, _)| !(role.writes() && role.directs()));
        let mut gone: BTreeSet<MemberId> = removed.chain(lowered.map(|(_, member, ..)| *member)).collect();
        // Whoever was let in by somebody who had been removed does not stand in the charter at all.
        let sql = "select distinct by from entry_of where compartment = $1 and held = ''";
        let authors = self.db.query(sql, &[self.compartment.bytes().into()])?;
        let authors = authors.iter().filter_map(|row| MemberId::from_slice(row.blob(0)));
        gone.extend(authors.filter(|by| !charter.members.contains_key(by)));
        let judge = self.judge()?;
        let revoked: BTreeMap<NodeId, u64> =
            charter.revocations.iter().map(|(_, node, seq)| (*node, judge.last(node, *seq))).collect();
        for member in gone {
            let sql = "select node, seq from entry_of where compartment = $1 and by = $2 and held = ''";
            rows.extend(self.db.query(sql, &[self.compartment.bytes().into(), member.bytes().into()])?);
        }
        for (node, seq) in revoked {
            let sql = "select node, seq from entry_of where compartment = $1 and node = $2 and seq > $3 and held = ''";
            let values = [self.compartment.bytes().into(), node.bytes().into(), (seq as i64).into()];
            rows.extend(self.db.query(sql, &values)?);
        }
        Ok(rows)
    }

    /// Whether a control entry is judged otherwise than was written down: what came before it counts for nothing here, since
    /// whoever saw what had not come was held for it.
    fn control_turned(&mut self) -> Result<bool, Problem> {
        let Some(control) = self.control_file(&[])? else { return Ok(false) };
        let sql = "select id, held from entry_of where compartment = $1 and file = $2 and held <> $3";
        let values = [self.compartment.bytes().into(), control.bytes().into(), Held::Before.key().into()];
        let rows = self.db.query(sql, &values)?;
        let judge = self.judge()?;
        let turned = |row: &Row| {
            EntryId::from_slice(row.blob(0))
                .is_some_and(|id| judge.control(&id).is_none() != row.text(1).is_empty())
        };
        Ok(rows.iter().any(turned))
    }

    /// Keys of authors from other compartments, by the word of the member who accepted the file here.
    pub(super) fn vouched(&mut self, file: &FileId) -> Result<BTreeMap<MemberId, Vec<Vouched>>, Problem> {
        let mut vouched: BTreeMap<MemberId, Vec<Vouched>> = BTreeMap::new();
        let home = self.compartment;
        for entry in self.entries(file)?.iter().filter(|e| e.origin == home) {
            for fact in entry.event.facts() {
                if let Fact::Transfer(transfer::Fact::Accepted { authors, .. }) = fact {
                    for author in authors {
                        let word = Vouched { key: author.sign.clone(), control: entry.control.clone() };
                        vouched.entry(author.member).or_default().push(word);
                    }
                }
            }
        }
        Ok(vouched)
    }
}
