//! Derived row of a question: what the list of ask-around shows.

use super::Rows;
use crate::database::day_number;
use crate::problem::Problem;
use domain::ask_around::{Answering, Asking};
use domain::id::Key;

pub(crate) fn rows(rows: &mut Rows<'_>) -> Result<(), Problem> {
    const SQL: &str = "insert into ask_around (compartment, file, key, asks, name, on_day, until_day, by, seconded, dropped,
                       houses, heard, answer) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    if let Some(asking) = Asking::of(rows.file) {
        let Asking { asked, by, second, dropped, heard } = asking;
        return rows.insert(
            SQL,
            [
                asked.key.bytes().into(),
                true.into(),
                asked.question.name().into(),
                day_number(asked.on).into(),
                day_number(asked.until()).into(),
                by.bytes().into(),
                second.is_some().into(),
                dropped.is_some().into(),
                (asked.houses.len() as i64).into(),
                (heard.len() as i64).into(),
                "".into(),
            ],
        );
    }
    let Some(Answering { received, answered }) = Answering::of(rows.file) else { return Ok(()) };
    let Some(said) = answered.as_ref().map(|said| said.last()) else { return Ok(()) };
    let key: Key = received.key;
    rows.insert(
        SQL,
        [
            key.bytes().into(),
            false.into(),
            received.question.name().into(),
            day_number(said.value.on).into(),
            day_number(received.until).into(),
            said.by.bytes().into(),
            false.into(),
            false.into(),
            0i64.into(),
            0i64.into(),
            said.value.answer.as_str().into(),
        ],
    )
}
