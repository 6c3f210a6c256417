//! Out again: the register of a place in the columns that an import reads. Every file it opens stands in the read log, and
//! who did not agree to where it goes stays behind.

use crate::actor::Actor;
use crate::consent::{Leaving, Stays};
use crate::node::Store;
use crate::place::Resident;
use crate::problem::Problem;
use domain::consent::Exit;
use domain::entry::Fact;
use domain::file::File;
use domain::id::{CompartmentId, FileId};
use domain::kin::{self, Relation};
use domain::note::notes;
use domain::person::{self, NameKind, Person};
use domain::stay::EndReason;
use jiff::civil::Date;
use register::{ExportRow, Field, Sex};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How an interval begins of which only the end is known, as an import writes it.
const OPEN_BEFORE: &str = "../";

/// A register on its way out.
#[derive(Clone, Debug, Default)]
pub struct Exported {
    /// Its rows, in order of arrival; none where the number of those who stay is not the one that was accepted.
    pub rows: Vec<ExportRow>,
    /// Those whose consent lacks.
    pub stay: Vec<Stays>,
    /// How many would go.
    pub go: usize,
}

/// Which part of a register goes, and where to.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The place.
    pub place: FileId,
    /// The first day.
    pub from: Date,
    /// The last, included.
    pub to: Date,
    /// Where it goes.
    pub exit: Exit,
    /// How many who stay behind somebody has seen and accepted: with another number nothing goes. `None` takes any.
    pub without: Option<usize>,
}

/// The register of a place: everybody who stayed there between two days and agreed to where it goes.
///
/// # Errors
/// [`Problem::NotAllowed`] for a role that does not direct; [`Problem::Unknown`] for a place the actor does not see.
pub fn export_rows(store: &Store, actor: &Actor, asked: &Asked) -> Result<Exported, Problem> {
    let place = store.place(actor, &asked.place, None)?;
    let residents = store.residents(actor, &place.file, asked.from, asked.to)?;
    let mut by_compartment: BTreeMap<CompartmentId, Vec<FileId>> = BTreeMap::new();
    residents.iter().for_each(|r| by_compartment.entry(r.compartment).or_default().push(r.file));
    let mut parts = Vec::new();
    for (compartment, mut ids) in by_compartment {
        let shelf = store.shelf(actor, &compartment)?;
        if !shelf.role(&actor.member).is_some_and(|role| role.directs()) {
            return Err(Problem::NotAllowed("export a register"));
        }
        ids.sort_unstable();
        ids.dedup();
        let sorted = Leaving::of(&shelf, ids, asked.exit, None)?;
        parts.push((shelf, sorted));
    }
    let stay: usize = parts.iter().map(|(_, sorted)| sorted.stay.len()).sum();
    let goes = asked.without.is_none_or(|without| without == stay);
    let mut files: BTreeMap<(CompartmentId, FileId), Arc<File>> = BTreeMap::new();
    let mut exported = Exported::default();
    for (shelf, sorted) in parts {
        exported.go += sorted.go.len();
        if goes {
            sorted.record(&shelf, actor, asked.exit)?;
            files.extend(sorted.go.into_iter().map(|v| ((shelf.id, v.id), v.file)));
        } else {
            sorted.record_stay(&shelf, actor)?;
        }
        exported.stay.extend(sorted.stay);
    }
    let row = |r: &Resident| files.get(&(r.compartment, r.file)).map(|file| row(file, r, &place.name));
    exported.rows = residents.iter().filter_map(row).collect();
    Ok(exported)
}

fn row(file: &File, resident: &Resident, place: &str) -> ExportRow {
    let person = Person::of(file);
    let told = Told::of(file);
    let named = |kind: NameKind| person.names.iter().map(|(_, n)| n.latest()).find(|n| n.kind == kind);
    let usual = named(NameKind::Usual);
    let ties = kin::ties(file);
    let parent = |relation: Relation| {
        ties.iter().map(|(_, t)| t.latest()).find(|t| t.relation == relation).and_then(|t| filled(&t.name))
    };
    let left = !resident.until.is_empty();
    ExportRow {
        code: person.code(),
        number: person.numbers.iter().find(|(register, _)| register == place).map(|(_, n)| n.clone()),
        full_name: named(NameKind::AsFound).filter(|n| n.given.is_empty()).map(|n| n.surname.clone()),
        surname: usual.and_then(|n| filled(&n.surname)),
        given: usual.and_then(|n| filled(&n.given)),
        birth_surname: named(NameKind::Birth).and_then(|n| filled(&n.surname)),
        sex: person.sex.as_ref().map(|s| sex(*s.latest())),
        birth: person.birth().cloned(),
        birth_place: person.birth_place.as_ref().and_then(|p| p.latest().given().cloned()),
        nationality: filled(&person.nationalities.join(", ")),
        languages: person.languages.clone(),
        father: parent(Relation::Father),
        mother: parent(Relation::Mother),
        family: told.kept(Field::Family).or_else(|| kin::group(file).map(|key| key.to_string())),
        barrack: filled(&resident.within),
        arrived_on: told.date(Field::ArrivedOn, &resident.from),
        came_from: filled(&resident.came_from),
        convoy: told.kept(Field::Convoy),
        left_on: told.date(Field::LeftOn, &resident.until),
        leave_reason: if left { told.leave_reason(&resident.reason) } else { None },
        left_for: if left { filled(&resident.towards) } else { None },
        note: told.note,
    }
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_string())
}

fn sex(sex: person::Sex) -> Sex {
    match sex {
        person::Sex::Female => Sex::F,
        person::Sex::Male => Sex::M,
        person::Sex::Other => Sex::X,
    }
}

/// What the register itself said of a person that no fact holds, and the remark of its row. Notes written later by
/// those who accompany the person are no part of a register and do not leave with it.
#[derive(Default)]
struct Told {
    kept: Vec<(String, String)>,
    note: Option<String>,
}

impl Told {
    fn of(file: &File) -> Told {
        let rows = file
            .claims
            .range("person/row/".to_string()..)
            .take_while(|(slot, _)| slot.starts_with("person/row/"));
        let Some(claim) = rows.flat_map(|(_, claims)| claims).max_by_key(|c| c.told) else {
            return Told::default();
        };
        let Fact::Person(person::Fact::Row { kept, .. }) = &claim.fact else { return Told::default() };
        let here = |slot: &str| file.claims.get(slot).is_some_and(|c| c.iter().any(|c| c.told == claim.told));
        let with_row = notes(file).into_iter().find(|(key, _)| here(&format!("note/{key}")));
        Told { kept: kept.clone(), note: with_row.map(|(_, said)| said.latest().text.clone()) }
    }

    fn kept(&self, field: Field) -> Option<String> {
        self.kept.iter().find(|(name, _)| name == field.key()).map(|(_, value)| value.clone())
    }

    /// A date as the register gave it; none where the register left it blank.
    fn date(&self, field: Field, said: &str) -> Option<linkage::edtf::Edtf> {
        if said.is_empty() || (said.starts_with(OPEN_BEFORE) && self.kept(field).is_some()) {
            return None;
        }
        said.parse().ok()
    }

    /// The register's own words while they still mean what the file says.
    fn leave_reason(&self, reason: &str) -> Option<String> {
        let words =
            self.kept(Field::LeaveReason).filter(|words| super::person::reason(words).key() == reason);
        words.or_else(|| filled(reason).filter(|r| r != EndReason::Unknown.key()))
    }
}
