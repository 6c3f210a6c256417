//! `relais growth plausibility`: the checks of SMART over a file of measures.

use super::problems::Problems;
use super::problems_beside;
use super::survey::sample;
use crate::context::Done;
use crate::table::Table;
use clap::Args;
use growth::survey::{Plausibility, plausibility};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Whether the measures can be believed.
#[derive(Debug, Args)]
pub struct Plausible {
    /// CSV with headings as for `score`; `armc` in centimetres
    #[arg(long = "in", value_name = "F.csv")]
    pub input: PathBuf,
    /// Column of clusters
    #[arg(long, value_name = "COLUMN")]
    pub cluster: Option<String>,
}

impl Plausible {
    /// Runs it.
    pub fn run(&self, here: &Path, json: bool, out: &mut dyn Write) -> Done {
        let from = here.join(&self.input);
        let mut problems = Problems::into_file(problems_beside(&from));
        let cluster = self.cluster.clone().unwrap_or_default();
        let children = sample(&from, [String::new(), cluster, String::new()], &mut problems)?.surveyed;
        problems.end()?;
        let report = plausibility(&children);
        if json {
            let checks: Vec<_> = report
                .checks
                .iter()
                .map(|c| {
                    json!({ "check": c.name, "value": c.value, "points": c.rating.points, "rating": c.rating.word,
                            "counts": c.counts, "children": c.children })
                })
                .collect();
            let value = json!({
                "children": children.len(), "checks": checks, "not_made": report.not_made, "total": report.total,
                "verdict": report.verdict.word(), "mean_whz": report.mean_whz, "probit_wasting": report.probit_wasting,
                "problems": problems.count(), "problems_file": problems.file(),
            });
            serde_json::to_writer_pretty(&mut *out, &value)?;
            return Ok(writeln!(out)?);
        }
        print(out, &report)
    }
}

fn print(out: &mut dyn Write, report: &Plausibility) -> Done {
    let mut table = Table::new(&["check", "#value", "rating", "#points", "#children"]);
    for check in &report.checks {
        let points = if check.counts { check.rating.points.to_string() } else { "beside".to_string() };
        let value = format!("{:.3}", check.value);
        table.row([check.name.into(), value, check.rating.word.into(), points, check.children.to_string()]);
    }
    out.write_all(table.text().as_bytes())?;
    for name in &report.not_made {
        writeln!(out, "not made, too little to go by: {name}")?;
    }
    writeln!(out, "\nTotal {}: {}", report.total, report.verdict.word())?;
    if let Some(percent) = report.probit_wasting {
        writeln!(out, "The standard deviation is problematic; wasting by PROBIT with 1: {percent:.1} %")?;
    }
    Ok(())
}
