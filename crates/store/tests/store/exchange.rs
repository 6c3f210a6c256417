//! Two nodes meet, and a third carries for them: nothing is lost, nothing comes twice, nobody reads what they were not
//! granted. Names begin with the id of the promise where they prove one.

use domain::Edtf;
use domain::compartment::Role;
use domain::entry::Fact;
use domain::id::{CompartmentId, EntryId, FileId, NodeId};
use domain::person::{self, Person, Volet};
use domain::registration::Registration;
use domain::said::Said;
use store::{HeldEntry, Problem};
use testkit::{Backing, Post, Wire};

/// Registers somebody without a stay.
pub fn registers(post: &Post, compartment: &CompartmentId, given: &str) -> FileId {
    let typed = Registration {
        given: given.into(),
        surname: "Halimi".into(),
        sex: "f".into(),
        birth: "1934-03-12".into(),
        source: "list of arrivals".into(),
        ..Registration::default()
    };
    let done = post.store().write(&post.actor, compartment, move |w| {
        let (today, stay) = (w.today(), w.new_stay());
        let facts = typed.facts(|| w.new_key(), stay, today)?;
        w.register(None, Volet::Administrative, facts)
    });
    done.unwrap().0
}

pub fn born(
    post: &Post,
    compartment: &CompartmentId,
    file: &FileId,
    birth: &str,
) -> Result<EntryId, Problem> {
    let (file, fact) = (*file, Fact::Person(person::Fact::Born(Edtf::parse(birth).unwrap())));
    post.store().write(&post.actor, compartment, move |w| w.append(&file, vec![fact]))
}

/// Registers `count` people in one act of writing: one signed tip for all.
pub fn registers_many(post: &Post, compartment: &CompartmentId, count: usize) {
    let done = post.store().write(&post.actor, compartment, move |w| {
        for n in 0..count {
            let given = format!("Amina {n}");
            let typed = Registration { given, surname: "Halimi".into(), ..Registration::default() };
            let (today, stay) = (w.today(), w.new_stay());
            let facts = typed.facts(|| w.new_key(), stay, today)?;
            w.register(None, Volet::Administrative, facts)?;
        }
        Ok(())
    });
    done.unwrap();
}

/// What the file says of the birth: one date, or several that nobody settled.
pub fn birth(post: &Post, file: &FileId) -> String {
    match post.store().open_file(&post.actor, file, "a test") {
        Err(Problem::Unknown(_)) => "unknown".into(),
        Err(other) => panic!("{other}"),
        Ok(volume) => match Person::of(&volume.file).born {
            None => "never said".into(),
            Some(Said::One(said)) => said.value.to_string(),
            Some(Said::Many(many)) => {
                let mut all: Vec<String> = many.iter().map(|s| s.value.to_string()).collect();
                all.sort();
                all.join(" or ")
            }
        },
    }
}

/// A camp's keeper and somebody of another node whom they granted a place and who joined.
pub fn joined(role: Role) -> (Post, Post, CompartmentId) {
    joined_on(role, Backing::Sqlite, Backing::Sqlite)
}

pub fn joined_on(role: Role, first: Backing, second: Backing) -> (Post, Post, CompartmentId) {
    let (camp_team, relay_house) = (Post::new("keeper", first, 11), Post::new("host", second, 12));
    let camp = camp_team.founds("Camp team of Rivel");
    camp_team.knows(&relay_house);
    camp_team.grants(&camp, &relay_house, role);
    camp_team.meets(&relay_house);
    assert_eq!(relay_house.joins(), 1);
    (camp_team, relay_house, camp)
}

fn why(held: &[HeldEntry]) -> Vec<&str> {
    held.iter().map(|h| h.why.as_str()).collect()
}

fn proves(post: &Post, compartment: &CompartmentId) -> usize {
    let verified = post.store().verify(&post.actor, compartment).unwrap();
    assert_eq!(verified.fault, None);
    verified.held
}

#[test]
fn two_nodes_that_met_have_the_same_files() {
    let (keeper, host, camp) = joined(Role::Keeper);
    let amina = registers(&keeper, &camp, "Amina");
    let amin = registers(&host, &camp, "Amin");
    assert_eq!(birth(&host, &amina), "unknown", "not yet");
    let met = keeper.meets(&host);
    assert_eq!((met.taken, met.given), (1, 1));
    for post in [&keeper, &host] {
        assert_eq!(birth(post, &amina), "1934-03-12");
        assert_eq!(birth(post, &amin), "1934-03-12");
        assert_eq!(proves(post, &camp), 0);
    }
    assert_eq!(keeper.dump(&camp), host.dump(&camp));
    let again = host.meets(&keeper);
    assert_eq!((again.taken, again.given), (0, 0), "nothing comes twice");
}

#[test]
fn of_two_that_wait_one_is_joined_and_the_other_goes_on_waiting() {
    let (camp_team, relay_house) =
        (Post::new("keeper", Backing::Sqlite, 11), Post::new("host", Backing::Sqlite, 12));
    camp_team.knows(&relay_house);
    let houses = ["Camp team of Rivel", "Camp team of Noé"].map(|name| camp_team.founds(name));
    let people = houses.map(|house| registers(&camp_team, &house, "Amina"));
    houses.iter().for_each(|house| camp_team.grants(house, &relay_house, Role::Keeper));
    camp_team.meets(&relay_house);
    // Before either is joined, after the one, after the other: what is left waits whole.
    for (house, amina) in houses.iter().zip(&people) {
        assert_eq!(birth(&relay_house, amina), "unknown");
        relay_house.store().join(&relay_house.actor, house).unwrap();
        assert_eq!(birth(&relay_house, amina), "1934-03-12");
        assert_eq!(proves(&relay_house, house), 0);
    }
    assert!(relay_house.store().invitations(&relay_house.actor).unwrap().is_empty());
    let again = relay_house.meets(&camp_team);
    assert_eq!((again.taken, again.given), (0, 0), "nothing was lost on the way, and nothing comes twice");
}

#[test]
pub fn s2_what_two_said_who_had_not_met_stands_as_both() {
    let (keeper, host, camp) = joined(Role::Worker);
    let amina = registers(&keeper, &camp, "Amina");
    keeper.meets(&host);
    born(&keeper, &camp, &amina, "1933").unwrap();
    born(&host, &camp, &amina, "1935").unwrap();
    keeper.meets(&host);
    assert_eq!(birth(&keeper, &amina), "1933 or 1935");
    assert_eq!(birth(&host, &amina), "1933 or 1935");
    born(&host, &camp, &amina, "1934-05").unwrap();
    host.meets(&keeper);
    assert_eq!(birth(&keeper, &amina), "1934-05", "one who had seen both has settled it");
}

#[test]
fn the_same_story_on_sqlcipher_and_postgresql() {
    let server = testkit::postgres::Server::start();
    let (keeper, mut host, camp) =
        joined_on(Role::Keeper, Backing::Sqlite, Backing::Postgres(server.fresh()));
    let amina = registers(&keeper, &camp, "Amina");
    keeper.meets(&host);
    born(&host, &camp, &amina, "1935").unwrap();
    host.reopen();
    host.meets(&keeper);
    assert_eq!(birth(&keeper, &amina), "1935");
    assert_eq!(keeper.dump(&camp), host.dump(&camp));
    assert_eq!((proves(&keeper, &camp), proves(&host, &camp)), (0, 0));
}

/// A line that bears 24 kB and is then cut: what came stays, and no more than one page is sent again.
#[test]
fn s5_a_line_that_is_cut_again_and_again_loses_nothing() {
    let (keeper, host, camp) = joined(Role::Keeper);
    registers_many(&keeper, &camp, 120);
    let (mut cuts, mut went, mut taken) = (0, 0, 0);
    loop {
        let mut wire = Wire::to(&host);
        (wire.bears, wire.room) = (Some(24_000), 4096);
        let (met, cut) = keeper.meets_over(&host, &mut wire);
        went += wire.went;
        taken += met.given;
        match cut {
            Some(_) => cuts += 1,
            None => break,
        }
        assert!(cuts < 100, "it goes on: {met:?}");
    }
    assert!(cuts > 1, "the line was cut {cuts} times");
    assert_eq!(keeper.dump(&camp), host.dump(&camp));
    assert_eq!(taken, 120, "an entry is taken once");
    // A piece that was lost is at most a question, its page and an answer.
    let lost = cuts * (4096 + 4096);
    let (other, third, second) = joined(Role::Keeper);
    registers_many(&other, &second, 120);
    let mut holds = Wire::to(&third);
    holds.room = 4096;
    other.meets_over(&third, &mut holds);
    let greetings = cuts * 4096;
    assert!(went <= holds.went + lost + greetings, "{went} bytes over {cuts} cuts, {} without", holds.went);
}

/// A node that is no member stores and hands on what it cannot read.
#[test]
fn a_relay_carries_what_it_cannot_read() {
    let (keeper, relay, host) = (
        Post::new("keeper", Backing::Sqlite, 21),
        Post::new("headquarters", Backing::Sqlite, 22),
        Post::new("host", Backing::Sqlite, 23),
    );
    let camp = keeper.founds("Camp team of Rivel");
    keeper.knows(&relay);
    relay.founds("Headquarters");
    host.founds("Relay house");
    host.knows(&relay);
    keeper.knows(&host);
    keeper.store().set_peer(&keeper.actor, &relay.node(), "", true).unwrap();
    host.store().set_peer(&host.actor, &relay.node(), "", true).unwrap();
    let amina = registers(&keeper, &camp, "Amina");
    keeper.grants(&camp, &host, Role::Worker);
    keeper.meets(&relay);
    host.meets(&relay);
    assert_eq!(host.joins(), 1);
    assert_eq!(relay.joins(), 0, "nothing waits for the relay");
    assert_eq!(birth(&host, &amina), "1934-03-12");
    assert_eq!(birth(&relay, &amina), "unknown");
    born(&host, &camp, &amina, "1935").unwrap();
    host.meets(&relay);
    keeper.meets(&relay);
    assert_eq!(birth(&keeper, &amina), "1935", "the two have never met");
    let compartments = relay.store().compartments(&relay.actor).unwrap();
    assert_eq!(compartments.len(), 1, "only its own");
}

#[test]
pub fn s11_a_removed_member_gets_nothing_more_and_what_they_write_is_held() {
    let (keeper, host, camp) = joined(Role::Worker);
    let amina = registers(&keeper, &camp, "Amina");
    keeper.meets(&host);
    keeper.store().remove(&keeper.actor, &camp, &host.actor.member).unwrap();
    born(&keeper, &camp, &amina, "1936").unwrap();
    let late = born(&host, &camp, &amina, "1931").unwrap();
    // They have not heard of it yet; what they wrote meanwhile comes, and does not count.
    keeper.meets(&host);
    assert_eq!(birth(&keeper, &amina), "1936");
    let held = keeper.store().held(&keeper.actor).unwrap();
    assert_eq!(why(&held), ["removed"]);
    assert_eq!(held[0].id, late.to_string());
    assert_eq!(birth(&host, &amina), "unknown", "they have heard of it, and are out");
    // A keeper who has looked at it may let it count.
    keeper.store().admit_held(&keeper.actor, &camp, &late).unwrap();
    assert_eq!(birth(&keeper, &amina), "1931 or 1936");
    assert_eq!(why(&keeper.store().held(&keeper.actor).unwrap()), [] as [&str; 0]);
    assert_eq!(proves(&keeper, &camp), 0);
}

#[test]
fn s12_what_a_revoked_node_writes_later_is_held() {
    let (keeper, host, camp) = joined(Role::Worker);
    let amina = registers(&keeper, &camp, "Amina");
    keeper.meets(&host);
    born(&host, &camp, &amina, "1932").unwrap();
    keeper.meets(&host);
    keeper.store().revoke(&keeper.actor, &camp, &host.node()).unwrap();
    born(&host, &camp, &amina, "1931").unwrap();
    keeper.meets(&host);
    assert_eq!(birth(&keeper, &amina), "1932", "nothing is shared with it any more");
    let own = keeper.store().revoke(&keeper.actor, &camp, &keeper.node());
    assert!(matches!(own, Err(Problem::Refused(_))), "a node does not revoke itself");
}

/// A laptop's folder was copied: two go on under one name. Both branches are kept, and what was said in both counts.
#[test]
fn a_fork_is_kept_and_nothing_of_it_is_lost() {
    let (keeper, mut host, camp) = joined(Role::Worker);
    let amina = registers(&keeper, &camp, "Amina");
    let amin = registers(&keeper, &camp, "Amin");
    keeper.meets(&host);
    let twin = host.copied();
    born(&host, &camp, &amina, "1932").unwrap();
    born(&twin, &camp, &amin, "1931").unwrap();
    born(&twin, &camp, &amin, "1930").unwrap();
    keeper.meets(&host);
    let met = keeper.meets(&twin);
    assert_eq!(met.forks.len(), 1, "{met:?}");
    assert_eq!(birth(&keeper, &amina), "1932");
    assert_eq!(birth(&keeper, &amin), "1930");
    assert_eq!(why(&keeper.store().held(&keeper.actor).unwrap()), ["fork", "fork"]);
    host.reopen();
    keeper.meets(&host);
    assert_eq!(birth(&host, &amin), "1930", "the other branch reaches everybody");
    assert_eq!(proves(&keeper, &camp), 0);
}

/// Whatever is altered on its way is refused, and the truth comes through afterwards.
#[test]
fn what_is_altered_on_its_way_is_refused() {
    let (keeper, host, camp) = joined(Role::Keeper);
    let amina = registers(&keeper, &camp, "Amina");
    for at in [0, 30, 200, 700] {
        let mut wire = Wire::to(&host);
        wire.tamper = Some(Box::new(move |answer: &mut Vec<u8>| {
            let at = at % answer.len();
            answer[at] ^= 1;
        }));
        let (_, cut) = keeper.meets_over(&host, &mut wire);
        assert!(cut.is_some(), "bit {at} was altered and nobody saw it");
        assert_eq!(birth(&host, &amina), "unknown");
    }
    keeper.meets(&host);
    assert_eq!(birth(&host, &amina), "1934-03-12");
}

/// A stranger who knows the address gets no answer, and learns nothing.
#[test]
fn a_stranger_gets_no_answer() {
    let (keeper, host, _) = joined(Role::Worker);
    let stranger = Post::new("stranger", Backing::Sqlite, 31);
    stranger.store().acquaint(&stranger.actor, &keeper.card(), None).unwrap();
    let (_, cut) = stranger.meets_over(&keeper, &mut Wire::to(&keeper));
    assert!(cut.is_some());
    // An acquaintance who was granted nothing gets an answer, and no compartment.
    keeper.store().acquaint(&keeper.actor, &stranger.card(), None).unwrap();
    let met = stranger.meets(&keeper);
    assert_eq!((met.taken, stranger.joins()), (0, 0));
    drop(host);
}

/// What a clock says changes no order: one is years behind.
#[test]
pub fn s3_a_clock_that_is_years_off_changes_no_causal_order() {
    let (keeper, host, camp) = joined(Role::Worker);
    let amina = registers(&keeper, &camp, "Amina");
    keeper.meets(&host);
    host.clock.set(jiff::civil::date(1931, 1, 1));
    born(&keeper, &camp, &amina, "1933").unwrap();
    keeper.meets(&host);
    born(&host, &camp, &amina, "1934-06").unwrap();
    host.meets(&keeper);
    assert_eq!(birth(&keeper, &amina), "1934-06", "it was said with sight of the other");
}

#[test]
pub fn a_second_member_of_a_node_is_let_in_without_joining_again() {
    let (keeper, host, camp) = joined(Role::Worker);
    let amina = registers(&keeper, &camp, "Amina");
    let second = host.store().enrol("house-parent", testkit::cast::PASSPHRASE).unwrap();
    keeper.store().acquaint(&keeper.actor, &host.store().card(&second).unwrap(), None).unwrap();
    let member = store::MemberInfo { member: second.member, name: "house-parent".into() };
    keeper.store().grant(&keeper.actor, &camp, &member, Role::Reader).unwrap();
    host.meets(&keeper);
    let second = host.store().unlock("house-parent", testkit::cast::PASSPHRASE).unwrap();
    assert!(host.store().open_file(&second, &amina, "a test").is_ok());
    let node: NodeId = host.node();
    assert_ne!(node, keeper.node());
}
