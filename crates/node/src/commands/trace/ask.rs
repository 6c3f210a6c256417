//! Questions and their answers, one or many.

use super::files::Folder;
use crate::commands::link::output::{class_name, unwritable};
use crate::commands::link::table::Reading;
use crate::complaint::Complaint;
use crate::context::Done;
use crate::surroundings::stopwatch;
use linkage::link::{Reason, Row};
use linkage::trace::{Budget, Hit, Index, TraceProblem};
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;

/// How to ask.
pub struct Asking {
    /// Hits for each question.
    pub top: usize,
    /// Whether times are printed.
    pub timings: bool,
    /// Whether JSON is printed.
    pub json: bool,
}

/// A question as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Question {
    given: String,
    surname: String,
    sex: String,
    birth: String,
    birth_place: String,
    father: String,
    mother: String,
    residence: String,
}

impl Question {
    fn row(&self) -> Row<'_> {
        Row {
            given: &self.given,
            surname: &self.surname,
            sex: &self.sex,
            birth: &self.birth,
            birth_place: &self.birth_place,
            father: &self.father,
            mother: &self.mother,
            residence: &self.residence,
        }
    }
}

fn complaint(problem: &TraceProblem) -> Complaint {
    match problem {
        TraceProblem::NothingAsked => Complaint::new(
            3,
            "The question says too little to look for anybody.",
            "Give a given name and a surname; or a day of birth with a name, a parent or a place; \
             or a year of birth with a name and a parent or a place.",
        ),
        TraceProblem::Birth { text } => Complaint::new(
            3,
            format!("birth, “{text}”: this is no date."),
            "Write 1931-03-12, 1931-03, 1931, 1931~ (about), 193X, or leave it out.",
        ),
        other => Complaint::new(6, format!("The index cannot be asked: {other}."), "Build it again."),
    }
}

impl Asking {
    fn budget(&self) -> Budget {
        Budget { top: self.top, ..Budget::default() }
    }

    /// One question.
    pub fn one(
        &self,
        index: &mut Index<Folder>,
        query: &str,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> Done {
        let question: Question = serde_json::from_str(query).map_err(|e| {
            Complaint::usage(
                format!("--query is no question: {e}."),
                "JSON with any of given, surname, sex, birth, birth_place, father, mother, residence, each a text.",
            )
        })?;
        let watch = stopwatch();
        let (hits, looked_at) =
            index.ask(&question.row(), self.budget()).map_err(|problem| complaint(&problem))?;
        if self.timings {
            writeln!(err, "{:.3} ms, {looked_at} candidates.", watch().as_secs_f64() * 1e3)?;
        }
        if self.json {
            let value: Vec<Value> = hits.iter().map(to_json).collect();
            serde_json::to_writer_pretty(&mut *out, &json!({ "hits": value }))?;
            return Ok(writeln!(out)?);
        }
        if hits.is_empty() {
            return Ok(writeln!(out, "Nobody in the list is like this.")?);
        }
        for (rank, hit) in (1..).zip(&hits) {
            let rather =
                hit.rather.map(|class| format!(", rather {}", class_name(class))).unwrap_or_default();
            writeln!(out, "{rank:3}  {:24} {:+.1}{rather}  {}", hit.id, hit.log_odds, said(&hit.reasons))?;
        }
        Ok(writeln!(out, "These are candidates: a person decides.")?)
    }

    /// Many questions from a file; those that cannot be asked are said with their id.
    pub fn many(
        &self,
        index: &mut Index<Folder>,
        queries: &Path,
        hits: &Path,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> Done {
        let mut file = csv::Writer::from_path(hits).map_err(|e| unwritable(hits, &e))?;
        let mut done = file.write_record(["query", "rank", "id", "log_odds", "rather", "reasons"]);
        let (mut times, mut unasked, mut found) = (Vec::new(), Vec::new(), 0_u64);
        let reading = Reading::each(queries, None, &mut |id, row| {
            let watch = stopwatch();
            let answer = index.ask(row, self.budget());
            times.push(watch().as_secs_f64() * 1e3);
            match answer {
                Ok((hits, _)) => {
                    found += hits.len() as u64;
                    for (rank, hit) in (1_u32..).zip(&hits) {
                        if done.is_ok() {
                            done = write(&mut file, id, rank, hit);
                        }
                    }
                }
                Err(problem) => unasked.push((String::from_utf8_lossy(id).into_owned(), problem)),
            }
        })?;
        done.map_err(|e| unwritable(hits, &e))?;
        file.flush().map_err(|e| unwritable(hits, &e))?;
        for remark in reading.remarks() {
            writeln!(err, "{remark}")?;
        }
        for (id, problem) in unasked.iter().take(10) {
            writeln!(err, "{id}: {problem}.")?;
        }
        if unasked.len() > 10 {
            writeln!(err, "and {} more that could not be asked.", unasked.len() - 10)?;
        }
        self.sum(index.len(), times, unasked.len(), found, out)
    }

    fn sum(
        &self,
        people: usize,
        mut times: Vec<f64>,
        unasked: usize,
        found: u64,
        out: &mut dyn Write,
    ) -> Done {
        times.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let last = times.len().saturating_sub(1);
            times.get((times.len() as f64 * share) as usize).or(times.get(last)).copied().unwrap_or(0.0)
        };
        let (asked, p50, p99, most) = (times.len(), at(0.5), at(0.99), at(1.0));
        if self.json {
            let mut value =
                json!({ "people": people, "questions": asked, "unasked": unasked, "hits": found });
            if self.timings {
                value["milliseconds"] = json!({ "p50": p50, "p99": p99, "max": most });
            }
            return Ok(writeln!(out, "{value}")?);
        }
        writeln!(out, "{asked} questions to {people} people, {found} hits, {unasked} could not be asked.")?;
        if self.timings {
            writeln!(out, "Milliseconds a question: p50 {p50:.2}, p99 {p99:.2}, max {most:.2}.")?;
        }
        Ok(writeln!(out, "These are candidates: a person decides.")?)
    }
}

fn said(reasons: &[Reason]) -> String {
    let all: Vec<String> =
        reasons.iter().map(|r| format!("{}: {} {:+.1}", r.field.key(), r.level, r.weight)).collect();
    all.join("; ")
}

fn to_json(hit: &Hit) -> Value {
    let reasons: Vec<Value> = hit
        .reasons
        .iter()
        .map(|r| json!({ "field": r.field.key(), "level": r.level, "weight": r.weight }))
        .collect();
    json!({ "id": hit.id, "log_odds": hit.log_odds, "rather": hit.rather.map(class_name), "reasons": reasons })
}

fn write(file: &mut csv::Writer<std::fs::File>, query: &[u8], rank: u32, hit: &Hit) -> csv::Result<()> {
    file.write_record([
        query,
        rank.to_string().as_bytes(),
        hit.id.as_bytes(),
        format!("{:.2}", hit.log_odds).as_bytes(),
        hit.rather.map_or("", class_name).as_bytes(),
        said(&hit.reasons).as_bytes(),
    ])
}
