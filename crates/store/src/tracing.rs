//! Tracing over the compartments the actor reads: requests, and who may be meant by those who are sought. Whom the actor
//! does not read is no candidate. The index of who is known lives in memory only, while the node is unlocked.

use crate::actor::Actor;
use crate::database::Row;
use crate::double::{Side, hash_of};
use crate::node::Store;
use crate::problem::Problem;
use domain::compartment::{Role, Scene};
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, Key, SubjectId};
use domain::tracing::{Fact as Told, Inquirer, Sought};
use jiff::civil::Date;
use linkage::gazetteer::Gazetteer;
use linkage::link::{Class, OneHand, Population, Reason};
use linkage::trace::{Budget, Index, TraceProblem, build};
use std::collections::HashMap;
use std::sync::PoisonError;

/// Candidates shown for one who is sought.
const SHOWN: usize = 12;
/// Candidates less likely than this (natural log-odds) are chance.
const LEAST: f64 = -6.0;
/// Indices kept side by side: members who read different compartments do not share one.
const KEPT: usize = 4;

/// A request as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestLine {
    /// In which compartment.
    pub compartment: CompartmentId,
    /// Its file.
    pub file: FileId,
    /// Who asks.
    pub inquirer: String,
    /// Where it comes from.
    pub from: String,
    /// When it was received.
    pub received: Date,
    /// Who is sought, "Surname Given" one after the other.
    pub sought: String,
    /// How many of them are not brought together yet.
    pub open: i64,
    /// Whether the inquirer is vetted.
    pub vetted: bool,
    /// Whether it is closed.
    pub closed: bool,
    /// The next follow-up and its day.
    pub due: Option<(String, Date)>,
    /// The id it bears elsewhere.
    pub record: String,
}

/// Somebody who may be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Who.
    pub side: Side,
    /// Father and mother as the files name them.
    pub parents: [String; 2],
    /// Natural logarithm of the odds.
    pub log_odds: f64,
    /// Where kin explains it better.
    pub rather: Option<Class>,
    /// What each field said.
    pub reasons: Vec<Reason>,
    /// The hash of what was sought and what the file says of name, birth and sex.
    pub rests_on: String,
}

/// What an index was made from: of each compartment its files, their entries, the last of them.
type State = Vec<(CompartmentId, [i64; 3])>;

/// Who is known, in memory.
#[derive(Default)]
pub(crate) struct Known(Vec<(State, People)>);

/// One index with the people behind it.
struct People {
    index: Index<[Vec<u8>; 6]>,
    sides: Vec<Side>,
    parents: Vec<[String; 2]>,
}

impl Store {
    /// Every request the actor reads: open ones first, the oldest first.
    pub fn requests(&self, actor: &Actor) -> Result<Vec<RequestLine>, Problem> {
        let found = self.read_each(actor, Role::reads, |r| {
            let compartment = r.compartment();
            let rows = r.query(
                "select file, inquirer, place, received, sought, open, vetted, closed, step, due, record from request
                 where compartment = $1 and live = 1",
                &[r.here()],
            )?;
            Ok(rows.iter().filter_map(|row| line(compartment, row)).collect::<Vec<_>>())
        })?;
        let mut all: Vec<RequestLine> = found.into_iter().flatten().collect();
        all.sort_by_key(|l| (l.closed, l.received, l.file));
        Ok(all)
    }

    /// Opens a request.
    ///
    /// # Errors
    /// Not allowed to the role.
    pub fn request_opened(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        inquirer: Inquirer,
        sought: Vec<Sought>,
    ) -> Result<FileId, Problem> {
        self.write(actor, compartment, move |w| {
            let mut facts = vec![Fact::Tracing(Told::Inquirer(inquirer))];
            for sought in sought {
                let key = w.new_key();
                facts.push(Fact::Tracing(Told::Sought { key, sought }));
            }
            let file = w.new_file();
            w.append(&file, facts).map(|_| file)
        })
    }

    /// Writes on a request; what needs a new key is given one.
    ///
    /// # Errors
    /// Not allowed to the role; a file that is no request of that compartment.
    pub fn request_told(
        &self,
        actor: &Actor,
        compartment: &CompartmentId,
        file: FileId,
        told: impl FnOnce(Key) -> Told + Send + 'static,
    ) -> Result<(), Problem> {
        self.write(actor, compartment, move |w| {
            let here = [w.compartment().bytes().into(), file.bytes().into()];
            let known = w.query("select 1 from request where compartment = $1 and file = $2", &here)?;
            if known.is_empty() {
                return Err(Problem::Unknown("request"));
            }
            let key = w.new_key();
            w.append(&file, vec![Fact::Tracing(told(key))]).map(drop)
        })
    }

    /// Who may be meant, the likeliest first, among those the actor reads in houses of that scene.
    pub fn traced(&self, actor: &Actor, scene: Scene, sought: &Sought) -> Result<Vec<Candidate>, Problem> {
        let houses: Vec<CompartmentId> =
            self.compartments(actor)?.into_iter().filter(|c| c.scene == scene).map(|c| c.id).collect();
        let state = self.state(actor)?;
        let kept = self.with_known(|known| {
            let at = known.0.iter().position(|(of, _)| *of == state);
            at.map(|at| known.0.remove(at).1)
        })?;
        let mut people = match kept {
            Some(people) => people,
            None => self.people_of(actor)?,
        };
        let mut found = people.ask(sought);
        found.retain(|candidate| houses.contains(&candidate.side.compartment));
        self.with_known(|known| {
            known.0.retain(|(of, _)| of.iter().map(|(c, _)| c).ne(state.iter().map(|(c, _)| c)));
            known.0.push((state, people));
            if known.0.len() > KEPT {
                known.0.remove(0);
            }
        })?;
        Ok(found)
    }

    fn with_known<T>(&self, f: impl FnOnce(&mut Known) -> T) -> Result<T, Problem> {
        let mut guard = self.unlocked.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(f(&mut guard.as_mut().ok_or(Problem::Locked)?.known))
    }

    fn state(&self, actor: &Actor) -> Result<State, Problem> {
        let mut state = self.read_each(actor, Role::reads, |r| {
            let compartment = r.compartment();
            let rows = r.query(
                "select count(*), coalesce(sum(entries), 0), coalesce(max(stamp), 0) from file
                 where compartment = $1 and kind = 'person'",
                &[r.here()],
            )?;
            let of = |row: &Row| [row.int(0), row.int(1), row.int(2)];
            Ok((compartment, rows.first().map(of).unwrap_or_default()))
        })?;
        state.sort_unstable();
        Ok(state)
    }

    fn people_of(&self, actor: &Actor) -> Result<People, Problem> {
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
        People::of(sides, parents)
    }
}

fn line(compartment: CompartmentId, row: &Row) -> Option<RequestLine> {
    Some(RequestLine {
        compartment,
        file: FileId::from_slice(row.blob(0))?,
        inquirer: row.text(1).to_string(),
        from: row.text(2).to_string(),
        received: row.day(3)?,
        sought: row.text(4).to_string(),
        open: row.int(5),
        vetted: row.int(6) != 0,
        closed: row.int(7) != 0,
        due: row.day(9).map(|day| (row.text(8).to_string(), day)),
        record: row.text(10).to_string(),
    })
}

impl People {
    fn of(sides: Vec<Side>, parents: Vec<[String; 2]>) -> Result<People, Problem> {
        let mut list = Population::new(Gazetteer::default());
        for (side, [father, mother]) in sides.iter().zip(&parents) {
            let sex = side.sex.to_string();
            let row = linkage::link::Row {
                given: &side.given,
                surname: &side.surname,
                sex: &sex,
                birth: &side.birth,
                birth_place: &side.birth_place,
                father,
                mother,
                residence: &side.place,
            };
            list.add(&row);
        }
        let ids: Vec<String> = (0..sides.len()).map(|at| at.to_string()).collect();
        let sections = build(list.finish(), &OneHand).in_memory(&|at| ids[at as usize].as_bytes());
        let index = Index::open(sections, Gazetteer::default()).map_err(|_| Problem::Unknown("index"))?;
        Ok(People { index, sides, parents })
    }

    fn ask(&mut self, sought: &Sought) -> Vec<Candidate> {
        let birth = sought.birth.as_ref().map(ToString::to_string).unwrap_or_default();
        let row = linkage::link::Row {
            given: &sought.given,
            surname: &sought.surname,
            sex: &sought.sex,
            birth: &birth,
            birth_place: &sought.birth_place,
            father: &sought.father,
            mother: &sought.mother,
            residence: "",
        };
        let budget = Budget { top: SHOWN, ..Budget::default() };
        // Too little to look for anybody finds nobody; the index is of this process's own making.
        let hits: Result<_, TraceProblem> = self.index.ask(&row, budget);
        let (hits, _) = hits.unwrap_or_default();
        let candidate = |hit: linkage::trace::Hit| {
            let at: usize = hit.id.parse().ok()?;
            let side = self.sides.get(at)?.clone();
            let rests_on = rests_on(sought, &side);
            let (log_odds, rather, reasons) = (hit.log_odds, hit.rather, hit.reasons);
            Some(Candidate { side, parents: self.parents[at].clone(), log_odds, rather, reasons, rests_on })
        };
        hits.into_iter().filter(|hit| hit.log_odds > LEAST).filter_map(candidate).collect()
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
