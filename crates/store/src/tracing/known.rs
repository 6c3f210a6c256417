//! Who is known, indexed in memory while the node is unlocked: for tracing, for questions of other houses, and for the
//! search before somebody is registered. Whoever is written after it was made is found at once.

use super::Candidate;
use crate::actor::Actor;
use crate::double::{Side, hash_of};
use crate::node::Store;
use crate::problem::Problem;
use crate::read::Reading;
use domain::compartment::Role;
use domain::id::{CompartmentId, FileId, SubjectId};
use domain::tracing::Sought;
use linkage::gazetteer::Gazetteer;
use linkage::link::{OneHand, Population, Row};
use linkage::trace::{Budget, Index, TraceProblem, build};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Candidates shown for one who is sought.
const SHOWN: usize = 12;
/// Candidates less likely than this (natural log-odds) are chance.
const LEAST: f64 = -6.0;
/// Indices kept side by side: members who read different compartments do not share one.
const KEPT: usize = 4;
/// Files changed since the index was made that are still added beside it; with more it is made again. The greater of this
/// and a tenth of all.
const BESIDE: usize = 256;

/// What an index was brought up to: of each compartment its files, their entries, the last of them.
type State = Vec<(CompartmentId, [i64; 3])>;

/// The place of an index, whether it was made yet or not.
type Kept = Arc<Mutex<Option<People>>>;

/// The indices, each for the compartments it was made of.
#[derive(Default)]
pub(crate) struct Known(Vec<(Vec<CompartmentId>, Kept)>);

/// One index with the people behind it. Somebody whose file changed is in it twice; only the last counts.
pub(crate) struct People {
    state: State,
    index: Index<[Vec<u8>; 6]>,
    sides: Vec<Side>,
    parents: Vec<[String; 2]>,
    /// How many entries each file had.
    files: HashMap<(CompartmentId, FileId), i64>,
    /// The last of each subject.
    last: HashMap<SubjectId, usize>,
    beside: usize,
}

impl Store {
    /// Who may be meant, the likeliest first, among those the actor reads.
    pub fn known_like(&self, actor: &Actor, sought: &Sought) -> Result<Vec<Candidate>, Problem> {
        let state = self.state(actor)?;
        let of: Vec<CompartmentId> = state.iter().map(|(compartment, _)| *compartment).collect();
        let kept = self.kept(of)?;
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        let current = match kept.take() {
            Some(people) if people.state == state => Some(people),
            Some(people) => self.brought_up(actor, people, &state)?,
            None => None,
        };
        let mut people = match current {
            Some(people) => people,
            None => self.people_of(actor, state)?,
        };
        let found = people.ask(sought);
        *kept = Some(people);
        Ok(found)
    }

    /// The place of the index over these compartments; the one that was used least lately makes room.
    fn kept(&self, of: Vec<CompartmentId>) -> Result<Kept, Problem> {
        let mut guard = self.unlocked.lock().unwrap_or_else(PoisonError::into_inner);
        let known = &mut guard.as_mut().ok_or(Problem::Locked)?.known.0;
        let kept = match known.iter().position(|(compartments, _)| *compartments == of) {
            Some(at) => known.remove(at),
            None => (of, Arc::default()),
        };
        let place = kept.1.clone();
        known.push(kept);
        if known.len() > KEPT {
            known.remove(0);
        }
        Ok(place)
    }

    fn state(&self, actor: &Actor) -> Result<State, Problem> {
        let mut state = self.read_each(actor, Role::reads, |r| {
            let compartment = r.compartment();
            let rows = r.query(
                "select count(*), coalesce(sum(entries), 0), coalesce(max(stamp), 0) from file
                 where compartment = $1 and kind = 'person'",
                &[r.here()],
            )?;
            let of = |row: &crate::database::Row| [row.int(0), row.int(1), row.int(2)];
            Ok((compartment, rows.first().map(of).unwrap_or_default()))
        })?;
        state.sort_unstable();
        Ok(state)
    }

    /// How many entries each file of a person has.
    fn entries_of(&self, actor: &Actor) -> Result<HashMap<(CompartmentId, FileId), i64>, Problem> {
        let found = self.read_each(actor, Role::reads, |r| {
            let compartment = r.compartment();
            let sql = "select file, entries from file where compartment = $1 and kind = 'person'";
            let rows = r.query(sql, &[r.here()])?;
            let entry = |row: &crate::database::Row| {
                Some(((compartment, FileId::from_slice(row.blob(0))?), row.int(1)))
            };
            Ok(rows.iter().filter_map(entry).collect::<Vec<_>>())
        })?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Adds those whose files changed since; nothing where so many did that the index is better made again, or where a file
    /// has gone.
    fn brought_up(
        &self,
        actor: &Actor,
        mut people: People,
        state: &State,
    ) -> Result<Option<People>, Problem> {
        let files = self.entries_of(actor)?;
        let gone = people.files.keys().any(|file| !files.contains_key(file));
        let mut changed: Vec<(CompartmentId, FileId)> = files
            .iter()
            .filter(|(file, entries)| people.files.get(file) != Some(entries))
            .map(|(file, _)| *file)
            .collect();
        if gone || people.beside + changed.len() > BESIDE.max(people.last.len() / 10) {
            return Ok(None);
        }
        changed.sort_unstable();
        let added = self.read_each(actor, Role::reads, |r| {
            let here = r.compartment();
            let mut added = Vec::new();
            for (_, file) in changed.iter().filter(|(compartment, _)| *compartment == here) {
                if let Some(side) = crate::double::side_of(r, file)? {
                    added.push((parents_of(r, &side.subject)?, side));
                }
            }
            Ok(added)
        })?;
        people.forget(&changed);
        for (parents, side) in added.into_iter().flatten() {
            people.add(side, parents);
        }
        people.beside += changed.len();
        (people.files, people.state) = (files, state.clone());
        Ok(Some(people))
    }

    fn people_of(&self, actor: &Actor, state: State) -> Result<People, Problem> {
        let files = self.entries_of(actor)?;
        let sides = self.sides(actor)?;
        let by_subject: HashMap<SubjectId, usize> =
            sides.iter().enumerate().map(|(at, side)| (side.subject, at)).collect();
        let ties = self.read_each(actor, Role::reads, |r| {
            r.query(
                "select subject, relation, other, name from kin
                 where compartment = $1 and relation in ('father', 'mother') order by subject, relation, name",
                &[r.here()],
            )
        })?;
        let mut parents = vec![[String::new(), String::new()]; sides.len()];
        for row in ties.iter().flatten() {
            let Some(child) = SubjectId::from_slice(row.blob(0)).and_then(|s| by_subject.get(&s)) else {
                continue;
            };
            let other = SubjectId::from_slice(row.blob(2)).and_then(|s| by_subject.get(&s));
            let name = other.map_or_else(|| row.text(3).to_string(), |at| sides[*at].name.clone());
            parents[*child][usize::from(row.text(1) == "mother")] = name;
        }
        People::of(sides, parents, files, state)
    }
}

/// Father and mother as a file names them.
fn parents_of(r: &mut Reading<'_>, subject: &SubjectId) -> Result<[String; 2], Problem> {
    let sql = "select k.relation, k.name, p.surname, p.given from kin k
               left join person p on p.compartment = k.compartment and p.subject = k.other and p.volet = 'administrative'
               where k.compartment = $1 and k.subject = $2 and k.relation in ('father', 'mother')
               order by k.relation, k.name";
    let mut parents = [String::new(), String::new()];
    for row in r.query(sql, &[r.here(), subject.bytes().into()])? {
        let known = format!("{} {}", row.text(2), row.text(3)).trim().to_string();
        let name = if known.is_empty() { row.text(1).to_string() } else { known };
        parents[usize::from(row.text(0) == "mother")] = name;
    }
    Ok(parents)
}

/// Somebody as the index takes them in.
fn row<'a>(side: &'a Side, [father, mother]: &'a [String; 2], sex: &'a str) -> Row<'a> {
    Row {
        given: &side.given,
        surname: &side.surname,
        sex,
        birth: &side.birth,
        birth_place: &side.birth_place,
        father,
        mother,
        residence: &side.place,
    }
}

impl People {
    fn of(
        sides: Vec<Side>,
        parents: Vec<[String; 2]>,
        files: HashMap<(CompartmentId, FileId), i64>,
        state: State,
    ) -> Result<People, Problem> {
        let mut list = Population::new(Gazetteer::default(), &OneHand);
        for (side, parents) in sides.iter().zip(&parents) {
            list.add(&row(side, parents, &side.sex.to_string()));
        }
        let ids: Vec<String> = (0..sides.len()).map(|at| at.to_string()).collect();
        let sections = build(list.finish(), &OneHand).in_memory(&|at| ids[at as usize].as_bytes());
        let index = Index::open(sections, Gazetteer::default()).map_err(|_| Problem::Unknown("index"))?;
        let last = sides.iter().enumerate().map(|(at, side)| (side.subject, at)).collect();
        Ok(People { state, index, sides, parents, files, last, beside: 0 })
    }

    /// Lets go of those whose files changed: who still lives here is added again.
    fn forget(&mut self, changed: &[(CompartmentId, FileId)]) {
        let sides = &self.sides;
        self.last.retain(|_, at| {
            let side = &sides[*at];
            changed.binary_search(&(side.compartment, side.file)).is_err()
        });
    }

    fn add(&mut self, side: Side, parents: [String; 2]) {
        let number = self.sides.len();
        self.index.add(&number.to_string(), &row(&side, &parents, &side.sex.to_string()));
        self.last.insert(side.subject, number);
        self.sides.push(side);
        self.parents.push(parents);
    }

    fn ask(&mut self, sought: &Sought) -> Vec<Candidate> {
        let birth = sought.birth.as_ref().map(ToString::to_string).unwrap_or_default();
        let asked = Row {
            given: &sought.given,
            surname: &sought.surname,
            sex: &sought.sex,
            birth: &birth,
            birth_place: &sought.birth_place,
            father: &sought.father,
            mother: &sought.mother,
            residence: "",
        };
        // Those who stand in it more than once may take the room of others: so much more is asked for.
        let budget = Budget { top: SHOWN + self.beside.min(BESIDE), ..Budget::default() };
        // Too little to look for anybody finds nobody; the index is of this process's own making.
        let hits: Result<_, TraceProblem> = self.index.ask(&asked, budget);
        let (hits, _) = hits.unwrap_or_default();
        let candidate = |hit: linkage::trace::Hit| {
            let at: usize = hit.id.parse().ok()?;
            let side = self.sides.get(at).filter(|side| self.last.get(&side.subject) == Some(&at))?.clone();
            let rests_on = rests_on(sought, &side);
            let (log_odds, rather, reasons) = (hit.log_odds, hit.rather, hit.reasons);
            Some(Candidate { side, parents: self.parents[at].clone(), log_odds, rather, reasons, rests_on })
        };
        hits.into_iter().filter(|hit| hit.log_odds > LEAST).filter_map(candidate).take(SHOWN).collect()
    }
}

/// The hash of what was sought and what the file says of name, birth and sex.
fn rests_on(sought: &Sought, side: &Side) -> String {
    let (birth, sex) =
        (sought.birth.as_ref().map(ToString::to_string).unwrap_or_default(), side.sex.to_string());
    let asked = [
        &sought.given,
        &sought.surname,
        &sought.sex,
        &birth,
        &sought.birth_place,
        &sought.father,
        &sought.mother,
    ];
    let said = asked.into_iter().chain([&side.name, &side.birth, &sex]).map(|part| part.as_bytes());
    hash_of("relais 2026 what a judgement of tracing rests on", said.chain([side.subject.bytes()]))
}
