//! The memory of a taken laptop that is open, read from beside it: what its member was granted up to their removal, and of
//! notebooks only what was open there.

use crate::exchange::registers;
use crate::notebook::{Circle, says, worker_with_plate};
use domain::compartment::{Kind, Role};
use domain::id::{CompartmentId, FileId};
use domain::notebook::Aim;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use testkit::Post;
use testkit::cast::PASSPHRASE;

/// Words that no list of names in the program itself holds.
const GRANTED: &str = "Jixolande";
const OF_ANOTHER_HOUSE: &str = "Brizquendal";
const AFTER_THE_REMOVAL: &str = "Fjordumaxel";
const SEALED: &str = "Quazubrenka";
const SEALED_TOO: &str = "Wolgrevaux";

/// A laptop whose member unlocked it and opened what they could; with it, an opening that was answered.
struct Taken {
    child: Child,
}

impl Taken {
    /// Takes the folder of a node.
    fn open(post: &mut Post, opening: Option<(&CompartmentId, &FileId)>) -> Taken {
        post.close();
        let tests = std::env::current_exe().unwrap();
        let program = tests.parent().and_then(|deps| deps.parent()).unwrap().join("examples/taken");
        let mut command = Command::new(&program);
        command.arg(post.dir()).args(["Lise", PASSPHRASE, "1941-03-01"]);
        if let Some((notebook, file)) = opening {
            command.args([notebook.to_string(), file.to_string()]);
        }
        let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn();
        let mut child = spawned.expect("build it first: cargo build -p relais-store --example taken");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(line, "open\n");
        Taken { child }
    }

    /// Which of these its memory holds.
    fn holds<'a>(&self, sought: &[(&'a str, Vec<u8>)]) -> Vec<&'a str> {
        testkit::memory::holds(self.child.id(), sought)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// The keys of a compartment's epochs, the founding one first.
fn epochs(post: &Post, compartment: &CompartmentId) -> Vec<Vec<u8>> {
    post.store().epoch_keys(&post.actor, compartment).unwrap()
}

#[test]
pub fn s11_s12_the_memory_of_a_captured_laptop_has_no_key_and_no_word_beyond_its_grants() {
    let mut circle = Circle::of(Kind::TrueNames, 5, 3, 950).drilled();
    let house = circle.keeper().founds("Home of Les Tilleuls");
    registers(circle.keeper(), &house, GRANTED);
    circle.keeper().grants(&house, &circle.posts[1], Role::Worker);
    let unseen = circle.keeper().founds("Infirmary");
    registers(circle.keeper(), &unseen, OF_ANOTHER_HOUSE);
    circle.posts[1].meets(circle.keeper());
    assert_eq!(circle.posts[1].joins(), 1);
    let worker = worker_with_plate(&circle, 980);
    for given in [SEALED, SEALED_TOO] {
        let code = worker.store().fresh_code().plain();
        worker.store().seal(&worker.actor, &circle.notebook, &code, says(given)).unwrap();
    }
    worker.meets(circle.keeper());
    circle.meet();
    let files: Vec<FileId> = circle.pages(1).iter().map(|p| p.file).collect();
    let asked = circle.asks(1, Aim::Read, &files[..1]);
    circle.answers(&[0, 2, 3], &asked);
    let mut early = circle.posts[1].copied();
    let mut taken = circle.posts[1].copied();

    // She is removed; her laptop hears of it, and what follows does not open there.
    let keeper = circle.keeper();
    let lise = circle.posts[1].actor.member;
    for compartment in [house, circle.notebook] {
        keeper.store().remove(&keeper.actor, &compartment, &lise).unwrap();
        keeper.store().revoke(&keeper.actor, &compartment, &taken.node()).unwrap();
    }
    registers(keeper, &house, AFTER_THE_REMOVAL);
    let _ = taken.store().exchange(&taken.actor, &keeper.node(), &mut testkit::Wire::to(keeper));

    let (ours, theirs) = (epochs(keeper, &house), epochs(keeper, &unseen));
    assert_eq!((ours.len(), theirs.len()), (2, 1), "a removal begins a new epoch");
    let sought: Vec<(&str, Vec<u8>)> = [
        ("a child of her house", GRANTED.as_bytes().to_vec()),
        ("the key of her house", ours[0].clone()),
        ("the key after her removal", ours[1].clone()),
        ("a child after her removal", AFTER_THE_REMOVAL.as_bytes().to_vec()),
        ("a child of another house", OF_ANOTHER_HOUSE.as_bytes().to_vec()),
        ("the key of another house", theirs[0].clone()),
        ("a page", SEALED.as_bytes().to_vec()),
        ("another page", SEALED_TOO.as_bytes().to_vec()),
    ]
    .into();
    let hers = ["a child of her house", "the key of her house"];
    assert_eq!(Taken::open(&mut taken, None).holds(&sought), hers);
    // The control: a copy of before, on which she opens what three had answered, has that page too, and not the other.
    let open = Taken::open(&mut early, Some((&circle.notebook, &asked)));
    let pages: Vec<&str> = open.holds(&sought).into_iter().filter(|what| what.contains("page")).collect();
    assert_eq!(pages.len(), 1, "{pages:?}");
    drop(open);
}
