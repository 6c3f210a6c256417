//! `relais link`: which rows of a file are one person, and which are kin. Reads a file, writes files; it opens no
//! node, asks no passphrase, joins nobody.

pub mod output;
mod report;
pub mod table;

use crate::complaint::Complaint;
use crate::context::{Done, bar};
use crate::hands::Threads;
use clap::Args;
use linkage::gazetteer::Gazetteer;
use linkage::link::{Linked, Settings, Stage, link, memory_needed};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};
use table::Table;

/// Find the rows of a list that are one person, and kin
#[derive(Debug, Args)]
#[command(
    after_help = "Columns: id, and any of given, surname, sex, birth (EDTF), birth_place, father, mother, residence. \
    Others are named and not used.\nA map is TOML: `given = \"given_name\"` takes the column given_name for given."
)]
pub struct Link {
    /// The people: CSV or TSV with a heading
    #[arg(long = "in", value_name = "PEOPLE.CSV")]
    pub input: PathBuf,
    /// Where to write `id,cluster`
    #[arg(long, value_name = "CLUSTERS.CSV")]
    pub out: PathBuf,
    /// Where to write the pairs with their log-odds and reasons
    #[arg(long, value_name = "PAIRS.CSV")]
    pub pairs: Option<PathBuf>,
    /// Where to write siblings, parents and children, spouses
    #[arg(long, value_name = "KIN.CSV")]
    pub kin: Option<PathBuf>,
    /// Which column holds what
    #[arg(long, value_name = "MAP.TOML")]
    pub map: Option<PathBuf>,
    /// Natural log-odds from which two rows are proposed as one person
    #[arg(long, value_name = "T", allow_negative_numbers = true)]
    pub threshold: Option<f64>,
    /// Memory that may be used, as 1G or 800M; a larger list is worked rule by rule
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub memory: Option<u64>,
    /// Where to write a page with the weights, the scores, and examples
    #[arg(long, value_name = "REPORT.HTML")]
    pub report: Option<PathBuf>,
    /// Further places: a CSV with one place a line, its names side by side
    #[arg(long, value_name = "PLACES.CSV")]
    pub places: Option<PathBuf>,
}

/// Bytes, from `1G`, `800M`, `64k` or a plain number.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = match text[digits.len()..].to_ascii_lowercase().trim_end_matches("ib").trim_end_matches('b') {
        "" => 1,
        "k" => 1 << 10,
        "m" => 1 << 20,
        "g" => 1 << 30,
        _ => return Err("write it as 1G or 800M".to_string()),
    };
    let number: u64 = digits.parse().map_err(|_| "write it as 1G or 800M".to_string())?;
    number.checked_mul(unit).filter(|bytes| *bytes > 0).ok_or_else(|| "write it as 1G or 800M".to_string())
}

impl Link {
    /// Runs it from the folder `here`.
    pub fn run(
        &self,
        here: &Path,
        json: bool,
        drawn: bool,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> Done {
        if self.threshold.is_some_and(|t| !t.is_finite()) {
            return Err(Complaint::usage("--threshold is no number.", "Natural log-odds, as -1 or 2.5."));
        }
        let hands = Threads::of_this_machine();
        let progress = bar(7, "reading", drawn);
        let map = self.map.as_ref().map(|map| table::map(&here.join(map))).transpose()?;
        let mut gazetteer = Gazetteer::default();
        if let Some(places) = &self.places {
            let names = gazetteer.extend(&table::text(&here.join(places))?);
            writeln!(err, "{names} names of places added.")?;
        }
        let table = Table::read(&here.join(&self.input), map.as_ref(), gazetteer, &hands)?;
        progress.inc(1);
        for remark in table.remarks() {
            writeln!(err, "{remark}")?;
        }
        let Table { ids, people, .. } = table;
        let settings = Settings {
            threshold: self.threshold.unwrap_or(Settings::default().threshold),
            kin: self.kin.is_some(),
            frugal: self.frugal(people.len(), err)?,
        };
        let linked = link(&people, &settings, &hands, &mut |stage| {
            progress.inc(1);
            progress.set_message(name(stage));
        });
        progress.set_message("writing");
        output::clusters(&here.join(&self.out), &ids, &linked)?;
        if let Some(pairs) = &self.pairs {
            output::pairs(&here.join(pairs), &ids, &people, &linked)?;
        }
        if let Some(kin) = &self.kin {
            output::kin(&here.join(kin), &ids, &linked)?;
        }
        if let Some(page) = &self.report {
            output::text(&here.join(page), &report::page(&ids, &people, &linked, settings.threshold))?;
        }
        progress.finish_and_clear();
        said(&linked, json, out)
    }

    /// Whether the list is worked rule by rule; says where even that needs more than was allowed.
    fn frugal(&self, records: usize, err: &mut dyn Write) -> Result<bool, Complaint> {
        let (whole, frugal) = memory_needed(records);
        let Some(allowed) = self.memory.filter(|allowed| whole > *allowed) else { return Ok(false) };
        if frugal > allowed {
            let needed = frugal.div_ceil(1 << 20);
            writeln!(
                err,
                "The list may need {needed} MiB, more than --memory allows; it is worked rule by rule."
            )?;
        } else {
            writeln!(err, "The list is worked rule by rule, to stay within --memory.")?;
        }
        Ok(true)
    }
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Blocks => "bringing together",
        Stage::Training => "learning",
        Stage::Comparing => "comparing",
        Stage::Clusters => "clustering",
        Stage::Kin => "kin",
    }
}

fn said(linked: &Linked, json: bool, out: &mut dyn Write) -> Done {
    let rows = linked.clusters.len();
    let clusters = linked.clusters.iter().enumerate().filter(|(row, first)| *row == **first as usize).count();
    let (pairs, kin) = (linked.pairs.len(), linked.kin.len());
    let each = if rows == 0 { 0.0 } else { linked.compared as f64 / rows as f64 };
    if json {
        let value = json!({
            "rows": rows, "clusters": clusters, "pairs": pairs, "kin": kin, "compared": linked.compared,
        });
        serde_json::to_writer_pretty(&mut *out, &value)?;
        return Ok(writeln!(out)?);
    }
    writeln!(
        out,
        "{rows} rows, {clusters} people proposed, {pairs} pairs, {kin} kin; {each:.1} candidates a row."
    )?;
    Ok(writeln!(out, "These are proposals: a person decides.")?)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_read() {
        for (text, bytes) in
            [("1G", Some(1 << 30)), ("800M", Some(800 << 20)), ("64k", Some(65_536)), ("12", Some(12))]
        {
            assert_eq!(size(text).ok(), bytes, "{text}");
        }
        for text in ["", "G", "1T", "0", "-1", "99999999999999999999G"] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
