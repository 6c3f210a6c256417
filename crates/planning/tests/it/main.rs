//! Tests of the procedures and of how papers stand. One binary.
#![allow(clippy::unwrap_used)]

mod camp;
mod history;
mod holiday;
mod parse;
mod placement_laws;
mod placement_reading;
mod plan;
mod shipped;
mod standing;
mod standing_laws;
