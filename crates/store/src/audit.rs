//! What those who audit see besides the readings: who wrote when in which file, and the code a file goes by. Never a
//! name, never what an entry says.

use crate::actor::Actor;
use crate::node::Store;
use crate::problem::Problem;
use domain::entry::Stamp;
use domain::id::{CompartmentId, EntryId, FileId, MemberId};
use std::collections::BTreeMap;

/// An entry, without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrote {
    /// The entry.
    pub id: EntryId,
    /// When.
    pub at: Stamp,
    /// Who.
    pub by: MemberId,
    /// In which file.
    pub file: FileId,
    /// What kind of file: `person`, `place`, `convoy`, `control`.
    pub kind: String,
}

impl Store {
    /// The latest entries of a compartment, newest first, before `before` where given. For those who audit.
    pub fn writings(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        before: Option<Stamp>,
        limit: usize,
    ) -> Result<Vec<Wrote>, Problem> {
        self.audited(actor, compartment)?;
        self.read(actor, compartment, |r| {
            let before = before.map_or(i64::MAX, |s| i64::try_from(s.0).unwrap_or(i64::MAX));
            let rows = r.query(
                "select e.id, e.stamp, e.by, e.file, f.kind from entry_of e
                 left join file f on f.compartment = e.compartment and f.file = e.file
                 where e.compartment = $1 and e.stamp < $2 order by e.stamp desc, e.id limit $3",
                &[r.here(), before.into(), (limit as i64).into()],
            )?;
            Ok(rows
                .iter()
                .filter_map(|row| {
                    Some(Wrote {
                        id: EntryId::from_slice(row.blob(0))?,
                        at: Stamp(row.int(1) as u64),
                        by: MemberId::from_slice(row.blob(2))?,
                        file: FileId::from_slice(row.blob(3))?,
                        kind: row.text(4).to_string(),
                    })
                })
                .collect())
        })
    }

    /// The codes of people's files, for a log that names nobody. For those who audit.
    pub fn codes(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        files: &[FileId],
    ) -> Result<BTreeMap<FileId, String>, Problem> {
        self.audited(actor, compartment)?;
        self.read(actor, compartment, |r| {
            let mut codes = BTreeMap::new();
            for file in files {
                if codes.contains_key(file) {
                    continue;
                }
                let rows = r.query(
                    "select code from person where compartment = $1 and file = $2",
                    &[r.here(), file.bytes().into()],
                )?;
                codes.extend(rows.first().map(|row| (*file, row.text(0).to_string())));
            }
            Ok(codes)
        })
    }

    /// Entries held because this version cannot read them, by compartment. For those who audit.
    pub fn held_count(&self, actor: &Actor) -> Result<Vec<(CompartmentId, i64)>, Problem> {
        self.read_each(actor, domain::compartment::Role::audits, |r| {
            let rows = r.query("select count(*) from held where compartment = $1", &[r.here()])?;
            Ok((r.compartment(), rows.first().map_or(0, |row| row.int(0))))
        })
    }

    fn audited(&self, actor: &Actor, compartment: &CompartmentId) -> Result<(), Problem> {
        let shelf = self.shelf(actor, compartment)?;
        let audits = shelf.role(&actor.member).is_some_and(|role| role.audits());
        if audits { Ok(()) } else { Err(Problem::NotAllowed("see the log")) }
    }
}
