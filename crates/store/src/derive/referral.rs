//! Rows of referrals: in a person's file what was sent and what became of it; in a referral's own compartment what was given.

use super::Rows;
use crate::database::Value;
use crate::problem::Problem;
use domain::id::SubjectId;
use domain::referral::{End, Referral, Snapshot};
use jiff::civil::Date;

/// What was sent of a person.
pub(super) fn sent(rows: &mut Rows<'_>, subject: &SubjectId) -> Result<(), Problem> {
    for referral in Referral::all_of(rows.file) {
        let last = referral.heard.last();
        let (ended, why) = ended(referral.ended);
        rows.insert(
            "insert into referral (compartment, file, key, subject, kept, snapshot, receiver, name, by, on_day, until_day,
             outcome, ended, why)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            [
                referral.key.bytes().into(),
                subject.bytes().into(),
                referral.sent.compartment.bytes().into(),
                referral.sent.snapshot.bytes().into(),
                referral.sent.to.bytes().into(),
                referral.sent.name.as_str().into(),
                referral.by.bytes().into(),
                referral.on.into(),
                referral.sent.until.into(),
                last.map(|a| a.outcome.as_str()).unwrap_or_default().into(),
                ended,
                why,
            ],
        )?;
    }
    Ok(())
}

/// What a partner was given.
pub(super) fn given(rows: &mut Rows<'_>) -> Result<(), Problem> {
    let Some(snapshot) = Snapshot::of(rows.file) else { return Ok(()) };
    let last = snapshot.answers.last();
    let (over, why) = ended(snapshot.over);
    rows.insert(
        "insert into referred (compartment, file, house, receiver, on_day, until_day, outcome, over, why)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [
            snapshot.terms.house.as_str().into(),
            snapshot.terms.to.bytes().into(),
            snapshot.terms.from.into(),
            snapshot.terms.until.into(),
            last.map(|a| a.outcome.as_str()).unwrap_or_default().into(),
            over,
            why,
        ],
    )
}

fn ended(ended: Option<(Date, End)>) -> (Value, Value) {
    let why = ended.map(|(_, why)| why.key()).unwrap_or_default();
    (ended.map_or(Value::Null, |(on, _)| on.into()), why.into())
}
