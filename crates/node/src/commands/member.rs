//! `relais member`: who has a passphrase on this node, and what they may do where.

use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::surroundings;
use crate::table::Table;
use clap::Subcommand;
use domain::compartment::Role;
use serde_json::json;
use zeroize::Zeroizing;

/// Members of this node.
#[derive(Debug, Subcommand)]
pub enum Member {
    /// Give somebody a passphrase on this node; it grants them nothing yet
    Add {
        /// Their name
        name: String,
        /// Read their passphrase from this variable of the environment instead of the prompt
        #[arg(long, value_name = "VARIABLE")]
        passphrase_from: Option<String>,
    },
    /// Who has one, and their roles where you see them
    List,
    /// Grant a member a role in a compartment; only its keeper may
    Grant {
        /// The member
        name: String,
        /// worker, supervisor, nurse, house-parent, reader, auditor, visitor or keeper
        #[arg(long, value_parser = role)]
        role: Role,
    },
}

fn role(text: &str) -> Result<Role, String> {
    let all = || Role::ALL.map(Role::key).join(", ");
    Role::parse(text).ok_or_else(|| format!("there is no such role; one of: {}", all()))
}

impl Member {
    /// The passphrase of a newcomer, read where the command was typed: the process that has the node open sits elsewhere.
    pub fn newcomer(&self) -> Option<Zeroizing<String>> {
        match self {
            Member::Add { passphrase_from: Some(variable), .. } => {
                surroundings::variable(variable).map(Zeroizing::new)
            }
            Member::Add { name, .. } => surroundings::typed(&format!("Passphrase of {name}: ")),
            _ => None,
        }
    }

    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Member::Add { name, .. } => add(ctx, name),
            Member::List => list(ctx),
            Member::Grant { name, role } => grant(ctx, name, *role),
        }
    }
}

fn add(ctx: &mut Context<'_>, name: &str) -> Done {
    let name = domain::refusal::text("name", name)?;
    let keeps = ctx.store.compartments(ctx.actor)?.iter().any(|c| c.role == Role::Keeper);
    if !keeps && ctx.store.members()?.len() > 1 {
        return Err(Complaint::new(4, "Only a keeper adds members.", "Ask a keeper of this node."));
    }
    if ctx.store.members()?.iter().any(|m| m.name == name) {
        return Err(domain::refusal::refuse("name", name, domain::refusal::Why::AlreadyThere).into());
    }
    let passphrase = ctx.newcomer.filter(|p| !p.is_empty()).ok_or_else(|| {
        Complaint::new(
            5,
            "A member needs a passphrase.",
            "Type one at a terminal, or name its variable with --passphrase-from.",
        )
    })?;
    let added = ctx.store.enrol(&name, passphrase)?;
    let value = json!({ "member": added.member, "name": name });
    ctx.done(
        format!("{name} has a passphrase here. Next: relais member grant \"{name}\" --role worker"),
        &value,
    )
}

fn list(ctx: &mut Context<'_>) -> Done {
    let compartments = ctx.store.compartments(ctx.actor)?;
    let mut table = Table::new(&["name", "roles"]);
    let mut values = Vec::new();
    for member in ctx.store.members()? {
        let roles: Vec<(String, Role)> = compartments
            .iter()
            .flat_map(|c| c.members.iter().map(move |m| (c, m)))
            .filter(|(_, (id, _, _, active))| *id == member.member && *active)
            .map(|(c, (_, _, role, _))| (c.name.clone(), *role))
            .collect();
        let shown: Vec<String> = roles.iter().map(|(c, r)| format!("{} in {c}", r.key())).collect();
        table.row([member.name.clone(), shown.join("; ")]);
        values.push(json!({ "member": member.member, "name": member.name, "roles": roles }));
    }
    ctx.table(&table, &values, "Nobody.")
}

fn grant(ctx: &mut Context<'_>, name: &str, role: Role) -> Done {
    let members = ctx.store.members()?;
    let Some(member) = members.iter().find(|m| m.name == name) else {
        return Err(Complaint::unknown(
            "member",
            name,
            "`relais member list` lists them; `relais member add` adds one.",
        ));
    };
    let keeps = ctx.compartments(|r| r == Role::Keeper)?;
    let compartment = match keeps.as_slice() {
        [one] => one,
        [] => return Err(Complaint::new(4, "You keep no compartment.", "Ask its keeper.")),
        many => {
            let names: Vec<&str> = many.iter().map(|c| c.name.as_str()).collect();
            return Err(Complaint::usage(
                "You keep several compartments.",
                format!("Add --compartment, one of: {}.", names.join(", ")),
            ));
        }
    };
    ctx.store.grant(ctx.actor, &compartment.id, member, role)?;
    let value = json!({ "member": member.member, "compartment": compartment.id, "role": role });
    ctx.done(format!("{name} is {} in {}.", role.key(), compartment.name), &value)
}
