//! Journeys in a real browser over the demonstration, as each role. A missing browser or node fails here.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod every_page;
mod signing_in;

use e2e::{Browser, Page, Served};
use relais_e2e as e2e;

/// Every member's passphrase in the demonstration.
const PASSPHRASE: &str = "relais-demo";

/// A browser and a freshly copied demonstration.
fn opened() -> (Browser, Served) {
    let served = Served::demo_ready(&[]).unwrap_or_else(|problem| panic!("{problem}"));
    let browser = Browser::launch().unwrap_or_else(|problem| panic!("{problem}"));
    (browser, served)
}

/// A page signed in as a member, in English.
fn signed_in(browser: &Browser, served: &Served, member: &str) -> Page {
    let page = browser.page().unwrap();
    page.goto(&served.url("/sign-in?lang=en")).unwrap();
    page.fill("#member", member).unwrap();
    page.fill("#passphrase", PASSPHRASE).unwrap();
    page.press("Enter").unwrap();
    page.wait_for("#lock-form").unwrap();
    page
}
