//! For tests only: the cast and its houses, a clock that stands where it is put, a small language for stories, and a
//! PostgreSQL of one's own.
//!
//! It never ships: no crate depends on it but in `[dev-dependencies]`. Keyslots are cheap here, which works only where
//! the test's own `[dev-dependencies]` turn on `cheap-keyslots` of `relais-journal`. Every name is invented.

pub mod cast;
pub mod clock;
pub mod disk;
pub mod federation;
pub mod house;
pub mod memory;
#[cfg(feature = "planted")]
pub mod planted;
pub mod postgres;
#[cfg(feature = "simulation")]
pub mod simulation;
pub mod story;

pub use clock::FakeClock;
pub use disk::Disk;
pub use federation::{Post, Wire};
pub use house::{Backing, House};
pub use journal::chance::Seeded;
pub use story::Story;
