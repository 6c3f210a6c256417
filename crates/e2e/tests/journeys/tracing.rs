//! An aunt asks from Zurich: who may be meant, a judgement, a question to another house, and its answer.

use super::{opened, path, signed_in, word};
use crate::e2e::{Page, Served};

/// The request of the aunt who seeks the twins.
fn request(page: &Page, served: &Served) {
    page.goto(&served.url("/tracing")).unwrap();
    let link = word(
        page,
        "[...document.querySelectorAll('main tbody a')].find(a => a.textContent.includes('Esther')).getAttribute('href')",
    );
    page.click(&format!("a[href='{link}']")).unwrap();
    page.wait_for("#reply").unwrap();
}

#[test]
fn a_match_is_judged_and_what_was_rejected_is_folded_away() {
    let (browser, served) = opened();
    let page = signed_in(&browser, &served, "supervisor");
    request(&page, &served);
    page.wait_for(".candidate .evidence").unwrap();
    let back = path(&page);
    let shown = page.count("section > .body > .candidate").unwrap();
    let name = page.text(".candidate a").unwrap();
    page.click(".candidate a[href*='/judgement']").unwrap();
    // A rejection wants its reason.
    page.click("input[name=verdict][value=rejected]").unwrap();
    page.click("form.stack button[type=submit]").unwrap();
    page.wait_for(".errors a[href='#why']").unwrap();
    page.fill("#why", "another father").unwrap();
    page.click("form.stack button[type=submit]").unwrap();
    page.wait_for(".notice.done").unwrap();
    assert_eq!(path(&page), back);
    page.wait_for_text("details", "Rejected: 1").unwrap();
    assert_eq!(page.count("section > .body > .candidate").unwrap(), shown - 1, "{name} is folded away");
    assert!(page.axe().unwrap().is_empty());
}

#[test]
fn a_question_goes_to_another_house_and_comes_back() {
    let (browser, served) = opened();
    let worker = signed_in(&browser, &served, "worker");
    request(&worker, &served);
    assert!(
        !worker.exists(".candidate").unwrap(),
        "the twins left long ago: nobody the worker reads is like them"
    );
    worker.click("a[href^='/ask-around?request=']").unwrap();
    worker.wait_for("#ask-around-new").unwrap();
    assert_eq!(worker.value("#surname").unwrap(), "Alimi", "the request fills the question");
    let house = word(
        &worker,
        "[...document.querySelectorAll('#ask label')].find(l => l.textContent.includes('Creuse')).querySelector('input').value",
    );
    worker.check(&format!("#ask input[value='{house}']"), true).unwrap();
    worker.fill("#why", "an aunt asks from Zurich").unwrap();
    worker.click("form[action='/ask-around'] button[type=submit]").unwrap();
    worker.wait_for(".notice.done").unwrap();
    let question = path(&worker);
    assert!(question.starts_with("/questions/"), "{question}");
    assert!(
        !worker.exists("input[name=act][value=second]").unwrap(),
        "whoever asks is not the second person"
    );
    let colleague = signed_in(&browser, &served, "colleague");
    colleague.goto(&served.url("/ask-around")).unwrap();
    assert!(!colleague.text("main").unwrap().contains("an aunt asks from Zurich"), "it has not gone yet");
    let second = signed_in(&browser, &served, "supervisor");
    second.goto(&served.url(&question)).unwrap();
    second.click("form:has(input[value=second]) button").unwrap();
    second.wait_for_text("#main", "under way").unwrap();
    colleague.goto(&served.url("/ask-around")).unwrap();
    colleague.wait_for_text("article.card", "an aunt asks from Zurich").unwrap();
    assert!(colleague.axe().unwrap().is_empty());
    colleague.click("input[name=answer][value=call-me]").unwrap();
    colleague.fill("textarea[name=words]", "ask for Sister Marthe").unwrap();
    colleague.click("form[action='/ask-around/replies'] button").unwrap();
    colleague.wait_for(".notice.done").unwrap();
    worker.goto(&served.url("/ask-around")).unwrap();
    worker.goto(&served.url(&question)).unwrap();
    worker.wait_for_text("#main", "ask for Sister Marthe").unwrap();
    assert!(worker.axe().unwrap().is_empty());
}
