//! The journal's formats: what they promise, and that each promise can be seen broken.
#![allow(clippy::unwrap_used)]

extern crate relais_journal as journal;

mod attachments;
mod binding;
mod bodies;
mod decoders;
mod exchange;
mod fixture;
mod golden;
mod keys;
mod keyslots;
mod letters;
mod notebook;
mod planted;
mod sealing;
