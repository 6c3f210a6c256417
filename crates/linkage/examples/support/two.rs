//! Two threads for the examples that measure.

use relais_linkage::link::Hands;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Two threads.
pub struct Two;

impl Hands for Two {
    fn share(&self, parts: usize, job: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    loop {
                        let part = next.fetch_add(1, Ordering::Relaxed);
                        if part >= parts {
                            break;
                        }
                        job(part);
                    }
                });
            }
        });
    }
}
