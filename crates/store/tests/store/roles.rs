//! Roles: who reads, who writes, who proves, who says who belongs here.

use domain::compartment::Role;
use domain::entry::Fact;
use domain::id::FileId;
use store::{Problem, Seek};
use testkit::{Backing, House, Story};

fn word<T>(result: &Result<T, Problem>) -> &'static str {
    match result {
        Ok(_) => "yes",
        Err(Problem::NotAllowed(_)) => "not allowed",
        Err(Problem::Unknown(_)) => "unknown",
        Err(_) => "another problem",
    }
}

#[test]
pub fn a1_each_role_does_what_it_may() {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.registers("Amina", "camp").registers("Amin", "home");
    let table = [
        // who, where, child: opens, searches (how many found), writes, log, verify, dump
        ("worker", "camp", "Amina", "yes", 1, "yes", "not allowed", "not allowed", "not allowed"),
        ("reader", "camp", "Amina", "yes", 1, "not allowed", "not allowed", "not allowed", "not allowed"),
        ("auditor", "camp", "Amina", "unknown", 0, "not allowed", "yes", "yes", "not allowed"),
        ("supervisor", "camp", "Amina", "yes", 2, "yes", "yes", "yes", "not allowed"),
        ("keeper", "camp", "Amina", "yes", 2, "yes", "yes", "yes", "yes"),
        ("house-parent", "home", "Amin", "yes", 1, "yes", "not allowed", "not allowed", "not allowed"),
        ("visitor", "home", "Amin", "unknown", 0, "not allowed", "not allowed", "not allowed", "not allowed"),
    ];
    for (name, site, child, opens, finds, writes, log, verify, dump) in table {
        let (store, actor, place) =
            (story.house.store(), story.house.actor(name), story.house.compartment(site));
        let file = story.child(child).file;
        let found =
            store.search(actor, &Seek { text: "Halimi".into(), limit: 9, ..Seek::default() }).unwrap().len();
        let wrote = store.write(actor, &place, move |w| {
            w.append(&file, vec![Fact::Withdrawn { slot: "person/sex".into(), why: "role".into() }])
        });
        let got = (
            word(&store.open_file(actor, &file, "role")),
            found,
            word(&wrote),
            word(&store.readings(actor, &place, None, 9)),
        );
        assert_eq!(got, (opens, finds, writes, log), "{name}");
        assert_eq!(
            (word(&store.verify(actor, &place)), word(&store.dump(actor, &place))),
            (verify, dump),
            "{name}"
        );
    }
}

/// The control file says who belongs here: only a keeper writes in it, in whatever words.
#[test]
fn a9_only_a_keeper_changes_who_belongs() {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.registers("Amina", "camp");
    let camp = story.house.compartment("camp");
    let (store, keeper) = (story.house.store(), story.house.actor("keeper"));
    let rows = store.raw_query(keeper, &camp, "select file from file where kind = 'control'", &[]).unwrap();
    let control = FileId::from_slice(rows[0].blob(0)).unwrap();
    let slot = format!("compartment/member/{}", keeper.member);
    let withdraw = vec![Fact::Withdrawn { slot, why: "out".into() }];
    let mine = |name: &str| {
        let standing = domain::compartment::Member {
            name: name.into(),
            role: Role::Keeper,
            sign: vec![],
            wrap: vec![],
            active: true,
        };
        vec![Fact::Compartment(domain::compartment::Fact::Member {
            member: story.house.actor(name).member,
            standing,
            pins: Vec::new(),
        })]
    };
    for name in ["worker", "supervisor", "reader", "auditor"] {
        for facts in [withdraw.clone(), mine(name)] {
            let said = store.write(story.house.actor(name), &camp, move |w| w.append(&control, facts));
            assert_eq!(word(&said), "not allowed", "{name}: {said:?}");
        }
        let granted = store.grant(story.house.actor(name), &camp, &story.house.member(name), Role::Keeper);
        assert_eq!(word(&granted), "not allowed", "{name}");
        let gone = store.offer(story.house.actor(name), &camp, &story.house.compartment("relay"), &[control]);
        assert_eq!(word(&gone), "not allowed", "{name} sends the control file away");
    }
    assert_eq!(store.compartments(keeper).unwrap().len(), 5, "the keeper is still keeper");
}

/// A removal takes effect at once; what the member wrote before stays and proves.
#[test]
pub fn a4_a_removed_member_is_out_at_once() {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.registers("Amina", "camp");
    let camp = story.house.compartment("camp");
    let (worker, keeper) = (story.house.actor("worker").clone(), story.house.actor("keeper").clone());
    story.house.store().remove(&keeper, &camp, &worker.member).unwrap();
    let file = story.child("Amina").file;
    assert_eq!(word(&story.house.store().open_file(&worker, &file, "after")), "unknown");
    assert_eq!(word(&story.house.store().write(&worker, &camp, |w| Ok(w.role()))), "unknown");
    assert!(story.house.store().compartments(&worker).unwrap().is_empty());
    crate::stories::sound(story.house);
    let last = story.house.store().remove(&keeper, &camp, &keeper.member);
    assert_eq!(word(&last), "another problem", "somebody has to grant");
    // Granted again, they are back.
    let info = story.house.member("worker");
    story.house.store().grant(&keeper, &camp, &info, Role::Reader).unwrap();
    assert_eq!(word(&story.house.store().open_file(&worker, &file, "again")), "yes");
}

/// Whoever is the last to keep a compartment does not step down in it: nobody could let anybody in any more.
#[test]
fn the_last_keeper_stays_one() {
    let house = House::new(Backing::Sqlite);
    let (store, keeper, camp) = (house.store(), house.actor("keeper"), house.compartment("camp"));
    let (own, worker) = (house.member("keeper"), house.member("worker"));
    let refused = store.grant(keeper, &camp, &own, Role::Worker);
    assert!(matches!(refused, Err(Problem::Refused(r)) if r.why == domain::refusal::Why::LastKeeper));
    store.grant(keeper, &camp, &worker, Role::Keeper).unwrap();
    store.grant(keeper, &camp, &own, Role::Worker).unwrap();
}
