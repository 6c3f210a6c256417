//! Sealed notebooks: founded, their custodians named, their pages listed by code. What a page says is never here: it exists
//! in memory while it is typed and while it is shown, and nowhere else.

mod opened;
mod opening;
mod plate;

pub use opened::{Show, Shown};
pub use opening::OpeningLine;

use crate::actor::Actor;
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::compartment::{Charter, Circuit, Custodians, Fact as Control, Kind, Role, Scene};
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, MemberId};
use domain::notebook::{DRILL_DAYS, Opening, Page, page};
use domain::refusal::{Why, refuse};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A notebook the actor belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notebook {
    /// Its compartment.
    pub compartment: CompartmentId,
    /// What its custodians call it.
    pub name: String,
    /// Which of the four.
    pub kind: Kind,
    /// What the actor may do in it.
    pub role: Role,
    /// Who holds it now, and how many open it; none where nobody was named, or two keepers said different things.
    pub custodians: Option<Custodians>,
    /// Their names, in the order of `custodians`.
    pub names: Vec<String>,
    /// Whether two keepers named custodians without having seen each other.
    pub disputed: bool,
    /// Pages under a code.
    pub pages: i64,
    /// Pages that custodians of today do not hold: they want fresh keys.
    pub stale: usize,
    /// When the custodians of today last proved that they open it.
    pub proved: Option<Date>,
    /// Whether that is too long ago, or never.
    pub overdue: bool,
}

/// A page of a notebook, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLine {
    /// Its file.
    pub file: FileId,
    /// The code.
    pub code: String,
    /// Whether its text lies in another page since it was opened.
    pub followed: bool,
    /// Whether the custodians of today hold it.
    pub held: bool,
}

impl Store {
    /// Founds a notebook with the actor as keeper. It is listed nowhere.
    ///
    /// # Errors
    /// A kind that is no notebook.
    pub fn found_notebook(&self, actor: &Actor, name: &str, kind: Kind) -> Result<CompartmentId, Problem> {
        if kind.circuit().is_none() {
            return Err(refuse("kind", kind.key(), Why::Unknown).into());
        }
        self.found(actor, name, kind, Scene::Present)
    }

    /// Names who holds the shares of what is sealed from now on. For a keeper.
    ///
    /// # Errors
    /// Too few, too many, somebody who is no member, somebody who stands in the other circuit.
    pub fn name_custodians(
        &self,
        actor: &Actor,
        notebook: &CompartmentId,
        threshold: u8,
        holders: &[MemberId],
    ) -> Result<(), Problem> {
        let shelf = self.notebook_shelf(actor, notebook)?;
        if shelf.role(&actor.member) != Some(Role::Keeper) {
            return Err(Problem::NotAllowed("name custodians"));
        }
        let custodians = domain::notebook::custodians(threshold, holders)?;
        let charter = shelf.charter();
        for holder in holders {
            if !charter.role(holder).is_some_and(Role::writes) {
                return Err(refuse("custodian", holder, Why::Unknown).into());
            }
            if self.stands_across(actor, holder, circuit(&shelf))? {
                let name = charter.members.get(holder).map(|m| m.name.as_str()).unwrap_or_default();
                return Err(refuse("custodian", name, Why::OtherCircuit).into());
            }
        }
        self.write(actor, notebook, move |w| {
            let control = w.control()?;
            w.append(&control, vec![Fact::Compartment(Control::Custodians(custodians))]).map(drop)
        })
    }

    /// The notebooks the actor belongs to.
    pub fn notebooks(&self, actor: &Actor) -> Result<Vec<Notebook>, Problem> {
        let mut all = Vec::new();
        for shelf in self.notebook_shelves(actor)? {
            all.extend(self.notebook_of(actor, &shelf)?);
        }
        all.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
        Ok(all)
    }

    fn notebook_of(&self, actor: &Actor, shelf: &Shelf) -> Result<Option<Notebook>, Problem> {
        let charter = shelf.charter();
        let (Some(kind), Some(role)) = (charter.kind, shelf.role(&actor.member)) else { return Ok(None) };
        let custodians = custodians_of(&charter).ok();
        let pages = self.page_lines(shelf)?;
        let standing = pages.iter().filter(|p| !p.followed);
        let proved = self.proved(shelf)?;
        let today = self.surroundings.today(charter.scene);
        let name = |id: &MemberId| charter.members.get(id).map(|m| m.name.clone()).unwrap_or_default();
        Ok(Some(Notebook {
            compartment: shelf.id,
            name: charter.name.clone(),
            kind,
            role,
            names: custodians.iter().flat_map(|c| &c.holders).map(name).collect(),
            disputed: charter.custodians.len() > 1,
            pages: standing.clone().count() as i64,
            stale: standing.filter(|p| !p.held).count(),
            proved,
            overdue: proved.is_none_or(|on| on.saturating_add(DRILL_DAYS.days()) < today),
            custodians,
        }))
    }

    /// The pages of a notebook by code, those that stand first.
    pub fn pages(&self, actor: &Actor, notebook: &CompartmentId) -> Result<Vec<PageLine>, Problem> {
        let shelf = self.notebook_shelf(actor, notebook)?;
        self.page_lines(&shelf)
    }

    pub(crate) fn page_lines(&self, shelf: &Shelf) -> Result<Vec<PageLine>, Problem> {
        let custodians = custodians_of(&shelf.charter()).ok();
        let sql = "select file from page where compartment = $1 and proves = 0";
        let read = |file: &domain::file::File| Some((page(file)?, domain::notebook::followed(file)));
        let found = self.files_here(shelf, sql, read)?;
        // A successor has to be here, of the same code, and to name what it follows: a word alone hides no page.
        let follows: BTreeMap<FileId, (Option<FileId>, &str)> =
            found.iter().map(|(file, (page, _))| (*file, (page.follows, page.code.as_str()))).collect();
        let line = |(file, (page, by)): &(FileId, (Page, Option<FileId>))| PageLine {
            file: *file,
            code: page.code.clone(),
            followed: by.and_then(|by| follows.get(&by)) == Some(&(Some(*file), page.code.as_str())),
            held: custodians.as_ref().is_some_and(|now| page.is_held_by(now)),
        };
        let mut lines: Vec<PageLine> = found.iter().map(line).collect();
        lines.sort_by(|a, b| (a.followed, &a.code, a.file).cmp(&(b.followed, &b.code, b.file)));
        Ok(lines)
    }

    /// When the custodians of today last proved that they open it: the newest drill over a page that just they hold.
    fn proved(&self, shelf: &Shelf) -> Result<Option<Date>, Problem> {
        let charter = shelf.charter();
        let Ok(custodians) = custodians_of(&charter) else { return Ok(None) };
        let sql = "select file from opening where compartment = $1 and aim = 'drill' and done = 1 and opened is not null";
        let mut proved = None;
        for (_, drill) in self.files_here(shelf, sql, Opening::of)? {
            let (Some((on, _)), [file]) = (&drill.opened, drill.asked.pages.as_slice()) else { continue };
            let Some(page) = self.page_at(shelf, file)? else { continue };
            // Whoever says that it opened shows who gave their shares for it.
            let gave = drill.given().iter().filter(|given| page.holders().contains(&given.holder)).count();
            let sound = page.proves() && page.is_held_by(&custodians) && gave >= usize::from(page.threshold);
            if sound && proved.is_none_or(|before| before < *on) {
                proved = Some(*on);
            }
        }
        Ok(proved)
    }

    pub(crate) fn page_at(&self, shelf: &Shelf, file: &FileId) -> Result<Option<Page>, Problem> {
        shelf.with_reader(|reader| match shelf.file(reader, file) {
            Err(Problem::Unknown(_)) => Ok(None),
            found => Ok(page(&*found?)),
        })
    }

    /// Takes in the pages that were sealed into notebooks of the actor. Nobody can judge what nobody can read: what is of a
    /// sound form and held by people of the notebook becomes a page, once; what is not stays a letter.
    pub fn take_pages(&self, actor: &Actor) -> Result<(), Problem> {
        for shelf in self.notebook_shelves(actor)? {
            if !shelf.role(&actor.member).is_some_and(Role::writes) {
                continue;
            }
            let (inbox, charter) = (self.inbox(&shelf)?, shelf.charter());
            for letter in inbox.blanks() {
                self.letter_done(&shelf.id, &letter)?;
            }
            for (letter, file, page) in inbox.pages() {
                // What is no page stays a letter that somebody dealt with: it takes nobody's room.
                if admissible(&page, &charter) {
                    self.take_page(actor, &shelf, file, page)?;
                }
                self.letter_done(&shelf.id, &letter)?;
            }
        }
        self.forget_opening_keys(actor)
    }

    /// Writes a page down, where nothing lies under its file yet. What cannot be written stands in nobody's way.
    fn take_page(&self, actor: &Actor, shelf: &Shelf, file: FileId, page: Page) -> Result<(), Problem> {
        let taken = self.write(actor, &shelf.id, move |w| {
            if w.file(&file).is_ok() {
                return Ok(());
            }
            let sealed = domain::notebook::Fact::Sealed(Box::new(page));
            w.append(&file, vec![Fact::Notebook(sealed)]).map(drop)
        });
        match taken {
            Err(Problem::Journal(why)) => {
                tracing::warn!(why, "a page could not be taken in");
                Ok(())
            }
            done => done,
        }
    }

    /// The shelf of a notebook the actor belongs to.
    pub(crate) fn notebook_shelf(&self, actor: &Actor, id: &CompartmentId) -> Result<Arc<Shelf>, Problem> {
        let shelf = self.shelf(actor, id)?;
        if circuit(&shelf).is_some() { Ok(shelf) } else { Err(Problem::Unknown("notebook")) }
    }

    pub(crate) fn notebook_shelves(&self, actor: &Actor) -> Result<Vec<Arc<Shelf>>, Problem> {
        let all = self.shelves(actor, |_| true)?.into_iter();
        Ok(all.filter(|shelf| circuit(shelf).is_some()).collect())
    }

    /// Whether somebody holds shares of a notebook of the other circuit, has a plate of one here, or has ever asked for pages
    /// of one, as far as this node knows.
    pub(crate) fn stands_across(
        &self,
        actor: &Actor,
        member: &MemberId,
        own: Option<Circuit>,
    ) -> Result<bool, Problem> {
        let plates = self.plates_of(member)?;
        if plates.iter().any(|plate| plate.kind.circuit() != own) {
            return Ok(true);
        }
        for other in self.notebook_shelves(actor)? {
            if circuit(&other) == own {
                continue;
            }
            if other.charter().custodians.iter().any(|c| c.holders.contains(member)) {
                return Ok(true);
            }
            let sql = "select file from opening where compartment = $1 and by = $2
                       and aim <> 'drill' limit 1";
            let values = [other.id.bytes().into(), member.bytes().into()];
            if other.with_reader(|reader| Ok(reader.db.one(sql, &values)?.is_some()))? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

pub(crate) fn circuit(shelf: &Shelf) -> Option<Circuit> {
    shelf.charter().kind.and_then(Kind::circuit)
}

/// The custodians that stand.
///
/// # Errors
/// None was named yet; two keepers named different ones.
pub(crate) fn custodians_of(charter: &Charter) -> Result<Custodians, Problem> {
    match charter.custodians.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(refuse("custodian", "", Why::ComesFirst).into()),
        _ => Err(refuse("custodian", "", Why::Ambiguous).into()),
    }
}

/// Whether a page that came is of a sound form: held by people who keep the notebook, under a code, and no byte longer than
/// pages are.
fn admissible(page: &Page, charter: &Charter) -> bool {
    let holders: Vec<MemberId> = page.shares.iter().map(|share| share.holder).collect();
    let keeps = |holder: &MemberId| charter.role(holder).is_some_and(Role::writes);
    journal::notebook::is_sound(page)
        && holders.iter().all(keeps)
        && domain::notebook::custodians(page.threshold, &holders).is_ok()
        && domain::code::LongCode::parse(&page.code).is_some()
}
