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
}

/// Plays the plan. `asked` is when each paper is meant to be asked for; `spans` how long each may take, none where it is
/// held. `order` names the papers so that what one needs comes before it.
pub(super) fn chance(
    items: &[Item],
    spans: &[Option<Span>],
    asked: &[i64],
    order: &[usize],
    (target, weekday): (i64, i64),
    runs: Runs,
) -> Chance {
    let mut dice = Dice(runs.seed);
    let mut held = 0_u32;
    for _ in 0..runs.runs {
        held += u32::from(plays(items, spans, asked, order, (target, weekday), &mut dice));
    }
    let (n, p) = (f64::from(runs.runs.max(1)), f64::from(held) / f64::from(runs.runs.max(1)));
    let z = 1.96_f64;
    let middle = p + z * z / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    let (low, high) = (((middle - half) / scale).max(0.0), ((middle + half) / scale).min(1.0));
    Chance { share: p, low, high, runs: runs.runs, seed: runs.seed }
}

/// One play: each paper is asked for on its day, or when what it needs has come; what lapsed meanwhile is asked for anew.
fn plays(
    items: &[Item],
    spans: &[Option<Span>],
    asked: &[i64],
    order: &[usize],
    (target, weekday): (i64, i64),
    dice: &mut Dice,
) -> bool {
    let mut came: Vec<(i64, Option<i64>)> =
        items.iter().map(|item| (item.held.unwrap_or(i64::MAX), item.held_until)).collect();
    for &at in order {
        let (item, Some(span)) = (&items[at], &spans[at]) else { continue };
        let mut day = asked[at];
        for need in &item.needs {
            day = day.max(came[*need].0);
        }
        day = item.open.next(day, weekday);
        for need in &item.needs {
            let lapsed = came[*need].1.is_some_and(|until| until < day);
            if lapsed && let Some(again) = &spans[*need] {
                let again = items[*need].open.next(day, weekday) + dice.days(again);
                came[*need] = (again, items[*need].valid.map(|valid| again + valid));
                day = item.open.next(day.max(again), weekday);
            } else if lapsed {
                return false;
            }
        }
        let received = day + dice.days(span);
        if received > target {
            return false;
        }
        came[at] = (received, item.valid.map(|valid| received + valid));
    }
    items.iter().zip(&came).all(|(item, (received, until))| {
        let holds = !item.on_target || item.again || until.is_none_or(|until| target <= until);
        !item.wanted || (*received <= target && holds)
    })
}
