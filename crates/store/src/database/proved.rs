//! Pages that prove. SQLCipher gives zeros for a page whose HMAC does not fit and tells of it with the *next* page it
//! deciphers: whatever ends on such a page would be served. So a file that lay at rest is looked through before anything of
//! it is, and no answer of a query leaves before SQLCipher was asked whether every page that it rests on proved.

use super::Database;
use crate::problem::Problem;
use domain::planted::{Fault, planted};

/// Longest file that is looked through at opening, bytes: a tenth of a second.
const LOOKED_THROUGH: u64 = 64 << 20;

impl Database {
    /// Checks the HMAC of every page of the file, so that damage is named before anybody works on it. For opening only: it
    /// reads the file as it lies, and nobody may write meanwhile. A file that would take longer than an unlocking may is not
    /// looked through; its pages are proved as they are read.
    pub fn whole(&mut self) -> Result<(), Problem> {
        let Database::Sqlite(db) = self else { return Ok(()) };
        let length = db.path().and_then(|path| std::fs::metadata(path).ok()).map_or(0, |file| file.len());
        if length > LOOKED_THROUGH {
            return Ok(());
        }
        // What the log still holds goes into the file first: a page that was torn as it was written there is whole again by it.
        db.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
        let mut damaged = 0;
        db.pragma_query(None, "cipher_integrity_check", |_| {
            damaged += 1;
            Ok(())
        })?;
        if damaged == 0 {
            return Ok(());
        }
        Err(Problem::Unreadable { file: self.name(), what: format!("{damaged} pages do not prove") })
    }
}

impl Database {
    /// Refuses what was read last, by a statement that gives no rows, where a page of it did not prove.
    pub fn proved(&mut self) -> Result<(), Problem> {
        match self {
            Database::Sqlite(db) => proved(db).map_err(|problem| problem.of_file(|| self.name())),
            Database::Postgres(_) => Ok(()),
        }
    }
}

/// Refuses what was read where a page of it did not prove. Once one did not, SQLCipher refuses everything that follows.
pub(super) fn proved(db: &rusqlite::Connection) -> Result<(), Problem> {
    let sound: bool = db.query_row("pragma cipher_status", [], |row| Ok(row.get::<_, String>(0)? == "1"))?;
    if sound || planted(Fault::PagesUnproved) {
        return Ok(());
    }
    Err(Problem::Unreadable { file: String::new(), what: "a page does not prove".into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::planted::plant;

    const KEY: &str = "x'8f1d2c3b4a59687786950a1b2c3d4e5f60718293a4b5c6d7e8f90112233445566'";
    /// Bytes of a row: one row fills some pages of its own.
    const LONG: usize = 20_000;

    /// Every byte of `rows` rows is a 7; one page in four of the file is damaged in turn, and whatever is answered is asked for
    /// one row after the other, each in a connection that has read nothing yet.
    fn served(rows: i64) -> (usize, usize) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("whole.db");
        let mut db = Database::sqlite(&path, KEY).unwrap();
        db.batch("create table row (id integer primary key, bytes blob not null)").unwrap();
        for id in 0..rows {
            db.execute("insert into row (id, bytes) values ($1, $2)", &[id.into(), vec![7; LONG].into()])
                .unwrap();
        }
        db.batch("pragma wal_checkpoint(truncate)").unwrap();
        drop(db);
        let sound = std::fs::read(&path).unwrap();
        let (mut refused, mut wrong) = (0, 0);
        for page in (1..sound.len() / 4096).step_by(4) {
            let damaged = folder.path().join("damaged.db");
            let mut bytes = sound.clone();
            bytes[page * 4096 + 2_000] ^= 1;
            std::fs::write(&damaged, bytes).unwrap();
            for id in 0..rows {
                let Ok(mut db) = Database::sqlite(&damaged, KEY) else { continue };
                match db.one("select bytes from row where id = $1", &[id.into()]) {
                    Ok(Some(row)) if row.blob(0) == vec![7; LONG] => {}
                    Ok(_) => wrong += 1,
                    Err(Problem::Unreadable { file, .. }) => {
                        assert_eq!(file, "damaged.db");
                        refused += 1;
                    }
                    Err(other) => panic!("page {page}, row {id}: {other:?} names no file"),
                }
            }
        }
        (refused, wrong)
    }

    #[test]
    fn d5_nothing_that_rests_on_a_page_that_does_not_prove_is_served() {
        let (refused, wrong) = served(6);
        assert!(refused > 5, "{refused} refused");
        assert_eq!(wrong, 0, "{wrong} answers rest on a page that did not prove");
    }

    /// A copy gives every page a seal of its own: what it was made of has to prove before the copy is kept.
    #[test]
    fn d5_a_copy_of_a_page_that_does_not_prove_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("whole.db");
        let mut db = Database::sqlite(&path, KEY).unwrap();
        db.batch("create table row (id integer primary key, bytes blob not null)").unwrap();
        (0..3_i64).for_each(|id| {
            db.execute("insert into row (id, bytes) values ($1, $2)", &[id.into(), vec![7; LONG].into()])
                .map(drop)
                .unwrap();
        });
        db.batch("pragma wal_checkpoint(truncate)").unwrap();
        drop(db);
        let sound = std::fs::read(&path).unwrap();
        let mut refused = 0;
        for page in 1..sound.len() / 4096 {
            let (damaged, copy) = (folder.path().join("damaged.db"), folder.path().join("copy.db"));
            let mut bytes = sound.clone();
            bytes[page * 4096 + 2_000] ^= 1;
            std::fs::write(&damaged, bytes).unwrap();
            let Ok(mut db) = Database::sqlite(&damaged, KEY) else { continue };
            let copied =
                db.execute("vacuum into $1", &[copy.display().to_string().into()]).and_then(|_| db.proved());
            refused += usize::from(copied.is_err());
            let _ = std::fs::remove_file(&copy);
        }
        assert_eq!(refused, sound.len() / 4096 - 1, "a damaged page was copied");
    }

    #[test]
    fn d5_is_seen_red_where_nobody_asks_whether_pages_proved() {
        plant(Some(Fault::PagesUnproved));
        let (_, wrong) = served(6);
        plant(None);
        assert!(wrong > 0, "zeros were never served: the check proves nothing");
    }
}
