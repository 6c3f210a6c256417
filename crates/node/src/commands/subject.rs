//! `relais subject`: the sheet for whoever a file is about, and the names that sheets leave out.

use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::table::Table;
use clap::Subcommand;
use domain::compartment::Role;
use domain::id::FileId;
use serde_json::{Value, json};
use store::subject::{Sheet, Shown, WithheldName};
use web::locale::{Lang, Words};

/// What is given to whoever a file is about.
#[derive(Debug, Subcommand)]
pub enum Subject {
    /// Print who saw a person's files, when and why, in plain words, and who may see them now. Printing it is recorded
    Sheet {
        /// Code, file id, or (for those who read) a name that only one person bears
        person: String,
        /// Language of the sheet
        #[arg(long, default_value = "fr", value_parser = ["fr", "en", "he"])]
        language: String,
    },
    /// Names that sheets leave out, and those that wait for a second person
    Names,
    /// Ask, as a keeper, that a member be shown as "a colleague of this house"; a second person has to agree
    Withhold {
        /// The member's name
        name: String,
        /// Why naming them would put them in danger
        #[arg(long)]
        why: String,
    },
    /// Agree, as the second person
    Second {
        /// The decision's first figures, as `names` shows them
        decision: String,
    },
    /// Show a name again, as a keeper
    Show {
        /// The decision's first figures, as `names` shows them
        decision: String,
        /// Why
        #[arg(long)]
        why: String,
    },
}

impl Subject {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Subject::Sheet { person, language } => sheet(ctx, person, language),
            Subject::Names => names(ctx),
            Subject::Withhold { name, why } => withhold(ctx, name, why),
            Subject::Second { decision } => {
                let found = decision_of(ctx, decision)?;
                ctx.store.second_withholding(ctx.actor, &found.compartment, &found.file)?;
                ctx.done(
                    format!("From now on sheets leave out the name of {}.", found.name),
                    &json!({ "decision": found.file }),
                )
            }
            Subject::Show { decision, why } => {
                let found = decision_of(ctx, decision)?;
                ctx.store.name_again(ctx.actor, &found.compartment, &found.file, why)?;
                ctx.done(
                    format!("Sheets show the name of {} again.", found.name),
                    &json!({ "decision": found.file }),
                )
            }
        }
    }
}

fn sheet(ctx: &mut Context<'_>, person: &str, language: &str) -> Done {
    let file = match (FileId::parse(person), domain::code::parse(person)) {
        (Some(file), _) => file,
        (None, Some(code)) => ctx.store.subject_by_code(ctx.actor, &code)?,
        (None, None) => super::person::find(ctx, person)?.file,
    };
    let sheet = ctx.store.subject_sheet(ctx.actor, &file)?;
    if ctx.json {
        return ctx.value(&value(&sheet));
    }
    let text = web::subject_sheet(&Words(Lang::parse(language).unwrap_or(Lang::Fr)), &sheet);
    Ok(ctx.out.write_all(text.as_bytes())?)
}

/// A name, or null where it is left out or nobody knows it.
fn who(shown: &Shown) -> Value {
    match shown {
        Shown::Named(name) => json!(name),
        Shown::Colleague => json!({ "colleague": true }),
        Shown::Unknown => Value::Null,
    }
}

fn value(sheet: &Sheet) -> Value {
    let purposes = |all: &[(String, usize)]| -> Vec<Value> {
        all.iter().map(|(why, times)| json!({ "why": why, "times": times })).collect()
    };
    let seen = sheet.seen.iter().map(
        |s| json!({ "on": s.on, "who": who(&s.who), "house": s.house, "purposes": purposes(&s.purposes), "break_glass": s.glass }),
    );
    let houses = sheet.houses.iter().map(|h| {
        let may_see = h.may_see.iter().map(|m| {
            json!({ "who": who(&m.who), "role": m.role.map(Role::key),
                "granted_by": m.granted.as_ref().map(|(by, _)| who(by)), "granted_on": m.granted.as_ref().map(|(_, on)| on) })
        });
        json!({ "name": h.name, "files": h.files, "closed_copies": h.copies, "other_nodes": h.other_nodes,
            "may_see": may_see.collect::<Vec<_>>() })
    });
    let left_out = sheet
        .left_out
        .iter()
        .map(|l| json!({ "house": l.house, "by": who(&l.by), "second": who(&l.second), "on": l.on }));
    json!({ "code": sheet.code, "on": sheet.on, "by": who(&sheet.by), "seen": seen.collect::<Vec<_>>(),
        "houses": houses.collect::<Vec<_>>(), "left_out": left_out.collect::<Vec<_>>() })
}

fn state(w: &WithheldName) -> &'static str {
    match (w.ended, w.in_force) {
        (true, _) => "shown again",
        (_, Some(_)) => "left out",
        _ => "needs a second person",
    }
}

fn names(ctx: &mut Context<'_>) -> Done {
    let all = ctx.store.withheld_names(ctx.actor)?;
    let mut table = Table::new(&["member", "state", "asked", "why", "decision"]);
    for w in &all {
        let file = w.file.to_string();
        table.row([w.name.clone(), state(w).into(), w.said.asked.to_string(), w.said.why.clone(), file]);
    }
    let values: Vec<Value> = all
        .iter()
        .map(|w| {
            json!({ "decision": w.file, "compartment": w.compartment, "member": w.name, "state": state(w),
            "asked": w.said.asked, "why": w.said.why })
        })
        .collect();
    ctx.table(&table, &values, "Sheets show every name.")
}

fn withhold(ctx: &mut Context<'_>, member: &str, why: &str) -> Done {
    let kept = ctx.compartments(|role| role == Role::Keeper)?;
    let found = kept.iter().find_map(|c| {
        let mut members = c.members.iter().filter(|(_, name, _, active)| *active && name == member);
        members.next().map(|(id, ..)| (c.id, *id))
    });
    let (house, id) = found.ok_or_else(|| {
        Complaint::unknown(
            "member",
            member,
            "`relais compartment list` shows where you are keeper; --compartment names one.",
        )
    })?;
    let decision = ctx.store.withhold_name(ctx.actor, &house, &id, why)?;
    ctx.done(
        format!("Noted. The name is shown until a second person runs: relais subject second {decision}"),
        &json!({ "decision": decision }),
    )
}

fn decision_of(ctx: &Context<'_>, asked: &str) -> Result<WithheldName, Complaint> {
    let all = ctx.store.withheld_names(ctx.actor)?;
    let mut meant = all.into_iter().filter(|w| asked.len() >= 4 && w.file.to_string().starts_with(asked));
    match (meant.next(), meant.next()) {
        (Some(found), None) => Ok(found),
        _ => Err(Complaint::unknown(
            "decision",
            asked,
            "`relais subject names` lists them; four figures or more.",
        )),
    }
}
