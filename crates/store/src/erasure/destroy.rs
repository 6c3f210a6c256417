//! Destroying what an erasure names: bodies go and their hashes stay, the file's keys go, and whatever was made of them.
//!
//! What somebody wrote in the file without having heard of its erasure is not named and not lost: it is sealed anew under a
//! fresh key, held with its reason, and waits for a keeper.

use crate::database::{Row, Value};
use crate::load;
use crate::problem::Problem;
use crate::writer::Desk;
use domain::compartment::Held;
use domain::erasure::{Reason, may};
use domain::id::{EntryId, FileId};
use jiff::civil::Date;
use journal::keys::FileKey;
use journal::wire::{self, Sealed, Signed};
use std::collections::BTreeSet;
use std::sync::PoisonError;

/// Hashes of entries and commitments to keys, as an erasure names them.
type Named = BTreeSet<[u8; 32]>;

/// An entry of a file, wherever it lies.
struct Place {
    sealed: Sealed,
    hash: [u8; 32],
    branch: bool,
}

/// What an erasure would name.
pub(super) struct Whole {
    pub entries: u32,
    pub hashes: Vec<u8>,
    pub keys: Vec<u8>,
}

/// An erasure that counts and was not carried out here yet.
struct Due {
    erasure: FileId,
    target: FileId,
    reason: Option<Reason>,
    told: bool,
    on: Date,
}

impl Desk {
    /// Whether this node has destroyed that file.
    pub(crate) fn is_destroyed(&mut self, file: &FileId) -> Result<bool, Problem> {
        if self.destroyed.is_none() {
            let sql = "select file from destroyed where compartment = $1";
            let rows = self.db.query(sql, &[self.compartment.bytes().into()])?;
            self.destroyed = Some(rows.iter().filter_map(|r| FileId::from_slice(r.blob(0))).collect());
        }
        Ok(self.destroyed.as_ref().is_some_and(|files| files.contains(file)))
    }

    /// Whether an erasure that counts names this hash or this key.
    pub(crate) fn is_named(&mut self, what: &[u8; 32]) -> Result<bool, Problem> {
        let sql = "select file from erased where compartment = $1 and what = $2 limit 1";
        Ok(self.db.one(sql, &[self.compartment.bytes().into(), what.as_slice().into()])?.is_some())
    }

    /// An entry of a destroyed file came whole: its body goes at once where an erasure names it. True where it went.
    pub(crate) fn strip_where_named(&mut self, sealed: &Sealed, file: &FileId) -> Result<bool, Problem> {
        if !self.is_destroyed(file)? || !self.is_named(&sealed.hash())? {
            return Ok(false);
        }
        self.strip(&Place { sealed: sealed.clone(), hash: sealed.hash(), branch: false })?;
        Ok(true)
    }

    /// Every entry of a file: those of the index, those that could not be read, and those of branches.
    fn places_of(&mut self, file: &FileId) -> Result<Vec<Place>, Problem> {
        let (c, f): (Value, Value) = (self.compartment.bytes().into(), file.bytes().into());
        let mut rows = Vec::new();
        for sql in [
            "select node, seq from entry_of where compartment = $1 and file = $2",
            "select p.node, p.seq from placed p join entry_of o on o.compartment = p.compartment and o.id = p.id
             where o.compartment = $1 and o.file = $2",
        ] {
            rows.extend(self.db.query(sql, &[c.clone(), f.clone()])?);
        }
        let known = rows.len();
        let sql = "select node, seq from unread where compartment = $1 order by node, seq";
        rows.extend(self.db.query(sql, std::slice::from_ref(&c))?);
        let mut places: Vec<Place> = Vec::new();
        let mut seen = BTreeSet::new();
        for (i, row) in rows.iter().enumerate() {
            for sealed in self.sealed_at(std::slice::from_ref(row))? {
                let of_it = i < known || self.file_of(&sealed)? == Some(*file);
                if of_it && seen.insert((sealed.header.node, sealed.header.seq)) {
                    places.push(Place { hash: sealed.hash(), sealed, branch: false });
                }
            }
        }
        let sql = "select header, body from fork where compartment = $1 order by node, seq, hash";
        for row in self.journal().query(sql, &[c])? {
            let sealed = load::sealed(&row, 0, 1)?;
            if self.file_of(&sealed)? == Some(*file) {
                places.push(Place { hash: sealed.hash(), sealed, branch: true });
            }
        }
        Ok(places)
    }

    /// Which file a sealed entry is of, where its epoch's key is here.
    pub(super) fn file_of(&mut self, sealed: &Sealed) -> Result<Option<FileId>, Problem> {
        let shelf = self.shelf()?;
        let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
        let epoch = keys.epochs.get(&sealed.header.epoch);
        Ok(epoch.and_then(|epoch| wire::outer(sealed, epoch).ok()).map(|outer| outer.file))
    }

    fn keys_here(&mut self, file: &FileId) -> Result<Vec<FileKey>, Problem> {
        let shelf = self.shelf()?;
        let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
        let compartment = self.compartment;
        load::file_keys(self.journal(), &compartment, &keys, file)
    }

    /// What an erasure of this file names, by what this node has of it.
    pub(super) fn whole(&mut self, file: &FileId) -> Result<Whole, Problem> {
        let places = self.places_of(file)?;
        let hashes: Named = places.iter().filter(|p| !p.sealed.erased()).map(|p| p.hash).collect();
        let keys: Named = self.keys_here(file)?.iter().map(FileKey::commitment).collect();
        let sql = "select count(*) from entry_of where compartment = $1 and file = $2";
        let row = self.db.one(sql, &[self.compartment.bytes().into(), file.bytes().into()])?;
        let entries = row.map_or(0, |row| row.int(0)).max(0);
        Ok(Whole {
            entries: u32::try_from(entries).unwrap_or(u32::MAX),
            hashes: hashes.into_iter().flatten().collect(),
            keys: keys.into_iter().flatten().collect(),
        })
    }

    /// Carries out here whatever counts and was not carried out yet; and looks again at what could not be read.
    pub(crate) fn settle_erasures(&mut self) -> Result<(), Problem> {
        #[cfg(feature = "test-rig")]
        if self.skips_erasures {
            return Ok(());
        }
        for due in self.due()? {
            if self.may_destroy(&due)? {
                self.destroy(&due)?;
            }
        }
        self.look_at_unread()
    }

    /// The same when a compartment is opened: what was heard of while nobody could read it.
    pub(crate) fn settle_at_opening(&mut self) -> Result<(), Problem> {
        if self.due()?.is_empty() {
            return Ok(());
        }
        self.each_database("begin")?;
        let before = self.chain.seq;
        let settled = self.settle_erasures().and_then(|()| self.refold_touched());
        let done = settled.and_then(|()| self.sign_tip(before));
        self.each_database(if done.is_ok() { "commit" } else { "rollback" })?;
        self.admitted = false;
        if done.is_ok() {
            self.shred();
        }
        done
    }

    fn due(&mut self) -> Result<Vec<Due>, Problem> {
        let sql = "select e.file, e.target, e.reason, e.told, e.second_day from erasure e
                   where e.compartment = $1 and e.second is not null and not exists
                     (select 1 from destroyed d where d.compartment = $1 and d.erasure = e.file) order by e.file";
        let read = |row: &Row| {
            Some(Due {
                erasure: FileId::from_slice(row.blob(0))?,
                target: FileId::from_slice(row.blob(1))?,
                reason: Reason::parse(row.text(2)),
                told: row.int(3) == 1,
                on: row.day(4)?,
            })
        };
        Ok(self.db.query(sql, &[self.compartment.bytes().into()])?.iter().filter_map(read).collect())
    }

    /// The rule is asked here too: nobody makes this node destroy what it would not have let its own member erase. Where
    /// some of the text is gone already there is nothing to ask.
    fn may_destroy(&mut self, due: &Due) -> Result<bool, Problem> {
        let folded = match self.file(&due.target) {
            // The power went when the text was gone from the journal and not yet from the index.
            Err(Problem::Damaged { .. }) => return Ok(true),
            folded => folded?,
        };
        let (Some(kind), Some(reason)) = (self.charter.kind, due.reason) else { return Ok(false) };
        if folded.is_empty() || self.places_of(&due.target)?.iter().any(|p| p.sealed.erased()) {
            return Ok(!self.is_control(&due.target)?);
        }
        if self.held_for(&due.target)?.is_some() {
            // It had not seen the hold, or the hold not it: the hold wins where the text still is.
            return Ok(false);
        }
        Ok(may(&folded, kind, reason, due.told, due.on).is_ok())
    }

    fn destroy(&mut self, due: &Due) -> Result<(), Problem> {
        let target = due.target;
        let sql = "select what from erased where compartment = $1 and file = $2";
        let rows = self.db.query(sql, &[self.compartment.bytes().into(), due.erasure.bytes().into()])?;
        let named: Named = rows.iter().filter_map(|r| r.blob(0).try_into().ok()).collect();
        let (gone, rest): (Vec<Place>, Vec<Place>) =
            self.places_of(&target)?.into_iter().partition(|p| named.contains(&p.hash));
        let gone_ids = self.ids_at(&gone)?;
        let late = self.late(&target, &rest, &gone_ids, &named)?;
        for place in &gone {
            self.strip(place)?;
        }
        for id in gone_ids.iter().chain(late.iter().map(|signed| &signed.entry.id)) {
            self.unindex(id)?;
        }
        self.drop_keys(&target, &named)?;
        let here = [self.compartment.bytes().into(), target.bytes().into(), Held::Erased.key().into()];
        self.db.execute("update entry_of set held = $3 where compartment = $1 and file = $2", &here)?;
        // Pages on their way may hold what is gone; they are asked for again.
        let home: [Value; 1] = [self.compartment.bytes().into()];
        self.journal().execute("delete from arriving where compartment = $1", &home)?;
        let drafts = [self.compartment.bytes().into(), format!("%{target}%").into()];
        self.db.execute("delete from draft where compartment = $1 and key like $2", &drafts)?;
        let on = self.shelf()?.surroundings.today(self.charter.scene);
        let sql = "insert into destroyed (compartment, erasure, file, on_day) values ($1, $2, $3, $4)
                   on conflict (compartment, erasure) do nothing";
        let values: [Value; 4] =
            [self.compartment.bytes().into(), due.erasure.bytes().into(), target.bytes().into(), on.into()];
        self.db.execute(sql, &values)?;
        (self.destroyed, self.admitted, self.shred) = (None, true, true);
        self.recent.remove(&target);
        self.touched.push(target);
        for signed in late {
            self.keep_late(signed)?;
        }
        Ok(())
    }

    /// The ids of the entries at these places.
    fn ids_at(&mut self, places: &[Place]) -> Result<BTreeSet<EntryId>, Problem> {
        let mut ids = BTreeSet::new();
        for place in places.iter().filter(|p| !p.branch) {
            let header = &place.sealed.header;
            let at: [Value; 3] =
                [self.compartment.bytes().into(), header.node.bytes().into(), (header.seq as i64).into()];
            for sql in [
                "select id from entry_of where compartment = $1 and node = $2 and seq = $3",
                "select id from placed where compartment = $1 and node = $2 and seq = $3",
            ] {
                ids.extend(self.db.query(sql, &at)?.iter().filter_map(|r| EntryId::from_slice(r.blob(0))));
            }
        }
        Ok(ids)
    }

    /// Entries that are not named and would not open any more once the named keys are gone.
    fn late(
        &mut self,
        target: &FileId,
        rest: &[Place],
        gone: &BTreeSet<EntryId>,
        named: &Named,
    ) -> Result<Vec<Signed>, Problem> {
        let doomed: Vec<FileKey> =
            self.keys_here(target)?.into_iter().filter(|key| named.contains(&key.commitment())).collect();
        let shelf = self.shelf()?;
        let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
        let mut late: Vec<Signed> = Vec::new();
        for place in rest.iter().filter(|p| !p.branch && !p.sealed.erased()) {
            let Some(epoch) = keys.epochs.get(&place.sealed.header.epoch) else { continue };
            let Ok(signed) = load::open(&place.sealed, epoch, &doomed) else { continue };
            let (node, seq) = (place.sealed.header.node, place.sealed.header.seq);
            self.unread(&node, seq, Held::Erased.key())?;
            let id = signed.entry.id;
            if !gone.contains(&id) && late.iter().all(|s| s.entry.id != id) {
                late.push(signed);
            }
        }
        Ok(late)
    }

    /// Seals what came too late anew, in this node's own chain, under a key that is not named; held until a keeper says.
    fn keep_late(&mut self, signed: Signed) -> Result<(), Problem> {
        let (id, file) = (signed.entry.id, signed.entry.file);
        self.insert_here(signed)?;
        let sql = "update entry_of set held = $3 where compartment = $1 and id = $2";
        let values: [Value; 3] =
            [self.compartment.bytes().into(), id.bytes().into(), Held::Erased.key().into()];
        self.db.execute(sql, &values)?;
        self.recent.remove(&file);
        Ok(())
    }

    fn unindex(&mut self, id: &EntryId) -> Result<(), Problem> {
        for sql in [
            "delete from entry_of where compartment = $1 and id = $2",
            "delete from placed where compartment = $1 and id = $2",
        ] {
            self.db.execute(sql, &[self.compartment.bytes().into(), id.bytes().into()])?;
        }
        Ok(())
    }

    /// The body goes, its hash stays in its place; attachments go that no entry names any more.
    fn strip(&mut self, place: &Place) -> Result<(), Problem> {
        let header = &place.sealed.header;
        let at: [Value; 3] =
            [self.compartment.bytes().into(), header.node.bytes().into(), (header.seq as i64).into()];
        let [c, node, seq] = at.clone();
        let bare = place.sealed.without_body().body;
        let sql = if place.branch {
            "update fork set body = $4 where compartment = $1 and node = $2 and seq = $3 and hash = $5"
        } else {
            "update entry set body = $4 where compartment = $1 and node = $2 and seq = $3 and hash = $5"
        };
        self.journal().execute(sql, &[c.clone(), node, seq, bare.into(), place.hash.as_slice().into()])?;
        if place.branch {
            return Ok(());
        }
        self.db.execute("delete from unread where compartment = $1 and node = $2 and seq = $3", &at)?;
        let sql = "select address from named where compartment = $1 and node = $2 and seq = $3";
        let addresses = self.journal().query(sql, &at)?;
        self.journal().execute("delete from named where compartment = $1 and node = $2 and seq = $3", &at)?;
        for address in &addresses {
            let here: [Value; 2] = [c.clone(), address.blob(0).into()];
            for sql in [
                "delete from attachment where compartment = $1 and address = $2 and not exists
                   (select 1 from named n where n.compartment = $1 and n.address = $2)",
                "delete from part where compartment = $1 and address = $2 and not exists
                   (select 1 from named n where n.compartment = $1 and n.address = $2)",
            ] {
                self.journal().execute(sql, &here)?;
            }
        }
        Ok(())
    }

    /// The named keys go, whichever entry they came with; also those of which it was not known yet what they open.
    fn drop_keys(&mut self, target: &FileId, named: &Named) -> Result<(), Problem> {
        let shelf = self.shelf()?;
        let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
        let (c, f): (Value, Value) = (self.compartment.bytes().into(), target.bytes().into());
        let compartment = self.compartment;
        let sql = "select node, seq, epoch, bytes from file_key where compartment = $1 and (file = $2 or file is null)";
        for row in self.journal().query(sql, &[c.clone(), f])? {
            let epoch = EntryId::from_slice(row.blob(2)).and_then(|e| keys.epochs.get(&e));
            let key = epoch.and_then(|epoch| FileKey::unwrap(epoch, &compartment, target, row.blob(3)).ok());
            if key.is_some_and(|key| named.contains(&key.commitment())) {
                let sql =
                    "delete from file_key where compartment = $1 and node = $2 and seq = $3 and bytes = $4";
                let values = [c.clone(), row.blob(0).into(), row.int(1).into(), Value::from(row.blob(3))];
                self.journal().execute(sql, &values)?;
            }
        }
        Ok(())
    }

    /// After a commit that destroyed something: what the database keeps of it in its log and in free pages goes as well.
    pub(crate) fn shred(&mut self) {
        if !std::mem::take(&mut self.shred) {
            return;
        }
        let mut done = self.db.batch("pragma wal_checkpoint(truncate)");
        if let Some(remote) = &mut self.remote {
            for sql in [
                "vacuum full entry",
                "vacuum full fork",
                "vacuum full file_key",
                "vacuum full named",
                "vacuum full attachment",
                "vacuum full part",
                "vacuum full arriving",
            ] {
                done = done.and(remote.batch(sql));
            }
        }
        if let Err(problem) = done {
            ::tracing::warn!(%problem, "what was destroyed may stay in free pages of the database until it writes there again");
        }
    }
}
