//! What can be known and decided: entries, files, rules, folds, indicators.
//!
//! A fact is said in an [`entry::Entry`]; a [`file::File`] is the fold of its entries; rooms read a file through
//! a view of their own. This crate reads no clock, draws no randomness, touches no disk and never waits: time,
//! actor and randomness are arguments. It proposes nothing and merges nobody; where two people said different
//! things without having seen each other, both stay ([`said::Said::Many`]) until a person settles it.

pub mod code;
pub mod entry;
pub mod file;
pub mod id;
pub mod planted;
pub mod refusal;
pub mod said;

// rooms
pub mod accompaniment;
pub mod ask_around;
pub mod break_glass;
pub mod compartment;
pub mod consent;
pub mod dossier;
pub mod double;
pub mod erasure;
pub mod exposure;
pub mod health;
pub mod hold;
pub mod indicator;
pub mod kin;
pub mod note;
pub mod notebook;
pub mod origin;
pub mod payment;
pub mod person;
pub mod place;
pub mod placement;
pub mod referral;
pub mod registration;
pub mod relay_house;
pub mod retention;
pub mod stay;
pub mod subject;
pub mod supply;
pub mod tracing;
pub mod transfer;
pub mod weighing;
// end of rooms

pub use linkage::edtf::Edtf;
