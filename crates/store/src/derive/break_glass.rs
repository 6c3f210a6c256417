//! Derived row of an opening by break-glass: who opened, so that it is found.

use super::Rows;
use crate::problem::Problem;
use domain::break_glass::Opening;

pub(crate) fn rows(rows: &mut Rows<'_>) -> Result<(), Problem> {
    let Some(opening) = Opening::of(rows.file) else { return Ok(()) };
    rows.insert("insert into glass (compartment, file, who) values ($1, $2, $3)", [opening.by.bytes().into()])
}
