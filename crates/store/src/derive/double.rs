//! Derived rows of what people said of this person and others.

use super::Rows;
use crate::problem::Problem;
use domain::double::judgements;
use domain::id::SubjectId;

pub(crate) fn rows(rows: &mut Rows<'_>, subject: &SubjectId) -> Result<(), Problem> {
    let (file, live) = (rows.file, rows.live);
    for (other, said) in judgements(file) {
        let judgement = said.latest();
        let last = said.last();
        rows.insert(
            "insert into double (compartment, file, other, subject, verdict, rests_on, why, by, stamp, live)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            [
                other.bytes().into(),
                subject.bytes().into(),
                // Two who disagree leave it undecided: it is asked again.
                if said.disputed() { "" } else { judgement.verdict.as_str() }.into(),
                judgement.rests_on.as_str().into(),
                judgement.why.as_str().into(),
                last.by.bytes().into(),
                (last.stamp.0 as i64).into(),
                live.into(),
            ],
        )?;
    }
    Ok(())
}
