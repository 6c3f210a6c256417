//! Rows of an erasure: what it is of, what it names, which nodes have carried it out.

use super::Rows;
use crate::database::Value;
use crate::problem::Problem;
use domain::erasure::Erasing;

pub(super) fn rows(rows: &mut Rows<'_>) -> Result<(), Problem> {
    let Some(erasing) = Erasing::of(rows.file) else { return Ok(()) };
    let second = erasing.carried_out.first();
    rows.insert(
        "insert into erasure (compartment, file, target, reason, told, by, on_day, second, second_day, entries, dropped)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        [
            erasing.file.bytes().into(),
            erasing.reason.key().into(),
            i64::from(erasing.told).into(),
            erasing.by.bytes().into(),
            erasing.on.into(),
            second.map_or(Value::Null, |s| s.by.bytes().into()),
            second.map_or(Value::Null, |s| s.on.into()),
            erasing.carried_out.iter().map(|c| i64::from(c.entries)).max().unwrap_or(0).into(),
            i64::from(erasing.dropped).into(),
        ],
    )?;
    for what in erasing.carried_out.iter().flat_map(|c| &c.named) {
        rows.insert(
            "insert into erased (compartment, file, what) values ($1, $2, $3) on conflict (compartment, what, file) do nothing",
            [what.as_slice().into()],
        )?;
    }
    for (node, on) in &erasing.destroyed {
        rows.insert(
            "insert into receipt (compartment, file, node, on_day) values ($1, $2, $3, $4)",
            [node.bytes().into(), (*on).into()],
        )?;
    }
    Ok(())
}
