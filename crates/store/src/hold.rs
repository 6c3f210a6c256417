//! Legal holds, and the files whose time of keeping is over. A hold stands before every erasure; the end of keeping only
//! proposes one.

use crate::actor::Actor;
use crate::append::Writing;
use crate::database::{Row, Value};
use crate::node::Store;
use crate::problem::Problem;
use crate::writer::Desk;
use domain::compartment::{Kind, Role};
use domain::entry::{Fact, Stamp};
use domain::hold::{Fact as Told, Held, Holding, Placed};
use domain::id::{CompartmentId, FileId, MemberId, SubjectId};
use domain::person::Person;
use domain::planted::{Fault, planted};
use domain::refusal::{Why, refuse};
use domain::retention::{Life, YEARS_MAX, rule};
use jiff::civil::Date;

/// A hold, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldLine {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// The file in which it stands.
    pub file: FileId,
    /// What is held.
    pub held: Held,
    /// Why: a word of [`domain::hold::Reason`].
    pub reason: String,
    /// The number of the case.
    pub reference: String,
    /// Since when.
    pub since: Date,
    /// Who placed it.
    pub by: MemberId,
    /// Who lifted it, and when.
    pub lifted: Option<(MemberId, Date)>,
}

/// A file whose time of keeping is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverLine {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// The file.
    pub file: FileId,
    /// What kind of file.
    pub kind: String,
    /// The last thing that happened: a stay closed, or an entry.
    pub last: Date,
    /// Since when it is over.
    pub over: Date,
    /// Whether it is who somebody is: kept until they ask otherwise.
    pub identity: bool,
    /// Whether a hold stands on it.
    pub held: bool,
}

impl Store {
    /// Holds of what the actor reads or audits: those that stand first.
    pub fn holds(&self, actor: &Actor) -> Result<Vec<HoldLine>, Problem> {
        let found = self.read_each(actor, |role| role.reads() || role.audits(), |r| {
            let compartment = r.compartment();
            let sql = "select file, target, subject, reason, reference, since, by, lifted_by, lifted_day from hold
                       where compartment = $1";
            Ok(r.query(sql, &[r.here()])?.iter().filter_map(|row| line(compartment, row)).collect::<Vec<_>>())
        })?;
        let mut all: Vec<HoldLine> = found.into_iter().flatten().collect();
        all.sort_by_key(|l| (l.lifted.is_some(), std::cmp::Reverse(l.since), l.file));
        Ok(all)
    }

    /// Places a hold on a file, or on everything of the person it is about.
    ///
    /// # Errors
    /// Not allowed to the role; a file that is not there or is of nobody.
    pub fn place_hold(
        &self,
        actor: &Actor,
        file: &FileId,
        whole_person: bool,
        placed: impl FnOnce(Held) -> Placed + Send + 'static,
    ) -> Result<FileId, Problem> {
        let home = self.erasable_in(actor, file)?;
        let held = match (whole_person, self.subject_of(actor, &home, file)?) {
            (false, _) => Held::File(*file),
            (true, Some(subject)) => Held::Subject(subject),
            (true, None) => return Err(refuse("file", file, Why::Unknown).into()),
        };
        self.write(actor, &home, move |w| {
            let placed = placed(held).typed(w.today())?;
            let hold = w.new_file();
            w.append(&hold, vec![Fact::Hold(Told::Placed(placed))]).map(|_| hold)
        })
    }

    /// Lifts a hold. An erasure that was carried out elsewhere while it stood is carried out here now.
    pub fn lift_hold(&self, actor: &Actor, hold: &FileId, why: &str) -> Result<(), Problem> {
        let line = self.hold(actor, hold)?;
        let (file, why) = (*hold, domain::refusal::text("why", why)?);
        self.write(actor, &line.compartment, move |w| {
            let holding = Holding::of(&w.file(&file)?).ok_or(Problem::Unknown("hold"))?;
            if holding.lifted.is_some() {
                return Err(refuse("hold", holding.placed.reference, Why::AlreadyClosed).into());
            }
            w.append(&file, vec![Fact::Hold(Told::Lifted { why })]).map(drop)
        })?;
        self.confirm_erasures(actor)
    }

    /// One hold, where the actor may see it.
    pub fn hold(&self, actor: &Actor, hold: &FileId) -> Result<HoldLine, Problem> {
        self.holds(actor)?.into_iter().find(|l| l.file == *hold).ok_or(Problem::Unknown("hold"))
    }

    /// The hold that stands on a file, or on the person it is about, in whichever compartment the actor reads.
    pub fn hold_on(
        &self,
        actor: &Actor,
        home: &CompartmentId,
        file: &FileId,
    ) -> Result<Option<HoldLine>, Problem> {
        if planted(Fault::HoldsIgnored) {
            return Ok(None);
        }
        let subject = self.subject_of(actor, home, file)?;
        let on = |l: &HoldLine| match l.held {
            Held::File(held) => l.compartment == *home && held == *file,
            Held::Subject(held) => Some(held) == subject,
        };
        Ok(self.holds(actor)?.into_iter().find(|l| l.lifted.is_none() && on(l)))
    }

    /// Refuses where a hold stands, naming the case.
    pub(crate) fn no_hold(&self, actor: &Actor, home: &CompartmentId, file: &FileId) -> Result<(), Problem> {
        match self.hold_on(actor, home, file)? {
            Some(hold) => Err(refuse("file", hold.reference, Why::OnHold).into()),
            None => Ok(()),
        }
    }

    fn subject_of(
        &self,
        actor: &Actor,
        home: &CompartmentId,
        file: &FileId,
    ) -> Result<Option<SubjectId>, Problem> {
        self.read(actor, home, |r| {
            let sql = "select subject from file where compartment = $1 and file = $2";
            let rows = r.query(sql, &[r.here(), file.bytes().into()])?;
            Ok(rows.first().and_then(|row| SubjectId::from_slice(row.blob(0))))
        })
    }

    /// Files whose time of keeping is over, the longest over first. It proposes, and nothing more.
    pub fn retention_over(&self, actor: &Actor) -> Result<Vec<OverLine>, Problem> {
        let mut all = Vec::new();
        for shelf in self.shelves(actor, Role::directs)? {
            let kind = shelf.charter().kind.unwrap_or(Kind::House);
            let Some(years) = self.retention_years(kind)? else { continue };
            let (today, ended) = self.read(actor, &shelf.id, |r| {
                let sql = "select f.file, f.kind, f.stamp, max(s.until_day), max(s.until_day is null and s.stay is not null),
                           f.subject from file f left join stay s on s.compartment = f.compartment and s.file = f.file
                           where f.compartment = $1 and f.kind in ('person', 'request', 'question')
                           group by f.file, f.kind, f.stamp, f.subject";
                let (today, rows) = (r.today(), r.query(sql, &[r.here()])?);
                let may_be = |e: &Ended| rule(kind).at_the_earliest(e.last, years).is_some_and(|on| on <= today);
                Ok((today, rows.iter().filter_map(Ended::of).filter(may_be).collect::<Vec<_>>()))
            })?;
            for ended in ended {
                let Some(ended) = self.lived(actor, kind, ended)? else { continue };
                all.extend(ended.line(shelf.id, kind, years).filter(|l| l.over <= today));
            }
        }
        for line in &mut all {
            line.held = self.hold_on(actor, &line.compartment, &line.file)?.is_some();
        }
        all.sort_by_key(|l| (l.over, l.file));
        Ok(all)
    }

    /// What the law asks of the life of whom a file of this kind is about, out of every file of theirs that the actor reads:
    /// nothing of whoever is there still.
    fn lived(&self, actor: &Actor, kind: Kind, mut ended: Ended) -> Result<Option<Ended>, Problem> {
        let Some(subject) = ended.subject.filter(|_| rule(kind).birthday.is_some()) else {
            return Ok(Some(ended));
        };
        for (file, compartment, ..) in self.volets(actor, &subject)? {
            let (person, stays) = self.read(actor, &compartment, |r| {
                let sql = "select max(until_day), max(until_day is null and stay is not null) from stay
                           where compartment = $1 and file = $2";
                let rows = r.query(sql, &[r.here(), file.bytes().into()])?;
                let stays = rows.first().map(|row| (row.day(0), row.int(1) == 1));
                Ok((Person::of(r.file(&file)?.as_ref()), stays.unwrap_or_default()))
            })?;
            if stays.1 && person.died.is_none() {
                return Ok(None);
            }
            ended.last = stays.0.map_or(ended.last, |day| ended.last.max(day));
            for birth in person.born.iter().flat_map(|said| said.all()).map(|a| a.value.bounds()) {
                ended.life.born.latest = ended.life.born.latest.max(birth.latest);
            }
            for death in person.died.iter().flat_map(|said| said.all()).map(|a| a.value.on.bounds()) {
                let died = ended.life.died.get_or_insert(death);
                died.earliest = died.earliest.min(death.earliest);
                died.latest = died.latest.zip(death.latest).map(|(one, other)| one.max(other));
            }
        }
        Ok(Some(ended))
    }

    /// How many years files of such compartments are kept: as the organisation set it, else by the rule.
    pub fn retention_years(&self, kind: Kind) -> Result<Option<i16>, Problem> {
        let set = self.setting(&setting(kind))?.and_then(|years| years.parse().ok());
        Ok(set.or(rule(kind).years))
    }

    /// Sets them. For whoever keeps a compartment of that kind.
    pub fn set_retention_years(&self, actor: &Actor, kind: Kind, years: i16) -> Result<(), Problem> {
        if !self.compartments(actor)?.iter().any(|c| c.kind == kind && c.role == Role::Keeper) {
            return Err(Problem::NotAllowed("say how long files are kept"));
        }
        if !(1..=YEARS_MAX).contains(&years) {
            return Err(refuse("years", years, Why::OutOfRange).into());
        }
        self.set_setting(&setting(kind), &years.to_string())
    }
}

impl Writing<'_> {
    /// Refuses where a hold of this compartment stands on a file.
    pub(crate) fn not_held(&mut self, file: &FileId) -> Result<(), Problem> {
        match self.desk.held_for(file)? {
            Some(reference) => Err(refuse("file", reference, Why::OnHold).into()),
            None => Ok(()),
        }
    }
}

impl Desk {
    /// The number of the case for which a file is held in this compartment, if it is.
    pub(crate) fn held_for(&mut self, file: &FileId) -> Result<Option<String>, Problem> {
        if planted(Fault::HoldsIgnored) {
            return Ok(None);
        }
        let subject = domain::person::Person::of(&self.file(file)?).subject;
        let sql = "select reference from hold where compartment = $1 and lifted_by is null
                   and (target = $2 or subject = $3) order by file limit 1";
        let values: [Value; 3] = [
            self.compartment.bytes().into(),
            file.bytes().into(),
            subject.map_or(Value::Null, |s| s.bytes().into()),
        ];
        Ok(self.db.one(sql, &values)?.map(|row| row.text(0).to_string()))
    }
}

fn setting(kind: Kind) -> String {
    format!("retention-{}", kind.key())
}

/// A file after whose last event nobody was there.
struct Ended {
    file: FileId,
    kind: String,
    subject: Option<SubjectId>,
    last: Date,
    life: Life,
}

impl Ended {
    /// Nothing of somebody who is there.
    fn of(row: &Row) -> Option<Ended> {
        if row.int(4) == 1 {
            return None;
        }
        Some(Ended {
            file: FileId::from_slice(row.blob(0)).unwrap_or_default(),
            kind: row.text(1).to_string(),
            subject: SubjectId::from_slice(row.blob(5)),
            last: row.day(3).unwrap_or_else(|| Stamp(row.int(2).unsigned_abs()).day()),
            life: Life::default(),
        })
    }

    fn line(self, compartment: CompartmentId, kind: Kind, years: i16) -> Option<OverLine> {
        let over = rule(kind).over_on(self.last, years, &self.life)?;
        let identity = self.kind == "person" && !kind.restricted();
        Some(OverLine {
            compartment,
            file: self.file,
            kind: self.kind,
            last: self.last,
            over,
            identity,
            held: false,
        })
    }
}

fn line(compartment: CompartmentId, row: &Row) -> Option<HoldLine> {
    let held = match (FileId::from_slice(row.blob(1)), SubjectId::from_slice(row.blob(2))) {
        (Some(file), _) => Held::File(file),
        (None, subject) => Held::Subject(subject?),
    };
    Some(HoldLine {
        compartment,
        file: FileId::from_slice(row.blob(0))?,
        held,
        reason: row.text(3).to_string(),
        reference: row.text(4).to_string(),
        since: row.day(5)?,
        by: MemberId::from_slice(row.blob(6))?,
        lifted: MemberId::from_slice(row.blob(7)).and_then(|by| Some((by, row.day(8)?))),
    })
}
