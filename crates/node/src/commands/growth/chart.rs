//! `relais growth chart`: the points of a child over the lines of a standard.

use super::problems::Problems;
use super::{create, problems_beside, reader, told, unreadable};
use crate::complaint::{self, Complaint};
use crate::context::Done;
use clap::Args;
use growth::{INDICATORS, Indicator, Sex};
use print::growth_chart::{Point, growth_chart, growth_sheet};
use register::measures::cell::{self, Cell};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Draw a growth chart.
#[derive(Debug, Args)]
pub struct Chart {
    /// f or m
    #[arg(long, value_parser = sex)]
    pub sex: Sex,
    /// wfa, lhfa, bfa, hcfa, acfa, tsfa, ssfa, wfl, wfh; hfa-5-19, wfa-5-19, bfa-5-19, acfa-5-19
    #[arg(long, value_parser = indicator)]
    pub indicator: Indicator,
    /// CSV with headings: the first column is age (days, to five years; months, from five) or length in cm, the second
    /// the measure
    #[arg(long, value_name = "POINTS.csv")]
    pub points: PathBuf,
    /// The new file, .svg or .pdf
    #[arg(long, value_name = "C.svg|C.pdf")]
    pub out: PathBuf,
    /// Language of the words: fr, en, he
    #[arg(long, default_value = "en", value_parser = ["fr", "en", "he"])]
    pub lang: String,
}

fn sex(text: &str) -> Result<Sex, String> {
    Sex::parse(text).ok_or_else(|| "f or m".to_string())
}

fn indicator(text: &str) -> Result<Indicator, String> {
    Indicator::parse(text).ok_or_else(|| format!("one of: {}", INDICATORS.map(Indicator::key).join(", ")))
}

impl Chart {
    /// Runs it.
    pub fn run(&self, here: &Path, json: bool, out: &mut dyn Write) -> Done {
        let to = here.join(&self.out);
        let ending = to.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        if ending != "svg" && ending != "pdf" {
            return Err(Complaint::usage(
                format!("A chart cannot be written as “{ending}”."),
                "Give --out a name that ends in .svg or .pdf.",
            ));
        }
        let mut problems = Problems::into_file(problems_beside(&to));
        let points = read(&here.join(&self.points), &mut problems)?;
        problems.end()?;
        let drawn = match ending.as_str() {
            "pdf" => growth_sheet(self.indicator, self.sex, &points, &self.lang)
                .map_err(|e| Complaint::new(1, e.to_string(), "Write it as .svg instead."))?,
            _ => growth_chart(self.indicator, self.sex, &points, &self.lang).into_bytes(),
        };
        let mut writer = create(&to)?;
        writer.write_all(&drawn).and_then(|()| writer.flush()).map_err(|e| complaint::file(&to, &e))?;
        let z: Vec<_> =
            points.iter().map(|p| self.indicator.z(self.sex, p.at, p.measure).map(|z| z.rounded())).collect();
        let value = json!({ "points": points.len(), "z": z, "problems": problems.count(), "file": to });
        told(out, json, &value, &format!("{} points in {}", points.len(), to.display()))
    }
}

fn read(from: &Path, problems: &mut Problems) -> Result<Vec<Point>, Complaint> {
    let mut reader = reader(from)?;
    let mut row = csv::ByteRecord::new();
    reader.read_byte_record(&mut row).map_err(|e| unreadable(from, &e))?;
    let headings: Vec<String> = row.iter().map(|h| String::from_utf8_lossy(h).into_owned()).collect();
    let (mut points, mut line) = (Vec::new(), 0);
    while reader.read_byte_record(&mut row).map_err(|e| unreadable(from, &e))? {
        line += 1;
        let found = |i: usize| row.get(i).unwrap_or_default();
        match (cell::number(found(0)), cell::number(found(1))) {
            (Cell::Value(at), Cell::Value(measure)) => points.push(Point { at, measure }),
            (at, _) => {
                let i = usize::from(matches!(at, Cell::Value(_)));
                let heading = headings.get(i).map_or("", String::as_str);
                problems.add(line, heading, found(i), "a point needs two numbers; not drawn");
            }
        }
    }
    Ok(points)
}
