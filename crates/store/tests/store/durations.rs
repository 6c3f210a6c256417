//! How long papers took: learnt from the dossiers somebody was granted, never from those of others, and those that still
//! wait are among them.

use crate::stories::sound;
use domain::Edtf;
use domain::compartment::Scene;
use domain::dossier::{Closing, Fact as Said, Opening, Paper, Status};
use domain::entry::Fact;
use domain::id::Key;
use jiff::civil::{Date, date};
use testkit::{Backing, House, Story};

const ASKED: Date = date(1941, 2, 1);

/// A dossier whose permit was asked for on 1 February, and what came of it.
fn asks(story: &mut Story<'_>, (given, n): (&str, u8), then: Option<(Status, Date)>, closed: Option<Date>) {
    let dossier = Key([n; 8]);
    let opening = Opening { procedure: "release-1941".into(), version: 1, on: Edtf::day(ASKED) };
    let mut state = Paper::default().step(Status::Asked, ASKED, None);
    if let Some((status, on)) = then {
        state = state.step(status, on, None);
    }
    state.issuer = "Prefecture of the Hérault".into();
    let mut facts = vec![
        Said::Opened { dossier, opening },
        Said::Paper { dossier, paper: "residence-authorisation".into(), state },
        Said::Paper { dossier, paper: "safe-conduct".into(), state: Paper::default() },
    ];
    facts.extend(closed.map(|on| {
        let closing = Closing { outcome: "withdrawn".into(), on: Edtf::day(on), note: String::new() };
        Said::Closed { dossier, closing }
    }));
    story.says(given, facts.into_iter().map(Fact::Dossier).collect()).unwrap();
}

#[test]
fn durations_are_learnt_from_what_one_was_granted_and_nothing_that_waits_is_lost() {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.on("1941-03-01");
    story.registers("Amina", "camp").registers("Amin", "camp").registers("Aminata", "home");
    asks(&mut story, ("Amina", 1), Some((Status::Received, date(1941, 2, 21))), None);
    asks(&mut story, ("Amina", 2), None, Some(date(1941, 2, 6)));
    asks(&mut story, ("Amin", 1), None, None);
    asks(&mut story, ("Amin", 2), Some((Status::Refused, date(1941, 2, 11))), None);
    asks(&mut story, ("Aminata", 1), Some((Status::Received, date(1941, 2, 4))), None);
    let store = story.house.store();
    let seen = |name: &str, scene: Scene, procedure: &str| {
        let found = store.durations(story.house.actor(name), scene, procedure).unwrap();
        assert!(
            found.keys().all(|paper| paper == "residence-authorisation"),
            "only what was asked for: {found:?}"
        );
        let mut days: Vec<(u32, bool)> =
            found.values().flatten().map(|seen| (seen.days, seen.obtained)).collect();
        assert!(found.values().flatten().all(|seen| seen.office == "Prefecture of the Hérault"));
        days.sort_unstable();
        days
    };
    let camp = [(5, false), (10, false), (20, true), (28, false)];
    let scene = story.house.compartment("camp");
    let scene = store
        .compartments(story.house.actor("worker"))
        .unwrap()
        .iter()
        .find(|c| c.id == scene)
        .unwrap()
        .scene;
    let other = if scene == Scene::Historical { Scene::Present } else { Scene::Historical };
    assert_eq!(seen("worker", scene, "release-1941"), camp);
    assert_eq!(seen("house-parent", scene, "release-1941"), [(3, true)]);
    let all = [&[(3, true)], &camp[..]].concat();
    assert_eq!(seen("supervisor", scene, "release-1941"), all);
    assert_eq!(seen("worker", scene, "survivor-pension"), [], "another procedure");
    assert_eq!(seen("worker", other, "release-1941"), [], "another scene");
    assert_eq!(seen("auditor", scene, "release-1941"), [], "whoever reads no file learns nothing from it");
    let camp = story.house.place("camp").file;
    let papers = store.papers_at(story.house.actor("worker"), &[camp].into()).unwrap();
    let of = |stage: &str| ("release-1941".to_string(), stage.to_string());
    assert_eq!(papers.dossiers, [(of("open"), 3), (of("withdrawn"), 1)].into());
    let permit = ["release-1941", "residence-authorisation", "Prefecture of the Hérault"].map(str::to_string);
    assert_eq!(
        papers.waiting,
        [(permit.into(), (1, ASKED))].into(),
        "one waits; one was refused, one given up"
    );
    let blind = store.papers_at(story.house.actor("house-parent"), &[camp].into()).unwrap();
    assert_eq!(
        blind,
        store::dossier::PapersAt::default(),
        "whoever was not granted the camp counts nothing in it"
    );
    sound(story.house);
}
