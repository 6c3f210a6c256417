//! Scans of a paper: taken in page by page, shown to readers, refused by name, withdrawn without loss.

use crate::house::House;
use crate::http::{Answer, Ask, send};

/// A picture of that kind, wide enough to be made smaller.
fn picture(format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(3_000, 1_500).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn dossier(house: &House) -> String {
    format!("/dossiers/{}/{}", house.own.person, house.own.dossier)
}

async fn take_in(house: &House, paper: &str, content: &[u8]) -> Answer {
    let fields = [("paper", paper), ("shows", "recto Qshows")];
    let ask = Ask::by(house.token("worker")).multipart(&fields, "scan", "page.png", content);
    send(&house.router, "POST", &format!("{}/scans", dossier(house)), ask).await
}

/// The addresses of the scans on the page of a paper.
async fn scans(house: &House, paper: &str) -> Vec<String> {
    let page = house.get("worker", &format!("{}/papers/{paper}", dossier(house))).await.body;
    let found = page.split("<img src=\"").skip(1).filter_map(|rest| rest.split('"').next());
    found.filter(|at| at.contains("/scans/")).map(str::to_string).collect()
}

#[tokio::test(start_paused = true)]
async fn h_a_scan_is_made_small_and_shown_to_readers() {
    let house = House::new().await;
    for (n, format) in
        [image::ImageFormat::Png, image::ImageFormat::Jpeg, image::ImageFormat::WebP].into_iter().enumerate()
    {
        let answer = take_in(&house, "parents-consent", &picture(format)).await;
        assert_eq!(answer.status, 303, "{format:?} {}", answer.body);
        assert_eq!(scans(&house, "parents-consent").await.len(), n + 1);
    }
    let at = scans(&house, "parents-consent").await.remove(0);
    let shown = house.get("reader", &at).await;
    assert_eq!((shown.status.as_u16(), shown.header("content-type")), (200, "image/jpeg"));
    assert_eq!(house.get("stranger", &at).await.status, 404);
    let page = house.get("worker", &dossier(&house)).await.body;
    assert!(page.contains("#scans"), "the dossier leads to the scans");
    let history = house.get("worker", &format!("/people/{}/history", house.own.person)).await;
    assert!(history.body.contains("Qshows"), "the history tells of it");
}

#[tokio::test(start_paused = true)]
async fn h_what_is_no_picture_is_refused_and_nothing_is_written() {
    let house = House::new().await;
    let before = house.entries();
    let cases: [(&str, &[u8], u16); 4] = [
        ("parents-consent", b"%PDF-1.7 \n1 0 obj", 422),
        ("parents-consent", b"<svg onload=alert(1)>", 422),
        ("parents-consent", b"", 422),
        ("no-such-paper", &picture(image::ImageFormat::Png), 422),
    ];
    for (paper, content, status) in cases {
        let answer = take_in(&house, paper, content).await;
        assert_eq!(answer.status, status, "{paper} {}", answer.body);
        assert!(paper != "parents-consent" || answer.body.contains("Qshows"), "what was typed is kept");
    }
    assert_eq!(house.entries(), before);
}

#[tokio::test(start_paused = true)]
async fn h_a_wrong_scan_is_withdrawn_and_a_closed_dossier_takes_none() {
    let house = House::new().await;
    let slot = format!("dossier/{}/scan/{}", house.own.dossier, house.own.scan);
    assert_eq!(scans(&house, "identity-sheet").await.len(), 1);
    let typed = [("slot", slot.as_str()), ("reason", "another child's sheet Qwhy")];
    let answer = house.post("worker", &format!("/people/{}/withdrawals", house.own.person), &typed).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(scans(&house, "identity-sheet").await.len(), 0);
    let history = house.get("worker", &format!("/people/{}/history", house.own.person)).await;
    assert!(history.body.contains("Qwhy") && history.body.contains("first page"), "both are told");
    let closed = [("outcome", "granted"), ("closed_on", "1942-03-02")];
    assert_eq!(house.post("worker", &format!("{}/closing", dossier(&house)), &closed).await.status, 303);
    assert_eq!(take_in(&house, "identity-sheet", &picture(image::ImageFormat::Png)).await.status, 422);
}
