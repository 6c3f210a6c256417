//! A payment book: accounts by code, apart from every house. Its story on both databases, at two nodes, and from outside.

use domain::code::LongCode;
use domain::compartment::{Kind, Role, Scene};
use domain::entry::Fact;
use domain::id::CompartmentId;
use domain::indicator::Month;
use domain::payment::{Agreement, Currency, Line, Money, Receipt, Reversal};
use domain::refusal::Why;
use jiff::civil::{Date, date};
use store::payment::{AccountLine, Opened};
use store::rig::READ_WITHOUT_RECORD;
use store::{Actor, Problem, Store};
use testkit::{Backing, House, Post, Story};

const MARCH: Month = Month { year: 1941, month: 3 };

fn francs(minor: u32) -> Money {
    Money { minor, currency: Currency::Frf }
}

fn from(month: Month, minor: u32) -> Agreement {
    Agreement { money: francs(minor), from: month, until: None }
}

fn book(store: &Store, actor: &Actor) -> CompartmentId {
    store.found(actor, "Book of the couriers", Kind::Payments, Scene::Present).unwrap()
}

fn opens(store: &Store, actor: &Actor, book: &CompartmentId, owed: u32) -> Opened {
    let (file, code) = store.account_opened(actor, book, None, Some(from(MARCH, owed))).unwrap();
    assert_eq!(store.account_of(actor, &code).unwrap(), file);
    store.account(actor, &file, "a test").unwrap()
}

fn again(store: &Store, actor: &Actor, opened: &Opened) -> Opened {
    store.account(actor, &opened.file, "a test").unwrap()
}

fn due(store: &Store, actor: &Actor, month: Month) -> Vec<AccountLine> {
    store.payments_due(actor, month, "payments").unwrap()
}

/// In minor units: carried over, owed, paid, outstanding, overpaid.
fn sums(line: &AccountLine) -> Vec<[u64; 5]> {
    line.lines.iter().map(|l: &Line| [l.carried, l.owed, l.paid, l.outstanding, l.overpaid]).collect()
}

fn refused<T: std::fmt::Debug>(result: Result<T, Problem>) -> (&'static str, Why) {
    match result {
        Err(Problem::Refused(refusal)) => (refusal.field, refusal.why),
        other => panic!("{other:?}"),
    }
}

/// Three months of two accounts: paid in part, twice, back, signed, ended. Answers with what the rows of the book are.
pub fn told(house: &mut House) -> String {
    let keeper = house.actor("keeper").clone();
    let book = book(house.store(), &keeper);
    let worker = house.member("worker");
    house.store().grant(&keeper, &book, &worker, Role::Worker).unwrap();
    let worker = house.actor("worker").clone();
    let store = house.store();
    store.open_doors(&worker).unwrap();
    let (first, second) = (opens(store, &worker, &book, 50_000), opens(store, &worker, &book, 40_000));
    assert_ne!(first.account.code.latest(), second.account.code.latest());
    let pay = |opened: &Opened, month: Month, minor: u32, all_the_same: bool| {
        store.pay(&worker, opened, (month, francs(minor), date(1941, 3, 1)), all_the_same)
    };
    let receipt = pay(&first, MARCH, 20_000, false).unwrap();
    assert_eq!(refused(pay(&first, MARCH, 40_000, false)), ("sum", Why::MoreThanOwed));
    let twice = pay(&first, MARCH, 40_000, true).unwrap();
    assert_ne!(receipt, twice);
    let of = |month: Month, opened: &Opened| {
        let lines = due(store, &worker, month);
        sums(lines.iter().find(|line| line.file == opened.file).unwrap())
    };
    assert_eq!(of(MARCH, &first), [[0, 50_000, 60_000, 0, 10_000]]);
    assert_eq!(
        of(MARCH.next(), &first),
        [[0, 50_000, 0, 50_000, 0]],
        "nothing too much covers another month"
    );
    assert_eq!(of(MARCH.next(), &second), [[40_000, 40_000, 0, 40_000, 0]]);
    store.payment_reversed(&worker, &first, twice, Reversal::CameBack).unwrap();
    assert_eq!(of(MARCH, &first), [[0, 50_000, 20_000, 30_000, 0]]);
    store.receipt_acknowledged(&worker, &first, receipt, date(1941, 3, 1)).unwrap();
    assert_eq!(
        refused(store.receipt_acknowledged(&worker, &first, twice, date(1941, 3, 1))),
        ("receipt", Why::AlreadyClosed)
    );
    assert_eq!(store.account_of_receipt(&worker, receipt).unwrap(), first.file);
    let second = again(store, &worker, &second);
    store.payment_agreed(&worker, &second, from(MARCH.next(), 45_000)).unwrap();
    let second = again(store, &worker, &second);
    store.account_ended(&worker, &second, date(1941, 3, 1)).unwrap();
    assert_eq!(of(MARCH.next(), &second), [[40_000, 0, 0, 0, 0]], "March is still owed");
    let second = again(store, &worker, &second);
    pay(&second, MARCH, 40_000, false).unwrap();
    let later = due(store, &worker, MARCH.next());
    assert!(later.iter().all(|line| line.file != second.file), "it has ended and is settled");
    let february = Month { year: 1941, month: 2 };
    assert_eq!(due(store, &worker, february), [], "nothing was open before there was a book");
    // What the rows say is what the files say.
    for month in [MARCH, MARCH.next(), MARCH.next().next()] {
        for line in due(store, &worker, month) {
            let opened = store.account(&worker, &line.file, "a test").unwrap();
            assert_eq!(line.lines, opened.account.ledger().month(month));
            assert_eq!(line.code, *opened.account.code.latest());
        }
    }
    let before = store.dump(&keeper, &book).unwrap();
    store.rebuild(&keeper, &book).unwrap();
    assert_eq!(store.dump(&keeper, &book).unwrap(), before, "the rows can be made again");
    assert_eq!(store.verify(&keeper, &book).unwrap().fault, None);
    before
}

#[test]
fn m_a_book_is_kept_on_both_databases_alike() {
    let server = testkit::postgres::Server::start();
    let mut dumps = Vec::new();
    for backing in [Backing::Sqlite, Backing::Postgres(server.fresh())] {
        let mut house = House::new(backing);
        dumps.push(told(&mut house));
        house.close();
    }
    assert!(dumps[0].contains("paid"), "{}", dumps[0]);
    assert_eq!(dumps[0], dumps[1]);
}

#[test]
fn a10_what_a_list_shows_of_an_account_is_a_reading_of_it_and_seen_red() {
    let house = House::new(Backing::Sqlite);
    let keeper = house.actor("keeper").clone();
    let book = book(house.store(), &keeper);
    let opened = opens(house.store(), &keeper, &book, 50_000);
    let readings = || {
        let log = house.store().readings_of(&keeper, &book, &opened.file).unwrap();
        log.iter().filter(|r| r.purpose == "payments").count()
    };
    assert_eq!(readings(), 0);
    due(house.store(), &keeper, MARCH);
    assert_eq!(readings(), 1);
    READ_WITHOUT_RECORD.set(true);
    due(house.store(), &keeper, MARCH);
    READ_WITHOUT_RECORD.set(false);
    assert_eq!(readings(), 1, "with the promise broken the test has to see it");
}

/// Whoever was not granted the book finds nothing of it, and its number or code is as unknown as a guess.
#[test]
fn a2_a_book_is_for_those_it_was_granted_to() {
    let house = House::new(Backing::Sqlite);
    let (keeper, worker) = (house.actor("keeper").clone(), house.actor("worker").clone());
    let store = house.store();
    let book = book(store, &keeper);
    let opened = opens(store, &keeper, &book, 50_000);
    let receipt = store.pay(&keeper, &opened, (MARCH, francs(1), date(1941, 3, 1)), false).unwrap();
    assert_eq!(due(store, &worker, MARCH), []);
    assert!(matches!(store.account(&worker, &opened.file, "a test"), Err(Problem::Unknown(_))));
    let guess = LongCode::from_random([3; 16]);
    let code = *opened.account.code.latest();
    assert_eq!(refused(store.account_of(&worker, &code)), refused(store.account_of(&worker, &guess)));
    let guess = Receipt::from_random([3; 8]);
    assert_eq!(
        refused(store.account_of_receipt(&worker, receipt)),
        refused(store.account_of_receipt(&worker, guess))
    );
    assert!(store.account_opened(&worker, &book, None, None).is_err());
    // Nor does a reader of the book write in it.
    store.grant(&keeper, &book, &house.member("reader"), Role::Reader).unwrap();
    let reader = house.actor("reader").clone();
    store.open_doors(&reader).unwrap();
    assert_eq!(due(store, &reader, MARCH).len(), 1);
    let pays = store.pay(&reader, &opened, (MARCH, francs(1), date(1941, 3, 1)), false);
    assert!(matches!(pays, Err(Problem::NotAllowed(_))), "{pays:?}");
    assert!(matches!(store.account_opened(&reader, &book, None, None), Err(Problem::NotAllowed(_))));
}

/// No name comes into a book, whoever tries; and it is nobody's house: nothing is sent or asked there.
#[test]
fn m_no_word_comes_into_a_book_and_it_is_no_house() {
    let mut house = House::new(Backing::Sqlite);
    Story::new(&mut house).registers("Amina", "camp");
    let keeper = house.actor("keeper").clone();
    let book = book(house.store(), &keeper);
    let opened = opens(house.store(), &keeper, &book, 50_000);
    let store = house.store();
    let note = domain::note::Note { text: "Amina Halimi".into(), on: None, own_words: false };
    let words = [
        Fact::Note(domain::note::Fact::Written { key: domain::id::Key([1; 8]), note }),
        Fact::Person(domain::person::Fact::Born(domain::Edtf::year(1934))),
        Fact::Withdrawn { slot: "payment/opened".into(), why: "Amina Halimi".into() },
    ];
    for fact in words {
        let (file, said) = (opened.file, fact.clone());
        let written = store.write(&keeper, &book, move |w| w.append(&file, vec![said]));
        assert!(matches!(written, Err(Problem::NotAllowed(_))), "{fact:?}: {written:?}");
    }
    // Nor do payments come into a house.
    let camp = house.compartment("camp");
    let fact = Fact::Payment(domain::payment::Fact::Ended { on: date(1941, 3, 1) });
    let written = store.write(&keeper, &camp, move |w| {
        let file = w.new_file();
        w.append(&file, vec![fact])
    });
    assert!(matches!(written, Err(Problem::NotAllowed(_))), "{written:?}");
    assert!(store.account_opened(&keeper, &camp, None, None).is_err(), "a house is no book");
    // Nobody can send anything to it, and no keeper can list it by mistake.
    let listed = |store: &Store| store.directory(&keeper).unwrap().iter().any(|(id, _)| *id == book);
    assert!(!listed(store) && store.directory(&keeper).unwrap().len() > 3);
    assert!(store.askable(&keeper, &camp).unwrap().iter().all(|(id, _)| *id != book));
    assert_eq!(refused(store.list_as(&keeper, &book, "A house")), ("house", Why::Unknown));
    assert!(!listed(store));
    let people = store.people(&keeper, &store::person::Which::default(), None, 10).unwrap();
    assert!(people.iter().all(|line| line.compartment != book));
}

/// Two couriers at nodes that have not met pay the same month: both stand, at both nodes, until one says what became of it.
#[test]
fn s2_two_couriers_who_pay_the_same_month_are_seen() {
    let (here, there) = (Post::new("keeper", Backing::Sqlite, 11), Post::new("host", Backing::Sqlite, 12));
    let book = book(here.store(), &here.actor);
    here.knows(&there);
    here.grants(&book, &there, Role::Worker);
    let opened = opens(here.store(), &here.actor, &book, 50_000);
    here.meets(&there);
    assert_eq!(there.joins(), 1);
    assert!(
        there.store().directory(&there.actor).unwrap().is_empty(),
        "nor is it a house where somebody joined"
    );
    let on: Date = date(1941, 3, 1);
    let receipts = [&here, &there]
        .map(|post| post.store().pay(&post.actor, &opened, (MARCH, francs(50_000), on), false).unwrap());
    assert_ne!(receipts[0], receipts[1]);
    here.meets(&there);
    for post in [&here, &there] {
        let lines = due(post.store(), &post.actor, MARCH);
        assert_eq!(sums(&lines[0]), [[0, 50_000, 100_000, 0, 50_000]]);
        assert_eq!(lines[0].payments.len(), 2);
    }
    // Two agree on different amounts meanwhile: it is said to be disputed.
    for (post, minor) in [(&here, 60_000), (&there, 55_000)] {
        let opened = again(post.store(), &post.actor, &opened);
        post.store().payment_agreed(&post.actor, &opened, from(MARCH.next(), minor)).unwrap();
    }
    there.meets(&here);
    assert!(due(here.store(), &here.actor, MARCH)[0].disputed);
    assert!(here.store().attention(&here.actor, 9).unwrap().disputes.is_empty(), "it is nobody's file");
    let now = again(there.store(), &there.actor, &opened);
    there.store().payment_agreed(&there.actor, &now, from(MARCH.next(), 55_000)).unwrap();
    there.store().payment_reversed(&there.actor, &now, receipts[1], Reversal::CameBack).unwrap();
    there.meets(&here);
    let lines = due(here.store(), &here.actor, MARCH);
    assert_eq!((lines[0].disputed, sums(&lines[0])), (false, vec![[0, 50_000, 50_000, 0, 0]]));
}

/// A code that the notebooks gave is used once; opened at two nodes that had not met, it is said to be two.
#[test]
fn m_a_code_from_the_notebooks_has_one_account() {
    let (here, there) = (Post::new("keeper", Backing::Sqlite, 11), Post::new("host", Backing::Sqlite, 12));
    let book = book(here.store(), &here.actor);
    here.knows(&there);
    here.grants(&book, &there, Role::Worker);
    here.meets(&there);
    there.joins();
    let code = LongCode::from_random([5; 16]);
    here.store().account_opened(&here.actor, &book, Some(code), None).unwrap();
    assert_eq!(
        refused(here.store().account_opened(&here.actor, &book, Some(code), None)),
        ("long_code", Why::AlreadyThere)
    );
    there.store().account_opened(&there.actor, &book, Some(code), None).unwrap();
    here.meets(&there);
    assert_eq!(refused(here.store().account_of(&here.actor, &code)), ("long_code", Why::Ambiguous));
    assert_eq!(due(here.store(), &here.actor, MARCH).len(), 2, "both are shown");
}
