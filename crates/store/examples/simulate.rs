//! Plays histories of several nodes: `simulate HISTORIES SEED [broken]`. Prints every one that ends badly with its seed and
//! steps, and as its last line how many there were, how many diverged, and how many entries were lost.

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
    let seeds: Vec<u64> = (seed..seed + histories).collect();
    let (next, told) = (AtomicU64::new(0), Mutex::new(()));
    let (divergences, lost, leaked) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    let work = || {
        while let Some(seed) = seeds.get(next.fetch_add(1, Ordering::SeqCst) as usize) {
            let ended =
                std::panic::catch_unwind(|| play(*seed, Plot::of(*seed), broken)).unwrap_or_else(|_| Ended {
                    divergences: vec!["a node refused what it has to do".into()],
                    ..Ended::default()
                });
            divergences.fetch_add(ended.divergences.len() as u64, Ordering::SeqCst);
            lost.fetch_add(ended.lost.len() as u64, Ordering::SeqCst);
            leaked.fetch_add(ended.leaked.len() as u64, Ordering::SeqCst);
            if !ended.well() {
                let _one_at_a_time = told.lock();
                println!("seed {seed}");
                ended.steps.iter().for_each(|step| println!("  {step}"));
                ended.divergences.iter().for_each(|what| println!("  DIVERGED {what}"));
                ended.lost.iter().for_each(|what| println!("  LOST {what}"));
                ended.leaked.iter().for_each(|what| println!("  LEAKED {what}"));
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    let count = |n: &AtomicU64| n.load(Ordering::SeqCst);
    println!(
        "{} histories, {} divergences, {} lost, {} leaked",
        seeds.len(),
        count(&divergences),
        count(&lost),
        count(&leaked)
    );
    if count(&divergences) + count(&lost) + count(&leaked) == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
