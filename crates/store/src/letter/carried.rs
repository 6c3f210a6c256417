//! Letters on their way between nodes: which wait for another node, which are taken from it, and in what parts.
//!
//! A node carries for the compartments it keeps, for those whose letterboxes it knows, and for those it relays. It opens
//! none that is not its own, and bounds what it takes.

use crate::database::{Database, Row, Value};
use crate::exchange::{Journal, waiting};
use crate::letter::Sealed;
use crate::node::Store;
use crate::problem::Problem;
use domain::compartment::Scene;
use domain::id::{CompartmentId, NodeId};
use journal::exchange::{Address, Part, Waits};
use journal::letter::{LETTER_MAX, LETTER_OVERHEAD, QUESTION_LEN};

/// Most letters to one compartment that nobody has dealt with.
const LETTERS_MAX: i64 = 4_096;
/// Most bytes of them.
const BYTES_MAX: i64 = 1 << 30;

impl Store {
    /// Letters that wait here for compartments which `with` keeps, or carries for this node. What is at home here goes to
    /// those nodes only that its keepers let in.
    pub(crate) fn letters_for(&self, with: &NodeId) -> Result<Vec<Waits>, Problem> {
        self.letters_that_go(with, None)
    }

    /// The same, all or one.
    fn letters_that_go(&self, with: &NodeId, one: Option<&Waits>) -> Result<Vec<Waits>, Problem> {
        let Some((peer, _)) = self.peer(with)? else { return Ok(Vec::new()) };
        let shared = self.shared_with(with)?;
        self.with_node(|u| {
            let mut values: Vec<Value> = vec![with.bytes().into()];
            let mut sql = "select l.compartment, l.id, length(l.bytes), k.compartment is not null, b.node is not null
                       from letter l left join compartment k on k.compartment = l.compartment
                       left join letterbox b on b.compartment = l.compartment and b.node = $1
                       left join handed h on h.compartment = l.compartment and h.id = l.id and h.node = $1
                       where l.opened = 0 and h.id is null order by length(l.bytes), l.id"; // node
            if let Some(one) = one {
                values.extend([one.compartment.bytes().into(), one.letter.0.as_slice().into()]);
                sql = "select l.compartment, l.id, length(l.bytes), k.compartment is not null, b.node is not null
                       from letter l left join compartment k on k.compartment = l.compartment
                       left join letterbox b on b.compartment = l.compartment and b.node = $1
                       where l.opened = 0 and l.compartment = $2 and l.id = $3"; // node
            }
            let rows = u.db.query(sql, &values)?;
            let waits = |row: &Row| {
                let compartment = CompartmentId::from_slice(row.blob(0))?;
                let (kept_here, kept_there) = (row.int(3) == 1, row.int(4) == 1);
                let standing = u.shelves.get(&compartment).map(|s| s.charter().nodes.get(with).cloned());
                let let_in = matches!(standing, Some(Some((_, None))));
                let goes = if kept_here {
                    let_in
                } else {
                    kept_there || shared.contains(&compartment) || peer.relays
                };
                let letter = Address(row.blob(1).try_into().ok()?);
                goes.then(|| Waits { compartment, letter, total: row.int(2).unsigned_abs() })
            };
            Ok(rows.iter().filter_map(waits).collect())
        })
    }

    /// How many bytes of a letter are here; nothing where it is not taken.
    pub(crate) fn letter_here(&self, waits: &Waits) -> Result<Option<u64>, Problem> {
        let (to, id) = (waits.compartment, waits.letter.0);
        self.with_node(|u| {
            let sql = "select length(bytes) from letter where compartment = $1 and id = $2";
            if let Some(row) = u.db.one(sql, &[to.bytes().into(), id.as_slice().into()])? {
                // One that was emptied, since a file in it was erased, does not come again.
                return Ok(Some(if row.int(0) == 0 { waits.total } else { row.int(0).unsigned_abs() }));
            }
            if waits.total > longest() || !carries(&mut u.db, &to)? && !waiting(&mut u.waiting)?.contains(&to)
            {
                return Ok(None);
            }
            // Those that lapse of themselves do not stand in the way of others.
            let sql = "select count(*), coalesce(sum(length(bytes)), 0) from letter l
                       where l.compartment = $1 and l.opened = 0 and (length(l.bytes) = $2) = $3
                       and not exists (select 1 from handed h where h.compartment = $1 and h.id = l.id)"; // node
            let (question, asks) = (QUESTION_LEN as i64, waits.total == QUESTION_LEN as u64);
            let values = [to.bytes().into(), question.into(), asks.into()];
            let lying = u.db.one(sql, &values)?.map_or((0, 0), |row| (row.int(0), row.int(1)));
            if lying.0 >= LETTERS_MAX || lying.1 >= BYTES_MAX {
                return Ok(None);
            }
            let here = Journal { db: &mut u.db, compartment: to }.here_of(&id)?;
            // Rubbish that somebody laid under this name, longer than the letter: from the beginning.
            Ok(Some(if here < waits.total { here } else { 0 }))
        })
    }

    /// A part of a letter that waits for `with`.
    pub(crate) fn letter_part(
        &self,
        waits: &Waits,
        with: &NodeId,
        from: u64,
        room: usize,
    ) -> Result<Option<Part>, Problem> {
        if !self.letters_that_go(with, Some(waits))?.contains(waits) {
            return Ok(None);
        }
        let sql = "select substr(bytes, $3, $4) from letter where compartment = $1 and id = $2";
        let (begins, room) = ((from as i64).saturating_add(1), room as i64);
        let values =
            [waits.compartment.bytes().into(), waits.letter.0.as_slice().into(), begins.into(), room.into()];
        let row = self.with_node(|u| u.db.one(sql, &values))?;
        let part =
            |row: Row| Part { address: waits.letter, total: waits.total, from, bytes: row.blob(0).to_vec() };
        Ok(row.map(part).filter(|part| !part.bytes.is_empty()))
    }

    /// Lays a part of a letter behind those that are here; when the last has come and the whole has its hash, it is a
    /// letter. How many bytes of it are here now.
    pub(crate) fn take_letter_part(&self, to: &CompartmentId, part: &Part) -> Result<u64, Problem> {
        let waits = Waits { compartment: *to, letter: part.address, total: part.total };
        match self.letter_here(&waits)? {
            None => return Ok(0),
            Some(here) if here >= part.total => return Ok(here),
            Some(_) => {}
        }
        let address = part.address.0;
        let came = self.surroundings.clock.now_unix_ms(Scene::Present);
        self.with_node(|u| {
            u.db.in_one(|db| {
                bound_parts(db)?;
                let (here, whole) = Journal { db, compartment: *to }.lay_part(part, longest())?;
                let Some(whole) = whole else { return Ok(here) };
                if *blake3::hash(&whole).as_bytes() != address {
                    return Ok(0);
                }
                keep(db, to, Sealed { bytes: whole, came, waits: false })?;
                Ok(here)
            })
        })
    }

    /// `with` has the whole letter. Whoever only carries it has done its part once every node that is known to keep the
    /// compartment has it: one of them may be lost, or revoked, the day after.
    pub(crate) fn letter_handed_on(&self, waits: &Waits, with: &NodeId) -> Result<(), Problem> {
        let (to, id) = (waits.compartment, waits.letter.0);
        self.with_node(|u| {
            let values = [to.bytes().into(), id.as_slice().into(), with.bytes().into()];
            let sql = "insert into handed (compartment, id, node) select compartment, id, $3 from letter
                       where compartment = $1 and id = $2 on conflict (compartment, id, node) do nothing"; // node
            u.db.execute(sql, &values)?;
            let sql = "update letter set opened = 1 where compartment = $1 and id = $2
                       and not exists (select 1 from compartment k where k.compartment = $1)
                       and exists (select 1 from letterbox b where b.compartment = $1)
                       and not exists (select 1 from letterbox b where b.compartment = $1 and not exists
                         (select 1 from handed h where h.compartment = $1 and h.id = $2 and h.node = b.node))"; // node
            let [compartment, id, _] = values;
            u.db.execute(sql, &[compartment, id]).map(|_| ())
        })
    }
}

/// Most bytes of letters that have not come whole. Beyond them all of them begin anew: a peer that sends beginnings without
/// end fills no disk.
const PARTS_MAX: i64 = 512 << 20;

fn bound_parts(db: &mut Database) -> Result<(), Problem> {
    let lying = db.one("select coalesce(sum(length(bytes)), 0) from part", &[])?; // node
    if lying.is_some_and(|row| row.int(0) > PARTS_MAX) {
        db.execute("delete from part", &[])?; // node
    }
    Ok(())
}

/// The length of the longest letter, sealed.
fn longest() -> u64 {
    (LETTER_MAX + (4 << 20) + LETTER_OVERHEAD) as u64
}

/// Whether letters to this compartment are kept here: it is at home here, or its letterbox is known.
fn carries(db: &mut Database, to: &CompartmentId) -> Result<bool, Problem> {
    let sql = "select compartment from compartment where compartment = $1
               union all select compartment from letterbox where compartment = $1 limit 1"; // node
    Ok(db.one(sql, &[to.bytes().into()])?.is_some())
}

/// Keeps a sealed letter, once.
pub(super) fn keep(db: &mut Database, to: &CompartmentId, sealed: Sealed) -> Result<(), Problem> {
    let Sealed { bytes, came, waits } = sealed;
    let id = *blake3::hash(&bytes).as_bytes();
    let here = [to.bytes().into(), id.as_slice().into()];
    let lapses = bytes.len() == QUESTION_LEN;
    let [compartment, letter] = here.clone();
    let opened = if waits { 2i64 } else { 0 };
    let sql = "insert into letter (compartment, id, bytes, opened) values ($1, $2, $3, $4)
               on conflict (compartment, id) do nothing";
    db.execute(sql, &[compartment, letter, bytes.into(), opened.into()])?;
    if lapses {
        let [compartment, letter] = here;
        let sql = "insert into lapse (compartment, id, came) values ($1, $2, $3) on conflict (compartment, id) do nothing";
        db.execute(sql, &[compartment, letter, came.into()])?;
    }
    Ok(())
}
