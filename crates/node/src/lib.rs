//! What stands around the house: the commands, the clock, the randomness, the data folder, the socket.
//!
//! This crate is the only one that reads the environment. It decides nothing: rules live in `domain`, data behind
//! `store`'s door, pages in `web`.

mod cli;
mod commands;
mod complaint;
mod context;
pub mod demo;
mod demonstration;
mod hands;
mod line;
mod memory;
mod socket;
mod surroundings;
mod table;

pub use complaint::EXIT_CODES;
pub use surroundings::system;

use clap::Parser as _;
use cli::{Cli, Command, Globals};
use complaint::Complaint;
use context::{Context, Done};
use std::io::{BufWriter, IsTerminal as _, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use store::{Problem, Store};

/// Runs the command line this process was given.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    surroundings::logs(matches!(cli.command, Command::Serve(_) | Command::Demo(_)));
    memory::shut().iter().for_each(|refused| eprintln!("{refused}"));
    let mut out = BufWriter::new(std::io::stdout().lock());
    let done = dispatch(&cli, &mut out).and_then(|code| Ok(out.flush().map(|()| code)?));
    match done {
        Ok(code) => ExitCode::from(code),
        Err(complaint) => {
            let _ = out.flush();
            say(&complaint, cli.globals.json);
            ExitCode::from(complaint.code)
        }
    }
}

fn say(complaint: &Complaint, json: bool) {
    if complaint.message.is_empty() {
        return;
    }
    match serde_json::to_string(&serde_json::json!({ "error": complaint })) {
        Ok(text) if json => eprintln!("{text}"),
        _ => eprint!("{}", complaint.text()),
    }
}

fn dispatch(cli: &Cli, out: &mut dyn Write) -> Result<u8, Complaint> {
    let globals = &cli.globals;
    let data = || globals.data.clone().unwrap_or_else(surroundings::data_dir);
    let here = surroundings::here();
    let done = match &cli.command {
        Command::Init(c) => c.run(&here.join(data()), globals.json, out),
        Command::Serve(c) => c.run(&here.join(data()), out),
        Command::Demo(c) => {
            c.run(&here.join(globals.data.clone().unwrap_or_else(surroundings::cache_dir)), globals.json, out)
        }
        Command::Panic(c) => c.run(&here.join(data()), globals.json, out),
        Command::Restore(c) => c.run(&here.join(&c.from), &here.join(data()), globals.json, out),
        Command::Growth(c) => c.run(&here, globals.json, out),
        Command::Papers(c) => c.run(&here, globals.json, out),
        Command::Placement(c) => c.run(&here, globals.json, out),
        Command::Link(c) => {
            let drawn = std::io::stderr().is_terminal();
            c.run(&here, globals.json, drawn, out, &mut std::io::stderr())
        }
        Command::Trace(c) => c.run(&here, globals.json, out, &mut std::io::stderr()),
        Command::Completions(c) => c.run(out),
        Command::Man(c) => c.run(out),
        Command::ExitCodes => Ok(out.write_all(commands::exit_codes::text().as_bytes())?),
        command => return with_node(command, globals, here.join(data()), out),
    };
    done.map(|()| 0)
}

/// Runs a command on the node in `dir`: here, or in the process that has it open.
fn with_node(
    command: &Command,
    globals: &Globals,
    dir: PathBuf,
    out: &mut dyn Write,
) -> Result<u8, Complaint> {
    let opened = Store::open(&dir, surroundings::system(demonstration::dates(&dir)));
    if let Err(problem) = &opened
        && !matches!(problem, Problem::InUse)
    {
        return Err(opened.err().map_or_else(|| Complaint::new(1, "", ""), Complaint::from));
    }
    if let (Ok(_), Command::BreakGlass(glass)) = (&opened, command)
        && glass.needs_running()
    {
        return Err(Complaint::new(
            7,
            "What it opens is shut again when the node locks, and this command ends with that.",
            "Start `relais serve` and sign in there; then run this beside it.",
        ));
    }
    let member = globals.member.clone().ok_or_else(|| nobody(&dir))?;
    let passphrase = surroundings::passphrase(&format!("Passphrase of {member}: "))
        .ok_or_else(|| Complaint::from(Problem::Locked))?;
    let newcomer = match command {
        Command::Member(member) => member.newcomer(),
        Command::Notebook(notebook) => notebook.once_more(),
        Command::BreakGlass(glass) => glass.second(),
        _ => None,
    };
    let store = match opened {
        Ok(store) => Arc::new(store),
        Err(problem) => {
            let args = std::env::args_os().map(|a| a.to_string_lossy().into_owned()).collect();
            let (passphrase, newcomer) = (passphrase.to_string(), newcomer.map(|p| p.to_string()));
            let request = socket::Request { args, member, passphrase, cwd: surroundings::here(), newcomer };
            let asked = socket::ask(&dir, &request, out, &mut std::io::stderr());
            return asked.unwrap_or_else(|| Err(problem.into()));
        }
    };
    let actor = store.unlock(&member, &passphrase)?;
    let mut err = std::io::stderr();
    let mut ctx = Context {
        store: &store,
        actor: &actor,
        out,
        err: &mut err,
        json: globals.json,
        compartment: globals.compartment.as_deref(),
        cwd: surroundings::here(),
        newcomer: newcomer.as_deref().map(String::as_str),
        drawn: std::io::stderr().is_terminal(),
    };
    let done: Done = command.run(&mut ctx);
    store.lock();
    done.map(|()| 0)
}

fn nobody(dir: &std::path::Path) -> Complaint {
    let hint = match demonstration::dates(dir) {
        Some(_) => {
            let names: Vec<&str> = demo::SIGN_INS.iter().map(|s| s.member).collect();
            format!("Add --as, one of: {}; the passphrase of each is {}.", names.join(", "), demo::PASSPHRASE)
        }
        None => "Add --as MEMBER, the name you sign in with.".to_string(),
    };
    Complaint::usage("It is not said who acts.", hint)
}
