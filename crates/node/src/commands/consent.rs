//! `relais consent`: what a person agreed to, purpose by purpose; the written override; who received what. And what the
//! commands that take somebody's data out have in common: they say whom they left behind, by code.

use super::person::find;
use crate::complaint::Complaint;
use crate::context::{Context, Done, day};
use crate::table::Table;
use clap::Subcommand;
use domain::consent::{
    ANSWERS, Exit, GROUNDS, OVERRIDABLE, Override, PURPOSES, Typed, consents, given, overrides,
};
use domain::entry::Fact;
use domain::id::FileId;
use domain::person::{Person, Volet};
use serde_json::{Value, json};
use store::Volume;
use store::consent::{Received, Stays, What};

/// The remedy where somebody's consent lacks.
pub const ASK: &str = "Ask them and note what they answer: relais consent note WHO --purpose P --answer .. --giver ... In danger of life, or where a law demands it, who directs the house writes an override: relais consent override WHO. Nothing overrides state-of-origin.";

/// Consent.
#[derive(Debug, Subcommand)]
pub enum Consent {
    /// What stands for each purpose, overrides, and who received what of them
    Show {
        /// Code, file id, or a name that only one person bears
        who: String,
    },
    /// Note an answer for one purpose
    Note {
        /// Code, file id, or a name that only one person bears
        who: String,
        /// What for
        #[arg(long, value_parser = PURPOSES)]
        purpose: String,
        /// The answer
        #[arg(long, value_parser = ANSWERS)]
        answer: String,
        /// Who answers, and in which capacity
        #[arg(long, default_value = "", hide_default_value = true)]
        giver: String,
        /// The day; today where none is given
        #[arg(long, value_name = "DATE", default_value = "", hide_default_value = true)]
        on: String,
        /// The last day
        #[arg(long, value_name = "DATE", default_value = "", hide_default_value = true)]
        until: String,
        /// Language in which it was explained
        #[arg(long, default_value = "", hide_default_value = true)]
        language: String,
        /// What is not to be shared, and why
        #[arg(long, default_value = "", hide_default_value = true)]
        limits: String,
    },
    /// Let it go without a consent, for days and for a reason that stands on the file: a life in danger, a duty of law
    Override {
        /// Code, file id, or a name that only one person bears
        who: String,
        /// What for
        #[arg(long, value_parser = OVERRIDABLE)]
        purpose: String,
        /// On which ground
        #[arg(long, value_parser = GROUNDS)]
        ground: String,
        /// What would happen otherwise, or which law
        #[arg(long)]
        why: String,
        /// The last day
        #[arg(long, value_name = "DATE")]
        until: String,
    },
}

impl Consent {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Consent::Show { who } => show(ctx, who),
            Consent::Note { who, purpose, answer, giver, on, until, language, limits } => {
                note(ctx, who, Typed { purpose, answer, giver, on, until, language, limits })
            }
            Consent::Override { who, purpose, ground, why, until } => {
                let (file, volume) = administrative(ctx, who, "form person/consent-overrides")?;
                let (purpose, ground, why) = (purpose.clone(), ground.clone(), why.clone());
                let over = Override { purpose, ground, why, until: day("until", until)? };
                ctx.store.override_consent(ctx.actor, &volume.compartment, &file, over.clone())?;
                ctx.done(
                    format!(
                        "{} goes without consent until {}; ground and reason stand on the file.",
                        over.purpose, over.until
                    ),
                    &json!({ "file": file, "override": over }),
                )
            }
        }
    }
}

/// The file that consents stand on. No exit looks for them in another volet.
fn administrative(ctx: &Context<'_>, who: &str, purpose: &str) -> Result<(FileId, Volume), Complaint> {
    let file = find(ctx, who)?.file;
    let volume = ctx.store.open_file(ctx.actor, &file, purpose)?;
    if Person::of(&volume.file).volet != Some(Volet::Administrative) {
        return Err(Complaint::new(
            4,
            "Consents stand on the administrative file.",
            "Give the person's code.",
        ));
    }
    Ok((file, volume))
}

fn note(ctx: &mut Context<'_>, who: &str, typed: Typed<'_>) -> Done {
    let (file, volume) = administrative(ctx, who, "form person/consents")?;
    let today = ctx.today(&volume.compartment)?.to_string();
    let on = if typed.on.is_empty() { today.as_str() } else { typed.on };
    let fact = Typed { on, ..typed }.fact(ctx.today(&volume.compartment)?)?;
    ctx.store.write(ctx.actor, &volume.compartment, move |w| w.append(&file, vec![Fact::Consent(fact)]))?;
    // A consent may have been taken back: what rests on it ends now.
    ctx.store.tend_referrals(ctx.actor)?;
    let (purpose, answer) = (typed.purpose, typed.answer);
    ctx.done(
        format!("{purpose}: {answer}. Who received what: relais consent show {who}"),
        &json!({ "file": file, "purpose": purpose, "answer": answer }),
    )
}

fn show(ctx: &mut Context<'_>, who: &str) -> Done {
    let file = find(ctx, who)?.file;
    let volume = ctx.store.open_file(ctx.actor, &file, "consent")?;
    let today = ctx.today(&volume.compartment)?;
    let said = consents(&volume.file);
    let mut table = Table::new(&["purpose", "answer", "giver", "until", "today"]);
    let mut purposes = Vec::new();
    for purpose in PURPOSES {
        let all = said.iter().find(|(p, _)| p == purpose).map(|(_, said)| said.all());
        let answers: Vec<&str> = all.iter().copied().flatten().map(|a| a.value.answer.as_str()).collect();
        let one = all.and_then(|all| all.last()).map(|a| &a.value);
        let until = one.and_then(|c| c.until.as_ref()).map(ToString::to_string).unwrap_or_default();
        let giver = one.map(|c| c.giver.clone()).unwrap_or_default();
        let stands = given(&volume.file, purpose, today).map_or_else(|lack| lack.key(), |_| "stands");
        purposes.push(json!({ "purpose": purpose, "answers": answers, "giver": giver, "until": until, "today": stands }));
        table.row([purpose.into(), answers.join(" / "), giver, until, stands.into()]);
    }
    let over: Vec<Override> = overrides(&volume.file).iter().map(|(_, said)| said.latest().clone()).collect();
    let received = ctx.store.received(ctx.actor, &volume)?;
    if ctx.json {
        let received: Vec<Value> = received.iter().map(value).collect();
        return ctx
            .value(&json!({ "file": file, "purposes": purposes, "overrides": over, "received": received }));
    }
    ctx.out.write_all(table.text().as_bytes())?;
    for o in &over {
        ctx.line(format!("Overridden until {}: {}, {}: {}", o.until, o.purpose, o.ground, o.why))?;
    }
    let mut table = Table::new(&["day", "who received what", "on which consent"]);
    for r in &received {
        table.row([r.on.to_string(), told(&r.what), r.purposes.join(", ")]);
    }
    if received.is_empty() {
        ctx.line("\nNobody is known to have received anything.")
    } else {
        ctx.line("\nWho received what; tell them where it was taken back:")?;
        Ok(ctx.out.write_all(table.text().as_bytes())?)
    }
}

fn told(what: &What) -> String {
    match what {
        What::Referral { to, fields, open } => {
            let state = if *open { "still reads it" } else { "ended" };
            format!("{to}, by referral: {} ({state})", fields.join(", "))
        }
        What::Asked { paper, office, audience, .. } => {
            format!("{}: request for {paper} {office}", audience.key()).trim().to_string()
        }
        What::Went(exit) => went(*exit).to_string(),
    }
}

fn went(exit: Exit) -> &'static str {
    match exit {
        Exit::OfficeLetters => "an office: list and letter",
        Exit::LettersToOrganisation => "another organisation: list and letter",
        Exit::LettersToOrigin => "the country of origin: list and letter",
        Exit::LettersWithin => "those who care: list and letter",
        Exit::LettersToFamily => "the family: list and letter",
        Exit::DossierPack => "an authority: the dossier as paper",
        Exit::PackToOrganisation => "another organisation: the dossier as paper",
        Exit::PackToOrigin => "the country of origin: the dossier as paper",
        Exit::RegisterToOffice => "an office: the register",
        Exit::RegisterToOrganisation => "another organisation: the register",
        Exit::RegisterWithin => "the register, for the house",
        Exit::TracingRecord => "other tracing services: a record",
        Exit::PublicNotice => "a public notice",
    }
}

fn value(r: &Received) -> Value {
    let what = match &r.what {
        What::Referral { to, fields, open } => {
            json!({ "referral": { "to": to, "fields": fields, "open": open } })
        }
        What::Asked { procedure, paper, office, audience, .. } => {
            let audience = audience.key();
            json!({ "request": { "procedure": procedure, "paper": paper, "office": office, "audience": audience } })
        }
        What::Went(exit) => json!({ "exit": exit.key() }),
    };
    json!({ "on": r.on, "what": what, "purposes": r.purposes, "by": r.by })
}

/// Those who were left behind, as commands tell them.
pub fn codes(stay: &[Stays]) -> Vec<Value> {
    let one = |s: &Stays| {
        let lacks: Vec<Value> =
            s.lacking.iter().map(|l| json!({ "purpose": l.purpose, "lack": l.lack.key() })).collect();
        json!({ "code": Person::of(&s.volume.file).code(), "lacks": lacks })
    };
    stay.iter().map(one).collect()
}

/// Says how many were left behind, and whom, by code; nothing where nobody was.
pub fn left_out(ctx: &mut Context<'_>, stay: &[Stays]) -> Result<(), Complaint> {
    if stay.is_empty() {
        return Ok(());
    }
    let one = |s: &Stays| {
        let code = Person::of(&s.volume.file).code().unwrap_or_default();
        let lacks: Vec<String> =
            s.lacking.iter().map(|l| format!("{}: {}", l.purpose, l.lack.key())).collect();
        format!("{code} ({})", lacks.join(", "))
    };
    let who: Vec<String> = stay.iter().map(one).collect();
    ctx.remark(format!("{} left out, their consent is lacking: {}. {ASK}", stay.len(), who.join("; ")))
}
