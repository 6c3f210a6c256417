//! `relais hold`: a legal hold stands before every erasure; `relais retention`: files whose time of keeping is over, which
//! only proposes.

use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::table::Table;
use clap::{Args, Subcommand};
use domain::compartment::Kind;
use domain::hold::{Held, Placed, Reason};
use domain::id::FileId;
use domain::retention::RULES;
use serde_json::{Value, json};
use store::hold::HoldLine;

/// Legal holds.
#[derive(Debug, Subcommand)]
pub enum Hold {
    /// Those that stand, and those that were lifted
    List,
    /// Place one on a file, or on everything of its person
    Place {
        /// File id
        file: String,
        /// proceedings, inquiry, claim or complaint
        #[arg(value_parser = Reason::ALL.map(Reason::key))]
        reason: String,
        /// The number of the case; no name
        reference: String,
        /// Since which day; today where it is not said
        #[arg(long)]
        since: Option<jiff::civil::Date>,
        /// Everything of the person, in every house
        #[arg(long)]
        whole_person: bool,
    },
    /// Lift one, with a reason
    Lift {
        /// The hold's first figures, as `list` shows them
        hold: String,
        /// Why
        why: String,
    },
}

impl Hold {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Hold::List => list(ctx),
            Hold::Place { file, reason, reference, since, whole_person } => {
                let id = FileId::parse(file).ok_or_else(|| {
                    Complaint::unknown("file", file, "`relais person list` shows file ids.")
                })?;
                let reason = Reason::parse(reason).ok_or_else(|| {
                    Complaint::unknown("reason", reason, "proceedings, inquiry, claim or complaint.")
                })?;
                let home = ctx.store.erasable_in(ctx.actor, &id)?;
                let scene = ctx.store.compartments(ctx.actor)?.into_iter().find(|c| c.id == home);
                let today = ctx.store.today(scene.map(|c| c.scene).unwrap_or_default());
                let (reference, since) = (reference.clone(), since.unwrap_or(today));
                let placed = move |held| Placed { held, reason, reference, since };
                let hold = ctx.store.place_hold(ctx.actor, &id, *whole_person, placed)?;
                ctx.done("It stands: nothing of it is erased.", &json!({ "hold": hold, "file": id }))
            }
            Hold::Lift { hold, why } => {
                let line = meant(ctx, hold)?;
                ctx.store.lift_hold(ctx.actor, &line.file, why)?;
                ctx.done("Lifted.", &json!({ "hold": line.file, "lifted": true }))
            }
        }
    }
}

fn held(line: &HoldLine) -> String {
    match &line.held {
        Held::File(file) => file.to_string(),
        Held::Subject(subject) => format!("person {}", domain::code::of(subject)),
    }
}

fn list(ctx: &mut Context<'_>) -> Done {
    let all = ctx.store.holds(ctx.actor)?;
    let mut table = Table::new(&["hold", "held", "why", "case", "since", "lifted"]);
    let mut values: Vec<Value> = Vec::new();
    for line in &all {
        let first: String = line.file.to_string().chars().take(12).collect();
        let lifted = line.lifted.as_ref().map(|(_, on)| on.to_string()).unwrap_or_default();
        table.row([
            first,
            held(line),
            line.reason.clone(),
            line.reference.clone(),
            line.since.to_string(),
            lifted,
        ]);
        values.push(json!({ "hold": line.file, "compartment": line.compartment, "held": held(line),
            "reason": line.reason, "reference": line.reference, "since": line.since, "by": line.by,
            "lifted": line.lifted.as_ref().map(|(_, on)| on) }));
    }
    ctx.table(&table, &values, "No hold stands.")
}

fn meant(ctx: &Context<'_>, asked: &str) -> Result<HoldLine, Complaint> {
    let all = ctx.store.holds(ctx.actor)?;
    let mut meant = all.into_iter().filter(|l| asked.len() >= 4 && l.file.to_string().starts_with(asked));
    match (meant.next(), meant.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(Complaint::unknown("hold", asked, "`relais hold list` lists them; four figures or more.")),
    }
}

/// Files whose time of keeping is over.
#[derive(Debug, Args)]
pub struct Retention {
    /// Say how many years files of such compartments are kept: KIND YEARS
    #[arg(long, num_args = 2, value_names = ["KIND", "YEARS"])]
    set: Vec<String>,
}

impl Retention {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        if let [kind, years] = self.set.as_slice() {
            let found = RULES.iter().map(|rule| rule.kind).find(|k: &Kind| k.key() == kind);
            let found = found
                .ok_or_else(|| Complaint::unknown("kind", kind, "house, volet, direction or origin."))?;
            let number =
                years.parse().map_err(|_| Complaint::unknown("years", years, "A whole number of years."))?;
            ctx.store.set_retention_years(ctx.actor, found, number)?;
            return ctx.done("Set.", &json!({ "kind": kind, "years": number }));
        }
        let all = ctx.store.retention_over(ctx.actor)?;
        let mut table = Table::new(&["file", "kind", "last", "over since", "what to do"]);
        let mut values = Vec::new();
        for line in &all {
            let what = match (line.held, line.identity) {
                (true, _) => "a legal hold stands on it",
                (_, true) => "identity stays, until the person asks otherwise",
                _ => "relais erasure propose FILE retention-over",
            };
            let (last, over) = (line.last.to_string(), line.over.to_string());
            table.row([line.file.to_string(), line.kind.clone(), last, over, what.into()]);
            values.push(json!({ "file": line.file, "compartment": line.compartment, "kind": line.kind,
                "last": line.last, "over": line.over, "identity": line.identity, "held": line.held }));
        }
        ctx.table(&table, &values, "No time of keeping is over.")
    }
}
