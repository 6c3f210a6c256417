//! Who saw a person's files, for the person: every reading of every file about them in the compartments that whoever prints
//! it audits, by day and reader, and who may see them now. Names that would endanger somebody are left out here already, so
//! that no page and no command can show them.

mod withheld;

pub use withheld::WithheldName;

use crate::actor::Actor;
use crate::node::Store;
use crate::problem::Problem;
use crate::read_log::{self, Read};
use crate::shelf::Shelf;
use domain::compartment::{Charter, Role};
use domain::entry::Stamp;
use domain::id::{CompartmentId, FileId, MemberId, NodeId, SubjectId};
use domain::refusal::{Why, refuse};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use withheld::Withheld;

/// Under what purpose the sheet itself stands in the chain of readings.
pub const PURPOSE: &str = "subject sheet";

/// Somebody as the sheet shows them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// By name.
    Named(String),
    /// As a colleague of the house: two people decided not to name them.
    Colleague,
    /// Nobody here knows their name any more.
    Unknown,
}

/// What one reader did on one day in one house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The day (UTC).
    pub on: Date,
    /// Who.
    pub who: Shown,
    /// The name of the compartment.
    pub house: String,
    /// Why, as the chain has it, and how often.
    pub purposes: Vec<(String, usize)>,
    /// The reasons given, where it was opened by break-glass.
    pub glass: Vec<String>,
}

/// Somebody who may read the files of a house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaySee {
    /// Who.
    pub who: Shown,
    /// In what role; not told of a colleague whose name is left out, since a house may have one nurse only.
    pub role: Option<Role>,
    /// Who granted it, and when; not told of a colleague either.
    pub granted: Option<(Shown, Date)>,
}

/// A compartment in which there is a file about the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct House {
    /// Which.
    pub compartment: CompartmentId,
    /// Its name.
    pub name: String,
    /// How many files about the person lie there, closed copies among them.
    pub files: usize,
    /// How many of them are closed copies.
    pub copies: usize,
    /// How many other nodes keep this compartment too: what was read there stands in their own chains.
    pub other_nodes: usize,
    /// Who may read them now.
    pub may_see: Vec<MaySee>,
}

/// Names left out by one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The compartment in which it was decided.
    pub house: String,
    /// Who asked for it.
    pub by: Shown,
    /// Who agreed.
    pub second: Shown,
    /// When it came into force.
    pub on: Date,
}

/// The sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Whose.
    pub subject: SubjectId,
    /// Their code.
    pub code: String,
    /// The day it was made.
    pub on: Date,
    /// Who made it, as the sheet may name them.
    pub by: Shown,
    /// The compartments it covers.
    pub houses: Vec<House>,
    /// Who saw the files, the newest day first.
    pub seen: Vec<Seen>,
    /// Names that are left out, one line for each.
    pub left_out: Vec<LeftOut>,
}

/// A compartment that the sheet covers, with the files in it and whether each lives there.
struct Part {
    shelf: Arc<Shelf>,
    charter: Arc<Charter>,
    files: Vec<(FileId, bool)>,
}

impl Store {
    /// The sheet of whoever a file is about. Printing it is itself a reading of each file, on disk before this returns.
    ///
    /// # Errors
    /// [`Problem::Unknown`] where no compartment that the actor audits has such a file.
    pub fn subject_sheet(&self, actor: &Actor, file: &FileId) -> Result<Sheet, Problem> {
        let mut subject = None;
        for shelf in self.shelves(actor, Role::audits)? {
            let sql = "select subject from file where compartment = $1 and file = $2 and kind = 'person'";
            let values = [shelf.id.bytes().into(), file.bytes().into()];
            let row = shelf.with_reader(|r| r.db.one(sql, &values))?;
            subject = subject.or(row.and_then(|row| SubjectId::from_slice(row.blob(0))));
        }
        let subject = subject.ok_or(Problem::Unknown("file"))?;
        let parts = self.parts(actor, &subject)?;
        for part in &parts {
            let files = part.files.iter().map(|(file, _)| *file).collect();
            read_log::record_all(&part.shelf, actor, files, PURPOSE)?;
        }
        self.sheet(actor, subject, &parts)
    }

    /// The file that a code means, among the compartments that the actor audits.
    ///
    /// # Errors
    /// Nobody's code, or that of several.
    pub fn subject_by_code(&self, actor: &Actor, code: &str) -> Result<FileId, Problem> {
        let mut found: BTreeMap<SubjectId, FileId> = BTreeMap::new();
        for shelf in self.shelves(actor, Role::audits)? {
            let sql = "select subject, file from person where compartment = $1 and code = $2";
            let rows = shelf.with_reader(|r| r.db.query(sql, &[shelf.id.bytes().into(), code.into()]))?;
            let read = |row: &crate::database::Row| {
                Some((SubjectId::from_slice(row.blob(0))?, FileId::from_slice(row.blob(1))?))
            };
            found.extend(rows.iter().filter_map(read));
        }
        match found.len() {
            0 => Err(Problem::Unknown("file")),
            1 => found.into_values().next().ok_or(Problem::Unknown("file")),
            _ => Err(refuse("code", code, Why::Ambiguous).into()),
        }
    }

    /// What the sheet covers: where the actor audits; and, where they direct the house in which the person's file lives,
    /// whatever else they read.
    fn parts(&self, actor: &Actor, subject: &SubjectId) -> Result<Vec<Part>, Problem> {
        let mut parts = Vec::new();
        for shelf in self.shelves(actor, |role| role.audits() || role.reads())? {
            let rows = shelf.with_reader(|r| {
                let sql = "select file, whereabouts from file where compartment = $1 and subject = $2";
                r.db.query(sql, &[shelf.id.bytes().into(), subject.bytes().into()])
            })?;
            let read =
                |row: &crate::database::Row| Some((FileId::from_slice(row.blob(0))?, row.text(1) != "left"));
            let files: Vec<_> = rows.iter().filter_map(read).collect();
            if !files.is_empty() {
                let charter = shelf.charter();
                parts.push(Part { shelf, charter, files });
            }
        }
        let role = |part: &Part| part.charter.role(&actor.member);
        let answers = parts.iter().any(|part| {
            let house = part.charter.kind.is_some_and(|kind| !kind.restricted());
            house && role(part).is_some_and(Role::directs) && part.files.iter().any(|(_, lives)| *lives)
        });
        parts.retain(|part| answers || role(part).is_some_and(Role::audits));
        parts.sort_by(|a, b| (&a.charter.name, a.shelf.id).cmp(&(&b.charter.name, b.shelf.id)));
        Ok(parts)
    }

    fn sheet(&self, actor: &Actor, subject: SubjectId, parts: &[Part]) -> Result<Sheet, Problem> {
        let withheld = self.withheld(actor)?;
        let mut names = Names { of: self.names(parts)?, withheld, met: BTreeSet::new() };
        let (node, mut seen, mut houses) = (self.with_node(|u| Ok(u.node))?, Vec::new(), Vec::new());
        for part in parts {
            seen.extend(part.seen(&mut names)?);
            houses.push(part.house(&node, &mut names)?);
        }
        seen.sort_by_key(|(last, _)| std::cmp::Reverse(*last));
        let scene = parts.first().map(|part| part.charter.scene).unwrap_or_default();
        let by = names.shown(&actor.member);
        Ok(Sheet {
            subject,
            code: domain::code::of(&subject),
            on: self.surroundings.today(scene),
            by,
            houses,
            seen: seen.into_iter().map(|(_, seen)| seen).collect(),
            left_out: names.left_out(),
        })
    }

    /// Names by member: those of the compartments first, then those of this node.
    fn names(&self, parts: &[Part]) -> Result<BTreeMap<MemberId, String>, Problem> {
        let mut names: BTreeMap<_, _> = self.members()?.into_iter().map(|m| (m.member, m.name)).collect();
        for part in parts {
            names.extend(part.charter.members.iter().map(|(id, m)| (*id, m.name.clone())));
        }
        Ok(names)
    }
}

/// The day of a line, and the place in its chain of the last reading on it.
type Last = (Date, i64);

/// How the sheet may name people; notes whose names it left out.
struct Names {
    of: BTreeMap<MemberId, String>,
    withheld: BTreeMap<MemberId, Withheld>,
    met: BTreeSet<MemberId>,
}

impl Names {
    fn shown(&mut self, member: &MemberId) -> Shown {
        if self.withheld.contains_key(member) {
            self.met.insert(*member);
            return Shown::Colleague;
        }
        self.of.get(member).map_or(Shown::Unknown, |name| Shown::Named(name.clone()))
    }

    /// One line for each name that was left out. Whoever decided is named, unless their name is left out too: that makes
    /// one more, until no more are met.
    fn left_out(&mut self) -> Vec<LeftOut> {
        let mut lines: BTreeMap<MemberId, LeftOut> = BTreeMap::new();
        while let Some(member) = self.met.iter().find(|m| !lines.contains_key(*m)).copied() {
            let Some(Withheld { house, by, second, on }) = self.withheld.get(&member).cloned() else { break };
            let (by, second) = (self.shown(&by), self.shown(&second));
            lines.insert(member, LeftOut { house, by, second, on });
        }
        let mut lines: Vec<LeftOut> = lines.into_values().collect();
        // Not in the order of ids, which could be told apart elsewhere.
        lines.sort_by(|a, b| (a.on, &a.house, &a.by, &a.second).cmp(&(b.on, &b.house, &b.by, &b.second)));
        lines
    }
}

impl Part {
    /// The readings of each day by each reader; with the place of the last, for the order.
    fn seen(&self, names: &mut Names) -> Result<Vec<(Last, Seen)>, Problem> {
        let mut days: BTreeMap<(Date, MemberId), Vec<Read>> = BTreeMap::new();
        for (file, _) in &self.files {
            for read in self.shelf.with_reader(|r| read_log::of_file(&mut r.db, &self.shelf.id, file))? {
                days.entry((read.at.day(), read.by)).or_default().push(read);
            }
        }
        let openings = crate::break_glass::openings(&self.shelf)?;
        let line = |((on, by), mut reads): ((Date, MemberId), Vec<Read>)| {
            reads.sort_by_key(|read| read.seq);
            let mut purposes: Vec<(String, usize)> = Vec::new();
            for read in &reads {
                match purposes.iter_mut().find(|(purpose, _)| *purpose == read.purpose) {
                    Some((_, times)) => *times += 1,
                    None => purposes.push((read.purpose.clone(), 1)),
                }
            }
            let last = reads.last().map(|read| read.seq).unwrap_or_default();
            let house = self.charter.name.clone();
            let within = |from: Stamp, until: Stamp| reads.iter().any(|r| r.at >= from && r.at <= until);
            let glass = openings.iter().filter(|(_, o)| o.by == by && within(o.opened.from, o.opened.until));
            let glass = glass.map(|(_, o)| o.opened.why.clone()).collect();
            ((on, last), Seen { on, who: names.shown(&by), house, purposes, glass })
        };
        Ok(days.into_iter().map(line).collect())
    }

    fn house(&self, own: &NodeId, names: &mut Names) -> Result<House, Problem> {
        let granted = self.shelf.grants()?;
        let mut may_see = Vec::new();
        for (member, standing) in self.charter.members.iter().filter(|(_, m)| m.active && m.role.reads()) {
            let who = names.shown(member);
            if who == Shown::Colleague {
                may_see.push(MaySee { who, role: None, granted: None });
                continue;
            }
            let granted = granted.get(member).map(|(by, on)| (names.shown(by), *on));
            may_see.push(MaySee { who, role: Some(standing.role), granted });
        }
        may_see.sort_by(|a, b| (&a.who, a.role).cmp(&(&b.who, b.role)));
        let nodes = self.charter.nodes.iter().filter(|(node, (_, gone))| *node != own && gone.is_none());
        Ok(House {
            compartment: self.shelf.id,
            name: self.charter.name.clone(),
            files: self.files.len(),
            copies: self.files.iter().filter(|(_, lives)| !lives).count(),
            other_nodes: nodes.count(),
            may_see,
        })
    }
}
