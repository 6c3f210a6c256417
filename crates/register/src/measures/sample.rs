//! The children of a survey with their design: who is under five, what each weighs in the sample, in which cluster and
//! stratum they were met.

use super::cell::{self, Cell};
use super::{Columns, Odd, named};
use growth::survey::{Design, DesignProblem, SurveyChild, Surveyed};
use growth::{Measures, who2006};
use std::collections::HashMap;

/// Columns of the design, by the names somebody gave.
#[derive(Clone, Debug, Default)]
pub struct Named {
    weight: Option<usize>,
    cluster: Option<usize>,
    stratum: Option<usize>,
}

impl Named {
    /// Looks the names up in the headings; an empty name asks for nothing.
    ///
    /// # Errors
    /// The first name that no heading bears.
    pub fn of<'a>(
        headings: &csv::ByteRecord,
        weight: &'a str,
        cluster: &'a str,
        stratum: &'a str,
    ) -> Result<Named, &'a str> {
        let find = |name: &'a str| match name.trim() {
            "" => Ok(None),
            asked => named(headings, asked).map(Some).ok_or(name),
        };
        Ok(Named { weight: find(weight)?, cluster: find(cluster)?, stratum: find(stratum)? })
    }
}

/// Names of clusters or strata as numbers.
#[derive(Debug, Default)]
struct Numbered(HashMap<Vec<u8>, u32>);

impl Numbered {
    /// The number of a name; None where the cell is empty.
    fn of(&mut self, cell: &[u8]) -> Option<u32> {
        let name = cell.trim_ascii();
        let next = self.0.len() as u32;
        (!name.is_empty() && name != b"NA").then(|| *self.0.entry(name.to_vec()).or_insert(next))
    }
}

/// The children of a file as a survey counts them.
#[derive(Debug, Default)]
pub struct Sample {
    /// Rows read.
    pub rows: u64,
    /// Of them, older than five years.
    pub older: u64,
    /// Of them, without a weight, cluster or stratum that the survey has.
    pub left_out: u64,
    /// Those that count.
    pub children: Vec<SurveyChild>,
    /// Everybody, for the checks of plausibility.
    pub surveyed: Vec<Surveyed>,
    named: Named,
    numbers: (Numbered, Numbered),
    weights: Vec<f64>,
    clusters: Vec<u32>,
    strata: Vec<u32>,
}

impl Sample {
    /// An empty one with its design.
    pub fn new(named: Named) -> Sample {
        Sample { named, ..Sample::default() }
    }

    /// Takes a row; what cannot be read in it is told: column, value, why.
    pub fn push(
        &mut self,
        columns: &Columns,
        row: &csv::ByteRecord,
        mut problem: impl FnMut(&'static str, &[u8], Odd),
    ) {
        self.rows += 1;
        let m = columns.measures(row, &mut problem);
        let scores = who2006::score(&m);
        let child = SurveyChild { sex: m.sex, age: m.age, oedema: m.oedema, scores };
        let cell = |at: Option<usize>| at.and_then(|i| row.get(i)).unwrap_or_default();
        let named = self.named.clone();
        let cluster = named.cluster.map(|_| self.numbers.0.of(cell(named.cluster)));
        let whz = scores.zwfl.map(|score| score.z.value());
        self.surveyed.push(surveyed(&m, whz, cluster.flatten()));
        if !child.is_under_five() {
            self.older += 1;
            return;
        }
        let weight = match named.weight.map(|_| cell::number(cell(named.weight))) {
            None => Some(1.0),
            Some(Cell::Missing) => Some(0.0),
            Some(Cell::Value(w)) if w >= 0.0 => Some(w),
            Some(_) => None,
        };
        let stratum = named.stratum.map_or(Some(0), |_| self.numbers.1.of(cell(named.stratum)));
        let (Some(weight), Some(cluster), Some(stratum)) = (weight, cluster.unwrap_or(Some(0)), stratum)
        else {
            self.left_out += 1;
            return problem("", b"", Odd::Design);
        };
        self.children.push(child);
        self.weights.push(weight);
        self.clusters.push(cluster);
        self.strata.push(stratum);
    }

    /// The design of the survey.
    ///
    /// # Errors
    /// When nobody can be counted.
    pub fn design(&self) -> Result<Design, DesignProblem> {
        Design::new(
            self.children.len(),
            self.named.weight.map(|_| &self.weights[..]),
            self.named.cluster.map(|_| &self.clusters[..]),
            self.named.stratum.map(|_| &self.strata[..]),
        )
    }
}

fn surveyed(m: &Measures, whz: Option<f64>, cluster: Option<u32>) -> Surveyed {
    Surveyed {
        sex: m.sex,
        age: m.age,
        weight_kg: m.weight_kg,
        lenhei_cm: m.lenhei_cm,
        muac_mm: m.armc_cm.map(|cm| cm * 10.0),
        whz,
        oedema: m.oedema,
        cluster,
    }
}
