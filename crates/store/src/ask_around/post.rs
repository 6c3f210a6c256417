//! Letters of ask-around on their way: one of one size leaves the node at a time, and one that only fills where none waits.

use super::{message, token};
use crate::actor::Actor;
use crate::letter::message::{Message, encode};
use crate::node::{Store, set, setting};
use crate::problem::Problem;
use domain::ask_around::DAYS;
use domain::compartment::{Role, Scene};
use domain::id::{CompartmentId, Key};
use journal::chance::random;
use journal::letter::QUESTION_LEN;

/// Least time between two of them, so that a node which meets others every minute is not told by its many letters.
const BETWEEN_MS: i64 = 60 * 60 * 1_000;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// The setting that says when the last one left.
const LEFT: &str = "ask-around-left";

impl Store {
    /// Posts the questions that a second person let go and that were not posted yet: those to houses of this node at once,
    /// others one at a time.
    pub(super) fn post_questions(&self, actor: &Actor) -> Result<(), Problem> {
        for shelf in self.shelves(actor, Role::writes)? {
            let (scene, name) = (shelf.charter().scene, shelf.charter().name.clone());
            let today = self.surroundings.today(scene);
            for (_, asking) in self.asking_here(&shelf)? {
                if !asking.goes_on(today) {
                    continue;
                }
                for house in &asking.asked.houses {
                    let message = message(&asking.asked, &name, house);
                    self.post(&shelf.id, house, &message, &token(&asking.asked.key, house))?;
                }
            }
        }
        Ok(())
    }

    /// Posts the answers that say something and were not posted yet.
    pub(super) fn post_answers(&self, actor: &Actor) -> Result<(), Problem> {
        for shelf in self.shelves(actor, Role::writes)? {
            for (_, answering) in self.answered_here(&shelf)? {
                let Some(reply) = answering.answered.map(|said| said.latest().clone()) else { continue };
                let (key, from) = (answering.received.key, answering.received.from);
                self.post(&shelf.id, &from, &Message::Answer { key, reply }, &key)?;
            }
        }
        Ok(())
    }

    /// Posts one letter, once. A house that is no longer known is passed over.
    fn post(
        &self,
        from: &CompartmentId,
        to: &CompartmentId,
        message: &Message,
        key: &Key,
    ) -> Result<(), Problem> {
        if self.is_sent(from, key)? {
            return Ok(());
        }
        match self.drop_question_letter(from, to, &encode(message)?, &[*key]) {
            // A house that is no longer known, a question too long for its letter: the others go on.
            Err(Problem::Unknown(_) | Problem::Journal(_)) => Ok(()),
            done => done,
        }
    }

    /// What a node does before it meets another: one letter of ask-around leaves, a question or an answer where one waits and
    /// else one that only fills; those that have lapsed are let go unopened.
    /// At most one an hour between nodes that meet; a bundle always takes one, since nobody sees its letters.
    pub(crate) fn release_question(&self, bundle: bool) -> Result<(), Problem> {
        let now = self.surroundings.clock.now_unix_ms(Scene::Present);
        let last = self.with_node(|u| setting(&mut u.db, LEFT))?.and_then(|at| at.parse::<i64>().ok());
        if !bundle && last.is_some_and(|last| (0..BETWEEN_MS).contains(&(now - last))) {
            return Ok(());
        }
        let released = self.with_node(|u| {
            // What is at home here waits for its reader, however late; what waits for its turn has not left yet.
            let sql = "delete from letter where length(bytes) = $1 and opened <> 2 and exists (select 1 from lapse l
                       where l.compartment = letter.compartment and l.id = letter.id and l.came < $2)
                       and (opened = 1 or not exists
                         (select 1 from compartment k where k.compartment = letter.compartment))"; // node
            let lapsed = now - (DAYS + 1) * DAY_MS;
            u.db.execute(sql, &[(QUESTION_LEN as i64).into(), lapsed.into()])?;
            let sql = "delete from lapse where not exists (select 1 from letter w
                       where w.compartment = lapse.compartment and w.id = lapse.id)"; // node
            u.db.execute(sql, &[])?;
            set(&mut u.db, LEFT, &now.to_string())?;
            let sql = "update letter set opened = 0 where opened = 2 and id = (select l.id from lapse l
                       join letter w on w.compartment = l.compartment and w.id = l.id
                       where w.opened = 2 order by l.came, l.id limit 1)"; // node
            u.db.execute(sql, &[])
        })?;
        if released == 0 { self.fill() } else { Ok(()) }
    }

    /// A letter that only fills, to some house of another node.
    fn fill(&self) -> Result<(), Problem> {
        let sql = "select distinct compartment from letterbox where listed <> '' order by compartment";
        let known = self.with_node(|u| u.db.query(sql, &[]))?;
        let houses: Vec<CompartmentId> =
            known.iter().filter_map(|row| CompartmentId::from_slice(row.blob(0))).collect();
        if houses.is_empty() {
            return Ok(());
        }
        let draw = u64::from_le_bytes(random(&mut self.surroundings.chance())) % houses.len() as u64;
        let to = houses[draw as usize];
        self.drop_question_letter(&to, &to, &encode(&Message::Filler)?, &[])?;
        let sql = "update letter set opened = 0 where opened = 2 and compartment = $1";
        self.with_node(|u| u.db.execute(sql, &[to.bytes().into()])).map(|_| ())
    }
}
