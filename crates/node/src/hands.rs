//! Threads for long work: the pure crates say what there is to do, this machine does it side by side.

use linkage::link::{Hands, OneHand};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::atomic::{AtomicUsize, Ordering};

/// As many threads as the machine has cores, up to eight. They stay from one work to the next, and so does the memory that
/// they have.
pub struct Threads(Option<ThreadPool>);

impl Threads {
    /// What this machine has. Where it gives no threads, whoever asks does the work.
    pub fn of_this_machine() -> Threads {
        let cores = std::thread::available_parallelism().map_or(1, |n| n.get().min(8));
        Threads(ThreadPoolBuilder::new().num_threads(cores).build().ok())
    }
}

impl Hands for Threads {
    fn share(&self, parts: usize, job: &(dyn Fn(usize) + Sync)) {
        let Some(pool) = &self.0 else { return OneHand.share(parts, job) };
        let next = AtomicUsize::new(0);
        pool.broadcast(|_| {
            loop {
                let part = next.fetch_add(1, Ordering::Relaxed);
                if part >= parts {
                    break;
                }
                job(part);
            }
        });
    }
}
