//! The row of a hold: what it is on, why, and whether it stands.

use super::Rows;
use crate::database::Value;
use crate::problem::Problem;
use domain::hold::{Held, Holding};

pub(super) fn rows(rows: &mut Rows<'_>) -> Result<(), Problem> {
    let Some(holding) = Holding::of(rows.file) else { return Ok(()) };
    let (target, subject) = match holding.placed.held {
        Held::File(file) => (Value::from(file.bytes()), Value::Null),
        Held::Subject(subject) => (Value::Null, Value::from(subject.bytes())),
    };
    let lifted = holding.lifted.as_ref();
    rows.insert(
        "insert into hold (compartment, file, target, subject, reason, reference, since, by, lifted_by, lifted_day)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        [
            target,
            subject,
            holding.placed.reason.key().into(),
            holding.placed.reference.clone().into(),
            holding.placed.since.into(),
            holding.by.bytes().into(),
            lifted.map_or(Value::Null, |(by, ..)| by.bytes().into()),
            lifted.map_or(Value::Null, |(_, on, _)| (*on).into()),
        ],
    )
}
