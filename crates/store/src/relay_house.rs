//! The relay house's board: who came, who waits since when, what first care lacks, who leaves, who has arrived.

use crate::actor::Actor;
use crate::database::Row;
use crate::node::Store;
use crate::problem::Problem;
use domain::compartment::Role;
use domain::id::{CompartmentId, FileId, StayId};
use domain::relay_house::{CARE, Check, checks, reviews};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A card of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// Their file.
    pub file: FileId,
    /// The stay at the relay house.
    pub stay: StayId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Birth (EDTF).
    pub birth: String,
    /// `f`, `m`, `x`, `?`.
    pub sex: char,
    /// Arrived on.
    pub since: Date,
    /// Nights so far.
    pub nights: i64,
    /// Where from.
    pub came_from: String,
    /// Family group, so that brothers and sisters stand together.
    pub family: Option<Vec<u8>>,
    /// Departure decided: place, day, convoy.
    pub leaving: Option<(String, Date, Option<FileId>)>,
}

/// Somebody who left and whose arrival nobody has confirmed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Underway {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// Their file.
    pub file: FileId,
    /// The stay that was left.
    pub stay: StayId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Where to.
    pub towards: String,
    /// Left on.
    pub on: Date,
    /// Hours allowed.
    pub hours: i64,
    /// Whether the time has run out on the day of the board.
    pub alarm: bool,
}

/// A convoy with its travellers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConvoyLine {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// Its file.
    pub file: FileId,
    /// Name.
    pub name: String,
    /// Day.
    pub on: Date,
    /// Escorts.
    pub escorts: String,
    /// Way and stops.
    pub route: String,
    /// Travellers decided so far.
    pub travellers: i64,
}

/// The board of one house on one day.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Board {
    /// Came within the last two days.
    pub arrivals: Vec<Card>,
    /// Here longer, nothing decided.
    pub waiting: Vec<Card>,
    /// Departure decided.
    pub leaving: Vec<Card>,
    /// On the way, arrival not confirmed.
    pub underway: Vec<Underway>,
    /// Convoys from here, today and later.
    pub convoys: Vec<ConvoyLine>,
}

const CARDS: &str = "select s.file, s.stay, p.code, p.given, p.surname, s.birth, s.sex, s.from_day, s.came_from, p.family,
    l.name, l.on_day, l.convoy
    from stay s join person p on p.compartment = s.compartment and p.file = s.file
    left join leaving l on l.compartment = s.compartment and l.file = s.file and l.stay = s.stay and l.on_day >= $3
    where s.compartment = $1 and s.place = $2 and s.from_day <= $3 and (s.until_day is null or s.until_day > $3)
    and (s.live = 1 or s.until_day is not null) order by s.from_day, p.family, p.sort, s.file";

const UNDERWAY: &str = "select l.file, l.stay, p.code, p.given, p.surname, l.name, l.on_day, coalesce(c.confirm_hours, 24)
    from leaving l join person p on p.compartment = l.compartment and p.file = l.file
    join stay s on s.compartment = l.compartment and s.file = l.file and s.stay = l.stay
    left join convoy c on c.compartment = l.compartment and c.file = l.convoy
    where l.compartment = $1 and s.place = $2 and l.confirmed = 0 and s.until_day is not null and s.until_day <= $3
    and l.on_day > $3 - 60 and s.reason <> 'died' and exists (select 1 from file f where f.compartment = l.compartment
    and f.file = l.file and f.whereabouts <> 'left') order by l.on_day, p.sort limit 200";

impl Store {
    /// The board of `place` on `day`.
    pub fn board(&self, actor: &Actor, place: &FileId, day: Date) -> Result<Board, Problem> {
        let mut board = Board::default();
        self.read_each(actor, Role::reads, |r| {
            let here = r.compartment();
            let values = [r.here(), place.bytes().into(), day.into()];
            for row in r.query(CARDS, &values)? {
                let Some(card) = card(here, day, &row) else { continue };
                match (&card.leaving, card.nights) {
                    (Some(_), _) => board.leaving.push(card),
                    (None, ..2) => board.arrivals.push(card),
                    (None, _) => board.waiting.push(card),
                }
            }
            board.underway.extend(r.query(UNDERWAY, &values)?.iter().filter_map(|row| underway(here, day, row)));
            let convoys = r.query(
                "select c.file, c.name, c.on_day, c.escorts, c.route,
                 (select count(*) from leaving l where l.compartment = c.compartment and l.convoy = c.file)
                 from convoy c where c.compartment = $1 and c.origin = $2 and c.on_day >= $3 order by c.on_day, c.file",
                &values,
            )?;
            board.convoys.extend(convoys.iter().filter_map(|row| convoy(here, row)));
            Ok(())
        })?;
        Ok(board)
    }

    /// The travellers of a convoy.
    pub fn travellers(&self, actor: &Actor, convoy: &FileId) -> Result<Vec<Card>, Problem> {
        let cards = self.read_each(actor, Role::reads, |r| {
            let here = r.compartment();
            let rows = r.query(
                "select s.file, s.stay, p.code, p.given, p.surname, s.birth, s.sex, s.from_day, s.came_from, p.family,
                 l.name, l.on_day, l.convoy
                 from leaving l join stay s on s.compartment = l.compartment and s.file = l.file and s.stay = l.stay
                 join person p on p.compartment = l.compartment and p.file = l.file
                 where l.compartment = $1 and l.convoy = $2 order by l.name, p.family, p.sort, s.file",
                &[r.here(), convoy.bytes().into()],
            )?;
            Ok(rows.iter().filter_map(|row| card(here, row.day(11)?, row)).collect::<Vec<_>>())
        })?;
        Ok(cards.into_iter().flatten().collect())
    }

    /// Those who are still where they were, and for whom a departure to `towards` on `from` or later stands.
    pub fn bound_for(
        &self,
        actor: &Actor,
        towards: &FileId,
        from: Date,
    ) -> Result<BTreeSet<FileId>, Problem> {
        let found = self.read_each(actor, Role::reads, |r| {
            r.query(
                "select l.file from leaving l
                 join stay s on s.compartment = l.compartment and s.file = l.file and s.stay = l.stay
                 where l.compartment = $1 and l.towards = $2 and l.on_day >= $3 and l.bed_kept = 1 and s.live = 1
                 and s.until_day is null",
                &[r.here(), towards.bytes().into(), from.into()],
            )
        })?;
        Ok(found.iter().flatten().filter_map(|row| FileId::from_slice(row.blob(0))).collect())
    }

    /// First care noted during a stay, by item.
    pub fn care_done(&self, actor: &Actor, card: &Card) -> Result<Vec<(String, Check)>, Problem> {
        self.read(actor, &card.compartment, |r| {
            let done = checks(&*r.file(&card.file)?, card.stay);
            Ok(done.into_iter().map(|(item, said)| (item, said.latest().clone())).collect())
        })
    }

    /// When somebody who waits was last looked at.
    pub fn last_review(&self, actor: &Actor, card: &Card) -> Result<Option<Date>, Problem> {
        self.read(actor, &card.compartment, |r| {
            Ok(reviews(&*r.file(&card.file)?, card.stay).first().map(|look| look.value.on))
        })
    }

    /// Items of first care that nobody has noted yet for a stay.
    pub fn care_missing(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        file: &FileId,
        stay: StayId,
    ) -> Result<Vec<&'static str>, Problem> {
        self.read(actor, compartment, |r| {
            let done = checks(&*r.file(file)?, stay);
            Ok(CARE.into_iter().filter(|item| !done.iter().any(|(d, _)| d == item)).collect())
        })
    }
}

fn name(row: &Row, given: usize) -> String {
    format!("{} {}", row.text(given), row.text(given + 1)).trim().to_string()
}

fn card(compartment: CompartmentId, day: Date, row: &Row) -> Option<Card> {
    let since = row.day(7)?;
    let leaving = row.day(11).map(|on| (row.text(10).to_string(), on, FileId::from_slice(row.blob(12))));
    Some(Card {
        compartment,
        file: FileId::from_slice(row.blob(0))?,
        stay: StayId::from_slice(row.blob(1))?,
        code: row.text(2).to_string(),
        name: name(row, 3),
        birth: row.text(5).to_string(),
        sex: row.text(6).chars().next().unwrap_or('?'),
        since,
        nights: crate::database::day_number(day) - crate::database::day_number(since),
        came_from: row.text(8).to_string(),
        family: (!row.blob(9).is_empty()).then(|| row.blob(9).to_vec()),
        leaving,
    })
}

fn underway(compartment: CompartmentId, day: Date, row: &Row) -> Option<Underway> {
    let on = row.day(6)?;
    let passed = (crate::database::day_number(day) - crate::database::day_number(on)) * 24;
    Some(Underway {
        compartment,
        file: FileId::from_slice(row.blob(0))?,
        stay: StayId::from_slice(row.blob(1))?,
        code: row.text(2).to_string(),
        name: name(row, 3),
        towards: row.text(5).to_string(),
        on,
        hours: row.int(7),
        alarm: passed >= row.int(7),
    })
}

fn convoy(compartment: CompartmentId, row: &Row) -> Option<ConvoyLine> {
    Some(ConvoyLine {
        compartment,
        file: FileId::from_slice(row.blob(0))?,
        name: row.text(1).to_string(),
        on: row.day(2)?,
        escorts: row.text(3).to_string(),
        route: row.text(4).to_string(),
        travellers: row.int(5),
    })
}
