//! Papers as they leave the program: what can be read out of them, what their structure says, what a hostile name does.
//!
//! With `RELAIS_SHEETS=folder` every paper is also written there, to be looked at.

#![allow(clippy::unwrap_used)]

mod dossier;
mod lists;
mod procedure;
mod report;
mod sheet;
