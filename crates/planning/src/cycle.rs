//! Papers that wait for each other: found, and drawn for the author of the file.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::procedure::PaperKind;

/// A cycle as one line: `order -> safe-conduct -> order`. Read `->` as "needs".
pub fn draw(path: &[String]) -> String {
    path.join(" -> ")
}

/// For every paper that waits for itself the shortest way round, each way once. A path begins and ends with
/// the same paper. All-of and one-of count alike: an alternative that needs what it should replace is no
/// alternative.
pub(crate) fn cycles(papers: &[PaperKind]) -> Vec<Vec<String>> {
    let edges: BTreeMap<&str, BTreeSet<&str>> =
        papers.iter().rev().map(|kind| (kind.id.as_str(), kind.names().collect())).collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for kind in papers {
        if let Some(path) = way_back(&kind.id, &edges) {
            let members: BTreeSet<&str> = path.iter().copied().collect();
            if seen.insert(members) {
                found.push(path.into_iter().map(str::to_owned).collect());
            }
        }
    }
    found
}

/// The shortest path from a paper to itself, by breadth.
fn way_back<'a>(start: &'a str, edges: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<Vec<&'a str>> {
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for &next in edges.get(at).into_iter().flatten() {
            if next == start {
                let mut path = vec![start, at];
                let mut step = at;
                while let Some(&before) = came_from.get(step) {
                    path.push(before);
                    step = before;
                }
                path.reverse();
                return Some(path);
            }
            if !came_from.contains_key(next) {
                came_from.insert(next, at);
                queue.push_back(next);
            }
        }
    }
    None
}
