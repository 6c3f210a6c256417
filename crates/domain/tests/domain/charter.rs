//! Who belongs to a compartment: a removal wins over a grant made meanwhile, and over nothing else.

use crate::saying::{entry, history, member};
use domain::compartment::{Charter, Role};
use domain::entry::Entry;
use domain::file::File;
use domain::id::MemberId;
use proptest::prelude::*;

fn check(entries: Vec<Entry>, expected: Option<Role>) {
    for order in [entries.clone(), entries.into_iter().rev().collect()] {
        assert_eq!(Charter::of(&File::fold(order)).role(&MemberId([7; 16])), expected);
    }
}

#[test]
fn a_removal_wins_over_a_concurrent_grant() {
    let founded = || entry(1, &[], vec![member(1, Role::Keeper, true)]);
    let granted = |n, after: &[u8], role| entry(n, after, vec![member(7, role, true)]);
    let removed = |n, after: &[u8]| entry(n, after, vec![member(7, Role::Worker, false)]);
    check(vec![founded()], None);
    check(vec![founded(), granted(2, &[1], Role::Worker)], Some(Role::Worker));
    check(
        vec![founded(), granted(2, &[1], Role::Worker), granted(3, &[2], Role::Auditor)],
        Some(Role::Auditor),
    );
    check(vec![founded(), granted(2, &[1], Role::Worker), removed(3, &[2])], None);
    check(
        vec![founded(), granted(2, &[1], Role::Worker), removed(3, &[2]), granted(4, &[2], Role::Supervisor)],
        None,
    );
    check(
        vec![founded(), granted(2, &[1], Role::Worker), granted(3, &[2], Role::Supervisor), removed(4, &[2])],
        None,
    );
    check(
        vec![founded(), granted(2, &[1], Role::Worker), removed(3, &[2]), granted(4, &[3], Role::Reader)],
        Some(Role::Reader),
    );
    // Whoever grants having seen both the removal and the grant beside it has decided.
    let both =
        vec![founded(), granted(2, &[1], Role::Worker), removed(3, &[2]), granted(4, &[2], Role::Worker)];
    check([both, vec![granted(5, &[3, 4], Role::Nurse)]].concat(), Some(Role::Nurse));
}

proptest! {
    #[test]
    fn no_order_of_arrival_changes_who_belongs(
        (entries, shuffled) in history().prop_flat_map(|e| (Just(e.clone()), Just(e).prop_shuffle()))
    ) {
        prop_assert_eq!(Charter::of(&File::fold(entries)), Charter::of(&File::fold(shuffled)));
    }
}

#[test]
fn what_roles_may() {
    let may = |role: Role| {
        let flags = [
            (role.reads(), "reads"),
            (role.writes(), "writes"),
            (role.audits(), "audits"),
            (role.directs(), "directs"),
        ];
        flags.iter().filter(|(may, _)| *may).map(|(_, what)| *what).collect::<Vec<_>>().join(" ")
    };
    for (role, expected) in [
        (Role::Worker, "reads writes"),
        (Role::Supervisor, "reads writes audits directs"),
        (Role::Nurse, "reads writes"),
        (Role::HouseParent, "reads writes"),
        (Role::Reader, "reads"),
        (Role::Auditor, "audits"),
        (Role::Visitor, ""),
        (Role::Keeper, "reads writes audits directs"),
    ] {
        assert_eq!(may(role), expected, "{role:?}");
    }
}
