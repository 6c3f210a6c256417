//! The folder of an index: one file a section, the newcomers, and the places it was built with.

use crate::commands::link::output::unwritable;
use crate::commands::link::table::{Ids, Map, Reading};
use crate::complaint::Complaint;
use linkage::gazetteer::Gazetteer;
use linkage::trace::{Built, Index, Kept, Section, TraceProblem};
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write as _};
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

const PLACES: &str = "places.csv";
const NEWCOMERS: &str = "newcomers.csv";
const HEADING: [&str; 9] =
    ["id", "given", "surname", "sex", "birth", "birth_place", "father", "mother", "residence"];

/// The sections as files; each question reads only what it needs.
#[derive(Debug)]
pub struct Folder(Vec<(File, u64)>);

impl Kept for Folder {
    fn read(&self, section: Section, at: u64, into: &mut [u8]) -> Result<(), TraceProblem> {
        let why = |e: std::io::Error| TraceProblem::Unreadable { section: section.key(), why: e.to_string() };
        self.0[section as usize].0.read_exact_at(into, at).map_err(why)
    }

    fn length(&self, section: Section) -> u64 {
        self.0[section as usize].1
    }
}

fn no_index(dir: &Path, problem: &dyn std::fmt::Display) -> Complaint {
    let message = format!("{} is no index that can be asked: {problem}.", dir.display());
    Complaint::new(4, message, "Build it: relais trace build --in PEOPLE.CSV --index DIR")
}

/// The gazetteer with the places of a text.
pub fn gazetteer(places: Option<&str>) -> Gazetteer {
    let mut gazetteer = Gazetteer::default();
    if let Some(places) = places {
        gazetteer.extend(places);
    }
    gazetteer
}

/// Opens an index with its newcomers.
pub fn open(dir: &Path) -> Result<Index<Folder>, Complaint> {
    let file = |section: Section| -> std::io::Result<(File, u64)> {
        let file = File::open(dir.join(section.key()))?;
        let length = file.metadata()?.len();
        Ok((file, length))
    };
    let files: std::io::Result<Vec<_>> = Section::ALL.into_iter().map(file).collect();
    let folder = Folder(files.map_err(|e| no_index(dir, &e))?);
    // An index that was built with places of its own answers otherwise without them.
    let places = match fs::read_to_string(dir.join(PLACES)) {
        Ok(places) => Some(places),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
        Err(e) => return Err(no_index(dir, &e)),
    };
    let mut index = Index::open(folder, gazetteer(places.as_deref())).map_err(|problem| {
        let message = format!("The index in {} cannot be used: {problem}.", dir.display());
        Complaint::new(6, message, "Build it again: relais trace build")
    })?;
    let newcomers = dir.join(NEWCOMERS);
    if newcomers.exists() {
        Reading::each(&newcomers, None, &mut |id, row| index.add(&String::from_utf8_lossy(id), row))?;
    }
    Ok(index)
}

/// Writes an index into a folder: whole beside it first, then in its place. Returns how many bytes it has.
pub fn write(dir: &Path, built: &Built, ids: &Ids, places: Option<&str>) -> Result<u64, Complaint> {
    let known = |path: &Path| path.join(Section::Dictionary.key()).exists();
    let empty = || fs::read_dir(dir).is_ok_and(|mut all| all.next().is_none());
    if dir.exists() && !known(dir) && !empty() {
        let message = format!("{} holds something that is no index.", dir.display());
        return Err(Complaint::usage(message, "Name a new folder, or one with an index to replace."));
    }
    let fresh = beside(dir, "new");
    let wrong = |e: std::io::Error| unwritable(&fresh, &e);
    if known(&fresh) {
        fs::remove_dir_all(&fresh).map_err(wrong)?;
    }
    fs::create_dir_all(&fresh).map_err(wrong)?;
    fs::set_permissions(&fresh, fs::Permissions::from_mode(0o700)).map_err(wrong)?;
    let mut bytes = 0;
    for section in Section::ALL {
        bytes += one(&fresh.join(section.key()), |out| built.section(section, &|at| ids.get(at), out))
            .map_err(wrong)?;
    }
    if let Some(places) = places {
        bytes += one(&fresh.join(PLACES), |out| out(places.as_bytes())).map_err(wrong)?;
    }
    let old = beside(dir, "old");
    let exchange = || -> std::io::Result<()> {
        // A run that was cut off may have left one; the new index is whole by now.
        if known(&old) {
            fs::remove_dir_all(&old)?;
        }
        if dir.exists() {
            fs::rename(dir, &old)?;
        }
        fs::rename(&fresh, dir)?;
        if old.exists() { fs::remove_dir_all(&old) } else { Ok(()) }
    };
    exchange().map_err(|e| unwritable(dir, &e))?;
    Ok(bytes)
}

fn beside(dir: &Path, what: &str) -> PathBuf {
    let mut name = dir.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{what}"));
    dir.with_file_name(name)
}

fn one(path: &Path, write: impl FnOnce(&mut dyn FnMut(&[u8]))) -> std::io::Result<u64> {
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    let mut out = BufWriter::with_capacity(1 << 18, file);
    let (mut bytes, mut done) = (0, Ok(()));
    write(&mut |piece| {
        if done.is_ok() {
            bytes += piece.len() as u64;
            done = out.write_all(piece);
        }
    });
    done?;
    out.into_inner().map_err(|e| e.into_error())?.sync_all()?;
    Ok(bytes)
}

/// Takes newcomers into an index; returns how many, and what is to be said of their file.
pub fn add(dir: &Path, input: &Path, map: Option<&Map>) -> Result<(u64, Vec<String>), Complaint> {
    if !dir.join(Section::Dictionary.key()).exists() {
        return Err(no_index(dir, &"it is not there"));
    }
    let path = dir.join(NEWCOMERS);
    let wrong = |e: std::io::Error| unwritable(&path, &e);
    let fresh = !path.exists();
    let file = OpenOptions::new().append(true).create(true).mode(0o600).open(&path).map_err(wrong)?;
    let mut out = csv::Writer::from_writer(file);
    let mut done = if fresh { out.write_record(HEADING) } else { Ok(()) };
    let mut added = 0;
    let reading = Reading::each(input, map, &mut |id, row| {
        if done.is_ok() {
            added += 1;
            let cells = [
                row.given,
                row.surname,
                row.sex,
                row.birth,
                row.birth_place,
                row.father,
                row.mother,
                row.residence,
            ];
            done = out.write_record(std::iter::once(id).chain(cells.iter().map(|cell| cell.as_bytes())));
        }
    })?;
    done.map_err(|e| unwritable(&path, &e))?;
    let file = out.into_inner().map_err(|e| unwritable(&path, &e.error()))?;
    file.sync_all().map_err(wrong)?;
    Ok((added, reading.remarks()))
}
