//! What the store promises, told as stories of the cast on both databases, and seen broken where a switch breaks it.
//! Names begin with the id of the promise (docs/promises.md) where they prove one.
#![allow(clippy::unwrap_used)]

extern crate relais_store as store;

mod alarms;
mod ask_around;
mod backups;
mod break_glass;
mod capture;
mod caseload;
mod concurrency;
mod consent;
mod crashed;
mod doors;
mod durations;
mod erasure;
mod exchange;
mod exposure;
mod failing;
mod flipped;
mod full;
mod held;
mod hiding;
mod histories;
mod hold;
mod honest;
mod kill;
mod letters;
mod locks;
mod notebook;
mod padding;
mod payment;
mod plans;
mod planted;
mod power;
mod reads;
mod rebuilds;
mod recorded;
mod recovery;
mod referral;
mod roles;
mod seals;
mod spoiled;
mod stories;
mod subject;
mod tamper;
