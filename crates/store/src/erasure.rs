//! Erasure: proposed by one person, carried out by another, destroyed on every node that hears of it, confirmed by each.

mod bare;
mod destroy;

use crate::actor::Actor;
use crate::append::Writing;
use crate::database::{Row, Value};
use crate::letter::message::Message;
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use crate::writer::Desk;
pub(crate) use bare::NO_BODY;
use domain::compartment::{Kind, Role};
use domain::entry::Fact;
use domain::erasure::{Erasing, Fact as Told, NAMED_MAX, Reason, may};
use domain::file::File;
use domain::id::{CompartmentId, FileId, Key, MemberId, NodeId};
use domain::refusal::{Why, refuse};
use domain::transfer::{Whereabouts, whereabouts};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// An erasure, as lists show it. It names nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureLine {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// The file in which it stands.
    pub file: FileId,
    /// The file it is of.
    pub target: FileId,
    /// Why: a word of [`Reason`].
    pub reason: String,
    /// Who proposed it.
    pub by: MemberId,
    /// When.
    pub on: Date,
    /// Who carried it out, and when.
    pub second: Option<(MemberId, Date)>,
    /// How many entries there were.
    pub entries: i64,
    /// Whether it was dropped.
    pub dropped: bool,
    /// When this node destroyed what it had.
    pub here: Option<Date>,
    /// How many nodes have confirmed, of how many that keep the compartment.
    pub confirmed: (usize, usize),
}

/// What a node says of an erasure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptLine {
    /// Which node.
    pub node: NodeId,
    /// Whether it is this one.
    pub here: bool,
    /// When it destroyed what it had, by its own word; nothing where it has not said so.
    pub on: Option<Date>,
}

impl Store {
    /// Erasures of what the actor reads or audits: those that wait first, then the newest first.
    pub fn erasures(&self, actor: &Actor) -> Result<Vec<ErasureLine>, Problem> {
        let found = self.read_each(actor, sees, |r| {
            let compartment = r.compartment();
            let nodes = standing_nodes(&r.charter());
            let sql = "select e.file, e.target, e.reason, e.by, e.on_day, e.second, e.second_day, e.entries, e.dropped, d.on_day
                       from erasure e left join destroyed d on d.compartment = e.compartment and d.erasure = e.file
                       where e.compartment = $1";
            let mut lines: Vec<ErasureLine> =
                r.query(sql, &[r.here()])?.iter().filter_map(|row| line(compartment, row)).collect();
            for line in &mut lines {
                let sql = "select node from receipt where compartment = $1 and file = $2";
                let rows = r.query(sql, &[r.here(), line.file.bytes().into()])?;
                let said: BTreeSet<NodeId> = rows.iter().filter_map(|r| NodeId::from_slice(r.blob(0))).collect();
                line.confirmed = (nodes.iter().filter(|n| said.contains(n)).count(), nodes.len());
            }
            Ok(lines)
        })?;
        let mut all: Vec<ErasureLine> = found.into_iter().flatten().collect();
        all.sort_by_key(|l| (l.second.is_some() || l.dropped, std::cmp::Reverse(l.on), l.file));
        Ok(all)
    }

    /// Which nodes have confirmed an erasure and which have not.
    pub fn erasure_receipts(&self, actor: &Actor, erasure: &FileId) -> Result<Vec<ReceiptLine>, Problem> {
        let line = self.erasure(actor, erasure)?;
        let here = self.with_node(|u| Ok(u.node))?;
        self.read(actor, &line.compartment, |r| {
            let sql = "select node, on_day from receipt where compartment = $1 and file = $2";
            let rows = r.query(sql, &[r.here(), erasure.bytes().into()])?;
            let said: Vec<(NodeId, Option<Date>)> =
                rows.iter().filter_map(|r| Some((NodeId::from_slice(r.blob(0))?, r.day(1)))).collect();
            let on = |node: &NodeId| said.iter().find(|(n, _)| n == node).and_then(|(_, on)| *on);
            let mut nodes = standing_nodes(&r.charter());
            nodes.extend(said.iter().map(|(node, _)| *node));
            Ok(nodes.iter().map(|n| ReceiptLine { node: *n, here: *n == here, on: on(n) }).collect())
        })
    }

    /// One erasure, where the actor may see it.
    pub fn erasure(&self, actor: &Actor, erasure: &FileId) -> Result<ErasureLine, Problem> {
        self.erasures(actor)?.into_iter().find(|l| l.file == *erasure).ok_or(Problem::Unknown("erasure"))
    }

    /// The compartment from which a file would be erased: where it lives among what the actor reads, else where something
    /// came too late for its erasure.
    pub fn erasable_in(&self, actor: &Actor, file: &FileId) -> Result<CompartmentId, Problem> {
        if let Some(shelf) = self.find(actor, file)? {
            return Ok(shelf.id);
        }
        let sql = "select id from entry_of where compartment = $1 and file = $2 and held = 'erased' limit 1";
        let found = self.read_each(actor, Role::reads, |r| {
            let rows = r.query(sql, &[r.here(), file.bytes().into()])?;
            Ok((!rows.is_empty()).then(|| r.compartment()))
        })?;
        found.into_iter().flatten().next().ok_or(Problem::Unknown("file"))
    }

    /// Proposes that a file be erased. Nothing is destroyed before a second person carries it out.
    ///
    /// # Errors
    /// Not allowed to the role; identity that nobody of age asked to be erased; a file on the road; one that is proposed
    /// already.
    pub fn propose_erasure(
        &self,
        actor: &Actor,
        file: &FileId,
        reason: Reason,
        told: bool,
    ) -> Result<FileId, Problem> {
        let (home, target) = (self.erasable_in(actor, file)?, *file);
        self.no_hold(actor, &home, file)?;
        self.not_referred(actor, file)?;
        self.write(actor, &home, move |w| {
            w.may_erase(&target, reason, told)?;
            let sql = "select file from erasure where compartment = $1 and target = $2 and second is null and dropped = 0";
            if !w.query(sql, &[w.compartment().bytes().into(), target.bytes().into()])?.is_empty() {
                return Err(refuse("file", target, Why::AlreadyThere).into());
            }
            let erasure = w.new_file();
            let proposed = Told::Proposed { file: target, reason, told };
            w.append(&erasure, vec![Fact::Erasure(proposed)]).map(|_| erasure)
        })
    }

    /// Carries an erasure out, as the second person. When this returns the text is gone from this node.
    ///
    /// # Errors
    /// Whoever proposed it; not allowed to the role; what would not be proposed any more.
    pub fn carry_out_erasure(&self, actor: &Actor, erasure: &FileId) -> Result<(), Problem> {
        let (line, file, member) = (self.erasure(actor, erasure)?, *erasure, actor.member);
        self.no_hold(actor, &line.compartment, &line.target)?;
        self.not_referred(actor, &line.target)?;
        self.write(actor, &line.compartment, move |w| {
            let erasing = w.waiting_erasure(&file)?;
            if !w.role().directs() {
                return Err(Problem::NotAllowed("carry out an erasure"));
            }
            if erasing.by == member {
                return Err(refuse("second", w.member_name(&member), Why::SamePerson).into());
            }
            w.may_erase(&erasing.file, erasing.reason, erasing.told)?;
            let whole = w.desk.whole(&erasing.file)?;
            if whole.hashes.len() > NAMED_MAX * 32 {
                return Err(refuse("file", whole.entries, Why::OutOfRange).into());
            }
            let carried = Told::CarriedOut {
                proposal: erasing.proposal,
                entries: whole.entries,
                hashes: whole.hashes,
                keys: whole.keys,
            };
            w.append(&file, vec![Fact::Erasure(carried)]).map(drop)
        })?;
        self.confirm_erasures(actor)
    }

    /// Drops an erasure that was proposed and not carried out.
    pub fn drop_erasure(&self, actor: &Actor, erasure: &FileId) -> Result<(), Problem> {
        let (line, file) = (self.erasure(actor, erasure)?, *erasure);
        self.write(actor, &line.compartment, move |w| {
            w.waiting_erasure(&file)?;
            w.append(&file, vec![Fact::Erasure(Told::Dropped)]).map(drop)
        })
    }

    /// What this node does once it has destroyed what an erasure names: letters that hold the same text are emptied, and the
    /// node says that it is done.
    pub(crate) fn confirm_erasures(&self, actor: &Actor) -> Result<(), Problem> {
        for shelf in self.shelves(actor, Role::writes)? {
            let done = shelf.submit(|desk| desk.unconfirmed())?;
            if done.is_empty() {
                continue;
            }
            let files: BTreeSet<FileId> = done.iter().map(|(_, file)| *file).collect();
            self.empty_letters(&shelf, &files)?;
            let node = shelf.node;
            self.write(actor, &shelf.id, move |w| {
                let on = w.today();
                for (erasure, _) in done {
                    w.append(&erasure, vec![Fact::Erasure(Told::Destroyed { node, on })])?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Empties the letters to this compartment that brought a file which was erased, and those that enclosed its pictures.
    /// One with other files in it that nobody has accepted yet waits on, as an offer that a person sees.
    fn empty_letters(&self, shelf: &Shelf, files: &BTreeSet<FileId>) -> Result<(), Problem> {
        let sql = "select id, opened from letter where compartment = $1 and length(bytes) > 0 order by id"; // node
        let rows = self.with_node(|u| u.db.query(sql, &[shelf.id.bytes().into()]))?;
        let (mut transfers, mut empty): (BTreeSet<Key>, Vec<Vec<u8>>) = (BTreeSet::new(), Vec::new());
        let mut enclosures: Vec<(Vec<u8>, Vec<Key>)> = Vec::new();
        for row in &rows {
            match self.letter(shelf, row.blob(0))? {
                Some((_, Message::Offer { files: offered, .. })) => {
                    if !offered.iter().any(|o| files.contains(&o.file)) {
                        continue;
                    }
                    let all = offered.iter().all(|o| files.contains(&o.file));
                    if row.int(1) == 1 || all {
                        transfers.extend(offered.iter().map(|o| o.transfer));
                        empty.push(row.blob(0).to_vec());
                    }
                }
                Some((_, Message::Enclosure { attachments })) => {
                    enclosures
                        .push((row.blob(0).to_vec(), attachments.into_iter().map(|(t, _)| t).collect()));
                }
                _ => {}
            }
        }
        let of_it = |(_, keys): &(Vec<u8>, Vec<Key>)| keys.iter().all(|key| transfers.contains(key));
        empty.extend(enclosures.into_iter().filter(of_it).map(|(id, _)| id));
        let sql = "update letter set bytes = $3, opened = 1 where compartment = $1 and id = $2"; // node
        for id in empty {
            let values: [Value; 3] = [shelf.id.bytes().into(), id.into(), Value::Blob(Vec::new())];
            self.with_node(|u| u.db.execute(sql, &values))?;
        }
        self.with_node(|u| u.db.batch("pragma wal_checkpoint(truncate)"))
    }
}

impl Writing<'_> {
    /// Whether a file may be erased, by what it is, where it is, and what decides on it.
    fn may_erase(&mut self, target: &FileId, reason: Reason, told: bool) -> Result<(), Problem> {
        let file: File = self.desk.file(target)?;
        if file.is_empty() {
            // Nothing of it counts: it was erased, and something came later.
            return if self.desk.is_destroyed(target)? { Ok(()) } else { Err(Problem::Unknown("file")) };
        }
        let compartment = self.compartment();
        if let Whereabouts::OnTheRoad { .. } = whereabouts(&file, &compartment) {
            return Err(refuse("file", target, Why::FileHasLeft).into());
        }
        let kind = self.charter().kind.unwrap_or(Kind::House);
        may(&file, kind, reason, told, self.today())?;
        self.not_held(target)
    }

    fn waiting_erasure(&mut self, file: &FileId) -> Result<Erasing, Problem> {
        let erasing = Erasing::of(&self.file(file)?).ok_or(Problem::Unknown("erasure"))?;
        if erasing.dropped || !erasing.carried_out.is_empty() {
            return Err(refuse("file", erasing.file, Why::AlreadyClosed).into());
        }
        Ok(erasing)
    }

    fn member_name(&self, member: &MemberId) -> String {
        self.charter().members.get(member).map(|m| m.name.clone()).unwrap_or_default()
    }
}

impl Desk {
    /// Erasures carried out here of which this node has not said so.
    fn unconfirmed(&mut self) -> Result<Vec<(FileId, FileId)>, Problem> {
        let sql = "select d.erasure, d.file from destroyed d join erasure e on e.compartment = d.compartment and e.file = d.erasure
                   where d.compartment = $1 and not exists
                     (select 1 from receipt r where r.compartment = $1 and r.file = d.erasure and r.node = $2)
                   order by d.erasure";
        let values = [self.compartment.bytes().into(), self.node.bytes().into()];
        let read = |r: &Row| Some((FileId::from_slice(r.blob(0))?, FileId::from_slice(r.blob(1))?));
        Ok(self.db.query(sql, &values)?.iter().filter_map(read).collect())
    }
}

fn sees(role: Role) -> bool {
    role.reads() || role.audits()
}

/// The nodes that write here and were not revoked.
fn standing_nodes(charter: &domain::compartment::Charter) -> BTreeSet<NodeId> {
    charter.nodes.iter().filter(|(_, (_, revoked))| revoked.is_none()).map(|(node, _)| *node).collect()
}

fn line(compartment: CompartmentId, row: &Row) -> Option<ErasureLine> {
    let second = MemberId::from_slice(row.blob(5)).and_then(|by| Some((by, row.day(6)?)));
    Some(ErasureLine {
        compartment,
        file: FileId::from_slice(row.blob(0))?,
        target: FileId::from_slice(row.blob(1))?,
        reason: row.text(2).to_string(),
        by: MemberId::from_slice(row.blob(3))?,
        on: row.day(4)?,
        second,
        entries: row.int(7),
        dropped: row.int(8) == 1,
        here: row.day(9),
        confirmed: (0, 0),
    })
}
