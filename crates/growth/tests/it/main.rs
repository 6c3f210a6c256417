//! The engine against what WHO's own software gives, against ports of the rules, and against its laws.
#![allow(clippy::unwrap_used)]

mod formula;
mod laws;
mod protocol;
mod scores;
mod survey;
mod tables;
