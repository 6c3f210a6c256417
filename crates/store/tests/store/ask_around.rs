//! Ask-around: a question to houses whose files one does not see, between houses of one node and between nodes.

use crate::exchange::registers;
use crate::letters::two;
use domain::ask_around::{Asked, Asking, Question, Reply};
use domain::compartment::{Kind, Role, Scene};
use domain::id::{CompartmentId, FileId};
use store::ask_around::Waiting;
use store::{Actor, MemberInfo, Problem};
use testkit::{Backing, Post};

const HOUR_MS: i64 = 60 * 60 * 1_000;

/// Somebody else who writes in the same house.
fn second(post: &Post, compartment: &CompartmentId) -> Actor {
    let other = post.store().enrol("second", testkit::cast::PASSPHRASE).unwrap();
    let member = MemberInfo { member: other.member, name: "second".into() };
    post.store().grant(&post.actor, compartment, &member, Role::Worker).unwrap();
    other
}

fn asks(post: &Post, from: &CompartmentId, houses: &[CompartmentId]) -> Result<FileId, Problem> {
    let (given, surname) = ("Aminah".to_string(), "Chalimi".to_string());
    let question =
        Question { given, surname, birth: Some(domain::Edtf::parse("1934").unwrap()), ..Question::default() };
    let (houses, why) = (houses.to_vec(), "an aunt asks from Haifa".to_string());
    post.store().ask(&post.actor, from, move |key, on| Asked { key, question, houses, why, on }.typed())
}

fn reply(post: &Post, answer: &str) -> Reply {
    Reply {
        answer: answer.into(),
        words: "ask for Sister Marthe".into(),
        on: post.store().today(Scene::Present),
    }
}

fn waiting(post: &Post) -> Vec<Waiting> {
    post.store().questions(&post.actor).unwrap()
}

fn asking(post: &Post, file: &FileId) -> Asking {
    post.store().asking(&post.actor, file).unwrap().1
}

fn letters(post: &Post) -> Vec<usize> {
    post.store().letters_lying().unwrap()
}

#[test]
fn a_question_needs_a_second_person_and_a_person_there_answers() {
    let (camp, rivel, house, clos) = two();
    let colleague = second(&camp, &rivel);
    registers(&house, &clos, "Amina");
    let question = asks(&camp, &rivel, &[clos]).unwrap();
    camp.meets(&house);
    assert!(waiting(&house).is_empty(), "nobody has seconded it");
    let refused = camp.store().second(&camp.actor, &rivel, &question).unwrap_err();
    assert!(matches!(&refused, Problem::Refused(r) if r.field == "second"), "{refused}");
    camp.store().second(&colleague, &rivel, &question).unwrap();
    camp.clock.advance_ms(2 * HOUR_MS);
    camp.meets(&house);
    let came = waiting(&house);
    assert_eq!(came.len(), 1);
    assert_eq!((came[0].received.house.as_str(), came[0].known), ("Camp team of Rivel (keeper)", true));
    // It is matched there, over what the person there may read.
    let found =
        house.store().traced(&house.actor, Scene::Present, &came[0].received.question.sought()).unwrap();
    assert_eq!(found[0].side.name, "Halimi Amina");
    house.store().answer_question(&house.actor, &clos, &came[0].letter, reply(&house, "yes")).unwrap();
    assert!(waiting(&house).is_empty());
    assert!(asking(&camp, &question).heard.is_empty(), "the answer has not come yet");
    // Only the camp calls: whoever is merely met has letters too.
    house.clock.advance_ms(3 * HOUR_MS);
    camp.meets(&house);
    let heard = asking(&camp, &question).heard;
    assert_eq!(heard.len(), 1);
    assert_eq!((heard[0].0, heard[0].1.latest().words.as_str()), (clos, "ask for Sister Marthe"));
    let lines = camp.store().asked_around(&camp.actor).unwrap();
    assert_eq!((lines[0].heard, lines[0].houses, lines[0].asks), (1, 1, true));
    let lines = house.store().asked_around(&house.actor).unwrap();
    assert_eq!((lines[0].answer.as_str(), lines[0].asks), ("yes", false));
}

/// A no and silence are the same to whoever asked, and to whoever carries the letters.
#[test]
fn a_no_looks_like_silence_even_to_whoever_counts_letters() {
    let sizes = ["no", "silence", "yes"].map(|answer| {
        let (camp, rivel, house, clos) = two();
        let colleague = second(&camp, &rivel);
        let question = asks(&camp, &rivel, &[clos]).unwrap();
        camp.store().second(&colleague, &rivel, &question).unwrap();
        camp.clock.advance_ms(2 * HOUR_MS);
        camp.meets(&house);
        let came = waiting(&house);
        if answer != "silence" {
            let reply = reply(&house, answer);
            house.store().answer_question(&house.actor, &clos, &came[0].letter, reply).unwrap();
        }
        house.clock.advance_ms(2 * HOUR_MS);
        let met = house.meets(&camp);
        camp.meets(&house);
        let heard = asking(&camp, &question).heard.len();
        assert_eq!(heard, usize::from(answer == "yes"), "{answer}");
        (met.letters, met.fillers)
    });
    assert_eq!(sizes, [(0, 1); 3], "one letter goes, whatever was said");
}

/// Without anything to ask, letters of the same size go all the same, and nobody keeps them.
#[test]
fn letters_that_only_fill_go_at_every_meeting_and_are_let_go() {
    let (camp, rivel, house, clos) = two();
    for hour in 0..4 {
        camp.clock.advance_ms(HOUR_MS);
        house.clock.advance_ms(HOUR_MS);
        let met = camp.meets(&house);
        assert_eq!((met.letters, met.fillers), (0, 2), "hour {hour}: one each way");
        assert_eq!(camp.meets(&house).fillers, 0, "at most one an hour");
        // Whoever opens their letters finds nothing to keep.
        house.store().offers(&house.actor).unwrap();
        house.meets(&camp);
    }
    assert!(waiting(&house).is_empty());
    assert!(letters(&house).len() <= 1, "{:?}", letters(&house));
    let _ = (rivel, clos);
}

#[test]
fn a_question_lapses_after_a_fortnight_and_leaves_no_trace() {
    let (camp, rivel, house, clos) = two();
    let colleague = second(&camp, &rivel);
    let question = asks(&camp, &rivel, &[clos]).unwrap();
    camp.store().second(&colleague, &rivel, &question).unwrap();
    camp.clock.advance_ms(2 * HOUR_MS);
    camp.meets(&house);
    assert_eq!(waiting(&house).len(), 1);
    for post in [&camp, &house] {
        post.clock.advance_ms(15 * 24 * HOUR_MS);
    }
    assert!(waiting(&house).is_empty(), "it has lapsed");
    assert!(house.store().asked_around(&house.actor).unwrap().is_empty(), "nothing is written of it");
    assert!(!asking(&camp, &question).goes_on(camp.store().today(Scene::Present)));
    let late = asks(&camp, &rivel, &[clos]).unwrap();
    camp.clock.advance_ms(15 * 24 * HOUR_MS);
    let refused = camp.store().second(&colleague, &rivel, &late).unwrap_err();
    assert!(matches!(&refused, Problem::Refused(r) if r.field == "second"), "{refused}");
}

/// Houses of one node: at once, and without anybody in between.
#[test]
fn a_question_goes_from_house_to_house_of_one_node() {
    let camp = Post::new("keeper", Backing::Sqlite, 31);
    let rivel = camp.founds("Camp team of Rivel");
    let colleague = second(&camp, &rivel);
    let other = camp.store().enrol("host", testkit::cast::PASSPHRASE).unwrap();
    let clos = camp.store().found(&other, "Relay house of Clos", Kind::House, Scene::Present).unwrap();
    let question = asks(&camp, &rivel, &[clos]).unwrap();
    camp.store().second(&colleague, &rivel, &question).unwrap();
    let came = camp.store().questions(&other).unwrap();
    assert_eq!(came.len(), 1);
    assert!(waiting(&camp).is_empty(), "who does not belong to the house reads no question of it");
    camp.store().answer_question(&other, &clos, &came[0].letter, reply(&camp, "call-me")).unwrap();
    camp.store().carry_on(&camp.actor).unwrap();
    assert_eq!(asking(&camp, &question).heard[0].1.latest().answer, "call-me");
    // A house that is not listed, one's own, and nobody's cannot be asked.
    for house in [rivel, CompartmentId([9; 24])] {
        let refused = asks(&camp, &rivel, &[house]).unwrap_err();
        assert!(matches!(&refused, Problem::Refused(r) if r.field == "house"), "{refused}");
    }
}
