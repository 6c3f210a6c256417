//! Clusters from pairs: the likeliest pair first, and two clusters become one only while their records agree on the
//! whole. A record that fits one member and contradicts the others stays out.

use super::gather::Edge;
use super::model::Model;
use super::ordered::Ordered;

/// Members of a cluster that are asked; more would agree or disagree likewise.
const ASKED: usize = 8;
/// No single pair counts for more than this in a mean, for or against.
const MOST: f64 = 12.0;
/// Two records that nothing connects.
const APART: f64 = -8.0;
/// Clusters agree on the whole from this mean on: records that say little pull it a little below even odds.
const LEAST_MEAN: f64 = -0.4;
/// A pair this unlikely forbids a join, whatever the others say.
const VETO: f64 = -11.0;

/// For each record the first record of its cluster.
pub(super) fn clusters(people: &Ordered<'_>, model: &Model, edges: &[Edge], threshold: f64) -> Vec<u32> {
    let records = people.held.len();
    let mut cluster: Vec<u32> = (0..records as u32).collect();
    // Members as rings: each record names the next of its cluster.
    let mut next: Vec<u32> = (0..records as u32).collect();
    let mut order: Vec<u32> =
        (0..edges.len() as u32).filter(|i| f64::from(edges[*i as usize].log_odds) >= threshold).collect();
    order.sort_unstable_by(|x, y| {
        let (x, y) = (&edges[*x as usize], &edges[*y as usize]);
        y.log_odds.total_cmp(&x.log_odds).then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    for edge in order.iter().map(|i| &edges[*i as usize]) {
        let (a, b) = (cluster[edge.a as usize], cluster[edge.b as usize]);
        if a == b || !agree(people, model, &next, edge) {
            continue;
        }
        let (first, second) = (a.min(b), a.max(b));
        let mut member = second;
        loop {
            cluster[member as usize] = first;
            member = next[member as usize];
            if member == second {
                break;
            }
        }
        next.swap(first as usize, second as usize);
    }
    cluster
}

/// The members of a record's ring, as many as are asked; the record itself is the first.
fn members(next: &[u32], record: u32) -> impl Iterator<Item = u32> {
    std::iter::successors(Some(record), move |member| {
        Some(next[*member as usize]).filter(|next| *next != record)
    })
    .take(ASKED)
}

fn agree(people: &Ordered<'_>, model: &Model, next: &[u32], edge: &Edge) -> bool {
    if next[edge.a as usize] == edge.a && next[edge.b as usize] == edge.b {
        return true;
    }
    let (mut sum, mut count) = (0.0, 0.0);
    for a in members(next, edge.a) {
        for b in members(next, edge.b) {
            let odds = if (a, b) == (edge.a, edge.b) {
                f64::from(edge.log_odds)
            } else {
                let (x, y) = (&people.held[a as usize], &people.held[b as usize]);
                model.log_odds(people.full, x, y).unwrap_or(APART)
            };
            if odds < VETO {
                return false;
            }
            sum += odds.clamp(-MOST, MOST);
            count += 1.0;
        }
    }
    sum / count > LEAST_MEAN
}
