//! Two who did not see what the other wrote: both are shown, a person settles it, and nothing is lost.

use super::{first_child, opened, record, signed_in};

#[test]
fn two_corrections_both_stand_until_a_person_settles() {
    let (browser, served) = opened();
    let worker = signed_in(&browser, &served, "worker");
    let director = signed_in(&browser, &served, "supervisor");
    let file = first_child(&worker, &served);
    assert_eq!(worker.count("#identity .said-many").unwrap(), 0);
    for page in [&worker, &director] {
        page.goto(&served.url(&format!("{file}/births"))).unwrap();
    }
    worker.fill("#birth", "2.1.1930").unwrap();
    record(&worker);
    director.fill("#birth", "4.3.1931").unwrap();
    record(&director);
    for page in [&worker, &director] {
        page.goto(&served.url(&file)).unwrap();
        for said in ["2 January 1930", "4 March 1931"] {
            page.wait_for_text("#identity .said-many", said).unwrap();
        }
    }
    worker.click("#identity .said-many a").unwrap();
    assert_eq!(worker.count("input[name=choice]").unwrap(), 2);
    worker.click("label:has(input[name=choice]):last-of-type input").unwrap();
    record(&worker);
    worker.wait_for("#identity").unwrap();
    assert_eq!(worker.count("#identity .said-many").unwrap(), 0, "a third entry settles it");
    worker.goto(&served.url(&format!("{file}/history"))).unwrap();
    for said in ["2 January 1930", "4 March 1931"] {
        worker.wait_for_text("ol.timeline", said).unwrap();
    }
}
