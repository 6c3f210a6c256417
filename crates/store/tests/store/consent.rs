//! P3: who goes and who stays is on disk before anything is shown; a register goes where each of its people agreed to; who
//! received what is found again, wherever the file tells it.

use crate::exchange::registers;
use crate::letters::two;
use domain::Edtf;
use domain::compartment::{Role, Scene};
use domain::consent::{self, Consent, Exit, Lack, Override};
use domain::dossier::{self, Opening, Paper, Status};
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId};
use planning::Audience;
use store::Problem;
use store::consent::What;
use testkit::{Backing, Post};

fn says(house: &Post, camp: &CompartmentId, file: FileId, purpose: &'static str, answer: &'static str) {
    let consent = Consent {
        answer: answer.into(),
        giver: "the mother".into(),
        on: Edtf::parse("1941-03-01").unwrap(),
        until: None,
        language: "yi".into(),
        limits: String::new(),
    };
    let fact = Fact::Consent(consent::Fact::For { purpose: purpose.into(), consent });
    house.store().write(&house.actor, camp, move |w| w.append(&file, vec![fact])).unwrap();
}

/// What the read chain says of a file, the first first.
fn readings(house: &Post, camp: &CompartmentId, file: &FileId) -> Vec<String> {
    let all = house.store().readings_of(&house.actor, camp, file).unwrap();
    all.into_iter().rev().map(|r| r.purpose).collect()
}

#[test]
fn p3_who_goes_and_who_stays_is_written_down_for_each() {
    let house = Post::new("keeper", Backing::Sqlite, 401);
    let camp = house.founds("Camp team of Rivel");
    let (goes, stays) = (registers(&house, &camp, "Amina"), registers(&house, &camp, "Ruth"));
    says(&house, &camp, goes, "authorities", "given");
    says(&house, &camp, stays, "authorities", "refused");
    let store = house.store();
    let before = (readings(&house, &camp, &goes).len(), readings(&house, &camp, &stays).len());
    let leaving = store.leaving(&house.actor, &[stays, goes], Exit::OfficeLetters, None).unwrap();
    assert_eq!(leaving.go.iter().map(|v| v.id).collect::<Vec<_>>(), [goes]);
    assert_eq!(
        leaving.stay.iter().map(|s| (s.volume.id, s.lacking[0].lack)).collect::<Vec<_>>(),
        [(stays, Lack::Refused)]
    );
    assert_eq!(readings(&house, &camp, &goes)[before.0..], ["office letters"]);
    assert_eq!(readings(&house, &camp, &stays)[before.1..], ["consent"], "whoever stays went nowhere");
}

#[test]
fn p3_an_override_is_for_those_who_direct() {
    let house = Post::new("keeper", Backing::Sqlite, 402);
    let camp = house.founds("Camp team of Rivel");
    let child = registers(&house, &camp, "Amina");
    let worker = Post::new("worker", Backing::Sqlite, 412);
    house.knows(&worker);
    house.grants(&camp, &worker, Role::Worker);
    for _ in 0..2 {
        house.meets(&worker);
        worker.joins();
        worker.meets(&house);
    }
    let store = house.store();
    let (purpose, ground, why) = ("authorities".to_string(), "vital-interest".into(), "she bleeds".into());
    let until = store.today(Scene::Present);
    let over = Override { purpose, ground, why, until };
    let tried = worker.store().override_consent(&worker.actor, &camp, &child, over.clone());
    assert!(matches!(tried, Err(Problem::NotAllowed(_))), "{tried:?}");
    let said = over.clone();
    let past_the_door = worker.store().write(&worker.actor, &camp, move |w| {
        let key = w.new_key();
        w.append(&child, vec![Fact::Consent(consent::Fact::Overridden { key, over: said })])
    });
    assert!(matches!(past_the_door, Err(Problem::NotAllowed(_))), "{past_the_door:?}");
    assert_eq!(store.leaving(&house.actor, &[child], Exit::DossierPack, None).unwrap().go.len(), 0);
    // The country that somebody fled is told on no ground and by nobody's word but theirs.
    let origin = Override { purpose: "state-of-origin".into(), ..over.clone() };
    assert!(store.override_consent(&house.actor, &camp, &child, origin).is_err());
    store.override_consent(&house.actor, &camp, &child, over).unwrap();
    assert_eq!(store.leaving(&house.actor, &[child], Exit::DossierPack, None).unwrap().go.len(), 1);
    for exit in [Exit::LettersToOrigin, Exit::PackToOrigin] {
        let leaving = store.leaving(&house.actor, &[child], exit, None).unwrap();
        assert_eq!((leaving.go.len(), leaving.stay.len()), (0, 1), "{exit:?}");
    }
}

#[test]
fn p3_requests_and_papers_that_went_are_found_again() {
    let house = Post::new("keeper", Backing::Sqlite, 403);
    let camp = house.founds("Camp team of Rivel");
    let child = registers(&house, &camp, "Amina");
    says(&house, &camp, child, "authorities", "given");
    let store = house.store();
    let on = jiff::civil::date(1941, 3, 2);
    let done = store.write(&house.actor, &camp, move |w| {
        let key = w.new_key();
        let opening = Opening { procedure: "release-1941".into(), version: 1, on: Edtf::day(on) };
        let state = Paper { issuer: "Prefecture".into(), ..Paper::default().step(Status::Asked, on, None) };
        let paper = |paper: &str| {
            let state = state.clone();
            Fact::Dossier(dossier::Fact::Paper { dossier: key, paper: paper.into(), state })
        };
        let opened = Fact::Dossier(dossier::Fact::Opened { dossier: key, opening });
        w.append(&child, vec![opened, paper("identity-sheet"), paper("parents-consent"), paper("a-stamp")])
    });
    done.unwrap();
    store.leaving(&house.actor, &[child], Exit::DossierPack, None).unwrap();
    says(&house, &camp, child, "authorities", "withdrawn");
    store.leaving(&house.actor, &[child], Exit::RegisterToOffice, None).unwrap();
    let volume = store.open_file(&house.actor, &child, "a test").unwrap();
    let received = store.received(&house.actor, &volume).unwrap();
    assert_eq!(received.len(), 4, "{received:?}");
    assert!(received.iter().any(|r| r.what == What::Went(Exit::DossierPack)), "{received:?}");
    let asked = received.iter().filter_map(|r| match &r.what {
        What::Asked { paper, office, audience, .. } if office == "Prefecture" => {
            Some((paper.as_str(), *audience, r.purposes.join(" ")))
        }
        _ => None,
    });
    let mut asked: Vec<_> = asked.collect();
    asked.sort();
    // Who was told is who the procedure says; of a paper that it does not name, the one whose consent is asked for.
    let expected = [
        ("a-stamp", Audience::Authority, "authorities".to_string()),
        ("identity-sheet", Audience::Authority, "authorities".to_string()),
        ("parents-consent", Audience::Family, String::new()),
    ];
    assert_eq!(asked, expected);
}

#[test]
fn p3_a_file_that_moved_is_asked_about_where_the_person_lives() {
    let (camp, rivel, house, clos) = two();
    let amina = registers(&camp, &rivel, "Amina");
    says(&camp, &rivel, amina, "authorities", "given");
    let goes = |post: &Post, exit: Exit| {
        let leaving = post.store().leaving(&post.actor, &[amina], exit, None).unwrap();
        leaving.stay.first().map(|s| s.lacking[0].lack)
    };
    assert_eq!(goes(&camp, Exit::DossierPack), None);
    camp.store().offer(&camp.actor, &rivel, &clos, &[amina]).unwrap();
    camp.meets(&house);
    let offers = house.store().offers(&house.actor).unwrap();
    house.store().accept(&house.actor, &clos, &offers[0].letter).unwrap();
    house.meets(&camp);
    camp.store().take_receipts(&camp.actor).unwrap();
    // What they say at the house never comes back to the copy that stayed.
    says(&house, &clos, amina, "authorities", "withdrawn");
    house.meets(&camp);
    assert_eq!(goes(&camp, Exit::DossierPack), Some(Lack::Elsewhere));
    assert_eq!(goes(&camp, Exit::RegisterWithin), None, "care does not wait");
    assert_eq!(goes(&house, Exit::DossierPack), Some(Lack::Withdrawn));
}

#[test]
fn p3_what_went_out_before_a_move_is_found_after_it() {
    let post = Post::new("keeper", Backing::Sqlite, 404);
    let (rivel, clos) = (post.founds("Camp team of Rivel"), post.founds("Relay house of Clos"));
    let amina = registers(&post, &rivel, "Amina");
    says(&post, &rivel, amina, "authorities", "given");
    let store = post.store();
    store.leaving(&post.actor, &[amina], Exit::DossierPack, None).unwrap();
    store.offer(&post.actor, &rivel, &clos, &[amina]).unwrap();
    let offers = store.offers(&post.actor).unwrap();
    store.accept(&post.actor, &clos, &offers[0].letter).unwrap();
    let volume = store.open_file(&post.actor, &amina, "a test").unwrap();
    assert_eq!(volume.compartment, clos);
    let received = store.received(&post.actor, &volume).unwrap();
    assert!(received.iter().any(|r| r.what == What::Went(Exit::DossierPack)), "{received:?}");
}
