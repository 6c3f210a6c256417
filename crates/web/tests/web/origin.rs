//! Religion and origin: a volet of its own. Whoever does not hold it, the nurse and the director included, sees nothing of
//! it anywhere; whoever holds it records an answer or that there is none.

use crate::house::House;
use domain::compartment::Role;

const SAID: &str = "Qorigincanary";

async fn record(house: &House, fields: &[(&str, &str)]) -> (u16, String) {
    let path = format!("/people/{}/origin-records", house.own.person);
    let answer = house.post("chaplain", &path, fields).await;
    (answer.status.as_u16(), answer.body)
}

#[tokio::test(start_paused = true)]
async fn c_religion_and_origin_are_seen_by_their_holder_only() {
    let house = House::new().await;
    let page = format!("/people/{}/origin", house.own.person);
    let said = [("origin_kind", "observance"), ("text", SAID), ("source", "her mother")];
    assert_eq!(record(&house, &said).await.0, 303);
    assert_eq!(record(&house, &[("origin_kind", "religion"), ("wordless", "declines")]).await.0, 303);
    let seen = house.get("chaplain", &page).await;
    assert!(seen.body.contains(SAID) && seen.body.contains("her mother"), "{}", seen.body);
    let file = format!("/people/{}", house.own.person);
    for name in Role::ALL.map(Role::key).into_iter().chain(["stranger", "colleague"]) {
        assert!([403, 404].contains(&house.get(name, &page).await.status.as_u16()), "{name} opens it");
        for address in [file.as_str(), &format!("{file}/history"), &format!("/people?q={SAID}"), "/audit"] {
            let body = house.get(name, address).await.body;
            let echoed = address.contains(SAID);
            assert!(echoed || !body.contains(SAID), "{name} sees it on {address}");
            assert!(!body.contains("/origin\""), "{name} is told of it on {address}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn c_what_cannot_be_recorded_names_the_field() {
    let house = House::new().await;
    for (fields, field) in [
        (vec![("origin_kind", "religion")], "text"),
        (vec![("origin_kind", "rank"), ("text", "x")], "origin_kind"),
        (vec![("origin_kind", "religion"), ("wordless", "rumour")], "wordless"),
    ] {
        let (status, body) = record(&house, &fields).await;
        assert_eq!(status, 422, "{fields:?}");
        assert!(body.contains(&format!("href=\"#{field}\"")), "{fields:?}: {field} is not named");
    }
}
