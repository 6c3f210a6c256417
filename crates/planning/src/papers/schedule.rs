//! When to ask for what: the earliest and the latest days on which papers can be asked for, so that all are valid
//! together.
//!
//! Every rule between two papers bounds how far apart their days may lie: what a paper needs must be there when it is
//! asked for, and must still hold then; what must hold on the target day must have come and not have lapsed. Such
//! bounds have a least solution, found by raising days until nothing moves, and for a given target a greatest one.
//! Where days rise without end, the papers on the way can never be valid together.

use super::OpenOn;

/// One paper as the scheduler sees it; days are counted from today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// The day it was or will be received, where that is not to be planned any more.
    pub held: Option<i64>,
    /// Last day it holds, where it is held and lapses.
    pub held_until: Option<i64>,
    /// Days from asking to receiving.
    pub days: i64,
    /// Days it holds after it was received; none: it does not lapse.
    pub valid: Option<i64>,
    /// It is asked for again whenever it has lapsed: its validity binds nothing.
    pub again: bool,
    /// First day on which it can be asked for.
    pub from: i64,
    /// Days on which it can be asked for.
    pub open: OpenOn,
    /// What must be there and hold when it is asked for.
    pub needs: Vec<usize>,
    /// It must hold on the target day, not only have been there.
    pub on_target: bool,
    /// The target cannot be reached without it.
    pub wanted: bool,
}

/// Days from today beyond which nothing is planned: a century.
const HORIZON: i64 = 36_525;

/// Rounds for each paper after which days rise without end.
const ROUNDS_EACH: usize = 60;

/// A solution: the day each paper is asked for, and the target day. Papers that are held keep the day they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub asked: Vec<i64>,
    pub target: i64,
}

/// Why there is no solution: papers whose days push each other on without end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Never(pub Vec<usize>);

impl Item {
    fn received(&self, asked: i64) -> i64 {
        self.held.unwrap_or(asked + self.days)
    }

    /// Last day it holds when it was asked for on a day; none: it does not lapse.
    fn until(&self, asked: i64) -> Option<i64> {
        if self.again {
            None
        } else if self.held.is_some() {
            self.held_until
        } else {
            self.valid.map(|days| asked + self.days + days)
        }
    }

    /// Days it holds, where that binds.
    fn binds(&self) -> Option<i64> {
        self.valid.filter(|_| !self.again)
    }
}

/// The least days from which all rules hold, and the least target; with `target` given, the target is no earlier.
pub(super) fn earliest(items: &[Item], target: Option<i64>) -> Result<Days, Never> {
    let mut asked: Vec<i64> = items.iter().map(|item| item.open.next(item.from.max(0))).collect();
    let mut day = target.unwrap_or(0);
    let mut raised = vec![0_usize; items.len()];
    // Without weekdays as many rounds as there are papers are enough; each closed day may cost a few more.
    for round in 0.. {
        let mut moved = false;
        for (at, item) in items.iter().enumerate().filter(|(_, item)| item.wanted) {
            if item.held.is_none() {
                let mut least = asked[at];
                for need in &item.needs {
                    least = least.max(items[*need].received(asked[*need]));
                }
                if item.on_target
                    && let Some(valid) = item.binds()
                {
                    least = least.max(day - valid - item.days);
                }
                if let Some(valid) = item.binds() {
                    // It must still hold when what needs it is asked for.
                    let later = dependants(items, at).map(|later| asked[later]).max();
                    least = later.map_or(least, |later| least.max(later - valid - item.days));
                }
                let least = item.open.next(least);
                if least > asked[at] {
                    asked[at] = least;
                    raised[at] += 1;
                    moved = true;
                }
            }
            let received = item.received(asked[at]);
            if received > day {
                day = received;
                moved = true;
            }
        }
        if day > HORIZON || round > ROUNDS_EACH * (items.len() + 2) {
            return Err(Never(pushing(items, &raised)));
        }
        if !moved {
            break;
        }
    }
    let days = Days { asked, target: day };
    let broken = broken(items, &days);
    if broken.is_empty() { Ok(days) } else { Err(Never(broken)) }
}

/// What is still to be asked for and needs a paper.
fn dependants(items: &[Item], at: usize) -> impl Iterator<Item = usize> {
    let needs =
        move |(_, other): &(usize, &Item)| other.wanted && other.held.is_none() && other.needs.contains(&at);
    items.iter().enumerate().filter(needs).map(|(later, _)| later)
}

/// Those whose days were pushed on most: the papers of the way that never ends.
fn pushing(items: &[Item], raised: &[usize]) -> Vec<usize> {
    let most = raised.iter().copied().max().unwrap_or(0);
    let half = |at: &usize| raised[*at] * 2 > most;
    (0..items.len()).filter(half).collect()
}

/// Papers whose rules a solution breaks: those that are held and lapse too early for it.
fn broken(items: &[Item], days: &Days) -> Vec<usize> {
    let holds = |at: usize, on: i64| {
        let item = &items[at];
        item.received(days.asked[at]) <= on && item.until(days.asked[at]).is_none_or(|until| on <= until)
    };
    let mut broken = Vec::new();
    for (at, item) in items.iter().enumerate().filter(|(_, item)| item.wanted) {
        if item.held.is_none() {
            broken.extend(item.needs.iter().copied().filter(|need| !holds(*need, days.asked[at])));
        }
        let there = if item.on_target {
            holds(at, days.target)
        } else {
            item.received(days.asked[at]) <= days.target
        };
        if !there {
            broken.push(at);
        }
    }
    broken.sort_unstable();
    broken.dedup();
    broken
}

/// The greatest days for a target that can be reached; days of papers that are held say nothing.
pub(super) fn latest(items: &[Item], target: i64) -> Vec<i64> {
    let mut asked: Vec<i64> = items.iter().map(|item| item.open.last(target - item.days)).collect();
    loop {
        let mut moved = false;
        for (at, item) in items.iter().enumerate().filter(|(_, item)| item.wanted && item.held.is_none()) {
            let mut most = asked[at];
            for need in &item.needs {
                // It is asked for while what it needs still holds.
                let until = items[*need].until(asked[*need]);
                most = until.map_or(most, |until| most.min(until));
            }
            for later in dependants(items, at) {
                most = most.min(asked[later] - item.days);
            }
            let most = item.open.last(most);
            if most < asked[at] {
                asked[at] = most;
                moved = true;
            }
            if asked[at] < -HORIZON {
                return asked;
            }
        }
        if !moved {
            return asked;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Days that the search tries for each paper.
    const TRIED: i64 = 16;

    fn item() -> impl Strategy<Value = Item> {
        let valid = prop_oneof![Just(None), (0_i64..4).prop_map(Some)];
        let held = prop_oneof![4 => Just(None), 1 => (0_i64..3, prop_oneof![Just(None), (0_i64..6).prop_map(Some)]).prop_map(Some)];
        let open = prop_oneof![3 => Just(0x7f_u8), 1 => 1_u8..0x7f];
        let closed = prop_oneof![3 => Just(vec![]), 1 => prop::collection::vec(0_i64..12, 1..4)];
        let open = (open, closed, 0_i64..7).prop_map(|(mask, mut closed, weekday)| {
            closed.sort_unstable();
            OpenOn::masked(mask, &closed, weekday)
        });
        (valid, held, 0_i64..4, 0_i64..3, open, any::<bool>()).prop_map(
            |(valid, held, days, from, open, on_target)| Item {
                held: held.map(|(day, _)| day),
                held_until: held.and_then(|(day, more)| more.map(|more| day + more)),
                days,
                valid,
                again: false,
                from,
                open,
                needs: Vec::new(),
                on_target,
                wanted: true,
            },
        )
    }

    fn papers() -> impl Strategy<Value = Vec<Item>> {
        prop::collection::vec((item(), any::<u8>()), 1..4).prop_map(|all| {
            let mut items: Vec<Item> = Vec::new();
            for (mut item, needs) in all {
                item.needs = (0..items.len()).filter(|i| needs >> i & 1 == 1).collect();
                items.push(item);
            }
            items
        })
    }

    /// Whether days and a target keep every rule, said anew.
    fn holds(items: &[Item], asked: &[i64], target: i64) -> bool {
        items.iter().zip(asked).enumerate().all(|(at, (item, day))| {
            let received = item.received(*day);
            let needs = item.needs.iter().all(|need| {
                let other = &items[*need];
                other.received(asked[*need]) <= *day
                    && other.until(asked[*need]).is_none_or(|until| *day <= until)
            });
            let asks = item.held.is_some() || (*day >= item.from && item.open.on(*day) && needs);
            let end = !item.on_target || item.until(*day).is_none_or(|until| target <= until);
            let _ = at;
            asks && received <= target && end
        })
    }

    /// Every way to ask, by search.
    fn all(items: &[Item]) -> Vec<Vec<i64>> {
        let mut ways = vec![Vec::new()];
        for item in items {
            let days = if item.held.is_some() { 0..1 } else { 0..TRIED };
            ways = ways
                .iter()
                .flat_map(|way: &Vec<i64>| days.clone().map(move |day| [way.as_slice(), &[day]].concat()))
                .collect();
        }
        ways.retain(|way| {
            let last = items.iter().zip(way).map(|(item, day)| item.received(*day)).max().unwrap_or(0);
            holds(items, way, last)
        });
        ways
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]
        #[test]
        fn the_earliest_target_is_that_of_an_exhaustive_search(items in papers()) {
            let last = |way: &Vec<i64>| items.iter().zip(way).map(|(item, day)| item.received(*day)).max().unwrap_or(0);
            let best = all(&items).iter().map(last).min();
            match earliest(&items, None) {
                Ok(days) => {
                    prop_assert!(holds(&items, &days.asked, days.target), "{days:?}");
                    prop_assert!(best.is_none_or(|best| best == days.target), "{days:?} {best:?}");
                    prop_assert!(best.is_some() || days.target >= TRIED, "{days:?}");
                }
                Err(never) => prop_assert!(best.is_none(), "{never:?} {best:?}"),
            }
        }

        #[test]
        fn earliest_and_latest_days_for_a_target_are_those_of_a_search(items in papers(), more in 0_i64..4) {
            let Ok(soonest) = earliest(&items, None) else { return Ok(()) };
            let target = soonest.target + more;
            prop_assume!(target < TRIED - 1);
            let mut ways = vec![Vec::new()];
            for item in &items {
                let days = if item.held.is_some() { 0..1 } else { 0..TRIED };
                ways = ways.iter().flat_map(|way: &Vec<i64>| days.clone().map(move |day| [way.as_slice(), &[day]].concat())).collect();
            }
            ways.retain(|way| holds(&items, way, target));
            let early = earliest(&items, Some(target)).ok().filter(|days| days.target == target);
            prop_assert_eq!(early.is_some(), !ways.is_empty());
            let Some(early) = early else { return Ok(()) };
            let late = latest(&items, target);
            for (at, item) in items.iter().enumerate().filter(|(_, item)| item.held.is_none()) {
                let days: Vec<i64> = ways.iter().map(|way| way[at]).collect();
                prop_assert_eq!(Some(&early.asked[at]), days.iter().min(), "earliest of {} {:?}", at, item);
                prop_assert_eq!(Some(&late[at]), days.iter().max(), "latest of {} {:?}", at, item);
            }
        }
    }
}
