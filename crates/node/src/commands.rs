//! The commands, one file per noun. Each runs on an open store and writes to the context it is given.

pub mod backup;
pub mod compartment;
pub mod completions;
pub mod demo;
pub mod dossier;
pub mod double;
pub mod exit_codes;
pub mod growth;
pub mod init;
pub mod link;
pub mod log;
pub mod member;
pub mod papers;
pub mod person;
pub mod place;
pub mod placement;
pub mod proof;
pub mod register;
pub mod report;
pub mod serve;
pub mod stay;
pub mod trace;
pub mod tracing;
pub mod transfer;
