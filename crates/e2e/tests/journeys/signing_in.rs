//! The node starts locked; a member unlocks it; locking ends what could be seen.

use super::{opened, signed_in};

#[test]
fn a_wrong_passphrase_says_so_and_a_right_one_opens() {
    let (browser, served) = opened();
    let page = browser.page().unwrap();
    page.goto(&served.url("/people")).unwrap();
    assert!(page.url().unwrap().contains("/sign-in"), "a locked node shows its sign-in");
    page.fill("#member", "worker").unwrap();
    page.fill("#passphrase", "not this one").unwrap();
    page.press("Enter").unwrap();
    page.wait_for(".errors").unwrap();
    assert_eq!(page.status(), Some(422));
    assert_eq!(page.value("#member").unwrap(), "worker", "the name stays typed");
    assert_eq!(page.value("#passphrase").unwrap(), "");
    page.fill("#passphrase", super::PASSPHRASE).unwrap();
    page.press("Enter").unwrap();
    page.wait_for("#lock-form").unwrap();
    assert!(page.url().unwrap().ends_with("/people"), "on to what was asked for: {}", page.url().unwrap());
}

#[test]
fn locking_leaves_nothing_to_go_back_to() {
    let (browser, served) = opened();
    let page = signed_in(&browser, &served, "worker");
    page.goto(&served.url("/people")).unwrap();
    page.click("#lock-form button").unwrap();
    page.wait_for("#passphrase").unwrap();
    page.eval("history.back()").unwrap();
    page.settle().unwrap();
    page.goto(&served.url("/people")).unwrap();
    assert!(page.url().unwrap().contains("/sign-in"));
}
