//! A child passes through the relay house: first care, a decision, a list for the escort, a handover, an
//! arrival that somebody confirms.

use super::{opened, path, printed, record, signed_in, word};
use crate::e2e::{Page, Served};

/// The home that receives.
const HOME: &str = "Château des Aulnes";

/// A child of the board's arrivals who came without brothers and sisters: file, code, given name, surname.
fn a_lone_arrival(page: &Page, served: &Served) -> (String, String, String, String) {
    page.goto(&served.url("/relay-house")).unwrap();
    let card = "section[aria-labelledby=relay-arrivals] li:not(.together) article";
    let link = page.attribute(&format!("{card} h3 a"), "href").unwrap().unwrap();
    let name = page.text(&format!("{card} h3")).unwrap();
    let (given, surname) = name.split_once(' ').unwrap();
    let file = link.trim_start_matches("/people/").to_string();
    (file, page.text(&format!("{card} .code")).unwrap(), given.into(), surname.into())
}

/// The value of the option whose words begin so.
fn option(page: &Page, select: &str, words: &str) -> String {
    let js = format!(
        "[...document.querySelector('{select}').options].find(o => o.label.trim().startsWith({words:?}))?.value"
    );
    word(page, &js)
}

fn first_care(nurse: &Page, served: &Served, file: &str) {
    nurse.goto(&served.url("/relay-house")).unwrap();
    nurse.click(&format!("a[href='/relay-house/{file}/care']")).unwrap();
    let open = nurse.count(".checklist li[data-done=no]").unwrap();
    let field = word(nurse, "document.querySelector('form.stack input[name^=finding-]').name");
    nurse.fill(&format!("[name={field}]"), "two blisters, washed and dressed").unwrap();
    record(nurse);
    nurse.wait_for_text(".checklist li[data-done=yes]", "two blisters, washed and dressed").unwrap();
    assert_eq!(nurse.count(".checklist li[data-done=no]").unwrap(), open - 1);
}

fn a_new_convoy(nurse: &Page, served: &Served) -> String {
    nurse.goto(&served.url("/convoys")).unwrap();
    nurse.fill("#name", "Vers la Creuse, le soir").unwrap();
    nurse.fill("#escorts", "Mlle Hauser").unwrap();
    record(nurse);
    nurse.wait_for("article.convoy").unwrap();
    path(nurse)
}

fn decide(director: &Page, served: &Served, file: &str, convoy: &str) {
    director.goto(&served.url("/relay-house")).unwrap();
    director.click(&format!("a[href='/departures/new?file={file}']")).unwrap();
    let home = option(director, "#to", HOME);
    director.fill("#to", &home).unwrap();
    director.fill("#convoy", convoy.trim_start_matches("/convoys/")).unwrap();
    record(director);
    assert_eq!(director.status(), Some(422), "a decision without a reason is not taken");
    assert_eq!(director.focused().unwrap(), "#reason");
    director.fill("#reason", "A place is free; the doctor agrees.").unwrap();
    record(director);
    director.wait_for("section[aria-labelledby=relay-leaving]").unwrap();
}

fn receive(director: &Page, served: &Served, name: &str) {
    director.goto(&served.url("/transfers")).unwrap();
    let js = format!(
        "[...document.querySelectorAll('article.card')].findIndex(a => a.innerText.includes({name:?})).toString()"
    );
    let at = word(director, &js);
    assert_ne!(at, "-1", "the receiving house is offered the file of {name}");
    let place = option(director, &format!("#place-{at}"), HOME);
    director.fill(&format!("#place-{at}"), &place).unwrap();
    director.fill(&format!("#escort-{at}"), "Mlle Hauser").unwrap();
    director.fill(&format!("#at-{at}"), "18:20").unwrap();
    director.click(&format!("article[aria-labelledby=offer-{at}] button[type=submit]")).unwrap();
    director.wait_for(".headstrip").unwrap();
    let shown = format!("{} {}", director.url().unwrap(), director.text("main").unwrap());
    assert!(director.text(".headstrip").unwrap().contains(HOME), "the stay at {HOME} is open: {shown}");
}

#[test]
fn from_first_care_to_a_confirmed_arrival() {
    let (browser, served) = opened();
    let nurse = signed_in(&browser, &served, "nurse");
    let director = signed_in(&browser, &served, "supervisor");
    let (file, code, given, surname) = a_lone_arrival(&nurse, &served);
    let name = format!("{given} {surname}");
    first_care(&nurse, &served, &file);
    let convoy = a_new_convoy(&nurse, &served);
    decide(&director, &served, &file, &convoy);

    nurse.goto(&served.url(&convoy)).unwrap();
    let list = printed(&nurse, &browser);
    assert!(list.contains(&code) && list.contains(&given) && list.contains(HOME), "{list}");
    assert!(list.contains("Mlle Hauser") && list.contains("Destroy after use"), "{list}");
    assert!(!list.contains(&surname), "no surname leaves the house: {list}");

    director.goto(&served.url(&convoy)).unwrap();
    director.click("a[href^='/journeys/new?convoy=']").unwrap();
    record(&director);
    director.wait_for_text("main", "the file is on the road").unwrap();
    nurse.goto(&served.url("/relay-house")).unwrap();
    let arrivals = nurse.text("section[aria-labelledby=relay-arrivals]").unwrap();
    assert!(!arrivals.contains(&name), "who left is no more among the arrivals");

    receive(&director, &served, &name);
    assert_eq!(path(&director), format!("/people/{file}"), "accepting leads to the file");
    nurse.goto(&served.url("/relay-house")).unwrap();
    let underway = nurse.text("section[aria-labelledby=relay-underway]").unwrap();
    assert!(!underway.contains(&name), "nobody waits for an arrival that was confirmed: {underway}");
    nurse.goto(&served.url(&convoy)).unwrap();
    nurse.wait_for_text("main", "arrival confirmed").unwrap();
}
