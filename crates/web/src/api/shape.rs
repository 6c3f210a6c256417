//! A person's file as the API shows it: what stands, with who said it; nothing that another volet says.

use crate::api::said::{Answered, Stands, Uncertain, moment};
use crate::viewer::Viewer;
use domain::file::File;
use domain::note::notes;
use domain::person::{self, Person};
use domain::stay::{self, Stay};
use serde::Serialize;
use store::{Problem, Volume};
use utoipa::ToSchema;

/// A person's file: one volet of one person.
#[derive(Serialize, ToSchema)]
pub(crate) struct PersonFile {
    /// Id of the file.
    file: String,
    /// The compartment it was read in.
    compartment: String,
    /// `administrative`, `educational`, `health`, `psychological`, `judicial`, `survivor`.
    volet: &'static str,
    /// Short code; joins the volets of one person by telephone.
    code: String,
    /// Whether the file lives here: one that has left takes no further entry.
    here: bool,
    /// The entries nobody has written after: send them back with what you write.
    heads: Vec<String>,
    /// Names that stand, with the key under which each is corrected.
    names: Vec<KeyedName>,
    /// Birth.
    birth: Option<Stands<Uncertain>>,
    /// Place of birth.
    birth_place: Option<Stands<Answered>>,
    /// `f`, `m` or `x`.
    sex: Option<Stands<String>>,
    /// Nationalities held.
    nationalities: Vec<String>,
    /// Languages spoken.
    languages: Vec<String>,
    /// What the house has to provide for.
    needs: Vec<String>,
    /// Marks shown beside the name, with what to do.
    marks: Vec<Marked>,
    /// Numbers in registers.
    numbers: Vec<Numbered>,
    /// Kin with or without a file.
    kin: Vec<Kin>,
    /// Stays, earliest first.
    stays: Vec<StayShown>,
    /// Keys of the dossiers in this file.
    dossiers: Vec<String>,
    /// Notes, last written first.
    notes: Vec<NoteShown>,
    /// Health records; only a health volet has any.
    health: Vec<HealthShown>,
    /// Day of death, where the person has died.
    died: Option<Stands<Uncertain>>,
    /// The other volets of this person that the caller reads.
    volets: Vec<VoletShown>,
}

/// A name with its key.
#[derive(Serialize, ToSchema)]
pub(crate) struct KeyedName {
    /// Key of this form.
    key: String,
    /// The form.
    name: Stands<NameShown>,
}

/// One attested form of a name.
#[derive(Serialize, ToSchema)]
pub(crate) struct NameShown {
    /// Given names.
    given: String,
    /// Surname.
    surname: String,
    /// `usual`, `birth`, `married`, `nickname`, `as-found`.
    kind: &'static str,
    /// Where it was found.
    source: String,
}

/// A mark beside the name.
#[derive(Serialize, ToSchema)]
pub(crate) struct Marked {
    /// Which.
    mark: String,
    /// What to do.
    text: String,
}

/// A number in a register.
#[derive(Serialize, ToSchema)]
pub(crate) struct Numbered {
    /// Which register.
    register: String,
    /// The number.
    number: String,
}

/// A tie.
#[derive(Serialize, ToSchema)]
pub(crate) struct Kin {
    /// How the other stands to this person.
    relation: &'static str,
    /// The other's name.
    name: String,
    /// The other's file, where the caller reads one.
    file: Option<String>,
    /// The other's code, likewise.
    code: String,
    /// Where they are, likewise.
    place: String,
}

/// A stay.
#[derive(Serialize, ToSchema)]
pub(crate) struct StayShown {
    /// Id of the stay.
    stay: String,
    /// The place's file.
    place: String,
    /// Its name, as the author knew it.
    name: String,
    /// What it is.
    kind: &'static str,
    /// Barrack, dormitory or room.
    within: String,
    /// From when.
    from: Uncertain,
    /// From where.
    came_from: String,
    /// Until when; none while it goes on.
    until: Option<Uncertain>,
    /// Why it ended.
    reason: Option<&'static str>,
    /// Whether its beginning or its end is told in two ways.
    disputed: bool,
}

/// A note.
#[derive(Serialize, ToSchema)]
pub(crate) struct NoteShown {
    /// Its key, for correcting it.
    key: String,
    /// The words.
    text: Stands<String>,
    /// The day it speaks of (EDTF).
    on: Option<String>,
    /// Whether these are the child's own words.
    own_words: bool,
}

/// A health record.
#[derive(Serialize, ToSchema)]
pub(crate) struct HealthShown {
    /// Its key.
    key: String,
    /// What kind.
    kind: String,
    /// What.
    text: Stands<String>,
}

/// Another volet.
#[derive(Serialize, ToSchema)]
pub(crate) struct VoletShown {
    /// Its file.
    file: String,
    /// Its compartment.
    compartment: String,
    /// Which side of the person.
    volet: String,
}

impl PersonFile {
    /// The file as the viewer may read it.
    ///
    /// # Errors
    /// [`Problem::Unknown`] when the file is nobody's.
    pub(crate) fn of(viewer: &Viewer, volume: &Volume) -> Result<PersonFile, crate::edge::Complaint> {
        let file = &volume.file;
        let person = Person::of(file);
        let (Some(subject), Some(volet), Some(code)) = (person.subject, person.volet, person.code()) else {
            return Err(Problem::Unknown("file").into());
        };
        let actor = viewer.actor()?;
        let kin = viewer.store().kin_of(actor, &subject)?;
        let volets = viewer.store().volets(actor, &subject)?;
        Ok(PersonFile {
            file: volume.id.to_string(),
            compartment: volume.compartment.to_string(),
            volet: volet.key(),
            code,
            here: volume.whereabouts() == domain::transfer::Whereabouts::Here,
            heads: file.heads.iter().map(ToString::to_string).collect(),
            names: names(viewer, &person),
            birth: person.born.as_ref().map(|s| Stands::of(viewer, s, |on| Uncertain::from(on))),
            birth_place: person
                .birth_place
                .as_ref()
                .map(|s| Stands::of(viewer, s, |place| Answered::from(place))),
            sex: person.sex.as_ref().map(|s| Stands::of(viewer, s, |sex| sex.letter().to_string())),
            marks: person.marks.into_iter().map(|(mark, text)| Marked { mark, text }).collect(),
            numbers: person
                .numbers
                .into_iter()
                .map(|(register, number)| Numbered { register, number })
                .collect(),
            nationalities: person.nationalities,
            languages: person.languages,
            needs: person.needs,
            kin: kin.into_iter().map(Kin::from).collect(),
            stays: stay::stays(file).iter().map(StayShown::from).collect(),
            dossiers: domain::dossier::dossiers(file).iter().map(|d| d.key.to_string()).collect(),
            notes: noted(viewer, file),
            health: health(viewer, file),
            died: person.died.as_ref().map(|s| Stands::of(viewer, s, |death| Uncertain::from(&death.on))),
            volets: volets
                .into_iter()
                .filter(|(id, ..)| *id != volume.id)
                .map(|(id, compartment, volet, _)| VoletShown {
                    file: id.to_string(),
                    compartment: compartment.to_string(),
                    volet,
                })
                .collect(),
        })
    }
}

fn names(viewer: &Viewer, person: &Person) -> Vec<KeyedName> {
    let shown = |name: &person::Name| NameShown {
        given: name.given.clone(),
        surname: name.surname.clone(),
        kind: name.kind.key(),
        source: name.source.clone(),
    };
    let keyed = person.names.iter();
    keyed
        .map(|(key, said)| KeyedName { key: key.to_string(), name: Stands::of(viewer, said, shown) })
        .collect()
}

fn noted(viewer: &Viewer, file: &File) -> Vec<NoteShown> {
    let written = notes(file).into_iter();
    written
        .map(|(key, said)| NoteShown {
            key: key.to_string(),
            text: Stands::of(viewer, &said, |note| note.text.clone()),
            on: said.latest().on.as_ref().map(ToString::to_string),
            own_words: said.latest().own_words,
        })
        .collect()
}

fn health(viewer: &Viewer, file: &File) -> Vec<HealthShown> {
    let records = domain::health::records(file).into_iter();
    records
        .map(|(key, said)| HealthShown {
            key: key.to_string(),
            kind: said.latest().kind.clone(),
            text: Stands::of(viewer, &said, |record| record.text.clone()),
        })
        .collect()
}

impl From<store::person::KinLine> for Kin {
    fn from(line: store::person::KinLine) -> Kin {
        Kin {
            relation: line.relation.key(),
            name: line.name,
            file: line.file.map(|f| f.to_string()),
            code: line.code,
            place: line.place,
        }
    }
}

impl From<&Stay> for StayShown {
    fn from(stay: &Stay) -> StayShown {
        let opening = stay.opening.latest();
        let closing = stay.closing.as_ref().map(|c| c.latest());
        StayShown {
            stay: stay.id.to_string(),
            place: opening.place.to_string(),
            name: opening.name.clone(),
            kind: opening.kind.key(),
            within: opening.within.clone(),
            from: Uncertain::from(&opening.from),
            came_from: opening.came_from.clone(),
            until: closing.map(|c| Uncertain::from(&c.until)),
            reason: closing.map(|c| c.reason.key()),
            disputed: stay.opening.disputed() || stay.closing.as_ref().is_some_and(|c| c.disputed()),
        }
    }
}

/// An entry as written: who, when, and what it said.
#[derive(Serialize, ToSchema)]
pub(crate) struct Written {
    /// The entry.
    pub(crate) entry: String,
    /// The heads of the file after it.
    pub(crate) heads: Vec<String>,
}

/// Who, where, when of an entry of a file.
#[derive(Serialize, ToSchema)]
pub(crate) struct Telling {
    /// The entry.
    pub(crate) entry: String,
    /// Name of the member who wrote it.
    pub(crate) by: String,
    /// When, in UTC.
    pub(crate) at: String,
    /// The compartment it was written in.
    pub(crate) compartment: String,
}

impl Telling {
    pub(crate) fn of(viewer: &Viewer, told: &domain::file::Told) -> Telling {
        Telling {
            entry: told.id.to_string(),
            by: viewer.member_name(&told.by),
            at: moment(told.stamp),
            compartment: told.origin.to_string(),
        }
    }
}
