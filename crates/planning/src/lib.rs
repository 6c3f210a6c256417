//! Two engines that propose: which paper to ask for when, and which child could go to which home.
//!
//! A [`Procedure`] is a versioned data file: the papers an authority wants, who issues
//! them, what each needs first, how long it stays valid, what the silence of the office means and from which
//! day. [`papers::standing`] lays one person's papers against it for a given day.
//!
//! What this crate never does: it reads no clock and no file, draws no randomness, knows no person and no
//! database, and it decides nothing. Today is an argument; what it returns is a proposal that a person acts
//! on.
//!
//! [`placement`] lays children against homes and proposes who could go where, with reasons and a bound. [`language`] says which
//! words are one language; [`holiday`], on which days offices are closed.
//!
//! [`papers::plan`] says for one dossier what to ask for today, when each paper must be asked for at the earliest and the
//! latest, which chain decides the day, and how likely it is that all hold on it. [`papers::learnt`] corrects the days that a
//! procedure states by what was seen. [`papers::camp`] puts a whole camp in line, where an office takes so many requests a day.

mod audience;
mod check;
mod cycle;
pub mod holiday;
pub mod language;
pub mod papers;
pub mod placement;
mod problem;
pub mod procedure;
mod reading;
mod shipped;
mod standing;
mod text;

pub use audience::Audience;
pub use cycle::draw;
pub use problem::Problem;
pub use procedure::Procedure;
pub use shipped::{find, newest, shipped};
pub use text::Text;

/// The README's examples, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
