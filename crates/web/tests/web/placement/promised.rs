//! Beds that were promised: kept while the child is on the way, free again when nobody comes for them. And brothers and
//! sisters who are decided for one after the other.

use super::{accepted, actor, arrives, looked_after, page};
use crate::house::House;
use axum::http::StatusCode;
use domain::Edtf;
use domain::entry::Fact;
use domain::file::File;
use domain::id::{FileId, Key, StayId};
use domain::kin;
use domain::place::Kind;
use domain::refusal::Refusal;
use domain::stay::{Closing, EndReason, Opening, arrive, current, leave, stays};
use jiff::civil::{Date, date};

const DAY: Date = date(1942, 3, 2);

/// Beds free at Les Tilleuls, as the board says.
async fn free(house: &House) -> u32 {
    let shown = page(house, "supervisor", "").await;
    let said = shown.split(" of 11 beds free").next().unwrap();
    let digits: String = said.chars().rev().take_while(char::is_ascii_digit).collect();
    digits.chars().rev().collect::<String>().parse().unwrap_or_else(|_| panic!("no beds: {shown}"))
}

/// A decision written by hand.
async fn decided(house: &House, child: FileId, to: FileId, more: &[(&str, &str)]) -> StatusCode {
    let (child, to) = (child.to_string(), format!("place:{to}"));
    let form = [("file", child.as_str()), ("to", &to), ("departure_day", "1942-03-02"), ("reason", "near")];
    house.post("supervisor", "/departures", &[&form[..], more].concat()).await.status
}

/// What happened to a child after a home was decided for them.
#[derive(Clone, Copy)]
enum Then {
    Left(EndReason, &'static str),
    Arrived(Kind),
    CameAndLeft,
    Withdrawn,
}

fn comes(file: &File, stay: StayId, place: FileId, kind: Kind) -> Result<Vec<Fact>, Refusal> {
    let words = String::new;
    let (from, name) = (Edtf::day(DAY), "there".to_string());
    let opening = Opening { place, kind, name, within: words(), from, reason: words(), came_from: words() };
    arrive(file, stay, opening, DAY)
}

fn leaves(file: &File, reason: EndReason, towards: &str) -> Result<Vec<Fact>, Refusal> {
    let stay = current(&stays(file)).unwrap().id;
    leave(file, stay, Closing { until: Edtf::day(DAY), reason, towards: towards.into() }, DAY)
}

async fn happens(house: &House, child: FileId, then: Then) {
    let (home, at) = (house.own.home, house.own.compartment);
    if let Then::Withdrawn = then {
        let child = child.to_string();
        let form = [("file", child.as_str()), ("stands", "no")];
        assert_eq!(house.post("supervisor", "/departures", &form).await.status, StatusCode::SEE_OTHER);
        return;
    }
    let written = house.store.write(&actor(house, "worker"), &at, move |w| {
        let (stay, elsewhere) = (w.new_stay(), w.new_file());
        let file = w.file(&child)?;
        let facts = match then {
            Then::Left(reason, towards) => leaves(&file, reason, towards)?,
            Then::Arrived(Kind::Home) => comes(&file, stay, home, Kind::Home)?,
            Then::Arrived(kind) => comes(&file, stay, elsewhere, kind)?,
            Then::CameAndLeft | Then::Withdrawn => comes(&file, stay, home, Kind::Home)?,
        };
        w.append(&child, facts)?;
        if let Then::CameAndLeft = then {
            let facts = leaves(&w.file(&child)?, EndReason::WithFamily, "")?;
            w.append(&child, facts)?;
        }
        Ok(())
    });
    written.unwrap();
}

#[tokio::test]
async fn a_bed_is_promised_until_the_child_has_come_or_will_not_come() {
    let house = House::new().await;
    let mut beds = free(&house).await;
    assert_eq!(beds, 9, "two sleep there");
    for (what, then, kept) in [
        ("on the way there", Then::Left(EndReason::Placed, "Les Tilleuls"), true),
        ("on the way, nobody wrote where to", Then::Left(EndReason::Placed, ""), true),
        ("placed elsewhere", Then::Left(EndReason::Placed, "Les Ormes"), false),
        ("with the family", Then::Left(EndReason::WithFamily, "aunt"), false),
        ("missing", Then::Left(EndReason::Missing, ""), false),
        ("died", Then::Left(EndReason::Died, ""), false),
        ("in a hospital", Then::Arrived(Kind::Hospital), false),
        ("in another relay house", Then::Arrived(Kind::RelayHouse), false),
        ("sleeps there", Then::Arrived(Kind::Home), true),
        ("slept there and left", Then::CameAndLeft, false),
        ("withdrawn", Then::Withdrawn, false),
    ] {
        let child = arrives(&house, "Noa", &[]);
        assert_eq!(decided(&house, child, house.own.home, &[]).await, StatusCode::SEE_OTHER);
        assert_eq!(free(&house).await, beds - 1, "{what}: promised");
        happens(&house, child, then).await;
        beds -= u32::from(kept);
        assert_eq!(free(&house).await, beds, "{what}");
    }
}

/// Two of one family who wait, looked after and asked what they want.
async fn siblings(house: &House, key: u8) -> [FileId; 2] {
    let both = [arrives(house, "Noa", &[]), arrives(house, "Ilan", &[])];
    for child in both {
        let group = kin::Fact::Group { group: Key([key; 8]), within: true };
        let at = house.own.compartment;
        let facts = vec![Fact::Kin(group)];
        house.store.write(&actor(house, "worker"), &at, move |w| w.append(&child, facts)).unwrap();
        looked_after(house, child, "to stay with the other").await;
    }
    both
}

#[tokio::test]
async fn whoever_follows_a_sister_to_the_same_home_is_not_parted_from_her() {
    let house = House::new().await;
    let pair = |child: FileId| format!("{child}:{}", house.own.home);
    let (reason, near) = (("reason", "near"), house.own.home);
    let parting = [("parted_reason", "one bed today"), ("second", "Paul")];

    let [first, second] = siblings(&house, 1).await;
    let both = accepted(&house, &[pair(first), pair(second)], &[reason]).await;
    assert_eq!(both.status, StatusCode::SEE_OTHER, "in one acceptance: {}", both.body);

    let [first, second] = siblings(&house, 2).await;
    let alone = accepted(&house, &[pair(first)], &[reason]).await;
    assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY, "her brother stays behind");
    let alone = accepted(&house, &[pair(first)], &[&parting[..], &[reason]].concat()).await;
    assert_eq!(alone.status, StatusCode::SEE_OTHER, "{}", alone.body);
    let elsewhere = decided(&house, second, house.own.camp, &[]).await;
    assert_eq!(elsewhere, StatusCode::UNPROCESSABLE_ENTITY, "to another place they are parted");
    let follows = accepted(&house, &[pair(second)], &[reason]).await;
    assert_eq!(follows.status, StatusCode::SEE_OTHER, "he follows her: {}", follows.body);

    let [first, second] = siblings(&house, 3).await;
    assert_eq!(decided(&house, first, near, &[]).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(decided(&house, first, near, &parting).await, StatusCode::SEE_OTHER);
    assert_eq!(decided(&house, second, near, &[]).await, StatusCode::SEE_OTHER, "by hand as well");
}
