//! Openings at the terminal: asked, answered, opened. The passphrase is asked for once more, and what is shown is written
//! nowhere.

use super::one;
use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::table::Table;
use domain::id::FileId;
use domain::notebook::{Aim, Answer};
use serde_json::{Value, json};
use store::notebook::{Notebook as Kept, OpeningLine, Show, Shown};

pub(super) fn ask(ctx: &mut Context<'_>, name: &str, aim: Aim, codes: &[String], purpose: &str) -> Done {
    let kept = one(ctx, name)?;
    let standing = ctx.store.pages(ctx.actor, &kept.compartment)?.into_iter().filter(|p| !p.followed);
    let mut files: Vec<FileId> = Vec::new();
    if aim == Aim::Renew {
        files = ctx.store.stale_pages(ctx.actor, &kept)?;
    } else if codes.is_empty() {
        files.extend(standing.map(|p| p.file));
    } else {
        let standing: Vec<_> = standing.collect();
        for code in codes {
            let read = domain::code::LongCode::typed("code", code)?.plain();
            let found = standing.iter().filter(|p| p.code == read).map(|p| p.file);
            let before = files.len();
            files.extend(found);
            if files.len() == before {
                return Err(Complaint::unknown("page", code, "`relais notebook pages` lists them by code."));
            }
        }
    }
    let file = ctx.store.ask_opening(ctx.actor, &kept.compartment, aim, &files, purpose)?;
    asked(ctx, &kept, &file)
}

pub(super) fn asked(ctx: &mut Context<'_>, kept: &Kept, file: &FileId) -> Done {
    let short: String = file.to_string().chars().take(8).collect();
    ctx.done(
        format!("Asked. Each custodian answers at their own node: relais notebook answer {short}"),
        &json!({ "notebook": kept.compartment, "opening": file }),
    )
}

pub(super) fn openings(ctx: &mut Context<'_>) -> Done {
    let all = ctx.store.openings(ctx.actor)?;
    let mut table = Table::new(&["opening", "notebook", "aim", "by", "on", "answers", "state", "purpose"]);
    for line in &all {
        let asked = &line.opening.asked;
        table.row([
            line.file.to_string().chars().take(8).collect(),
            line.name.clone(),
            asked.aim.key().into(),
            line.by.clone(),
            asked.on.to_string(),
            format!("{} of {}", line.opening.given().len(), line.threshold),
            state(line).into(),
            asked.purpose.clone(),
        ]);
    }
    let values: Vec<Value> = all.iter().map(opening_value).collect();
    ctx.table(&table, &values, "Nothing was asked to be opened.")
}

fn state(line: &OpeningLine) -> &'static str {
    match line.standing() {
        "ready" => "ready: relais notebook open",
        "waits" => "waits for you: relais notebook answer",
        "others" => "waits for others",
        standing => standing,
    }
}

fn opening_value(line: &OpeningLine) -> Value {
    let answers: Vec<Value> = line
        .opening
        .answers
        .iter()
        .map(|given| match &given.answer {
            Answer::Gives { sound, of, .. } => {
                json!({ "custodian": given.holder, "node": given.on, "on": given.day, "gives": true, "sound": sound, "of": of })
            }
            Answer::Refuses { why } => {
                json!({ "custodian": given.holder, "node": given.on, "on": given.day, "gives": false, "why": why })
            }
        })
        .collect();
    let opened = line.opening.opened.as_ref().map(|(on, holders)| json!({ "on": on, "with": holders }));
    let done = line.opening.done.map(|(shown, renewed)| json!({ "shown": shown, "renewed": renewed }));
    json!({ "opening": line.file, "notebook": line.notebook, "name": line.name, "aim": line.opening.asked.aim,
        "by": line.opening.by, "on": line.opening.asked.on, "until": line.opening.asked.until(),
        "purpose": line.opening.asked.purpose, "pages": line.opening.asked.pages.len(), "threshold": line.threshold,
        "answers": answers, "opened": opened, "done": done, "waits": line.waits, "ready": line.ready })
}

/// The opening whose id begins so.
fn opening(ctx: &Context<'_>, begins: &str) -> Result<OpeningLine, Complaint> {
    let all = ctx.store.openings(ctx.actor)?;
    let mut found = all.into_iter().filter(|line| line.file.to_string().starts_with(begins));
    match (found.next(), found.next()) {
        (Some(line), None) => Ok(line),
        _ => Err(Complaint::unknown("opening", begins, "`relais notebook openings` lists them.")),
    }
}

pub(super) fn answer(ctx: &mut Context<'_>, begins: &str, refuses: Option<&str>) -> Done {
    let line = opening(ctx, begins)?;
    ctx.store.answer_opening(ctx.actor, &line.notebook, &line.file, refuses)?;
    let told = match refuses {
        Some(_) => "Refused; whoever asked reads why.",
        None => {
            "Your shares are given for this opening, and open nothing else. They go when this node meets another."
        }
    };
    ctx.done(told, &json!({ "opening": line.file, "gives": refuses.is_none() }))
}

pub(super) fn open(ctx: &mut Context<'_>, begins: &str, seek: Option<&str>) -> Done {
    let line = opening(ctx, begins)?;
    let passphrase = ctx.newcomer.filter(|p| !p.is_empty()).ok_or_else(|| {
        Complaint::usage(
            "Opening needs your passphrase once more.",
            "Type it at a terminal, or name its variable with --passphrase-from.",
        )
    })?;
    let show = match (line.opening.asked.aim, seek) {
        (Aim::Read, None) => Show::All,
        (Aim::Search, Some(sought)) => Show::Found(sought),
        (Aim::Renew | Aim::Drill, None) => Show::Nothing,
        (Aim::Search, None) => {
            return Err(Complaint::usage("It was asked as a search.", "Add --seek \"..\"."));
        }
        (_, Some(_)) => {
            return Err(Complaint::usage("It was not asked as a search.", "Ask again, with --search."));
        }
    };
    let shown = ctx.store.open_pages(ctx.actor, (&line.notebook, &line.file), passphrase, show)?;
    if ctx.json {
        return ctx.value(&shown.iter().map(shown_value).collect::<Vec<_>>());
    }
    if line.opening.asked.aim == Aim::Drill {
        return ctx.line("It opens. Nothing was read.");
    }
    for page in &shown {
        let code = domain::code::LongCode::parse(&page.leaf.code).map(|c| c.to_string()).unwrap_or_default();
        ctx.line(format!("{code}  (sealed {} by {})", page.leaf.on, page.by))?;
        for (field, text) in &page.leaf.says {
            ctx.line(format!("  {field}: {text}"))?;
        }
    }
    let done = ctx.store.opening(ctx.actor, &line.notebook, &line.file)?.opening.done;
    let renewed = done.map(|(_, renewed)| renewed).unwrap_or_default();
    ctx.remark(format!(
        "{} shown. {renewed} have fresh keys now; what you read here is written nowhere.",
        shown.len()
    ))
}

fn shown_value(page: &Shown) -> Value {
    json!({ "code": page.leaf.code, "says": page.leaf.says, "on": page.leaf.on, "by": page.by, "proved": page.proved })
}
