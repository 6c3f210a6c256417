//! A node that comes back with an older state, and entries that somebody holds back: whoever audits is told of it, and of
//! nothing that honest nodes do.

use crate::exchange::{birth, born, joined, registers};
use crate::honest::Once;
use crate::planted::two_ways;
use domain::compartment::Role;
use domain::id::CompartmentId;
use domain::planted::Fault;
use store::{Alarm, Alarming, Problem};
use testkit::cast::PASSPHRASE;
use testkit::planted::red;
use testkit::{Backing, Post, Wire};

const HOUR_MS: i64 = 3_600_000;

/// The alarms of that kind that nobody has looked at.
fn open(post: &Post, what: Alarming) -> Vec<Alarm> {
    let all = post.store().alarms(&post.actor).unwrap();
    all.into_iter().filter(|a| a.key.what == what && a.seen.is_none()).collect()
}

/// Says how far it is and hears how far the other is; then the line is cut.
fn greets(post: &Post, other: &Post) {
    let (_, cut) = {
        let mut line = Once(Wire::to(other), false);
        post.store().exchange(&post.actor, &other.node(), &mut line).unwrap()
    };
    assert!(cut.is_some());
}

/// A copy of the folder of a laptop is put back after the laptop has gone on and met the keeper. Whoever asks, the keeper is
/// told of it at the first meeting.
fn replayed(keeper_asks: bool) {
    let (keeper, mut host, camp) = joined(Role::Worker);
    let amina = registers(&host, &camp, "Amina");
    host.meets(&keeper);
    let old = host.copied();
    born(&host, &camp, &amina, "1935").unwrap();
    born(&host, &camp, &amina, "1936").unwrap();
    registers(&keeper, &camp, "Amin");
    host.meets(&keeper);
    keeper.meets(&host);
    assert_eq!(keeper.store().alarms(&keeper.actor).unwrap(), [], "nothing has happened yet");
    drop(host);
    let host = old;
    host.clock.advance_ms(HOUR_MS);
    let met = if keeper_asks { keeper.meets(&host) } else { host.meets(&keeper) };
    let older = open(&keeper, Alarming::Older);
    assert_eq!(older.len(), 2, "the older state is told of");
    assert_eq!(met.older.len(), if keeper_asks { 2 } else { 0 });
    for alarm in &older {
        assert_eq!((alarm.key.peer, alarm.key.compartment), (host.node(), camp));
        assert_eq!((alarm.by.as_str(), alarm.house.as_str()), ("host", "Camp team of Rivel"));
        assert!(alarm.now < alarm.was);
    }
    let ours = older.iter().find(|a| a.key.node == keeper.node()).unwrap();
    assert!(ours.caught_up, "it has caught up in the same meeting");
    let own = older.iter().find(|a| a.key.node == host.node()).unwrap();
    assert_eq!((own.was, own.now), (3, 1), "its own chain");
    // It stands until somebody who audits says that they looked at it, and is kept.
    keeper.meets(&host);
    host.meets(&keeper);
    let keys = |all: &[Alarm]| all.iter().map(|a| a.key).collect::<Vec<_>>();
    assert_eq!(keys(&open(&keeper, Alarming::Older)), keys(&older));
    let refused = host.store().see_alarm(&host.actor, &own.key);
    assert!(matches!(refused, Err(Problem::Unknown(_))), "a worker audits nothing");
    assert_eq!(host.store().alarms(&host.actor).unwrap(), []);
    for alarm in &older {
        keeper.store().see_alarm(&keeper.actor, &alarm.key).unwrap();
    }
    assert_eq!(open(&keeper, Alarming::Older), []);
    let all = keeper.store().alarms(&keeper.actor).unwrap();
    let seen = all.iter().find(|a| a.key == own.key).unwrap();
    assert_eq!(seen.seen.map(|(by, _)| by), Some(keeper.actor.member));
}

#[test]
fn s8_a_peer_that_comes_back_with_an_older_state_is_told_of() {
    for keeper_asks in [true, false] {
        replayed(keeper_asks);
    }
}

#[test]
fn s8_is_seen_red_where_an_older_state_is_believed() {
    red(Fault::OlderStateUnnoted, "the older state is told of", || replayed(true));
    red(Fault::OlderStateUnnoted, "the older state is told of", || replayed(false));
}

/// The same laptop is put back a second time, after somebody looked at the first: it is told of again.
#[test]
fn s8_a_second_time_is_told_of_again() {
    let (keeper, mut host, camp) = joined(Role::Worker);
    let amina = registers(&host, &camp, "Amina");
    host.meets(&keeper);
    let copies = [host.copied(), host.copied()];
    born(&host, &camp, &amina, "1935").unwrap();
    registers(&keeper, &camp, "Amin");
    host.meets(&keeper);
    drop(host);
    for (n, copy) in copies.iter().enumerate() {
        copy.clock.advance_ms(HOUR_MS);
        for _ in 0..3 {
            keeper.meets(copy);
        }
        let older = open(&keeper, Alarming::Older);
        assert_eq!(older.len(), 2, "{n}");
        for alarm in older {
            assert!(alarm.caught_up, "{n}: as far again, in the chain or in a branch of it");
            keeper.store().see_alarm(&keeper.actor, &alarm.key).unwrap();
        }
    }
    let all = keeper.store().alarms(&keeper.actor).unwrap();
    assert_eq!(all.iter().filter(|a| a.key.what == Alarming::Older).count(), 4, "all are kept");
}

/// Four nodes of one camp: the keeper, somebody who holds back, a worker who is lost, and an honest third.
fn camp_of_four() -> (Post, Post, Post, Post, CompartmentId) {
    let (keeper, holds_back, camp) = joined(Role::Worker);
    let (lost, third) = (Post::new("worker", Backing::Sqlite, 13), Post::new("officer", Backing::Sqlite, 14));
    for (post, role) in [(&lost, Role::Worker), (&third, Role::Keeper)] {
        keeper.knows(post);
        keeper.grants(&camp, post, role);
        post.meets(&keeper);
        assert_eq!(post.joins(), 1);
        for other in [&holds_back, &lost] {
            if other.node() != post.node() {
                post.knows(other);
            }
        }
    }
    for post in [&holds_back, &lost, &third] {
        post.meets(&keeper);
    }
    (keeper, holds_back, lost, third, camp)
}

/// Somebody took two entries from a worker who is lost since, and hands on none of them. A third has heard how far the
/// worker's chain goes, and tells the keeper.
fn withheld() {
    let (keeper, holds_back, lost, third, camp) = camp_of_four();
    let amina = registers(&lost, &camp, "Amina");
    born(&lost, &camp, &amina, "1935").unwrap();
    lost.meets(&holds_back);
    greets(&lost, &third);
    let node = lost.node();
    drop(lost);
    assert_eq!(birth(&holds_back, &amina), "1935");
    let sql = "delete from entry where compartment = $1 and node = $2";
    let values = [camp.bytes().into(), node.bytes().into()];
    assert_eq!(holds_back.store().raw_execute(&holds_back.actor, &camp, sql, &values).unwrap(), 2);
    holds_back.store().forget_told().unwrap();
    keeper.meets(&holds_back);
    assert_eq!(keeper.store().alarms(&keeper.actor).unwrap(), [], "nobody has spoken of it");
    let met = keeper.meets(&third);
    assert_eq!(met.missing, Default::default(), "the third has heard of it, and has not got it");
    assert_eq!(open(&keeper, Alarming::Missing), [], "it may be under way");
    keeper.clock.advance_ms(25 * HOUR_MS);
    let missing = open(&keeper, Alarming::Missing);
    assert_eq!(missing.len(), 1, "what is withheld is told of");
    let alarm = &missing[0];
    assert_eq!((alarm.key.node, alarm.key.peer, alarm.key.compartment), (node, third.node(), camp));
    assert_eq!((alarm.was, alarm.now, alarm.whose.as_str(), alarm.by.as_str()), (2, 0, "worker", "officer"));
    // Looked at, it is told of no more, until more is missing.
    keeper.store().see_alarm(&keeper.actor, &alarm.key).unwrap();
    keeper.meets(&third);
    assert_eq!(open(&keeper, Alarming::Missing), []);
}

/// Somebody names two entries and hands over a page that does not begin where it should: told of at the end of that meeting.
fn named_and_kept_back() {
    let (keeper, holds_back, lost, _, camp) = camp_of_four();
    let amina = registers(&lost, &camp, "Amina");
    born(&lost, &camp, &amina, "1935").unwrap();
    lost.meets(&holds_back);
    let node = lost.node();
    drop(lost);
    let sql = "delete from entry where compartment = $1 and node = $2 and seq = 1";
    let values = [camp.bytes().into(), node.bytes().into()];
    assert_eq!(holds_back.store().raw_execute(&holds_back.actor, &camp, sql, &values).unwrap(), 1);
    let met = keeper.meets(&holds_back);
    let missing = open(&keeper, Alarming::Missing);
    assert_eq!(missing.len(), 1, "what was named and not handed over is told of");
    assert_eq!(met.missing.len(), 1);
    assert_eq!((missing[0].key.node, missing[0].key.peer), (node, holds_back.node()));
}

#[test]
fn s8_what_a_peer_names_and_does_not_hand_over_is_told_of_at_once() {
    named_and_kept_back();
}

/// A word that is false, looked at and done with, takes no other's place: what an honest node names afterwards is told of.
#[test]
fn s8_a_false_word_silences_nobody() {
    let (keeper, liar, lost, third, camp) = camp_of_four();
    let amina = registers(&lost, &camp, "Amina");
    let node = lost.node();
    let sql = "insert into claim (compartment, node, peer, hearsay, seq) values ($1, $2, $3, 0, 1000000)";
    let values = [camp.bytes().into(), node.bytes().into(), liar.node().bytes().into()];
    keeper.store().raw_node_execute(sql, &values).unwrap();
    keeper.meets(&liar);
    let lie = open(&keeper, Alarming::Missing);
    assert_eq!(lie.len(), 1);
    keeper.store().see_alarm(&keeper.actor, &lie[0].key).unwrap();
    greets(&lost, &third);
    drop(lost);
    assert_ne!(amina, Default::default());
    keeper.meets(&third);
    keeper.clock.advance_ms(25 * HOUR_MS);
    let missing = open(&keeper, Alarming::Missing);
    assert_eq!(missing.len(), 1, "what is withheld is told of");
    assert_eq!((missing[0].key.peer, missing[0].was), (third.node(), 1));
}

#[test]
fn s8_what_a_peer_withholds_is_told_of_after_meeting_another() {
    withheld();
}

#[test]
fn s8_is_seen_red_where_what_is_missing_alarms_nobody() {
    red(Fault::MissingUnalarmed, "what is withheld is told of", withheld);
    red(Fault::MissingUnalarmed, "what was named and not handed over is told of", named_and_kept_back);
}

/// What was missing and has come is no alarm any more, and what another than the node just met has named is one after a day.
#[test]
fn what_is_under_way_alarms_nobody_and_what_came_no_more() {
    let (keeper, other, lost, third, camp) = camp_of_four();
    let amina = registers(&lost, &camp, "Amina");
    // The worker's line is cut after the greeting: it may come back any moment.
    greets(&lost, &keeper);
    other.meets(&keeper);
    third.meets(&keeper);
    for auditor in [&keeper, &third] {
        assert_eq!(open(auditor, Alarming::Missing), [], "it is under way");
    }
    keeper.clock.advance_ms(25 * HOUR_MS);
    assert_eq!(open(&keeper, Alarming::Missing).len(), 1, "it was for a day");
    lost.meets(&keeper);
    assert_eq!(birth(&keeper, &amina), "1934-03-12");
    assert_eq!(open(&keeper, Alarming::Missing), [], "it has come");
    third.meets(&keeper);
    assert_eq!(keeper.store().alarms(&keeper.actor).unwrap(), []);
}

/// Two copies of one laptop go on: the chain goes two ways, and that is told of in the same place until somebody looked.
#[test]
fn a_chain_that_goes_two_ways_is_told_of_until_somebody_looked() {
    let (keeper, host, twin, camp, [_, amin]) = two_ways();
    twin.clock.advance_ms(HOUR_MS);
    keeper.meets(&twin);
    let forks = open(&keeper, Alarming::Fork);
    assert_eq!(forks.len(), 1);
    assert_eq!((forks[0].was, forks[0].now, forks[0].key.node), (1, 1, host.node()));
    keeper.store().see_alarm(&keeper.actor, &forks[0].key).unwrap();
    keeper.meets(&host);
    assert_eq!(open(&keeper, Alarming::Fork), [], "it is known");
    born(&twin, &camp, &amin, "1930").unwrap();
    keeper.meets(&twin);
    assert_eq!(open(&keeper, Alarming::Fork).len(), 1, "the branch goes on");
}

/// A house that nobody of the keeper's node has open but by break-glass meets the host. The window ends after the node knew
/// what it shares, and before it said how far it knows it.
fn a_window_ends_within_a_word(asks: bool) {
    let (mut keeper, host, camp) = joined(Role::Keeper);
    let amina = registers(&keeper, &camp, "Amina");
    let [one, two] = ["one", "two"].map(|name| keeper.store().enrol(name, PASSPHRASE).unwrap().member);
    keeper.store().arm_glass(&keeper.actor, &camp, &[one, two]).unwrap();
    host.meets(&keeper);
    keeper.close();
    keeper.open();
    let one = keeper.store().unlock("one", PASSPHRASE).unwrap();
    keeper
        .store()
        .break_glass(&one, ("two", PASSPHRASE), None, &camp, "a fever, and nobody answers")
        .unwrap();
    let meets = || match asks {
        true => keeper.store().exchange(&one, &host.node(), &mut Wire::to(&host)).unwrap(),
        false => {
            let node = keeper.store().node_key().unwrap().node();
            host.store().exchange(&host.actor, &node, &mut Wire::to(&keeper)).unwrap()
        }
    };
    assert!(meets().1.is_none(), "while it lasts they meet");
    let words = keeper.store().hold_words();
    let (met, cut) = std::thread::scope(|scope| {
        let meeting = scope.spawn(meets);
        std::thread::sleep(std::time::Duration::from_millis(500)); // it waits for its turn to speak
        keeper.clock.advance_ms(3 * HOUR_MS);
        assert!(keeper.store().open_file(&one, &amina, "page person").is_err(), "the window is over");
        drop(words);
        meeting.join().unwrap()
    });
    assert_eq!(host.store().older_noted().unwrap(), [], "nothing is older");
    assert_eq!((cut, met.older.len(), met.missing.len()), (None, 0, 0));
    // Whoever holds it comes back: everything is there, and nothing was lost by anybody's word.
    keeper.unlocks();
    keeper.meets(&host);
    host.meets(&keeper);
    assert_eq!(host.store().older_noted().unwrap(), []);
    assert_eq!(host.store().alarms(&host.actor).unwrap(), []);
    assert_eq!(keeper.store().alarms(&keeper.actor).unwrap(), []);
}

#[test]
fn s8_a_window_that_ends_in_the_middle_of_a_meeting_alarms_nobody() {
    for asks in [true, false] {
        a_window_ends_within_a_word(asks);
    }
}

#[test]
fn s8_is_seen_red_where_a_house_that_was_closed_is_spoken_of() {
    red(Fault::ClosedSpeaks, "nothing is older", || a_window_ends_within_a_word(true));
    red(Fault::ClosedSpeaks, "nothing is older", || a_window_ends_within_a_word(false));
}
