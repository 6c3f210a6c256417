//! Backup and restore: a copy of every database as it stands at one moment, keys sealed as ever. Proved by restoring.
//!
//! A journal that lies in PostgreSQL is in the copy too; restored, it lies in the compartment's own database.

use crate::actor::Actor;
use crate::database::Database;
use crate::node::Store;
use crate::problem::Problem;
use crate::{folder, journal_copy};
use domain::id::CompartmentId;
use domain::planted::{Fault, planted};
use std::fs;
use std::path::Path;

/// What a backup or a restore held.
#[derive(Clone, Debug, PartialEq, Eq, Default, serde::Serialize)]
pub struct BackupReport {
    /// Databases and key files copied.
    pub files: usize,
    /// Bytes.
    pub bytes: u64,
    /// BLAKE3 over names and contents, hexadecimal: what a restore is compared with.
    pub hash: String,
}

/// The list of a backup's files with their hashes.
const MANIFEST: &str = "manifest";

/// Copies the node to `to` (a new folder) while it runs. Everything in it is ciphertext.
pub fn backup(store: &Store, _actor: &Actor, to: &Path) -> Result<BackupReport, Problem> {
    if to.exists() {
        return Err(Problem::AlreadyThere(to.display().to_string()));
    }
    fs::create_dir_all(to.join("c"))?;
    let shelves = store.with_node(|u| {
        let key = crate::node::pragma(&u.database_key)?;
        copy_database(&mut u.db, &to.join("node.db"), &key, |copy| {
            // One-time keys of openings are destroyed when pages have fresh keys: a copy in a drawer would outlive that.
            copy.execute("delete from opening_key", &[]).map(drop) // node
        })?;
        copy_database(&mut u.waiting, &to.join(crate::node::WAITING_FILE), &key, |_| Ok(()))?;
        // What nobody has opened is copied as it lies: it is ciphertext, and nobody opens it while this runs.
        for row in u.db.query("select compartment, path, journal from compartment", &[])? {
            let Some(id) = CompartmentId::from_slice(row.blob(0)) else { continue };
            let open = u.shelves.contains_key(&id);
            if !open && !row.text(2).is_empty() {
                let copy = journal_copy::path_of(&to.join("c").join(row.text(1)));
                journal_copy::write(&mut Database::postgres(row.text(2))?, &id, &copy)?;
            }
            for name in [row.text(1).to_string(), format!("{}-wal", row.text(1))] {
                let file = store.dir().join("c").join(&name);
                if !open && file.exists() {
                    fs::copy(file, to.join("c").join(name))?;
                }
            }
        }
        Ok(u.shelves.values().cloned().collect::<Vec<_>>())
    })?;
    for shelf in shelves {
        let name = shelf.door.path.file_name().unwrap_or_default().to_os_string();
        // Through the writer, so that no transaction is half in the copy.
        let path = to.join("c").join(name);
        shelf.submit_reading(move |desk| {
            let key = desk.shelf()?.door.pragma.clone();
            // Writes of the same commit go on disk now, under a signature of their own.
            desk.sign_tip(0)?;
            desk.each_database("commit")?;
            let copied =
                copy_database(&mut desk.db, &path, &key, |_| Ok(())).and_then(|()| match &mut desk.remote {
                    Some(journal) => {
                        journal_copy::write(journal, &desk.compartment, &journal_copy::path_of(&path))
                    }
                    None => Ok(()),
                });
            desk.each_database("begin")?;
            desk.each_database("savepoint job")?;
            copied
        })?;
    }
    fs::copy(store.dir().join("keys"), to.join("keys"))?;
    let report = report(to)?;
    // The manifest comes last, and everything it vouches for is on disk before it.
    for name in names(to)? {
        fs::File::open(to.join(name))?.sync_all()?;
    }
    folder::replace(&to.join(MANIFEST), report.hash.as_bytes())?;
    fs::File::open(to.join("c"))?.sync_all()?;
    Ok(report)
}

/// Restores a backup into `dir` (a folder without a node), and compares what lies there with what was saved.
///
/// # Errors
/// A backup whose contents do not have the hash it was made with is refused before anything is written.
pub fn restore(from: &Path, dir: &Path) -> Result<BackupReport, Problem> {
    if dir.join("keys").exists() {
        return Err(Problem::AlreadyThere(dir.display().to_string()));
    }
    let saved =
        fs::read_to_string(from.join(MANIFEST)).map_err(|_| Problem::NoNode(from.display().to_string()))?;
    if report(from)?.hash != saved.trim() && !planted(Fault::BackupUnproved) {
        return Err(Problem::Unreadable {
            file: from.display().to_string(),
            what: "its hash does not hold".into(),
        });
    }
    fs::create_dir_all(dir.join("c"))?;
    // The marker first: without it a restore that breaks off could be taken for the node itself.
    folder::replace(&dir.join(crate::restored::RESTORED), b"")?;
    for name in names(from)? {
        fs::copy(from.join(&name), dir.join(&name))?;
        fs::File::open(dir.join(&name))?.sync_all()?;
    }
    let report = report(dir)?;
    if report.hash != saved.trim() {
        return Err(Problem::Unreadable { file: dir.display().to_string(), what: "the copy differs".into() });
    }
    Ok(report)
}

/// Copies a database under its key, leaves out what `cleared` takes from the copy, and fills it up: the length of a
/// backup tells no more than that of the node.
fn copy_database(
    db: &mut Database,
    to: &Path,
    key: &str,
    cleared: impl FnOnce(&mut Database) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let path = to.display().to_string();
    db.execute("vacuum into $1", &[path.into()])?;
    // The copy proves whatever it holds: what it was made of has to prove as well.
    if let Err(problem) = db.proved() {
        std::fs::remove_file(to)?;
        return Err(problem);
    }
    let mut copy = Database::sqlite(to, key)?;
    cleared(&mut copy)?;
    copy.pad()?;
    copy.batch("pragma wal_checkpoint(truncate)")
}

fn names(dir: &Path) -> Result<Vec<String>, Problem> {
    let mut names = vec!["keys".to_string(), "node.db".to_string(), crate::node::WAITING_FILE.to_string()];
    for entry in fs::read_dir(dir.join("c"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if [".db", ".db-wal", ".journal"].iter().any(|end| name.ends_with(end)) {
            names.push(format!("c/{name}"));
        }
    }
    names.sort();
    Ok(names)
}

fn report(dir: &Path) -> Result<BackupReport, Problem> {
    let mut hasher = blake3::Hasher::new_derive_key("relais 2026 backup");
    let mut report = BackupReport::default();
    for name in names(dir)? {
        let bytes = fs::read(dir.join(&name))?;
        hasher.update(&(name.len() as u64).to_be_bytes()).update(name.as_bytes());
        hasher.update(&(bytes.len() as u64).to_be_bytes()).update(&bytes);
        report.files += 1;
        report.bytes += bytes.len() as u64;
    }
    report.hash = hasher.finalize().to_hex().to_string();
    Ok(report)
}
