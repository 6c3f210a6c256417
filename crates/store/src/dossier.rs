//! Dossiers and what is due, over every compartment the actor reads.

use crate::actor::Actor;
use crate::database::Row;
use crate::node::Store;
use crate::problem::Problem;
use crate::read::Reading;
use domain::compartment::{Role, Scene};
use domain::id::{CompartmentId, FileId, Key};
use jiff::ToSpan as _;
use jiff::civil::Date;
use planning::papers::{SEEN_MAX, Seen};
use std::collections::{BTreeMap, BTreeSet};

/// A dossier's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierLine {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// The person's file.
    pub file: FileId,
    /// The dossier.
    pub key: Key,
    /// The person's code and name.
    pub who: (String, String),
    /// Procedure and version.
    pub procedure: (String, String),
    /// When it was taken up.
    pub opened: Option<Date>,
    /// When the first paper was asked for.
    pub first_asked: Option<Date>,
    /// When the last required paper came.
    pub complete: Option<Date>,
    /// When it was closed, and how.
    pub closed: Option<(Date, String)>,
}

/// A date on which something falls due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The day.
    pub on: Date,
    /// The person's file.
    pub file: FileId,
    /// In which compartment.
    pub compartment: CompartmentId,
    /// Code and name.
    pub who: (String, String),
    /// `lapses` or `silence`.
    pub why: String,
    /// The paper's id in its procedure.
    pub paper: String,
    /// Days from today; negative when overdue.
    pub in_days: i64,
}

/// How the dossiers and papers of the people of a place stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PapersAt {
    /// Dossiers, by procedure and by `open`, `complete` or their outcome.
    pub dossiers: BTreeMap<(String, String), usize>,
    /// Papers that are waited for, by procedure, paper and office (empty where none is recorded), with the day on which the
    /// first of them was asked for.
    pub waiting: BTreeMap<(String, String, String), (usize, Date)>,
}

/// Which dossiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Stage {
    /// Taken up, not closed.
    #[default]
    Open,
    /// Open, and all required papers are in hand.
    Complete,
    /// Closed.
    Closed,
}

impl Store {
    /// Dossiers of a stage, oldest first, at most `limit`.
    pub fn dossiers(
        &self,
        actor: &Actor,
        stage: Stage,
        procedure: Option<&str>,
        limit: usize,
    ) -> Result<Vec<DossierLine>, Problem> {
        let condition = match stage {
            Stage::Open => "d.closed is null",
            Stage::Complete => "d.closed is null and d.complete is not null",
            Stage::Closed => "d.closed is not null",
        };
        let lines = self.read_each(actor, Role::reads, |r| {
            // tidy: columns only
            let sql = format!(
                "select d.file, d.key, p.code, p.given, p.surname, d.procedure, d.version, d.opened, d.first_asked,
                 d.complete, d.closed, d.outcome from dossier d
                 join person p on p.compartment = d.compartment and p.file = d.file
                 where d.compartment = $1 and d.live = 1 and ($2 = '' or d.procedure = $2) and {condition}
                 order by d.opened, d.file, d.key limit $3"
            );
            let here = r.compartment();
            let rows = r.query(&sql, &[r.here(), procedure.unwrap_or_default().into(), (limit as i64).into()])?;
            Ok(rows.iter().filter_map(|row| line(here, row)).collect::<Vec<_>>())
        })?;
        let mut lines: Vec<DossierLine> = lines.into_iter().flatten().collect();
        lines.sort_by_key(|d| (d.opened, d.file, d.key));
        lines.truncate(limit);
        Ok(lines)
    }

    /// What falls due within `days` of each scene's today, and what is overdue; earliest first, at most `limit`.
    pub fn due(&self, actor: &Actor, days: i32, limit: usize) -> Result<Vec<(Scene, Due)>, Problem> {
        let found = self.read_each(actor, Role::reads, |r| {
            let (here, scene, today) = (r.compartment(), r.scene(), r.today());
            let until = today.checked_add(days.days()).unwrap_or(Date::MAX);
            let rows = r.query(
                "select d.on_day, d.file, p.code, p.given, p.surname, d.why, d.what from due d
                 join person p on p.compartment = d.compartment and p.file = d.file
                 where d.compartment = $1 and d.on_day <= $2 order by d.on_day, d.file, d.key limit $3",
                &[r.here(), until.into(), (limit as i64).into()],
            )?;
            Ok(rows.iter().filter_map(|row| Some((scene, due(here, today, row)?))).collect::<Vec<_>>())
        })?;
        let mut all: Vec<(Scene, Due)> = found.into_iter().flatten().collect();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all.truncate(limit);
        Ok(all)
    }

    /// How long the papers of a procedure took in the dossiers of a scene that the actor was granted, by id of the paper:
    /// the latest requests, at most [`SEEN_MAX`] of each paper. A request counts where its file is now.
    pub fn durations(
        &self,
        actor: &Actor,
        scene: Scene,
        procedure: &str,
    ) -> Result<BTreeMap<String, Vec<Seen>>, Problem> {
        let found = self.read_granted(actor, Role::reads, |r| {
            if r.scene() != scene {
                return Ok(Vec::new());
            }
            let today = crate::database::day_number(r.today());
            let rows = r.query(
                "select paper, asked, came, ended, office from asked
                 where compartment = $1 and procedure = $2 and live = 1 order by asked desc, file, key limit $3",
                &[r.here(), procedure.into(), REQUESTS_MAX.into()],
            )?;
            Ok(rows.iter().filter_map(|row| request(row, today)).collect())
        })?;
        let mut all: Vec<(i64, String, Seen)> = found.into_iter().flatten().collect();
        all.sort_by(|a, b| (b.0, &a.1, &a.2).cmp(&(a.0, &b.1, &b.2)));
        let mut by_paper: BTreeMap<String, Vec<Seen>> = BTreeMap::new();
        for (_, paper, seen) in all {
            let seen_so_far = by_paper.entry(paper).or_default();
            if seen_so_far.len() < SEEN_MAX {
                seen_so_far.push(seen);
            }
        }
        Ok(by_paper)
    }

    /// How the dossiers and papers of those who are at one of `places` now stand now, as far as the actor was granted to read.
    pub fn papers_at(&self, actor: &Actor, places: &BTreeSet<FileId>) -> Result<PapersAt, Problem> {
        let mut found = PapersAt::default();
        self.read_granted(actor, Role::reads, |r| places.iter().try_for_each(|place| found.add(r, place)))?;
        Ok(found)
    }

    /// People at a place (with no open or granted dossier of `procedure`) who might qualify: for the worker to judge.
    pub fn without_dossier(
        &self,
        actor: &Actor,
        place: &FileId,
        procedure: &str,
        limit: usize,
    ) -> Result<Vec<FileId>, Problem> {
        let found = self.read_each(actor, Role::reads, |r| {
            r.query(
                "select p.file from person p where p.compartment = $1 and p.place = $2 and p.live = 1
                 and not exists (select 1 from dossier d where d.compartment = p.compartment and d.file = p.file
                                 and d.procedure = $3)
                 order by p.sort, p.file limit $4",
                &[r.here(), place.bytes().into(), procedure.into(), (limit as i64).into()],
            )
        })?;
        Ok(found.iter().flatten().filter_map(|row| FileId::from_slice(row.blob(0))).take(limit).collect())
    }
}

impl PapersAt {
    /// Adds those of one compartment who are at `place`.
    fn add(&mut self, r: &mut Reading<'_>, place: &FileId) -> Result<(), Problem> {
        let asked: [crate::database::Value; 2] = [r.here(), place.bytes().into()];
        let dossiers = r.query(
            "select d.procedure, d.complete, d.closed, d.outcome from dossier d
             join person p on p.compartment = d.compartment and p.file = d.file
             where d.compartment = $1 and p.place = $2 and d.live = 1 and p.live = 1",
            &asked,
        )?;
        for row in dossiers {
            let stage = match (row.maybe_int(2), row.maybe_int(1)) {
                (Some(_), _) => row.text(3),
                (None, Some(_)) => "complete",
                (None, None) => "open",
            };
            *self.dossiers.entry((row.text(0).to_string(), stage.to_string())).or_default() += 1;
        }
        let waiting = r.query(
            "select a.procedure, a.paper, a.office, a.asked from asked a
             join person p on p.compartment = a.compartment and p.file = a.file
             where a.compartment = $1 and p.place = $2 and a.live = 1 and p.live = 1
             and a.came is null and a.ended is null",
            &asked,
        )?;
        for row in waiting {
            let Some(asked) = row.day(3) else { continue };
            let key = (row.text(0).to_string(), row.text(1).to_string(), row.text(2).trim().to_string());
            let (count, since) = self.waiting.entry(key).or_insert((0, asked));
            (*count, *since) = (*count + 1, (*since).min(asked));
        }
        Ok(())
    }
}

/// Requests of one compartment that durations are learnt from: those of some thousand dossiers.
const REQUESTS_MAX: i64 = 20_000;

/// A request as it went; none whose days run backwards.
fn request(row: &Row, today: i64) -> Option<(i64, String, Seen)> {
    let (asked, came) = (row.int(1), row.maybe_int(2));
    let until = came.or(row.maybe_int(3)).unwrap_or(today);
    let days = u32::try_from(until - asked).ok()?;
    let seen = Seen { days, obtained: came.is_some(), office: row.text(4).to_string() };
    Some((asked, row.text(0).to_string(), seen))
}

fn name(given: &str, surname: &str) -> String {
    format!("{given} {surname}").trim().to_string()
}

fn line(compartment: CompartmentId, row: &Row) -> Option<DossierLine> {
    Some(DossierLine {
        compartment,
        file: FileId::from_slice(row.blob(0))?,
        key: Key::from_slice(row.blob(1))?,
        who: (row.text(2).to_string(), name(row.text(3), row.text(4))),
        procedure: (row.text(5).to_string(), row.text(6).to_string()),
        opened: row.day(7),
        first_asked: row.day(8),
        complete: row.day(9),
        closed: row.day(10).map(|day| (day, row.text(11).to_string())),
    })
}

fn due(compartment: CompartmentId, today: Date, row: &Row) -> Option<Due> {
    let on = row.day(0)?;
    Some(Due {
        on,
        file: FileId::from_slice(row.blob(1))?,
        compartment,
        who: (row.text(2).to_string(), name(row.text(3), row.text(4))),
        why: row.text(5).to_string(),
        paper: row.text(6).to_string(),
        in_days: crate::database::day_number(on) - crate::database::day_number(today),
    })
}
