//! The data folder: taken by one process, looked into by its owner only, its small files replaced whole or not at all.

use crate::problem::Problem;
use domain::planted::{Fault, planted};
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Held while a process has the node open.
const LOCK_FILE: &str = "lock";

/// Takes the folder for this process.
///
/// # Errors
/// [`Problem::InUse`] when another has it.
pub fn lock(dir: &Path) -> Result<fs::File, Problem> {
    let file = fs::OpenOptions::new().create(true).truncate(false).write(true).open(dir.join(LOCK_FILE))?;
    if !planted(Fault::LockShared) {
        file.try_lock().map_err(|_| Problem::InUse)?;
    }
    Ok(file)
}

/// Only the owner may look into the data folder.
pub fn private(dir: &Path) -> Result<(), Problem> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(dir, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Replaces a file of keys so that a power cut leaves the old one or the new one, and then writes zeros over the blocks of
/// the old one: whoever has the disk and an old passphrase finds no slot that it opens.
pub fn replace_keys(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    // Held open, it keeps its blocks until they are written over, though nothing names it any more.
    let old = fs::OpenOptions::new().write(true).open(path);
    replace(path, bytes)?;
    if let Ok(mut old) = old {
        let length = old.metadata()?.len() as usize;
        old.write_all(&vec![0; length])?;
        old.sync_all()?;
    }
    Ok(())
}

/// Replaces a file so that a power cut leaves the old one or the new one.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let fresh = path.with_extension("new");
    let mut file = fs::File::create(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&fresh, path)?;
    if let Some(dir) = path.parent() {
        fs::File::open(dir)?.sync_all()?;
    }
    Ok(())
}
