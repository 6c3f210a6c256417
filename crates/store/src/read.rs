//! Reading and writing as an actor: the two verbs everything else is made of.

use crate::actor::Actor;
use crate::append::Writing;
use crate::database::{Row, Value};
use crate::load::Volume;
use crate::node::Store;
use crate::problem::Problem;
use crate::read_log;
use crate::shelf::{Reader, Shelf};
use domain::compartment::{Charter, Role, Scene};
use domain::file::File;
use domain::id::{CompartmentId, FileId, SubjectId};
use std::sync::Arc;

/// A read in progress in one compartment.
pub struct Reading<'a> {
    pub(crate) shelf: &'a Shelf,
    pub(crate) reader: &'a mut Reader,
    /// What the actor may do here.
    pub role: Role,
}

impl Reading<'_> {
    /// The compartment read.
    pub fn compartment(&self) -> CompartmentId {
        self.shelf.id
    }

    /// Its charter.
    pub fn charter(&self) -> Arc<Charter> {
        self.shelf.charter()
    }

    /// Its scene.
    pub fn scene(&self) -> Scene {
        self.shelf.charter().scene
    }

    /// Today in its scene.
    pub fn today(&self) -> jiff::civil::Date {
        self.shelf.surroundings.today(self.scene())
    }

    /// Rows of the derived tables.
    pub fn query(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Problem> {
        self.reader.db.query(sql, values)
    }

    /// A file's fold, without a record of the reading: for rules and reports, never for a page about a person.
    pub(crate) fn file(&mut self, id: &FileId) -> Result<Arc<File>, Problem> {
        if !self.role.reads() {
            return Err(Problem::Unknown("file"));
        }
        self.shelf.file(self.reader, id)
    }

    /// The compartment's id as the first value of every query.
    pub fn here(&self) -> Value {
        self.shelf.id.bytes().into()
    }
}

/// An open compartment with some of its files.
pub(crate) type OnShelf = (Arc<Shelf>, Vec<FileId>);

impl Store {
    /// Reads one compartment.
    pub fn read<T>(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        f: impl FnOnce(&mut Reading<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let shelf = self.sight(actor, compartment)?;
        read_shelf(&shelf, actor, f)
    }

    /// Reads every compartment where the actor's role `may`, one after the other; what they see by break-glass is among them.
    pub fn read_each<T>(
        &self,
        actor: &Actor,
        may: fn(Role) -> bool,
        mut f: impl FnMut(&mut Reading<'_>) -> Result<T, Problem>,
    ) -> Result<Vec<T>, Problem> {
        self.sights(actor, may)?.iter().map(|shelf| read_shelf(shelf, actor, &mut f)).collect()
    }

    /// The same without what they see by break-glass: for figures and whatever else leaves a house.
    pub(crate) fn read_granted<T>(
        &self,
        actor: &Actor,
        may: fn(Role) -> bool,
        mut f: impl FnMut(&mut Reading<'_>) -> Result<T, Problem>,
    ) -> Result<Vec<T>, Problem> {
        self.shelves(actor, may)?.iter().map(|shelf| read_shelf(shelf, actor, &mut f)).collect()
    }

    /// Writes in one compartment: one transaction, answered when it is on disk.
    pub fn write<T: Send + 'static>(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        f: impl FnOnce(&mut Writing<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let shelf = self.shelf(actor, compartment)?;
        self.room()?;
        let actor = actor.clone();
        shelf.submit(move |desk| f(&mut Writing::new(desk, &actor)?))
    }

    /// Opens a file for `purpose` (the page or command): the reading is on disk before this returns.
    ///
    /// # Errors
    /// [`Problem::Unknown`] when no compartment the actor reads has it; whether another has is not told.
    pub fn open_file(&self, actor: &Actor, id: &FileId, purpose: &str) -> Result<Volume, Problem> {
        let shelf = self.find(actor, id)?.ok_or(Problem::Unknown("file"))?;
        read_log::record(&shelf, actor, *id, &self.purpose_of(&shelf, actor, purpose)?)?;
        let file = shelf.with_reader(|reader| shelf.file(reader, id))?;
        Ok(Volume { compartment: shelf.id, id: *id, file })
    }

    /// Opens many files for one `purpose`, in the order asked: the readings are on disk before this returns, with one
    /// flush for each compartment. What the actor does not read is left out.
    pub fn open_files(&self, actor: &Actor, ids: &[FileId], purpose: &str) -> Result<Vec<Volume>, Problem> {
        let mut volumes = Vec::with_capacity(ids.len());
        for (shelf, files) in self.by_shelf(actor, ids)? {
            read_log::record_all(&shelf, actor, files.clone(), &self.purpose_of(&shelf, actor, purpose)?)?;
            for id in files {
                let file = shelf.with_reader(|reader| shelf.file(reader, &id))?;
                volumes.push(Volume { compartment: shelf.id, id, file });
            }
        }
        volumes.sort_by_key(|v| ids.iter().position(|id| *id == v.id));
        Ok(volumes)
    }

    /// Files with the compartment that each of them lies in; what the actor does not read is left out.
    pub(crate) fn by_shelf(&self, actor: &Actor, ids: &[FileId]) -> Result<Vec<OnShelf>, Problem> {
        let mut shelves: Vec<OnShelf> = Vec::new();
        for id in ids {
            let Some(shelf) = self.find(actor, id)? else { continue };
            match shelves.iter_mut().find(|(s, _)| s.id == shelf.id) {
                Some((_, files)) => files.push(*id),
                None => shelves.push((shelf, vec![*id])),
            }
        }
        Ok(shelves)
    }

    /// A place's or convoy's file, which is nobody's personal file: no reading is recorded.
    pub fn open_place(&self, actor: &Actor, id: &FileId) -> Result<Volume, Problem> {
        let shelf = self.find(actor, id)?.ok_or(Problem::Unknown("place"))?;
        let file = shelf.with_reader(|reader| {
            let row = reader.db.one(
                "select kind from file where compartment = $1 and file = $2",
                &[shelf.id.bytes().into(), id.bytes().into()],
            )?;
            match row.as_ref().map(|r| r.text(0)) {
                Some("place" | "convoy") => shelf.file(reader, id),
                _ => Err(Problem::Unknown("place")),
            }
        })?;
        Ok(Volume { compartment: shelf.id, id: *id, file })
    }

    /// The compartment in which a file lives, among those the actor reads; else the one that sent it and waits for a
    /// receipt; else one that kept a copy.
    pub(crate) fn find(&self, actor: &Actor, id: &FileId) -> Result<Option<Arc<Shelf>>, Problem> {
        let (mut sender, mut copy) = (None, None);
        for shelf in self.sights(actor, Role::reads)? {
            let row = shelf.with_reader(|reader| {
                reader.db.one(
                    "select whereabouts from file where compartment = $1 and file = $2 and kind <> 'control'",
                    &[shelf.id.bytes().into(), id.bytes().into()],
                )
            })?;
            match row.as_ref().map(|r| r.text(0)) {
                Some("here") => return Ok(Some(shelf)),
                Some("left") => copy = copy.or(Some(shelf)),
                Some(_) => sender = sender.or(Some(shelf)),
                None => {}
            }
        }
        Ok(sender.or(copy))
    }

    /// Every volet of a person that the actor reads: file, compartment, volet, whether it lives there.
    pub fn volets(
        &self,
        actor: &Actor,
        subject: &SubjectId,
    ) -> Result<Vec<(FileId, CompartmentId, String, bool)>, Problem> {
        let found = self.read_each(actor, Role::reads, |r| {
            let rows = r.query(
                "select file, volet, live from person where compartment = $1 and subject = $2",
                &[r.here(), subject.bytes().into()],
            )?;
            let here = r.compartment();
            Ok(rows
                .iter()
                .filter_map(|row| {
                    Some((FileId::from_slice(row.blob(0))?, here, row.text(1).to_string(), row.int(2) == 1))
                })
                .collect::<Vec<_>>())
        })?;
        let mut all: Vec<_> = found.into_iter().flatten().collect();
        all.sort_by(|a, b| (&a.2, !a.3, a.1).cmp(&(&b.2, !b.3, b.1)));
        Ok(all)
    }
}

fn read_shelf<T>(
    shelf: &Arc<Shelf>,
    actor: &Actor,
    f: impl FnOnce(&mut Reading<'_>) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let role = shelf.sees(&actor.member).ok_or(Problem::Unknown("compartment"))?;
    shelf.with_reader(|reader| f(&mut Reading { shelf, reader, role }))
}
