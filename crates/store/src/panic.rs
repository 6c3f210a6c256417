//! Panic: this laptop opens no more. The sixteen keyslots are written over where they lie with sixteen that nothing opens, and
//! flushed, before anything else is done; what stays on the disk is ciphertext without a key.
//!
//! Nothing of the organisation's is lost by it: other nodes have it, and a recovery kit opens a member's own copy of them.
//! What a disk keeps of blocks it has moved away by itself is not promised.

use crate::node::{KEYS_FILE, Store};
use crate::problem::Problem;
use journal::chance::Chance;
use journal::keyslot::{Cost, Keyslots};
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::PoisonError;

/// Writes over the keyslots of the node in `dir`, whether a process has it open or not. No passphrase is asked for.
///
/// # Errors
/// There is no node; the disk refuses.
pub fn panic(dir: &Path, chance: &mut dyn Chance) -> Result<(), Problem> {
    let path = dir.join(KEYS_FILE);
    let bytes = fs::read(&path).map_err(|_| Problem::NoNode(dir.display().to_string()))?;
    // As dear to try as before: whoever looks sees keyslots.
    let cost = Keyslots::from_bytes(&bytes).map_or(Cost::DEFAULT, |slots| slots.cost());
    over(dir, &Keyslots::new(cost, chance))
}

/// In place: a file written beside it would leave the old blocks as they are.
fn over(dir: &Path, slots: &Keyslots) -> Result<(), Problem> {
    let path = dir.join(KEYS_FILE);
    let mut file = fs::OpenOptions::new().write(true).open(&path)?;
    file.write_all(&slots.to_bytes())?;
    file.sync_all()?;
    let beside = path.with_extension("new");
    if beside.exists() {
        fs::remove_file(beside)?;
    }
    Ok(fs::File::open(dir)?.sync_all()?)
}

impl Store {
    /// The same for the node that is open: then its keys are forgotten as well.
    ///
    /// # Errors
    /// The disk refuses; the keys are forgotten all the same.
    pub fn panic(&self) -> Result<(), Problem> {
        let mut slots = self.keyslots.write().unwrap_or_else(PoisonError::into_inner);
        *slots = Keyslots::new(slots.cost(), &mut self.surroundings.chance());
        let done = over(&self.dir, &slots);
        drop(slots);
        self.lock();
        done
    }
}
