//! Two tabs: what was filled in without sight of the other stands beside it, is shown, and is settled by a further entry.

use crate::house::House;
use crate::html::{Form, forms};
use serde_json::{Value, json};

async fn file(house: &House) -> Value {
    house.call("worker", "GET", &format!("/api/v1/people/{}", house.own.person), None).await.json()
}

#[tokio::test(start_paused = true)]
async fn s2_two_who_had_not_seen_each_other_stand_both_until_settled() {
    let house = House::new().await;
    let facts = format!("/api/v1/people/{}/facts", house.own.person);
    let heads = file(&house).await["heads"].clone();
    for (name, birth) in [("worker", "1933-01-01"), ("colleague", "1935-05-05")] {
        let said = house.call(name, "POST", &facts, Some(json!({"heads": heads, "birth": birth}))).await;
        assert_eq!(said.status, 201, "{}", said.body);
    }
    let now = file(&house).await;
    assert_eq!(now["birth"]["disputed"], true, "{now}");
    let values: Vec<&str> = now["birth"]["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["value"]["edtf"].as_str().unwrap())
        .collect();
    assert_eq!(values, ["1933-01-01", "1935-05-05"]);
    let by: Vec<&str> =
        now["birth"]["values"].as_array().unwrap().iter().map(|v| v["by"].as_str().unwrap()).collect();
    assert_eq!(by, ["worker", "colleague"]);
    let page = house.get("worker", &format!("/people/{}", house.own.person)).await;
    assert!(page.body.contains("1933") && page.body.contains("1935"), "the page shows one of two");
    let said = json!({"heads": now["heads"], "birth": "1935-05-05"});
    assert_eq!(house.call("worker", "POST", &facts, Some(said)).await.status, 201);
    let settled = file(&house).await;
    assert_eq!(settled["birth"]["disputed"], false);
    assert_eq!(settled["birth"]["values"][0]["value"]["edtf"], "1935-05-05");
    let history =
        house.call("worker", "GET", &format!("/api/v1/people/{}/history", house.own.person), None).await;
    for kept in ["1933-01-01", "1935-05-05", "1934?"] {
        assert!(history.body.contains(kept), "the history lost {kept}");
    }
}

/// The form that says when somebody was born, on whichever page it stands.
async fn birth_form(house: &House, name: &str) -> (String, Form) {
    let start = format!("/people/{}", house.own.person);
    let mut pages = vec![start.clone()];
    let first = house.get(name, &start).await;
    let links = crate::html::tags(&first.body)
        .into_iter()
        .map(|t| t.get("href").split('#').next().unwrap_or("").to_string());
    pages.extend(links.filter(|l| l.starts_with(&format!("{start}/"))));
    for page in pages {
        let answer = house.get(name, &page).await;
        let found = forms(&answer.body).into_iter().find(|form| {
            let has = |name: &str| form.fields.iter().any(|f| f.name == name);
            form.method == "POST" && has("birth") && has("heads")
        });
        if let Some(form) = found {
            return (page, form);
        }
    }
    panic!("no form of {start} takes a birth date with the heads it was shown with");
}

#[tokio::test(start_paused = true)]
async fn s2_two_tabs_of_a_form_conflict_visibly() {
    let house = House::new().await;
    let (page, first) = birth_form(&house, "worker").await;
    let (_, second) = birth_form(&house, "colleague").await;
    for (name, form, birth) in [("worker", first, "1931-01-01"), ("colleague", second, "1932-02-02")] {
        let mut fields = form.filled(|f| f.value.clone());
        fields.iter_mut().filter(|(n, _)| n == "birth").for_each(|(_, v)| *v = birth.to_string());
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let action = if form.action.is_empty() { &page } else { &form.action };
        let answer = house.post(name, action, &fields).await;
        assert_eq!(answer.status, 303, "{name}: {}", answer.body);
    }
    let now = file(&house).await;
    assert_eq!(now["birth"]["disputed"], true, "the second tab overwrote the first: {}", now["birth"]);
    let shown = house.get("worker", &format!("/people/{}", house.own.person)).await;
    assert!(shown.body.contains("1931") && shown.body.contains("1932"));
}
