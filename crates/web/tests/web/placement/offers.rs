//! What a home offers stands in its file, draws a child there, and can be taken back.

use super::{actor, looked_after, page};
use crate::house::House;
use axum::http::StatusCode;
use domain::entry::Fact;
use domain::id::FileId;
use domain::{person, place};

/// Another home, and a child who waits and needs a house without steps.
async fn two_homes(house: &House) -> FileId {
    let (child, at) = (house.own.waiting, house.own.compartment);
    looked_after(house, child, "to stay").await;
    let written = house.store.write(&actor(house, "worker"), &at, move |w| {
        let need = person::Fact::Need { need: "step-free".into(), there: true };
        w.append(&child, vec![Fact::Person(need)])?;
        let (file, key) = (w.new_file(), w.new_key());
        let beds = place::Beds { sex: "any".into(), from_age: 0, to_age: 17, count: 4, blocked: 0 };
        let named = place::Fact::Named { kind: place::Kind::Home, name: "Les Ormes".into() };
        w.append(&file, vec![Fact::Place(named), Fact::Place(place::Fact::Beds { key, beds })])?;
        Ok(file)
    });
    written.unwrap()
}

#[tokio::test]
async fn what_a_home_offers_stands_in_its_file_and_draws_a_child_there() {
    let house = House::new().await;
    let home = two_homes(&house).await;
    let (at, sheet) = (format!("/places/{home}?lang=en"), format!("/places/{home}/offers"));
    let there = format!("form=\"accept\" value=\"{}:{home}\"", house.own.waiting);
    let before = page(&house, "supervisor", "").await;
    assert!(before.contains("to ask the home beforehand: step-free"), "{before}");
    assert!(!before.contains(&there), "in the other home somebody speaks her language");

    let entries = house.entries();
    let offers = [("needs", "step-free"), ("needs", "kosher"), ("languages", "German, yi")];
    let wrong = [("needs", "a-lake"), ("languages", "")];
    let answer = house.post("worker", &sheet, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.body.contains("href=\"#needs\"") && answer.body.contains("id=\"needs\""),
        "{}",
        answer.body
    );
    assert_eq!(house.post("reader", &sheet, &offers).await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.post("stranger", &sheet, &offers).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.entries(), entries, "nothing was written");

    for _ in 0..2 {
        let answer = house.post("worker", &sheet, &offers).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(house.entries(), entries + 1, "what stands already is not written again");
    }
    let shown = house.get("worker", &at).await.body;
    assert!(shown.contains("kosher food, step-free") && shown.contains("German, Yiddish"), "{shown}");
    let form = house.get("worker", &format!("{sheet}?lang=en")).await.body;
    assert_eq!(form.matches(" checked").count(), 2, "{form}");
    let board = page(&house, "supervisor", "").await;
    assert!(board.contains(&there) && board.contains("the home offers: step-free"), "{board}");

    let answer = house.post("worker", &sheet, &[("languages", "German")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let shown = house.get("worker", &at).await.body;
    assert!(
        !shown.contains("kosher food") && !shown.contains("Yiddish") && shown.contains("German"),
        "{shown}"
    );
    let board = page(&house, "supervisor", "").await;
    assert!(board.contains("to ask the home beforehand: step-free"), "{board}");
}
