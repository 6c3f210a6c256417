//! Somebody telephones about a child: six keys and Enter lead to the file, and so does a code read out.

use super::{heading, opened, path, signed_in};

#[test]
fn a_name_of_six_letters_and_a_code_lead_to_the_file() {
    let (browser, served) = opened();
    let page = signed_in(&browser, &served, "worker");
    page.press("/").unwrap();
    assert_eq!(page.focused().unwrap(), "#find", "the key / goes to the search");
    page.write("halimi").unwrap();
    page.press("Enter").unwrap();
    page.wait_for_text("main table", "Amina Halimi").unwrap();
    page.click("main tbody tr a").unwrap();
    assert!(heading(&page).contains("Halimi"), "two steps: {}", heading(&page));
    let (file, code) = (path(&page), page.text(".headstrip .code").unwrap());
    page.goto(&served.url("/today")).unwrap();
    page.press("/").unwrap();
    page.write(&code.to_lowercase().replace(' ', "")).unwrap();
    page.press("Enter").unwrap();
    page.wait_for(".headstrip").unwrap();
    assert_eq!(path(&page), file, "the code {code} opens the file itself");
}
