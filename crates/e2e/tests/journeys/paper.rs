//! What is printed leaves the house: it says who printed it and that it is to be destroyed, and carries
//! nothing of the screen.

use super::{first_child, opened, printed, signed_in};

/// Words of the frame that have no place on paper, as lines of their own.
const OF_THE_SCREEN: [&str; 9] =
    ["Today", "People", "Places", "Relay house", "Dossiers", "Report", "Lock", "Print", "Skip to content"];

fn check(text: &str) {
    for copy in ["Printed by worker", "31 August 1942", "Destroy after use"] {
        assert!(text.contains(copy), "the copy line says {copy:?}: {text}");
    }
    for line in text.lines().map(str::trim) {
        assert!(!OF_THE_SCREEN.contains(&line), "{line:?} is printed: {text}");
        assert!(!line.contains("Today People"), "the rooms are printed: {text}");
    }
}

#[test]
fn a_certificate_of_stay_and_a_presence_list() {
    let (browser, served) = opened();
    let page = signed_in(&browser, &served, "worker");
    let file = first_child(&page, &served);
    let code = page.text(".headstrip .code").unwrap();
    let place = page.text("#stays tbody th bdi").unwrap();
    page.goto(&served.url(&format!("{file}/certificate"))).unwrap();
    let certificate = printed(&page, &browser);
    check(&certificate);
    assert!(certificate.contains(&code) && certificate.contains(&place), "{certificate}");
    page.goto(&served.url("/places")).unwrap();
    page.click("main a[href^='/places/']:not([href$=new])").unwrap();
    page.click("nav.tabs a[href$='/presence']").unwrap();
    let present = page.count("main tbody tr").unwrap();
    let list = printed(&page, &browser);
    check(&list);
    let first = page.text("main tbody .code").unwrap();
    assert!(present > 0 && list.contains(&first), "{list}");
}
