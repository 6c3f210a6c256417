//! Rebuild: derived tables dropped and made again from the journal. Proved by equal ordered dumps.

use crate::actor::Actor;
use crate::append::Writing;
use crate::database::{Database, Value};
use crate::derive;
use crate::exchange::{Journal, Opened};
use crate::load;
use crate::node::Store;
use crate::problem::Problem;
use crate::schema::{DERIVED, DERIVED_VERSION};
use crate::side_by_side::Begun;
use crate::writer::Desk;
use domain::compartment::Role;
use domain::file::File;
use domain::id::{CompartmentId, FileId, MemberId};
use journal::wire::Sealed;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::thread::ScopedJoinHandle;

/// What a rebuild did.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Rebuilt {
    /// Entries read.
    pub entries: usize,
    /// Files folded.
    pub files: usize,
}

/// Entries opened at once.
const ENTRIES_PER_PAGE: usize = 4_000;
/// The same at the beginning of a chain, where it may say who writes here and with which keys.
const FIRST_PAGE: usize = 64;
/// Indexes take random ids: what does not stay at hand while many come is sealed, read and opened again and again.
const WIDE: &str = "pragma cache_size = -131072";
/// Entries kept in memory until their files are folded, so that they need not be opened again: about a hundred megabytes.
/// Beyond it they are let go and read again; that bounds memory on a big journal.
const ENTRIES_KEPT: usize = 120_000;

impl Store {
    /// Drops and makes again every derived table of a compartment.
    pub fn rebuild(&self, actor: &Actor, compartment: &CompartmentId) -> Result<Rebuilt, Problem> {
        let shelf = self.shelf(actor, compartment)?;
        shelf.submit(rebuild)
    }

    /// The derived tables of a compartment as ordered text, one row a line: two equal dumps are equal tables.
    pub fn dump(&self, actor: &Actor, compartment: &CompartmentId) -> Result<String, Problem> {
        let shelf = self.shelf(actor, compartment)?;
        if shelf.role(&actor.member) != Some(Role::Keeper) {
            return Err(Problem::NotAllowed("dump"));
        }
        shelf.with_reader(|reader| dump(&mut reader.db))
    }
}

fn dump(db: &mut Database) -> Result<String, Problem> {
    let mut out = String::new();
    for table in DERIVED {
        // tidy: columns only
        // tidy: every column
        let sql = format!("select t.* from {table} t");
        let mut rows: Vec<Vec<Value>> = db.query(&sql, &[])?.into_iter().map(|r| r.0).collect();
        rows.sort();
        for row in rows {
            out.push_str(table);
            for value in row {
                out.push('\t');
                match value {
                    Value::Null => out.push('-'),
                    Value::Int(n) => out.push_str(&n.to_string()),
                    Value::Text(t) => out.push_str(&t.escape_debug().to_string()),
                    Value::Blob(b) => b.iter().for_each(|x| out.push_str(&format!("{x:02x}"))),
                }
            }
            out.push('\n');
        }
    }
    Ok(out)
}

/// Empties every derived table and makes it again.
pub(crate) fn rebuild(desk: &mut Desk) -> Result<Rebuilt, Problem> {
    for table in DERIVED {
        // tidy: columns only
        desk.db.execute(
            &format!("delete from {table} where compartment = $1"),
            &[desk.compartment.bytes().into()],
        )?;
    }
    desk.recent.clear();
    let done = fold_unindexed(desk)?;
    desk.settle_erasures()?;
    desk.db.batch(&format!("pragma user_version = {DERIVED_VERSION}"))?;
    Ok(done)
}

/// Indexes and folds whatever the journal holds beyond the derived tables.
pub(crate) fn catch_up(desk: &mut Desk) -> Result<Rebuilt, Problem> {
    desk.db.batch("begin immediate")?;
    let done = fold_unindexed(desk).and_then(|done| {
        desk.db.batch(&format!("pragma user_version = {DERIVED_VERSION}"))?;
        Ok(done)
    });
    match done {
        Ok(done) => desk.db.batch("commit").map(|()| done),
        Err(problem) => {
            let _ = desk.db.batch("rollback");
            Err(problem)
        }
    }
}

fn fold_unindexed(desk: &mut Desk) -> Result<Rebuilt, Problem> {
    let mut touched: BTreeSet<FileId> = BTreeSet::new();
    let (mut entries, mut kept, mut long) = (0, 0, false);
    let chains = frontier(desk)?;
    let taken = std::thread::scope(|scope| {
        // While one page is taken into the index, the signatures of the next are proved beside it.
        let mut proving: Option<Proving<'_>> = None;
        for (node, mut after) in chains {
            let mut length = FIRST_PAGE;
            loop {
                let page = page(desk, &node, after, length)?;
                let Some(last) = page.last() else { break };
                after = last.header.seq as i64;
                let full = page.len() == length;
                (entries, kept) = (entries + page.len(), kept + page.len());
                length = ENTRIES_PER_PAGE;
                let opened = Arc::new(Begun::new(desk.open_each(page)?));
                let keys = Arc::new(desk.authors()?);
                let (beside, by) = (opened.clone(), keys.clone());
                let thread = scope.spawn(move || beside.help(|o: &Opened| o.proof(&by)));
                if full && !long {
                    desk.db.batch(WIDE)?;
                    long = true;
                }
                take(desk, proving.replace(Proving { opened, keys, thread }), &mut touched)?;
                if kept > ENTRIES_KEPT {
                    desk.recent.clear();
                    kept = 0;
                }
                if !full {
                    break;
                }
            }
            // Another chain may have been written by who is let in by this one.
            take(desk, proving.take(), &mut touched)?;
        }
        Ok::<_, Problem>(())
    });
    if long {
        desk.db.batch(crate::writer::CACHE)?;
    }
    taken?;
    // Chains come one after the other: what was held for want of another chain's entries may count now.
    desk.judge_again()?;
    touched.append(&mut desk.touched.drain(..).collect());
    for id in &touched {
        desk.entries(id)?;
        let file = File::fold(desk.recent.remove(id).unwrap_or_default());
        derive::file(&mut desk.db, &desk.compartment, id, &file)?;
    }
    desk.look_at_unread()?;
    Ok(Rebuilt { entries, files: touched.len() })
}

/// A page whose signatures are being proved.
struct Proving<'scope> {
    opened: Arc<Begun<Opened, Option<Vec<u8>>>>,
    keys: Arc<BTreeMap<MemberId, Vec<u8>>>,
    thread: ScopedJoinHandle<'scope, ()>,
}

/// Takes a page into the index once its signatures were looked at.
fn take(
    desk: &mut Desk,
    proving: Option<Proving<'_>>,
    touched: &mut BTreeSet<FileId>,
) -> Result<(), Problem> {
    let Some(Proving { opened, keys, thread }) = proving else { return Ok(()) };
    opened.help(|o| o.proof(&keys));
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
    let opened = Arc::into_inner(opened).expect("BUG: a thread that has ended holds the page");
    let proved = opened.ended().map(|(opened, proved)| Opened { proved: proved.flatten(), ..opened });
    desk.take_opened(proved.collect())?;
    touched.extend(desk.touched.drain(..));
    Ok(())
}

/// Every node of the journal with the last sequence the index knows.
fn frontier(desk: &mut Desk) -> Result<Vec<(Vec<u8>, i64)>, Problem> {
    let here = [desk.compartment.bytes().into()];
    let compartment = desk.compartment;
    let lengths = Journal { db: desk.journal(), compartment }.lengths()?;
    let nodes: Vec<Vec<u8>> = lengths.keys().map(|node| node.bytes().to_vec()).collect();
    let mut known: HashMap<Vec<u8>, i64> = HashMap::new();
    for sql in [
        "select node, max(seq) from entry_of where compartment = $1 group by node",
        "select node, max(seq) from unread where compartment = $1 group by node",
    ] {
        for row in desk.db.query(sql, &here)? {
            let seq = known.entry(row.blob(0).to_vec()).or_default();
            *seq = row.int(1).max(*seq);
        }
    }
    Ok(nodes
        .into_iter()
        .map(|n| {
            let seq = known.get(&n).copied().unwrap_or(0);
            (n, seq)
        })
        .collect())
}

fn page(desk: &mut Desk, node: &[u8], after: i64, length: usize) -> Result<Vec<Sealed>, Problem> {
    let here = desk.compartment.bytes().into();
    let rows = desk.journal().query(
        "select header, body from entry where compartment = $1 and node = $2 and seq > $3 order by seq limit $4",
        &[here, node.into(), after.into(), (length as i64).into()],
    )?;
    rows.iter().map(|row| load::sealed(row, 0, 1)).collect()
}

impl Writing<'_> {
    /// Rows of the whole derived state as text, within a write: used to compare before and after.
    pub fn dump(&mut self) -> Result<String, Problem> {
        dump(&mut self.desk.db)
    }
}
