//! Derived rows: each a function of one file's entries, made again whenever the file is touched.
//!
//! What needs two files (the name of a place in another compartment, kin the other way) is computed when read.

mod ask_around;
mod break_glass;
mod double;
mod erasure;
mod hold;
mod notebook;
mod payment;
mod person;
mod place;
mod referral;
mod subject;
mod supply;
mod tracing;
mod weighing;

use crate::database::{Database, Value};
use crate::problem::Problem;
use domain::entry::Fact;
use domain::file::File;
use domain::id::{CompartmentId, FileId};
use domain::transfer::{Whereabouts, whereabouts};

/// Tables whose rows belong to one file and are replaced with it, each with what the slots begin with that its rows come
/// from: nothing is ever removed from a file, so one that never had such a slot has no such row. Tokens are not among
/// them: they are many, and hardly ever change.
const PER_FILE: [(&str, &str); 32] = [
    ("person", "person/"),
    ("stay", "stay/"),
    ("kin", "kin/"),
    ("place", "place/"),
    ("beds", "place/"),
    ("dossier", "dossier/"),
    ("asked", "dossier/"),
    ("due", "dossier/"),
    ("leaving", "relay-house/"),
    ("convoy", "relay-house/"),
    ("imported", "person/row/"),
    ("dispute", ""),
    ("held", ""),
    ("weighing", "weighing/"),
    ("programme", "programme/"),
    ("supply", "supply/"),
    ("double", "double/"),
    ("request", "tracing/"),
    ("ask_around", "ask-around/"),
    ("page", "notebook/"),
    ("opening", "notebook/"),
    ("account", "payment/"),
    ("agreed", "payment/"),
    ("paid", "payment/"),
    ("withheld_name", "subject/"),
    ("glass", "break-glass/"),
    ("erasure", "erasure/"),
    ("erased", "erasure/"),
    ("receipt", "erasure/"),
    ("hold", "hold/"),
    ("referral", "referral/"),
    ("referred", "referral/"),
];

/// Whether the file ever had a slot that begins with `prefix`.
fn ever_had(file: &File, prefix: &str) -> bool {
    file.claims.range(prefix.to_string()..).next().is_some_and(|(slot, _)| slot.starts_with(prefix))
}

/// One file's derived rows in the making.
pub(crate) struct Rows<'a> {
    pub db: &'a mut Database,
    pub compartment: &'a CompartmentId,
    pub id: &'a FileId,
    pub file: &'a File,
    pub live: bool,
    /// Whether there were rows of this file before.
    pub known: bool,
}

impl Rows<'_> {
    /// Inserts a row led by compartment and file.
    pub fn insert(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<(), Problem> {
        let mut all: Vec<Value> = vec![self.compartment.bytes().into(), self.id.bytes().into()];
        all.extend(values);
        self.db.execute(sql, &all).map(|_| ())
    }
}

/// Makes the rows of a file again; true when it is the compartment's control file.
pub fn file(
    db: &mut Database,
    compartment: &CompartmentId,
    id: &FileId,
    file: &File,
) -> Result<bool, Problem> {
    let here: [Value; 2] = [compartment.bytes().into(), id.bytes().into()];
    let before = db.one("select entries from file where compartment = $1 and file = $2", &here)?;
    let known = before.is_some();
    // Entries of somebody who was removed may count no more: then nothing that was derived from them may stay.
    let fewer = before.is_some_and(|row| row.int(0) > file.told.len() as i64);
    if known {
        db.execute("delete from file where compartment = $1 and file = $2", &here)?;
        for (table, prefix) in PER_FILE {
            if fewer || prefix.is_empty() || ever_had(file, prefix) {
                // tidy: columns only
                db.execute(&format!("delete from {table} where compartment = $1 and file = $2"), &here)?;
            }
        }
    }
    if fewer {
        db.execute("delete from token where compartment = $1 and file = $2", &here)?;
    }
    if file.is_empty() {
        // Nothing of it counts: there is no such file here.
        return Ok(false);
    }
    let place = whereabouts(file, compartment);
    let mut rows =
        Rows { db, compartment, id, file, live: place == Whereabouts::Here, known: known && !fewer };
    let kind = kind(compartment, file);
    let (standing, road) = match place {
        Whereabouts::Here => ("here", None),
        Whereabouts::OnTheRoad { to, .. } => ("on-the-road", Some(to)),
        Whereabouts::Left => ("left", None),
    };
    let subject = domain::person::Person::of(file).subject;
    rows.insert(
        "insert into file (compartment, file, kind, subject, entries, whereabouts, road_to, stamp)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            kind.into(),
            subject.map(|s| Value::from(s.bytes())).unwrap_or(Value::Null),
            (file.told.len() as i64).into(),
            standing.into(),
            road.map(|c| Value::from(c.bytes())).unwrap_or(Value::Null),
            (file.latest_stamp().0 as i64).into(),
        ],
    )?;
    disputes_and_held(&mut rows)?;
    of_kind(kind, &mut rows, subject.as_ref())?;
    Ok(kind == "control")
}

/// The rows that only files of this kind have.
fn of_kind(kind: &str, rows: &mut Rows<'_>, subject: Option<&domain::id::SubjectId>) -> Result<(), Problem> {
    match kind {
        "person" => {
            person::rows(rows)?;
            if let Some(subject) = subject {
                weighing::rows(rows, subject)?;
                double::rows(rows, subject)?;
                referral::sent(rows, subject)?;
            }
        }
        "place" => place::place(rows)?,
        "convoy" => place::convoy(rows)?,
        "supply" => supply::rows(rows)?,
        "request" => tracing::rows(rows)?,
        "question" => ask_around::rows(rows)?,
        "page" | "opening" => notebook::rows(rows)?,
        "account" => payment::rows(rows)?,
        "withheld-name" => subject::rows(rows)?,
        "break-glass" => break_glass::rows(rows)?,
        "erasure" => erasure::rows(rows)?,
        "hold" => hold::rows(rows)?,
        "referral" => referral::given(rows)?,
        _ => {}
    }
    Ok(())
}

/// Whether what stands in this file may let an erasure be carried out.
pub fn decides_on_erasure(file: &File) -> bool {
    file.claims.contains_key("erasure/carried-out") || file.claims.contains_key("hold/lifted")
}

fn kind(compartment: &CompartmentId, file: &File) -> &'static str {
    let has = |slot: &str| file.claims.contains_key(slot);
    // What decides on other files is told from the first: nobody makes it of a file that tells of something else.
    let begins = |slot: &str| file.claims.get(slot).is_some_and(|claims| claims.iter().any(|c| c.told == 0));
    // One file has the entry by which the compartment goes; whatever else calls itself founded founds nothing.
    if file.told.iter().any(|told| told.id.0 == compartment.0) {
        "control"
    } else if begins("erasure/proposed") {
        "erasure"
    } else if begins("hold/placed") {
        "hold"
    } else if has("person/subject") {
        "person"
    } else if has("place/named") {
        "place"
    } else if has("relay-house/convoy") {
        "convoy"
    } else if has("supply/at") {
        "supply"
    } else if has("tracing/inquirer") {
        "request"
    } else if has("ask-around/asked") || has("ask-around/received") {
        "question"
    } else if has("notebook/sealed") {
        "page"
    } else if has("notebook/asked") {
        "opening"
    } else if has("payment/opened") {
        "account"
    } else if has("subject/withheld") {
        "withheld-name"
    } else if has("break-glass/opened") {
        "break-glass"
    } else if has("referral/terms") {
        "referral"
    } else {
        "unknown"
    }
}

fn disputes_and_held(rows: &mut Rows<'_>) -> Result<(), Problem> {
    let file = rows.file;
    for slot in file.disputed() {
        rows.insert("insert into dispute (compartment, file, slot) values ($1, $2, $3)", [slot.into()])?;
    }
    for told in file.told.iter().filter(|t| t.unknown) {
        rows.insert(
            "insert into held (compartment, file, id, why) values ($1, $2, $3, $4)",
            [told.id.bytes().into(), "newer-version".into()],
        )?;
    }
    for claim in file.claims.values().flatten() {
        if let Fact::Person(domain::person::Fact::Row { fingerprint, .. }) = &claim.fact {
            rows.insert(
                "insert into imported (compartment, file, fingerprint) values ($1, $2, $3)
                 on conflict (compartment, fingerprint, file) do nothing",
                [fingerprint.into()],
            )?;
        }
    }
    Ok(())
}
