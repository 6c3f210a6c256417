//! A folder that holds a demonstration: a mark beside the node says so, and nothing is ever deleted without it.

use crate::complaint::{self, Complaint};
use crate::context::Done;
use crate::demo;
use jiff::civil::Date;
use std::fs;
use std::path::Path;

/// Name of the mark.
const MARK: &str = "demonstration";
/// What it says while the folder is being filled, and once it is whole. The version makes an older one be filled again.
const FILLING: &str = "filling\n";
const WHOLE: &str = concat!("whole ", env!("CARGO_PKG_VERSION"), "\n");

/// How a folder stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing there.
    Empty,
    /// A demonstration, whole.
    Whole,
    /// A demonstration that was not filled to its end, or by another version.
    Partial,
    /// Something else: it is not touched.
    Foreign,
}

/// How `dir` stands.
pub fn state(dir: &Path) -> State {
    match fs::read_to_string(dir.join(MARK)) {
        Ok(text) if text == WHOLE => State::Whole,
        // A file of that name that says something else is somebody's own.
        Ok(text) if text == FILLING || text.starts_with("whole ") => State::Partial,
        Ok(_) => State::Foreign,
        Err(_) if fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) => State::Foreign,
        Err(_) => State::Empty,
    }
}

/// Makes the folder, marked as being filled.
pub fn begin(dir: &Path) -> Done {
    fs::create_dir_all(dir).map_err(|e| complaint::file(dir, &e))?;
    fs::write(dir.join(MARK), FILLING).map_err(|e| complaint::file(dir, &e))
}

/// Marks it as whole.
pub fn end(dir: &Path) -> Done {
    fs::write(dir.join(MARK), WHOLE).map_err(|e| complaint::file(dir, &e))
}

/// Removes a demonstration, and nothing else.
///
/// # Errors
/// A folder without the mark is refused; so is one that a running process holds.
pub fn remove(dir: &Path) -> Done {
    if state(dir) == State::Foreign {
        let hint =
            "Give another folder with --data. Only a folder that `relais demo` filled is ever cleared.";
        return Err(Complaint::new(
            3,
            format!("{} holds something that is no demonstration.", dir.display()),
            hint,
        ));
    }
    if dir.join("keys").exists() {
        // Opening takes the lock, so that nobody's running demonstration is pulled from under them.
        drop(store::Store::open(dir, crate::surroundings::system(None))?);
    }
    match fs::remove_dir_all(dir) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(complaint::file(dir, &e)),
        _ => Ok(()),
    }
}

/// The stated dates, when `dir` is a demonstration.
pub fn dates(dir: &Path) -> Option<(Date, Date)> {
    (state(dir) == State::Whole).then_some((demo::HISTORICAL_DATE, demo::PRESENT_DATE))
}

/// What its pages state.
pub fn stated(dir: &Path) -> Option<web::Demonstration> {
    let (historical, present) = dates(dir)?;
    let sign_ins =
        demo::SIGN_INS.iter().map(|s| (s.member.to_string(), format!("{}: {}", s.role, s.scene))).collect();
    Some(web::Demonstration { historical, present, sign_ins, passphrase: demo::PASSPHRASE.to_string() })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn only_a_folder_that_bears_the_mark_is_ever_cleared() {
        let dir = tempfile::tempdir().unwrap();
        let at = dir.path().join("here");
        assert_eq!(state(&at), State::Empty);
        begin(&at).unwrap();
        assert_eq!(state(&at), State::Partial);
        end(&at).unwrap();
        assert_eq!((state(&at), dates(&at).is_some()), (State::Whole, true));
        remove(&at).unwrap();
        assert!(!at.exists());
        for own in ["letter.txt", MARK] {
            let theirs = dir.path().join(format!("theirs-{own}"));
            fs::create_dir_all(&theirs).unwrap();
            fs::write(theirs.join(own), "mine").unwrap();
            assert_eq!(state(&theirs), State::Foreign);
            assert_eq!(remove(&theirs).unwrap_err().code, 3);
            assert!(theirs.join(own).exists());
        }
    }
}
