//! `relais dossier`: a procedure taken up for a person, its papers, what is missing and what can be asked for now.

mod on_paper;
mod pack;
mod trips;

use super::person::find;
use crate::complaint::{self, Complaint};
use crate::context::{Context, Done, day};
use crate::table::Table;
use clap::Subcommand;
use domain::dossier::{self, Dossier as Taken, Opening, Status};
use domain::entry::{Fact, TEXT_MAX};
use domain::id::FileId;
use domain::refusal::{Why, refuse};
use planning::procedure::PaperKind;
use serde_json::json;
use std::path::PathBuf;
use store::Volume;
use web::picture::{SCAN_SIDE, remade};

/// Dossiers.
#[derive(Debug, Subcommand)]
pub enum Dossier {
    /// Take up a procedure for somebody
    Open {
        /// Code, file id or name
        who: String,
        /// Id of the procedure; `relais dossier open WHO --procedure list` names them
        #[arg(long)]
        procedure: String,
    },
    /// A step of a paper: wanted, asked, received, lapsed, refused
    Paper {
        /// Code, file id or name
        who: String,
        /// Id of the paper in its procedure
        paper: String,
        /// The step
        #[arg(value_parser = status)]
        step: Status,
        /// Which dossier, where there are several
        #[arg(long)]
        procedure: Option<String>,
        /// On this day instead of today
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// Who issued it
        #[arg(long, default_value = "", hide_default_value = true)]
        issuer: String,
        /// Its number or receipt
        #[arg(long, default_value = "", hide_default_value = true)]
        number: String,
    },
    /// Take in pages of a paper, photographed or scanned: JPEG, PNG or WebP
    Scan {
        /// Code, file id or name
        who: String,
        /// Id of the paper in its procedure
        paper: String,
        /// The pictures, in the order of the pages
        #[arg(required = true)]
        pages: Vec<PathBuf>,
        /// Which dossier, where there are several
        #[arg(long)]
        procedure: Option<String>,
        /// What they show
        #[arg(long, default_value = "", hide_default_value = true)]
        shows: String,
    },
    Pack(pack::Pack),
    Trips(trips::Trips),
    /// Where somebody's dossiers stand
    Show {
        /// Code, file id or name
        who: String,
    },
}

fn status(text: &str) -> Result<Status, String> {
    let all = || Status::ALL.map(Status::key).join(", ");
    Status::parse(text).ok_or_else(|| format!("there is no such step; one of: {}", all()))
}

impl Dossier {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Dossier::Open { who, procedure } => open(ctx, who, procedure),
            Dossier::Paper { who, paper, step, procedure, on, issuer, number } => {
                let (file, volume, taken) = one(ctx, who, procedure.as_deref(), "dossier")?;
                let today = ctx.today(&volume.compartment)?;
                let on = on.as_deref().map_or(Ok(today), |o| day("on", o))?;
                let kind = kind(&taken, paper)?;
                let mut state = taken.paper(paper).step(*step, on, kind.valid_days);
                if !issuer.is_empty() {
                    state.issuer = issuer.clone();
                }
                if !number.is_empty() {
                    state.number = number.clone();
                }
                let fact = Fact::Dossier(dossier::Fact::Paper {
                    dossier: taken.key,
                    paper: paper.clone(),
                    state: state.clone(),
                });
                ctx.store.write(ctx.actor, &volume.compartment, move |w| w.append(&file, vec![fact]))?;
                ctx.done(
                    format!("{paper}: {} on {on}.", step.key()),
                    &json!({ "file": file, "paper": paper, "state": state }),
                )
            }
            Dossier::Scan { who, paper, pages, procedure, shows } => {
                scan(ctx, who, paper, procedure.as_deref(), pages, shows)
            }
            Dossier::Pack(pack) => pack.run(ctx),
            Dossier::Trips(trips) => trips.run(ctx),
            Dossier::Show { who } => show(ctx, who),
        }
    }
}

/// What the procedure says of a paper.
fn kind(taken: &Taken, paper: &str) -> Result<&'static PaperKind, Complaint> {
    let papers = taken.procedure().map(|p| p.papers.as_slice()).unwrap_or_default();
    papers.iter().find(|kind| kind.id == *paper).ok_or_else(|| {
        let known: Vec<&str> = papers.iter().map(|kind| kind.id.as_str()).collect();
        Complaint::unknown("paper", paper, format!("One of: {}.", known.join(", ")))
    })
}

fn scan(
    ctx: &mut Context<'_>,
    who: &str,
    paper: &str,
    procedure: Option<&str>,
    pages: &[PathBuf],
    shows: &str,
) -> Done {
    let (file, volume, taken) = one(ctx, who, procedure, "dossier")?;
    let (kind, dossier, caption) = (kind(&taken, paper)?, taken.key, shows.trim().to_string());
    if caption.len() > TEXT_MAX {
        return Err(refuse("shows", "", Why::TooLong).into());
    }
    let mut pictures = Vec::with_capacity(pages.len());
    for page in pages {
        let path = ctx.path(page);
        let bytes = std::fs::read(&path).map_err(|e| complaint::file(&path, &e))?;
        pictures.push(remade(&bytes, "scan", SCAN_SIDE).map_err(|refusal| {
            Complaint::new(
                3,
                format!("{}: no picture that can be taken in ({refusal}).", path.display()),
                "JPEG, PNG or WebP, up to 12 MB and 8192 pixels a side; of a PDF, its pages as pictures.",
            )
        })?);
    }
    let id = kind.id.clone();
    ctx.store.write(ctx.actor, &volume.compartment, move |w| {
        let mut facts = Vec::with_capacity(pictures.len());
        for jpeg in &pictures {
            let ((address, key), scan) = (w.attach(jpeg)?, w.new_key());
            let picture = dossier::Scan { address, key, caption: caption.clone() };
            facts.push(Fact::Dossier(dossier::Fact::Scan { dossier, paper: id.clone(), scan, picture }));
        }
        w.append(&file, facts)
    })?;
    ctx.done(
        format!("{paper}: {} taken in.", pages.len()),
        &json!({ "file": file, "paper": paper, "scans": pages.len() }),
    )
}

fn open(ctx: &mut Context<'_>, who: &str, procedure: &str) -> Done {
    let file = find(ctx, who)?.file;
    let volume = ctx.store.open_file(ctx.actor, &file, "taking up a dossier")?;
    let Some(shipped) = planning::newest(procedure) else {
        let known: Vec<&str> = planning::shipped().iter().map(|p| p.id.as_str()).collect();
        return Err(Complaint::unknown("procedure", procedure, format!("One of: {}.", known.join(", "))));
    };
    let on = domain::Edtf::day(ctx.today(&volume.compartment)?);
    let opening = Opening { procedure: shipped.id.clone(), version: shipped.version, on };
    let key = ctx.store.write(ctx.actor, &volume.compartment, move |w| {
        let dossier = w.new_key();
        w.append(&file, vec![Fact::Dossier(dossier::Fact::Opened { dossier, opening })])?;
        Ok(dossier)
    })?;
    let value = json!({ "file": file, "dossier": key, "procedure": shipped.id, "version": shipped.version });
    ctx.done(format!("{} taken up. Next: relais dossier show {who}", shipped.id), &value)
}

/// One open dossier of somebody.
fn one(
    ctx: &mut Context<'_>,
    who: &str,
    procedure: Option<&str>,
    purpose: &str,
) -> Result<(FileId, Volume, Taken), Complaint> {
    let file = find(ctx, who)?.file;
    let volume = ctx.store.open_file(ctx.actor, &file, purpose)?;
    let mut open: Vec<Taken> = dossier::dossiers(&volume.file)
        .into_iter()
        .filter(|d| d.closing.is_none() && procedure.is_none_or(|p| d.opening.latest().procedure == p))
        .collect();
    match (open.pop(), open.is_empty()) {
        (Some(one), true) => Ok((file, volume, one)),
        (None, _) => Err(Complaint::new(
            4,
            "No such dossier is open.",
            "Take one up: relais dossier open WHO --procedure ID",
        )),
        (Some(_), false) => {
            Err(Complaint::usage("Several dossiers are open.", "Say which with --procedure."))
        }
    }
}

fn show(ctx: &mut Context<'_>, who: &str) -> Done {
    let file = find(ctx, who)?.file;
    let volume = ctx.store.open_file(ctx.actor, &file, "dossiers")?;
    let today = ctx.today(&volume.compartment)?;
    let mut table = Table::new(&["procedure", "paper", "step", "valid until", "now"]);
    let mut values = Vec::new();
    for taken in dossier::dossiers(&volume.file) {
        let Some(procedure) = taken.procedure() else { continue };
        let standing = taken.standing(today);
        let asks = |id: &str| standing.as_ref().is_some_and(|s| s.can_ask_now.iter().any(|a| a.paper == id));
        for kind in &procedure.papers {
            let paper = taken.paper(&kind.id);
            let now = if asks(&kind.id) { "can be asked for" } else { "" };
            let valid = paper.valid_until.map(|d| d.to_string()).unwrap_or_default();
            table.row([procedure.id.clone(), kind.id.clone(), paper.status.key().into(), valid, now.into()]);
        }
        let papers: Vec<_> =
            procedure.papers.iter().map(|k| json!({ "paper": k.id, "state": taken.paper(&k.id), "scans": taken.scans_of(&k.id).count() })).collect();
        values.push(json!({
            "dossier": taken.key, "procedure": procedure.id, "version": procedure.version, "papers": papers,
            "complete": standing.as_ref().is_some_and(|s| s.complete),
            "missing": standing.as_ref().map(|s| s.missing.clone()),
            "can_ask_now": standing.as_ref().map(|s| s.can_ask_now.iter().map(|a| a.paper.clone()).collect::<Vec<_>>()),
            "closed": taken.closing.as_ref().map(|c| c.latest().outcome.clone()),
        }));
    }
    ctx.table(&table, &values, "No dossier yet: relais dossier open WHO --procedure ID")
}
