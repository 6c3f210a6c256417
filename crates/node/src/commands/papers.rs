//! `relais papers`: what to ask for today so that all papers of a dossier are valid on one day, planned from files. Needs
//! no node; it asks nobody for anything.

use crate::complaint::{self, Complaint};
use crate::context::{Done, day};
use crate::table::Table;
use clap::Subcommand;
use planning::papers::{Camp, Order, Plan, Queue, Repair, Runs, State, Status, camp, plan};
use planning::procedure::Procedure;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Largest file read, in bytes.
const BYTES_MAX: u64 = 4 << 20;
/// The same for a camp.
const CAMP_MAX: u64 = 64 << 20;

/// Papers, from files.
#[derive(Debug, Subcommand)]
pub enum Papers {
    /// Plan one dossier: what to ask for today, the latest day of each paper, the chance, the smallest change that helps
    Plan {
        /// The procedure: a TOML file, or the id of one that comes with Relais (release-1941 ..)
        #[arg(long, value_name = "P.toml")]
        procedure: String,
        /// What is known of the dossier (JSON, schema version 1)
        #[arg(long, value_name = "S.json")]
        state: PathBuf,
        /// The day to plan from
        #[arg(long, value_name = "DATE")]
        at: String,
        /// The day on which all must be valid together, instead of the state's
        #[arg(long, value_name = "DATE")]
        target: Option<String>,
        /// How often the plan is played for its chance
        #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        runs: u32,
        /// The seed of the plays: equal seeds, equal answers
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Order the dossiers of a whole camp at offices that take so many requests a day
    Camp {
        /// The dossiers and the offices (JSON, schema version 1)
        #[arg(long = "in", value_name = "DOSSIERS.json")]
        input: PathBuf,
        /// The procedure: a TOML file, or the id of one that comes with Relais
        #[arg(long, value_name = "P.toml", default_value = "release-1941")]
        procedure: String,
        /// The day to plan from
        #[arg(long, value_name = "DATE")]
        at: String,
        /// Whose turn comes first: who can leave soonest, or the most endangered
        #[arg(long, value_parser = ["soonest", "endangered"], default_value = "soonest")]
        first: String,
    },
}

impl Papers {
    /// Runs it; paths start from `here`.
    pub fn run(&self, here: &Path, json: bool, out: &mut dyn Write) -> Done {
        let Papers::Plan { procedure, state, at, target, runs, seed } = self else {
            return self.camp(here, json, out);
        };
        let procedure = procedure_of(here, procedure)?;
        let mut state = State::parse(&complaint::text(&here.join(state), BYTES_MAX)?).map_err(|e| {
            refused("The state", &[e.to_string()], "Each line says where, what stands there, and the rule.")
        })?;
        let problems: Vec<String> = state.problems(&procedure).iter().map(ToString::to_string).collect();
        if !problems.is_empty() {
            return Err(refused(
                "The state",
                &problems,
                "Each line says where, what stands there, and the rule.",
            ));
        }
        let at = day("at", at)?;
        if let Some(target) = target {
            state.target = Some(day("target", target)?);
        }
        let made = plan(&procedure, &state, at, Runs { runs: *runs, seed: *seed });
        if json {
            serde_json::to_writer_pretty(&mut *out, &made)?;
            return Ok(writeln!(out)?);
        }
        told(&made, out)
    }
}

impl Papers {
    fn camp(&self, here: &Path, json: bool, out: &mut dyn Write) -> Done {
        let Papers::Camp { input, procedure, at, first } = self else { return Ok(()) };
        let procedure = procedure_of(here, procedure)?;
        let hint = "Each line says where, what stands there, and the rule.";
        let asked = Camp::parse(&complaint::text(&here.join(input), CAMP_MAX)?)
            .map_err(|e| refused("The camp", &[e.to_string()], hint))?;
        let problems: Vec<String> = asked.problems(&procedure).iter().map(ToString::to_string).collect();
        if !problems.is_empty() {
            return Err(refused("The camp", &problems, hint));
        }
        let order = if first == "endangered" { Order::Endangered } else { Order::Soonest };
        let queue = camp(&procedure, &asked, day("at", at)?, order);
        if json {
            serde_json::to_writer_pretty(&mut *out, &queue)?;
            return Ok(writeln!(out)?);
        }
        lined_up(&queue, out)
    }
}

/// Days of requests that the table shows.
const DAYS_SHOWN: usize = 14;

fn lined_up(queue: &Queue, out: &mut dyn Write) -> Done {
    let whose = match queue.order {
        Order::Soonest => "those who can leave soonest",
        Order::Endangered => "the most endangered",
    };
    let (free, all) = (queue.free_by.last().map_or(0, |(_, n)| *n), queue.dossiers.len());
    writeln!(
        out,
        "First {whose}: {free} of {all} free, by likely days; all wait {} days for one another.",
        queue.waits_days
    )?;
    let mut by_day: BTreeMap<(jiff::civil::Date, &str), Vec<&str>> = BTreeMap::new();
    for request in &queue.requests {
        by_day.entry((request.on, &request.office)).or_default().push(&request.dossier);
    }
    let mut table = Table::new(&["on", "office", "#requests", "dossiers"]);
    for ((on, office), dossiers) in by_day.iter().take(DAYS_SHOWN) {
        table.row([on.to_string(), (*office).to_string(), dossiers.len().to_string(), dossiers.join(", ")]);
    }
    write!(out, "{}", table.text())?;
    if by_day.len() > DAYS_SHOWN {
        writeln!(out, ".. and {} more days; --json has them all.", by_day.len() - DAYS_SHOWN)?;
    }
    for share in [4, 2, 1] {
        let reached = queue.free_by.iter().find(|(_, n)| *n * share >= free && free > 0);
        if let Some((on, n)) = reached {
            writeln!(out, "{n} free by {on}.")?;
        }
    }
    if !queue.never.is_empty() {
        writeln!(out, "Never together: {}.", queue.never.join(", "))?;
    }
    Ok(writeln!(out, "An order by likely days: whose turn it is, a person decides.")?)
}

fn refused(what: &str, problems: &[String], hint: &str) -> Complaint {
    Complaint::new(3, format!("{what} is refused:\n{}", problems.join("\n")), hint)
}

/// A procedure from a file, or one that comes with Relais.
fn procedure_of(here: &Path, asked: &str) -> Result<Procedure, Complaint> {
    let path = here.join(asked);
    if !path.exists()
        && let Some(known) = planning::newest(asked)
    {
        return Ok(known.clone());
    }
    Procedure::parse(&complaint::text(&path, BYTES_MAX)?).map_err(|problems| {
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        refused(
            "The procedure",
            &all,
            "Mend the file; papers that wait for each other are drawn with arrows.",
        )
    })
}

fn told(plan: &Plan, out: &mut dyn Write) -> Done {
    let text = |day: Option<jiff::civil::Date>| day.map(|d| d.to_string()).unwrap_or_default();
    let status = match plan.status {
        Status::Feasible => "All can be valid together",
        Status::TooLate => "They cannot be valid together by then",
        Status::Never => "They can never be valid together",
    };
    writeln!(out, "{status}; target {}, earliest {}.", text(plan.target), text(plan.earliest_target))?;
    if let Some(chance) = &plan.chance {
        let (share, low, high) = (chance.share * 100.0, chance.low * 100.0, chance.high * 100.0);
        writeln!(
            out,
            "Chance on the target day {share:.0} % ({low:.0} to {high:.0} %, {} plays).",
            chance.runs
        )?;
    }
    for (share, day) in &plan.come_by {
        writeln!(out, "All have come by {} in {:.0} % of the plays.", text(*day), share * 100.0)?;
    }
    writeln!(
        out,
        "Ask for today: {}.\n",
        if plan.ask_today.is_empty() { "nothing".into() } else { plan.ask_today.join(", ") }
    )?;
    write!(out, "{}", by_paper(plan).text())?;
    for again in &plan.again {
        let by: Vec<String> = again.by.iter().map(ToString::to_string).collect();
        writeln!(out, "{} lapses before it is used: ask for it again by {}.", again.paper, by.join(", "))?;
    }
    for late in plan.if_late.iter().filter(|late| late.misses) {
        writeln!(
            out,
            "If {} takes {} days longer, the target is missed: {}.",
            late.paper,
            late.days_late,
            text(late.target)
        )?;
    }
    for (what, list) in [("Refused", &plan.refused), ("Never together", &plan.never_together)] {
        if !list.is_empty() {
            writeln!(out, "{what}: {}.", list.join(", "))?;
        }
    }
    for repair in &plan.repairs {
        writeln!(out, "It would help: {}.", words(repair))?;
    }
    Ok(writeln!(out, "A plan by likely days: a person asks, and a person judges.")?)
}

/// A line for each paper.
fn by_paper(plan: &Plan) -> Table {
    let text = |day: Option<jiff::civil::Date>| day.map(|d| d.to_string()).unwrap_or_default();
    let mut table = Table::new(&[
        "paper",
        "state",
        "earliest",
        "latest",
        "expected",
        "#spare days",
        "takes",
        "learnt from",
        "decides",
    ]);
    for paper in &plan.papers {
        table.row([
            paper.paper.clone(),
            paper.state.to_string(),
            text(paper.earliest),
            text(paper.latest),
            text(paper.expected),
            paper.spare_days.map(|d| d.to_string()).unwrap_or_default(),
            format!("{}, {}, {}", paper.days.optimistic, paper.days.likely, paper.days.pessimistic),
            paper.learnt_from.map(|n| format!("{n} requests")).unwrap_or_default(),
            if paper.critical { "yes".into() } else { String::new() },
        ]);
    }
    table
}

fn words(repair: &Repair) -> String {
    match repair {
        Repair::LaterTarget { to, days } => format!("{days} days later, on {to}"),
        Repair::Faster { paper, days } => format!("{paper} {days} days faster"),
        Repair::HoldsLonger { paper, days } => {
            format!("{paper} holding {days} days longer, or asked for a second time")
        }
    }
}
