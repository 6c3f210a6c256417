//! Registers in and out, as a whole: one binary for all stories of this crate. Names are invented.

#![allow(clippy::unwrap_used)]

extern crate relais_register as register;

mod hostile;
mod mapping;
mod pfif;
mod planted;
mod reading;
mod round_trip;
mod rows;

use register::{Mapping, Problem, Row, Table};

/// Reads a register with the guessed mapping; problems of the table come before those of the rows.
fn import(bytes: &[u8]) -> (Table, Vec<Row>, Vec<Problem>) {
    let table = register::read(bytes, "list.csv").unwrap();
    let guess = Mapping::guess(&table);
    let (rows, found) = register::rows(&table, &guess.mapping, "list.csv");
    let mut problems = table.problems.clone();
    problems.extend(found);
    (table, rows, problems)
}
