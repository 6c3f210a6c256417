//! Links `people.csv` of a folder and measures it against `truth.csv`:
//! `cargo run --release -p relais-linkage --example link_quality -- FOLDER [THRESHOLD] [kin] [weights]`
//! (the files of the example `population`: plain commas, no quotes).
#![allow(clippy::disallowed_methods)] // measuring is what it is for; the crate itself reads no clock

#[path = "support/two.rs"]
mod two;

use relais_linkage::gazetteer::Gazetteer;
use relais_linkage::link::{Class, FullPopulation, Linked, Population, Relation, Row, Settings, link};
use std::collections::HashMap;
use std::time::Instant;
use two::Two;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folder = args.first().ok_or("which folder?")?;
    let threshold = args.iter().find_map(|a| a.parse::<f64>().ok());
    let has = |word: &str| args.iter().any(|a| a == word);
    let start = Instant::now();
    let text = std::fs::read_to_string(format!("{folder}/people.csv"))?;
    let mut people = Population::new(Gazetteer::default(), &Two);
    for line in text.lines().skip(1) {
        let mut cells = line.split(',').skip(1);
        let mut next = || cells.next().unwrap_or_default();
        people.add(&Row {
            given: next(),
            surname: next(),
            sex: next(),
            birth: next(),
            birth_place: next(),
            father: next(),
            mother: next(),
            residence: next(),
        });
    }
    let people = people.finish();
    eprintln!("read {:.2} s, {} births not read", start.elapsed().as_secs_f64(), people.unread_births().0);
    let settings = Settings {
        threshold: threshold.unwrap_or(Settings::default().threshold),
        kin: has("kin"),
        frugal: has("frugal"),
    };
    let linked = link(&people, &settings, &Two, &mut |stage| {
        eprintln!("{:.2} s {stage:?}", start.elapsed().as_secs_f64());
    });
    eprintln!("{:.2} s done, {:.2} CPU s", start.elapsed().as_secs_f64(), spent().unwrap_or(f64::NAN));
    if has("weights") {
        for w in linked.model.weights() {
            println!("{:12} {:32} {:.5} {:.5} {:.6}", w.field.key(), w.level, w.same, w.siblings, w.chance);
        }
        for class in [Class::Same, Class::Siblings, Class::ParentChild, Class::Kinfolk] {
            println!(
                "{class:?} {:.2} a record",
                linked.model.expected(class, people.len()) / people.len() as f64
            );
        }
    }
    println!(
        "{} records, {:.1} candidates a record",
        people.len(),
        linked.compared as f64 / people.len() as f64
    );
    let truth = std::fs::read_to_string(format!("{folder}/truth.csv"))?;
    if has("missed") {
        missed(&people, &linked, settings.threshold, &text, &truth);
    }
    measure(&linked, &truth);
    Ok(())
}

/// Seconds of work so far, on all processors together, where the system tells (`/proc`).
fn spent() -> Option<f64> {
    const TICKS_A_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let times: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().skip(11).take(2).collect();
    Some(times.iter().filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS_A_SECOND)
}

/// Shows some pairs of one person that were not found, and why.
fn missed(people: &FullPopulation, linked: &Linked, threshold: f64, text: &str, truth: &str) {
    let lines: Vec<&str> = text.lines().skip(1).collect();
    let mut by_person: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, line) in truth.lines().skip(1).enumerate() {
        by_person.entry(line.split(',').nth(1).unwrap_or_default()).or_default().push(i);
    }
    let found: std::collections::HashSet<(u32, u32)> = linked.pairs.iter().map(|p| (p.a, p.b)).collect();
    let mut counts = [0; 4];
    for (i, members) in by_person.values().enumerate() {
        for (x, a) in members.iter().enumerate() {
            for b in &members[x + 1..] {
                let odds = linked.model.against(people, *a as u32, *b as u32);
                let kind = match odds {
                    None => 0,
                    Some((odds, _)) if odds < threshold => 1,
                    _ if !found.contains(&(*a as u32, *b as u32)) => 2,
                    _ => 3,
                };
                counts[kind] += 1;
                if kind < 2 && i % 400 == 0 {
                    println!("{odds:?}\n  {}\n  {}", lines[*a], lines[*b]);
                }
            }
        }
    }
    println!(
        "true pairs: {} nothing in common, {} unlikely, {} not met, {} found",
        counts[0], counts[1], counts[2], counts[3]
    );
}

fn measure(linked: &Linked, truth: &str) {
    let rows: Vec<Vec<&str>> = truth.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let together = |key: &dyn Fn(usize) -> String| {
        let mut sizes: HashMap<String, u64> = HashMap::new();
        (0..rows.len()).for_each(|i| *sizes.entry(key(i)).or_default() += 1);
        sizes.values().map(|n| n * (n - 1) / 2).sum::<u64>() as f64
    };
    let true_pairs = together(&|i| rows[i][1].to_owned());
    let found = together(&|i| linked.clusters[i].to_string());
    let right = together(&|i| format!("{} {}", linked.clusters[i], rows[i][1]));
    show("clusters", right, found, true_pairs);
    let right = linked.pairs.iter().filter(|p| rows[p.a as usize][1] == rows[p.b as usize][1]).count() as f64;
    show("pairs", right, linked.pairs.len() as f64, true_pairs);
    if linked.kin.is_empty() {
        return;
    }
    let mut parents: HashMap<&str, f64> = HashMap::new();
    rows.iter().for_each(|r| *parents.entry(r[1]).or_default() += 1.0);
    let of = |p: &str| parents.get(p).copied().unwrap_or(0.0);
    let links: f64 = rows.iter().map(|r| of(r[2]) + of(r[3])).sum();
    let all_siblings =
        together(&|i| if rows[i][2].is_empty() { format!("-{i}") } else { rows[i][2].to_owned() });
    let siblings = all_siblings
        - together(&|i| if rows[i][2].is_empty() { format!("-{i}") } else { rows[i][1].to_owned() });
    let couples: std::collections::HashSet<(&str, &str)> =
        rows.iter().filter(|r| !r[2].is_empty()).map(|r| (r[2], r[3])).collect();
    let spouses: f64 = couples.iter().map(|(f, m)| of(f) * of(m)).sum();
    for (relation, all) in
        [(Relation::Sibling, siblings), (Relation::ParentChild, links), (Relation::Spouse, spouses)]
    {
        let said: Vec<_> = linked.kin.iter().filter(|kin| kin.relation == relation).collect();
        let right = said.iter().filter(|kin| {
            let (a, b) = (&rows[kin.a as usize], &rows[kin.b as usize]);
            match relation {
                Relation::Sibling => a[1] != b[1] && !a[2].is_empty() && a[2] == b[2],
                Relation::ParentChild => b[2] == a[1] || b[3] == a[1],
                Relation::Spouse => couples.contains(&(a[1], b[1])) || couples.contains(&(b[1], a[1])),
            }
        });
        show(relation.key(), right.count() as f64, said.len() as f64, all);
    }
}

fn show(what: &str, right: f64, said: f64, all: f64) {
    let (precision, recall) = (right / said.max(1.0), right / all.max(1.0));
    let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
    println!("{what:12} precision {precision:.3} recall {recall:.3} F1 {f1:.3} ({said} of {all})");
}
