//! P2: while a legal hold stands nothing of what it is on is erased, also where the erasure had not seen it; and the list of
//! files whose time of keeping is over proposes, and erases nothing.

use crate::erasure::{Kept, confirmed, kept, proves, readable};
use crate::exchange::registers;
use domain::Edtf;
use domain::compartment::{Kind, Role, Scene};
use domain::entry::Fact;
use domain::erasure::Reason as Why_;
use domain::hold::{Placed, Reason};
use domain::id::FileId;
use domain::person::{Death, Person, Volet};
use domain::refusal::Why;
use jiff::civil::date;
use store::Problem;
use testkit::{Backing, Post};

fn holds(post: &Post, file: &FileId, whole: bool) -> Result<FileId, Problem> {
    let (reference, since) = ("RG 41/207".to_string(), date(1941, 2, 1));
    let placed = move |held| Placed { held, reason: Reason::Proceedings, reference, since };
    post.store().place_hold(&post.actor, file, whole, placed)
}

/// Refused, and the case is named.
fn on_hold<T: std::fmt::Debug>(done: Result<T, Problem>) {
    match done {
        Err(Problem::Refused(r)) => assert_eq!((r.why, r.value.as_str()), (Why::OnHold, "RG 41/207")),
        other => panic!("{other:?}"),
    }
}

#[test]
pub fn p2_a_legal_hold_refuses_erasure() {
    for whole in [false, true] {
        let kept = kept(Backing::Sqlite);
        let Kept { hq, house, file, home } = &kept;
        let erasure = house.store().propose_erasure(&house.actor, file, Why_::Asked, true).unwrap();
        house.meets(hq);
        let hold = holds(hq, file, whole).unwrap();
        on_hold(hq.store().carry_out_erasure(&hq.actor, &erasure));
        house.meets(hq);
        on_hold(house.store().propose_erasure(&house.actor, file, Why_::Asked, true));
        assert_eq!((readable(hq).len(), readable(house).len()), (4, 3), "nothing went");
        proves(house, home);
        hq.store().lift_hold(&hq.actor, &hold, "the case is over").unwrap();
        hq.store().carry_out_erasure(&hq.actor, &erasure).unwrap();
        assert_eq!(readable(hq).len(), 0, "and without the hold it goes");
    }
}

/// The house placed a hold, the headquarters carried the erasure out, and neither had heard of the other.
#[test]
fn p2_the_hold_wins_where_the_text_is_still_there() {
    let kept = kept(Backing::Sqlite);
    let Kept { hq, house, file, home } = &kept;
    let erasure = house.store().propose_erasure(&house.actor, file, Why_::Asked, true).unwrap();
    house.meets(hq);
    let hold = holds(house, file, true).unwrap();
    hq.store().carry_out_erasure(&hq.actor, &erasure).unwrap();
    for _ in 0..2 {
        hq.meets(house);
        house.meets(hq);
    }
    assert_eq!((readable(hq).len(), readable(house).len()), (0, 3), "it stays where it was");
    assert_eq!(confirmed(hq, &erasure), 1, "and that is seen");
    assert!(house.store().open_file(&house.actor, file, "a test").is_ok(), "one goes on in it");
    for post in [hq, house] {
        proves(post, home);
    }
    assert_eq!(readable(house).len(), 3, "a rebuild changes nothing of that");
    house.store().lift_hold(&house.actor, &hold, "the case is over").unwrap();
    assert_eq!(readable(house).len(), 0, "now it goes here too");
    house.meets(hq);
    assert_eq!(confirmed(hq, &erasure), 2);
    proves(house, home);
}

#[test]
fn p2_who_may_place_a_hold_and_what_it_needs() {
    let kept = kept(Backing::Sqlite);
    let Kept { hq, home, file, .. } = &kept;
    let worker = Post::new("worker", Backing::Sqlite, 81);
    hq.knows(&worker);
    hq.grants(home, &worker, Role::Worker);
    for _ in 0..2 {
        hq.meets(&worker);
        worker.joins();
        worker.meets(hq);
    }
    assert!(matches!(holds(&worker, file, false), Err(Problem::NotAllowed(_))));
    let tomorrow =
        move |held| Placed { held, reason: Reason::Claim, reference: "1".into(), since: date(1999, 1, 1) };
    let refused = hq.store().place_hold(&hq.actor, file, false, tomorrow);
    assert!(matches!(refused, Err(Problem::Refused(r)) if r.why == Why::InTheFuture));
    let nameless =
        move |held| Placed { held, reason: Reason::Claim, reference: " ".into(), since: date(1941, 1, 1) };
    let refused = hq.store().place_hold(&hq.actor, file, false, nameless);
    assert!(matches!(refused, Err(Problem::Refused(r)) if r.why == Why::Missing));
    let hold = holds(hq, file, false).unwrap();
    hq.store().lift_hold(&hq.actor, &hold, "over").unwrap();
    let again = hq.store().lift_hold(&hq.actor, &hold, "over");
    assert!(matches!(again, Err(Problem::Refused(r)) if r.why == Why::AlreadyClosed));
}

#[test]
fn p2_the_end_of_keeping_only_proposes() {
    let hq = Post::new("director", Backing::Sqlite, 82);
    let home = hq.founds("La Feuilleraie");
    let file = registers(&hq, &home, "Amina");
    let over = |on: jiff::civil::Date| {
        hq.clock.set(on);
        hq.store().retention_over(&hq.actor).unwrap()
    };
    assert_eq!(over(date(1943, 2, 28)), []);
    let listed = over(date(1943, 3, 1));
    assert_eq!(
        listed.iter().map(|l| (l.file, l.identity, l.held)).collect::<Vec<_>>(),
        [(file, true, false)]
    );
    holds(&hq, &file, true).unwrap();
    assert!(over(date(1943, 3, 1))[0].held);
    assert!(hq.store().open_file(&hq.actor, &file, "a test").is_ok(), "the list erases nothing");
    hq.store().set_retention_years(&hq.actor, Kind::House, 5).unwrap();
    assert_eq!(over(date(1944, 3, 1)), []);
    assert_eq!(over(date(1946, 3, 1)).len(), 1, "as the organisation set it");
    let refused = hq.store().set_retention_years(&hq.actor, Kind::House, 0);
    assert!(matches!(refused, Err(Problem::Refused(r)) if r.why == Why::OutOfRange));
    let refused = hq.store().set_retention_years(&hq.actor, Kind::Volet, 5);
    assert!(matches!(refused, Err(Problem::NotAllowed(_))), "whoever keeps no such compartment sets nothing");
}

/// A child seen at six in an infirmary: kept until twenty-eight; and where the child died, ten years more.
#[test]
fn p2_a_health_file_is_kept_until_the_twenty_eighth_birthday() {
    for died in [false, true] {
        let hq = Post::new("director", Backing::Sqlite, 83);
        let home = hq.founds("La Feuilleraie");
        let infirmary = hq.store().found(&hq.actor, "Infirmary", Kind::Volet, Scene::Present).unwrap();
        let child = registers(&hq, &home, "Amina");
        let subject =
            Person::of(&hq.store().open_file(&hq.actor, &child, "a test").unwrap().file).subject.unwrap();
        let open = move |w: &mut store::Writing<'_>| w.register(Some(subject), Volet::Health, Vec::new());
        let (health, _) = hq.store().write(&hq.actor, &infirmary, open).unwrap();
        if died {
            hq.clock.set(date(1943, 6, 2));
            let said = |what: &str| what.to_string();
            let on = Edtf::parse("1943-06-01").unwrap();
            let death =
                Death { on, place: said(""), cause: said(""), source: said("the camp"), burial: said("") };
            let dies = move |w: &mut store::Writing<'_>| {
                w.append(&child, vec![Fact::Person(domain::person::Fact::Died(death))])
            };
            hq.store().write(&hq.actor, &home, dies).unwrap();
        }
        let over = |on: jiff::civil::Date| {
            hq.clock.set(on);
            hq.store().retention_over(&hq.actor).unwrap().iter().any(|l| l.file == health)
        };
        // Born on 12 March 1934; twenty years end on 1 March 1961.
        let (kept, gone) =
            if died { (date(1953, 5, 31), date(1953, 6, 1)) } else { (date(1962, 3, 11), date(1962, 3, 12)) };
        assert_eq!((over(kept), over(gone)), (false, true), "died: {died}");
    }
}
