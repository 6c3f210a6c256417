//! Appending: an act becomes a signed entry, sealed, chained, inserted, its file refolded, in one transaction.

use crate::actor::Actor;
use crate::database::{Row, Value};
use crate::exchange::Journal;
use crate::load;
use crate::problem::Problem;
use crate::shelf::Shelf;
use crate::writer::Desk;
use domain::compartment::{Charter, Role};
use domain::entry::{FACTS_MAX, Fact, Stamp};
use domain::file::File;
use domain::id::{CompartmentId, EntryId, FileId, Key, MemberId, NodeId, StayId, SubjectId};
use domain::refusal::{Why, refuse};
use domain::transfer::{Whereabouts, whereabouts};
use jiff::civil::Date;
use journal::chance::{Chance, random};
use journal::exchange::Frontier;
use journal::keys::FileKey;
use journal::wire::{self, Draft, Header, Signed};
use std::sync::{Arc, PoisonError};

/// A write in progress: one actor, one compartment, one transaction.
pub struct Writing<'a> {
    pub(crate) desk: &'a mut Desk,
    pub(crate) shelf: Arc<Shelf>,
    pub(crate) actor: Actor,
    role: Role,
    now: Stamp,
}

impl<'a> Writing<'a> {
    /// A write by `actor`, if their role writes at all.
    pub(crate) fn new(desk: &'a mut Desk, actor: &Actor) -> Result<Writing<'a>, Problem> {
        let shelf = desk.shelf()?;
        let role = desk.charter.role(&actor.member).ok_or(Problem::Unknown("compartment"))?;
        let now = shelf.surroundings.now(desk.charter.scene);
        Ok(Writing { desk, shelf, actor: actor.clone(), role, now })
    }

    /// What the actor may do here.
    pub fn role(&self) -> Role {
        self.role
    }

    /// The compartment written in.
    pub fn compartment(&self) -> CompartmentId {
        self.desk.compartment
    }

    /// The control file, read.
    pub(crate) fn charter(&self) -> Arc<Charter> {
        self.desk.charter.clone()
    }

    /// How far every chain is known here.
    pub(crate) fn heights(&mut self) -> Result<Frontier, Problem> {
        let compartment = self.desk.compartment;
        Journal { db: self.desk.journal(), compartment }.frontier()
    }

    /// Who writes.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Today, by the clock of this compartment's scene.
    pub fn today(&self) -> Date {
        self.now.day()
    }

    /// A fresh file id.
    pub fn new_file(&mut self) -> FileId {
        FileId(random(&mut self.shelf.surroundings.chance()))
    }

    /// A fresh key.
    pub fn new_key(&mut self) -> Key {
        Key(random(&mut self.shelf.surroundings.chance()))
    }

    /// A fresh stay.
    pub fn new_stay(&mut self) -> StayId {
        StayId(random(&mut self.shelf.surroundings.chance()))
    }

    /// A fresh subject.
    pub fn new_subject(&mut self) -> SubjectId {
        SubjectId(random(&mut self.shelf.surroundings.chance()))
    }

    /// Writes as at another time than now: the demonstration and imports of dated archives replay what was recorded
    /// then. The stamp still only ever grows.
    pub fn as_at(&mut self, unix_ms: i64) {
        self.now = Stamp::at_unix_ms(unix_ms);
    }

    /// The fold of a file as this transaction sees it.
    pub fn file(&mut self, file: &FileId) -> Result<File, Problem> {
        let folded = self.desk.file(file)?;
        if folded.is_empty() { Err(Problem::Unknown("file")) } else { Ok(folded) }
    }

    /// Rows of the derived tables, as they stood before this transaction.
    pub fn query(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Problem> {
        self.desk.db.query(sql, values)
    }

    /// Appends an act to a file after all its heads.
    ///
    /// # Errors
    /// Not allowed to the role; a file that is on the road or has left; nothing to say.
    pub fn append(&mut self, file: &FileId, facts: Vec<Fact>) -> Result<EntryId, Problem> {
        let heads = File::fold(self.desk.entries(file)?.clone()).heads;
        self.append_after(file, heads, facts)
    }

    /// Appends an act written with sight of `heads` only (those of the page it was filled in on), so that what two
    /// people said meanwhile stands as both.
    pub fn append_after(
        &mut self,
        file: &FileId,
        heads: Vec<EntryId>,
        facts: Vec<Fact>,
    ) -> Result<EntryId, Problem> {
        self.may_say(file, &facts)?;
        let known: Vec<EntryId> = self.desk.entries(file)?.iter().map(|e| e.id).collect();
        let mut after: Vec<EntryId> = heads.into_iter().filter(|h| known.contains(h)).collect();
        after.sort_unstable();
        after.dedup();
        let stamp = self.desk.chain.stamp.next(self.now);
        let draft = Draft {
            origin: self.desk.compartment,
            file: *file,
            on: self.desk.node,
            stamp,
            after,
            control: self.desk.charter.heads.clone(),
            facts,
        };
        let signed = wire::write(&self.actor.keys, draft, &mut self.shelf.surroundings.chance())?;
        self.insert(signed)
    }

    fn may_say(&mut self, file: &FileId, facts: &[Fact]) -> Result<(), Problem> {
        if facts.is_empty() || facts.len() > FACTS_MAX {
            return Err(refuse("facts", facts.len(), Why::OutOfRange).into());
        }
        if facts.iter().any(|f| matches!(f, Fact::Compartment(_))) {
            return if self.role == Role::Keeper {
                Ok(())
            } else {
                Err(Problem::NotAllowed("change who belongs here"))
            };
        }
        if !self.role.writes() {
            return Err(Problem::NotAllowed("write"));
        }
        if facts.iter().any(Fact::by_direction) && !self.role.directs() {
            return Err(Problem::NotAllowed("decide on what is kept"));
        }
        let compartment = self.desk.compartment;
        let entries = self.desk.entries(file)?;
        // Withdrawing what the control file says would change who belongs here as surely as saying it.
        if entries.iter().any(|e| e.event.facts().iter().any(|f| matches!(f, Fact::Compartment(_)))) {
            return Err(Problem::NotAllowed("change who belongs here"));
        }
        if facts.iter().all(|f| matches!(f, Fact::Transfer(_))) {
            return Ok(());
        }
        if !entries.iter().any(|e| e.event.facts().iter().any(|f| matches!(f, Fact::Transfer(_)))) {
            return Ok(());
        }
        match whereabouts(&File::fold(entries.clone()), &compartment) {
            Whereabouts::Here => Ok(()),
            _ => Err(refuse("file", "", Why::FileHasLeft).into()),
        }
    }

    /// Seals a signed entry into this node's chain and inserts it, once.
    pub(crate) fn insert(&mut self, signed: Signed) -> Result<EntryId, Problem> {
        self.desk.insert(signed)
    }

    /// Seals an attachment and keeps it; returns its address (hexadecimal) and its own key for the entry that names it.
    pub fn attach(&mut self, content: &[u8]) -> Result<(String, Vec<u8>), Problem> {
        let mut chance = self.shelf.surroundings.chance();
        let sealed =
            journal::attachment::seal(content, &mut chance).map_err(|e| Problem::Journal(e.to_string()))?;
        self.enclose(&sealed.address, sealed.ciphertext)?;
        Ok((crate::transfer::hex(&sealed.address), sealed.key.to_vec()))
    }

    /// Keeps a sealed attachment under its address, once.
    pub(crate) fn enclose(&mut self, address: &[u8; 32], ciphertext: Vec<u8>) -> Result<(), Problem> {
        let compartment = self.desk.compartment;
        self.desk
            .journal()
            .execute(
                "insert into attachment (compartment, address, bytes) values ($1, $2, $3)
                 on conflict (compartment, address) do nothing",
                &[compartment.bytes().into(), address.as_slice().into(), ciphertext.into()],
            )
            .map(|_| ())
    }

    /// Wraps a secret of this compartment to a member; it travels with the entry written last.
    pub(crate) fn wrap(
        &mut self,
        epoch: &[u8; 24],
        member: &MemberId,
        public: &[u8],
        secret: &[u8],
    ) -> Result<(), Problem> {
        let context = crate::shelf::wrap_context(&self.desk.compartment, epoch, member);
        let mut chance = self.shelf.surroundings.chance();
        let bytes = journal::keys::wrap_for(public, &context, secret, &mut chance)?;
        let (compartment, node, seq) = (self.desk.compartment, self.desk.node, self.desk.chain.seq as i64);
        self.desk.journal().execute(
            "insert into wrap (compartment, epoch, member, node, seq, bytes) values ($1, $2, $3, $4, $5, $6)
             on conflict (compartment, epoch, member)
             do update set node = excluded.node, seq = excluded.seq, bytes = excluded.bytes",
            &[
                compartment.bytes().into(),
                epoch.as_slice().into(),
                member.bytes().into(),
                node.bytes().into(),
                seq.into(),
                bytes.into(),
            ],
        )?;
        Ok(())
    }

    /// Randomness for what a rule needs.
    pub fn chance(&self) -> impl Chance + use<> {
        self.shelf.surroundings.chance()
    }
}

impl Desk {
    /// Seals a signed entry into this node's chain and inserts it, once.
    ///
    /// # Errors
    /// Of a file that was erased, unless a keeper let something that came later count.
    pub(crate) fn insert(&mut self, signed: Signed) -> Result<EntryId, Problem> {
        let file = signed.entry.file;
        if self.is_destroyed(&file)? && self.entries(&file)?.is_empty() {
            return Err(refuse("file", "", Why::Erased).into());
        }
        self.insert_here(signed)
    }

    /// The same, for what is kept of an erased file.
    pub(crate) fn insert_here(&mut self, signed: Signed) -> Result<EntryId, Problem> {
        let id = signed.entry.id;
        let compartment = self.compartment;
        if self.has_copy(&id, &signed.body)? {
            return Ok(id);
        }
        if self.charter.kind.is_some_and(|kind| !signed.entry.event.facts().iter().all(|f| kind.takes(f))) {
            return Err(Problem::NotAllowed("write this in a compartment of this kind"));
        }
        let shelf = self.shelf()?;
        // Read what the file holds before the new row, so that it is not counted twice.
        self.entries(&signed.entry.file)?;
        let seq = self.chain.seq + 1;
        let file_key = self.file_key(&shelf, &signed.entry.file, seq)?;
        let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
        let header = Header {
            suite: wire::SUITE,
            compartment,
            epoch: keys.current,
            dictionary: 0,
            node: self.node,
            seq,
            prev: self.chain.hash,
        };
        let epoch = keys.epoch(&header.epoch)?;
        let mut chance = shelf.surroundings.chance();
        let sealed = wire::seal(&signed.body, &signed.entry.file, header, &file_key, epoch, &mut chance)?;
        drop(keys);
        let hash = sealed.hash();
        self.journal().execute(
            "insert into entry (compartment, node, seq, header, body, hash, tip) values ($1, $2, $3, $4, $5, $6, null)",
            &[
                compartment.bytes().into(),
                sealed.header.node.bytes().into(),
                (seq as i64).into(),
                sealed.header.to_bytes().as_slice().into(),
                sealed.body.clone().into(),
                hash.as_slice().into(),
            ],
        )?;
        let node = self.node;
        self.name_attachments(&signed, &node, seq)?;
        let new = self.index(&signed.entry, &node, seq as i64, "")?;
        self.chain.seq = seq;
        self.chain.hash = hash;
        if !new {
            // A copy stands elsewhere and does not count there: both are judged.
            return self.counts_here_too(signed, seq).map(|()| id);
        }
        self.chain.stamp = self.chain.stamp.max(signed.entry.stamp);
        self.touched.push(signed.entry.file);
        self.entries(&signed.entry.file)?.push(signed.entry);
        Ok(id)
    }

    fn counts_here_too(&mut self, signed: Signed, seq: u64) -> Result<(), Problem> {
        let opened = crate::exchange::Opened { signed, node: self.node, seq, proved: None };
        self.chain.stamp = self.chain.stamp.max(opened.signed.entry.stamp);
        self.stands_twice(&opened)?;
        self.weigh(&opened)
    }

    /// Notes which attachments an entry names, so that they travel with it.
    fn name_attachments(&mut self, signed: &Signed, node: &NodeId, seq: u64) -> Result<(), Problem> {
        for address in signed.entry.event.facts().iter().filter_map(Fact::attachment) {
            let address = crate::transfer::unhex(address)?;
            let compartment = self.compartment;
            self.journal().execute(
                "insert into named (compartment, node, seq, address) values ($1, $2, $3, $4)
                 on conflict (compartment, node, seq, address) do nothing",
                &[compartment.bytes().into(), node.bytes().into(), (seq as i64).into(), address.into()],
            )?;
        }
        Ok(())
    }

    /// The key of a file, made at entry `seq` of this node where it has none.
    fn file_key(&mut self, shelf: &Shelf, file: &FileId, seq: u64) -> Result<FileKey, Problem> {
        let compartment = self.compartment;
        let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(key) = load::file_keys(self.journal(), &compartment, &keys, file)?.into_iter().next() {
            return Ok(key);
        }
        let mut chance = shelf.surroundings.chance();
        let key = FileKey::generate(&mut chance);
        let wrapped = key.wrapped(keys.epoch(&keys.current)?, &compartment, file, &mut chance);
        let node = self.node;
        self.journal().execute(
            "insert into file_key (compartment, node, seq, file, epoch, bytes) values ($1, $2, $3, $4, $5, $6)",
            &[
                compartment.bytes().into(),
                node.bytes().into(),
                (seq as i64).into(),
                file.bytes().into(),
                keys.current.bytes().into(),
                wrapped.into(),
            ],
        )?;
        Ok(key)
    }

    /// Which file an entry belongs to, so that a file is found without opening the journal; and why it is held, if it is.
    /// False where it is indexed already, from the same place or another.
    pub(crate) fn index(
        &mut self,
        entry: &domain::entry::Entry,
        node: &NodeId,
        seq: i64,
        held: &str,
    ) -> Result<bool, Problem> {
        let new = self.db.execute(
            "insert into entry_of (compartment, id, file, node, seq, by, stamp, held) values ($1, $2, $3, $4, $5, $6, $7, $8)
             on conflict (compartment, id) do nothing",
            &[
                self.compartment.bytes().into(),
                entry.id.bytes().into(),
                entry.file.bytes().into(),
                node.bytes().into(),
                seq.into(),
                entry.by.bytes().into(),
                (entry.stamp.0 as i64).into(),
                held.into(),
            ],
        )?;
        Ok(new > 0)
    }

    /// Indexes and folds entries that are in the journal and not in the derived tables yet (a journal in another
    /// database was committed first, then the power went).
    pub(crate) fn catch_up(&mut self) -> Result<(), Problem> {
        if self.remote.is_some() || self.db.version()? != crate::schema::DERIVED_VERSION {
            crate::rebuild::catch_up(self)?;
        }
        let row = self.db.one(
            "select max(stamp) from entry_of where compartment = $1 and stamp <= $2",
            &[self.compartment.bytes().into(), (self.tomorrow()?.0 as i64).into()],
        )?;
        self.chain.stamp = Stamp(row.map(|r| r.int(0) as u64).unwrap_or_default());
        Ok(())
    }
}
