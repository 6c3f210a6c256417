//! How likely it is that all papers hold on the target day: the plan played through many times, each paper taking as
//! long as chance has it between its optimistic and its pessimistic days.

use super::schedule::Item;
use crate::procedure::Days as Span;
use serde::Serialize;

/// How often the plan is played, and from which seed; equal seeds give equal answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Runs {
    /// How often.
    pub runs: u32,
    /// The seed.
    pub seed: u64,
}

impl Default for Runs {
    fn default() -> Self {
        Self { runs: 10_000, seed: 1 }
    }
}

/// A share of plays, with the interval in which the true one lies with 95 % certainty (Wilson).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Chance {
    /// Share of the plays in which all held.
    pub share: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Plays.
    pub runs: u32,
    /// The seed.
    pub seed: u64,
}

/// A small generator: the same numbers from the same seed, everywhere.
struct Dice(u64);

impl Dice {
    /// From 0 to 1, without 1 (splitmix64).
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Days of a triangle: most often the likely ones.
    fn days(&mut self, span: &Span) -> i64 {
        let [low, mode, high] = [span.optimistic, span.likely, span.pessimistic].map(f64::from);
        if high <= low {
            return i64::from(span.likely);
        }
        let (u, cut) = (self.unit(), (mode - low) / (high - low));
        let days = if u < cut {
            low + (u * (high - low) * (mode - low)).sqrt()
        } else {
            high - ((1.0 - u) * (high - low) * (high - mode)).sqrt()
        };
        days.round() as i64
    }

    /// Days from today until a paper comes that has taken so many days already: as long as chance has it, of what is left.
    /// What has taken longer than it ever should comes tomorrow.
    fn comes(&mut self, span: &Span, so_far: i64) -> i64 {
        (0..DRAWS).map(|_| self.days(span) - so_far).find(|days| *days > 0).unwrap_or(1)
    }
}

/// Draws for a paper that waits; one in hundreds of thousands of plays needs them all.
const DRAWS: usize = 64;

/// What is played: the papers, how long each may take (none where it is held), when each is meant to be asked for, and an
/// order in which what one needs comes before it.
pub(super) struct Play<'a> {
    pub items: &'a [Item],
    pub spans: &'a [Option<Span>],
    /// Of those that were asked for and have not come: how long they may take, and how long they have taken so far.
    pub waits: &'a [Option<(Span, i64)>],
    pub asked: &'a [i64],
    pub order: &'a [usize],
}

/// How often all hold on the target day.
pub(super) fn chance(play: &Play<'_>, target: i64, runs: Runs) -> Chance {
    let mut dice = Dice(runs.seed);
    let held =
        (0..runs.runs).filter(|_| play.came(&mut dice).is_some_and(|came| play.holds(&came, target))).count();
    let (n, p) = (f64::from(runs.runs.max(1)), held as f64 / f64::from(runs.runs.max(1)));
    let z = 1.96_f64;
    let middle = p + z * z / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    let (low, high) = (((middle - half) / scale).max(0.0), ((middle + half) / scale).min(1.0));
    Chance { share: p, low, high, runs: runs.runs, seed: runs.seed }
}

/// The days by which all have come in given shares of the plays; none where so many plays do not end well.
pub(super) fn by_share(play: &Play<'_>, shares: &[f64], runs: Runs) -> Vec<Option<i64>> {
    let mut dice = Dice(runs.seed);
    let wanted = |at: &usize| play.items[*at].wanted;
    let last = |came: Vec<(i64, Option<i64>)>| (0..came.len()).filter(wanted).map(|at| came[at].0).max();
    let mut days: Vec<i64> = (0..runs.runs).filter_map(|_| play.came(&mut dice).and_then(last)).collect();
    days.sort_unstable();
    let at = |share: &f64| (share * f64::from(runs.runs)).ceil() as usize;
    shares.iter().map(|share| days.get(at(share).saturating_sub(1)).copied()).collect()
}

impl Play<'_> {
    /// One play: each paper is asked for on its day, or when what it needs has come; what lapsed meanwhile is asked for
    /// anew. When each came and until when it holds; `None` where something lapsed that is not asked for any more.
    fn came(&self, dice: &mut Dice) -> Option<Vec<(i64, Option<i64>)>> {
        let items = self.items;
        let mut came: Vec<(i64, Option<i64>)> =
            items.iter().map(|item| (item.held.unwrap_or(i64::MAX), item.held_until)).collect();
        for (at, waits) in self.waits.iter().enumerate().filter(|(at, _)| items[*at].wanted) {
            if let Some((span, so_far)) = waits {
                let comes = dice.comes(span, *so_far);
                came[at] = (comes, items[at].valid.map(|valid| comes + valid));
            }
        }
        for &at in self.order {
            let (item, Some(span)) = (&items[at], &self.spans[at]) else { continue };
            let day = item.needs.iter().map(|need| came[*need].0).fold(self.asked[at], i64::max);
            let mut day = item.open.next(day);
            for need in &item.needs {
                if came[*need].1.is_some_and(|until| until < day) {
                    let again = self.spans[*need].as_ref()?;
                    let again = items[*need].open.next(day) + dice.days(again);
                    came[*need] = (again, items[*need].valid.map(|valid| again + valid));
                    day = item.open.next(day.max(again));
                }
            }
            let received = day + dice.days(span);
            came[at] = (received, item.valid.map(|valid| received + valid));
        }
        Some(came)
    }

    fn holds(&self, came: &[(i64, Option<i64>)], target: i64) -> bool {
        self.items.iter().zip(came).all(|(item, (received, until))| {
            let holds = !item.on_target || item.again || until.is_none_or(|until| target <= until);
            !item.wanted || (*received <= target && holds)
        })
    }
}
