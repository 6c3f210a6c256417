//! Which paper to ask for when: procedures as data, and how one person's papers stand today.
//!
//! A [`Procedure`] is a versioned data file: the papers an authority wants, who issues
//! them, what each needs first, how long it stays valid, what the silence of the office means and from which
//! day. [`papers::standing`] lays one person's papers against it for a given day.
//!
//! What this crate never does: it reads no clock and no file, draws no randomness, knows no person and no
//! database, and it decides nothing. Today is an argument; what it returns is a proposal that a person acts
//! on.
//!
//! What is absent, not stubbed: the planner (latest start of each paper, critical chain, chance that all are
//! valid on one day) and the placement planner.

mod check;
mod cycle;
pub mod papers;
mod problem;
pub mod procedure;
mod reading;
mod shipped;
mod standing;
mod text;

pub use cycle::draw;
pub use problem::Problem;
pub use procedure::Procedure;
pub use shipped::{find, newest, shipped};
pub use text::Text;

/// The README's examples, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
