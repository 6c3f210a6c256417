//! `relais transfer`: a file travels with the child; a person offers it, a person accepts it.

use super::person::find;
use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::table::Table;
use clap::Subcommand;
use domain::id::CompartmentId;
use serde_json::json;
use std::collections::BTreeMap;

/// Transfers.
#[derive(Debug, Subcommand)]
pub enum Transfer {
    /// Offer files to another compartment; from here on they are on the road and read-only
    Offer {
        /// Codes, file ids or names
        #[arg(required = true)]
        who: Vec<String>,
        /// Listed name of the receiving compartment
        #[arg(long)]
        to: String,
    },
    /// Offers that wait for you
    List,
    /// Accept an offer: its letter's first figures, as `list` shows them
    Accept {
        /// The letter
        letter: String,
    },
}

impl Transfer {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        // Letters that have come back are dealt with before anything else; it is safe to do so again and again.
        ctx.store.carry_on(ctx.actor)?;
        match self {
            Transfer::Offer { who, to } => offer(ctx, who, to),
            Transfer::List => list(ctx),
            Transfer::Accept { letter } => accept(ctx, letter),
        }
    }
}

fn offer(ctx: &mut Context<'_>, who: &[String], to: &str) -> Done {
    let listed = ctx.store.directory(ctx.actor)?;
    let Some((to, name)) = house(&listed, to) else {
        let names: Vec<&str> = listed.iter().map(|(_, name)| name.as_str()).collect();
        return Err(Complaint::unknown("compartment", to, format!("Listed here: {}.", names.join(", "))));
    };
    let mut by_compartment: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for who in who {
        let file = find(ctx, who)?.file;
        let volume = ctx.store.open_file(ctx.actor, &file, "transfer")?;
        by_compartment.entry(volume.compartment).or_default().push(file);
    }
    let count: usize = by_compartment.values().map(Vec::len).sum();
    for (from, files) in &by_compartment {
        ctx.store.offer(ctx.actor, from, to, files)?;
    }
    ctx.done(
        format!("{count} offered to {name}; on the road until somebody there accepts."),
        &json!({ "to": to, "files": count }),
    )
}

/// A house by its id, by its name as listed, or by that name without whose node it is where only one bears it.
pub(super) fn house<'a>(
    listed: &'a [(CompartmentId, String)],
    asked: &str,
) -> Option<&'a (CompartmentId, String)> {
    let exact = listed.iter().find(|(id, name)| name == asked || id.to_string() == asked);
    let mut named =
        listed.iter().filter(|(_, name)| name.strip_prefix(asked).is_some_and(|rest| rest.starts_with(" (")));
    exact.or_else(|| named.next().filter(|_| named.next().is_none()))
}

fn list(ctx: &mut Context<'_>) -> Done {
    let offers = ctx.store.offers(ctx.actor)?;
    let mut table = Table::new(&["letter", "from", "sent by", "#people", "who"]);
    for o in &offers {
        let names: Vec<&str> = o.people.iter().map(|(_, name)| name.as_str()).collect();
        let first: String = o.letter.chars().take(12).collect();
        table.row([first, o.from_name.clone(), o.by.clone(), o.people.len().to_string(), names.join(", ")]);
    }
    let values: Vec<_> = offers
        .iter()
        .map(|o| json!({ "letter": o.letter, "from": o.from, "from_name": o.from_name, "by": o.by, "to": o.to, "people": o.people }))
        .collect();
    ctx.table(&table, &values, "Nothing waits for you.")
}

fn accept(ctx: &mut Context<'_>, letter: &str) -> Done {
    let offers = ctx.store.offers(ctx.actor)?;
    let mut meant = offers.iter().filter(|o| letter.len() >= 4 && o.letter.starts_with(letter));
    let (Some(offer), None) = (meant.next(), meant.next()) else {
        return Err(Complaint::unknown(
            "offer",
            letter,
            "`relais transfer list` lists them; four figures or more.",
        ));
    };
    let files = ctx.store.accept(ctx.actor, &offer.to, &offer.letter)?;
    ctx.store.take_receipts(ctx.actor)?;
    ctx.done(
        format!("{} accepted from {}.", files.len(), offer.from_name),
        &json!({ "files": files, "from": offer.from }),
    )
}
