//! Restricted volets: files of their own in compartments of their own. Who does not hold one is not told that there is
//! one; health and origin differ in their records, and not in this.

use super::health::HEALTH;
use super::origin::ORIGIN;
use super::person::{Opened, headstrip, rows_under, tabs};
use crate::edge::{Answer, Complaint, shown};
use crate::form::Typed;
use crate::frame;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::compartment::{Kind, Scene};
use domain::entry::Fact;
use domain::id::{CompartmentId, EntryId, FileId, SubjectId};
use domain::person::Volet;
use maud::{Markup, html};
use store::{CompartmentInfo, Problem, Writing};

/// A restricted volet as a room of pages.
pub(crate) struct Restricted {
    /// Which volet it is.
    pub volet: Volet,
    /// The kind of compartment it lives in.
    pub kind: Kind,
    /// Its page below the person's address.
    pub page: &'static str,
    /// Its form below the person's address.
    pub form: &'static str,
    /// What the slots of its records begin with.
    pub slots: &'static str,
}

/// Every restricted volet there is a room for.
static ALL: [&Restricted; 2] = [&HEALTH, &ORIGIN];

/// The pages of volets that the viewer holds, or may begin, for this person.
pub(crate) fn pages(v: &Viewer, o: &Opened) -> Result<Vec<&'static str>, Complaint> {
    let mut held = Vec::new();
    for room in ALL {
        if room.held(v, o)? {
            held.push(room.page);
        }
    }
    Ok(held)
}

/// The page of a file that is no administrative one, reached by its own address.
pub(crate) fn of_volet(v: &Viewer, volet: Opened) -> Answer {
    let named = volet.person.volet.unwrap_or(Volet::Health);
    let room = ALL.into_iter().find(|room| room.volet == named).ok_or_else(Complaint::unknown)?;
    let main = volet.main(v, &room.purpose())?;
    shown(room.shown(v, main.as_ref().unwrap_or(&volet), Some(&volet))?)
}

impl Restricted {
    /// Purpose of a reading of its page.
    pub(crate) fn purpose(&self) -> String {
        format!("page person/{}", self.page)
    }

    /// Purpose of a reading for its form.
    pub(crate) fn form_purpose(&self) -> String {
        format!("form person/{}", self.form)
    }

    /// The file of this volet of the same person, where the viewer holds it; the one that lives, if any does.
    pub(crate) fn file(&self, v: &Viewer, o: &Opened) -> Result<Option<(FileId, CompartmentId)>, Complaint> {
        let volets = v.store().volets(v.actor()?, &o.subject)?;
        let mine = volets.iter().filter(|(_, _, volet, _)| volet == self.volet.key());
        Ok(mine.max_by_key(|(_, _, _, live)| *live).map(|(file, compartment, ..)| (*file, *compartment)))
    }

    /// Compartments in which the viewer may begin such a file for somebody of this scene.
    pub(crate) fn rooms<'a>(&self, v: &'a Viewer, o: &Opened) -> Vec<&'a CompartmentInfo> {
        self.rooms_of(v, v.compartment(&o.compartment()).map(|c| c.scene).unwrap_or_default())
    }

    /// Compartments of this volet and scene in which the viewer writes.
    pub(crate) fn rooms_of<'a>(&self, v: &'a Viewer, scene: Scene) -> Vec<&'a CompartmentInfo> {
        let begins = |c: &&CompartmentInfo| c.kind == self.kind && c.scene == scene && c.role.writes();
        v.compartments.iter().filter(begins).collect()
    }

    /// Whether the viewer holds this volet of the person, or may begin it.
    pub(crate) fn held(&self, v: &Viewer, o: &Opened) -> Result<bool, Complaint> {
        Ok(self.file(v, o)?.is_some() || !self.rooms(v, o).is_empty())
    }

    /// The volet's file, opened for `purpose`, where the viewer holds it.
    pub(crate) fn opened(&self, v: &Viewer, o: &Opened, purpose: &str) -> Result<Option<Opened>, Complaint> {
        self.file(v, o)?.map(|(file, _)| Opened::open(v, &file.to_string(), purpose)).transpose()
    }

    /// The person's file, whichever of their files the address names.
    pub(crate) fn main_file(&self, v: &Viewer, file: &str) -> Result<Opened, Complaint> {
        let o = Opened::open(v, file, &self.form_purpose())?;
        if o.administrative() {
            return Ok(o);
        }
        Ok(o.main(v, &self.form_purpose())?.unwrap_or(o))
    }

    /// Where a record goes: the file there is, or the compartment one is begun in.
    pub(crate) fn target(
        &self,
        v: &Viewer,
        o: &Opened,
        typed: &Typed,
    ) -> Result<(Option<FileId>, CompartmentId), Complaint> {
        if let Some((file, compartment)) = self.file(v, o)? {
            return Ok((Some(file), compartment));
        }
        let rooms = self.rooms(v, o);
        let asked = CompartmentId::parse(typed.get("compartment"));
        let room = rooms.iter().find(|c| Some(c.id) == asked).or(rooms.first());
        room.map(|c| (None, c.id)).ok_or_else(|| Complaint::unknown().to(v))
    }

    /// The page of the volet.
    pub(crate) async fn show(&'static self, viewer: Viewer, Path(file): Path<String>) -> Answer {
        viewer
            .run(move |v| {
                let o = Opened::open(v, &file, &self.purpose())?;
                if !o.administrative() {
                    return of_volet(v, o);
                }
                if !self.held(v, &o)? {
                    return Err(Complaint::unknown().to(v));
                }
                let volet = self.opened(v, &o, &self.purpose())?;
                shown(self.shown(v, &o, volet.as_ref())?)
            })
            .await
    }

    fn shown(&self, v: &Viewer, o: &Opened, volet: Option<&Opened>) -> Result<Markup, Complaint> {
        let heading = v.t(&format!("volet-{}", self.volet.key()));
        let body = html! {
            (headstrip(v, o))
            (tabs(v, o, self.page)?)
            @if !self.rooms(v, o).is_empty() {
                div.toolbar.no-print { a.button href=(o.address(self.form)) { (v.t(&format!("person-form-{}", self.form))) } }
            }
            section.volet data-lock="open" aria-labelledby="volet-h" {
                header { h2 #volet-h { (heading) } span.lock { (frame::mark("unlock", "icon")) (v.t("person-volet-yours")) } }
                div.body {
                    @match volet {
                        Some(volet) => { dl.facts { (rows_under(v, volet, self.slots)) (rows_under(v, volet, "note/")) } }
                        None => { p.empty { (v.t(&format!("person-{}-none", self.page))) } }
                    }
                }
            }
            (super::because::line(v, &volet.unwrap_or(o).compartment())?)
        };
        Ok(frame::page(v, &format!("{heading} · {}", o.titled()), body))
    }

    /// Says something in the volet's file, which it begins where there is none; with sight of what the form showed,
    /// where it showed anything.
    pub(crate) fn say(
        &self,
        w: &mut Writing<'_>,
        file: Option<FileId>,
        subject: SubjectId,
        typed: &Typed,
        facts: Vec<Fact>,
    ) -> Result<(), Problem> {
        let seen =
            typed.has("seen").then(|| typed.get("seen").split(' ').filter_map(EntryId::parse).collect());
        match (file, seen) {
            (None, _) => w.register(Some(subject), self.volet, facts).map(drop),
            (Some(file), Some(seen)) => w.append_after(&file, seen, facts).map(drop),
            (Some(file), None) => w.append(&file, facts).map(drop),
        }
    }

    /// The compartments to choose from, by id and name.
    pub(crate) fn choices(&self, v: &Viewer, o: &Opened) -> Vec<(String, String)> {
        self.rooms(v, o).iter().map(|c| (c.id.to_string(), c.name.clone())).collect()
    }
}
