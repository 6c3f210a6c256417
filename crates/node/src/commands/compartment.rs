//! `relais compartment`: the sets of files of this node, each with its own keys.

use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::table::Table;
use clap::{Subcommand, ValueEnum};
use domain::compartment::{Kind, Scene};
use serde_json::json;

/// Compartments.
#[derive(Debug, Subcommand)]
pub enum Compartment {
    /// Found one, with you as its keeper
    Found {
        /// Name, under which files can be sent to it
        name: String,
        /// What it is for
        #[arg(long, value_enum, default_value_t = Purpose::House)]
        kind: Purpose,
    },
    /// Those you belong to
    List,
    /// Those that a keeper of another node let you into and that you have not joined
    Invitations,
    /// Say under what name files can be sent to one of yours, here and from other nodes; or that nobody is told of it
    Listed {
        /// Its name or id
        name: String,
        /// The name it is listed under
        #[arg(
            long,
            value_name = "LISTED",
            required_unless_present = "to_nobody",
            conflicts_with = "to_nobody"
        )]
        under: Option<String>,
        /// It must not be known: it is told to nobody, and sends no question
        #[arg(long)]
        to_nobody: bool,
    },
    /// Join one of them
    Join {
        /// Its name or id
        name: String,
    },
}

/// What a compartment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Purpose {
    /// A team or a house
    House,
    /// A restricted volet of the people of a house
    Volet,
    /// The direction of a federation
    Direction,
    /// Religion and origin of the people of a house, apart from everything else
    Origin,
    /// A payment book: accounts by code, apart from every house
    Payments,
}

impl Compartment {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Compartment::Found { name, kind } => {
                let kind = match kind {
                    Purpose::House => Kind::House,
                    Purpose::Volet => Kind::Volet,
                    Purpose::Direction => Kind::Direction,
                    Purpose::Origin => Kind::Origin,
                    Purpose::Payments => Kind::Payments,
                };
                let id = ctx.store.found(ctx.actor, name, kind, Scene::Present)?;
                ctx.done(
                    format!("{name} is founded, and you are its keeper."),
                    &json!({ "compartment": id, "name": name }),
                )
            }
            Compartment::Invitations => invitations(ctx),
            Compartment::Listed { name, under, .. } => listed(ctx, name, under.as_deref()),
            Compartment::Join { name } => join(ctx, name),
            Compartment::List => {
                let all = ctx.store.compartments(ctx.actor)?;
                let mut table = Table::new(&["name", "kind", "your role", "#members"]);
                for c in &all {
                    let active = c.members.iter().filter(|(_, _, _, active)| *active).count();
                    table.row([
                        c.name.clone(),
                        c.kind.key().to_string(),
                        c.role.key().into(),
                        active.to_string(),
                    ]);
                }
                let values: Vec<_> = all
                    .iter()
                    .map(|c| json!({ "compartment": c.id, "name": c.name, "kind": c.kind, "scene": c.scene, "role": c.role }))
                    .collect();
                ctx.table(&table, &values, "You belong to no compartment yet.")
            }
        }
    }
}

fn listed(ctx: &mut Context<'_>, name: &str, under: Option<&str>) -> Done {
    let all = ctx.store.compartments(ctx.actor)?;
    let found = all.iter().find(|c| c.name == name || c.id.to_string() == name);
    let one = found.ok_or_else(|| {
        Complaint::unknown("compartment", name, "`relais compartment list` lists those you belong to.")
    })?;
    let under = under.map(|text| domain::refusal::text("name", text)).transpose()?;
    ctx.store.list_as(ctx.actor, &one.id, under.as_deref().unwrap_or_default())?;
    let told = match &under {
        Some(under) => format!("{} is listed as {under}.", one.name),
        None => format!("{} is told to nobody from now on; who was told of it before knows it.", one.name),
    };
    ctx.done(told, &json!({ "compartment": one.id, "listed": under }))
}

fn invitations(ctx: &mut Context<'_>) -> Done {
    let waiting = ctx.store.invitations(ctx.actor)?;
    let mut table = Table::new(&["name", "founded by", "its words"]);
    for i in &waiting {
        table.row([i.name.clone(), i.founder.clone(), i.words.clone()]);
    }
    let values: Vec<_> = waiting
        .iter()
        .map(|i| json!({ "compartment": i.compartment, "name": i.name, "founder": i.founder, "words": i.words }))
        .collect();
    ctx.table(&table, &values, "Nothing waits for you.")
}

fn join(ctx: &mut Context<'_>, name: &str) -> Done {
    let waiting = ctx.store.invitations(ctx.actor)?;
    let mut meant = waiting.iter().filter(|i| i.name == name || i.compartment.to_string() == name);
    let (Some(one), None) = (meant.next(), meant.next()) else {
        return Err(Complaint::unknown(
            "invitation",
            name,
            "`relais compartment invitations` lists them; where two bear one name, give the id (--json).",
        ));
    };
    ctx.store.join(ctx.actor, &one.compartment)?;
    ctx.done(
        format!(
            "You belong to {} now. Its words, to compare with whoever let you in: {}",
            one.name, one.words
        ),
        &json!({ "compartment": one.compartment, "name": one.name, "words": one.words }),
    )
}
