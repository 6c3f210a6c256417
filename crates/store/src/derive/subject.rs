//! Derived row of a name that a person's own sheet leaves out: where the decision stands.

use super::Rows;
use crate::problem::Problem;
use domain::subject::Withholding;

pub(crate) fn rows(rows: &mut Rows<'_>) -> Result<(), Problem> {
    let Some(withholding) = Withholding::of(rows.file) else { return Ok(()) };
    rows.insert(
        "insert into withheld_name (compartment, file, member) values ($1, $2, $3)",
        [withholding.member.bytes().into()],
    )
}
