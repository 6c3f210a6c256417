//! The facade over two databases: one SQL text with `$n`, values that are NULL, i64, text or bytes.

mod define;
mod plans;
mod proved;

use crate::problem::Problem;
use domain::planted::{Fault, planted};
use postgres::types::{IsNull, ToSql, Type};
use rusqlite::types::{ToSqlOutput, ValueRef};
use std::error::Error;
use std::path::Path;

/// A value of a column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// NULL.
    Null,
    /// A whole number; booleans are 0 and 1, days are days since 1970, times milliseconds.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

macro_rules! value_from {
    ($($from:ty => |$x:ident| $into:expr;)*) => {
        $(impl From<$from> for Value {
            fn from($x: $from) -> Value {
                $into
            }
        })*
    };
}

value_from! {
    i64 => |x| Value::Int(x);
    u32 => |x| Value::Int(i64::from(x));
    bool => |x| Value::Int(i64::from(x));
    &str => |x| Value::Text(x.to_string());
    String => |x| Value::Text(x);
    &String => |x| Value::Text(x.clone());
    &[u8] => |x| Value::Blob(x.to_vec());
    Vec<u8> => |x| Value::Blob(x);
    jiff::civil::Date => |x| Value::Int(day_number(x));
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(x: Option<T>) -> Value {
        x.map_or(Value::Null, Into::into)
    }
}

/// Days since 1970-01-01.
pub fn day_number(day: jiff::civil::Date) -> i64 {
    i64::from((day - jiff::civil::date(1970, 1, 1)).get_days())
}

/// The day of a number; the first day of the calendar for one out of range.
pub fn day_of(number: i64) -> jiff::civil::Date {
    let zero = jiff::civil::date(1970, 1, 1);
    let span = jiff::Span::new().try_days(number).unwrap_or_default();
    zero.checked_add(span).unwrap_or(zero)
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(n) => ValueRef::Integer(*n),
            Value::Text(t) => ValueRef::Text(t.as_bytes()),
            Value::Blob(b) => ValueRef::Blob(b),
        }))
    }
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(n) => n.to_sql(ty, out),
            Value::Text(t) => t.to_sql(ty, out),
            Value::Blob(b) => b.as_slice().to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    postgres::types::to_sql_checked!();
}

/// A row, its columns in the order the statement lists them.
pub struct Row(pub Vec<Value>);

impl Row {
    /// The number in column `i`; 0 for NULL or another type.
    pub fn int(&self, i: usize) -> i64 {
        self.maybe_int(i).unwrap_or(0)
    }

    /// The number in column `i`, if there is one.
    pub fn maybe_int(&self, i: usize) -> Option<i64> {
        match self.0.get(i) {
            Some(Value::Int(n)) => Some(*n),
            _ => None,
        }
    }

    /// The text in column `i`; empty for NULL or another type.
    pub fn text(&self, i: usize) -> &str {
        match self.0.get(i) {
            Some(Value::Text(t)) => t,
            _ => "",
        }
    }

    /// The bytes in column `i`; empty for NULL or another type.
    pub fn blob(&self, i: usize) -> &[u8] {
        match self.0.get(i) {
            Some(Value::Blob(b)) => b,
            _ => &[],
        }
    }

    /// The day in column `i`, if there is one.
    pub fn day(&self, i: usize) -> Option<jiff::civil::Date> {
        self.maybe_int(i).map(day_of)
    }
}

/// An open database of either kind.
pub enum Database {
    /// SQLCipher.
    Sqlite(rusqlite::Connection),
    /// PostgreSQL.
    Postgres(Box<postgres::Client>),
}

/// Oldest SQLite without the WAL-reset fault (fixed in 3.51.3).
const SQLITE_FLOOR: i32 = 3_051_003;

impl Database {
    /// Opens (or makes) an encrypted database. `pragma_key` is `x'..'`.
    pub fn sqlite(path: &Path, pragma_key: &str) -> Result<Database, Problem> {
        let name = || path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if rusqlite::version_number() < SQLITE_FLOOR {
            return Err(Problem::Database(format!("SQLite {} is too old", rusqlite::version())));
        }
        Database::opened(path, pragma_key).map_err(|problem| problem.of_file(name))
    }

    fn opened(path: &Path, pragma_key: &str) -> Result<Database, Problem> {
        let unreadable =
            |e: rusqlite::Error| Problem::Unreadable { file: String::new(), what: e.to_string() };
        let db = rusqlite::Connection::open(path)?;
        // What SQLite frees is wiped, the pages it deciphered above all.
        #[cfg(feature = "test-rig")]
        let wiped = !crate::rig::FREED_STAYS.load(std::sync::atomic::Ordering::SeqCst);
        #[cfg(not(feature = "test-rig"))]
        let wiped = true;
        if wiped {
            db.pragma_update(None, "cipher_memory_security", "ON")?;
        }
        db.pragma_update(None, "key", pragma_key).map_err(unreadable)?;
        let cipher: String = db.query_row("pragma cipher_version", [], |r| r.get(0)).map_err(unreadable)?;
        if cipher.is_empty() {
            return Err(Problem::Database("this SQLite cannot encrypt".into()));
        }
        db.query_row("select count(*) from sqlite_schema", [], |r| r.get::<_, i64>(0)).map_err(unreadable)?;
        db.busy_timeout(std::time::Duration::from_secs(20))?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "FULL")?;
        #[cfg(feature = "test-rig")]
        if crate::rig::COMMIT_WITHOUT_FLUSH.load(std::sync::atomic::Ordering::SeqCst) {
            db.pragma_update(None, "synchronous", "NORMAL")?;
        }
        db.pragma_update(None, "secure_delete", "ON")?;
        db.pragma_update(None, "temp_store", "MEMORY")?;
        db.pragma_update(None, "mmap_size", 0)?;
        db.pragma_update(None, "foreign_keys", "ON")?;
        db.set_prepared_statement_cache_capacity(96);
        Ok(Database::Sqlite(db))
    }

    /// Connects to PostgreSQL and refuses one that acknowledges before it has written.
    pub fn postgres(address: &str) -> Result<Database, Problem> {
        let mut client = postgres::Client::connect(address, postgres::NoTls)?;
        for setting in ["synchronous_commit", "fsync"] {
            let value: String = client.query_one("select current_setting($1)", &[&setting])?.get(0);
            if value != "on" {
                return Err(Problem::Database(format!("PostgreSQL runs with {setting} = {value}: refused")));
            }
        }
        if planted(Fault::ServerAnswersEarly) {
            client.batch_execute("set synchronous_commit = off")?;
        }
        Ok(Database::Postgres(Box::new(client)))
    }

    /// The version of the derived tables that the file bears; "0" where it has none yet.
    pub fn version(&mut self) -> Result<String, Problem> {
        let row = self.one("pragma user_version", &[])?;
        Ok(row.map(|r| r.int(0).to_string()).unwrap_or_default())
    }

    /// Rows changed through this connection since it was opened; of PostgreSQL nobody asks.
    pub(crate) fn changes(&self) -> u64 {
        match self {
            Database::Sqlite(db) => db.total_changes(),
            Database::Postgres(_) => 0,
        }
    }

    /// The name of the file, without the folders above it; empty for PostgreSQL.
    fn name(&self) -> String {
        match self {
            Database::Sqlite(db) => {
                let name = db.path().and_then(|path| Path::new(path).file_name());
                name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
            }
            Database::Postgres(_) => String::new(),
        }
    }

    /// Runs one statement; returns the rows it changed.
    pub fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64, Problem> {
        self.executed(sql, values).map_err(|problem| problem.of_file(|| self.name()))
    }

    fn executed(&mut self, sql: &str, values: &[Value]) -> Result<u64, Problem> {
        #[cfg(feature = "test-rig")]
        crate::rig::ran(sql);
        match self {
            Database::Sqlite(db) => {
                let mut statement = db.prepare_cached(sql)?;
                bind(&mut statement, values)?;
                Ok(statement.raw_execute()? as u64)
            }
            Database::Postgres(client) => {
                let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|v| v as _).collect();
                Ok(client.execute(sql, &values)?)
            }
        }
    }

    /// Runs several statements without values.
    pub fn batch(&mut self, sql: &str) -> Result<(), Problem> {
        let done = match self {
            Database::Sqlite(db) => db.execute_batch(sql).map_err(Problem::from),
            Database::Postgres(client) => client.batch_execute(sql).map_err(Problem::from),
        };
        done.map_err(|problem| problem.of_file(|| self.name()))
    }

    /// Runs `f` in one transaction of a database that has no writer of its own.
    pub fn in_one<T>(&mut self, f: impl FnOnce(&mut Database) -> Result<T, Problem>) -> Result<T, Problem> {
        self.batch("begin immediate")?;
        let done = f(self);
        self.batch(if done.is_ok() { "commit" } else { "rollback" })?;
        done
    }

    /// The rows of a query.
    pub fn query(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Problem> {
        let mut rows = Vec::new();
        self.each(sql, values, |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    /// The first row of a query.
    pub fn one(&mut self, sql: &str, values: &[Value]) -> Result<Option<Row>, Problem> {
        Ok(self.query(sql, values)?.into_iter().next())
    }

    /// Calls `f` with each row.
    pub fn each(
        &mut self,
        sql: &str,
        values: &[Value],
        f: impl FnMut(Row) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        self.read(sql, values, f).map_err(|problem| problem.of_file(|| self.name()))
    }

    fn read(
        &mut self,
        sql: &str,
        values: &[Value],
        mut f: impl FnMut(Row) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        #[cfg(feature = "test-rig")]
        crate::rig::ran(sql);
        match self {
            Database::Sqlite(db) => {
                let mut statement = db.prepare_cached(sql)?;
                bind(&mut statement, values)?;
                let columns = statement.column_count();
                let mut rows = statement.raw_query();
                while let Some(row) = rows.next()? {
                    let read = |i| -> Result<Value, Problem> {
                        Ok(match row.get_ref(i)? {
                            ValueRef::Null | ValueRef::Real(_) => Value::Null,
                            ValueRef::Integer(n) => Value::Int(n),
                            ValueRef::Text(t) => Value::Text(String::from_utf8_lossy(t).into_owned()),
                            ValueRef::Blob(b) => Value::Blob(b.to_vec()),
                        })
                    };
                    f(Row((0..columns).map(read).collect::<Result<_, _>>()?))?;
                }
                drop(rows);
                proved::proved(db)
            }
            Database::Postgres(client) => {
                let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|v| v as _).collect();
                for row in client.query(sql, &values)? {
                    f(Row((0..row.len()).map(|i| from_postgres(&row, i)).collect::<Result<_, _>>()?))?;
                }
                Ok(())
            }
        }
    }
}

fn bind(statement: &mut rusqlite::Statement<'_>, values: &[Value]) -> Result<(), Problem> {
    for (i, value) in values.iter().enumerate() {
        // `$2` may stand before `$1` in the text; SQLite numbers names as they come, so look each up.
        let index = statement.parameter_index(NAMES.get(i).copied().unwrap_or("$0"))?;
        let index = index.ok_or_else(|| Problem::Database("BUG: more values than parameters".into()))?;
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(())
}

/// Names of the parameters; no statement has more.
const NAMES: [&str; 32] = [
    "$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9", "$10", "$11", "$12", "$13", "$14", "$15", "$16",
    "$17", "$18", "$19", "$20", "$21", "$22", "$23", "$24", "$25", "$26", "$27", "$28", "$29", "$30", "$31",
    "$32",
];

fn from_postgres(row: &postgres::Row, i: usize) -> Result<Value, Problem> {
    Ok(match *row.columns()[i].type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(i)?.into(),
        Type::INT4 => row.try_get::<_, Option<i32>>(i)?.map(i64::from).into(),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(i)?.into(),
        _ => row.try_get::<_, Option<String>>(i)?.into(),
    })
}
