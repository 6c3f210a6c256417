//! Referrals on pages: made from a file with a consent that stands, read and answered by the partner, ended; each refusal
//! names field, value and remedy in three languages.

use crate::house::{House, PASSPHRASE};
use crate::peer::{To, elsewhere};
use store::{Actor, Store};

struct Partner {
    store: Store,
    actor: Actor,
    _folder: tempfile::TempDir,
}

/// Marthe of another organisation, whose card the keeper keeps.
fn partner(house: &House) -> Partner {
    let keeper = house.store.unlock("keeper", PASSPHRASE).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (other, marthe) = elsewhere(folder.path());
    house.store.acquaint(&keeper, &other.card(&marthe).unwrap(), None).unwrap();
    other.acquaint(&marthe, &house.store.card(&keeper).unwrap(), None).unwrap();
    Partner { store: other, actor: marthe, _folder: folder }
}

impl Partner {
    /// Meets the house and joins what waits.
    fn meets(&self, house: &House) {
        let keeper = house.store.unlock("keeper", PASSPHRASE).unwrap();
        let node = house.store.card(&keeper).unwrap().node.node();
        for _ in 0..2 {
            self.store.exchange(&self.actor, &node, &mut To(&house.store)).unwrap();
            for waiting in self.store.invitations(&self.actor).unwrap() {
                self.store.join(&self.actor, &waiting.compartment).unwrap();
            }
        }
    }
}

async fn consents(house: &House, purpose: &str, answer: &str) {
    let page = format!("/people/{}/consents", house.own.person);
    let typed = [
        ("purpose", purpose),
        ("consent_answer", answer),
        ("giver", "the mother"),
        ("on", "1.3.1942"),
        ("limits", "not the school"),
    ];
    assert_eq!(house.post("worker", &page, &typed).await.status, 303);
}

/// What is typed to refer Amina to `to`.
fn typed(to: &str) -> Vec<(&'static str, String)> {
    let typed = [
        ("to_partner", to),
        ("consent", "other-organisations"),
        ("referral_purpose", "a pair of glasses"),
        ("referral_until", "1942-09-01"),
        ("fields", "name"),
        ("fields", "birth"),
    ];
    typed.map(|(n, v)| (n, v.to_string())).to_vec()
}

async fn post(house: &House, who: &str, path: &str, typed: &[(&str, String)]) -> (u16, String) {
    let typed: Vec<(&str, &str)> = typed.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let answer = house.post(who, path, &typed).await;
    (answer.status.as_u16(), answer.header("location").to_string() + &answer.body)
}

#[tokio::test]
async fn p3_a_referral_by_the_page_needs_its_consent_and_ends() {
    let house = House::new().await;
    let marthe = partner(&house);
    let page = format!("/people/{}/referrals", house.own.person);
    assert_eq!(house.get("worker", &page).await.status, 403, "whoever directs refers");
    consents(&house, "authorities", "not-asked").await;
    let body = house.get("supervisor", &format!("{page}?lang=en")).await.body;
    assert!(body.contains("No consent allows a referral"), "{body}");
    let to = marthe.actor.member.to_string();
    let (status, body) = post(&house, "supervisor", &format!("{page}?lang=en"), &typed(&to)).await;
    assert!(status == 422 && body.contains("nobody has given this consent"), "{status} {body}");
    consents(&house, "other-organisations", "given").await;
    let body = house.get("supervisor", &format!("{page}?lang=en")).await.body;
    for part in ["given by the mother", "not the school", "marthe", "Name in use", "nothing takes it back"] {
        assert!(body.contains(part), "{part}: {body}");
    }
    let (status, to_file) = post(&house, "supervisor", &page, &typed(&to)).await;
    assert_eq!((status, to_file.contains("#referrals")), (303, true), "{to_file}");
    let file = format!("/people/{}?lang=en", house.own.person);
    let body = house.get("reader", &file).await.body;
    assert!(body.contains("marthe") && body.contains("Name in use, Birth"), "who received what: {body}");
    assert!(!body.contains("End it"), "whoever reads ends nothing");

    marthe.meets(&house);
    let came = marthe.store.referrals_received(&marthe.actor).unwrap().remove(0);
    marthe.store.answer_referral(&marthe.actor, &came.file, "accepted", "on Monday").unwrap();
    marthe.meets(&house);
    house.store.unlock("supervisor", PASSPHRASE).unwrap();
    let body = house.get("reader", "/referrals?lang=en").await.body;
    assert!(body.contains("accepted") && !body.contains("Halimi"), "by code: {body}");
    // The snapshot is for those who keep it: for everybody else it is as unknown as a guess.
    let snapshot = format!("/referrals/{}?lang=en", came.file);
    for who in ["supervisor", "keeper"] {
        let body = house.get(who, &snapshot).await.body;
        for part in ["Halimi", "on Monday", "a pair of glasses", "the mother"] {
            assert!(body.contains(part), "{who}, {part}: {body}");
        }
        assert!(!body.contains("not the school"));
    }
    let guess = format!("/referrals/{}?lang=en", domain::id::FileId([9; 16]));
    for who in ["worker", "reader"] {
        let (real, guessed) = (house.get(who, &snapshot).await, house.get(who, &guess).await);
        let masked = real.body.replace(&came.file.to_string(), &domain::id::FileId([9; 16]).to_string());
        assert_eq!((real.status, masked), (guessed.status, guessed.body), "{who}");
        assert_eq!(real.status, 404);
    }
    let keeps = [("referral_outcome", "accepted".to_string())];
    assert_eq!(post(&house, "keeper", &snapshot, &keeps).await.0, 403, "the partner answers");

    let actor = house.store.unlock("supervisor", PASSPHRASE).unwrap();
    let key = house.store.referrals(&actor).unwrap()[0].key.to_string();
    let end = [("referral", key)];
    assert_eq!(post(&house, "worker", "/referrals", &end).await.0, 403);
    assert_eq!(post(&house, "keeper", "/referrals", &end).await.0, 303);
    assert_eq!(post(&house, "keeper", "/referrals", &end).await.0, 422, "once");
    let body = house.get("reader", &file).await.body;
    assert!(body.contains("Ended on") && body.contains("by hand"), "{body}");
    marthe.meets(&house);
    assert!(marthe.store.referrals_received(&marthe.actor).unwrap().is_empty());
}

#[tokio::test]
async fn each_refusal_names_its_field_in_three_languages() {
    let house = House::new().await;
    let marthe = partner(&house);
    consents(&house, "authorities", "not-asked").await;
    consents(&house, "other-organisations", "given").await;
    let page = format!("/people/{}/referrals", house.own.person);
    let to = marthe.actor.member.to_string();
    let cases: [(&str, &str); 9] = [
        ("to_partner", ""),
        ("consent", ""),
        ("consent", "authorities"),
        ("consent", "photograph"),
        ("referral_purpose", ""),
        ("referral_until", "soon"),
        ("referral_until", "1943-03-03"),
        ("referral_until", "1942-03-01"),
        ("fields", "allergies"),
    ];
    for lang in ["fr", "en", "he"] {
        for (field, value) in cases {
            let mut typed = typed(&to);
            typed.retain(|(name, _)| *name != field);
            typed.push((field, value.to_string()));
            let (status, body) = post(&house, "supervisor", &format!("{page}?lang={lang}"), &typed).await;
            assert_eq!(status, 422, "{lang} {field} {value}: {body}");
            let target = format!("href=\"#{field}\"");
            assert!(body.contains(&target) && body.contains(&format!("id=\"{field}\"")), "{lang} {field}");
            assert!(
                body.contains("a pair of glasses") || field == "referral_purpose",
                "what was typed stays"
            );
            assert!(!body.contains('‹'), "{lang} {field}: a word is missing: {body}");
        }
    }
    consents(&house, "other-organisations", "withdrawn").await;
    let (status, body) = post(&house, "supervisor", &format!("{page}?lang=fr"), &typed(&to)).await;
    assert!(status == 422 && body.contains("ce consentement a été retiré"), "{body}");
}
