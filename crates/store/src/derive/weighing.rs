//! Derived rows of weighings and programmes. No score is stored: it needs birth and sex, which stand in another file.

use super::Rows;
use crate::database::Value;
use crate::problem::Problem;
use domain::id::SubjectId;
use domain::weighing::{programmes, weighings};

pub(crate) fn rows(rows: &mut Rows<'_>, subject: &SubjectId) -> Result<(), Problem> {
    let (file, live) = (rows.file, rows.live);
    for (key, said) in weighings(file) {
        let w = said.latest();
        rows.insert(
            "insert into weighing (compartment, file, key, subject, on_day, weight_g, height_mm, position, muac_mm,
             looked_for, oedema, appetite, complications, live)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            [
                key.bytes().into(),
                subject.bytes().into(),
                w.on.into(),
                w.weight_g.into(),
                w.height_mm.into(),
                w.position.clone().unwrap_or_default().into(),
                w.muac_mm.into(),
                w.oedema_looked_for.into(),
                w.oedema.join(" ").into(),
                w.appetite.clone().unwrap_or_default().into(),
                w.complications.join(" ").into(),
                live.into(),
            ],
        )?;
    }
    for programme in programmes(file) {
        let admission = programme.admission.latest();
        let leaving = programme.leaving.as_ref().map(|l| l.latest());
        rows.insert(
            "insert into programme (compartment, file, key, subject, programme, protocol, version, ration, sachets,
             milk_ml, from_day, until_day, outcome, live)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            [
                programme.key.bytes().into(),
                subject.bytes().into(),
                admission.programme.as_str().into(),
                admission.protocol.as_str().into(),
                admission.version.into(),
                admission.ration.as_str().into(),
                admission.sachets_day_100.into(),
                admission.milk_ml_day.into(),
                admission.on.into(),
                leaving.map_or(Value::Null, |l| l.on.into()),
                leaving.map(|l| l.outcome.clone()).unwrap_or_default().into(),
                live.into(),
            ],
        )?;
    }
    Ok(())
}
