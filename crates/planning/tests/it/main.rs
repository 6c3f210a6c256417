//! Tests of the procedures and of how papers stand. One binary.
#![allow(clippy::unwrap_used)]

mod parse;
mod shipped;
mod standing;
mod standing_laws;
