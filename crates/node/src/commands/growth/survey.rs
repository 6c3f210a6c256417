//! `relais growth survey`: WHO's prevalence table from a file of measures, with weights, clusters and strata where the
//! file has them.

use super::cells::significant;
use super::problems::Problems;
use super::{columns, create, problems_beside, reader, told, unreadable};
use crate::complaint::{self, Complaint};
use crate::context::Done;
use clap::Args;
use growth::survey::{Prevalence, prevalence};
use register::measures::{Named, Sample};
use serde_json::json;
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

impl Survey {
    /// Runs it.
    pub fn run(&self, here: &Path, json: bool, out: &mut dyn Write) -> Done {
        let (from, to) = (here.join(&self.input), here.join(&self.out));
        let mut problems = Problems::into_file(problems_beside(&to));
        let sample = self.read(&from, &mut problems)?;
        problems.end()?;
        let design = sample.design().map_err(|_| {
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
        let name = |asked: &Option<String>| asked.clone().unwrap_or_default();
        sample(from, [name(&self.weight), name(&self.cluster), name(&self.strata)], problems)
    }
}

/// The children of a file, with the columns of weights, clusters and strata by name.
pub fn sample(
    from: &Path,
    [weight, cluster, strata]: [String; 3],
    problems: &mut Problems,
) -> Result<Sample, Complaint> {
    let mut reader = reader(from)?;
    let mut row = csv::ByteRecord::new();
    reader.read_byte_record(&mut row).map_err(|e| unreadable(from, &e))?;
    let columns = columns(&row, &from.display().to_string())?;
    let named = Named::of(&row, &weight, &cluster, &strata).map_err(|name| {
        let all: Vec<_> = row.iter().map(|h| String::from_utf8_lossy(h).into_owned()).collect();
        Complaint::new(
            3,
            format!("There is no column “{name}”."),
            format!("The file has: {}.", all.join(", ")),
        )
    })?;
    let mut sample = Sample::new(named);
    let mut line = 0;
    while reader.read_byte_record(&mut row).map_err(|e| unreadable(from, &e))? {
        line += 1;
        sample.push(&columns, &row, |column, value, why| problems.add(line, column, value, why.words()));
    }
    Ok(sample)
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
