//! A demonstration folder filled once for each build of the program and copied for each journey. It is only a
//! cache: beside the program, stamped with the program's size and time of change, and filled anew when they differ.

use crate::problem::ServedProblem;
use crate::served::run;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// Copies the filled folder into `into`, which is empty; fills it first where this build has not done so.
/// Tests that run at the same time wait for the one that fills.
pub(crate) fn copy_into(program: &Path, into: &Path) -> Result<(), ServedProblem> {
    let home = program.parent().unwrap_or(Path::new(".")).join("relais-e2e-demo");
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| ServedProblem::File { path, source }
    };
    fs::create_dir_all(&home).map_err(at(&home))?;
    let lock_path = home.join("lock");
    let lock = File::create(&lock_path).map_err(at(&lock_path))?;
    lock.lock().map_err(at(&lock_path))?;
    let (data, stamp_path) = (home.join("data"), home.join("stamp"));
    let stamp = stamp(program).map_err(at(program))?;
    if fs::read_to_string(&stamp_path).unwrap_or_default() != stamp {
        let _ = fs::remove_file(&stamp_path);
        let _ = fs::remove_dir_all(&data);
        let words = ["demo", "--no-serve", "--data"].map(OsStr::new);
        run(program, &[words[0], words[1], words[2], data.as_os_str()])?;
        fs::write(&stamp_path, stamp).map_err(at(&stamp_path))?;
    }
    copy(&data, into).map_err(at(&data))
}

fn stamp(program: &Path) -> io::Result<String> {
    let facts = fs::metadata(program)?;
    let changed = facts.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(format!("{} {}", facts.len(), changed.as_nanos()))
}

fn copy(from: &Path, into: &Path) -> io::Result<()> {
    fs::create_dir_all(into)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = into.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::copy_into;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    /// A stand-in for the program: fills the folder named last and counts its runs.
    fn program(folder: &Path, word: &str) -> std::path::PathBuf {
        let path = folder.join("relais");
        let script = format!(
            "#!/bin/sh\n[ \"$1 $2 $3\" = 'demo --no-serve --data' ] || exit 9\n\
             mkdir -p \"$4/inner\" && echo {word} > \"$4/inner/file\" && echo run >> '{}/runs'\n",
            folder.display()
        );
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    #[test]
    fn it_is_filled_once_for_each_build() {
        let folder = tempfile::tempdir().unwrap();
        let runs = || fs::read_to_string(folder.path().join("runs")).unwrap().lines().count();
        let held = |into: &Path| fs::read_to_string(into.join("inner/file")).unwrap();
        let (one, two, three) =
            (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let built = program(folder.path(), "first");
        copy_into(&built, one.path()).unwrap();
        copy_into(&built, two.path()).unwrap();
        assert_eq!((held(one.path()), held(two.path()), runs()), ("first\n".into(), "first\n".into(), 1));
        let built = program(folder.path(), "second-build");
        copy_into(&built, three.path()).unwrap();
        assert_eq!((held(three.path()), runs()), ("second-build\n".into(), 2));
    }

    #[test]
    fn a_failed_filling_is_told_and_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let into = tempfile::tempdir().unwrap();
        let built = program(folder.path(), "x; echo broken >&2; exit 3");
        for _ in 0..2 {
            let said = copy_into(&built, into.path()).unwrap_err().to_string();
            assert!(said.contains("exit status: 3") && said.contains("broken"), "{said}");
        }
    }
}
