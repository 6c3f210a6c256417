//! The rooms of a person as people use them: search before create, one file from a form sent twice, brothers and
//! sisters, corrections that strike through, disputes that a person settles, drafts of one's own, a health volet that
//! is silent to others.

use crate::house::House;
use crate::html::{forms, tags};
use crate::http::Answer;

/// Where an answer leads, without its query.
fn leads_to(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").split(['?', '#']).next().unwrap_or_default().to_string()
}

/// The hidden field of a form that makes it count once.
async fn once(house: &House, page: &str) -> String {
    let answer = house.get("worker", page).await;
    let form = forms(&answer.body).into_iter().find(|f| f.action == "/people" && f.method == "POST").unwrap();
    form.fields.into_iter().find(|f| f.name == "once").unwrap().value
}

async fn page(house: &House, name: &str, path: &str) -> String {
    let answer = house.get(name, path).await;
    assert_eq!(answer.status, 200, "{name} {path}");
    answer.body
}

#[tokio::test(start_paused = true)]
async fn h_a_registration_sent_twice_makes_one_file() {
    let house = House::new().await;
    let (once, home) = (once(&house, "/people/new").await, house.own.home.to_string());
    let typed = [
        ("once", once.as_str()),
        ("given", "Zipora"),
        ("surname", "Kerner"),
        ("sex", "f"),
        ("birth", "1936"),
        ("place", home.as_str()),
        ("from", "1942-03-01"),
        ("came_from", "Lyon"),
    ];
    let before = house.entries();
    let first = leads_to(&house.post("worker", "/people", &typed).await);
    let second = leads_to(&house.post("worker", "/people", &typed).await);
    assert_eq!(first, second);
    assert_eq!(house.entries(), before + 1);
    let shown = page(&house, "worker", &first).await;
    for told in ["Zipora", "Kerner", "Les Tilleuls", "Lyon"] {
        assert!(shown.contains(told), "{told} is not on the file");
    }
    // A seal of one member does not count for another: they make a file of their own.
    let other = leads_to(
        &house.post("colleague", "/people", &[typed.as_slice(), &[("anyway", "yes")]].concat()).await,
    );
    assert_ne!(first, other);
}

#[tokio::test(start_paused = true)]
async fn h_somebody_known_stops_a_registration_once() {
    let house = House::new().await;
    let typed = [("given", "Amina"), ("surname", "Halimi"), ("birth", "1934"), ("sex", "f")];
    let before = house.entries();
    let stopped = house.post("worker", "/people", &typed).await;
    assert_eq!(stopped.status, 409);
    assert_eq!(house.entries(), before, "something was written before anybody looked");
    assert!(stopped.body.contains(&format!("/people/{}", house.own.person)), "the person known is not shown");
    let fields = forms(&stopped.body).into_iter().flat_map(|f| f.fields);
    assert!(fields.into_iter().any(|f| f.name == "given" && f.value == "Amina"), "what was typed is lost");
    let anyway = house.post("worker", "/people", &[typed.as_slice(), &[("anyway", "yes")]].concat()).await;
    assert_ne!(leads_to(&anyway), format!("/people/{}", house.own.person));
    let fragment = house.post("worker", "/people/similar", &typed[..2]).await;
    assert!(fragment.body.contains(&house.own.person.to_string()) && !fragment.body.contains("<html"));
}

#[tokio::test(start_paused = true)]
async fn h_a_sibling_takes_three_fields() {
    let house = House::new().await;
    let (person, ask) = (house.own.person.to_string(), format!("/people/new?sibling={}", house.own.person));
    let once = once(&house, &ask).await;
    let typed =
        [("sibling", person.as_str()), ("once", &once), ("given", "Emil"), ("sex", "m"), ("birth", "1937")];
    let made = leads_to(&house.post("worker", "/people", &typed).await);
    assert_eq!(made, leads_to(&house.post("worker", "/people", &typed).await), "sent twice, made twice");
    let shown = page(&house, "worker", &made).await;
    for shared in ["Emil Halimi", "Sami Halimi", "Les Tilleuls", "Mannheim"] {
        assert!(shown.contains(shared), "{shared} is not shared");
    }
    assert!(shown.contains(&person), "the tie is not in the new file");
    assert!(
        page(&house, "worker", &format!("/people/{person}")).await.contains("Emil"),
        "nor in the first one"
    );
}

#[tokio::test(start_paused = true)]
async fn what_was_never_true_is_withdrawn_with_a_reason() {
    let house = House::new().await;
    let file = format!("/people/{}", house.own.person);
    let to = format!("{file}/withdrawals");
    let slot = ("slot", "person/birth-place");
    assert_eq!(house.post("worker", &to, &[slot]).await.status, 422);
    assert_eq!(house.post("worker", &to, &[("slot", "person/subject"), ("reason", "x")]).await.status, 404);
    assert_eq!(house.post("reader", &to, &[slot, ("reason", "x")]).await.status, 403);
    leads_to(&house.post("worker", &to, &[slot, ("reason", "of her cousin")]).await);
    let shown = page(&house, "worker", &file).await;
    assert!(shown.contains("<del>") && shown.contains("of her cousin"));
    let history = page(&house, "worker", &format!("{file}/history")).await;
    assert!(history.contains("of her cousin") && history.contains("Mannheim"));
}

#[tokio::test(start_paused = true)]
async fn s2_a_person_settles_what_two_said() {
    let house = House::new().await;
    let file = format!("/people/{}", house.own.person);
    let heads = forms(&page(&house, "worker", &format!("{file}/births")).await);
    let heads = heads.iter().flat_map(|f| &f.fields).find(|f| f.name == "heads").unwrap().value.clone();
    for (name, birth) in [("worker", "1931"), ("colleague", "1932")] {
        leads_to(&house.post(name, &format!("{file}/births"), &[("heads", &heads), ("birth", birth)]).await);
    }
    assert!(page(&house, "worker", &file).await.contains("said-many"));
    let ask = page(&house, "worker", &format!("{file}/settlements?slot=person%2Fborn")).await;
    let form = forms(&ask).into_iter().find(|f| f.action.ends_with("/settlements")).unwrap();
    let choices: Vec<&str> =
        form.fields.iter().filter(|f| f.name == "choice").map(|f| f.value.as_str()).collect();
    assert!(!choices.is_empty());
    let heads = &form.fields.iter().find(|f| f.name == "heads").unwrap().value;
    let radios: Vec<String> =
        tags(&ask).iter().filter(|t| t.get("name") == "choice").map(|t| t.get("value").to_string()).collect();
    assert_eq!(radios.len(), 2);
    let to = format!("{file}/settlements");
    assert_eq!(house.post("worker", &to, &[("slot", "person/born"), ("heads", heads)]).await.status, 422);
    leads_to(
        &house
            .post("worker", &to, &[("slot", "person/born"), ("heads", heads), ("choice", &radios[1])])
            .await,
    );
    let settled = page(&house, "worker", &file).await;
    assert!(!settled.contains("said-many"), "still disputed");
    let history = page(&house, "worker", &format!("{file}/history")).await;
    assert!(history.contains("1931") && history.contains("1932"), "a value was lost");
}

#[tokio::test(start_paused = true)]
async fn h_a_draft_is_ones_own_and_goes_when_it_is_recorded() {
    let house = House::new().await;
    let form = format!("/people/{}/notes", house.own.person);
    let shown = page(&house, "worker", &form).await;
    let key = tags(&shown).iter().find(|t| t.has("data-draft")).unwrap().get("data-draft").to_string();
    let kept = house
        .post("worker", &format!("/drafts/{key}"), &[("text", "she waits at the gate"), ("on", "1942-03-01")])
        .await;
    assert_eq!(kept.status, 204);
    assert!(page(&house, "worker", &form).await.contains("she waits at the gate"));
    assert!(
        !page(&house, "colleague", &form).await.contains("she waits at the gate"),
        "a colleague sees the draft"
    );
    let long = "x".repeat(70_000);
    assert_eq!(house.post("worker", &format!("/drafts/{key}"), &[("text", &long)]).await.status, 422);
    leads_to(&house.post("worker", &form, &[("text", "she waits at the gate"), ("own_words", "yes")]).await);
    assert!(
        !page(&house, "worker", &form).await.contains("she waits at the gate"),
        "the draft is still there"
    );
    let file = page(&house, "worker", &format!("/people/{}", house.own.person)).await;
    assert!(file.contains("she waits at the gate"));
}

#[tokio::test(start_paused = true)]
async fn c_the_first_health_record_begins_a_volet_nobody_else_sees() {
    let house = House::new().await;
    let file = format!("/people/{}", house.own.sibling);
    let typed =
        [("health_kind", "allergy"), ("text", "penicillin Qrash"), ("todo", "no penicillin, call the nurse")];
    leads_to(&house.post("nurse", &format!("{file}/health-records"), &typed).await);
    for path in [file.clone(), format!("{file}/health")] {
        assert!(page(&house, "nurse", &path).await.contains("Qrash"), "the nurse does not see it on {path}");
    }
    let others = page(&house, "worker", &file).await;
    assert!(!others.contains("Qrash") && !others.contains("/health"), "a worker is told of the volet");
    assert!(others.contains("no penicillin, call the nurse"), "nobody is told what to do");
    assert_eq!(house.get("worker", &format!("{file}/health")).await.status, 404);
    assert_eq!(house.post("worker", &format!("{file}/health-records"), &typed).await.status, 404);
}

#[tokio::test(start_paused = true)]
async fn what_was_searched_for_stands_in_no_address() {
    let house = House::new().await;
    let file = format!("/people/{}", house.own.person);
    let found = house.post("worker", "/people/search", &[("q", "halimi")]).await;
    let none = house.post("worker", "/people/search", &[("q", "Zzyzx")]).await;
    let (first, second) = (found.header("location"), none.header("location"));
    assert!(first != second && !first.contains("halimi") && !second.contains("Zzyzx"), "{first} {second}");
    assert!(page(&house, "worker", second).await.contains("class=\"empty\""));
    let found = page(&house, "worker", first).await;
    assert!(found.contains(&file) && found.contains("value=\"halimi\""), "back leads to the same search");
    let unknown = page(&house, "colleague", first).await;
    assert!(!unknown.contains("halimi"), "another session knows nothing of it");
    assert_eq!(leads_to(&house.post("worker", "/people/search", &[("q", " ")]).await), "/people");
}

#[tokio::test(start_paused = true)]
async fn a_search_takes_no_register_out_of_the_session() {
    let house = House::new().await;
    house.post("supervisor", "/people/search", &[("q", "halimi")]).await;
    for _ in 0..2 {
        house.uploads("supervisor", house.own.home).await;
    }
    let first = format!("/register/{}", house.own.draft);
    assert_eq!(house.get("supervisor", &first).await.status, 200, "three registers are held beside it");
    house.uploads("supervisor", house.own.home).await;
    assert_eq!(house.get("supervisor", &first).await.status, 404, "of four the oldest went");
    assert!(page(&house, "supervisor", "/people?search=1").await.contains("value=\"halimi\""));
}

#[tokio::test(start_paused = true)]
async fn a_code_opens_the_file_and_a_name_lists_with_reasons() {
    let house = House::new().await;
    let code = domain::code::of(&house.own.subject).to_lowercase();
    let spoken = format!("/people?q={}%20{}", &code[..3], &code[3..]);
    let file = format!("/people/{}", house.own.person);
    assert_eq!(leads_to(&house.get("worker", &spoken).await), file);
    let found = page(&house, "worker", "/people?q=hal").await;
    assert!(found.contains(&file));
    assert!(page(&house, "worker", "/people?q=Zzyzx").await.contains("class=\"empty\""));
    assert!(page(&house, "worker", "/people").await.contains(&file));
    assert!(!page(&house, "worker", "/people?kind=hospital").await.contains(&file));
}

#[tokio::test(start_paused = true)]
async fn a_tie_is_chosen_by_a_person_and_read_both_ways() {
    let house = House::new().await;
    let file = format!("/people/{}", house.own.sibling);
    let to = format!("{file}/kin");
    let typed = [("relation", "cousin"), ("life", "alive"), ("seek", "Ruth Baum")];
    let asked = house.post("worker", &to, &typed).await;
    assert_eq!(asked.status, 422, "nobody chose");
    let other = tags(&asked.body)
        .iter()
        .find(|t| t.get("name") == "choice" && t.get("value").len() == 32)
        .unwrap()
        .get("value")
        .to_string();
    leads_to(&house.post("worker", &to, &[typed.as_slice(), &[("choice", &other)]].concat()).await);
    assert!(page(&house, "worker", &file).await.contains("Ruth Baum"));
    assert!(
        page(&house, "worker", &format!("/people/{other}")).await.contains("Lina"),
        "the tie is read one way only"
    );
}

#[tokio::test(start_paused = true)]
async fn parting_siblings_takes_a_reason_and_a_second_person() {
    let house = House::new().await;
    let to = format!("/people/{}/parted-siblings", house.own.sibling);
    let sibling = house.own.subject.to_string();
    let check = |second: &'static str, reason: &'static str| {
        let sibling = sibling.clone();
        let (house, to) = (&house, &to);
        async move {
            house
                .post("worker", to, &[("sibling", &sibling), ("reason", reason), ("second", second)])
                .await
                .status
                .as_u16()
        }
    };
    assert_eq!(check("colleague", "").await, 422);
    assert_eq!(check("", "hospital").await, 422);
    assert_eq!(check("Worker", "hospital").await, 422, "agreeing with oneself");
    assert_eq!(check("colleague", "hospital").await, 303);
}

#[tokio::test(start_paused = true)]
async fn a_death_has_a_source_and_ends_the_stay() {
    let house = House::new().await;
    let file = format!("/people/{}", house.own.person);
    let to = format!("{file}/deaths");
    assert_eq!(house.post("worker", &to, &[("died_on", "1942-03-01")]).await.status, 422);
    assert_eq!(
        house.post("worker", &to, &[("died_on", "1942-05-01"), ("source", "doctor")]).await.status,
        422
    );
    leads_to(&house.post("worker", &to, &[("died_on", "1942-03-01"), ("source", "doctor")]).await);
    let listed = page(&house, "worker", &format!("/people?place={}", house.own.home)).await;
    assert!(!listed.contains(&file), "the stay still runs");
    leads_to(
        &house
            .post(
                "worker",
                &format!("{file}/tellings"),
                &[("whom", "the mother"), ("by", "worker"), ("on", "1942-03-02")],
            )
            .await,
    );
    assert!(page(&house, "worker", &file).await.contains("the mother"));
}

/// Every file says why one sees it: the role, who granted it and when, and who else sees it.
#[tokio::test]
async fn every_file_says_why_one_sees_it() {
    let house = House::new().await;
    let (own, request, question) = (house.own.person, house.own.request, house.own.question);
    for path in [format!("/people/{own}"), format!("/tracing/{request}"), format!("/questions/{question}")] {
        let body = house.get("worker", &format!("{path}?lang=en")).await.body;
        for part in [
            "Home Les Tilleuls” as worker",
            "Granted by founder on 2 March 1942",
            "others see it",
            "<bdi>colleague</bdi>",
        ] {
            assert!(body.contains(part), "{path}: {part} is missing");
        }
    }
    let health = house.get("nurse", &format!("/people/{}/health?lang=en", house.health_file)).await.body;
    assert!(health.contains("Granted by founder"), "{health}");
}
