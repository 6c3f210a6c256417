//! What happens at two nodes in one hour: keepers who remove, let in and begin epochs without having seen one another, a
//! laptop that was copied, a card that is not what it says.

use crate::exchange::{birth, born, joined, registers, registers_many};
use domain::compartment::{Fact as Said, Member, Role};
use domain::entry::Fact;
use domain::id::{CompartmentId, EntryId, FileId, MemberId};
use domain::planted::Fault;
use store::Problem;
use testkit::planted::red;
use testkit::{Backing, Post};

/// Two keepers remove one member each, neither having seen the other: whoever was removed gets no key of what comes.
#[test]
fn s11_two_keepers_who_remove_at_once_leave_no_key_with_anybody_removed() {
    let (keeper, second, camp) = joined(Role::Keeper);
    let posts: Vec<Post> = ["first", "other"]
        .iter()
        .zip(41..)
        .map(|(name, seed)| {
            let post = Post::new(name, Backing::Sqlite, seed);
            keeper.knows(&post);
            second.knows(&post);
            keeper.grants(&camp, &post, Role::Worker);
            keeper.meets(&post);
            assert_eq!(post.joins(), 1);
            post
        })
        .collect();
    keeper.meets(&second);
    keeper.store().remove(&keeper.actor, &camp, &posts[0].actor.member).unwrap();
    second.store().remove(&second.actor, &camp, &posts[1].actor.member).unwrap();
    keeper.meets(&second);
    second.meets(&keeper);
    let after = registers(&keeper, &camp, "Amina");
    for post in &posts {
        keeper.meets(post);
        second.meets(post);
        assert_eq!(birth(post, &after), "unknown", "{}", post.actor.name);
        // Not even a raw look finds it: no key of the epoch it lies under was ever wrapped to them.
        let sql = "select count(*) from entry_of where file = $1";
        let rows = post.store().raw_query(&post.actor, &camp, sql, &[after.bytes().into()]);
        assert!(rows.is_err() || rows.unwrap()[0].int(0) == 0);
    }
    keeper.meets(&second);
    assert_eq!(birth(&second, &after), "1934-03-12");
}

/// Somebody is let in at one node while another begins a new epoch: they get its key all the same.
#[test]
fn a_newcomer_of_the_same_hour_gets_the_key_of_a_new_epoch() {
    let (keeper, second, camp) = joined(Role::Keeper);
    let (gone, newcomer) = (Post::new("gone", Backing::Sqlite, 51), Post::new("new", Backing::Sqlite, 52));
    keeper.knows(&gone);
    second.knows(&newcomer);
    keeper.knows(&newcomer);
    keeper.grants(&camp, &gone, Role::Worker);
    keeper.meets(&second);
    keeper.store().remove(&keeper.actor, &camp, &gone.actor.member).unwrap();
    second.grants(&camp, &newcomer, Role::Worker);
    second.meets(&newcomer);
    assert_eq!(newcomer.joins(), 1);
    second.meets(&keeper);
    keeper.meets(&second);
    let amina = registers(&keeper, &camp, "Amina");
    keeper.meets(&newcomer);
    keeper.meets(&newcomer);
    assert_eq!(birth(&newcomer, &amina), "1934-03-12");
}

/// Two members share a node; one is removed elsewhere. They sign in all the same, to what is theirs.
#[test]
fn a4_whoever_was_removed_elsewhere_still_opens_what_is_theirs() {
    let (keeper, mut host, camp) = joined(Role::Worker);
    let second = host.store().enrol("nurse", testkit::cast::PASSPHRASE).unwrap();
    keeper.store().acquaint(&keeper.actor, &host.store().card(&second).unwrap(), None).unwrap();
    let member = store::MemberInfo { member: second.member, name: "nurse".into() };
    keeper.store().grant(&keeper.actor, &camp, &member, Role::Worker).unwrap();
    host.meets(&keeper);
    keeper.store().remove(&keeper.actor, &camp, &second.member).unwrap();
    let amina = registers(&keeper, &camp, "Amina");
    keeper
        .store()
        .grant(
            &keeper.actor,
            &camp,
            &store::MemberInfo { member: host.actor.member, name: "host".into() },
            Role::Reader,
        )
        .unwrap();
    host.meets(&keeper);
    host.close();
    host.open();
    let nurse = host.store().unlock("nurse", testkit::cast::PASSPHRASE).unwrap();
    assert!(host.store().open_file(&nurse, &amina, "a test").is_err());
    host.unlocks();
    assert_eq!(birth(&host, &amina), "1934-03-12");
}

/// A copied laptop's branch of several pages reaches everybody.
#[test]
fn a_long_branch_is_kept_whole() {
    let (keeper, mut host, camp) = joined(Role::Worker);
    let amina = registers(&keeper, &camp, "Amina");
    keeper.meets(&host);
    let twin = host.copied();
    born(&host, &camp, &amina, "1932").unwrap();
    keeper.meets(&host);
    for _ in 0..6 {
        registers_many(&twin, &camp, 500);
    }
    let last = registers(&twin, &camp, "Late");
    keeper.meets(&twin);
    keeper.meets(&twin);
    assert_eq!(birth(&keeper, &last), "1934-03-12");
    host.reopen();
    keeper.meets(&host);
    assert_eq!(birth(&host, &last), "1934-03-12");
}

#[test]
fn s9_a_card_cannot_bear_somebody_elses_id() {
    let (keeper, host, _) = joined(Role::Keeper);
    let mut chance = testkit::Seeded::new(77);
    let forged = journal::keys::MemberKeys::generate(host.actor.member, &mut chance);
    let node = journal::keys::NodeKey::generate(&mut chance);
    let card = store::Card::of("host", &forged, &node);
    let kept = keeper.store().acquaint(&keeper.actor, &card, Some("another"));
    assert!(matches!(kept, Err(Problem::Refused(_))), "{kept:?}");
}

/// A worker's node says in the control file, under the keeper's name, that the worker is a keeper, and the worker goes on as one.
/// Their signature is not the keeper's: both are held, and nobody is what they made of them.
#[test]
fn s9_what_is_said_under_a_keepers_name_makes_nobody_a_keeper() {
    let (mut keeper, host, camp) = joined(Role::Worker);
    let forged = journal::keys::MemberKeys::generate(keeper.actor.member, &mut testkit::Seeded::new(78));
    let sql = "select file from file where compartment = $1 and kind = 'control'";
    let row = host.store().raw_query(&host.actor, &camp, sql, &[camp.bytes().into()]).unwrap();
    let control = domain::id::FileId::from_slice(row[0].blob(0)).unwrap();
    let charter = host.store().read(&host.actor, &camp, |r| Ok(r.charter())).unwrap();
    let keeps = |member: MemberId| {
        let standing = Member { role: Role::Keeper, ..charter.members[&host.actor.member].clone() };
        vec![Fact::Compartment(Said::Member { member, standing, pins: Vec::new() })]
    };
    let (own, friend) = (keeps(host.actor.member), keeps(MemberId([9; 16])));
    host.store().write(&host.actor, &camp, move |w| w.append_as(Some(&forged), &control, own)).unwrap();
    host.store().write(&host.actor, &camp, move |w| w.append_as(None, &control, friend)).unwrap();
    let check = |post: &Post, when: &str| {
        let charter = post.store().read(&post.actor, &camp, |r| Ok(r.charter())).unwrap();
        let roles = [host.actor.member, MemberId([9; 16])].map(|member| charter.role(&member));
        assert_eq!(roles, [Some(Role::Worker), None], "{when}");
        let mut held: Vec<String> =
            post.store().held(&post.actor).unwrap().into_iter().map(|h| h.why).collect();
        held.sort();
        assert_eq!(held, ["role", "signature"], "{when}");
    };
    keeper.meets(&host);
    check(&keeper, "when it comes");
    registers(&host, &camp, "Amina");
    keeper.meets(&host);
    check(&keeper, "when more has come");
    keeper.reopen();
    check(&keeper, "when it is opened again");
}

/// A member's node carries the keeper's own words on with another signature beside them. Whoever met that copy first, and whoever
/// met it last, reads them as the keeper wrote them.
#[test]
fn s9_a_copy_with_another_signature_takes_nothing_from_the_true_one() {
    let (keeper, host, camp) = joined(Role::Worker);
    let third = Post::new("third", Backing::Sqlite, 43);
    keeper.knows(&third);
    keeper.grants(&camp, &third, Role::Worker);
    keeper.meets(&third);
    assert_eq!(third.joins(), 1);
    host.meets(&keeper);
    host.knows(&third);
    third.knows(&host);
    let amina = registers(&keeper, &camp, "Amina");
    host.meets(&keeper);
    let sql = "select node, seq, id from entry_of where compartment = $1 and (file = $2 or id = $1)";
    let places =
        host.store().raw_query(&host.actor, &camp, sql, &[camp.bytes().into(), amina.bytes().into()]);
    let ids: Vec<EntryId> =
        places.unwrap().iter().filter_map(|row| EntryId::from_slice(row.blob(2))).collect();
    assert!(ids.len() >= 2, "the founding entry and what is said of Amina");
    host.store()
        .write(&host.actor, &camp, move |w| ids.iter().try_for_each(|id| w.append_forged_copy(id)))
        .unwrap();
    let check = |post: &Post, when: &str| {
        assert_eq!(birth(post, &amina), "1934-03-12", "{when}");
        let held = post.store().held(&post.actor).unwrap();
        assert!(held.is_empty(), "{when}: {held:?}");
    };
    // The third has the copy of what is said of Amina before the words themselves.
    third.meets(&host);
    third.meets(&keeper);
    keeper.meets(&host);
    check(&third, "whoever met the copy");
    check(&keeper, "whoever wrote it");
    assert_eq!(keeper.store().verify(&keeper.actor, &camp).unwrap().fault, None);
    for mut post in [third, keeper] {
        post.reopen();
        check(&post, "opened again");
    }
}

/// A reader writes into a file of their own as if it had travelled here: that they founded the compartment, and that a child was
/// registered. Nobody vouched for either.
#[test]
fn s9_what_nobody_took_in_counts_for_nobody() {
    let (mut keeper, host, camp) = joined(Role::Reader);
    let charter = host.store().read(&host.actor, &camp, |r| Ok(r.charter())).unwrap();
    let standing = Member { role: Role::Keeper, ..charter.members[&host.actor.member].clone() };
    let keeps = Fact::Compartment(Said::Member { member: host.actor.member, standing, pins: Vec::new() });
    let founds = Fact::Compartment(Said::Founded {
        name: "Another".into(),
        kind: domain::compartment::Kind::House,
        scene: Default::default(),
        inbox: charter.inbox.clone(),
    });
    let born = Fact::Person(domain::person::Fact::Born(domain::Edtf::parse("1934").unwrap()));
    let (first, second) = (FileId([0; 16]), FileId([1; 16]));
    let elsewhere = CompartmentId([8; 24]);
    host.store()
        .write(&host.actor, &camp, move |w| {
            w.append_from(elsewhere, &first, vec![founds, keeps])?;
            w.append_from(elsewhere, &second, vec![born])
        })
        .unwrap();
    keeper.meets(&host);
    for when in ["when it comes", "opened again"] {
        let charter = keeper.store().read(&keeper.actor, &camp, |r| Ok(r.charter())).unwrap();
        assert_eq!(charter.name, "Camp team of Rivel", "{when}");
        assert_eq!(charter.role(&host.actor.member), Some(Role::Reader), "{when}");
        let mut held: Vec<String> =
            keeper.store().held(&keeper.actor).unwrap().into_iter().map(|h| h.why).collect();
        held.sort();
        assert_eq!(held, ["author", "role"], "{when}");
        keeper.reopen();
    }
    registers(&keeper, &camp, "Amina");
}

#[test]
fn s9_is_seen_red_where_anybody_signs_for_a_keeper() {
    red(Fault::AnybodySigns, "when it comes", s9_what_is_said_under_a_keepers_name_makes_nobody_a_keeper);
}
