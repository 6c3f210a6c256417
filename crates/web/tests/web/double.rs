//! Doubles: a pair is proposed with its reasons, a person judges it in both files, nobody is asked again until something
//! changes, and what was said can be said otherwise.

use crate::house::House;
use crate::html::forms;

/// A second file about somebody who looks like the house's own child.
async fn second(house: &House) -> String {
    let home = house.own.home.to_string();
    let typed = [
        ("given", "Amina"),
        ("surname", "Halimi"),
        ("birth", "1934"),
        ("sex", "f"),
        ("place", home.as_str()),
        ("from", "1942-02-20"),
        ("came_from", "Lyon"),
        ("anyway", "yes"),
    ];
    let answer = house.post("worker", "/people", &typed).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").split(['?', '#']).next().unwrap_or_default().to_string()
}

async fn page(house: &House, name: &str, path: &str) -> String {
    let answer = house.get(name, path).await;
    assert_eq!(answer.status, 200, "{name} {path}: {}", answer.body);
    answer.body
}

/// The hidden fields of the first pair of a view that names this file.
async fn pair(house: &House, view: &str, file: &str) -> Option<Vec<(String, String)>> {
    let body = page(house, "worker", &format!("/doubles?view={view}")).await;
    let id = file.trim_start_matches("/people/");
    let form = forms(&body)
        .into_iter()
        .find(|f| f.action == "/doubles" && f.fields.iter().any(|field| field.value == id))?;
    let known = ["a", "b", "rests_on", "view"];
    Some(
        form.fields
            .into_iter()
            .filter(|f| known.contains(&f.name.as_str()))
            .map(|f| (f.name, f.value))
            .collect(),
    )
}

/// How many people the worker's reports count.
fn counted(house: &House) -> usize {
    let worker = house.store.unlock("worker", crate::house::PASSPHRASE).unwrap();
    let presences = house.store.presences(&worker, None).unwrap();
    presences.iter().map(|p| p.subject).collect::<std::collections::BTreeSet<_>>().len()
}

async fn judge(house: &House, name: &str, pair: &[(String, String)], more: &[(&str, &str)]) -> u16 {
    let fixed = pair.iter().map(|(n, v)| (n.as_str(), v.as_str()));
    let typed: Vec<(&str, &str)> = fixed.chain(more.iter().copied()).collect();
    house.post(name, "/doubles", &typed).await.status.as_u16()
}

#[tokio::test(start_paused = true)]
async fn m_a_pair_is_judged_by_a_person_and_asked_about_again_only_when_something_changed() {
    let house = House::new().await;
    assert!(pair(&house, "open", &house.own.person.to_string()).await.is_none(), "nobody looks like her yet");
    let other = second(&house).await;
    let open = pair(&house, "open", &other).await.expect("the pair is proposed");
    let (entries, before) = (house.entries(), counted(&house));
    assert_eq!(
        judge(&house, "worker", &open, &[("verdict", "same"), ("why", "")]).await,
        422,
        "without a reason"
    );
    assert_eq!(judge(&house, "worker", &open, &[("verdict", "perhaps"), ("why", "x")]).await, 422);
    assert_eq!(house.entries(), entries);
    assert_eq!(judge(&house, "worker", &open, &[("verdict", "not-same")]).await, 303);
    assert_eq!(house.entries(), entries + 2, "it is written in both files");
    assert!(pair(&house, "open", &other).await.is_none(), "nobody is asked twice");
    let parted = pair(&house, "not-same", &other).await.expect("it is remembered");
    assert_eq!(
        judge(&house, "worker", &parted, &[("verdict", "same"), ("why", "the mother recognised her")]).await,
        303
    );
    assert_eq!(counted(&house) + 1, before, "who is one person counts once");
    for file in [other.clone(), format!("/people/{}", house.own.person)] {
        assert!(page(&house, "worker", &file).await.contains("/doubles?view=same"), "{file} does not say so");
    }
    let history = page(&house, "worker", &format!("{other}/history")).await;
    assert!(
        history.contains("the mother recognised her"),
        "what was said before and now stands in the history"
    );
    // A birth that is told more exactly is a fact that changed: somebody looks again.
    let sheet = page(&house, "worker", &format!("{other}/births")).await;
    let heads = forms(&sheet).into_iter().flat_map(|f| f.fields).find(|f| f.name == "heads").map(|f| f.value);
    let typed = [("heads", heads.as_deref().unwrap_or_default()), ("birth", "1934-02-03")];
    assert_eq!(house.post("worker", &format!("{other}/births"), &typed).await.status, 303);
    assert!(pair(&house, "same", &other).await.is_none(), "what it rested on is gone");
    let body = page(&house, "worker", "/doubles").await;
    assert!(body.contains("the mother recognised her"), "and what was said is shown beside it");
}

#[tokio::test(start_paused = true)]
async fn c_nobody_sees_a_pair_of_files_they_were_not_granted() {
    let house = House::new().await;
    let other = second(&house).await;
    let open = pair(&house, "open", &other).await.expect("the pair is proposed");
    let body = page(&house, "stranger", "/doubles").await;
    assert!(!body.contains("Halimi"), "a stranger sees the pair");
    assert_eq!(judge(&house, "stranger", &open, &[("verdict", "not-same")]).await, 404);
}
