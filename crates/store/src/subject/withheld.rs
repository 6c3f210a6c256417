//! Names that the sheets of this house leave out: asked for by a keeper, in force once a second person has agreed.

use crate::actor::Actor;
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::compartment::Role;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, MemberId};
use domain::refusal::{Why, refuse, text};
use domain::subject::{Fact as Told, Withholding};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A name that a house leaves out of sheets, or that somebody there wants left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithheldName {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// The decision's file.
    pub file: FileId,
    /// Whose name.
    pub name: String,
    /// What was said.
    pub said: Withholding,
    /// The second person and the day, where it is in force.
    pub in_force: Option<(MemberId, Date)>,
    /// Whether a keeper has named them again.
    pub ended: bool,
}

/// A decision that is in force.
#[derive(Clone)]
pub(super) struct Withheld {
    pub(super) house: String,
    pub(super) by: MemberId,
    pub(super) second: MemberId,
    pub(super) on: Date,
}

/// Every decision of a compartment, in force or not.
fn decisions(shelf: &Shelf) -> Result<Vec<(FileId, Withholding)>, Problem> {
    shelf.with_reader(|reader| {
        let sql = "select file from withheld_name where compartment = $1 order by file";
        let rows = reader.db.query(sql, &[shelf.id.bytes().into()])?;
        let mut found = Vec::with_capacity(rows.len());
        for file in rows.iter().filter_map(|row| FileId::from_slice(row.blob(0))) {
            found.extend(Withholding::of(&*shelf.file(reader, &file)?).map(|said| (file, said)));
        }
        Ok(found)
    })
}

impl Store {
    /// Whose names are left out, by every decision in force that the actor can know of: a name that one house withholds is
    /// not told by another.
    pub(super) fn withheld(&self, actor: &Actor) -> Result<BTreeMap<MemberId, Withheld>, Problem> {
        let mut all = BTreeMap::new();
        for shelf in self.shelves(actor, |role| role.audits() || role.reads())? {
            let charter = shelf.charter();
            let role = |who: &MemberId| charter.members.get(who).map(|m| m.role);
            for (_, said) in decisions(&shelf)? {
                #[cfg(feature = "test-rig")]
                if crate::rig::WITHHELD_BY_ONE.get() {
                    let (house, by, on) = (charter.name.clone(), said.by, said.asked);
                    all.entry(said.member).or_insert(Withheld { house, by, second: by, on });
                }
                if let Some((second, on)) = said.stands(role) {
                    let house = charter.name.clone();
                    all.entry(said.member).or_insert(Withheld { house, by: said.by, second, on });
                }
            }
        }
        Ok(all)
    }

    /// Every decision on names in the compartments that the actor directs.
    pub fn withheld_names(&self, actor: &Actor) -> Result<Vec<WithheldName>, Problem> {
        let mut all = Vec::new();
        for shelf in self.shelves(actor, Role::directs)? {
            let charter = shelf.charter();
            let role = |who: &MemberId| charter.members.get(who).map(|m| m.role);
            for (file, said) in decisions(&shelf)? {
                let name = charter.members.get(&said.member).map(|m| m.name.clone()).unwrap_or_default();
                let ended = said.named.iter().any(|who| role(who) == Some(Role::Keeper));
                let in_force = said.stands(role);
                all.push(WithheldName { compartment: shelf.id, file, name, said, in_force, ended });
            }
        }
        all.sort_by(|a, b| (a.ended, &a.name, a.file).cmp(&(b.ended, &b.name, b.file)));
        Ok(all)
    }

    /// A keeper asks that a member be shown as a colleague. Nothing changes before a second person agrees.
    ///
    /// # Errors
    /// Not a keeper; themselves; nobody of this compartment; no reason; asked already.
    pub fn withhold_name(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        member: &MemberId,
        why: &str,
    ) -> Result<FileId, Problem> {
        let shelf = self.shelf(actor, compartment)?;
        if shelf.role(&actor.member) != Some(Role::Keeper) {
            return Err(Problem::NotAllowed("withhold a name"));
        }
        let standing = shelf.charter().members.get(member).cloned();
        let name = standing.ok_or(Problem::Unknown("member"))?.name;
        if *member == actor.member {
            return Err(refuse("member", name, Why::NeedsSecondPerson).into());
        }
        let why = text("why", why).map_err(|_| refuse("why", "", Why::NeedsReason))?;
        let role = |who: &MemberId| shelf.charter().members.get(who).map(|m| m.role);
        let again = decisions(&shelf)?.into_iter().any(|(_, said)| {
            said.member == *member && !said.named.iter().any(|who| role(who) == Some(Role::Keeper))
        });
        if again {
            return Err(refuse("member", name, Why::AlreadyThere).into());
        }
        let member = *member;
        self.write(actor, compartment, move |w| {
            let file = w.new_file();
            w.append(&file, vec![Fact::Subject(Told::Withheld { member, why })]).map(|_| file)
        })
    }

    /// The second person agrees: from now on sheets leave the name out.
    ///
    /// # Errors
    /// Whoever asked, whoever is meant, whoever does not direct; a decision that was taken back.
    pub fn second_withholding(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        file: &FileId,
    ) -> Result<(), Problem> {
        let found = self.decision(actor, compartment, file)?;
        if found.said.by == actor.member || found.said.member == actor.member {
            return Err(refuse("second", &found.name, Why::NeedsSecondPerson).into());
        }
        if found.ended || found.in_force.is_some() {
            return Err(refuse("second", &found.name, Why::AlreadyClosed).into());
        }
        let file = *file;
        self.write(actor, compartment, move |w| {
            let on = w.today();
            w.append(&file, vec![Fact::Subject(Told::Seconded { on })]).map(drop)
        })
    }

    /// A keeper shows the name again.
    ///
    /// # Errors
    /// Not a keeper; no reason; shown again already.
    pub fn name_again(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        file: &FileId,
        why: &str,
    ) -> Result<(), Problem> {
        let found = self.decision(actor, compartment, file)?;
        if self.shelf(actor, compartment)?.role(&actor.member) != Some(Role::Keeper) {
            return Err(Problem::NotAllowed("show a name again"));
        }
        if found.ended {
            return Err(refuse("member", &found.name, Why::AlreadyClosed).into());
        }
        let why = text("why", why).map_err(|_| refuse("why", "", Why::NeedsReason))?;
        let file = *file;
        self.write(actor, compartment, move |w| {
            w.append(&file, vec![Fact::Subject(Told::Named { why })]).map(drop)
        })
    }

    fn decision(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        file: &FileId,
    ) -> Result<WithheldName, Problem> {
        let mut all = self.withheld_names(actor)?.into_iter();
        all.find(|w| w.compartment == *compartment && w.file == *file).ok_or(Problem::Unknown("decision"))
    }
}
