//! `relais compartment`: the sets of files of this node, each with its own keys.

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
                };
                let id = ctx.store.found(ctx.actor, name, kind, Scene::Present)?;
                ctx.done(
                    format!("{name} is founded, and you are its keeper."),
                    &json!({ "compartment": id, "name": name }),
                )
            }
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
