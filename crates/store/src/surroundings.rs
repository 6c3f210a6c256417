//! What the world hands in: a clock and randomness. The binary gives the system's, tests give their own.

use domain::compartment::Scene;
use domain::entry::Stamp;
use jiff::civil::Date;
use journal::chance::Chance;
use std::sync::{Arc, Mutex, PoisonError};

/// A clock. A demonstration runs each scene at its own stated date.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970 in that scene.
    fn now_unix_ms(&self, scene: Scene) -> i64;

    /// Milliseconds since 1970 on the wall, whatever date a scene states: what another device's clock says too.
    fn wall_unix_ms(&self) -> i64 {
        self.now_unix_ms(Scene::Present)
    }

    /// Milliseconds since some moment, on a clock that nobody sets: it only runs on.
    fn running_ms(&self) -> i64;
}

/// Clock and randomness.
#[derive(Clone)]
pub struct Surroundings {
    /// The clock.
    pub clock: Arc<dyn Clock>,
    chance: Arc<Mutex<dyn Chance + Send>>,
}

impl Surroundings {
    /// From a clock and a source of randomness.
    pub fn new(clock: Arc<dyn Clock>, chance: impl Chance + Send + 'static) -> Surroundings {
        Surroundings { clock, chance: Arc::new(Mutex::new(chance)) }
    }

    /// Now, in that scene.
    pub fn now(&self, scene: Scene) -> Stamp {
        Stamp::at_unix_ms(self.clock.now_unix_ms(scene))
    }

    /// Today, in that scene.
    pub fn today(&self, scene: Scene) -> Date {
        self.now(scene).day()
    }

    /// A source of randomness of one's own for a while.
    pub fn chance(&self) -> SystemChance {
        SystemChance(self.chance.clone())
    }
}

/// The node's randomness, shared by the threads that write.
#[derive(Clone)]
pub struct SystemChance(Arc<Mutex<dyn Chance + Send>>);

impl Chance for SystemChance {
    fn fill(&mut self, out: &mut [u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill(out);
    }
}
