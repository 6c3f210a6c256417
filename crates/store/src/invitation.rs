//! Invitations: a compartment that somebody at another node let a member of this one into lies among what waits until
//! that member joins it. A person decides; what arrives by itself opens nothing.

use crate::actor::Actor;
use crate::database::Database;
use crate::exchange::{Journal, waiting};
use crate::load;
use crate::node::{SHELVES, Store};
use crate::problem::Problem;
use crate::schema::JOURNAL;
use crate::shelf::{INBOX_WRAP, wrap_context};
use domain::compartment::Fact as Said;
use domain::entry::Fact;
use domain::id::{CompartmentId, EntryId, NodeId};
use journal::chance::random;
use journal::keys::{DatabaseKey, EpochKey, FileKey, InboxKeys, wrap_for};
use journal::wire::{self, Signed};

/// A compartment that waits for its member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Which.
    pub compartment: CompartmentId,
    /// Its name, by its founding.
    pub name: String,
    /// The name under which its founder stands there.
    pub founder: String,
    /// The words of its id, for the telephone: nobody can make another compartment with the same.
    pub words: String,
    /// The inbox, for letters.
    inbox: Vec<u8>,
    /// The name it is listed under; none for a payment book.
    listed: String,
}

/// What lies in the journal tables beside the entries, and leaves what waits with them when a compartment is joined.
const TABLES: [&str; 8] = ["wrap", "file_key", "chain", "named", "fork", "arriving", "part", "attachment"];

impl Store {
    /// The compartments that wait for the actor.
    pub fn invitations(&self, actor: &Actor) -> Result<Vec<Invitation>, Problem> {
        self.with_node(|u| {
            let waiting = waiting(&mut u.waiting)?;
            let mut found = Vec::new();
            let joined = u.db.query("select compartment from compartment", &[])?;
            let joined: Vec<CompartmentId> =
                joined.iter().filter_map(|r| CompartmentId::from_slice(r.blob(0))).collect();
            // What was joined and not cleared away yet, because the power went, waits for nobody.
            for compartment in waiting.into_iter().filter(|c| !joined.contains(c)) {
                found.extend(invitation(&mut u.waiting, &compartment, actor)?);
            }
            Ok(found)
        })
    }

    /// Joins a compartment that waits for the actor: it moves into a database of its own, with a key of its own.
    pub fn join(&self, actor: &Actor, compartment: &CompartmentId) -> Result<(), Problem> {
        let mut chance = self.surroundings.chance();
        let key = DatabaseKey::generate(&mut chance);
        let file = format!("{}.db", NodeId(random(&mut chance)));
        let path = self.dir.join(SHELVES).join(&file);
        let public = actor.keys.public();
        let context = crate::found::door_context(compartment, &actor.member);
        let door = wrap_for(&public.wrap, &context, key.as_bytes(), &mut chance)?;
        self.with_node(|u| {
            let invited = invitation(&mut u.waiting, compartment, actor)?;
            let invited = invited.ok_or(Problem::Unknown("compartment"))?;
            let journal = crate::node::setting(&mut u.db, "journal")?.unwrap_or_default();
            if journal.is_empty() {
                let mut own = Database::sqlite(&path, &key.as_pragma())?;
                own.define(&[JOURNAL])?;
                crate::journal_copy::carry(&mut u.waiting, compartment, &mut own)?;
            } else {
                let copy = crate::journal_copy::path_of(&path);
                crate::journal_copy::write(&mut u.waiting, compartment, &copy)?;
            }
            // Its key and its place in one transaction: one without the other would shut it for ever.
            u.db.in_one(|db| {
                db.execute(
                    "insert into compartment (compartment, path, journal, listed, inbox) values ($1, $2, $3, $4, $5)",
                    &[
                        compartment.bytes().into(),
                        file.into(),
                        journal.into(),
                        invited.listed.into(),
                        invited.inbox.into(),
                    ],
                )?;
                db.execute(
                    "insert into door (compartment, member, bytes) values ($1, $2, $3)",
                    &[compartment.bytes().into(), actor.member.bytes().into(), door.into()],
                )
                .map(|_| ())
            })
        })?;
        self.open_doors(actor)?;
        self.with_node(|u| clear_away(&mut u.waiting, compartment))?;
        self.give_missing_doors(actor)
    }
}

/// Removes from what waits a compartment that has moved out of it.
fn clear_away(waiting: &mut Database, compartment: &CompartmentId) -> Result<(), Problem> {
    // What a body says is gone with its key: bodies are let go of, and only keys are overwritten.
    waiting.batch("pragma secure_delete = off")?;
    let bodies = let_entries_go(waiting, compartment);
    waiting.batch("pragma secure_delete = on")?;
    bodies?;
    for table in TABLES {
        // tidy: columns only (the name of a table of the journal)
        let sql = format!("delete from {table} where compartment = $1");
        waiting.execute(&sql, &[compartment.bytes().into()])?;
    }
    Ok(())
}

/// Removes its entries; where nothing else waits the table is emptied as a whole, and not row by row.
fn let_entries_go(waiting: &mut Database, compartment: &CompartmentId) -> Result<(), Problem> {
    let here = [compartment.bytes().into()];
    let sql = "select exists (select 1 from entry where compartment < $1) or exists (select 1 from entry where compartment > $1)";
    let others = waiting.one(sql, &here)?.is_none_or(|row| row.int(0) != 0);
    let (sql, values) = if others {
        ("delete from entry where compartment = $1", &here[..])
    } else {
        ("delete from entry -- nothing else waits", &[][..])
    };
    waiting.execute(sql, values).map(|_| ())
}

/// The invitation of a compartment that waits, where its founding entry opens with keys wrapped to the actor and has the
/// compartment's id.
fn invitation(
    waiting: &mut Database,
    compartment: &CompartmentId,
    actor: &Actor,
) -> Result<Option<Invitation>, Problem> {
    let Some(secret) = secret(waiting, compartment, actor, &[0; 24])? else { return Ok(None) };
    let Ok(epoch) = EpochKey::from_bytes(&secret) else { return Ok(None) };
    let Some(inbox) = secret_inbox(waiting, compartment, actor)? else { return Ok(None) };
    let Some(founding) = founding(waiting, compartment, &epoch)? else { return Ok(None) };
    let mut invited = Invitation {
        compartment: *compartment,
        name: String::new(),
        founder: String::new(),
        words: journal::card::words(&compartment.0[..16]),
        inbox: Vec::new(),
        listed: String::new(),
    };
    let mut commitment = Vec::new();
    for fact in founding.entry.event.facts() {
        match fact {
            Fact::Compartment(Said::Founded { name, inbox, kind, .. }) => {
                (invited.name, invited.inbox) = (name.clone(), inbox.clone());
                invited.listed = if kind.is_apart() { String::new() } else { name.clone() };
            }
            Fact::Compartment(Said::Member { standing, .. }) => invited.founder = standing.name.clone(),
            Fact::Compartment(Said::Epoch { commitment: c }) => commitment = c.clone(),
            _ => {}
        }
    }
    let sound = commitment == epoch.commitment() && invited.inbox == inbox.public();
    Ok(sound.then_some(invited))
}

fn secret(
    waiting: &mut Database,
    compartment: &CompartmentId,
    actor: &Actor,
    which: &[u8; 24],
) -> Result<Option<zeroize::Zeroizing<Vec<u8>>>, Problem> {
    let sql = "select bytes from wrap where compartment = $1 and epoch = $2 and member = $3";
    let values = [compartment.bytes().into(), which.as_slice().into(), actor.member.bytes().into()];
    let row = waiting.one(sql, &values)?;
    let context = wrap_context(compartment, which, &actor.member);
    Ok(row.and_then(|row| actor.keys.unwrap(&context, row.blob(0)).ok()))
}

fn secret_inbox(
    waiting: &mut Database,
    compartment: &CompartmentId,
    actor: &Actor,
) -> Result<Option<InboxKeys>, Problem> {
    let secret = secret(waiting, compartment, actor, &INBOX_WRAP)?;
    Ok(secret.and_then(|secret| InboxKeys::from_secret(&secret).ok()))
}

/// The founding entry: the first of some chain, and its id is the compartment's.
fn founding(
    waiting: &mut Database,
    compartment: &CompartmentId,
    epoch: &EpochKey,
) -> Result<Option<Signed>, Problem> {
    let sql = "select node, header, body from entry where compartment = $1 and seq = 1 order by node";
    for row in waiting.query(sql, &[compartment.bytes().into()])? {
        let sealed = load::sealed(&row, 1, 2)?;
        let Some(node) = NodeId::from_slice(row.blob(0)) else { continue };
        let Ok(outer) = wire::outer(&sealed, epoch) else { continue };
        let mut journal = Journal { db: waiting, compartment: *compartment };
        let key = journal.file_keys(&[(node, 1)])?.into_iter().find(|k| k.epoch == EntryId::default());
        let key = key.and_then(|k| FileKey::unwrap(epoch, compartment, &outer.file, &k.bytes).ok());
        let signed = key.and_then(|key| outer.open(&key).ok());
        if let Some(signed) = signed.filter(|s| s.entry.id.0 == compartment.0) {
            return Ok(Some(signed));
        }
    }
    Ok(None)
}
