//! Sealed notebooks in pages: custodians named, a drill, a plate taken by its words, a page sealed from somebody's file and
//! opened with two others who sit at nodes of their own; what it says is shown once.

use crate::house::{House, Objects, PASSPHRASE};
use crate::html::forms;
use domain::compartment::{Kind, Role};
use domain::id::FileId;
use store::{Actor, Line, Lost, MemberInfo, Store};
use testkit::{Backing, Post};

/// Stands in a true name, and nowhere but under the seal.
const TRUE: &str = "Qtruenamecanary";

/// A notebook, those who belong to it, and a drill under way.
pub fn keep(store: &Store, by: &Actor, at: &mut Objects, word: &str, belong: &[(&str, Role)]) {
    at.notebook = store.found_notebook(by, &format!("Grey notebook {word}"), Kind::Covers).unwrap();
    let all = store.members().unwrap();
    let mut holders = vec![by.member];
    for (name, role) in belong {
        let member = all.iter().find(|m| m.name == *name).unwrap();
        store.grant(by, &at.notebook, member, *role).unwrap();
        holders.extend(role.writes().then_some(member.member));
    }
    store.name_custodians(by, &at.notebook, 2, &holders[..3]).unwrap();
    at.opening = store.begin_drill(by, &at.notebook).unwrap();
}

/// A line to the node of the house.
struct ToHouse<'a>(&'a Store);

impl Line for ToHouse<'_> {
    fn send(&mut self, envelope: Vec<u8>) -> Result<Vec<u8>, Lost> {
        self.0.answer(&envelope)
    }

    fn room(&self) -> usize {
        1 << 20
    }
}

/// Two custodians elsewhere, who belong to the house's notebook and have met its node.
fn custodians(house: &House, keeper: &Actor) -> [Post; 2] {
    let posts = [Post::new("Lise", Backing::Sqlite, 81), Post::new("Marc", Backing::Sqlite, 82)];
    let card = house.store.card(keeper).unwrap();
    for post in &posts {
        house.store.acquaint(keeper, &post.card(), None).unwrap();
        post.store().acquaint(&post.actor, &card, None).unwrap();
        let name = if post.actor.name == "Lise" { "Lise" } else { "Marc" };
        let member = MemberInfo { member: post.actor.member, name: name.into() };
        house.store.grant(keeper, &house.own.notebook, &member, Role::Worker).unwrap();
        meets(house, keeper, post);
        assert_eq!(post.joins(), 1);
        meets(house, keeper, post);
    }
    posts
}

fn meets(house: &House, keeper: &Actor, post: &Post) {
    let node = house.store.card(keeper).unwrap().node.node();
    for _ in 0..2 {
        post.store().exchange(&post.actor, &node, &mut ToHouse(&house.store)).unwrap();
    }
}

async fn page(house: &House, path: &str) -> String {
    let answer = house.get("keeper", path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

async fn posts(house: &House, path: &str, typed: &[(&str, &str)]) -> (u16, String, String) {
    let answer = house.post("keeper", path, typed).await;
    (answer.status.as_u16(), answer.header("location").to_string(), answer.body)
}

/// Everybody answers the opening, and the house has heard of it.
async fn answered(house: &House, keeper: &Actor, posts_: &[Post], address: &str) {
    let (status, ..) = posts(house, address, &[("act", "give")]).await;
    assert_eq!(status, 303);
    let file = FileId::parse(address.trim_start_matches("/openings/")).unwrap();
    for post in posts_ {
        meets(house, keeper, post);
        post.store().answer_opening(&post.actor, &house.own.notebook, &file, None).unwrap();
        meets(house, keeper, post);
    }
}

/// Custodians named, a drill, the plate taken by its words and by no others.
async fn set_up(house: &House, keeper: &Actor, others: &[Post]) {
    let notebook = format!("/notebooks/{}", house.own.notebook);
    let ids: Vec<String> =
        others.iter().map(|p| p.actor.member).chain([keeper.member]).map(|m| m.to_string()).collect();
    // Custodians: one to spare.
    let few = [("act", "custodians"), ("threshold", "3"), ("custodian", &ids[0]), ("custodian", &ids[1])];
    let (status, _, body) = posts(house, &notebook, &few).await;
    assert!(status == 422 && body.contains("href=\"#custodian\""), "{status}");
    let named = [
        ("act", "custodians"),
        ("threshold", "2"),
        ("custodian", &ids[0]),
        ("custodian", &ids[1]),
        ("custodian", &ids[2]),
    ];
    assert_eq!(posts(house, &notebook, &named).await.0, 303);
    // A drill.
    let (status, drill, _) = posts(house, &notebook, &[("act", "drill")]).await;
    assert_eq!(status, 303, "{drill}");
    answered(house, keeper, others, &drill).await;
    let (status, _, body) = posts(house, &drill, &[("act", "open"), ("passphrase", PASSPHRASE)]).await;
    assert_eq!(status, 200, "{body}");
    // The plate, by its words and by no others.
    let plate = page(house, &format!("{notebook}/plate")).await;
    let words = store::Plate::read(plate.as_bytes()).unwrap().words();
    let (status, _, body) =
        posts(house, "/notebooks", &[("act", "take"), ("plate", &plate), ("heard", "other words")]).await;
    assert!(status == 422 && body.contains("href=\"#heard\""), "{status}");
    assert!(!page(house, &format!("/people/{}", house.own.person)).await.contains("/sealing"));
    let take = [("act", "take"), ("plate", plate.as_str()), ("heard", words.as_str())];
    assert_eq!(posts(house, "/notebooks", &take).await.0, 303);
}

#[tokio::test]
async fn a7_a_page_sealed_from_a_file_is_shown_once_after_its_record_and_with_a_passphrase() {
    let house = House::new().await;
    let keeper = house.store.unlock("keeper", PASSPHRASE).unwrap();
    let others = custodians(&house, &keeper);
    let notebook = format!("/notebooks/{}", house.own.notebook);
    let here = house.own.notebook.to_string();
    set_up(&house, &keeper, &others).await;
    // From anybody's file: what the page shows is taken along.
    let body = page(&house, &format!("/people/{}", house.own.person)).await;
    let form = forms(&body).into_iter().find(|f| f.action == "/sealing").expect("a way to seal");
    let carried: Vec<(String, String)> =
        form.fields.iter().map(|f| (f.name.clone(), f.value.clone())).collect();
    let carried: Vec<(&str, &str)> = carried.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let (status, _, body) = posts(&house, "/sealing", &carried).await;
    assert!(status == 200 && body.contains("Amina"), "{status}");
    let code = house.store.fresh_code().to_string();
    let seal = [
        ("act", "seal"),
        ("compartment", &here),
        ("long_code", &code),
        ("given", TRUE),
        ("papers", "baptism"),
    ];
    let (status, _, body) = posts(&house, "/sealing", &[&seal[..3], &[("given", TRUE)]].concat()).await;
    assert!(status == 303, "{status} {body}");
    let (status, _, body) =
        posts(&house, "/sealing", &[seal[0], seal[1], ("long_code", "7KQ"), seal[3]]).await;
    assert!(status == 422 && body.contains("href=\"#long_code\""), "{status}");
    // Its code stands in the notebook; its text nowhere.
    let body = page(&house, &notebook).await;
    assert!(body.contains(&code) && !body.contains(TRUE));
    let standing = forms(&body).into_iter().flat_map(|f| f.fields).find(|f| f.name == "page").unwrap().value;
    let purpose = ("purpose", "his aunt has come and asks for him");
    let ask = [("act", "ask"), ("page", standing.as_str()), ("aim", "read")];
    let (status, _, body) = posts(&house, &notebook, &[&ask[..], &[("purpose", "short")]].concat()).await;
    assert!(status == 422 && body.contains("href=\"#purpose\""), "{status}");
    let (_, opening, _) = posts(&house, &notebook, &[&ask[..], &[purpose]].concat()).await;
    let (status, _, body) = posts(&house, &opening, &[("act", "open"), ("passphrase", PASSPHRASE)]).await;
    assert!(status == 422 && !body.contains(TRUE), "nobody has answered: {status}");
    answered(&house, &keeper, &others, &opening).await;
    let (status, _, body) =
        posts(&house, &opening, &[("act", "open"), ("passphrase", "not my words at all")]).await;
    assert!(status == 422 && !body.contains(TRUE) && body.contains("href=\"#passphrase\""), "{status}");
    assert!(!body.contains("not my words"), "what was typed as a passphrase is not shown again");
    let (status, _, body) = posts(&house, &opening, &[("act", "open"), ("passphrase", PASSPHRASE)]).await;
    assert!(status == 200 && body.contains(TRUE) && body.contains("keeper"), "{status}");
    for address in [opening.as_str(), notebook.as_str(), "/notebooks", "/today", "/audit"] {
        let answer = house.get("keeper", address).await;
        assert!(!answer.body.contains(TRUE), "{address} still shows it");
    }
    let (status, ..) = posts(&house, &opening, &[("act", "open"), ("passphrase", PASSPHRASE)]).await;
    assert_eq!(status, 422, "it opens once");
    // Nothing of it stands in the file it began at.
    let history = page(&house, &format!("/people/{}/history", house.own.person)).await;
    assert!(!history.contains("notebook") && !history.contains("carnet"), "{history}");
}
