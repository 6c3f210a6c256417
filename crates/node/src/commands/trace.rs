//! `relais trace`: have we met this person? An index is built from a list once, then asked. It works on files alone:
//! no node, no passphrase. The index holds the list's people as plainly as the list does.

mod ask;
mod files;

use crate::commands::link::table::{self, Table};
use crate::complaint::Complaint;
use crate::context::Done;
use crate::hands::Threads;
use clap::{Args, Subcommand};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Ask a list of people whether it knows somebody
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "A question is JSON with any of given, surname, sex, birth (EDTF), birth_place, father, mother, residence:\n\
    relais trace --index DIR --query '{\"given\":\"Rivka\",\"surname\":\"Lewin\",\"birth\":\"1931~\"}'"
)]
pub struct Trace {
    #[command(subcommand)]
    command: Option<Command>,
    /// The index to ask
    #[arg(long, value_name = "DIR")]
    index: Option<PathBuf>,
    /// One question
    #[arg(long, value_name = "JSON", conflicts_with = "queries")]
    query: Option<String>,
    /// Many questions: CSV with the columns of the list
    #[arg(long, value_name = "Q.CSV", requires = "out")]
    queries: Option<PathBuf>,
    /// Where to write `query,rank,id,log_odds,rather,reasons`
    #[arg(long, value_name = "HITS.CSV", requires = "queries")]
    out: Option<PathBuf>,
    /// Hits for each question
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=1000))]
    top: u16,
    /// Print how long the questions took
    #[arg(long)]
    timings: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the index of a list
    Build(Build),
    /// Take newcomers into an index; they are found at once
    Add(Add),
}

#[derive(Debug, Args)]
struct Build {
    /// The people: CSV or TSV with a heading, as `relais link` takes it
    #[arg(long = "in", value_name = "PEOPLE.CSV")]
    input: PathBuf,
    /// The folder of the index; an index that is there already is replaced once the new one is whole
    #[arg(long, value_name = "DIR")]
    index: PathBuf,
    /// Which column holds what
    #[arg(long, value_name = "MAP.TOML")]
    map: Option<PathBuf>,
    /// Further places: a CSV with one place a line, its names side by side
    #[arg(long, value_name = "PLACES.CSV")]
    places: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Add {
    /// The newcomers, in columns as of the list
    #[arg(long = "in", value_name = "PEOPLE.CSV")]
    input: PathBuf,
    /// The index
    #[arg(long, value_name = "DIR")]
    index: PathBuf,
    /// Which column holds what
    #[arg(long, value_name = "MAP.TOML")]
    map: Option<PathBuf>,
}

impl Trace {
    /// Runs it from the folder `here`.
    pub fn run(&self, here: &Path, json: bool, out: &mut dyn Write, err: &mut dyn Write) -> Done {
        match &self.command {
            Some(Command::Build(build)) => return build.run(here, json, out, err),
            Some(Command::Add(add)) => return add.run(here, json, out, err),
            None => {}
        }
        let Some(index) = &self.index else {
            return Err(Complaint::usage(
                "--index is missing.",
                "The folder that `relais trace build` made.",
            ));
        };
        let mut index = files::open(&here.join(index))?;
        let asking = ask::Asking { top: usize::from(self.top), timings: self.timings, json };
        match (&self.query, &self.queries, &self.out) {
            (Some(query), ..) => asking.one(&mut index, query, out, err),
            (None, Some(queries), Some(hits)) => {
                asking.many(&mut index, &here.join(queries), &here.join(hits), out, err)
            }
            _ => Err(Complaint::usage(
                "There is no question.",
                "--query '{\"given\":\"..\",\"surname\":\"..\"}', or --queries Q.CSV --out HITS.CSV.",
            )),
        }
    }
}

impl Build {
    fn run(&self, here: &Path, json: bool, out: &mut dyn Write, err: &mut dyn Write) -> Done {
        let map = self.map.as_ref().map(|map| table::map(&here.join(map))).transpose()?;
        let places = self.places.as_ref().map(|places| table::text(&here.join(places))).transpose()?;
        let gazetteer = files::gazetteer(places.as_deref());
        let hands = Threads::of_this_machine();
        let table = Table::read(&here.join(&self.input), map.as_ref(), gazetteer, &hands)?;
        for remark in table.remarks() {
            writeln!(err, "{remark}")?;
        }
        let Table { ids, people, .. } = table;
        let built = linkage::trace::build(people, &hands);
        let bytes = files::write(&here.join(&self.index), &built, &ids, places.as_deref())?;
        let people = built.len();
        if json {
            return Ok(writeln!(out, "{}", json!({ "people": people, "bytes": bytes }))?);
        }
        writeln!(out, "{people} people, {bytes} bytes in {}.", self.index.display())?;
        Ok(writeln!(out, "The folder tells what the list tells: keep it where the list may be kept.")?)
    }
}

impl Add {
    fn run(&self, here: &Path, json: bool, out: &mut dyn Write, err: &mut dyn Write) -> Done {
        let map = self.map.as_ref().map(|map| table::map(&here.join(map))).transpose()?;
        let (added, remarks) = files::add(&here.join(&self.index), &here.join(&self.input), map.as_ref())?;
        for remark in remarks {
            writeln!(err, "{remark}")?;
        }
        if json {
            return Ok(writeln!(out, "{}", json!({ "added": added }))?);
        }
        Ok(writeln!(out, "{added} newcomers; they are found from now on.")?)
    }
}
