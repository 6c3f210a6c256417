//! The API: a child's path over JSON, and what it says to what it cannot understand.

use crate::house::House;
use crate::http::{Ask, send};
use serde_json::{Value, json};

#[tokio::test(start_paused = true)]
async fn a_child_is_registered_arrives_and_leaves() {
    let house = House::new().await;
    let home = house.own.home.to_string();
    let new = json!({"given": "Mira", "surname": "Roth", "birth": "1936?", "sex": "f",
        "arrival": {"place": house.own.relay.to_string(), "from": "1942-02-20", "came_from": "Rivel"}});
    let made = house.call("worker", "POST", "/api/v1/people", Some(new)).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let file = made.json()["file"].as_str().unwrap().to_string();
    assert_eq!(made.header("location"), format!("/api/v1/people/{file}"));

    let again = json!({"given": "Mira", "surname": "Rot"});
    let again = house.call("worker", "POST", "/api/v1/people", Some(again)).await.json();
    let similar: Vec<&Value> =
        again["similar"].as_array().unwrap().iter().filter(|p| p["file"] == file.as_str()).collect();
    assert_eq!(similar.len(), 1, "{again}");

    let arrival = json!({"place": home, "from": "1942-03-01", "within": "Room 4"});
    let arrived =
        house.call("worker", "POST", &format!("/api/v1/people/{file}/arrivals"), Some(arrival)).await;
    assert_eq!(arrived.status, 201, "{}", arrived.body);
    let shown = house.call("worker", "GET", &format!("/api/v1/people/{file}"), None).await.json();
    let stays = shown["stays"].as_array().unwrap();
    assert_eq!(
        (stays.len(), &stays[0]["until"]["edtf"], &stays[1]["until"]),
        (2, &json!("1942-03-01"), &Value::Null)
    );
    let presence = house.call("worker", "GET", &format!("/api/v1/places/{home}/presence"), None).await.json();
    assert!(presence["people"].as_array().unwrap().iter().any(|p| p["file"] == file.as_str()), "{presence}");

    let leaving = json!({"until": "1942-03-02", "reason": "with-family", "towards": "an aunt in Nice"});
    let left =
        house.call("worker", "POST", &format!("/api/v1/people/{file}/departures"), Some(leaving)).await;
    assert_eq!(left.status, 201, "{}", left.body);
    let twice = json!({"stay": left.json()["stay"], "until": "1942-03-02", "reason": "with-family"});
    let twice = house.call("worker", "POST", &format!("/api/v1/people/{file}/departures"), Some(twice)).await;
    assert_eq!((twice.status.as_u16(), twice.json()["field"].as_str()), (422, Some("stay")));
}

#[tokio::test(start_paused = true)]
async fn lists_come_in_pages_and_in_order() {
    let house = House::new().await;
    for n in 0..7 {
        let new = json!({"given": format!("Child{n}"), "surname": format!("Zed{n}")});
        assert_eq!(house.call("worker", "POST", "/api/v1/people", Some(new)).await.status, 201);
    }
    let all = house.call("worker", "GET", "/api/v1/people?limit=500", None).await.json();
    let names = |page: &Value| -> Vec<String> {
        page["people"].as_array().unwrap().iter().map(|p| p["file"].as_str().unwrap().to_string()).collect()
    };
    let (mut paged, mut path) = (Vec::new(), "/api/v1/people?limit=3".to_string());
    for _ in 0..9 {
        let page = house.call("worker", "GET", &path, None).await.json();
        paged.extend(names(&page));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/people?limit=3&after={next}");
    }
    assert_eq!(paged, names(&all));
    assert_eq!(all["people"].as_array().unwrap().len(), 10);
    let found = house.call("worker", "GET", "/api/v1/people?q=zed4+child4", None).await.json();
    assert_eq!(found["people"][0]["surname"], "Zed4");
    let code = domain::code::of(&house.own.subject);
    let found = house.call("worker", "GET", &format!("/api/v1/people?q={code}"), None).await.json();
    assert_eq!(names(&found), [house.own.person.to_string()]);
    let there =
        house.call("worker", "GET", &format!("/api/v1/people?place={}", house.own.home), None).await.json();
    assert_eq!(names(&there).len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_dossier_goes_from_wanted_to_received() {
    let house = House::new().await;
    let base = format!("/api/v1/people/{}/dossiers/{}", house.own.person, house.own.dossier);
    let before = house.call("worker", "GET", &base, None).await.json();
    let paper = |dossier: &Value| {
        dossier["papers"].as_array().unwrap().iter().find(|p| p["paper"] == "identity-sheet").unwrap().clone()
    };
    assert_eq!(paper(&before)["status"], "asked");
    assert_eq!(before["complete"], false);
    let step = json!({"paper": "identity-sheet", "status": "received", "on": "1942-03-01", "issuer": "Prefecture", "number": "A 17"});
    let stepped = house.call("worker", "POST", &format!("{base}/papers"), Some(step)).await;
    assert_eq!(stepped.status, 201, "{}", stepped.body);
    let after = house.call("worker", "GET", &base, None).await.json();
    assert_eq!((&paper(&after)["status"], &paper(&after)["number"]), (&json!("received"), &json!("A 17")));
    assert!(!after["missing"].as_array().unwrap().contains(&json!("identity-sheet")));
    let listed = house.call("worker", "GET", "/api/v1/dossiers?stage=open", None).await.json();
    assert_eq!(listed[0]["key"], house.own.dossier.to_string());
}

#[tokio::test(start_paused = true)]
async fn reports_balance_and_count_the_stays() {
    let house = House::new().await;
    let path = "/api/v1/report/stock?from=1942-01&to=1942-03&by=place";
    let rows = house.call("supervisor", "GET", path, None).await.json();
    let rows = rows.as_array().unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        let n = |key: &str| row[key].as_i64().unwrap();
        assert_eq!(n("opening") + n("in") - n("out"), n("closing"), "{row}");
    }
    let count = house
        .call("supervisor", "GET", "/api/v1/report/count?at=1942-03-01&kind=home&age=0-14", None)
        .await
        .json();
    assert_eq!(count["count"], 2);
    let origins = house.call("supervisor", "GET", "/api/v1/report/origins?at=1942-03-01", None).await.json();
    assert_eq!(
        (&origins[0]["children"], &origins[0]["from_camps"], &origins[0]["share"]),
        (&json!(2), &json!(0), &json!(0.0))
    );
    let times = house.call("supervisor", "GET", "/api/v1/report/times", None).await.json();
    assert_eq!(times.as_array().unwrap().len(), 5);
}

/// Field and value of every refusal.
async fn check(house: &House, method: &str, path: &str, body: Option<Value>, field: &str, value: &str) {
    let before = house.entries();
    let answer = house.call("worker", method, path, body.clone()).await;
    assert_eq!(answer.status, 422, "{method} {path} {body:?}: {}", answer.body);
    let said = answer.json();
    let text = |key: &str| said[key].as_str().unwrap_or_default().to_string();
    assert_eq!(
        (text("field").as_str(), text("value").as_str()),
        (field, value),
        "{method} {path} {body:?}: {said}"
    );
    assert!(!text("message").is_empty() && !text("hint").is_empty(), "{said}");
    assert!(!text("message").contains('‹') && !text("hint").contains('‹'), "{said}");
    assert_eq!(house.entries(), before, "{path}: something was written");
}

#[tokio::test(start_paused = true)]
async fn what_is_not_understood_is_named() {
    let house = House::new().await;
    let (people, file) = ("/api/v1/people", format!("/api/v1/people/{}", house.own.person));
    let facts = format!("{file}/facts");
    let arrivals = format!("{file}/arrivals");
    let papers = format!("{file}/dossiers/{}/papers", house.own.dossier);
    let home = house.own.home.to_string();
    let far = house.far.home.to_string();
    for (path, body, field, value) in [
        (people, json!({"given": "Mira", "nom": "Roth"}), "nom", "Roth"),
        (people, json!({"given": 7}), "given", "7"),
        (people, json!({}), "surname", ""),
        (people, json!({"surname": "Roth", "birth": "31.2.1934"}), "birth", "31.2.1934"),
        (people, json!({"surname": "Roth", "birth": "1950"}), "birth", "1950"),
        (people, json!({"surname": "Roth", "sex": "girl"}), "sex", "girl"),
        (people, json!({"surname": "Roth", "arrival": {"plase": "x"}}), "arrival.plase", "x"),
        (
            people,
            json!({"surname": "Roth", "arrival": {"place": "nowhere", "from": "1942"}}),
            "place",
            "nowhere",
        ),
        (people, json!({"surname": "Roth", "compartment": "abc"}), "compartment", "abc"),
        (&facts, json!({}), "facts", ""),
        (&facts, json!({"need": {"is": "gold"}}), "need", "gold"),
        (&facts, json!({"name": {"given": ""}}), "surname", ""),
        (&facts, json!({"health": {"kind": "illness", "text": "x"}}), "health", ""),
        (&facts, json!({"note": {"key": "0011223344556677", "text": "x"}}), "key", "0011223344556677"),
        (&facts, json!({"heads": ["zz"], "birth": "1934"}), "heads", ""),
        (&facts, json!({"withdrawn": {"slot": "person/none", "why": "x"}}), "slot", "person/none"),
        (&arrivals, json!({"place": home, "from": "1943-01-01"}), "from", "1943-01-01"),
        (&arrivals, json!({"place": home, "from": ""}), "from", ""),
        (&arrivals, json!({"place": far, "from": "1942-03-01"}), "place", &far),
        (&papers, json!({"paper": "none", "status": "asked"}), "paper", "none"),
        (&papers, json!({"paper": "identity-sheet", "status": "lost"}), "status", "lost"),
        (
            &papers,
            json!({"paper": "identity-sheet", "status": "asked", "on": "1950-01-01"}),
            "on",
            "1950-01-01",
        ),
    ] {
        check(&house, "POST", path, Some(body), field, value).await;
    }
    for (path, field, value) in [
        ("/api/v1/people?limit=0", "limit", "0"),
        ("/api/v1/people?limit=many", "limit", "many"),
        ("/api/v1/people?nom=x", "nom", "x"),
        ("/api/v1/people?after=zz", "after", ""),
        ("/api/v1/places?kind=castle", "kind", "castle"),
        ("/api/v1/places?on=yesterday", "on", "yesterday"),
        ("/api/v1/dossiers?stage=none", "stage", "none"),
    ] {
        check(&house, "GET", path, None, field, value).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_is_no_json_is_refused() {
    let house = House::new().await;
    for body in ["", "{", "[]", "7", "\u{feff}{}", "{\"given\": \"\\ud800\"}"] {
        let ask = Ask {
            bearer: Some(house.token("worker")),
            body: Some(("application/json", body.as_bytes().to_vec())),
            ..Ask::default()
        };
        let answer = send(&house.router, "POST", "/api/v1/people", ask).await;
        assert_eq!(
            (answer.status.as_u16(), answer.json()["field"].as_str()),
            (422, Some("body")),
            "{body:?}"
        );
    }
    let deep = "[".repeat(100_000);
    let ask = Ask {
        bearer: Some(house.token("worker")),
        body: Some(("application/json", deep.into_bytes())),
        ..Ask::default()
    };
    assert_eq!(send(&house.router, "POST", "/api/v1/people", ask).await.status, 422);
}

#[tokio::test(start_paused = true)]
async fn the_token_of_a_session_opens_and_closes_it() {
    let house = House::new().await;
    let body = json!({"member": "reader", "passphrase": crate::house::PASSPHRASE});
    let opened = send(&house.router, "POST", "/api/v1/sessions", Ask::default().json(&body)).await;
    assert_eq!(opened.status, 201, "{}", opened.body);
    let token = opened.json()["token"].as_str().unwrap().to_string();
    let by =
        |token: &str| Ask { bearer: Some(Box::leak(token.to_string().into_boxed_str())), ..Ask::default() };
    assert_eq!(send(&house.router, "GET", "/api/v1/people", by(&token)).await.status, 200);
    assert_eq!(
        send(&house.router, "POST", "/api/v1/people", by(&token).json(&json!({"given": "x"}))).await.status,
        403
    );
    assert_eq!(send(&house.router, "DELETE", "/api/v1/sessions", by(&token)).await.status, 204);
    assert_eq!(send(&house.router, "GET", "/api/v1/people", by(&token)).await.status, 401);
    assert_eq!(send(&house.router, "GET", "/api/v1/people", by("00")).await.status, 401);
}

#[tokio::test(start_paused = true)]
async fn history_keeps_what_was_corrected() {
    let house = House::new().await;
    let file = format!("/api/v1/people/{}", house.own.person);
    let key = house.own.note.to_string();
    let said = json!({"note": {"key": key, "text": "she sings well"}, "birth": "1934-05"});
    assert_eq!(house.call("worker", "POST", &format!("{file}/facts"), Some(said)).await.status, 201);
    let history = house.call("reader", "GET", &format!("{file}/history"), None).await.json();
    let claims: Vec<&Value> =
        history.as_array().unwrap().iter().flat_map(|e| e["says"].as_array().unwrap()).collect();
    let slot = format!("note/{key}");
    let notes: Vec<&&Value> = claims.iter().filter(|c| c["slot"] == slot.as_str()).collect();
    assert_eq!(notes.len(), 2);
    assert_eq!((&notes[0]["stands"], &notes[1]["stands"]), (&json!(false), &json!(true)));
    assert_eq!(notes[0]["overtaken_by"].as_array().unwrap().len(), 1);
    let entry = &history.as_array().unwrap()[0];
    assert_eq!((&entry["by"], entry["at"].as_str().unwrap().len()), (&json!("worker"), 20));
}
