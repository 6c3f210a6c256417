//! A person's file, opened for a page: the reading is in the log before anything of it is shown.

use crate::edge::Complaint;
use crate::viewer::Viewer;
use domain::compartment::Role;
use domain::id::{CompartmentId, FileId, SubjectId};
use domain::person::{Person, Volet};
use domain::transfer::Whereabouts;
use jiff::civil::Date;
use store::person::KinLine;
use store::{Problem, Volume};

/// A file with what every page of it needs.
pub(crate) struct Opened {
    /// The file and where it was found.
    pub(crate) volume: Volume,
    /// The person as the file tells.
    pub(crate) person: Person,
    /// Whose it is.
    pub(crate) subject: SubjectId,
    /// Ties, said here or in the other's file.
    pub(crate) kin: Vec<KinLine>,
    /// Whether it lives here.
    pub(crate) whereabouts: Whereabouts,
    /// Today in its scene.
    pub(crate) today: Date,
    /// What the viewer may do in its compartment.
    pub(crate) role: Option<Role>,
    /// Names of houses, as the directory lists them.
    houses: Vec<(CompartmentId, String)>,
}

impl Opened {
    /// Opens a file by its id (hexadecimal) for `purpose`.
    ///
    /// # Errors
    /// Unknown when there is no such file for this viewer.
    pub(crate) fn open(v: &Viewer, id: &str, purpose: &str) -> Result<Opened, Complaint> {
        let file = FileId::parse(id).ok_or(Problem::Unknown("file"))?;
        let volume = v.store().open_file(v.actor()?, &file, purpose)?;
        let person = Person::of(&volume.file);
        let subject = person.subject.ok_or(Problem::Unknown("file"))?;
        let kin = v.store().kin_of(v.actor()?, &subject)?;
        let whereabouts = volume.whereabouts();
        let today = v.today_in(&volume.compartment);
        let role = v.compartment(&volume.compartment).map(|c| c.role);
        let houses = v.store().directory(v.actor()?)?;
        Ok(Opened { volume, person, subject, kin, whereabouts, today, role, houses })
    }

    /// Its id.
    pub(crate) fn id(&self) -> FileId {
        self.volume.id
    }

    /// The compartment it was found in.
    pub(crate) fn compartment(&self) -> CompartmentId {
        self.volume.compartment
    }

    /// The address of a page of this file; `/people/{file}` for an empty `page`; `page` may begin with `?` or `#`.
    pub(crate) fn address(&self, page: &str) -> String {
        let slash = if page.is_empty() || page.starts_with(['#', '?']) { "" } else { "/" };
        format!("/people/{}{slash}{page}", self.volume.id)
    }

    /// The name of a house, as far as the viewer may know it.
    pub(crate) fn house(&self, v: &Viewer, id: &CompartmentId) -> String {
        let listed = || self.houses.iter().find(|(house, _)| house == id).map(|(_, name)| name.clone());
        let known = v.compartment(id).map(|c| c.name.clone()).or_else(listed);
        known.unwrap_or_else(|| v.t("person-another-house"))
    }

    /// Whether the viewer may write in it: their role writes, and the file lives here.
    pub(crate) fn writable(&self) -> bool {
        self.whereabouts == Whereabouts::Here && self.role.is_some_and(Role::writes)
    }

    /// Whether it is the administrative volet.
    pub(crate) fn administrative(&self) -> bool {
        self.person.volet == Some(Volet::Administrative)
    }

    /// The administrative file of the same person, where the viewer reads it; opened for `purpose`.
    pub(crate) fn main(&self, v: &Viewer, purpose: &str) -> Result<Option<Opened>, Complaint> {
        let volets = v.store().volets(v.actor()?, &self.subject)?;
        let main = volets.into_iter().find(|(_, _, volet, _)| volet == "administrative");
        main.map(|(file, ..)| Opened::open(v, &file.to_string(), purpose)).transpose()
    }

    /// What a window's title says of the person: the code, never the name.
    pub fn titled(&self) -> String {
        self.person.code().unwrap_or_default()
    }

    /// The name shown; the code where there is none.
    pub(crate) fn name(&self) -> String {
        self.person.shown().map(|n| n.spoken()).or_else(|| self.person.code()).unwrap_or_default()
    }
}
