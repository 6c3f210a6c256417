//! Days learnt from requests: laws against another way to count, and the rule's steps as a table.

use proptest::prelude::*;
use relais_planning::papers::{ENOUGH, FEW, Learnt, Runs, SEEN_MAX, Seen, State, learnt, plan};
use relais_planning::procedure::Days;

const STATED: Days = Days { optimistic: 10, likely: 30, pessimistic: 90 };

fn seen(days: u32, obtained: bool) -> Seen {
    Seen { days, obtained, office: String::new() }
}

fn days(learnt: Learnt) -> [u32; 3] {
    [learnt.days.optimistic, learnt.days.likely, learnt.days.pessimistic]
}

#[test]
fn few_requests_change_nothing_some_can_only_warn_many_count_alone() {
    let check = |obtained: &[u32], waiting: &[u32], expected: [u32; 3], from: Option<usize>, why: &str| {
        let all: Vec<Seen> =
            obtained.iter().map(|n| seen(*n, true)).chain(waiting.iter().map(|n| seen(*n, false))).collect();
        let got = learnt(STATED, &all, None);
        assert_eq!((days(got), got.from), (expected, from), "{why}");
    };
    check(&[], &[], [10, 30, 90], None, "nothing seen");
    check(&[200; FEW - 1], &[400; 9], [10, 30, 90], None, "four papers are too few");
    check(&[200; FEW], &[], [200, 200, 200], Some(FEW), "five that took long warn");
    check(&[2; FEW], &[], [10, 30, 90], Some(FEW), "five that came soon reassure nobody");
    check(&[2; ENOUGH - 1], &[], [10, 30, 90], Some(ENOUGH - 1), "nor do nineteen");
    check(&[2; ENOUGH], &[], [2, 2, 2], Some(ENOUGH), "twenty count alone");
    check(
        &[2; ENOUGH],
        &[400; ENOUGH],
        [2, 2, 400],
        Some(40),
        "half came at once, the others wait since: nobody knows",
    );
    check(
        &[2; ENOUGH],
        &[60; ENOUGH],
        [2, 2, 90],
        Some(40),
        "they wait shorter than the procedure says at worst",
    );
    check(&[2; ENOUGH], &[1; 100], [2, 2, 2], Some(120), "asked yesterday, they say nothing yet");
}

#[test]
fn an_office_that_gave_enough_papers_counts_alone() {
    let of = |office: &str, days: u32| Seen { days, obtained: true, office: office.into() };
    let mut all: Vec<Seen> = (0..ENOUGH).map(|_| of("Prefecture of the Hérault", 12)).collect();
    all.extend((0..ENOUGH * 3).map(|_| of("Prefecture of the Lozère", 70)));
    let check = |office: Option<&str>, expected: [u32; 3], from: usize| {
        let got = learnt(STATED, &all, office);
        assert_eq!((days(got), got.from), (expected, Some(from)), "{office:?}");
    };
    check(Some("prefecture of  the hérault"), [12, 12, 12], ENOUGH);
    check(Some("Prefecture of the Lozère"), [70, 70, 70], ENOUGH * 3);
    check(Some("Prefecture of the Gard"), [12, 70, 70], ENOUGH * 4);
    check(None, [12, 70, 70], ENOUGH * 4);
}

#[test]
fn a_plan_counts_with_the_days_learnt_and_says_from_how_many() {
    let p = crate::plan::procedure(&[("permit", &[], [10, 30, 60], None, false)]);
    let history: Vec<String> =
        (0..25).map(|n| format!("{{\"days\":{},\"obtained\":true}}", 38 + n % 5)).collect();
    let json = format!("{{\"history\":{{\"permit\":[{}]}}}}", history.join(","));
    let state = State::parse(&json).unwrap();
    assert!(state.problems(&p).is_empty());
    let made = plan(&p, &state, crate::plan::AT, Runs { runs: 500, seed: 1 });
    let paper = &made.papers[0];
    assert_eq!((paper.days.optimistic, paper.days.likely, paper.days.pessimistic), (38, 40, 42));
    assert_eq!(paper.learnt_from, Some(25));
    assert_eq!(made.target, Some(jiff::civil::date(1941, 4, 12)), "forty days from 3 March");
    let stated = plan(&p, &State::default(), crate::plan::AT, Runs { runs: 500, seed: 1 });
    assert_eq!((stated.papers[0].learnt_from, stated.papers[0].days.likely), (None, 30));
    // A paper that the procedure does not name, and more requests than are looked at, are told.
    let unknown = State::parse("{\"history\":{\"passport\":[]}}").unwrap().problems(&p);
    assert!(unknown.iter().any(|problem| problem.to_string().starts_with("history.passport")), "{unknown:?}");
    let many = vec![seen(3, true); SEEN_MAX + 1];
    let many = State { history: [("permit".to_string(), many)].into(), ..State::default() }.problems(&p);
    assert!(many.iter().any(|problem| problem.to_string().starts_with("history.permit: 5001")), "{many:?}");
    let wrong = State::parse("{\"history\":{\"permit\":[{\"days\":-1,\"obtained\":true}]}}").unwrap_err();
    assert!(wrong.to_string().starts_with("history.permit[0].days"), "{wrong}");
}

/// The same shares by another way: what a request that waits still may yet be is handed on, in equal parts, to those that
/// waited longer (Efron's redistribution to the right).
fn handed_on(all: &[Seen], share: f64) -> Option<u32> {
    let mut sorted: Vec<(u32, bool)> = all.iter().map(|s| (s.days, !s.obtained)).collect();
    sorted.sort_unstable();
    let mut weight = vec![1.0 / sorted.len() as f64; sorted.len()];
    for at in 0..sorted.len() {
        let later = sorted.len() - at - 1;
        if sorted[at].1 && later > 0 {
            let each = weight[at] / later as f64;
            weight[at] = 0.0;
            weight[at + 1..].iter_mut().for_each(|w| *w += each);
        }
    }
    let mut came = 0.0;
    sorted.iter().zip(weight).filter(|((_, waits), _)| !waits).find_map(|((days, _), w)| {
        came += w;
        (came >= share - 1e-9).then_some(*days)
    })
}

/// So many that were obtained, and others that wait.
fn requests(obtained: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Seen>> {
    let of = |obtained: bool, count| {
        prop::collection::vec((0_u32..40).prop_map(move |days| seen(days, obtained)), count)
    };
    (of(true, obtained), of(false, 0..30)).prop_map(|(came, waits)| [came, waits].concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn the_three_days_stand_in_order_whatever_was_seen(all in requests(0..50), a in 0_u32..50, b in 0_u32..50, c in 0_u32..50) {
        let stated = Days { optimistic: a, likely: a + b, pessimistic: a + b + c };
        let [low, likely, high] = days(learnt(stated, &all, None));
        prop_assert!(low <= likely && likely <= high, "{low} {likely} {high}");
    }

    #[test]
    fn enough_requests_give_the_shares_of_another_count(all in requests(ENOUGH..50)) {
        let longest = all.iter().map(|s| s.days).max().unwrap();
        let stated = [10, 30, 90];
        let expected: Vec<u32> = [0.1, 0.5, 0.9].iter().zip(stated)
            .map(|(share, stated)| handed_on(&all, *share).unwrap_or(longest.max(stated))).collect();
        prop_assert_eq!(days(learnt(STATED, &all, None)).to_vec(), expected);
    }

    /// Waiting is never forgotten: one more that waits, or one that waits longer, makes no plan more hopeful.
    #[test]
    fn what_still_waits_never_shortens(all in requests(0..50), waits in 0_u32..60, more in 1_u32..30) {
        let with = |days: u32| [&all[..], &[seen(days, false)]].concat();
        let (before, one, longer) = (learnt(STATED, &all, None), learnt(STATED, &with(waits), None), learnt(STATED, &with(waits + more), None));
        for ((before, one), longer) in days(before).iter().zip(days(one)).zip(days(longer)) {
            prop_assert!(*before <= one && one <= longer, "{before} {one} {longer}");
        }
    }

    /// Below enough, what was seen only lengthens.
    #[test]
    fn some_requests_never_promise_less_than_the_procedure(all in requests(0..ENOUGH)) {
        for (stated, got) in [10, 30, 90].iter().zip(days(learnt(STATED, &all, None))) {
            prop_assert!(got >= *stated);
        }
    }
}
