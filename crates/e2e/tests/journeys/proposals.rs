//! Proposals on the relay house's board: a card is dragged, the same is done by keys, some are accepted and exactly those
//! stand among the departures.

use super::{opened, path, signed_in, word};
use crate::e2e::Page;

/// Drags the first thing that matches onto another, as a hand with a mouse does.
fn drag(page: &Page, card: &str, target: &str) {
    let js = format!(
        "(() => {{ const card = document.querySelector({card:?}), target = document.querySelector({target:?});
            if (!card || !target) return 'missing';
            const dataTransfer = new DataTransfer();
            const send = (on, kind) => on.dispatchEvent(new DragEvent(kind, {{ bubbles: true, cancelable: true, dataTransfer }}));
            send(card, 'dragstart');
            const taken = !send(target, 'dragover');
            if (taken) send(target, 'drop');
            send(card, 'dragend');
            return taken ? 'taken' : 'refused'; }})()"
    );
    assert_eq!(word(page, &js), "taken", "{card} onto {target}");
    page.settle().unwrap();
}

/// How many stand in the column of departures.
fn leaving(page: &Page) -> usize {
    page.count("section[aria-labelledby=relay-leaving] article.card").unwrap()
}

#[test]
fn a_proposal_is_tried_by_hand_and_by_keys_and_some_are_accepted() {
    let (browser, served) = opened();
    let page = signed_in(&browser, &served, "supervisor");
    page.goto(&served.url("/relay-house")).unwrap();
    let before = leaving(&page);
    drag(&page, "section[aria-labelledby=relay-proposals] li[draggable]", "section[data-drop=relay-leaving]");
    assert_eq!(path(&page), "/departures/new", "a drop leads to the form; nothing is written by it");

    page.goto(&served.url("/relay-house")).unwrap();
    page.click("a[href^='/placements']").unwrap();
    page.wait_for("#accept").unwrap();
    assert_eq!(page.count("input[name=accept]:checked").unwrap(), 0);
    let proposed = page.count("input[name=accept]").unwrap();
    assert!(proposed > 2, "{proposed} are proposed");
    assert!(page.axe().unwrap().is_empty(), "{:?}", page.axe().unwrap());

    let other = word(&page, "document.querySelector('form.what-if option').value.split(':')[1]");
    let child = word(&page, "document.querySelector('form.what-if option').value.split(':')[0]");
    page.click("article.card:has(form.what-if) details summary").unwrap();
    page.eval("document.querySelector('form.what-if select').focus()").unwrap();
    page.press("Tab").unwrap();
    page.press("Enter").unwrap();
    page.wait_for("#what-if").unwrap();
    let by_keys = page.text("#what-if").unwrap();
    assert!(page.axe().unwrap().is_empty(), "{:?}", page.axe().unwrap());
    page.click("#what-if a").unwrap();
    page.wait_for("#accept").unwrap();
    let card = format!("article.card:has(option[value='{child}:{other}'])");
    drag(&page, &card, &format!("[data-drop='{other}']"));
    page.wait_for("#what-if").unwrap();
    assert_eq!(page.text("#what-if").unwrap(), by_keys, "a hand and a key ask the same");
    page.click("#what-if a").unwrap();
    page.wait_for("#accept").unwrap();

    let name = page.text("article.card:has(input[name=accept]) h3").unwrap();
    page.eval("document.querySelector('input[name=accept]').click()").unwrap();
    page.eval(
        "[...document.querySelectorAll('article.card:has(input[name=accept]:checked) input[form=accept][type=text]')]
            .forEach(view => { view.value = 'asked: agrees'; })",
    )
    .unwrap();
    page.fill("#reason", "A place is free; the school is near.").unwrap();
    page.eval("document.querySelector('details:has(#parted_reason)').open = true").unwrap();
    page.fill("#parted_reason", "They follow on Thursday.").unwrap();
    page.fill("#second", "the nurse").unwrap();
    page.click("#accept button[type=submit]").unwrap();
    page.wait_for("section[aria-labelledby=relay-leaving]").unwrap();
    assert_eq!(leaving(&page), before + 1, "exactly what was ticked is decided");
    assert!(page.text("section[aria-labelledby=relay-leaving]").unwrap().contains(&name), "{name} leaves");
    assert!(page.axe().unwrap().is_empty(), "{:?}", page.axe().unwrap());
}
