//! A caseload by the page: who answers for how many, what would pass, and the act.

use crate::house::House;

#[tokio::test]
async fn a_caseload_is_handed_over_by_the_page() {
    let house = House::new().await;
    let list = house.get("supervisor", "/caseloads?lang=en").await.body;
    let link = list.split("href=\"/caseloads?house=").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let link = format!("house={link}").replace("&amp;", "&");
    let page = house.get("supervisor", &format!("/caseloads?lang=en&{link}")).await.body;
    assert!(page.contains("These would pass") && page.contains("Halimi"), "{page}");
    let value = |name: &str| {
        let part = link.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")));
        part.unwrap().to_string()
    };
    let (at, from) = (value("house"), value("from"));
    let mut ids = page.split("<option value=\"").filter_map(|rest| rest.split('"').next());
    let to = ids.find(|id| id.len() == 32).unwrap().to_string();
    let hand = |words: &'static str| {
        vec![
            ("house", at.clone()),
            ("from", from.clone()),
            ("to", to.clone()),
            ("on", "1942-03-01".into()),
            ("words", words.to_string()),
        ]
    };
    let post = async |who: &str, typed: Vec<(&str, String)>| {
        let typed: Vec<(&str, &str)> = typed.iter().map(|(n, v)| (*n, v.as_str())).collect();
        house.post(who, "/caseloads?lang=en", &typed).await
    };
    let refused = post("supervisor", hand("")).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("#words"), "{}", refused.body);
    let done = post("supervisor", hand("she moves to the home")).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let person = house.get("worker", &format!("/people/{}/history?lang=en", house.own.person)).await.body;
    assert!(person.contains("she moves to the home"), "each file tells it");
}
