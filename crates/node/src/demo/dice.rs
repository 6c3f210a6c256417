//! Dice that always fall the same way: the scenario is drawn with them, keys and ids never are.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// Splitmix64 (Steele, Lea, Flood 2014): small, and the same on every machine.
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice of that seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to `n`, `n` not included; 0 where `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }

    /// A number between two, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low).max(0) as usize + 1) as i64
    }

    /// True in `percent` cases of a hundred.
    pub fn falls(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T: ?Sized>(&mut self, from: &'a [&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    /// One of a list by weight.
    pub fn weigh<T: Copy>(&mut self, from: &[(T, usize)]) -> T {
        let mut left = self.below(from.iter().map(|(_, w)| w).sum());
        for (value, weight) in from {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        from[from.len() - 1].0
    }

    /// A day between two, both included.
    pub fn day(&mut self, first: Date, last: Date) -> Date {
        plus(first, self.between(0, days(first, last)))
    }

    /// Mixes a list.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }
}

/// The day `n` days later (earlier, where negative).
pub fn plus(day: Date, n: i64) -> Date {
    day.checked_add(n.days()).expect("the scenario stays within the calendar")
}

/// Days from one day to another.
pub fn days(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}
