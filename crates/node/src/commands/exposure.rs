//! `relais exposure`: what falls if that laptop is taken, whom to move first, what to revoke.

use super::peer::known;
use crate::context::{Context, Done};
use crate::table::Table;
use clap::Args;
use domain::compartment::Role;
use domain::exposure::{Left, TELL_WITHIN_DAYS, says};
use domain::id::NodeId;
use jiff::ToSpan as _;
use serde_json::{Value, json};
use store::exposure::{Endangered, Exposure as Report, Fallen, Weakened};

/// What falls.
#[derive(Debug, Args)]
pub struct Exposure {
    /// The name on the card of whoever sits there, or the node's id
    #[arg(required_unless_present = "lost_now", conflicts_with = "lost_now")]
    node: Option<String>,
    /// This laptop, as it is now
    #[arg(long)]
    lost_now: bool,
    /// List everybody who can be found, by code
    #[arg(long)]
    codes: bool,
}

impl Exposure {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        let node = match &self.node {
            None => None,
            Some(text) => Some(match NodeId::parse(text) {
                Some(id) => id,
                None => known(&ctx.store.peers(ctx.actor)?, text)?.node,
            }),
        };
        let report = ctx.store.exposure(ctx.actor, node.as_ref())?;
        if ctx.json {
            return ctx.value(&value(&report, self.codes));
        }
        self.print(ctx, &report)
    }

    fn print(&self, ctx: &mut Context<'_>, report: &Report) -> Done {
        let whose = if report.own { "This node" } else { report.whose.as_str() };
        ctx.line(format!("{whose} ({})", report.node))?;
        ctx.line(format!(
            "People whose files fall: {}. Who sits there: {}.",
            report.people,
            report.members.join(", ")
        ))?;
        let mut table =
            Table::new(&["compartment", "kind", "who may read it there", "#people", "last heard"]);
        for c in &report.compartments {
            let who: Vec<String> =
                c.members.iter().map(|(name, role)| format!("{name} ({})", role.key())).collect();
            let heard = c.heard.map(|on| on.to_string()).unwrap_or_else(|| "never".into());
            table.row([c.name.clone(), c.kind.key().into(), who.join(", "), c.people.to_string(), heard]);
        }
        ctx.line(format!("\n{}", table.text()))?;
        if !report.places.is_empty() {
            let mut table = Table::new(&["move first", "kind", "#people", "codes"]);
            for (i, place) in report.places.iter().enumerate() {
                let codes = if self.codes { place.codes.join(" ") } else { String::new() };
                table.row([
                    format!("{}. {}", i + 1, place.name),
                    place.kind.key().into(),
                    place.codes.len().to_string(),
                    codes,
                ]);
            }
            ctx.line(table.text())?;
        }
        for n in &report.notebooks {
            ctx.line(format!("Notebook {}: {}", n.name, sentence(n)))?;
        }
        for act in acts(report) {
            ctx.line(act)?;
        }
        Ok(())
    }
}

fn sentence(n: &Weakened) -> String {
    let alone = if n.opens_alone { " What lies there opens its pages alone." } else { "" };
    match n.left {
        Left::Enough => format!("{} of {} needed remain.{alone}", n.remain, n.threshold),
        Left::Barely => {
            format!("just {} remain; one more loss, and no page opens again. Renew it now.{alone}", n.remain)
        }
        Left::TooFew => format!("{} remain of {} needed: no page opens again.{alone}", n.remain, n.threshold),
    }
}

/// What to type, in this order.
fn acts(report: &Report) -> Vec<String> {
    let mut acts = Vec::new();
    if report.own {
        acts.push("From another node: relais peer revoke, with the name on this one's card.".to_string());
    } else {
        acts.push(format!("relais peer revoke {}", report.node));
    }
    let takes = |c: &&Fallen| c.members.iter().any(|(_, role)| role.reads() || *role == Role::Auditor);
    for c in report.compartments.iter().filter(takes) {
        for (name, _) in &c.members {
            acts.push(format!("relais member remove \"{name}\" --compartment \"{}\"", c.name));
        }
        if c.last_keeper {
            acts.push(format!("  nobody else keeps {}: found another, and move its files", c.name));
        }
    }
    for n in report.notebooks.iter().filter(|n| n.left != Left::TooFew) {
        acts.push(format!(
            "relais notebook custodians \"{0}\", then relais notebook ask \"{0}\" --renew",
            n.name
        ));
    }
    acts
}

fn value(report: &Report, codes: bool) -> Value {
    let fallen = |c: &Fallen| {
        let members: Vec<Value> =
            c.members.iter().map(|(name, role)| json!({ "name": name, "role": role })).collect();
        let tell = c.heard.map(|on| on.saturating_add(TELL_WITHIN_DAYS.days()));
        json!({ "compartment": c.compartment, "name": c.name, "kind": c.kind, "says": says(c.kind), "people": c.people,
            "members": members, "last-keeper": c.last_keeper, "heard": c.heard, "tell-by-if-lost-then": tell })
    };
    let place = |p: &Endangered| {
        let listed = if codes { json!(p.codes) } else { Value::Null };
        json!({ "place": p.place, "name": p.name, "kind": p.kind.key(), "people": p.codes.len(), "codes": listed })
    };
    let notebook = |n: &Weakened| {
        json!({ "notebook": n.compartment, "name": n.name, "kind": n.kind, "lost": n.lost, "remain": n.remain,
            "threshold": n.threshold, "left": n.left.key(), "opens-alone": n.opens_alone })
    };
    json!({ "node": report.node, "whose": report.whose, "own": report.own, "members": report.members,
        "people": report.people, "compartments": report.compartments.iter().map(fallen).collect::<Vec<_>>(),
        "places": report.places.iter().map(place).collect::<Vec<_>>(),
        "notebooks": report.notebooks.iter().map(notebook).collect::<Vec<_>>(), "acts": acts(report) })
}
