//! Ask-around: a worker asks a house whose files they do not see; a colleague lets the question go; a person there answers.

use crate::house::{FAR, House};
use crate::html::forms;
use domain::Edtf;
use domain::ask_around::{Asked, Question};
use domain::id::{CompartmentId, FileId};
use store::{Actor, Store};

/// A question about a child to every other house, which nobody has seconded.
pub fn asked_of(store: &Store, by: &Actor, at: CompartmentId, word: &str) -> FileId {
    let houses: Vec<CompartmentId> =
        store.askable(by, &at).unwrap().into_iter().map(|(id, _)| id).take(1).collect();
    let question = Question {
        given: format!("Ilse{word}"),
        surname: format!("Perlman{word}"),
        birth: Some(Edtf::year(1931)),
        ..Question::default()
    };
    let why = format!("her brother asks {word}");
    store.ask(by, &at, move |key, on| Asked { key, question, houses, why, on }.typed()).unwrap()
}

async fn page(house: &House, who: &str, path: &str) -> String {
    let answer = house.get(who, path).await;
    assert_eq!(answer.status, 200, "{who} {path}: {}", answer.body);
    answer.body
}

async fn posts(house: &House, who: &str, path: &str, typed: &[(&str, &str)]) -> (u16, String) {
    let answer = house.post(who, path, typed).await;
    (answer.status.as_u16(), answer.header("location").to_string() + &answer.body)
}

/// The value of a hidden field of the only form that goes to `action`.
fn hidden(body: &str, action: &str, name: &str) -> String {
    let form = forms(body).into_iter().find(|f| f.action == action).expect("such a form");
    form.fields.iter().find(|f| f.name == name).map(|f| f.value.clone()).expect("such a field")
}

#[tokio::test]
async fn a_question_goes_to_another_house_and_its_answer_comes_back() {
    let house = House::new().await;
    let (own, far) = (house.own.compartment.to_string(), house.far.compartment.to_string());
    let typed = [
        ("house", own.as_str()),
        ("given", &format!("Amina{FAR}")),
        ("surname", &format!("Halimi{FAR}")),
        ("birth", "1934"),
        ("ask", &far),
        ("why", "her aunt asks from Zurich"),
    ];
    // What is missing is said by its field.
    for (missing, word) in [("why", "href=\"#why\""), ("ask", "house"), ("surname", "surname")] {
        let less: Vec<_> = typed
            .iter()
            .filter(|(name, _)| *name != missing && (missing != "surname" || *name != "given"))
            .copied()
            .collect();
        let (status, body) = posts(&house, "worker", "/ask-around?lang=en", &less).await;
        assert_eq!((status, body.contains(word)), (422, true), "{missing}: {body}");
    }
    let (status, to) = posts(&house, "worker", "/ask-around", &typed).await;
    assert_eq!(status, 303, "{to}");
    let address = to.trim_end_matches("?done=1").to_string();
    let stranger = page(&house, "stranger", "/ask-around?lang=en").await;
    assert!(!stranger.contains("her aunt asks"), "nobody has seconded it");
    let (status, body) = posts(&house, "worker", &address, &[("act", "second")]).await;
    assert_eq!(status, 422, "whoever asks is not the second person: {body}");
    let (status, _) = posts(&house, "colleague", &address, &[("act", "second")]).await;
    assert_eq!(status, 303);
    let stranger = page(&house, "stranger", "/ask-around?lang=en").await;
    for part in ["Home Les Tilleuls", "Halimi", "her aunt asks from Zurich", "evidence-bar"] {
        assert!(stranger.contains(part), "{part}: {stranger}");
    }
    let letter = hidden(&stranger, "/ask-around/replies", "letter");
    let reply = |answer| vec![("letter", letter.as_str()), ("to", far.as_str()), ("answer", answer)];
    let (status, body) = posts(&house, "stranger", "/ask-around/replies", &reply("yes")).await;
    assert_eq!(status, 422, "a yes says how to go on: {body}");
    let mut said = reply("call-me");
    said.push(("words", "ask for Sister Marthe"));
    let (status, body) = posts(&house, "worker", "/ask-around/replies", &said).await;
    assert_eq!(status, 404, "whoever is not of that house answers nothing: {body}");
    let (status, _) = posts(&house, "stranger", "/ask-around/replies", &said).await;
    assert_eq!(status, 303);
    page(&house, "worker", "/ask-around?lang=en").await;
    let body = page(&house, "worker", &format!("{address}?lang=en")).await;
    assert!(body.contains("ask for Sister Marthe") && body.contains("call me"), "{body}");
    let (status, body) = posts(&house, "worker", &address, &[("act", "drop")]).await;
    assert_eq!(status, 422, "a reason is needed: {body}");
    let (status, _) = posts(&house, "worker", &address, &[("act", "drop"), ("why", "she was found")]).await;
    assert_eq!(status, 303);
    assert!(page(&house, "worker", "/ask-around?lang=en").await.contains("asked no more"));
}

/// The fields of a question come from the request it is asked for.
#[tokio::test]
async fn a_request_fills_the_question() {
    let house = House::new().await;
    let request = page(&house, "worker", &format!("/tracing/{}?lang=en", house.own.request)).await;
    let at = request.find("/ask-around?request=").expect("a way to ask other houses");
    let address: String = request[at..].chars().take_while(|c| *c != '"' && *c != '#').collect();
    let body = page(&house, "worker", &address.replace("&amp;", "&")).await;
    assert!(body.contains("value=\"Halimi\"") && body.contains("value=\"1934\""), "{body}");
    assert!(!body.contains("Esther"), "nothing of who asks");
}
