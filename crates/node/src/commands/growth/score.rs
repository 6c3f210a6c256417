//! `relais growth score`: every column of the file as it was, WHO's behind them. Rows stream: memory does not grow.

use super::cells::{push_number, push_score};
use super::problems::Problems;
use super::{columns, create, problems_beside, reader, told, unreadable};
use crate::complaint::{self, Complaint};
use crate::context::Done;
use clap::{Args, ValueEnum};
use growth::{Measures, Position, Sex, Tables, who2006, who2007};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Add WHO's z-scores and flags.
#[derive(Debug, Args)]
pub struct Score {
    /// CSV with headings: sex, age_days or age_months, weight, lenhei, measure, headc, armc, triskin, subskin, oedema
    #[arg(long = "in", value_name = "F.csv")]
    pub input: PathBuf,
    /// The new file; what cannot be read is told in problems.csv beside it
    #[arg(long, value_name = "G.csv")]
    pub out: PathBuf,
    /// Which standard
    #[arg(long, value_enum, default_value_t = Standard::Auto)]
    pub standard: Standard,
}

/// Standards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Standard {
    /// Birth to five years
    Who2006,
    /// Five to nineteen years
    Who2007,
    /// By age: to 1826 days the first, from 1827 the second
    Auto,
}

/// The added headings of 2006 and of 2007.
const ADDED_2006: &str = "clenhei,cmeasure,c9mo_flag,cbmi,csex,zlen,flen,zwei,fwei,zwfl,fwfl,zbmi,fbmi,zhc,fhc,zac,fac,zts,fts,zss,fss";
const ADDED_2007: &str = "zhfa,fhfa,zwfa,fwfa,zbfa,fbfa";
/// What stands under the headings of the other standard.
const EMPTY_2007: &[u8] = b",,,,,,";
const EMPTY_SCORES_2006: &[u8] = b",,,,,,,,,,,,,,,,";

/// What was done.
#[derive(Debug, Default)]
struct Counted {
    rows: u64,
    scored: u64,
    missing: u64,
    flagged: u64,
    z: u64,
}

impl Score {
    /// Runs it.
    pub fn run(&self, here: &Path, json: bool, out: &mut dyn Write) -> Done {
        let (from, to) = (here.join(&self.input), here.join(&self.out));
        if from.canonicalize().is_ok_and(|f| to.canonicalize().is_ok_and(|t| f == t)) {
            return Err(Complaint::usage("Input and output are the same file.", "Give --out another name."));
        }
        let mut problems = Problems::into_file(problems_beside(&to));
        let counted = self.stream(&from, &to, &mut problems)?;
        problems.end()?;
        let Counted { rows, scored, missing, flagged, z } = counted;
        let value = json!({
            "rows": rows, "scored": scored, "missing": missing, "flagged": flagged, "z": z,
            "problems": problems.count(), "problems_file": problems.file(), "file": to,
        });
        let beside = problems.file().map(|f| format!("; {} problems in {}", problems.count(), f.display()));
        let sentence = format!(
            "{rows} rows in {}: {scored} scored, {missing} without any score, {flagged} flagged{}",
            to.display(),
            beside.unwrap_or_default()
        );
        told(out, json, &value, &sentence)
    }

    fn stream(&self, from: &Path, to: &Path, problems: &mut Problems) -> Result<Counted, Complaint> {
        let mut reader = reader(from)?;
        let mut row = csv::ByteRecord::new();
        if !reader.read_byte_record(&mut row).map_err(|e| unreadable(from, &e))? {
            return Err(Complaint::new(
                3,
                format!("{}: the file is empty.", from.display()),
                "Write headings first.",
            ));
        }
        let columns = columns(&row, &from.display().to_string())?;
        let mut writer = create(to)?;
        let mut line = Vec::with_capacity(1024);
        push_row(&mut line, &row, columns.width());
        line.push(b',');
        line.extend_from_slice(ADDED_2006.as_bytes());
        if self.standard != Standard::Who2006 {
            line.push(b',');
            line.extend_from_slice(ADDED_2007.as_bytes());
        }
        line.push(b'\n');
        writer.write_all(&line).map_err(|e| complaint::file(to, &e))?;
        let tables = Tables::get();
        let mut counted = Counted::default();
        while reader.read_byte_record(&mut row).map_err(|e| unreadable(from, &e))? {
            counted.rows += 1;
            if row.len() != columns.width() {
                problems.add(
                    counted.rows,
                    "",
                    row.len().to_string().as_bytes(),
                    "cells in this row; the headings have another number",
                );
            }
            let line_number = counted.rows;
            let child = columns.measures(&row, |column, value, why| {
                problems.add(line_number, column, value, why.words());
            });
            line.clear();
            push_row(&mut line, &row, columns.width());
            self.push_scores(&mut line, tables, &child, &mut counted);
            line.push(b'\n');
            writer.write_all(&line).map_err(|e| complaint::file(to, &e))?;
        }
        writer.flush().map_err(|e| complaint::file(to, &e))?;
        Ok(counted)
    }

    fn push_scores(&self, line: &mut Vec<u8>, tables: &Tables, child: &Measures, counted: &mut Counted) {
        let school = match self.standard {
            Standard::Who2006 => false,
            Standard::Who2007 => true,
            Standard::Auto => child.age.is_some_and(who2007::applies),
        };
        let mut tally = Tally::default();
        if school {
            let scores = who2007::score_with(tables, child);
            push_body(line, child, child.lenhei_cm, child.position, false, scores.cbmi);
            line.extend_from_slice(EMPTY_SCORES_2006);
            scores.scores().into_iter().for_each(|score| tally.push(line, score));
        } else {
            let scores = who2006::score_with(tables, child);
            push_body(line, child, scores.clenhei, scores.cmeasure, scores.c9mo_flag, scores.cbmi);
            scores.scores().into_iter().for_each(|score| tally.push(line, score));
            if self.standard == Standard::Auto {
                line.extend_from_slice(EMPTY_2007);
            }
        }
        counted.z += tally.scored;
        counted.scored += u64::from(tally.scored > 0);
        counted.missing += u64::from(tally.scored == 0);
        counted.flagged += u64::from(tally.flagged);
    }
}

/// What one row has.
#[derive(Default)]
struct Tally {
    scored: u64,
    flagged: bool,
}

impl Tally {
    fn push(&mut self, line: &mut Vec<u8>, score: Option<growth::Score>) {
        push_score(line, score);
        self.scored += u64::from(score.is_some());
        self.flagged |= score.is_some_and(|s| s.flagged);
    }
}

/// `clenhei`, `cmeasure`, `c9mo_flag`, `cbmi`, `csex`.
fn push_body(
    line: &mut Vec<u8>,
    child: &Measures,
    lenhei: Option<f64>,
    position: Option<Position>,
    not_believed: bool,
    bmi: Option<f64>,
) {
    push_number(line, lenhei);
    line.extend_from_slice(match position {
        Some(Position::Lying) => b",l",
        Some(Position::Standing) => b",h",
        None => b",",
    });
    line.extend_from_slice(if not_believed { b",1" } else { b",0" });
    push_number(line, bmi);
    line.extend_from_slice(match child.sex {
        Some(Sex::Male) => b",1",
        Some(Sex::Female) => b",2",
        None => b",",
    });
}

/// The cells as they were, quoted where they must be; filled up to the width of the headings, so that what is added
/// stands under its own.
fn push_row(line: &mut Vec<u8>, row: &csv::ByteRecord, width: usize) {
    for (i, cell) in row.iter().enumerate() {
        if i > 0 {
            line.push(b',');
        }
        // What is more than the headings cannot be kept under one: it is told as a problem.
        if i >= width {
            line.pop();
            break;
        }
        if cell.iter().any(|b| matches!(b, b'"' | b',' | b'\n' | b'\r')) {
            line.push(b'"');
            for byte in cell {
                line.extend(std::iter::repeat_n(*byte, if *byte == b'"' { 2 } else { 1 }));
            }
            line.push(b'"');
        } else {
            line.extend_from_slice(cell);
        }
    }
    line.extend(std::iter::repeat_n(b',', width.saturating_sub(row.len().max(1))));
}
