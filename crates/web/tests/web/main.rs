//! The pages and the API from outside: every route with every role, own and foreign files, in every language.
//!
//! Everything is generated from `web::routes()`, so that a page that is added is tested before anybody thinks of it.
//! With `UPDATE_GOLDEN=1` the role matrix and the API document are written anew.
#![allow(clippy::unwrap_used)]

extern crate relais_web as web;

mod address;
mod api;
mod ask_around;
mod audience;
mod break_glass;
mod caseload;
mod conflict;
mod consent;
mod double;
mod erasure;
mod field;
mod form;
mod golden;
mod hold;
mod house;
mod html;
mod http;
mod injected;
mod matrix;
mod member;
mod notebook;
mod openapi;
mod origin;
mod paper;
mod payment;
mod peer;
mod person;
mod placement;
mod plan;
mod planted;
mod referral;
mod registration;
mod scan;
mod scope;
mod second_factor;
mod shape;
mod sign_in;
mod subject;
mod tracing;
mod travel;
mod volet;
mod weighing;
