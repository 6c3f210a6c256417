//! A clock that stands where a test puts it. It never looks at the time of day.

use domain::compartment::Scene;
use jiff::civil::Date;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// The same clock in every clone and in both scenes.
#[derive(Clone, Debug)]
pub struct FakeClock(Arc<AtomicI64>);

impl FakeClock {
    /// A clock at noon of `day`.
    pub fn at(day: Date) -> FakeClock {
        FakeClock(Arc::new(AtomicI64::new(noon(day))))
    }

    /// Moves to noon of `day`, forward or back.
    pub fn set(&self, day: Date) {
        self.0.store(noon(day), Ordering::SeqCst);
    }

    /// Moves by milliseconds.
    pub fn advance_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl store::Clock for FakeClock {
    fn now_unix_ms(&self, _scene: Scene) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

fn noon(day: Date) -> i64 {
    i64::from((day - jiff::civil::date(1970, 1, 1)).get_days()) * DAY_MS + DAY_MS / 2
}
