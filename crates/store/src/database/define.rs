//! Making the tables: one text for both databases, with tokens for what differs.

use super::{Database, plans};
use crate::problem::Problem;
use std::collections::BTreeSet;

impl Database {
    /// Makes what these DDL texts tell of and is not there yet, with the tokens `{blob}`, `{int}`, `{strict}` and `{heap}` of
    /// this database. In one transaction: a database is made as quickly as its pages are written once, and is never half made.
    pub fn define(&mut self, texts: &[&str]) -> Result<(), Problem> {
        let (blob, int, strict, heap) = match self {
            Database::Sqlite(_) => ("blob", "integer", " strict, without rowid", " strict"),
            Database::Postgres(_) => ("bytea", "bigint", "", ""),
        };
        let ddl = texts
            .concat()
            .replace("{blob}", blob)
            .replace("{int}", int)
            .replace("{strict}", strict)
            .replace("{heap}", heap);
        if matches!(self, Database::Postgres(_)) {
            return self.batch(&ddl);
        }
        let there = self.query("select name from sqlite_schema", &[])?;
        let there: BTreeSet<&str> = there.iter().map(|row| row.text(0)).collect();
        let missing: Vec<&str> =
            ddl.split(';').filter(|one| made_by(one).is_some_and(|name| !there.contains(name))).collect();
        if missing.is_empty() {
            return self.teach(false);
        }
        self.in_one(|db| {
            db.batch(&missing.join(";"))?;
            db.teach(true)
        })
    }

    /// Lets go of tables, where they are there.
    pub fn let_go(&mut self, tables: &[&str]) -> Result<(), Problem> {
        let there = self.query("select name from sqlite_schema where type = 'table'", &[])?;
        for table in there.iter().map(|row| row.text(0)).filter(|name| tables.contains(name)) {
            // tidy: columns only (the name of a derived table)
            self.batch(&format!("drop table {table}"))?;
        }
        Ok(())
    }

    /// Tells SQLite's planner of the indexes: after some were made, and where nobody ever did.
    fn teach(&mut self, anew: bool) -> Result<(), Problem> {
        match self {
            Database::Sqlite(db) => plans::teach(db, anew).map_err(|problem| problem.of_file(|| self.name())),
            Database::Postgres(_) => Ok(()),
        }
    }
}

/// The name of the table or index that a statement makes where there is none.
fn made_by(statement: &str) -> Option<&str> {
    let (_, behind) = statement.split_once(" if not exists ")?;
    behind.split([' ', '(']).next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema;

    /// A statement without such a name would be left out.
    #[test]
    fn every_statement_of_the_schema_names_what_it_makes() {
        for text in [schema::JOURNAL, schema::READS, schema::DERIVED_DDL, schema::NODE] {
            for statement in text.split(';').filter(|one| one.contains("create")) {
                assert!(made_by(statement).is_some_and(|name| !name.is_empty()), "{statement}");
                assert_eq!(statement.matches("create").count(), 1, "{statement}");
            }
        }
    }

    #[test]
    fn what_is_there_stays_and_what_is_not_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let key = "x'8f1d2c3b4a59687786950a1b2c3d4e5f60718293a4b5c6d7e8f90112233445566'";
        let mut db = Database::sqlite(&folder.path().join("defined.db"), key).unwrap();
        let one = "create table if not exists one (id {int} not null, primary key (id)){strict};";
        let two = "create table if not exists two (id {int} not null); -- node\ncreate index if not exists of_two on two (id);";
        db.define(&[one]).unwrap();
        db.execute("insert into one (id) values ($1)", &[7_i64.into()]).unwrap();
        db.define(&[one, two]).unwrap();
        assert_eq!(db.one("select id from one", &[]).unwrap().unwrap().int(0), 7);
        let figures = db.query("select idx from sqlite_stat1 order by idx", &[]).unwrap();
        assert_eq!(figures.iter().map(|row| row.text(0)).collect::<Vec<_>>(), ["of_two", "one"]);
        // A text that fails leaves nothing behind.
        assert!(
            db.define(&["create table if not exists three (id int); create table if not exists four ("])
                .is_err()
        );
        let there = db.query("select name from sqlite_schema where name in ('three', 'four')", &[]).unwrap();
        assert_eq!(there.len(), 0);
    }
}
