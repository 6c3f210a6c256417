//! A caseload is handed over in one act: all of it, in one transaction, with a day and a word.

use crate::stories::sound;
use domain::accompaniment::{Fact as Told, Part, assigned};
use domain::entry::Fact;
use domain::refusal::Why;
use jiff::civil::date;
use store::Problem;
use testkit::{Backing, House, Story};

/// Who answers for a child.
fn answers(story: &Story<'_>, given: &str) -> String {
    let volume = story.opens("keeper", given);
    assigned(&volume.file, Part::Responsible).map(|s| s.latest().1.clone()).unwrap_or_default()
}

#[test]
fn a_caseload_passes_in_one_act_and_nothing_else_does() {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.on("1941-03-01");
    let (worker, colleague) = (story.house.actor("worker").clone(), story.house.actor("colleague").clone());
    let responsible = |actor: &store::Actor| {
        let (member, name) = (Some(actor.member), actor.name.clone());
        Fact::Accompaniment(Told::Assigned { part: Part::Responsible, member, name })
    };
    for given in ["Amina", "Amin", "Aminata"] {
        story.registers(given, "camp");
        let by = if given == "Aminata" { &colleague } else { &worker };
        story.says(given, vec![responsible(by)]).unwrap();
    }
    let camp = story.house.compartment("camp");
    let store = story.house.store();
    let would = store.caseload(&worker, &camp, &worker.member).unwrap();
    let given: Vec<&str> = would.iter().map(|l| l.given.as_str()).collect();
    assert_eq!(given, ["Amin", "Amina"], "what would pass is listed first");
    let hand = |by: &store::Actor, from: &store::Actor, to: &store::Actor, words: &str| {
        let members = (&from.member, &to.member);
        store.hand_over_caseload(by, &camp, members, date(1941, 3, 1), words)
    };
    let why = |done: Result<Vec<store::caseload::CaseLine>, Problem>| match done {
        Err(Problem::Refused(refusal)) => refusal.why,
        other => panic!("{other:?}"),
    };
    assert!(matches!(hand(&colleague, &worker, &colleague, "she takes over"), Err(Problem::NotAllowed(_))));
    assert_eq!(why(hand(&worker, &worker, &colleague, " ")), Why::Missing, "a word is needed");
    assert_eq!(why(hand(&worker, &worker, &worker, "no")), Why::SamePerson);
    let visitor = story.house.actor("visitor");
    assert!(hand(&worker, &worker, visitor, "no").is_err(), "whoever does not write takes nothing over");
    let late = store.hand_over_caseload(
        &worker,
        &camp,
        (&worker.member, &colleague.member),
        date(1999, 1, 1),
        "later",
    );
    assert_eq!(why(late), Why::InTheFuture);
    assert_eq!(answers(&story, "Amina"), worker.name, "nothing passed yet");
    assert_eq!(hand(&worker, &worker, &colleague, "on leave until June").unwrap(), would);
    for given in ["Amina", "Amin", "Aminata"] {
        assert_eq!(answers(&story, given), colleague.name, "{given}");
    }
    let told = story.opens("keeper", "Amin");
    let words = told.file.said("accompaniment/handed-over", |fact| match fact {
        Fact::Accompaniment(Told::HandedOver(handed)) => Some((handed.words.clone(), handed.on)),
        _ => None,
    });
    assert_eq!(words.unwrap().latest(), &("on leave until June".to_string(), date(1941, 3, 1)));
    let aminata = story.opens("keeper", "Aminata");
    assert!(!aminata.file.claims.contains_key("accompaniment/handed-over"), "hers was not handed over");
    assert_eq!(why(hand(&worker, &worker, &colleague, "again")), Why::Missing, "there is nothing left");
    let loads = store.caseloads(&worker).unwrap();
    let of = |name: &str| loads.iter().find(|l| l.compartment == camp && l.name == name).unwrap().files;
    assert_eq!((of(&colleague.name), of(&worker.name)), (3, 0));
    sound(story.house);
}
