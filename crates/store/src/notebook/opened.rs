//! Pages opened: the record first, then the text, then fresh keys and fresh shares.
//!
//! The one-time key of the opening is destroyed at the end. What lies in the notebook afterwards, the answers among it, opens
//! nothing with any one person's keys.

use crate::actor::Actor;
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::compartment::Scene;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, MemberId};
use domain::notebook::{Aim, Answer, Fact as Told, Leaf, Opening, Page};
use domain::refusal::{Why, refuse};
use journal::chance::random;
use journal::notebook::{Holder, NotebookProblem, OpeningKey, Written, open, seal};
use std::collections::BTreeMap;
use std::sync::PoisonError;
use zeroize::Zeroizing;

/// What of the pages is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show<'a> {
    /// Every page that was asked for.
    All,
    /// Those that hold every one of these words.
    Found(&'a str),
    /// None: they get fresh keys, or prove that they open.
    Nothing,
}

/// A page that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What it says.
    pub leaf: Leaf,
    /// Who wrote it, by the name they went by.
    pub by: String,
    /// Whether that is proved by a key known here; nothing where nobody here knows them.
    pub proved: Option<bool>,
}

/// Shares by page.
type Shares = BTreeMap<FileId, Vec<(MemberId, Zeroizing<Vec<u8>>)>>;

impl Store {
    /// Opens the pages of an opening that enough custodians answered. The passphrase is asked for anew; the record is on
    /// disk before anything is shown; then every page gets a fresh key and fresh shares, for the custodians of today.
    ///
    /// # Errors
    /// A wrong passphrase; somebody else's opening, or one that is over; too few answers, from too few nodes.
    pub fn open_pages(
        &self,
        actor: &Actor,
        (notebook, file): (&CompartmentId, &FileId),
        passphrase: &str,
        show: Show<'_>,
    ) -> Result<Vec<Shown>, Problem> {
        self.is_passphrase_of(actor, passphrase)?;
        let shelf = self.notebook_shelf(actor, notebook)?;
        let opening = self.opening_at(&shelf, file)?;
        let today = self.surroundings.today(shelf.charter().scene);
        let wants = match opening.asked.aim {
            Aim::Read => matches!(show, Show::All),
            Aim::Search => matches!(show, Show::Found(_)),
            Aim::Renew | Aim::Drill => matches!(show, Show::Nothing),
        };
        if opening.by != actor.member || !opening.goes_on(today) || !wants {
            return Err(refuse("opening", file, Why::AlreadyClosed).into());
        }
        if matches!(show, Show::Found(sought) if linkage::name::tokens(sought).is_empty()) {
            return Err(refuse("sought", "", Why::Missing).into());
        }
        let key =
            self.opening_key(actor, notebook, &opening.asked.key)?.ok_or(Problem::Unknown("opening"))?;
        // Where a custodian is gone and nobody was named in their place, pages open all the same: they get fresh keys later.
        let now = self.holders_now(&shelf).ok();
        if now.is_none() && opening.asked.aim == Aim::Renew {
            return Err(refuse("custodian", "", Why::ComesFirst).into());
        }
        let pages = self.pages_of(&shelf, &opening)?;
        let (shares, used) = enough(&shelf, &opening, &key, &pages)?;
        self.record(actor, notebook, *file, used)?;
        let mut read = Vec::with_capacity(pages.len());
        for (page_file, page) in &pages {
            let Some(shares) = shares.get(page_file) else { continue };
            // A page that was spoiled, or sealed by somebody who meant harm, stands in the way of no other.
            match open(&(*notebook, *page_file), page, shares) {
                Ok(written) => read.extend(written.map(|written| (*page_file, written))),
                Err(why) if pages.len() == 1 => return Err(why.into()),
                Err(why) => tracing::warn!(%why, "a page does not open"),
            }
        }
        let shown = self.shown(notebook, &read, show);
        self.fresh_keys(actor, &shelf, file, now.as_ref(), &read, shown.len())?;
        self.forget_opening_key(notebook, opening.asked.key.bytes())?;
        Ok(shown)
    }

    /// Writes the opening down. It is on disk when this returns.
    fn record(
        &self,
        actor: &Actor,
        notebook: &CompartmentId,
        file: FileId,
        holders: Vec<MemberId>,
    ) -> Result<(), Problem> {
        #[cfg(feature = "test-rig")]
        if crate::rig::OPEN_WITHOUT_RECORD.get() {
            return Ok(());
        }
        self.write(actor, notebook, move |w| {
            let on = w.today();
            w.append(&file, vec![Fact::Notebook(Told::Opened { holders, on })]).map(drop)
        })
    }

    /// Whether this is the actor's own passphrase, whoever sits at the screen.
    fn is_passphrase_of(&self, actor: &Actor, passphrase: &str) -> Result<(), Problem> {
        let slots = self.keyslots.read().unwrap_or_else(PoisonError::into_inner);
        let secret = slots.open(&actor.name, passphrase)?;
        let slot = crate::slot::Slot::from_bytes(&secret)?;
        if slot.member == actor.member { Ok(()) } else { Err(Problem::WrongPassphrase) }
    }

    fn pages_of(&self, shelf: &Shelf, opening: &Opening) -> Result<Vec<(FileId, Page)>, Problem> {
        let mut pages = Vec::with_capacity(opening.asked.pages.len());
        for file in &opening.asked.pages {
            pages.push((*file, self.page_at(shelf, file)?.ok_or(Problem::Unknown("page"))?));
        }
        Ok(pages)
    }

    fn shown(&self, notebook: &CompartmentId, read: &[(FileId, Written)], show: Show<'_>) -> Vec<Shown> {
        let wanted = |written: &&Written| match show {
            Show::All => true,
            Show::Found(sought) => written.leaf.holds(sought),
            Show::Nothing => false,
        };
        let as_shown = |written: &Written| Shown {
            leaf: written.leaf.clone(),
            by: written.name.clone(),
            proved: self.verifying(&written.by).ok().map(|sign| written.proves(notebook, &sign)),
        };
        read.iter().map(|(_, written)| written).filter(wanted).map(as_shown).collect()
    }

    /// Seals every page anew, under another file, and says so in the old one; then says what came of the opening.
    fn fresh_keys(
        &self,
        actor: &Actor,
        shelf: &Shelf,
        file: &FileId,
        now: Option<&(u8, Vec<Holder>)>,
        read: &[(FileId, Written)],
        shown: usize,
    ) -> Result<(), Problem> {
        let mut chance = self.surroundings.chance();
        let mut fresh = Vec::with_capacity(read.len());
        for (old, written) in read {
            let Some((threshold, holders)) = now else { break };
            let new = FileId(random(&mut chance));
            let page = seal(&(shelf.id, new), Some(written), *threshold, holders, &mut chance)?;
            fresh.push((*old, new, Page { follows: Some(*old), ..page }));
        }
        let (file, renewed) = (*file, fresh.len() as u32);
        self.write(actor, &shelf.id, move |w| {
            for (old, new, page) in fresh {
                w.append(&new, vec![Fact::Notebook(Told::Sealed(Box::new(page)))])?;
                w.append(&old, vec![Fact::Notebook(Told::Followed { by: new })])?;
            }
            w.append(&file, vec![Fact::Notebook(Told::Done { shown: shown as u32, renewed })]).map(drop)
        })
    }

    /// Destroys the one-time key of an opening, in the write-ahead log as well.
    fn forget_opening_key(&self, notebook: &CompartmentId, key: &[u8]) -> Result<(), Problem> {
        self.with_node(|u| {
            let sql = "delete from opening_key where compartment = $1 and key = $2"; // node
            let gone = u.db.execute(sql, &[notebook.bytes().into(), key.into()])?;
            if gone > 0 { u.db.batch("pragma wal_checkpoint(truncate)") } else { Ok(()) }
        })
    }

    /// Openings of the actor at this node whose time is over, or that are done: their keys go.
    pub(crate) fn forget_opening_keys(&self, actor: &Actor) -> Result<(), Problem> {
        let today = crate::database::day_number(self.surroundings.today(Scene::Present));
        // Those of notebooks that somebody belongs to no more, too.
        self.with_node(|u| {
            let gone = u.db.execute("delete from opening_key where until_day < $1", &[today.into()])?; // node
            if gone > 0 { u.db.batch("pragma wal_checkpoint(truncate)") } else { Ok(()) }
        })?;
        for shelf in self.notebook_shelves(actor)? {
            let sql = "select key from opening where compartment = $1 and (done = 1 or until_day < $2)";
            let values = [shelf.id.bytes().into(), today.into()];
            let over = shelf.with_reader(|reader| reader.db.query(sql, &values))?;
            for row in &over {
                self.forget_opening_key(&shelf.id, row.blob(0))?;
            }
        }
        Ok(())
    }
}

/// The shares that came, by page, and whose they are, each from a node of its own, each the one its holder was given; of
/// pages that have as many as they need.
///
/// # Errors
/// No page has.
fn enough(
    shelf: &Shelf,
    opening: &Opening,
    key: &OpeningKey,
    pages: &[(FileId, Page)],
) -> Result<(Shares, Vec<MemberId>), Problem> {
    let mut came: Shares = BTreeMap::new();
    for given in opening.given() {
        let Answer::Gives { wraps, .. } = &given.answer else { continue };
        for wrap in wraps {
            let shares = key.unwrap((&shelf.id, &opening.asked.key), &given.holder, &wrap.0);
            for (file, share) in shares.unwrap_or_default() {
                came.entry(file).or_default().push((given.holder, share));
            }
        }
    }
    let mut sound: Shares = BTreeMap::new();
    let mut used = std::collections::BTreeSet::new();
    let mut few = None;
    for (file, page) in pages {
        let (at, mut shares) = ((shelf.id, *file), came.remove(file).unwrap_or_default());
        // Whoever gives a wrong share does not stand in the way of the others.
        shares.retain(|(holder, share)| journal::notebook::is_share(&at, page, holder, share));
        let need = usize::from(page.threshold);
        if shares.len() < need {
            few = Some(NotebookProblem::TooFew { have: shares.len(), need });
            continue;
        }
        used.extend(shares.iter().map(|(holder, _)| *holder));
        sound.insert(*file, shares);
    }
    match few {
        Some(few) if sound.is_empty() => Err(few.into()),
        _ => Ok((sound, used.into_iter().collect())),
    }
}
