//! Threads for long work: the pure crates say what there is to do, this machine does it side by side.

use linkage::link::Hands;
use std::sync::atomic::{AtomicUsize, Ordering};

/// As many threads as the machine has cores, up to eight.
pub struct Threads(usize);

impl Threads {
    /// What this machine has.
    pub fn of_this_machine() -> Threads {
        Threads(std::thread::available_parallelism().map_or(1, |n| n.get().min(8)))
    }
}

impl Hands for Threads {
    fn share(&self, parts: usize, job: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        let work = || {
            loop {
                let part = next.fetch_add(1, Ordering::Relaxed);
                if part >= parts {
                    break;
                }
                job(part);
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..self.0.min(parts) {
                scope.spawn(work);
            }
            work();
        });
    }
}
