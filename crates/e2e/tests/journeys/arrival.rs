//! Two children stand at the door of a camp's office: seven fields, three more for the brother, and nothing
//! lost or half-written when a date is wrong.

use super::{heading, opened, signed_in};
use crate::e2e::Page;
use std::time::{Duration, Instant};

/// A registration while a queue waits.
const PATIENCE_OF_A_QUEUE: Duration = Duration::from_secs(90);

fn seven_fields(page: &Page, birth: &str) {
    page.fill("#place", "Gurs (Équipe du camp de Gurs)").unwrap();
    page.fill("#surname", "Zerbibian").unwrap();
    page.fill("#given", "Nadia").unwrap();
    page.click("input[name=sex][value=f]").unwrap();
    page.fill("#birth", birth).unwrap();
    page.fill("#came_from", "Perpignan").unwrap();
    page.fill("#from", "31.8.1942").unwrap();
}

#[test]
fn seven_fields_and_three_more_for_the_brother() {
    let (browser, served) = opened();
    let page = signed_in(&browser, &served, "worker");
    let start = Instant::now();
    page.goto(&served.url("/people/new")).unwrap();
    page.fill("#surname", "Halimi").unwrap();
    page.wait_for_text("#similar", "Halimi").unwrap();
    seven_fields(&page, "31.2.1934");
    page.wait_until_gone("#similar li").unwrap();
    page.click("button[name=then][value=sibling]").unwrap();
    page.wait_for("#birth[aria-invalid=true]").unwrap();
    assert_eq!(page.status(), Some(422));
    assert_eq!(page.focused().unwrap(), "#birth", "the cursor stands where the remedy is");
    assert_eq!(page.value("#birth").unwrap(), "31.2.1934", "what was typed stays");
    assert_eq!(page.value("#given").unwrap(), "Nadia");
    let remedy = page.text("#birth-error").unwrap();
    assert!(remedy.contains("31.2.1934") && remedy.len() > 30, "value and remedy: {remedy}");
    let beside = browser.page_beside(&page).unwrap();
    beside.goto(&served.url("/people?q=Zerbibian")).unwrap();
    assert!(beside.exists("main p.empty").unwrap(), "nothing was written by half");
    page.fill("#birth", "12.5.1934").unwrap();
    page.click("button[name=then][value=sibling]").unwrap();
    page.wait_for("input[name=sibling]").unwrap();
    page.fill("#given", "Aram").unwrap();
    page.fill("#birth", "1937").unwrap();
    page.click("input[name=sex][value=m]").unwrap();
    page.click("form.stack button[type=submit]:not(.quiet)").unwrap();
    page.wait_for_text("h1", "Aram").unwrap();
    assert!(start.elapsed() < PATIENCE_OF_A_QUEUE, "both took {:?}", start.elapsed());
    page.wait_for_text("#stays", "Gurs").unwrap();
    page.wait_for_text("#kin", "Nadia Zerbibian").unwrap();
    page.click(".headstrip dd a[href^='/people/']").unwrap();
    assert!(heading(&page).contains("Nadia Zerbibian"), "{}", heading(&page));
    page.wait_for_text(".headstrip", "Aram Zerbibian").unwrap();
    page.wait_for_text("#kin", "Aram Zerbibian").unwrap();
}
