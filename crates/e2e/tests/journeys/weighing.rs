//! At the scale: one line a child, by keys alone, the cursor back in the code, and those who are left below.

use super::{number, opened, signed_in, word};
use std::time::Instant;

/// Seconds for a press by somebody who types for a living no more than others do, and for a press of a code that means
/// nothing (Card, Moran and Newell, the keystroke-level model, 1980).
const PRESS: f64 = 0.28;
const PRESS_OF_A_CODE: f64 = 0.75;
/// Letters of a code that tell the children of a house apart: the page asks for no more.
const LETTERS: usize = 4;
/// A child takes no longer.
const SECONDS_A_CHILD: f64 = 12.0;

#[test]
fn a_child_is_weighed_within_twelve_seconds_without_a_mouse() {
    let (browser, served) = opened();
    let page = signed_in(&browser, &served, "nurse");
    page.goto(&served.url("/weighings/session")).unwrap();
    let left = number(&page.text("#left").unwrap());
    assert!(left >= 3, "only {left} are left to weigh");
    for done in 1..=3 {
        // The next who has not been weighed today, with the weight of last time.
        let row = "[...document.querySelectorAll('section[aria-labelledby=left] tbody tr')].find(r => r.cells[3].innerText.trim())";
        let code = word(
            &page,
            &format!("{row}.querySelector('.code').innerText.replace(/\\s/g, '').slice(0, {LETTERS})"),
        );
        let weight = word(&page, &format!("{row}.cells[3].innerText.replace(/[^0-9.,]/g, '')"));
        assert_eq!(page.focused().unwrap(), "#code", "the cursor stands in the code");
        let began = Instant::now();
        let (mut presses, mut seconds) = (0, code.len() as f64 * PRESS_OF_A_CODE);
        for (cell, text) in [&code, &weight, "", "", "150", "0"].into_iter().enumerate() {
            if cell > 0 {
                page.press("Tab").unwrap();
                presses += 1;
            }
            page.write(text).unwrap();
            presses += if cell > 0 { text.len() } else { 0 };
        }
        page.press("Enter").unwrap();
        presses += 1;
        page.wait_for(".notice").unwrap();
        if page.exists("[role=alert]").unwrap() {
            // An arm that differs is asked about once; Enter says that it is so.
            page.press("Enter").unwrap();
            presses += 1;
            page.wait_for(".notice.done").unwrap();
        }
        seconds += f64::from(presses as u32) * PRESS + began.elapsed().as_secs_f64();
        assert!(seconds <= SECONDS_A_CHILD, "{presses} presses and {:?}", began.elapsed());
        assert!(page.text(".notice.done").unwrap().contains(" kg"), "what was written is shown");
        assert_eq!(number(&page.text("#left").unwrap()), left - done);
    }
}
