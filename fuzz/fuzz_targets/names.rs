//! Whatever is written as a name, a date or a place: it is normalised, keyed, read as a date and asked for without panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linkage::gazetteer::Gazetteer;
use linkage::link::{OneHand, Population, Row};
use linkage::trace::{Budget, Index, build};
use std::sync::{LazyLock, Mutex};
use linkage::{edtf, likeness, name, phonetic};

fuzz_target!(|text: &str| {
    let normal = name::normalise(text);
    assert_eq!(name::normalise(&normal), normal);
    let _ = (name::sound_keys(text), phonetic::daitch_mokotoff(text), likeness::index_tokens(text));
    if let Ok(date) = edtf::loose(text, &edtf::Reading::default()) {
        assert_eq!(edtf::Edtf::parse(date.as_str()).ok().as_ref(), Some(&date));
    }
    let mut parts = text.split('\n');
    let mut next = || parts.next().unwrap_or_default();
    let row = Row { given: next(), surname: next(), birth: next(), birth_place: next(), father: next(), ..Row::default() };
    let mut index = INDEX.lock().expect("nobody panicked");
    // A question leaves nothing behind, so one index serves all.
    let _ = index.ask(&row, Budget::default());
});

static INDEX: LazyLock<Mutex<Index<[Vec<u8>; 6]>>> = LazyLock::new(|| {
    let mut people = Population::new(Gazetteer::default());
    people.add(&Row { given: "Amina", surname: "Halimi", birth: "1934", ..Row::default() });
    let sections = build(people.finish(), &OneHand).in_memory(&|_| b"a");
    Mutex::new(Index::open(sections, Gazetteer::default()).expect("it was just built"))
});
