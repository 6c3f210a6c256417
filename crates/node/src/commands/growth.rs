//! `relais growth`: z-scores, surveys and charts from files, as people know them from WHO's packages. Needs no node, no
//! member and no passphrase: it reads a file and writes a file.

mod cells;
mod chart;
mod plausibility;
mod problems;
mod score;
mod survey;

use crate::complaint::{self, Complaint};
use crate::context::Done;
use clap::Subcommand;
use register::measures::{Columns, NAMES};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Growth and nutrition, from files.
#[derive(Debug, Subcommand)]
pub enum Growth {
    /// Add WHO's z-scores and flags to a CSV file
    Score(score::Score),
    /// Prevalence by age and sex from a survey, as WHO's table
    Survey(survey::Survey),
    /// Whether the measures of a survey can be believed (SMART)
    Plausibility(plausibility::Plausible),
    /// Draw the points of a child over the lines of a standard
    Chart(chart::Chart),
}

impl Growth {
    /// Runs it; paths start from `here`.
    pub fn run(&self, here: &Path, json: bool, out: &mut dyn Write) -> Done {
        match self {
            Growth::Score(c) => c.run(here, json, out),
            Growth::Survey(c) => c.run(here, json, out),
            Growth::Plausibility(c) => c.run(here, json, out),
            Growth::Chart(c) => c.run(here, json, out),
        }
    }
}

/// Bytes read from or written to a file at once.
const BUFFER: usize = 1 << 18;

/// A CSV file to be read row by row: rows of another length are let through and told of, never a stop.
fn reader(path: &Path) -> Result<csv::Reader<File>, Complaint> {
    let file = File::open(path).map_err(|e| complaint::file(path, &e))?;
    Ok(csv::ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(BUFFER).from_reader(file))
}

/// Where the measures stand, by the headings. Without `sex` nothing can be scored.
fn columns(headings: &csv::ByteRecord, file: &str) -> Result<Columns, Complaint> {
    Columns::of(headings).ok_or_else(|| {
        Complaint::new(
            3,
            format!("{file}: there is no column `sex`."),
            format!("Columns are known by their names, comma between them: {}.", NAMES.join(", ")),
        )
    })
}

/// A new file.
fn create(path: &Path) -> Result<std::io::BufWriter<File>, Complaint> {
    let file = File::create(path).map_err(|e| complaint::file(path, &e))?;
    Ok(std::io::BufWriter::with_capacity(BUFFER, file))
}

/// A row that cannot be read at all: the disk, not the content.
fn unreadable(path: &Path, e: &csv::Error) -> Complaint {
    Complaint::new(1, format!("{}: {e}.", path.display()), "Look at the file and at the disk.")
}

/// The name of the problems' file beside the output.
fn problems_beside(out: &Path) -> PathBuf {
    out.with_file_name("problems.csv")
}

/// A value as JSON, or a sentence.
fn told(out: &mut dyn Write, json: bool, value: &serde_json::Value, sentence: &str) -> Done {
    if json {
        serde_json::to_writer_pretty(&mut *out, value)?;
        Ok(writeln!(out)?)
    } else {
        Ok(writeln!(out, "{sentence}")?)
    }
}
