//! What the domain promises: laws over arbitrary entries, checked against a slow model, and tables of rules.
#![allow(clippy::unwrap_used)]

extern crate relais_domain as domain;

mod charter;
mod consent;
mod erasure;
mod fold;
mod indicators;
mod judge;
mod keepers;
mod kin;
mod model;
mod once;
mod payment;
mod referral;
mod saying;
mod stays;
mod transfer;
mod weighing;
