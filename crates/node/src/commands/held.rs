//! `relais held`: entries that are kept and do not count, or cannot be read yet, alarms about other nodes, and what to do
//! about each.

use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::table::Table;
use clap::Subcommand;
use domain::compartment::Role;
use domain::id::{EntryId, NodeId};
use serde_json::json;
use store::{Alarm, Alarming, HeldEntry};

/// Held entries.
#[derive(Debug, Subcommand)]
pub enum Held {
    /// Those of the compartments whose log you see, with what to do
    List,
    /// Say that you looked at the alarms that `list` shows; they are kept with your name and the time
    Looked,
    /// Let one count after all; only a keeper who has looked at it may
    Admit {
        /// The entry's first figures, as `list` shows them
        entry: String,
    },
}

impl Held {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Held::List => list(ctx),
            Held::Looked => looked(ctx),
            Held::Admit { entry } => admit(ctx, entry),
        }
    }
}

/// What a reason means and what to do.
pub fn remedy(why: &str) -> (&'static str, &'static str) {
    match why {
        "before" => ("it follows entries that have not come yet", "Exchange again, with more nodes."),
        "author" => (
            "its author was no member when they wrote it, or nobody here knows their key",
            "Ask for their card; `relais member invite`.",
        ),
        "role" => ("its author's role may not say this", "A keeper may admit it: `relais held admit`."),
        "node" => ("no keeper let its node in", "Grant its member a place: `relais member grant`."),
        "removed" => (
            "its author was removed, and wrote it without having seen that",
            "A keeper looks at it, and may admit it: `relais held admit`.",
        ),
        "revoked" => (
            "its node was revoked before it wrote this",
            "A keeper looks at it, and may admit it: `relais held admit`.",
        ),
        "signature" => {
            ("its author's signature does not prove: it is a forgery", "Find out whose node handed it on.")
        }
        "erased" => (
            "its file was erased, and its author had not heard of that",
            "A keeper looks at it: `relais held admit` lets it stand, `relais erasure propose` erases it too.",
        ),
        "body" => (
            "it came without its text, and no erasure that counts here names it",
            "Exchange with a node that has it whole.",
        ),
        "epoch" => ("the key of its epoch has not come", "Exchange with a node whose member has it."),
        "file-key" => ("the key of its file has not come", "Exchange with a node that has it."),
        "newer-version" => ("it was written by a newer version", "Install that version."),
        "fork" => (
            "two entries bear one number: a node's folder was copied, or worse; what both say is kept",
            "Ask at that node, and revoke it if nobody can tell: `relais peer revoke`.",
        ),
        "older" => (
            "a node came back with less than it had said",
            "Ask there whether it was copied, or an old disk put back; `relais peer revoke` if nobody can tell. Then: relais held looked",
        ),
        "missing" => (
            "somebody named them, and nobody handed them over",
            "Exchange with more nodes, and ask whose word it is who has them. Then: relais held looked",
        ),
        _ => ("it does not open", "`relais verify` names it; exchange with another node."),
    }
}

/// What an alarm says, in one sentence.
pub fn said(alarm: &Alarm, own: &NodeId) -> String {
    let called = |node: &NodeId, name: &str| match name {
        _ if node == own => "this node".to_string(),
        "" => node.to_string().chars().take(12).collect(),
        name => name.to_string(),
    };
    let (whose, by) = (called(&alarm.key.node, &alarm.whose), called(&alarm.key.peer, &alarm.by));
    match alarm.key.what {
        Alarming::Older => {
            let since = if alarm.caught_up { "; it has said since that it is as far again" } else { "" };
            let (was, now) = (alarm.was, alarm.now);
            format!("the node of {by} had the chain of {whose} up to {was} and now says {now}{since}")
        }
        Alarming::Missing => {
            format!(
                "of the chain of {whose}, {} to {} have not come; {by} named them",
                alarm.now + 1,
                alarm.was
            )
        }
        Alarming::Fork => format!("the chain of {whose} goes two ways from {} on", alarm.was),
    }
}

/// The alarms that nobody has looked at.
fn alarms(ctx: &Context<'_>) -> Result<Vec<Alarm>, Complaint> {
    Ok(ctx.store.alarms(ctx.actor)?.into_iter().filter(|alarm| alarm.seen.is_none()).collect())
}

fn looked(ctx: &mut Context<'_>) -> Done {
    let open = alarms(ctx)?;
    let own = ctx.store.card(ctx.actor)?.node.node();
    for alarm in &open {
        // Some may have come since the list was shown: what is marked is said.
        ctx.remark(format!("{}: {}.", alarm.house, said(alarm, &own)))?;
        ctx.store.see_alarm(ctx.actor, &alarm.key)?;
    }
    ctx.done(format!("{} looked at.", open.len()), &json!({ "looked": open.len() }))
}

fn list(ctx: &mut Context<'_>) -> Done {
    let held = ctx.store.held(ctx.actor)?;
    let all = ctx.store.compartments(ctx.actor)?;
    let name = |h: &HeldEntry| {
        let found = all.iter().find(|c| c.id == h.compartment);
        found.map(|c| c.name.clone()).unwrap_or_default()
    };
    let author = |h: &HeldEntry| {
        let members = all.iter().flat_map(|c| &c.members);
        let found = h.by.and_then(|by| members.clone().find(|(id, ..)| *id == by));
        found.map(|(_, name, ..)| name.clone()).unwrap_or_default()
    };
    let mut table = Table::new(&["entry", "compartment", "by", "node", "#number", "why", "what to do"]);
    let mut values = Vec::new();
    for h in &held {
        let (why, what) = remedy(&h.why);
        let (entry, node): (String, String) =
            (h.id.chars().take(12).collect(), h.node.to_string().chars().take(8).collect());
        table.row([entry, name(h), author(h), node, h.seq.to_string(), why.into(), what.into()]);
        values.push(json!({
            "entry": h.id, "compartment": h.compartment, "by": h.by, "node": h.node, "seq": h.seq, "why": h.why,
            "means": why, "remedy": what,
        }));
    }
    let own = ctx.store.card(ctx.actor)?.node.node();
    // A fork's entries stand above, one by one.
    for alarm in alarms(ctx)?.iter().filter(|alarm| alarm.key.what != Alarming::Fork) {
        let (key, (_, what)) = (&alarm.key, remedy(alarm.key.what.key()));
        let node: String = key.node.to_string().chars().take(8).collect();
        let number = match key.what {
            Alarming::Missing => format!("{}-{}", alarm.now + 1, alarm.was),
            _ => format!("{} < {}", alarm.now, alarm.was),
        };
        let row = [
            String::new(),
            alarm.house.clone(),
            alarm.by.clone(),
            node,
            number,
            said(alarm, &own),
            what.into(),
        ];
        table.row(row);
        values.push(json!({
            "entry": "", "compartment": key.compartment, "by": null, "node": key.node, "seq": alarm.was,
            "why": key.what.key(), "means": said(alarm, &own), "remedy": what, "peer": key.peer, "was": alarm.was,
            "now": alarm.now, "since": key.since, "caught-up": alarm.caught_up,
        }));
    }
    ctx.table(&table, &values, "Nothing is held.")
}

fn admit(ctx: &mut Context<'_>, entry: &str) -> Done {
    let held = ctx.store.held(ctx.actor)?;
    let mut meant = held.iter().filter(|h| entry.len() >= 4 && h.id.starts_with(entry));
    let (Some(one), None) = (meant.next(), meant.next()) else {
        return Err(Complaint::unknown(
            "entry",
            entry,
            "`relais held list` lists them; four figures or more.",
        ));
    };
    if !matches!(one.why.as_str(), "removed" | "revoked" | "role" | "node" | "author" | "erased") {
        let (why, what) = remedy(&one.why);
        return Err(Complaint::new(3, format!("It cannot be admitted: {why}."), what));
    }
    let keeps = ctx.compartments(|role| role == Role::Keeper)?;
    if !keeps.iter().any(|c| c.id == one.compartment) {
        return Err(Complaint::new(4, "You do not keep its compartment.", "Ask its keeper."));
    }
    let Some(id) = EntryId::parse(&one.id) else {
        return Err(Complaint::unknown("entry", entry, "It could not be opened."));
    };
    ctx.store.admit_held(ctx.actor, &one.compartment, &id)?;
    let still = ctx.store.held(ctx.actor)?.iter().any(|h| h.id == one.id);
    let sentence = if still { "Noted; its author's key is still not known here." } else { "It counts." };
    ctx.done(sentence, &json!({ "entry": one.id, "counts": !still }))
}
