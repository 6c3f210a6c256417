//! `relais growth survey`: WHO's prevalence table from a file of measures, with weights, clusters and strata where the
//! file has them.

use super::cells::{self, Cell, significant};
use super::columns::Columns;
use super::problems::Problems;
use super::{create, problems_beside, reader, told, unreadable};
use crate::complaint::{self, Complaint};
use crate::context::Done;
use clap::Args;
use growth::survey::{Design, Prevalence, SurveyChild, prevalence};
use growth::who2006;
use serde_json::json;
use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Prevalence by age and sex.
#[derive(Debug, Args)]
pub struct Survey {
    /// CSV with headings as for `score`
    #[arg(long = "in", value_name = "F.csv")]
    pub input: PathBuf,
    /// The new file: one row for each group, shares in percent
    #[arg(long, value_name = "P.csv")]
    pub out: PathBuf,
    /// Column of sampling weights; an empty cell weighs nothing
    #[arg(long, value_name = "COLUMN")]
    pub weight: Option<String>,
    /// Column of clusters
    #[arg(long, value_name = "COLUMN")]
    pub cluster: Option<String>,
    /// Column of strata; the same cluster in two strata is two clusters
    #[arg(long, value_name = "COLUMN")]
    pub strata: Option<String>,
}

/// The children of a file with their design.
#[derive(Default)]
struct Sample {
    rows: u64,
    older: u64,
    left_out: u64,
    children: Vec<SurveyChild>,
    weights: Vec<f64>,
    clusters: Vec<u32>,
    strata: Vec<u32>,
}

/// Names of clusters or strata as numbers.
#[derive(Default)]
pub struct Numbered(HashMap<Vec<u8>, u32>);

impl Numbered {
    /// The number of a name; None where the cell is empty.
    pub fn of(&mut self, cell: &[u8]) -> Option<u32> {
        let name = cell.trim_ascii();
        let next = self.0.len() as u32;
        (!name.is_empty() && name != b"NA").then(|| *self.0.entry(name.to_vec()).or_insert(next))
    }
}

/// The place of a column that was named in the command.
pub fn named_column(headings: &csv::ByteRecord, name: Option<&String>) -> Result<Option<usize>, Complaint> {
    let Some(name) = name else { return Ok(None) };
    let found = headings
        .iter()
        .position(|h| h.strip_prefix(b"\xef\xbb\xbf").unwrap_or(h).trim_ascii() == name.as_bytes());
    found.map(Some).ok_or_else(|| {
        let all: Vec<_> = headings.iter().map(|h| String::from_utf8_lossy(h).into_owned()).collect();
        Complaint::new(
            3,
            format!("There is no column “{name}”."),
            format!("The file has: {}.", all.join(", ")),
        )
    })
}

impl Survey {
    /// Runs it.
    pub fn run(&self, here: &Path, json: bool, out: &mut dyn Write) -> Done {
        let (from, to) = (here.join(&self.input), here.join(&self.out));
        let mut problems = Problems::into_file(problems_beside(&to));
        let sample = self.read(&from, &mut problems)?;
        problems.end()?;
        let used = |asked: &Option<String>| asked.is_some();
        let design = Design::new(
            sample.children.len(),
            used(&self.weight).then_some(&sample.weights[..]),
            used(&self.cluster).then_some(&sample.clusters[..]),
            used(&self.strata).then_some(&sample.strata[..]),
        )
        .map_err(|_| {
            Complaint::new(
                3,
                "No child of the file can be counted.",
                "Look at ages, weights, clusters and strata.",
            )
        })?;
        let table = prevalence(&sample.children, &design);
        write_table(&to, &table)?;
        let value = json!({
            "rows": sample.rows, "children": sample.children.len(), "older_than_five": sample.older,
            "without_design": sample.left_out, "degrees_of_freedom": design.df(), "groups": table.len(),
            "problems": problems.count(), "problems_file": problems.file(), "file": to,
        });
        let sentence = format!(
            "{} groups in {}: {} children of {} rows ({} older than five, {} without weight, cluster or stratum)",
            table.len(),
            to.display(),
            sample.children.len(),
            sample.rows,
            sample.older,
            sample.left_out
        );
        told(out, json, &value, &sentence)
    }

    fn read(&self, from: &Path, problems: &mut Problems) -> Result<Sample, Complaint> {
        let mut reader = reader(from)?;
        let mut row = csv::ByteRecord::new();
        reader.read_byte_record(&mut row).map_err(|e| unreadable(from, &e))?;
        let columns = Columns::of(&row, &from.display().to_string())?;
        let named = [&self.weight, &self.cluster, &self.strata].map(|c| named_column(&row, c.as_ref()));
        let [weight, cluster, stratum] = named;
        let (weight, cluster, stratum) = (weight?, cluster?, stratum?);
        let (mut clusters, mut strata) = (Numbered::default(), Numbered::default());
        let mut sample = Sample::default();
        while reader.read_byte_record(&mut row).map_err(|e| unreadable(from, &e))? {
            sample.rows += 1;
            let m = columns.measures(&row, sample.rows, problems);
            let child = SurveyChild { sex: m.sex, age: m.age, oedema: m.oedema, scores: who2006::score(&m) };
            if !child.is_under_five() {
                sample.older += 1;
                continue;
            }
            let cell = |at: Option<usize>| at.and_then(|i| row.get(i)).unwrap_or_default();
            let number = weight.map(|_| cells::number(cell(weight)));
            let weight = match number {
                None => Some(1.0),
                Some(Cell::Missing) => Some(0.0),
                Some(Cell::Value(w)) if w >= 0.0 => Some(w),
                Some(_) => None,
            };
            let cluster = if cluster.is_some() { clusters.of(cell(cluster)) } else { Some(0) };
            let stratum = if stratum.is_some() { strata.of(cell(stratum)) } else { Some(0) };
            let (Some(weight), Some(cluster), Some(stratum)) = (weight, cluster, stratum) else {
                sample.left_out += 1;
                problems.add(
                    sample.rows,
                    "",
                    b"",
                    "weight, cluster or stratum is missing or unreadable; not counted",
                );
                continue;
            };
            sample.children.push(child);
            sample.weights.push(weight);
            sample.clusters.push(cluster);
            sample.strata.push(stratum);
        }
        Ok(sample)
    }
}

fn write_table(to: &Path, table: &[Prevalence]) -> Done {
    let mut text = Prevalence::column_names().join(",") + "\n";
    for row in table {
        text.push_str(&row.group.name());
        for cell in row.cells() {
            text.push(',');
            if let Some(number) = cell {
                text.push_str(&significant(number));
            }
        }
        text.push('\n');
    }
    let mut writer = create(to)?;
    writer.write_all(text.as_bytes()).and_then(|()| writer.flush()).map_err(|e| complaint::file(to, &e))
}
