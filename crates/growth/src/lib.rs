//! Child growth and nutrition: WHO's growth standards (2006) and reference (2007) with their rules, the protocols of
//! nutrition programmes as data, and the statistics of nutrition surveys.
//!
//! What this crate never does: no clock, no file, no randomness, and nothing of Relais: it takes numbers and
//! gives numbers. It makes no diagnosis: what a protocol calls severe is named with the number and its source, and a
//! person decides.

mod child;
pub mod distribution;
mod indicator;
mod lms;
mod oedema;
mod power;
pub mod protocol;
pub mod survey;
mod tables;
mod trend;
mod units;
pub mod who2006;
pub mod who2007;

pub use child::{Age, DAYS_PER_MONTH, Measures, Position, Score, Sex};
pub use indicator::{Axis, INDICATORS, Indicator};
pub use lms::{Row, lms_z};
pub use oedema::{Grade, Oedema};
pub use tables::{Table, Tables};
pub use trend::{Reading, Trend};
pub use units::{AgeDays, Grams, Millimetres, Z};

/// The README's examples, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
