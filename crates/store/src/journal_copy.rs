//! A copy of a journal that lies in PostgreSQL, for a backup: its sealed rows as they are, one after the other, in one
//! file beside the compartment's database. Nothing in it is clear, and no key is needed to write it.
//!
//! A restored node has no server to ask: what the copy holds goes into the compartment's own database the first time
//! that is opened, and the copy is then removed. A compartment that somebody here was let into moves in the same way
//! out of what only waited where its journal lies on a server, and row by row where it lies here.

use crate::database::{Database, Value};
use crate::problem::Problem;
use domain::id::CompartmentId;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// Rows of entries read in one statement.
const PAGE: i64 = 2_000;
/// Attachments read in one statement; one may take 50 MB.
const HEAVY_PAGE: i64 = 4;

/// A row of the journal, its values in the order of the insert.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    table: Table,
    values: Vec<Cell>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Table {
    Entry,
    Wrap,
    FileKey,
    Attachment,
    Chain,
    Named,
    Fork,
}

#[derive(Debug, Serialize, Deserialize)]
enum Cell {
    Null,
    Int(i64),
    Blob(#[serde(with = "domain::compartment::bytes")] Vec<u8>),
}

impl Table {
    const ALL: [Table; 7] = [
        Table::Entry,
        Table::Wrap,
        Table::FileKey,
        Table::Attachment,
        Table::Chain,
        Table::Named,
        Table::Fork,
    ];

    /// A page of rows after the key of the last one, in the order of that key; and how many make a page.
    fn page(self) -> (&'static str, i64) {
        match self {
            Table::Entry => (
                "select compartment, node, seq, header, body, hash, tip from entry
                 where compartment = $1 and (node, seq) > ($2, $3) order by node, seq limit $4",
                PAGE,
            ),
            Table::Wrap => (
                "select compartment, epoch, member, node, seq, bytes from wrap
                 where compartment = $1 and (epoch, member) > ($2, $3) order by epoch, member limit $4",
                PAGE,
            ),
            Table::FileKey => (
                "select compartment, node, seq, bytes, file, epoch from file_key
                 where compartment = $1 and (node, seq, bytes) > ($2, $3, $4) order by node, seq, bytes limit $5",
                PAGE,
            ),
            Table::Chain => (
                "select compartment, node, sign from chain where compartment = $1 and node > $2 order by node limit $3",
                PAGE,
            ),
            Table::Named => (
                "select compartment, node, seq, address from named
                 where compartment = $1 and (node, seq, address) > ($2, $3, $4) order by node, seq, address limit $5",
                PAGE,
            ),
            Table::Fork => (
                "select compartment, node, seq, hash, header, body, tip, grafted from fork
                 where compartment = $1 and (node, seq, hash) > ($2, $3, $4) order by node, seq, hash limit $5",
                PAGE,
            ),
            Table::Attachment => (
                "select compartment, address, bytes from attachment
                 where compartment = $1 and address > $2 order by address limit $3",
                HEAVY_PAGE,
            ),
        }
    }

    fn insert(self) -> &'static str {
        match self {
            Table::Entry => {
                "insert into entry (compartment, node, seq, header, body, hash, tip) values ($1, $2, $3, $4, $5, $6, $7)
                 on conflict (compartment, node, seq) do nothing"
            }
            Table::Wrap => {
                "insert into wrap (compartment, epoch, member, node, seq, bytes) values ($1, $2, $3, $4, $5, $6)
                 on conflict (compartment, epoch, member) do nothing"
            }
            Table::FileKey => {
                "insert into file_key (compartment, node, seq, bytes, file, epoch) values ($1, $2, $3, $4, $5, $6)
                 on conflict (compartment, node, seq, bytes) do nothing"
            }
            Table::Chain => {
                "insert into chain (compartment, node, sign) values ($1, $2, $3) on conflict (compartment, node) do nothing"
            }
            Table::Named => {
                "insert into named (compartment, node, seq, address) values ($1, $2, $3, $4)
                 on conflict (compartment, node, seq, address) do nothing"
            }
            Table::Fork => {
                "insert into fork (compartment, node, seq, hash, header, body, tip, grafted)
                 values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (compartment, node, seq, hash) do nothing"
            }
            Table::Attachment => {
                "insert into attachment (compartment, address, bytes) values ($1, $2, $3)
                 on conflict (compartment, address) do nothing"
            }
        }
    }

    /// The key before every row: every part of it.
    fn before_all(self) -> Vec<Value> {
        let none = || Value::Blob(Vec::new());
        match self {
            Table::Entry => vec![none(), Value::Int(-1)],
            Table::Wrap => vec![none(), none()],
            Table::Attachment | Table::Chain => vec![none()],
            Table::Named | Table::Fork | Table::FileKey => vec![none(), Value::Int(-1), none()],
        }
    }
}

/// Where the copy of a compartment's journal stands beside its database.
pub(crate) fn path_of(database: &Path) -> PathBuf {
    database.with_extension("journal")
}

/// Writes the copy; it is on disk when this returns.
pub(crate) fn write(journal: &mut Database, compartment: &CompartmentId, to: &Path) -> Result<(), Problem> {
    let mut out = BufWriter::new(File::create(to)?);
    each(journal, compartment, &mut |table, row| {
        let line = Line { table, values: row.into_iter().map(cell).collect() };
        ciborium::into_writer(&line, &mut out).map_err(|e| Problem::Journal(e.to_string()))
    })?;
    out.flush()?;
    out.get_ref().sync_all()?;
    Ok(())
}

/// The same rows into another database, all of them or none.
pub(crate) fn carry(
    journal: &mut Database,
    compartment: &CompartmentId,
    to: &mut Database,
) -> Result<(), Problem> {
    to.in_one(|to| each(journal, compartment, &mut |table, row| to.execute(table.insert(), &row).map(|_| ())))
}

/// Shows every row of a compartment's journal, table after table.
fn each(
    journal: &mut Database,
    compartment: &CompartmentId,
    show: &mut dyn FnMut(Table, Vec<Value>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    for table in Table::ALL {
        let (sql, limit) = table.page();
        let mut after = table.before_all();
        loop {
            let mut values: Vec<Value> = vec![compartment.bytes().into()];
            values.extend(after.iter().cloned());
            values.push(limit.into());
            let rows = journal.query(sql, &values)?;
            let full = rows.len() as i64 == limit;
            if let Some(last) = rows.last() {
                after = last.0.iter().skip(1).take(after.len()).cloned().collect();
            }
            for row in rows {
                show(table, row.0)?;
            }
            if !full {
                break;
            }
        }
    }
    Ok(())
}

/// Takes a copy into the compartment's own database and removes it. After a crash it is simply taken again.
pub(crate) fn take_in(db: &mut Database, database: &Path) -> Result<(), Problem> {
    let from = path_of(database);
    let Ok(file) = File::open(&from) else { return Ok(()) };
    let left = file.metadata()?.len();
    let mut rows = Counted { inner: BufReader::new(file), read: 0 };
    db.batch("begin")?;
    let taken = (|| -> Result<(), Problem> {
        while rows.read < left {
            let line: Line = ciborium::from_reader(&mut rows).map_err(|e| Problem::Journal(e.to_string()))?;
            let values: Vec<Value> = line.values.into_iter().map(value).collect();
            db.execute(line.table.insert(), &values)?;
        }
        Ok(())
    })();
    db.batch(if taken.is_ok() { "commit" } else { "rollback" })?;
    taken?;
    std::fs::remove_file(&from)?;
    Ok(())
}

/// Counts what was read, so that the end of the last row is known for the end.
struct Counted<R> {
    inner: R,
    read: u64,
}

impl<R: std::io::Read> std::io::Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(into)?;
        self.read += n as u64;
        Ok(n)
    }
}

fn cell(value: Value) -> Cell {
    match value {
        Value::Null | Value::Text(_) => Cell::Null,
        Value::Int(n) => Cell::Int(n),
        Value::Blob(bytes) => Cell::Blob(bytes),
    }
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Int(n) => Value::Int(n),
        Cell::Blob(bytes) => Value::Blob(bytes),
    }
}
