//! Erasure: proposed by one, carried out by another, told without a name; which nodes have confirmed.

use crate::house::House;
use domain::erasure::Reason;
use domain::id::{CompartmentId, FileId};
use store::{Actor, Store};

/// An erasure of a file of its own, which nobody has seconded.
pub fn proposed_by(store: &Store, by: &Actor, at: CompartmentId) -> FileId {
    let file = store.write(by, &at, |w| {
        let file = w.new_file();
        let named = domain::place::Fact::Named { kind: domain::place::Kind::Barrack, name: "K 12".into() };
        w.append(&file, vec![domain::entry::Fact::Place(named)]).map(|_| file)
    });
    store.propose_erasure(by, &file.unwrap(), Reason::Mistake, false).unwrap()
}

#[tokio::test]
async fn a9_two_persons_erase_by_the_page() {
    let house = House::new().await;
    let (person, request) = (house.own.person, house.own.request);
    let page = house.get("worker", &format!("/people/{person}?lang=en")).await;
    assert!(page.body.contains(&format!("/erasures?file={person}")), "the file leads there");
    let file = request.to_string();
    let propose = |file: String, reason: &str, told: &str| {
        vec![("file", file), ("erasure_reason", reason.to_string()), ("told", told.to_string())]
    };
    let post = async |who: &str, path: &str, typed: Vec<(&str, String)>| {
        let typed: Vec<(&str, &str)> = typed.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let answer = house.post(who, path, &typed).await;
        (answer.status.as_u16(), answer.header("location").to_string() + &answer.body)
    };
    let (status, body) =
        post("worker", "/erasures?lang=en", propose(person.to_string(), "court-order", "")).await;
    assert_eq!(status, 422);
    assert!(body.contains("#erasure_reason") && body.contains("ask otherwise themselves"), "{body}");
    let (status, to) = post("worker", "/erasures", propose(file, "mistake", "")).await;
    assert_eq!(status, 303, "{to}");
    let path = to.split('?').next().unwrap().to_string();
    let page = house.get("worker", &format!("{path}?lang=en")).await.body;
    assert!(page.contains("somebody else has to carry it out") && !page.contains("Destroy the text now"));
    let act = vec![("act", "carry-out".to_string())];
    assert_eq!(post("worker", &path, act.clone()).await.0, 403, "a worker carries out nothing");
    assert_eq!(post("supervisor", &path, act.clone()).await.0, 303);
    let page = house.get("supervisor", &format!("{path}?lang=en")).await.body;
    assert!(page.contains("1 of 1 nodes have confirmed"), "{page}");
    assert_eq!(house.get("worker", &format!("/tracing/{request}")).await.status, 404);
    assert_eq!(post("supervisor", &path, act).await.0, 422, "once");
    let list = house.get("reader", "/erasures?lang=en").await.body;
    assert!(list.contains("destroyed here") && !list.contains("Halimi"), "no name stands here");
}
