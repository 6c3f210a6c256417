//! Tracing: an aunt asks for a niece. Nothing is answered before she is vetted, a match needs two proofs beyond names, what
//! was rejected is remembered, interviews stay apart, and nobody is brought together while a step is missing.

use crate::house::House;
use crate::html::forms;

async fn page(house: &House, path: &str) -> String {
    let answer = house.get("worker", path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

async fn act(house: &House, act: &str, typed: &[(&str, &str)]) -> (u16, String) {
    let answer = house.post("worker", &format!("/tracing/{}/{act}", house.own.request), typed).await;
    (answer.status.as_u16(), answer.body)
}

/// The key of who is sought and of the first candidate, from the way to judge them.
fn pair(body: &str) -> (String, String) {
    let at = body.find("judgement?sought=").expect("somebody may be meant");
    let rest = body[at + "judgement?sought=".len()..].replace("&amp;", "&");
    let (key, rest) = rest.split_once("&subject=").unwrap();
    (key.to_string(), rest.chars().take_while(char::is_ascii_hexdigit).collect())
}

#[tokio::test(start_paused = true)]
async fn m_a_niece_is_found_and_brought_together_step_by_step() {
    let house = House::new().await;
    let address = format!("/tracing/{}?lang=en", house.own.request);
    let body = page(&house, &address).await;
    for part in [
        "Nothing may be answered yet",
        "vetting of whoever asks",
        "one person confirmed",
        "Who may be Halimi Amina",
    ] {
        assert!(body.contains(part), "{part} is missing");
    }
    assert!(body.contains("evidence-bar"), "the evidence stands field by field");
    let (sought, subject) = pair(&body);
    let judge = |verdict: &'static str, why: &'static str, proofs: &[&'static str]| {
        let fixed = [("sought", sought.clone()), ("subject", subject.clone())];
        let mut typed: Vec<(&'static str, String)> = fixed.into();
        typed.extend([("verdict", verdict.to_string()), ("why", why.to_string())]);
        typed.extend(proofs.iter().map(|p| ("proof", (*p).to_string())));
        typed
    };
    let post = async |act_of: &str, typed: &[(&str, String)]| {
        let typed: Vec<(&str, &str)> = typed.iter().map(|(n, v)| (*n, v.as_str())).collect();
        act(&house, act_of, &typed).await
    };
    let (status, body) = post("judgement", &judge("confirmed", "it looks like her", &["photograph"])).await;
    assert!(status == 422 && body.contains("il faut deux preuves"), "{status} {body}");
    assert_eq!(post("judgement", &judge("rejected", "another father", &[])).await.0, 303);
    assert!(page(&house, &address).await.contains("Rejected: 1"), "what was rejected is folded away");
    let found = judge("confirmed", "the scar, and the letter", &["mark", "letter"]);
    assert_eq!(post("judgement", &found).await.0, 303);
    let early = [("sought", sought.clone()), ("on", "1942-03-01".into()), ("words", "at the station".into())];
    let (status, body) = post("reunion", &early).await;
    assert!(status == 422 && body.contains("la vérification de qui demande"), "{status} {body}");
    for what in ["identity", "tie", "motive"] {
        let typed = [
            ("what", what.into()),
            ("outcome", "proved".into()),
            ("on", "1942-02-25".into()),
            ("words", "seen".into()),
        ];
        assert_eq!(post("vetting", &typed).await.0, 303, "{what}");
    }
    for (side, answer) in [("child", "a blue door"), ("adult", "the door was blue")] {
        let typed = [
            ("sought", sought.clone()),
            ("side", side.into()),
            ("on", "1942-02-26".into()),
            ("with", "Irma".into()),
            ("answer-home", answer.into()),
        ];
        assert_eq!(post("interview", &typed).await.0, 303);
        let shown = page(&house, &address).await.contains("a blue door");
        assert_eq!(shown, side == "adult", "one side's answers are shown only beside the other's");
    }
    for check in domain::tracing::CHECKS {
        let typed = [
            ("sought", sought.clone()),
            ("check", check.into()),
            ("on", "1942-02-27".into()),
            ("words", "yes".into()),
        ];
        assert_eq!(post("check", &typed).await.0, 303, "{check}");
    }
    let body = page(&house, &address).await;
    let consents = !body.contains("consent to tracing of the person");
    if !consents {
        let (status, body) = post("reunion", &early).await;
        assert!(status == 422 && body.contains("le consentement à la recherche"), "{status}");
        let given =
            [("purpose", "tracing"), ("consent_answer", "given"), ("giver", "Amina"), ("on", "1942-03-01")];
        let heads = forms(&page(&house, &format!("/people/{}/consents", house.own.person)).await)
            .into_iter()
            .flat_map(|form| form.fields)
            .find(|field| field.name == "heads")
            .map(|field| field.value)
            .unwrap_or_default();
        let typed: Vec<(&str, &str)> = given.into_iter().chain([("heads", heads.as_str())]).collect();
        let answer = house.post("worker", &format!("/people/{}/consents", house.own.person), &typed).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    assert!(page(&house, &address).await.contains("Nothing is missing any more"));
    assert_eq!(post("reunion", &early).await.0, 303);
    let body = page(&house, &address).await;
    assert!(body.contains("after two weeks") && body.contains("15 March 1942"), "the first follow-up is due");
    let typed = [
        ("sought", sought.clone()),
        ("step", "two-weeks".into()),
        ("goes", "strained".into()),
        ("on", "1942-03-02".into()),
        ("words", "she does not sleep".into()),
    ];
    assert_eq!(post("follow-up", &typed).await.0, 303);
    assert!(page(&house, &address).await.contains("after a month"));
    assert_eq!(
        post("ending", &[("on", "1942-03-02".into()), ("why", "they are together".into())]).await.0,
        303
    );
    assert_eq!(
        post("reply", &[("on", "1942-03-02".into())]).await.0,
        403,
        "a closed request takes nothing more"
    );
}

#[tokio::test(start_paused = true)]
async fn m_a_request_is_opened_and_nobody_else_reads_it() {
    let house = House::new().await;
    let home = house.own.compartment.to_string();
    let mut typed = vec![
        ("inquirer", "Jonas Baum"),
        ("asks_from", "Haifa"),
        ("contact_way", "by the office there"),
        ("house", home.as_str()),
        ("given", "רות"),
        ("surname", ""),
        ("birth", "1931~"),
        ("relation", "sibling"),
    ];
    let answer = house.post("worker", "/tracing", &typed).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let address = answer.header("location").to_string();
    assert!(page(&house, "/tracing?lang=en").await.contains("Jonas Baum"));
    assert_eq!(house.get("stranger", &address).await.status, 404, "another house's member does not see it");
    for (field, value) in [("inquirer", ""), ("given", ""), ("house", "nowhere"), ("birth", "soon")] {
        let before = typed.iter().find(|(n, _)| *n == field).map(|(_, v)| *v).unwrap();
        typed.iter_mut().filter(|(n, _)| *n == field).for_each(|(_, v)| *v = value);
        let answer = house.post("worker", "/tracing", &typed).await;
        assert_eq!(answer.status, 422, "{field}: {}", answer.body);
        typed.iter_mut().filter(|(n, _)| *n == field).for_each(|(_, v)| *v = before);
    }
    assert_eq!(house.get("worker", &format!("{address}/nonsense")).await.status, 404);
}

#[tokio::test(start_paused = true)]
async fn m_a_public_notice_needs_three_consents_and_a_photograph() {
    let house = House::new().await;
    let body =
        page(&house, &format!("/people/{}/notice?lang=en&relation=mother&danger=yes", house.own.person))
            .await;
    for part in ["Consent is missing", "The file has no photograph"] {
        assert!(body.contains(part), "{part}");
    }
    assert!(!body.contains("I am looking for"), "nothing is shown before");
}
