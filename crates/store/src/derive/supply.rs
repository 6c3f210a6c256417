//! Derived rows of a store-room: the lines of its stock card. What there is follows from them when it is read.

use super::Rows;
use crate::problem::Problem;
use domain::supply::{movements, place};

pub(crate) fn rows(rows: &mut Rows<'_>) -> Result<(), Problem> {
    let (file, live) = (rows.file, rows.live);
    let Some(place) = place(file) else { return Ok(()) };
    for (key, said) in movements(file) {
        let line = said.latest();
        let by = said.last().by;
        rows.insert(
            "insert into supply (compartment, file, key, place, product, way, amount, on_day, words, by, live)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            [
                key.bytes().into(),
                place.bytes().into(),
                line.product.as_str().into(),
                line.way.as_str().into(),
                line.amount.into(),
                line.on.into(),
                line.words.as_str().into(),
                by.bytes().into(),
                live.into(),
            ],
        )?;
    }
    Ok(())
}
