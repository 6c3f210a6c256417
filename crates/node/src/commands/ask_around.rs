//! `relais ask-around`: questions to houses whose files one does not see, and answers to those that came.

use super::tracing::Known;
use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::table::Table;
use clap::{Args, Subcommand};
use domain::ask_around::{Asked, Question, Reply};
use serde_json::{Value, json};
use store::ask_around::{AskedLine, Waiting};

/// Ask-around.
#[derive(Debug, Subcommand)]
pub enum AskAround {
    /// Questions that wait for an answer here, and those asked and answered by your houses
    List,
    /// Write a question to other houses; a second person has to let it go
    Ask(Box<Asking>),
    /// Let a question of a colleague go, as the second person
    Second {
        /// File id of the question, its first figures
        question: String,
    },
    /// Answer a question that came: its letter's first figures, as `list` shows them
    Answer {
        /// The letter
        letter: String,
        /// yes, no or call-me; a no goes nowhere and looks like silence
        #[arg(value_parser = domain::ask_around::ANSWERS)]
        answer: String,
        /// How to go on: whom to call. Nothing of anybody's file
        #[arg(long, default_value = "", hide_default_value = true)]
        words: String,
    },
}

/// A question as typed.
#[derive(Debug, Args)]
pub struct Asking {
    /// Listed names of the houses it goes to
    #[arg(long = "house", required = true, value_name = "NAME")]
    houses: Vec<String>,
    /// Why one asks; the houses read it
    #[arg(long)]
    why: String,
    #[command(flatten)]
    who: Known,
}

impl AskAround {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        ctx.store.carry_on(ctx.actor)?;
        match self {
            AskAround::List => list(ctx),
            AskAround::Ask(asking) => asking.run(ctx),
            AskAround::Second { question } => second(ctx, question),
            AskAround::Answer { letter, answer, words } => reply(ctx, letter, answer, words),
        }
    }
}

impl Asking {
    fn run(&self, ctx: &mut Context<'_>) -> Done {
        let from = ctx.writes_in(None)?;
        let askable = ctx.store.askable(ctx.actor, &from.id)?;
        let mut houses = Vec::new();
        for name in &self.houses {
            let names: Vec<&str> = askable.iter().map(|(_, name)| name.as_str()).collect();
            let found = super::transfer::house(&askable, name);
            let found = found.ok_or_else(|| {
                Complaint::unknown("house", name, format!("Known here: {}.", names.join(", ")))
            });
            houses.push(found?.0);
        }
        let question = Question::of(&self.who.sought()?);
        let (why, count) = (self.why.clone(), houses.len());
        let asked = move |key, on| Asked { key, question, houses, why, on }.typed();
        let file = ctx.store.ask(ctx.actor, &from.id, asked)?;
        ctx.done(
            format!(
                "Written, to {count} houses. It goes when a colleague runs: relais ask-around second {file}"
            ),
            &json!({ "file": file, "houses": count }),
        )
    }
}

fn list(ctx: &mut Context<'_>) -> Done {
    let waiting = ctx.store.questions(ctx.actor)?;
    let all = ctx.store.asked_around(ctx.actor)?;
    let mut table = Table::new(&["what", "whom", "house", "until", "state", "key"]);
    for w in &waiting {
        let letter: String = w.letter.chars().take(12).collect();
        let (name, house) = (w.received.question.name(), w.received.house.clone());
        table.row([
            "to answer".into(),
            name,
            house,
            w.received.until.to_string(),
            w.received.why.clone(),
            letter,
        ]);
    }
    for line in &all {
        table.row([
            if line.asks { "asked" } else { "answered" }.into(),
            line.name.clone(),
            if line.asks { format!("{} of {}", line.heard, line.houses) } else { String::new() },
            line.until.to_string(),
            state(line).to_string(),
            line.file.to_string(),
        ]);
    }
    let mut asked = Vec::new();
    for line in &all {
        asked.push(asked_value(ctx, line)?);
    }
    let value = json!({ "waiting": waiting.iter().map(waiting_value).collect::<Vec<_>>(), "asked": asked });
    ctx.table(&table, &value, "Nothing is asked.")
}

fn state(line: &AskedLine) -> &str {
    match (line.asks, line.dropped, line.seconded) {
        (false, ..) => &line.answer,
        (_, true, _) => "dropped",
        (_, _, false) => "needs a second person",
        _ => "under way",
    }
}

fn waiting_value(w: &Waiting) -> Value {
    json!({ "letter": w.letter, "house": w.received.house, "known": w.known, "to": w.to,
        "question": w.received.question, "why": w.received.why, "until": w.received.until })
}

fn asked_value(ctx: &Context<'_>, line: &AskedLine) -> Result<Value, Complaint> {
    let heard = if line.asks { ctx.store.asking(ctx.actor, &line.file)?.1.heard } else { Vec::new() };
    let heard: Vec<Value> = heard
        .iter()
        .map(|(house, said)| json!({ "house": house, "answer": said.latest().answer, "words": said.latest().words }))
        .collect();
    Ok(json!({ "file": line.file, "asks": line.asks, "name": line.name, "on": line.on, "until": line.until,
        "state": state(line), "houses": line.houses, "heard": heard }))
}

fn second(ctx: &mut Context<'_>, asked: &str) -> Done {
    let all = ctx.store.asked_around(ctx.actor)?;
    let mut meant =
        all.iter().filter(|l| l.asks && asked.len() >= 4 && l.file.to_string().starts_with(asked));
    let (Some(line), None) = (meant.next(), meant.next()) else {
        return Err(Complaint::unknown(
            "question",
            asked,
            "`relais ask-around list` lists them; four figures or more.",
        ));
    };
    ctx.store.second(ctx.actor, &line.compartment, &line.file)?;
    ctx.done(
        format!("It goes to {} houses: at once on this node, one at a time to others.", line.houses),
        &json!({ "file": line.file, "houses": line.houses }),
    )
}

fn reply(ctx: &mut Context<'_>, letter: &str, answer: &str, words: &str) -> Done {
    let all = ctx.store.questions(ctx.actor)?;
    let mut meant = all.iter().filter(|w| letter.len() >= 4 && w.letter.starts_with(letter));
    let (Some(waiting), None) = (meant.next(), meant.next()) else {
        return Err(Complaint::unknown(
            "question",
            letter,
            "`relais ask-around list` lists them; four figures or more.",
        ));
    };
    let on = ctx.today(&waiting.to)?;
    let reply = Reply { answer: answer.to_string(), words: words.to_string(), on };
    ctx.store.answer_question(ctx.actor, &waiting.to, &waiting.letter, reply)?;
    let told = if answer == "no" { "Noted here; nothing goes back." } else { "It goes back sealed." };
    ctx.done(told, &json!({ "answer": answer, "letter": waiting.letter }))
}
