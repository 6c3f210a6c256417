//! What leaves the house by consent: who goes and who stays, written down for each of them before anything is shown; the
//! written override; and who received what, for whoever takes their consent back.

use crate::actor::Actor;
use crate::load::Volume;
use crate::node::Store;
use crate::problem::Problem;
use crate::read_log;
use crate::shelf::Shelf;
use domain::compartment::Role;
use domain::consent::{Exit, Fact, Lacking, Override};
use domain::dossier::dossiers;
use domain::entry::Fact as Entry;
use domain::id::{CompartmentId, FileId, MemberId};
use domain::referral::Referral;
use jiff::civil::Date;
use planning::Audience;
use std::collections::BTreeSet;

/// Purpose of a reading that took nobody along.
const LOOKED_AT: &str = "consent";

/// Somebody who does not go.
#[derive(Clone, Debug)]
pub struct Stays {
    /// Their file, for the code and the way to ask.
    pub volume: Volume,
    /// What lacks; never empty.
    pub lacking: Vec<Lacking>,
}

/// Who goes by an exit and who stays.
#[derive(Clone, Debug, Default)]
pub struct Leaving {
    /// Those who go.
    pub go: Vec<Volume>,
    /// Those who do not.
    pub stay: Vec<Stays>,
}

/// What somebody received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A snapshot of some fields.
    Referral {
        /// Who received it.
        to: String,
        /// Of [`domain::referral::FIELDS`].
        fields: Vec<String>,
        /// Whether they still read it.
        open: bool,
    },
    /// A request for a paper.
    Asked {
        /// Id of the procedure.
        procedure: String,
        /// Its version.
        version: u32,
        /// The paper's id in it.
        paper: String,
        /// The office, where it was written down.
        office: String,
        /// Who learnt of the person by it, as its procedure says.
        audience: Audience,
    },
    /// What went by an exit: known to the node on which it was made.
    Went(Exit),
}

/// One line of who received what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// When.
    pub on: Date,
    /// What.
    pub what: What,
    /// The purposes it rests on; none where the family was asked about their own.
    pub purposes: Vec<String>,
    /// Who let it go.
    pub by: Option<MemberId>,
}

impl Leaving {
    /// Sorts files by what each of them agreed to, on the later of today and `on`: whoever goes on a journey of tomorrow has
    /// to agree tomorrow still. Nothing is recorded yet.
    pub(crate) fn of(
        shelf: &Shelf,
        ids: Vec<FileId>,
        exit: Exit,
        on: Option<Date>,
    ) -> Result<Leaving, Problem> {
        let today = shelf.surroundings.today(shelf.charter().scene);
        let on = on.map_or(today, |on| on.max(today));
        let mut sorted = Leaving::default();
        for id in ids {
            let file = shelf.with_reader(|reader| shelf.file(reader, &id))?;
            let volume = Volume { compartment: shelf.id, id, file };
            let lacking = volume.lacking(exit, on);
            if lacking.is_empty() {
                sorted.go.push(volume);
            } else {
                sorted.stay.push(Stays { volume, lacking });
            }
        }
        Ok(sorted)
    }

    /// Writes down who goes and whose consent was looked at.
    pub(crate) fn record(&self, shelf: &Shelf, actor: &Actor, exit: Exit) -> Result<(), Problem> {
        if !self.go.is_empty() {
            read_log::record_all(shelf, actor, self.go.iter().map(|v| v.id).collect(), exit.reading())?;
        }
        self.record_stay(shelf, actor)
    }

    /// Writes down whose consent was looked at.
    pub(crate) fn record_stay(&self, shelf: &Shelf, actor: &Actor) -> Result<(), Problem> {
        if self.stay.is_empty() {
            return Ok(());
        }
        read_log::record_all(shelf, actor, self.stay.iter().map(|s| s.volume.id).collect(), LOOKED_AT)
    }
}

impl Store {
    /// The compartments that papers may be taken out of: those granted to the actor. What is seen by break-glass is for reading.
    pub fn granted(&self, actor: &Actor) -> Result<BTreeSet<CompartmentId>, Problem> {
        Ok(self.shelves(actor, Role::reads)?.iter().map(|shelf| shelf.id).collect())
    }

    /// Opens files to take them out by an exit: those who may go, and those who stay, each with what lacks, in the order
    /// asked. Which of both happened is on disk before this returns. What the actor does not read is left out, and so is what
    /// they see by break-glass alone: that is for reading.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] where break-glass is all they see any of it by.
    pub fn leaving(
        &self,
        actor: &Actor,
        ids: &[FileId],
        exit: Exit,
        on: Option<Date>,
    ) -> Result<Leaving, Problem> {
        let mut shelves = self.by_shelf(actor, ids)?;
        let seen = !shelves.is_empty();
        shelves.retain(|(shelf, _)| shelf.role(&actor.member).is_some());
        if seen && shelves.is_empty() {
            return Err(Problem::NotAllowed("take anything out by break-glass"));
        }
        let mut all = Leaving::default();
        for (shelf, files) in shelves {
            let sorted = Leaving::of(&shelf, files, exit, on)?;
            sorted.record(&shelf, actor, exit)?;
            all.go.extend(sorted.go);
            all.stay.extend(sorted.stay);
        }
        let place = |id: &FileId| ids.iter().position(|asked| asked == id);
        all.go.sort_by_key(|v| place(&v.id));
        all.stay.sort_by_key(|s| place(&s.volume.id));
        Ok(all)
    }

    /// Records that somebody's data goes without their consent. Whoever directs answers for it.
    ///
    /// # Errors
    /// Another role; what [`Override::checked`] refuses.
    pub fn override_consent(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        file: &FileId,
        over: Override,
    ) -> Result<(), Problem> {
        let file = *file;
        self.write(actor, compartment, move |w| {
            if !w.role().directs() {
                return Err(Problem::NotAllowed("override a consent"));
            }
            let (key, over) = (w.new_key(), over.checked(w.today())?);
            w.append(&file, vec![Entry::Consent(Fact::Overridden { key, over })]).map(drop)
        })
    }

    /// Who received what of somebody, the latest first: referrals and requests as their file tells them wherever it is, and
    /// what went by an exit of this node, from whichever house the actor reads the file in. Who let it go is said to whoever
    /// may see who read what.
    pub fn received(&self, actor: &Actor, volume: &Volume) -> Result<Vec<Received>, Problem> {
        self.sight(actor, &volume.compartment)?;
        let mut all: Vec<Received> = Referral::all_of(&volume.file).into_iter().map(referred).collect();
        for dossier in dossiers(&volume.file) {
            let opening = dossier.opening.latest();
            let procedure = dossier.procedure();
            all.extend(dossier.papers.iter().filter_map(|(paper, said)| {
                // A paper of which nothing is known may have been asked of any office: as an authority's.
                let audience = procedure.and_then(|p| p.paper(paper)).map(|k| k.audience).unwrap_or_default();
                let purposes = Exit::letters(audience).needs().iter().map(ToString::to_string).collect();
                let what = What::Asked {
                    procedure: opening.procedure.clone(),
                    version: opening.version,
                    paper: paper.clone(),
                    office: said.latest().issuer.clone(),
                    audience,
                };
                let on = said.latest().asked_on?;
                Some(Received { on, what, purposes, by: None })
            }));
        }
        // A file that moved keeps its id: what went out before is in the log of the house that it left.
        for shelf in self.sights(actor, Role::reads)? {
            let audits = shelf.role(&actor.member).is_some_and(Role::audits);
            let reads = shelf.with_reader(|r| read_log::of_file(&mut r.db, &shelf.id, &volume.id))?;
            all.extend(reads.iter().filter_map(|read| {
                let exit = Exit::of_reading(&read.purpose)?;
                let purposes = exit.needs().iter().map(ToString::to_string).collect();
                let by = audits.then_some(read.by);
                Some(Received { on: read.at.day(), what: What::Went(exit), purposes, by })
            }));
        }
        all.sort_by_key(|r| std::cmp::Reverse(r.on));
        all.dedup();
        Ok(all)
    }
}

fn referred(r: Referral) -> Received {
    let what = What::Referral { to: r.sent.name, fields: r.sent.fields, open: r.ended.is_none() };
    Received { on: r.on, what, purposes: vec![r.sent.consent], by: Some(r.by) }
}
