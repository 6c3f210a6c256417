//! Plays histories of several nodes: `simulate HISTORIES SEED [entries|journeys|keepers] [broken]`, each seed with its own plot where
//! none is named. Prints every one that ends badly with its seed and steps, and as its last line how many there were, how many diverged, how many entries were lost, and how many older states were told of.

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use testkit::simulation::{Broken, Ended, Plot, play};

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let mut number = |otherwise: u64| args.next().and_then(|a| a.parse().ok()).unwrap_or(otherwise);
    let (histories, seed) = (number(100), number(1));
    let broken =
        if std::env::args().any(|a| a == "broken") { Broken::WithholdsAtTheEnd } else { Broken::Nothing };
    let plot = std::env::args().find_map(|name| Plot::named(&name));
    let seeds: Vec<u64> = (seed..seed + histories).collect();
    let (next, told) = (AtomicU64::new(0), Mutex::new(()));
    let (divergences, lost, leaked) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    let (alarms, noticed) = (AtomicU64::new(0), AtomicU64::new(0));
    let work = || {
        while let Some(seed) = seeds.get(next.fetch_add(1, Ordering::SeqCst) as usize) {
            let ended = std::panic::catch_unwind(|| play(*seed, plot.unwrap_or(Plot::of(*seed)), broken))
                .unwrap_or_else(|_| Ended {
                    divergences: vec!["a node refused what it has to do".into()],
                    ..Ended::default()
                });
            divergences.fetch_add(ended.divergences.len() as u64, Ordering::SeqCst);
            lost.fetch_add(ended.lost.len() as u64, Ordering::SeqCst);
            leaked.fetch_add(ended.leaked.len() as u64, Ordering::SeqCst);
            alarms.fetch_add((ended.false_alarms.len() + ended.unnoticed.len()) as u64, Ordering::SeqCst);
            noticed.fetch_add(ended.noticed, Ordering::SeqCst);
            if !ended.well() {
                let _one_at_a_time = told.lock();
                println!("seed {seed}");
                ended.steps.iter().for_each(|step| println!("  {step}"));
                ended.divergences.iter().for_each(|what| println!("  DIVERGED {what}"));
                ended.lost.iter().for_each(|what| println!("  LOST {what}"));
                ended.leaked.iter().for_each(|what| println!("  LEAKED {what}"));
                ended.false_alarms.iter().for_each(|what| println!("  FALSE ALARM {what}"));
                ended.unnoticed.iter().for_each(|what| println!("  UNNOTICED {what}"));
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    let count = |n: &AtomicU64| n.load(Ordering::SeqCst);
    println!(
        "{} histories, {} divergences, {} lost, {} leaked, {} older states told of, {} false alarms or unnoticed",
        seeds.len(),
        count(&divergences),
        count(&lost),
        count(&leaked),
        count(&noticed),
        count(&alarms)
    );
    if count(&divergences) + count(&lost) + count(&leaked) + count(&alarms) == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
