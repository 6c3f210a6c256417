//! Letters: sealed to a compartment's inbox, dropped by anyone, carried to the nodes that keep it, opened by its members.

mod carried;
pub(crate) mod inbox;
pub(crate) mod message;

use crate::database::Database;
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::compartment::Scene;
use domain::id::{CompartmentId, Key};
use journal::letter::{Letter, LetterProblem, open_letter, seal_letter, seal_question};

impl Store {
    /// Seals `content` to the inbox of `to` and drops it there, and notes in the same transaction that the transfers it
    /// speaks of are on their way, so that start-up knows which letters a crash has swallowed.
    pub(crate) fn drop_letter(
        &self,
        from: &CompartmentId,
        to: &CompartmentId,
        content: &[u8],
        transfers: &[Key],
    ) -> Result<(), Problem> {
        let inbox = self.letterbox_key(to)?;
        let bytes = sealed_or(seal_letter(&inbox, from, to, content, &mut self.surroundings.chance()))?;
        let came = self.surroundings.clock.now_unix_ms(Scene::Present);
        self.with_node(|u| {
            u.db.in_one(|db| drop_in(db, from, to, Sealed { bytes, came, waits: false }, transfers))
        })
    }

    /// Keeps letters that are sealed already, all or none.
    pub(crate) fn keep_letters(&self, letters: Vec<(CompartmentId, Vec<u8>)>) -> Result<(), Problem> {
        let came = self.surroundings.clock.now_unix_ms(Scene::Present);
        self.with_node(|u| {
            u.db.in_one(|db| {
                for (to, bytes) in letters {
                    carried::keep(db, &to, Sealed { bytes, came, waits: false })?;
                }
                Ok(())
            })
        })
    }

    /// The same for a letter of ask-around. To a house of another node it waits for its turn.
    pub(crate) fn drop_question_letter(
        &self,
        from: &CompartmentId,
        to: &CompartmentId,
        content: &[u8],
        keys: &[Key],
    ) -> Result<(), Problem> {
        let inbox = self.letterbox_key(to)?;
        let bytes = sealed_or(seal_question(&inbox, from, to, content, &mut self.surroundings.chance()))?;
        let came = self.surroundings.clock.now_unix_ms(Scene::Present);
        self.with_node(|u| {
            let sql = "select compartment from compartment where compartment = $1";
            let waits = u.db.one(sql, &[to.bytes().into()])?.is_none();
            u.db.in_one(|db| drop_in(db, from, to, Sealed { bytes, came, waits }, keys))
        })
    }

    /// The key that letters to a compartment are sealed to.
    fn letterbox_key(&self, to: &CompartmentId) -> Result<Vec<u8>, Problem> {
        let sql = "select inbox from compartment where compartment = $1
                   union all select b.inbox from letterbox b where b.compartment = $1 and not exists
                     (select 1 from letterbox o where o.compartment = $1 and o.inbox <> b.inbox) limit 1"; // node
        let row = self.with_node(|u| u.db.one(sql, &[to.bytes().into()]))?;
        Ok(row.ok_or(Problem::Unknown("compartment"))?.blob(0).to_vec())
    }

    /// Whether a letter about this transfer has left `from`.
    pub(crate) fn is_sent(&self, from: &CompartmentId, transfer: &Key) -> Result<bool, Problem> {
        let values = [from.bytes().into(), transfer.bytes().into()];
        let sql = "select transfer from sent where compartment = $1 and transfer = $2";
        self.with_node(|u| Ok(u.db.one(sql, &values)?.is_some()))
    }

    /// Ids of the letters of a compartment that nobody has dealt with yet, without opening them.
    pub(crate) fn letter_ids(&self, compartment: &CompartmentId) -> Result<Vec<Vec<u8>>, Problem> {
        let sql = "select id from letter where compartment = $1 and opened = 0 order by id";
        let rows = self.with_node(|u| u.db.query(sql, &[compartment.bytes().into()]))?;
        Ok(rows.iter().map(|row| row.blob(0).to_vec()).collect())
    }

    /// A letter, opened; `None` where it does not open.
    pub(crate) fn open_letter(&self, shelf: &Shelf, id: &[u8]) -> Result<Option<Letter>, Problem> {
        let sql = "select bytes from letter where compartment = $1 and id = $2";
        let row = self.with_node(|u| u.db.one(sql, &[shelf.id.bytes().into(), id.into()]))?;
        let keys = shelf.keys.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        Ok(row.and_then(|r| open_letter(&keys.inbox, &shelf.id, r.blob(0)).ok()))
    }

    /// Marks a letter as dealt with. It stays: nothing that was sent is dropped.
    pub(crate) fn letter_done(&self, compartment: &CompartmentId, id: &[u8]) -> Result<(), Problem> {
        self.with_node(|u| {
            u.db.execute(
                "update letter set opened = 1 where compartment = $1 and id = $2",
                &[compartment.bytes().into(), id.into()],
            )
            .map(|_| ())
        })
    }
}

/// A sealed letter, when it came here, and whether it waits for its turn to leave.
pub(crate) struct Sealed {
    bytes: Vec<u8>,
    came: i64,
    waits: bool,
}

fn sealed_or(sealed: Result<Vec<u8>, LetterProblem>) -> Result<Vec<u8>, Problem> {
    sealed.map_err(|e| Problem::Journal(e.to_string()))
}

fn drop_in(
    db: &mut Database,
    from: &CompartmentId,
    to: &CompartmentId,
    sealed: Sealed,
    transfers: &[Key],
) -> Result<(), Problem> {
    carried::keep(db, to, sealed)?;
    for transfer in transfers {
        db.execute(
            "insert into sent (compartment, transfer) values ($1, $2) on conflict (compartment, transfer) do nothing",
            &[from.bytes().into(), transfer.bytes().into()],
        )?;
    }
    Ok(())
}
