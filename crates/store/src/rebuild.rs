//! Rebuild: derived tables dropped and made again from the journal. Proved by equal ordered dumps.

use crate::actor::Actor;
use crate::append::Writing;
use crate::database::{Database, Value};
use crate::derive;
use crate::load;
use crate::node::Store;
use crate::problem::Problem;
use crate::schema::{DERIVED, DERIVED_VERSION};
use crate::writer::Desk;
use domain::compartment::Role;
use domain::file::File;
use domain::id::{CompartmentId, FileId};
use journal::wire::Sealed;
use std::collections::{BTreeSet, HashMap};

/// What a rebuild did.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Rebuilt {
    /// Entries read.
    pub entries: usize,
    /// Files folded.
    pub files: usize,
}

/// Entries opened before their files are folded and let go; bounds memory on a big journal.
const ENTRIES_PER_PAGE: usize = 20_000;

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
    let mut done = Rebuilt::default();
    let mut touched: BTreeSet<FileId> = BTreeSet::new();
    for (node, mut after) in frontier(desk)? {
        loop {
            let page = page(desk, &node, after)?;
            let Some(last) = page.last() else { break };
            after = last.header.seq as i64;
            let full = page.len() == ENTRIES_PER_PAGE;
            done.entries += page.len();
            desk.read_in(page)?;
            touched.append(&mut desk.touched.drain(..).collect());
            desk.recent.clear();
            if !full {
                break;
            }
        }
    }
    // Chains come one after the other: what was held for want of another chain's entries may count now.
    desk.judge_again()?;
    touched.append(&mut desk.touched.drain(..).collect());
    done.files = touched.len();
    for id in &touched {
        let file: File = desk.file(id)?;
        derive::file(&mut desk.db, &desk.compartment, id, &file)?;
        desk.recent.remove(id);
    }
    desk.look_at_unread()?;
    Ok(done)
}

/// Every node of the journal with the last sequence the index knows.
fn frontier(desk: &mut Desk) -> Result<Vec<(Vec<u8>, i64)>, Problem> {
    let here = [desk.compartment.bytes().into()];
    let sql = "select node, max(seq) from entry where compartment = $1 group by node";
    let nodes: Vec<Vec<u8>> = desk.journal().query(sql, &here)?.iter().map(|r| r.blob(0).to_vec()).collect();
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

fn page(desk: &mut Desk, node: &[u8], after: i64) -> Result<Vec<Sealed>, Problem> {
    let here = desk.compartment.bytes().into();
    let rows = desk.journal().query(
        "select header, body from entry where compartment = $1 and node = $2 and seq > $3 order by seq limit $4",
        &[here, node.into(), after.into(), (ENTRIES_PER_PAGE as i64).into()],
    )?;
    rows.iter().map(|row| load::sealed(row, 0, 1)).collect()
}

impl Writing<'_> {
    /// Rows of the whole derived state as text, within a write: used to compare before and after.
    pub fn dump(&mut self) -> Result<String, Problem> {
        dump(&mut self.desk.db)
    }
}
