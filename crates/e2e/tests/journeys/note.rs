//! What a child said is written down at once; a power cut takes nothing of it.

use super::{first_child, opened, path, record, signed_in};
use crate::e2e::Served;

#[test]
fn a_note_by_one_key_stands_first() {
    let (browser, served) = opened();
    let page = signed_in(&browser, &served, "worker");
    let file = first_child(&page, &served);
    page.press("n").unwrap();
    page.wait_for("#text").unwrap();
    assert_eq!(path(&page), format!("{file}/notes"), "the key n writes a note");
    page.fill("#text", "Slept badly; asks for the brother at Rivesaltes.").unwrap();
    record(&page);
    assert_eq!(path(&page), file);
    let first = page.text("#happened ol.timeline > li:first-child").unwrap();
    assert!(first.contains("asks for the brother") && first.contains("worker"), "{first}");
}

#[test]
fn an_unfinished_note_survives_a_power_cut() {
    let (browser, served) = opened();
    let page = signed_in(&browser, &served, "worker");
    let file = first_child(&page, &served);
    page.press("n").unwrap();
    let text = "He says the letter came on Tuesday and that";
    page.fill("#text", text).unwrap();
    page.wait_for_text(".draft-state", "Draft kept").unwrap();
    let data = served.cut().unwrap();
    let served = Served::start(data, "demo", &[], &[]).unwrap_or_else(|problem| panic!("{problem}"));
    let page = signed_in(&browser, &served, "worker");
    page.goto(&served.url(&file)).unwrap();
    page.press("n").unwrap();
    page.wait_for("#text").unwrap();
    assert_eq!(page.value("#text").unwrap(), text);
    page.wait_for_text(".draft-state", "Draft restored").unwrap();
    record(&page);
    let first = page.text("#happened ol.timeline > li:first-child").unwrap();
    assert!(first.contains(text), "{first}");
}
