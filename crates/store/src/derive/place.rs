//! Derived rows of places and convoys.

use super::Rows;
use crate::database::{Value, day_number};
use crate::problem::Problem;
use domain::Edtf;
use domain::place::Place;

fn first_day(on: &Option<Edtf>) -> Value {
    on.as_ref().and_then(|e| e.bounds().earliest).map(day_number).into()
}

/// A place with its beds.
pub fn place(rows: &mut Rows<'_>) -> Result<(), Problem> {
    let place = Place::of(rows.file);
    let Some((kind, name)) = place.kind_and_name() else { return Ok(()) };
    let (commune, region, country) = place.located.clone().unwrap_or_default();
    rows.insert(
        "insert into place (compartment, file, kind, name, within, commune, region, country, capacity, opened, closed,
         confirm_hours, offers, languages) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        [
            kind.key().into(),
            name.into(),
            place.within.map(|w| Value::from(w.bytes())).unwrap_or(Value::Null),
            commune.into(),
            region.into(),
            country.into(),
            place.capacity().into(),
            first_day(&place.opened),
            first_day(&place.closed),
            place.confirm_within.unwrap_or(24).into(),
            place.offers.join("\n").into(),
            place.languages.join("\n").into(),
        ],
    )?;
    for (key, beds) in &place.beds {
        rows.insert(
            "insert into beds (compartment, file, key, sex, from_age, to_age, count, blocked)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
            [
                key.bytes().into(),
                beds.sex.as_str().into(),
                i64::from(beds.from_age).into(),
                i64::from(beds.to_age).into(),
                beds.count.into(),
                beds.blocked.into(),
            ],
        )?;
    }
    Ok(())
}

/// A convoy.
pub fn convoy(rows: &mut Rows<'_>) -> Result<(), Problem> {
    let Some(said) = domain::relay_house::convoy(rows.file) else { return Ok(()) };
    let convoy = said.latest();
    rows.insert(
        "insert into convoy (compartment, file, name, on_day, origin, escorts, route, confirm_hours)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            convoy.name.as_str().into(),
            convoy.on.into(),
            convoy.from.bytes().into(),
            convoy.escorts.as_str().into(),
            convoy.route.as_str().into(),
            convoy.confirm_within_hours.into(),
        ],
    )
}
