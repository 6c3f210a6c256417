//! The test rig: breaks a promise on purpose, so that its test is seen red, and lets a test tamper with what lies on
//! disk as the owner of a database could. Compiled only with the feature `test-rig`, which no release turns on.

use crate::actor::Actor;
use crate::append::Writing;
use crate::database::{Database, Row, Value};
use crate::node::Store;
use crate::problem::Problem;
use domain::entry::Fact;
use domain::id::{CompartmentId, EntryId, FileId, NodeId};
use journal::keys::MemberKeys;
use journal::wire::{self, Draft};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

/// Breaks D1: writers are answered before the COMMIT that holds their entry.
pub static ANSWER_BEFORE_COMMIT: AtomicBool = AtomicBool::new(false);
/// Breaks D2: a commit is not flushed before it is acknowledged (`synchronous=NORMAL`).
pub static COMMIT_WITHOUT_FLUSH: AtomicBool = AtomicBool::new(false);
/// Breaks C3: a database grows by the page, as what is written in it needs.
pub static GROW_BY_THE_PAGE: AtomicBool = AtomicBool::new(false);
/// What SQLite frees is not wiped. A tenth of what a history of several nodes costs, and nothing that it proves.
pub static FREED_STAYS: AtomicBool = AtomicBool::new(false);
/// Statements that were run, once somebody asks for them to be kept.
pub static STATEMENTS: std::sync::Mutex<Option<std::collections::BTreeSet<String>>> =
    std::sync::Mutex::new(None);

/// Keeps a statement that is run, where somebody asked for it.
pub(crate) fn ran(sql: &str) {
    let mut kept = STATEMENTS.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(kept) = kept.as_mut()
        && !kept.contains(sql)
    {
        kept.insert(sql.to_string());
    }
}

thread_local! {
    /// Breaks A7 for the calling thread: pages are read without a record of their opening.
    pub static OPEN_WITHOUT_RECORD: Cell<bool> = const { Cell::new(false) };
    /// Breaks A10 for the calling thread: a file is handed over without a record of the reading.
    pub static READ_WITHOUT_RECORD: Cell<bool> = const { Cell::new(false) };
    /// Breaks A6 for the calling thread: break-glass opens without its record.
    pub static GLASS_WITHOUT_RECORD: Cell<bool> = const { Cell::new(false) };
    /// Breaks A9 for the calling thread: a name is left out of sheets on one person's word.
    pub static WITHHELD_BY_ONE: Cell<bool> = const { Cell::new(false) };
}

impl Store {
    /// The names and lengths of the letters that lie on this node.
    #[doc(hidden)]
    pub fn letters_named(&self) -> Result<Vec<([u8; 32], u64)>, Problem> {
        let rows = self.with_node(|u| u.db.query("select id, length(bytes) from letter", &[]))?;
        Ok(rows.iter().filter_map(|r| Some((r.blob(0).try_into().ok()?, r.int(1).unsigned_abs()))).collect())
    }

    /// This node forgets what others said of chains that it has not got: it tells nobody.
    #[doc(hidden)]
    pub fn forget_told(&self) -> Result<(), Problem> {
        self.with_node(|u| u.db.execute("delete from claim", &[])).map(drop)
    }

    /// Runs a statement on the node's own database.
    #[doc(hidden)]
    pub fn raw_node_execute(&self, sql: &str, values: &[Value]) -> Result<u64, Problem> {
        self.with_node(|u| u.db.execute(sql, values))
    }

    /// How far a node has said that it knows chains.
    #[doc(hidden)]
    pub fn said_by(&self, peer: &NodeId) -> Result<BTreeMap<(CompartmentId, NodeId), u64>, Problem> {
        let sql = "select compartment, node, seq from stood where peer = $1"; // node
        let rows = self.with_node(|u| u.db.query(sql, &[peer.bytes().into()]))?;
        let read = |r: &Row| {
            let chain = (CompartmentId::from_slice(r.blob(0))?, NodeId::from_slice(r.blob(1))?);
            Some((chain, r.int(2).unsigned_abs()))
        };
        Ok(rows.iter().filter_map(read).collect())
    }

    /// Every older state that was noted here, whoever may be told of it: whose, of which chain, what it had said and said.
    #[doc(hidden)]
    pub fn older_noted(&self) -> Result<Vec<(NodeId, NodeId, i64, i64)>, Problem> {
        let sql = "select peer, node, was, now from alarm where what = 'older' order by since"; // node
        let rows = self.with_node(|u| u.db.query(sql, &[]))?;
        let read = |r: &Row| {
            Some((NodeId::from_slice(r.blob(0))?, NodeId::from_slice(r.blob(1))?, r.int(2), r.int(3)))
        };
        Ok(rows.iter().filter_map(read).collect())
    }

    /// Until it is dropped, this node knows what it shares and says nothing yet of how far it knows it.
    #[doc(hidden)]
    pub fn hold_words(&self) -> std::sync::MutexGuard<'_, ()> {
        self.words.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The disk fails every compartment that is open here.
    #[doc(hidden)]
    pub fn disk_fails(&self) -> Result<(), Problem> {
        self.with_node(|u| {
            u.shelves.values().for_each(|shelf| shelf.fails());
            Ok(())
        })
    }

    /// The node's own key, for a test that plays a node which does not keep to the rules.
    #[doc(hidden)]
    pub fn node_key(&self) -> Result<std::sync::Arc<journal::keys::NodeKey>, Problem> {
        self.with_node(|u| Ok(u.node_key.clone()))
    }

    /// The lengths of the letters that lie on this node and that nobody has dealt with.
    #[doc(hidden)]
    pub fn letters_lying(&self) -> Result<Vec<usize>, Problem> {
        let rows =
            self.with_node(|u| u.db.query("select length(bytes) from letter where opened = 0", &[]))?;
        Ok(rows.iter().map(|row| row.int(0).unsigned_abs() as usize).collect())
    }

    /// Runs a statement on the database that holds the journal (`entry`, `wrap`, `file_key`), or on the local one.
    #[doc(hidden)]
    pub fn raw_execute(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        sql: &str,
        values: &[Value],
    ) -> Result<u64, Problem> {
        self.raw(actor, compartment, sql)?.execute(sql, values)
    }

    /// The rows of a query, from the same database as [`Store::raw_execute`] would choose.
    #[doc(hidden)]
    pub fn raw_query(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        sql: &str,
        values: &[Value],
    ) -> Result<Vec<Row>, Problem> {
        let (shelf, in_journal) = (self.shelf(actor, compartment)?, is_of_journal(sql));
        shelf.with_reader(|reader| match &mut reader.remote {
            Some(journal) if in_journal => journal.query(sql, values),
            _ => reader.db.query(sql, values),
        })
    }

    fn raw(&self, actor: &Actor, compartment: &CompartmentId, sql: &str) -> Result<Database, Problem> {
        let shelf = self.shelf(actor, compartment)?;
        if is_of_journal(sql) && !shelf.door.journal.is_empty() {
            Database::postgres(&shelf.door.journal)
        } else {
            Database::sqlite(&shelf.door.path, &shelf.door.pragma)
        }
    }
}

impl Writing<'_> {
    /// Appends what a newer version would write: an event this one cannot read.
    #[doc(hidden)]
    pub fn append_newer(
        &mut self,
        file: &FileId,
        event_version: u16,
        event: Vec<u8>,
    ) -> Result<EntryId, Problem> {
        let draft = self.draft_of(file, Vec::new())?;
        let signed = wire::write_newer(
            &self.actor.keys,
            draft,
            event_version,
            event,
            &mut self.shelf.surroundings.chance(),
        )?;
        self.insert(signed)
    }

    /// Appends what somebody with these keys would have written, or the member themselves, whatever their role: the node of a
    /// member who pretends to be another, or to be more.
    #[doc(hidden)]
    pub fn append_as(
        &mut self,
        author: Option<&MemberKeys>,
        file: &FileId,
        facts: Vec<Fact>,
    ) -> Result<EntryId, Problem> {
        let draft = self.draft_of(file, facts)?;
        let author = author.unwrap_or(&self.actor.keys);
        let signed = wire::write(author, draft, &mut self.shelf.surroundings.chance())?;
        self.insert(signed)
    }

    /// Appends an entry as if it had been written in another compartment and had travelled here.
    #[doc(hidden)]
    pub fn append_from(
        &mut self,
        origin: CompartmentId,
        file: &FileId,
        facts: Vec<Fact>,
    ) -> Result<EntryId, Problem> {
        let draft = Draft { origin, ..self.draft_of(file, facts)? };
        let signed = wire::write(&self.actor.keys, draft, &mut self.shelf.surroundings.chance())?;
        self.insert(signed)
    }

    /// Appends an entry that stands in another chain once more, with one bit of the signature beside it changed.
    #[doc(hidden)]
    pub fn append_forged_copy(&mut self, id: &EntryId) -> Result<(), Problem> {
        let copies = self.desk.copies(id)?;
        let mut signed = copies.into_iter().next().ok_or(Problem::Unknown("entry"))?.signed;
        // The signature is the last of a body.
        if let Some(last) = signed.body.last_mut() {
            *last ^= 1;
        }
        self.insert(signed).map(|_| ())
    }

    fn draft_of(&mut self, file: &FileId, facts: Vec<Fact>) -> Result<Draft, Problem> {
        Ok(Draft {
            origin: self.desk.compartment,
            file: *file,
            on: self.desk.node,
            stamp: self.desk.chain.stamp.next(self.shelf.surroundings.now(self.desk.charter.scene)),
            after: self.desk.file(file)?.heads,
            control: self.desk.charter.heads.clone(),
            facts,
        })
    }
}

impl Store {
    /// A page as it lies in a notebook.
    #[doc(hidden)]
    pub fn notebook_page(
        &self,
        actor: &Actor,
        notebook: &CompartmentId,
        file: &FileId,
    ) -> Result<domain::notebook::Page, Problem> {
        let shelf = self.notebook_shelf(actor, notebook)?;
        self.page_at(&shelf, file)?.ok_or(Problem::Unknown("page"))
    }

    /// The keys of a compartment's epochs that this node has, the founding one first.
    #[doc(hidden)]
    pub fn epoch_keys(&self, actor: &Actor, compartment: &CompartmentId) -> Result<Vec<Vec<u8>>, Problem> {
        let shelf = self.shelf(actor, compartment)?;
        let keys = shelf.keys.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut all: Vec<_> = keys.epochs.iter().map(|(id, key)| (*id, key.as_bytes().to_vec())).collect();
        all.sort();
        Ok(all.into_iter().map(|(_, key)| key).collect())
    }

    /// Everything that whoever holds this node and its member's passphrase can read: every row of every database that is
    /// open, and every sealed body, letter and attachment key opened with every key that lies there.
    #[doc(hidden)]
    pub fn everything_readable(&self, actor: &Actor) -> Result<Vec<u8>, Problem> {
        let mut out = Vec::new();
        for shelf in self.shelves(actor, |_| true)? {
            let (mut local, mut remote) = shelf.door.databases()?;
            rows_of(&mut local, &mut out)?;
            let journal = remote.as_mut().unwrap_or(&mut local);
            for table in ["entry", "fork"] {
                // tidy: columns only (the name of a table of the journal)
                let sql = format!("select header, body from {table} where compartment = $1");
                for row in journal.query(&sql, &[shelf.id.bytes().into()])? {
                    out.extend(opened(journal, &shelf, &crate::load::sealed(&row, 0, 1)?)?);
                }
            }
            let sql = "select id from letter where compartment = $1"; // node
            for row in self.with_node(|u| u.db.query(sql, &[shelf.id.bytes().into()]))? {
                out.extend(self.open_letter(&shelf, row.blob(0))?.into_iter().flat_map(|l| l.content));
            }
        }
        self.with_node(|u| rows_of(&mut u.db, &mut out).and_then(|()| rows_of(&mut u.waiting, &mut out)))?;
        Ok(out)
    }

    /// Breaks P1: this node forgets that it heard of erasures, as one that never did.
    #[doc(hidden)]
    pub fn skip_erasures(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        skip: bool,
    ) -> Result<(), Problem> {
        let shelf = self.shelf(actor, compartment)?;
        shelf.submit(move |desk| {
            desk.skips_erasures = skip;
            Ok(())
        })
    }
}

/// Whether a statement is about tables of the journal.
fn is_of_journal(sql: &str) -> bool {
    ["from entry ", "update entry ", "into entry ", "file_key", "wrap"].iter().any(|t| sql.contains(t))
}

fn rows_of(db: &mut Database, out: &mut Vec<u8>) -> Result<(), Problem> {
    let names = db.query("select name from sqlite_master where type = 'table' order by name", &[])?;
    for name in names {
        // tidy: columns only
        // tidy: every column
        let sql = format!("select t.* from {} t", name.text(0));
        for row in db.query(&sql, &[])? {
            for value in row.0 {
                match value {
                    Value::Text(text) => out.extend(text.into_bytes()),
                    Value::Blob(bytes) => out.extend(bytes),
                    Value::Null | Value::Int(_) => {}
                }
                out.push(b'\n');
            }
        }
    }
    Ok(())
}

fn opened(
    journal: &mut Database,
    shelf: &crate::shelf::Shelf,
    sealed: &wire::Sealed,
) -> Result<Vec<u8>, Problem> {
    let keys = shelf.keys.read().unwrap_or_else(std::sync::PoisonError::into_inner);
    let Some(epoch) = keys.epochs.get(&sealed.header.epoch) else { return Ok(Vec::new()) };
    let Ok(outer) = wire::outer(sealed, epoch) else { return Ok(Vec::new()) };
    let sql = "select bytes from file_key where compartment = $1";
    let rows = journal.query(sql, &[shelf.id.bytes().into()])?;
    let of_it = |row: &Row| {
        let each = keys.epochs.values();
        each.filter_map(|e| journal::keys::FileKey::unwrap(e, &shelf.id, &outer.file, row.blob(0)).ok())
            .next()
    };
    let own: Vec<_> = rows.iter().filter_map(of_it).collect();
    Ok(crate::load::open(sealed, epoch, &own).map(|signed| signed.body).unwrap_or_default())
}
