//! Tracing: an aunt asks for a niece. Nothing is answered before she is vetted, a match needs two proofs beyond names, what
//! was rejected is remembered, interviews stay apart, and nobody is brought together while a step is missing.

use crate::consent::answered;
use crate::house::{House, PASSPHRASE};
use crate::html::forms;
use domain::Edtf;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId};
use domain::tracing::{Inquirer, Sought};
use store::{Actor, Store};

/// A request of an aunt who seeks Amina.
pub fn asked_for(store: &Store, by: &Actor, at: CompartmentId, word: &str) -> FileId {
    let inquirer = Inquirer {
        name: format!("Esther Halimi{word}"),
        from: "Zurich".into(),
        contact: format!("Seilergraben 4 {word}"),
        received: jiff::civil::date(1942, 2, 20),
        words: format!("Where is my niece? {word}"),
        record: String::new(),
    };
    let sought = Sought {
        given: format!("Amina{word}"),
        surname: format!("Halimi{word}"),
        birth: Some(Edtf::year(1934)),
        relation: Some(domain::kin::Relation::NieceOrNephew),
        ..Sought::default()
    };
    store.request_opened(by, &at, inquirer, vec![sought]).unwrap()
}

async fn page(house: &House, path: &str) -> String {
    let answer = house.get("worker", path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

/// The key of who is sought and of the first candidate, from the way to judge them.
fn pair(body: &str) -> (String, String) {
    let at = body.find("judgement?sought=").expect("somebody may be meant");
    let rest = body[at + "judgement?sought=".len()..].replace("&amp;", "&");
    let (key, rest) = rest.split_once("&subject=").unwrap();
    (key.to_string(), rest.chars().take_while(char::is_ascii_hexdigit).collect())
}

/// A house in which somebody may be the niece.
struct Story {
    house: House,
    address: String,
    pair: [(&'static str, String); 2],
}

impl Story {
    async fn begin() -> Story {
        let house = House::new().await;
        let address = format!("/tracing/{}?lang=en", house.own.request);
        let body = page(&house, &address).await;
        for part in [
            "Nothing may be answered yet",
            "vetting of whoever asks",
            "Who may be Halimi Amina",
            "evidence-bar",
        ] {
            assert!(body.contains(part), "{part} is missing");
        }
        let (sought, subject) = pair(&body);
        Story { house, address, pair: [("sought", sought), ("subject", subject)] }
    }

    async fn body(&self) -> String {
        page(&self.house, &self.address).await
    }

    /// Writes an act about the niece.
    async fn act(&self, act: &str, typed: &[(&str, &str)]) -> (u16, String) {
        let fixed = self.pair.iter().map(|(name, value)| (*name, value.as_str()));
        let all: Vec<(&str, &str)> = fixed.chain(typed.iter().copied()).collect();
        let answer =
            self.house.post("worker", &format!("/tracing/{}/{act}", self.house.own.request), &all).await;
        (answer.status.as_u16(), answer.body)
    }

    async fn refused(&self, act: &str, typed: &[(&str, &str)], says: &str) {
        let (status, body) = self.act(act, typed).await;
        assert!(status == 422 && body.contains(says), "{status} {body}");
    }

    async fn done(&self, act: &str, typed: &[(&str, &str)]) {
        let (status, body) = self.act(act, typed).await;
        assert_eq!(status, 303, "{act} {typed:?}: {body}");
    }

    async fn consents(&self) {
        let address = format!("/people/{}/consents", self.house.own.person);
        let all = forms(&page(&self.house, &address).await).into_iter().flat_map(|form| form.fields);
        let heads = all.into_iter().find(|f| f.name == "heads").map(|f| f.value).unwrap_or_default();
        let typed = [
            ("purpose", "tracing"),
            ("consent_answer", "given"),
            ("giver", "Amina"),
            ("on", "1942-03-01"),
            ("heads", heads.as_str()),
        ];
        assert_eq!(self.house.post("worker", &address, &typed).await.status, 303);
    }
}

#[tokio::test(start_paused = true)]
async fn m_a_match_needs_two_proofs_and_a_rejected_one_is_remembered() {
    let story = Story::begin().await;
    let doubtful = [("verdict", "confirmed"), ("why", "it looks like her"), ("proof", "photograph")];
    story.refused("judgement", &doubtful, "il faut deux preuves").await;
    story.refused("judgement", &[("verdict", "rejected")], "motif écrit").await;
    story.done("judgement", &[("verdict", "rejected"), ("why", "another father")]).await;
    assert!(story.body().await.contains("Rejected: 1"), "what was rejected is folded away");
    let found =
        [("verdict", "confirmed"), ("why", "the scar, the letter"), ("proof", "mark"), ("proof", "letter")];
    story.done("judgement", &found).await;
    let body = story.body().await;
    assert!(body.contains("the scar, the letter") && !body.contains("Rejected:"), "it was said otherwise");
}

#[tokio::test(start_paused = true)]
async fn m_interviews_stay_apart_until_both_are_there() {
    let story = Story::begin().await;
    story.refused("interview", &[("side", "child"), ("on", "1942-02-26"), ("with", "Irma")], "Réponse").await;
    for (side, answer) in [("child", "a blue door"), ("adult", "the door was blue")] {
        let typed = [("side", side), ("on", "1942-02-26"), ("with", "Irma"), ("answer-home", answer)];
        story.done("interview", &typed).await;
        let shown = story.body().await.contains("a blue door");
        assert_eq!(shown, side == "adult", "one side's answers are shown only beside the other's");
    }
}

#[tokio::test(start_paused = true)]
async fn m_nobody_is_brought_together_while_a_step_is_missing() {
    let story = Story::begin().await;
    let together = [("on", "1942-03-01"), ("words", "at the station")];
    story.refused("reunion", &together, "la vérification de qui demande").await;
    for what in domain::tracing::VETTED {
        let typed = [("what", what), ("outcome", "proved"), ("on", "1942-02-25"), ("words", "seen")];
        story.done("vetting", &typed).await;
    }
    story.refused("reunion", &together, "une seule personne confirmée").await;
    let found =
        [("verdict", "confirmed"), ("why", "the scar, the letter"), ("proof", "mark"), ("proof", "letter")];
    story.done("judgement", &found).await;
    if story.body().await.contains("consent to tracing of the person") {
        story.refused("reunion", &together, "le consentement à la recherche").await;
        story.consents().await;
    }
    story.refused("reunion", &together, "les deux entretiens").await;
    for side in domain::tracing::SIDES {
        let typed = [("side", side), ("on", "1942-02-26"), ("with", "Irma"), ("answer-home", "blue")];
        story.done("interview", &typed).await;
    }
    story.refused("reunion", &together, "toutes les vérifications").await;
    for check in domain::tracing::CHECKS {
        story.done("check", &[("check", check), ("on", "1942-02-27"), ("words", "yes")]).await;
    }
    assert!(story.body().await.contains("Nothing is missing any more"));
    story.done("reunion", &together).await;
    let body = story.body().await;
    assert!(body.contains("after two weeks") && body.contains("15 March 1942"), "the first follow-up is due");
    let typed =
        [("step", "two-weeks"), ("goes", "strained"), ("on", "1942-03-02"), ("words", "she does not sleep")];
    story.done("follow-up", &typed).await;
    assert!(story.body().await.contains("after a month"));
    story.done("ending", &[("on", "1942-03-02"), ("why", "they are together")]).await;
    assert_eq!(
        story.act("reply", &[("on", "1942-03-02")]).await.0,
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

/// The notice is shown where everything is agreed, so the same page without it is a refusal and no accident.
#[tokio::test(start_paused = true)]
pub async fn p3_a_public_notice_is_shown_with_each_of_its_consents_and_without_one_it_is_not() {
    let house = House::new().await;
    let (worker, child) = (house.store.unlock("worker", PASSPHRASE).unwrap(), house.own.person);
    let pictured = house.store.write(&worker, &house.own.compartment, move |w| {
        let (address, key) = w.attach(b"a photograph")?;
        let photo = domain::person::Fact::Photo { address, key, caption: String::new() };
        w.append(&child, vec![Fact::Person(photo)])
    });
    pictured.unwrap();
    let address = format!("/people/{child}/notice?lang=en&relation=mother&danger=yes");
    let purposes = ["tracing", "photograph", "public-notice"];
    // Nothing asked yet; then one after the other.
    for purpose in purposes {
        assert!(!page(&house, &address).await.contains("I am looking for"), "before {purpose} is agreed to");
        answered(&house, purpose, Some(("given", None)));
    }
    assert!(page(&house, &address).await.contains("I am looking for"), "everything is agreed");
    for purpose in purposes {
        let no = [("refused", None), ("withdrawn", None), ("not-asked", None), ("given", Some("1942-03-01"))];
        for (answer, until) in no {
            answered(&house, purpose, Some((answer, until)));
            let body = page(&house, &address).await;
            assert!(!body.contains("I am looking for"), "{purpose}: {answer} until {until:?}");
            assert!(body.contains("Consent is missing"), "{purpose}: {answer} until {until:?}");
        }
        answered(&house, purpose, Some(("given", Some("1942-03-02"))));
        assert!(
            page(&house, &address).await.contains("I am looking for"),
            "{purpose} is agreed to until today"
        );
    }
}
