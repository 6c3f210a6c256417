//! The room at the scale: one line a child, an odd value asked about once, nothing of it for who holds no health volet, no
//! class on what leaves the house, admission and end by a person.

use crate::house::House;
use crate::http::{self, Answer, Ask};
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

#[tokio::test(start_paused = true)]
async fn h_a_stock_card_is_set_beside_what_a_day_asks_for() {
    let house = House::new().await;
    let place = house.own.home.to_string();
    let entries = house.entries();
    let moved = |more: &[(&'static str, &'static str)]| {
        let place = place.clone();
        let more = more.to_vec();
        let house = &house;
        async move {
            let fixed = [("place", place.as_str()), ("on", "1942-03-02"), ("product", "sachets")];
            house.post("nurse", "/weighings/supplies", &[fixed.as_slice(), &more].concat()).await
        }
    };
    assert_eq!(moved(&[("way", "counted"), ("amount", "150")]).await.status, 303);
    let refused = moved(&[("way", "received"), ("amount", "2,5")]).await;
    assert_eq!((refused.status.as_u16(), house.entries()), (422, entries + 1), "half a sachet is refused");
    assert!(refused.body.contains("href=\"#amount\""));
    let address = format!("/weighings/supplies?place={place}");
    let card = page(&house, "nurse", &address).await;
    assert!(card.contains("150 sachets"), "{card}");
    let rations = page(&house, "nurse", &format!("/weighings/rations?place={place}")).await;
    assert!(rations.contains("150 sachets"), "the ration list shows what there is");
    let way = card.split("action=\"").find(|s| s.contains("/withdrawals")).and_then(|s| s.split('"').next());
    let way = way.unwrap_or_else(|| panic!("a slip cannot be withdrawn: {card}"));
    let typed = [("place", place.as_str()), ("why", "")];
    assert_eq!(house.post("nurse", way, &typed).await.status, 422, "a withdrawal has its reason");
    let typed = [("place", place.as_str()), ("why", "another house")];
    assert_eq!(house.post("nurse", way, &typed).await.status, 303);
    assert!(!page(&house, "nurse", &address).await.contains("150 sachets"));
}

#[tokio::test(start_paused = true)]
async fn h_a_growth_chart_speaks_the_readers_language_and_comes_on_paper() {
    let house = House::new().await;
    let usual = [("weight", "22,4"), ("height", "118"), ("muac", "165"), ("oedema", "0")];
    assert_eq!(weighs(&house, "nurse", &usual).await.status, 303);
    let chart = format!("/people/{}/growth-chart?indicator=bfa-5-19", house.own.person);
    for (lang, words) in [("fr", "Indice de masse"), ("en", "Body mass"), ("he", "מדד מסת הגוף")] {
        let drawn = page(&house, "nurse", &format!("{chart}&lang={lang}")).await;
        assert!(drawn.contains(words), "{lang}");
        let sheet = house.get("nurse", &format!("{chart}&lang={lang}&format=pdf")).await;
        assert_eq!((sheet.status.as_u16(), sheet.header("content-type")), (200, "application/pdf"), "{lang}");
    }
}

#[tokio::test(start_paused = true)]
async fn h_a_survey_is_read_from_a_file_with_its_design_and_nothing_is_kept() {
    let house = House::new().await;
    let entries = house.entries();
    let mut file = String::from("sex,age_days,weight,lenhei,measure,psu\n");
    for i in 0..120 {
        let (days, cm) = (200 + i * 13, 63.0 + f64::from(i) * 0.35);
        let kg = 15.4 * (cm / 100.0) * (cm / 100.0) * (0.82 + f64::from(i * 7 % 40) / 100.0);
        file += &format!("{},{days},{kg:.1},{cm:.1},,{}\n", i % 2 + 1, i % 10);
    }
    file += "1,900,heavy,85,h,3\n";
    let send = |name: &'static str, cluster: &'static str, content: Vec<u8>| {
        let house = &house;
        async move {
            let fields = [("cluster_column", cluster)];
            let ask = Ask::by(house.token(name)).multipart(&fields, "file", "enquete.csv", &content);
            http::send(&house.router, "POST", "/weighings/survey-file", ask).await
        }
    };
    let answer = send("nurse", "psu", file.clone().into_bytes()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.body.contains("121") && answer.body.contains("heavy"), "{}", answer.body);
    assert!(answer.body.contains("SMART"), "the checks stand below");
    assert_eq!(send("nurse", "cluster", file.clone().into_bytes()).await.status, 422, "no such column");
    assert_eq!(send("nurse", "", b"weight,age\n3,4\n".to_vec()).await.status, 422, "nobody's sex is known");
    assert_eq!(send("nurse", "", vec![0; 40]).await.status, 422);
    let other = send("worker", "psu", file.into_bytes()).await.status.as_u16();
    assert!([403, 404].contains(&other), "{other}");
    assert_eq!(house.entries(), entries);
}
