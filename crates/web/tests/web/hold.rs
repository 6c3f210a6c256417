//! A legal hold by the page: placed from the file, it refuses an erasure and names the case; lifted with a reason.

use crate::house::House;

#[tokio::test]
async fn p2_a_hold_by_the_page_refuses_an_erasure() {
    let house = House::new().await;
    let (person, request) = (house.own.person, house.own.request.to_string());
    let page = house.get("supervisor", &format!("/people/{person}?lang=en")).await;
    assert!(page.body.contains(&format!("/holds?file={person}")), "the file leads there");
    let form = house.get("supervisor", &format!("/holds?file={request}&lang=en")).await.body;
    assert!(form.contains("name=\"hold_reason\"") && form.contains("name=\"reference\""), "{form}");
    let place = |reference: &'static str| {
        [
            ("file", request.as_str()),
            ("hold_reason", "claim"),
            ("reference", reference),
            ("since", "1942-02-01"),
        ]
    };
    assert_eq!(house.post("worker", "/holds", &place("RG 7")).await.status, 403, "a worker places none");
    let refused = house.post("supervisor", "/holds?lang=en", &place("")).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("#reference"), "{}", refused.body);
    assert_eq!(house.post("supervisor", "/holds", &place("RG 7")).await.status, 303);
    let erase = [("file", request.as_str()), ("erasure_reason", "mistake")];
    let refused = house.post("worker", "/erasures?lang=en", &erase).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("RG 7") && refused.body.contains("legal hold"), "{}", refused.body);
    let list = house.get("supervisor", "/holds?lang=en").await.body;
    let hold = list.split("name=\"hold\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert_eq!(house.post("supervisor", "/holds", &[("hold", hold), ("why", "")]).await.status, 422);
    assert_eq!(house.post("supervisor", "/holds", &[("hold", hold), ("why", "over")]).await.status, 303);
    assert_eq!(house.post("worker", "/erasures", &erase).await.status, 303);
    let over = house.get("supervisor", "/retention?lang=en").await;
    assert_eq!(over.status, 200);
    assert!(over.body.contains("proposes and erases nothing"));
}
