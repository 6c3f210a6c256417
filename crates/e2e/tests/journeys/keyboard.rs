//! A day without a mouse: every step by keys, and one always sees where one is.

use super::{PASSPHRASE, heading, opened, path, word};
use crate::e2e::Page;

/// Presses of Tab after which a thing counts as out of reach.
const REACH: usize = 120;

/// Tab until the focus is on what matches; at every stop it is seen.
fn tab_to(page: &Page, css: &str) {
    let seen = "(() => { const el = document.activeElement;
        if (!el || el === document.body) return '';
        const s = getComputedStyle(el), r = el.getBoundingClientRect();
        const marked = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
        const inside = r.bottom > 0 && r.top < innerHeight && r.width > 0;
        return marked && inside ? '' : el.outerHTML.slice(0, 120) + ' ' + s.outline + ' ' + JSON.stringify(r); })()";
    for _ in 0..REACH {
        page.press("Tab").unwrap();
        let unseen = word(page, seen);
        assert!(unseen.is_empty(), "the focus is not seen on {} at {unseen}", path(page));
        if page.eval(&format!("document.activeElement.matches({css:?})")).unwrap() == true {
            return;
        }
    }
    panic!("{css} is not reached by Tab on {}", path(page));
}

#[test]
fn a_day_by_keys_alone() {
    let (browser, served) = opened();
    let page = browser.page().unwrap();
    page.goto(&served.url("/sign-in?lang=en")).unwrap();
    if page.focused().unwrap() != "#member" {
        tab_to(&page, "#member");
    }
    page.write("worker").unwrap();
    tab_to(&page, "#passphrase");
    page.write(PASSPHRASE).unwrap();
    page.press("Enter").unwrap();
    page.wait_for("#lock-form").unwrap();
    assert_eq!(path(&page), "/today");
    tab_to(&page, ".rooms a[href='/people']");
    page.press("Enter").unwrap();
    page.wait_for_text("h1", "People").unwrap();
    tab_to(&page, "main tbody a");
    page.press("Enter").unwrap();
    page.wait_for(".headstrip").unwrap();
    let file = path(&page);
    assert!(!heading(&page).is_empty());
    tab_to(&page, "a[data-note-link]");
    page.press("Enter").unwrap();
    page.wait_for("#text").unwrap();
    if page.focused().unwrap() != "#text" {
        tab_to(&page, "#text");
    }
    page.write("Written without a mouse.").unwrap();
    tab_to(&page, "form.stack button[type=submit]");
    page.press("Enter").unwrap();
    page.wait_for_text("#happened", "Written without a mouse.").unwrap();
    assert_eq!(path(&page), file);
    tab_to(&page, "#lock-form button");
    page.press("Enter").unwrap();
    page.wait_for("#passphrase").unwrap();
}
