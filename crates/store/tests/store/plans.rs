//! How the database looks things up: whoever names more than a compartment does not walk it.

use crate::exchange::{born, joined, registers};
use domain::compartment::Role;
use std::collections::BTreeSet;
use testkit::{Backing, House, Story};

/// Statements that name more than the compartment and walk it all the same, each with its reason.
const WALKS: [(&str, &str); 4] = [
    (
        "from wrap where compartment = $1 and member = $2",
        "once at unlocking; a wrap for each member and epoch",
    ),
    ("from erasure e", "all erasures there ever were, which are few, when one is touched"),
    ("from destroyed d", "the same, of those carried out here"),
    ("from unread where compartment = $1 and why = $2", "what could not be read, once a meeting"),
];

/// Everything a few stories run, once.
fn statements() -> BTreeSet<String> {
    *store::rig::STATEMENTS.lock().unwrap() = Some(BTreeSet::new());
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.on("1941-03-01").registers("Amina", "camp").registers("Amin", "camp").corrects("Amina", "1934");
    story.scans("Amina", &[b"a picture".to_vec()]);
    story.moves("Amina", "relay", "1941-04-01").moves("Amina", "home", "1941-04-03");
    let (worker, camp) = (story.house.actor("worker").clone(), story.house.compartment("camp"));
    let seek = store::Seek { text: "Halimi Amin".into(), limit: 5, ..Default::default() };
    story.house.store().search(&worker, &seek).unwrap();
    story.house.store().doubles(&worker).unwrap();
    story.house.store().attention(&worker, 10).unwrap();
    story.house.store().verify(story.house.actor("keeper"), &camp).unwrap();
    let amina = story.child("Amina").file;
    story.house.store().subject_sheet(story.house.actor("keeper"), &amina).unwrap();
    let (keeper, host, camp) = joined(Role::Worker);
    let amina = registers(&keeper, &camp, "Amina");
    keeper.meets(&host);
    born(&host, &camp, &amina, "1935").unwrap();
    host.meets(&keeper);
    keeper.store().held(&keeper.actor).unwrap();
    crate::payment::told(&mut House::new(Backing::Sqlite));
    store::rig::STATEMENTS.lock().unwrap().take().unwrap()
}

#[test]
fn whoever_names_more_than_a_compartment_does_not_walk_it() {
    let all = statements();
    let house = House::new(Backing::Sqlite);
    let (keeper, camp) = (house.actor("keeper").clone(), house.compartment("camp"));
    let (mut looked, mut walks) = (0, Vec::new());
    for sql in &all {
        let named = sql.matches(" = $").count();
        let reads = ["select", "update", "delete"].iter().any(|verb| sql.trim_start().starts_with(verb));
        if !reads || named < 2 || !sql.contains("compartment = $1") {
            continue;
        }
        let explain = format!("explain query plan {sql}");
        // A statement on the node's own database, or on another schema, is not this test's.
        let Ok(rows) = house.store().raw_query(&keeper, &camp, &explain, &[]) else { continue };
        looked += 1;
        let walked = rows.iter().any(|row| row.text(3).ends_with("(compartment=?)"));
        if walked && !WALKS.iter().any(|(part, _)| sql.contains(part)) {
            let plan: Vec<&str> = rows.iter().map(|row| row.text(3)).collect();
            walks.push(format!("{sql}\n  {}", plan.join("\n  ")));
        }
    }
    assert!(looked > 30, "only {looked} statements");
    assert!(walks.is_empty(), "{} of {looked} walk:\n{}", walks.len(), walks.join("\n"));
}
