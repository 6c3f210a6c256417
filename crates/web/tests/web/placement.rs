//! Proposals in the relay house: shown with their reasons, nothing ticked, tried out, accepted by a person; plain forms all.

mod offers;
mod promised;
mod review;

use crate::house::{House, PASSPHRASE};
use axum::http::StatusCode;
use domain::entry::Fact;
use domain::id::FileId;
use domain::relay_house;
use domain::{person, place};
use jiff::civil::date;

fn actor(house: &House, name: &str) -> store::Actor {
    house.store.unlock(name, PASSPHRASE).unwrap()
}

/// Notes first care of a child who waits: nothing found, and what they want where `view` says it.
async fn looked_after(house: &House, child: FileId, view: &str) {
    let care = format!("/relay-house/{child}/care");
    let form = [("date", "1942-03-02"), ("nothing-contagion", "yes"), ("finding-own-view", view)];
    let answer = house.post("nurse", &care, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

/// Another child of the relay house, with needs.
fn arrives(house: &House, given: &str, needs: &[&str]) -> FileId {
    let (own, founder) = (&house.own, actor(house, "worker"));
    let there = (own.relay, place::Kind::RelayHouse, "La Passerelle");
    let (file, ..) =
        crate::registration::arrived(&house.store, &founder, own.compartment, given, "Stern", there);
    let need = |need: &&str| person::Fact::Need { need: (*need).to_string(), there: true };
    let facts: Vec<Fact> = needs.iter().map(need).map(Fact::Person).collect();
    if !facts.is_empty() {
        house.store.write(&founder, &own.compartment, move |w| w.append(&file, facts)).unwrap();
    }
    file
}

/// Leaves so many beds in the home, for any child.
fn beds(house: &House, count: u32) {
    let (home, at) = (house.own.home, house.own.compartment);
    let written = house.store.write(&actor(house, "worker"), &at, move |w| {
        let (key, _) = place::Place::of(&w.file(&home)?).beds[0].clone();
        let beds = place::Beds { sex: "any".into(), from_age: 0, to_age: 17, count, blocked: 0 };
        w.append(&home, vec![Fact::Place(place::Fact::Beds { key, beds })])
    });
    written.unwrap();
}

async fn page(house: &House, name: &str, more: &str) -> String {
    let answer = house.get(name, &format!("/placements?place={}&lang=en{more}", house.own.relay)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.body
}

async fn accepted(house: &House, pairs: &[String], more: &[(&str, &str)]) -> crate::http::Answer {
    let relay = house.own.relay.to_string();
    let mut form = vec![("place", relay.as_str()), ("departure_day", "1942-03-04")];
    form.extend(pairs.iter().map(|pair| ("accept", pair.as_str())));
    form.extend(more);
    house.post("supervisor", "/placements", &form).await
}

#[tokio::test]
async fn a_proposal_is_ticked_by_a_person_and_written_as_their_decision() {
    let house = House::new().await;
    let child = house.own.waiting;
    let held = page(&house, "supervisor", "").await;
    assert!(
        held.contains("Nobody has looked for signs of contagion yet") && !held.contains("name=\"accept\"")
    );
    looked_after(&house, child, "wants to go to school").await;
    let shown = page(&house, "supervisor", "").await;
    let value = format!("{child}:{}", house.own.home);
    assert!(shown.contains(&format!("value=\"{value}\"")), "{shown}");
    assert!(!shown.contains(" checked"), "nothing is ticked before a person ticks it");
    assert!(shown.contains("Here, because:") && shown.contains("wants to go to school"));

    let entries = house.entries();
    for (pairs, more, field) in [
        (vec![], vec![("reason", "school is near")], "accept"),
        (vec![value.clone()], vec![], "reason"),
        (vec![format!("{child}:{}", house.own.relay)], vec![("reason", "school is near")], "accept"),
    ] {
        let answer = accepted(&house, &pairs, &more).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{field}: {}", answer.body);
        assert!(answer.body.contains(&format!("id=\"{field}\"")), "{field} can be gone to");
    }
    assert_eq!(house.entries(), entries, "nothing was written");

    let answer = accepted(&house, std::slice::from_ref(&value), &[("reason", "School is near.")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let file = house.store.open_file(&actor(&house, "supervisor"), &child, "test").unwrap().file;
    let stay = domain::stay::current(&domain::stay::stays(&file)).unwrap().id;
    let decided = relay_house::departure(&file, stay).unwrap();
    let departure = decided.latest();
    assert_eq!((departure.towards, departure.on), (house.own.home, date(1942, 3, 4)));
    assert!(
        departure.reason.starts_with("School is near. ") && departure.reason.len() > 20,
        "{}",
        departure.reason
    );
    let twice = accepted(&house, &[value], &[("reason", "again")]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "it was decided already");
    assert!(page(&house, "supervisor", "").await.contains("Nobody waits here without a decision"));
}

#[tokio::test]
async fn some_are_accepted_and_exactly_those_are_written() {
    let house = House::new().await;
    let children = [house.own.waiting, arrives(&house, "Noa", &[]), arrives(&house, "Ilan", &[])];
    for child in children {
        looked_after(&house, child, "").await;
    }
    let pairs: Vec<String> = children.iter().map(|c| format!("{c}:{}", house.own.home)).collect();
    let (first, last) = (format!("view-{}", children[0]), format!("view-{}", children[2]));
    let reason = ("reason", "Beds are free.");
    let one = accepted(&house, &pairs[..1], &[reason]).await;
    assert_eq!(one.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody asked what the child wants");
    assert!(one.body.contains("href=\"#own_view\"") && one.body.contains("id=\"own_view\""), "{}", one.body);
    let entries = house.entries();
    let views = [(first.as_str(), "not far from her aunt"), (last.as_str(), "too small to say")];
    let some =
        accepted(&house, &[pairs[0].clone(), pairs[2].clone()], &[&views[..], &[reason]].concat()).await;
    assert_eq!(some.status, StatusCode::SEE_OTHER, "{}", some.body);
    assert_eq!(house.entries(), entries + 2, "one entry for each of two: what they want, and the decision");
    let day = date(1942, 3, 2);
    let board = house.store.board(&actor(&house, "supervisor"), &house.own.relay, day).unwrap();
    let mut leaving: Vec<FileId> = board.leaving.iter().map(|c| c.file).collect();
    leaving.sort_unstable();
    let mut expected = [children[0], children[2]];
    expected.sort_unstable();
    assert_eq!(leaving, expected);
    let left = page(&house, "supervisor", "").await;
    assert!(left.contains("Noa") && left.contains("To be looked at since 17 February 1942"), "{left}");
}

/// The one of `children` who is proposed for the home, where there is one bed; then the others.
async fn who_has_the_bed(house: &House, children: &[FileId; 2]) -> (FileId, FileId) {
    let shown = page(house, "supervisor", "").await;
    let accept =
        |child: &FileId| shown.contains(&format!("form=\"accept\" value=\"{child}:{}\"", house.own.home));
    match children {
        [first, second] if accept(first) && !accept(second) => (*first, *second),
        [first, second] if accept(second) && !accept(first) => (*second, *first),
        _ => panic!("one bed for two: {shown}"),
    }
}

#[tokio::test]
async fn a_need_never_takes_a_place_away() {
    let house = House::new().await;
    beds(&house, 3);
    let children = [house.own.waiting, arrives(&house, "Noa", &[])];
    for child in children {
        looked_after(&house, child, "nothing said").await;
    }
    let (placed, other) = who_has_the_bed(&house, &children).await;
    let needs = ["step-free", "daily-care", "escort"]
        .map(|need| person::Fact::Need { need: need.into(), there: true });
    let level = domain::said::Answer::Given("cannot-do".to_string());
    let walking = person::Fact::Washington { domain: "walking".into(), level };
    let facts: Vec<Fact> = needs.into_iter().chain([walking]).map(Fact::Person).collect();
    let at = house.own.compartment;
    house.store.write(&actor(&house, "worker"), &at, move |w| w.append(&placed, facts)).unwrap();
    assert_eq!(
        who_has_the_bed(&house, &children).await,
        (placed, other),
        "needs and a disability take nothing away"
    );
    let shown = page(&house, "supervisor", "").await;
    assert!(
        shown.contains("to ask the home beforehand: help with daily care, escort on journeys, step-free"),
        "{shown}"
    );
    assert!(
        shown.contains("Every bed for their age is taken") && shown.contains("one more bed at Les Tilleuls")
    );
    let both = children.map(|c| format!("{c}:{}", house.own.home));
    let answer = accepted(&house, &both, &[("reason", "both")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("aucun lit n’y est libre"), "{}", answer.body);
}

#[tokio::test]
async fn a_move_is_priced_before_anything_is_written() {
    let house = House::new().await;
    beds(&house, 3);
    let children = [house.own.waiting, arrives(&house, "Noa", &["diet"])];
    for child in children {
        looked_after(&house, child, "nothing said").await;
    }
    let (placed, other) = who_has_the_bed(&house, &children).await;
    let entries = house.entries();
    let home = house.own.home;
    let moved = page(&house, "supervisor", &format!("&move={other}:{home}")).await;
    assert!(moved.contains("What if ") && moved.contains(" went to Les Tilleuls?"), "{moved}");
    assert!(
        moved.contains("somebody would have to give way")
            && moved.contains("from Les Tilleuls to without a place")
    );
    assert!(moved.contains(&format!("value=\"{other}:{home}\"")) && !moved.contains(" checked"));
    let both = page(&house, "supervisor", &format!("&move={other}:{home}&move={placed}:{home}")).await;
    assert!(both.contains("It does not hold"), "{both}");
    let nobody = page(&house, "supervisor", &format!("&move={other}:{}", house.far.home)).await;
    assert!(!nobody.contains("id=\"what-if\""), "a home of another house is not one that can be asked about");
    assert_eq!(house.entries(), entries, "looking writes nothing");
}

#[tokio::test]
async fn whoever_does_not_decide_sees_no_proposal_and_accepts_none() {
    let house = House::new().await;
    looked_after(&house, house.own.waiting, "to stay").await;
    let shown = page(&house, "reader", "").await;
    assert!(shown.contains("Whoever directs this house decides") && !shown.contains("Ruth"), "{shown}");
    let log = || {
        let (at, child) = (house.own.compartment, house.own.waiting);
        let log = house.store.readings_of(&actor(&house, "auditor"), &at, &child).unwrap();
        log.iter().filter(|read| read.purpose == "placement").count()
    };
    assert_eq!(log(), 0, "what was not shown was not read");
    page(&house, "supervisor", "").await;
    assert_eq!(log(), 1, "what the proposals are made of was read, and that is written down");
    let relay = house.own.relay.to_string();
    let pair = format!("{}:{}", house.own.waiting, house.own.home);
    let form =
        [("place", relay.as_str()), ("accept", &pair), ("departure_day", "1942-03-04"), ("reason", "x")];
    let answer = house.post("reader", "/placements", &form).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.body);
    let foreign = house.post("stranger", "/placements", &form).await;
    assert_ne!(foreign.status, StatusCode::SEE_OTHER, "{}", foreign.body);
}
