//! `relais double`: pairs of files that may be about one person, and what a person says of them.

use super::person::find;
use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::table::Table;
use clap::Subcommand;
use domain::double::{Judgement, VERDICTS};
use serde_json::json;
use store::double::{DoublePair, VIEWS};

/// Doubles.
#[derive(Debug, Subcommand)]
pub enum Double {
    /// Pairs that may be one person, the likeliest first
    List {
        /// open (nobody has said, or something changed since), same, not-same or unsure
        #[arg(long, default_value = "open", value_parser = VIEWS)]
        view: String,
        /// How many
        #[arg(long, default_value_t = 50)]
        limit: usize,
    },
    /// Say what two files are to each other; it can be said otherwise later
    Judge {
        /// Code, file id, or a name that only one person bears
        one: String,
        /// The other
        other: String,
        /// same, not-same or unsure
        #[arg(long, value_parser = VERDICTS)]
        verdict: String,
        /// Why; must be said where two files are one person
        #[arg(long, default_value = "", hide_default_value = true)]
        why: String,
    },
}

impl Double {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Double::List { view, limit } => list(ctx, view, *limit),
            Double::Judge { one, other, verdict, why } => judge(ctx, [one, other], verdict, why),
        }
    }
}

fn list(ctx: &mut Context<'_>, wanted: &str, limit: usize) -> Done {
    let all = ctx.store.doubles(ctx.actor)?;
    let shown: Vec<&DoublePair> = all.iter().filter(|pair| pair.view() == wanted).take(limit).collect();
    let mut table = Table::new(&["#score", "code", "name", "born", "code", "name", "born", "said"]);
    for pair in &shown {
        let said = pair.said.as_ref().map(|s| s.verdict.clone()).unwrap_or_default();
        let (a, b) = (&pair.a, &pair.b);
        table.row([
            format!("{:.2}", pair.score),
            a.code.clone(),
            a.name.clone(),
            a.birth.clone(),
            b.code.clone(),
            b.name.clone(),
            b.birth.clone(),
            said,
        ]);
    }
    let value: Vec<_> = shown
        .iter()
        .map(|pair| {
            let side = |s: &store::double::Side| json!({ "file": s.file, "code": s.code, "name": s.name, "birth": s.birth, "sex": s.sex, "place": s.place });
            json!({
                "score": pair.score, "a": side(&pair.a), "b": side(&pair.b), "reasons": pair.reasons,
                "verdict": pair.said.as_ref().map(|s| &s.verdict), "why": pair.said.as_ref().map(|s| &s.why),
                "stands": pair.said.as_ref().map(|s| s.stands),
            })
        })
        .collect();
    ctx.table(&table, &value, "No pair.")
}

fn judge(ctx: &mut Context<'_>, who: [&String; 2], verdict: &str, why: &str) -> Done {
    let files = [find(ctx, who[0])?.file, find(ctx, who[1])?.file];
    let all = ctx.store.doubles(ctx.actor)?;
    let pair =
        all.iter().find(|p| files.contains(&p.a.file) && files.contains(&p.b.file) && p.a.file != p.b.file);
    let pair = pair.ok_or_else(|| {
        Complaint::unknown("pair", &format!("{} and {}", who[0], who[1]), "Look with `relais double list`.")
    })?;
    let judgement = Judgement::typed(verdict, &pair.rests_on, why)?;
    ctx.store.judge(ctx.actor, files, &judgement)?;
    ctx.done(
        format!("{} and {}: {verdict}, written in both files.", pair.a.code, pair.b.code),
        &json!({ "a": pair.a.file, "b": pair.b.file, "verdict": verdict }),
    )
}
