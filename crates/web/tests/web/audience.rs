//! P3: each paper tells somebody of its own, and takes the consent for that one: the consulate of the country that was fled is
//! not an office like another.

use crate::consent::{PURPOSES, answered, dossier_of, went, with_every_dossier};
use crate::house::House;

/// She agreed that the authorities are told and is afraid of the country she came from: she is left out of the letter to its
/// registry, kept in the prefecture's, and the page that counts the trips of a day says both.
#[tokio::test(start_paused = true)]
pub async fn p3_a_consulate_is_not_told_of_who_agreed_to_the_prefecture() {
    let house = with_every_dossier().await;
    answered(&house, "authorities", Some(("given", None)));
    let pages = ["letters", "list", "requests", "trips"];
    for page in pages {
        assert!(went(&house, &format!("{page} placement-order")).await, "{page}: the judge's");
        assert!(!went(&house, &format!("{page} birth-certificate")).await, "{page}: the country was told");
    }
    let at = "/procedures/residence-minor-fr/trips?on=1942-03-02&lang=en";
    let trips = house.get("worker", at).await.body;
    for part in
        ["Left out", "Telling the authorities of the country of origin: nobody said yes", "Nothing overrides"]
    {
        assert!(trips.contains(part), "{part}: {trips}");
    }
    // Whoever directs overrides the authorities; that opens nothing here, and for the other there is no form.
    let over = format!("/people/{}/consent-overrides?lang=en", house.own.person);
    let form = |purpose: &'static str| {
        [("purpose", purpose), ("ground", "legal-duty"), ("why", "article 40"), ("until", "1942-03-04")]
    };
    answered(&house, "authorities", Some(("refused", None)));
    assert_eq!(house.post("supervisor", &over, &form("authorities")).await.status, 303);
    let before = house.entries();
    assert_eq!(house.post("supervisor", &over, &form("state-of-origin")).await.status, 422);
    assert_eq!(house.entries(), before);
    let shown = house.get("supervisor", &over).await.body;
    assert!(!shown.contains("value=\"state-of-origin\""), "{shown}");
    for page in pages {
        assert!(went(&house, &format!("{page} placement-order")).await, "{page}: overridden");
        assert!(
            !went(&house, &format!("{page} birth-certificate")).await,
            "{page}: the override told the country"
        );
    }
    assert!(went(&house, "pack authority").await && !went(&house, "pack state-of-origin").await);
    let trips = house.get("supervisor", at).await.body;
    assert!(
        !trips.contains("consent-overrides?purpose=state-of-origin"),
        "no way to what cannot be: {trips}"
    );
    answered(&house, "state-of-origin", Some(("given", None)));
    for page in pages {
        assert!(went(&house, &format!("{page} birth-certificate")).await, "{page}: she said yes to that");
    }
}

/// One sheet is seen whole at one counter: lines for two offices, or for two kinds of people, are never on the same one.
#[tokio::test(start_paused = true)]
async fn p3_a_sheet_for_two_offices_is_not_made() {
    let house = with_every_dossier().await;
    for purpose in PURPOSES {
        answered(&house, purpose, Some(("given", None)));
    }
    let asked = dossier_of(&house, "residence-minor-fr");
    for (papers, status) in [
        (&["receipt"][..], 200),
        (&["receipt", "receipt"], 200),
        (&["placement-order", "receipt"], 404),
        (&["placement-order", "birth-certificate"], 404),
        (&["training-certificate", "placement-order"], 404),
        (&["no-such-paper"], 404),
    ] {
        let lines: String = papers.iter().map(|paper| format!("&request={asked}.{paper}")).collect();
        let at = format!("/procedures/residence-minor-fr/letters?on=1942-03-02{lines}");
        assert_eq!(house.get("worker", &at).await.status, status, "{papers:?}");
    }
}

/// A pack is made for somebody: without saying for whom there is none, and the dossier's page asks.
#[tokio::test(start_paused = true)]
async fn p3_a_pack_is_made_for_somebody_and_says_for_whom() {
    let house = with_every_dossier().await;
    let dossier = dossier_of(&house, "residence-minor-fr").replace('.', "/");
    for whom in ["", "?for=", "?for=anybody", "?for=care", "?for=family"] {
        let answer = house.get("worker", &format!("/dossiers/{dossier}/pack{whom}")).await;
        let to = (
            answer.status.as_u16(),
            answer.header("location").ends_with(&format!("/dossiers/{dossier}#pack")),
        );
        assert_eq!(to, (303, true), "{whom}");
    }
    let page = house.get("worker", &format!("/dossiers/{dossier}?lang=en")).await.body;
    assert!(page.contains("pack?for=authority") && !page.contains("pack?for=state-of-origin"), "{page}");
    for part in [
        "No whole pack for the authorities of the country of origin:",
        "Only once they have agreed that it is asked for: Full copy of the birth certificate",
        "it would make them known (the authorities of the country of origin)",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("consents?purpose=state-of-origin"), "that is nobody's next step: {page}");
    answered(&house, "state-of-origin", Some(("given", None)));
    let page = house.get("worker", &format!("/dossiers/{dossier}?lang=en")).await.body;
    assert!(page.contains("pack?for=state-of-origin"), "{page}");
}

#[tokio::test(start_paused = true)]
async fn a_procedure_says_who_learns_of_the_person_by_each_paper() {
    let house = House::new().await;
    let page = house.get("worker", "/procedures/residence-minor-fr?lang=en").await.body;
    for part in [
        "Learns of the person: an office or authority",
        "Learns of the person: the authorities of the country of origin",
        "Learns of the person: who cares for them",
        "nothing overrides it",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let api = format!("/api/v1/people/{}/dossiers/{}", house.own.person, house.own.dossier);
    let told: serde_json::Value = serde_json::from_str(&house.get("worker", &api).await.body).unwrap();
    let papers = told["papers"].as_array().unwrap();
    let of = |id: &str| papers.iter().find(|p| p["paper"] == id).unwrap()["audience"].clone();
    assert_eq!((of("parents-consent"), of("release-order")), ("family".into(), "authority".into()));
}
