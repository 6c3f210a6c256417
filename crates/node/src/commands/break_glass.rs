//! `relais break-glass`: two members open a house that one of them was not granted, to read in it for three hours.

use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::surroundings;
use crate::table::Table;
use clap::Subcommand;
use domain::compartment::Role;
use domain::id::{CompartmentId, MemberId};
use serde_json::{Value, json};
use store::break_glass::GlassOpening;
use zeroize::Zeroizing;

/// Break-glass.
#[derive(Debug, Subcommand)]
pub enum BreakGlass {
    /// Choose, as a keeper, who of this node may take part, two at a time; fresh keys are drawn each time
    Arm {
        /// Their names
        #[arg(required = true)]
        people: Vec<String>,
    },
    /// Nobody may any more
    Disarm,
    /// Open a house you were not granted, together with a second member who types their passphrase; needs a running node
    Open {
        /// Its name, as `list` shows it
        house: String,
        /// The second member
        #[arg(long, value_name = "NAME")]
        with: String,
        /// Why it cannot wait: twenty characters or more
        #[arg(long)]
        why: String,
        /// Read the second member's passphrase from this variable of the environment instead of the prompt
        #[arg(long, value_name = "VARIABLE")]
        passphrase_from: Option<String>,
    },
    /// What you may open and with whom; what was opened where you audit; how it is armed where you are keeper
    List,
    /// Mark an opening as looked at, as a keeper who had no part in it
    LookedAt {
        /// The opening's first figures, as `list` shows them
        opening: String,
        /// What came of it
        #[arg(long)]
        words: String,
    },
}

impl BreakGlass {
    /// The second member's passphrase, read where the command was typed.
    pub fn second(&self) -> Option<Zeroizing<String>> {
        match self {
            BreakGlass::Open { passphrase_from: Some(variable), .. } => {
                surroundings::variable(variable).map(Zeroizing::new)
            }
            BreakGlass::Open { with, .. } => surroundings::typed(&format!("Passphrase of {with}: ")),
            _ => None,
        }
    }

    /// Whether it does anything only in a node that goes on running: what it opens is shut again when the node locks.
    pub fn needs_running(&self) -> bool {
        matches!(self, BreakGlass::Open { .. })
    }

    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            BreakGlass::Arm { people } => arm(ctx, people),
            BreakGlass::Disarm => {
                let house = kept(ctx)?;
                ctx.store.disarm_glass(ctx.actor, &house)?;
                ctx.done("Disarmed: nobody opens it any more.", &json!({ "compartment": house }))
            }
            BreakGlass::Open { house, with, why, .. } => open(ctx, house, with, why),
            BreakGlass::List => list(ctx),
            BreakGlass::LookedAt { opening, words } => look(ctx, opening, words),
        }
    }
}

/// The compartment meant: the one named, else the only one the actor keeps.
fn kept(ctx: &Context<'_>) -> Result<CompartmentId, Complaint> {
    let all = ctx.compartments(|role| role == Role::Keeper)?;
    match all.as_slice() {
        [one] => Ok(one.id),
        [] => Err(Complaint::new(4, "You are keeper of no compartment.", "Ask a keeper.")),
        many => {
            let names: Vec<&str> = many.iter().map(|c| c.name.as_str()).collect();
            Err(Complaint::usage(
                "You are keeper of several compartments.",
                format!("Add --compartment, one of: {}.", names.join(", ")),
            ))
        }
    }
}

fn arm(ctx: &mut Context<'_>, people: &[String]) -> Done {
    let house = kept(ctx)?;
    let members = ctx.store.members()?;
    let mut chosen: Vec<MemberId> = Vec::new();
    for name in people {
        let found = members.iter().find(|m| m.name == *name);
        let found =
            found.ok_or_else(|| Complaint::unknown("member", name, "`relais member list` lists them."))?;
        chosen.push(found.member);
    }
    ctx.store.arm_glass(ctx.actor, &house, &chosen)?;
    ctx.done(
        format!("Armed. Any two of them may open it for three hours: {}.", people.join(", ")),
        &json!({ "compartment": house, "people": people }),
    )
}

fn open(ctx: &mut Context<'_>, house: &str, with: &str, why: &str) -> Done {
    let doors = ctx.store.glass_doors(ctx.actor)?;
    let found = doors.iter().find(|d| d.house == house || d.compartment.to_string() == house);
    let found = found.ok_or_else(|| {
        Complaint::unknown("house", house, "`relais break-glass list` lists those that you may open.")
    })?;
    let passphrase = ctx.newcomer.filter(|p| !p.is_empty()).ok_or_else(|| {
        Complaint::new(
            5,
            "The second member has to give their passphrase.",
            "They type it at the prompt; --passphrase-from names a variable that holds it.",
        )
    })?;
    let until = ctx.store.break_glass(ctx.actor, (with, passphrase), None, &found.compartment, why)?;
    let until = moment(until.unix_ms());
    ctx.done(
        format!(
            "You read in {} until {until}, or until the node locks. Whatever you open is written down.",
            found.house
        ),
        &json!({ "compartment": found.compartment, "until": until }),
    )
}

fn moment(unix_ms: i64) -> String {
    jiff::Timestamp::from_millisecond(unix_ms).map(|t| t.to_string()).unwrap_or_default()
}

fn list(ctx: &mut Context<'_>) -> Done {
    let doors = ctx.store.glass_doors(ctx.actor)?;
    let armed = ctx.store.glass_armed(ctx.actor)?;
    let openings = ctx.store.glass_openings(ctx.actor)?;
    let mut table = Table::new(&["what", "house", "who", "until", "why", "key"]);
    for door in &doors {
        let with = format!("you, with {}", door.with.join(" or "));
        table.row(["may open".into(), door.house.clone(), with, String::new(), String::new(), String::new()]);
    }
    for a in armed.iter().filter(|a| a.armed.is_some()) {
        let people: Vec<&str> = a.armed.iter().flat_map(|a| &a.people).map(|p| p.name.as_str()).collect();
        let state = if a.stale { "armed, opens nothing any more: arm it anew" } else { "armed" };
        let (house, people) = (a.house.clone(), people.join(", "));
        table.row([state.into(), house, people, String::new(), String::new(), String::new()]);
    }
    for o in &openings {
        let opened = &o.said.opened;
        table.row([
            if o.looked.is_some() { "looked at" } else { "opened, nobody has looked at it" }.into(),
            o.house.clone(),
            format!("{} with {}", opened.name, opened.with_name),
            moment(opened.until.unix_ms()),
            opened.why.clone(),
            o.file.to_string(),
        ]);
    }
    let armed: Vec<Value> = armed
        .iter()
        .map(|a| {
            let people: Vec<&str> = a.armed.iter().flat_map(|a| &a.people).map(|p| p.name.as_str()).collect();
            json!({ "compartment": a.compartment, "house": a.house, "armed": a.armed.is_some(), "stale": a.stale, "people": people })
        })
        .collect();
    let doors: Vec<Value> = doors
        .iter()
        .map(|d| json!({ "compartment": d.compartment, "house": d.house, "with": d.with }))
        .collect();
    let openings: Vec<Value> = openings.iter().map(value).collect();
    let value = json!({ "may_open": doors, "armed": armed, "opened": openings });
    ctx.table(&table, &value, "Nothing is armed for you, and nothing was opened where you audit.")
}

fn value(o: &GlassOpening) -> Value {
    let opened = &o.said.opened;
    json!({ "opening": o.file, "compartment": o.compartment, "house": o.house, "by": opened.name, "with": opened.with_name,
        "why": opened.why, "from": moment(opened.from.unix_ms()), "until": moment(opened.until.unix_ms()),
        "signed_by_both": o.said.agreed, "looked_at": o.looked.as_ref().map(|(_, on, words)| json!({ "on": on, "words": words })) })
}

fn look(ctx: &mut Context<'_>, asked: &str, words: &str) -> Done {
    let all = ctx.store.glass_openings(ctx.actor)?;
    let mut meant = all.iter().filter(|o| asked.len() >= 4 && o.file.to_string().starts_with(asked));
    let (Some(found), None) = (meant.next(), meant.next()) else {
        return Err(Complaint::unknown(
            "opening",
            asked,
            "`relais break-glass list` lists them; four figures or more.",
        ));
    };
    ctx.store.glass_looked_at(ctx.actor, &found.compartment, &found.file, words)?;
    ctx.done("Noted.", &json!({ "opening": found.file }))
}
