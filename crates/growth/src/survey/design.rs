//! The design of a sample: weights, clusters within strata, and what they make of the error of a mean. Taylor
//! linearisation with the clusters taken as drawn with replacement, which is what survey software does by default.
//!
//! # Source
//! Särndal, Swensson, Wretman: Model Assisted Survey Sampling (1992), chapter 5; documentation of R's package `survey`
//! for the treatment of strata with one cluster (`adjust`) and for the degrees of freedom (clusters less strata).

use std::collections::HashMap;

/// Why a design cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DesignProblem {
    /// A weight below zero or not finite, at this position.
    Weight(usize),
    /// The lists differ in length.
    Length,
    /// Nobody is in the sample.
    Empty,
}

/// How a sample was drawn: for each child its weight and its cluster, for each cluster its stratum.
#[derive(Clone, Debug)]
pub struct Design {
    weights: Vec<f64>,
    cluster_of: Vec<u32>,
    stratum_of_cluster: Vec<u32>,
    clusters_in: Vec<u32>,
}

/// A mean with its error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub mean: f64,
    /// Standard error.
    pub se: f64,
    /// Children the mean is of.
    pub n: usize,
    /// The sum of their weights.
    pub weight: f64,
}

impl Design {
    /// A design of `n` children. Without weights each counts once; without clusters each child is its own; the same
    /// cluster number in two strata names two clusters.
    pub fn new(
        n: usize,
        weights: Option<&[f64]>,
        clusters: Option<&[u32]>,
        strata: Option<&[u32]>,
    ) -> Result<Design, DesignProblem> {
        let fits = |length: Option<usize>| length.is_none_or(|l| l == n);
        if n == 0 {
            return Err(DesignProblem::Empty);
        }
        if !fits(weights.map(<[f64]>::len))
            || !fits(clusters.map(<[u32]>::len))
            || !fits(strata.map(<[u32]>::len))
        {
            return Err(DesignProblem::Length);
        }
        let weights = weights.map_or_else(|| vec![1.0; n], <[f64]>::to_vec);
        if let Some(at) = weights.iter().position(|w| !w.is_finite() || *w < 0.0) {
            return Err(DesignProblem::Weight(at));
        }
        let mut strata_seen: HashMap<u32, u32> = HashMap::new();
        let mut clusters_seen: HashMap<(u32, usize), u32> = HashMap::new();
        let mut design = Design {
            weights,
            cluster_of: Vec::with_capacity(n),
            stratum_of_cluster: vec![],
            clusters_in: vec![],
        };
        for i in 0..n {
            let fresh = strata_seen.len() as u32;
            let stratum = *strata_seen.entry(strata.map_or(0, |s| s[i])).or_insert(fresh);
            if stratum == fresh {
                design.clusters_in.push(0);
            }
            let fresh = clusters_seen.len() as u32;
            let named = clusters.map_or(i, |c| c[i] as usize);
            let cluster = *clusters_seen.entry((stratum, named)).or_insert(fresh);
            if cluster == fresh {
                design.stratum_of_cluster.push(stratum);
                design.clusters_in[stratum as usize] += 1;
            }
            design.cluster_of.push(cluster);
        }
        Ok(design)
    }

    /// Children in the sample.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether there is none; never, once made.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// Degrees of freedom: clusters less strata.
    pub fn df(&self) -> f64 {
        (self.stratum_of_cluster.len() - self.clusters_in.len()) as f64
    }

    /// The weight of a child.
    pub fn weight(&self, child: usize) -> f64 {
        self.weights[child]
    }

    /// The mean of a value among some children, who are a domain of the whole sample: clusters without any of them
    /// still count. None where nobody with a weight is among them.
    pub fn mean(&self, domain: &[(usize, f64)]) -> Option<Estimate> {
        let weight: f64 = domain.iter().map(|(i, _)| self.weights[*i]).sum();
        if weight <= 0.0 {
            return None;
        }
        let mean = domain.iter().map(|(i, y)| self.weights[*i] * y).sum::<f64>() / weight;
        let mut totals = vec![0.0; self.stratum_of_cluster.len()];
        for (i, y) in domain {
            totals[self.cluster_of[*i] as usize] += self.weights[*i] * (y - mean) / weight;
        }
        Some(Estimate { mean, se: self.variance(&totals).max(0.0).sqrt(), n: domain.len(), weight })
    }

    /// The variance of a sum of totals of clusters.
    fn variance(&self, totals: &[f64]) -> f64 {
        let strata = self.clusters_in.len();
        let mut means = vec![0.0; strata];
        for (total, stratum) in totals.iter().zip(&self.stratum_of_cluster) {
            means[*stratum as usize] += total / f64::from(self.clusters_in[*stratum as usize]);
        }
        let mut squares = vec![0.0; strata];
        for (total, stratum) in totals.iter().zip(&self.stratum_of_cluster) {
            let alone = self.clusters_in[*stratum as usize] == 1;
            // A cluster alone in its stratum is measured from the mean of all, which is 0 here.
            let from = if alone { 0.0 } else { means[*stratum as usize] };
            squares[*stratum as usize] += (total - from) * (total - from);
        }
        let of = |(sum, n): (&f64, &u32)| {
            let n = f64::from(*n);
            if n > 1.0 { sum * n / (n - 1.0) } else { *sum }
        };
        squares.iter().zip(&self.clusters_in).map(of).sum()
    }
}
