//! Who belongs where, on a page: a card is kept by its words, a role granted and changed, a member removed, a node revoked.

use crate::house::{House, PASSPHRASE};
use crate::peer::elsewhere;
use domain::compartment::Role;

async fn page(house: &House, who: &str) -> String {
    let answer = house.get(who, "/members?lang=en").await;
    assert_eq!(answer.status, 200, "{who}: {}", answer.body);
    answer.body
}

async fn status(house: &House, who: &str, typed: &[(&str, &str)]) -> u16 {
    house.post(who, "/members?lang=en", typed).await.status.as_u16()
}

/// The role of a member in the house's own compartment, where they are active.
fn role(house: &House, name: &str) -> Option<Role> {
    let keeper = house.store.unlock("keeper", PASSPHRASE).unwrap();
    let own = house.store.compartments(&keeper).unwrap().into_iter().find(|c| c.id == house.own.compartment);
    own.unwrap().members.iter().find(|m| m.1 == name && m.3).map(|m| m.2)
}

#[tokio::test]
async fn s9_somebody_elsewhere_is_let_in_by_their_words_and_removed() {
    let house = House::new().await;
    let folder = tempfile::tempdir().unwrap();
    let (other, marthe) = elsewhere(folder.path());
    let card = other.card(&marthe).unwrap();
    let (text, words, here) = (card.text(), card.words(), house.own.compartment.to_string());
    let mut wrong: Vec<&str> = words.split(' ').collect();
    wrong.swap(0, 7);
    let wrong = wrong.join(" ");
    let kept = |heard: &str| -> Vec<(&str, String)> {
        vec![("act", "card".into()), ("card", text.clone()), ("heard", heard.into()), ("name", "".into())]
    };
    let typed = |fields: &[(&'static str, String)]| -> Vec<(&'static str, String)> { fields.to_vec() };
    let send = async |who: &str, fields: Vec<(&str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        status(&house, who, &fields).await
    };
    assert_eq!(send("keeper", kept(&wrong)).await, 422, "other words: the card was exchanged");
    assert_eq!(send("worker", kept(&words)).await, 403, "a worker keeps no card");
    assert_eq!(send("keeper", kept(&words.to_uppercase())).await, 303);
    let id = card.member.to_string();
    let grant = |role: &str| {
        typed(&[
            ("act", "grant".into()),
            ("compartment", here.clone()),
            ("member", id.clone()),
            ("role", role.into()),
        ])
    };
    assert_eq!(send("worker", grant("keeper")).await, 403, "only a keeper grants");
    assert_eq!(send("keeper", grant("")).await, 422);
    assert_eq!(send("keeper", grant("reader")).await, 303);
    assert_eq!(role(&house, "marthe"), Some(Role::Reader));
    assert!(page(&house, "worker").await.contains("marthe"), "a member sees who else belongs");
    assert!(!page(&house, "worker").await.contains("Remove them"), "and has no way to remove them");
    assert_eq!(send("keeper", grant("worker")).await, 303);
    assert_eq!(role(&house, "marthe"), Some(Role::Worker));
    let removal = |sure: &str| {
        typed(&[
            ("act", "remove".into()),
            ("compartment", here.clone()),
            ("member", id.clone()),
            ("sure", sure.into()),
        ])
    };
    assert_eq!(send("worker", removal("yes")).await, 403);
    assert_eq!(send("keeper", removal("")).await, 422, "what it means is to be read first");
    assert_eq!(role(&house, "marthe"), Some(Role::Worker));
    let revoke = typed(&[
        ("act", "revoke".into()),
        ("compartment", here.clone()),
        ("node", card.node.node().to_string()),
        ("sure", "yes".into()),
    ]);
    assert_eq!(send("keeper", revoke).await, 303);
    assert_eq!(send("keeper", removal("yes")).await, 303);
    assert_eq!(role(&house, "marthe"), None);
    let foreign = typed(&[
        ("act", "grant".into()),
        ("compartment", house.far.compartment.to_string()),
        ("member", id.clone()),
        ("role", "reader".into()),
    ]);
    assert!(send("worker", foreign).await >= 403, "nor in a house that is not theirs");
}
