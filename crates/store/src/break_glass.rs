//! Break-glass: two members of this node open a compartment that one of them was not granted, to read in it for three hours.
//!
//! The keys lie in a box of this node, sealed to a key of its own whose halves are wrapped to pairs of members (`boxed.rs`):
//! nobody has anything alone. The record stands in the compartment before anything can be read (`open.rs`). A window lives
//! in memory and lets its member *see* ([`Store::sight`]); every other door asks what was granted, and stays shut.

mod boxed;
mod open;
mod window;

pub(crate) use window::Window;

use crate::actor::Actor;
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::break_glass::{Armed, Fact as Told, Opening};
use domain::compartment::Role;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, MemberId};
use domain::refusal::{Why, refuse};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// An opening as keepers and auditors see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlassOpening {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// Its name.
    pub house: String,
    /// The file of the record.
    pub file: FileId,
    /// What was said.
    pub said: Opening,
    /// The keeper who looked at it, when, and what came of it.
    pub looked: Option<(MemberId, Date, String)>,
}

/// Break-glass of a compartment as it stands at this node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlassArmed {
    /// Which compartment.
    pub compartment: CompartmentId,
    /// Its name.
    pub house: String,
    /// How it is armed; `None` where it is not.
    pub armed: Option<Armed>,
    /// Whether it opens nothing any more, because the keys have changed since.
    pub stale: bool,
}

/// A compartment that the actor may open together with somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlassDoor {
    /// Which.
    pub compartment: CompartmentId,
    /// Its name.
    pub house: String,
    /// The names of those with whom.
    pub with: Vec<String>,
}

/// Every opening of a compartment.
pub(crate) fn openings(shelf: &Shelf) -> Result<Vec<(FileId, Opening)>, Problem> {
    shelf.with_reader(|reader| {
        let sql = "select file from glass where compartment = $1 order by file";
        let rows = reader.db.query(sql, &[shelf.id.bytes().into()])?;
        let mut found = Vec::with_capacity(rows.len());
        for file in rows.iter().filter_map(|row| FileId::from_slice(row.blob(0))) {
            found.extend(Opening::of(&*shelf.file(reader, &file)?).map(|said| (file, said)));
        }
        Ok(found)
    })
}

/// The role somebody was ever granted in a compartment.
fn role_in(shelf: &Shelf) -> impl Fn(&MemberId) -> Option<Role> {
    let charter = shelf.charter();
    move |who| charter.members.get(who).map(|m| m.role)
}

impl Store {
    /// Every opening in the compartments that the actor audits: those nobody has looked at first, then the newest.
    pub fn glass_openings(&self, actor: &Actor) -> Result<Vec<GlassOpening>, Problem> {
        let mut all = Vec::new();
        for shelf in self.shelves(actor, Role::audits)? {
            for (file, said) in openings(&shelf)? {
                let looked = said.looked_at(role_in(&shelf)).cloned();
                let house = shelf.charter().name.clone();
                all.push(GlassOpening { compartment: shelf.id, house, file, said, looked });
            }
        }
        all.sort_by_key(|o| (o.looked.is_some(), std::cmp::Reverse(o.said.opened.from), o.file));
        Ok(all)
    }

    /// How it is armed at this node in the compartments that the actor keeps.
    pub fn glass_armed(&self, actor: &Actor) -> Result<Vec<GlassArmed>, Problem> {
        let node = self.with_node(|u| Ok(u.node))?;
        let mut all = Vec::new();
        for shelf in self.shelves(actor, |role| role == Role::Keeper)? {
            if shelf.charter().kind.is_some_and(|kind| kind.is_apart()) {
                continue;
            }
            let charter = shelf.charter();
            let armed = charter.break_glass.get(&node).cloned().flatten();
            let stale = armed.as_ref().is_some_and(|armed| shelf.epoch() != armed.epoch);
            all.push(GlassArmed { compartment: shelf.id, house: charter.name.clone(), armed, stale });
        }
        all.sort_by(|a, b| (&a.house, a.compartment).cmp(&(&b.house, b.compartment)));
        Ok(all)
    }

    /// A keeper marks an opening as looked at: until then it is said on their pages, and the same member cannot open again.
    ///
    /// # Errors
    /// Not a keeper; one of the two who did it; looked at already.
    pub fn glass_looked_at(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        file: &FileId,
        words: &str,
    ) -> Result<(), Problem> {
        let shelf = self.shelf(actor, compartment)?;
        if shelf.role(&actor.member) != Some(Role::Keeper) {
            return Err(Problem::NotAllowed("mark it as looked at"));
        }
        let found = openings(&shelf)?.into_iter().find(|(known, _)| known == file);
        let (file, said) = found.ok_or(Problem::Unknown("opening"))?;
        if actor.member == said.by || actor.member == said.opened.with {
            return Err(refuse("glass_with", &actor.name, Why::NeedsSecondPerson).into());
        }
        if said.looked_at(role_in(&shelf)).is_some() {
            return Err(refuse("glass_words", &said.opened.name, Why::AlreadyClosed).into());
        }
        let words = domain::refusal::text("glass_words", words)?;
        self.write(actor, compartment, move |w| {
            let on = w.today();
            w.append(&file, vec![Fact::BreakGlass(Told::LookedAt { on, words })]).map(drop)
        })
    }

    /// The compartments of this node in which the actor may take part and that they were not granted.
    pub fn glass_doors(&self, actor: &Actor) -> Result<Vec<GlassDoor>, Problem> {
        let names: BTreeMap<_, _> = self.members()?.into_iter().map(|m| (m.member, m.name)).collect();
        let mut all: Vec<GlassDoor> = Vec::new();
        for half in self.halves_of(actor)? {
            let door = all.iter_mut().find(|door| door.compartment == half.compartment);
            let with = names.get(&half.other).cloned();
            match door {
                Some(door) => door.with.extend(with),
                None => all.push(GlassDoor {
                    compartment: half.compartment,
                    house: half.house,
                    with: with.into_iter().collect(),
                }),
            }
        }
        all.retain(|door| self.shelf(actor, &door.compartment).is_err());
        all.sort_by(|a, b| (&a.house, a.compartment).cmp(&(&b.house, b.compartment)));
        all.iter_mut().for_each(|door| door.with.sort());
        Ok(all)
    }
}
