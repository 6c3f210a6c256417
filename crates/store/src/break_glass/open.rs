//! Opening by break-glass: two passphrases, a reason, the record, and only then a window.

use super::boxed::{self, Joined};
use super::{openings, role_in, window::Window};
use crate::actor::Actor;
use crate::node::{SHELVES, Store, Unlocked};
use crate::problem::Problem;
use crate::shelf::{Door, Shelf};
use crate::slot::Slot;
use crate::writer::Desk;
use domain::break_glass::{Fact as Told, Opened, WINDOW_MS, reason};
use domain::entry::{Fact, Stamp};
use domain::id::{CompartmentId, FileId};
use domain::refusal::{Why, refuse};
use journal::chance::random;
use journal::keys::{DatabaseKey, MemberKeys};
use journal::wire::{self, Draft};
use std::sync::{Arc, PoisonError};

impl Store {
    /// Opens a compartment that the actor was not granted, together with a second member who gives their passphrase, to read
    /// in it for three hours. The record is on disk before this returns; returns until when.
    ///
    /// # Errors
    /// [`Problem::WrongPassphrase`] of the second person; one and the same person; no reason; a compartment that is not
    /// armed for the two, or whose keys have changed; one that the actor was granted; an opening of theirs that no keeper
    /// has looked at; a record that cannot be written.
    pub fn break_glass(
        &self,
        actor: &Actor,
        second: (&str, &str),
        code: Option<&str>,
        compartment: &CompartmentId,
        why: &str,
    ) -> Result<Stamp, Problem> {
        let why = reason(why)?;
        let with = self.second_person(second.0, second.1)?;
        if let Some(code) = code {
            self.takes_code(&with.member, code)?;
        }
        if with.member == actor.member {
            return Err(refuse("glass_with", &with.name, Why::NeedsSecondPerson).into());
        }
        if self.sight(actor, compartment).is_ok() {
            return Err(refuse("glass_house", "", Why::AlreadyThere).into());
        }
        let joined = self.joined(actor, &with, compartment)?;
        self.with_node(|u| {
            let shelf = opened(self, u, compartment, &joined)?;
            let until = self.recorded(&shelf, u, actor, &with, &joined, why)?;
            u.shelves.entry(*compartment).or_insert(shelf);
            Ok(until)
        })
    }

    /// Whoever has that name and passphrase. Opens nothing for them.
    pub(crate) fn second_person(&self, name: &str, passphrase: &str) -> Result<Actor, Problem> {
        let secret = self.keyslots.read().unwrap_or_else(PoisonError::into_inner).open(name, passphrase)?;
        let slot = Slot::from_bytes(&secret)?;
        let keys = Arc::new(MemberKeys::from_secret(slot.member, &slot.keys)?);
        Ok(Actor { member: slot.member, name: name.to_string(), keys })
    }

    /// Looks whether it may be opened, writes the record, and opens the window: in that order, in one go.
    fn recorded(
        &self,
        shelf: &Arc<Shelf>,
        u: &Unlocked,
        actor: &Actor,
        with: &Actor,
        joined: &Joined,
        why: String,
    ) -> Result<Stamp, Problem> {
        let charter = shelf.charter();
        let armed = charter.break_glass.get(&u.node).and_then(Option::as_ref);
        let armed = armed.filter(|a| a.key == joined.key && a.lock == joined.lock());
        let armed = armed.ok_or(Problem::Unknown("compartment"))?;
        if armed.person(&actor.member).is_none() || armed.person(&with.member).is_none() {
            return Err(Problem::Unknown("compartment"));
        }
        if armed.epoch != shelf.epoch() || !shelf.submit(|desk| Ok(desk.judge()?.epoch_is_safe()))? {
            return Err(refuse("glass_house", &charter.name, Why::AlreadyClosed).into());
        }
        let role = role_in(shelf);
        let again =
            openings(shelf)?.iter().any(|(_, o)| o.by == actor.member && o.looked_at(&role).is_none());
        if again {
            return Err(refuse("glass_house", &charter.name, Why::ComesFirst).into());
        }
        let now = self.surroundings.now(charter.scene);
        let until = Stamp::at_unix_ms(now.unix_ms() + WINDOW_MS);
        let opened = Opened {
            name: actor.name.clone(),
            with: with.member,
            with_name: with.name.clone(),
            why,
            from: now,
            until,
        };
        let file = FileId(random(&mut self.surroundings.chance()));
        let silent = silent();
        let (one, other) = (actor.keys.clone(), with.keys.clone());
        shelf.submit(move |desk| {
            if silent {
                return Ok(());
            }
            desk.glass_says(&one, &file, Told::Opened(opened), now)?;
            desk.glass_says(&other, &file, Told::Agreed, now)
        })?;
        let running = self.surroundings.clock.running_ms();
        let window = Window::new(actor.member, now.unix_ms(), running);
        shelf.windows.lock().unwrap_or_else(PoisonError::into_inner).push(window);
        Ok(until)
    }
}

/// The compartment, as it is open already or opened with what the box holds. The box has to open in either case.
fn opened(
    store: &Store,
    u: &mut Unlocked,
    compartment: &CompartmentId,
    joined: &Joined,
) -> Result<Arc<Shelf>, Problem> {
    let content = boxed::content(&mut u.db, compartment, joined)?;
    if let Some(shelf) = u.shelves.get(compartment) {
        return Ok(shelf.clone());
    }
    let sql = "select path, journal from compartment where compartment = $1";
    let row = u.db.one(sql, &[compartment.bytes().into()])?.ok_or(Problem::Unknown("compartment"))?;
    let door = Door {
        compartment: *compartment,
        path: store.dir.join(SHELVES).join(row.text(0)),
        pragma: DatabaseKey::from_bytes(&content.door)?.as_pragma(),
        journal: row.text(1).to_string(),
    };
    Shelf::open_with(door, u.node, u.node_key.clone(), content.keyring, store.surroundings.clone())
}

/// The switch that breaks A6.
#[cfg(feature = "test-rig")]
fn silent() -> bool {
    crate::rig::GLASS_WITHOUT_RECORD.get()
}

#[cfg(not(feature = "test-rig"))]
fn silent() -> bool {
    false
}

impl Desk {
    /// Writes what one of the two says, by their own signature. They need no role here: the keeper who armed it named them.
    fn glass_says(
        &mut self,
        keys: &MemberKeys,
        file: &FileId,
        told: Told,
        now: Stamp,
    ) -> Result<(), Problem> {
        let after = self.entries(file)?.iter().map(|e| e.id).collect();
        let draft = Draft {
            origin: self.compartment,
            file: *file,
            on: self.node,
            stamp: self.chain.stamp.next(now),
            after,
            control: self.charter.heads.clone(),
            facts: vec![Fact::BreakGlass(told)],
        };
        let signed = wire::write(keys, draft, &mut self.shelf()?.surroundings.chance())?;
        self.insert(signed).map(drop)
    }
}
