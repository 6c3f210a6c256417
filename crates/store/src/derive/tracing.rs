//! Derived row of a request: what the list of requests shows.

use super::Rows;
use crate::database::{Value, day_number};
use crate::problem::Problem;
use domain::tracing::Request;

pub(crate) fn rows(rows: &mut Rows<'_>) -> Result<(), Problem> {
    let Some(request) = Request::of(rows.file) else { return Ok(()) };
    let (inquirer, live) = (request.inquirer.latest(), rows.live);
    let names: Vec<String> = request.searches.iter().map(|search| search.sought.latest().name()).collect();
    let open = request.searches.iter().filter(|search| search.reunited.is_none()).count();
    let next =
        request.searches.iter().filter_map(|search| search.next_follow_up()).min_by_key(|(_, day)| *day);
    rows.insert(
        "insert into request (compartment, file, inquirer, place, received, sought, open, vetted, closed, step, due, record,
         live) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        [
            inquirer.name.as_str().into(),
            inquirer.from.as_str().into(),
            day_number(inquirer.received).into(),
            names.join(", ").into(),
            (open as i64).into(),
            request.is_vetted().into(),
            request.closed.is_some().into(),
            next.map(|(step, _)| step).unwrap_or_default().into(),
            next.map(|(_, day)| Value::from(day_number(day))).unwrap_or(Value::Null),
            inquirer.record.as_str().into(),
            live.into(),
        ],
    )
}
