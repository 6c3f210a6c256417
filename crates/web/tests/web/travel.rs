//! A child's way: moved as one of a group, waiting in the relay house, leaving for a home by a person's decision, the
//! arrival confirmed; and to another house, with the file.

use crate::house::House;
use axum::http::StatusCode;

/// A form that is taken leads on; the address it leads to.
async fn taken(house: &House, name: &str, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = house.post(name, path, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
    answer.header("location").to_string()
}

/// A form that is refused stays, with the value and the field named.
async fn refused(house: &House, name: &str, path: &str, fields: &[(&str, &str)], field: &str) {
    let entries = house.entries();
    let answer = house.post(name, path, fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", answer.body);
    assert!(
        answer.body.contains(&format!("href=\"#{field}\"")),
        "{path}: {field} is not named in {}",
        answer.body
    );
    assert_eq!(house.entries(), entries, "{path}: something was written");
}

async fn seen(house: &House, name: &str, path: &str) -> String {
    let answer = house.get(name, path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    answer.body
}

#[tokio::test]
async fn a_group_moves_in_one_press_and_leaves_the_list_it_stood_on() {
    let house = House::new().await;
    let own = &house.own;
    let (person, sibling, to) =
        (own.person.to_string(), own.sibling.to_string(), format!("place:{}", own.relay));
    let look = format!("/moves/new?file={person}&file={sibling}&to=place%3A{}&lang=en", own.relay);
    let page = seen(&house, "worker", &look).await;
    assert!(page.contains("Move 2 people"), "{page}");
    let fields = [
        ("file", person.as_str()),
        ("file", &sibling),
        ("to", &to),
        ("from", "1942-03-01"),
        ("within", "Room 5"),
    ];
    let next = taken(&house, "worker", "/moves", &fields).await;
    assert_eq!(next, format!("/places/{}?arrived=2", own.relay));
    let there = seen(&house, "worker", &format!("/places/{}/presence?on=1942-03-02", own.relay)).await;
    let gone = seen(&house, "worker", &format!("/places/{}/presence?on=1942-03-02", own.home)).await;
    let before = seen(&house, "worker", &format!("/places/{}/presence?on=1942-02-20", own.home)).await;
    for id in [&person, &sibling] {
        let link = format!("/people/{id}");
        assert!(there.contains(&link) && !gone.contains(&link) && before.contains(&link), "{id}");
    }
    let future = [("file", person.as_str()), ("to", &to), ("from", "1942-12-01")];
    refused(&house, "worker", "/moves", &future, "from").await;
    refused(&house, "worker", "/moves", &[("file", &person), ("to", ""), ("from", "1942-03-02")], "to").await;
}

#[tokio::test]
async fn who_leaves_for_a_home_is_on_the_way_until_somebody_confirms() {
    let house = House::new().await;
    let own = &house.own;
    let (child, to, convoy) =
        (own.waiting.to_string(), format!("place:{}", own.home), own.convoy.to_string());
    let board = format!("/relay-house?place={}&lang=en", own.relay);
    let decision =
        [("file", child.as_str()), ("to", &to), ("departure_day", "1942-03-02"), ("convoy", &convoy)];
    refused(&house, "worker", "/departures", &decision, "reason").await;
    let with_reason = [&decision[..], &[("reason", "speaks her language")]].concat();
    taken(&house, "worker", "/departures", &with_reason).await;
    assert!(seen(&house, "worker", &board).await.contains("to Les Tilleuls on 2 March 1942"));
    let list = seen(&house, "worker", &format!("/convoys/{convoy}?lang=en")).await;
    assert!(list.contains("Ruth") && list.contains("still here"), "{list}");
    let next =
        taken(&house, "worker", "/journeys", &[("file", &child), ("departure_day", "1942-03-02")]).await;
    assert_eq!(next, format!("/convoys/{convoy}"));
    assert!(seen(&house, "worker", &board).await.contains("left for Les Tilleuls"));
    let handover = [
        ("convoy", convoy.as_str()),
        ("file", &child),
        ("escort", "Irma"),
        ("receiver", "Paul"),
        ("date", "1942-03-02"),
        ("at", "18h20"),
    ];
    taken(&house, "worker", "/handovers", &handover).await;
    assert!(seen(&house, "worker", &format!("/convoys/{convoy}")).await.contains("18:20"));
    let confirmed = [("file", child.as_str()), ("from", "1942-03-02"), ("confirmed_by", "Paul")];
    taken(&house, "worker", "/confirmations", &confirmed).await;
    assert!(!seen(&house, "worker", &board).await.contains("left for Les Tilleuls"));
    let there = seen(&house, "worker", &format!("/places/{}/presence", own.home)).await;
    assert!(there.contains(&format!("/people/{child}")), "{there}");
}

#[tokio::test]
async fn a_file_travels_to_another_house_and_is_accepted_by_a_person() {
    let house = House::new().await;
    let (child, far) = (house.own.waiting.to_string(), format!("house:{}", house.far.compartment));
    let decision = [
        ("file", child.as_str()),
        ("to", &far),
        ("departure_day", "1942-03-02"),
        ("reason", "an aunt lives there"),
    ];
    taken(&house, "supervisor", "/departures", &decision).await;
    let leaving = [("file", child.as_str()), ("departure_day", "1942-03-02")];
    let answer = house.post("worker", "/journeys", &leaving).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "a worker sends no files: {}", answer.body);
    taken(&house, "supervisor", "/journeys", &leaving).await;
    assert!(seen(&house, "supervisor", "/transfers").await.contains(&child));
    let offers = seen(&house, "stranger", "/transfers").await;
    let value = |name: &str| {
        let at = offers.find(&format!("name=\"{name}\" value=\"")).unwrap() + name.len() + 15;
        offers[at..].split('"').next().unwrap().to_string()
    };
    let (letter, to, place) = (value("letter"), value("house"), house.far.home.to_string());
    let late = [("letter", letter.as_str()), ("house", &to), ("place", &place), ("from", "1942-04-01")];
    let answer = house.post("stranger", "/transfers", &late).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    let today = [
        ("letter", letter.as_str()),
        ("house", &to),
        ("place", &place),
        ("from", "1942-03-02"),
        ("escort", "Irma"),
    ];
    assert_eq!(taken(&house, "stranger", "/transfers", &today).await, format!("/people/{child}"));
    let there = seen(&house, "stranger", &format!("/places/{place}/presence")).await;
    assert!(there.contains(&format!("/people/{child}")), "{there}");
    let board = seen(&house, "supervisor", &format!("/relay-house?place={}&lang=en", house.own.relay)).await;
    assert!(board.contains("Every arrival is confirmed"), "{board}");
}

#[tokio::test]
async fn the_roll_is_called_by_exception_and_tells_of_past_nights() {
    let house = House::new().await;
    let (person, home) = (house.own.person.to_string(), house.own.home);
    let (field, other) = (format!("is-{person}"), format!("is-{}", house.own.sibling));
    let roll = format!("/places/{home}/roll-call");
    taken(&house, "house-parent", &roll, &[("on", "1942-02-20"), (&field, "hospital"), (&other, "here")])
        .await;
    taken(&house, "house-parent", &roll, &[("on", "1942-02-25"), (&field, "here"), (&other, "here")]).await;
    for (on, away) in [("1942-02-19", 0), ("1942-02-20", 1), ("1942-02-24", 1), ("1942-02-25", 0)] {
        let page = seen(&house, "house-parent", &format!("/places/{home}/presence?on={on}&lang=en")).await;
        assert!(page.contains(&format!("{} present, {away} away", 2 - away)), "{on}: {page}");
    }
    refused(&house, "house-parent", &roll, &[("on", "1942-12-01"), (&field, "here")], "on").await;
}

#[tokio::test]
async fn first_care_and_the_facts_of_a_place_are_noted_or_refused_by_their_field() {
    let house = House::new().await;
    let (child, home) = (house.own.waiting, house.own.home);
    let care = format!("/relay-house/{child}/care");
    taken(
        &house,
        "nurse",
        &care,
        &[("date", "1942-03-02"), ("at", "7:05"), ("finding-weight", "19.9 kg"), ("nothing-fears", "yes")],
    )
    .await;
    let page = seen(&house, "nurse", &format!("{care}?lang=en")).await;
    assert!(
        page.contains("First care: 2 of 14") && page.contains("19.9 kg") && page.contains("07:05"),
        "{page}"
    );
    refused(
        &house,
        "nurse",
        &care,
        &[("date", "1942-03-02"), ("at", "25:00"), ("finding-weight", "x")],
        "at",
    )
    .await;
    let beds = format!("/places/{home}/beds");
    taken(
        &house,
        "worker",
        &beds,
        &[("sex_band", "f"), ("from_age", "6"), ("to_age", "12"), ("count", "20")],
    )
    .await;
    refused(&house, "worker", &beds, &[("sex_band", "f"), ("count", "many")], "count").await;
    let page = seen(&house, "worker", &format!("/places/{home}?lang=en")).await;
    assert!(page.contains("2 of 31 beds taken, 29 free"), "{page}");
    let paper = seen(&house, "worker", &format!("/people/{}/certificate?lang=en", house.own.person)).await;
    assert!(
        paper.contains("from 10 February 1942 to this day") && !paper.contains("with the group"),
        "{paper}"
    );
}
