//! Who may write, judged by what was known when it was written, and by who has gone since; the same in every order.

use crate::saying::{born, id, member};
use domain::compartment::{Fact as Said, Held, Judge, Member, Placed, Role, Vouched};
use domain::entry::{Entry, Event, Fact, Stamp};
use domain::id::{CompartmentId, EntryId, FileId, MemberId, NodeId};
use domain::planted::Fault;
use std::collections::BTreeMap;
use testkit::planted::red;

pub const HOME: CompartmentId = CompartmentId([1; 24]);

/// Entry `n` of member `by` in the control file, at number `n` of node `by`, having seen `seen`.
pub fn control(n: u8, by: u8, seen: &[u8], facts: Vec<Fact>) -> Placed {
    placed(n, by, seen, facts, 200)
}

fn placed(n: u8, by: u8, seen: &[u8], facts: Vec<Fact>, file: u8) -> Placed {
    let heads: Vec<EntryId> = seen.iter().map(|s| id(*s)).collect();
    let entry = Entry {
        id: id(n),
        origin: if n == 1 { CompartmentId::default() } else { HOME },
        file: FileId([file; 16]),
        by: MemberId([by; 16]),
        on: NodeId([by; 16]),
        stamp: Stamp(u64::from(n)),
        after: if file == 200 { heads.clone() } else { Vec::new() },
        control: heads,
        event: Event::Known(facts),
    };
    Placed { entry, node: NodeId([by; 16]), seq: u64::from(n) }
}

pub fn lets_in(n: u8) -> Fact {
    Fact::Compartment(Said::Node { node: NodeId([n; 16]), sign: vec![n], revoked_at: None })
}

pub fn removes(n: u8, role: Role, pins: &[(u8, u64)]) -> Fact {
    let standing = Member { name: format!("member {n}"), role, sign: vec![n], wrap: vec![n], active: false };
    let pins = pins.iter().map(|(node, seq)| (NodeId([*node; 16]), *seq)).collect();
    Fact::Compartment(Said::Member { member: MemberId([n; 16]), standing, pins })
}

/// Member 1 founds; 2 is a keeper, 3 a worker, 4 a reader; each at a node of their own.
pub fn founded() -> Vec<Placed> {
    let facts = vec![
        member(1, Role::Keeper, true),
        member(2, Role::Keeper, true),
        member(3, Role::Worker, true),
        member(4, Role::Reader, true),
        lets_in(1),
        lets_in(2),
        lets_in(3),
        lets_in(4),
    ];
    vec![control(1, 1, &[], facts)]
}

/// The judge of these entries, each signed by whom it names.
pub fn judge_of(control: &[Placed]) -> Judge {
    Judge::new(HOME, control.to_vec(), BTreeMap::new(), |_, _| true)
}

/// An ordinary entry, number `n` of its author's node.
pub fn says(n: u8, by: u8, seen: &[u8]) -> Placed {
    placed(n, by, seen, vec![born("1934")], 7)
}

/// How an entry is judged, with the control entries in this order and in the other.
pub fn judged(control: &[Placed], what: &Placed) -> Result<u8, Held> {
    judged_with(control, what, BTreeMap::new())
}

fn judged_with(control: &[Placed], what: &Placed, splits: BTreeMap<NodeId, u64>) -> Result<u8, Held> {
    let weigh = |control: Vec<Placed>| {
        Judge::new(HOME, control, splits.clone(), |_, _| true)
            .weigh(what, |entry| {
                let word = Vouched { key: vec![9], control: vec![id(1)] };
                if entry.by.0[0] == 9 { vec![word] } else { vec![] }
            })
            .map(|key| key[0])
    };
    let verdict = weigh(control.to_vec());
    assert_eq!(
        verdict,
        weigh(control.iter().rev().cloned().collect()),
        "the order they came in decides nothing"
    );
    verdict
}

#[test]
fn a5_an_entry_counts_by_what_its_author_had_seen() {
    let all = founded();
    assert_eq!(judged(&all, &says(10, 3, &[1])), Ok(3));
    assert_eq!(judged(&all, &says(10, 4, &[1])), Err(Held::Role), "a reader");
    assert_eq!(judged(&all, &says(10, 5, &[1])), Err(Held::Node), "nobody let that node in");
    assert_eq!(judged(&all, &says(10, 3, &[77])), Err(Held::Before), "it had seen what has not come");
    let mut stranger = says(10, 3, &[1]);
    stranger.entry.by = MemberId([6; 16]);
    assert_eq!(judged(&all, &stranger), Err(Held::Author));
    stranger.entry.origin = CompartmentId([8; 24]);
    assert_eq!(judged(&all, &stranger), Err(Held::Author), "nobody here knows who travelled");
    stranger.entry.by = MemberId([9; 16]);
    assert_eq!(judged(&all, &stranger), Ok(9), "somebody vouches for them");
    let mut grants = says(10, 3, &[1]);
    grants.entry.event = Event::Known(vec![member(5, Role::Keeper, true)]);
    assert_eq!(judged(&all, &grants), Err(Held::Role), "who belongs here is said in the control file only");
}

#[test]
fn s9_only_a_keeper_grants() {
    let mut all = founded();
    all.push(control(2, 3, &[1], vec![member(3, Role::Keeper, true)]));
    let judge = judge_of(&all);
    assert_eq!(
        judge.control(&id(2)),
        Some(Held::Role),
        "a worker makes nobody a keeper, least of all themselves"
    );
    assert_eq!(judge.charter().role(&MemberId([3; 16])), Some(Role::Worker));
    // Nor does whoever founds another compartment.
    all.push(Placed {
        entry: Entry { id: id(3), ..founded()[0].entry.clone() },
        node: NodeId([3; 16]),
        seq: 3,
    });
    let judge = judge_of(&all);
    assert_eq!(judge.control(&id(3)), Some(Held::Author));
}

#[test]
fn s9_what_nobody_signed_makes_nobody_a_keeper() {
    let mut all = founded();
    all.push(control(2, 2, &[1], vec![member(3, Role::Keeper, true)]));
    all.push(control(3, 3, &[2], vec![member(4, Role::Keeper, true)]));
    // Entry 2 bears the name of a keeper and not their signature.
    let judge =
        Judge::new(HOME, all, BTreeMap::new(), |entry, key| key == [entry.by.0[0]] && entry.id != id(2));
    assert_eq!((judge.control(&id(2)), judge.control(&id(3))), (Some(Held::Signature), Some(Held::Role)));
    assert_eq!(judge.charter().role(&MemberId([4; 16])), Some(Role::Reader));
}

#[test]
fn s11_a_removed_member_counts_up_to_what_was_known_of_them() {
    let mut all = founded();
    all.push(control(20, 1, &[1], vec![removes(3, Role::Worker, &[(3, 10), (1, 19)])]));
    assert_eq!(judged(&all, &says(10, 3, &[1])), Ok(3), "known when they were removed");
    assert_eq!(judged(&all, &says(11, 3, &[1])), Err(Held::Removed), "backdated, or not known in time");
    assert_eq!(judged(&all, &says(11, 3, &[20])), Err(Held::Author), "they had seen it themselves");
    let splits = BTreeMap::from([(NodeId([3; 16]), 5)]);
    assert_eq!(
        judged_with(&all, &says(10, 3, &[1]), splits.clone()),
        Err(Held::Removed),
        "their chain goes two ways"
    );
    assert_eq!(judged_with(&all, &says(4, 3, &[1]), splits), Ok(3));
    // A keeper has looked at it.
    all.push(control(21, 2, &[20], vec![Fact::Compartment(Said::Admitted { entry: id(11) })]));
    assert_eq!(judged(&all, &says(11, 3, &[1])), Ok(3));
    // Granted again, they write again.
    all.push(control(22, 1, &[21], vec![member(3, Role::Worker, true)]));
    assert_eq!(judged(&all, &says(40, 3, &[22])), Ok(3));
    assert_eq!(judged(&all, &says(12, 3, &[1])), Err(Held::Removed), "that stays as it was");
}

#[test]
fn s12_a_revoked_node_counts_up_to_where_it_stood() {
    let mut all = founded();
    let revoked =
        Said::Node { node: NodeId([3; 16]), sign: vec![3], revoked_at: Some((10, "00".repeat(32))) };
    all.push(control(20, 1, &[1], vec![Fact::Compartment(revoked)]));
    assert_eq!(judged(&all, &says(10, 3, &[1])), Ok(3));
    assert_eq!(judged(&all, &says(11, 3, &[1])), Err(Held::Revoked));
}

#[test]
fn a_keeper_who_was_removed_grants_nothing_behind_everybodys_back() {
    let mut all = founded();
    all.push(control(20, 1, &[1], vec![removes(2, Role::Keeper, &[(2, 5), (1, 19)])]));
    all.push(control(30, 2, &[1], vec![member(5, Role::Keeper, true), lets_in(5)]));
    let judge = judge_of(&all);
    assert_eq!(judge.control(&id(30)), Some(Held::Removed));
    assert_eq!(judge.charter().role(&MemberId([5; 16])), None);
    assert_eq!(judged(&all, &says(31, 5, &[30])), Err(Held::Node), "whom they let in is not in");
}

#[test]
fn two_keepers_who_removed_one_another_are_both_removed() {
    let mut all = founded();
    all.push(control(20, 1, &[1], vec![removes(2, Role::Keeper, &[(1, 19)])]));
    all.push(control(21, 2, &[1], vec![removes(1, Role::Keeper, &[(2, 20)])]));
    let judge = judge_of(&all);
    assert_eq!((judge.control(&id(20)), judge.control(&id(21))), (None, None));
    assert_eq!(judge.charter().role(&MemberId([1; 16])), None);
    assert_eq!(judge.charter().role(&MemberId([2; 16])), None);
}

/// 3 was removed by 2, and that was held when 1 began an epoch: 3 has its key. Once a keeper lets the removal count, it goes on
/// with another, and only once.
#[test]
fn s11_an_epoch_is_safe_where_its_author_had_seen_the_removal_count() {
    let epoch = || Fact::Compartment(Said::Epoch { commitment: vec![7] });
    let mut all = founded();
    all.push(control(20, 2, &[1], vec![removes(3, Role::Worker, &[(2, 19)]), epoch()]));
    let safe = |all: &[Placed]| judge_of(all).epoch_is_safe();
    assert!(safe(&all));
    all.push(control(21, 1, &[20], vec![removes(2, Role::Keeper, &[(2, 1)]), epoch()]));
    assert!(safe(&all));
    all.push(control(22, 1, &[21], vec![Fact::Compartment(Said::Admitted { entry: id(20) })]));
    assert!(!safe(&all), "what counts has changed");
    all.push(control(23, 1, &[22], vec![epoch()]));
    assert!(safe(&all));
    all.push(control(24, 1, &[23], vec![Fact::Compartment(Said::Admitted { entry: id(99) })]));
    assert!(safe(&all), "a child's file says nothing of who belongs here");
}

/// What has no place in a payment book counts there for nobody, whoever wrote it and whoever would admit it.
#[test]
fn m_a_payment_book_counts_payments_and_nothing_else() {
    let kind = domain::compartment::Kind::Payments;
    let founded_as = Said::Founded { name: "Book".into(), kind, scene: Default::default(), inbox: vec![] };
    let mut control = founded();
    if let Event::Known(facts) = &mut control[0].entry.event {
        facts.push(Fact::Compartment(founded_as));
    }
    let ended = Fact::Payment(domain::payment::Fact::Ended { on: jiff::civil::date(1942, 9, 1) });
    let pays = placed(20, 3, &[1], vec![ended.clone()], 7);
    let names = placed(21, 3, &[1], vec![ended, born("1934")], 7);
    assert_eq!(judged(&control, &pays), Ok(3));
    assert_eq!(judged(&control, &names), Err(Held::Role));
    let admits = self::control(22, 1, &[1], vec![Fact::Compartment(Said::Admitted { entry: id(21) })]);
    control.push(admits);
    assert_eq!(judged(&control, &names), Err(Held::Role), "no keeper can let a name in");
    assert_eq!(judged(&founded(), &names), Ok(3), "where no kind is known yet nothing is held for it");
}

#[test]
fn s9_is_seen_red_where_a_worker_grants() {
    red(Fault::AnybodyGrants, "a worker makes nobody a keeper", s9_only_a_keeper_grants);
}

#[test]
fn s12_is_seen_red_where_a_revocation_ends_nothing() {
    red(Fault::NothingEnds, "Revoked", s12_a_revoked_node_counts_up_to_where_it_stood);
}

#[test]
fn a5_is_seen_red_where_everybody_counts() {
    red(Fault::EverybodyCounts, "a reader", a5_an_entry_counts_by_what_its_author_had_seen);
}
