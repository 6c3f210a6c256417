//! What falls with a laptop: what its report says beforehand, and what whoever takes it then opens.

use crate::notebook::{Circle, PURPOSE, refused, says, worker_with_plate};
use domain::compartment::{Kind, Role};
use domain::id::{CompartmentId, FileId};
use domain::notebook::Aim;
use domain::refusal::Why;
use store::Problem;
use store::notebook::Show;
use testkit::Post;
use testkit::cast::PASSPHRASE;

#[test]
pub fn p8_what_falls_with_a_node_names_places_codes_and_notebooks_and_nobody_by_name() {
    let circle = Circle::of(Kind::TrueNames, 4, 3, 800).drilled();
    let keeper = circle.keeper();
    let house = keeper.founds("Home of Les Tilleuls");
    crate::exchange::registers(keeper, &house, "Amina");
    let lise = &circle.posts[1];
    keeper.grants(&house, lise, Role::Worker);
    lise.meets(keeper);
    assert_eq!(lise.joins(), 1);
    let exposed =
        |node: Option<domain::id::NodeId>| keeper.store().exposure(&keeper.actor, node.as_ref()).unwrap();
    let there = exposed(Some(lise.node()));
    assert_eq!((there.whose.as_str(), there.own, there.people), ("Lise", false, 1));
    let fallen: Vec<(&str, usize, bool)> =
        there.compartments.iter().map(|c| (c.name.as_str(), c.people, c.last_keeper)).collect();
    assert_eq!(fallen, [("Home of Les Tilleuls", 1, false), ("Blue notebook", 0, false)]);
    assert!(there.compartments[1].heard.is_some(), "she answered a drill from there");
    let left: Vec<(usize, usize, &str, bool)> =
        there.notebooks.iter().map(|n| (n.lost, n.remain, n.left.key(), n.opens_alone)).collect();
    assert_eq!(left, [(1, 3, "barely", false)]);
    let marc = exposed(Some(circle.posts[2].node()));
    assert_eq!((marc.people, marc.compartments.len()), (0, 1), "he belongs to the notebook only");
    let own = exposed(None);
    assert!(own.own && own.compartments.iter().all(|c| c.last_keeper), "{own:?}");
    assert!(matches!(
        keeper.store().exposure(&keeper.actor, Some(&domain::id::NodeId([9; 16]))),
        Err(Problem::Unknown(_))
    ));
    assert!(!format!("{there:?}").contains("Amina"));
}

/// The drill of a capture: what somebody has who took a laptop, its passphrase and all that it holds.
#[test]
fn s11_s12_a_captured_laptop_opens_what_it_was_granted_up_to_its_removal_and_no_page() {
    let mut circle = Circle::of(Kind::TrueNames, 5, 3, 900).drilled();
    let house = circle.keeper().founds("Home of Les Tilleuls");
    crate::exchange::registers(circle.keeper(), &house, "Amina");
    circle.keeper().grants(&house, &circle.posts[1], Role::Worker);
    let unseen = circle.keeper().founds("Infirmary");
    crate::exchange::registers(circle.keeper(), &unseen, "Noemi");
    circle.posts[1].meets(circle.keeper());
    assert_eq!(circle.posts[1].joins(), 1);
    let worker = worker_with_plate(&circle, 930);
    for given in ["Amina", "Esther"] {
        let code = worker.store().fresh_code().plain();
        worker.store().seal(&worker.actor, &circle.notebook, &code, says(given)).unwrap();
    }
    worker.meets(circle.keeper());
    circle.meet();
    let files: Vec<FileId> = circle.pages(1).iter().map(|p| p.file).collect();
    let asked = circle.asks(1, Aim::Read, &files[..1]);
    circle.answers(&[0, 2, 3], &asked);
    let opens = |post: &Post, notebook: &CompartmentId, file: &FileId| {
        post.store().open_pages(&post.actor, (notebook, file), PASSPHRASE, Show::All)
    };
    // The control: taken between the answers and the opening, it opens that page. That is what the window is worth.
    let early = circle.posts[1].copied();
    assert_eq!(opens(&early, &circle.notebook, &asked).unwrap().len(), 1);
    drop(early);
    assert_eq!(opens(&circle.posts[1], &circle.notebook, &asked).unwrap().len(), 1);
    circle.meet();

    // Taken afterwards: neither the page that was open, nor its successor, nor the other one.
    let taken = circle.posts[1].copied();
    assert_eq!(refused(opens(&taken, &circle.notebook, &asked)), ("opening", Why::AlreadyClosed));
    for page in taken.store().pages(&taken.actor, &circle.notebook).unwrap() {
        let again = taken
            .store()
            .ask_opening(&taken.actor, &circle.notebook, Aim::Read, &[page.file], PURPOSE)
            .unwrap();
        taken.store().answer_opening(&taken.actor, &circle.notebook, &again, None).unwrap();
        let alone = opens(&taken, &circle.notebook, &again);
        assert!(matches!(&alone, Err(Problem::Notebook(why)) if why.contains("1 shares")), "{alone:?}");
    }
    let names: Vec<String> =
        taken.store().compartments(&taken.actor).unwrap().into_iter().map(|c| c.name).collect();
    assert_eq!(names, ["Blue notebook", "Home of Les Tilleuls"], "and of the infirmary not even the name");

    // With every key that lies there, no page gives a word; what she was granted does.
    let all = taken.store().everything_readable(&taken.actor).unwrap();
    let holds = |word: &str| all.windows(word.len()).any(|w| w == word.as_bytes());
    assert!(holds("Halimi") && !holds("Bensaïd") && !holds("Noemi"));

    // She is removed and her node revoked; what is written then she does not read, what she signs then does not count.
    let keeper = circle.keeper();
    let lise = circle.posts[1].actor.member;
    for compartment in [house, circle.notebook] {
        keeper.store().remove(&keeper.actor, &compartment, &lise).unwrap();
        keeper.store().revoke(&keeper.actor, &compartment, &taken.node()).unwrap();
    }
    let later = crate::exchange::registers(keeper, &house, "Later");
    let forged = crate::exchange::registers(&taken, &house, "Forged");
    let _ = taken.store().exchange(&taken.actor, &keeper.node(), &mut testkit::Wire::to(keeper));
    assert!(taken.store().open_file(&taken.actor, &later, "a test").is_err(), "written after her removal");
    assert!(keeper.store().open_file(&keeper.actor, &forged, "a test").is_err(), "signed after the capture");
}
