//! A small linear program that grows by columns: each row's sum equals its right side, variables are not
//! negative. Revised simplex with the inverse of the basis held whole. Its numbers are floating: they guide the
//! search, and every bound is proved again in whole numbers from the prices alone.

/// Below this a number is nothing.
const TINY: f64 = 1e-9;
/// Pivots after which the inverse is made anew.
const REFRESH: usize = 400;

pub(super) struct Column {
    pub cost: f64,
    /// Row and coefficient, each row once.
    pub rows: Vec<(usize, f64)>,
}

pub(super) struct Simplex {
    rows: usize,
    right: Vec<f64>,
    pub columns: Vec<Column>,
    basis: Vec<usize>,
    in_basis: Vec<bool>,
    /// Row by row.
    inverse: Vec<f64>,
    /// Value of each basic variable.
    value: Vec<f64>,
    pivots: usize,
    /// Pivots of all solves, by which the caller bounds the work.
    pub work: usize,
}

impl Simplex {
    /// A program with a unit column of the given cost for each row: its first basis.
    pub fn new(right: Vec<f64>, costs: &[f64]) -> Simplex {
        let rows = right.len();
        let columns =
            costs.iter().enumerate().map(|(r, cost)| Column { cost: *cost, rows: vec![(r, 1.0)] }).collect();
        let mut inverse = vec![0.0; rows * rows];
        (0..rows).for_each(|r| inverse[r * rows + r] = 1.0);
        Simplex {
            rows,
            value: right.clone(),
            right,
            columns,
            basis: (0..rows).collect(),
            in_basis: vec![true; rows],
            inverse,
            pivots: 0,
            work: 0,
        }
    }

    pub fn add(&mut self, column: Column) -> usize {
        self.columns.push(column);
        self.in_basis.push(false);
        self.columns.len() - 1
    }

    /// The price of each row.
    fn prices(&self) -> Vec<f64> {
        let mut prices = vec![0.0; self.rows];
        for (r, column) in self.basis.iter().enumerate() {
            let cost = self.columns[*column].cost;
            if cost != 0.0 {
                let row = &self.inverse[r * self.rows..(r + 1) * self.rows];
                prices.iter_mut().zip(row).for_each(|(p, x)| *p += cost * x);
            }
        }
        prices
    }

    /// Value of each column that is not nothing.
    pub fn solution(&self) -> Vec<(usize, f64)> {
        let both = self.basis.iter().copied().zip(self.value.iter().copied());
        both.filter(|(_, value)| *value > 1e-7).collect()
    }

    pub fn objective(&self) -> f64 {
        self.basis.iter().zip(&self.value).map(|(c, value)| self.columns[*c].cost * value).sum()
    }

    /// Optimises from the basis it stands on, in at most `most` pivots; returns the price of each row.
    pub fn solve(&mut self, most: usize) -> Vec<f64> {
        let mut prices = self.prices();
        let scale = self.columns.iter().map(|c| c.cost.abs()).fold(1.0, f64::max);
        let mut still = 0;
        for _ in 0..most {
            // After many steps without gain the first candidate is taken: no circle survives that.
            let Some((enters, gain)) = self.entering(&prices, 1e-12 * scale + TINY, still > 50) else {
                break;
            };
            let direction = self.direction(enters);
            let Some(leaves) = self.leaving(&direction) else { break };
            let step = self.value[leaves] / direction[leaves];
            still = if step > TINY { 0 } else { still + 1 };
            self.pivot(enters, leaves, &direction, step);
            let row = &self.inverse[leaves * self.rows..(leaves + 1) * self.rows];
            prices.iter_mut().zip(row).for_each(|(p, x)| *p += gain * x);
            self.work += 1;
            if self.pivots >= REFRESH {
                self.refresh();
                prices = self.prices();
            }
        }
        prices
    }

    fn entering(&self, prices: &[f64], least: f64, first: bool) -> Option<(usize, f64)> {
        let mut best = None;
        let mut most = -least;
        for (c, column) in self.columns.iter().enumerate().filter(|(c, _)| !self.in_basis[*c]) {
            let reduced = column.cost - column.rows.iter().map(|(r, x)| prices[*r] * x).sum::<f64>();
            if reduced < most {
                best = Some((c, reduced));
                if first {
                    return best;
                }
                most = reduced;
            }
        }
        best
    }

    fn direction(&self, column: usize) -> Vec<f64> {
        let entries = &self.columns[column].rows;
        let rows = self.inverse.chunks_exact(self.rows);
        rows.map(|row| entries.iter().map(|(r, x)| row[*r] * x).sum()).collect()
    }

    fn leaving(&self, direction: &[f64]) -> Option<usize> {
        let mut best: Option<(usize, f64)> = None;
        for (r, d) in direction.iter().enumerate().filter(|(_, d)| **d > 1e-8) {
            let ratio = self.value[r].max(0.0) / d;
            let closer = match best {
                None => true,
                Some((b, least)) => ratio < least - 1e-12 || (ratio <= least + 1e-12 && *d > direction[b]),
            };
            if closer {
                best = Some((r, ratio));
            }
        }
        best.map(|(r, _)| r)
    }

    fn pivot(&mut self, enters: usize, leaves: usize, direction: &[f64], step: f64) {
        let n = self.rows;
        let scale = 1.0 / direction[leaves];
        let pivot: Vec<f64> = self.inverse[leaves * n..(leaves + 1) * n].iter().map(|x| x * scale).collect();
        for (r, d) in direction.iter().enumerate() {
            if r != leaves && d.abs() > 1e-12 {
                self.value[r] -= d * step;
                let row = &mut self.inverse[r * n..(r + 1) * n];
                row.iter_mut().zip(&pivot).for_each(|(x, p)| *x -= d * p);
            }
        }
        self.inverse[leaves * n..(leaves + 1) * n].copy_from_slice(&pivot);
        self.value[leaves] = step;
        self.in_basis[self.basis[leaves]] = false;
        self.in_basis[enters] = true;
        self.basis[leaves] = enters;
        self.pivots += 1;
    }

    /// The inverse from the basis itself, by elimination.
    fn refresh(&mut self) {
        let n = self.rows;
        let mut matrix = vec![0.0; n * n];
        for (c, column) in self.basis.iter().enumerate() {
            self.columns[*column].rows.iter().for_each(|(r, x)| matrix[r * n + c] = *x);
        }
        let mut inverse = vec![0.0; n * n];
        (0..n).for_each(|r| inverse[r * n + r] = 1.0);
        for c in 0..n {
            let size = |r: usize| matrix[r * n + c].abs();
            let Some(best) = (c..n).max_by(|a, b| size(*a).total_cmp(&size(*b))) else { return };
            if size(best) < 1e-11 {
                return;
            }
            for k in 0..n {
                matrix.swap(c * n + k, best * n + k);
                inverse.swap(c * n + k, best * n + k);
            }
            let scale = 1.0 / matrix[c * n + c];
            for k in 0..n {
                matrix[c * n + k] *= scale;
                inverse[c * n + k] *= scale;
            }
            let (own, own_inverse) =
                (matrix[c * n..(c + 1) * n].to_vec(), inverse[c * n..(c + 1) * n].to_vec());
            for r in (0..n).filter(|r| *r != c) {
                let factor = matrix[r * n + c];
                if factor != 0.0 {
                    for k in 0..n {
                        matrix[r * n + k] -= factor * own[k];
                        inverse[r * n + k] -= factor * own_inverse[k];
                    }
                }
            }
        }
        let rows = inverse.chunks_exact(n.max(1));
        self.value = rows.map(|row| row.iter().zip(&self.right).map(|(x, b)| x * b).sum()).collect();
        self.inverse = inverse;
        self.pivots = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_children_and_one_good_bed() {
        // Each child in the good bed (1) or in the other (3, 9); one good bed; the rest is dear.
        let mut lp = Simplex::new(vec![1.0, 1.0, 1.0], &[100.0, 100.0, 0.0]);
        lp.add(Column { cost: 1.0, rows: vec![(0, 1.0), (2, 1.0)] });
        lp.add(Column { cost: 3.0, rows: vec![(0, 1.0)] });
        lp.add(Column { cost: 1.0, rows: vec![(1, 1.0), (2, 1.0)] });
        lp.add(Column { cost: 9.0, rows: vec![(1, 1.0)] });
        lp.solve(100);
        assert!((lp.objective() - 4.0).abs() < 1e-9);
        lp.refresh();
        assert!((lp.objective() - 4.0).abs() < 1e-9);
    }
}
