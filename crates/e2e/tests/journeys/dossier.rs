//! Papers are asked for and received: two clicks each; thirty at one office, three.

use super::{number, opened, signed_in, word};
use crate::e2e::{Page, Served};

const ASK: &str = "form:has(input[name=status][value=asked])";

/// Opens the first dossier of the list for which a paper can be asked for now.
fn one_to_ask_for(page: &Page, served: &Served) {
    page.goto(&served.url("/dossiers")).unwrap();
    let all = "[...document.querySelectorAll('main tbody a[href^=\"/dossiers/\"]')]
        .map(a => a.getAttribute('href'))";
    let links = page.eval(all).unwrap();
    let links: Vec<String> =
        links.as_array().unwrap().iter().filter_map(|l| l.as_str().map(str::to_owned)).collect();
    assert!(!links.is_empty(), "the list has dossiers");
    for link in links.iter().take(20) {
        page.goto(&served.url(link)).unwrap();
        if page.exists(&format!("li:has(.now + strong) {ASK}")).unwrap() {
            return;
        }
    }
    panic!("no dossier of {} has a paper to ask for", links.len());
}

#[test]
fn a_paper_is_asked_for_and_received() {
    let (browser, served) = opened();
    let page = signed_in(&browser, &served, "worker");
    one_to_ask_for(&page, &served);
    let missing = number(&page.text("section[aria-labelledby=next] p:nth-of-type(2)").unwrap());
    let paper = word(&page, "document.querySelector('li:has(.now + strong):has(form)').id");
    // The dossier was the first click.
    page.click(&format!("#{paper} {ASK} button")).unwrap();
    page.wait_for_text(&format!("#{paper} .status"), "asked").unwrap();
    page.click(&format!("#{paper} form:has(input[value=received]) button")).unwrap();
    page.wait_for_text(&format!("#{paper} .status"), "received").unwrap();
    page.wait_for_text(&format!("#{paper}"), "received on 31 August 1942").unwrap();
    let now = number(&page.text("section[aria-labelledby=next] p:nth-of-type(2)").unwrap());
    assert_eq!(now, missing - 1, "what comes next counts one paper less");
}

#[test]
fn thirty_requests_at_one_office_in_three_clicks() {
    let (browser, served) = opened();
    let page = signed_in(&browser, &served, "worker");
    page.goto(&served.url("/procedures/release-1941")).unwrap();
    page.click("a[href='/procedures/release-1941/requests?paper=medical-certificate']").unwrap();
    let ticked = page.count("input[name=dossier]:checked").unwrap();
    assert!(ticked >= 30, "{ticked} can be asked for in one go");
    page.click(".action-bar button[type=submit]").unwrap();
    page.wait_for("article.convoy").unwrap();
    assert_eq!(page.count("article.convoy tbody tr").unwrap(), ticked, "the list goes along to the office");
    page.goto(&served.url("/procedures/release-1941/requests?paper=medical-certificate")).unwrap();
    assert_eq!(page.count("input[name=dossier]").unwrap(), 0, "none is asked for twice");
}
