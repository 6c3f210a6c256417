//! Registers into files and out of them: each row of a camp's or a home's list becomes a person with a stay there.
//!
//! A row comes in once, however often its register is imported. Nobody is joined to anybody: who may be the same is
//! listed for a person to judge. Religion and health are not written here; they stay with the reader of the register.

mod double;
mod export;
mod person;
mod rehearsal;

pub use double::{Double, LEAST_SCORE};
pub use export::{Asked, Exported, export_rows};
pub use rehearsal::rehearsal;

use crate::actor::Actor;
use crate::append::Writing;
use crate::node::Store;
use crate::place::PlaceLine;
use crate::problem::Problem;
use crate::surroundings::SystemChance;
use domain::compartment::Role;
use domain::entry::{Fact, Stamp};
use domain::id::{CompartmentId, EntryId, FileId, Key, NodeId, StayId, SubjectId};
use domain::person::Volet;
use domain::refusal::Refusal;
pub(crate) use double::{Known, Somebody};
use journal::chance::random;
use journal::keys::MemberKeys;
use journal::wire::{self, Draft, Signed};
use person::{Import, Prepared};
use register::{Field, Row};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

/// Rows written in one transaction. Ids are random, so each transaction touches pages all over the tables; many rows share
/// them. Other writers of the compartment wait about a second, while a very large register comes in.
const ROWS_PER_WRITE: usize = 5_000;
/// While a register comes in, the writer keeps 48 MiB of pages and lets the write-ahead log grow to 64 MiB, so that a
/// page is sealed once for many rows; afterwards SQLite's own figures stand again.
const WIDE: &str = "pragma cache_size = -49152; pragma wal_autocheckpoint = 16384";
const NARROW: &str = "pragma cache_size = -2000; pragma wal_autocheckpoint = 1000";
/// Entries that may be signed before they are inserted.
const SIGNED_AHEAD: usize = 64;
/// Rows after which derived rows are made and the entries let go, so that memory does not grow with the transaction.
const ROWS_FOLDED: usize = 250;
/// People read at once to compare with.
const PEOPLE_PER_PAGE: i64 = 5_000;

/// What an import did.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// People added.
    pub added: usize,
    /// Rows that were there already, and added nothing.
    pub known: usize,
    /// Families and sibling groups of two and more among the people added.
    pub sibling_groups: usize,
    /// Rows that may be somebody known already. They were added all the same, but for those that bear the other's code.
    pub doubles: Vec<Double>,
    /// Rows that did not go in, and why.
    pub refused: Vec<(u32, Refusal)>,
    /// Cells that a rule refused; the person went in, and the cell is kept with the row.
    pub set_aside: Vec<(u32, Refusal)>,
    /// Cells of religion and of health that were not imported, by field.
    pub held_apart: Vec<(Field, usize)>,
}

/// What became of one row.
enum Outcome {
    Added { file: FileId, code: String, family: Option<Key>, set_aside: Vec<Refusal> },
    Known,
    Refused(Refusal),
}

/// Imports the rows of one register of one place. `source` names the register; `on_progress` is told the rows done.
///
/// # Errors
/// [`Problem::NotAllowed`] for a role that does not direct; what the database says. What was committed by then stays,
/// and importing again adds the rest.
pub fn import(
    store: &Store,
    actor: &Actor,
    compartment: &CompartmentId,
    place: &PlaceLine,
    rows: Vec<Row>,
    source: &str,
    mut on_progress: impl FnMut(usize),
) -> Result<Imported, Problem> {
    if !store.read(actor, compartment, |r| Ok(r.role.directs()))? {
        return Err(Problem::NotAllowed("import a register"));
    }
    let shelf = store.shelf(actor, compartment)?;
    shelf.submit(|desk| desk.db.batch(WIDE))?;
    let imported = all(store, actor, compartment, place, rows, source, &mut on_progress);
    shelf.submit(|desk| desk.db.batch(NARROW))?;
    imported
}

fn all(
    store: &Store,
    actor: &Actor,
    compartment: &CompartmentId,
    place: &PlaceLine,
    rows: Vec<Row>,
    source: &str,
    on_progress: &mut dyn FnMut(usize),
) -> Result<Imported, Problem> {
    let mut known = everybody(store, actor)?;
    let mut imported = Imported::default();
    let mut families: HashMap<Key, usize> = HashMap::new();
    let mut done = 0;
    let told_until = person::told_until(&rows, store.read(actor, compartment, |r| Ok(r.today()))?);
    let mut files = ascending_files(rows.len(), &mut store.shelf(actor, compartment)?.surroundings.chance());
    let mut rest = rows.into_iter().peekable();
    while rest.peek().is_some() {
        let (rows, told): (Vec<Row>, Vec<Row>) = rest
            .by_ref()
            .take(ROWS_PER_WRITE)
            .partition(|row| row.code.as_deref().and_then(|code| known.by_code(code)).is_none());
        told.iter().for_each(|row| imported.told(row, &known));
        let lines: Vec<Told> = rows.iter().map(Told::of).collect();
        let (here, source, at) = (*compartment, source.to_string(), place.clone());
        let later = files.split_off(rows.len());
        let files = std::mem::replace(&mut files, later);
        let outcomes = store.write(actor, compartment, move |w| {
            let import =
                Import { compartment: here, place: &at, source: &source, today: w.today(), told_until };
            write_all(w, &import, &rows, &files)
        })?;
        done += lines.len() + told.len();
        for (line, outcome) in lines.into_iter().zip(outcomes) {
            imported.take(line, outcome, &mut known, &mut families);
        }
        on_progress(done);
    }
    imported.sibling_groups = families.values().filter(|n| **n > 1).count();
    Ok(imported)
}

/// Fresh ids for the files of a register, in ascending order: rows written one after the other then lie side by side in
/// every table that is led by the file, and a page is sealed once for many of them. The order tells what the stamps tell.
fn ascending_files(count: usize, chance: &mut SystemChance) -> Vec<FileId> {
    let mut files: Vec<FileId> = (0..count).map(|_| FileId(random(chance))).collect();
    files.sort_unstable();
    files
}

/// Writes rows that are not here yet, each into the file of its number. One thread composes and signs their entries, this
/// one seals and inserts them.
fn write_all(
    w: &mut Writing<'_>,
    import: &Import<'_>,
    rows: &[Row],
    files: &[FileId],
) -> Result<Vec<Outcome>, Problem> {
    if !w.role().directs() {
        return Err(Problem::NotAllowed("import a register"));
    }
    let there = "select file from imported where compartment = $1 and fingerprint = $2 limit 1";
    let mut known = Vec::with_capacity(rows.len());
    for row in rows {
        let here = [import.compartment.bytes().into(), row.fingerprint.as_str().into()];
        known.push(!w.query(there, &here)?.is_empty());
    }
    let author = Author::of(w);
    let fresh: Vec<(&Row, FileId)> = rows
        .iter()
        .zip(files.iter().copied())
        .zip(&known)
        .filter(|(_, known)| !**known)
        .map(|(row, _)| row)
        .collect();
    std::thread::scope(|scope| {
        let (tell, told) = sync_channel(SIGNED_AHEAD);
        scope.spawn(move || {
            for (i, (row, file)) in fresh.into_iter().enumerate() {
                // The other side has met a problem and ends: so does this one.
                if tell.send(author.sign(import, row, file, i as u64)).is_err() {
                    return;
                }
            }
        });
        let mut outcomes = Vec::with_capacity(known.len());
        for known in known {
            let outcome = if known {
                Outcome::Known
            } else {
                match told
                    .recv()
                    .map_err(|_| Problem::Journal("the entries could not be signed".into()))??
                {
                    Ready::Refused(refusal) => Outcome::Refused(refusal),
                    Ready::Signed(signed, outcome) => {
                        w.insert(*signed)?;
                        outcome
                    }
                }
            };
            outcomes.push(outcome);
            if outcomes.len().is_multiple_of(ROWS_FOLDED) {
                w.desk.refold_touched()?;
                w.desk.recent.clear();
            }
        }
        Ok(outcomes)
    })
}

/// A row ready to be inserted, or refused.
enum Ready {
    Signed(Box<Signed>, Outcome),
    Refused(Refusal),
}

/// Who signs the entries of a transaction, and what each of them names.
struct Author {
    keys: Arc<MemberKeys>,
    origin: CompartmentId,
    node: NodeId,
    control: Vec<EntryId>,
    /// The stamp of the first entry; the others follow one by one.
    stamp: Stamp,
    chance: SystemChance,
}

impl Author {
    fn of(w: &Writing<'_>) -> Author {
        Author {
            keys: w.actor.keys.clone(),
            origin: w.desk.compartment,
            node: w.desk.node,
            control: w.desk.charter.heads.clone(),
            stamp: w.desk.chain.stamp.next(w.shelf.surroundings.now(w.desk.charter.scene)),
            chance: w.shelf.surroundings.chance(),
        }
    }

    /// Composes and signs the entry of a row.
    fn sign(&self, import: &Import<'_>, row: &Row, file: FileId, number: u64) -> Result<Ready, Problem> {
        let mut chance = self.chance.clone();
        let mut keys = chance.clone();
        let (subject, stay) = (SubjectId(random(&mut chance)), StayId(random(&mut chance)));
        let Prepared { mut facts, set_aside, family } =
            match import.facts(row, || Key(random(&mut keys)), stay) {
                Ok(prepared) => prepared,
                Err(refusal) => return Ok(Ready::Refused(refusal)),
            };
        facts
            .insert(0, Fact::Person(domain::person::Fact::Subject { subject, volet: Volet::Administrative }));
        let draft = Draft {
            origin: self.origin,
            file,
            on: self.node,
            stamp: Stamp(self.stamp.0 + number),
            after: Vec::new(),
            control: self.control.clone(),
            facts,
        };
        let signed = wire::write(&self.keys, draft, &mut chance)?;
        let code = domain::code::of(&subject);
        Ok(Ready::Signed(Box::new(signed), Outcome::Added { file, code, family, set_aside }))
    }
}

/// What of a row is needed once it is written.
struct Told {
    line: u32,
    name: String,
    birth: Option<linkage::edtf::Edtf>,
    sex: Option<char>,
    held_apart: Vec<Field>,
}

impl Told {
    fn of(row: &Row) -> Told {
        Told {
            line: row.line,
            name: row.display_name(),
            birth: row.birth.clone(),
            sex: row.sex.and_then(|s| s.letter().chars().next()),
            held_apart: row.held_apart.iter().map(|(field, _)| *field).collect(),
        }
    }
}

impl Imported {
    fn take(&mut self, row: Told, outcome: Outcome, known: &mut Known, families: &mut HashMap<Key, usize>) {
        self.hold_apart(&row.held_apart);
        match outcome {
            Outcome::Known => self.known += 1,
            Outcome::Refused(refusal) => self.refused.push((row.line, refusal)),
            Outcome::Added { file, code, family, set_aside } => {
                self.added += 1;
                self.set_aside.extend(set_aside.into_iter().map(|refusal| (row.line, refusal)));
                family.into_iter().for_each(|group| *families.entry(group).or_default() += 1);
                self.doubles.extend(known.like(row.line, &row.name, row.birth.as_ref(), row.sex));
                known.add(Somebody { file, code, name: row.name, birth: row.birth, sex: row.sex });
            }
        }
    }

    /// A row that bears the code of somebody known: that person, told again. Nothing is added and it is listed.
    fn told(&mut self, row: &Row, known: &Known) {
        let Some(other) = row.code.as_deref().and_then(|code| known.by_code(code)) else { return };
        self.known += 1;
        self.hold_apart(&row.held_apart.iter().map(|(field, _)| *field).collect::<Vec<_>>());
        let (file, code, name) = (other.file, other.code.clone(), other.name.clone());
        self.doubles.push(Double { line: row.line, file, code, name, score: 1.0, reasons: Vec::new() });
    }

    fn hold_apart(&mut self, fields: &[Field]) {
        for field in fields {
            match self.held_apart.iter_mut().find(|(f, _)| f == field) {
                Some((_, n)) => *n += 1,
                None => self.held_apart.push((*field, 1)),
            }
        }
    }
}

/// Everybody the actor reads, once each, to compare rows with.
fn everybody(store: &Store, actor: &Actor) -> Result<Known, Problem> {
    let mut known = Known::default();
    let mut seen: HashSet<Vec<u8>> = HashSet::new();
    store.read_each(actor, Role::reads, |r| {
        let mut after: Vec<u8> = Vec::new();
        loop {
            let rows = r.query(
                "select file, code, given, surname, birth, sex from person where compartment = $1 and file > $2
                 and volet = 'administrative' and live = 1 order by file limit $3",
                &[r.here(), after.clone().into(), PEOPLE_PER_PAGE.into()],
            )?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = last.blob(0).to_vec();
            for row in rows.iter().filter(|row| seen.insert(row.blob(0).to_vec())) {
                known.add(Somebody {
                    file: FileId::from_slice(row.blob(0)).unwrap_or_default(),
                    code: row.text(1).to_string(),
                    name: format!("{} {}", row.text(3), row.text(2)).trim().to_string(),
                    birth: row.text(4).parse().ok(),
                    sex: row.text(5).chars().next().filter(|c| *c != '?'),
                });
            }
        }
    })?;
    Ok(known)
}
