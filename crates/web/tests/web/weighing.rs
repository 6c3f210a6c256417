//! The room at the scale: one line a child, an odd value asked about once, nothing of it for who holds no health volet, no
//! class on what leaves the house, admission and end by a person.

use crate::house::House;
use crate::http::Answer;
use domain::compartment::Role;

fn code(house: &House) -> String {
    domain::code::of(&house.own.subject)
}

async fn weighs(house: &House, name: &str, more: &[(&str, &str)]) -> Answer {
    let (place, code) = (house.own.home.to_string(), code(house));
    let fixed =
        [("place", place.as_str()), ("code", code.as_str()), ("on", "1942-03-02"), ("position", "standing")];
    house.post(name, "/weighings/session", &[fixed.as_slice(), more].concat()).await
}

async fn page(house: &House, name: &str, path: &str) -> String {
    let answer = house.get(name, path).await;
    assert_eq!(answer.status, 200, "{name} {path}: {}", answer.body);
    answer.body
}

#[tokio::test(start_paused = true)]
async fn h_a_child_is_weighed_in_one_line_and_an_odd_value_is_asked_about_once() {
    let house = House::new().await;
    let session = format!("/weighings/session?place={}", house.own.home);
    let before = page(&house, "nurse", &session).await;
    assert!(before.contains("autofocus") && before.contains("Halimi"), "{before}");
    let usual = [("weight", "22,4"), ("height", "118"), ("muac", "165"), ("oedema", "0")];
    let answer = weighs(&house, "nurse", &usual).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let after = page(&house, "nurse", answer.header("location")).await;
    assert!(after.contains("22,4 kg"), "what was written last is shown");
    for class in ["severe", "sévère", "moderate", "modéré"] {
        assert!(!after.to_lowercase().contains(class), "the screen at the scale says {class}");
    }
    let entries = house.entries();
    let odd = [("weight", "12,4"), ("height", "118"), ("muac", "165"), ("oedema", "0")];
    let asked = weighs(&house, "nurse", &odd).await;
    assert_eq!((asked.status.as_u16(), house.entries()), (409, entries), "an odd value is asked about first");
    let said = weighs(&house, "nurse", &[odd.as_slice(), &[("confirmed", "yes")]].concat()).await;
    assert_eq!((said.status.as_u16(), house.entries()), (303, entries + 1), "and then believed");
}

#[tokio::test(start_paused = true)]
async fn h_what_cannot_be_is_refused_by_field_with_nothing_written() {
    let house = House::new().await;
    let before = house.entries();
    let cases: [(&[(&str, &str)], &str); 5] = [
        (&[("weight", "heavy")], "weight"),
        (&[("weight", "900")], "weight"),
        (&[("weight", "22"), ("oedema", "much")], "oedema"),
        (&[("height", "118"), ("position", "upside-down")], "position"),
        (&[], "weight"),
    ];
    for (fields, field) in cases {
        let position = fields.iter().find(|(n, _)| *n == "position");
        let mut all: Vec<(&str, &str)> = fields.iter().copied().filter(|(n, _)| *n != "position").collect();
        let (place, code) = (house.own.home.to_string(), code(&house));
        all.extend([("place", place.as_str()), ("code", code.as_str()), ("on", "1942-03-02")]);
        all.push(position.copied().unwrap_or(("position", "standing")));
        let answer = house.post("nurse", "/weighings/session", &all).await;
        assert_eq!(answer.status, 422, "{fields:?}");
        assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{fields:?}: {field} is not named");
    }
    let nobody = [("place", house.own.home.to_string()), ("code", "ZZ".into()), ("weight", "22".into())];
    let nobody: Vec<(&str, &str)> = nobody.iter().map(|(n, v)| (*n, v.as_str())).collect();
    assert_eq!(house.post("nurse", "/weighings/session", &nobody).await.status, 422);
    assert_eq!(house.entries(), before);
}

#[tokio::test(start_paused = true)]
async fn c_nothing_of_weighing_is_seen_without_the_health_volet() {
    let house = House::new().await;
    assert_eq!(weighs(&house, "nurse", &[("weight", "22,4"), ("muac", "112")]).await.status, 303);
    let file = format!("/people/{}", house.own.person);
    let mine = [format!("{file}/weighings"), format!("{file}/growth-chart"), "/weighings".into()];
    for name in Role::ALL.map(Role::key).into_iter().filter(|n| *n != "nurse").chain(["stranger", "chaplain"])
    {
        for path in &mine {
            let status = house.get(name, path).await.status.as_u16();
            assert!([403, 404].contains(&status), "{name} gets {status} on {path}");
        }
        for path in [file.clone(), format!("{file}/history"), format!("/places/{}", house.own.home)] {
            let body = house.get(name, &path).await.body;
            assert!(!body.contains("22,4") && !body.contains("/weighings"), "{name} sees it on {path}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn h_a_person_admits_and_a_person_lets_go_and_the_card_says_no_class() {
    let house = House::new().await;
    assert_eq!(
        weighs(&house, "nurse", &[("weight", "14,2"), ("height", "112"), ("muac", "125")]).await.status,
        303
    );
    let child = format!("/people/{}", house.own.person);
    let proposed = page(&house, "nurse", &format!("{child}/weighings")).await;
    assert!(proposed.contains("/programmes\""), "the decision is offered");
    let typed = [
        ("programme", "special-barrack"),
        ("admitted_on", "1942-03-02"),
        ("ration", "9 sachets par semaine"),
    ];
    assert_eq!(house.post("nurse", &format!("{child}/programmes"), &typed).await.status, 303);
    assert_eq!(
        house.post("nurse", &format!("{child}/programmes"), &typed).await.status,
        422,
        "one at a time"
    );
    for path in ["rations", "cards"] {
        let body = page(&house, "nurse", &format!("/weighings/{path}?place={}", house.own.home)).await;
        assert!(body.contains("9 sachets par semaine"), "{path}");
        let body = body.split("<main").nth(1).unwrap_or_default().to_lowercase();
        for word in ["halimi", "severe", "sévère", "malnut", "baraque"] {
            assert!(!body.contains(word), "{path} says {word}");
        }
    }
    let running = page(&house, "nurse", &format!("{child}/weighings")).await;
    let leaving =
        running.split("action=\"").find(|s| s.contains("/leaving")).and_then(|s| s.split('"').next());
    let leaving = leaving.unwrap_or_else(|| panic!("no way to end it: {running}"));
    let ended = [("weighing_outcome", "recovered"), ("left_on", "1942-03-02")];
    assert_eq!(house.post("nurse", leaving, &ended).await.status, 303);
    assert_eq!(house.post("nurse", leaving, &ended).await.status, 404, "it has ended");
    let outcomes = page(&house, "nurse", "/weighings/outcomes").await;
    assert!(outcomes.contains("100,0 %"), "the one who left has recovered: {outcomes}");
}
