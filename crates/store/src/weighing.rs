//! Weighings and programmes over the compartments the actor reads: the health volets that were granted to them.

use crate::actor::Actor;
use crate::database::Row;
use crate::node::Store;
use crate::problem::Problem;
use domain::compartment::Role;
use domain::id::{CompartmentId, FileId, Key, SubjectId};
use domain::weighing::{Admission, Leaving, Weighing};
use jiff::civil::Date;
use std::collections::HashMap;

/// A weighing with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeighingLine {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// The health file.
    pub file: FileId,
    /// Its key.
    pub key: Key,
    /// Whose.
    pub subject: SubjectId,
    /// What was read.
    pub weighing: Weighing,
}

/// A time in a programme with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeLine {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// The health file.
    pub file: FileId,
    /// Its key.
    pub key: Key,
    /// Whose.
    pub subject: SubjectId,
    /// How it began.
    pub admission: Admission,
    /// How it ended, where it did.
    pub leaving: Option<Leaving>,
}

impl Store {
    /// The weighing of each subject that was last on or before `on`.
    pub fn last_weighings(
        &self,
        actor: &Actor,
        on: Date,
    ) -> Result<HashMap<SubjectId, WeighingLine>, Problem> {
        let mut last: HashMap<SubjectId, WeighingLine> = HashMap::new();
        self.read_each(actor, Role::reads, |r| {
            let rows = r.query(
                "select w.file, w.key, w.subject, w.on_day, w.weight_g, w.height_mm, w.position, w.muac_mm, w.looked_for,
                 w.oedema, w.appetite, w.complications from weighing w
                 where w.compartment = $1 and w.live = 1 and w.on_day <= $2 and not exists (
                   select 1 from weighing l where l.compartment = w.compartment and l.subject = w.subject
                   and l.live = 1 and l.on_day <= $2
                   and (l.on_day > w.on_day or (l.on_day = w.on_day and l.key > w.key)))",
                &[r.here(), on.into()],
            )?;
            for line in rows.iter().filter_map(|row| weighing(r.compartment(), row)) {
                let later = last.get(&line.subject).is_none_or(|kept| kept.weighing.on < line.weighing.on);
                if later {
                    last.insert(line.subject, line);
                }
            }
            Ok(())
        })?;
        Ok(last)
    }

    /// Times in programmes that had begun by `on`, earliest first; with `running`, those that had not ended by then.
    pub fn programmes(&self, actor: &Actor, on: Date, running: bool) -> Result<Vec<ProgrammeLine>, Problem> {
        let found = self.read_each(actor, Role::reads, |r| {
            let rows = r.query(
                "select file, key, subject, programme, protocol, version, ration, sachets, milk_ml, from_day, until_day,
                 outcome from programme where compartment = $1 and live = 1 and from_day <= $2
                 and ($3 = 0 or until_day is null or until_day > $2) order by from_day, file, key",
                &[r.here(), on.into(), running.into()],
            )?;
            let here = r.compartment();
            Ok(rows.iter().filter_map(|row| programme(here, row)).collect::<Vec<_>>())
        })?;
        let mut all: Vec<ProgrammeLine> = found.into_iter().flatten().collect();
        all.sort_by_key(|p| (p.admission.on, p.file, p.key));
        Ok(all)
    }
}

fn whole(row: &Row, i: usize) -> Option<u32> {
    row.maybe_int(i).and_then(|n| u32::try_from(n).ok())
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_string).collect()
}

fn weighing(compartment: CompartmentId, row: &Row) -> Option<WeighingLine> {
    let said = |text: &str| Some(text.to_string()).filter(|t| !t.is_empty());
    Some(WeighingLine {
        compartment,
        file: FileId::from_slice(row.blob(0))?,
        key: Key::from_slice(row.blob(1))?,
        subject: SubjectId::from_slice(row.blob(2))?,
        weighing: Weighing {
            on: row.day(3)?,
            weight_g: whole(row, 4),
            height_mm: whole(row, 5),
            position: said(row.text(6)),
            muac_mm: whole(row, 7),
            oedema_looked_for: row.int(8) == 1,
            oedema: words(row.text(9)),
            appetite: said(row.text(10)),
            complications: words(row.text(11)),
            confirmed: false,
        },
    })
}

fn programme(compartment: CompartmentId, row: &Row) -> Option<ProgrammeLine> {
    let admission = Admission {
        on: row.day(9)?,
        programme: row.text(3).to_string(),
        protocol: row.text(4).to_string(),
        version: whole(row, 5).unwrap_or_default(),
        ration: row.text(6).to_string(),
        sachets_day_100: whole(row, 7),
        milk_ml_day: whole(row, 8),
    };
    let leaving = row.day(10).map(|on| Leaving { on, outcome: row.text(11).to_string() });
    Some(ProgrammeLine {
        compartment,
        file: FileId::from_slice(row.blob(0))?,
        key: Key::from_slice(row.blob(1))?,
        subject: SubjectId::from_slice(row.blob(2))?,
        admission,
        leaving,
    })
}
