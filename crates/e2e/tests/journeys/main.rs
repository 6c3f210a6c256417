//! Journeys in a real browser over the demonstration, as each role. A missing browser or node fails here.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod arrival;
mod directing;
mod dossier;
mod every_page;
mod failing_disk;
mod finding;
mod granted;
mod keyboard;
mod moving;
mod note;
mod paper;
mod proposals;
mod relay;
mod seized;
mod signing_in;
mod tracing;
mod two_tabs;
mod weighing;
mod without_scripts;

use e2e::{Browser, Page, Served};
use relais_e2e as e2e;

/// Every member's passphrase in the demonstration.
const PASSPHRASE: &str = "relais-demo";

/// A browser and a freshly copied demonstration.
fn opened() -> (Browser, Served) {
    let served = Served::demo_ready(&[], &[]).unwrap_or_else(|problem| panic!("{problem}"));
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

/// What a script of a test answers, as text.
fn word(page: &Page, js: &str) -> String {
    let answer = page.eval(js).unwrap();
    answer.as_str().unwrap_or_else(|| panic!("{js} answers {answer}")).to_owned()
}

/// The path of the page, without query.
fn path(page: &Page) -> String {
    word(page, "location.pathname")
}

/// The heading of the page.
fn heading(page: &Page) -> String {
    page.text("h1").unwrap()
}

/// The first whole number in a text, however its thousands are written.
fn number(text: &str) -> usize {
    let grouped = text.chars().skip_while(|c| !c.is_ascii_digit());
    let digits: String = grouped
        .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '\u{202f}' | '\u{a0}'))
        .collect();
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("no number in {text:?}"))
}

/// Presses the first button of the page's form that records.
fn record(page: &Page) {
    page.click("main form button[type=submit]:not(.quiet):not(.small)").unwrap();
}

/// Opens the file of the first child on the member's first screen; its path.
fn first_child(page: &Page, served: &Served) -> String {
    page.goto(&served.url("/today")).unwrap();
    page.click("main a[href^='/people/']").unwrap();
    page.wait_for(".headstrip").unwrap();
    path(page)
}

/// The words of the page as printed.
fn printed(page: &Page, browser: &Browser) -> String {
    let file = browser.folder().join("printed.pdf");
    page.pdf(&file).unwrap();
    let done = std::process::Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output();
    let done = done.unwrap_or_else(|why| panic!("pdftotext (package poppler-utils) is needed: {why}"));
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}
