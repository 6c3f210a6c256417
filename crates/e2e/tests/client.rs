//! The DevTools client against a small page of its own. A missing browser fails here, with its remedy.
#![allow(clippy::unwrap_used)]

#[path = "client/site.rs"]
mod site;

use e2e::{Browser, BrowserProblem, Page, Scheme};
use relais_e2e as e2e;
use site::Site;
use std::fs;

fn opened(browser: &Browser, site: &Site, path: &str) -> Page {
    let page = browser.page().unwrap();
    page.goto(&site.url(path)).unwrap();
    page
}

fn launched() -> (Browser, Site) {
    // `unwrap` would print the variant; the remedy is in the words.
    (Browser::launch().unwrap_or_else(|problem| panic!("{problem}")), Site::start())
}

#[test]
fn a_form_is_filled_by_keys_and_sent() {
    let (browser, site) = launched();
    let page = opened(&browser, &site, "/");
    assert_eq!((page.title().unwrap().as_str(), page.status()), ("Intake", Some(200)));
    page.fill("#name", "Ada").unwrap();
    page.fill("#name", "Mirka O.").unwrap();
    assert_eq!(page.text("#strokes").unwrap(), "11", "each letter is a key stroke");
    page.fill("#note", "née à Łódź\n“ici”").unwrap();
    page.fill("#home", "Maison des Tilleuls").unwrap();
    page.fill("#born", "1933-05-02").unwrap();
    page.check("#fed", true).unwrap();
    page.check("#fed", true).unwrap();
    assert_eq!(page.value("#home").unwrap(), "tilleuls");
    page.click("button").unwrap();
    assert_eq!(page.url().unwrap(), site.url("/sent"));
    assert_eq!(page.status(), Some(422));
    let sent = page.text("pre").unwrap();
    for part in ["name=Mirka+O.", "home=tilleuls", "born=1933-05-02", "fed=on", "%C5%81%C3%B3d%C5%BA"] {
        assert!(sent.contains(part), "{part} in {sent}");
    }
}

#[test]
fn the_keyboard_alone_reaches_and_sends() {
    let (browser, site) = launched();
    let page = opened(&browser, &site, "/");
    assert_eq!(page.focused().unwrap(), "");
    page.press("/").unwrap();
    assert_eq!(page.focused().unwrap(), "#name");
    page.write("x").unwrap();
    page.press("Tab").unwrap();
    assert_eq!(page.focused().unwrap(), "#note");
    page.press("Shift+Tab").unwrap();
    assert_eq!((page.focused().unwrap().as_str(), page.value("#name").unwrap().as_str()), ("#name", "x"));
    page.press("Escape").unwrap();
    assert_eq!(page.focused().unwrap(), "", "the page's own handler saw Escape");
    page.fill("#name", "").unwrap();
    assert_eq!(page.value("#name").unwrap(), "");
    page.press("Enter").unwrap();
    page.wait_for_text("h1", "Sent").unwrap();
    assert!(matches!(page.press("Entr"), Err(BrowserProblem::UnknownKey(_))));
}

#[test]
fn what_is_missing_hidden_or_covered_is_said() {
    let (browser, site) = launched();
    let page = opened(&browser, &site, "/cover");
    let said = page.click("#under").unwrap_err().to_string();
    assert!(said.contains("covered by <div id=\"over\""), "{said}");
    let said = page.click("#none").unwrap_err().to_string();
    assert!(said.contains("hidden"), "{said}");
    let said = page.fill("#fixed", "x").unwrap_err().to_string();
    assert!(said.contains("read-only"), "{said}");
    assert!(!page.exists("#nowhere").unwrap());
    assert_eq!(
        (page.count("button").unwrap(), page.texts("li").unwrap()),
        (2, vec!["12 000".into(), "b c".into()])
    );
    page.wait_for_text("li", "12\u{202f}000").unwrap();
    let said = page.eval("missing.call()").unwrap_err().to_string();
    assert!(said.contains("missing is not defined"), "{said}");
    assert_eq!(page.eval("Promise.resolve({ a: [1, 'é'] })").unwrap()["a"][1], "é");
}

#[test]
fn errors_policy_and_requests_are_seen() {
    let (browser, site) = launched();
    let page = opened(&browser, &site, "/policy");
    page.wait_for("main").unwrap();
    let errors = page.console_errors().unwrap();
    let from = |source: &str| errors.iter().filter(|e| e.source == source).count();
    assert!(from("security") >= 1, "inline script and foreign picture break the policy: {errors:?}");
    assert_eq!((from("exception"), from("console")), (1, 1), "{errors:?}");
    assert!(errors.iter().any(|e| e.text.contains("thrown on purpose")), "{errors:?}");
    assert!(errors.iter().any(|e| e.text.contains("said on purpose")), "{errors:?}");
    let external = page.external_requests().unwrap();
    assert_eq!(external, ["http://outside.invalid/script.js"], "{:?}", page.requests());
    let clean = opened(&browser, &site, "/");
    assert_eq!(clean.console_errors().unwrap(), []);
    assert_eq!(clean.external_requests().unwrap(), Vec::<String>::new());
    assert!(clean.requests().unwrap().contains(&site.url("/")));
}

#[test]
fn without_scripts_the_page_still_works() {
    let (browser, site) = launched();
    let page = browser.page().unwrap();
    page.set_javascript(false).unwrap();
    page.goto(&site.url("/")).unwrap();
    assert_eq!(page.text("#script").unwrap(), "off");
    page.fill("#name", "Sans").unwrap();
    page.click("button").unwrap();
    assert!(page.text("pre").unwrap().contains("name=Sans"));
    page.set_javascript(true).unwrap();
    page.goto(&site.url("/")).unwrap();
    assert_eq!(page.text("#script").unwrap(), "on");
}

#[test]
fn size_colour_direction_and_paper() {
    let (browser, site) = launched();
    let page = opened(&browser, &site, "/wide");
    assert_eq!((page.overflows().unwrap(), page.is_rtl().unwrap()), (false, true));
    page.set_viewport(320, 640).unwrap();
    assert_eq!((page.overflows().unwrap(), page.eval("innerWidth").unwrap()), (true, 320.into()));
    let dark = "matchMedia('(prefers-color-scheme: dark)').matches";
    let paper = "matchMedia('print').matches";
    page.set_color_scheme(Scheme::Dark).unwrap();
    page.set_print(true).unwrap();
    assert_eq!((page.eval(dark).unwrap(), page.eval(paper).unwrap()), (true.into(), true.into()));
    page.set_color_scheme(Scheme::Light).unwrap();
    page.set_print(false).unwrap();
    assert_eq!((page.eval(dark).unwrap(), page.eval(paper).unwrap()), (false.into(), false.into()));
    let folder = tempfile::tempdir().unwrap();
    let (picture, paper) = (folder.path().join("a.png"), folder.path().join("a.pdf"));
    page.screenshot(&picture).unwrap();
    page.pdf(&paper).unwrap();
    assert!(fs::read(picture).unwrap().starts_with(b"\x89PNG\r\n"));
    assert!(fs::read(paper).unwrap().starts_with(b"%PDF-"));
}

#[test]
fn a_file_is_handed_over() {
    let (browser, site) = launched();
    let page = opened(&browser, &site, "/file");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("liste.csv");
    fs::write(&path, "nom;prénom\n").unwrap();
    page.upload("input", &path).unwrap();
    page.click("button").unwrap();
    let sent = page.text("pre").unwrap();
    assert!(sent.contains("filename=\"liste.csv\"") && sent.contains("nom;prénom"), "{sent}");
    assert!(matches!(page.upload("input", &folder.path().join("no")), Err(BrowserProblem::File { .. })));
}

#[test]
fn accessibility_is_checked_under_a_strict_policy() {
    let (browser, site) = launched();
    let page = opened(&browser, &site, "/strict");
    let found = page.axe().unwrap();
    let ids: Vec<&str> = found.iter().map(|v| v.id.as_str()).collect();
    assert!(ids.contains(&"image-alt") && ids.contains(&"color-contrast"), "{found:?}");
    let picture = found.iter().find(|v| v.id == "image-alt").unwrap();
    assert_eq!(
        (picture.impact.as_str(), picture.targets.as_slice()),
        ("critical", &["#bare".to_owned()][..])
    );
    assert_eq!(page.console_errors().unwrap(), [], "the checker breaks no policy");
    assert_eq!(page.eval("typeof axe").unwrap(), "undefined", "and leaves nothing in the page");
    let good = opened(&browser, &site, "/good");
    assert_eq!(good.axe().unwrap(), []);
}

#[test]
fn people_do_not_share_cookies_and_dialogs_do_not_block() {
    let (browser, site) = launched();
    let page = opened(&browser, &site, "/");
    page.eval("document.cookie = 'who=one'").unwrap();
    let other = opened(&browser, &site, "/");
    let beside = browser.page_beside(&page).unwrap();
    beside.goto(&site.url("/")).unwrap();
    let cookie = |page: &Page| page.eval("document.cookie").unwrap();
    assert_eq!(
        (cookie(&page), cookie(&other), cookie(&beside)),
        ("who=one".into(), "".into(), "who=one".into())
    );
    assert_eq!(page.eval("confirm('Leave?')").unwrap(), true);
    assert_eq!(page.dialogs(), ["Leave?"]);
    let gone = page.goto("http://127.0.0.1:9/").unwrap_err();
    assert!(matches!(gone, BrowserProblem::Unreachable { .. }), "{gone}");
}
