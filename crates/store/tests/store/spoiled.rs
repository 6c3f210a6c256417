//! What somebody of the notebook who means harm cannot do: spoil every opening with one page, read under the name of a drill,
//! claim a proof, close what others asked.

use crate::notebook::{Circle, PURPOSE, refused, says, worker_with_plate};
use domain::compartment::Kind;
use domain::entry::Fact;
use domain::id::FileId;
use domain::notebook::{Aim, Fact as Told, Opening};
use domain::refusal::Why;
use store::notebook::Show;
use testkit::Post;

/// What Marc writes with a program of his own.
fn writes(post: &Post, circle: &Circle, file: FileId, facts: Vec<Told>) {
    let facts = facts.into_iter().map(Fact::Notebook).collect();
    post.store().write(&post.actor, &circle.notebook, move |w| w.append(&file, facts).map(drop)).unwrap();
}

fn sealed(circle: &Circle, givens: &[&str], seed: u64) -> Vec<String> {
    let worker = worker_with_plate(circle, seed);
    let mut codes = Vec::new();
    for given in givens {
        let code = worker.store().fresh_code().plain();
        worker.store().seal(&worker.actor, &circle.notebook, &code, says(given)).unwrap();
        codes.push(code);
    }
    worker.meets(circle.keeper());
    circle.meet();
    codes
}

#[test]
fn c_one_spoiled_page_stands_in_the_way_of_no_other() {
    let circle = Circle::of(Kind::TrueNames, 3, 2, 1_300).drilled();
    sealed(&circle, &["Amina", "Esther"], 1_330);
    // A page of sound form whose shares open for nobody.
    let post = &circle.posts[2];
    let lines = circle.pages(2);
    let volume_page = post.store().notebook_page(&post.actor, &circle.notebook, &lines[0].file).unwrap();
    let mut spoiled = volume_page;
    spoiled.shares.iter_mut().for_each(|share| share.wrap[1_130] ^= 1);
    writes(post, &circle, FileId([9; 16]), vec![Told::Sealed(Box::new(spoiled))]);
    circle.meet();
    let files: Vec<FileId> = circle.pages(0).iter().map(|p| p.file).collect();
    assert_eq!(files.len(), 3);
    let asked = circle.asks(0, Aim::Search, &files);
    circle.answers(&[0, 1], &asked);
    let shown = circle.opens(0, &asked, Show::Found("bensaid")).unwrap();
    assert_eq!(shown.len(), 2, "the two that are sound");
}

#[test]
fn c_what_is_called_a_drill_opens_nothing_and_a_claim_is_no_proof() {
    let circle = Circle::of(Kind::TrueNames, 3, 2, 1_400);
    let marc = &circle.posts[2];
    // He says that a drill was done; nobody gave a share.
    let drill = marc.store().begin_drill(&marc.actor, &circle.notebook).unwrap();
    let on = jiff::civil::date(2099, 1, 1);
    writes(
        marc,
        &circle,
        drill,
        vec![Told::Opened { holders: vec![marc.actor.member], on }, Told::Done { shown: 0, renewed: 0 }],
    );
    circle.meet();
    let keeper = circle.keeper();
    assert_eq!(keeper.store().notebooks(&keeper.actor).unwrap()[0].proved, None);
    let circle = circle.drilled();
    sealed(&circle, &["Amina"], 1_430);
    let (keeper, marc) = (circle.keeper(), &circle.posts[2]);
    let page = circle.pages(2)[0].file;
    // He asks for a page under the name of a drill.
    let honest =
        marc.store().ask_opening(&marc.actor, &circle.notebook, Aim::Drill, &[page], PURPOSE).unwrap();
    circle.meet();
    let given = keeper.store().answer_opening(&keeper.actor, &circle.notebook, &honest, None);
    assert_eq!(refused(given), ("opening", Why::Unknown));
    // He closes what the keeper asked, and asks for more under what was answered: neither counts.
    let asked = circle.asks(0, Aim::Read, &[page]);
    let opening = |post: &Post| -> Opening {
        post.store().opening(&post.actor, &circle.notebook, &asked).unwrap().opening
    };
    let mut his = opening(marc).asked;
    his.pages.push(FileId([7; 16]));
    writes(marc, &circle, asked, vec![Told::Asked(his), Told::Done { shown: 9, renewed: 9 }]);
    circle.meet();
    let stands = opening(keeper);
    assert_eq!((stands.by, stands.asked.pages.len(), stands.done), (keeper.actor.member, 1, None));
    circle.answers(&[0, 1], &asked);
    assert_eq!(circle.opens(0, &asked, Show::All).unwrap().len(), 1);
}
