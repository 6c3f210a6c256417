//! The director's questions: how many children were interned on a day, who they are, and a register of
//! another house that comes as a table full of mistakes.

use super::{number, opened, signed_in, word};
use crate::e2e::{Page, Served};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Two good rows, one whose date does not exist, one with nobody in it.
const REGISTER: &str = "Nom;Prénom;Né le;Sexe;Nationalité;Entrée le\n\
    ARDITTI;Rachel;4.7.1931;F;turque;3.8.1942\n\
    Arditti;Vitalis;ca. 1935;M;turque;3.8.1942\n\
    Sevillano;Dolorès;31.2.1930;F;espagnole;5.8.1942\n\
    ;;1.1.1930;F;;5.8.1942\n";

fn counted(page: &Page, served: &Served, day: &str) -> usize {
    page.goto(&served.url("/report")).unwrap();
    page.click("a.tile[href='/report/count']").unwrap();
    page.fill("#at", day).unwrap();
    page.fill("#kind", "camp").unwrap();
    page.fill("#age", "0-14").unwrap();
    page.click("form.stack button[type=submit]").unwrap();
    number(&page.text(".figure").unwrap())
}

#[test]
fn every_number_opens_its_files() {
    let (browser, served) = opened();
    let page = signed_in(&browser, &served, "supervisor");
    for (day, expected) in [("1940-11-30", 5_000), ("1942-08-25", 540)] {
        assert_eq!(counted(&page, &served, day), expected, "children under fifteen in camps on {day}");
        page.click(".figure a").unwrap();
        page.wait_for("main table.list").unwrap();
        let said = page.text("main .page-head + p").unwrap();
        assert_eq!(number(&said), expected, "the list says the same: {said}");
    }
    let mut files = BTreeSet::new();
    loop {
        let links = page
            .eval("[...document.querySelectorAll('main tbody th a')].map(a => a.getAttribute('href'))")
            .unwrap();
        files.extend(links.as_array().unwrap().iter().filter_map(|l| l.as_str().map(str::to_owned)));
        let later = word(
            &page,
            "[...document.querySelectorAll('nav.pager a')]
                .find(a => a.innerText.trim() === 'Further')?.getAttribute('href') ?? ''",
        );
        if later.is_empty() {
            break;
        }
        page.goto(&served.url(&later)).unwrap();
    }
    assert_eq!(files.len(), 540, "and holds as many files");
}

/// Sends the register; the tiles before it goes in, then those after.
fn import(page: &Page, served: &Served, file: &Path) -> (Vec<usize>, Vec<usize>) {
    let figures =
        |page: &Page| page.texts(".tile .figure").unwrap().iter().map(|t| number(t)).collect::<Vec<_>>();
    page.goto(&served.url("/register")).unwrap();
    page.fill("#place", "Chalet des Gentianes (children’s home)").unwrap();
    page.upload("#file", file).unwrap();
    page.click("form[enctype] button[type=submit]").unwrap();
    page.wait_for("#column-0").unwrap();
    page.click("form.stack button[type=submit]").unwrap();
    page.wait_for("form[action$='/import']").unwrap();
    let before = figures(page);
    page.wait_for_text("main", "31.2.1930").unwrap();
    page.click("form[action$='/import'] button").unwrap();
    page.wait_for_text("h1", "What came of it").unwrap();
    (before, figures(page))
}

#[test]
fn a_register_full_of_mistakes_comes_in() {
    let (browser, served) = opened();
    let page = signed_in(&browser, &served, "supervisor");
    let file = browser.folder().join("registre.csv");
    fs::write(&file, REGISTER).unwrap();
    let (before, after) = import(&page, &served, &file);
    let (go_in, stay_out) = (before[0], before[1]);
    assert_eq!((go_in, stay_out), (3, 1), "rows with a name go in, the row with nobody stays out");
    assert_eq!(after[..2], [3, 0], "three added, none known before");
    let csv =
        word(&page, "fetch(document.querySelector('a[href$=\"problems.csv\"]').href).then(r => r.text())");
    assert!(csv.contains("31.2.1930") && csv.contains("registre.csv"), "{csv}");
    assert!(csv.lines().count() >= 3, "a head and both problems: {csv}");
    let (_, again) = import(&page, &served, &file);
    assert_eq!(again[..2], [0, 3], "the same file again adds nothing");
    page.goto(&served.url("/people?q=Arditti")).unwrap();
    assert_eq!(page.count("main tbody tr").unwrap(), 2);
}
