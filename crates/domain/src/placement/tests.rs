//! Beds that are left, who is held, and who goes together.

#![allow(clippy::unwrap_used)]
use super::*;
use jiff::civil::date;
use planning::placement::{ChangeCode, NoMove, ReasonCode, WhyCode, price_move};
use proptest::prelude::*;

const DAY: Date = date(1942, 3, 2);

fn check(finding: &str) -> Check {
    Check { finding: finding.into(), on: DAY, at: String::new() }
}

fn child(n: u8, sex: char, born: &str, family: u8) -> Waiting {
    Waiting {
        file: FileId([n; 16]),
        family: (family > 0).then(|| vec![family; 8]),
        sex,
        birth: born.parse().ok(),
        languages: vec!["de".into()],
        needs: Vec::new(),
        care: vec![("contagion".into(), check("rien"))],
        reviewed: None,
    }
}

fn beds(sex: &str, from_age: u16, to_age: u16, count: u32, blocked: u32) -> Beds {
    Beds { sex: sex.into(), from_age, to_age, count, blocked }
}

fn home(n: u8, beds: Vec<Beds>) -> Home {
    let (offers, languages) = (Vec::new(), Vec::new());
    Home { file: FileId([n; 16]), name: format!("home {n}"), beds, offers, languages, residents: Vec::new() }
}

fn lives(n: u8, sex: char, born: &str, family: u8, language: &str) -> Resident {
    let Waiting { file, family, sex, birth, .. } = child(n, sex, born, family);
    Resident { file, family, sex, birth, languages: vec![language.into()] }
}

fn free(beds: Vec<Beds>, residents: Vec<Resident>) -> u32 {
    pose(&[], &[Home { residents, ..home(9, beds) }], DAY, &[]).rooms[0].free
}

#[test]
fn beds_left_are_beds_less_those_who_sleep_there() {
    let girl = || lives(1, 'f', "1932", 0, "fr");
    for (what, beds, residents, expected) in [
        ("no beds said", vec![], vec![], 0),
        ("blocked beds are none", vec![beds("any", 0, 17, 3, 1)], vec![], 2),
        (
            "a girl takes the girls' bed",
            vec![beds("f", 6, 12, 1, 0), beds("any", 0, 17, 1, 0)],
            vec![girl()],
            1,
        ),
        ("who fits no bed sleeps in another all the same", vec![beds("m", 0, 17, 2, 0)], vec![girl()], 1),
        ("no home has less than none free", vec![beds("m", 0, 17, 0, 0)], vec![girl()], 0),
    ] {
        assert_eq!(free(beds, residents), expected, "{what}");
    }
}

#[test]
fn who_is_held_is_not_put_to_the_planner_and_the_page_knows_why() {
    let cough = "toux, isolement deux nuits";
    let seen = |finding: &str| Waiting {
        care: vec![("contagion".into(), check(finding))],
        ..child(1, 'f', "1932-05-01", 0)
    };
    for (child, expected) in [
        (child(1, 'f', "1932-05-01", 0), None),
        (seen("Rien."), None),
        (seen("nothing to note"), None),
        (seen(cough), Some(Held::ContagionFound(cough.into()))),
        (
            Waiting { care: vec![("bath".into(), check("rien"))], ..child(1, 'f', "1932", 0) },
            Some(Held::ContagionOpen),
        ),
        (child(1, 'x', "1932", 0), Some(Held::Sex)),
        (child(1, 'f', "", 0), Some(Held::Age)),
    ] {
        let posed = pose(std::slice::from_ref(&child), &[], DAY, &[]);
        assert_eq!(posed.held.first().map(|(_, held)| held.clone()), expected, "{child:?}");
        assert_eq!(posed.problem.children.len(), usize::from(expected.is_none()));
    }
}

#[test]
fn a_child_goes_where_their_brother_lives_and_where_somebody_speaks_their_language() {
    let beds = || vec![beds("any", 0, 17, 2, 0)];
    let first = home(8, beds());
    let second = Home { residents: vec![lives(2, 'm', "1930", 5, "de")], ..home(9, beds()) };
    let posed = pose(&[child(1, 'f', "1932", 5)], &[first, second], DAY, &[]);
    let Answer { proposal, gap } = answer(&posed).unwrap();
    assert_eq!((gap, posed.rooms[1].free), (Amount(0), 1));
    assert_eq!(proposal.places[0].home, Some(id(&FileId([9; 16]))));
    let codes: Vec<ReasonCode> = proposal.places[0].reasons.iter().map(|r| r.code).collect();
    assert_eq!(codes, [ReasonCode::WithGroup, ReasonCode::LanguageShared]);
    let moved =
        price_move(&posed.problem, &proposal, &id(&FileId([1; 16])), Some(&id(&FileId([8; 16])))).unwrap();
    assert_eq!(moved.change.to_string(), "105", "apart from the brother, and no language");
}

#[test]
fn a_decision_already_taken_holds_its_bed_and_a_move_holds_the_child() {
    let one = || vec![beds("any", 0, 17, 1, 0)];
    let waiting = [child(1, 'f', "1932", 0), child(2, 'f', "1932", 0)];
    let promised = Home { residents: vec![lives(3, 'm', "1931", 0, "de")], ..home(8, one()) };
    let posed = pose(&waiting, &[promised, home(9, one())], DAY, &[(waiting[1].file, FileId([9; 16]))]);
    let proposal = answer(&posed).unwrap().proposal;
    let at: Vec<Option<FileId>> = proposal.places.iter().map(|p| p.home.as_ref().and_then(file)).collect();
    assert_eq!(at, [None, Some(FileId([9; 16]))], "the bed that was promised is not proposed again");
    let left = &proposal.unplaced[0];
    assert_eq!(
        (left.why.code, left.least_change.as_ref().unwrap().code),
        (WhyCode::AllTaken, ChangeCode::OneMoreBed)
    );
    let boys_only = pose(&waiting[..1], &[home(9, vec![beds("m", 0, 17, 1, 0)])], DAY, &[]);
    let proposal = answer(&boys_only).unwrap().proposal;
    let none = price_move(&boys_only.problem, &proposal, &id(&waiting[0].file), Some(&id(&FileId([9; 16]))));
    assert!(matches!(none, Err(NoMove::NoBed { .. })), "{none:?}");
}

#[test]
fn whoever_waits_is_looked_at_again_every_week() {
    for (last, expected) in [
        (None, date(1942, 3, 9)),
        (Some(date(1942, 3, 2)), date(1942, 3, 9)),
        (Some(date(1942, 3, 8)), date(1942, 3, 15)),
        (Some(date(1942, 3, 20)), date(1942, 3, 27)),
        (Some(date(1942, 2, 1)), date(1942, 3, 9)),
        (Some(Date::MAX), Date::MAX),
    ] {
        assert_eq!(review_due(date(1942, 3, 2), last), expected, "{last:?}");
    }
}

#[test]
fn brothers_and_sisters_go_together_or_wait_together() {
    let at = |n: u8| Some(FileId([n; 16]));
    let three = || [child(1, 'f', "1932", 5), child(2, 'm', "1934", 5), child(3, 'f', "1936", 5)];
    let alone = child(4, 'f', "1930", 0);
    let of = |beds_there: u32, moves: &[(FileId, FileId)]| {
        let homes = [home(8, vec![beds("any", 0, 17, beds_there, 0)]), home(9, vec![beds("f", 0, 17, 1, 0)])];
        let waiting: Vec<Waiting> = three().into_iter().chain([alone.clone()]).collect();
        let posed = pose(&waiting, &homes, DAY, moves);
        let proposal = answer(&posed).unwrap().proposal;
        let places: Vec<Option<FileId>> =
            proposal.places.iter().map(|p| p.home.as_ref().and_then(file)).collect();
        (places, proposal)
    };
    assert_eq!(of(3, &[]).0, [at(8), at(8), at(8), at(9)]);
    let (places, proposal) = of(2, &[]);
    assert_eq!(places[..3], [None, None, None], "two beds for three are no places");
    assert!(places[3].is_some(), "and they are not kept from others");
    let left = &proposal.unplaced[0];
    assert_eq!(
        (left.why.code, left.least_change.as_ref().unwrap().code),
        (WhyCode::Dearer, ChangeCode::AcceptCost)
    );
    let (places, _) = of(2, &[(FileId([1; 16]), FileId([8; 16]))]);
    assert_eq!(
        places[0],
        at(8),
        "a person may part them, and then they are placed as they can be: {places:?}"
    );
}

#[test]
fn whose_sister_is_held_waits_with_her() {
    let cough = vec![("contagion".to_string(), check("cough"))];
    let held = Waiting { care: cough, ..child(2, 'f', "1934", 5) };
    let waiting = [child(1, 'f', "1932", 5), held, child(3, 'f', "1936", 6)];
    let posed = pose(&waiting, &[], DAY, &[]);
    let keys: Vec<&str> = posed.held.iter().map(|(_, held)| held.key()).collect();
    assert_eq!(keys, ["together", "contagion-found"]);
    assert_eq!(posed.problem.children.len(), 1, "another family is not kept by it");
}

#[test]
fn a_need_draws_to_the_home_that_meets_it_and_a_language_to_where_it_is_spoken() {
    let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
    let beds = || vec![beds("any", 0, 17, 1, 0)];
    let plain = home(8, beds());
    for (needs, offers, spoken, expected) in [
        (&["step-free"][..], &["kosher", "step-free"][..], &[][..], ReasonCode::NeedsOffered),
        (&["kosher", "rest-day"], &["kosher", "rest-day"], &[], ReasonCode::NeedsOffered),
        (&[], &[], &["de"], ReasonCode::LanguageShared),
        (&[], &[], &["Deutsch"], ReasonCode::LanguageShared),
        (&[], &[], &["allemand"], ReasonCode::LanguageShared),
    ] {
        let meets = Home { offers: words(offers), languages: words(spoken), ..home(9, beds()) };
        let child = Waiting { needs: words(needs), ..child(1, 'f', "1932", 0) };
        let posed = pose(&[child], &[plain.clone(), meets], DAY, &[]);
        let Answer { proposal, gap } = answer(&posed).unwrap();
        assert_eq!(gap, Amount(0));
        assert_eq!(proposal.places[0].home, Some(id(&FileId([9; 16]))), "{needs:?} {spoken:?}");
        assert!(proposal.places[0].reasons.iter().any(|r| r.code == expected), "{:?}", proposal.places[0]);
    }
    // Where one bed is left, and it does not meet the need, the child who has the need goes there all the same.
    let children =
        [child(1, 'f', "1932", 0), Waiting { needs: words(&["diet"]), ..child(2, 'f', "1932", 0) }];
    for order in [children.clone(), [children[1].clone(), children[0].clone()]] {
        let posed = pose(&order, std::slice::from_ref(&plain), DAY, &[]);
        let places = answer(&posed).unwrap().proposal.places;
        let placed: Vec<&Id> = places.iter().filter(|p| p.home.is_some()).map(|p| &p.child).collect();
        assert_eq!(placed, [&id(&FileId([2; 16]))]);
    }
}

fn places(waiting: &[Waiting], count: u32, offers: usize) -> Vec<bool> {
    let offers = crate::person::NEEDS.iter().rev().take(offers).map(ToString::to_string).collect();
    let meets = Home { offers, ..home(98, vec![beds("any", 0, 17, 1, 0)]) };
    let homes = [home(99, vec![beds("any", 0, 17, count, 0)]), meets];
    let posed = pose(waiting, &homes, DAY, &[]);
    let Answer { proposal, gap } = answer(&posed).unwrap();
    assert_eq!(gap, Amount(0));
    proposal.places.iter().map(|p| p.home.is_some()).collect()
}

proptest! {
    /// Whoever has a place keeps it when needs are added to them: step-free access, daily care.
    #[test]
    fn a_need_never_lowers_the_chance_of_a_place(
        families in prop::collection::vec(0u8..3, 2..7),
        old in prop::collection::vec(0usize..4, 7),
        count in 1u32..5,
        who in 0usize..7,
        offers in 0usize..9,
    ) {
        let needs = |n: usize| crate::person::NEEDS[..n].iter().map(ToString::to_string).collect::<Vec<_>>();
        let mut waiting: Vec<Waiting> = families
            .iter()
            .enumerate()
            .map(|(n, family)| Waiting { needs: needs(old[n]), ..child(n as u8 + 1, 'f', "1932", *family) })
            .collect();
        let who = who % waiting.len();
        let before = places(&waiting, count, offers);
        waiting[who].needs.extend(["step-free".to_string(), "daily-care".into(), "escort".into()]);
        let after = places(&waiting, count, offers);
        prop_assert!(!before[who] || after[who], "a need took the place away");
    }
}
