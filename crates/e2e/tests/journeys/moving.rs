//! Twenty people move: five clicks at most.

use super::{opened, path, signed_in, word};

/// Choosing from a list is two clicks: it opens, and one chooses.
const OF_A_LIST: usize = 2;

#[test]
fn twenty_people_move_in_five_clicks() {
    let (browser, served) = opened();
    let page = signed_in(&browser, &served, "worker");
    page.goto(&served.url("/places")).unwrap();
    let camp = "[...document.querySelectorAll('main a')].find(a => a.innerText.trim() === 'Rivesaltes')";
    page.goto(&served.url(&word(&page, &format!("{camp}.getAttribute('href')")))).unwrap();
    let from = path(&page);
    let whole = "[...document.querySelectorAll('a[href*=\"all=yes\"]')]
        .map(a => [a.getAttribute('href'), Number((a.innerText.match(/[(](\\d+)[)]/) ?? [0, 0])[1])])
        .filter(([, n]) => n >= 20).sort((a, b) => a[1] - b[1])[0]?.[0] ?? ''";
    let room = word(&page, whole);
    assert!(!room.is_empty(), "a room of twenty is chosen with one click");
    let mut clicks = 0;
    page.click(&format!("a[href='{room}']")).unwrap();
    clicks += 1;
    let chosen = page.count("input[name=file]:checked").unwrap();
    assert!(chosen >= 20, "{chosen} are chosen");
    let to = word(
        &page,
        "[...document.querySelector('#to').options].find(o => o.label.startsWith('Îlot B'))?.value ?? ''",
    );
    page.fill("#to", &to).unwrap();
    clicks += OF_A_LIST;
    page.click(".action-bar button[type=submit]").unwrap();
    clicks += 1;
    page.wait_for_text("main .page-head", &chosen.to_string()).unwrap();
    page.click("form[action='/moves'] button[type=submit]").unwrap();
    clicks += 1;
    page.wait_for("h1").unwrap();
    assert!(page.url().unwrap().contains(&format!("arrived={chosen}")), "{}", page.url().unwrap());
    assert_ne!(path(&page), from);
    assert!(clicks <= 5, "{clicks} clicks");
    assert!(page.count("input[name=file]").unwrap() >= chosen, "they are there now");
}
