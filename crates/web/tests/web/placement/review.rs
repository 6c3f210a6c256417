//! The weekly review of whoever waits without a place: due, written down by a person, shown, and due again.

use super::{arrives, looked_after, page};
use crate::house::House;
use axum::http::StatusCode;
use jiff::civil::date;

/// A look, whole.
const LOOK: [(&str, &str); 4] = [
    ("date", "1942-03-02"),
    ("outcome", "asked-again"),
    ("reason", "the home in the Creuse"),
    ("own_view", "to her aunt"),
];

async fn today(house: &House, name: &str) -> String {
    house.get(name, "/today?lang=en").await.body
}

#[tokio::test]
async fn who_waits_is_looked_at_every_week_and_each_look_is_an_entry() {
    let mut house = House::new().await;
    let child = house.own.waiting;
    let at = format!("/relay-house/{child}/reviews");
    assert!(page(&house, "supervisor", "").await.contains("To be looked at since 17 February 1942"));
    for name in ["supervisor", "worker", "nurse"] {
        let page = today(&house, name).await;
        assert!(page.contains("1 waits for the weekly review") && page.contains(&at), "{name}: {page}");
    }
    assert!(
        !today(&house, "reader").await.contains("weekly review"),
        "whoever cannot write it has nothing to do"
    );

    let entries = house.entries();
    assert_eq!(house.post("worker", &at, &LOOK).await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.entries(), entries + 1, "the look and what the child wants are one entry");
    let board = page(&house, "supervisor", "").await;
    for said in [
        "asked again: <bdi>the home in the Creuse</bdi>",
        "looked at on 2 March 1942 by worker",
        "Looked at again by 9 March 1942",
    ] {
        assert!(board.contains(said), "{said}: {board}");
    }
    let care = house.get("nurse", &format!("/relay-house/{child}/care?lang=en")).await.body;
    assert!(care.contains("to her aunt"), "what the child wants stands in first care: {care}");
    let relay = house.get("worker", &format!("/relay-house?place={}&lang=en", house.own.relay)).await.body;
    assert!(relay.contains("Looked at again by 9 March 1942"), "{relay}");
    assert!(
        !relay.contains("the home in the Creuse"),
        "the board, whose reading nobody records, says no reason"
    );
    assert!(!today(&house, "supervisor").await.contains("weekly review"));
    let history = house.get("worker", &format!("/people/{child}/history?lang=en")).await.body;
    assert!(history.contains("Weekly review") && history.contains("the home in the Creuse"), "{history}");

    house.clock.set(date(1942, 3, 9));
    for name in ["worker", "supervisor"] {
        house.sign_in(name).await;
    }
    assert!(today(&house, "worker").await.contains("1 waits for the weekly review"), "a week has passed");
    let again = [("date", "1942-03-09"), ("outcome", "still-waits"), ("reason", "no bed for her age")];
    assert_eq!(house.post("worker", &at, &again).await.status, StatusCode::SEE_OTHER, "her wish is known");
    let looks = house.get("worker", &format!("{at}?lang=en")).await.body;
    assert!(
        looks.contains("the home in the Creuse") && looks.contains("no bed for her age"),
        "both stand: {looks}"
    );
}

#[tokio::test]
async fn whoever_came_this_week_or_leaves_is_not_due() {
    let house = House::new().await;
    let child = arrives(&house, "Noa", &[]);
    looked_after(&house, child, "to stay").await;
    assert!(today(&house, "worker").await.contains("2 wait for the weekly review"));
    let (file, to) = (child.to_string(), format!("place:{}", house.own.home));
    let form = [("file", file.as_str()), ("to", &to), ("departure_day", "1942-03-04"), ("reason", "near")];
    assert_eq!(house.post("supervisor", "/departures", &form).await.status, StatusCode::SEE_OTHER);
    assert!(
        today(&house, "worker").await.contains("1 waits for the weekly review"),
        "for Noa it was decided"
    );
}

#[tokio::test]
async fn a_look_is_refused_by_its_field_and_written_by_whoever_may() {
    let house = House::new().await;
    let at = format!("/relay-house/{}/reviews", house.own.waiting);
    let entries = house.entries();
    for (field, value) in [
        ("date", "1942-03-03"),
        ("date", "1942-02-01"),
        ("date", ""),
        ("outcome", ""),
        ("outcome", "forgotten"),
        ("reason", " "),
        ("own_view", ""),
    ] {
        let form = LOOK.map(|(name, known)| (name, if name == field { value } else { known }));
        let answer = house.post("worker", &at, &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}={value}");
        let (named, there) = (format!("href=\"#{field}\""), format!("id=\"{field}\""));
        assert!(answer.body.contains(&named) && answer.body.contains(&there), "{field}: {}", answer.body);
    }
    assert_eq!(house.post("reader", &at, &LOOK).await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.post("stranger", &at, &LOOK).await.status, StatusCode::NOT_FOUND);
    let home = format!("/relay-house/{}/reviews", house.own.person);
    assert_eq!(house.post("worker", &home, &LOOK).await.status, StatusCode::NOT_FOUND, "she lives in a home");
    assert_eq!(house.entries(), entries, "nothing was written");
}
