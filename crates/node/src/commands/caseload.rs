//! `relais caseload`: who answers for how many files, and all of one member's handed to another in one act.

use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::table::Table;
use clap::Subcommand;
use domain::compartment::Role;
use domain::id::{FileId, MemberId};
use serde_json::{Value, json};
use store::caseload::CaseLine;
use store::{CompartmentInfo, Problem};

/// Caseloads.
#[derive(Debug, Subcommand)]
pub enum Caseload {
    /// Who answers for how many files
    List,
    /// Say who answers for a file
    Assign {
        /// File id
        file: String,
        /// Who answers for it, by name
        to: String,
    },
    /// Hand every file of one member over to another; without --yes it only lists what would pass
    HandOver {
        /// Whose files, by name
        from: String,
        /// To whom, by name
        to: String,
        /// On which day; today where it is not said
        #[arg(long)]
        on: Option<jiff::civil::Date>,
        /// A word: why, until when
        #[arg(long, default_value = "", hide_default_value = true)]
        words: String,
        /// Do it
        #[arg(long)]
        yes: bool,
    },
}

impl Caseload {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Caseload::List => list(ctx),
            Caseload::Assign { file, to } => assign(ctx, file, to),
            Caseload::HandOver { from, to, on, words, yes } => {
                let house = ctx.writes_in(None)?;
                let (from, to) = (named(&house, from)?, named(&house, to)?);
                if !yes {
                    let would = ctx.store.caseload(ctx.actor, &house.id, &from)?;
                    let value =
                        json!({ "would_pass": would.iter().map(value).collect::<Vec<_>>(), "done": false });
                    return ctx.table(&table(&would), &value, "Nothing would pass.");
                }
                let on = on.unwrap_or(ctx.store.today(house.scene));
                let passed = ctx.store.hand_over_caseload(ctx.actor, &house.id, (&from, &to), on, words)?;
                let sentence = format!("Handed over: {}.", passed.len());
                ctx.done(
                    sentence,
                    &json!({ "passed": passed.iter().map(value).collect::<Vec<_>>(), "done": true }),
                )
            }
        }
    }
}

fn assign(ctx: &mut Context<'_>, file: &str, to: &str) -> Done {
    let id = FileId::parse(file)
        .ok_or_else(|| Complaint::unknown("file", file, "`relais person list` shows file ids."))?;
    let home = ctx.store.open_file(ctx.actor, &id, "form")?.compartment;
    let house = ctx.compartments(Role::writes)?.into_iter().find(|c| c.id == home);
    let house = house.ok_or(Problem::NotAllowed("say who answers for it"))?;
    let member = named(&house, to)?;
    ctx.store.assign_case(ctx.actor, &home, &id, &member)?;
    ctx.done(format!("{to} answers for it."), &json!({ "file": id, "member": member }))
}

fn list(ctx: &mut Context<'_>) -> Done {
    let all = ctx.store.caseloads(ctx.actor)?;
    let houses = ctx.store.compartments(ctx.actor)?;
    let mut table = Table::new(&["who", "compartment", "#files"]);
    let mut values: Vec<Value> = Vec::new();
    for line in &all {
        let house =
            houses.iter().find(|c| c.id == line.compartment).map(|c| c.name.clone()).unwrap_or_default();
        table.row([line.name.clone(), house, line.files.to_string()]);
        values.push(json!({ "member": line.member, "name": line.name, "compartment": line.compartment,
            "active": line.active, "files": line.files }));
    }
    ctx.table(&table, &values, "Nobody answers for a file.")
}

fn table(lines: &[CaseLine]) -> Table {
    let mut table = Table::new(&["code", "name", "file"]);
    for line in lines {
        let name = format!("{} {}", line.surname, line.given);
        table.row([line.code.clone(), name, line.file.to_string()]);
    }
    table
}

fn value(line: &CaseLine) -> Value {
    json!({ "file": line.file, "code": line.code, "given": line.given, "surname": line.surname })
}

/// The member of that name; the one who still belongs there, where two bear it.
fn named(house: &CompartmentInfo, name: &str) -> Result<MemberId, Complaint> {
    let all = || house.members.iter().filter(|(_, n, ..)| n == name);
    let mut active = all().filter(|(.., active)| *active);
    let found = match (active.next(), active.next()) {
        (Some(one), None) => Some(one),
        (None, _) => all().next(),
        _ => None,
    };
    found.map(|(id, ..)| *id).ok_or_else(|| {
        let names: Vec<&str> = house.members.iter().map(|(_, n, ..)| n.as_str()).collect();
        Complaint::unknown("member", name, format!("Members there: {}.", names.join(", ")))
    })
}
