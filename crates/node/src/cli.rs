//! The commands as they are typed. What they do stands one file per noun in `commands`.

use crate::commands::{
    ask_around, backup, break_glass, bundle, caseload, compartment, completions, consent, demo, dossier,
    double, erasure, exchange, exit_codes, exposure, growth, held, hold, init, link, log, member, notebook,
    panic, papers, payment, peer, person, place, placement, proof, recover, referral, register, report,
    serve, stay, subject, trace, tracing, transfer,
};
use crate::complaint::Complaint;
use crate::context::{Context, Done};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Keeps the files of endangered children and of those who help them.
#[derive(Debug, Parser)]
#[command(name = "relais", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = "Exit codes: `relais help exit-codes`. Each command: `relais help COMMAND`.")]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub globals: Globals,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub struct Globals {
    /// Folder of the node
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Member who acts; the passphrase comes from RELAIS_PASSPHRASE or a prompt
    #[arg(long = "as", global = true, value_name = "MEMBER")]
    pub member: Option<String>,
    /// Print JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Compartment to work in, where several are granted
    #[arg(long, global = true, value_name = "NAME")]
    pub compartment: Option<String>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a node with its keeper, and print the recovery kit
    Init(init::Init),
    /// Members: add, list, card, invite, grant, remove
    #[command(subcommand)]
    Member(member::Member),
    /// Compartments: found, list, invitations, join
    #[command(subcommand)]
    Compartment(compartment::Compartment),
    /// Serve the pages
    Serve(serve::Serve),
    /// Fill and serve a throw-away node with invented people
    Demo(demo::Demo),
    /// People: add, show, search
    #[command(subcommand)]
    Person(person::Person),
    /// Places: add, list, show
    #[command(subcommand)]
    Place(place::Place),
    /// Files that may be about one person: list, judge
    #[command(subcommand)]
    Double(double::Double),
    /// Stays: arrive, leave, list
    #[command(subcommand)]
    Stay(stay::Stay),
    /// Relatives who ask for somebody: list, show, open, import, export
    #[command(subcommand)]
    Tracing(tracing::Tracing),
    /// Questions to houses whose files one does not see: list, ask, second, answer
    #[command(subcommand)]
    AskAround(ask_around::AskAround),
    /// What falls if that laptop is taken, whom to move first, what to revoke
    Exposure(exposure::Exposure),
    /// This laptop opens no more; other nodes keep what it had
    Panic(panic::Panic),
    /// Sealed notebooks of hidden identity: found, custodians, plate, seal, ask, answer, open, drill
    #[command(subcommand)]
    Notebook(notebook::Notebook),
    /// Payments by code: due, open, agree, pay, acknowledge, reverse, end
    #[command(subcommand)]
    Payments(payment::Payments),
    /// What a lost node held, gathered from others and from bundles; what is missing is named
    Recover(recover::Recover),
    /// Dossiers and their papers: open, paper, show
    #[command(subcommand)]
    Dossier(dossier::Dossier),
    /// What a person agreed to, the written override, who received what: show, note, override
    #[command(subcommand)]
    Consent(consent::Consent),
    /// Files that travel between compartments: offer, list, accept
    #[command(subcommand)]
    Transfer(transfer::Transfer),
    /// A person made known to a partner by named fields, until a day: make, list, show, answer, end
    #[command(subcommand)]
    Referral(referral::Referral),
    /// Meet another node over the network: each ends with what the other had
    #[command(subcommand)]
    Exchange(exchange::Exchange),
    /// The same for the courier's pocket: make, open, show
    #[command(subcommand)]
    Bundle(bundle::Bundle),
    /// Other nodes: list, set, revoke
    #[command(subcommand)]
    Peer(peer::Peer),
    /// Entries that are kept and do not count: list, admit
    #[command(subcommand)]
    Held(held::Held),
    /// A file's text destroyed, by two persons' word: propose, carry-out, drop, list, receipts
    #[command(subcommand)]
    Erasure(erasure::Erasure),
    /// Legal holds, which stand before every erasure: place, lift, list
    #[command(subcommand)]
    Hold(hold::Hold),
    /// Files whose time of keeping is over; it only proposes
    Retention(hold::Retention),
    /// Who answers for how many files, and all of one member's handed over: list, hand-over
    #[command(subcommand)]
    Caseload(caseload::Caseload),
    /// Registers of places: import, export
    #[command(subcommand)]
    Register(register::Register),
    /// Figures: stock, origins, count, times
    #[command(subcommand)]
    Report(report::Report),
    /// Growth and nutrition, from files: score, survey, plausibility, chart
    #[command(subcommand)]
    Growth(growth::Growth),
    /// Who opened which file, when, why
    Log(log::Log),
    /// What is given to whoever a file is about: sheet, names, withhold, second, show
    #[command(subcommand)]
    Subject(subject::Subject),
    /// Two open a house that one was not granted, to read for three hours: arm, disarm, open, list, looked-at
    #[command(subcommand)]
    BreakGlass(break_glass::BreakGlass),
    /// Make every derived table again from the journal
    Rebuild(proof::Rebuild),
    /// Prove every hash, chain and signature; name the first that fails
    Verify(proof::Verify),
    /// Copy the node, sealed as it is, to a new folder
    Backup(backup::Backup),
    /// Put a backup back into a folder without a node, and prove it
    Restore(backup::Restore),
    /// Find the rows of a list that are one person, and kin; needs no node
    Link(Box<link::Link>),
    /// Have we met this person? One question over a list of people; needs no node
    Trace(Box<trace::Trace>),
    /// Plan a dossier's papers from a file: what to ask for today; needs no node
    #[command(subcommand)]
    Papers(papers::Papers),
    /// Propose which child could go to which home, from a file; needs no node
    #[command(subcommand)]
    Placement(placement::Placement),
    /// Print completions for a shell
    Completions(completions::Completions),
    /// Print the manual page
    Man(completions::Man),
    /// What the exit codes mean
    #[command(name = "exit-codes", after_help = exit_codes::text())]
    ExitCodes,
}

impl Command {
    /// Runs a command that works on an open node.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Command::Member(c) => c.run(ctx),
            Command::Compartment(c) => c.run(ctx),
            Command::Person(c) => c.run(ctx),
            Command::Double(c) => c.run(ctx),
            Command::Place(c) => c.run(ctx),
            Command::Stay(c) => c.run(ctx),
            Command::Tracing(c) => c.run(ctx),
            Command::AskAround(c) => c.run(ctx),
            Command::Exposure(c) => c.run(ctx),
            Command::Notebook(c) => c.run(ctx),
            Command::Payments(c) => c.run(ctx),
            Command::Recover(c) => c.run(ctx),
            Command::Dossier(c) => c.run(ctx),
            Command::Consent(c) => c.run(ctx),
            Command::Transfer(c) => c.run(ctx),
            Command::Referral(c) => c.run(ctx),
            Command::Exchange(c) => c.run(ctx),
            Command::Bundle(c) => c.run(ctx),
            Command::Peer(c) => c.run(ctx),
            Command::Held(c) => c.run(ctx),
            Command::Erasure(c) => c.run(ctx),
            Command::Hold(c) => c.run(ctx),
            Command::Caseload(c) => c.run(ctx),
            Command::Retention(c) => c.run(ctx),
            Command::Register(c) => c.run(ctx),
            Command::Report(c) => c.run(ctx),
            Command::Log(c) => c.run(ctx),
            Command::Subject(c) => c.run(ctx),
            Command::BreakGlass(c) => c.run(ctx),
            Command::Rebuild(c) => c.run(ctx),
            Command::Verify(c) => c.run(ctx),
            Command::Backup(c) => c.run(ctx),
            Command::Init(_)
            | Command::Serve(_)
            | Command::Demo(_)
            | Command::Restore(_)
            | Command::Panic(_)
            | Command::Growth(_)
            | Command::Papers(_)
            | Command::Placement(_)
            | Command::Link(_)
            | Command::Trace(_)
            | Command::Completions(_)
            | Command::Man(_)
            | Command::ExitCodes => Err(Complaint::new(
                7,
                "This command needs the node for itself.",
                "Stop the running `relais serve` first.",
            )),
        }
    }
}
