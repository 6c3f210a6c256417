//! Keepers against one another: who cuts whom off, what a removed keeper can still bring about, and what it costs to find out.

use crate::judge::{HOME, control, founded, judge_of, judged, lets_in, removes, says};
use crate::saying::{id, member};
use domain::compartment::{Fact as Said, Held, Placed, Role};
use domain::entry::{Entry, Event, Fact};
use domain::id::{CompartmentId, MemberId};

/// An entry whose id comes before that of the founding entry, and which was written with sight of what is held now, is judged by
/// everything behind it all the same.
#[test]
fn what_was_written_with_sight_of_a_held_entry_is_judged_by_all_that_is_behind_it() {
    let mut all = founded();
    all.push(control(20, 1, &[1], vec![removes(2, Role::Keeper, &[(2, 5), (1, 19)])]));
    all.push(control(30, 2, &[1], vec![member(5, Role::Keeper, true)]));
    all.push(Placed { seq: 31, ..control(0, 1, &[30], vec![member(6, Role::Worker, true)]) });
    let judge = judge_of(&all);
    assert_eq!((judge.control(&id(30)), judge.control(&id(0))), (Some(Held::Removed), None));
    assert_eq!(judge.charter().role(&MemberId([6; 16])), Some(Role::Worker));
}

/// Members 1, 2 and 5 are keepers. 5 was removed by 1, and removed 2 without having seen it: that is held, and ends nothing of 2.
#[test]
fn what_a_removed_keeper_says_cuts_nobody_off() {
    let mut all = founded();
    all.push(control(2, 1, &[1], vec![member(5, Role::Keeper, true), lets_in(5)]));
    all.push(control(20, 1, &[2], vec![removes(5, Role::Keeper, &[(1, 19)])]));
    all.push(control(30, 5, &[2], vec![removes(2, Role::Keeper, &[(1, 19)])]));
    all.push(control(40, 2, &[2], vec![member(6, Role::Worker, true)]));
    let judge = judge_of(&all);
    assert_eq!((judge.control(&id(30)), judge.control(&id(40))), (Some(Held::Removed), None));
    assert_eq!(judge.charter().role(&MemberId([2; 16])), Some(Role::Keeper));
    // A keeper who stands lets it count: now it ends what 2 wrote.
    all.push(control(50, 1, &[20, 30, 40], vec![Fact::Compartment(Said::Admitted { entry: id(30) })]));
    let judge = judge_of(&all);
    assert_eq!((judge.control(&id(30)), judge.control(&id(40))), (None, Some(Held::Removed)));
}

/// 2 was removed, and says behind everybody's back that what they wrote counts, makes somebody a keeper, and has them remove 1.
#[test]
fn a_removed_keeper_neither_admits_themselves_nor_sends_somebody_else() {
    let mut all = founded();
    all.push(control(20, 1, &[1], vec![removes(2, Role::Keeper, &[(1, 19)])]));
    all.push(control(30, 2, &[1], vec![member(5, Role::Keeper, true), lets_in(5)]));
    all.push(control(31, 2, &[30], vec![Fact::Compartment(Said::Admitted { entry: id(30) })]));
    all.push(control(32, 5, &[30], vec![removes(1, Role::Keeper, &[])]));
    let judge = judge_of(&all);
    let held = [20, 30, 31, 32].map(|n| judge.control(&id(n)));
    assert_eq!(held, [None, Some(Held::Removed), Some(Held::Removed), Some(Held::Author)]);
    assert_eq!(judge.charter().role(&MemberId([1; 16])), Some(Role::Keeper));
}

/// Three keepers who removed one another in a ring: nothing of it counts until somebody else says what does.
#[test]
fn a_ring_of_removals_is_held() {
    let mut all = founded();
    all.push(control(2, 1, &[1], vec![member(5, Role::Keeper, true), member(6, Role::Keeper, true)]));
    all.push(control(20, 2, &[2], vec![removes(5, Role::Keeper, &[])]));
    all.push(control(21, 5, &[2], vec![removes(6, Role::Keeper, &[])]));
    all.push(control(22, 6, &[2], vec![removes(2, Role::Keeper, &[])]));
    let ring = |all: &[Placed]| {
        let judge = judge_of(all);
        [20, 21, 22].map(|n| judge.control(&id(n)).is_none())
    };
    assert_eq!(ring(&all), [false, false, false]);
    all.push(control(50, 1, &[20, 21, 22], vec![Fact::Compartment(Said::Admitted { entry: id(20) })]));
    assert_eq!(
        ring(&all),
        [true, false, true],
        "2 removed 5, so 5 did not remove 6, and 6 removed 2, who had seen nothing of it"
    );
}

/// 2 was removed by 1, and says in one breath that 1 goes and that 5 comes: who answers a removal says nothing else.
#[test]
fn s9_whoever_answers_their_removal_lets_nobody_in() {
    let mut all = founded();
    all.push(control(20, 1, &[1], vec![removes(2, Role::Keeper, &[(1, 19)])]));
    all.push(control(30, 1, &[20], vec![removes(3, Role::Worker, &[(1, 19)])]));
    all.push(control(
        21,
        2,
        &[1],
        vec![removes(1, Role::Keeper, &[]), member(5, Role::Keeper, true), lets_in(5)],
    ));
    let judge = judge_of(&all);
    assert_eq!([20, 30, 21].map(|n| judge.control(&id(n))), [None, None, Some(Held::Removed)]);
    assert_eq!(judge.charter().role(&MemberId([5; 16])), None);
    // The same without the grant: both are removed, and what 1 said before that stands, as much as 2 knew of it.
    all.pop();
    all.push(control(10, 1, &[1], vec![removes(3, Role::Worker, &[(1, 9)])]));
    all.push(control(21, 2, &[1], vec![removes(1, Role::Keeper, &[])]));
    let judge = judge_of(&all);
    assert_eq!([10, 20, 21].map(|n| judge.control(&id(n))), [None, None, None]);
    assert_eq!(
        judge.control(&id(30)),
        Some(Held::Removed),
        "what 1 said afterwards waits for another keeper"
    );
    assert_eq!(judge.charter().role(&MemberId([3; 16])), None);
    // Nobody takes a place with an answer: not by other keys for whoever removed them, not that of a third.
    for facts in [
        vec![removes(1, Role::Keeper, &[]), lower(1, Role::Keeper, &[(1, 0)])],
        vec![removes(1, Role::Keeper, &[]), removes(4, Role::Reader, &[])],
    ] {
        all.pop();
        all.push(control(21, 2, &[1], facts));
        assert_eq!(judge_of(&all).control(&id(21)), Some(Held::Removed));
    }
}

/// 2 was removed, and says that they are a keeper: by what they overtake they had seen that they were not.
#[test]
fn s9_nobody_comes_back_by_what_they_overtake() {
    let mut all = founded();
    all.push(control(20, 1, &[1], vec![removes(2, Role::Keeper, &[(2, 1), (1, 19)])]));
    all.push(control(30, 2, &[20], vec![member(5, Role::Worker, true)]));
    let mut back = control(31, 2, &[1], vec![member(2, Role::Keeper, true)]);
    back.entry.after = vec![id(30)];
    all.push(back);
    let judge = judge_of(&all);
    assert_eq!([30, 31].map(|n| judge.control(&id(n))), [Some(Held::Author), Some(Held::Author)]);
    assert_eq!(judge.charter().role(&MemberId([2; 16])), None);
}

/// A member as they stand with another role, as far as their chains were known.
fn lower(n: u8, role: Role, pins: &[(u8, u64)]) -> Fact {
    match removes(n, role, pins) {
        Fact::Compartment(Said::Member { member, mut standing, pins }) => {
            standing.active = true;
            Fact::Compartment(Said::Member { member, standing, pins })
        }
        other => other,
    }
}

/// 2 is a keeper and is made a worker; what they say as a keeper, as if they had not seen it, is held. So is what a reader writes
/// who was a worker.
#[test]
fn s9_whoever_has_a_lower_role_has_it_whatever_they_say_they_had_seen() {
    let mut all = founded();
    all.push(control(20, 1, &[1], vec![lower(2, Role::Worker, &[(2, 5), (1, 19)])]));
    all.push(Placed {
        entry: Entry { after: vec![id(20)], ..control(30, 2, &[1], vec![]).entry },
        ..control(30, 2, &[1], vec![])
    });
    let last = all.len() - 1;
    all[last].entry.event = Event::Known(vec![member(2, Role::Keeper, true)]);
    assert_eq!(
        judge_of(&all).control(&id(30)),
        Some(Held::Role),
        "it overtakes what its author says they had not seen"
    );
    all[last].entry.after = vec![id(1)];
    let judge = judge_of(&all);
    assert_eq!(judge.control(&id(30)), Some(Held::Role));
    assert_eq!(judge.charter().role(&MemberId([2; 16])), Some(Role::Worker));
    assert_eq!(judged(&all, &says(40, 2, &[1])), Ok(2), "a worker writes");
    all.push(control(22, 1, &[20], vec![lower(3, Role::Reader, &[(3, 10), (1, 19)])]));
    assert_eq!(judged(&all, &says(10, 3, &[1])), Ok(3), "known when they were made a reader");
    assert_eq!(judged(&all, &says(11, 3, &[1])), Err(Held::Role));
}

/// A member says in a file of their own, as if it had travelled here, that they founded the compartment and keep it.
#[test]
fn s9_what_is_said_of_a_compartment_counts_in_its_control_file_alone() {
    let all = founded();
    for (origin, slot) in
        [(CompartmentId([8; 24]), false), (HOME, false), (CompartmentId([8; 24]), true), (HOME, true)]
    {
        let mut says = says(10, 3, &[1]);
        says.entry.origin = origin;
        says.entry.event = Event::Known(vec![if slot {
            Fact::Withdrawn { slot: "compartment/founded".into(), why: "a slip".into() }
        } else {
            member(3, Role::Keeper, true)
        }]);
        assert_eq!(judged(&all, &says), Err(Held::Role), "{origin}, {slot}");
    }
}

/// 2 lets 5 in, 5 is noted, 1 makes 5 a worker with sight of that; a removal of whoever noted it does not make them two answers.
#[test]
fn holding_an_entry_undoes_the_order_of_no_others() {
    let mut all = founded();
    all.push(control(2, 1, &[1], vec![member(5, Role::Keeper, true), lets_in(5)]));
    all.push(control(10, 1, &[2], vec![member(6, Role::Keeper, true)]));
    all.push(control(20, 5, &[10], vec![member(7, Role::Worker, true)]));
    all.push(control(30, 1, &[20], vec![member(6, Role::Worker, true)]));
    all.push(control(40, 2, &[2], vec![removes(5, Role::Keeper, &[(1, 9)])]));
    let judge = judge_of(&all);
    assert_eq!((judge.control(&id(20)), judge.control(&id(30))), (Some(Held::Removed), None));
    assert_eq!(judge.charter().role(&MemberId([6; 16])), Some(Role::Worker));
}

/// Eighty puppets, each let in by two of the level below, are judged at once.
#[test]
fn a_pyramid_of_puppets_costs_nothing() {
    let mut all = founded();
    all.push(control(200, 1, &[1], vec![removes(2, Role::Keeper, &[(1, 250)])]));
    let mut n = 2;
    let mut below = vec![2_u8, 2];
    let mut seen: Vec<u8> = vec![1];
    for level in 0..40_u8 {
        let pair = [10 + 2 * level, 11 + 2 * level];
        let mut next = Vec::new();
        for by in &below {
            all.push(control(n, *by, &seen, pair.iter().map(|p| member(*p, Role::Keeper, true)).collect()));
            next.push(n);
            n += 1;
        }
        (below, seen) = (pair.to_vec(), next);
    }
    all.push(control(n, below[0], &seen, vec![removes(1, Role::Keeper, &[])]));
    let judge = judge_of(&all);
    assert_eq!(judge.charter().role(&MemberId([1; 16])), Some(Role::Keeper));
    assert_eq!(judge.control(&id(200)), None);
}
