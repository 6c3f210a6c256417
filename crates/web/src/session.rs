//! Sessions: in memory only, ended by lock, by idleness, or with the process. The token is 256 random bits in a
//! strict, script-proof cookie.

use domain::planted::{Fault, planted};
use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use store::Actor;
use tokio::time::Instant;

/// Name of the session's cookie.
pub const COOKIE: &str = "relais";
/// A session ends after a working day, however busy.
const ABSOLUTE: Duration = Duration::from_secs(12 * 3600);
/// How long the passphrase that was typed stands while the second factor is looked up.
const HALF: Duration = Duration::from_secs(180);
/// Codes that may be tried for one passphrase that was typed.
const CODES: u32 = 5;
/// Wrong passphrases in a row before answers slow down.
const FREE_TRIES: u32 = 5;

struct Session {
    actor: Actor,
    began: Instant,
    seen: Instant,
    /// What the member is working on that stands nowhere on disk; gone with the session.
    holds: Vec<(&'static str, String, Held)>,
}

/// A member whose passphrase was right and whose second factor is still to come.
struct Half {
    actor: Actor,
    began: Instant,
    tried: u32,
}

/// Something in memory that lives as long as the session.
pub(crate) type Held = Arc<dyn Any + Send + Sync>;

/// The sessions of this process.
#[derive(Default)]
pub struct Sessions {
    open: Mutex<HashMap<String, Session>>,
    halves: Mutex<HashMap<String, Half>>,
    tries: Mutex<u32>,
}

impl Sessions {
    /// Opens a session; returns the token for its cookie.
    pub fn open(&self, token: [u8; 32], actor: Actor) -> String {
        let token = hex(&token);
        let now = tokio::time::Instant::now();
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.insert(token.clone(), Session { actor, began: now, seen: now, holds: Vec::new() });
        *self.tries.lock().unwrap_or_else(PoisonError::into_inner) = 0;
        token
    }

    /// Keeps a member whose second factor is still to come; what the form brings back to name them.
    pub(crate) fn half(&self, token: [u8; 32], actor: Actor) -> String {
        let token = hex(&token);
        let mut halves = self.halves.lock().unwrap_or_else(PoisonError::into_inner);
        halves.insert(token.clone(), Half { actor, began: tokio::time::Instant::now(), tried: 0 });
        token
    }

    /// The member of a half, for one try of a code; `None` once it is too late or too many were tried.
    pub(crate) fn tries(&self, half: &str) -> Option<Actor> {
        let mut halves = self.halves.lock().unwrap_or_else(PoisonError::into_inner);
        halves.retain(|_, h| h.began.elapsed() < HALF && h.tried < CODES);
        let half = halves.get_mut(half)?;
        half.tried += 1;
        Some(half.actor.clone())
    }

    /// Ends a half: its code was right.
    pub(crate) fn whole(&self, half: &str) {
        self.halves.lock().unwrap_or_else(PoisonError::into_inner).remove(half);
    }

    /// The member behind a token, if the session has not gone idle.
    pub fn actor(&self, token: &str, idle: Duration) -> Option<Actor> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let stay = planted(Fault::SessionsStay);
        open.retain(|_, s| stay || (s.seen.elapsed() < idle && s.began.elapsed() < ABSOLUTE));
        let session = open.get_mut(token)?;
        session.seen = tokio::time::Instant::now();
        Some(session.actor.clone())
    }

    /// Holds something of a room for a session under `key`, at most `most` of that room at once: its oldest goes.
    pub(crate) fn hold(&self, token: &str, room: &'static str, key: &str, what: Held, most: usize) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(session) = open.get_mut(token) else { return };
        session.holds.retain(|(r, k, _)| *r != room || k != key);
        let of_room = |(r, ..): &(&str, String, Held)| *r == room;
        if session.holds.iter().filter(|held| of_room(held)).count() >= most
            && let Some(oldest) = session.holds.iter().position(of_room)
        {
            session.holds.remove(oldest);
        }
        session.holds.push((room, key.to_string(), what));
    }

    /// What a session holds of a room, oldest first.
    pub(crate) fn held(&self, token: &str, room: &str) -> Vec<(String, Held)> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let held = open.get(token).into_iter().flat_map(|s| &s.holds);
        held.filter(|(r, ..)| *r == room).map(|(_, key, what)| (key.clone(), what.clone())).collect()
    }

    /// Lets something go.
    pub(crate) fn release(&self, token: &str, room: &str, key: &str) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(session) = open.get_mut(token) {
            session.holds.retain(|(r, k, _)| *r != room || k != key);
        }
    }

    /// Closes one session; true when it was the last.
    pub fn close(&self, token: &str) -> bool {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.remove(token);
        if open.is_empty() {
            // The lock is pressed: nobody who is halfway in keeps the node open.
            self.halves.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
        open.is_empty()
    }

    /// Closes every other session of the member of this one: their passphrase was changed.
    pub(crate) fn close_others(&self, token: &str) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(member) = open.get(token).map(|s| s.actor.member) else { return };
        open.retain(|other, s| other == token || s.actor.member != member);
        self.halves.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, h| h.actor.member != member);
    }

    /// Closes every session: nothing here opens any more.
    pub(crate) fn close_all(&self) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.halves.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Whether anybody is signed in, or about to be.
    pub fn any(&self, idle: Duration) -> bool {
        let mut halves = self.halves.lock().unwrap_or_else(PoisonError::into_inner);
        halves.retain(|_, h| h.began.elapsed() < HALF && h.tried < CODES);
        let about = !halves.is_empty();
        drop(halves);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, s| s.seen.elapsed() < idle && s.began.elapsed() < ABSOLUTE);
        about || !open.is_empty()
    }

    /// Notes a wrong passphrase; how long to wait before the answer. The cost of a guess is in the keyslots; this
    /// keeps one browser from queueing many.
    pub fn wrong(&self) -> Duration {
        if planted(Fault::GuessesFree) {
            return Duration::ZERO;
        }
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        *tries = tries.saturating_add(1);
        Duration::from_secs(u64::from(tries.saturating_sub(FREE_TRIES).min(30)))
    }
}

/// Bytes as an address or a form takes them.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
