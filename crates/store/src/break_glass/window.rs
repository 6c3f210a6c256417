//! Windows: who sees a compartment by break-glass, until when. In memory only; gone when the node locks.

use crate::actor::Actor;
use crate::node::{Store, Unlocked};
use crate::problem::Problem;
use crate::shelf::Shelf;
use crate::tracing::Known;
use domain::break_glass::WINDOW_MS;
use domain::compartment::Role;
use domain::entry::Stamp;
use domain::id::{CompartmentId, MemberId};
use std::sync::{Arc, PoisonError};

/// What stands before the purpose of a reading by break-glass.
pub(crate) const PREFIX: &str = "break-glass ";

/// A window. It ends by the clock on the wall or by the one that only runs on, whichever comes first; a clock that was put
/// back to before its beginning ends it as well.
pub(crate) struct Window {
    member: MemberId,
    from_ms: i64,
    began_ms: i64,
}

impl Window {
    pub(crate) fn new(member: MemberId, from_ms: i64, began_ms: i64) -> Window {
        Window { member, from_ms, began_ms }
    }

    fn lasts(&self, wall_ms: i64, running_ms: i64) -> bool {
        let within = |since: i64| (0..WINDOW_MS).contains(&since);
        within(wall_ms - self.from_ms) && within(running_ms - self.began_ms)
    }
}

impl Shelf {
    /// Until when `member` sees this by break-glass; `None` where they do not.
    pub(crate) fn glass(&self, member: &MemberId) -> Option<Stamp> {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.is_empty() {
            return None;
        }
        let wall = self.surroundings.now(self.charter().scene).unix_ms();
        let running = self.surroundings.clock.running_ms();
        windows.retain(|w| w.lasts(wall, running));
        let window = windows.iter().find(|w| w.member == *member)?;
        Some(Stamp::at_unix_ms(window.from_ms + WINDOW_MS))
    }

    /// What somebody may see here: by the role they were granted, else as a reader while a window of theirs lasts. For
    /// reading only; whatever writes or gives away asks [`Shelf::role`].
    pub(crate) fn sees(&self, member: &MemberId) -> Option<Role> {
        self.role(member).or_else(|| self.glass(member).map(|_| Role::Reader))
    }

    /// Whether nobody holds it but by a window, and none lasts.
    fn is_over(&self) -> bool {
        let held = !self.holders.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
        // Nobody has this id; asking lets windows go that are over.
        self.glass(&MemberId::default());
        !held && self.windows.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }
}

/// Closes what was open by a window only that is over: its keys do not stay in memory.
pub(crate) fn sweep(u: &mut Unlocked) {
    let before = u.shelves.len();
    u.shelves.retain(|_, shelf| !shelf.is_over());
    if u.shelves.len() < before {
        // The index for tracing may hold people whom somebody saw in it.
        u.known = Known::default();
    }
}

impl Store {
    /// A compartment that the actor may see, by their role or by a window; for anybody else it does not exist.
    pub(crate) fn sight(&self, actor: &Actor, id: &CompartmentId) -> Result<Arc<Shelf>, Problem> {
        let mut guard = self.unlocked.lock().unwrap_or_else(PoisonError::into_inner);
        let unlocked = guard.as_mut().ok_or(Problem::Locked)?;
        sweep(unlocked);
        let shelf = unlocked.shelves.get(id).cloned();
        shelf.filter(|s| s.sees(&actor.member).is_some()).ok_or(Problem::Unknown("compartment"))
    }

    /// Every open compartment that the actor may see in a role that `may`.
    pub(crate) fn sights(&self, actor: &Actor, may: fn(Role) -> bool) -> Result<Vec<Arc<Shelf>>, Problem> {
        let mut guard = self.unlocked.lock().unwrap_or_else(PoisonError::into_inner);
        let unlocked = guard.as_mut().ok_or(Problem::Locked)?;
        sweep(unlocked);
        let all = unlocked.shelves.values();
        Ok(all.filter(|s| s.sees(&actor.member).is_some_and(may)).cloned().collect())
    }

    /// Ends every window of the actor: they locked.
    pub fn end_glass(&self, actor: &Actor) {
        let mut guard = self.unlocked.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(unlocked) = guard.as_mut() else { return };
        for shelf in unlocked.shelves.values() {
            let mut windows = shelf.windows.lock().unwrap_or_else(PoisonError::into_inner);
            windows.retain(|w| w.member != actor.member);
        }
        sweep(unlocked);
    }

    /// The purpose of a reading as the chain has it: one by break-glass says so, and takes nothing out of the house.
    pub(crate) fn purpose_of(&self, shelf: &Shelf, actor: &Actor, purpose: &str) -> Result<String, Problem> {
        if shelf.role(&actor.member).is_some() {
            return Ok(purpose.to_string());
        }
        if purpose.starts_with("relais tracing export") {
            return Err(Problem::NotAllowed("take anything out by break-glass"));
        }
        Ok(format!("{PREFIX}{purpose}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a6_a_window_ends_by_either_clock() {
        const HOUR: i64 = 60 * 60 * 1_000;
        let check = |wall: i64, running: i64, lasts: bool| {
            let window = Window::new(MemberId([1; 16]), 1_000, 50);
            assert_eq!(window.lasts(1_000 + wall, 50 + running), lasts, "{wall} {running}");
        };
        check(0, 0, true);
        check(3 * HOUR - 1, 3 * HOUR - 1, true);
        check(3 * HOUR, HOUR, false);
        check(HOUR, 3 * HOUR, false);
        check(-1, HOUR, false);
        check(HOUR, -1, false);
    }
}
