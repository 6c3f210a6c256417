//! `relais member`: who has a passphrase on this node, and what they may do where.

use crate::complaint::{self, Complaint};
use crate::context::{Context, Done};
use crate::surroundings;
use crate::table::Table;
use clap::Subcommand;
use domain::compartment::{Kind, Role};
use serde_json::json;
use std::path::{Path, PathBuf};
use store::{CompartmentInfo, MemberInfo};
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
    /// Your card: what a keeper elsewhere needs to grant you a place, and the words you read to them
    Card {
        /// Write it to this file
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Keep the card of somebody at another node, once you have heard their words from themselves
    Invite {
        /// Their card
        card: PathBuf,
        /// The eight words they read to you (by telephone, or face to face; never from the file)
        #[arg(long)]
        words: Option<String>,
        /// The name they are known by here, where it is not the one on the card
        #[arg(long)]
        name: Option<String>,
    },
    /// Remove a member from a compartment: a new key begins that they do not get
    Remove {
        /// The member
        name: String,
    },
    /// Ask for no second factor any more when you sign in at this node's pages: the device is lost
    WithoutSecondFactor,
    /// Grant a member, or somebody whose card you keep, a role in a compartment; only its keeper may
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
            Member::Card { out } => card(ctx, out.as_deref()),
            Member::Invite { card, words, name } => invite(ctx, card, words.as_deref(), name.as_deref()),
            Member::Remove { name } => remove(ctx, name),
            Member::WithoutSecondFactor => without_second_factor(ctx),
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

fn without_second_factor(ctx: &mut Context<'_>) -> Done {
    let was = ctx.store.end_second_factor(ctx.actor)?;
    let said = if was { "No code is asked for any more" } else { "No code was asked for" };
    ctx.done(format!("{said} when {} signs in here.", ctx.actor.name), &json!({ "was": was }))
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
    for card in ctx.store.acquaintances()? {
        let node: String = card.node.to_string().chars().take(8).collect();
        table.row([card.name.clone(), format!("by their card, at node {node}")]);
        values.push(json!({ "member": card.member, "name": card.name, "node": card.node, "roles": [] }));
    }
    ctx.table(&table, &values, "Nobody.")
}

fn card(ctx: &mut Context<'_>, out: Option<&Path>) -> Done {
    let card = ctx.store.card(ctx.actor)?;
    let Some(out) = out else {
        return ctx.done(
            format!("Your words: {}\nWrite your card to a file with --out FILE.", card.words()),
            &json!({ "words": card.words(), "card": card }),
        );
    };
    let path = ctx.path(out);
    std::fs::write(&path, card.text()).map_err(|e| complaint::file(&path, &e))?;
    ctx.done(
        format!(
            "{}: give it to the keeper, and read them these words yourself: {}",
            path.display(),
            card.words()
        ),
        &json!({ "file": path, "words": card.words() }),
    )
}

fn invite(ctx: &mut Context<'_>, file: &Path, heard: Option<&str>, name: Option<&str>) -> Done {
    let path = ctx.path(file);
    let text = complaint::text(&path, 16 * 1024)?;
    let card = store::Card::read(text.as_bytes())
        .map_err(|e| Complaint::new(3, format!("{}: {e}.", path.display()), "Ask for the card again."))?;
    let Some(heard) = heard else {
        return Err(Complaint::usage(
            format!("This says it is the card of {}. Whether it is, only they can tell.", card.name),
            "Let them read you the words that `relais member card` shows them, and add --words \"..\".",
        ));
    };
    if !card.answers_to(heard) {
        return Err(Complaint::new(
            3,
            format!(
                "Those are not the words of this card of {}: it may have been exchanged on its way.",
                card.name
            ),
            "Nothing was kept. Let them read the words once more, or bring the card by another way.",
        ));
    }
    let info = ctx.store.acquaint(ctx.actor, &card, name)?;
    ctx.done(
        format!("{0}'s card is kept. Next: relais member grant \"{0}\" --role worker", info.name),
        &json!({ "member": info.member, "name": info.name, "node": card.node.node(), "words": card.words() }),
    )
}

fn remove(ctx: &mut Context<'_>, name: &str) -> Done {
    let compartment = kept(ctx)?;
    let member = compartment.members.iter().find(|(_, n, _, active)| n == name && *active);
    let Some((member, ..)) = member else {
        return Err(Complaint::unknown(
            "member",
            name,
            format!("Nobody of that name belongs to {}.", compartment.name),
        ));
    };
    ctx.store.remove(ctx.actor, &compartment.id, member)?;
    ctx.done(
        format!("{name} belongs to {} no more. What they knew they know; what is written from now on they cannot read.", compartment.name),
        &json!({ "member": member, "compartment": compartment.id }),
    )
}

/// The compartment you keep, or the one named.
fn kept(ctx: &Context<'_>) -> Result<CompartmentInfo, Complaint> {
    let mut keeps = ctx.compartments(|r| r == Role::Keeper)?;
    // A snapshot is for the partner it was made for.
    keeps.retain(|c| c.kind != Kind::Referral);
    match keeps.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Complaint::new(4, "You keep no compartment.", "Ask its keeper.")),
        many => {
            let names: Vec<&str> = many.iter().map(|c| c.name.as_str()).collect();
            Err(Complaint::usage(
                "You keep several compartments.",
                format!("Add --compartment, one of: {}.", names.join(", ")),
            ))
        }
    }
}

fn grant(ctx: &mut Context<'_>, name: &str, role: Role) -> Done {
    let mut members = ctx.store.members()?;
    let cards = ctx.store.acquaintances()?;
    members.extend(cards.into_iter().map(|a| MemberInfo { member: a.member, name: a.name }));
    let Some(member) = members.iter().find(|m| m.name == name) else {
        return Err(Complaint::unknown(
            "member",
            name,
            "`relais member list` lists them; `relais member add` adds one here, `relais member invite` one of another node.",
        ));
    };
    let compartment = kept(ctx)?;
    ctx.store.grant(ctx.actor, &compartment.id, member, role)?;
    let value = json!({ "member": member.member, "compartment": compartment.id, "role": role });
    ctx.done(format!("{name} is {} in {}.", role.key(), compartment.name), &value)
}
