//! Asks an index of `people.csv` (the files of the example `population`: plain commas, no quotes) for the people of its
//! last rows, which are left out of it: `cargo run --release -p relais-linkage --example trace_quality -- FOLDER [QUESTIONS]`.
//! Recall at 20: of the questions whose person stands in the index under another row, how many find such a row among
//! the first twenty.
#![allow(clippy::disallowed_methods)] // measuring is what it is for; the crate itself reads no clock

#[path = "support/two.rs"]
mod two;

use relais_linkage::gazetteer::Gazetteer;
use relais_linkage::link::{Population, Row};
use relais_linkage::trace::{Budget, Index, build};
use std::collections::HashMap;
use std::time::Instant;
use two::Two;

/// The cells of a line after the id.
fn cells(line: &str) -> [&str; 8] {
    let mut cells = line.split(',').skip(1);
    std::array::from_fn(|_| cells.next().unwrap_or_default())
}

fn row<'a>([given, surname, sex, birth, birth_place, father, mother, residence]: [&'a str; 8]) -> Row<'a> {
    Row { given, surname, sex, birth, birth_place, father, mother, residence }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("which folder?")?;
    let questions: usize = args.next().map_or(Ok(4000), |n| n.parse())?;
    let text = std::fs::read_to_string(format!("{folder}/people.csv"))?;
    let lines: Vec<&str> = text.lines().skip(1).collect();
    let truth = std::fs::read_to_string(format!("{folder}/truth.csv"))?;
    let persons: Vec<&str> =
        truth.lines().skip(1).map(|line| line.split(',').nth(1).unwrap_or_default()).collect();
    let (known, asked) = lines.split_at(lines.len() - questions);
    let start = Instant::now();
    let mut people = Population::new(Gazetteer::default(), &Two);
    known.iter().for_each(|line| people.add(&row(cells(line))));
    println!("{} people read in {:.1} s", people.len(), start.elapsed().as_secs_f64());
    let built = build(people.finish(), &Two);
    println!("built after {:.1} s", start.elapsed().as_secs_f64());
    let id = |at: u32| known[at as usize].split(',').next().unwrap_or_default().as_bytes();
    let sections = built.in_memory(&id);
    drop(built);
    let bytes: usize = sections.iter().map(Vec::len).sum();
    println!("{bytes} bytes: {:?}", sections.each_ref().map(Vec::len));
    let mut index = Index::open(sections, Gazetteer::default())?;
    let mut others: HashMap<&str, Vec<&str>> = HashMap::new();
    for (line, person) in known.iter().zip(&persons) {
        others.entry(person).or_default().push(line.split(',').next().unwrap_or_default());
    }
    for (what, keep) in [("full record", 8), ("names and year", 4), ("names", 2)] {
        ask(&mut index, what, keep, asked, &persons[known.len()..], &others)?;
    }
    Ok(())
}

fn ask(
    index: &mut Index<[Vec<u8>; 6]>,
    what: &str,
    keep: usize,
    asked: &[&str],
    persons: &[&str],
    others: &HashMap<&str, Vec<&str>>,
) -> Result<(), Box<dyn std::error::Error>> {
    let (mut times, mut found, mut unmet, mut all, mut looked_at) = (Vec::new(), 0, 0, 0, 0);
    for (line, person) in asked.iter().zip(persons) {
        let Some(rows) = others.get(person) else { continue };
        let mut cells = cells(line);
        cells[keep..].fill("");
        if keep == 4 {
            cells[2] = "";
            cells[3] = cells[3].get(..4).filter(|year| !year.contains('X')).unwrap_or_default();
        }
        if cells[0].is_empty() || cells[1].is_empty() || (keep == 4 && cells[3].is_empty()) {
            continue;
        }
        let start = Instant::now();
        let Ok((hits, candidates)) = index.ask(&row(cells), Budget::default()) else { continue };
        times.push(start.elapsed().as_secs_f64() * 1e3);
        looked_at += candidates;
        all += 1;
        let right = hits.iter().any(|hit| rows.contains(&hit.id.as_str()));
        found += usize::from(right);
        if !right {
            let all = Budget { top: usize::MAX, ..Budget::default() };
            let rank = index.ask(&row(cells), all)?.0.iter().position(|hit| rows.contains(&hit.id.as_str()));
            unmet += usize::from(rank.is_none());
            if std::env::var_os("MISSED").is_some() {
                println!("{rank:?} {line} | {rows:?}");
            }
        }
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!(
        "{what:15} recall@20 {:.3} of {all} ({unmet} no candidate), p50 {:.2} ms, p99 {:.2} ms, max {:.2} ms, {} candidates a question",
        found as f64 / f64::from(all),
        at(0.5),
        at(0.99),
        at(1.0),
        looked_at / all.max(1) as usize
    );
    Ok(())
}
