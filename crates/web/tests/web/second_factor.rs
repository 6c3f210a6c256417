//! The second factor: after the passphrase a code of the member's own device, each code once, few tries, and nothing by the
//! API without it either.

use crate::house::{House, PASSPHRASE};
use crate::http::{Answer, Ask, send};
use axum::http::StatusCode;
use totp_rs::{Builder, Secret, Totp};

/// Milliseconds of a step.
const STEP_MS: i64 = 30_000;

/// The device that takes the secret from the page.
fn device(page: &str) -> Totp {
    let typed = page.split("<code dir=\"ltr\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
    let secret = Secret::try_from_base32(typed.replace(' ', "")).unwrap();
    Builder::new().with_secret(secret.as_bytes().to_vec()).build().unwrap()
}

/// What the device shows while the node's clock says what it says.
fn shows(house: &House, device: &Totp) -> String {
    let now = store::Clock::wall_unix_ms(&house.clock).div_euclid(1_000).cast_unsigned();
    device.generate(now).to_string()
}

async fn types(house: &House, fields: &[(&str, &str)]) -> Answer {
    send(&house.router, "POST", "/sign-in", Ask::default().form(fields)).await
}

/// The passphrase, which is right; what the form for the code brings back.
async fn half(house: &House) -> String {
    let answer = types(house, &[("member", "worker"), ("passphrase", PASSPHRASE), ("next", "/today")]).await;
    assert_eq!((answer.status, answer.headers.contains_key("set-cookie")), (StatusCode::OK, false));
    let half = answer.body.split("name=\"half\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    half.unwrap().to_string()
}

/// Sets up a device for the worker.
async fn with_device(house: &House) -> Totp {
    // Whoever finds a browser signed in sets up nothing.
    for passphrase in ["", "wrong words"] {
        let fields = [("do", "begin"), ("passphrase", passphrase)];
        assert_eq!(
            house.post("worker", "/second-factor", &fields).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
    let begun = house.post("worker", "/second-factor", &[("do", "begin"), ("passphrase", PASSPHRASE)]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    let page = house.get("worker", "/second-factor").await;
    assert!(page.body.contains("class=\"qr\""), "a picture to take it from");
    let device = device(&page.body);
    let wrong = house.post("worker", "/second-factor", &[("do", "prove"), ("second_factor", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let spoken = shows(house, &device);
    let (left, right) = spoken.split_at(3);
    let grouped = format!("{left} {right}");
    let right = house.post("worker", "/second-factor", &[("do", "prove"), ("second_factor", &grouped)]).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER, "{}", right.body);
    let after = house.get("worker", "/second-factor").await;
    assert!(!after.body.contains("class=\"qr\""), "the secret is shown once");
    device
}

#[tokio::test(start_paused = true)]
async fn c4_after_the_passphrase_comes_a_code_that_is_good_once() {
    let house = House::new().await;
    let device = with_device(&house).await;
    let half = half(&house).await;
    // The code that proved the device is used up.
    let used = shows(&house, &device);
    for code in ["", "123", "000000", used.as_str()] {
        let answer = types(&house, &[("half", &half), ("second_factor", code)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{code:?}");
        assert!(!answer.headers.contains_key("set-cookie"));
    }
    house.clock.advance_ms(STEP_MS);
    let code = shows(&house, &device);
    let answer = types(&house, &[("half", &half), ("second_factor", &code), ("next", "/today")]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/today"));
    assert!(answer.headers.contains_key("set-cookie"));
    // The half is whole: it lets nobody in a second time, with whatever code.
    house.clock.advance_ms(STEP_MS);
    let again = types(&house, &[("half", &half), ("second_factor", &shows(&house, &device))]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Nobody else is asked for one.
    let other = types(&house, &[("member", "reader"), ("passphrase", PASSPHRASE)]).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER);
}

#[tokio::test(start_paused = true)]
async fn c4_five_codes_or_three_minutes_and_the_passphrase_is_typed_again() {
    let house = House::new().await;
    let device = with_device(&house).await;
    let first = half(&house).await;
    for _ in 0..5 {
        types(&house, &[("half", &first), ("second_factor", "000000")]).await;
    }
    let late = half(&house).await;
    tokio::time::advance(std::time::Duration::from_secs(181)).await;
    house.clock.advance_ms(STEP_MS);
    let code = shows(&house, &device);
    for half in [first, late, "nothing".into()] {
        let answer = types(&house, &[("half", &half), ("second_factor", &code)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("name=\"passphrase\""), "from the beginning");
    }
}

#[tokio::test(start_paused = true)]
async fn c4_another_device_takes_a_code_of_the_first_and_guesses_make_everybody_wait() {
    let house = House::new().await;
    let device = with_device(&house).await;
    let begin = |fields: Vec<(&'static str, String)>| {
        let house = &house;
        async move {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            house.post("worker", "/second-factor", &fields).await.status
        }
    };
    let with = |code: &str| vec![("do", "begin".to_string()), ("second_factor", code.to_string())];
    let passphrase = vec![("do", "begin".to_string()), ("passphrase", PASSPHRASE.to_string())];
    assert_eq!(
        begin(passphrase).await,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the passphrase is not enough any more"
    );
    house.clock.advance_ms(STEP_MS);
    assert_eq!(begin(with(&shows(&house, &device))).await, StatusCode::SEE_OTHER);
    for _ in 0..10 {
        assert_eq!(begin(with("000000")).await, StatusCode::UNPROCESSABLE_ENTITY);
    }
    house.clock.advance_ms(STEP_MS);
    assert_eq!(begin(with(&shows(&house, &device))).await, StatusCode::UNPROCESSABLE_ENTITY, "not looked at");
    house.clock.advance_ms(2 * STEP_MS);
    assert_eq!(begin(with(&shows(&house, &device))).await, StatusCode::SEE_OTHER, "a minute later it is");
}

#[tokio::test(start_paused = true)]
async fn c4_the_api_asks_for_the_code_and_it_ends_with_one() {
    let house = House::new().await;
    let device = with_device(&house).await;
    let session = |code: Option<String>| {
        let body = serde_json::json!({"member": "worker", "passphrase": PASSPHRASE, "second_factor": code});
        let router = &house.router;
        async move { send(router, "POST", "/api/v1/sessions", Ask::default().json(&body)).await }
    };
    let missing = session(None).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(missing.body.contains("second_factor") && !missing.body.contains("token"), "{}", missing.body);
    house.clock.advance_ms(STEP_MS);
    assert_eq!(session(Some(shows(&house, &device))).await.status, StatusCode::CREATED);
    let end = |code: String| {
        let house = &house;
        async move {
            let fields = [("do", "end"), ("second_factor", code.as_str())];
            house.post("worker", "/second-factor", &fields).await.status
        }
    };
    assert_eq!(end("000000".into()).await, StatusCode::UNPROCESSABLE_ENTITY);
    house.clock.advance_ms(STEP_MS);
    assert_eq!(end(shows(&house, &device)).await, StatusCode::SEE_OTHER);
    assert_eq!(session(None).await.status, StatusCode::CREATED);
}
