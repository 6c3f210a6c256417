//! Volets and scope on every page: who reads the administrative volet sees nothing of the health volet, a visitor and an
//! auditor see no note, and nobody sees the other house.

use crate::address::fill;
use crate::house::{FAR, HEALTH, House, NOTE};
use crate::matrix::addresses;
use domain::compartment::Role;
use domain::entry::Fact;
use domain::health::{self, Record};
use domain::id::{CompartmentId, FileId, SubjectId};
use domain::note::{self, Note};
use domain::person::Volet;
use store::{Actor, Store};

/// A health volet with an illness and a note.
pub fn healed(store: &Store, nurse: &Actor, infirmary: CompartmentId, subject: SubjectId) -> FileId {
    let made = store.write(nurse, &infirmary, move |w| {
        let (record, note) = (w.new_key(), w.new_key());
        let asthma =
            Record { kind: "illness".into(), text: format!("{HEALTH} asthma"), from: None, until: None };
        let written = Note { text: format!("{HEALTH} slept badly"), on: None, own_words: false };
        let facts = vec![
            Fact::Health(health::Fact::Record { key: record, record: asthma }),
            Fact::Note(note::Fact::Written { key: note, note: written }),
        ];
        Ok(w.register(Some(subject), Volet::Health, facts)?.0)
    });
    made.unwrap()
}

/// Every page a member can get with a GET, with its body.
async fn everything(house: &House, name: &str) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let file = house.own.person.to_string();
    for (path, routes) in addresses() {
        if !routes.iter().any(|(methods, _)| methods.contains(&"GET")) {
            continue;
        }
        let address = fill(path, &house.own);
        // The same page over the health file.
        for address in [address.clone(), address.replace(&file, &house.health_file.to_string())] {
            let answer = house.get(name, &address).await;
            pages.push((address, answer.body));
        }
    }
    for query in ["/people?q=Amina", "/people?q=Halimi", "/api/v1/people?q=Amina", "/people?q=asthma"] {
        let code = domain::code::of(&house.own.subject);
        for query in [query.to_string(), format!("/people?q={code}")] {
            pages.push((query.clone(), house.get(name, &query).await.body));
        }
    }
    pages
}

#[tokio::test(start_paused = true)]
async fn a3_nothing_of_health_is_seen_without_the_health_volet() {
    let house = House::new().await;
    for role in Role::ALL.into_iter().filter(|r| *r != Role::Nurse) {
        for (address, body) in everything(&house, role.key()).await {
            assert!(!body.contains(HEALTH), "{} sees health on {address}", role.key());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a3_the_nurse_sees_health() {
    let house = House::new().await;
    let seen: Vec<String> = everything(&house, "nurse")
        .await
        .into_iter()
        .filter(|(_, b)| b.contains(HEALTH))
        .map(|(a, _)| a)
        .collect();
    let page = format!("/people/{}", house.health_file);
    assert!(seen.contains(&page), "the nurse does not see health on {page}, only on {seen:?}");
    assert!(seen.contains(&format!("/api/v1{page}")), "nor over the API: {seen:?}");
}

#[tokio::test(start_paused = true)]
async fn nobody_sees_the_other_house() {
    let house = House::new().await;
    for role in Role::ALL {
        for (address, body) in everything(&house, role.key()).await {
            // The directory lists houses by name, so that files can be sent there.
            let without_directory = body.replace(&format!("Other house {FAR}"), "");
            assert!(!without_directory.contains(FAR), "{} sees the other house on {address}", role.key());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a3_who_does_not_read_files_sees_no_note() {
    let house = House::new().await;
    for role in Role::ALL.into_iter().filter(|r| !r.reads()) {
        for (address, body) in everything(&house, role.key()).await {
            assert!(!body.contains(NOTE), "{} reads a note on {address}", role.key());
            // A refused search shows its own words again.
            let seen = body.contains("Halimi") && !address.contains("q=");
            assert!(!seen || role == Role::Auditor, "{} sees a surname on {address}", role.key());
        }
    }
    let read = everything(&house, "reader").await;
    assert!(read.iter().any(|(_, body)| body.contains(NOTE)), "not even a reader sees the note");
}
