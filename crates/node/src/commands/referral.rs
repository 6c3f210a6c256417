//! `relais referral`: a person made known to a partner by a snapshot of named fields, until a day.

use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::table::Table;
use clap::{Args, Subcommand};
use domain::id::{FileId, MemberId};
use domain::referral::{CONSENTS, FIELDS, OUTCOMES, Snapshot};
use jiff::civil::Date;
use serde_json::{Value, json};
use store::referral::{Asking, ReceivedLine, ReferralLine};

/// Referrals.
#[derive(Debug, Subcommand)]
pub enum Referral {
    /// Those made from your houses, and those that came to you
    List,
    /// Refer a person to somebody whose card you keep: they get the fields you name, and nothing else
    Make(Box<Make>),
    /// What came to you, or what you gave
    Show {
        /// The snapshot's first figures, as `list` shows them
        snapshot: String,
    },
    /// Answer, as the partner it came to
    Answer {
        /// The snapshot's first figures
        snapshot: String,
        /// accepted, refused or service-given
        #[arg(value_parser = OUTCOMES)]
        outcome: String,
        /// In words
        #[arg(long, default_value = "")]
        words: String,
    },
    /// End one now; what the partner has read stays read
    End {
        /// Its first figures, as `list` shows them
        referral: String,
    },
}

/// What a referral is made of.
#[derive(Debug, Args)]
pub struct Make {
    /// File id
    file: String,
    /// The partner: their name as `relais peer list` and the pages show it, or their member id
    #[arg(long, value_name = "PARTNER")]
    to: String,
    /// What goes, separated by commas
    #[arg(long, required = true, value_delimiter = ',', value_parser = FIELDS)]
    fields: Vec<String>,
    /// What the partner is asked for
    #[arg(long)]
    purpose: String,
    /// What they have to know besides
    #[arg(long, default_value = "")]
    words: String,
    /// The consent it rests on, which has to stand in the file: other-organisations or authorities
    #[arg(long, value_name = "CONSENT")]
    consent: String,
    /// The day on which it ends, a year away at most
    #[arg(long, value_name = "DATE")]
    until: Date,
}

impl Referral {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Referral::List => list(ctx),
            Referral::Make(make) => made(ctx, make),
            Referral::Show { snapshot } => show(ctx, snapshot),
            Referral::Answer { snapshot, outcome, words } => {
                let file = given(ctx, snapshot)?;
                ctx.store.answer_referral(ctx.actor, &file, outcome, words)?;
                ctx.done("Answered.", &json!({ "snapshot": file, "outcome": outcome }))
            }
            Referral::End { referral } => {
                let line = meant(ctx, referral)?;
                ctx.store.end_referral(ctx.actor, &line.key)?;
                ctx.done(
                    format!(
                        "Ended: {} gets nothing more of it. What they have read they have read.",
                        line.name
                    ),
                    &json!({ "referral": line.key, "ended": true }),
                )
            }
        }
    }
}

fn made(ctx: &mut Context<'_>, make: &Make) -> Done {
    let file = FileId::parse(&make.file)
        .ok_or_else(|| Complaint::unknown("file", &make.file, "`relais person list` shows file ids."))?;
    let known = ctx.store.acquaintances()?;
    let mut meant = known.iter().filter(|a| a.name == make.to || MemberId::parse(&make.to) == Some(a.member));
    let (Some(partner), None) = (meant.next(), meant.next()) else {
        let hint = "`relais member invite CARD` keeps their card, once you have heard their words.";
        return Err(Complaint::unknown("partner", &make.to, hint));
    };
    let asking = Asking {
        file,
        to: partner.member,
        fields: make.fields.clone(),
        purpose: make.purpose.clone(),
        words: make.words.clone(),
        consent: make.consent.clone(),
        until: make.until,
    };
    if !CONSENTS.contains(&make.consent.as_str()) {
        ctx.remark(format!("A referral rests on one of: {}.", CONSENTS.join(", ")))?;
    }
    let key = ctx.store.refer(ctx.actor, &asking)?;
    ctx.done(
        format!("Referred to {} until {}. It goes at the next exchange.", partner.name, make.until),
        &json!({ "referral": key, "file": file, "to": partner.member, "until": make.until }),
    )
}

fn first(id: impl ToString) -> String {
    id.to_string().chars().take(12).collect()
}

fn list(ctx: &mut Context<'_>) -> Done {
    let (made, received) = (ctx.store.referrals(ctx.actor)?, ctx.store.referrals_received(ctx.actor)?);
    let mut table = Table::new(&["what", "referral", "snapshot", "code", "with", "until", "state"]);
    for l in &made {
        let state = match &l.ended {
            Some((on, why)) => format!("ended {on}, {}", why.key()),
            None if l.outcome.is_empty() => l.state().to_string(),
            None => l.outcome.clone(),
        };
        table.row([
            "made".into(),
            first(l.key),
            first(l.snapshot),
            l.code.clone(),
            l.name.clone(),
            l.until.to_string(),
            state,
        ]);
    }
    for l in &received {
        let state = match l.outcome.as_str() {
            _ if l.over => "over",
            "" => "not answered",
            outcome => outcome,
        };
        table.row([
            "came".into(),
            String::new(),
            first(l.file),
            String::new(),
            l.house.clone(),
            l.until.to_string(),
            state.into(),
        ]);
    }
    let value = json!({ "made": made.iter().map(made_value).collect::<Vec<_>>(),
        "received": received.iter().map(received_value).collect::<Vec<_>>() });
    ctx.table(&table, &value, "No referral was made from your houses, and none came to you.")
}

fn made_value(l: &ReferralLine) -> Value {
    json!({ "referral": l.key, "compartment": l.compartment, "file": l.file, "code": l.code, "kept": l.kept,
        "snapshot": l.snapshot, "to": l.name, "by": l.by, "on": l.on, "until": l.until, "state": l.state(),
        "outcome": l.outcome, "ended": l.ended.map(|(on, why)| json!({ "on": on, "why": why.key() })) })
}

fn received_value(l: &ReceivedLine) -> Value {
    json!({ "snapshot": l.file, "kept": l.compartment, "from": l.house, "on": l.on, "until": l.until, "outcome": l.outcome, "over": l.over })
}

fn show(ctx: &mut Context<'_>, asked: &str) -> Done {
    let file = given(ctx, asked)?;
    let (_, Snapshot { terms, facts, answers, over, .. }) = ctx.store.open_snapshot(ctx.actor, &file)?;
    let said: Vec<Value> = facts.iter().map(|fact| serde_json::to_value(fact).unwrap_or_default()).collect();
    if ctx.json {
        let answers: Vec<Value> =
            answers.iter().map(|a| json!({ "outcome": a.outcome, "words": a.words, "on": a.on })).collect();
        return ctx.value(&json!({ "snapshot": file, "terms": terms, "fields": said, "answers": answers,
            "over": over.map(|(on, why)| json!({ "on": on, "why": why.key() })) }));
    }
    ctx.line(format!("From {}, {} to {}: {}", terms.house, terms.from, terms.until, terms.purpose))?;
    if !terms.words.is_empty() {
        ctx.line(&terms.words)?;
    }
    ctx.line(format!(
        "On the consent “{}” of {}, {}.",
        terms.consent.purpose, terms.consent.giver, terms.consent.on
    ))?;
    for fact in &said {
        ctx.line(fact.to_string())?;
    }
    for a in &answers {
        ctx.line(format!("{} {} {}", a.on, a.outcome, a.words))?;
    }
    match over {
        Some((on, why)) => ctx.line(format!("Over since {on} ({}).", why.key())),
        None => Ok(()),
    }
}

/// The snapshot that is meant, of those that came or were given.
fn given(ctx: &Context<'_>, asked: &str) -> Result<FileId, Complaint> {
    let made = ctx.store.referrals(ctx.actor)?.into_iter().map(|l| l.snapshot);
    let all = ctx.store.referrals_received(ctx.actor)?.into_iter().map(|l| l.file).chain(made);
    let mut meant = all.filter(|file| asked.len() >= 4 && file.to_string().starts_with(asked));
    match (meant.next(), meant.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(Complaint::unknown(
            "snapshot",
            asked,
            "`relais referral list` lists them; four figures or more.",
        )),
    }
}

fn meant(ctx: &Context<'_>, asked: &str) -> Result<ReferralLine, Complaint> {
    let all = ctx.store.referrals(ctx.actor)?;
    let mut meant = all.into_iter().filter(|l| asked.len() >= 4 && l.key.to_string().starts_with(asked));
    match (meant.next(), meant.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(Complaint::unknown(
            "referral",
            asked,
            "`relais referral list` lists them; four figures or more.",
        )),
    }
}
