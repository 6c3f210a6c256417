//! A caseload: the files for which one member answers in a compartment, and their handing over to another in one act.

use crate::actor::Actor;
use crate::node::Store;
use crate::problem::Problem;
use domain::accompaniment::{Fact as Told, HandedOver, Part, assigned};
use domain::compartment::{Charter, Member, Role};
use domain::entry::Fact;
use domain::file::File;
use domain::id::{CompartmentId, FileId, MemberId};
use domain::refusal::{Why, refuse};
use jiff::civil::Date;

/// A file of a caseload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLine {
    /// The file.
    pub file: FileId,
    /// Code.
    pub code: String,
    /// Given names.
    pub given: String,
    /// Surname.
    pub surname: String,
}

/// How many files each member of a compartment answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadLine {
    /// The compartment.
    pub compartment: CompartmentId,
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Whether they still belong there.
    pub active: bool,
    /// How many files.
    pub files: usize,
}

impl Store {
    /// The files that live in a compartment for which a member answers, by name.
    pub fn caseload(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        member: &MemberId,
    ) -> Result<Vec<CaseLine>, Problem> {
        self.read(actor, compartment, |r| {
            if !r.role.reads() {
                return Err(Problem::NotAllowed("see who answers for whom"));
            }
            let standing = r.charter().members.get(member).cloned().ok_or(Problem::Unknown("member"))?;
            let sql = "select file, code, given, surname from person
                       where compartment = $1 and live = 1 and worker <> '' order by sort, file";
            let mut lines = Vec::new();
            for row in r.query(sql, &[r.here()])? {
                let Some(file) = FileId::from_slice(row.blob(0)) else { continue };
                if answers(&*r.file(&file)?, member, &standing) {
                    let text = |i: usize| row.text(i).to_string();
                    lines.push(CaseLine { file, code: text(1), given: text(2), surname: text(3) });
                }
            }
            Ok(lines)
        })
    }

    /// Who answers for how many files, in what the actor reads: the most first.
    pub fn caseloads(&self, actor: &Actor) -> Result<Vec<LoadLine>, Problem> {
        let mut all = Vec::new();
        let houses = self.shelves(actor, Role::reads)?.into_iter();
        for shelf in houses.filter(|shelf| shelf.charter().kind.is_some_and(|kind| !kind.restricted())) {
            for (member, standing) in &shelf.charter().members {
                let files = self.caseload(actor, &shelf.id, member)?.len();
                if files > 0 || standing.active && standing.role.writes() {
                    let (name, active) = (standing.name.clone(), standing.active);
                    all.push(LoadLine { compartment: shelf.id, member: *member, name, active, files });
                }
            }
        }
        all.sort_by(|a, b| b.files.cmp(&a.files).then_with(|| a.name.cmp(&b.name)));
        Ok(all)
    }

    /// Says who answers for a file, as whoever writes in it may.
    ///
    /// # Errors
    /// A role that does not write; somebody who does not write here, or no longer.
    pub fn assign_case(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        file: &FileId,
        to: &MemberId,
    ) -> Result<(), Problem> {
        let (file, to) = (*file, *to);
        self.write(actor, compartment, move |w| {
            if !w.role().writes() {
                return Err(Problem::NotAllowed("say who answers for a file"));
            }
            let name = receiver(&w.charter(), &to)?;
            let assigned = Told::Assigned { part: Part::Responsible, member: Some(to), name };
            w.append(&file, vec![Fact::Accompaniment(assigned)]).map(drop)
        })
    }

    /// Hands every file of a caseload over, in one transaction: all of them or none. Who answers is said in each file, with
    /// the day and the word. Returns what passed.
    ///
    /// # Errors
    /// Not allowed to the role, unless it is one's own caseload; a receiver who does not write here; nothing to hand over.
    pub fn hand_over_caseload(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        (from, to): (&MemberId, &MemberId),
        on: Date,
        words: &str,
    ) -> Result<Vec<CaseLine>, Problem> {
        let words = domain::refusal::text("words", words)?;
        let lines = self.caseload(actor, compartment, from)?;
        let (from, to, own) = (*from, *to, actor.member == *from);
        let passes = lines.clone();
        self.write(actor, compartment, move |w| {
            if !(w.role().directs() || own && w.role().writes()) {
                return Err(Problem::NotAllowed("hand over somebody else's caseload"));
            }
            let charter = w.charter();
            let leaver = charter.members.get(&from).cloned().ok_or(Problem::Unknown("member"))?;
            let receiver = receiver(&charter, &to)?;
            if from == to {
                return Err(refuse("to", receiver, Why::SamePerson).into());
            }
            if on > w.today() {
                return Err(refuse("on", on, Why::InTheFuture).into());
            }
            if passes.is_empty() {
                return Err(refuse("from", "", Why::Missing).into());
            }
            for line in &passes {
                // Somebody may have said otherwise since the list was made.
                if !answers(&w.file(&line.file)?, &from, &leaver) {
                    return Err(refuse("from", &line.code, Why::Unknown).into());
                }
                let assigned =
                    Told::Assigned { part: Part::Responsible, member: Some(to), name: receiver.clone() };
                let handed = HandedOver { from: Some(from), to, on, words: words.clone() };
                let facts = [assigned, Told::HandedOver(handed)];
                w.append(&line.file, facts.into_iter().map(Fact::Accompaniment).collect())?;
            }
            Ok(())
        })?;
        Ok(lines)
    }
}

/// The name of somebody who may answer for files here: who writes, and was not removed.
fn receiver(charter: &Charter, to: &MemberId) -> Result<String, Problem> {
    let found = charter.members.get(to).filter(|m| m.active && m.role.writes());
    Ok(found.ok_or_else(|| refuse("to", to, Why::Unknown))?.name.clone())
}

/// Whether a member answers for a file: by their id, or by their name where no id was said.
fn answers(file: &File, member: &MemberId, standing: &Member) -> bool {
    let said = assigned(file, Part::Responsible);
    said.is_some_and(|said| match said.latest() {
        (Some(id), _) => id == member,
        (None, name) => *name == standing.name,
    })
}
