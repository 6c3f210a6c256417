//! Places with who sleeps there: occupancy by day, over-capacity, barracks inside camps.

use crate::actor::Actor;
use crate::database::Row;
use crate::node::Store;
use crate::problem::Problem;
use crate::stay::closed_on;
use domain::compartment::{Role, Scene};
use domain::id::{CompartmentId, FileId, SubjectId};
use domain::place::{Beds, Kind};
use domain::stay::{Absence, stays};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A place's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceLine {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// Its scene.
    pub scene: Scene,
    /// Its file.
    pub file: FileId,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// The place around it.
    pub within: Option<FileId>,
    /// Commune and region.
    pub lies: String,
    /// Beds that can be slept in.
    pub capacity: i64,
    /// People who sleep there on the day asked for.
    pub present: i64,
    /// Hours within which an arrival has to be confirmed.
    pub confirm_hours: i64,
    /// Opening and closing days.
    pub open: (Option<Date>, Option<Date>),
}

/// Somebody at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resident {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// Their file.
    pub file: FileId,
    /// Who.
    pub subject: SubjectId,
    /// Code.
    pub code: String,
    /// "Surname, Given".
    pub name: String,
    /// Sort key.
    pub sort: Vec<u8>,
    /// Birth (EDTF).
    pub birth: String,
    /// `f`, `m`, `x`, `?`.
    pub sex: char,
    /// Barrack, dormitory or room.
    pub within: String,
    /// First day, as said.
    pub from: String,
    /// Last day, as said; empty while it goes on.
    pub until: String,
    /// First day counted.
    pub from_day: Date,
    /// Why it ended.
    pub reason: String,
    /// Where to.
    pub towards: String,
    /// Where from.
    pub came_from: String,
    /// Away since, and how, while the stay goes on.
    pub absent: Option<(Date, String)>,
}

/// A place and whatever lies within it, however deep: a camp, its barracks, their rooms.
pub fn with_all_within(places: &[PlaceLine], place: &FileId) -> BTreeSet<FileId> {
    let mut found = BTreeSet::from([*place]);
    let mut around = vec![*place];
    while let Some(outer) = around.pop() {
        let inside = places.iter().filter(|p| p.within == Some(outer)).map(|p| p.file);
        // Two places that name one another are each looked at once.
        around.extend(inside.filter(|file| found.insert(*file)));
    }
    found
}

impl Store {
    /// The places the actor reads, with who is there on `day` (today in each scene, where `None`).
    pub fn places(&self, actor: &Actor, day: Option<Date>) -> Result<Vec<PlaceLine>, Problem> {
        let mut lines: Vec<PlaceLine> = self
            .read_each(actor, Role::reads, |r| {
                let (here, scene) = (r.compartment(), r.scene());
                let rows = r.query(
                    "select file, kind, name, within, commune, region, capacity, opened, closed, confirm_hours
                     from place where compartment = $1",
                    &[r.here()],
                )?;
                Ok(rows.iter().filter_map(|row| line(here, scene, row)).collect::<Vec<_>>())
            })?
            .into_iter()
            .flatten()
            .collect();
        let counts = self.counts(actor, day)?;
        for line in &mut lines {
            line.present = counts.get(&line.file).copied().unwrap_or(0);
        }
        lines.sort_by(|a, b| (a.kind, &a.name, a.file).cmp(&(b.kind, &b.name, b.file)));
        Ok(lines)
    }

    /// People by place on a day; each stay once, whichever compartments tell of it.
    fn counts(&self, actor: &Actor, day: Option<Date>) -> Result<HashMap<FileId, i64>, Problem> {
        let mut stays: HashMap<Vec<u8>, FileId> = HashMap::new();
        let mut copies: HashMap<Vec<u8>, FileId> = HashMap::new();
        self.read_each(actor, Role::reads, |r| {
            let day = day.unwrap_or_else(|| r.today());
            let rows = r.query(
                "select s.stay, s.place, s.live, s.until_day, f.whereabouts, f.stamp from stay s
                 join file f on f.compartment = s.compartment and f.file = s.file
                 where s.compartment = $1 and s.from_day <= $2 and (s.until_day is null or s.until_day > $2)",
                &[r.here(), day.into()],
            )?;
            for row in rows {
                let until = row.day(3).or_else(|| closed_on(row.text(4), row.int(5)));
                if until.is_none_or(|until| until > day) {
                    let told = if row.int(2) == 1 { &mut stays } else { &mut copies };
                    told.insert(row.blob(0).to_vec(), FileId::from_slice(row.blob(1)).unwrap_or_default());
                }
            }
            Ok(())
        })?;
        self.without_live(actor, &mut copies)?;
        stays.extend(copies);
        let mut counts = HashMap::new();
        stays.into_values().for_each(|place| *counts.entry(place).or_default() += 1);
        Ok(counts)
    }

    /// Takes out the stays that a living copy tells of: what a copy left behind says of them is older.
    pub(crate) fn without_live<T>(
        &self,
        actor: &Actor,
        copies: &mut HashMap<Vec<u8>, T>,
    ) -> Result<(), Problem> {
        if copies.is_empty() {
            return Ok(());
        }
        self.read_each(actor, Role::reads, |r| {
            let rows = r.query("select stay from stay where compartment = $1 and live = 1", &[r.here()])?;
            for row in rows {
                copies.remove(row.blob(0));
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Whether the actor reads any place of this kind.
    pub fn has_place(&self, actor: &Actor, kind: Kind) -> Result<bool, Problem> {
        let found = self.read_each(actor, Role::reads, |r| {
            let sql = "select 1 from place where compartment = $1 and kind = $2 limit 1";
            Ok(!r.query(sql, &[r.here(), kind.key().into()])?.is_empty())
        })?;
        Ok(found.into_iter().any(|has| has))
    }

    /// Whether a home or a foster family lies within this compartment.
    pub fn has_home(&self, actor: &Actor, compartment: &CompartmentId) -> Result<bool, Problem> {
        self.read(actor, compartment, |r| {
            let sql =
                "select 1 from place where compartment = $1 and kind in ('home', 'foster-family') limit 1";
            Ok(!r.query(sql, &[r.here()])?.is_empty())
        })
    }

    /// One place.
    pub fn place(&self, actor: &Actor, file: &FileId, day: Option<Date>) -> Result<PlaceLine, Problem> {
        self.places(actor, day)?.into_iter().find(|p| p.file == *file).ok_or(Problem::Unknown("place"))
    }

    /// Bands of beds of a place.
    pub fn beds(&self, actor: &Actor, place: &FileId) -> Result<Vec<Beds>, Problem> {
        let rows = self.read_each(actor, Role::reads, |r| {
            r.query(
                "select sex, from_age, to_age, count, blocked from beds where compartment = $1 and file = $2
                 order by from_age, key",
                &[r.here(), place.bytes().into()],
            )
        })?;
        let read = |row: &Row| Beds {
            sex: row.text(0).to_string(),
            from_age: row.int(1).clamp(0, 150) as u16,
            to_age: row.int(2).clamp(0, 150) as u16,
            count: row.int(3).clamp(0, i64::from(u32::MAX)) as u32,
            blocked: row.int(4).clamp(0, i64::from(u32::MAX)) as u32,
        };
        Ok(rows.iter().flatten().map(read).collect())
    }

    /// What a place offers, of [`NEEDS`](domain::person::NEEDS), and the languages spoken there, as its file says.
    pub fn offers_of(&self, actor: &Actor, place: &FileId) -> Result<(Vec<String>, Vec<String>), Problem> {
        let rows = self.read_each(actor, Role::reads, |r| {
            let sql = "select offers, languages from place where compartment = $1 and file = $2";
            r.query(sql, &[r.here(), place.bytes().into()])
        })?;
        let words = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let told = rows.iter().flatten().next();
        Ok(told.map(|row| (words(row.text(0)), words(row.text(1)))).unwrap_or_default())
    }

    /// Everybody who ever stayed at a place between two days (both included), in order of arrival: the numbered
    /// register. With `from == to` it is the presence list of that day.
    pub fn residents(
        &self,
        actor: &Actor,
        place: &FileId,
        from: Date,
        to: Date,
    ) -> Result<Vec<Resident>, Problem> {
        let mut found: BTreeMap<Vec<u8>, (bool, Resident)> = BTreeMap::new();
        self.read_each(actor, Role::reads, |r| {
            let here = r.compartment();
            let rows = r.query(
                "select s.stay, s.live, s.file, p.code, p.given, p.surname, p.sort, s.birth, s.sex, s.within,
                 s.from_said, s.until_said, s.from_day, s.reason, s.towards, s.came_from, s.absent_from, s.absent_kind,
                 s.subject
                 from stay s join person p on p.compartment = s.compartment and p.file = s.file
                 where s.compartment = $1 and s.place = $2 and s.from_day <= $4
                 and (s.until_day is null or s.until_day > $3)",
                &[r.here(), place.bytes().into(), from.into(), to.into()],
            )?;
            for row in rows {
                let live = row.int(1) == 1;
                let (Some(resident), true) = (resident(here, &row), live || !row.text(11).is_empty()) else { continue };
                let stay = row.blob(0).to_vec();
                if found.get(&stay).is_none_or(|(kept, _)| live && !kept) {
                    found.insert(stay, (live, resident));
                }
            }
            Ok(())
        })?;
        let mut all: Vec<Resident> = found.into_values().map(|(_, r)| r).collect();
        all.sort_by(|a, b| (a.from_day, &a.sort, a.file).cmp(&(b.from_day, &b.sort, b.file)));
        Ok(all)
    }

    /// Who of `residents` is away in the night of `day`, by file; read from their files, so that a night of last month
    /// tells of absences that have ended since.
    pub fn away(
        &self,
        actor: &Actor,
        residents: &[Resident],
        day: Date,
    ) -> Result<HashMap<FileId, Absence>, Problem> {
        let mut away = HashMap::new();
        self.read_each(actor, Role::reads, |r| {
            let here = r.compartment();
            for resident in residents.iter().filter(|resident| resident.compartment == here) {
                let stays = stays(&*r.file(&resident.file)?);
                if let Some(absence) = stays.iter().filter(|s| s.covers(day)).find_map(|s| s.absent_on(day)) {
                    away.insert(resident.file, absence.clone());
                }
            }
            Ok(())
        })?;
        Ok(away)
    }

    /// People at a place on each day from `from` to `to` (both included).
    pub fn occupancy(
        &self,
        actor: &Actor,
        place: &FileId,
        from: Date,
        to: Date,
    ) -> Result<Vec<(Date, i64)>, Problem> {
        let mut changes: BTreeMap<Date, i64> = BTreeMap::new();
        let mut stays: HashMap<Vec<u8>, (Date, Option<Date>)> = HashMap::new();
        self.read_each(actor, Role::reads, |r| {
            let rows = r.query(
                "select s.stay, s.from_day, s.until_day, s.live, f.whereabouts, f.stamp from stay s
                 join file f on f.compartment = s.compartment and f.file = s.file
                 where s.compartment = $1 and s.place = $2",
                &[r.here(), place.bytes().into()],
            )?;
            for row in &rows {
                let Some(began) = row.day(1) else { continue };
                let ended = row.day(2).or_else(|| closed_on(row.text(4), row.int(5)).map(|on| on.max(began)));
                let stay = (began, ended);
                // The copy that lives knows best when the stay ended.
                match row.int(3) {
                    1 => drop(stays.insert(row.blob(0).to_vec(), stay)),
                    _ => drop(stays.entry(row.blob(0).to_vec()).or_insert(stay)),
                }
            }
            Ok(())
        })?;
        for (began, ended) in stays.into_values() {
            *changes.entry(began.max(from)).or_default() += 1;
            if let Some(ended) = ended {
                *changes.entry(ended.max(from)).or_default() -= 1;
            }
        }
        let mut present = 0;
        let mut series = Vec::new();
        let mut day = from;
        while day <= to {
            present += changes.get(&day).copied().unwrap_or(0);
            series.push((day, present));
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        Ok(series)
    }
}

fn line(compartment: CompartmentId, scene: Scene, row: &Row) -> Option<PlaceLine> {
    let lies =
        [row.text(4), row.text(5)].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
    Some(PlaceLine {
        compartment,
        scene,
        file: FileId::from_slice(row.blob(0))?,
        kind: Kind::parse(row.text(1))?,
        name: row.text(2).to_string(),
        within: FileId::from_slice(row.blob(3)),
        lies,
        capacity: row.int(6),
        present: 0,
        confirm_hours: row.int(9),
        open: (row.day(7), row.day(8)),
    })
}

fn resident(compartment: CompartmentId, row: &Row) -> Option<Resident> {
    let name = match (row.text(5), row.text(4)) {
        ("", given) => given.to_string(),
        (surname, "") => surname.to_string(),
        (surname, given) => format!("{surname}, {given}"),
    };
    Some(Resident {
        compartment,
        file: FileId::from_slice(row.blob(2))?,
        subject: SubjectId::from_slice(row.blob(18))?,
        code: row.text(3).to_string(),
        name,
        sort: row.blob(6).to_vec(),
        birth: row.text(7).to_string(),
        sex: row.text(8).chars().next().unwrap_or('?'),
        within: row.text(9).to_string(),
        from: row.text(10).to_string(),
        until: row.text(11).to_string(),
        from_day: row.day(12)?,
        reason: row.text(13).to_string(),
        towards: row.text(14).to_string(),
        came_from: row.text(15).to_string(),
        absent: row.day(16).map(|from| (from, row.text(17).to_string())),
    })
}
