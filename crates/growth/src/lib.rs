//! Child growth and nutrition: the units, the z-score formula of WHO, and oedema from the places where it is
//! seen.
//!
//! What this crate never does: no clock, no file, no randomness, and nothing of Relais: it takes numbers and
//! gives numbers. It makes no diagnosis and names no class of malnutrition.
//!
//! What is absent, not stubbed: WHO's tables (2006, 2007) with their rules of age and position, the named
//! protocols with their cut-offs and rations, growth charts, and survey statistics.

mod lms;
mod oedema;
mod units;

pub use lms::lms_z;
pub use oedema::{Grade, Oedema};
pub use units::{AgeDays, Grams, Millimetres, Z};

/// The README's examples, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
