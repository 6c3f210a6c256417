//! Tracing over the compartments the actor reads: requests, and who may be meant by those who are sought. Whom the actor
//! does not read is no candidate. The index of who is known lives in memory only, while the node is unlocked.

mod known;

use crate::actor::Actor;
use crate::database::Row;
use crate::double::Side;
use crate::node::Store;
use crate::problem::Problem;
use domain::compartment::{Role, Scene};
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, Key};
use domain::tracing::{Fact as Told, Inquirer, Sought};
use jiff::civil::Date;
pub(crate) use known::Known;
use linkage::link::{Class, Reason};

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
        let mut found = self.known_like(actor, sought)?;
        found.retain(|candidate| houses.contains(&candidate.side.compartment));
        Ok(found)
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
