//! Derived rows of a notebook: its pages by code, and what was asked to be opened.

use super::Rows;
use crate::database::{Value, day_number};
use crate::problem::Problem;
use domain::notebook::{Opening, followed, page};

pub(crate) fn rows(rows: &mut Rows<'_>) -> Result<(), Problem> {
    if let Some(page) = page(rows.file) {
        return rows.insert(
            "insert into page (compartment, file, code, proves, followed) values ($1, $2, $3, $4, $5)",
            [page.code.as_str().into(), page.proves().into(), followed(rows.file).is_some().into()],
        );
    }
    let Some(opening) = Opening::of(rows.file) else { return Ok(()) };
    let Opening { asked, by, opened, done, .. } = opening;
    rows.insert(
        "insert into opening (compartment, file, key, aim, by, on_day, until_day, opened, done)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [
            asked.key.bytes().into(),
            asked.aim.key().into(),
            by.bytes().into(),
            day_number(asked.on).into(),
            day_number(asked.until()).into(),
            opened.map_or(Value::Null, |(on, _)| day_number(on).into()),
            done.is_some().into(),
        ],
    )
}
