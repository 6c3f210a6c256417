//! The same work on each of many things, on as many cores as the machine has. For what needs no database: opening,
//! proving. Few things are done where they lie; starting a thread costs more.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// From how many things on it pays.
pub(crate) const MANY: usize = 64;
/// Most threads.
const HANDS: usize = 8;

/// `work` on every thing, the results in the order of the things.
pub(crate) fn side_by_side<T: Sync, R: Send + Sync>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let hands = std::thread::available_parallelism().map_or(1, NonZero::get).min(HANDS);
    if things.len() < MANY || hands < 2 {
        return things.iter().map(work).collect();
    }
    let begun = Begun::new(things.iter().collect());
    let help = || begun.help(|thing| work(thing));
    std::thread::scope(|scope| {
        (1..hands).for_each(|_| drop(scope.spawn(help)));
        help();
    });
    begun.ended().map(|(_, done)| done.expect("BUG: a hand that broke off was not told of")).collect()
}

/// Things that are worked on beside something else. Whoever needs the results helps until there are no more.
pub(crate) struct Begun<T, R> {
    things: Vec<T>,
    done: Vec<OnceLock<R>>,
    next: AtomicUsize,
}

impl<T, R> Begun<T, R> {
    /// How many things a helper takes at once.
    const SHARE: usize = 32;

    pub fn new(things: Vec<T>) -> Begun<T, R> {
        let done = things.iter().map(|_| OnceLock::new()).collect();
        Begun { things, done, next: AtomicUsize::new(0) }
    }

    /// Works on what nobody has taken yet.
    pub fn help(&self, work: impl Fn(&T) -> R) {
        loop {
            let from = self.next.fetch_add(Self::SHARE, Ordering::Relaxed);
            let Some(things) = self.things.get(from..) else { return };
            for (thing, done) in things.iter().zip(&self.done[from..]).take(Self::SHARE) {
                let _ = done.set(work(thing));
            }
        }
    }

    /// The things with their results, once nobody is at work any more.
    pub fn ended(self) -> impl Iterator<Item = (T, Option<R>)> {
        self.things.into_iter().zip(self.done.into_iter().map(OnceLock::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_begun_is_done_once_whoever_helps() {
        for many in [0, 1, 31, 32, 33, 1_000] {
            let (begun, worked) = (Begun::new((0..many).collect()), AtomicUsize::new(0));
            let work = |n: &usize| {
                worked.fetch_add(1, Ordering::Relaxed);
                n * 3
            };
            std::thread::scope(|scope| {
                scope.spawn(|| begun.help(work));
                begun.help(work);
            });
            let ended: Vec<_> = begun.ended().collect();
            assert_eq!(ended, (0..many).map(|n| (n, Some(n * 3))).collect::<Vec<_>>());
            assert_eq!(worked.into_inner(), many);
        }
    }

    #[test]
    fn every_thing_is_done_once_and_in_order() {
        for many in [0, 1, MANY - 1, MANY, MANY + 1, 1_000, 1_003] {
            let things: Vec<usize> = (0..many).collect();
            assert_eq!(side_by_side(&things, |n| n * 3), things.iter().map(|n| n * 3).collect::<Vec<_>>());
        }
    }
}
