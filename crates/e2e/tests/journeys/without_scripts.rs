//! A browser in which no script runs: sign in, search, register and write all the same.

use super::{PASSPHRASE, heading, opened, path, record};

#[test]
fn everything_needed_works_without_scripts() {
    let (browser, served) = opened();
    let page = browser.page().unwrap();
    page.set_javascript(false).unwrap();
    page.goto(&served.url("/sign-in?lang=en")).unwrap();
    page.fill("#member", "worker").unwrap();
    page.fill("#passphrase", PASSPHRASE).unwrap();
    page.press("Enter").unwrap();
    page.wait_for("#lock-form").unwrap();
    page.fill("#find", "halimi").unwrap();
    page.press("Enter").unwrap();
    page.wait_for_text("main table", "Halimi").unwrap();

    page.goto(&served.url("/people/new")).unwrap();
    page.fill("#surname", "Halimi").unwrap();
    page.fill("#given", "Amin").unwrap();
    page.click("button[name=look]").unwrap();
    page.wait_for_text("#similar", "Amin Halimi").unwrap();
    assert_eq!(page.value("#given").unwrap(), "Amin", "what was typed stays");
    page.fill("#surname", "Ouaknine-Sarfati").unwrap();
    page.fill("#given", "Perla").unwrap();
    page.click("input[name=sex][value=f]").unwrap();
    page.fill("#birth", "1933").unwrap();
    record(&page);
    page.wait_for(".headstrip").unwrap();
    assert!(heading(&page).contains("Perla Ouaknine-Sarfati"), "{}", heading(&page));
    let file = path(&page);
    page.click("a[data-note-link]").unwrap();
    page.fill("#text", "Came alone, with a letter.").unwrap();
    record(&page);
    assert_eq!(path(&page), file);
    page.wait_for_text("#happened ol.timeline > li:first-child", "Came alone, with a letter.").unwrap();
    page.click("#lock-form button").unwrap();
    page.wait_for("#passphrase").unwrap();
}
