//! Openings: asked for with a purpose that every custodian reads, answered by each from their own node.

use super::{Notebook, circuit, custodians_of};
use crate::actor::Actor;
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, Key, MemberId};
use domain::notebook::{Aim, Answer, Asked, Fact as Told, Opening, Page, Wrapped};
use domain::refusal::{Why, refuse};
use journal::chance::random;
use journal::keys::wrap_for;
use journal::notebook::{Holder, OpeningKey, answer, own_share, seal};
use std::collections::BTreeSet;
use std::sync::Arc;

/// An opening, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningLine {
    /// The notebook.
    pub notebook: CompartmentId,
    /// Its name.
    pub name: String,
    /// Its file.
    pub file: FileId,
    /// What was asked and answered.
    pub opening: Opening,
    /// Who asks, by name.
    pub by: String,
    /// The codes of its pages.
    pub codes: Vec<String>,
    /// How many shares it needs.
    pub threshold: u8,
    /// Whether it waits for the actor's answer.
    pub waits: bool,
    /// Whether the actor asked it, enough shares are here, and its key is at this node.
    pub ready: bool,
    /// Whether it may still be answered and done.
    pub goes_on: bool,
}

impl OpeningLine {
    /// How it stands for the actor, as commands and locale files name it.
    pub fn standing(&self) -> &'static str {
        match self {
            l if l.opening.done.is_some() => "done",
            l if l.ready => "ready",
            l if l.waits => "waits",
            l if !l.goes_on => "over",
            _ => "others",
        }
    }
}

impl Store {
    /// Asks for pages to be opened. Every custodian reads the purpose; each answers from their own node.
    ///
    /// # Errors
    /// A purpose that says too little; no page, too many; whoever stands in the other circuit.
    pub fn ask_opening(
        &self,
        actor: &Actor,
        notebook: &CompartmentId,
        aim: Aim,
        pages: &[FileId],
        purpose: &str,
    ) -> Result<FileId, Problem> {
        let shelf = self.notebook_shelf(actor, notebook)?;
        if matches!(aim, Aim::Renew | Aim::Drill) {
            custodians_of(&shelf.charter())?;
        }
        if aim != Aim::Drill && self.stands_across(actor, &actor.member, circuit(&shelf))? {
            return Err(refuse("notebook", &shelf.charter().name, Why::OtherCircuit).into());
        }
        for file in pages {
            self.page_at(&shelf, file)?.ok_or_else(|| refuse("page", file, Why::Unknown))?;
        }
        let mut chance = self.surroundings.chance();
        let opening = OpeningKey::generate(&mut chance);
        let key = Key(random(&mut chance));
        let asked = Asked {
            key,
            aim,
            purpose: purpose.trim().to_string(),
            pages: pages.to_vec(),
            to: opening.public(),
            on: self.surroundings.today(shelf.charter().scene),
        };
        let asked = asked.typed()?;
        // The key lies here before anybody can answer to it.
        let secret = opening.to_secret();
        let bytes = wrap_for(
            &actor.keys.public().wrap,
            &secret_context(notebook, &key, &actor.member),
            &secret,
            &mut chance,
        )?;
        self.with_node(|u| {
            let sql = "insert into opening_key (compartment, key, member, until_day, bytes) values ($1, $2, $3, $4, $5)"; // node
            let (here, member) = (notebook.bytes().into(), actor.member.bytes().into());
            let until = crate::database::day_number(asked.until()).into();
            u.db.execute(sql, &[here, key.bytes().into(), member, until, bytes.into()])
        })?;
        self.write(actor, notebook, move |w| {
            let file = w.new_file();
            w.append(&file, vec![Fact::Notebook(Told::Asked(asked))]).map(|_| file)
        })
    }

    /// Begins a drill: a page that says nothing is sealed for the custodians of today, and they are asked to open it.
    /// Each answer also says of how many pages that custodian's share still opens for them.
    pub fn begin_drill(&self, actor: &Actor, notebook: &CompartmentId) -> Result<FileId, Problem> {
        let shelf = self.notebook_shelf(actor, notebook)?;
        let (threshold, holders) = self.holders_now(&shelf)?;
        let mut chance = self.surroundings.chance();
        let file = FileId(random(&mut chance));
        let page = seal(&(*notebook, file), None, threshold, &holders, &mut chance)?;
        self.write(actor, notebook, move |w| {
            w.append(&file, vec![Fact::Notebook(Told::Sealed(Box::new(page)))]).map(drop)
        })?;
        let name = shelf.charter().name.clone();
        self.ask_opening(
            actor,
            notebook,
            Aim::Drill,
            &[file],
            &format!("drill of the notebook {name}: nothing is opened"),
        )
    }

    /// The custodians who stand now, with the keys shares are sealed to.
    pub(crate) fn holders_now(&self, shelf: &Shelf) -> Result<(u8, Vec<Holder>), Problem> {
        let charter = shelf.charter();
        let custodians = custodians_of(&charter)?;
        let mut holders = Vec::with_capacity(custodians.holders.len());
        for id in &custodians.holders {
            let member = charter.members.get(id).filter(|m| m.active);
            let member = member.ok_or_else(|| refuse("custodian", id, Why::Unknown))?;
            holders.push(Holder { member: *id, name: member.name.clone(), wrap: member.wrap.clone() });
        }
        Ok((custodians.threshold, holders))
    }

    /// Every opening of the notebooks the actor belongs to, those that wait first, then the newest.
    pub fn openings(&self, actor: &Actor) -> Result<Vec<OpeningLine>, Problem> {
        let mut all = Vec::new();
        for shelf in self.notebook_shelves(actor)? {
            let sql =
                "select file from opening where compartment = $1 order by done, on_day desc, file limit 200";
            for (file, opening) in self.files_here(&shelf, sql, Opening::of)? {
                all.push(self.opening_line(actor, &shelf, file, opening)?);
            }
        }
        all.sort_by_key(|line| {
            (!line.ready, !line.waits, !line.goes_on, std::cmp::Reverse(line.opening.asked.on), line.file)
        });
        Ok(all)
    }

    /// One opening.
    pub fn opening(
        &self,
        actor: &Actor,
        notebook: &CompartmentId,
        file: &FileId,
    ) -> Result<OpeningLine, Problem> {
        let shelf = self.notebook_shelf(actor, notebook)?;
        let opening = self.opening_at(&shelf, file)?;
        self.opening_line(actor, &shelf, *file, opening)
    }

    /// The opening of a file, in whichever notebook of the actor it lies.
    pub fn find_opening(&self, actor: &Actor, file: &FileId) -> Result<OpeningLine, Problem> {
        for shelf in self.notebook_shelves(actor)? {
            match self.opening_at(&shelf, file) {
                Err(Problem::Unknown(_)) => {}
                found => return self.opening_line(actor, &shelf, *file, found?),
            }
        }
        Err(Problem::Unknown("opening"))
    }

    pub(crate) fn opening_at(&self, shelf: &Shelf, file: &FileId) -> Result<Opening, Problem> {
        let folded: Arc<domain::file::File> = shelf.with_reader(|reader| shelf.file(reader, file))?;
        Opening::of(&folded).ok_or(Problem::Unknown("opening"))
    }

    fn opening_line(
        &self,
        actor: &Actor,
        shelf: &Shelf,
        file: FileId,
        opening: Opening,
    ) -> Result<OpeningLine, Problem> {
        let charter = shelf.charter();
        let mut pages: Vec<Page> = Vec::new();
        for page in &opening.asked.pages {
            pages.extend(self.page_at(shelf, page)?);
        }
        let goes_on = opening.goes_on(self.surroundings.today(charter.scene));
        let holds = pages.iter().any(|page| page.holders().contains(&actor.member));
        let answered = opening.answers.iter().any(|given| given.holder == actor.member);
        let threshold = pages.iter().map(|page| page.threshold).max().unwrap_or_default();
        let mine =
            opening.by == actor.member && self.opening_key(actor, &shelf.id, &opening.asked.key)?.is_some();
        let enough = opening.given().len() >= usize::from(threshold);
        Ok(OpeningLine {
            notebook: shelf.id,
            name: charter.name.clone(),
            file,
            by: charter.members.get(&opening.by).map(|m| m.name.clone()).unwrap_or_default(),
            codes: pages.into_iter().map(|page| page.code).filter(|code| !code.is_empty()).collect(),
            threshold,
            waits: goes_on && holds && !answered && opening.opened.is_none(),
            ready: goes_on && mine && enough,
            goes_on,
            opening,
        })
    }

    /// Answers an opening: gives the actor's shares of its pages, or refuses with a reason.
    ///
    /// # Errors
    /// It is over; the actor holds none of its pages; a share that is not the one they were given.
    pub fn answer_opening(
        &self,
        actor: &Actor,
        notebook: &CompartmentId,
        file: &FileId,
        refuses: Option<&str>,
    ) -> Result<(), Problem> {
        let shelf = self.notebook_shelf(actor, notebook)?;
        let line = self.opening(actor, notebook, file)?;
        if !line.waits {
            return Err(refuse("opening", file, Why::AlreadyClosed).into());
        }
        let holder = actor.member;
        let answer = match refuses {
            Some(why) => Answer::Refuses { why: domain::refusal::text("why", why)? },
            None => self.gives(actor, &shelf, &line.opening)?,
        };
        let file = *file;
        self.write(actor, notebook, move |w| {
            w.append(&file, vec![Fact::Notebook(Told::Answered { holder, answer })]).map(drop)
        })
    }

    /// The actor's shares of the pages of an opening. One that does not open for them is left out: a page that somebody
    /// spoiled stands in the way of no other.
    ///
    /// # Errors
    /// A drill over anything but one page that says nothing; whoever asks stands in the other circuit.
    fn gives(&self, actor: &Actor, shelf: &Shelf, opening: &Opening) -> Result<Answer, Problem> {
        let (asked, holder) = (&opening.asked, actor.member);
        let mut shares = Vec::with_capacity(asked.pages.len());
        for file in &asked.pages {
            let page = self.page_at(shelf, file)?.ok_or(Problem::Unknown("page"))?;
            // What is called a drill opens nothing: else it would be the word that opens everything.
            if asked.aim == Aim::Drill && !(page.proves() && asked.pages.len() == 1) {
                return Err(refuse("opening", "", Why::Unknown).into());
            }
            if page.holders().contains(&holder)
                && let Ok(share) = own_share(&actor.keys, &(shelf.id, *file), &page)
            {
                shares.push((*file, share));
            }
        }
        if asked.aim != Aim::Drill && self.stands_across(actor, &opening.by, circuit(shelf))? {
            return Err(refuse("opening", "", Why::OtherCircuit).into());
        }
        let mut chance = self.surroundings.chance();
        let wraps = answer((&shelf.id, &asked.key), &asked.to, &holder, &shares, &mut chance)?;
        let (sound, of) = match asked.aim {
            Aim::Drill => self.sound_shares(actor, shelf)?,
            _ => (0, 0),
        };
        Ok(Answer::Gives { wraps: wraps.into_iter().map(Wrapped).collect(), sound, of })
    }

    /// Of how many pages that stand the actor's share opens for them, and how many they hold one of.
    fn sound_shares(&self, actor: &Actor, shelf: &Shelf) -> Result<(u32, u32), Problem> {
        let standing: BTreeSet<FileId> =
            self.page_lines(shelf)?.into_iter().filter(|line| !line.followed).map(|line| line.file).collect();
        let sql = "select file from page where compartment = $1 and proves = 0";
        let pages = self.files_here(shelf, sql, domain::notebook::page)?;
        let holds = |(file, page): &&(FileId, Page)| {
            standing.contains(file) && page.holders().contains(&actor.member)
        };
        let own = pages.iter().filter(holds);
        let (mut sound, mut of) = (0, 0);
        for (file, page) in own {
            of += 1;
            sound += u32::from(own_share(&actor.keys, &(shelf.id, *file), page).is_ok());
        }
        Ok((sound, of))
    }

    /// The secret half of an opening's key, where the actor asked it at this node.
    pub(crate) fn opening_key(
        &self,
        actor: &Actor,
        notebook: &CompartmentId,
        key: &Key,
    ) -> Result<Option<OpeningKey>, Problem> {
        let sql = "select bytes from opening_key where compartment = $1 and key = $2 and member = $3"; // node
        let values = [notebook.bytes().into(), key.bytes().into(), actor.member.bytes().into()];
        let Some(row) = self.with_node(|u| u.db.one(sql, &values))? else { return Ok(None) };
        let secret = actor.keys.unwrap(&secret_context(notebook, key, &actor.member), row.blob(0))?;
        Ok(Some(OpeningKey::from_secret(&secret)?))
    }

    /// Pages whose text the custodians of today do not hold, for fresh keys.
    pub fn stale_pages(&self, actor: &Actor, notebook: &Notebook) -> Result<Vec<FileId>, Problem> {
        let pages = self.pages(actor, &notebook.compartment)?.into_iter();
        Ok(pages.filter(|page| !page.followed && !page.held).map(|page| page.file).collect())
    }
}

fn secret_context(notebook: &CompartmentId, key: &Key, member: &MemberId) -> Vec<u8> {
    [b"relais opening".as_slice(), notebook.bytes(), key.bytes(), member.bytes()].concat()
}
