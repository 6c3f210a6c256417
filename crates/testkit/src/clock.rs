//! A clock that stands where a test puts it. It never looks at the time of day.

use domain::compartment::Scene;
use jiff::civil::Date;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// The same clock in every clone and in both scenes.
#[derive(Clone, Debug)]
pub struct FakeClock {
    wall: Arc<AtomicI64>,
    running: Arc<AtomicI64>,
}

impl FakeClock {
    /// A clock at noon of `day`.
    pub fn at(day: Date) -> FakeClock {
        FakeClock { wall: Arc::new(AtomicI64::new(noon(day))), running: Arc::default() }
    }

    /// Moves to noon of `day`, forward or back.
    pub fn set(&self, day: Date) {
        self.wall.store(noon(day), Ordering::SeqCst);
    }

    /// Moves by milliseconds.
    pub fn advance_ms(&self, ms: i64) {
        self.wall.fetch_add(ms, Ordering::SeqCst);
        self.running.fetch_add(ms.max(0), Ordering::SeqCst);
    }

    /// Time passes, and somebody puts the clock on the wall back by as much.
    pub fn passes_unseen_ms(&self, ms: i64) {
        self.running.fetch_add(ms, Ordering::SeqCst);
    }
}

impl store::Clock for FakeClock {
    fn now_unix_ms(&self, _scene: Scene) -> i64 {
        self.wall.load(Ordering::SeqCst)
    }

    fn running_ms(&self) -> i64 {
        self.running.load(Ordering::SeqCst)
    }
}

fn noon(day: Date) -> i64 {
    i64::from((day - jiff::civil::date(1970, 1, 1)).get_days()) * DAY_MS + DAY_MS / 2
}
