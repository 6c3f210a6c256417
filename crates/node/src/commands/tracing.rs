//! `relais tracing`: requests of relatives, who may be meant, and PFIF in and out.

mod exchange;

use crate::complaint::Complaint;
use crate::context::{Context, Done, day};
use crate::table::Table;
use clap::{Args, Subcommand};
use domain::Edtf;
use domain::id::FileId;
use domain::kin::Relation;
use domain::tracing::{Inquirer, Request, Sought};
use serde_json::{Value, json};
use std::path::PathBuf;
use store::tracing::{Candidate, RequestLine};

/// Tracing.
#[derive(Debug, Subcommand)]
pub enum Tracing {
    /// Requests: open ones first, the oldest first
    List,
    /// A request, who is sought, and who may be meant
    Show {
        /// File id of the request, or the inquirer's name
        request: String,
    },
    /// Open a request of a relative for one person; more are added on its page
    Open(Box<Opening>),
    /// Take in requests from a PFIF file, versions 1.1 to 1.4; those that are known already are passed over
    Import {
        /// The file
        #[arg(long, value_name = "FILE.XML")]
        pfif: PathBuf,
        /// Look only
        #[arg(long)]
        dry_run: bool,
    },
    /// Write a request as PFIF 1.4: who is sought, as the inquirer knows them; never who was found
    Export {
        /// File id of the request, or the inquirer's name
        request: String,
        /// The new file
        #[arg(long, value_name = "FILE.XML")]
        pfif: PathBuf,
        /// When and how the inquirer agreed that it goes out
        #[arg(long)]
        agreed: String,
        /// Whether the inquirer's address goes along
        #[arg(long)]
        with_contact: bool,
        /// Days after which receivers must forget it
        #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u16).range(1..=730))]
        expires: u16,
    },
}

/// What somebody who is sought is known by, as typed.
#[derive(Debug, Args)]
pub struct Known {
    /// Given names of who is sought
    #[arg(long, default_value = "", hide_default_value = true)]
    given: String,
    /// Surname
    #[arg(long, default_value = "", hide_default_value = true)]
    surname: String,
    /// f, m or x
    #[arg(long, default_value = "", hide_default_value = true, value_parser = ["f", "m", "x", ""])]
    sex: String,
    /// Birth, EDTF
    #[arg(long)]
    birth: Option<String>,
    /// Place of birth
    #[arg(long, default_value = "", hide_default_value = true)]
    birth_place: String,
    /// Father's name
    #[arg(long, default_value = "", hide_default_value = true)]
    father: String,
    /// Mother's name
    #[arg(long, default_value = "", hide_default_value = true)]
    mother: String,
}

impl Known {
    /// As somebody who is sought.
    pub fn sought(&self) -> Result<Sought, Complaint> {
        let birth = self.birth.as_deref().map(|text| {
            Edtf::parse(text).map_err(|_| {
                Complaint::usage(
                    format!("birth, “{text}”: this is no date."),
                    "Write 1931-03-12, 1931, 1931~ or 193X.",
                )
            })
        });
        Ok(Sought {
            given: self.given.clone(),
            surname: self.surname.clone(),
            sex: self.sex.clone(),
            birth: birth.transpose()?,
            birth_place: self.birth_place.clone(),
            father: self.father.clone(),
            mother: self.mother.clone(),
            ..Sought::default()
        })
    }
}

/// A request as typed.
#[derive(Debug, Args)]
pub struct Opening {
    /// Who asks
    #[arg(long)]
    inquirer: String,
    /// Where the request comes from
    #[arg(long, default_value = "", hide_default_value = true)]
    from: String,
    /// How the inquirer is reached
    #[arg(long, default_value = "", hide_default_value = true)]
    contact: String,
    /// When it was received, instead of today
    #[arg(long, value_name = "DATE")]
    received: Option<String>,
    #[command(flatten)]
    who: Known,
    /// What the sought person is to the inquirer: sibling, child, niece-or-nephew ..
    #[arg(long)]
    relation: Option<String>,
}

impl Tracing {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Tracing::List => list(ctx),
            Tracing::Show { request } => show(ctx, request),
            Tracing::Open(opening) => opening.run(ctx),
            Tracing::Import { pfif, dry_run } => exchange::import(ctx, pfif, *dry_run),
            Tracing::Export { request, pfif, agreed, with_contact, expires } => {
                let going = exchange::Going { agreed, with_contact: *with_contact, expires: *expires };
                exchange::export(ctx, request, pfif, &going)
            }
        }
    }
}

fn list(ctx: &mut Context<'_>) -> Done {
    let all = ctx.store.requests(ctx.actor)?;
    let mut table =
        Table::new(&["received", "inquirer", "from", "sought", "vetted", "open", "follow-up", "file"]);
    for l in &all {
        let due = l.due.as_ref().map(|(_, day)| day.to_string()).unwrap_or_default();
        let vetted = if l.vetted { "yes" } else { "no" }.to_string();
        table.row([
            l.received.to_string(),
            l.inquirer.clone(),
            l.from.clone(),
            l.sought.clone(),
            vetted,
            if l.closed { "closed".into() } else { l.open.to_string() },
            due,
            l.file.to_string(),
        ]);
    }
    let value: Vec<Value> = all
        .iter()
        .map(|l| {
            json!({ "file": l.file, "received": l.received, "inquirer": l.inquirer, "from": l.from, "sought": l.sought,
                "vetted": l.vetted, "open": l.open, "closed": l.closed, "due": l.due, "record": l.record })
        })
        .collect();
    ctx.table(&table, &value, "No request.")
}

/// The request of that id, or of the only inquirer of that name.
fn find(ctx: &Context<'_>, asked: &str) -> Result<RequestLine, Complaint> {
    let all = ctx.store.requests(ctx.actor)?;
    if let Some(id) = FileId::parse(asked) {
        let found = all.into_iter().find(|l| l.file == id);
        return found.ok_or_else(|| Complaint::unknown("request", asked, "Look with `relais tracing list`."));
    }
    let wanted = linkage::name::normalise(asked);
    let mut found = all.into_iter().filter(|l| linkage::name::normalise(&l.inquirer) == wanted);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (Some(_), Some(_)) => Err(Complaint::usage(
            format!("Several requests are of {asked}."),
            "Name its file id, from `relais tracing list`.",
        )),
        _ => Err(Complaint::unknown("request", asked, "Look with `relais tracing list`.")),
    }
}

fn show(ctx: &mut Context<'_>, asked: &str) -> Done {
    let line = find(ctx, asked)?;
    let volume = ctx.store.open_file(ctx.actor, &line.file, "relais tracing show")?;
    let request = Request::of(&volume.file).ok_or_else(|| Complaint::unknown("request", asked, ""))?;
    let mut table = Table::new(&["sought", "code", "name", "born", "place", "#log-odds", "said"]);
    let mut value = Vec::new();
    let houses = ctx.store.compartments(ctx.actor)?;
    let scene = houses.iter().find(|c| c.id == line.compartment).map(|c| c.scene).unwrap_or_default();
    for search in &request.searches {
        let sought = search.sought.latest();
        let name = sought.name();
        let found = ctx.store.traced(ctx.actor, scene, sought)?;
        let said = |c: &Candidate| {
            let said = search.judged.iter().find(|(subject, _)| *subject == c.side.subject);
            said.map(|(_, said)| said.latest().verdict.clone()).unwrap_or_default()
        };
        for c in &found {
            let side = &c.side;
            table.row([
                name.clone(),
                side.code.clone(),
                side.name.clone(),
                side.birth.clone(),
                side.place.clone(),
                format!("{:+.1}", c.log_odds),
                said(c),
            ]);
        }
        let candidates: Vec<Value> = found
            .iter()
            .map(|c| {
                let reasons: Vec<Value> = c
                    .reasons
                    .iter()
                    .map(|r| json!({ "field": r.field.key(), "level": r.level, "weight": r.weight }))
                    .collect();
                json!({ "file": c.side.file, "code": c.side.code, "name": c.side.name, "birth": c.side.birth,
                    "log_odds": c.log_odds, "said": said(c), "reasons": reasons })
            })
            .collect();
        value.push(json!({ "sought": sought, "candidates": candidates }));
    }
    let value = json!({ "file": line.file, "inquirer": request.inquirer.latest(), "vetted": request.is_vetted(),
        "searches": value });
    ctx.table(&table, &value, "Nobody you may read is like those who are sought.")
}

impl Opening {
    fn run(&self, ctx: &mut Context<'_>) -> Done {
        let house = ctx.writes_in(None)?;
        let today = ctx.today(&house.id)?;
        let received =
            self.received.as_deref().map(|text| day("received", text)).transpose()?.unwrap_or(today);
        let relation = self.relation.as_deref().map(|text| {
            Relation::parse(text).ok_or_else(|| {
                let all = Relation::ALL.map(Relation::key).join(", ");
                Complaint::usage(
                    format!("relation, “{text}”: there is none such."),
                    format!("One of: {all}."),
                )
            })
        });
        let known = self.who.sought()?;
        let sought = Sought { relation: relation.transpose()?, ..known };
        let inquirer = Inquirer {
            name: self.inquirer.clone(),
            from: self.from.clone(),
            contact: self.contact.clone(),
            received,
            words: String::new(),
            record: String::new(),
        };
        let (inquirer, sought) = (inquirer.typed(today)?, sought.typed()?);
        let file = ctx.store.request_opened(ctx.actor, &house.id, inquirer, vec![sought])?;
        ctx.done(
            format!("Request {file}. Whoever asks is answered the same, hit or none."),
            &json!({ "file": file }),
        )
    }
}
