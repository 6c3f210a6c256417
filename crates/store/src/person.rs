//! People as lists show them, over every compartment the actor reads, merged in order.

use crate::actor::Actor;
use crate::append::Writing;
use crate::database::{Row, Value};
use crate::node::Store;
use crate::problem::Problem;
use crate::read::Reading;
use domain::compartment::Role;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, SubjectId};
use domain::kin::Relation;
use domain::person::{self, Volet};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A person's line in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// Their administrative file.
    pub file: FileId,
    /// Who.
    pub subject: SubjectId,
    /// Their code.
    pub code: String,
    /// Given names as shown.
    pub given: String,
    /// Surname as shown.
    pub surname: String,
    /// Sort key: the place of this line in every list.
    pub sort: Vec<u8>,
    /// Birth (EDTF), empty when not known.
    pub birth: String,
    /// `f`, `m`, `x` or `?`.
    pub sex: char,
    /// Where they are.
    pub place: Option<FileId>,
    /// Its name.
    pub place_name: String,
    /// Its kind, as locale files name it.
    pub place_kind: String,
    /// Since when.
    pub since: Option<Date>,
    /// Responsible worker.
    pub worker: String,
    /// Whether they have died.
    pub died: bool,
    /// Whether the file lives in this compartment.
    pub live: bool,
}

/// Which people.
#[derive(Clone, Debug, Default)]
pub struct Which {
    /// Only at this place now.
    pub place: Option<FileId>,
    /// Only at this kind of place now.
    pub kind: Option<String>,
    /// Only in this compartment.
    pub compartment: Option<CompartmentId>,
    /// Only with this responsible worker.
    pub worker: Option<String>,
    /// Files left behind too.
    pub left_too: bool,
}

/// A tie as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KinLine {
    /// How the other stands to this person.
    pub relation: Relation,
    /// Who the other is, where there is a file.
    pub other: Option<SubjectId>,
    /// The other's file, where the actor reads one.
    pub file: Option<FileId>,
    /// Their name.
    pub name: String,
    /// Their code, where the actor reads the file.
    pub code: String,
    /// Where they are, where the actor reads the file.
    pub place: String,
    /// Whether they live, as said.
    pub life: String,
    /// Whether the tie was said in the other's file.
    pub said_there: bool,
}

const COLUMNS: &str =
    "p.file, p.subject, p.code, p.given, p.surname, p.sort, p.birth, p.sex, p.place, p.place_name,
    p.place_kind, p.since, p.worker, p.died, p.live";

fn line(compartment: CompartmentId, row: &Row) -> Option<PersonLine> {
    Some(PersonLine {
        compartment,
        file: FileId::from_slice(row.blob(0))?,
        subject: SubjectId::from_slice(row.blob(1))?,
        code: row.text(2).to_string(),
        given: row.text(3).to_string(),
        surname: row.text(4).to_string(),
        sort: row.blob(5).to_vec(),
        birth: row.text(6).to_string(),
        sex: row.text(7).chars().next().unwrap_or('?'),
        place: FileId::from_slice(row.blob(8)),
        place_name: row.text(9).to_string(),
        place_kind: row.text(10).to_string(),
        since: row.day(11),
        worker: row.text(12).to_string(),
        died: row.int(13) == 1,
        live: row.int(14) == 1,
    })
}

impl Which {
    fn admits(&self, line: &PersonLine) -> bool {
        (self.left_too || line.live)
            && self.place.is_none_or(|p| line.place == Some(p))
            && self.kind.as_ref().is_none_or(|k| line.place_kind == *k)
            && self.compartment.is_none_or(|c| line.compartment == c)
            && self.worker.as_ref().is_none_or(|w| line.worker == *w)
    }

    fn rows(&self, r: &mut Reading<'_>, after: &(Vec<u8>, FileId), limit: i64) -> Result<Vec<Row>, Problem> {
        // tidy: columns only
        let mut sql = format!(
            "select {COLUMNS} from person p where p.compartment = $1 and p.volet = 'administrative'
             and (p.sort > $2 or (p.sort = $2 and p.file > $3))"
        );
        let mut values = vec![r.here(), after.0.clone().into(), after.1.bytes().into()];
        let mut narrow = |column: &str, value: Option<Value>| {
            if let Some(value) = value {
                values.push(value);
                sql.push_str(&format!(" and p.{column} = ${}", values.len()));
            }
        };
        narrow("place", self.place.map(|p| p.bytes().into()));
        narrow("place_kind", self.kind.clone().map(Value::from));
        narrow("worker", self.worker.clone().map(Value::from));
        narrow("live", (!self.left_too).then_some(Value::Int(1)));
        values.push(limit.into());
        sql.push_str(&format!(" order by p.sort, p.file limit ${}", values.len()));
        r.query(&sql, &values)
    }
}

impl Store {
    /// One page of people in order of their names, beginning after `after` (sort key and file of the last line).
    pub fn people(
        &self,
        actor: &Actor,
        which: &Which,
        after: Option<(Vec<u8>, FileId)>,
        limit: usize,
    ) -> Result<Vec<PersonLine>, Problem> {
        let after = after.unwrap_or_default();
        let pages = self.read_each(actor, Role::reads, |r| {
            if which.compartment.is_some_and(|c| c != r.compartment()) {
                return Ok(Vec::new());
            }
            let here = r.compartment();
            let rows = which.rows(r, &after, limit as i64)?;
            Ok(rows.iter().filter_map(|row| line(here, row)).filter(|l| which.admits(l)).collect::<Vec<_>>())
        })?;
        let mut all: Vec<PersonLine> = pages.into_iter().flatten().collect();
        all.sort_by(|a, b| (&a.sort, a.file, !a.live).cmp(&(&b.sort, b.file, !b.live)));
        all.dedup_by_key(|l| l.file);
        all.truncate(limit);
        Ok(all)
    }

    /// The lines of these files, in the order asked for; a file the actor does not read is left out.
    pub fn lines_of(&self, actor: &Actor, files: &[FileId]) -> Result<Vec<PersonLine>, Problem> {
        let mut found: BTreeMap<FileId, PersonLine> = BTreeMap::new();
        self.read_each(actor, Role::reads, |r| {
            // tidy: columns only
            let sql = format!(
                "select {COLUMNS} from person p where p.compartment = $1 and p.file = $2 and p.volet = 'administrative'"
            );
            let here = r.compartment();
            for file in files {
                for known in r.query(&sql, &[r.here(), file.bytes().into()])?.iter().filter_map(|row| line(here, row)) {
                    if known.live || !found.contains_key(file) {
                        found.insert(*file, known);
                    }
                }
            }
            Ok(())
        })?;
        Ok(files.iter().filter_map(|file| found.remove(file)).collect())
    }

    /// Who of the family groups of `files` is at the same place and not among them.
    pub fn left_behind(&self, actor: &Actor, files: &[FileId]) -> Result<Vec<PersonLine>, Problem> {
        let found = self.read_each(actor, Role::reads, |r| {
            // tidy: columns only
            let sql = format!(
                "select {COLUMNS} from person q join person p on p.compartment = q.compartment and p.family = q.family
                 and p.place = q.place where q.compartment = $1 and q.file = $2 and q.live = 1 and p.live = 1
                 and p.volet = 'administrative' and q.volet = 'administrative' order by p.sort, p.file"
            );
            let here = r.compartment();
            let mut lines = Vec::new();
            for file in files {
                let rows = r.query(&sql, &[r.here(), file.bytes().into()])?;
                lines.extend(rows.iter().filter_map(|row| line(here, row)));
            }
            Ok(lines)
        })?;
        let mut lines: Vec<PersonLine> =
            found.into_iter().flatten().filter(|l| !files.contains(&l.file)).collect();
        lines.sort_by(|a, b| (&a.sort, a.file).cmp(&(&b.sort, b.file)));
        lines.dedup_by_key(|l| l.file);
        Ok(lines)
    }

    /// The line of a person by subject, best the one that lives.
    pub fn person_line(&self, actor: &Actor, subject: &SubjectId) -> Result<Option<PersonLine>, Problem> {
        let found = self.read_each(actor, Role::reads, |r| {
            // tidy: columns only
            let sql = format!(
                "select {COLUMNS} from person p where p.compartment = $1 and p.subject = $2
                 and p.volet = 'administrative' order by p.live desc"
            );
            let here = r.compartment();
            let rows = r.query(&sql, &[r.here(), subject.bytes().into()])?;
            Ok(rows.iter().filter_map(|row| line(here, row)).next())
        })?;
        Ok(found.into_iter().flatten().max_by_key(|l| l.live))
    }

    /// People who came to a place within the last `days` and have no dossier at all, newest first.
    pub fn without_any_dossier(
        &self,
        actor: &Actor,
        days: i64,
        limit: usize,
    ) -> Result<Vec<PersonLine>, Problem> {
        let found = self.read_each(actor, Role::reads, |r| {
            let (here, today) = (r.compartment(), crate::database::day_number(r.today()));
            // tidy: columns only
            let sql = format!(
                "select {COLUMNS} from person p where p.compartment = $1 and p.volet = 'administrative' and p.live = 1
                 and p.since >= $2 and p.since <= $3 and p.died = 0 and not exists (
                   select 1 from dossier d where d.compartment = p.compartment and d.file = p.file)
                 order by p.since desc, p.sort, p.file limit $4"
            );
            let values = [r.here(), (today - days).into(), today.into(), (limit as i64).into()];
            Ok(r.query(&sql, &values)?.iter().filter_map(|row| line(here, row)).collect::<Vec<_>>())
        })?;
        let mut all: Vec<PersonLine> = found.into_iter().flatten().collect();
        all.sort_by(|a, b| (b.since, &a.sort, a.file).cmp(&(a.since, &b.sort, b.file)));
        all.truncate(limit);
        Ok(all)
    }

    /// How many people live in the actor's compartments.
    pub fn people_count(&self, actor: &Actor) -> Result<i64, Problem> {
        let counts = self.read_each(actor, Role::reads, |r| {
            let sql = "select count(*) from person where compartment = $1 and live = 1 and volet = 'administrative'";
            Ok(r.query(sql, &[r.here()])?.first().map_or(0, |row| row.int(0)))
        })?;
        Ok(counts.into_iter().sum())
    }

    /// Ties of a person, said in their file or in the other's.
    pub fn kin_of(&self, actor: &Actor, subject: &SubjectId) -> Result<Vec<KinLine>, Problem> {
        let rows = self.read_each(actor, Role::reads, |r| {
            r.query(
                "select k.subject, k.relation, k.other, k.name, k.life from kin k
                 where k.compartment = $1 and (k.subject = $2 or k.other = $2)",
                &[r.here(), subject.bytes().into()],
            )
        })?;
        let mut lines: BTreeMap<(Option<SubjectId>, Relation, String), KinLine> = BTreeMap::new();
        for row in rows.into_iter().flatten() {
            let Some(relation) = Relation::parse(row.text(1)) else { continue };
            let there = row.blob(0) != subject.bytes();
            let other =
                if there { SubjectId::from_slice(row.blob(0)) } else { SubjectId::from_slice(row.blob(2)) };
            let relation = if there { relation.other_way() } else { relation };
            let name = if there { String::new() } else { row.text(3).to_string() };
            let life = if there { String::new() } else { row.text(4).to_string() };
            let line = KinLine {
                relation,
                other,
                file: None,
                name: name.clone(),
                code: String::new(),
                place: String::new(),
                life,
                said_there: there,
            };
            let key = (other, relation, if other.is_some() { String::new() } else { name });
            // What this person's own file says comes first; the other way round fills the gap.
            match lines.get(&key) {
                Some(kept) if !kept.said_there => {}
                _ => {
                    lines.insert(key, line);
                }
            }
        }
        let mut lines: Vec<KinLine> = lines.into_values().collect();
        for line in &mut lines {
            let Some(other) = line.other else { continue };
            if let Some(known) = self.person_line(actor, &other)? {
                line.file = Some(known.file);
                line.name = format!("{} {}", known.given, known.surname).trim().to_string();
                (line.code, line.place) = (known.code, known.place_name);
            }
        }
        Ok(lines)
    }
}

impl Writing<'_> {
    /// A new file of a person: the subject is fresh unless another volet of theirs is opened.
    pub fn register(
        &mut self,
        subject: Option<SubjectId>,
        volet: Volet,
        mut facts: Vec<Fact>,
    ) -> Result<(FileId, SubjectId), Problem> {
        let subject = match subject {
            Some(subject) => subject,
            None => self.new_subject(),
        };
        let file = self.new_file();
        facts.insert(0, Fact::Person(person::Fact::Subject { subject, volet }));
        self.append(&file, facts)?;
        Ok((file, subject))
    }
}
