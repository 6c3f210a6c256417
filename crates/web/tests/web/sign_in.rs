//! Sessions: no hint who is known here, lock and idleness end them, other sites and other names get nothing.

use crate::house::{House, IDLE, PASSPHRASE};
use crate::http::{Ask, send};
use axum::http::StatusCode;

async fn tried(house: &House, member: &str, passphrase: &str) -> String {
    let form = Ask::default().form(&[("member", member), ("passphrase", passphrase), ("next", "/today")]);
    let answer = send(&house.router, "POST", "/sign-in", form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!answer.headers.contains_key("set-cookie"));
    assert!(!answer.body.contains(passphrase), "the passphrase comes back");
    answer.body.replace(member, "NAME")
}

#[tokio::test(start_paused = true)]
async fn c4_an_unknown_member_is_answered_as_a_wrong_passphrase() {
    let house = House::new().await;
    assert_eq!(tried(&house, "worker", "wrong words").await, tried(&house, "somebody", "wrong words").await);
    let mut said = Vec::new();
    for member in ["worker", "somebody"] {
        let body = serde_json::json!({"member": member, "passphrase": "wrong words"});
        let answer = send(&house.router, "POST", "/api/v1/sessions", Ask::default().json(&body)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        said.push(answer.body);
    }
    assert_eq!(said[0], said[1]);
}

#[tokio::test(start_paused = true)]
pub async fn c4_many_wrong_passphrases_are_answered_ever_more_slowly() {
    let house = House::new().await;
    let mut waits = Vec::new();
    for _ in 0..9 {
        let began = tokio::time::Instant::now();
        tried(&house, "worker", "wrong words").await;
        waits.push(began.elapsed().as_secs());
    }
    assert_eq!(waits[..5], [0; 5]);
    assert!(waits[5..].windows(2).all(|w| w[0] < w[1]) && waits[5] > 0, "{waits:?}");
}

#[tokio::test(start_paused = true)]
async fn a_form_leads_on_within_this_node_only() {
    let house = House::new().await;
    for (next, place) in [
        ("/people?q=A", "/people?q=A"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("", "/"),
        ("javascript:alert(1)", "/"),
    ] {
        let form = Ask::default().form(&[("member", "worker"), ("passphrase", PASSPHRASE), ("next", next)]);
        let answer = send(&house.router, "POST", "/sign-in", form).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, place), "{next:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a11_lock_ends_the_session() {
    let house = House::new().await;
    assert_eq!(house.get("worker", "/today").await.status, StatusCode::OK);
    let locked = house.post("worker", "/lock", &[]).await;
    assert_eq!(locked.header("location"), "/sign-in");
    let after = house.get("worker", "/today").await;
    assert_eq!((after.status, after.header("location")), (StatusCode::SEE_OTHER, "/sign-in?next=/today"));
    assert_eq!(house.call("worker", "GET", "/api/v1/people", None).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(house.get("supervisor", "/today").await.status, StatusCode::OK, "another member works on");
}

#[tokio::test(start_paused = true)]
async fn a11_the_last_lock_locks_the_node() {
    let house = House::new().await;
    for name in house.tokens.keys() {
        assert!(!house.store.is_locked());
        house.post(name, "/lock", &[]).await;
    }
    assert!(house.store.is_locked());
}

#[tokio::test(start_paused = true)]
pub async fn a11_a_session_that_stands_still_ends() {
    let house = House::new().await;
    tokio::time::advance(IDLE / 2).await;
    assert_eq!(house.get("worker", "/today").await.status, StatusCode::OK);
    tokio::time::advance(IDLE / 2 + std::time::Duration::from_secs(1)).await;
    assert_eq!(house.get("worker", "/today").await.status, StatusCode::OK, "a request keeps it");
    assert_eq!(
        house.get("supervisor", "/today").await.status,
        StatusCode::SEE_OTHER,
        "who did nothing is out"
    );
    tokio::time::advance(IDLE).await;
    assert_eq!(house.get("worker", "/today").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(start_paused = true)]
async fn a11_a_session_ends_after_a_working_day() {
    let house = House::new().await;
    for _ in 0..(12 * 3600 / 240) {
        assert_eq!(house.get("worker", "/settings").await.status, StatusCode::OK);
        tokio::time::advance(std::time::Duration::from_secs(240)).await;
    }
    assert_eq!(house.get("worker", "/settings").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(start_paused = true)]
async fn a11_the_node_locks_itself_when_everybody_stands_still() {
    let house = House::new().await;
    let watch = tokio::spawn(web::lock_when_idle(house.app.clone()));
    tokio::time::advance(IDLE / 2).await;
    tokio::task::yield_now().await;
    assert_eq!(house.get("worker", "/settings").await.status, StatusCode::OK);
    assert!(!house.store.is_locked(), "somebody is signed in");
    for _ in 0..40 {
        tokio::time::advance(IDLE / 20).await;
        tokio::task::yield_now().await;
    }
    assert!(house.store.is_locked(), "keys stay in memory after everybody has gone");
    watch.abort();
}

#[tokio::test(start_paused = true)]
async fn a_locked_node_sends_to_the_sign_in_whatever_the_cookie_says() {
    let house = House::new().await;
    house.store.lock();
    assert_eq!(house.get("worker", "/today").await.header("location"), "/sign-in?next=/today");
    assert_eq!(house.call("worker", "GET", "/api/v1/people", None).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(start_paused = true)]
async fn a4_a_role_that_changes_counts_at_once() {
    let house = House::new().await;
    let file = format!("/people/{}", house.own.person);
    assert_eq!(house.get("worker", &file).await.status, StatusCode::OK);
    house.regrant("worker", domain::compartment::Role::Visitor);
    assert_eq!(house.get("worker", &file).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        house.call("worker", "GET", &format!("/api/v1{file}"), None).await.status,
        StatusCode::FORBIDDEN
    );
    let said = serde_json::json!({"birth": "1934"});
    let said = house.call("worker", "POST", &format!("/api/v1{file}/facts"), Some(said)).await;
    assert_eq!(said.status, StatusCode::FORBIDDEN);
}

#[tokio::test(start_paused = true)]
async fn a4_a_changed_passphrase_ends_every_other_session() {
    let mut house = House::new().await;
    let first = house.token("worker").to_string();
    house.sign_in("worker").await;
    let new = "seven other quiet words for the winter";
    let fields = [("old_passphrase", PASSPHRASE), ("new_passphrase", new), ("again", new), ("anyway", "yes")];
    let changed = house.post("worker", "/passphrase", &fields).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    let elsewhere = send(&house.router, "GET", "/today", Ask::by(&first)).await;
    assert_eq!(elsewhere.status, StatusCode::SEE_OTHER, "the other browser is still signed in");
    assert_eq!(house.get("worker", "/today").await.status, StatusCode::OK, "the one who changed it works on");
    assert_eq!(house.get("reader", "/today").await.status, StatusCode::OK, "another member too");
    tried(&house, "worker", PASSPHRASE).await;
}

#[tokio::test(start_paused = true)]
async fn a13_a_name_that_is_not_this_node_s_is_refused() {
    let house = House::new().await;
    for (host, status) in [
        ("127.0.0.1:7423", 200),
        ("localhost", 200),
        ("[::1]:7423", 200),
        ("relais.lan", 200),
        ("relais.lan:7423", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("evil.example:7423", 421),
        ("localhost.evil.example:80", 421),
    ] {
        let ask = Ask::by(house.token("worker")).header("host", host);
        assert_eq!(send(&house.router, "GET", "/today", ask).await.status, status, "{host}");
    }
}

#[tokio::test(start_paused = true)]
pub async fn a13_a_form_of_another_site_is_refused() {
    let mut house = House::new().await;
    let before = house.entries();
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
    ] {
        for path in ["/lock", "/sign-in", "/api/v1/people"] {
            let ask = Ask::by(house.token("worker")).form(&[("given", "Mira")]).header(name, value);
            let answer = send(&house.router, "POST", path, ask).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value} {path}");
        }
    }
    assert_eq!(house.get("worker", "/today").await.status, StatusCode::OK, "the session still stands");
    let ask = Ask::by(house.token("worker")).header("sec-fetch-site", "same-origin");
    assert_eq!(send(&house.router, "POST", "/lock", ask).await.status, StatusCode::SEE_OTHER);
    house.sign_in("worker").await;
    assert_eq!(house.entries(), before);
}

/// By the page too nothing opens any more, once it was meant.
#[tokio::test(start_paused = true)]
async fn p6_by_the_page_nobody_signs_in_again() {
    let house = House::new().await;
    let answer = house.post("worker", "/panic", &[]).await;
    assert_eq!(answer.header("location"), "/settings#panic");
    assert_eq!(house.get("worker", "/today").await.status, StatusCode::OK, "it was not meant");
    let answer = house.post("worker", "/panic", &[("meant", "yes")]).await;
    assert_eq!(answer.header("location"), "/sign-in");
    assert!(house.store.is_locked());
    for name in ["worker", "keeper", "founder"] {
        let opened = house.store.unlock(name, crate::house::PASSPHRASE);
        assert!(matches!(opened, Err(store::Problem::WrongPassphrase)), "{name}");
    }
}
