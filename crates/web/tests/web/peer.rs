//! Other nodes on a page: one's card and its words, nodes and their addresses, how far chains are, what is held.

use crate::house::{House, PASSPHRASE};
use domain::compartment::{Kind, Role, Scene};
use std::sync::Arc;
use store::{MemberInfo, Setup, Store, Surroundings};
use testkit::{FakeClock, Seeded};
use zeroize::Zeroizing;

/// Another node, whose member founds a house.
pub fn elsewhere(folder: &std::path::Path) -> (Store, store::Actor) {
    let setup = Setup {
        keeper: "marthe".into(),
        passphrase: Zeroizing::new(PASSPHRASE.into()),
        cost: testkit::house::cheap(),
        journal: String::new(),
    };
    let clock = Arc::new(FakeClock::at(jiff::civil::date(1942, 3, 2)));
    Store::init(&folder.join("node"), &setup, Surroundings::new(clock, Seeded::new(91))).unwrap()
}

/// A line to the store of the pages.
pub struct To<'a>(pub &'a Store);

impl store::Line for To<'_> {
    fn send(&mut self, envelope: Vec<u8>) -> Result<Vec<u8>, store::Lost> {
        self.0.answer(&envelope)
    }
}

async fn page(house: &House, who: &str) -> String {
    let answer = house.get(who, "/nodes?lang=en").await;
    assert_eq!(answer.status, 200, "{who}: {}", answer.body);
    answer.body
}

#[tokio::test]
async fn a_node_is_known_an_invitation_is_joined_and_chains_are_counted() {
    let house = House::new().await;
    let keeper = house.store.unlock("keeper", PASSPHRASE).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (other, marthe) = elsewhere(folder.path());
    let words = house.store.card(&keeper).unwrap().words();
    assert!(page(&house, "keeper").await.contains(&words), "the words of the card");
    let card = house.get("keeper", "/card").await;
    assert!(card.header("content-disposition").contains("relais-card.json"));
    let card = store::Card::read(card.body.as_bytes()).unwrap();
    // Each keeps the other's card; marthe lets the keeper into a house of hers, and the nodes meet.
    let there = other.found(&marthe, "House of the springs", Kind::House, Scene::Present).unwrap();
    other.acquaint(&marthe, &card, None).unwrap();
    house.store.acquaint(&keeper, &other.card(&marthe).unwrap(), None).unwrap();
    let member = MemberInfo { member: keeper.member, name: "keeper".into() };
    other.grant(&marthe, &there, &member, Role::Worker).unwrap();
    let node = house.store.card(&keeper).unwrap().node.node();
    other.exchange(&marthe, &node, &mut To(&house.store)).unwrap();
    let body = page(&house, "keeper").await;
    for part in ["House of the springs", "marthe", "not known", "Nothing is held"] {
        assert!(body.contains(part), "{part}: {body}");
    }
    assert!(!page(&house, "worker").await.contains("House of the springs"), "it waits for the keeper only");
    let known = other.card(&marthe).unwrap().node.node().to_string();
    let address = |who: &'static str, url: &'static str| {
        let (known, house) = (known.clone(), &house);
        async move {
            let typed = [("act", "address"), ("node", known.as_str()), ("url", url), ("relays", "yes")];
            house.post(who, "/nodes?lang=en", &typed).await.status.as_u16()
        }
    };
    assert_eq!(address("keeper", "ftp://there").await, 422);
    assert_eq!(address("worker", "http://10.0.0.2:7420").await, 403, "for keepers");
    assert_eq!(address("keeper", "http://10.0.0.2:7420").await, 303);
    let body = page(&house, "keeper").await;
    assert!(body.contains("http://10.0.0.2:7420") && body.contains("carries, sealed"), "{body}");
    let typed = [("act", "join"), ("compartment", &there.to_string())];
    assert_eq!(house.post("worker", "/nodes", &typed).await.status, 404, "it does not wait for the worker");
    assert_eq!(house.post("keeper", "/nodes", &typed).await.status, 303);
    assert!(house.store.compartments(&keeper).unwrap().iter().any(|c| c.id == there));
    let auditor = page(&house, "auditor").await;
    assert!(auditor.contains("Home Les Tilleuls") && auditor.contains("Entries here"), "{auditor}");
    assert!(!page(&house, "worker").await.contains("Entries here"), "chains are for those who audit");
}

/// A copy of a node's folder, as a disk that is put back later.
fn copied(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to.join("c")).unwrap();
    for part in ["", "c"] {
        for entry in std::fs::read_dir(from.join(part)).unwrap() {
            let entry = entry.unwrap();
            if entry.path().is_file() {
                std::fs::copy(entry.path(), to.join(part).join(entry.file_name())).unwrap();
            }
        }
    }
}

#[tokio::test]
async fn s8_an_older_state_stands_on_today_until_somebody_looked() {
    let house = House::new().await;
    let keeper = house.store.unlock("keeper", PASSPHRASE).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (other, marthe) = elsewhere(folder.path());
    house.store.acquaint(&keeper, &other.card(&marthe).unwrap(), None).unwrap();
    other.acquaint(&marthe, &house.store.card(&keeper).unwrap(), None).unwrap();
    let member = MemberInfo { member: marthe.member, name: "marthe".into() };
    let grant = |role| house.store.grant(&keeper, &house.own.compartment, &member, role).unwrap();
    grant(Role::Worker);
    let node = other.card(&marthe).unwrap().node.node();
    house.store.exchange(&keeper, &node, &mut To(&other)).unwrap();
    other.join(&marthe, &house.own.compartment).unwrap();
    house.store.exchange(&keeper, &node, &mut To(&other)).unwrap();
    drop(other);
    let (now, before) = (folder.path().join("node"), folder.path().join("before"));
    copied(&now, &before);
    let open = |dir: &std::path::Path| {
        let clock = Arc::new(FakeClock::at(jiff::civil::date(1942, 3, 3)));
        let store = Store::open(dir, Surroundings::new(clock, Seeded::new(92))).unwrap();
        store.unlock("marthe", PASSPHRASE).unwrap();
        store
    };
    let other = open(&now);
    grant(Role::Reader);
    house.store.exchange(&keeper, &node, &mut To(&other)).unwrap();
    drop(other);
    assert!(!house.get("keeper", "/today?lang=en").await.body.contains("another node showed"));
    let other = open(&before);
    house.store.exchange(&keeper, &node, &mut To(&other)).unwrap();
    for who in ["keeper", "supervisor", "auditor"] {
        let body = house.get(who, "/today?lang=en").await.body;
        assert!(body.contains("1 thing that another node showed"), "{who}: {body}");
        assert!(page(&house, who).await.contains("had this chain up to"), "{who}");
    }
    assert!(!house.get("worker", "/today?lang=en").await.body.contains("another node showed"));
    assert!(!page(&house, "worker").await.contains("had this chain up to"));
    let key = house.store.alarms(&keeper).unwrap()[0].key;
    let typed = [
        ("act", "looked".to_string()),
        ("compartment", key.compartment.to_string()),
        ("what", key.what.key().to_string()),
        ("node", key.node.to_string()),
        ("peer", key.peer.to_string()),
        ("since", key.since.to_string()),
    ];
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(house.post("worker", "/nodes", &typed).await.status, 404, "a worker audits nothing");
    assert_eq!(house.post("auditor", "/nodes", &typed[..5]).await.status, 404, "no such alarm");
    assert_eq!(house.post("auditor", "/nodes", &typed).await.status, 303);
    assert!(!house.get("keeper", "/today?lang=en").await.body.contains("another node showed"));
    let body = page(&house, "keeper").await;
    assert!(body.contains("1 that somebody looked at") && body.contains("It has said since"), "{body}");
}
